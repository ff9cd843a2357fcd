//! A cache of credentials.
//!
//! Knows when to replace credentials, and the pending request to the source. Gives every call the
//! same credentials, and asks the source once for all waiting calls. Must never lose valid keys
//! because a refresh fails, or stop a refresh because the call that started it was dropped.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex as Turn;
use tokio::sync::MutexGuard as MyTurn;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::runtime::BoxFuture;
use crate::runtime::environment::{Environment, System};

/// Minimum time between two refreshes, successful or not.
const PAUSE: Duration = Duration::from_secs(10);
/// How long a call with valid keys waits for their replacement.
const PATIENCE: Duration = Duration::from_secs(5);

/// Caches the credentials of a source and asks it again shortly before they expire.
///
/// - Credentials with an expiry are replaced 60 seconds before it, unless they specify another
///   time. Others are kept until a service rejects them.
/// - The source is asked once for all waiting calls. If one of them is dropped, the others and
///   later ones wait for the same answer.
/// - Valid keys stay in use during a refresh, and if it fails; the next one then starts after ten
///   seconds at the earliest.
///
/// Every client has a cache in front of its source. Create one yourself to share keys between
/// clients: clones share the cached keys.
///
/// # Examples
///
/// ```
/// use generated_client::Config;
/// use generated_client::runtime::credentials::{Chain, CredentialsCache};
///
/// let keys = CredentialsCache::new(Chain::standard());
/// let one = Config::builder().credentials(keys.clone()).build();
/// let another = Config::builder().credentials(keys).region("ap-southeast-1").build();
/// ```
#[derive(Clone)]
pub struct CredentialsCache(Arc<Shared>);

struct Shared {
    source: Arc<dyn ProvideCredentials>,
    environment: Arc<dyn Environment>,
    state: Mutex<State>,
    /// The pending request to the source; the call that holds the lock waits for the answer.
    turn: Turn<Option<Asking>>,
}

/// The pending answer of a source.
type Asking = BoxFuture<'static, Result<Credentials, CredentialsError>>;

/// A pending request to a source. One that panics is not waited for again.
struct Pending<'a>(&'a mut Option<Asking>);

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            *self.0 = None;
        }
    }
}

#[derive(Default)]
struct State {
    kept: Option<Credentials>,
    /// How often the source has answered. It shows a waiting call that another one has asked.
    rounds: u64,
    /// The failure of the last refresh, if it failed.
    failure: Option<CredentialsError>,
    /// When the next refresh may start.
    pause_ends: Option<SystemTime>,
}

/// State of the cached credentials.
enum Judgement {
    /// They serve.
    Serve(Credentials),
    /// Valid, but due for replacement.
    Replace(Credentials),
    /// None are valid.
    Lacking,
}

impl State {
    fn judge(&self, clock: &dyn Environment) -> Judgement {
        let Some(kept) = &self.kept else {
            return Judgement::Lacking;
        };
        if !kept.end() {
            return Judgement::Serve(kept.clone());
        }
        let now = clock.now();
        let pauses = self.pause_ends.is_some_and(|end| now < end);
        let valid = kept.are_valid(now);
        if !kept.are_due(now) || (pauses && (valid || self.failure.is_none())) {
            // Fresh ones that have ended already by this clock are the service's to judge: it is the
            // clock that may be wrong.
            Judgement::Serve(kept.clone())
        } else if valid {
            Judgement::Replace(kept.clone())
        } else {
            Judgement::Lacking
        }
    }
}

impl CredentialsCache {
    /// Caches the credentials of this source.
    pub fn new(source: impl ProvideCredentials + 'static) -> Self {
        Self::of(Arc::new(source), Arc::new(System))
    }

    /// The same with another clock.
    pub(in crate::runtime) fn of(
        source: Arc<dyn ProvideCredentials>,
        environment: Arc<dyn Environment>,
    ) -> Self {
        Self(Arc::new(Shared {
            source,
            environment,
            state: Mutex::default(),
            turn: Turn::new(None),
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What it holds is whole at any time.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cached credentials, unless the source must be asked.
    pub(in crate::runtime) fn at_hand(&self) -> Option<Credentials> {
        match self.state().judge(&*self.0.environment) {
            Judgement::Serve(credentials) => Some(credentials),
            Judgement::Replace(_) | Judgement::Lacking => None,
        }
    }

    async fn get(&self) -> Result<Credentials, CredentialsError> {
        let (judgement, rounds) = {
            let state = self.state();
            (state.judge(&*self.0.environment), state.rounds)
        };
        match judgement {
            Judgement::Serve(credentials) => Ok(credentials),
            Judgement::Replace(old) => match self.0.turn.try_lock() {
                Ok(turn) => Ok(self.replace(turn, rounds, old).await),
                // Somebody is asking already.
                Err(_) => Ok(old),
            },
            Judgement::Lacking => {
                let turn = self.0.turn.lock().await;
                self.fetch(turn, rounds).await
            }
        }
    }

    /// Asks the source, unless another call has done so while this one waited for the lock.
    async fn fetch(
        &self,
        mut turn: MyTurn<'_, Option<Asking>>,
        seen: u64,
    ) -> Result<Credentials, CredentialsError> {
        {
            let state = self.state();
            if state.rounds != seen {
                if let Judgement::Serve(credentials) | Judgement::Replace(credentials) =
                    state.judge(&*self.0.environment)
                {
                    return Ok(credentials);
                }
                if let Some(failure) = &state.failure {
                    return Err(failure.clone());
                }
            }
        }
        let answer = self.answer(&mut turn).await;
        self.keep(turn, answer)
    }

    /// Waits for the source, and asks it unless a request is pending.
    async fn answer(&self, turn: &mut Option<Asking>) -> Result<Credentials, CredentialsError> {
        let source = &self.0.source;
        let pending = Pending(turn);
        let asking = pending.0.get_or_insert_with(|| {
            let source = Arc::clone(source);
            Box::pin(async move { source.provide().await })
        });
        // What has answered is not asked again; what has not stays, should this call be given up.
        let answer = asking.await;
        *pending.0 = None;
        answer
    }

    /// Replaces valid credentials, and falls back on them.
    async fn replace(
        &self,
        mut turn: MyTurn<'_, Option<Asking>>,
        seen: u64,
        old: Credentials,
    ) -> Credentials {
        if self.state().rounds != seen {
            return old;
        }
        let answer = tokio::time::timeout(PATIENCE, self.answer(&mut turn)).await;
        let answer = answer.unwrap_or_else(|_| {
            Err(CredentialsError::failed(format!(
                "no reply within {PATIENCE:?}"
            )))
        });
        self.keep(turn, answer).unwrap_or(old)
    }

    /// Ends a refresh. The lock is released only after the outcome is visible.
    fn keep(
        &self,
        turn: MyTurn<'_, Option<Asking>>,
        answer: Result<Credentials, CredentialsError>,
    ) -> Result<Credentials, CredentialsError> {
        let answer = answer.and_then(|credentials| whole(credentials, self.0.source.name()));
        let mut state = self.state();
        state.rounds += 1;
        state.pause_ends = self.0.environment.now().checked_add(PAUSE);
        match &answer {
            Ok(credentials) => {
                state.kept = Some(credentials.clone());
                state.failure = None;
            }
            Err(error) => state.failure = Some(error.clone()),
        }
        drop(state);
        drop(turn);
        answer
    }
}

/// The credentials, unless a part of them is missing.
fn whole(credentials: Credentials, source: &str) -> Result<Credentials, CredentialsError> {
    let credentials = credentials.or_from(source);
    if !credentials.lack_token() {
        return Ok(credentials);
    }
    Err(CredentialsError::failed(format!(
        "{}: the access key id begins as those of temporary keys do, which are refused without their session \
         token; set the token as well",
        credentials.source().unwrap_or(source)
    )))
}

impl ProvideCredentials for CredentialsCache {
    fn name(&self) -> &str {
        self.0.source.name()
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.get())
    }

    fn invalidate(&self, refused: &Credentials) -> bool {
        let keeps = |state: &State| {
            state
                .kept
                .as_ref()
                .is_some_and(|kept| kept.is_same_as(refused))
        };
        if !keeps(&self.state()) {
            // Another call has replaced them already.
            return true;
        }
        let worth = self.0.source.invalidate(refused);
        let mut state = self.state();
        if worth && keeps(&state) {
            state.kept = None;
        }
        worth
    }
}

impl fmt::Debug for CredentialsCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CredentialsCache")
            .field(&self.0.source)
            .finish()
    }
}
