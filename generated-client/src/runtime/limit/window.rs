//! The calls of one action within a second.
//!
//! Knows when calls were sent and when others will be. Gives the next free moment. Must never let
//! more calls into any second than the limit.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use super::SECOND;

/// After how long without a refusal the limit doubles again.
const RECOVERY: Duration = Duration::from_secs(10);

/// Moments of calls, those already promised to waiting ones included.
#[derive(Debug)]
pub(super) struct Window {
    per_second: u32,
    /// In order; those older than a second are dropped.
    moments: VecDeque<Instant>,
    slowed: Option<Slowed>,
}

/// How much slower than the limit calls are sent, because the service refused some.
#[derive(Debug, Clone, Copy)]
struct Slowed {
    halvings: u32,
    since: Instant,
}

impl Window {
    pub(super) fn new(per_second: u32) -> Self {
        Self {
            per_second,
            moments: VecDeque::new(),
            slowed: None,
        }
    }

    /// The next free moment: now, or when the limit allows it after everybody who waits already.
    pub(super) fn next(&mut self, now: Instant) -> Instant {
        while self
            .moments
            .front()
            .is_some_and(|moment| *moment + SECOND <= now)
        {
            self.moments.pop_front();
        }
        let limit = self.limit(now);
        let Some(last) = self.moments.back().copied() else {
            return now;
        };
        let room = usize::try_from(limit).unwrap_or(usize::MAX);
        match self.moments.len().checked_sub(room) {
            None => now.max(last),
            // Whoever waits is let in at an even pace, so that a full second is not followed by a
            // burst.
            Some(oldest) => {
                let pace = last + SECOND / limit;
                let free = self
                    .moments
                    .get(oldest)
                    .map_or(now, |oldest| *oldest + SECOND);
                now.max(pace).max(free)
            }
        }
    }

    /// Promises a moment that [`next`](Self::next) gave.
    pub(super) fn promise(&mut self, moment: Instant) {
        self.moments.push_back(moment);
    }

    /// Takes back a promise that is not needed any more.
    pub(super) fn give_back(&mut self, moment: Instant) {
        if let Ok(place) = self.moments.binary_search(&moment) {
            self.moments.remove(place);
        }
    }

    /// Halves the limit for a while, at most once a second: what was on its way when the first
    /// refusal came says nothing new.
    pub(super) fn slow_down(&mut self, now: Instant) {
        let halvings = self.halvings(now);
        let is_new = self
            .slowed
            .is_none_or(|slowed| now.duration_since(slowed.since) >= SECOND);
        if is_new && self.per_second >> halvings > 1 {
            self.slowed = Some(Slowed {
                halvings: halvings + 1,
                since: now,
            });
        }
    }

    fn limit(&self, now: Instant) -> u32 {
        (self.per_second >> self.halvings(now)).max(1)
    }

    /// The halvings that are left: one less after each quiet while.
    fn halvings(&self, now: Instant) -> u32 {
        self.slowed.map_or(0, |slowed| {
            let quiet = now.duration_since(slowed.since).as_secs() / RECOVERY.as_secs();
            slowed
                .halvings
                .saturating_sub(u32::try_from(quiet).unwrap_or(u32::MAX))
        })
    }
}
