//! Calls per second of an action.
//!
//! Knows the limit that each action documents and what was sent lately. Gives every call its moment, in
//! the order in which they came. Must never look at a clock other than Tokio's, which tests can stop.
//!
//! The platform counts per account and action. A client keeps one count per action, which its clones
//! share. In no second it sends more calls than documented, and a call that has to wait for that
//! waits in line. A crate with a token bucket would admit twice the limit in the first second, or
//! cost throughput to avoid it, and could not tell a call beforehand how long it has to wait.

mod window;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex as Line;
use tokio::time::Instant;

use self::window::Window;
use super::action::Description;
use super::error::{Error, ErrorKind, Verdict};

/// How a client handles the documented rate limits of actions, and its own.
///
/// ```
/// use generated_client::Config;
/// use generated_client::runtime::RateLimit;
///
/// // Four processes share an account, and one action has a limit that was agreed on.
/// let config = Config::builder()
///     .rate_limit(RateLimit::wait().shared_by(4).action("BatchAddConversationParticipant", 200))
///     .build();
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    mode: Mode,
    shared_by: u32,
    actions: BTreeMap<String, u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Wait,
    FailFast,
    Off,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::wait()
    }
}

impl RateLimit {
    /// A call beyond the limit waits in a queue. If its turn would come after its timeout, it fails
    /// immediately.
    pub fn wait() -> Self {
        Self::new(Mode::Wait)
    }

    /// A call beyond the limit fails immediately.
    pub fn fail_fast() -> Self {
        Self::new(Mode::FailFast)
    }

    /// No limits.
    pub fn off() -> Self {
        Self::new(Mode::Off)
    }

    fn new(mode: Mode) -> Self {
        Self {
            mode,
            shared_by: 1,
            actions: BTreeMap::new(),
        }
    }

    /// So many clients share the account; this one takes an equal share, at least one call per
    /// second.
    #[must_use]
    pub fn shared_by(mut self, clients: u32) -> Self {
        self.shared_by = clients.max(1);
        self
    }

    /// The account's limit for an action, in calls per second, instead of the documented one; 0 for
    /// none.
    #[must_use]
    pub fn action(mut self, action: impl Into<String>, per_second: u32) -> Self {
        self.actions.insert(action.into(), per_second);
        self
    }

    /// Calls per second that this client may make.
    fn per_second(&self, action: &Description) -> Option<u32> {
        let account = match self.actions.get(action.name) {
            Some(own) => Some(*own),
            None => action.qps,
        };
        let account = account.filter(|limit| *limit > 0)?;
        Some((account / self.shared_by).max(1))
    }
}

/// Service, version and name of an action.
type Key = (&'static str, &'static str, &'static str);

/// The limits of all actions of a client.
#[derive(Debug)]
pub(in crate::runtime) struct Limits {
    settings: RateLimit,
    lanes: Mutex<HashMap<Key, Arc<Lane>>>,
}

/// The calls of one action: those that were sent, and those that wait.
#[derive(Debug)]
struct Lane {
    per_second: u32,
    window: Mutex<Window>,
    /// Whoever holds it is the next to be sent. It is given on in order, and passes over those who have
    /// left the line.
    line: Line<()>,
    waiting: AtomicUsize,
}

/// A place in a line, until it is left in whatever way.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Lane {
    fn new(per_second: u32) -> Self {
        Self {
            per_second,
            window: Mutex::new(Window::new(per_second)),
            line: Line::new(()),
            waiting: AtomicUsize::new(0),
        }
    }

    /// The moment of a call, if it is now; else the moment that comes next.
    fn now(&self, waits: bool) -> Result<Instant, Instant> {
        let now = Instant::now();
        let mut window = locked(&self.window);
        let next = window.next(now, waits);
        if next > now {
            return Err(next);
        }
        window.take(now);
        Ok(now)
    }
}

impl Limits {
    pub(in crate::runtime) fn new(settings: RateLimit) -> Self {
        Self {
            settings,
            lanes: Mutex::default(),
        }
    }

    /// Waits until the action may be called.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Throttled`] when that is not now, and waiting is not wanted or would take longer
    /// than until `deadline`.
    pub(in crate::runtime) async fn turn(
        &self,
        action: &Description,
        deadline: Option<Instant>,
    ) -> Result<Turn, Error> {
        let Some(lane) = self.lane(action) else {
            return Ok(Turn(None));
        };
        if let Ok(_first) = lane.line.try_lock()
            && let Ok(moment) = lane.now(false)
        {
            return Ok(Turn::at(&lane, moment));
        }
        let refused = || self.refused(lane.per_second, deadline);
        if self.settings.mode == Mode::FailFast {
            return Err(refused());
        }
        let ahead = lane.waiting.load(Ordering::Relaxed);
        let expected = locked(&lane.window).estimate(Instant::now(), ahead);
        if deadline.is_some_and(|deadline| expected >= deadline) {
            return Err(refused());
        }
        let moment = {
            let _place = Place::take(&lane.waiting);
            let _first = lane.line.lock().await;
            loop {
                match lane.now(true) {
                    Ok(moment) => break moment,
                    // By then, another limit may hold.
                    Err(next) => tokio::time::sleep_until(next).await,
                }
            }
        };
        Ok(Turn::at(&lane, moment))
    }

    /// Takes note that the service refused a call of the action that was sent at this moment.
    pub(in crate::runtime) fn slow_down(&self, action: &Description, sent: Instant) {
        if let Some(lane) = self.lane(action) {
            locked(&lane.window).slow_down(sent, Instant::now());
        }
    }

    fn lane(&self, action: &Description) -> Option<Arc<Lane>> {
        if self.settings.mode == Mode::Off {
            return None;
        }
        let per_second = self.settings.per_second(action)?;
        let key = (action.service.signing_name, action.version, action.name);
        let mut lanes = locked(&self.lanes);
        let lane = lanes
            .entry(key)
            .or_insert_with(|| Arc::new(Lane::new(per_second)));
        Some(Arc::clone(lane))
    }

    #[cold]
    fn refused(&self, per_second: u32, deadline: Option<Instant>) -> Error {
        let what = if self.settings.mode == Mode::FailFast {
            "is reached"
        } else if deadline.is_some() {
            "leaves no room for this call before its timeout"
        } else {
            "leaves no room for this call"
        };
        let message = format!("the client's own limit of {per_second} calls per second {what}");
        Error::new(ErrorKind::Throttled, message).with_verdict(Verdict::NotProcessed)
    }
}

/// The moment of a call. One that is not used for sending goes back.
#[must_use = "a turn that is dropped goes back"]
pub(in crate::runtime) struct Turn(Option<(Arc<Lane>, Instant)>);

impl Turn {
    fn at(lane: &Arc<Lane>, moment: Instant) -> Self {
        Self(Some((Arc::clone(lane), moment)))
    }

    /// The call is sent.
    pub(in crate::runtime) fn used(mut self) {
        self.0 = None;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some((lane, moment)) = &self.0 {
            locked(&lane.window).give_back(*moment);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const SECOND: Duration = Duration::from_secs(1);
