//! Names that the output uses for itself.
//!
//! Knows every identifier that emitted code imports, defines or relies on without the model naming it.
//! Gives them as lists, so that the name table can claim them before any name of a document.
//! Must never know how names are assigned.

/// Names that no structure, enum or union may have: what emitted files import or use unqualified.
///
/// Builders are named by [`builder_name`] and need to be claimed beside their structure.
pub const RESERVED_TYPE_NAMES: &[&str] = &[
    // Generic parameters of what the runtime's macros write.
    "A",
    "D",
    "S",
    // Imported from the runtime, from `std` and from the module of the version.
    "API",
    "Action",
    "AllSet",
    "ApiVersion",
    "BTreeMap",
    "BatchResponse",
    "Call",
    "Client",
    "Empty",
    "Encoding",
    "Facts",
    "JsonNumber",
    "JsonValue",
    "Method",
    "Open",
    "PageCursor",
    "Paginated",
    "PartialFailure",
    "PhantomData",
    "PlainResponse",
    "Presign",
    "QueryStyle",
    "Service",
    "Set",
    "Unknown",
    "Validate",
    "Validator",
    // The prelude of `std` and the derives.
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // Not an identifier for a type.
    "Self",
];

/// Names that no member may have as a field: the builder has a method of that name, or clippy demands that a method of
/// that name implements an operator (`should_implement_trait`).
pub const RESERVED_FIELD_NAMES: &[&str] = &[
    "add", "bitand", "bitor", "bitxor", "build", "div", "mul", "rem", "shl", "shr", "sub",
];

/// Names that no variant may have: what an enum or a union does not name has a variant of its own.
pub const RESERVED_VARIANT_NAMES: &[&str] = &["Self", "Unknown"];

/// Names that no action may have as a method of the client: the client has them itself, its users rely on the trait
/// method of that name, or clippy demands that it implements the trait (`should_implement_trait`).
pub const RESERVED_METHOD_NAMES: &[&str] = &[
    "clone",
    "cmp",
    "from_env",
    "from_runtime",
    "into",
    "new",
    "runtime",
];

/// Names that no action may have as a module: the module of a version has them itself.
pub const RESERVED_MODULE_NAMES: &[&str] =
    &["actions", "api", "missing", "prelude", "runtime", "types"];

/// Names that no service may have as a module, nor as a Cargo feature: the root of a crate has them itself, and Cargo gives
/// the feature `default` a meaning of its own.
pub const RESERVED_SERVICE_NAMES: &[&str] = &["default", "generated_client", "runtime"];

/// Name of the builder of a structure.
#[must_use]
pub fn builder_name(structure: &str) -> String {
    format!("{structure}Builder")
}
