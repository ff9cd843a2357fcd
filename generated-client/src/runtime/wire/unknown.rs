//! Values of an enum that this version of the client does not name.
//!
//! Knows nothing but the value as it travelled. Gives it back unchanged. Must never be made by hand
//! for a value that has a name, so only generated code makes it.

use std::fmt;

/// A value that an enum does not name: a newer server's, or one the caller wants to send all the
/// same.
///
/// It comes from converting the value as it travels, which also finds the named variants:
/// `Role::from(2)`. So a value never exists in two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unknown<T>(T);

impl<T> Unknown<T> {
    /// The value as it travels.
    pub fn value(&self) -> &T {
        &self.0
    }
}

/// Wraps a value that generated code found no name for.
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
