//! The time that signatures carry.
//!
//! Knows how far this machine's clock is from the server's, once a server has said so. Gives the
//! server's time. Must never change for a difference that no service minds.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// Differences below this are not a reason for a refusal, in seconds. `Date` has whole seconds, and
/// a reply takes its time.
const LEAST: i64 = 30;

/// How many seconds the server's clock is ahead.
#[derive(Debug, Default)]
pub(super) struct Clock(AtomicI64);

impl Clock {
    /// The difference that signatures take into account now.
    pub(super) fn ahead(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Compares both clocks after a request was refused that had been signed with the difference
    /// `used`. Returns whether another signature would carry a time that matters.
    pub(super) fn correct(&self, used: i64, here: SystemTime, server: SystemTime) -> bool {
        let ahead = seconds(server).saturating_sub(seconds(here));
        let differs = ahead.saturating_sub(used).saturating_abs() >= LEAST;
        if differs {
            self.0.store(ahead, Ordering::Relaxed);
        }
        differs
    }
}

/// A time, moved by so many seconds.
pub(super) fn moved(time: SystemTime, seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    let moved = if seconds < 0 {
        time.checked_sub(distance)
    } else {
        time.checked_add(distance)
    };
    moved.unwrap_or(time)
}

fn seconds(time: SystemTime) -> i64 {
    let seconds = |distance: Duration| i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => seconds(after),
        Err(before) => -seconds(before.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> SystemTime {
        moved(SystemTime::UNIX_EPOCH, seconds)
    }

    #[test]
    fn a_difference_that_matters_is_kept() {
        let clock = Clock::default();
        assert!(!clock.correct(0, at(1000), at(1029)));
        assert_eq!(clock.ahead(), 0);
        assert!(clock.correct(0, at(1000), at(400)));
        assert_eq!(clock.ahead(), -600);
        // Another call had been signed before that was known: it is worth another attempt, too.
        assert!(clock.correct(0, at(1001), at(401)));
        // One that was signed with the right time already is refused for another reason.
        assert!(!clock.correct(-600, at(1002), at(402)));
        assert_eq!(at(1000), moved(at(1600), clock.ahead()));
    }

    #[test]
    fn times_at_the_ends_of_the_calendar_do_no_harm() {
        let earliest = at(i64::MIN);
        assert_eq!(moved(earliest, i64::MIN), earliest);
        let clock = Clock::default();
        assert!(clock.correct(0, at(0), at(-100)));
        assert_eq!(clock.ahead(), -100);
    }
}
