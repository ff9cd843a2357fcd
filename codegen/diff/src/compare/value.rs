//! Values: their types, and what is demanded of them.

use std::collections::{HashSet, VecDeque};

use crate::rules::sided::Sided;
use crate::rules::{
    DOCS_CHANGED, TYPE_NOT_RECEIVED, TYPE_NOT_SENT, TYPE_RENAMED, TYPE_SHARED, TYPE_UNSHARED, sided,
};
use crate::{Change, Rule};
use codegen_model::{Json, Repr, Scope, Type, TypeDef, TypeRef, TypeShape, TypeUse};

use super::limits::{Move, moved};
use super::types::Types;
use super::{Changes, describe, prose};

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Request,
    Reply,
}

impl Side {
    fn of(self, rules: Sided) -> &'static Rule {
        match self {
            Self::Request => rules.request,
            Self::Reply => rules.reply,
        }
    }
}

/// What was met on the way, so that nothing is told twice.
#[derive(Debug, Default)]
pub(super) struct Met {
    walked: HashSet<(Side, TypeRef, TypeRef)>,
    named: HashSet<(TypeRef, TypeRef)>,
    /// Shared types that are still to be compared.
    pub(super) shared: VecDeque<(Side, TypeRef, TypeRef)>,
    /// Shared types that became an action's own.
    pub(super) unshared: HashSet<TypeRef>,
    /// What is explained otherwise.
    pub(super) prose: Vec<String>,
}

impl Met {
    /// Takes over shared types that were met elsewhere.
    pub(super) fn take_shared(&mut self, other: Met) {
        self.unshared.extend(other.unshared);
        for pair in other.shared {
            if self.walked.insert(pair.clone()) {
                self.shared.push_back(pair);
            }
        }
    }

    /// Tells what is explained otherwise, all at once.
    pub(super) fn tell_prose(&self, changes: &mut Changes) {
        if !self.prose.is_empty() {
            changes.tell(&DOCS_CHANGED).to(prose::listed(&self.prose));
        }
    }
}

/// A walk through two states of a value.
pub(super) struct Walk<'a, 'm> {
    pub(super) side: Side,
    pub(super) old: Types<'a>,
    pub(super) new: Types<'a>,
    changes: &'m mut Changes,
    pub(super) met: &'m mut Met,
}

impl<'a, 'm> Walk<'a, 'm> {
    pub(super) fn new(
        side: Side,
        (old, new): (Types<'a>, Types<'a>),
        changes: &'m mut Changes,
        met: &'m mut Met,
    ) -> Self {
        Self {
            side,
            old,
            new,
            changes,
            met,
        }
    }

    /// Tells what means one thing in requests and another in replies.
    pub(super) fn tell(&mut self, rules: Sided, path: &str) -> &mut Change {
        self.tell_rule(self.side.of(rules), path)
    }

    pub(super) fn tell_rule(&mut self, rule: &'static Rule, path: &str) -> &mut Change {
        self.changes.tell_at(rule, path.to_owned())
    }

    /// Compares values. Says whether they are of different types.
    pub(super) fn value(&mut self, path: &str, old: &TypeUse, new: &TypeUse) -> bool {
        match (&old.ty, &new.ty) {
            (Type::List(one), Type::List(other)) => {
                self.limits(path, old, new);
                self.value(&format!("{path}[]"), one, other)
            }
            (Type::Map(one), Type::Map(other)) => {
                self.limits(path, old, new);
                self.value(&format!("{path}{{}}"), one, other)
            }
            (Type::Nullable(one), Type::Nullable(other)) => self.value(path, one, other),
            (Type::Named(one), Type::Named(other)) => {
                let is_kept = self.named(path, one, other);
                if is_kept {
                    self.limits(path, old, new);
                } else {
                    self.retyped(path, &old.ty, &new.ty);
                }
                !is_kept
            }
            (one, other) if one == other => {
                self.limits(path, old, new);
                false
            }
            (one, other) => {
                self.retyped(path, one, other);
                true
            }
        }
    }

    fn retyped(&mut self, path: &str, old: &Type, new: &Type) {
        let rules = self.kind_of_change(old, new);
        let (from, to) = (
            describe::of_type(old, &self.old),
            describe::of_type(new, &self.new),
        );
        self.tell(rules, path).from(from).to(to);
    }

    fn kind_of_change(&self, old: &Type, new: &Type) -> Sided {
        let is_same = |old: &Type, new: &Type| {
            old == new || describe::of_type(old, &self.old) == describe::of_type(new, &self.new)
        };
        match (old, new) {
            (Type::Int32, Type::Int64) => sided::WIDENED,
            (Type::Int64, Type::Int32) => sided::NARROWED,
            (_, Type::List(item)) if is_same(old, &item.ty) => sided::NOW_LIST,
            (Type::List(item), _) if is_same(&item.ty, new) => sided::NO_LIST,
            (_, Type::Named(reference)) if is_enum_of(self.new, reference, old) => sided::NOW_ENUM,
            (Type::Named(reference), _) if is_enum_of(self.old, reference, new) => sided::NO_ENUM,
            (_, Type::Json) => sided::NOW_FREE,
            (Type::Json, _) => sided::NOT_FREE,
            _ => sided::RETYPED,
        }
    }

    fn limits(&mut self, path: &str, old: &TypeUse, new: &TypeUse) {
        for limit in moved(&old.constraints, &new.constraints, &new.ty) {
            let (tightened, loosened) = limit.limit.rules();
            let rules = match limit.how {
                Move::Tightened => tightened,
                Move::Loosened => loosened,
                Move::Changed => sided::PATTERN_CHANGED,
            };
            self.tell(rules, path).from(limit.old).to(limit.new);
        }
        let (old, new) = (&old.constraints.values, &new.constraints.values);
        let text = |values: &[Json], value: &Json| {
            let is_known = values.iter().any(|known| known.is_same(value));
            (!is_known).then(|| describe::of_json(value))
        };
        let gone = old.iter().filter_map(|value| text(new, value));
        let added = new.iter().filter_map(|value| text(old, value));
        match (old.is_empty(), new.is_empty()) {
            (true, false) => {
                self.tell(sided::ENUM_VALUE_REMOVED, path)
                    .from("any other value".to_owned());
            }
            (false, true) => {
                self.tell(sided::ENUM_VALUE_ADDED, path)
                    .to("any other value".to_owned());
            }
            _ => {
                for value in gone.collect::<Vec<_>>() {
                    self.tell(sided::ENUM_VALUE_REMOVED, path).from(value);
                }
                for value in added.collect::<Vec<_>>() {
                    self.tell(sided::ENUM_VALUE_ADDED, path).to(value);
                }
            }
        }
    }

    /// Compares named types. Says whether both are of one kind: if not, nothing was compared.
    pub(super) fn named(&mut self, path: &str, old: &TypeRef, new: &TypeRef) -> bool {
        let (Some(of), Some(to)) = (self.old.get(old), self.new.get(new)) else {
            return true;
        };
        if !is_one_kind(&of.shape, &to.shape) {
            return false;
        }
        let is_new = self
            .met
            .walked
            .insert((self.side, old.clone(), new.clone()));
        if (old.scope, new.scope) == (Scope::Shared, Scope::Shared) {
            if is_new {
                let pair = (self.side, old.clone(), new.clone());
                self.met.shared.push_back(pair);
            }
        } else if is_new {
            self.pair(path, (old, of), (new, to));
        }
        true
    }

    /// Compares a type that actions share.
    pub(super) fn shared_pair(&mut self, old: &TypeRef, new: &TypeRef) {
        let (Some(of), Some(to)) = (self.old.get(old), self.new.get(new)) else {
            return;
        };
        self.pair(&to.name.to_string(), (old, of), (new, to));
    }

    /// Compares two types of one kind; what has nothing to do with the way they travel, once.
    fn pair(
        &mut self,
        path: &str,
        (old, of): (&TypeRef, &TypeDef),
        (new, to): (&TypeRef, &TypeDef),
    ) {
        let is_first = self.met.named.insert((old.clone(), new.clone()));
        if is_first {
            self.names(path, old, new);
            self.ways(path, of, to);
        }
        self.shapes(path, (old, of), (new, to), is_first);
    }

    fn names(&mut self, path: &str, old: &TypeRef, new: &TypeRef) {
        let rule = match (old.scope, new.scope) {
            _ if old.name != new.name => &TYPE_RENAMED,
            (Scope::Local, Scope::Shared) => &TYPE_SHARED,
            (Scope::Shared, Scope::Local) => &TYPE_UNSHARED,
            _ => return,
        };
        if old.scope == Scope::Shared && new.scope == Scope::Local {
            self.met.unshared.insert(old.clone());
        }
        let change = self.tell_rule(rule, path);
        change.from(format!("`{}`", old.name));
        if old.name != new.name {
            change.to(format!("`{}`", new.name));
        }
    }

    /// Which ways values of a type travel.
    fn ways(&mut self, path: &str, old: &TypeDef, new: &TypeDef) {
        let (of, to) = (old.direction, new.direction);
        let lost = [
            (of.is_sent() && !to.is_sent(), &TYPE_NOT_SENT),
            (of.is_received() && !to.is_received(), &TYPE_NOT_RECEIVED),
        ];
        for (is_lost, rule) in lost {
            if is_lost {
                self.tell_rule(rule, path).from(format!("`{}`", old.name));
            }
        }
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
        match (&of.shape, &to.shape) {
            (TypeShape::Struct(one), TypeShape::Struct(other)) => {
                let old = (of.direction, self.old.is_flattened(old));
                let new = (to.direction, self.new.is_flattened(new));
                self.members(path, (one, old), (other, new), is_first);
            }
            (TypeShape::Enum(one), TypeShape::Enum(other)) => {
                self.values(path, one, other, is_first);
            }
            (TypeShape::Union(one), TypeShape::Union(other)) => {
                self.alternatives(path, one, other, is_first);
            }
            _ => {}
        }
    }
}

/// Whether a type is an enum whose values are plain values of the other one.
fn is_enum_of(types: Types<'_>, reference: &TypeRef, plain: &Type) -> bool {
    match types.get(reference).map(|def| &def.shape) {
        Some(TypeShape::Enum(shape)) => match shape.repr {
            Repr::String => *plain == Type::String,
            Repr::Int64 => matches!(plain, Type::Int64 | Type::Int32),
        },
        _ => false,
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
