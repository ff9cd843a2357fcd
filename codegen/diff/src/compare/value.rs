//! Values: their types, and what is demanded of them.

use crate::rules::sided;
use crate::rules::sided::Sided;
use crate::{Change, Rule};
use codegen_model::{Form, Home, Style, Type, TypeDef, TypeRef, TypeShape, TypeUse};

use super::changes::{Address, Changes, Origin, Ways};
use super::kinds::{self, Kind, Retyping};
use super::limits::{Move, moved};
use super::met::{Met, Typing};
use super::pairs::{Pair, Side};
use super::types::Types;
use super::{describe, prose};

/// How a value is written where it travels as text, before and after.
type Styles = (Option<Style>, Option<Style>);

/// A walk through two states of a value.
pub(super) struct Walk<'a, 'm> {
    pub(super) side: Side,
    pub(super) old: Types<'a>,
    pub(super) new: Types<'a>,
    /// Whether values travel as text, before and after.
    is_text: bool,
    changes: &'m mut Changes,
    pub(super) met: &'m mut Met,
    /// The pair that the walk is inside of, and how much of a path leads to it.
    inside: (Option<usize>, usize),
    /// Whether names of types are of no account here: something else was reported about them.
    is_quiet: bool,
}

impl<'a, 'm> Walk<'a, 'm> {
    pub(super) fn new(
        side: Side,
        (old, new): (Types<'a>, Types<'a>),
        changes: &'m mut Changes,
        met: &'m mut Met,
    ) -> Self {
        let is_text = side == Side::Request && old.is_text() && new.is_text();
        Self {
            side,
            old,
            new,
            is_text,
            changes,
            met,
            inside: (None, 0),
            is_quiet: false,
        }
    }

    /// A walk through a type that actions share.
    pub(super) fn with_text(mut self, is_text: bool) -> Self {
        self.is_text = is_text;
        self
    }

    /// Notes a change with one rule for requests and another for replies.
    pub(super) fn note(&mut self, rules: Sided, spot: &Address) -> &mut Change {
        let rule = self.side.of(rules);
        let origin = self.origin(spot, Ways::One(rules));
        self.changes.note_inside(rule, spot, origin)
    }

    /// Notes a change that does not depend on the direction of the values.
    pub(super) fn note_rule(&mut self, rule: &'static Rule, spot: &Address) -> &mut Change {
        let origin = self.origin(spot, Ways::Both);
        self.changes.note_inside(rule, spot, origin)
    }

    fn origin(&self, spot: &Address, ways: Ways) -> Option<Origin> {
        let (pair, start) = self.inside;
        Some(Origin {
            pair: pair?,
            path: spot.path.get(start..).unwrap_or_default().to_owned(),
            ways,
        })
    }

    /// Compares values. Says whether they are of different types.
    pub(super) fn value(&mut self, spot: &Address, old: &TypeUse, new: &TypeUse) -> bool {
        self.styled(spot, old, new, (None, None))
    }

    /// Compares values of which is known how they are written where they travel as text.
    pub(super) fn styled(
        &mut self,
        spot: &Address,
        old: &TypeUse,
        new: &TypeUse,
        styles: Styles,
    ) -> bool {
        match (&old.ty, &new.ty) {
            (Type::List(one), Type::List(other)) => {
                self.limits(spot, old, new);
                self.value(&spot.inside("[]"), one, other)
            }
            (Type::Map(one), Type::Map(other)) => {
                self.limits(spot, old, new);
                self.value(&spot.inside("{}"), one, other)
            }
            (Type::Nullable(one), Type::Nullable(other)) => self.value(spot, one, other),
            (Type::Named(one), Type::Named(other)) => {
                let is_kept = self.named(&spot.path, one, other);
                if is_kept {
                    self.limits(spot, old, new);
                } else {
                    self.retyped(spot, old, new, styles);
                }
                !is_kept
            }
            (one, other) if one == other => {
                self.limits(spot, old, new);
                false
            }
            _ => {
                self.retyped(spot, old, new, styles);
                true
            }
        }
    }

    fn retyped(&mut self, spot: &Address, old: &TypeUse, new: &TypeUse, styles: Styles) {
        let (from, to) = (
            describe::of_type(&old.ty, &self.old),
            describe::of_type(&new.ty, &self.new),
        );
        let kind = |ty, types, style| Kind { ty, types, style };
        let retyping = kinds::of(
            kind(&old.ty, &self.old, styles.0),
            kind(&new.ty, &self.new, styles.1),
            self.is_text,
        );
        let members = match &retyping {
            Retyping::NowFree(members) | Retyping::NotFree(members) => members.clone(),
            _ => Vec::new(),
        };
        let change = self.note(retyping.rules(), spot);
        change.from(from).to(to);
        if !members.is_empty() {
            let members = prose::listed(&members);
            match retyping {
                Retyping::NowFree(_) => {
                    change.because(format!("no longer described: {members}"));
                }
                _ => change.because(format!("now described: {members}")),
            }
        }
        // What is in the list is compared as well; that it is called otherwise follows from what was reported.
        let items = match (&old.ty, &new.ty) {
            (one, Type::List(item)) if retyping == Retyping::NowList => Some((one, &item.ty)),
            (Type::List(item), other) if retyping == Retyping::NoList => Some((&item.ty, other)),
            _ => None,
        };
        if let Some((Type::Named(one), Type::Named(other))) = items {
            let was_quiet = std::mem::replace(&mut self.is_quiet, true);
            self.named(&format!("{}[]", spot.path), one, other);
            self.is_quiet = was_quiet;
        } else if let Type::Named(replaced) = &old.ty {
            self.met.replaced.insert(replaced.clone());
        }
    }

    fn limits(&mut self, spot: &Address, old: &TypeUse, new: &TypeUse) {
        for limit in moved(&old.constraints, &new.constraints, &new.ty) {
            let (tightened, loosened) = limit.limit.rules();
            let rules = match limit.how {
                Move::Tightened => tightened,
                Move::Loosened => loosened,
                Move::Changed => sided::PATTERN_CHANGED,
            };
            self.note(rules, spot).from(limit.old).to(limit.new);
        }
        let rules = match (old.constraints.object, new.constraints.object) {
            (true, false) => sided::OBJECT_NOW_ANY,
            (false, true) => sided::ANY_NOW_OBJECT,
            _ => return,
        };
        self.note(rules, spot);
    }

    /// Compares named types. Says whether both are of one kind: if not, nothing was compared.
    pub(super) fn named(&mut self, path: &str, old: &TypeRef, new: &TypeRef) -> bool {
        let (Some(of), Some(to)) = (self.old.get(old), self.new.get(new)) else {
            return true;
        };
        if !is_one_kind(&of.shape, &to.shape) {
            return false;
        }
        let pair = (self.side, old.clone(), new.clone());
        let (outer, start) = self.inside;
        let from_there = path.get(start..).unwrap_or_default();
        let (number, is_new) = self.met.pairs.meet(&pair, outer, from_there);
        if !is_new {
            return true;
        }
        if (old.home, new.home) == (Home::Shared, Home::Shared) {
            if self.is_text {
                self.met.shared_text.push_back(pair);
            } else {
                self.met.shared.push_back(pair);
            }
        } else {
            self.pair(number, path, (old, of), (new, to));
        }
        true
    }

    /// Compares a type that actions share.
    pub(super) fn shared_pair(&mut self, pair: &Pair) {
        let (_, old, new) = pair;
        let (Some(of), Some(to)) = (self.old.get(old), self.new.get(new)) else {
            return;
        };
        let (number, _) = self.met.pairs.number(pair);
        self.pair(number, &to.name.to_string(), (old, of), (new, to));
    }

    /// Compares two types of one kind; what has nothing to do with the way they travel, once.
    fn pair(
        &mut self,
        number: usize,
        path: &str,
        (old, of): (&TypeRef, &TypeDef),
        (new, to): (&TypeRef, &TypeDef),
    ) {
        let is_first = self.met.named.insert((old.clone(), new.clone()));
        if is_first {
            self.met.typings.push(Typing {
                old: old.clone(),
                new: new.clone(),
                path: path.to_owned(),
                rust: self.old.rust(old),
                stops: (stops_being_built(of, to), stops_having_a_default(of, to)),
                number,
                is_reported: self.is_quiet,
            });
        }
        let outer = std::mem::replace(&mut self.inside, (Some(number), path.len()));
        let was_quiet = std::mem::replace(&mut self.is_quiet, false);
        self.shapes(path, (old, of), (new, to), is_first);
        (self.inside, self.is_quiet) = (outer, was_quiet);
    }

    fn shapes(
        &mut self,
        path: &str,
        (old, of): (&TypeRef, &TypeDef),
        (new, to): (&TypeRef, &TypeDef),
        is_first: bool,
    ) {
        if is_first && of.docs != to.docs {
            self.met.prose.push(path.to_owned());
        }
        let owner = Owner {
            path: path.to_owned(),
            old: self.old.rust(old),
            new: self.new.rust(new),
            is_first,
        };
        match (&of.shape, &to.shape) {
            (TypeShape::Struct(one), TypeShape::Struct(other)) => {
                let old = (of.direction, self.old.is_flattened(old));
                let new = (to.direction, self.new.is_flattened(new));
                self.members(&owner, (one, old), (other, new));
            }
            (TypeShape::Enum(one), TypeShape::Enum(other)) => self.values(&owner, one, other),
            (TypeShape::Union(one), TypeShape::Union(other)) => {
                self.alternatives(&owner, one, other);
            }
            _ => {}
        }
    }
}

/// The type whose parts are compared.
#[derive(Debug)]
pub(super) struct Owner {
    /// Where it stands.
    pub(super) path: String,
    /// Its Rust path before.
    pub(super) old: String,
    /// Its Rust path after.
    pub(super) new: String,
    /// Whether it is compared for the first time, whichever way its values travel.
    pub(super) is_first: bool,
}

impl Owner {
    /// A part that was there before: whoever looks for it knows its old name.
    pub(super) fn old_part(&self, wire: &str, name: impl std::fmt::Display) -> Address {
        Address::new(
            format!("{}.{wire}", self.path),
            format!("{}::{name}", self.old),
        )
    }

    /// A part that is new.
    pub(super) fn new_part(&self, wire: &str, name: impl std::fmt::Display) -> Address {
        Address::new(
            format!("{}.{wire}", self.path),
            format!("{}::{name}", self.new),
        )
    }

    /// The type itself, with one of its values or alternatives.
    pub(super) fn variant(&self, name: impl std::fmt::Display, is_new: bool) -> Address {
        let owner = if is_new { &self.new } else { &self.old };
        Address::new(self.path.clone(), format!("{owner}::{name}"))
    }
}

fn is_one_kind(old: &TypeShape, new: &TypeShape) -> bool {
    match (old, new) {
        (TypeShape::Enum(old), TypeShape::Enum(new)) => old.repr == new.repr,
        (TypeShape::Struct(_), TypeShape::Struct(_))
        | (TypeShape::Union(_), TypeShape::Union(_)) => true,
        _ => false,
    }
}

/// Whether a structure had a builder and has none any more.
fn stops_being_built(old: &TypeDef, new: &TypeDef) -> bool {
    let is_structure = matches!(old.shape, TypeShape::Struct(_));
    is_structure && old.direction.is_sent() && !new.direction.is_sent()
}

/// Whether a type had a default value, as everything in a reply has, and has none any more.
fn stops_having_a_default(old: &TypeDef, new: &TypeDef) -> bool {
    let is_left = match &new.shape {
        TypeShape::Struct(structure) => {
            let mut members = structure.members.iter();
            !members.any(|member| Form::of(new.direction, false, member).is_required())
        }
        TypeShape::Enum(_) => true,
        TypeShape::Union(_) => false,
    };
    old.direction.is_received() && !new.direction.is_received() && !is_left
}
