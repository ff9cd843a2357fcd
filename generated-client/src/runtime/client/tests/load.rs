//! Services that count calls each in their own way, alone with a client and with two that do not know
//! of each other. Time is the runtime's own, so hours cost nothing and nothing depends on this machine.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use super::*;
use crate::runtime::transport::{Transport, TransportError};
use crate::runtime::{BoxFuture, RateLimit};

const LIMIT: u32 = 50;
/// How long a test goes on.
const LASTING: u32 = 30;

/// How a service counts calls against its limit.
#[derive(Debug, Clone, Copy)]
enum Counting {
    /// No second may hold more.
    SlidingSecond,
    /// No second of the service's clock may hold more.
    FixedSecond,
    /// A bucket that holds a second's calls and is filled steadily.
    Bucket,
}

/// A service with a limit.
#[derive(Debug)]
struct Counter {
    counting: Counting,
    per_second: u32,
    begun: Instant,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    accepted: VecDeque<Instant>,
    total: u32,
    refused: u32,
    /// Of the bucket.
    taken: f64,
    filled: Option<Instant>,
}

impl Counter {
    fn new(counting: Counting, per_second: u32) -> Arc<Self> {
        Arc::new(Self {
            counting,
            per_second,
            begun: Instant::now(),
            state: Mutex::default(),
        })
    }

    fn accepts(&self) -> bool {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap();
        let limit = self.per_second as usize;
        let is_free = match self.counting {
            Counting::SlidingSecond => {
                while state
                    .accepted
                    .front()
                    .is_some_and(|first| *first + SECOND <= now)
                {
                    state.accepted.pop_front();
                }
                state.accepted.len() < limit
            }
            Counting::FixedSecond => {
                let second = |moment: Instant| moment.duration_since(self.begun).as_secs();
                while state
                    .accepted
                    .front()
                    .is_some_and(|first| second(*first) < second(now))
                {
                    state.accepted.pop_front();
                }
                state.accepted.len() < limit
            }
            Counting::Bucket => {
                let since = state
                    .filled
                    .replace(now)
                    .map_or(Duration::ZERO, |last| now - last);
                let filled = since.as_secs_f64() * f64::from(self.per_second);
                state.taken = (state.taken - filled).max(0.0);
                state.taken + 1.0 <= f64::from(self.per_second)
            }
        };
        if is_free {
            state.accepted.push_back(now);
            state.taken += 1.0;
            state.total += 1;
        } else {
            state.refused += 1;
        }
        is_free
    }

    fn total(&self) -> u32 {
        self.state.lock().unwrap().total
    }
}

/// The way to a service: each request takes its own time.
#[derive(Debug)]
struct Way(Arc<Counter>);

impl Transport for Way {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_millis(fastrand::u64(1..15))).await;
            let (status, body) = if self.0.accepts() {
                (200, r#"{"ResponseMetadata":{"RequestId":"r"}}"#)
            } else {
                (
                    429,
                    r#"{"ResponseMetadata":{"Error":{"Code":"Throttling"}}}"#,
                )
            };
            tokio::time::sleep(Duration::from_millis(fastrand::u64(1..15))).await;
            let reply = http::Response::builder().status(status);
            Ok(reply.body(Bytes::from_static(body.as_bytes())).unwrap())
        })
    }
}

/// Clients that always have calls to make, for a while; gives how many failed.
async fn loaded(counter: &Arc<Counter>, clients: usize) -> u32 {
    let mut workers = Vec::new();
    for _ in 0..clients {
        let config = Config::builder()
            .environment(Scripted::new([]))
            .credentials(Credentials::new("id", "secret"))
            .rate_limit(RateLimit::wait().action("Ask", LIMIT))
            .transport(Way(Arc::clone(counter)));
        let client = Client::new(config.build()).unwrap();
        for _ in 0..100 {
            let client = client.clone();
            let end = counter.begun + SECOND * LASTING;
            workers.push(tokio::spawn(async move {
                let mut failed = 0;
                while Instant::now() < end {
                    failed += u32::from(client.call(Ask::<JSON>(1)).await.is_err());
                }
                failed
            }));
        }
    }
    tokio::time::sleep_until(counter.begun + SECOND * LASTING).await;
    let total = counter.total();
    let mut failed = 0;
    for worker in workers {
        failed += worker.await.unwrap();
    }
    let share = f64::from(total) / f64::from(LASTING * counter.per_second);
    assert!(
        share >= 0.9,
        "{counter:?}: {clients} clients got {share} of what is allowed"
    );
    failed
}

#[tokio::test(start_paused = true)]
async fn a_client_gets_what_the_service_allows_however_it_counts() {
    for counting in [
        Counting::SlidingSecond,
        Counting::FixedSecond,
        Counting::Bucket,
    ] {
        let alone = Counter::new(counting, LIMIT);
        assert_eq!(loaded(&alone, 1).await, 0, "{counting:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn two_clients_that_do_not_know_of_each_other_get_as_much_together() {
    for counting in [
        Counting::SlidingSecond,
        Counting::FixedSecond,
        Counting::Bucket,
    ] {
        let shared = Counter::new(counting, LIMIT);
        let failed = loaded(&shared, 2).await;
        assert!(
            failed < shared.total() / 20,
            "{counting:?}: {failed} failed"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_takes_half_of_what_it_documents_is_found_out_in_seconds() {
    let counter = Counter::new(Counting::SlidingSecond, LIMIT / 2);
    let failed = loaded(&counter, 1).await;
    assert!(failed < counter.total() / 20, "{failed} failed");
}
