//! What a file that is being written knows of its surroundings.
//!
//! Knows the types that the file defines and those it may refer to.
//! Gives look-ups.
//! Must never know how an item is written.

use std::collections::{BTreeSet, HashSet};

use codegen_model::{Direction, Form, Home, Member, Type, TypeDef, TypeRef, TypeShape};

use super::Options;
use super::docs::{Lines, Links};
use super::template::comment;
use super::types::Types;

/// Surroundings of one file.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// How the output is embedded.
    pub(super) options: &'a Options,
    /// Whether its requests are flattened into a query or a form.
    pub(super) flattened: bool,
    home: Home,
    own: Types<'a>,
    shared: &'a Types<'a>,
    links: Links,
}

impl<'a> Context<'a> {
    /// For the file of an action.
    pub(super) fn of_action(
        options: &'a Options,
        types: &'a [TypeDef],
        shared: &'a Types<'a>,
        links: Links,
        flattened: bool,
    ) -> Self {
        let own = Types::new(types);
        Self::new(options, Home::Local, own, shared, links, flattened)
    }

    /// For the file of a version's shared types.
    pub(super) fn of_shared(options: &'a Options, shared: &'a Types<'a>, links: Links) -> Self {
        Self::new(
            options,
            Home::Shared,
            Types::default(),
            shared,
            links,
            false,
        )
    }

    fn new(
        options: &'a Options,
        home: Home,
        own: Types<'a>,
        shared: &'a Types<'a>,
        links: Links,
        flattened: bool,
    ) -> Self {
        Self {
            options,
            flattened,
            home,
            own,
            shared,
            links,
        }
    }

    /// Documentation in which names of actions are links.
    pub(super) fn linked(&self, mut lines: Lines) -> Lines {
        self.links.set(&mut lines);
        lines
    }

    /// The same as a comment.
    pub(super) fn comment(&self, lines: Lines) -> String {
        comment(&self.linked(lines))
    }

    /// Whether this is the file of a version's shared types.
    pub(super) fn is_shared(&self) -> bool {
        self.home == Home::Shared
    }

    /// Whether a reference leads out of this file, into the shared types.
    pub(super) fn is_foreign(&self, reference: &TypeRef) -> bool {
        reference.home == Home::Shared && self.home == Home::Local
    }

    /// Whether a shared type has to be written with its module, because this file has a type of that name.
    pub(super) fn is_qualified(&self, reference: &TypeRef) -> bool {
        self.is_foreign(reference) && defines(&self.own, reference.name.as_str())
    }

    /// The definition behind a reference.
    pub(super) fn definition(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        self.types(reference).get(reference)
    }

    /// Names of the shared types that the file leads to, however deep, and that none of its own types is called.
    pub(super) fn reachable(&self, from: impl IntoIterator<Item = &'a Type>) -> BTreeSet<&'a str> {
        let mut pending: Vec<&Type> = from.into_iter().collect();
        let mut met = HashSet::new();
        while let Some(ty) = pending.pop() {
            match ty {
                Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                    pending.push(&inner.ty);
                }
                Type::Named(reference) if met.insert(reference) => {
                    pending.extend(self.definition(reference).into_iter().flat_map(parts));
                }
                _ => {}
            }
        }
        met.into_iter()
            .filter(|reference| self.is_foreign(reference) && !self.is_qualified(reference))
            .map(|reference| reference.name.as_str())
            .collect()
    }

    /// How a member of a type that travels in the given direction is held.
    pub(super) fn form(&self, direction: Direction, member: &Member) -> Form {
        Form::of(direction, self.flattened, member)
    }

    /// Whether a type of that name, or its builder, can be seen in this file.
    pub(super) fn sees_type(&self, name: &str) -> bool {
        defines(&self.own, name) || defines(self.shared, name)
    }

    fn types(&self, reference: &TypeRef) -> &Types<'a> {
        match (self.home, reference.home) {
            (Home::Local, Home::Local) => &self.own,
            _ => self.shared,
        }
    }
}

/// Whether a file that defines some types has one of that name, be it their own or derived.
fn defines(types: &Types<'_>, name: &str) -> bool {
    types.has(name)
        || name
            .strip_suffix("Builder")
            .is_some_and(|name| types.has(name))
}

/// The types that a type is made of.
pub(super) fn parts(def: &TypeDef) -> Vec<&Type> {
    match &def.shape {
        TypeShape::Struct(structure) => structure
            .members
            .iter()
            .map(|member| &member.value)
            .chain(structure.additional.as_ref().map(|(_, value)| value))
            .map(|value| &value.ty)
            .collect(),
        TypeShape::Enum(_) => Vec::new(),
        TypeShape::Union(union) => union
            .variants
            .iter()
            .map(|variant| &variant.value.ty)
            .collect(),
    }
}
