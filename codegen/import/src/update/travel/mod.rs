//! How a request travels: by which method, and which of its members in the query string and which in the body.
//!
//! Knows where a document says so. Gives the edits that move members with everything that was written about them, where there
//! is one way to do it; where there is none, the merge tells the difference. Must never look into a member that moves.

mod to_body;
mod to_query;

use std::collections::BTreeMap;

use super::carry::Neighbours;
use super::changes::{ChangedFact, Remark, RemarkKind, Settle};
use super::document::{At, Described, Library};
use super::edit::Edit;
use super::incoming::Incoming;
use super::rename::split;
use super::statement::{ACTION, Kind, Member, Remembered, Stated, Statement};
use codegen_documents::source::{Entry, Node};

const REQUEST: &str = "request";

/// Requests that travel in another way.
#[derive(Debug, Default)]
pub(super) struct Travel {
    pub(super) edits: Vec<Edit>,
    pub(super) remarks: Vec<Remark>,
    /// Members that move, by their paths, and whether they go to the query string.
    moved: Vec<(String, bool)>,
    /// The method before, and the one after.
    method: Option<(String, String)>,
}

/// Another way for requests to travel; `None` where nothing changes, or where it is not clear what to do.
pub(super) fn travel(
    document: &Library,
    own: &Described,
    incoming: &Incoming<'_>,
    base: Option<&Remembered>,
    settle: Option<Settle>,
) -> Option<Travel> {
    let mut moving = Moving {
        document,
        own,
        page: &incoming.statement,
        base: base.map(|base| {
            let members = base.0.iter();
            members
                .map(|(path, stated)| (path.as_str(), stated))
                .collect()
        }),
        settle,
        out: Travel::default(),
    };
    moving.method()?;
    moving.members()?;
    let mut to_query = Vec::new();
    let mut to_body = Vec::new();
    for (path, is_query) in &moving.out.moved {
        if *is_query {
            to_query.push(path.clone());
        } else {
            to_body.push(path.clone());
        }
    }
    // A request without members has a body all the same, unless it is a GET.
    let has_body = |statement: &Statement| statement.get(REQUEST).is_some();
    let other_method = moving.out.method.is_some();
    let (own_body, page_body) = (has_body(&own.statement), has_body(moving.page));
    if !to_query.is_empty() {
        moving.fill_query(&to_query)?;
    } else if other_method && own_body && !page_body && moving.body_members() == 0 {
        moving.remove_body()?;
    }
    if !to_body.is_empty() {
        moving.fill_body(&to_body)?;
    } else if other_method && !own_body && page_body && !moving.page_has_members() {
        moving.new_body(Vec::new())?;
    }
    let moves = !moving.out.moved.is_empty() || moving.out.method.is_some();
    moves.then_some(moving.out)
}

impl Travel {
    /// What changes.
    pub(super) fn facts(&self) -> Vec<ChangedFact> {
        let changed = |path: &str, fact: &str, old: &str, new: &str| ChangedFact {
            path: path.to_owned(),
            fact: fact.to_owned(),
            old: Some(Node::String(old.to_owned())),
            new: Some(Node::String(new.to_owned())),
        };
        let method = self.method.iter();
        let method = method.map(|(old, new)| changed(ACTION, "method", old, new));
        let members = self.moved.iter().map(|(path, is_query)| match is_query {
            true => changed(path, "in", "body", "query"),
            false => changed(path, "in", "query", "body"),
        });
        method.chain(members).collect()
    }

    /// Whether a document states after the moves what it stated before, but for where members travel.
    pub(super) fn is_faithful(&self, before: &Statement, after: &Statement) -> bool {
        let but_travel = |statement: &Statement| -> BTreeMap<String, Stated> {
            let mut all: BTreeMap<String, Stated> = statement.remembered().0.into_iter().collect();
            all.remove(REQUEST);
            for facts in all.values_mut() {
                facts.remove("method");
                facts.remove("in");
            }
            all
        };
        but_travel(before) == but_travel(after)
    }

    /// What was imported last, as if members had travelled then as they do now.
    pub(super) fn carried(&self, base: &mut Remembered) {
        for (path, facts) in &mut base.0 {
            let moved = self.moved.iter().find(|(moved, _)| moved == path);
            if let Some((_, is_query)) = moved {
                facts.remove("in");
                if *is_query {
                    facts.insert("in".to_owned(), Node::String("query".to_owned()));
                }
            }
        }
    }
}

struct Moving<'a> {
    document: &'a Library,
    own: &'a Described,
    page: &'a Statement,
    base: Option<BTreeMap<&'a str, &'a Stated>>,
    settle: Option<Settle>,
    out: Travel,
}

impl Moving<'_> {
    /// Whether the page is to be followed in a fact that differs; `None` where both sides changed it.
    fn follows(&mut self, path: &str, fact: &str) -> Option<()> {
        let own = self.own.statement.get(path)?.seen(fact);
        let kind = match &self.base {
            None => Some(RemarkKind::NoRecord),
            Some(base) if base.get(path)?.get(fact) == own => None,
            Some(_) if self.settle == Some(Settle::Page) => Some(RemarkKind::Settled),
            Some(_) => return None,
        };
        if let Some(kind) = kind {
            let base = self.base.as_ref();
            let base = base.and_then(|base| base.get(path)?.get(fact).cloned());
            self.out.remarks.push(Remark {
                kind,
                path: path.to_owned(),
                page: path.to_owned(),
                fact: fact.to_owned(),
                base,
            });
        }
        Some(())
    }

    fn method(&mut self) -> Option<()> {
        let method = |statement: &Statement| match statement.get(ACTION)?.seen("method")? {
            Node::String(method) => Some(method.clone()),
            _ => None,
        };
        let (own, page) = (method(&self.own.statement)?, method(self.page)?);
        if own == page {
            return Some(());
        }
        self.follows(ACTION, "method")?;
        let at = self.own.site(ACTION)?.entry.clone();
        // A path may have several operations; then this is not the one that goes.
        if self.document.node(&at.parent()?.key(&page)).is_some() {
            return None;
        }
        self.out.edits.push(Edit::Rename {
            at: at.pointer,
            to: page.clone(),
        });
        self.out.method = Some((own, page));
        Some(())
    }

    /// The members that travel in another way, in the order of the page.
    fn members(&mut self) -> Option<()> {
        let is_get = self.page.get(ACTION)?.seen("method") == Some(&Node::String("get".to_owned()));
        let of_page: Vec<&str> = self.page.iter().map(|(path, _)| path).collect();
        let mut moved: Vec<(usize, String, bool)> = Vec::new();
        for (path, member, _) in self.own.iter() {
            if !is_outermost(path, member) {
                continue;
            }
            let travels_in_query = member.kind == Kind::Parameter;
            let should = match self.page.get(path) {
                Some(member) => member.kind == Kind::Parameter,
                // What only the document has goes along: a GET has no body.
                None => travels_in_query || is_get,
            };
            if travels_in_query != should {
                let index = of_page.iter().position(|known| *known == path);
                moved.push((index.unwrap_or(of_page.len()), path.to_owned(), should));
            }
        }
        moved.sort();
        for (_, path, is_query) in moved {
            if self.out.method.is_none() {
                self.follows(&path, "in")?;
            }
            self.out.moved.push((path, is_query));
        }
        Some(())
    }

    /// Names of the page's members that travel in one way, around one of them.
    fn around(&self, name: &str, kind: Kind) -> Neighbours {
        let members = self.page.iter();
        let names: Vec<String> = members
            .filter(|(path, member)| member.kind == kind && is_outermost(path, member))
            .map(|(_, member)| member.name.clone())
            .collect();
        let place = names.iter().position(|known| known == name);
        let (before, after) = names.split_at(place.unwrap_or(names.len()));
        Neighbours {
            before: before.iter().rev().cloned().collect(),
            after: after.iter().skip(1).cloned().collect(),
        }
    }

    fn is_here(&self, at: &At) -> Option<()> {
        let (root, _) = self.document.own()?;
        (at.file == root.file).then_some(())
    }

    fn page_has_members(&self) -> bool {
        let mut members = self.page.iter();
        members.any(|(path, member)| is_outermost(path, member))
    }

    fn body_members(&self) -> usize {
        let members = self.own.iter();
        members
            .filter(|(path, member, _)| is_outermost(path, member) && member.kind == Kind::Property)
            .count()
    }
}

/// Keys of an operation behind which parameters, and then a body, go.
const BEFORE_BODY: &[&str] = &[
    "x-idempotent",
    "x-qps-limit",
    "deprecated",
    "externalDocs",
    "description",
    "summary",
    "tags",
    "operationId",
];

/// Whether a member is one of the request itself.
fn is_outermost(path: &str, member: &Member) -> bool {
    match member.kind {
        Kind::Parameter => true,
        Kind::Property => split(path).is_some_and(|(parent, _)| parent == REQUEST),
        _ => false,
    }
}

fn entry(key: &str, value: Node) -> Entry {
    Entry {
        key: key.to_owned(),
        value,
    }
}
