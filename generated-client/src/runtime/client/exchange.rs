//! A call: as many attempts as it takes and is allowed.
//!
//! Knows in which order limit, credentials, attempt and pause follow each other. Gives the reply of
//! the attempt that succeeded, or the error of the last one. Must never repeat what may have been
//! done, unless it may be done twice.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::time::Duration;

use tokio::time::Instant;
use tracing::Instrument;

use super::answered::Answered;
use super::attempt::{Arrived, Failed, Outgoing, Target};
use super::message::Message;
use super::progress::{Progress, Repairs, Stage};
use super::trace;
use super::{Client, Shared};
use crate::runtime::action::Description;
use crate::runtime::config::{DEFAULT_CONNECT_TIMEOUT, DEFAULT_TIMEOUT};
use crate::runtime::credentials::{Credentials, ProvideCredentials};
use crate::runtime::endpoint::check_region;
use crate::runtime::error::{Error, ErrorKind, blames_clock, blames_keys};
use crate::runtime::observe::Finished;
use crate::runtime::options::Options;
use crate::runtime::payload::Payload;
use crate::runtime::retry::{self, Attempts, FailedAttempt, RetryPolicy};
use crate::runtime::time_limit::TimeLimit;
use crate::runtime::transport::{ConnectLimit, Sending};

impl Client {
    /// Makes a call. The future holds everything it needs.
    // No `async fn`: that would hold the arguments twice.
    pub(in crate::runtime) fn exchange(
        self,
        mut action: Description,
        payload: Result<Payload, Error>,
        options: Options,
    ) -> impl Future<Output = Result<Answered, Error>> + Send + 'static {
        if let Some(idempotent) = options.idempotent {
            action.idempotent = idempotent;
        }
        async move {
            let span = trace::call(&action);
            let mut progress = Progress::new();
            let outcome = self
                .0
                .in_time(&action, payload, &options, &mut progress)
                .instrument(span.clone())
                .await;
            match outcome {
                Ok(Arrived {
                    opened,
                    confidential,
                }) => {
                    let request_id = || confidential.remove_from_text(opened.request_id());
                    trace::succeeded(&span, opened.status(), request_id, progress.attempts);
                    Ok(Answered {
                        opened,
                        confidential,
                        action,
                        attempts: progress.attempts,
                    })
                }
                Err(error) => {
                    let error = error
                        .of_action(action.name, action.idempotent)
                        .with_attempts(progress.attempts);
                    trace::failed(&span, &error);
                    Err(error)
                }
            }
        }
    }
}

impl Shared {
    async fn in_time(
        &self,
        action: &Description,
        payload: Result<Payload, Error>,
        options: &Options,
        progress: &mut Progress,
    ) -> Result<Arrived, Error> {
        let payload = payload?;
        let limit = self.limit(options);
        let deadline = limit.and_then(|limit| progress.begun.checked_add(limit));
        let region = match self.region_at_hand(action, options) {
            Some(region) => region,
            // On the heap, since most calls need no room for it.
            None => match Box::pin(self.keys_until(deadline, progress)).await {
                Some(keys) => self.region_with(action, options, &keys?),
                None => return Err(progress.out_of_time(limit.unwrap_or_default())),
            },
        };
        let target = self.target(action, payload, options, &region)?;
        let policy = options.retry.as_deref().unwrap_or(&*self.config.retry);
        // A call is held in two parts, each of a size that allocators have at hand.
        let attempts = Box::pin(retry::repeat(CallAttempts {
            shared: self,
            target: &target,
            policy,
            deadline,
            progress,
        }));
        let (Some(limit), Some(end)) = (limit, deadline) else {
            return attempts.await;
        };
        let outcome = tokio::time::timeout_at(end, attempts).await;
        outcome.unwrap_or_else(|_| Err(self.cut_off(&target, limit, progress)))
    }

    /// The region that a call goes to, unless its keys decide and are not known yet.
    fn region_at_hand<'a>(
        &'a self,
        action: &Description,
        options: &'a Options,
    ) -> Option<Cow<'a, str>> {
        if let Some(region) = self.given_region(options) {
            return Some(region.into());
        }
        let keys = self.credentials.at_hand()?;
        Some(self.region_with(action, options, &keys))
    }

    /// The keys of a call; `None` when the time is over before they are known.
    async fn keys_until(
        &self,
        deadline: Option<Instant>,
        progress: &mut Progress,
    ) -> Option<Result<Credentials, Error>> {
        progress.stage = Stage::Credentials;
        let keys = self.keys(progress);
        match deadline {
            None => Some(keys.await),
            Some(deadline) => tokio::time::timeout_at(deadline, keys).await.ok(),
        }
    }

    fn given_region<'a>(&'a self, options: &'a Options) -> Option<&'a str> {
        options.region.as_deref().or(self.config.region.as_deref())
    }

    /// The region of a call whose keys are known.
    pub(super) fn region_with<'a>(
        &'a self,
        action: &Description,
        options: &'a Options,
        keys: &Credentials,
    ) -> Cow<'a, str> {
        if let Some(region) = self.given_region(options) {
            return region.into();
        }
        let own = keys.region().filter(|region| action.service.serves(region));
        match own {
            Some(region) => region.to_owned().into(),
            None => action.service.default_region.into(),
        }
    }

    /// The error of a call that timed out. Observers are notified of the attempt in progress.
    #[cold]
    fn cut_off(&self, target: &Target<'_>, limit: Duration, progress: &mut Progress) -> Error {
        if progress.stage != Stage::Attempt {
            return progress.out_of_time(limit);
        }
        let error = || target.too_slow(limit, &progress.sending);
        let failed = Failed {
            error: error().of_action(target.action.name, target.action.idempotent),
            server_time: None,
            moved_by: 0,
        };
        let outcome = Err(failed);
        self.tell(
            target,
            progress.attempts,
            progress.attempt_begun,
            &outcome,
            &Next::End(None),
        );
        match (outcome, progress.last_error.take()) {
            (Err(failed), Some(last)) => failed.error.with_source(last),
            (Err(failed), None) => failed.error,
            (Ok(_), _) => error(),
        }
    }

    /// How long a call may take.
    pub(super) fn limit(&self, options: &Options) -> Option<Duration> {
        options
            .timeout
            .or(self.config.timeout)
            .or(DEFAULT_TIMEOUT)
            .duration()
    }

    pub(super) fn target<'a>(
        &'a self,
        action: &'a Description,
        payload: Payload,
        options: &'a Options,
        region: &'a str,
    ) -> Result<Target<'a>, Error> {
        check_region(region)?;
        let endpoint = match &self.endpoint {
            Some(endpoint) => Cow::Borrowed(endpoint),
            None => {
                let dual_stack = self.config.dual_stack;
                Cow::Owned(self.endpoints.of(action.service, region, dual_stack)?)
            }
        };
        // A transport that the client made has the client's limit already.
        let has_limit =
            options.connect_timeout == TimeLimit::Unset && !self.config.brings_transport();
        let connect_limit = (!has_limit).then(|| {
            let limit = options.connect_timeout.or(self.config.connect_timeout);
            ConnectLimit(limit.or(DEFAULT_CONNECT_TIMEOUT).duration())
        });
        Ok(Target {
            action,
            message: Message::new(action, payload),
            region,
            endpoint,
            transport: &**options.transport().unwrap_or(&self.transport),
            attempt_limit: options
                .attempt_timeout
                .or(self.config.attempt_timeout)
                .duration(),
            connect_limit,
        })
    }

    /// Waits for what an attempt needs, and signs its request.
    async fn prepared(
        &self,
        target: &Target<'_>,
        deadline: Option<Instant>,
        progress: &mut Progress,
    ) -> Result<(Outgoing, Credentials), Error> {
        progress.stage = Stage::Turn;
        let turn = match self.limits.turn(target.action, deadline).await {
            Ok(turn) => turn,
            Err(refused) => {
                return Err(match progress.last_error.take() {
                    Some(last) => {
                        last.with_end("the client's rate limit left no time for another attempt")
                    }
                    None => refused,
                });
            }
        };
        progress.stage = Stage::Credentials;
        let credentials = self.keys(progress).await?;
        let number = progress.attempts + 1;
        let outgoing = self.signed(target, &credentials, number)?;
        progress.stage = Stage::Attempt;
        progress.attempts = number;
        turn.used();
        progress.attempt_begun = Instant::now();
        if number > 1 {
            progress.sending = Sending::default();
        }
        Ok((outgoing, credentials))
    }

    pub(super) async fn keys(&self, progress: &mut Progress) -> Result<Credentials, Error> {
        if let Some(credentials) = self.credentials.at_hand() {
            return Ok(credentials);
        }
        let error = match self.credentials.provide().await {
            Ok(credentials) => return Ok(credentials),
            Err(error) => error,
        };
        // Without the reply before it the reader would not know why credentials were asked for
        // again.
        let before = progress.last_error.take().and_then(|last| {
            let code = last.code()?;
            Some(format!(" (requested after {code})"))
        });
        let message = format!("{error}{}", before.unwrap_or_default());
        Err(Error::new(ErrorKind::NoCredentials, message).with_source(error))
    }

    /// What follows a failed attempt.
    fn next(
        &self,
        failed: &Failed,
        credentials: &Credentials,
        policy: &dyn RetryPolicy,
        deadline: Option<Instant>,
        progress: &mut Progress,
    ) -> Next {
        let error = &failed.error;
        if policy.repairs() && self.repair(failed, credentials, &mut progress.repairs) {
            return Next::After(Duration::ZERO);
        }
        let elapsed = progress.begun.elapsed();
        let seen = FailedAttempt::new(error, progress.number(), elapsed);
        let Some(pause) = policy.pause(&seen) else {
            return Next::End(None);
        };
        let begins = Instant::now().checked_add(pause);
        if deadline.is_some_and(|deadline| begins.is_none_or(|begins| begins >= deadline)) {
            return Next::End(Some(
                "the next attempt would start after the call's timeout",
            ));
        }
        if !self.purse.take() {
            return Next::End(Some("the client's retry budget is used up"));
        }
        Next::After(pause)
    }

    /// Whether the service refused the call for a reason that is out of the way now: a wrong clock
    /// or stale keys, each once per call.
    fn repair(&self, failed: &Failed, credentials: &Credentials, done: &mut Repairs) -> bool {
        let Some(code) = failed.error.code() else {
            return false;
        };
        if blames_clock(code)
            && !done.clock
            && let Some(server_time) = failed.server_time
            && self
                .clock
                .correct(failed.moved_by, self.environment.now(), server_time)
        {
            done.clock = true;
            return true;
        }
        if blames_keys(code) && !done.keys && self.credentials.invalidate(credentials) {
            done.keys = true;
            return true;
        }
        false
    }

    /// Notifies observers of a finished attempt.
    fn tell(
        &self,
        target: &Target<'_>,
        number: u32,
        begun: Instant,
        outcome: &Result<Arrived, Failed>,
        next: &Next,
    ) {
        if self.config.observers.is_empty() && !trace::sees_attempts() {
            return;
        }
        let request_id = |arrived: &Arrived| {
            let id = arrived.opened.request_id();
            arrived.confidential.remove_from_text(id)
        };
        let finished = Finished {
            request_id: outcome.as_ref().ok().map(request_id),
            about: target.about(number),
            elapsed: begun.elapsed(),
            outcome: match outcome {
                Ok(arrived) => Ok(&arrived.opened),
                Err(failed) => Err(&failed.error),
            },
            pause: match next {
                Next::After(pause) => Some(*pause),
                Next::End(_) => None,
            },
        };
        trace::attempt(&target.endpoint, &finished);
        for observer in &self.config.observers {
            observer.after_attempt(&finished);
        }
    }
}

/// The attempts of one call.
struct CallAttempts<'a> {
    shared: &'a Shared,
    target: &'a Target<'a>,
    policy: &'a dyn RetryPolicy,
    deadline: Option<Instant>,
    progress: &'a mut Progress,
}

impl Attempts for CallAttempts<'_> {
    type Settled = Result<Arrived, Error>;

    async fn attempt(&mut self) -> ControlFlow<Self::Settled, Duration> {
        let Self {
            shared,
            target,
            policy,
            deadline,
            ref mut progress,
        } = *self;
        let (outgoing, credentials) = match shared.prepared(target, deadline, progress).await {
            Ok(prepared) => prepared,
            Err(error) => return ControlFlow::Break(Err(error)),
        };
        let number = progress.attempts;
        let sending = progress.sending.clone();
        let outcome = shared.sent(target, outgoing, number, sending).await;
        progress.stage = Stage::Pause;

        let next = match &outcome {
            Ok(_) => Next::End(None),
            Err(failed) => {
                if failed.error.is_throttled() {
                    shared
                        .limits
                        .slow_down(target.action, progress.attempt_begun);
                }
                shared.next(failed, &credentials, policy, deadline, progress)
            }
        };
        shared.tell(target, number, progress.attempt_begun, &outcome, &next);
        let failed = match outcome {
            Ok(arrived) => {
                shared.purse.succeeded(progress.number() > 1);
                return ControlFlow::Break(Ok(arrived));
            }
            Err(failed) => failed,
        };
        match next {
            Next::End(None) => ControlFlow::Break(Err(failed.error)),
            Next::End(Some(reason)) => ControlFlow::Break(Err(failed.error.with_end(reason))),
            Next::After(pause) => {
                progress.last_error = Some(failed.error);
                ControlFlow::Continue(pause)
            }
        }
    }
}

/// What follows an attempt.
enum Next {
    /// Nothing; for this reason, where it is not the failure itself.
    End(Option<&'static str>),
    /// Another attempt, after a pause.
    After(Duration),
}
