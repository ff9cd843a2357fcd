//! What an action is called, how it is called, how often it may be, and what it does.

use super::Reader;
use super::calling::{NAMES, VERSIONS, is_about_calling, lines};
use super::columns::Columns;
use super::outline::{Outline, Side, has_inner_capital, identifiers};
use crate::dialect::{Column, Section, half_width};
use crate::facts::Action;
use crate::page::Rich;
use crate::pattern::{Pattern, pattern};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Place;

pattern!(URL_ACTION, r"[?&]Action=([A-Za-z][A-Za-z0-9]*)");
pattern!(URL_VERSION, r"[?&]Version=(\d{4}-\d{2}-\d{2})");
// `请求参数 Action 取值：X`, `action = "X"`.
pattern!(
    SAID_ACTION,
    r#"(?i)\baction\s*(?:的?取值|参数)?\s*(?:为|是|:|=|is)\s*["'`]?([A-Za-z][A-Za-z0-9]+)"#
);
// `接口名：X`
pattern!(
    NAMED_ACTION,
    r#"(?i)(?:接口|api\s*)(?:名称?|name)\s*(?:为|是|:|=|is)\s*["'`]?([A-Za-z][A-Za-z0-9]+)"#
);
// `Version = 2020-12-01`, `API 版本：2020-12-01`.
pattern!(
    SAID_VERSION,
    r#"(?i)(?:\bversion|版本号?)\s*(?:的?取值|参数)?\s*(?:为|是|:|=|is)\s*["'`]?(\d{4}-\d{2}-\d{2})"#
);
// The version in the metadata of a reply.
pattern!(REPLY_VERSION, r#""Version"\s*:\s*"(\d{4}-\d{2}-\d{2})""#);
pattern!(DATE, r"\d{4}-\d{2}-\d{2}");
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
        let first = |pattern: &Pattern| {
            outline.written().find_map(|written| {
                Some(pattern.captures(written.text)?.get(1)?.as_str().to_owned())
            })
        };
        action.host = first(&HOST);
        action.service = first(&SERVICE);
        action.get = self.method(outline, &at);
        (action.summary, action.description) = prose(outline, &action.name);
        self.rate(outline, &mut action);
        let mut texts = outline.texts.iter();
        action.deprecated = texts.any(|(_, text)| GONE.is_match(&half_width(&text.text)));
        Some(action)
    }

    /// The value of a public parameter, in rows and in addresses, rows first.
    fn names(&self, outline: &Outline<'_>) -> Vec<Found> {
        let mut found = self.in_rows(outline, "Action", &action_in_row);
        found.extend(self.in_addresses(outline, &URL_ACTION));
        if found.is_empty() {
            found = self.in_pairs(outline, NAMES);
        }
        for said in [&SAID_ACTION, &NAMED_ACTION] {
            if found.is_empty() {
                let said = self.in_addresses(outline, said).into_iter();
                found.extend(said.filter(|(name, _)| has_inner_capital(name)));
            }
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
            Some(DATE.find(&cell.text)?.as_str().to_owned())
        });
        found.extend(self.in_addresses(outline, &URL_VERSION));
        if found.is_empty() {
            found = self.in_pairs(outline, VERSIONS);
        }
        if found.is_empty() {
            found.extend(self.in_addresses(outline, &SAID_VERSION));
        }
        if let (true, Some(name)) = (found.is_empty(), name) {
            let answered = outline.codes.iter().filter(|placed| {
                let text = &placed.code.text;
                text.contains("ResponseMetadata") && text.contains(&format!("\"{name}\""))
            });
            found.extend(answered.filter_map(|placed| {
                let version = REPLY_VERSION.captures(&placed.code.text)?.get(1)?;
                let at = self.offset(placed.code.at + version.start());
                Some((version.as_str().to_owned(), at))
            }));
        }
        if found.is_empty() {
            found.extend(self.in_links(outline, "version"));
        }
        // `MakeThing（2022-03-04）`
        if let (true, Some(title)) = (found.is_empty(), outline.title) {
            let date = DATE.find(&title.text).map(|date| date.as_str().to_owned());
            found.extend(date.map(|date| (date, self.place(&title.at))));
        }
        found
    }

    /// The version in a reply that answers another action, when nothing else on the page says one.
    fn foreign_version(&mut self, outline: &Outline<'_>, name: &str) -> Option<String> {
        let (version, at) = outline.codes.iter().find_map(|placed| {
            let text = &placed.code.text;
            let version = REPLY_VERSION.captures(text)?.get(1)?;
            text.contains("ResponseMetadata").then(|| {
                (
                    version.as_str().to_owned(),
                    placed.code.at + version.start(),
                )
            })
        })?;
        self.tell(
            Finding::new(
                &lint::PAGE_CONTRADICTION,
                self.offset(at),
                format!("only the example of a reply shows the version, `{version}`, but it does not answer `{name}`"),
            )
            .help("if it is correct, pass it with `--api-version`"),
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

    /// What stands beside a title in a table about how the action is called: `Action | MakeThing`.
    fn in_pairs(&self, outline: &Outline<'_>, titles: &[&str]) -> Vec<Found> {
        let tables = outline
            .tables
            .iter()
            .map(|placed| placed.table)
            .filter(|table| is_about_calling(table));
        let value = |cells: &[&str]| match cells {
            [title, value] if titles.contains(&title.to_lowercase().as_str()) => {
                let value = value.trim_matches('`');
                let is_word = value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-');
                (is_word && !value.is_empty()).then(|| value.to_owned())
            }
            _ => None,
        };
        tables
            .flat_map(|table| {
                let found = lines(table).filter_map(move |cells| value(&cells));
                found.map(|found| (found, self.place(&table.at)))
            })
            .collect()
    }

    fn in_addresses(&self, outline: &Outline<'_>, pattern: &Pattern) -> Vec<Found> {
        let written = outline.written();
        let written = written
            .filter(|written| !written.is_code || written.section != Some(Section::Aside))
            .map(|written| (written.text, written.at));
        let read = |(text, at): (&str, usize)| {
            // Punctuation of either width, and Markdown's escapes, are the same.
            let plain = half_width(text).replace('\\', "");
            let found = pattern.captures(&plain)?.get(1)?;
            let begin = text.find(found.as_str()).unwrap_or_default();
            Some((found.as_str().to_owned(), self.offset(at + begin)))
        };
        let found: Vec<Found> = written.filter_map(read).collect();
        if !found.is_empty() {
            return found;
        }
        // Some pages show the address in a table.
        let cells = outline.tables.iter().flat_map(|placed| {
            let rows = placed.table.rows.iter().flatten();
            placed.table.header.iter().chain(rows)
        });
        cells
            .filter(|cell| cell.text.contains("Action="))
            .map(|cell| (cell.text.as_str(), cell.at.start))
            .filter_map(read)
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
                    &lint::PAGE_CONTRADICTION,
                    at.clone(),
                    format!("{what} is `{other}` here, but `{first}` elsewhere"),
                )
                .related(place, "the document uses this")
                .help("check which of the two is correct"),
            );
        }
        Some(first)
    }
}

/// The action that a cell of the row `Action` names.
pub(super) fn action_in_row(cell: &Rich) -> Option<String> {
    // `当前 API 的名称为` names none.
    let mut words = identifiers(&cell.text);
    words.retain(|word| !matches!(word.as_str(), "API" | "Api" | "OpenAPI" | "Action"));
    let code: Vec<&str> = cell.markdown.split('`').skip(1).step_by(2).collect();
    match (words.as_slice(), code.as_slice()) {
        ([one], _) => Some(one.clone()),
        (several, [code]) if several.iter().any(|word| word == code) => Some((*code).to_owned()),
        (several, _) => several
            .iter()
            .find(|word| word.chars().skip(1).any(|c| c.is_ascii_uppercase()))
            .cloned(),
    }
}

/// The actions that addresses in a text call, and that it says to be called.
pub(super) fn actions_in_text(text: &str) -> Vec<String> {
    let plain = half_width(text).replace('\\', "");
    let mut names: Vec<String> = Vec::new();
    for pattern in [&URL_ACTION, &SAID_ACTION] {
        let found = pattern.captures_iter(&plain);
        for name in found.filter_map(|found| Some(found.get(1)?.as_str().to_owned())) {
            if has_inner_capital(&name) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
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
