//! Rust names for wire names.
//!
//! Knows how to cut a wire name into words, what Rust reserves, and which names a scope has given away.
//! Gives each thing a name that depends on its own wire name; only two things that would get the same name see each other.
//! Must never know schemas or tokens.

mod keyword;
mod scope;
mod words;

pub use scope::{Claim, Scope};
pub use words::{camel, singular, snake};

pub(super) use keyword::{field_identifier, module_identifier};
