//! Members of a query string, and what an address shows of them.

use super::Reader;
use super::rows::{Direction, Row};
use crate::dialect::{Required, Spelling};
use crate::facts::Member;
use crate::pattern::pattern;
use codegen_documents::source::{Entry, Node};

// `?Action=DescribeShips&Filter.Name=a`
pattern!(ADDRESS, r"\?([^\s`]*\bAction=[^\s`]*)");
/// Most parts of a name that are followed.
const DEEPEST: usize = 8;

impl Reader<'_> {
    /// Members of a query string keep the names under which the page lists them, `Filters.N.Key`; those that are indented under an
    /// object are its members.
    pub(super) fn flat(&mut self, rows: Vec<Row>) -> Vec<Member> {
        let mut members = Vec::new();
        let mut rows = rows.into_iter().peekable();
        while let Some(row) = rows.next() {
            let depth = row.depth;
            let mut inside: Vec<Row> = Vec::new();
            while let Some(row) = rows.next_if(|next| next.depth > depth) {
                inside.push(row);
            }
            members.extend(self.flat_member(row, inside));
        }
        members
    }

    fn flat_member(&mut self, mut row: Row, inside: Vec<Row>) -> Vec<Member> {
        let name = row
            .written
            .replace(".n.", ".N.")
            .replace("[]", ".N")
            .replace("[N]", ".N");
        let parts: Vec<&str> = name.split('.').collect();
        let is_list = parts
            .last()
            .is_some_and(|last| matches!(*last, "N" | "n" | "1"));
        if is_list && !inside.is_empty() {
            // `Filters.N` is not sent itself, but each of its members: none where it may be left out.
            let must_be_sent = row.required == Some(Required::Yes);
            let inside = inside.into_iter().map(|mut row| {
                row.written = format!("{name}.{}", row.written);
                if !must_be_sent && row.required == Some(Required::Yes) {
                    row.required = Some(Required::No);
                }
                row
            });
            return self.flat(inside.collect());
        }
        row.path = vec![(name.clone(), 0)];
        // `VpcIds.N` of the type `Array of String` lists what `VpcIds.N` of the type `String` lists as well.
        if let (true, Some(Spelling::List(Some(items)))) = (is_list, &row.spelling) {
            row.spelling = Some((**items).clone());
        }
        let mut rows = vec![row];
        rows.extend(inside);
        let drafts = self.tree(rows);
        let mut members = self.members(drafts, Direction::Sent, "");
        for member in &mut members {
            member.name.clone_from(&name);
        }
        members
    }
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
        if !matches!(name, "Action" | "Version") {
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

#[cfg(test)]
mod tests {
    use super::sent_by_address;

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
