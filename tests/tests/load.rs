//! Two hundred callers at once, for a while, and services that count calls each in their own way, alone with a client and with
//! two that do not know of each other.
//!
//! Each test with a server takes two seconds, or as many as `LOAD_SECONDS` says. From half a minute on it is held as well that memory does not
//! grow; `.ci/run` does that, and in a build as users have it:
//!
//! ```text
//! LOAD_SECONDS=30 cargo test --release -p tests --test load -- --nocapture --test-threads 1
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::transport::{Transport, TransportError};
use generated_client::runtime::{BoxFuture, RateLimit};
use generated_client::{Config, Credentials};
use hyper::{Request, Response};
use tests::counting::{Counter, Counting};
use tests::echo::{EchoServer, Refusing};
use tokio::task::JoinSet;
use tokio::time::Instant;

const CALLERS: usize = 200;
const ACTION: &str = "BatchAddConversationParticipant";
/// How long each test takes unless `LOAD_SECONDS` says otherwise.
const SHORT: Duration = Duration::from_secs(2);
/// Long enough for memory to tell something.
const LONG: Duration = Duration::from_secs(30);
/// Calls per second through the limiter.
const LIMIT: u32 = 400;
/// By how much memory may grow once everything has been used: what allocators keep back, and the
/// server's count of ids.
const GROWTH: u64 = 24 * 1024 * 1024;

/// How long a test takes.
fn duration() -> Duration {
    match std::env::var("LOAD_SECONDS") {
        Ok(seconds) => Duration::from_secs(seconds.parse().expect("a number of seconds")),
        Err(_) => SHORT,
    }
}

/// As fast as it goes, while the server refuses a call now and then.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_callers_get_their_own_replies() {
    let server = EchoServer::start(Refusing::OneOf(101));
    let run = run(&server, RateLimit::off(), duration()).await;
    assert!(run.calls >= CALLERS, "{} calls", run.calls);
    let refused = server.requests() - u64::try_from(run.calls).unwrap();
    assert_eq!(refused, server.requests() / 101);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_callers_keep_to_the_limit() {
    let server = EchoServer::start(Refusing::None);
    let limit = RateLimit::wait().action(ACTION, LIMIT);
    let run = run(&server, limit, duration()).await;
    assert_eq!(server.requests(), u64::try_from(run.calls).unwrap());
    let seconds = run.elapsed.as_secs() + 1;
    assert!(server.requests() <= seconds * u64::from(LIMIT));
}

/// Over real sockets, where the figures depend on what else this machine does: they are printed, and hold in the tests below.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn services_that_count_refuse_what_is_too_much_and_lose_nothing() {
    let end = Instant::now() + SHORT;
    let mut runs = JoinSet::new();
    for (counting, clients) in Counting::ALL
        .into_iter()
        .flat_map(|counting| [(counting, 1), (counting, 2)])
    {
        runs.spawn(async move {
            let server = EchoServer::start(Refusing::Beyond(Counter::new(counting, 50)));
            let ids = Arc::new(AtomicI64::new(0));
            let mut callers = JoinSet::new();
            let limit = || RateLimit::wait().action(ACTION, 50);
            for client in (0..clients).map(|_| client(&server, limit())) {
                for _ in 0..20 {
                    let (client, ids) = (client.clone(), Arc::clone(&ids));
                    callers.spawn(async move {
                        let mut answered = 0;
                        while Instant::now() < end {
                            let id = ids.fetch_add(1, Ordering::SeqCst);
                            match client.batch_add_conversation_participant(request(id)).await {
                                Ok(reply) => {
                                    assert_eq!(reply.result.failed_user_ids, [id]);
                                    answered += 1;
                                }
                                Err(error) => assert!(error.is_throttled(), "{error}"),
                            }
                        }
                        answered
                    });
                }
            }
            tokio::time::sleep_until(end).await;
            let counter = server.counter().unwrap();
            let (share, refused) = (counter.share(), counter.refused());
            println!(
                "{counting:?}, {clients} clients: {share:.3} of what is allowed, {refused} refused"
            );
            let answered: u32 = callers.join_all().await.into_iter().sum();
            assert_eq!(answered, counter.accepted());
            assert_eq!(
                server.requests(),
                u64::from(counter.accepted() + counter.refused())
            );
        });
    }
    runs.join_all().await;
}

/// The way to a service, in time that stands still until somebody waits: each request takes its own.
#[derive(Debug)]
struct Way(Arc<Counter>);

impl Transport for Way {
    fn send(
        &self,
        _: Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
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
            let reply = Response::builder().status(status);
            Ok(reply.body(Bytes::from_static(body.as_bytes())).unwrap())
        })
    }
}

/// Clients that always have calls to make of an action with this limit, for half a minute or 1500 calls; gives how many
/// failed.
async fn counted(counter: &Arc<Counter>, limit: u32, clients: usize) -> u32 {
    let end = Instant::now() + Duration::from_secs((1500 / limit).min(30).into());
    let mut callers = JoinSet::new();
    for _ in 0..clients {
        let config = Config::builder()
            .credentials(Credentials::new("AKEXAMPLE", "secret"))
            .endpoint("http://127.0.0.1:1")
            .rate_limit(RateLimit::wait().action(ACTION, limit))
            .transport(Way(Arc::clone(counter)));
        let client = Client::new(config.build()).unwrap();
        for _ in 0..100 {
            let client = client.clone();
            callers.spawn(async move {
                let mut failed = 0;
                while Instant::now() < end {
                    let call = client.batch_add_conversation_participant(request(1));
                    failed += u32::from(call.await.is_err());
                }
                failed
            });
        }
    }
    tokio::time::sleep_until(end).await;
    // One client gets 97 % of what is allowed; several get at least nine tenths of that.
    let least = if clients == 1 { 0.9 } else { 0.9 * 0.97 };
    let share = counter.share();
    assert!(
        share >= least,
        "{counter:?}: {clients} clients got {share} of what is allowed"
    );
    callers.join_all().await.into_iter().sum()
}

/// At the last limit, calls are as far apart as timers are fine.
#[tokio::test(start_paused = true)]
async fn a_client_gets_what_the_service_allows_however_it_counts() {
    for limit in [10, 50, 400] {
        for counting in Counting::ALL {
            let alone = Arc::new(Counter::new(counting, limit));
            let failed = counted(&alone, limit, 1).await;
            assert_eq!((failed, alone.refused()), (0, 0), "{alone:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn two_clients_that_do_not_know_of_each_other_get_as_much_together() {
    for limit in [10, 50] {
        for counting in Counting::ALL {
            let shared = Arc::new(Counter::new(counting, limit));
            let failed = counted(&shared, limit, 2).await;
            assert!(failed < shared.accepted() / 20, "{shared:?}: {failed}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_takes_half_of_what_it_documents_is_found_out_in_seconds() {
    let counter = Arc::new(Counter::new(Counting::SlidingSecond, 25));
    let failed = counted(&counter, 50, 1).await;
    assert!(failed < counter.accepted() / 20, "{failed} failed");
}

struct Run {
    calls: usize,
    elapsed: Duration,
}

/// Lets all callers call one after another until the time is over. Each call has an id of its own,
/// which the server puts into its reply.
async fn run(server: &EchoServer, limit: RateLimit, duration: Duration) -> Run {
    let client = client(server, limit);
    let ids = Arc::new(AtomicI64::new(0));
    let begun = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let (client, ids) = (client.clone(), Arc::clone(&ids));
        callers.spawn(async move { call_until(&client, &ids, begun + duration).await });
    }
    tokio::time::sleep(duration / 4).await;
    let early = resident();
    callers.join_all().await;
    let (late, elapsed) = (resident(), begun.elapsed());

    let calls = ids.load(Ordering::SeqCst);
    let answers = server.answers();
    for id in 0..calls {
        assert_eq!(answers.get(&id), Some(&1), "the call with id {id}");
    }
    assert_eq!(answers.len(), usize::try_from(calls).unwrap());
    println!("{calls} calls in {elapsed:?}, resident {early:?} bytes, then {late:?}");
    if let (Some(early), Some(late)) = (early, late)
        && duration >= LONG
    {
        assert!(late <= early + GROWTH, "memory grew from {early} to {late}");
    }
    Run {
        calls: answers.len(),
        elapsed,
    }
}

fn client(server: &EchoServer, limit: RateLimit) -> Client {
    let config = Config::builder()
        .credentials(Credentials::new("AKEXAMPLE", "secret"))
        .endpoint(server.endpoint())
        .rate_limit(limit)
        .build();
    Client::new(config).unwrap()
}

fn request(id: i64) -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(id)
        .participant_infos([ParticipantInfo::builder().participant_user_id(1).build()])
        .operator(1)
        .build()
}

async fn call_until(client: &Client, ids: &AtomicI64, end: Instant) {
    while Instant::now() < end {
        let id = ids.fetch_add(1, Ordering::SeqCst);
        let call = client.batch_add_conversation_participant(request(id));
        let reply = call.await.expect("the server answers every id in the end");
        assert_eq!(reply.result.failed_user_ids, [id]);
        assert_eq!(reply.metadata.request_id, format!("r-{id}"));
    }
}

/// How much memory the process has, in bytes, where the system tells.
fn resident() -> Option<u64> {
    const PAGE: u64 = 4096;
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = pages.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}
