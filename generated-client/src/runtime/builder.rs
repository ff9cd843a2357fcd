//! What the builders of requests are made of.
//!
//! Knows that a required member is either missing or set. Gives the compiler a sentence to say
//! about a forgotten one. Must never know at run time what the compiler settled.

/// A required member that has been set.
#[derive(Debug, Clone)]
pub struct Set<T>(pub T);

/// A required member of a builder, once it has been set.
#[diagnostic::on_unimplemented(
    message = "the required member `{Self}` has not been set",
    label = "`{Self}` is missing here",
    note = "call the builder's method of that name before `build`"
)]
pub trait IsSet<T> {
    /// The member's value.
    fn into_value(self) -> T;
}

impl<T> IsSet<T> for Set<T> {
    fn into_value(self) -> T {
        self.0
    }
}
