//! Three statements about one action: what was imported last, what is imported now, what the document says. Decides what
//! is to be changed in the document, and what has to be told.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::changes::{Change, Merged, Remark, RemarkKind, Settle};
use super::rename::{Rename, renames};
use super::statement::{
    ENUM, Kind, MEANING, Member, Remembered, Stated, Statement, is_below, is_prose,
};
use codegen_documents::source::Node;

/// Facts that decide about the layout of the whole document.
const BY_HAND: &[&str] = &["method", "in", "media"];

/// Facts of a member that have nothing to do with its type.
const APART: &[&str] = &["required", "description", "title", "deprecated"];

/// Holds the three against each other.
pub(super) fn merge(
    base: Option<&Remembered>,
    document: &Statement,
    incoming: &Statement,
    settle: Option<Settle>,
) -> Merged {
    let stated = incoming.remembered();
    let before = match base {
        Some(base) => base.clone(),
        None => document.remembered(),
    };
    let (strong, weak): (Vec<Rename>, Vec<Rename>) = renames(&before, &stated)
        .into_iter()
        // What the document calls by the new name already was renamed by hand; what it does not have cannot be.
        .filter(|rename| document.get(&rename.from).is_some() && document.get(&rename.to).is_none())
        .partition(|rename| rename.strong);
    let mut merging = Merging {
        base: base.map(|base| {
            let moved = base.0.iter();
            moved
                .map(|(path, facts)| (moved_to(path, &strong), facts))
                .collect()
        }),
        document,
        incoming,
        own: paths_today(base, document, incoming, &strong),
        settle,
        out: Merged::default(),
    };
    for rename in strong {
        merging.remark(
            RemarkKind::Renamed(rename.evidence.clone()),
            &rename.from,
            &rename.to,
            "",
        );
        merging.out.changes.push(Change::Rename {
            path: rename.from,
            page: rename.to,
        });
    }
    for rename in weak {
        merging.remark(
            RemarkKind::MaybeRenamed(rename.evidence),
            &rename.from,
            &rename.to,
            "",
        );
    }
    merging.members_of_the_page();
    merging.members_of_the_document();
    merging.out
}

/// The document's paths by those that what is imported has, or had, for the same members.
///
/// Where it knows a member and none of the alternatives that the document has, the member is that of the only alternative
/// that has one of its name.
fn paths_today<'a>(
    base: Option<&Remembered>,
    document: &'a Statement,
    incoming: &Statement,
    renames: &[Rename],
) -> HashMap<String, &'a str> {
    let mut known: HashSet<&str> = incoming.iter().map(|(path, _)| path).collect();
    known.extend(base.iter().flat_map(|base| &base.0).map(|it| it.0.as_str()));
    let plain = document.in_alternatives();
    let plain: HashMap<&str, String> = plain
        .into_iter()
        .map(|(plain, path)| (path, plain))
        .collect();
    let today = |path: &str| match plain.get(path) {
        Some(plain) if known.contains(plain.as_str()) && !known.contains(path) => plain.clone(),
        _ => moved_to(path, renames),
    };
    document
        .iter()
        .map(|(path, _)| (today(path), path))
        .collect()
}

/// The path under which a member is known after all renames.
fn moved_to(path: &str, renames: &[Rename]) -> String {
    let around = renames
        .iter()
        .filter(|rename| path == rename.from || is_below(path, &rename.from))
        .max_by_key(|rename| rename.from.len());
    match around {
        Some(rename) => format!("{}{}", rename.to, &path[rename.from.len()..]),
        None => path.to_owned(),
    }
}

struct Merging<'a> {
    /// What was imported last, by today's paths.
    base: Option<HashMap<String, &'a Stated>>,
    document: &'a Statement,
    incoming: &'a Statement,
    /// Paths of the document by today's paths.
    own: HashMap<String, &'a str>,
    settle: Option<Settle>,
    out: Merged,
}

/// What the three say about one fact.
struct Three<'a> {
    base: Option<&'a Node>,
    own: Option<&'a Node>,
    page: Option<&'a Node>,
}

impl<'a> Merging<'a> {
    fn remark(&mut self, kind: RemarkKind, path: &str, page: &str, fact: &str) {
        let base = self
            .base
            .as_ref()
            .and_then(|base| base.get(page)?.get(fact))
            .cloned();
        self.out.remarks.push(Remark {
            kind,
            path: path.to_owned(),
            page: page.to_owned(),
            fact: fact.to_owned(),
            base,
        });
    }

    /// Tells a conflict, and whether the page is to be followed all the same.
    fn conflict(&mut self, path: &str, page: &str, fact: &str) -> bool {
        let kind = match self.settle {
            None => RemarkKind::Conflict,
            Some(_) => RemarkKind::Settled,
        };
        self.remark(kind, path, page, fact);
        self.settle == Some(Settle::Page)
    }

    fn was_imported(&self, page: &str) -> Option<&'a Stated> {
        self.base.as_ref()?.get(page).copied()
    }

    fn members_of_the_page(&mut self) {
        let incoming = self.incoming;
        let mut done: Vec<&str> = Vec::new();
        for (page, member) in incoming.iter() {
            let inside = |outer: &&str| is_below(page, outer);
            if member.kind != Kind::Parameter && done.iter().any(inside) {
                continue;
            }
            let Some(&path) = self.own.get(page) else {
                done.push(page);
                self.member_not_in_document(page, member);
                continue;
            };
            let Some(own) = self.document.get(path) else {
                continue;
            };
            if self.reshapes(path, page, own, member) {
                done.push(page);
                self.facts(path, page, own, member, |fact| APART.contains(&fact));
            } else {
                self.facts(path, page, own, member, |_| true);
            }
        }
    }

    fn member_not_in_document(&mut self, page: &str, member: &Member) {
        let add = match self.was_imported(page) {
            None => true,
            Some(base) if *base == member.stated() => false,
            Some(_) => self.conflict(page, page, ""),
        };
        if add {
            if member.kind == Kind::Root {
                self.remark(RemarkKind::ByHand, page, page, "");
            } else {
                self.out.changes.push(Change::Add {
                    page: page.to_owned(),
                });
            }
        }
    }

    /// Whether a member has another type that is more than another scalar; then that is done with here.
    fn reshapes(&mut self, path: &str, page: &str, own: &Member, member: &Member) -> bool {
        let base = self.was_imported(page);
        let (Some(old), Some(new)) = (own.seen("type"), member.seen("type")) else {
            return false;
        };
        let before = base.and_then(|base| base.get("type"));
        if old == new || before == Some(new) || (is_scalar(old) && is_scalar(new)) {
            return false;
        }
        // Without a base nobody knows whether what would go was written by hand.
        if self.base.is_none() && self.settle.is_none() {
            self.remark(RemarkKind::ByHand, path, page, "type");
            return true;
        }
        if !self.is_untouched(path, page) && !self.conflict(path, page, "type") {
            return true;
        }
        if own.kind == Kind::Root {
            self.remark(RemarkKind::ByHand, path, page, "type");
        } else {
            self.out.changes.push(Change::Reshape {
                path: path.to_owned(),
                page: page.to_owned(),
            });
        }
        true
    }

    /// Whether a member and everything inside of it is as it was imported, but for words.
    fn is_untouched(&self, path: &str, page: &str) -> bool {
        let document = self
            .document
            .iter()
            .filter(|(candidate, _)| *candidate == path || is_below(candidate, path));
        let own: HashMap<String, Stated> = document
            .map(|(candidate, member)| {
                (
                    format!("{page}{}", &candidate[path.len()..]),
                    member.stated(),
                )
            })
            .collect();
        let Some(base) = &self.base else {
            return false;
        };
        let imported = base
            .iter()
            .filter(|(candidate, _)| *candidate == page || is_below(candidate, page));
        let imported: HashMap<&str, &Stated> = imported
            .map(|(candidate, facts)| (candidate.as_str(), *facts))
            .collect();
        own.len() == imported.len()
            && own
                .iter()
                .all(|(candidate, facts)| imported.get(candidate.as_str()) == Some(&facts))
    }

    fn facts(
        &mut self,
        path: &str,
        page: &str,
        own: &Member,
        member: &Member,
        wanted: fn(&str) -> bool,
    ) {
        let base = self.was_imported(page);
        let disputed = wanted(ENUM) && self.values_are_disputed(path, page, own, member);
        let mut names: BTreeSet<&str> = BTreeSet::new();
        names.extend(own.facts.keys().map(String::as_str));
        names.extend(member.facts.keys().map(String::as_str));
        names.extend(base.into_iter().flatten().map(|(name, _)| name.as_str()));
        let has = |beginning: &str| own.facts.keys().any(|name| name.starts_with(beginning));
        // A list of meanings has one for each value: where there is no list, there is no place for another.
        let no_place = has(ENUM) && !has(MEANING);
        for name in names.into_iter().filter(|name| wanted(name)) {
            if disputed && (name.starts_with(ENUM) || name.starts_with(MEANING)) {
                continue;
            }
            let three = Three {
                base: base.and_then(|base| base.get(name)),
                own: own.seen(name),
                page: member.seen(name),
            };
            if no_place && name.starts_with(MEANING) && three.base.is_none() {
                continue;
            }
            if self.base.is_some() {
                self.with_base(path, page, name, &three);
            } else {
                self.without_base(path, page, name, &three);
            }
        }
    }

    /// Whether the allowed values as a whole are a matter of dispute, so that none is looked at alone: one side has no
    /// list any more, and the others differ.
    fn values_are_disputed(
        &mut self,
        path: &str,
        page: &str,
        own: &Member,
        member: &Member,
    ) -> bool {
        let of = |facts: &Stated| -> BTreeSet<String> {
            let names = facts.keys().filter(|name| name.starts_with(ENUM));
            names.cloned().collect()
        };
        let Some(before) = self.was_imported(page).map(of) else {
            return false;
        };
        let (own, now) = (of(&own.stated()), of(&member.stated()));
        before != now
            && own != now
            && own != before
            && (own.is_empty() || now.is_empty() || before.is_empty())
            && !self.conflict(path, page, "enum")
    }

    fn with_base(&mut self, path: &str, page: &str, name: &str, three: &Three<'_>) {
        if three.page == three.base || three.own == three.page {
            return;
        }
        if three.own != three.base && !self.conflict(path, page, name) {
            return;
        }
        self.change(path, page, name, three);
    }

    fn without_base(&mut self, path: &str, page: &str, name: &str, three: &Three<'_>) {
        let Some(now) = three.page else {
            if name.starts_with(ENUM) && self.states_values(page) {
                self.remark(RemarkKind::OnlyInDocument, path, page, name);
            }
            return;
        };
        if three.own == Some(now) || is_prose(name) || name.starts_with("x-enum-") {
            return;
        }
        self.remark(RemarkKind::NoRecord, path, page, name);
        self.change(path, page, name, three);
    }

    fn states_values(&self, page: &str) -> bool {
        self.incoming
            .get(page)
            .is_some_and(|member| member.facts.keys().any(|name| name.starts_with(ENUM)))
    }

    fn change(&mut self, path: &str, page: &str, name: &str, three: &Three<'_>) {
        if BY_HAND.contains(&name) {
            return self.remark(RemarkKind::ByHand, path, page, name);
        }
        self.out.changes.push(match three.page {
            Some(_) => Change::Set {
                path: path.to_owned(),
                page: page.to_owned(),
                fact: name.to_owned(),
            },
            None => Change::Unset {
                path: path.to_owned(),
                fact: name.to_owned(),
            },
        });
    }

    /// Members that the page does not have any more, or never had.
    fn members_of_the_document(&mut self) {
        let document = self.document;
        let today: HashMap<&str, String> = self
            .own
            .iter()
            .map(|(page, path)| (*path, page.clone()))
            .collect();
        let reshaped: HashSet<String> = self
            .out
            .changes
            .iter()
            .filter_map(|change| match change {
                Change::Reshape { path, .. } => Some(path.clone()),
                _ => None,
            })
            .chain(
                self.out
                    .remarks
                    .iter()
                    .filter(|remark| remark.fact == "type")
                    .map(|remark| remark.path.clone()),
            )
            .collect();
        let mut done: Vec<&str> = Vec::new();
        for (path, member) in document.iter() {
            let Some(page) = today.get(path) else {
                continue;
            };
            let covered = member.kind != Kind::Parameter
                && (done.iter().any(|outer| is_below(path, outer))
                    || reshaped.iter().any(|outer| is_below(path, outer)));
            if self.incoming.get(page).is_some() || covered {
                continue;
            }
            // An alternative that was written by hand may hold members that were imported.
            if member.kind == Kind::Alternative && self.was_imported(page).is_none() {
                continue;
            }
            done.push(path);
            match (&self.base, self.was_imported(page)) {
                // Written by hand: the page never had it.
                (Some(_), None) => {}
                (Some(_), Some(_)) => {
                    if self.is_untouched(path, page) || self.conflict(path, page, "") {
                        if member.kind == Kind::Root {
                            self.remark(RemarkKind::ByHand, path, page, "");
                        } else {
                            self.out.changes.push(Change::Remove {
                                path: path.to_owned(),
                            });
                        }
                    }
                }
                (None, _) if matches!(member.kind, Kind::Error | Kind::Root) => {}
                (None, _) => self.remark(RemarkKind::OnlyInDocument, path, page, ""),
            }
        }
    }
}

fn is_scalar(kind: &Node) -> bool {
    let Node::String(kind) = kind else {
        return false;
    };
    matches!(
        kind.split(' ').next(),
        Some("integer" | "number" | "string" | "boolean")
    )
}
