//! Members of the query string in the addresses that a page shows, held against what sentences say of them.

use percent_encoding::percent_decode_str;

use super::Reader;
use super::calling::numbered_as_n;
use super::literal::literal;
use super::outline::Outline;
use crate::facts::{Action, Shape, innermost};
use crate::pattern::pattern;
use codegen_documents::source::Node;

pattern!(
    SENT,
    r#"[?&]\s*([A-Za-z][A-Za-z0-9_.-]*)=([^&\s"'`\\<>{}$*]+)(?:[&\s"'`\\]|$)"#
);

impl Reader<'_> {
    /// Drops the facts of members of the query string that an address of the page breaks.
    pub(super) fn hold_addresses(&mut self, outline: &Outline<'_>, action: &mut Action) {
        let codes = outline
            .codes
            .iter()
            .map(|placed| (placed.code.text.as_str(), placed.code.at));
        // A copy may have lost the fence around an address.
        let texts = outline
            .texts
            .iter()
            .map(|(_, text)| (text.text.as_str(), text.at.start));
        let called = format!("Action={}", action.name);
        let shown: Vec<(&str, usize)> = codes
            .chain(texts)
            .filter(|(text, _)| text.contains(&called))
            .collect();
        for (text, at) in shown {
            let sent: Vec<(String, String)> = SENT
                .captures_iter(text)
                .filter_map(|found| {
                    Some((
                        found.get(1)?.as_str().to_owned(),
                        decoded(found.get(2)?.as_str())?,
                    ))
                })
                .collect();
            for member in &mut action.query {
                let values: Vec<Node> = sent
                    .iter()
                    .filter(|(name, _)| *name == member.name || numbered_as_n(name) == member.name)
                    .filter_map(|(_, value)| literal(innermost(&member.shape), value))
                    .collect();
                let about = member.name.clone();
                let place = at..at;
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

/// A value of an address without its escapes.
fn decoded(value: &str) -> Option<String> {
    let spaced = value.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
    Some(decoded.into_owned())
}
