//! Two states of an API to what changed between them, and what it breaks.
//!
//! Knows the model alone. Gives changes, each under a rule with a verdict for the wire and one for code that uses the client.
//! Must never know how a document says something: what means the same is no change.
//!
//! ```text
//! model, model ─compare─▶ changes ─▶ report as text, Markdown, JSON or annotations
//!                  rules ◀─┘  ▲  └─▶ changelog
//!   output, output ─surface───┘
//! ```

mod accept;
mod change;
mod compare;
mod example;
mod filter;
mod rules;
pub mod show;
pub mod surface;

pub use accept::{Acceptance, Idle};
pub use change::{Bump, Change, ChangeKind, Diff, Location, Rule, Verdict};
pub use compare::diff;
pub use example::{Example, files};
pub use filter::Filter;
pub use rules::{OUTPUT_RULES, RULES};
