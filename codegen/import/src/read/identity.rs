//! What an action is called, how it is called, how often it may be, and what it does.

use super::Reader;
use super::outline::Outline;
use super::summary::summary;
use crate::dialect::{half_width, holds_any};
use crate::facts::Action;
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};

pattern!(
    HOST,
    r"(?i)(?:https?://|host:\s*(?:https?://)?)([a-z0-9.-]*(?:volcengineapi|byteplusapi)\.com)"
);
pattern!(
    SERVICE,
    r#"(?i)(?:"Service"\s*:\s*"|ServiceName:\s*|serviceCode=|\d{8}/[a-z0-9-]+/)([a-z][a-z0-9_]*)"#
);
pattern!(
    GONE,
    r"(?i)(?:本接口|该接口|此接口|接口|本 ?api|此 ?api|this (?:api|action|operation|interface))\s*(?:已|将|即将|已经|is|has been|will be)\s*(?:不再维护|停止维护|废弃|下线|弃用|被废弃|deprecated|discontinued)"
);

impl<'a> Reader<'a> {
    /// Everything about the action itself. `None` when the page does not name it.
    pub(super) fn identity(&mut self, outline: &Outline<'a>) -> Option<Action> {
        let name = match &self.given.action {
            Some(given) => Some(given.clone()),
            None => self.agreed("Action", &self.names(outline)),
        };
        let versions = self.versions(outline, name.as_deref());
        let mut version = match &self.given.version {
            Some(given) => Some(given.clone()),
            None => self.agreed("Version", &versions),
        };
        if let (None, Some(name)) = (&version, &name) {
            version = self.foreign_version(outline, name);
        }
        let at = outline
            .title
            .or(outline.headings.first().copied())
            .map(|title| title.at.clone())
            .unwrap_or_default();
        for (found, what, flag, how) in [
            (
                name.is_some(),
                "name of the action",
                "--action",
                "a row `Action` among the parameters, or an address with `?Action=`",
            ),
            (
                version.is_some(),
                "version of the API",
                "--api-version",
                "a row `Version` among the parameters, or an address with `&Version=`",
            ),
        ] {
            if !found {
                self.tell(
                    Finding::new(
                        &lint::PAGE_NO_ACTION,
                        self.place(&at),
                        format!("the page does not contain the {what}"),
                    )
                    .help(format!("it is read from {how}; or pass it with `{flag}`")),
                );
            }
        }
        let mut action = Action {
            name: name?,
            version: version?,
            ..Action::default()
        };
        action.host = outline
            .written()
            .find_map(|written| Some(HOST.captures(written.text)?.get(1)?.as_str().to_owned()));
        action.service = outline.written().find_map(|written| service(written.text));
        action.get = self.method(outline, &at);
        (action.summary, action.description) = summary(outline, &action.name);
        self.rate(outline, &mut action);
        let mut texts = outline.texts.iter();
        action.deprecated = texts.any(|(_, text)| GONE.is_match(&half_width(&text.text)));
        Some(action)
    }
}

/// The name of the service that a text gives.
fn service(text: &str) -> Option<String> {
    // Pages are long, and few have a word for the service or the scope of a signature.
    let ends_with_date = |part: &str| {
        let digits = part.bytes().rev().take_while(u8::is_ascii_digit);
        digits.count() >= 8
    };
    let may_name = holds_any(text, &["\"service\"", "servicename:", "servicecode="])
        || text.split('/').any(ends_with_date);
    may_name.then(|| Some(SERVICE.captures(text)?.get(1)?.as_str().to_owned()))?
}
