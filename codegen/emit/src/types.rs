//! The types of a module, by name.
//!
//! Knows their definitions.
//! Gives the one behind a reference.
//! Must never know how a type is written.

use std::collections::HashMap;

use codegen_model::{TypeDef, TypeRef};

/// The types of one module, by name.
#[derive(Debug, Default)]
pub(super) struct Types<'a>(HashMap<&'a str, &'a TypeDef>);

impl<'a> Types<'a> {
    /// The types of a module.
    pub(super) fn new(definitions: &'a [TypeDef]) -> Self {
        let named = definitions.iter().map(|def| (def.name.as_str(), def));
        Self(named.collect())
    }

    /// The definition behind a reference into this module.
    pub(super) fn get(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        self.0.get(reference.name.as_str()).copied()
    }

    /// Whether a name is taken by a type of this module.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}
