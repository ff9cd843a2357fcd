//! The types that an action or a version can refer to, in one state of the API.

use codegen_model::{Action, Encoding, Scope, TypeDef, TypeRef, Version};

/// Where references lead to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'a> {
    own: &'a [TypeDef],
    shared: &'a [TypeDef],
    /// Whether members of the own types are flattened when they are sent.
    flattened: bool,
}

impl<'a> Types<'a> {
    pub(super) fn of_action(version: &'a Version, action: &'a Action) -> Self {
        Self {
            own: &action.types,
            shared: &version.shared_types,
            flattened: action.encoding != Encoding::Json,
        }
    }

    pub(super) fn of_version(version: &'a Version) -> Self {
        Self {
            own: &[],
            shared: &version.shared_types,
            flattened: false,
        }
    }

    pub(super) fn get(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        let types = match reference.scope {
            Scope::Local => self.own,
            Scope::Shared => self.shared,
        };
        types.iter().find(|def| def.name == reference.name)
    }

    pub(super) fn is_flattened(&self, reference: &TypeRef) -> bool {
        self.flattened && reference.scope == Scope::Local
    }
}
