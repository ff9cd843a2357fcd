//! Which types demand anything of their values.
//!
//! Knows the constraints of every type, however deep.
//! Gives, per set of types, the names of those that have something to check before they are sent.
//! Must never know how a check is written.

use std::collections::{HashMap, HashSet};

use codegen_model::{Home, Type, TypeDef, TypeRef, TypeShape, TypeUse};

use super::checks;

/// The types of one module, by name, and which of them demand something.
#[derive(Debug, Default)]
pub(super) struct Types<'a> {
    by_name: HashMap<&'a str, &'a TypeDef>,
    demanding: HashSet<&'a str>,
}

impl<'a> Types<'a> {
    /// Looks through the types of a module. `shared` are those that it may refer to beside its own.
    pub(super) fn new(definitions: &'a [TypeDef], own: Home, shared: Option<&Types<'a>>) -> Self {
        let mut types = Self {
            by_name: definitions
                .iter()
                .map(|def| (def.name.as_str(), def))
                .collect(),
            demanding: HashSet::new(),
        };
        // A type demands something if a type that it holds does, and types may hold each other: repeat until nothing is
        // learned any more. Each round but the last adds a type, so this ends.
        loop {
            let before = types.demanding.len();
            for def in definitions.iter().filter(|def| def.direction.is_sent()) {
                let demands = |value: &TypeUse| {
                    demands(value, &|reference| match shared {
                        Some(shared) if reference.home != own => shared.is_demanding(reference),
                        _ => types.is_demanding(reference),
                    })
                };
                let is_demanding = match &def.shape {
                    TypeShape::Struct(structure) => {
                        structure
                            .members
                            .iter()
                            .any(|member| demands(&member.value))
                            || structure
                                .additional
                                .as_ref()
                                .is_some_and(|(_, value)| demands(value))
                    }
                    TypeShape::Enum(_) => false,
                    TypeShape::Union(union) => {
                        union.variants.iter().any(|variant| demands(&variant.value))
                    }
                };
                if is_demanding {
                    types.demanding.insert(def.name.as_str());
                }
            }
            if types.demanding.len() == before {
                return types;
            }
        }
    }

    /// The definition behind a reference into this module.
    pub(super) fn get(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        self.by_name.get(reference.name.as_str()).copied()
    }

    /// Whether a type of this module has something to check.
    pub(super) fn is_demanding(&self, reference: &TypeRef) -> bool {
        self.demanding.contains(reference.name.as_str())
    }

    /// Whether a name is taken by a type of this module.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }
}

/// Whether something is demanded of a value, here or deeper.
pub(super) fn demands(value: &TypeUse, named: &impl Fn(&TypeRef) -> bool) -> bool {
    if !checks::of(value).is_empty() {
        return true;
    }
    match &value.ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => demands(inner, named),
        Type::Named(reference) => named(reference),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{at_least, list, local, member, structure};

    #[test]
    fn a_demand_is_found_through_lists_and_circles() {
        let definitions = [
            structure("Outer", vec![member("Inner", list(local("Inner")))]),
            structure(
                "Inner",
                vec![
                    member("Outer", local("Outer")),
                    member("Leaf", local("Leaf")),
                ],
            ),
            structure("Leaf", vec![member("Count", at_least(1))]),
            structure("Free", vec![member("Free", local("Free"))]),
        ];
        let types = Types::new(&definitions, Home::Local, None);
        let is_demanding = |name: &str| match local(name).ty {
            Type::Named(reference) => types.is_demanding(&reference),
            _ => false,
        };
        assert!(is_demanding("Outer") && is_demanding("Inner") && is_demanding("Leaf"));
        assert!(!is_demanding("Free"));
    }
}
