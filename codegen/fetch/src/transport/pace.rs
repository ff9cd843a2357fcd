//! How fast requests go out.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep_until};

/// Requests at the same time.
const AT_ONCE: usize = 2;

/// Requests per second by default.
const USUAL: f64 = 5.0;

/// A rate may be slow, but not as good as none.
const LONGEST_INTERVAL: Duration = Duration::from_secs(3600);

/// Requests a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rate {
    /// So many.
    PerSecond(f64),
    /// As many as the server answers.
    Unlimited,
}

impl Default for Rate {
    fn default() -> Self {
        Self::PerSecond(USUAL)
    }
}

/// Lets requests out one by one.
#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    times: Mutex<Times>,
    at_once: Semaphore,
}

#[derive(Debug)]
struct Times {
    /// When the next request may go, by the rate.
    next: Instant,
    /// Until when none may go at all.
    pause: Instant,
}

impl Pace {
    pub(super) fn new(rate: Rate) -> Self {
        let now = Instant::now();
        Self {
            interval: match rate {
                Rate::PerSecond(rate) => Duration::try_from_secs_f64(1.0 / rate)
                    .map_or(LONGEST_INTERVAL, |interval| interval.min(LONGEST_INTERVAL)),
                Rate::Unlimited => Duration::ZERO,
            },
            times: Mutex::new(Times {
                next: now,
                pause: now,
            }),
            at_once: Semaphore::new(AT_ONCE),
        }
    }

    /// Waits for the turn of a request; the permit is held until its reply is there.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        let permit = self.at_once.acquire().await.ok();
        loop {
            let mine = {
                let mut times = self.times();
                let mine = Instant::now().max(times.next).max(times.pause);
                times.next = mine + self.interval;
                mine
            };
            sleep_until(mine).await;
            // Everybody may have been asked to wait meanwhile.
            if self.times().pause <= mine {
                return permit;
            }
        }
    }

    /// Lets nothing out for a time.
    pub(super) fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        let mut times = self.times();
        times.pause = times.pause.max(until);
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Pace, Rate};

    #[tokio::test(start_paused = true)]
    async fn requests_keep_their_distance() {
        let pace = Pace::new(Rate::default());
        let start = Instant::now();
        for sent in 0..11_u32 {
            drop(pace.turn().await);
            assert_eq!(start.elapsed().as_millis() / 200, u128::from(sent));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn two_are_under_way_at_most() {
        let pace = Pace::new(Rate::Unlimited);
        let first = pace.turn().await;
        let second = pace.turn().await;
        let third = tokio::time::timeout(Duration::from_secs(60), pace.turn()).await;
        assert!(third.is_err());
        drop((first, second));
        assert!(pace.turn().await.is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_for_everybody() {
        let pace = Pace::new(Rate::Unlimited);
        let start = Instant::now();
        pace.pause(Duration::from_secs(30));
        let both = async { tokio::join!(pace.turn(), pace.turn()) };
        both.await;
        assert_eq!(start.elapsed().as_secs(), 30);
    }
}
