//! What is inside a type: members of a structure, values of an enum, alternatives of a union.

use std::collections::HashMap;

use crate::rules::{
    ALTERNATIVE_RENAMED, ALTERNATIVES_REORDERED, FIELD_HELD_OTHERWISE, FIELD_RENAMED,
    FREE_MEMBERS_RENAMED, MEMBER_NOT_SECRET, MEMBER_NOW_SECRET, NAME_NOW_ANOTHER,
    REPLY_ALIAS_ADDED, REPLY_ALIAS_REMOVED, REQUEST_NULL_LEFT_OUT, REQUEST_NULL_SENT,
    REQUEST_STYLE_CHANGED, VARIANT_RENAMED, sided,
};
use codegen_model::{Direction, EnumDef, Form, Json, Member, StructDef, UnionDef};

use super::changes::Address;
use super::matching::{Matched, matched};
use super::pairs::Side;
use super::renames::{Renamed, renamed, respelled};
use super::value::{Owner, Walk};
use super::{describe, json, prose};

/// Which way a type travels, and whether it is flattened.
type Way = (Direction, bool);

impl Walk<'_, '_> {
    pub(super) fn members(
        &mut self,
        owner: &Owner,
        (old, old_way): (&StructDef, Way),
        (new, new_way): (&StructDef, Way),
    ) {
        let mut members = matched(&old.members, &new.members, |member| member.wire.as_str());
        let moved = renamed(
            &mut members,
            |member| &member.wire,
            |member| {
                let docs = &member.docs;
                docs.summary.as_deref().or(docs.description.as_deref())
            },
            |old, new| describe::is_same(&old.value, &new.value, &self.old, &self.new),
        );
        for pair in &moved {
            let rules = if pair.old.rust == pair.new.rust {
                sided::MEMBER_RESPELLED
            } else {
                sided::MEMBER_RENAMED
            };
            let change = self.note(rules, &owner.old_part(&pair.new.wire, &pair.old.rust));
            change.from(format!("`{}`", pair.old.wire));
            change.to(format!("`{}`", pair.new.wire));
            change.because(pair.evidence);
        }
        self.gone_and_new(owner, &members, new_way);
        let passed = passed(old, new, &moved);
        if owner.is_first {
            for (was, is) in &passed {
                let spot = owner.old_part(&is.wire, &was.rust);
                let change = self.note_rule(&NAME_NOW_ANOTHER, &spot);
                change.from(format!("`{}`", was.wire));
                change.to(format!("`{}`", is.wire));
            }
        }
        for pair in moved {
            self.member(owner, (pair.old, old_way), (pair.new, new_way));
        }
        for (old, new) in members.both {
            self.member(owner, (old, old_way), (new, new_way));
            let is_passed = passed.iter().any(|(was, _)| was.wire == old.wire);
            if owner.is_first && old.rust != new.rust && !is_passed {
                let spot = owner.old_part(&new.wire, &old.rust);
                let change = self.note_rule(&FIELD_RENAMED, &spot);
                change.from(format!("`{}`", old.rust));
                change.to(format!("`{}`", new.rust));
            }
        }
        self.free_members(owner, old, new);
    }

    fn gone_and_new(&mut self, owner: &Owner, members: &Matched<'_, Member>, way: Way) {
        for member in &members.removed {
            let rules = if member.required {
                sided::REQUIRED_MEMBER_REMOVED
            } else {
                sided::MEMBER_REMOVED
            };
            let ty = describe::of_type(&member.value.ty, &self.old);
            self.note(rules, &owner.old_part(&member.wire, &member.rust))
                .from(ty);
        }
        for member in &members.added {
            let rules = if Form::of(way.0, way.1, member).is_required() {
                sided::REQUIRED_MEMBER_ADDED
            } else {
                sided::MEMBER_ADDED
            };
            let ty = describe::of_type(&member.value.ty, &self.new);
            self.note(rules, &owner.new_part(&member.wire, &member.rust))
                .to(ty);
        }
    }

    fn member(
        &mut self,
        owner: &Owner,
        (old, old_way): (&Member, Way),
        (new, new_way): (&Member, Way),
    ) {
        let spot = owner.old_part(&new.wire, &old.rust);
        let styles = (old.style, new.style);
        let is_retyped = self.styled(&spot, &old.value, &new.value, styles);
        let held = (
            is_wrapped(Form::of(old_way.0, old_way.1, old)),
            is_wrapped(Form::of(new_way.0, new_way.1, new)),
        );
        let is_held_otherwise = is_retyped || held.0 != held.1;
        match (old.required, new.required) {
            (false, true) if is_held_otherwise => {
                self.note(sided::MEMBER_REQUIRED, &spot);
            }
            (false, true) => {
                self.note(sided::LIST_REQUIRED, &spot);
            }
            (true, false) if is_held_otherwise => {
                self.note(sided::MEMBER_OPTIONAL, &spot);
            }
            (true, false) => {
                self.note(sided::LIST_OPTIONAL, &spot);
            }
            _ if owner.is_first && held.0 != held.1 && !is_retyped => {
                self.note_rule(&FIELD_HELD_OTHERWISE, &spot);
            }
            _ => {}
        }
        if self.side == Side::Request && old.style != new.style && !is_retyped {
            let change = self.note_rule(&REQUEST_STYLE_CHANGED, &spot);
            change.from(describe::of_style(old.style));
            change.to(describe::of_style(new.style));
        }
        let may_be_null_alone = old.required == new.required && old.or_null != new.or_null;
        if self.side == Side::Request && may_be_null_alone {
            let rule = match new.or_null {
                true => &REQUEST_NULL_SENT,
                false => &REQUEST_NULL_LEFT_OUT,
            };
            self.note_rule(rule, &spot);
        }
        if owner.is_first && old.secret != new.secret && !is_retyped {
            let rule = match new.secret {
                true => &MEMBER_NOW_SECRET,
                false => &MEMBER_NOT_SECRET,
            };
            self.note_rule(rule, &spot);
        }
        self.default_value(&spot, old.default.as_ref(), new.default.as_ref());
        match (old.docs.deprecated, new.docs.deprecated) {
            (false, true) => {
                self.note(sided::DEPRECATED, &spot);
            }
            (true, false) => {
                self.note(sided::UNDEPRECATED, &spot);
            }
            _ => {}
        }
        if self.side == Side::Reply {
            self.aliases(&spot, &old.aliases, &new.aliases);
        }
        if owner.is_first && prose::differs(&old.docs, &new.docs) {
            self.met.prose.push(spot.path);
        }
    }

    fn default_value(&mut self, spot: &Address, old: Option<&Json>, new: Option<&Json>) {
        let rules = match (old, new) {
            (None, Some(_)) => sided::DEFAULT_ADDED,
            (Some(_), None) => sided::DEFAULT_REMOVED,
            (Some(old), Some(new)) if !json::is_same(old, new) => sided::DEFAULT_CHANGED,
            _ => return,
        };
        let change = self.note(rules, spot);
        (change.old, change.new) = (old.map(describe::of_json), new.map(describe::of_json));
    }

    fn aliases(&mut self, spot: &Address, old: &[String], new: &[String]) {
        let aliases = matched(old, new, String::as_str);
        for alias in aliases.removed {
            let change = self.note_rule(&REPLY_ALIAS_REMOVED, spot);
            change.from(format!("`{alias}`"));
        }
        for alias in aliases.added {
            let change = self.note_rule(&REPLY_ALIAS_ADDED, spot);
            change.to(format!("`{alias}`"));
        }
    }

    fn free_members(&mut self, owner: &Owner, old: &StructDef, new: &StructDef) {
        match (&old.additional, &new.additional) {
            (None, None) => {}
            (None, Some((name, value))) => {
                let ty = describe::of_type(&value.ty, &self.new);
                self.note(sided::FREE_MEMBERS_ADDED, &owner.new_part("*", name))
                    .to(ty);
            }
            (Some((name, value)), None) => {
                let ty = describe::of_type(&value.ty, &self.old);
                self.note(sided::FREE_MEMBERS_REMOVED, &owner.old_part("*", name))
                    .from(ty);
            }
            (Some((of, old)), Some((to, new))) => {
                let spot = owner.old_part("*", of);
                self.value(&spot, old, new);
                if owner.is_first && of != to {
                    let change = self.note_rule(&FREE_MEMBERS_RENAMED, &spot);
                    change.from(format!("`{of}`"));
                    change.to(format!("`{to}`"));
                }
            }
        }
    }

    pub(super) fn values(&mut self, owner: &Owner, old: &EnumDef, new: &EnumDef) {
        let mut values = matched(&old.values, &new.values, |value| {
            describe::of_json(&value.wire)
        });
        let respelled = respelled(
            &mut values,
            |value| &value.rust,
            |value| match &value.wire {
                Json::String(text) => text,
                _ => "",
            },
        );
        for (was, is) in &respelled {
            let change = self.note(
                sided::ENUM_VALUE_RESPELLED,
                &owner.variant(&was.rust, false),
            );
            change.from(describe::of_json(&was.wire));
            change.to(describe::of_json(&is.wire));
        }
        for value in values.removed {
            let spot = owner.variant(&value.rust, false);
            let value = describe::of_json(&value.wire);
            self.note(sided::ENUM_VALUE_REMOVED, &spot).from(value);
        }
        for value in values.added {
            let spot = owner.variant(&value.rust, true);
            let value = describe::of_json(&value.wire);
            self.note(sided::ENUM_VALUE_ADDED, &spot).to(value);
        }
        if !owner.is_first {
            return;
        }
        let named: HashMap<_, _> = new
            .values
            .iter()
            .map(|value| (&value.rust, value))
            .collect();
        let passed = |was: &codegen_model::EnumValue| {
            let owner = named.get(&was.rust).copied();
            let is_known = respelled.iter().any(|(known, _)| known.wire == was.wire);
            owner.filter(|is| is.wire != was.wire && !is_known)
        };
        for was in &old.values {
            if let Some(is) = passed(was) {
                let change = self.note_rule(&NAME_NOW_ANOTHER, &owner.variant(&was.rust, false));
                change.from(describe::of_json(&was.wire));
                change.to(describe::of_json(&is.wire));
            }
        }
        for (old, new) in values.both {
            if old.rust != new.rust && passed(old).is_none() {
                let spot = owner.variant(&old.rust, false);
                let change = self.note_rule(&VARIANT_RENAMED, &spot);
                change.from(format!("`{}`", old.rust));
                change.to(format!("`{}`", new.rust));
            }
            if old.docs != new.docs {
                let value = describe::of_json(&new.wire);
                self.met.prose.push(format!("{} = {value}", owner.path));
            }
        }
    }

    pub(super) fn alternatives(&mut self, owner: &Owner, old: &UnionDef, new: &UnionDef) {
        let named = |union: &UnionDef, types| -> Vec<(String, usize)> {
            let variants = union.variants.iter().enumerate();
            variants
                .map(|(index, variant)| (describe::of_type(&variant.value.ty, types), index))
                .collect()
        };
        let (old_named, new_named) = (named(old, &self.old), named(new, &self.new));
        let mut alternatives = matched(&old_named, &new_named, |(name, _)| name.as_str());
        // A schema that only has another name is the same alternative.
        let moved = renamed(
            &mut alternatives,
            |(name, _)| name,
            |_| Some("the same"),
            |(_, of), (_, to)| match (old.variants.get(*of), new.variants.get(*to)) {
                (Some(one), Some(other)) => {
                    describe::is_same(&one.value, &other.value, &self.old, &self.new)
                }
                _ => false,
            },
        );
        alternatives
            .both
            .extend(moved.iter().map(|pair| (pair.old, pair.new)));
        alternatives.both.sort_by_key(|(_, (_, to))| *to);
        for (name, index) in &alternatives.removed {
            if let Some(variant) = old.variants.get(*index) {
                let spot = owner.variant(&variant.rust, false);
                self.note(sided::ALTERNATIVE_REMOVED, &spot).from(name);
            }
        }
        for (name, index) in &alternatives.added {
            if let Some(variant) = new.variants.get(*index) {
                let spot = owner.variant(&variant.rust, true);
                self.note(sided::ALTERNATIVE_ADDED, &spot).to(name);
            }
        }
        let order = alternatives.both.iter().map(|((_, of), _)| *of);
        let is_distinguished_otherwise = old.tag != new.tag
            || alternatives.both.iter().any(|((_, of), (_, to))| {
                let tags = |union: &UnionDef, index: usize| {
                    union
                        .variants
                        .get(index)
                        .map(|variant| variant.tags.clone())
                };
                tags(old, *of) != tags(new, *to)
            });
        if owner.is_first && (!order.is_sorted() || is_distinguished_otherwise) {
            let spot = Address::new(owner.path.clone(), owner.old.clone());
            self.note_rule(&ALTERNATIVES_REORDERED, &spot);
        }
        let pairs: Vec<(usize, usize)> = alternatives
            .both
            .iter()
            .map(|((_, of), (_, to))| (*of, *to))
            .collect();
        for (of, to) in &pairs {
            let (Some(one), Some(other)) = (old.variants.get(*of), new.variants.get(*to)) else {
                continue;
            };
            let name = describe::of_type(&other.value.ty, &self.new);
            let mut spot = owner.variant(&one.rust, false);
            spot.path = format!("{}({name})", spot.path);
            self.value(&spot, &one.value, &other.value);
            let is = new
                .variants
                .iter()
                .position(|variant| variant.rust == one.rust)
                .filter(|is| !pairs.contains(&(*of, *is)));
            if owner.is_first && one.rust != other.rust {
                let rule = match is {
                    Some(_) => &NAME_NOW_ANOTHER,
                    None => &ALTERNATIVE_RENAMED,
                };
                let change = self.note_rule(rule, &spot);
                change.from(format!("`{}`", one.rust));
                change.to(format!("`{}`", other.rust));
            }
            if owner.is_first && one.docs != other.docs {
                self.met.prose.push(spot.path);
            }
        }
    }
}

/// Members whose name in Rust stands for another one now, which is there without being the same under a new name.
fn passed<'a>(
    old: &'a StructDef,
    new: &'a StructDef,
    moved: &[Renamed<'_, Member>],
) -> Vec<(&'a Member, &'a Member)> {
    let named: HashMap<_, _> = new
        .members
        .iter()
        .map(|member| (&member.rust, member))
        .collect();
    let owners = old
        .members
        .iter()
        .filter_map(|was| Some((was, *named.get(&was.rust)?)));
    owners
        .filter(|(was, is)| {
            let is_moved =
                |pair: &Renamed<'_, Member>| pair.old.wire == was.wire && pair.new.wire == is.wire;
            was.wire != is.wire && !moved.iter().any(is_moved)
        })
        .collect()
}

/// What stands around the type of a field: an `Option`, a `Box`.
fn is_wrapped(form: Form) -> (bool, bool) {
    match form {
        Form::Required | Form::Container => (false, false),
        Form::RequiredBox => (false, true),
        Form::Optional => (true, false),
        Form::OptionalBox => (true, true),
    }
}
