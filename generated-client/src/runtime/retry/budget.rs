//! Keeps a client from adding to the load of a service that is down.
//!
//! Knows how many retries are left. Gives out one at a time and takes some back for successes. Must
//! never delay a first attempt.

use std::sync::atomic::{AtomicU32, Ordering};

/// How many retries all calls of a client share.
///
/// A retry takes one from the budget. A successful call gives back a tenth, or what its last retry
/// took. So occasional failures never exhaust it, while a client whose calls all fail soon makes
/// one attempt per call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryBudget(Option<u32>);

impl RetryBudget {
    /// So many retries while nothing succeeds.
    pub fn of(repetitions: u32) -> Self {
        Self(Some(repetitions))
    }

    /// Unlimited retries.
    pub fn unlimited() -> Self {
        Self(None)
    }
}

impl Default for RetryBudget {
    /// 100 retries.
    fn default() -> Self {
        Self::of(100)
    }
}

/// What is left of a budget.
#[derive(Debug)]
pub(in crate::runtime) struct Purse {
    full: Option<u32>,
    /// In tenths of a repetition.
    left: AtomicU32,
}

/// What a repetition takes, in tenths.
const REPETITION: u32 = 10;
/// What a success at the first attempt gives back, in tenths.
const SUCCESS: u32 = 1;

impl Purse {
    pub(in crate::runtime) fn new(budget: RetryBudget) -> Self {
        let full = budget.0.map(|full| full.saturating_mul(REPETITION));
        Self {
            full,
            left: AtomicU32::new(full.unwrap_or_default()),
        }
    }

    /// Takes one repetition, if there is one.
    pub(in crate::runtime) fn take(&self) -> bool {
        self.full.is_none() || self.change(|left| left.checked_sub(REPETITION))
    }

    /// Takes note of a call that succeeded.
    pub(in crate::runtime) fn succeeded(&self, repeated: bool) {
        if let Some(full) = self.full {
            let returned = if repeated { REPETITION } else { SUCCESS };
            // The purse of a healthy client is full: then there is nothing to write.
            self.change(|left| (left < full).then(|| left.saturating_add(returned).min(full)));
        }
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purse_runs_dry_and_fills_again_with_success() {
        let purse = Purse::new(RetryBudget::of(2));
        assert_eq!(
            [purse.take(), purse.take(), purse.take()],
            [true, true, false]
        );
        (0..9).for_each(|_| purse.succeeded(false));
        assert!(!purse.take());
        purse.succeeded(false);
        assert!(purse.take());
        purse.succeeded(true);
        assert!(purse.take());
        (0..1000).for_each(|_| purse.succeeded(true));
        assert_eq!(
            [purse.take(), purse.take(), purse.take()],
            [true, true, false]
        );
    }

    #[test]
    fn no_budget_at_all_is_no_repetition_and_an_unlimited_one_never_ends() {
        assert!(!Purse::new(RetryBudget::of(0)).take());
        let purse = Purse::new(RetryBudget::unlimited());
        assert!((0..10_000).all(|_| purse.take()));
    }
}
