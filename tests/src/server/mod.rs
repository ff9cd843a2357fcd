//! A service on the loopback interface that trusts nobody.
//!
//! Knows HTTP, the accounts it was given and the answers it was told to give. Gives a running server that refuses every
//! request whose signature does not fit the bytes received, records all of them and counts what it wrote.
//! Must never know the client, nor speak to any other interface.

mod answer;
mod counting;
mod received;
mod verify;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

pub use answer::Answer;
pub use received::Received;
pub use verify::{Account, Refusal};

use answer::Scripted;
use counting::Counting;

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct VerifyingServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    written: Arc<AtomicU64>,
    connections: AtomicUsize,
}

#[derive(Debug, Default)]
struct State {
    accounts: Vec<Account>,
    now: Option<Timestamp>,
    script: VecDeque<Answer>,
    requests: Vec<Received>,
    refusals: Vec<Refusal>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl VerifyingServer {
    /// Starts a server on a free port, with [`Account::example`] as its only account.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with([Account::example()])
    }

    /// Starts a server that knows the given accounts.
    #[must_use]
    pub fn start_with(accounts: impl IntoIterator<Item = Account>) -> Self {
        let shared = Arc::new(Shared::default());
        shared.state().accounts.extend(accounts);

        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        listener
            .set_nonblocking(true)
            .expect("a socket that does not block");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let (stop, stopped) = oneshot::channel();
        // A thread of its own, so that a test may block while it waits for a child process.
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

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Adds an answer to the script. Each accepted request takes the next one; when none is left, an empty success is
    /// answered.
    pub fn answer(&self, answer: Answer) -> &Self {
        self.shared.state().script.push_back(answer);
        self
    }

    /// Sets the clock by which the age of requests is judged; the system's own until then.
    pub fn set_now(&self, now: Timestamp) -> &Self {
        self.shared.state().now = Some(now);
        self
    }

    /// Every request so far, refused ones included.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.shared.state().requests.clone()
    }

    /// The only request so far, which was accepted.
    #[must_use]
    pub fn only_request(&self) -> Received {
        let state = self.shared.state();
        assert!(state.refusals.is_empty(), "{:?}", state.refusals);
        match state.requests.as_slice() {
            [request] => request.clone(),
            requests => panic!("one request expected, not {}", requests.len()),
        }
    }

    /// Why requests were refused.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.shared.state().refusals.clone()
    }

    /// Number of connections so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Number of bytes handed to the network so far, over all connections.
    #[must_use]
    pub fn bytes_written(&self) -> u64 {
        self.shared.written.load(Ordering::SeqCst)
    }
}

impl Drop for VerifyingServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there has failed a request already, and with it the test.
            let _ = thread.join();
        }
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let stream = Counting::new(stream, Arc::clone(&shared.written));
    let service = service_fn(|request| respond(request, &shared));
    // A client that leaves early is the subject of some tests, so the end of a connection is never an error here.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(
    request: Request<Incoming>,
    shared: &Shared,
) -> Result<Response<Scripted>, HungUp> {
    let received = Received::read(request).await.map_err(|_| HungUp)?;
    let answer = {
        let mut state = shared.state();
        let verdict = verify::verify(
            &received,
            &state.accounts,
            state.now.unwrap_or_else(Timestamp::now),
        );
        let answer = match verdict {
            Ok(()) => state.script.pop_front().unwrap_or_else(Answer::success),
            Err(refusal) => {
                let answer = refusal.answer(&received);
                state.refusals.push(refusal);
                answer
            }
        };
        state.requests.push(received);
        answer
    };
    answer.play().await.ok_or(HungUp)
}

/// The connection is closed without a word.
#[derive(Debug)]
struct HungUp;

impl std::fmt::Display for HungUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("hung up")
    }
}

impl std::error::Error for HungUp {}
