//! What is to go wrong, and when.
//!
//! Knows the notation of faults on a command line.
//! Parses a fault, or says why a text is not one; and which faults apply to a request.
//! Must never know HTTP: the service makes answers of faults.

mod parse;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Something that goes wrong with requests which would succeed otherwise.
///
/// As text it is a kind, then any number of conditions, all separated by commas:
///
/// | kind | what happens |
/// | --- | --- |
/// | `throttle` | status 429 with the code `RequestLimitExceeded` |
/// | `status=500` | a reply of that status, from 400 to 599, with the code `InternalError` |
/// | `error=Code` | status 400 with that code |
/// | `html` | status 502 with a page of HTML, as from a gateway |
/// | `empty` | status 200 without a body |
/// | `truncate` | half of the reply, then the connection breaks |
/// | `reset` | the connection breaks without a reply |
/// | `delay=300ms` | the reply comes later; in `ms` or `s` |
///
/// | condition | which requests are meant |
/// | --- | --- |
/// | `action=Name` | those of that action |
/// | `first=3` | the first three of them |
/// | `every=3` | the third, the sixth and so on |
/// | `retry-after=2s` | no condition: the header of that name, for the first three kinds |
///
/// `error=ConversationNotFound,action=BatchAddConversationParticipant,first=1`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    effect: Effect,
    action: Option<String>,
    when: When,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Effect {
    Delay(Duration),
    Instead(Instead),
}

/// What happens in place of the reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Instead {
    Error {
        status: u16,
        code: String,
        retry_after: Option<Duration>,
    },
    Html,
    Empty,
    Truncate,
    Reset,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    First(u64),
    Every(u64),
}

impl Fault {
    /// The action it is restricted to.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.action.as_deref()
    }
}

/// Why a text is not a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultError(String);

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FaultError {}

/// Faults, each with the number of requests that it was meant for.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(Fault, AtomicU64)>);

/// What befalls one request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Befalling {
    /// Delays add up.
    pub(super) delay: Duration,
    /// Of the others the first counts.
    pub(super) instead: Option<Instead>,
}

impl Faults {
    pub(super) fn new(faults: impl IntoIterator<Item = Fault>) -> Self {
        let counted = faults.into_iter().map(|fault| (fault, AtomicU64::new(0)));
        Self(counted.collect())
    }

    /// What befalls the next request for an action. Every fault meant for the action counts it.
    pub(super) fn next(&self, action: &str) -> Befalling {
        let mut befalling = Befalling::default();
        for (fault, count) in &self.0 {
            if fault.action.as_deref().is_some_and(|only| only != action) {
                continue;
            }
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            let applies = match fault.when {
                When::Always => true,
                When::First(first) => number <= first,
                When::Every(every) => number.is_multiple_of(every),
            };
            if !applies {
                continue;
            }
            match &fault.effect {
                Effect::Delay(delay) => befalling.delay = befalling.delay.saturating_add(*delay),
                Effect::Instead(instead) => {
                    befalling.instead.get_or_insert_with(|| instead.clone());
                }
            }
        }
        befalling
    }
}
