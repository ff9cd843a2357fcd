//! Time limits of connecting, per call.
//!
//! Knows the limit of the call that needs a connection. Gives up connecting after it. Must never
//! know how connecting is done.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tower_layer::Layer;
use tower_service::Service;

/// Time limit of connecting for a request; `None` for no limit but that of the request.
///
/// A client puts it into the extensions of requests whose call sets a limit and, if it uses a
/// custom transport, of all requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectLimit(pub Option<Duration>);

tokio::task_local! {
    /// The limit of the request that is being sent. `reqwest` knows one for all requests only; but
    /// it begins to connect within the task that sends.
    static LIMIT: Option<Duration>;
}

/// Runs what sends a request, under this limit.
pub(super) async fn limited<F: Future>(limit: Option<Duration>, sending: F) -> F::Output {
    LIMIT.scope(limit, sending).await
}

/// Puts the limit of the request around whatever connects.
#[derive(Debug, Clone, Copy)]
pub(super) struct LimitConnecting;

impl<S> Layer<S> for LimitConnecting {
    type Service = Limited<S>;

    fn layer(&self, connector: S) -> Limited<S> {
        Limited(connector)
    }
}

/// A connector under the limit.
#[derive(Debug, Clone)]
pub(super) struct Limited<S>(S);

type BoxError = Box<dyn StdError + Send + Sync>;

impl<S, R> Service<R> for Limited<S>
where
    S: Service<R, Error = BoxError>,
    S::Future: Send + 'static,
    S::Response: 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.0.call(request);
        let Ok(Some(limit)) = LIMIT.try_with(|limit| *limit) else {
            return Box::pin(connecting);
        };
        Box::pin(async move {
            match tokio::time::timeout(limit, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            }
        })
    }
}
