//! Documents as the Explorer delivers them.

use std::fmt::Write;

/// What a document is about. It becomes JSON in the layout of the platform, whose keys are in no order of the alphabet.
#[derive(Debug, Clone)]
pub struct Document {
    /// Name of the action.
    pub action: String,
    /// Code of the service.
    pub service: String,
    /// Version of the service.
    pub version: String,
    /// Members of the request: name, type, Chinese and English description.
    pub members: Vec<(String, String, String, String)>,
    /// Whether the schema of a reply has the envelope with `ResponseMetadata`, or just what is in it.
    pub envelope: bool,
    /// Whether errors are a list of alternatives, or of items.
    pub alternatives: bool,
}

impl Document {
    /// A document of an action with one member, `Name`.
    #[must_use]
    pub fn new(service: &str, version: &str, action: &str) -> Self {
        Self {
            action: action.to_owned(),
            service: service.to_owned(),
            version: version.to_owned(),
            members: Vec::new(),
            envelope: true,
            alternatives: true,
        }
        .with("Name", "string", "名称。", "The name.")
    }

    /// With one more member of the request.
    #[must_use]
    pub fn with(mut self, name: &str, kind: &str, chinese: &str, english: &str) -> Self {
        let texts = [name, kind, chinese, english].map(str::to_owned);
        let [name, kind, chinese, english] = texts;
        self.members.push((name, kind, chinese, english));
        self
    }

    /// The document in Chinese.
    #[must_use]
    pub fn chinese(&self) -> String {
        self.json(false)
    }

    /// The document in English, as the platform's machine translates it: names of values and examples included.
    #[must_use]
    pub fn english(&self) -> String {
        self.json(true)
    }

    fn json(&self, english: bool) -> String {
        let Self {
            action,
            service,
            version,
            ..
        } = self;
        let said = |chinese: &str, english_text: &str| {
            if english { english_text } else { chinese }.to_owned()
        };
        let mut members = String::new();
        for (index, (name, kind, chinese, english_text)) in self.members.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let example = match kind.as_str() {
                "integer" if english => "\"1,000\"".to_owned(),
                "integer" => "1000".to_owned(),
                _ => format!("\"{}\"", said("示例", "Sample")),
            };
            let description = said(chinese, english_text);
            let _ = write!(
                members,
                r#"{comma}"{name}":{{"type":"{kind}","example":{example},"description":"{description}"}}"#
            );
        }
        let result = format!(
            r#"{{"type":"object","properties":{{"Id":{{"type":"string","description":"{}"}}}}}}"#,
            said("标识 \\u003cid\\u003e。", "The id.")
        );
        let reply = if self.envelope {
            format!(
                r#"{{"type":"object","properties":{{"ResponseMetadata":{{"type":"object","properties":{{"RequestId":{{"type":"string"}}}}}},"Result":{result}}}}}"#
            )
        } else {
            result
        };
        let error = format!(
            r#"{{"code":"NotFound","http_code":404,"message":"It does not exist.","description":"{}"}}"#,
            said("不存在。", "There is none.")
        );
        let errors = if self.alternatives { "oneOf" } else { "items" };
        let title = said("操作", "Action");
        format!(
            concat!(
                r#"{{"openapi":"3.0.1","info":{{"version":"{version}","title":"{title} {action}","x-action":"{action}","#,
                r#""x-service-code":"{service}","x-demo":[{{"requestDemo":[{{"Code":"{demo}"}}],"responseDemo":[{{"Code":"ok"}}]}}]}},"#,
                r#""servers":[{{"url":"https://{host}.{{region}}.volcengineapi.com","variables":{{"region":{{"default":"cn-beijing","x-service-region":true}}}}}}],"#,
                r#""paths":{{"/{action}":{{"post":{{"summary":"{title}","operationId":"{action}","x-sort-params":["Name"],"#,
                r#""requestBody":{{"content":{{"application/json":{{"schema":{{"type":"object","properties":{{{members}}}}}}}}}}},"#,
                r#""responses":{{"200":{{"description":"{good}","content":{{"application/json":{{"schema":{reply}}}}}}},"#,
                r#""x-error-code":{{"description":"{bad}","content":{{"application/json":{{"schema":{{"{errors}":[{error}]}}}}}}}}}}}}}}}}}}"#,
            ),
            version = version,
            title = title,
            action = action,
            service = service,
            host = service.to_ascii_lowercase(),
            demo = said("示例", "Demo"),
            members = members,
            good = said("成功", "It worked"),
            bad = said("错误", "It failed"),
            reply = reply,
            errors = errors,
            error = error,
        )
    }
}
