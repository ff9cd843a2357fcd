//! How long a transport may take to connect, call by call.
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

/// How long connecting may take for a request: a client puts it into the request's extensions.
/// Without one the transport's own limit holds; with `None` it may take as long as the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectLimit(pub Option<Duration>);

tokio::task_local! {
    /// The limit of the request that is being sent. `reqwest` knows one for all requests only; but
    /// it begins to connect within the task that sends.
    static LIMIT: Option<ConnectLimit>;
}

/// Runs what sends a request, under the limit that goes with the request.
pub(super) async fn limited<F: Future>(limit: Option<ConnectLimit>, sending: F) -> F::Output {
    LIMIT.scope(limit, sending).await
}

/// Puts the limit around whatever connects, or this one where the request has none.
#[derive(Debug, Clone, Copy)]
pub(super) struct LimitConnecting(pub(super) Option<Duration>);

impl<S> Layer<S> for LimitConnecting {
    type Service = Limited<S>;

    fn layer(&self, connector: S) -> Limited<S> {
        Limited {
            connector,
            limit: self.0,
        }
    }
}

/// A connector under the limit.
#[derive(Debug, Clone)]
pub(super) struct Limited<S> {
    connector: S,
    limit: Option<Duration>,
}

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
        self.connector.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let limit = match LIMIT.try_with(|limit| *limit) {
            Ok(Some(ConnectLimit(limit))) => limit,
            Ok(None) | Err(_) => self.limit,
        };
        let connecting = self.connector.call(request);
        Box::pin(async move {
            let Some(limit) = limit else {
                return connecting.await;
            };
            tokio::time::timeout(limit, connecting)
                .await
                .unwrap_or_else(|_| {
                    let message = format!("no connection within {limit:?}");
                    Err(io::Error::new(io::ErrorKind::TimedOut, message).into())
                })
        })
    }
}
