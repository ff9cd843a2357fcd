//! The addresses that a page shows, and what they send in their query strings.

use super::common::chooses_action;
use percent_encoding::percent_decode_str;

use super::Reader;
use super::columns::Columns;
use super::names::parse_name;
use super::outline::{Outline, Side};
use crate::dialect::Column;
use crate::facts::{Action, Shape, innermost};
use crate::pattern::pattern;
use crate::sentences::literal::literal;
use codegen_documents::source::{Entry, Node};

// A pair of a query string; what is written in brackets stands for a value.
pattern!(
    SENT,
    r#"[?&]\s*([A-Za-z][A-Za-z0-9_.-]*)=([^&\s"'`\\<>{}$*]+)"#
);
// `?Action=DescribeShips&Filter.Name=a`
pattern!(ADDRESS, r"\?([^\s`]*\bAction=[^\s`]*)");
// A member of a query string.
pattern!(URL_MEMBER, r"[?&]([A-Za-z][A-Za-z0-9_.-]*)=");
// The same at the beginning of a row's example.
pattern!(
    ROW_MEMBER,
    r"(?:^|[?&])`?([A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+)="
);
/// Most parts of a name that are followed.
const DEEPEST: usize = 8;

impl Reader<'_> {
    /// Drops the facts of members of the query string that an address of the page breaks.
    pub(super) fn hold_addresses(&mut self, outline: &Outline<'_>, action: &mut Action) {
        let called = format!("Action={}", action.name);
        for shown in outline.written() {
            if !shown.text.contains(&called) {
                continue;
            }
            let sent = sent(shown.text);
            for member in &mut action.query {
                let values: Vec<Node> = sent
                    .iter()
                    .filter(|(name, _)| *name == member.name || numbered_as_n(name) == member.name)
                    .filter_map(|(_, value)| literal(innermost(&member.shape), value))
                    .collect();
                let about = member.name.clone();
                let place = shown.at..shown.at;
                match member.shape {
                    _ if values.is_empty() => {}
                    Shape::List(_) => {
                        self.hold(member, &Node::Array(values), "an example", &about, &place);
                    }
                    _ => {
                        for value in values {
                            self.hold(member, &value, "an example", &about, &place);
                        }
                    }
                }
            }
        }
    }
}

/// The pairs of the addresses in a text, without their escapes. Those that only show where a value goes are left out.
fn sent(text: &str) -> Vec<(String, String)> {
    let pairs = SENT.captures_iter(text).filter_map(|found| {
        let value = found.get(2)?;
        let behind = text.get(value.end()..)?;
        let is_value = !behind.starts_with(['<', '>', '{', '}', '$', '*']);
        let name = found.get(1)?.as_str().to_owned();
        is_value.then(|| Some((name, decoded(value.as_str())?)))?
    });
    pairs.collect()
}

/// A value of an address without its escapes.
fn decoded(value: &str) -> Option<String> {
    let spaced = value.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// Whether an example has members of the request in its address.
pub(super) fn sends_members_in_address(outline: &Outline<'_>) -> bool {
    let names: Vec<String> = outline
        .tables
        .iter()
        .filter(|placed| matches!(placed.side, Side::Query | Side::Request))
        .flat_map(|placed| {
            let columns = Columns::of(placed.table);
            let rows = placed.table.rows.iter();
            rows.filter_map(move |row| parse_name(&columns.cell(Column::Name, row)?.text))
        })
        .map(|(_, _, written)| written)
        .filter(|name| !chooses_action(name))
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
            ROW_MEMBER.captures_iter(&example).any(|found| {
                found
                    .get(1)
                    .is_some_and(|member| names.contains(&numbered_as_n(member.as_str())))
            })
        });
    let mut addresses = outline
        .written()
        .filter(|written| written.is_code || written.text.contains("Action="));
    in_rows
        || addresses.any(|written| {
            URL_MEMBER
                .captures_iter(written.text)
                .filter_map(|found| Some(numbered_as_n(found.get(1)?.as_str())))
                .any(|member| names.contains(&member))
        })
}

/// What the address in a text sends, nested as its names are. `None` without one, or if it sends nothing but what chooses the action.
pub(super) fn sent_by_address(text: &str) -> Option<Node> {
    if !text.contains("Action=") {
        return None;
    }
    let found = ADDRESS.captures(text)?;
    let mut sent = Node::Object(Vec::new());
    let sent_pairs = found.get(1)?.as_str().trim_end_matches(['\'', '"']);
    for pair in sent_pairs.split('&') {
        let Some((name, value)) = pair.split_once('=') else {
            continue;
        };
        if !chooses_action(name) {
            let parts: Vec<&str> = name.split('.').take(DEEPEST).collect();
            put(&mut sent, &parts, value);
        }
    }
    (sent != Node::Object(Vec::new())).then_some(sent)
}

/// Puts a value under a name of several parts; a number among them is the place in a list, which is of no interest here.
fn put(node: &mut Node, parts: &[&str], value: &str) {
    let Some((first, rest)) = parts.split_first() else {
        *node = Node::String(value.to_owned());
        return;
    };
    if first.bytes().all(|b| b.is_ascii_digit()) {
        put(node, rest, value);
        return;
    }
    let Node::Object(entries) = node else {
        return;
    };
    let index = entries
        .iter()
        .position(|entry| entry.key == *first)
        .unwrap_or_else(|| {
            entries.push(Entry {
                key: (*first).to_owned(),
                value: Node::Object(Vec::new()),
            });
            entries.len() - 1
        });
    if let Some(entry) = entries.get_mut(index) {
        put(&mut entry.value, rest, value);
    }
}

/// `Ids.1` as the tables write it: `Ids.N`.
pub(super) fn numbered_as_n(member: &str) -> String {
    let parts = member.split('.').map(|part| {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) {
            "N"
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::{sent, sent_by_address};

    #[test]
    fn every_pair_of_an_address_is_read_but_places_for_values() {
        let pairs = sent("`https://x.com/?Action=A&Name=a%20b&Size={size}&Page=2&Tag=x*&Sort=asc`");
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let expected = [
            ("Action", "A"),
            ("Name", "a b"),
            ("Page", "2"),
            ("Sort", "asc"),
        ];
        assert_eq!(pairs, expected);
    }

    #[test]
    fn an_address_shows_how_its_members_are_nested() {
        let sent = sent_by_address(
            "GET https://x.com/?Action=A&Version=1&Filter.1.Name=a&Filter.1.Values.1=b&Size=3 HTTP/1.1",
        );
        let has = |path: &[&str]| {
            let mut node = sent.as_ref();
            for name in path {
                node = node.and_then(|node| node.member(name));
            }
            node.is_some()
        };
        assert!(has(&["Filter", "Name"]) && has(&["Filter", "Values"]) && has(&["Size"]));
        assert!(!has(&["Action"]) && !has(&["Version"]));
        for text in ["https://x.com/?Action=A&Version=1", "no address", ""] {
            assert_eq!(sent_by_address(text), None, "{text}");
        }
    }
}
