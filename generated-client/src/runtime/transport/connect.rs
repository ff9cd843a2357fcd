//! Connections, opened within a time limit.
//!
//! Knows how to get a connection from `reqwest`, which knows proxies, certificates and encryption. Gives
//! it to whoever sends requests over it. Must never send a request.

use std::cell::Cell;
use std::error::Error as StdError;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Method, Uri};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use reqwest::{Client, ClientBuilder, Request, Url};
use tower_layer::Layer;
use tower_service::Service;

use crate::runtime::BoxFuture;

/// Time limit of connecting for a request; `None` for no limit but that of the request.
///
/// A client puts it into the extensions of requests whose call sets a limit and, if it uses a
/// custom transport, of all requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectLimit(pub Option<Duration>);

tokio::task_local! {
    /// The limit of the request that is being sent, where it has one of its own: connecting begins
    /// within the task that sends.
    static LIMIT: Option<Duration>;
    /// The place for the connection that `reqwest` opens.
    static OPENED: Cell<Option<Opened>>;
}

/// Runs what sends a request, under a limit of its own.
pub(super) fn limited<F: Future>(
    limit: Option<Duration>,
    sending: F,
) -> impl Future<Output = F::Output> {
    LIMIT.scope(limit, sending)
}

/// What a connection is, whatever lies beneath.
trait Socket: Read + Write + Connection + Send + Unpin {}

impl<T: Read + Write + Connection + Send + Unpin> Socket for T {}

/// An open connection.
pub(super) struct Opened(Box<dyn Socket>);

impl Opened {
    fn socket(self: Pin<&mut Self>) -> Pin<&mut dyn Socket> {
        Pin::new(&mut *self.get_mut().0)
    }
}

impl Connection for Opened {
    fn connected(&self) -> Connected {
        self.0.connected()
    }
}

impl Read for Opened {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        room: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.socket().poll_read(context, room)
    }
}

impl Write for Opened {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.socket().poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.socket().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.socket().poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.socket().poll_write_vectored(context, parts)
    }
}

type BoxError = Box<dyn StdError + Send + Sync>;

/// Opens connections with a client of `reqwest`. That client never sends anything: as soon as it has
/// opened a connection for a request, the connection is taken from it.
#[derive(Debug, Clone)]
pub(super) struct Opener(Client);

impl Opener {
    /// An opener with these settings.
    pub(super) fn new(settings: ClientBuilder) -> Result<Self, reqwest::Error> {
        let builder = settings.pool_max_idle_per_host(0).connector_layer(Take);
        Ok(Self(builder.build()?))
    }
}

impl Service<Uri> for Opener {
    type Response = Opened;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Opened, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, origin: Uri) -> Self::Future {
        let opening = OPENED.scope(Cell::default(), open(self.0.clone(), origin));
        let Ok(Some(limit)) = LIMIT.try_with(|limit| *limit) else {
            return Box::pin(opening);
        };
        Box::pin(async move {
            match tokio::time::timeout(limit, opening).await {
                Ok(outcome) => outcome,
                Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            }
        })
    }
}

async fn open(client: Client, origin: Uri) -> Result<Opened, BoxError> {
    let url = Url::parse(&origin.to_string())?;
    let outcome = client.execute(Request::new(Method::GET, url)).await;
    match (OPENED.with(Cell::take), outcome) {
        (Some(opened), _) => Ok(opened),
        (None, Err(error)) => Err(error.without_url().into()),
        (None, Ok(_)) => Err("the connection was not handed over".into()),
    }
}

/// Takes each connection as soon as it is open.
#[derive(Debug, Clone, Copy)]
struct Take;

impl<S> Layer<S> for Take {
    type Service = Taking<S>;

    fn layer(&self, connector: S) -> Taking<S> {
        Taking(connector)
    }
}

/// A connector whose connections are taken.
#[derive(Debug, Clone)]
struct Taking<S>(S);

impl<S, R> Service<R> for Taking<S>
where
    S: Service<R, Error = BoxError>,
    S::Future: Send + 'static,
    S::Response: Read + Write + Connection + Send + Unpin + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<S::Response, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.0.call(request);
        Box::pin(async move {
            let connection = connecting.await?;
            let opened = Opened(Box::new(connection));
            match OPENED.try_with(|place| place.set(Some(opened))) {
                Ok(()) => Err("the connection is taken".into()),
                Err(_) => Err("nobody takes the connection".into()),
            }
        })
    }
}
