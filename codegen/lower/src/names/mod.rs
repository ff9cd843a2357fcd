//! Rust names for wire names.
//!
//! Knows how to cut a wire name into words, what Rust reserves, and how the things of one scope get names that differ.
//! Gives each thing a name that depends on its own wire name; only things that would get the same name see each other, and then
//! none of them gets it.
//! Must never know schemas or tokens.

mod candidates;
mod keyword;
mod table;
mod wanted;
mod words;

pub use table::{Given, assign};
pub use wanted::{Kind, Wanted};
pub use words::{camel, singular, snake};

pub(super) use keyword::{field_identifier, module_identifier};
