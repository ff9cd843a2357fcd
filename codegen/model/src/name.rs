//! Rust identifiers, one type per use, so that a field name can never land where a type name belongs.

use std::fmt;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Wraps an identifier that the name table has assigned.
            #[must_use]
            pub fn assigned(identifier: impl Into<String>) -> Self {
                Self(identifier.into())
            }

            /// The identifier as it is written in Rust, `r#` included where it is needed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The identifier without `r#`, as file names and people have it.
            #[must_use]
            pub fn plain(&self) -> &str {
                self.0.strip_prefix("r#").unwrap_or(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// A structure, an enum or a union: `ParticipantInfo`.
    TypeName
    /// A member of a structure: `app_id`, `r#type`.
    FieldName
    /// A variant of an enum: `Owner`.
    VariantName
    /// A module: `v2020_12_01`.
    ModuleName
    /// A method: `batch_add_conversation_participant`.
    FunctionName
}
