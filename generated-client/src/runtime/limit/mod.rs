//! How many calls per second an action is sent.
//!
//! Knows the limit that each action documents and what was sent lately. Gives every call its moment,
//! in order. Must never look at a clock other than Tokio's, which tests can stop.
//!
//! The platform counts per account and action. A client keeps one count per action, which its clones
//! share. In no second it sends more calls than documented, and a call that has to wait for that
//! waits in line. A crate with a token bucket would admit twice the limit in the first second, or
//! cost throughput to avoid it, and could not tell a call beforehand how long it has to wait.

mod window;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use self::window::Window;
use super::action::Description;
use super::error::{Error, ErrorKind, Verdict};

/// What a client does about the documented limits of actions, and about its own.
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
    /// A call beyond the limit waits in line. If its turn would come after its time-out, it fails at
    /// once.
    pub fn wait() -> Self {
        Self::new(Mode::Wait)
    }

    /// A call beyond the limit fails at once.
    pub fn fail_fast() -> Self {
        Self::new(Mode::FailFast)
    }

    /// Nothing is limited.
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

    /// So many clients use the same account, of which this one takes an equal share: at least one
    /// call per second.
    #[must_use]
    pub fn shared_by(mut self, clients: u32) -> Self {
        self.shared_by = clients.max(1);
        self
    }

    /// The account's limit for an action, in calls per second, in place of the documented one; 0 for
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
    windows: Mutex<HashMap<Key, Arc<Mutex<Window>>>>,
}

impl Limits {
    pub(in crate::runtime) fn new(settings: RateLimit) -> Self {
        Self {
            settings,
            windows: Mutex::default(),
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
    ) -> Result<(), Error> {
        let Some((window, per_second)) = self.window(action) else {
            return Ok(());
        };
        let now = Instant::now();
        let Some(turn) = Turn::reserve(window, now, |next| match self.settings.mode {
            Mode::Wait => deadline.is_none_or(|deadline| next < deadline),
            Mode::FailFast | Mode::Off => next <= now,
        }) else {
            return Err(self.refused(per_second, deadline));
        };
        if turn.at > now {
            tokio::time::sleep_until(turn.at).await;
        }
        turn.used();
        Ok(())
    }

    /// Takes note that the service refuses calls of the action.
    pub(in crate::runtime) fn slow_down(&self, action: &Description) {
        if let Some((window, _)) = self.window(action) {
            locked(&window).slow_down(Instant::now());
        }
    }

    fn window(&self, action: &Description) -> Option<(Arc<Mutex<Window>>, u32)> {
        if self.settings.mode == Mode::Off {
            return None;
        }
        let per_second = self.settings.per_second(action)?;
        let key = (action.service.signing_name, action.version, action.name);
        let window = locked(&self.windows)
            .entry(key)
            .or_insert_with(|| Arc::new(Mutex::new(Window::new(per_second))))
            .clone();
        Some((window, per_second))
    }

    #[cold]
    fn refused(&self, per_second: u32, deadline: Option<Instant>) -> Error {
        let what = if self.settings.mode == Mode::FailFast {
            "is reached"
        } else if deadline.is_some() {
            "leaves this call no turn before its time-out"
        } else {
            "leaves this call no turn"
        };
        let message = format!("the client's own limit of {per_second} calls per second {what}");
        Error::new(ErrorKind::Throttled, message).with_verdict(Verdict::NotProcessed)
    }
}

/// A moment that was promised to a call. One that is not used goes back.
struct Turn {
    window: Arc<Mutex<Window>>,
    at: Instant,
    used: bool,
}

impl Turn {
    fn reserve(
        window: Arc<Mutex<Window>>,
        now: Instant,
        is_wanted: impl FnOnce(Instant) -> bool,
    ) -> Option<Self> {
        let at = {
            let mut window = locked(&window);
            let at = window.next(now);
            if !is_wanted(at) {
                return None;
            }
            window.promise(at);
            at
        };
        Some(Self {
            window,
            at,
            used: false,
        })
    }

    fn used(mut self) {
        self.used = true;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.used {
            locked(&self.window).give_back(self.at);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const SECOND: Duration = Duration::from_secs(1);
