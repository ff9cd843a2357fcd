//! Services that count calls, each in its own way.
//!
//! Knows three ways to hold calls to so many per second. Gives whether a call is one too many. Must never look at a clock
//! other than Tokio's, which tests can stop.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How a service counts calls against its limit.
#[derive(Debug, Clone, Copy)]
pub enum Counting {
    /// No second may hold more.
    SlidingSecond,
    /// No second of the service's clock may hold more.
    FixedSecond,
    /// A bucket that holds a second's calls and is filled steadily.
    Bucket,
}

/// A service with a limit.
#[derive(Debug)]
pub struct Counter {
    counting: Counting,
    per_second: u32,
    begun: Instant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    accepted: VecDeque<Instant>,
    total: u32,
    refused: u32,
    /// Of the bucket.
    taken: f64,
    filled: Option<Instant>,
}

impl Counter {
    /// A service that has counted nothing yet.
    #[must_use]
    pub fn new(counting: Counting, per_second: u32) -> Self {
        Self {
            counting,
            per_second,
            begun: Instant::now(),
            state: Mutex::default(),
        }
    }

    /// Counts a call, unless it is one too many.
    #[must_use]
    pub fn accepts(&self) -> bool {
        let now = Instant::now();
        let mut state = self.state();
        let limit = self.per_second as usize;
        let is_free = match self.counting {
            Counting::SlidingSecond => {
                while state
                    .accepted
                    .front()
                    .is_some_and(|first| *first + Duration::from_secs(1) <= now)
                {
                    state.accepted.pop_front();
                }
                state.accepted.len() < limit
            }
            Counting::FixedSecond => {
                let second = |moment: Instant| moment.duration_since(self.begun).as_secs();
                while state
                    .accepted
                    .front()
                    .is_some_and(|first| second(*first) < second(now))
                {
                    state.accepted.pop_front();
                }
                state.accepted.len() < limit
            }
            Counting::Bucket => {
                let since = state
                    .filled
                    .replace(now)
                    .map_or(Duration::ZERO, |last| now - last);
                let filled = since.as_secs_f64() * f64::from(self.per_second);
                state.taken = (state.taken - filled).max(0.0);
                state.taken + 1.0 <= f64::from(self.per_second)
            }
        };
        if is_free {
            state.accepted.push_back(now);
            state.taken += 1.0;
            state.total += 1;
        } else {
            state.refused += 1;
        }
        is_free
    }

    /// Number of calls that were accepted.
    #[must_use]
    pub fn accepted(&self) -> u32 {
        self.state().total
    }

    /// Number of calls that were one too many.
    #[must_use]
    pub fn refused(&self) -> u32 {
        self.state().refused
    }

    /// The part of what is allowed that was accepted, in the time since it began to count.
    #[must_use]
    pub fn share(&self) -> f64 {
        let allowed = self.begun.elapsed().as_secs_f64() * f64::from(self.per_second);
        f64::from(self.accepted()) / allowed
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counting {
    /// All ways to count.
    pub const ALL: [Self; 3] = [Self::SlidingSecond, Self::FixedSecond, Self::Bucket];
}
