//! How far a fetch is: a bar with the time left at a terminal, a line now and then elsewhere.

use std::io::IsTerminal;
use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::commands::report::err;

/// After how many documents there is a line, where no terminal is.
const EVERY: u64 = 50;

/// Progress on the error stream while documents are fetched.
pub(super) struct Watch {
    bar: ProgressBar,
    is_terminal: bool,
    what: Mutex<String>,
}

impl Watch {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}, {eta} left")
        {
            bar.set_style(style);
        }
        Self {
            bar,
            is_terminal: std::io::stderr().is_terminal(),
            what: Mutex::default(),
        }
    }

    /// So many documents of a version are fetched now.
    pub(super) fn begin(&self, what: &str, documents: usize) {
        what.clone_into(&mut self.what());
        self.bar.reset();
        self.bar
            .set_length(u64::try_from(documents).unwrap_or(u64::MAX));
        self.bar.set_message(what.to_owned());
        if self.is_terminal {
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }

    /// One more is there, or has failed.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        let (position, length) = (self.bar.position(), self.bar.length().unwrap_or(0));
        if !self.is_terminal && position.is_multiple_of(EVERY) && position < length {
            err(format_args!("{}: {position} of {length}", self.what()));
        }
    }

    /// Prints a line meanwhile.
    pub(super) fn say(&self, line: &str) {
        self.bar.suspend(|| err(line));
    }

    /// Nothing is fetched any more.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn what(&self) -> MutexGuard<'_, String> {
        self.what.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
