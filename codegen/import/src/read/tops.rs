//! Objects to which only the title of their table leads: parts of a reply whose top has no table, and members without a type.

use std::ops::Range;

use super::Reader;
use super::members::Found;
use super::outline::{Outline, Side};
use super::rows::Row;
use super::type_tables::same;
use super::untold::shape_of;
use crate::dialect::Section;
use crate::facts::{Member, Shape};
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

/// The member under which replies of an older generation have what an action returns.
const DATA: &str = "data";

pattern!(
    IN_DATA,
    r"`?\bdata`?\s*(?:中|内|里)的?(?:以下|下列|如下)字段|(?:关注|解析)\s*`?data`?\s*字段"
);

impl Reader<'_> {
    /// The top of a reply of which tables describe parts alone, such as `data`: it is as the examples show it. Without an example,
    /// the title of the table is all there is.
    pub(super) fn top_of_reply(&mut self, found: &mut Found) {
        self.side = Side::Response;
        if self.examples.replies.is_empty() {
            found.beside.extend(self.titled_data());
            return;
        }
        let (mut tops, mut in_result) = (Vec::new(), false);
        for (_, reply) in &self.examples.replies {
            in_result |= reply.member("ResponseMetadata").is_some();
            match reply.member("Result") {
                Some(result) => tops.push(result.clone()),
                None if reply.member("ResponseMetadata").is_none() => tops.push(reply.clone()),
                None => {}
            }
        }
        let at = self.examples.replies.first().map(|(at, _)| *at);
        let at = at.unwrap_or_default();
        let Some(Shape::Object(mut members)) = shape_of(&tops, at, 0) else {
            return;
        };
        let mut described = Vec::new();
        for member in &mut members {
            let Some(object) = object_in(&mut member.shape) else {
                continue;
            };
            if let Some(index) = self.table_titled(|title| title == member.name) {
                *object = Shape::Type(index);
                self.refer(index, None, &member.name);
                described.push(format!("`{}`", member.name));
            }
        }
        if described.is_empty() {
            return;
        }
        let names: Vec<String> = members
            .iter()
            .map(|member| format!("`{}`", member.name))
            .collect();
        self.tell(
            Finding::new(
                &lint::PAGE_TYPE_FROM_EXAMPLE,
                self.offset(at),
                format!(
                    "no table describes the top of the reply, only what {} holds; an example shows its members: {}",
                    described.join(" and "),
                    names.join(", ")
                ),
            )
            .help("the document follows the example, which may lack members; check it"),
        );
        if in_result {
            found.result = members;
        } else {
            found.beside = members;
        }
    }

    /// The objects at the top of replies that are not in the platform's envelope: tables may have their names for titles.
    pub(super) fn own_envelope(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (_, reply) in &self.examples.replies {
            let is_own = ["ResponseMetadata", "Result"]
                .iter()
                .all(|key| reply.member(key).is_none());
            if let (Node::Object(entries), true) = (reply, is_own) {
                let objects = entries.iter().filter(|entry| match &entry.value {
                    Node::Object(_) => true,
                    Node::Array(items) => matches!(items.first(), Some(Node::Object(_))),
                    _ => false,
                });
                names.extend(objects.map(|entry| entry.key.clone()));
            }
        }
        names
    }

    /// Puts the members of a reply into `data`, if the page says that they lie there and no example shows the reply.
    pub(super) fn data_alone(&mut self, outline: &Outline<'_>, found: &mut Found) {
        let mut texts = outline.texts.iter();
        let said = texts.find(|(section, text)| {
            *section == Some(Section::Response) && IN_DATA.is_match(&text.text)
        });
        if let Some((_, text)) = said.filter(|_| !found.result.is_empty()) {
            let members = std::mem::take(&mut found.result);
            found
                .beside
                .push(self.data(Shape::Object(members), &text.at));
        }
    }

    /// `data`, where a table under a title about the reply has its members and nothing shows what stands around it.
    fn titled_data(&mut self) -> Option<Member> {
        let index = self.table_titled(|title| title == DATA)?;
        let source = self.sources.get(index)?;
        if !matches!(source.side, Side::Response | Side::Nowhere) {
            return None;
        }
        let at = source.at.clone();
        self.refer(index, None, DATA);
        Some(self.data(Shape::Type(index), &at))
    }

    /// The member `data` of a reply that the page shows nowhere.
    fn data(&mut self, shape: Shape, at: &Range<usize>) -> Member {
        self.tell(
            Finding::new(
                &lint::PAGE_REPLY_LAYOUT,
                self.place(at),
                "the page describes what `data` holds, but not the reply around it",
            )
            .help("the document has `data` beside `ResponseMetadata`, for which no client can be generated; check a real reply"),
        );
        Member::bare(DATA, shape, at.start)
    }

    /// What a member without a type holds, if the title of a table names the member, or the row links to one.
    pub(super) fn untyped(&mut self, row: &Row, about: &str) -> Option<Shape> {
        let (name, _) = row.path.last()?;
        let links = row.type_cell.links.iter().chain(&row.description.links);
        let anchors: Vec<&str> = links
            .filter_map(|link| link.target.strip_prefix('#'))
            .collect();
        // Several stand for several cases.
        let index = match anchors.as_slice() {
            [] => self.table_titled(|title| same(title, name))?,
            [anchor] => self.sources.iter().position(|source| {
                let mut own = source.anchors.iter();
                own.any(|own| own.eq_ignore_ascii_case(anchor))
            })?,
            _ => return None,
        };
        self.refer(index, None, name);
        self.tell(
            Finding::new(
                &lint::PAGE_INFERRED_TABLE,
                self.place(&row.at),
                format!("the page has no type for `{about}`, but a table with the members of `{name}`"),
            )
            .help("the document has an object with these members, or a list of them if the description says so; check it"),
        );
        let lower = row.description.text.to_lowercase();
        let is_list = ["列表", "数组", "list of", "array of"]
            .iter()
            .any(|word| lower.contains(word));
        let shape = Shape::Type(index);
        Some(if is_list {
            Shape::List(Box::new(shape))
        } else {
            shape
        })
    }

    /// The one table of a structure on this page that has a title, with no other name in it, and to which no row leads.
    fn table_titled(&self, is_title: impl Fn(&str) -> bool) -> Option<usize> {
        let mut titled = self.sources.iter().enumerate().filter(|(_, source)| {
            let titles = if source.names.is_empty() {
                &source.words
            } else {
                &source.names
            };
            let is_free = !source.foreign && source.used_by.is_none();
            is_free && matches!(titles.as_slice(), [title] if is_title(title))
        });
        let (index, _) = titled.next()?;
        titled.next().is_none().then_some(index)
    }
}

/// The object that a shape is, or that it is a list of.
fn object_in(shape: &mut Shape) -> Option<&mut Shape> {
    match shape {
        Shape::List(item) => object_in(item),
        Shape::Object(_) | Shape::AnyObject => Some(shape),
        _ => None,
    }
}
