//! What is particular about a reply: the envelope around it, `Result` itself, several tables for several cases.

use super::Reader;
use super::members::Found;
use super::outline::PlacedTable;
use super::rows::{Direction, Row};
use crate::dialect::Spelling;
use crate::facts::{Member, Shape};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

impl Reader<'_> {
    /// Another table of the reply, for another case: what is not in both is optional.
    pub(super) fn alternative(
        &mut self,
        placed: &PlacedTable<'_>,
        result: &mut Vec<Member>,
        more: Vec<Member>,
    ) {
        self.tell(
            Finding::new(
                &lint::PAGE_SEVERAL_RESULTS,
                self.place(&placed.table.at),
                "the page describes the reply for several cases",
            )
            .help("the document has the members of all of them; those that are not in every case are optional"),
        );
        for member in result.iter_mut() {
            member.required &= more.iter().any(|other| other.name == member.name);
        }
        for mut member in more {
            let known = result.iter().find(|known| known.name == member.name);
            match known.map(|known| (known.at, known.shape != member.shape)) {
                Some((first, true)) => {
                    let finding = Finding::new(
                        &lint::PAGE_CONTRADICTION,
                        self.offset(member.at),
                        format!("`{}` has two types, depending on the case", member.name),
                    )
                    .related(self.offset(first), "the first one; the document uses it");
                    self.tell(
                        finding.help("describe it in the document so that it fits both cases"),
                    );
                }
                Some(_) => {}
                None => {
                    member.required = false;
                    result.push(member);
                }
            }
        }
    }

    /// A table about `Result` itself.
    pub(super) fn whole_result(&mut self, rows: Vec<Row>, found: &mut Found) {
        let drafts = self.tree(rows);
        for member in self.members(drafts, Direction::Received, "") {
            match member.shape {
                Shape::Object(members) => found.result = members,
                _ => found.whole_result = Some(member),
            }
        }
    }

    /// `Result` itself as a row: what lies in it is meant.
    pub(super) fn unwrap_result(&mut self, rows: &mut Vec<Row>) {
        let is_result = |row: &Row| matches!(row.path.as_slice(), [(name, _)] if name == "Result");
        let inside = rows.iter().any(|row| !is_result(row));
        let has_result = rows
            .iter()
            .any(|row| row.path.first().is_some_and(|(name, _)| name == "Result"));
        if !(has_result && inside) || self.holds_result(rows) || self.is_own_result(rows) {
            return;
        }
        let plain = rows
            .iter()
            .find(|row| is_result(row) && matches!(row.spelling, Some(Spelling::Scalar(_))));
        if let Some(at) = plain.map(|row| row.at.clone()) {
            self.tell(
                Finding::new(
                    &lint::PAGE_BAD_ROW,
                    self.place(&at),
                    "`Result` is no object, but other members stand beside it; it was left out",
                )
                .help("check a real reply: if `Result` is one of several members, add it to the document by hand"),
            );
        }
        let shallowest = rows
            .iter()
            .filter(|row| is_result(row))
            .map(|row| row.depth)
            .min();
        // In the outermost one lie others of that name.
        rows.retain(|row| !(is_result(row) && Some(row.depth) == shallowest));
        for row in rows.iter_mut() {
            if row.path.len() > 1 && row.path.first().is_some_and(|(name, _)| name == "Result") {
                row.path.remove(0);
            }
            row.depth = row.depth.saturating_sub(shallowest.unwrap_or_default());
        }
    }

    /// Whether `Result` is a plain member of a reply that is not in the platform's envelope, such as the reason of a failure.
    fn is_own_result(&self, rows: &[Row]) -> bool {
        let is_plain = rows.iter().any(|row| {
            row.depth == 0
                && row.written == "Result"
                && matches!(row.spelling, Some(Spelling::Scalar(_)))
        });
        let mut replies = self.examples.replies.iter();
        is_plain && replies.any(|(_, reply)| has_own_result(reply))
    }

    /// Whether the row `Result` is a member of the envelope's `Result`: a reply shows it there, or it is a list among others.
    fn holds_result(&self, rows: &[Row]) -> bool {
        let mut outer = rows.iter().enumerate().filter(
            |(_, row)| matches!(row.path.first(), Some((name, _)) if row.depth == 0 && name == "Result"),
        );
        let (Some((index, row)), None) = (outer.next(), outer.next()) else {
            return false;
        };
        let mut siblings = rows.iter().take(index).filter(|row| row.depth == 0);
        let has_siblings = siblings.any(|row| !is_of_envelope(&row.written));
        let shown = self.examples.replies.iter();
        let shown = shown.filter_map(|(_, reply)| reply.member("Result"));
        let shown: Vec<bool> = shown
            .map(|result| result.member("Result").is_some())
            .collect();
        has_siblings
            && match shown.as_slice() {
                [] => matches!(row.spelling, Some(Spelling::List(_))),
                shown => shown.iter().any(|shows| *shows),
            }
    }
}

/// Whether a reply without metadata has `Result` as a plain value beside others.
pub(super) fn has_own_result(reply: &Node) -> bool {
    let is_plain = |value: &Node| !matches!(value, Node::Object(_) | Node::Array(_));
    reply.member("ResponseMetadata").is_none()
        && matches!(reply, Node::Object(entries) if entries.len() > 1)
        && reply.member("Result").is_some_and(is_plain)
}

/// Whether a name is that of a member of the envelope.
fn is_of_envelope(name: &str) -> bool {
    matches!(
        name,
        "RequestId" | "Action" | "Version" | "Service" | "Region"
    ) || is_metadata(name)
}

/// Whether a name is that of the envelope's metadata, which some pages write `ResponseMetaData`.
pub(super) fn is_metadata(name: &str) -> bool {
    name.eq_ignore_ascii_case("ResponseMetadata")
}

/// Whether rows describe the whole reply: what stands beside the envelope, and no `Result`.
pub(super) fn lists_envelope(rows: &[Row]) -> bool {
    let has = |is_wanted: &dyn Fn(&str) -> bool| {
        let mut paths = rows.iter().map(|row| row.path.first());
        paths.any(|first| first.is_some_and(|(name, _)| is_wanted(name)))
    };
    has(&is_metadata) && !has(&|name| name == "Result")
}

/// Drops the envelope of every reply with what lies in it: it belongs to the runtime.
pub(super) fn drop_envelope(rows: &mut Vec<Row>) {
    let mut inside: Option<usize> = None;
    // A copy may have lost that they lie in it.
    let mut flat: Option<usize> = None;
    rows.retain(|row| {
        let is_envelope = row.path.first().is_some_and(|(name, _)| is_metadata(name));
        let is_flat =
            flat == Some(row.depth) && !is_metadata(&row.written) && is_of_envelope(&row.written);
        if !is_flat {
            flat = None;
        }
        if is_envelope && row.path.len() == 1 {
            inside = Some(row.depth);
            flat = inside;
        } else if inside.is_some_and(|depth| row.depth <= depth) {
            inside = None;
        }
        !is_envelope && !is_flat && inside.is_none()
    });
}

/// Whether rows describe `Result` as something that has a type: not as the object in which the other rows lie.
pub(super) fn is_whole_result(rows: &[Row]) -> bool {
    let Some((first, rest)) = rows.split_first() else {
        return false;
    };
    let is_result = |row: &Row| row.path.first().is_some_and(|(name, _)| name == "Result");
    let alone = matches!(first.path.as_slice(), [(name, _)] if name == "Result");
    let lie_in_it = rest
        .iter()
        .all(|row| row.depth > first.depth || is_result(row) && row.path.len() > 1);
    let is_object = matches!(first.spelling, None | Some(Spelling::Object));
    alone && lie_in_it && (!is_object || rest.is_empty())
}

/// Whether the text over a table says in which case the reply is as the table has it.
pub(super) fn names_case(caption: &str) -> bool {
    let lower = caption.to_lowercase();
    [
        "当", "若", "如果", "时", "场景", "情况", "模式", "when", "if ", "in case", "mode",
    ]
    .iter()
    .any(|word| lower.contains(word))
}
