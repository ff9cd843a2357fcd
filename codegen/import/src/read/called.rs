//! What an action is called, and the version of its API: by rows, addresses, titles and examples, each trusted less than the one
//! before, since examples are copied from other pages.

use super::Reader;
use super::calling::{NAMES, VERSIONS, is_about_calling, lines};
use super::columns::Columns;
use super::outline::{Outline, PlacedTable, Side, Written, has_inner_capital, identifiers};
use crate::dialect::{Column, Section, half_width};
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
// The metadata of a reply.
pattern!(REPLY_ACTION, r#""Action"\s*:\s*"([A-Za-z][A-Za-z0-9]+)""#);
pattern!(REPLY_VERSION, r#""Version"\s*:\s*"(\d{4}-\d{2}-\d{2})""#);
pattern!(DATE, r"\d{4}-\d{2}-\d{2}");
// A line with nothing but an address and its label: `请求地址：https://…`, `- POST https://…`.
pattern!(
    ADDRESS_LINE,
    r"(?m)^\W*(?:[^:\n]{1,24}:\W*)?(?:(?:GET|POST)\W+)?(?:https?://|/?\?)\S*Action=\S*\W*$"
);

/// What actions do, as the first word of their names.
const VERBS: &str = "Abort Accept Activate Add Allocate Allow Apply Approve Archive Assign Associate Attach Authorize Backup \
    Ban Batch Bind Block Cancel Change Check Clear Close Commit Confirm Convert Copy Count Create Deactivate \
    Delete Deny Deploy Describe Detach Detect Disable Disassociate Downgrade Download Enable Evaluate \
    Execute Expand Export Extend Fetch Finish Flush Forbid Generate Get Grant Import Inspect Install Invoke \
    Kick Kill List Lock Migrate Modify Move Mute Open Pause Predict Preload Process Publish Purchase Purge \
    Push Put Query Reboot Rebuild Recover Recycle Redeploy Refresh Register Reject Release Reload Remove \
    Rename Renew Reopen Repair Replace Resend Reset Resize Resolve Restart Restore Resume Retrieve Retry \
    Revoke Rollback Rotate Run Save Scale Schedule Search Send Set Share Shrink Start Stop Submit Suspend \
    Switch Sync Tag Terminate Transfer Translate Trigger Unassign Unban Unbind Unblock Unlock Unmute \
    Unregister Untag Update Upgrade Upload Validate Verify Withdraw";

/// A candidate with its place.
pub(super) type Found = (String, Place);

/// What addresses show: those that the page gives, and those in its examples and elsewhere.
#[derive(Default)]
struct Addresses {
    given: Vec<Found>,
    shown: Vec<Found>,
}

impl Addresses {
    fn all(mut self) -> Vec<Found> {
        self.given.append(&mut self.shown);
        self.given
    }
}

impl Reader<'_> {
    /// The names of the action that the page shows, the most trustworthy first.
    pub(super) fn names(&self, outline: &Outline<'_>) -> Vec<Found> {
        let mut found = self.in_rows(outline, "Action", &action_in_row);
        let Addresses { given, shown } = self.in_addresses(outline, &URL_ACTION, &|_| true);
        found.extend(given);
        if found.is_empty() {
            found = self.in_pairs(outline, NAMES);
        }
        if found.is_empty() && !shown.is_empty() {
            found.extend(self.unlike_examples(outline, &shown));
        }
        found.extend(shown);
        for said in [&SAID_ACTION, &NAMED_ACTION] {
            if found.is_empty() {
                let said = self
                    .in_addresses(outline, said, &|_| true)
                    .all()
                    .into_iter();
                found.extend(said.filter(|(name, _)| has_inner_capital(name)));
            }
        }
        if found.is_empty() {
            found.extend(self.in_links(outline, "action"));
        }
        if found.is_empty() {
            found.extend(self.in_title(outline).into_iter().next());
        }
        if found.is_empty() {
            found.extend(self.in_replies(outline));
        }
        found
    }

    /// What the title and the examples of replies say against the example of a request, which may be copied from another page.
    fn unlike_examples(&self, outline: &Outline<'_>, shown: &[Found]) -> Option<Found> {
        let titled = self.in_title(outline);
        let replies = self.in_replies(outline);
        // Without a title, what the texts say as well is no copy.
        let is_said = |(name, _): &Found| {
            let mut texts = outline.texts.iter();
            texts.any(|(_, text)| identifiers(&text.text).contains(name))
        };
        if titled.is_empty() && shown.iter().any(is_said) {
            return None;
        }
        let is_shown = |(name, _): &&Found| shown.iter().any(|(other, _)| other == name);
        if titled.iter().any(|titled| is_shown(&titled)) {
            return titled.iter().find(is_shown).cloned();
        }
        let answered = |(name, _): &&Found| replies.iter().any(|(other, _)| other == name);
        let is_action = |(name, _): &&Found| begins_with_verb(name);
        let found = titled.iter().find(answered);
        let found = found.or_else(|| titled.iter().find(is_action));
        found.cloned().or_else(|| replies.into_iter().next())
    }

    /// The names that the title holds as actions have them: `MakeThing 制造`.
    fn in_title(&self, outline: &Outline<'_>) -> Vec<Found> {
        let Some(title) = outline.title else {
            return self.in_lost_title(outline).into_iter().collect();
        };
        let words = identifiers(&title.text).into_iter().filter(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && word.chars().skip(1).any(|c| c.is_ascii_uppercase())
        });
        words.map(|word| (word, self.place(&title.at))).collect()
    }

    /// The only line before the first section that is the name of an action: a title that a copy has left as a text.
    fn in_lost_title(&self, outline: &Outline<'_>) -> Option<Found> {
        let first = outline.headings.iter().map(|heading| heading.at.start);
        let first = first.chain(outline.tables.iter().map(|placed| placed.table.at.start));
        let first = first.min()?;
        let texts = outline.texts.iter().map(|(_, text)| *text);
        let before = texts.take_while(|text| text.at.start < first);
        let lines = before.flat_map(|text| text.text.lines().map(move |line| (line.trim(), text)));
        let is_name = |line: &str| {
            line.bytes().all(|b| b.is_ascii_alphanumeric())
                && has_inner_capital(line)
                && begins_with_verb(line)
        };
        let mut named = lines.filter(|(line, _)| is_name(line));
        let (name, text) = named.next()?;
        named
            .next()
            .is_none()
            .then(|| (name.to_owned(), self.place(&text.at)))
    }

    /// The actions that the examples of replies answer.
    fn in_replies(&self, outline: &Outline<'_>) -> Vec<Found> {
        let replies = outline.codes.iter().filter_map(|placed| {
            let text = &placed.code.text;
            let (before, metadata) = text.split_once("ResponseMetadata")?;
            let name = REPLY_ACTION.captures(metadata)?.get(1)?;
            let at = placed.code.at + before.len() + "ResponseMetadata".len() + name.start();
            Some((name.as_str().to_owned(), self.offset(at)))
        });
        replies.collect()
    }

    /// The same for the version; where the request does not show it, the reply to this very action does.
    pub(super) fn versions(&self, outline: &Outline<'_>, name: Option<&str>) -> Vec<Found> {
        let mut found = self.in_rows(outline, "Version", &|cell| {
            Some(DATE.find(&cell.text)?.as_str().to_owned())
        });
        // An address of another action may have another version.
        let is_own = |text: &str| {
            let called = actions_called(text);
            name.is_none_or(|name| called.is_empty() || called.iter().any(|other| other == name))
        };
        let Addresses { given, shown } = self.in_addresses(outline, &URL_VERSION, &is_own);
        found.extend(given);
        if found.is_empty() {
            found = self.in_pairs(outline, VERSIONS);
        }
        found.extend(shown);
        if found.is_empty() {
            found.extend(self.in_addresses(outline, &SAID_VERSION, &is_own).all());
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
            let foreign = |text: &str| !is_own(text);
            found.extend(self.in_addresses(outline, &URL_VERSION, &foreign).all());
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

    /// What a pattern finds in texts and code of a kind, and in cells where those have nothing.
    fn in_addresses(
        &self,
        outline: &Outline<'_>,
        pattern: &Pattern,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Addresses {
        let read = |text: &str, at: usize| {
            // Punctuation of either width, and Markdown's escapes, are the same.
            let plain = half_width(text).replace('\\', "");
            let found = pattern.captures(&plain)?.get(1)?;
            let begin = text.find(found.as_str()).unwrap_or_default();
            Some((found.as_str().to_owned(), self.offset(at + begin)))
        };
        let mut found = Addresses::default();
        let written = outline.written();
        for written in
            written.filter(|written| !written.is_code || written.section != Some(Section::Aside))
        {
            let Some(one) = read(written.text, written.at).filter(|_| wanted(written.text)) else {
                continue;
            };
            if gives_address(&written) {
                found.given.push(one);
            } else {
                found.shown.push(one);
            }
        }
        // Some pages show the address in a table.
        let cells = |placed: &PlacedTable<'_>| {
            let rows = placed.table.rows.iter().flatten();
            let cells = placed.table.header.iter().chain(rows);
            let cells = cells.filter(|cell| cell.text.contains("Action=") && wanted(&cell.text));
            cells
                .filter_map(|cell| read(&cell.text, cell.at.start))
                .collect::<Vec<_>>()
        };
        let (calling, others): (Vec<_>, Vec<_>) =
            (outline.tables.iter()).partition(|placed| is_about_calling(placed.table));
        found.given.extend(calling.into_iter().flat_map(cells));
        if found.given.is_empty() && found.shown.is_empty() {
            found.shown.extend(others.into_iter().flat_map(cells));
        }
        found
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

    /// The version in a reply that answers another action, when nothing else on the page says one.
    pub(super) fn foreign_version(&mut self, outline: &Outline<'_>, name: &str) -> Option<String> {
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

    /// The first candidate; others that differ are told.
    pub(super) fn agreed(&mut self, what: &str, found: &[Found]) -> Option<String> {
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

/// The actions that addresses in a text call.
fn actions_called(text: &str) -> Vec<String> {
    let plain = half_width(text).replace('\\', "");
    let found = URL_ACTION.captures_iter(&plain);
    found
        .filter_map(|found| Some(found.get(1)?.as_str().to_owned()))
        .collect()
}

/// Whether a text gives the address of the page's own action, and is neither an example nor about something else.
fn gives_address(written: &Written<'_>) -> bool {
    match written.section {
        Some(Section::Method) => true,
        None | Some(Section::Behaviour | Section::Request | Section::Query) => {
            let single = written.text.trim().lines().count() == 1;
            (single || !written.is_code) && ADDRESS_LINE.is_match(&half_width(written.text))
        }
        Some(_) => false,
    }
}

/// `MakeThing`, but not `Maker`.
pub(super) fn begins_with_verb(name: &str) -> bool {
    VERBS.split(' ').any(|verb| {
        name.strip_prefix(verb)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
    })
}

/// Whether a line has nothing but an address that calls an action, with its label.
pub(super) fn is_address_line(line: &str) -> bool {
    ADDRESS_LINE.is_match(line)
}
