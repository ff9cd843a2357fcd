//! What the examples show of the request and of `Result` that no table does: a list where it has one object, and the object around its
//! members.

use std::collections::HashSet;

use super::Reader;
use super::examples::Shown;
use super::untold::shape_of;
use crate::facts::{Action, Member, Shape};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

/// Deepest nesting that is followed.
const DEEPEST: usize = 4;

/// Where examples show members that stand directly in a table: in an object, or in a list of objects, that has no row.
#[derive(Debug)]
struct Holder<'n> {
    name: &'n str,
    is_list: bool,
    objects: Vec<&'n Node>,
}

impl Reader<'_> {
    /// A `Result` that every example shows as a list of objects with the members of the table is one.
    pub(super) fn listed_result(&mut self, shown: &[Shown<'_>], action: &mut Action) {
        if action.result.is_empty() || !action.beside.is_empty() || action.whole_result.is_some() {
            return;
        }
        let is_item = |item: &Node| match item {
            Node::Object(entries) => entries.iter().any(|entry| {
                let mut members = action.result.iter();
                members.any(|member| member.name == entry.key)
            }),
            _ => false,
        };
        let is_list = |result: &Node| match result {
            Node::Array(items) => !items.is_empty() && items.iter().all(is_item),
            _ => false,
        };
        let mut results = shown
            .iter()
            .filter(|shown| shown.is_reply)
            .filter_map(|shown| Some((shown.placed, shown.value.member("Result")?)))
            .filter(|(_, result)| **result != Node::Null)
            .peekable();
        let Some((placed, _)) = results.peek().copied() else {
            return;
        };
        if !results.all(|(_, result)| is_list(result)) {
            return;
        }
        let place = self.key(placed, "Result");
        self.tell(
            Finding::new(
                &lint::PAGE_EXAMPLE_DIFFERS,
                place,
                "`Result` is a list of objects in an example, but its table has the members of one",
            )
            .help("the document has a list of such objects, as the example does; check which of the two is correct"),
        );
        let members = Shape::Object(std::mem::take(&mut action.result));
        let shape = Shape::List(Box::new(members));
        action.whole_result = Some(Member::bare("Result", shape, placed.code.at));
    }

    /// A `Result` that no table describes and that is no object is as the examples show it.
    pub(super) fn undescribed_result(&mut self, shown: &[Shown<'_>], action: &mut Action) {
        if !action.result.is_empty() || !action.beside.is_empty() || action.whole_result.is_some() {
            return;
        }
        let results = shown
            .iter()
            .filter(|shown| shown.is_reply)
            .filter_map(|shown| {
                let result = shown.value.member("Result")?;
                Some((shown.placed, result.clone()))
            });
        let (places, results): (Vec<_>, Vec<Node>) = results.unzip();
        let (Some(placed), Some(shape)) = (places.first(), shape_of(&results, 0, 0)) else {
            return;
        };
        if !matches!(shape, Shape::Scalar(_) | Shape::List(_)) {
            return;
        }
        let at = placed.code.at;
        let place = self.key(placed, "Result");
        self.tell(
            Finding::new(
                &lint::PAGE_TYPE_FROM_EXAMPLE,
                place,
                "only an example shows what `Result` holds",
            )
            .help("the document follows the example; check it"),
        );
        action.whole_result = Some(Member::bare("Result", shape, at));
    }

    /// Members that every example shows inside a list, or an object, that has no row of its own belong there.
    pub(super) fn lay_inside(&mut self, shown: &[Shown<'_>], action: &mut Action) {
        let of_replies: Vec<&Node> = shown
            .iter()
            .filter(|shown| shown.is_reply && !tells_error(&shown.value))
            .filter_map(|shown| shown.value.member("Result"))
            .collect();
        if action.whole_result.is_none() && action.beside.is_empty() {
            let members = std::mem::take(&mut action.result);
            action.result = self.laid_inside(members, &of_replies, "Result", true, 0);
        }
        let of_requests: Vec<&Node> = shown
            .iter()
            .filter(|shown| !shown.is_reply)
            .map(|shown| &shown.value)
            .collect();
        let members = std::mem::take(&mut action.body);
        action.body = self.laid_inside(members, &of_requests, "the request", false, 0);
    }

    fn laid_inside(
        &mut self,
        members: Vec<Member>,
        shown: &[&Node],
        whole: &str,
        is_reply: bool,
        depth: usize,
    ) -> Vec<Member> {
        let shown: Vec<&Node> = shown
            .iter()
            .copied()
            .filter(|node| matches!(node, Node::Object(entries) if !entries.is_empty()))
            .collect();
        let known: HashSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
        let here = keys(&shown);
        let holders = holders(&shown, &known);
        let inside: Vec<HashSet<&str>> =
            holders.iter().map(|holder| keys(&holder.objects)).collect();
        // In which of them a member is that does not stand beside them.
        let places = |member: &Member| {
            let name = member.name.as_str();
            let is_in = |(_, inside): &(usize, &HashSet<&str>)| inside.contains(name);
            let places = inside.iter().enumerate().filter(is_in);
            if here.contains(name) {
                Vec::new()
            } else {
                places.map(|(index, _)| index).collect::<Vec<_>>()
            }
        };
        let beside = members
            .iter()
            .any(|member| here.contains(member.name.as_str()));
        let all: Vec<Vec<usize>> = members.iter().map(places).collect();
        let found = all.iter().filter(|places| !places.is_empty()).count();
        if found == 0 {
            return match holders.as_slice() {
                // An object around another.
                [holder] if !beside && depth < DEEPEST => {
                    let names: Vec<String> =
                        members.iter().map(|member| member.name.clone()).collect();
                    let within = self.laid_inside(
                        members,
                        &holder.objects,
                        holder.name,
                        is_reply,
                        depth + 1,
                    );
                    if within.iter().all(|member| names.contains(&member.name)) {
                        within
                    } else {
                        vec![holder.member(within, is_reply)]
                    }
                }
                _ => members,
            };
        }
        let only = match all.iter().flatten().collect::<HashSet<_>>().len() {
            1 if !beside => all.iter().flatten().next().copied(),
            _ => None,
        };
        // One name alone may be that of something else.
        let is_certain = found > 1 || only.is_some();
        let mut laid: Vec<Member> = Vec::with_capacity(members.len());
        let mut moved: Vec<(usize, Vec<Member>)> = Vec::new();
        for (member, places) in members.into_iter().zip(all) {
            let target = match places.as_slice() {
                [one] if is_certain => Some(*one),
                [] => only,
                several => {
                    let names = several.iter().filter_map(|index| holders.get(*index));
                    let names: Vec<&str> = names.map(|holder| holder.name).collect();
                    self.tell_unplaced(&member, &names, whole);
                    None
                }
            };
            let Some(target) = target else {
                laid.push(member);
                continue;
            };
            match moved.iter_mut().find(|(index, _)| *index == target) {
                Some((_, members)) => members.push(member),
                None => moved.push((target, vec![member])),
            }
        }
        for (index, members) in moved {
            let Some(holder) = holders.get(index) else {
                continue;
            };
            self.tell_laid(&members, holder, whole);
            laid.push(holder.member(members, is_reply));
        }
        laid
    }

    fn tell_laid(&mut self, members: &[Member], holder: &Holder<'_>, whole: &str) {
        let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
        let part = holder.name;
        for note in &mut self.notes {
            let first = note.about.split(['.', '[']).next().unwrap_or_default();
            if names.contains(&first) {
                let brackets = if holder.is_list { "[]" } else { "" };
                note.about = format!("{part}{brackets}.{}", note.about);
            }
        }
        let at = members.first().map(|member| member.at).unwrap_or_default();
        self.tell(
            Finding::new(
                &lint::PAGE_LOST_NESTING,
                self.offset(at),
                format!(
                    "the table lists `{}` as members of {}, but an example shows them in `{part}`",
                    names.join("`, `"),
                    quoted(whole)
                ),
            )
            .help("the document follows the example; check it"),
        );
    }

    fn tell_unplaced(&mut self, member: &Member, holders: &[&str], whole: &str) {
        self.tell(
            Finding::new(
                &lint::PAGE_UNPLACED_MEMBER,
                self.offset(member.at),
                format!(
                    "the table lists `{}` as a member of {}, but an example shows it in `{}` alone",
                    member.name,
                    quoted(whole),
                    holders.join("` and `")
                ),
            )
            .help("the document follows the table; if that is wrong, move the member"),
        );
    }
}

fn quoted(whole: &str) -> String {
    if whole.contains(' ') {
        whole.to_owned()
    } else {
        format!("`{whole}`")
    }
}

impl Holder<'_> {
    /// The member that has what lies in it.
    fn member(&self, members: Vec<Member>, required: bool) -> Member {
        let at = members.first().map(|member| member.at).unwrap_or_default();
        let object = Shape::Object(members);
        let shape = if self.is_list {
            Shape::List(Box::new(object))
        } else {
            object
        };
        Member {
            required,
            ..Member::bare(self.name, shape, at)
        }
    }
}

/// Whether a reply tells of a failure.
fn tells_error(reply: &Node) -> bool {
    let metadata = reply.member("ResponseMetadata");
    metadata
        .and_then(|metadata| metadata.member("Error"))
        .is_some_and(|error| *error != Node::Null)
}

/// The names that objects have.
fn keys<'n>(objects: &[&'n Node]) -> HashSet<&'n str> {
    let entries = objects.iter().filter_map(|node| match node {
        Node::Object(entries) => Some(entries),
        _ => None,
    });
    entries.flatten().map(|entry| entry.key.as_str()).collect()
}

/// What objects hold under names that no row has, where it is objects, or lists of them, everywhere.
fn holders<'n>(objects: &[&'n Node], known: &HashSet<&str>) -> Vec<Holder<'n>> {
    let mut names: Vec<&str> = keys(objects).into_iter().collect();
    names.retain(|name| !known.contains(name));
    names.sort_unstable();
    let held = names.into_iter().filter_map(|name| {
        let values: Vec<&Node> = objects
            .iter()
            .filter_map(|node| node.member(name))
            .filter(|value| **value != Node::Null)
            .collect();
        let is_list = values.iter().all(|value| matches!(value, Node::Array(_)));
        let is_object = values.iter().all(|value| matches!(value, Node::Object(_)));
        let objects: Vec<&Node> = if is_list {
            let items = values.into_iter().filter_map(|value| match value {
                Node::Array(items) => Some(items),
                _ => None,
            });
            items.flatten().collect()
        } else {
            values
        };
        let are_objects = objects.iter().all(|item| matches!(item, Node::Object(_)));
        (is_list != is_object && are_objects && !objects.is_empty()).then_some(Holder {
            name,
            is_list,
            objects,
        })
    });
    held.collect()
}
