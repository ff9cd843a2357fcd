//! Files to a folder: all of them or none.
//!
//! Knows which files are ours (their first line says so) and how to replace a file without a moment in which it is half written.
//! Gives a [`Plan`] that can be shown as a diff or carried out.
//! Must never know what the files say.

mod apply;
mod plan;

pub use apply::apply;
pub use plan::{
    Companion, FileChange, FileChangeKind, OutputError, Plan, is_ours, plan, render_diff,
};
