//! What became of the names of types: they do not travel, but code writes them.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::{
    TYPE_MERGED, TYPE_NAME_NOW_ANOTHER, TYPE_NOT_RECEIVED, TYPE_NOT_SENT, TYPE_RENAMED,
    TYPE_SHARED, TYPE_SPLIT, TYPE_UNSHARED,
};
use codegen_model::{EnumValue, Form, Home, Member, TypeDef, TypeRef, TypeShape};

use super::changes::{Address, Changes};
use super::describe;
use super::met::{Met, Typing};
use super::types::Types;

/// Notes what became of the names of types. A split type is reported once, and so are merged ones.
pub(super) fn note(met: &Met, (old, new): (Types<'_>, Types<'_>), changes: &mut Changes) {
    let mut by_old: BTreeMap<&TypeRef, Vec<&Typing>> = BTreeMap::new();
    let mut by_new: BTreeMap<&TypeRef, Vec<&Typing>> = BTreeMap::new();
    for typing in met.typings.iter().filter(|typing| !typing.is_reported) {
        by_old.entry(&typing.old).or_default().push(typing);
        by_new.entry(&typing.new).or_default().push(typing);
    }
    let known: BTreeSet<&TypeRef> = met.typings.iter().map(|typing| &typing.old).collect();
    let is_one = |typing: &Typing| {
        let is_alone = |typings: Option<&Vec<&Typing>>| typings.is_some_and(|all| all.len() == 1);
        is_alone(by_old.get(&typing.old)) && is_alone(by_new.get(&typing.new))
    };
    for typings in by_old.values().filter(|typings| typings.len() > 1) {
        let names: BTreeSet<String> = typings.iter().map(|typing| quoted(&typing.new)).collect();
        if let Some(first) = typings.first() {
            let change = first.note(&TYPE_SPLIT, changes);
            change.from(quoted(&first.old)).to(joined(names));
            change.more.extend(others(typings, first));
        }
    }
    for typings in by_new.values().filter(|typings| typings.len() > 1) {
        let olds: BTreeSet<String> = typings.iter().map(|typing| quoted(&typing.old)).collect();
        let is_split = typings
            .iter()
            .any(|typing| by_old.get(&typing.old).is_some_and(|all| all.len() > 1));
        if let (Some(first), false) = (typings.first(), is_split) {
            let change = first.note(&TYPE_MERGED, changes);
            change.from(joined(olds)).to(quoted(&first.new));
            change.more.extend(others(typings, first));
        }
    }
    for typing in met
        .typings
        .iter()
        .filter(|typing| !typing.is_reported && is_one(typing))
    {
        renamed(typing, &new, changes);
        let (is_not_sent, is_not_received) = typing.stops;
        let rules = [
            (is_not_sent, &TYPE_NOT_SENT),
            (is_not_received, &TYPE_NOT_RECEIVED),
        ];
        for (applies, rule) in rules {
            if applies {
                typing.note(rule, changes).from(quoted(&typing.old));
            }
        }
    }
    for def in old.own() {
        let reference = TypeRef {
            home: Home::Local,
            name: def.name.clone(),
        };
        let is_known = known.contains(&reference) || met.replaced.contains(&reference);
        if let (false, Some(other)) = (is_known, new.get(&reference))
            && !holds((def, &old), (other, &new), old.is_text() && new.is_text())
        {
            let spot = Address::new(def.wire.clone(), old.rust(&reference));
            changes
                .note_at(&TYPE_NAME_NOW_ANOTHER, spot)
                .from(quoted(&reference));
        }
    }
}

fn renamed(typing: &Typing, new: &Types<'_>, changes: &mut Changes) {
    let (old, now) = (&typing.old, &typing.new);
    let rule = match (old.home, now.home) {
        _ if old.name != now.name && new.get(old).is_some() => &TYPE_NAME_NOW_ANOTHER,
        _ if old.name != now.name => &TYPE_RENAMED,
        (Home::Local, Home::Shared) => &TYPE_SHARED,
        (Home::Shared, Home::Local) => &TYPE_UNSHARED,
        _ => return,
    };
    let change = typing.note(rule, changes);
    change.from(quoted(old));
    if old.name != now.name {
        change.to(quoted(now));
    }
}

fn others<'t>(typings: &'t [&Typing], first: &'t Typing) -> impl Iterator<Item = String> + 't {
    let paths = typings.iter().map(|typing| &typing.path);
    paths.filter(|path| **path != first.path).cloned()
}

fn quoted(reference: &TypeRef) -> String {
    format!("`{}`", reference.name)
}

fn joined(names: BTreeSet<String>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// Whether code that uses the old type finds everything in the new one as it was.
fn holds(
    (old, of): (&TypeDef, &Types<'_>),
    (new, to): (&TypeDef, &Types<'_>),
    is_flat: bool,
) -> bool {
    match (&old.shape, &new.shape) {
        (TypeShape::Struct(one), TypeShape::Struct(other)) => {
            let form = |def: &TypeDef, member: &Member| Form::of(def.direction, is_flat, member);
            let is_kept = one.members.iter().all(|was| {
                let is = other.members.iter().find(|is| is.rust == was.rust);
                is.is_some_and(|is| {
                    form(old, was) == form(new, is)
                        && describe::of_type(&was.value.ty, of)
                            == describe::of_type(&is.value.ty, to)
                })
            });
            let mut added = other
                .members
                .iter()
                .filter(|is| !one.members.iter().any(|was| was.rust == is.rust));
            is_kept && !added.any(|is| form(new, is).is_required())
        }
        (TypeShape::Enum(one), TypeShape::Enum(other)) => {
            let has = |value: &EnumValue| other.values.iter().any(|known| known.rust == value.rust);
            one.repr == other.repr && one.values.iter().all(has)
        }
        (TypeShape::Union(one), TypeShape::Union(other)) => one.variants.iter().all(|was| {
            let is = other.variants.iter().find(|is| is.rust == was.rust);
            is.is_some_and(|is| {
                describe::of_type(&was.value.ty, of) == describe::of_type(&is.value.ty, to)
            })
        }),
        _ => false,
    }
}
