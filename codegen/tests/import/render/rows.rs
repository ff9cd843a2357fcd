//! Members as rows: with those below them, or every value of a query string under its whole name.

use super::{Nesting, Page};
use crate::tree::{Member, Shape};

/// A row before it is written.
pub(super) struct Row {
    /// The names above and its own, each with how many lists it stands for.
    pub(super) path: Vec<(String, usize)>,
    pub(super) ty: String,
    pub(super) required: bool,
    pub(super) lines: Vec<String>,
}

impl Page {
    /// Rows of members, with those below them unless these have tables of their own. `owner` is the type that they belong to.
    pub(super) fn rows(&self, members: &[Member], reply: bool, owner: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        self.add_rows(members, reply, owner, &[], &mut rows);
        rows
    }

    fn add_rows(
        &self,
        members: &[Member],
        reply: bool,
        owner: &str,
        above: &[(String, usize)],
        rows: &mut Vec<Row>,
    ) {
        for member in members {
            let mut path = above.to_vec();
            path.push((member.name.clone(), 0));
            rows.push(Row {
                path: path.clone(),
                ty: self.spell(&member.shape, &type_name(owner, member)),
                required: member.required,
                lines: self.describe(member, reply),
            });
            if self.dialect.nesting != Nesting::Tables
                && let (Some(members), lists) = inner(&member.shape)
            {
                if let Some(last) = path.last_mut() {
                    last.1 = lists;
                }
                self.add_rows(members, reply, owner, &path, rows);
            }
        }
    }
}

/// The name of the object that a member holds.
pub(super) fn type_name(owner: &str, member: &Member) -> String {
    format!("{owner}{}Info", member.name)
}

/// The members of the object in a shape, and in how many lists it lies.
pub(super) fn inner(shape: &Shape) -> (Option<&[Member]>, usize) {
    match shape {
        Shape::Object(members) => (Some(members), 0),
        Shape::List(item) => {
            let (members, lists) = inner(item);
            (members, lists + 1)
        }
        Shape::Map(value) => (inner(value).0, 0),
        _ => (None, 0),
    }
}

/// Whether a list or a map may be missing, which only a column of marks can say.
pub(super) fn lacks_lists(members: &[Member]) -> bool {
    members.iter().any(|member| {
        let missing = matches!(member.shape, Shape::List(_) | Shape::Map(_)) && !member.required;
        missing || inner(&member.shape).0.is_some_and(lacks_lists)
    })
}

/// Members of a query string: every value under its whole name.
pub(super) fn flat(members: &[Member], page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    for member in members {
        flatten(&member.name, member, &member.shape, page, &mut rows);
    }
    rows
}

fn flatten(name: &str, member: &Member, shape: &Shape, page: &Page, rows: &mut Vec<Row>) {
    match shape {
        Shape::Object(members) => {
            for inner in members {
                flatten(
                    &format!("{name}.{}", inner.name),
                    inner,
                    &inner.shape,
                    page,
                    rows,
                );
            }
        }
        Shape::List(item) => flatten(&format!("{name}.N"), member, item, page, rows),
        _ => rows.push(Row {
            path: vec![(name.to_owned(), 0)],
            ty: page.spell(shape, ""),
            required: member.required,
            lines: page.describe(member, false),
        }),
    }
}
