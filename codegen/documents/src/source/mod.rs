//! Texts that came from outside, and where things stand in them.
//!
//! Knows files, YAML and JSON as trees of values, and how to find a place in a text again.
//! Gives every room above a [`Node`] to read and a [`Place`] to point at.
//! Must never know what a document means: no OpenAPI, no Rust.

mod files;
mod locate;
mod node;
mod parse;
mod place;
mod syntax_error;
mod yaml;

pub use files::{Format, Position, SourceFile, Sources};
pub use locate::locate;
pub use node::{Entry, Node};
pub use parse::parse;
pub(crate) use place::BroughtIn;
pub use place::{FileId, Part, Place, Pointer, Spot, Token};
pub use syntax_error::SyntaxError;
pub use yaml::DEEPEST;
