//! What the builders of requests are made of.
//!
//! Knows that a required member is either missing or set. Gives the compiler a sentence to say
//! about a forgotten one, and setters their conversions. Must never keep a state at run time.

pub mod collect;

/// Says in the type of a builder that a required member has been set.
#[derive(Debug)]
pub enum Set {}

/// A required member of a builder, once it has been set.
#[diagnostic::on_unimplemented(
    message = "the required member `{Self}` has not been set",
    label = "`{Self}` is missing here",
    note = "call the builder's method of that name before `build`"
)]
pub trait IsSet {}

impl IsSet for Set {}
