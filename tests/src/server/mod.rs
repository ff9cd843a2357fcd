//! A service on the loopback interface that trusts nobody.
//!
//! Knows the accounts it was given and the answers it was told to give. Gives a running server that refuses every request
//! whose signature does not fit the bytes received, records all of them and counts what it wrote.
//! Must never know the client, nor look at a request before it answers, apart from its signature.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use codegen_mock::{Demands, Server, verify};
use jiff::Timestamp;

pub use codegen_mock::{Account, Answer, Received, Refusal};

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct VerifyingServer {
    server: Server,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared(Mutex<State>);

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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: Received) -> Answer {
        let mut state = self.state();
        let now = state.now.unwrap_or_else(Timestamp::now);
        let answer = match verify(
            &request,
            service_of(&request),
            &state.accounts,
            now,
            Demands::EveryHeader,
        ) {
            Ok(()) => state.script.pop_front().unwrap_or_else(success),
            Err(refusal) => {
                let answer = refusal.answer(&request, "refused");
                state.refusals.push(refusal);
                answer
            }
        };
        state.requests.push(request);
        answer
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
        let answering = Arc::clone(&shared);
        let server = Server::start(0, move |request| answering.answer(request));
        Self {
            server: server.expect("a free port"),
            shared,
        }
    }

    /// Base address, without a slash at its end.
    #[must_use]
    pub fn endpoint(&self) -> String {
        self.server.endpoint()
    }

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
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
        self.server.connections()
    }

    /// Number of bytes handed to the network so far, over all connections.
    #[must_use]
    pub fn bytes_written(&self) -> u64 {
        self.server.bytes_written()
    }
}

/// A success in which nobody failed.
#[must_use]
pub fn success() -> Answer {
    Answer::json(
        200,
        concat!(
            r#"{"ResponseMetadata":{"RequestId":"request-of-the-tests","Action":"BatchAddConversationParticipant","#,
            r#""Version":"2020-12-01","Service":"rtc","Region":"cn-north-1"},"Result":{"FailedUserIds":[]}}"#
        ),
    )
}

/// Name by which the service is signed for that the requested action belongs to.
fn service_of(request: &Received) -> &'static str {
    match request.parameter("Action").as_deref() {
        Some("AssumeRole") => "sts",
        _ => "rtc",
    }
}
