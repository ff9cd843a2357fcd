//! Two hundred callers at once, for a while.
//!
//! Each test takes two seconds, or as many as `LOAD_SECONDS` says. From half a minute on it is held as well that memory does not
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
use std::time::{Duration, Instant};

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::RateLimit;
use generated_client::{Config, Credentials};
use tests::echo::EchoServer;
use tokio::task::JoinSet;

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
    let server = EchoServer::start(Some(101));
    let run = run(&server, RateLimit::off(), duration()).await;
    assert!(run.calls >= CALLERS, "{} calls", run.calls);
    let refused = server.requests() - u64::try_from(run.calls).unwrap();
    assert_eq!(refused, server.requests() / 101);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_callers_keep_to_the_limit() {
    let server = EchoServer::start(None);
    let limit = RateLimit::wait().action(ACTION, LIMIT);
    let run = run(&server, limit, duration()).await;
    assert_eq!(server.requests(), u64::try_from(run.calls).unwrap());
    let seconds = run.elapsed.as_secs() + 1;
    assert!(server.requests() <= seconds * u64::from(LIMIT));
}

struct Run {
    calls: usize,
    elapsed: Duration,
}

/// Lets all callers call one after another until the time is over. Each call has an id of its own,
/// which the server puts into its reply.
async fn run(server: &EchoServer, limit: RateLimit, duration: Duration) -> Run {
    let config = Config::builder()
        .credentials(Credentials::new("AKEXAMPLE", "secret"))
        .endpoint(server.endpoint())
        .rate_limit(limit)
        .build();
    let client = Client::new(config).unwrap();
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

async fn call_until(client: &Client, ids: &AtomicI64, end: Instant) {
    while Instant::now() < end {
        let id = ids.fetch_add(1, Ordering::SeqCst);
        let request = BatchAddConversationParticipantRequest::builder()
            .app_id(1)
            .conversation_short_id(id)
            .participant_infos([ParticipantInfo::builder().participant_user_id(1).build()])
            .operator(1)
            .build();
        let call = client.batch_add_conversation_participant(request);
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
