//! How an action is called: by which method, and how often.

use super::Reader;
use super::addresses::sends_members_in_address;
use super::columns::Columns;
use super::lenient::{beginning, shown_in};
use super::outline::{Outline, PlacedCode, Side};
use super::parts::Parts;
use crate::dialect::{Column, Section, half_width};
use crate::facts::Action;
use crate::page::Table;
use crate::pattern::{Pattern, pattern};
use codegen_documents::diagnostics::{Finding, lint};

pattern!(
    METHOD,
    r"(?i)(?:请求方式|请求方法|http\s*方法|method|使用|调用方式|以|by|using|via|an? )\W{0,8}(?:https?\W{1,3})?\b(GET|POST|PUT|DELETE|PATCH)\b|\b(GET|POST|PUT|DELETE|PATCH)\b\s*(?:方式|方法|请求|request|method|https?://|/)|\bhttps?[ /-]+(GET|POST|PUT|DELETE|PATCH)\b"
);
// A line that is about the method: `请求方式：POST`.
pattern!(
    LABELLED_METHOD,
    r"(?im)^\W*(?:请求方式|请求方法|调用方式|(?:http|请求)\s*方法|(?:http |request )?method)\W{1,8}(?:https?\W{1,3})?(GET|POST|PUT|DELETE|PATCH)\b"
);
// A line with nothing but methods: `GET`, `HTTP GET`, `GET/POST`.
pattern!(
    METHOD_LINE,
    r"(?im)^\W*(?:https?\W{1,3})?(GET|POST|PUT|DELETE|PATCH)\b(?:\W*(?:或|和|or|and)?\W*(?:https?\W{1,3})?(?:GET|POST|PUT|DELETE|PATCH))*\W*$"
);
// Another method behind one: `GET/POST`, `GET 或 POST`, `HTTP GET, HTTP POST`.
pattern!(
    ANOTHER_METHOD,
    r"(?i)^\W{0,4}(?:(?:或者?|和|及|与|or|and)\W{0,3})?(?:https?\W{1,3})?(GET|POST)\b"
);
// The first line of an example: `POST /?Action=…`, `curl -X POST …`.
pattern!(
    SENT,
    r"(?:^|\n|-X\s?|--request )\s*(GET|POST)\s+['\x22]?(?:https?://|/)"
);
pattern!(
    QPS,
    r"(?i)qps[^\d\n;。]{0,24}?\b(\d+)|(\d+)\s*(?:qps|次\s*/\s*(?:秒|s\b)|次每秒|(?:requests?|calls?|times?|queries)\s*(?:per second|/\s*s\b|a second|every second))|每秒[^\d\n;。]{0,12}?(\d+)\s*次"
);
pattern!(
    OTHER_RATE,
    r"(?i)(\d+)\s*(?:次|条|requests?|calls?|times?)\s*(?:/|每|per|a)\s*(?:分钟|分|小时|天|日|minute|hour|day)|每(?:分钟|小时|天|日)[^\d\n;。]{0,12}?(\d+)\s*(?:次|条)"
);

impl Reader<'_> {
    /// Whether the action uses GET.
    pub(super) fn method(&mut self, outline: &Outline<'_>, at: &std::ops::Range<usize>) -> bool {
        if let Some(given) = self.given.get {
            return given;
        }
        let stated = stated_methods(outline);
        let first = stated.first().map(String::as_str);
        if let (Some(stated), 1) = (first, stated.len()) {
            self.tell_other_method(outline, stated);
        }
        match first {
            // Where both may be used, what is sent decides.
            Some("GET" | "POST") if stated.len() > 1 => {}
            Some("GET") => return true,
            Some("POST") => return false,
            Some(other) => {
                self.tell(
                    Finding::new(
                        &lint::PAGE_UNSUPPORTED,
                        self.place(at),
                        format!("the action uses {other}"),
                    )
                    .help("only GET and POST can be generated; the document uses POST"),
                );
                return false;
            }
            None => {}
        }
        let has_body = outline
            .tables
            .iter()
            .any(|placed| placed.side == Side::Body)
            || outline.codes.iter().any(|placed| {
                placed.section == Some(Section::RequestExample)
                    && beginning(&placed.code.text).is_some()
                    && parts(placed, outline).is_none_or(|parts| !parts.body.is_empty())
            });
        let has_query = outline
            .codes
            .iter()
            .filter_map(|placed| parts(placed, outline))
            .any(|parts| !parts.query.is_empty());
        let with_curl_data = outline
            .codes
            .iter()
            .any(|placed| placed.code.text.contains("--data") || placed.code.text.contains(" -d "));
        if has_body || with_curl_data {
            return false;
        }
        if has_query || sends_members_in_address(outline) {
            return true;
        }
        if let Some(first) = first {
            return first == "GET";
        }
        let numbered = outline
            .tables
            .iter()
            .flat_map(|placed| &placed.table.rows)
            .any(|row| {
                row.first()
                    .is_some_and(|cell| cell.text.ends_with(".N") || cell.text.contains(".N."))
            });
        self.tell(
            Finding::new(&lint::PAGE_NO_METHOD, self.place(at), "the page does not say whether the action uses GET or POST")
                .help(if numbered {
                    "the document uses GET, because parameters are numbered as in a query string; set the method with `--method`"
                } else {
                    "the document uses POST; set the method with `--method`"
                }),
        );
        numbered
    }

    /// Tells an example that is sent in another way than the page says, unless the page speaks of both.
    fn tell_other_method(&mut self, outline: &Outline<'_>, stated: &str) {
        let sent = outline
            .codes
            .iter()
            .filter(|placed| placed.section == Some(Section::RequestExample))
            .find_map(|placed| {
                let found = SENT.captures(&placed.code.text)?.get(1)?;
                Some((found.as_str(), placed.code.at + found.start()))
            });
        let Some((sent, at)) = sent.filter(|(sent, _)| *sent != stated) else {
            return;
        };
        let headings = outline.headings.iter().map(|heading| &heading.text);
        let texts = outline.texts.iter().map(|(_, text)| &text.text);
        let mut tables = outline
            .tables
            .iter()
            .filter(|placed| is_about_calling(placed.table))
            .flat_map(|placed| lines(placed.table).flatten());
        let words = |text: &str| {
            text.split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| word.eq_ignore_ascii_case(sent))
        };
        if texts.chain(headings).any(|text| words(text)) || tables.any(words) {
            return;
        }
        self.tell(
            Finding::new(
                &lint::PAGE_CONTRADICTION,
                self.offset(at),
                format!("the page says that the action uses {stated}, but the example uses {sent}"),
            )
            .help(format!(
                "the document uses {stated}; set the method with `--method`"
            )),
        );
    }

    pub(super) fn rate(&mut self, outline: &Outline<'_>, action: &mut Action) {
        let mut rates: Vec<(u32, usize)> = Vec::new();
        for (section, text) in &outline.texts {
            if matches!(section, Some(Section::Errors | Section::Aside)) {
                continue;
            }
            let plain = half_width(&text.text);
            for found in QPS.captures_iter(&plain) {
                let number = (1..=3)
                    .find_map(|group| found.get(group))
                    .and_then(|n| n.as_str().parse::<u32>().ok());
                rates.extend(
                    number
                        .filter(|number| *number > 0)
                        .map(|number| (number, text.at.start)),
                );
            }
            let other = OTHER_RATE.find(&plain);
            if let (Some(other), Some(Section::Limits)) = (other, section) {
                self.tell(
                    Finding::new(&lint::PAGE_LIMIT_NOT_PER_SECOND, self.place(&text.at), format!("`{}` is not a limit per second", other.as_str()))
                        .help("the document has no `x-qps-limit` for it; the description keeps the wording of the page"),
                );
            }
        }
        let Some((rate, at)) = rates.first().copied() else {
            return;
        };
        if let Some((other, place)) = rates.iter().find(|(other, _)| *other != rate) {
            let least = rates.iter().map(|(rate, _)| *rate).min().unwrap_or(rate);
            self.tell(
                Finding::new(&lint::PAGE_SEVERAL_LIMITS, self.offset(*place), format!("the page has several limits per second, {rate} and {other} among them"))
                    .help(format!("the document has the smallest, {least}; raise it if the condition on the page does not apply")),
            );
            action.qps = Some(least);
        } else {
            action.qps = Some(rate);
        }
        self.note(
            "",
            "x-qps-limit",
            &action.qps.unwrap_or(rate).to_string(),
            at,
        );
    }
}

/// The parts of a request that a page shows by them.
fn parts(placed: &PlacedCode<'_>, outline: &Outline<'_>) -> Option<Parts> {
    Parts::of(&shown_in(&placed.code.text)?, outline)
}

/// The methods that the page says can be used, as it says first: where a section is about that, then in tables, code, titles and texts.
fn stated_methods(outline: &Outline<'_>) -> Vec<String> {
    let is_method = |section: &Option<Section>| *section == Some(Section::Method);
    let texts = |of_method: bool| {
        let texts = outline.texts.iter();
        texts
            .filter(move |(section, _)| is_method(section) == of_method)
            .map(|(_, text)| text.text.as_str())
    };
    let tables: Vec<String> = outline
        .tables
        .iter()
        .filter(|placed| is_about_calling(placed.table))
        .flat_map(|placed| lines(placed.table).map(|cells| cells.join(": ")))
        .collect();
    let codes = |of_method: bool| {
        let codes = outline.codes.iter();
        codes
            .filter(move |placed| !of_method || is_method(&placed.section))
            .map(|placed| placed.code.text.as_str())
    };
    let headings = outline.headings.iter().map(|heading| heading.text.as_str());
    let alone = texts(true)
        .chain(codes(true))
        .find_map(|text| methods(&METHOD_LINE, text));
    alone
        .or_else(|| {
            texts(true)
                .chain(tables.iter().map(String::as_str))
                .find_map(|text| methods(&METHOD, text))
        })
        .or_else(|| texts(false).find_map(|text| methods(&LABELLED_METHOD, text)))
        .or_else(|| {
            codes(false)
                .chain(headings)
                .chain(texts(false))
                .find_map(|text| methods(&METHOD, text))
        })
        .unwrap_or_default()
}

/// The methods of HTTP that pages state.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "DELETE", "PATCH"];

/// The method that a text states, and another that it states beside it.
fn methods(pattern: &Pattern, text: &str) -> Option<Vec<String>> {
    // Long examples have parts of words that look like methods.
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_method = |word: &str| {
        METHODS
            .iter()
            .any(|method| word.eq_ignore_ascii_case(method))
    };
    if !words.any(is_method) {
        return None;
    }
    let found = pattern.captures(text)?;
    let first = (1..=3).find_map(|group| found.get(group))?;
    let behind = text.get(first.end()..).unwrap_or_default();
    let another = ANOTHER_METHOD.captures(behind);
    let another = another.as_ref().and_then(|found| found.get(1));
    let mut methods = vec![first.as_str().to_ascii_uppercase()];
    if let Some(another) = another.map(|found| found.as_str().to_ascii_uppercase())
        && !methods.contains(&another)
    {
        methods.push(another);
    }
    Some(methods)
}

/// What a line that names the action, or its version, begins with.
pub(super) const NAMES: &[&str] = &[
    "action",
    "接口名",
    "接口名称",
    "api 名称",
    "api名称",
    "api 名",
    "api name",
];
pub(super) const VERSIONS: &[&str] = &[
    "version",
    "版本",
    "版本号",
    "接口版本",
    "api 版本",
    "api版本",
    "api version",
];

/// The lines of a table, its header among them, as texts.
pub(super) fn lines(table: &Table) -> impl Iterator<Item = Vec<&str>> {
    let lines = std::iter::once(&table.header).chain(&table.rows);
    lines.map(|cells| cells.iter().map(|cell| cell.text.trim()).collect())
}

/// Whether a table says nothing but where an action is called, and how: `请求方式 | POST`.
pub(super) fn is_about_calling(table: &Table) -> bool {
    const TITLES: &[&str] = &[
        "名称",
        "内容",
        "项目",
        "要素",
        "值",
        "说明",
        "name",
        "value",
        "item",
        "description",
    ];
    const WHAT: &[&str] = &[
        "地址",
        "方式",
        "方法",
        "域名",
        "协议",
        "请求头",
        "编码",
        "url",
        "uri",
        "method",
        "host",
        "endpoint",
        "path",
        "路径",
        "content-type",
        "protocol",
        "region",
        "service",
        "地域",
        "鉴权",
        "authorization",
    ];
    let is_titles = |cells: &[&str]| {
        let mut cells = cells.iter();
        cells.all(|cell| TITLES.contains(&cell.to_lowercase().as_str()))
    };
    let says_how = |cells: &[&str]| {
        let first = cells
            .first()
            .map(|cell| cell.to_lowercase())
            .unwrap_or_default();
        first.is_empty()
            || NAMES.contains(&first.as_str())
            || VERSIONS.contains(&first.as_str())
            || first.chars().count() <= LONGEST_WHAT && WHAT.iter().any(|word| first.contains(word))
    };
    let mut lines = lines(table).skip_while(|cells| is_titles(cells)).peekable();
    if lines.peek().is_none() || !lines.all(|cells| says_how(&cells)) {
        return false;
    }
    let columns = Columns::of(table);
    !columns.has(Column::Type) && !columns.has(Column::Required)
}

/// Longest name of a thing about calling, in characters.
const LONGEST_WHAT: usize = 16;
