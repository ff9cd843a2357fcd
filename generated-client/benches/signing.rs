//! What signing costs, against what it cannot cost less than.
//!
//! The floor is hashing the body plus two HMAC-SHA256 over short texts. Signing one request with a
//! body of 1 KiB is to stay within one and a half times of it.

use std::hint::black_box;
use std::time::{Duration, Instant, SystemTime};

use criterion::{Criterion, Throughput};
use generated_client::Credentials;
use generated_client::runtime::signing::{Request, Scope, Signer, SigningTime};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

const BODY: usize = 1024;
/// How much more than the floor signing may cost.
const GOAL: f64 = 1.5;

fn floor(body: &[u8]) -> [u8; 32] {
    let hash = Sha256::digest(body);
    let first = hmac(&hash, b"20240611T081530Z");
    hmac(&first, b"20240611/cn-north-1/rtc/request")
}

fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).unwrap_or_else(|_| unreachable!());
    mac.update(text);
    mac.finalize().into_bytes().into()
}

/// One signature, as a client makes it for every attempt.
struct Subject {
    signer: Signer,
    credentials: Credentials,
    body: Vec<u8>,
    time: SigningTime,
}

impl Subject {
    #[expect(
        clippy::disallowed_methods,
        reason = "a benchmark signs at the time of the system"
    )]
    fn new() -> Self {
        Self {
            signer: Signer::new(),
            credentials: Credentials::new(
                "AKEXAMPLEPUBLIC0000000001",
                "U0tFWEFNUExFUFVCTElDMDAwMDAwMDAwMDAwMDAwMQ==",
            ),
            body: vec![b'x'; BODY],
            time: SigningTime::new(SystemTime::now()),
        }
    }

    fn sign(&self) -> usize {
        let request = Request {
            method: "POST",
            host: "rtc.volcengineapi.com",
            path: "/",
            query: &[
                ("Action", "BatchAddConversationParticipant"),
                ("Version", "2020-12-01"),
            ],
            headers: &[("content-type", "application/json")],
            body: black_box(&self.body),
        };
        let scope = Scope {
            region: "cn-north-1",
            service: "rtc",
            time: self.time,
        };
        self.signer
            .sign(&request, &scope, &self.credentials)
            .authorization()
            .len()
    }
}

/// The two compared directly, in turns, so that whatever else the machine does meets both.
fn report_ratio(subject: &Subject) {
    let best = |run: &dyn Fn()| {
        let start = Instant::now();
        (0..2_000).for_each(|_| run());
        start.elapsed() / 2_000
    };
    let (mut floor_time, mut sign_time) = (Duration::MAX, Duration::MAX);
    for _ in 0..200 {
        floor_time = floor_time.min(best(&|| {
            black_box(floor(black_box(&subject.body)));
        }));
        sign_time = sign_time.min(best(&|| {
            black_box(subject.sign());
        }));
    }
    let ratio = sign_time.as_secs_f64() / floor_time.as_secs_f64();
    let verdict = if ratio <= GOAL { "within" } else { "MISSES" };
    println!(
        "signing {sign_time:?}, floor {floor_time:?}: {ratio:.2} times, {verdict} the goal of {GOAL}"
    );
}

fn main() {
    let subject = Subject::new();
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("signing 1 KiB");
    group.throughput(Throughput::Bytes(BODY as u64));
    group.bench_function("floor", |bencher| {
        bencher.iter(|| floor(black_box(&subject.body)));
    });
    group.bench_function("sign", |bencher| bencher.iter(|| subject.sign()));
    group.finish();
    criterion.final_summary();
    report_ratio(&subject);
}
