//! The types that an action or a version can refer to, in one state of the API.

use codegen_model::{Action, Encoding, Home, Repr, Type, TypeDef, TypeRef, TypeShape, Version};

/// Rust paths of the modules in which types are defined.
#[derive(Debug)]
pub(super) struct Modules {
    own: String,
    shared: String,
}

impl Modules {
    /// For an action of a version whose module has this path.
    pub(super) fn of_action(version: &str, action: &Action) -> Self {
        Self {
            own: format!("{version}::{}", action.module),
            shared: format!("{version}::types"),
        }
    }

    /// For what the actions of a version share.
    pub(super) fn of_version(version: &str) -> Self {
        Self {
            own: version.to_owned(),
            shared: format!("{version}::types"),
        }
    }
}

/// Where references lead to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'a> {
    own: &'a [TypeDef],
    shared: &'a [TypeDef],
    modules: &'a Modules,
    /// Whether members of the own types are flattened when they are sent.
    flattened: bool,
}

impl<'a> Types<'a> {
    pub(super) fn of_action(
        version: &'a Version,
        action: &'a Action,
        modules: &'a Modules,
    ) -> Self {
        Self {
            own: &action.types,
            shared: &version.shared_types,
            modules,
            flattened: action.encoding != Encoding::Json,
        }
    }

    pub(super) fn of_version(version: &'a Version, modules: &'a Modules) -> Self {
        Self {
            own: &[],
            shared: &version.shared_types,
            modules,
            flattened: false,
        }
    }

    pub(super) fn get(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        self.of_home(reference.home)
            .iter()
            .find(|def| def.name == reference.name)
    }

    fn of_home(&self, home: Home) -> &'a [TypeDef] {
        match home {
            Home::Local => self.own,
            Home::Shared => self.shared,
        }
    }

    /// The types of an action itself.
    pub(super) fn own(&self) -> &'a [TypeDef] {
        self.own
    }

    /// Rust path of a type.
    pub(super) fn rust(&self, reference: &TypeRef) -> String {
        let module = match reference.home {
            Home::Local => &self.modules.own,
            Home::Shared => &self.modules.shared,
        };
        format!("{module}::{}", reference.name)
    }

    /// Whether requests travel as text, in a query or a form.
    pub(super) fn is_text(&self) -> bool {
        self.flattened
    }

    pub(super) fn is_flattened(&self, reference: &TypeRef) -> bool {
        self.flattened && reference.home == Home::Local
    }
}

/// Whether a type is an enum whose values are plain values of the other one.
pub(super) fn is_enum_of(types: &Types<'_>, reference: &TypeRef, plain: &Type) -> bool {
    match types.get(reference).map(|def| &def.shape) {
        Some(TypeShape::Enum(shape)) => match shape.repr {
            Repr::String => *plain == Type::String,
            Repr::Int64 => matches!(plain, Type::Int64 | Type::Int32),
        },
        _ => false,
    }
}
