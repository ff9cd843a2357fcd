//! A transport that plays a script.
//!
//! Knows which answer is next. Gives it to the next request, and records the request. Must never
//! reach anything outside.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use bytes::Bytes;

use super::{Answer, Recorded};
use crate::runtime::BoxFuture;
use crate::runtime::config::{Config, ConfigBuilder};
use crate::runtime::credentials::Credentials;
use crate::runtime::environment::Environment;
use crate::runtime::limit::RateLimit;
use crate::runtime::transport::{Failure, Transport, TransportError};

/// Answers requests from a list and records them. Clones share both.
///
/// A request gets the next answer for [its action](Self::on), or else the next of the list, or else
/// the [default](Self::otherwise). Without any of them, the call fails with the kind
/// [`Unanswered`](crate::ErrorKind::Unanswered).
#[derive(Debug, Clone, Default)]
pub struct Script(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    list: VecDeque<Answer>,
    of_actions: BTreeMap<String, VecDeque<Answer>>,
    rest: Option<Answer>,
    requests: Vec<Recorded>,
    unanswered: Vec<String>,
}

impl Script {
    /// Creates a script that gives these answers in order.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let script = Self::default();
        script.state().list.extend(some_times(answers));
        script
    }

    /// Adds an answer to the end of the list.
    pub fn then(&self, answer: impl Into<Answer>) -> &Self {
        self.state().list.extend(some_times([answer.into()]));
        self
    }

    /// Adds an answer for this action only.
    pub fn on(&self, action: impl Into<String>, answer: impl Into<Answer>) -> &Self {
        let answers = some_times([answer.into()]);
        let mut state = self.state();
        let of_action = state.of_actions.entry(action.into()).or_default();
        of_action.extend(answers);
        drop(state);
        self
    }

    /// Sets the answer to every request without another one. [`finish`](Self::finish) ignores how
    /// often it is used.
    pub fn otherwise(&self, answer: impl Into<Answer>) -> &Self {
        self.state().rest = Some(answer.into());
        self
    }

    /// Settings of a client that uses this script: fixed keys without any access, no rate limit,
    /// and no access to variables or files.
    pub fn config(&self) -> ConfigBuilder {
        Config::builder()
            .credentials(Credentials::new("AKSCRIPTED", "opens-nothing"))
            .environment(Nothing)
            .rate_limit(RateLimit::off())
            .transport(self.clone())
    }

    /// The requests so far, in order, one per attempt.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// Checks that all answers were used and all requests had an answer.
    ///
    /// # Errors
    ///
    /// [`Unfinished`], which lists the unused answers and the unanswered requests.
    pub fn finish(&self) -> Result<(), Unfinished> {
        let state = self.state();
        let of_list = state.list.iter().map(Answer::summary);
        let of_actions = state.of_actions.iter().flat_map(|(action, answers)| {
            answers
                .iter()
                .map(move |answer| format!("{} for {action}", answer.summary()))
        });
        let unfinished = Unfinished {
            unused: of_list.chain(of_actions).collect(),
            unanswered: state.unanswered.clone(),
        };
        if unfinished.unused.is_empty() && unfinished.unanswered.is_empty() {
            Ok(())
        } else {
            Err(unfinished)
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The answer to a request for an action.
    fn next(&mut self, action: &str) -> Option<Answer> {
        self.of_actions
            .get_mut(action)
            .and_then(take)
            .or_else(|| take(&mut self.list))
            .or_else(|| self.rest.clone())
    }
}

fn some_times(answers: impl IntoIterator<Item = Answer>) -> impl Iterator<Item = Answer> {
    answers.into_iter().filter(|answer| answer.times > 0)
}

/// Takes the first answer, once.
fn take(answers: &mut VecDeque<Answer>) -> Option<Answer> {
    let first = answers.front_mut()?;
    if first.times > 1 {
        first.times -= 1;
        Some(first.clone())
    } else {
        answers.pop_front()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let request = Recorded::new(request);
        let mut state = self.state();
        let answer = state.next(request.action());
        if answer.is_none() {
            state.unanswered.push(request.action().to_owned());
        }
        state.requests.push(request.clone());
        let number = state.requests.len();
        drop(state);
        Box::pin(async move {
            let Some(answer) = answer else {
                let reason = format!("the script has no answer left for request {number}");
                return Err(TransportError::new(Failure::Unanswered).with_source(reason));
            };
            let reply = answer.play(&request, number).await?;
            if reply.body().len() > limit {
                return Err(TransportError::new(Failure::TooLarge { limit })
                    .with_status(reply.status().as_u16()));
            }
            Ok(reply)
        })
    }
}

/// The differences between a script and the calls that it received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    unused: Vec<String>,
    unanswered: Vec<String>,
}

impl Unfinished {
    /// Descriptions of the unused answers.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }

    /// The actions of the unanswered requests.
    pub fn unanswered(&self) -> &[String] {
        &self.unanswered
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (what, list) in [
            ("answers that were not used", &self.unused),
            ("requests without an answer", &self.unanswered),
        ] {
            if !list.is_empty() {
                write!(f, "{separator}{what}: {}", list.join("; "))?;
                separator = "; ";
            }
        }
        Ok(())
    }
}

impl std::error::Error for Unfinished {}

/// An environment without variables and files; the clock is the system's.
#[derive(Debug, Clone, Copy)]
struct Nothing;

impl Environment for Nothing {
    fn variable(&self, _: &str) -> Option<OsString> {
        None
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "it is the environment of clients in tests"
    )]
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn read_file(&self, _: &Path) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }
}
