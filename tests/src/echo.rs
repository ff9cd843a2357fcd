//! A server that answers each request with the id it asked for, and counts.
//!
//! Knows one member of the request. Gives quick replies that can be told from each other. Must never
//! keep more of a request than its id.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::counting::Counter;

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct EchoServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    refusing: Refusing,
    counts: Mutex<Counts>,
}

/// Which requests are refused as one too many.
#[derive(Debug)]
pub enum Refusing {
    /// None.
    None,
    /// One of so many.
    OneOf(u64),
    /// Those beyond what a service allows.
    Beyond(Counter),
}

#[derive(Debug, Default)]
struct Counts {
    requests: u64,
    /// How often each id was answered.
    answers: HashMap<i64, u32>,
}

impl EchoServer {
    /// Starts a server on a free port, in a thread of its own.
    #[must_use]
    pub fn start(refusing: Refusing) -> Self {
        let shared = Arc::new(Shared {
            refusing,
            counts: Mutex::default(),
        });
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        listener
            .set_nonblocking(true)
            .expect("a socket that does not block");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn({
            let shared = Arc::clone(&shared);
            move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .expect("a runtime");
                runtime.block_on(async {
                    let listener = TcpListener::from_std(listener).expect("a listener");
                    tokio::select! {
                        () = accept(listener, shared) => {}
                        _ = stopped => {}
                    }
                });
            }
        });
        Self {
            address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Base address, without a slash at its end.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Number of requests so far, refused ones included.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.shared.counts().requests
    }

    /// The service that decides about refusals, if there is one.
    #[must_use]
    pub fn counter(&self) -> Option<&Counter> {
        match &self.shared.refusing {
            Refusing::Beyond(counter) => Some(counter),
            _ => None,
        }
    }

    /// How often each id was answered.
    #[must_use]
    pub fn answers(&self) -> HashMap<i64, u32> {
        self.shared.counts().answers.clone()
    }
}

impl Drop for EchoServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there has failed a request already, and with it the test.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The reply to a request for an id.
    fn reply(&self, id: i64) -> Response<Full<Bytes>> {
        let mut counts = self.counts();
        counts.requests += 1;
        let is_refused = match &self.refusing {
            Refusing::None => false,
            Refusing::OneOf(number) => counts.requests.is_multiple_of(*number),
            Refusing::Beyond(counter) => !counter.accepts(),
        };
        let (status, rest) = if is_refused {
            let error = r#","Error":{"Code":"FlowLimitExceeded","Message":"m"}}}"#;
            (429, error.to_owned())
        } else {
            *counts.answers.entry(id).or_default() += 1;
            (200, format!(r#"}},"Result":{{"FailedUserIds":[{id}]}}}}"#))
        };
        let body = format!(r#"{{"ResponseMetadata":{{"RequestId":"r-{id}"{rest}"#);
        let mut response = Response::new(Full::new(body.into()));
        *response.status_mut() = status.try_into().expect("a status of HTTP");
        response
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(|request| respond(request, &shared));
            // The client closes connections when it likes.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn respond(
    request: Request<Incoming>,
    shared: &Shared,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let body = request.into_body().collect().await?.to_bytes();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
    Ok(shared.reply(body["ConversationShortId"].as_i64().unwrap_or(-1)))
}
