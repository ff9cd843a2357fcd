//! One call: a request with its options, which becomes a future.
//!
//! Knows only the request's type. Gives the request, also as bytes, to the source of the answer.
//! Must stay thin: this part is compiled for every action.

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

/// A call that has not been made yet. Set options for this call if you like, then await it.
///
/// # Cancellation
///
/// Dropping the future abandons the call. The server may still process it.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<A: Action> {
    source: Source<A>,
    request: A,
    options: Options,
}

impl Client {
    /// Prepares a call, which is made when awaited.
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

    /// A call with a fixed answer, for a test double of a service's client.
    ///
    /// It sends nothing and needs no runtime. The request is still validated: one that violates its
    /// documented constraints fails as it would with the client. Options can be set but have no
    /// effect. The module `testing` (feature `testing`) has an example.
    pub fn answer(request: A, answer: Result<A::Output, Error>) -> Self {
        let mut answer = Some(answer);
        Self::answer_with(request, move |_| {
            answer.take().unwrap_or_else(|| {
                Err(Error::new(
                    ErrorKind::Unanswered,
                    "the test double has only one answer, which was already used",
                ))
            })
        })
    }

    /// Like [`answer`](Self::answer), for a call that may be made several times, such as for each
    /// page: the function receives each request and returns its answer.
    pub fn answer_with(
        request: A,
        answer: impl FnMut(&A) -> Result<A::Output, Error> + Send + 'static,
    ) -> Self {
        Self::new(Source::StandIn(Box::new(answer)), request)
    }

    /// A call without an answer: it fails with [`ErrorKind::Unanswered`]. This is the default of
    /// the methods of a version's trait `Api`, unless it names a client.
    pub fn unanswered(request: A) -> Self {
        let error = Error::new(
            ErrorKind::Unanswered,
            "the test double does not implement this method",
        );
        Self::answer(request, Err(error))
    }

    /// Time limit of this call, from queueing for the rate limit to the last byte of the last
    /// attempt's reply; `None` for no limit. Overrides the client's
    /// [limit](super::config::ConfigBuilder::timeout).
    pub fn timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.timeout = limit.into();
        self
    }

    /// Time limit of each attempt, from sending the request to the last byte of the reply; `None`
    /// for no limit but that of the call. Overrides the client's
    /// [limit](super::config::ConfigBuilder::attempt_timeout).
    pub fn attempt_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.attempt_timeout = limit.into();
        self
    }

    /// Time limit of connecting, if this call needs a new connection; `None` for no limit but that
    /// of the attempt. Overrides the client's
    /// [limit](super::config::ConfigBuilder::connect_timeout). Calls with a different limit share
    /// connections with each other, but not with the client's other calls.
    pub fn connect_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.connect_timeout = limit.into();
        self
    }

    /// Whether and when to retry this call. Overrides the client's
    /// [policy](super::config::ConfigBuilder::retry).
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.options.retry = Some(Arc::new(policy));
        self
    }

    /// Whether it is safe to make this call twice. Overrides the specification of the action. With
    /// `true`, the call is retried even if an attempt may have been processed.
    pub fn idempotent(mut self, is_so: bool) -> Self {
        self.options.idempotent = Some(is_so);
        self
    }

    /// The region to call.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.options.region = Some(region.into());
        self
    }

    /// Signs the request as the call would send it now, without sending it. Use it to inspect or
    /// record the request, or to send it by other means within the 15 minutes for which a signature
    /// is valid.
    ///
    /// It waits only for credentials and does not count against the rate limit.
    ///
    /// # Errors
    ///
    /// As when the call is awaited, for everything that can fail before anything is sent.
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

    /// Signs a URL with which anybody can make this call, once or several times, without
    /// credentials, until it expires. Nothing is sent.
    ///
    /// `expires` is how long the URL is valid, in whole seconds. A URL signed with temporary
    /// credentials expires with them, if that is earlier. Only `GET` actions have such URLs.
    /// Headers that an [observer](super::observe) adds are not part of them.
    ///
    /// The host is part of the signature, as in the platform's newer clients, so the URL works only
    /// with that host. The parameter `X-Expires` limits its lifetime.
    ///
    /// # Errors
    ///
    /// As when the call is awaited, for everything that can fail before anything is sent;
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
    /// Streams the items of the whole list, from the requested page to the last. The stream makes
    /// this call, with its options, once per page.
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

    /// Streams the pages of the whole list as replies, from the requested page to the last. The
    /// stream makes this call, with its options, once per page.
    pub fn pages(self) -> Pages<A> {
        Pages::new(self.source, self.request, self.options)
    }
}

#[cfg(feature = "blocking")]
impl<A: Action> Call<A> {
    /// Makes the call and blocks until it is done, for code without async. Requires the feature
    /// `blocking`.
    ///
    /// The client makes it on a thread that needs no runtime and does not disturb one. It also
    /// works within async code but blocks the thread; await the call there instead.
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

/// The call of a method of a version's trait `Api` that is not implemented: the client's, or one
/// without an answer.
pub fn pass_on<A: Action>(client: Option<&Client>, request: A) -> Call<A> {
    match client {
        Some(client) => client.call(request),
        None => Call::unanswered(request),
    }
}
