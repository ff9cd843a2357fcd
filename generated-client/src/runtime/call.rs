//! One call: a request with its options, which becomes a future.
//!
//! Knows the request's type, and that type alone. Gives the request, as bytes too, to where the answer
//! comes from. Must stay thin: this is the part that is compiled anew for every action.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::BoxFuture;
use super::action::{Action, Description};
use super::client::Client;
use super::error::{Error, ErrorKind};
use super::options::Options;
use super::pages::{Items, Pages, Paginated};
use super::payload::encode;
use super::presigned::{Presign, PresignedUrl};
use super::retry::RetryPolicy;
use super::signed_request::SignedRequest;
use super::source::{CallFuture, Source};
use super::time_limit::TimeLimit;

/// A call that has not been made yet: await it, possibly after setting options for this call alone.
///
/// # Cancellation
///
/// Dropping the future gives the call up. Whether the server processes it is then not known.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<A: Action> {
    source: Source<A>,
    request: A,
    options: Options,
}

impl Client {
    /// Prepares a call, which is made when it is awaited.
    pub fn call<A: Action>(&self, request: A) -> Call<A> {
        Call::new(Source::Client(self.clone()), request)
    }
}

impl<A: Action> Call<A> {
    pub(super) fn new(source: Source<A>, request: A) -> Self {
        Self {
            source,
            request,
            options: Options::default(),
        }
    }

    /// A call whose answer is known already, for a stand-in of a service's client.
    ///
    /// It sends nothing and needs no runtime. The request is checked all the same: one that violates
    /// its documented constraints fails as it would with the client. Options may be set; they have
    /// nothing to act upon. The module `testing`, behind the feature of that name, has an example.
    pub fn answer(request: A, answer: Result<A::Output, Error>) -> Self {
        let mut answer = Some(answer);
        Self::answer_with(request, move |_| {
            answer.take().unwrap_or_else(|| {
                Err(Error::new(
                    ErrorKind::Unanswered,
                    "the stand-in has one answer, and gave it already",
                ))
            })
        })
    }

    /// Like [`answer`](Self::answer), for a call that may be made more than once, such as one whose
    /// pages follow each other: each time the function is given the request and gives the answer.
    pub fn answer_with(
        request: A,
        answer: impl FnMut(&A) -> Result<A::Output, Error> + Send + 'static,
    ) -> Self {
        Self::new(Source::StandIn(Box::new(answer)), request)
    }

    /// A call that nobody answers: it fails with [`ErrorKind::Unanswered`]. The methods of a
    /// version's trait `Api` do this unless they are written out or a client is named.
    pub fn unanswered(request: A) -> Self {
        let error = Error::new(ErrorKind::Unanswered, "the stand-in has no such method");
        Self::answer(request, Err(error))
    }

    /// How long this call may take, from its turn under the rate limit to the last byte of the last
    /// attempt's reply; `None` for without end. Unless said here, the client's
    /// [limit](super::config::ConfigBuilder::timeout) holds.
    pub fn timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.timeout = limit.into();
        self
    }

    /// How long each attempt may take, from sending the request to the last byte of the reply;
    /// `None` for as long as the call may. Unless said here, the client's
    /// [limit](super::config::ConfigBuilder::attempt_timeout) holds.
    pub fn attempt_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.attempt_timeout = limit.into();
        self
    }

    /// How long connecting may take where this call needs a new connection; `None` for as long as
    /// the attempt may. Unless said here, the client's
    /// [limit](super::config::ConfigBuilder::connect_timeout) holds. Calls with another share
    /// connections with each other, and not with the client's other calls.
    pub fn connect_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.connect_timeout = limit.into();
        self
    }

    /// Whether and when this call is repeated if it fails, in place of the client's
    /// [policy](super::config::ConfigBuilder::retry).
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.options.retry = Some(Arc::new(policy));
        self
    }

    /// Whether this call may be made twice without harm, in place of what the specification says of
    /// its action. With `true` it is repeated also when an attempt may have been processed already.
    pub fn idempotent(mut self, is_so: bool) -> Self {
        self.options.idempotent = Some(is_so);
        self
    }

    /// The region this call goes to.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.options.region = Some(region.into());
        self
    }

    /// Signs the request as the call would send it now, and sends nothing: to look at it, to keep it
    /// as evidence, or to send it by other means within the 15 minutes for which a signature holds.
    ///
    /// It waits for credentials and for nothing else; a limit of calls per second is not drawn on.
    ///
    /// # Errors
    ///
    /// As when the call is awaited, for all that can fail before anything is sent.
    pub fn signed_request(self) -> BoxFuture<'static, Result<SignedRequest, Error>> {
        let payload = encode(&self.request);
        let action = Description::of::<A>();
        Box::pin(async {
            self.source
                .client()?
                .sign(action, payload, self.options)
                .await
        })
    }

    /// Signs a URL by which anybody can make this call once or several times, without credentials of
    /// their own, until it has expired. Nothing is sent.
    ///
    /// `expires` is how long the URL is to be valid, in whole seconds. One that is made with temporary
    /// credentials ends with them, if that is earlier. Only actions that are called by `GET` have such
    /// URLs. Headers that an [observer](super::observe) adds are no part of them.
    ///
    /// The host is part of the signature, as with the platform's own newer clients, so the URL works
    /// with that host only. `X-Expires` is the parameter that limits its life.
    ///
    /// # Errors
    ///
    /// As when the call is awaited, for all that can fail before anything is sent;
    /// [`ErrorKind::InvalidRequest`] when `expires` is less than a second.
    pub fn presign(self, expires: Duration) -> BoxFuture<'static, Result<PresignedUrl, Error>>
    where
        A: Presign,
    {
        let payload = encode(&self.request);
        let action = Description::of::<A>();
        Box::pin(async move {
            let client = self.source.client()?;
            client.presign(action, payload, self.options, expires).await
        })
    }
}

impl<A: Paginated> Call<A> {
    /// The items of the whole list, from the page that the request asks for to the last: a stream
    /// that makes this call, with its options, once for each page.
    ///
    /// ```no_run
    /// # use generated_client::Error;
    /// # use generated_client::runtime::{Call, Paginated};
    /// # async fn example<A: Paginated>(call: Call<A>) -> Result<(), Error> {
    /// let mut count = 0;
    /// let mut items = call.items();
    /// while let Some(item) = items.next().await {
    ///     let item = item?;
    ///     count += 1;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items(self) -> Items<A> {
        Items::new(self.pages())
    }

    /// The pages of the whole list, from the one that the request asks for to the last: a stream that
    /// makes this call, with its options, once for each, and gives the whole replies.
    pub fn pages(self) -> Pages<A> {
        Pages::new(self.source, self.request, self.options)
    }
}

#[cfg(feature = "blocking")]
impl<A: Action> Call<A> {
    /// Makes the call and waits for it, where there is no async code: the feature `blocking`.
    ///
    /// A thread of the client's drives it, so that no runtime is needed, and none is in the way. Within
    /// async code it works as well, but holds up the thread that it is called on: await the call there.
    ///
    /// # Errors
    ///
    /// As when the call is awaited, and [`ErrorKind::InvalidConfiguration`] when the thread cannot be
    /// started.
    pub fn send_blocking(mut self) -> Result<A::Reply, Error> {
        let answer = self.source.make_blocking(&self.request, self.options);
        answer.map(A::Reply::from)
    }
}

impl<A: Action> IntoFuture for Call<A> {
    type Output = Result<A::Reply, Error>;
    type IntoFuture = CallFuture<A>;

    fn into_future(mut self) -> CallFuture<A> {
        self.source.make(&self.request, self.options)
    }
}

impl<A: Action> fmt::Debug for Call<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("action", &A::ACTION)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// The call of a method of a version's trait `Api` that is not written out: the client's, or nobody's.
pub fn pass_on<A: Action>(client: Option<&Client>, request: A) -> Call<A> {
    match client {
        Some(client) => client.call(request),
        None => Call::unanswered(request),
    }
}
