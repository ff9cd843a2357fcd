//! The calls of one action within a second.
//!
//! Knows when calls were sent, and whether the service refused some. Gives the next moment at which one
//! may be sent. Must never let more calls into any second than the limit.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use super::SECOND;

/// The second by which calls are counted: a little longer than the service's, since requests that were
/// sent a second apart may arrive closer together.
const WINDOW: Duration = Duration::from_millis(1030);
/// What is left of the rate after a refusal.
const CUT: f64 = 0.9;
/// By how much calls that wait may be late without those behind them being late as well: timers are as
/// coarse as a millisecond, which is the whole distance between calls at a thousand per second.
const LATE: Duration = Duration::from_millis(10);
/// How long refusals say nothing new after one that counted.
const SAME_NEWS: Duration = Duration::from_millis(250);

/// Moments at which calls were sent, and how many may be.
#[derive(Debug)]
pub(super) struct Window {
    per_second: u32,
    /// In order; those older than a second are dropped.
    moments: VecDeque<Instant>,
    /// When the last call would have been sent by a timer that is exact.
    due: Option<Instant>,
    slowed: Option<Slowed>,
}

/// How much slower than the limit calls are sent, because the service refused some.
#[derive(Debug, Clone, Copy)]
struct Slowed {
    /// The part of the limit that was left.
    share: f64,
    since: Instant,
    /// By how much the share grows: it differs, so that clients that share an account do not ask for too much all at
    /// once.
    growth: f64,
}

impl Window {
    pub(super) fn new(per_second: u32) -> Self {
        Self {
            per_second,
            moments: VecDeque::new(),
            due: None,
            slowed: None,
        }
    }

    /// The next moment at which a call may be sent, by the limit that holds now. Whoever waits is let in
    /// at an even pace, so that a full second is not followed by a burst.
    pub(super) fn next(&mut self, now: Instant, waits: bool) -> Instant {
        while self
            .moments
            .front()
            .is_some_and(|moment| *moment + WINDOW <= now)
        {
            self.moments.pop_front();
        }
        let Some(last) = self.moments.back().copied() else {
            return now;
        };
        let share = self.share(now);
        let pace = self.due.unwrap_or(last) + self.pace(share);
        let room = f64::from(self.per_second) * share;
        // Fewer than the limit, which has 32 bits.
        let is_full = self.moments.len() as f64 + 1.0 > room.max(1.0);
        if !is_full {
            // While the service refuses calls, none is sent in a burst either.
            return if waits || share < 1.0 {
                now.max(pace)
            } else {
                now
            };
        }
        let over = self.moments.len() - (room.max(1.0) as usize).min(self.moments.len());
        let free = self
            .moments
            .get(over)
            .map_or(now, |oldest| *oldest + WINDOW);
        now.max(pace).max(free)
    }

    /// When about a call would be sent that so many wait before.
    pub(super) fn estimate(&mut self, now: Instant, ahead: usize) -> Instant {
        let next = self.next(now, true);
        let pace = self.pace(self.share(now));
        let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
        next + pace.saturating_mul(ahead)
    }

    /// Takes note of a call.
    pub(super) fn take(&mut self, now: Instant) {
        let due = self.due.map(|last| last + self.pace(self.share(now)));
        self.due = Some(match due {
            Some(due) if due <= now && now.duration_since(due) <= LATE => due,
            _ => now,
        });
        self.moments.push_back(now);
    }

    /// Takes back a call that was not sent.
    pub(super) fn give_back(&mut self, moment: Instant) {
        if let Ok(place) = self.moments.binary_search(&moment) {
            self.moments.remove(place);
        }
    }

    /// Sends calls more slowly for a while, because the service refused one that was sent at this moment.
    /// What was on its way when the last refusal came says nothing new.
    pub(super) fn slow_down(&mut self, sent: Instant, now: Instant) {
        let is_new = self
            .slowed
            .is_none_or(|slowed| sent > slowed.since && now >= slowed.since + SAME_NEWS);
        if is_new {
            let slowest = 1.0 / f64::from(self.per_second.max(1));
            self.slowed = Some(Slowed {
                share: (self.share(now) * CUT).max(slowest),
                since: now,
                growth: 0.007 + 0.006 * fastrand::f64(),
            });
        }
    }

    /// How far calls are apart that wait in line.
    fn pace(&self, share: f64) -> Duration {
        let rate = (f64::from(self.per_second) * share).max(1.0);
        WINDOW.div_f64(rate)
    }

    /// The part of the limit that holds now. It stays near what the service took for a second, and is whole again
    /// after a few: the longer nothing was refused, the less the last refusal says.
    fn share(&self, now: Instant) -> f64 {
        let Some(slowed) = self.slowed else {
            return 1.0;
        };
        let quiet = now.duration_since(slowed.since).as_secs_f64() / SECOND.as_secs_f64();
        (slowed.share + slowed.growth * quiet * quiet * quiet).min(1.0)
    }
}
