//! Enum values that this version of the client does not know.
//!
//! Knows only the value as received. Gives it back unchanged. Must never be created by hand for a
//! known value, so only generated code creates it.

use std::fmt;

/// A value that an enum does not know: one of a newer server, or one that the caller sends anyway.
///
/// To get one, convert the raw value, as in `Role::from(2)`. This also finds the named variants, so
/// a value never has two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unknown<T>(T);

impl<T> Unknown<T> {
    /// The raw value.
    pub fn value(&self) -> &T {
        &self.0
    }
}

/// Wraps a value that generated code does not know.
pub fn unknown<T>(value: T) -> Unknown<T> {
    Unknown(value)
}

/// Prints a variant by its name, or a value that has none as `Unknown(7)`.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_choice(name: &str, value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match name {
        "" => f.debug_tuple("Unknown").field(value).finish(),
        name => f.write_str(name),
    }
}
