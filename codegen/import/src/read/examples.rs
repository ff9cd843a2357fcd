//! The page's examples: found, read, mended where that is certain, and held against the tables.

use super::Reader;
use super::absent::loosen;
use super::check::{Problem, check_members, check_value};
use super::lenient::{ELLIPSIS, Lenient, beginning, read, read_cut};
use super::masks::{MASK, holds_mask};
use super::outline::{Outline, PlacedCode};
use super::parts::Parts;
use crate::dialect::Section;
use crate::facts::Action;
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::{Entry, Node};

/// An example that could be read.
pub(super) struct Shown<'o> {
    pub(super) placed: &'o PlacedCode<'o>,
    pub(super) value: Node,
    pub(super) is_reply: bool,
    /// What it sends in the query string, if it shows a request by its parts.
    query: Vec<Entry>,
    /// Whether dots stand for a part of it.
    elided: bool,
    /// Whether its end is missing.
    cut: bool,
}

impl Reader<'_> {
    /// Reads the examples of the page, and lets them tell what no table does.
    pub(super) fn examples(&mut self, outline: &Outline<'_>, action: &mut Action) {
        let shown = self.shown(outline);
        self.listed_result(&shown, action);
        self.lay_inside(&shown, action);
        let of_side = |is_reply: bool| {
            let values = shown.iter().filter(move |shown| shown.is_reply == is_reply);
            values.map(|shown| &shown.value).collect::<Vec<_>>()
        };
        self.settle(action, &of_side(false), &of_side(true));
        self.hold_addresses(outline, action);
        self.undescribed_result(&shown, action);
        for Shown {
            placed,
            value,
            is_reply,
            query,
            elided,
            cut,
        } in shown
        {
            if is_reply {
                if let (Some(result), false) = (value.member("Result"), elided || cut) {
                    loosen(action, result);
                }
                self.reply((placed, cut), value, action);
                continue;
            }
            let left = self.hold_query(query, action, placed.code.at);
            if !action.get {
                self.request((placed, cut), with(value, left), action);
            }
        }
    }

    fn shown<'o>(&mut self, outline: &'o Outline<'_>) -> Vec<Shown<'o>> {
        let mut shown = Vec::new();
        for placed in &outline.codes {
            let in_examples = matches!(
                placed.section,
                Some(
                    Section::RequestExample
                        | Section::ResponseExample
                        | Section::Example
                        | Section::Body
                        | Section::Request
                        | Section::Response
                        | Section::Method
                )
            );
            let Some(begin) = beginning(&placed.code.text) else {
                continue;
            };
            let is_example = in_examples && !placed.code.draws_table();
            if placed.section == Some(Section::ErrorExample) || !is_example {
                continue;
            }
            let text = placed.code.text.get(begin..).unwrap_or_default();
            let (value, elided, cut) = match read(text) {
                Ok(read) if nothing_behind(text, read.end) => {
                    self.tell_repairs(placed, begin, &read);
                    let elided = read.repairs.iter().any(|repair| repair.what == ELLIPSIS);
                    (read.value, elided, false)
                }
                Ok(read) => {
                    self.left_out(placed, begin + read.end, "more text follows");
                    continue;
                }
                Err(at) => {
                    let cut = read_cut(text);
                    let why = if cut.is_some() {
                        "it breaks off; its names were read up to here"
                    } else {
                        "this is not valid JSON, and its meaning is unclear"
                    };
                    self.left_out(placed, begin + at, why);
                    match cut {
                        Some(value) => (value, false, true),
                        None => continue,
                    }
                }
            };
            let is_reply = value.member("ResponseMetadata").is_some()
                || matches!(
                    placed.section,
                    Some(Section::ResponseExample | Section::Response)
                );
            let parts = Parts::of(&value, outline).filter(|_| !is_reply);
            let (value, query) = match parts {
                Some(parts) => (Node::Object(parts.body), parts.query),
                None => (value, Vec::new()),
            };
            shown.push(Shown {
                placed,
                value,
                is_reply,
                query,
                elided,
                cut,
            });
        }
        shown
    }

    fn left_out(&mut self, placed: &PlacedCode<'_>, at: usize, label: &str) {
        let finding = Finding::new(
            &lint::PAGE_UNREADABLE_EXAMPLE,
            self.offset(placed.code.at + at),
            "the example could not be read and was left out",
        );
        self.tell(
            finding
                .label(label)
                .help("write an example into the document by hand"),
        );
    }

    fn tell_repairs(&mut self, placed: &PlacedCode<'_>, begin: usize, read: &Lenient) {
        let mut told: Vec<&str> = Vec::new();
        for repair in &read.repairs {
            if told.contains(&repair.what) {
                continue;
            }
            told.push(repair.what);
            let count = read
                .repairs
                .iter()
                .filter(|other| other.what == repair.what)
                .count();
            let more = if count > 1 {
                format!(" ({count} times)")
            } else {
                String::new()
            };
            let help = if repair.what == MASK {
                "its names and lists were read, but the document does not have it; write an example by hand"
            } else {
                "it was repaired in the document, because its meaning is clear"
            };
            self.tell(
                Finding::new(
                    &lint::PAGE_REPAIRED_EXAMPLE,
                    self.offset(placed.code.at + begin + repair.at),
                    format!("the example is not valid JSON: {}{more}", repair.what),
                )
                .help(help),
            );
        }
    }

    /// Holds the example of a request against its members. Of one that is `cut`, nothing can be missing.
    fn request(
        &mut self,
        (placed, cut): (&PlacedCode<'_>, bool),
        value: Node,
        action: &mut Action,
    ) {
        let at = placed.code.at..placed.code.at;
        self.hold_example(&value, &mut action.body, &mut action.types, "", &at, 0);
        let mut problems = Vec::new();
        check_members(&value, &action.body, &action.types, !cut, "", &mut problems);
        let sound = self.tell_problems(placed, &problems);
        if sound && !cut && action.request_example.is_none() && !holds_mask(&value) {
            action.request_example = Some(value);
        }
    }

    fn reply(&mut self, (placed, cut): (&PlacedCode<'_>, bool), value: Node, action: &mut Action) {
        let answers = value
            .member("ResponseMetadata")
            .and_then(|metadata| metadata.member("Action"));
        if let Some(Node::String(name)) = answers
            && *name != action.name
        {
            self.tell(
                Finding::new(
                    &lint::PAGE_EXAMPLE_DIFFERS,
                    self.key(placed, "Action"),
                    format!("the example reply belongs to `{name}`, not `{}`", action.name),
                )
                .help("the document keeps it as the page has it; check whether the rest belongs to this action"),
            );
        }
        if value
            .member("ResponseMetadata")
            .and_then(|metadata| metadata.member("Error"))
            .is_some_and(|error| *error != Node::Null)
        {
            return;
        }
        if !self.has_layout(placed, &value, action) {
            if !action.beside.is_empty() {
                self.hold_beside(placed, value, action);
            }
            return;
        }
        if let Some(result) = value.member("Result") {
            let at = placed.code.at..placed.code.at;
            self.hold_example(result, &mut action.result, &mut action.types, "", &at, 0);
        }
        let mut problems = Vec::new();
        match value.member("Result") {
            None | Some(Node::Null) => {}
            Some(result) => check_result(result, action, &mut problems),
        }
        let sound = self.tell_problems(placed, &problems);
        let whole = value
            .member("ResponseMetadata")
            .is_some_and(|metadata| matches!(metadata, Node::Object(_)));
        if sound && whole && !cut && action.response_example.is_none() && !holds_mask(&value) {
            action.response_example = Some(without_foreign(value));
        }
    }

    /// Holds a reply in which nothing stands in `Result` against the members beside it.
    fn hold_beside(&mut self, placed: &PlacedCode<'_>, value: Node, action: &mut Action) {
        let Node::Object(mut entries) = value else {
            return;
        };
        entries.retain(|entry| {
            let mut members = action.beside.iter();
            members.any(|member| member.name == entry.key)
        });
        let value = Node::Object(entries);
        let at = placed.code.at..placed.code.at;
        self.hold_example(&value, &mut action.beside, &mut action.types, "", &at, 0);
        let (beside, types) = (&action.beside, &action.types);
        let mut problems = Vec::new();
        check_members(&value, beside, types, false, "", &mut problems);
        self.tell_problems(placed, &problems);
    }

    /// Tells every difference between an example and the tables; whether there was none.
    fn tell_problems(&mut self, placed: &PlacedCode<'_>, problems: &[Problem]) -> bool {
        let mut told: Vec<&str> = Vec::new();
        for problem in problems {
            if told.contains(&problem.message.as_str()) {
                continue;
            }
            told.push(&problem.message);
            let (rule, help) = if problem.unknown {
                (
                    &lint::PAGE_EXAMPLE_MEMBER,
                    "no table has its type; add it to the document by hand if it exists. The example was left out",
                )
            } else {
                (
                    &lint::PAGE_EXAMPLE_DIFFERS,
                    "the document follows the table, and the example was left out; check which of the two is correct",
                )
            };
            let place = self.key(placed, &problem.member);
            self.tell(Finding::new(rule, place, problem.message.clone()).help(help));
        }
        problems.is_empty()
    }

    /// Where a name is first written in an example.
    pub(super) fn key(
        &self,
        placed: &PlacedCode<'_>,
        name: &str,
    ) -> codegen_documents::source::Place {
        let at = placed
            .code
            .text
            .find(&format!("\"{name}\""))
            .unwrap_or_default();
        self.offset(placed.code.at + at)
    }
}

/// An object with more members.
fn with(value: Node, more: Vec<Entry>) -> Node {
    match value {
        Node::Object(entries) => Node::Object(entries.into_iter().chain(more).collect()),
        value => value,
    }
}

/// `Result` against what the tables say of it.
fn check_result(result: &Node, action: &Action, problems: &mut Vec<Problem>) {
    let types = &action.types;
    match &action.whole_result {
        Some(whole) => check_value(
            result,
            whole,
            &whole.shape,
            types,
            false,
            "Result",
            problems,
        ),
        None => check_members(result, &action.result, types, false, "Result", problems),
    }
}

/// Pages write the envelope with members that the envelope does not have; only what it has is kept. Members that are `null` are not
/// in every reply, and are left out.
fn without_foreign(value: Node) -> Node {
    const ENVELOPE: &[&str] = &["RequestId", "Action", "Version", "Service", "Region"];
    let Node::Object(entries) = value else {
        return value;
    };
    let entries = entries
        .into_iter()
        .filter(|entry| matches!(entry.key.as_str(), "ResponseMetadata" | "Result"));
    let kept = entries.map(|entry| match (entry.key.as_str(), entry.value) {
        ("ResponseMetadata", Node::Object(members)) => Entry {
            key: entry.key,
            value: Node::Object(
                members
                    .into_iter()
                    .filter(|member| {
                        ENVELOPE.contains(&member.key.as_str())
                            && matches!(member.value, Node::String(_))
                    })
                    .collect(),
            ),
        },
        (_, value) => Entry {
            key: entry.key,
            value: without_null(value),
        },
    });
    Node::Object(kept.collect())
}

/// A value without the members that are `null` in it.
fn without_null(value: Node) -> Node {
    match value {
        Node::Array(items) => Node::Array(items.into_iter().map(without_null).collect()),
        Node::Object(mut entries) => {
            entries.retain(|entry| entry.value != Node::Null);
            let entries = entries.into_iter().map(|entry| Entry {
                key: entry.key,
                value: without_null(entry.value),
            });
            Node::Object(entries.collect())
        }
        value => value,
    }
}

/// Nothing but what ends a command stands behind an example.
fn nothing_behind(text: &str, end: usize) -> bool {
    text.get(end..)
        .unwrap_or_default()
        .trim()
        .trim_matches(['\'', '"', ';', '`', '\\'])
        .trim()
        .is_empty()
}
