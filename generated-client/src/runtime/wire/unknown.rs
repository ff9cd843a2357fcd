//! Values that this version of the client does not know.
//!
//! Knows only the value as received. Gives it back unchanged. Must never be created by hand for a
//! known value, so only this crate and generated code create it.

/// A value that an enum or a union does not know: one of a newer server, or one that the caller sends
/// anyway.
///
/// To get one of an enum, convert the raw value, as in `Open::<Role>::from(2)`. This also finds the named
/// variants, so a value never has two forms.
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
