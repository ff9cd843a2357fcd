//! What a section is about, by its title.

use super::bare;

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// What is sent.
    Request,
    /// The part of it in the query string.
    Query,
    /// The part of it in the body.
    Body,
    /// The part of it in headers.
    Headers,
    /// What comes back.
    Response,
    /// A request as it is sent.
    RequestExample,
    /// A reply as it comes.
    ResponseExample,
    /// A reply that tells of a failure.
    ErrorExample,
    /// Examples of either.
    Example,
    /// Codes of errors.
    Errors,
    /// How often the action may be called.
    Limits,
    /// How the action is called.
    Method,
    /// What the action does.
    Behaviour,
    /// Nothing about this action alone.
    Aside,
}

impl Section {
    /// Whether it is about the members of the request or of the reply.
    pub(crate) fn is_about_data(self) -> bool {
        matches!(
            self,
            Self::Request | Self::Query | Self::Body | Self::Response
        )
    }

    /// Whether it holds examples, or codes of errors.
    pub(crate) fn is_of_examples(self) -> bool {
        matches!(
            self,
            Self::RequestExample
                | Self::ResponseExample
                | Self::ErrorExample
                | Self::Example
                | Self::Errors
        )
    }
}

/// A rule: the title holds one word of every group and none of the last list. The first that fits counts.
struct Rule(
    Section,
    &'static [&'static [&'static str]],
    &'static [&'static str],
);

const EXAMPLE: &[&str] = &["示例", "样例", "例子", "example", "sample"];
const REQUEST: &[&str] = &["请求", "输入", "调用", "入参", "request", "input", "call"];
const RESPONSE: &[&str] = &[
    "返回", "响应", "输出", "出参", "回参", "应答", "回包", "response", "return", "reply",
    "output", "result",
];
const CONTENT: &[&str] = &[
    "参数",
    "字段",
    "体",
    "正文",
    "数据",
    "结果",
    "值",
    "说明",
    "结构",
    "内容",
    "消息",
    "parameter",
    "param",
    "field",
    "body",
    "data",
    "result",
    "value",
    "element",
    "syntax",
    "structure",
];
const FAILURE: &[&str] = &[
    "错误",
    "报错",
    "失败",
    "异常",
    "error",
    "fail",
    "unexpected",
    "exception",
    "unsuccessful",
];

const RULES: &[Rule] = &[
    Rule(
        Section::ErrorExample,
        &[EXAMPLE, FAILURE],
        &["错误码", "errorcode"],
    ),
    Rule(Section::ResponseExample, &[EXAMPLE, RESPONSE], &["请求"]),
    Rule(Section::RequestExample, &[EXAMPLE, REQUEST], &[]),
    Rule(
        Section::Errors,
        &[&[
            "错误码",
            "错误代码",
            "返回码",
            "状态码",
            "errorcode",
            "returncode",
            "statuscode",
        ]],
        &[],
    ),
    Rule(
        Section::Aside,
        &[&[
            "公共参数",
            "公共请求参数",
            "公共返回",
            "commonparameter",
            "commonrequestparameter",
            "publicparameter",
            "更新日志",
            "变更记录",
            "修订记录",
            "changelog",
            "revisionhistory",
            "相关文档",
            "relateddocument",
            "seealso",
            "常见问题",
            "faq",
        ]],
        &[],
    ),
    Rule(Section::Headers, &[&["header", "请求头", "头部"]], &[]),
    Rule(
        Section::Limits,
        &[&[
            "接口限制",
            "频率限制",
            "请求频率",
            "调用频率",
            "频控",
            "限流",
            "使用限制",
            "调用限制",
            "qps",
            "ratelimit",
            "throttl",
            "frequency",
            "limits",
            "quota",
        ]],
        &[],
    ),
    Rule(
        Section::Query,
        &[&[
            "query",
            "url参数",
            "uri参数",
            "查询参数",
            "urlparam",
            "uriparam",
        ]],
        EXAMPLE,
    ),
    // What shows the body of either side is an example.
    Rule(Section::Example, &[&["body", "包体", "正文"], EXAMPLE], &[]),
    Rule(
        Section::Body,
        &[&["body", "请求体", "请求正文", "包体"]],
        RESPONSE,
    ),
    Rule(
        Section::Method,
        &[&[
            "请求方式",
            "请求方法",
            "请求地址",
            "请求说明",
            "请求url",
            "请求语法",
            "请求结构",
            "调用方式",
            "httprequest",
            "requestmethod",
            "requestsyntax",
            "requesturl",
            "endpoint",
            "httpmethod",
            "http方法",
        ]],
        EXAMPLE,
    ),
    Rule(
        Section::Response,
        &[RESPONSE, CONTENT],
        &["请求参数", "requestparameter"],
    ),
    Rule(
        Section::Request,
        &[REQUEST, CONTENT],
        &["调用说明", "调用示例", "请求说明", "示例"],
    ),
    Rule(Section::Example, &[EXAMPLE], &[]),
    Rule(
        Section::Behaviour,
        &[&[
            "接口行为",
            "接口说明",
            "接口描述",
            "接口简介",
            "接口介绍",
            "功能描述",
            "功能介绍",
            "功能说明",
            "使用说明",
            "使用场景",
            "调用说明",
            "注意事项",
            "前提条件",
            "适用场景",
            "应用场景",
            "接口功能",
            "描述",
            "说明",
            "usage",
            "description",
            "scenario",
            "overview",
            "background",
            "prerequisite",
            "requirement",
            "precaution",
            "note",
            "introduction",
            "behavior",
            "behaviour",
            "约束",
            "背景信息",
        ]],
        CONTENT_WORDS,
    ),
    Rule(
        Section::Aside,
        &[&[
            "调试",
            "debug",
            "apiexplorer",
            "授权",
            "permission",
            "authorization",
        ]],
        &[],
    ),
];

/// With one of these a title of that kind is about data after all.
const CONTENT_WORDS: &[&str] = &["参数", "字段", "结构", "parameter", "field", "structure"];

/// Titles that are exact: too short to be told by the words they hold.
const EXACT: &[(Section, &[&str])] = &[
    (
        Section::Request,
        &[
            "参数",
            "参数说明",
            "参数列表",
            "关键参数",
            "主要参数",
            "接口参数",
            "业务参数",
            "api参数",
            "接口请求",
            "业务请求",
            "parameters",
            "parameter",
            "request",
            "requests",
            "请求",
            "入参",
            "输入",
            "input",
            "inputs",
        ],
    ),
    (
        Section::Response,
        &[
            "返回",
            "响应",
            "response",
            "responses",
            "result",
            "returns",
            "出参",
            "输出",
            "output",
            "outputs",
            "返回调用结果",
            "业务返回",
            "接口返回",
            "业务响应",
            "接口响应",
            "回参",
        ],
    ),
    (Section::Errors, &["errors", "错误", "错误信息"]),
    (
        Section::Method,
        &[
            "调用接口",
            "method",
            "methods",
            "httpmethods",
            "callmethod",
            "方法",
            "调用方法",
            "访问方式",
        ],
    ),
];

/// The meaning of a title.
pub(crate) fn section(title: &str) -> Option<Section> {
    let title = bare(title);
    let exact = EXACT
        .iter()
        .find(|(_, titles)| titles.contains(&title.as_str()));
    if let Some((section, _)) = exact {
        return Some(*section);
    }
    // A bit for each character of the title: most words have one that it lacks.
    let bit = |c: char| 1_u64 << (u32::from(c) % u64::BITS);
    let chars = title.chars().fold(0, |bits, c| bits | bit(c));
    let may_hold = |word: &str| word.chars().all(|c| chars & bit(c) != 0);
    let holds = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| may_hold(word) && title.contains(word))
    };
    RULES
        .iter()
        .find(|Rule(_, all, none)| all.iter().all(|group| holds(group)) && !holds(none))
        .map(|Rule(section, _, _)| *section)
}
