//! Rows to a tree of members: by dotted names, by indentation, or as they stand.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reader;
use super::deep::is_too_deep;
use super::names::NamePath;
use super::prose::is_sometimes;
use super::rows::{Direction, Row, says_something};
use super::untold::Fallback;
use crate::dialect::{Required, Spelling};
use crate::facts::{Member, Shape, TypeTable};
use codegen_documents::diagnostics::{Finding, lint};

/// Members of all kinds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) query: Vec<Member>,
    pub(super) body: Vec<Member>,
    /// Whether the one member of the body stands for the body itself.
    pub(super) whole_body: bool,
    pub(super) result: Vec<Member>,
    pub(super) whole_result: Option<Member>,
    /// What stands beside `Result`.
    pub(super) beside: Vec<Member>,
    pub(super) types: Vec<TypeTable>,
}

/// A row with the rows below it.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    /// How many lists its name promises.
    lists: usize,
    /// `None` for a member that only the names of others tell of.
    pub(super) row: Option<Row>,
    pub(super) children: Vec<Draft>,
    /// Where each name is among the children.
    known: HashMap<String, usize>,
    at: Range<usize>,
}

impl Draft {
    fn new(name: &str, at: Range<usize>) -> Self {
        Self {
            name: name.to_owned(),
            lists: 0,
            row: None,
            children: Vec::new(),
            known: HashMap::new(),
            at,
        }
    }

    /// The child of a name, which is made where there is none.
    fn child(&mut self, name: &str, at: &Range<usize>) -> Option<&mut Self> {
        let known = self.known.get(name).copied();
        let index = known.unwrap_or_else(|| {
            self.children.push(Self::new(name, at.clone()));
            self.known.insert(name.to_owned(), self.children.len() - 1);
            self.children.len() - 1
        });
        self.children.get_mut(index)
    }
}

impl Reader<'_> {
    /// Puts rows under their parents.
    pub(super) fn tree(&mut self, rows: Vec<Row>) -> Vec<Draft> {
        let mut root = Draft::new("", 0..0);
        // The rows in whose indentation the next one may lie, each with its whole path.
        let mut open: Vec<(usize, NamePath, bool)> = Vec::new();
        let shallowest = rows.iter().map(|row| row.depth).min().unwrap_or_default();
        for row in rows {
            // A space before a name under a text or a number is a slip.
            let ends = |(depth, _, is_scalar): &(usize, NamePath, bool)| {
                *depth >= row.depth || row.spaced && *is_scalar
            };
            while open.last().is_some_and(ends) {
                open.pop();
            }
            let mut path = row.path.clone();
            if row.depth > shallowest
                && let Some((_, parent, _)) = open.last()
            {
                let repeats = path.len() > parent.len()
                    && path.iter().zip(parent).all(|(own, above)| own.0 == above.0);
                if !repeats {
                    path = parent.iter().cloned().chain(path).collect();
                }
            }
            if is_too_deep(&path) {
                let name = row.path.last().map_or("", |(name, _)| name);
                self.tell_too_deep(name, &row.at);
                continue;
            }
            let is_scalar = matches!(row.spelling, Some(Spelling::Scalar(_)));
            open.push((row.depth, path.clone(), is_scalar));
            self.insert(&mut root, &path, row);
        }
        root.children
    }

    fn insert(&mut self, above: &mut Draft, path: &[(String, usize)], row: Row) {
        let Some(((name, lists), rest)) = path.split_first() else {
            return;
        };
        let Some(draft) = above.child(name, &row.at) else {
            return;
        };
        draft.lists = draft.lists.max(*lists);
        if !rest.is_empty() {
            self.insert(draft, rest, row);
            return;
        }
        if let Some(first) = &draft.row {
            let finding = Finding::new(
                &lint::PAGE_CONTRADICTION,
                self.place(&row.at),
                format!("the page describes `{}` twice", row.written),
            )
            .related(self.place(&first.at), "first here; this one is used");
            self.tell(finding.help("keep the correct description"));
            return;
        }
        draft.at = row.at.clone();
        draft.row = Some(row);
    }

    /// Members of drafts. `path` leads to them, for messages and notes.
    pub(super) fn members(
        &mut self,
        drafts: Vec<Draft>,
        direction: Direction,
        path: &str,
    ) -> Vec<Member> {
        let names: HashSet<String> = drafts.iter().map(|draft| draft.name.clone()).collect();
        drafts
            .into_iter()
            .map(|draft| self.member(draft, direction, path, &names))
            .collect()
    }

    fn member(
        &mut self,
        draft: Draft,
        direction: Direction,
        path: &str,
        siblings: &HashSet<String>,
    ) -> Member {
        let about = if path.is_empty() {
            draft.name.clone()
        } else {
            format!("{path}.{}", draft.name)
        };
        let marks = "[]".repeat(draft.lists);
        let children = self.members(draft.children, direction, &format!("{about}{marks}"));
        let mut member = Member::bare(&draft.name, Shape::Json, draft.at.start);
        let Some(row) = draft.row else {
            member.shape = listed(Shape::Object(children), draft.lists);
            member.required = direction == Direction::Received;
            self.tell(
                Finding::new(
                    &lint::PAGE_IMPLIED_MEMBER,
                    self.place(&draft.at),
                    format!("`{about}` has no row; only the names of its members imply it"),
                )
                .help("the document has an object, or a list of objects if the names show one; check whether it is required"),
            );
            return member;
        };
        member.shape = self.shape(&row, children, draft.lists, &about);
        (member.required, member.condition) = match &row.required {
            Some(Required::Yes) => (true, None),
            Some(Required::No) => (false, None),
            Some(Required::When(condition)) => (false, condition.clone()),
            None => (
                direction == Direction::Received && !is_sometimes(&row, &member.shape),
                None,
            ),
        };
        // Where a star marks what must be given, the others may be left out.
        if row.required.is_none() && direction != Direction::Received && !self.silence.star {
            self.unmarked.push((row.at.clone(), row.written.clone()));
        }
        self.describe(&mut member, &row, direction, &about, siblings);
        member
    }

    fn shape(&mut self, row: &Row, children: Vec<Member>, lists: usize, about: &str) -> Shape {
        let Some(spelling) = row.spelling.clone() else {
            let written = row.type_cell.text.trim();
            let is_untyped = !says_something(&row.type_cell);
            let (message, at) = if is_untyped {
                (format!("the page has no type for `{about}`"), &row.at)
            } else {
                (
                    format!("`{written}`, the type of `{about}`, was not understood"),
                    &row.type_cell.at,
                )
            };
            if !children.is_empty() {
                return listed(Shape::Object(children), lists);
            }
            if is_untyped && let Some(shape) = self.untyped(row, about) {
                return listed(shape, lists);
            }
            let finding = Finding::new(&lint::PAGE_UNKNOWN_TYPE, self.place(at), message)
                .help("the document allows any JSON for it; add its type there");
            let shape = self.untold(about, row, Vec::new(), Fallback::Json, finding);
            return listed(shape, lists);
        };
        let written_lists = depth(&spelling);
        if !children.is_empty() {
            // The type of `Filters.N` is that of an item.
            let is_item = row.path.last().is_some_and(|(_, lists)| *lists > 0);
            if !takes_members(&spelling)
                || (lists > 0 && written_lists == 0 && spelling == Spelling::Object && !is_item)
            {
                self.tell(
                    Finding::new(
                        &lint::PAGE_CONTRADICTION,
                        self.place(&row.type_cell.at),
                        format!(
                            "`{}` is the type of `{about}`, but the names of other rows imply another type",
                            row.type_cell.text.trim()
                        ),
                    )
                    .help("the document follows the names; check which of the two is correct"),
                );
            }
            let shape = filled(&spelling, children);
            return listed(shape, lists.saturating_sub(written_lists));
        }
        let shape = self.resolve(&spelling, row, about);
        listed(shape, lists.saturating_sub(written_lists))
    }
}

fn listed(shape: Shape, lists: usize) -> Shape {
    (0..lists).fold(shape, |shape, _| Shape::List(Box::new(shape)))
}

fn depth(spelling: &Spelling) -> usize {
    match spelling {
        Spelling::List(Some(inner)) => 1 + depth(inner),
        Spelling::List(None) => 1,
        _ => 0,
    }
}

/// Whether a member of a type can have members.
pub(super) fn takes_members(spelling: &Spelling) -> bool {
    match spelling {
        Spelling::Object
        | Spelling::Named(_)
        | Spelling::Json
        | Spelling::List(None)
        | Spelling::Map(None) => true,
        Spelling::List(Some(inner)) | Spelling::Map(Some(inner)) => takes_members(inner),
        Spelling::Scalar(_) => false,
    }
}

/// The shape behind a spelling whose innermost object has these members. A bare map that has members by name is none.
fn filled(spelling: &Spelling, members: Vec<Member>) -> Shape {
    match spelling {
        Spelling::List(Some(item)) => Shape::List(Box::new(filled(item, members))),
        Spelling::List(None) => Shape::List(Box::new(Shape::Object(members))),
        Spelling::Map(Some(value)) => Shape::Map(Box::new(filled(value, members))),
        _ => Shape::Object(members),
    }
}
