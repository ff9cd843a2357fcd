//! Facts from sentences against the values that a page shows: what an example or the default breaks is dropped, and told.

use std::collections::HashMap;
use std::ops::Range;

use super::check::within;
use super::lenient;
use super::masks::holds_mask;
use super::{Reader, Told};
use crate::dialect::{Scalar, half_width, holds_any};
use crate::facts::{Limits, Member, Shape, TypeTable};
use crate::page::Rich;
use crate::pattern::pattern;
use crate::sentences::digits::plain_numbers;
use crate::sentences::literal::literal;
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

// A value beside a range that means something of its own: `-1 表示全部`, `0：不限`.
pattern!(
    SPECIAL,
    r"(?i)(?:^|[^\d.~\-\[])`?(-?\d+)`?\s*(?:\([^)]{0,12}\)\s*)?(?::|=|表示|代表|意为|则|时|means?\b|indicates?\b|stands for|is for|for (?:no|un|all|any)|[为是](?:不|无|关|禁|永|全|默|未|任))"
);

// A value that is given for a purpose: `传 -1 查询全部`, `set to -1 to disable`, `0 或 [60, 3600]`.
pattern!(
    GIVEN,
    r"(?i)(?:传入?|填写?|设置?为|设成|置为|指定为?|输入|取|或者?|\bset (?:it )?to|\buse|\bpass|\bspecify|\bvalue of|\bor)\s*`?(-\d+|0)`?(?:[^\d.~%-]|$)|(?:^|[^\d.~-])`?(-\d+|0)`?\s*(?:(?:或|or)\s*[\[\d]|[、,]\s*[\[(])|(?:^|[^\d.~\[(-])`?(-1)`?(?:[^\d.~-]|$)"
);

// A word that a member is in some case: `this parameter must be set to all`.
pattern!(
    REQUIRED_WORD,
    r#"(?i)(?:\bthis (?:parameter|field|value)|\bthe value|(?:该|此|本)(?:参数|字段|值))\s*(?:(?:must|should) be\s*|(?:必须|只能|需要?|须))(?:(?:set to|取值?为|设置?为|为)\s*[`'"]?([A-Za-z][\w.-]*)|[`'"]([\w.-]+)[`'"])"#
);

// An example that a description shows.
pattern!(
    MENTIONED,
    r"(?i)(?:示例值?|样例|\bexample(?: value)?)\s*[:为]\s*`?([^\s`,。;、{\[(]+)`?(?:[\s,。;.]|$)|(?:例如|比如|如|\be\.g\.|\bsuch as)\s*:?\s*`([^\s`]+)`\s*(?:[,。;.)]|$)"
);

/// The example in a row, as a value of a shape. Masked ones, and words in the place of a value, are none.
pub(super) fn example_of(shape: &Shape, cell: &Rich) -> Option<Node> {
    let text = half_width(cell.text.trim());
    let bare = text.trim_matches(['`', '"', '\'', ' ']);
    let masked = ["*", "xxx", "XXX", "...", "…", "<", "="]
        .iter()
        .any(|mark| bare.contains(mark));
    if bare.is_empty() || matches!(bare, "-" | "--" | "/" | "无" | "null" | "N/A") || masked {
        return None;
    }
    let is_token = |text: &str| {
        text.chars().count() <= 64 && text.is_ascii() && !text.contains(char::is_whitespace)
    };
    match shape {
        Shape::Scalar(Scalar::String) => is_token(bare).then(|| Node::String(bare.to_owned())),
        Shape::Scalar(_) => literal(shape, bare).or_else(|| literal(shape, &plain_numbers(bare))),
        Shape::List(item) => {
            if let Ok(read) = lenient::read(&text)
                && let Node::Array(items) = read.value
            {
                // Pages show numbers for texts: `[1]`.
                let items = items.into_iter().map(|shown| match &shown {
                    Node::Int(number) => literal(item, &number.to_string()).unwrap_or(shown),
                    _ => shown,
                });
                return Some(Node::Array(items.collect()));
            }
            let parts = bare.trim_matches(['[', ']']).split(',');
            let items: Option<Vec<Node>> = parts
                .map(|part| {
                    let part = part.trim().trim_matches(['`', '"', '\'']);
                    literal(item, part).filter(|_| is_token(part))
                })
                .collect();
            items.map(Node::Array)
        }
        _ => None,
    }
}

impl Reader<'_> {
    /// Drops the facts of a member that a value breaks.
    pub(super) fn hold(
        &mut self,
        member: &mut Member,
        value: &Node,
        what: &str,
        about: &str,
        at: &Range<usize>,
    ) {
        if holds_mask(value) {
            return;
        }
        // Pages show numbers as texts, too.
        let number = match (&member.shape, value) {
            (Shape::Scalar(Scalar::String), _) => None,
            (Shape::Scalar(_), Node::String(text)) => literal(&member.shape, text),
            _ => None,
        };
        let value = number.as_ref().unwrap_or(value);
        let items: &[Node] = match (&member.shape, value) {
            (Shape::List(_), Node::Array(items)) => items,
            _ => std::slice::from_ref(value),
        };
        let known = |value: &Node| {
            member
                .values
                .iter()
                .any(|known| match (&known.value, value) {
                    (Node::String(a), Node::String(b)) => a.eq_ignore_ascii_case(b),
                    (a, b) => a == b,
                })
        };
        let foreign = items.iter().find(|item| is_plain(item) && !known(item));
        if let (false, Some(foreign)) = (member.values.is_empty(), foreign) {
            let shown = super::show(foreign);
            self.drop_fact(about, "enum", &format!("{what} is `{shown}`"), at);
            member.values.clear();
            // One of the two was misread.
            if what == "the default" {
                self.drop_fact(about, "default", "it is not one of the values", at);
                member.default = None;
            }
        }
        // What a sentence calls the default of an address may be that of a part of it.
        if let (Some(Node::String(default)), Node::String(shown)) = (&member.default, value)
            && what != "the default"
            && is_address(shown)
            && !is_address(default)
        {
            self.drop_fact(about, "default", &format!("{what} is `{shown}`"), at);
            member.default = None;
        }
        if member.limits != Limits::default() && !within(value, member, &member.shape) {
            let shown = super::show(value);
            for (fact, _) in member.limits.list() {
                self.drop_fact(about, fact, &format!("{what} is `{shown}`"), at);
            }
            member.limits = Limits::default();
        }
    }

    /// Drops a range beside which a special value stands: it would not be allowed.
    pub(super) fn hold_special(
        &mut self,
        member: &mut Member,
        text: &str,
        about: &str,
        at: &Range<usize>,
    ) {
        if member.shape == Shape::Scalar(Scalar::String) && !member.values.is_empty() {
            let words: Vec<Node> = REQUIRED_WORD
                .captures_iter(text)
                .filter_map(|found| found.get(1).or_else(|| found.get(2)))
                .map(|word| word.as_str().trim_end_matches('.'))
                .filter(|word| !matches!(*word, "the" | "a" | "an"))
                .map(|word| Node::String(word.to_owned()))
                .collect();
            for word in words {
                self.hold(
                    member,
                    &word,
                    "a value that it must have in a case",
                    about,
                    at,
                );
            }
        }
        let is_number = !matches!(member.shape, Shape::Scalar(Scalar::String | Scalar::Bool));
        if !(is_number && matches!(member.shape, Shape::Scalar(_))) {
            return;
        }
        let numbers: Vec<i128> = [&SPECIAL, &GIVEN]
            .into_iter()
            .flat_map(|pattern| pattern.captures_iter(text))
            .filter(|found| {
                !found
                    .get(0)
                    .is_some_and(|found| is_about_other(text, found.end(), &member.name))
            })
            .filter_map(|found| {
                (1..=3)
                    .find_map(|group| found.get(group))?
                    .as_str()
                    .parse()
                    .ok()
            })
            .collect();
        for number in numbers {
            self.hold(
                member,
                &Node::Int(number),
                "a value with its own meaning",
                about,
                at,
            );
        }
    }

    /// Drops what an example in the description breaks: `示例值：500`.
    pub(super) fn hold_mentioned(
        &mut self,
        member: &mut Member,
        text: &str,
        about: &str,
        at: &Range<usize>,
    ) {
        let examples: Vec<Node> = MENTIONED
            .captures_iter(text)
            .filter_map(|found| {
                let mut cell = Rich::at(at.clone());
                cell.push(found.get(1).or_else(|| found.get(2))?.as_str());
                example_of(&member.shape, &cell)
                    .filter(|_| matches!(member.shape, Shape::Scalar(_)))
            })
            .collect();
        for example in examples {
            self.hold(member, &example, "an example in its description", about, at);
        }
    }

    fn drop_fact(&mut self, about: &str, fact: &'static str, why: &str, at: &Range<usize>) {
        self.told_of.push(match fact {
            "enum" => Told::Values,
            "default" => Told::Default,
            _ => Told::Limit,
        });
        // What has members of its own is noted by its path there.
        self.notes
            .retain(|note| !(note.about == about && note.fact == fact));
        self.tell(
            Finding::new(
                &lint::PAGE_DROPPED_FACT,
                self.place(at),
                format!("a sentence seems to state `{fact}` of `{about}`, but {why}"),
            )
            .help("the document does not have it; if it is correct, add it by hand"),
        );
    }

    /// Drops the facts that an example of the page breaks, member by member.
    pub(super) fn hold_example(
        &mut self,
        node: &Node,
        members: &mut [Member],
        types: &mut Vec<TypeTable>,
        path: &str,
        at: &Range<usize>,
        depth: usize,
    ) {
        let Node::Object(entries) = node else { return };
        let known = by_name(members);
        for entry in entries {
            let index = known.get(&entry.key);
            let Some(member) = index.and_then(|index| members.get_mut(*index)) else {
                continue;
            };
            let about = if path.is_empty() {
                entry.key.clone()
            } else {
                format!("{path}.{}", entry.key)
            };
            self.follow_list(member, &entry.value, &about, at);
            self.hold(member, &entry.value, "an example", &about, at);
            self.hold_inside(&entry.value, &mut member.shape, types, &about, at, depth);
        }
    }

    /// An object that an example shows as a list of objects is one: pages write `Object` and `Map` for both.
    fn follow_list(&mut self, member: &mut Member, value: &Node, about: &str, at: &Range<usize>) {
        let Node::Array(items) = value else { return };
        let is_object = matches!(
            member.shape,
            Shape::Object(_) | Shape::Type(_) | Shape::AnyObject
        );
        let shows_objects =
            !items.is_empty() && items.iter().all(|item| matches!(item, Node::Object(_)));
        if is_object && shows_objects {
            let shape = std::mem::replace(&mut member.shape, Shape::Json);
            member.shape = Shape::List(Box::new(shape));
            self.tell(
                Finding::new(
                    &lint::PAGE_EXAMPLE_DIFFERS,
                    self.place(at),
                    format!(
                        "`{about}` is an object in its table, but a list of objects in an example"
                    ),
                )
                .help(
                    "the document has a list, as the example does; check which of the two is correct",
                ),
            );
        }
    }

    fn hold_inside(
        &mut self,
        node: &Node,
        shape: &mut Shape,
        types: &mut Vec<TypeTable>,
        about: &str,
        at: &Range<usize>,
        depth: usize,
    ) {
        const DEEPEST: usize = 32;
        if depth > DEEPEST {
            return;
        }
        match (shape, node) {
            (Shape::List(item), Node::Array(items)) => {
                let about = format!("{about}[]");
                for value in items {
                    self.hold_inside(value, item, types, &about, at, depth + 1);
                }
            }
            (Shape::Map(value), Node::Object(entries)) => {
                for entry in entries {
                    self.hold_inside(&entry.value, value, types, about, at, depth + 1);
                }
            }
            (Shape::Object(members), Node::Object(_)) => {
                self.hold_example(node, members, types, about, at, depth + 1);
            }
            (Shape::Type(index), Node::Object(_)) => {
                let index = *index;
                let Some(table) = types.get_mut(index) else {
                    return;
                };
                let name = table.name.clone();
                let mut members = std::mem::take(&mut table.members);
                self.hold_example(node, &mut members, types, &name, at, depth + 1);
                if let Some(table) = types.get_mut(index) {
                    table.members = members;
                }
            }
            _ => {}
        }
    }
}

/// Whether a text is an address: `https://…`.
fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// Whether a part of a text is about the value of another member: `仅当 Kind 取值为 1 时`.
fn is_about_other(text: &str, at: usize, name: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let clause = before
        .rsplit(['\n', '。', ';', ','])
        .next()
        .unwrap_or_default();
    if clause.contains("返回") {
        return true;
    }
    let in_case = holds_any(
        clause,
        &["当", "若", "如果", "仅", "参数", "when ", "if ", "only "],
    );
    in_case
        && clause
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))
            .any(|word| {
                word.len() > 2
                    && word != name
                    && word.starts_with(|c: char| c.is_ascii_uppercase())
                    && word.chars().any(|c| c.is_ascii_lowercase())
            })
}

/// Where each name is among members; the first of several of one name.
fn by_name(members: &[Member]) -> HashMap<String, usize> {
    let members = members.iter().enumerate().rev();
    members
        .map(|(index, member)| (member.name.clone(), index))
        .collect()
}

/// Whether a value is one that a list of values could hold: no sentence, and nothing masked.
fn is_plain(value: &Node) -> bool {
    match value {
        Node::String(text) => !text.is_empty() && !text.contains('*') && text.chars().count() <= 64,
        Node::Int(_) => true,
        _ => false,
    }
}
