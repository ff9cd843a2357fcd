//! What is inside a type: members of a structure, values of an enum, alternatives of a union.

use crate::rules::{
    ALTERNATIVE_RENAMED, ALTERNATIVES_REORDERED, FIELD_HELD_OTHERWISE, FIELD_RENAMED,
    FREE_MEMBERS_RENAMED, REPLY_ALIAS_ADDED, REPLY_ALIAS_REMOVED, VARIANT_RENAMED, sided,
};
use codegen_model::{Direction, EnumDef, Form, Json, Member, StructDef, UnionDef};

use super::matching::{Matched, matched};
use super::renames::renamed;
use super::value::{Side, Walk};
use super::{describe, json, prose};

/// Which way a type travels, and whether it is flattened.
type Way = (Direction, bool);

impl Walk<'_, '_> {
    pub(super) fn members(
        &mut self,
        path: &str,
        (old, old_way): (&StructDef, Way),
        (new, new_way): (&StructDef, Way),
        is_first: bool,
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
            let change = self.tell(sided::MEMBER_RENAMED, &format!("{path}.{}", pair.new.wire));
            change.from(format!("`{}`", pair.old.wire));
            change.to(format!("`{}`", pair.new.wire));
            change.because(pair.evidence);
        }
        self.gone_and_new(path, &members, new_way);
        for pair in moved {
            // The new name is told, and the field is called after it.
            self.member(path, (pair.old, old_way), (pair.new, new_way), false);
        }
        for (old, new) in members.both {
            self.member(path, (old, old_way), (new, new_way), is_first);
        }
        self.free_members(path, old, new, is_first);
    }

    fn gone_and_new(&mut self, path: &str, members: &Matched<'_, Member>, way: Way) {
        for member in &members.removed {
            let rules = if member.required {
                sided::REQUIRED_MEMBER_REMOVED
            } else {
                sided::MEMBER_REMOVED
            };
            let ty = describe::of_type(&member.value.ty, &self.old);
            self.tell(rules, &format!("{path}.{}", member.wire))
                .from(ty);
        }
        for member in &members.added {
            let rules = if Form::of(way.0, way.1, member).is_required() {
                sided::REQUIRED_MEMBER_ADDED
            } else {
                sided::MEMBER_ADDED
            };
            let ty = describe::of_type(&member.value.ty, &self.new);
            self.tell(rules, &format!("{path}.{}", member.wire)).to(ty);
        }
    }

    fn member(
        &mut self,
        path: &str,
        (old, old_way): (&Member, Way),
        (new, new_way): (&Member, Way),
        is_first: bool,
    ) {
        let path = format!("{path}.{}", new.wire);
        let is_retyped = self.value(&path, &old.value, &new.value);
        if is_first && old.rust != new.rust {
            let change = self.tell_rule(&FIELD_RENAMED, &path);
            change.from(format!("`{}`", old.rust));
            change.to(format!("`{}`", new.rust));
        }
        let held = (
            is_wrapped(Form::of(old_way.0, old_way.1, old)),
            is_wrapped(Form::of(new_way.0, new_way.1, new)),
        );
        let is_held_otherwise = is_retyped || held.0 != held.1;
        match (old.required, new.required) {
            (false, true) if is_held_otherwise => {
                self.tell(sided::MEMBER_REQUIRED, &path);
            }
            (false, true) => {
                self.tell(sided::LIST_REQUIRED, &path);
            }
            (true, false) if is_held_otherwise => {
                self.tell(sided::MEMBER_OPTIONAL, &path);
            }
            (true, false) => {
                self.tell(sided::LIST_OPTIONAL, &path);
            }
            _ if is_first && held.0 != held.1 && !is_retyped => {
                self.tell_rule(&FIELD_HELD_OTHERWISE, &path);
            }
            _ => {}
        }
        self.default_value(&path, old.default.as_ref(), new.default.as_ref());
        match (old.docs.deprecated, new.docs.deprecated) {
            (false, true) => {
                self.tell(sided::DEPRECATED, &path);
            }
            (true, false) => {
                self.tell(sided::UNDEPRECATED, &path);
            }
            _ => {}
        }
        if self.side == Side::Reply {
            self.aliases(&path, &old.aliases, &new.aliases);
        }
        if is_first && prose::differs(&old.docs, &new.docs) {
            self.met.prose.push(path);
        }
    }

    fn default_value(&mut self, path: &str, old: Option<&Json>, new: Option<&Json>) {
        let rules = match (old, new) {
            (None, Some(_)) => sided::DEFAULT_ADDED,
            (Some(_), None) => sided::DEFAULT_REMOVED,
            (Some(old), Some(new)) if !json::is_same(old, new) => sided::DEFAULT_CHANGED,
            _ => return,
        };
        let change = self.tell(rules, path);
        (change.old, change.new) = (old.map(describe::of_json), new.map(describe::of_json));
    }

    fn aliases(&mut self, path: &str, old: &[String], new: &[String]) {
        let aliases = matched(old, new, String::as_str);
        for alias in aliases.removed {
            let change = self.tell_rule(&REPLY_ALIAS_REMOVED, path);
            change.from(format!("`{alias}`"));
        }
        for alias in aliases.added {
            let change = self.tell_rule(&REPLY_ALIAS_ADDED, path);
            change.to(format!("`{alias}`"));
        }
    }

    fn free_members(&mut self, path: &str, old: &StructDef, new: &StructDef, is_first: bool) {
        let path = format!("{path}.*");
        match (&old.additional, &new.additional) {
            (None, None) => {}
            (None, Some((_, value))) => {
                let ty = describe::of_type(&value.ty, &self.new);
                self.tell(sided::FREE_MEMBERS_ADDED, &path).to(ty);
            }
            (Some((_, value)), None) => {
                let ty = describe::of_type(&value.ty, &self.old);
                self.tell(sided::FREE_MEMBERS_REMOVED, &path).from(ty);
            }
            (Some((of, old)), Some((to, new))) => {
                self.value(&path, old, new);
                if is_first && of != to {
                    let change = self.tell_rule(&FREE_MEMBERS_RENAMED, &path);
                    change.from(format!("`{of}`"));
                    change.to(format!("`{to}`"));
                }
            }
        }
    }

    pub(super) fn values(&mut self, path: &str, old: &EnumDef, new: &EnumDef, is_first: bool) {
        let values = matched(&old.values, &new.values, |value| {
            describe::of_json(&value.wire)
        });
        for value in values.removed {
            let value = describe::of_json(&value.wire);
            self.tell(sided::ENUM_VALUE_REMOVED, path).from(value);
        }
        for value in values.added {
            let value = describe::of_json(&value.wire);
            self.tell(sided::ENUM_VALUE_ADDED, path).to(value);
        }
        for (old, new) in values.both {
            if !is_first {
                continue;
            }
            if old.rust != new.rust {
                let change = self.tell_rule(&VARIANT_RENAMED, path);
                change.from(format!("`{}`", old.rust));
                change.to(format!("`{}`", new.rust));
            }
            if old.docs != new.docs {
                let value = describe::of_json(&new.wire);
                self.met.prose.push(format!("{path} = {value}"));
            }
        }
    }

    pub(super) fn alternatives(
        &mut self,
        path: &str,
        old: &UnionDef,
        new: &UnionDef,
        is_first: bool,
    ) {
        let named = |union: &UnionDef, types| -> Vec<(String, usize)> {
            let variants = union.variants.iter().enumerate();
            variants
                .map(|(index, variant)| (describe::of_type(&variant.value.ty, types), index))
                .collect()
        };
        let (old_named, new_named) = (named(old, &self.old), named(new, &self.new));
        let alternatives = matched(&old_named, &new_named, |(name, _)| name.as_str());
        for (name, _) in alternatives.removed {
            self.tell(sided::ALTERNATIVE_REMOVED, path).from(name);
        }
        for (name, _) in alternatives.added {
            self.tell(sided::ALTERNATIVE_ADDED, path).to(name);
        }
        let order = alternatives.both.iter().map(|((_, of), _)| *of);
        if is_first && !order.is_sorted() {
            self.tell_rule(&ALTERNATIVES_REORDERED, path);
        }
        for ((name, of), (_, to)) in alternatives.both {
            let (Some(old), Some(new)) = (old.variants.get(*of), new.variants.get(*to)) else {
                continue;
            };
            let path = format!("{path}({name})");
            self.value(&path, &old.value, &new.value);
            if is_first && old.rust != new.rust {
                let change = self.tell_rule(&ALTERNATIVE_RENAMED, &path);
                change.from(format!("`{}`", old.rust));
                change.to(format!("`{}`", new.rust));
            }
            if is_first && old.docs != new.docs {
                self.met.prose.push(path);
            }
        }
    }
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
