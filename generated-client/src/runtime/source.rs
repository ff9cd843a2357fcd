//! Where the answer to a call comes from.
//!
//! Knows the client, and the stand-in that can take its place. Gives the future of the answer, or
//! waits for it. Must stay thin: it is compiled for every action.

use std::fmt;
#[cfg(feature = "blocking")]
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::BoxFuture;
use super::action::{Action, Description};
use super::client::{Answered, Client};
use super::envelope::{Response, ResponseMetadata};
use super::error::{Error, ErrorKind};
use super::options::Options;
use super::payload::encode;

/// Where the answer to a call comes from. A call may be made several times, page by page.
pub(super) enum Source<A: Action> {
    /// From the service.
    Client(Client),
    /// From the caller.
    StandIn(StandIn<A>),
}

/// Answers requests instead of a service.
type StandIn<A> = Box<dyn FnMut(&A) -> Result<<A as Action>::Output, Error> + Send>;

impl<A: Action> Source<A> {
    /// Makes a call.
    pub(super) fn make(&mut self, request: &A, options: Options) -> CallFuture<A> {
        let outcome = match self {
            Self::Client(client) => {
                let payload = encode(request);
                let action = Description::of::<A>();
                Outcome::Coming(Box::pin(client.clone().exchange(action, payload, options)))
            }
            Self::StandIn(stand_in) => {
                Outcome::Known(Some(Box::new(answered(request, &options, stand_in))))
            }
        };
        CallFuture { outcome }
    }

    /// The client, which alone can sign.
    pub(super) fn client(self) -> Result<Client, Error> {
        match self {
            Self::Client(client) => Ok(client),
            Self::StandIn(_) => Err(Error::new(
                ErrorKind::Unanswered,
                "a test double signs nothing",
            )),
        }
    }

    /// Makes a call and waits for it.
    #[cfg(feature = "blocking")]
    pub(super) fn make_blocking(
        &mut self,
        request: &A,
        mut options: Options,
    ) -> Result<Response<A::Output>, Error> {
        match self {
            Self::Client(client) => {
                let worker = client.worker()?;
                options.worker = Some(worker.clone());
                let limit = client.limit(&options);
                worker.wait(limit, self.make(request, options).response())
            }
            Self::StandIn(stand_in) => answered(request, &options, stand_in),
        }
    }

    /// Waits for a call that was made without waiting.
    #[cfg(feature = "blocking")]
    pub(super) fn wait(
        &self,
        call: CallFuture<A>,
        options: &Options,
    ) -> Result<Response<A::Output>, Error> {
        match (self, call.outcome) {
            (_, Outcome::Known(Some(answer))) => *answer,
            (Self::Client(client), outcome) => {
                let call = CallFuture::<A> { outcome };
                client
                    .worker()?
                    .wait(client.limit(options), call.response())
            }
            (Self::StandIn(_), _) => Err(Error::new(
                ErrorKind::Unanswered,
                "the test double has already given its answer",
            )),
        }
    }
}

/// The outcome of a call that a stand-in answers.
fn answered<A: Action>(
    request: &A,
    options: &Options,
    stand_in: &mut StandIn<A>,
) -> Result<Response<A::Output>, Error> {
    let idempotent = options.idempotent.unwrap_or(A::IDEMPOTENT);
    let result = encode(request)
        .and_then(|_| stand_in(request))
        .map_err(|error| error.of_action(A::ACTION, idempotent))?;
    let region = options.region.as_deref();
    let metadata = ResponseMetadata {
        request_id: String::new(),
        action: A::ACTION.to_owned(),
        version: A::VERSION.to_owned(),
        service: A::SERVICE.signing_name.to_owned(),
        region: region.unwrap_or(A::SERVICE.default_region).to_owned(),
    };
    Ok(Response { metadata, result })
}

/// A call being made.
#[must_use = "a future does nothing until it is awaited"]
pub struct CallFuture<A: Action> {
    outcome: Outcome<A::Output>,
}

enum Outcome<T> {
    Coming(BoxFuture<'static, Result<Answered, Error>>),
    /// `None` once it was given.
    Known(Option<Box<Result<Response<T>, Error>>>),
}

impl<A: Action> CallFuture<A> {
    /// As [`poll`](Future::poll), whatever the action's reply is.
    pub(super) fn poll_response(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Response<A::Output>, Error>> {
        match &mut self.outcome {
            Outcome::Coming(answer) => answer
                .as_mut()
                .poll(context)
                .map(|answer| answer.and_then(Answered::read)),
            Outcome::Known(answer) => match answer.take() {
                Some(answer) => Poll::Ready(*answer),
                // A future that was ready may be pending from then on.
                None => Poll::Pending,
            },
        }
    }

    /// Waits for the answer, whatever the action's reply is.
    #[cfg(feature = "blocking")]
    async fn response(mut self) -> Result<Response<A::Output>, Error> {
        poll_fn(|context| self.poll_response(context)).await
    }
}

impl<A: Action> Future for CallFuture<A> {
    type Output = Result<A::Reply, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.poll_response(context)
            .map(|answer| answer.map(A::Reply::from))
    }
}

impl<A: Action> fmt::Debug for CallFuture<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}
