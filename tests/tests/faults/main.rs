//! Everything that can go wrong on the way, over real sockets.
//!
//! `FAULTS.md` is the table of what comes of each fault. It is compared with what is observed, so it
//! cannot be wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

mod cases;
mod connections;
mod world;

use std::ffi::OsString;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::environment::Environment;
use generated_client::runtime::transport::{HttpTransport, Proxy};
use generated_client::{Error, ErrorKind};
use tests::faulty::Play;
use tokio::task::JoinSet;

use crate::cases::Case;
use crate::world::World;

/// What a flood may cost before it is cut off: the limit of a reply, and what fits into the buffers
/// of two sockets.
const FLOOD: u64 = 40 * 1024 * 1024;

/// What was observed of one call.
struct Observed {
    outcome: Result<(), Error>,
    requests: usize,
    attempts: Option<usize>,
}

impl Observed {
    /// The words of the table.
    fn words(&self) -> String {
        let mut words = match &self.outcome {
            Ok(()) => "success".to_owned(),
            Err(error) => {
                let mut words = format!("`{:?}`", error.kind());
                if let Some(status) = error.status() {
                    write!(words, " {status}").unwrap();
                }
                if let Some(code) = error.code() {
                    write!(words, " `{code}`").unwrap();
                }
                words
            }
        };
        let requests = self.requests;
        match self.attempts {
            Some(attempts) if attempts != requests => {
                let (attempts, requests) = (count(attempts, "attempt"), count(requests, "request"));
                write!(words, ", {attempts}, {requests}").unwrap();
            }
            _ => write!(words, ", {}", count(requests, "request")).unwrap(),
        }
        words
    }
}

fn count(number: usize, of: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {of}{plural}")
}

fn attempts(error: &Error) -> usize {
    error.attempts().try_into().unwrap()
}

fn request() -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(2)
        .participant_infos([ParticipantInfo::builder().participant_user_id(3).build()])
        .operator(4)
        .build()
}

/// What all clients send with: setting up TLS for each of them would take most of the time.
fn transport() -> HttpTransport {
    let builder = HttpTransport::builder().proxy(Proxy::none());
    builder.build().unwrap()
}

/// A client that is about to meet a fault.
async fn prepared(case: &Case, transport: &HttpTransport) -> (World, Client) {
    let world = World::new(case).await;
    let client = Client::new(world.config(case, transport)).unwrap();
    (world, client)
}

/// Makes one call into a fault.
async fn observe(case: &Case, (world, client): (World, Client), idempotent: bool) -> Observed {
    let call = client
        .batch_add_conversation_participant(request())
        .idempotent(idempotent);
    let outcome = call.await.map(drop);
    let seen = world.server.seen();

    if let Err(error) = &outcome {
        let line = error.to_string();
        assert!(!line.contains(['\n', '\r']), "{}: {line}", case.name);
        let report = format!("{error:?}");
        assert!(!report.contains("canary"), "{report}");
        assert!(line.len() < 3000 && report.len() < 30_000, "{}", case.name);
        assert!(
            seen.len() <= attempts(error),
            "{}: more requests than attempts",
            case.name
        );
    }
    if !idempotent && let Some((_, before)) = seen.split_last() {
        assert!(
            before.iter().all(|request| !request.may_be_processed),
            "{}: sent again after it may have been processed",
            case.name
        );
    }
    for pair in seen.windows(2) {
        let pause = pair[1].at.duration_since(pair[0].at);
        assert!(pause >= case.least_pause, "{}: {pause:?}", case.name);
    }
    let signatures = seen
        .iter()
        .filter_map(|request| request.header("authorization"));
    assert_eq!(signatures.count(), seen.len(), "{}", case.name);
    assert!(world.server.written() < FLOOD, "{}", case.name);

    Observed {
        attempts: outcome.as_ref().err().map(attempts),
        requests: seen.len(),
        outcome,
    }
}

#[tokio::test]
async fn every_fault_has_the_outcome_that_the_table_promises() {
    let transport = transport();
    let cases = cases::all().into_iter().enumerate();
    let (timed, others): (Vec<_>, Vec<_>) = cases.partition(|(_, case)| case.is_timed);
    let mut rows = Vec::new();
    for cases in [others, timed] {
        let mut all = Vec::new();
        for (number, case) in cases {
            let once = prepared(&case, &transport).await;
            let again = prepared(&case, &transport).await;
            all.push((number, case, once, again));
        }
        let mut runs = JoinSet::new();
        for (number, case, once, again) in all {
            runs.spawn(async move {
                let (once, again) =
                    tokio::join!(observe(&case, once, false), observe(&case, again, true));
                let row = format!("| {} | {} | {} |", case.name, once.words(), again.words());
                (number, row)
            });
        }
        rows.extend(runs.join_all().await);
    }
    rows.sort();
    let observed: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();

    let table = include_str!("../../FAULTS.md");
    let promised: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(2)
        .collect();
    assert!(
        promised == observed,
        "FAULTS.md should have these rows:\n{}",
        observed.join("\n")
    );
}

#[tokio::test]
async fn a_corrected_clock_is_remembered() {
    let case = cases::named("the clock is ten minutes slow");
    let (world, client) = prepared(&case, &transport()).await;
    for _ in 0..3 {
        let call = client.batch_add_conversation_participant(request());
        call.await.unwrap().complete().unwrap();
    }
    assert_eq!(world.server.seen().len(), 4, "one of them was refused");
}

/// A clock that can be set, by its distance from the system's in seconds.
#[derive(Debug, Clone, Default)]
struct Jumping(Arc<AtomicU64>);

impl Environment for Jumping {
    fn variable(&self, _: &str) -> Option<OsString> {
        None
    }

    fn now(&self) -> SystemTime {
        SystemTime::now() + Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

#[tokio::test]
async fn a_clock_that_jumps_is_corrected_each_time() {
    let case = Case {
        plays: vec![Play::Clock { ahead: 0 }],
        ..cases::named("429 once")
    };
    let world = World::new(&case).await;
    let clock = Jumping::default();
    let config = world.config(&case, &transport()).to_builder();
    let client = Client::new(config.environment(clock.clone()).build()).unwrap();
    for (ahead, seen) in [(0, 1), (3600, 3), (3600, 4), (0, 6), (0, 7)] {
        clock.0.store(ahead, Ordering::SeqCst);
        let call = client.batch_add_conversation_participant(request());
        call.await.unwrap().complete().unwrap();
        assert_eq!(world.server.seen().len(), seen, "{ahead}");
    }
}

#[tokio::test]
async fn a_signature_refused_for_good_is_reported() {
    let case = cases::named("the session token has expired and there is no other");
    let (_world, client) = prepared(&case, &transport()).await;
    let call = client.batch_add_conversation_participant(request());
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    let report = error.signature().unwrap();
    assert_eq!((report.service(), report.region()), ("rtc", "cn-north-1"));
    let shown = format!("{error} {error:?} {report}");
    assert!(
        !shown.contains("canary") && !shown.contains("OLD"),
        "{shown}"
    );
}
