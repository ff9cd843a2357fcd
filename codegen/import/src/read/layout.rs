//! Where an example shows the data of a reply: in `Result`, beside it, or in an envelope of the service's own.

use super::Reader;
use super::outline::PlacedCode;
use super::result::has_own_result;
use crate::facts::{Action, Member, Shape};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::{Entry, Node};

impl Reader<'_> {
    /// Whether a reply has its data in `Result`, under the envelope of the platform.
    pub(super) fn has_layout(
        &mut self,
        placed: &PlacedCode<'_>,
        value: &Node,
        action: &mut Action,
    ) -> bool {
        let Node::Object(entries) = value else {
            return true;
        };
        let has_metadata = value.member("ResponseMetadata").is_some();
        let described = |key: &str| {
            let members = action.result.iter().chain(&action.beside);
            members.into_iter().any(|member| member.name == key)
        };
        let own_result = has_own_result(value) && described("Result");
        let beside: Vec<&str> = entries
            .iter()
            .map(|entry| entry.key.as_str())
            .filter(|key| *key != "ResponseMetadata" && (own_result || *key != "Result"))
            .collect();
        let mut data: Vec<&str> = beside
            .iter()
            .copied()
            .filter(|key| described(key))
            .collect();
        let wrapper = wrapper(&action.result, value);
        // An object that has more of them has the data: what stands beside it has the same name by chance.
        if !has_metadata && wrapper.is_some_and(|entry| inside(&action.result, entry) > data.len())
        {
            data.clear();
        }
        // A reply without its metadata is the content of `Result` alone on some pages.
        let only_result = !has_metadata
            && value.member("Result").is_none()
            && !data.is_empty()
            && data.len() == beside.len();
        if has_metadata
            && data.is_empty()
            && (value.member("Result").is_some() || beside.is_empty())
        {
            return true;
        }
        let place = self.key(
            placed,
            data.first().or(beside.first()).copied().unwrap_or_default(),
        );
        let names = |keys: &[&str]| format!("`{}`", keys.join("`, `"));
        if !data.is_empty() {
            let message = if only_result || own_result {
                format!(
                    "the example of the reply has {} without `ResponseMetadata` and `Result` around it",
                    names(&data)
                )
            } else {
                format!(
                    "the example of the reply has {} beside `ResponseMetadata`, not in `Result`",
                    names(&data)
                )
            };
            // `code` and `data` are an envelope of the service's own.
            let own_envelope =
                !has_metadata && (own_result || beside.iter().any(|key| is_of_envelope(key)));
            // The table and the example agree that it stands beside the metadata, with no `Result` at all.
            let instead = has_metadata && value.member("Result").is_none() && self.lists_envelope;
            let help = if own_envelope || instead || !action.beside.is_empty() {
                let beside: Vec<String> = data.iter().map(|name| (*name).to_owned()).collect();
                let in_result = std::mem::take(&mut action.result).into_iter();
                let (moved, kept): (Vec<Member>, Vec<Member>) =
                    in_result.partition(|member| beside.contains(&member.name));
                action.beside.extend(moved);
                action.result = kept;
                "so does the document; no client can be generated for such a reply"
            } else {
                "the document has them in `Result`, where the client looks for them; check a real reply"
            };
            self.tell(Finding::new(&lint::PAGE_REPLY_LAYOUT, place, message).help(help));
            return false;
        }
        if has_metadata {
            // Data of which no table tells stands beside the envelope.
            self.tell(
                Finding::new(
                    &lint::PAGE_REPLY_LAYOUT,
                    place,
                    format!("the example of the reply has {} beside `ResponseMetadata`, where no client looks for it", names(&beside)),
                )
                .help("check a real reply; the data of a reply belongs in `Result`"),
            );
            return false;
        }
        if value.member("Result").is_some() {
            return true;
        }
        let wrapper = wrapper.map(|entry| entry.key.clone());
        let mut finding = Finding::new(
            &lint::PAGE_REPLY_LAYOUT,
            place,
            format!(
                "the example of the reply is not in the platform's envelope, `ResponseMetadata` and `Result`: it has {}",
                names(&beside)
            ),
        );
        finding = match &wrapper {
            Some(wrapper) => finding.help(format!(
                "the table has the members in `{wrapper}`, and so does the document; no client can be generated for this reply"
            )),
            None => finding.help("a client would not find the data of such a reply; check a real one"),
        };
        self.tell(finding);
        if let (Some(name), Some(first)) = (wrapper, action.result.first()) {
            let at = first.at;
            let shape = Shape::Object(std::mem::take(&mut action.result));
            action.beside.push(Member {
                required: true,
                ..Member::bare(&name, shape, at)
            });
        }
        false
    }
}

/// The entry of a reply in which the members of the result lie: the one that shows most of them.
pub(super) fn wrapper<'n>(result: &[Member], reply: &'n Node) -> Option<&'n Entry> {
    let Node::Object(entries) = reply else {
        return None;
    };
    // Of several, the first counts.
    let found = entries
        .iter()
        .rev()
        .max_by_key(|entry| inside(result, entry))?;
    (inside(result, found) > 0).then_some(found)
}

/// How many members of the result an entry shows.
fn inside(result: &[Member], entry: &Entry) -> usize {
    let shown = result
        .iter()
        .filter(|member| entry.value.member(&member.name).is_some());
    shown.count()
}

/// Whether a key belongs to an envelope of a service's own, as most of those have it that do not use the platform's.
fn is_of_envelope(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "code" | "errcode" | "errno" | "message" | "msg" | "data" | "status_code"
    )
}
