//! What an action is called, how it is called, how often it may be, and what it does.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Reader;
use super::outline::{Outline, Side, has_inner_capital, identifiers};
use super::rows::Columns;
use crate::dialect::{Column, Section, half_width};
use crate::facts::Action;
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, rule};
use codegen_documents::source::Place;

static URL_ACTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[?&]Action=([A-Za-z][A-Za-z0-9]*)").ok());
static URL_VERSION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[?&]Version=(\d{4}-\d{2}-\d{2})").ok());
/// `请求参数 Action 取值：X`, `action = "X"`.
static SAID_ACTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)\baction\s*(?:的?取值|参数)?\s*(?:为|是|:|=|is)\s*["'`]?([A-Za-z][A-Za-z0-9]+)"#,
    )
    .ok()
});
/// `Version = 2020-12-01`, `API 版本：2020-12-01`.
static SAID_VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:\bversion|版本号?)\s*(?:的?取值|参数)?\s*(?:为|是|:|=|is)\s*["'`]?(\d{4}-\d{2}-\d{2})"#).ok()
});
/// The version in the metadata of a reply.
static REPLY_VERSION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#""Version"\s*:\s*"(\d{4}-\d{2}-\d{2})""#).ok());
/// A member of a query string.
static URL_MEMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[?&]([A-Za-z][A-Za-z0-9_.-]*)=").ok());
/// The same at the beginning of a row's example.
static ROW_MEMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[?&])`?([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+)=").ok()
});
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\d{4}-\d{2}-\d{2}").ok());
static HOST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:https?://|host:\s*(?:https?://)?)([a-z0-9.-]*(?:volcengineapi|byteplusapi)\.com)",
    )
    .ok()
});
static SERVICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:"Service"\s*:\s*"|ServiceName:\s*|serviceCode=|\d{8}/[a-z0-9-]+/)([a-z][a-z0-9_]*)"#).ok()
});
static METHOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:请求方式|请求方法|http\s*方法|method|使用|调用方式|以|by|using|via|an? )\W{0,8}\b(GET|POST|PUT|DELETE|PATCH)\b|\b(GET|POST|PUT|DELETE|PATCH)\b\s*(?:方式|方法|请求|request|method|https?://|/)").ok()
});
static QPS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)qps[^\d\n;。]{0,24}?\b(\d+)|(\d+)\s*(?:qps|次\s*/\s*(?:秒|s\b)|次每秒|(?:requests?|calls?|times?|queries)\s*(?:per second|/\s*s\b|a second|every second))|每秒[^\d\n;。]{0,12}?(\d+)\s*次").ok()
});
static OTHER_RATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(\d+)\s*(?:次|条|requests?|calls?|times?)\s*(?:/|每|per|a)\s*(?:分钟|分|小时|天|日|minute|hour|day)|每(?:分钟|小时|天|日)[^\d\n;。]{0,12}?(\d+)\s*(?:次|条)").ok()
});
static GONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:本接口|该接口|此接口|接口|本 ?api|此 ?api|this (?:api|action|operation|interface))\s*(?:已|将|即将|已经|is|has been|will be)\s*(?:不再维护|停止维护|废弃|下线|弃用|被废弃|deprecated|discontinued)").ok()
});

/// A candidate with its place.
type Found = (String, Place);

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
                        &rule::PAGE_NO_ACTION,
                        self.place(&at),
                        format!("the page does not tell the {what}"),
                    )
                    .help(format!("it is read from {how}; or give it with `{flag}`")),
                );
            }
        }
        let mut action = Action {
            name: name?,
            version: version?,
            ..Action::default()
        };
        let codes = || outline.codes.iter().map(|placed| placed.code.text.as_str());
        let texts = || outline.texts.iter().map(|(_, text)| text.text.as_str());
        let first = |pattern: &LazyLock<Option<Regex>>| {
            codes().chain(texts()).find_map(|text| {
                Some(
                    pattern
                        .as_ref()?
                        .captures(text)?
                        .get(1)?
                        .as_str()
                        .to_owned(),
                )
            })
        };
        action.host = first(&HOST);
        action.service = first(&SERVICE);
        action.get = self.method(outline, &at);
        (action.summary, action.description) = prose(outline, &action.name);
        self.rate(outline, &mut action);
        action.deprecated = texts().any(|text| {
            GONE.as_ref()
                .is_some_and(|pattern| pattern.is_match(&half_width(text)))
        });
        Some(action)
    }

    /// The value of a public parameter, in rows and in addresses, rows first.
    fn names(&self, outline: &Outline<'_>) -> Vec<Found> {
        let mut found = self.in_rows(outline, "Action", &|cell| {
            let words = identifiers(&cell.text);
            let code: Vec<&str> = cell.markdown.split('`').skip(1).step_by(2).collect();
            match (words.as_slice(), code.as_slice()) {
                ([one], _) => Some(one.clone()),
                (several, [code]) if several.iter().any(|word| word == code) => {
                    Some((*code).to_owned())
                }
                (several, _) => several
                    .iter()
                    .find(|word| word.chars().skip(1).any(|c| c.is_ascii_uppercase()))
                    .cloned(),
            }
        });
        found.extend(self.in_addresses(outline, &URL_ACTION));
        if found.is_empty() {
            let said = self.in_addresses(outline, &SAID_ACTION).into_iter();
            found.extend(said.filter(|(name, _)| has_inner_capital(name)));
        }
        if found.is_empty() {
            found.extend(self.in_links(outline, "action"));
        }
        if found.is_empty()
            && let Some(title) = outline.title
        {
            let named = identifiers(&title.text).into_iter().find(|word| {
                word.starts_with(|c: char| c.is_ascii_uppercase())
                    && word.chars().skip(1).any(|c| c.is_ascii_uppercase())
            });
            found.extend(named.map(|name| (name, self.place(&title.at))));
        }
        found
    }

    /// The same for the version; where the request does not show it, the reply to this very action does.
    fn versions(&self, outline: &Outline<'_>, name: Option<&str>) -> Vec<Found> {
        let mut found = self.in_rows(outline, "Version", &|cell| {
            Some(DATE.as_ref()?.find(&cell.text)?.as_str().to_owned())
        });
        found.extend(self.in_addresses(outline, &URL_VERSION));
        if found.is_empty() {
            found.extend(self.in_addresses(outline, &SAID_VERSION));
        }
        if let (true, Some(name)) = (found.is_empty(), name) {
            let answered = outline.codes.iter().filter(|placed| {
                let text = &placed.code.text;
                text.contains("ResponseMetadata") && text.contains(&format!("\"{name}\""))
            });
            found.extend(answered.filter_map(|placed| {
                let version = REPLY_VERSION
                    .as_ref()?
                    .captures(&placed.code.text)?
                    .get(1)?;
                let at = self.offset(placed.code.at + version.start());
                Some((version.as_str().to_owned(), at))
            }));
        }
        if found.is_empty() {
            found.extend(self.in_links(outline, "version"));
        }
        found
    }

    /// The version in a reply that answers another action, when nothing else on the page says one.
    fn foreign_version(&mut self, outline: &Outline<'_>, name: &str) -> Option<String> {
        let (version, at) = outline.codes.iter().find_map(|placed| {
            let text = &placed.code.text;
            let version = REPLY_VERSION.as_ref()?.captures(text)?.get(1)?;
            text.contains("ResponseMetadata").then(|| {
                (
                    version.as_str().to_owned(),
                    placed.code.at + version.start(),
                )
            })
        })?;
        self.tell(
            Finding::new(
                &rule::PAGE_CONTRADICTION,
                self.offset(at),
                format!("only the example of a reply shows the version, `{version}`, but it does not answer `{name}`"),
            )
            .help("if it is the right one, say so with `--api-version`"),
        );
        Some(version)
    }

    fn in_rows(
        &self,
        outline: &Outline<'_>,
        wanted: &str,
        value: &dyn Fn(&Rich) -> Option<String>,
    ) -> Vec<Found> {
        let mut found = Vec::new();
        for placed in outline
            .tables
            .iter()
            .filter(|placed| matches!(placed.side, Side::Query | Side::Request | Side::Nowhere))
        {
            let columns = Columns::of(placed.table);
            for row in &placed.table.rows {
                let Some(name) = columns
                    .cell(Column::Name, row)
                    .filter(|name| name.text.trim() == wanted)
                else {
                    continue;
                };
                let cells = [
                    columns.all(Column::Example, row),
                    columns.all(Column::Description, row),
                ];
                found.extend(
                    cells
                        .iter()
                        .find_map(value)
                        .map(|value| (value, self.place(&name.at))),
                );
            }
        }
        found
    }

    fn in_addresses(&self, outline: &Outline<'_>, pattern: &LazyLock<Option<Regex>>) -> Vec<Found> {
        let codes = outline
            .codes
            .iter()
            .filter(|placed| placed.section != Some(Section::Aside))
            .map(|placed| (placed.code.text.as_str(), placed.code.at));
        let texts = outline
            .texts
            .iter()
            .map(|(_, text)| (text.text.as_str(), text.at.start));
        codes
            .chain(texts)
            .filter_map(|(text, at)| {
                // Punctuation of either width, and Markdown's escapes, are the same.
                let plain = half_width(text).replace('\\', "");
                let found = pattern.as_ref()?.captures(&plain)?.get(1)?;
                let begin = text.find(found.as_str()).unwrap_or_default();
                Some((found.as_str().to_owned(), self.offset(at + begin)))
            })
            .collect()
    }

    /// The action and the version that a link to the API Explorer names.
    fn in_links(&self, outline: &Outline<'_>, key: &str) -> Vec<Found> {
        let links = outline
            .texts
            .iter()
            .flat_map(|(_, text)| text.links.iter().map(move |link| (link, text)));
        links
            .filter(|(link, _)| link.target.contains("api-explorer"))
            .filter_map(|(link, text)| {
                let (_, query) = link.target.split_once('?')?;
                let value = query.split('&').find_map(|pair| {
                    let (name, value) = pair.split_once('=')?;
                    name.eq_ignore_ascii_case(key).then_some(value)
                })?;
                (!value.is_empty()).then(|| (value.to_owned(), self.place(&text.at)))
            })
            .collect()
    }

    /// The first candidate; others that differ are told.
    fn agreed(&mut self, what: &str, found: &[Found]) -> Option<String> {
        let (first, place) = found.first()?.clone();
        if let Some((other, at)) = found.iter().find(|(other, _)| *other != first) {
            self.tell(
                Finding::new(
                    &rule::PAGE_CONTRADICTION,
                    at.clone(),
                    format!("{what} is `{other}` here, but `{first}` elsewhere"),
                )
                .related(place, "this is what the document says")
                .help("check which of the two is right"),
            );
        }
        Some(first)
    }

    /// Whether the action is called by GET.
    fn method(&mut self, outline: &Outline<'_>, at: &std::ops::Range<usize>) -> bool {
        if let Some(given) = self.given.get {
            return given;
        }
        let sections = outline
            .texts
            .iter()
            .filter(|(section, _)| *section == Some(Section::Method))
            .map(|(_, text)| text.text.as_str());
        let others = outline
            .texts
            .iter()
            .filter(|(section, _)| *section != Some(Section::Method))
            .map(|(_, text)| text.text.as_str());
        let headings = outline.headings.iter().map(|heading| heading.text.as_str());
        let codes = outline.codes.iter().map(|placed| placed.code.text.as_str());
        let stated = sections
            .chain(codes)
            .chain(headings)
            .chain(others)
            .find_map(|text| {
                let found = METHOD.as_ref()?.captures(text)?;
                Some(
                    found
                        .get(1)
                        .or_else(|| found.get(2))?
                        .as_str()
                        .to_ascii_uppercase(),
                )
            });
        match stated.as_deref() {
            Some("GET") => return true,
            Some("POST") => return false,
            Some(other) => {
                self.tell(
                    Finding::new(
                        &rule::PAGE_UNSUPPORTED,
                        self.place(at),
                        format!("the action is called by {other}"),
                    )
                    .help("only GET and POST can be generated; the document says POST"),
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
                    && super::examples::beginning(&placed.code.text).is_some()
            });
        let with_curl_data = outline
            .codes
            .iter()
            .any(|placed| placed.code.text.contains("--data") || placed.code.text.contains(" -d "));
        if has_body || with_curl_data {
            return false;
        }
        if sends_members_in_address(outline) {
            return true;
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
            Finding::new(&rule::PAGE_NO_METHOD, self.place(at), "the page does not say whether the action is called by GET or by POST")
                .help(if numbered {
                    "the document says GET, since parameters are numbered as in a query string; say which it is with `--method`"
                } else {
                    "the document says POST; say which it is with `--method`"
                }),
        );
        numbered
    }

    fn rate(&mut self, outline: &Outline<'_>, action: &mut Action) {
        let mut rates: Vec<(u32, usize)> = Vec::new();
        for (section, text) in &outline.texts {
            if matches!(section, Some(Section::Errors | Section::Aside)) {
                continue;
            }
            let plain = half_width(&text.text);
            for found in QPS.iter().flat_map(|pattern| pattern.captures_iter(&plain)) {
                let number = (1..=3)
                    .find_map(|group| found.get(group))
                    .and_then(|n| n.as_str().parse::<u32>().ok());
                rates.extend(
                    number
                        .filter(|number| *number > 0)
                        .map(|number| (number, text.at.start)),
                );
            }
            let other = OTHER_RATE.as_ref().and_then(|pattern| pattern.find(&plain));
            if let (Some(other), Some(Section::Limits)) = (other, section) {
                self.tell(
                    Finding::new(&rule::PAGE_LIMIT_NOT_PER_SECOND, self.place(&text.at), format!("`{}` is no limit per second", other.as_str()))
                        .help("the document has no `x-qps-limit` for it; the description keeps the page's words"),
                );
            }
        }
        let Some((rate, at)) = rates.first().copied() else {
            return;
        };
        if let Some((other, place)) = rates.iter().find(|(other, _)| *other != rate) {
            let least = rates.iter().map(|(rate, _)| *rate).min().unwrap_or(rate);
            self.tell(
                Finding::new(&rule::PAGE_SEVERAL_LIMITS, self.offset(*place), format!("the page has several limits per second, {rate} and {other} among them"))
                    .help(format!("the document has the smallest, {least}; raise it where the condition of the page does not hold")),
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

/// Whether an example has members of the request in its address.
fn sends_members_in_address(outline: &Outline<'_>) -> bool {
    let names: Vec<String> = outline
        .tables
        .iter()
        .filter(|placed| matches!(placed.side, Side::Query | Side::Request))
        .flat_map(|placed| {
            let columns = Columns::of(placed.table);
            let rows = placed.table.rows.iter();
            rows.filter_map(move |row| {
                super::rows::parse_name(&columns.cell(Column::Name, row)?.text)
            })
        })
        .map(|(_, _, written)| written)
        .filter(|name| !matches!(name.as_str(), "Action" | "Version"))
        .collect();
    // `Ids.1=a&Ids.2=b` in a row shows it as well as an address does.
    let in_rows = outline
        .tables
        .iter()
        .filter(|placed| matches!(placed.side, Side::Query | Side::Request))
        .flat_map(|placed| {
            let columns = Columns::of(placed.table);
            placed
                .table
                .rows
                .iter()
                .map(move |row| columns.all(Column::Example, row).text)
        })
        .any(|example| {
            ROW_MEMBER
                .iter()
                .flat_map(|pattern| pattern.captures_iter(&example))
                .any(|found| {
                    found
                        .get(1)
                        .is_some_and(|member| names.contains(&numbered_as_n(member.as_str())))
                })
        });
    let codes = outline.codes.iter().map(|placed| placed.code.text.as_str());
    in_rows
        || codes.into_iter().any(|code| {
            URL_MEMBER
                .iter()
                .flat_map(|pattern| pattern.captures_iter(code))
                .filter_map(|found| Some(numbered_as_n(found.get(1)?.as_str())))
                .any(|member| names.contains(&member))
        })
}

/// `Ids.1` as the tables write it: `Ids.N`.
fn numbered_as_n(member: &str) -> String {
    let parts = member.split('.').map(|part| {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) {
            "N"
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join(".")
}

/// What the action does: one line, and the rest.
fn prose(outline: &Outline<'_>, name: &str) -> (Option<String>, Option<String>) {
    let about: Vec<&Rich> = outline
        .texts
        .iter()
        .filter(|(section, _)| matches!(section, None | Some(Section::Behaviour)))
        .map(|(_, text)| *text)
        .filter(|text| !is_boilerplate(&text.text))
        .collect();
    let titled = outline.title.and_then(|title| {
        let rest = title.text.split_once(name)?.1;
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-–—:：|".contains(c));
        (!rest.is_empty()).then(|| rest.to_owned())
    });
    let first = about.first().map(|text| text.markdown.trim().to_owned());
    let single = first
        .as_ref()
        .filter(|first| !first.contains('\n') && first.chars().count() <= 120);
    let summary = single.cloned().or(titled);
    let rest = about.iter().skip(usize::from(single.is_some()));
    let mut description = String::new();
    for text in rest {
        let item = text.text.starts_with("- ");
        if !description.is_empty() {
            let after_item = description
                .lines()
                .last()
                .is_some_and(|line| line.starts_with("- ") || line.starts_with("  "));
            description.push_str(if item && after_item { "\n" } else { "\n\n" });
        }
        description.push_str(text.markdown.trim());
    }
    (summary, (!description.is_empty()).then_some(description))
}

/// Sentences that stand on every page.
fn is_boilerplate(text: &str) -> bool {
    [
        "关于调用接口的",
        "下表仅列出",
        "下方仅列出",
        "API Explorer",
        "去调试",
        "最近更新时间",
        "首次发布时间",
        "the following table lists only",
    ]
    .iter()
    .any(|words| text.to_lowercase().contains(&words.to_lowercase()))
}
