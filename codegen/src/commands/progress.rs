//! How far a run is, for who waits at a terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is over by then shows nothing.
const MOMENT: Duration = Duration::from_millis(500);

/// A bar on the error stream, which is cleared in the end. There is none if that stream is not a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// For a run that began at `start` and is going to print so many files.
    pub(super) fn new(files: usize, start: Instant) -> Self {
        let files = u64::try_from(files).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(files), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} files") {
            bar.set_style(style);
        }
        Self {
            bar,
            start,
            shown: AtomicBool::new(!std::io::stderr().is_terminal()),
        }
    }

    /// One more file is there.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.start.elapsed() > MOMENT && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar
                .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
