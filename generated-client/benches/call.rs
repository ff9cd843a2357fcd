//! What a call costs beside one that is written by hand, and beyond the bare HTTP request beneath it.
//!
//! All go to the same server on the loopback interface: a call through the client, with everything that is
//! on by default; the same call written by hand with the same crates, typed, signed anew each time, with a
//! time limit and nothing else; and the request of such a call, prepared once and sent again and again with
//! `reqwest` alone. They take short turns, and each is first in as many rounds as the others. They are
//! compared within each round, so whatever else the machine does affects all of them. The bench prints the
//! median of these ratios and, in parentheses, the quartiles.
//!
//! The goals: when one call follows another, at most the time of the call by hand, and at most 20 µs more
//! than the bare request; with 64 calls at a time, at least 95 % of the throughput of either. The latter is
//! measured twice: with a server that answers at once, where only processor time counts, all of it of one
//! core, and with one that takes five milliseconds, which is still quicker than a service on a network.

use std::cmp::Ordering;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::RateLimit;
use generated_client::runtime::transport::reqwest;
use generated_client::{Config, Credentials};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const ACTION: &str = "BatchAddConversationParticipant";
/// How many calls follow each other in a turn, and how many rounds of such turns there are.
const ONE_BY_ONE: usize = 100;
const ROUNDS_ONE_BY_ONE: usize = 99;
/// How many calls are made at a time, how many of each there are in a turn, and how many rounds.
const AT_A_TIME: usize = 64;
const EACH: usize = 50;
const ROUNDS_AT_A_TIME: usize = 30;

/// How long the slower server takes.
const WORK: Duration = Duration::from_millis(5);

const ACCESS_KEY: &str = "AKEXAMPLEPUBLIC0000000001";
const SECRET_KEY: &str = "c2VjcmV0LW9mLXRoZS1iZW5jaA==";

const GOAL_MEDIAN: Duration = Duration::from_micros(20);
const GOAL_THROUGHPUT: f64 = 0.95;

const REPLY: &str = concat!(
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 190\r\n\r\n",
    r#"{"ResponseMetadata":{"RequestId":"20240611081530","Action":"BatchAddConversationParticipant","#,
    r#""Version":"2020-12-01","Service":"rtc","Region":"cn-north-1"},"Result":{"FailedUserIds":[10001]}}"#,
);

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Answers every request with the same reply after this time, in a thread of its own.
fn serve(after: Duration) -> io::Result<SocketAddr> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || runtime()?.block_on(accept(listener, after)));
    Ok(address)
}

async fn accept(listener: std::net::TcpListener, after: Duration) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(answer(stream, after));
    }
}

async fn answer(mut stream: TcpStream, after: Duration) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(4096);
    loop {
        while let Some(length) = length_of(&buffer) {
            buffer.drain(..length);
            if !after.is_zero() {
                tokio::time::sleep(after).await;
            }
            stream.write_all(REPLY.as_bytes()).await?;
        }
        if stream.read_buf(&mut buffer).await? == 0 {
            return Ok(());
        }
    }
}

/// The length of the first request, once it is there as a whole.
fn length_of(buffer: &[u8]) -> Option<usize> {
    let head = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let text = str::from_utf8(buffer.get(..head)?).ok()?;
    let body: usize = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse().ok())?;
    (buffer.len() >= head + body).then_some(head + body)
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

/// Those that are compared.
#[derive(Clone)]
enum Subject {
    Call(Client),
    ByHand(by_hand::Client),
    Bare(reqwest::Client, String),
}

impl Subject {
    fn call(address: SocketAddr) -> Outcome<Self> {
        let config = Config::builder()
            .credentials(Credentials::new(ACCESS_KEY, SECRET_KEY))
            .endpoint(format!("http://{address}"))
            // The limiter is part of a call, but here nothing is to wait for it.
            .rate_limit(RateLimit::wait().action(ACTION, u32::MAX))
            .build();
        Ok(Self::Call(Client::new(config)?))
    }

    fn bare(address: SocketAddr) -> Outcome<Self> {
        let url = format!("http://{address}/?Action={ACTION}&Version=2020-12-01");
        Ok(Self::Bare(
            reqwest::Client::builder().no_proxy().build()?,
            url,
        ))
    }

    /// Makes one call, or sends the request of one.
    async fn once(&self, prepared: Option<&reqwest::Request>) -> Outcome<()> {
        match self {
            Self::Call(client) => {
                let call = client.batch_add_conversation_participant(request());
                let reply = call.await?;
                assert_eq!(reply.result.failed_user_ids, [10_001]);
            }
            Self::ByHand(client) => {
                let reply = client.add(&by_hand::request()).await?;
                assert_eq!(reply.failed_user_ids, [10_001]);
            }
            Self::Bare(client, _) => {
                let request = prepared.and_then(reqwest::Request::try_clone);
                let reply = client.execute(request.ok_or("no request")?).await?;
                let body = reply.bytes().await?;
                assert_eq!(body.len(), 190);
            }
        }
        Ok(())
    }

    /// The request of a call, with headers of the length that a signature has.
    fn prepared(&self) -> Outcome<Option<reqwest::Request>> {
        let Self::Bare(client, url) = self else {
            return Ok(None);
        };
        const BODY: &str = concat!(
            r#"{"AppId":123456,"ConversationShortId":7012345678901234567,"#,
            r#""ParticipantInfos":[{"ParticipantUserId":10001}],"Operator":10}"#
        );
        let request = client
            .post(url)
            .header("accept", "application/json")
            .header("user-agent", "generated-client/0.1.0")
            .header("content-type", "application/json")
            .header("x-content-sha256", "0".repeat(64))
            .header("x-date", "20240611T081530Z")
            .header("authorization", "0".repeat(220))
            .body(BODY);
        Ok(Some(request.build()?))
    }
}

fn request() -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(123_456)
        .conversation_short_id(7_012_345_678_901_234_567)
        .participant_infos([ParticipantInfo::builder()
            .participant_user_id(10_001)
            .build()])
        .operator(10)
        .build()
}

/// The median time of the calls of a turn, one after the other.
async fn one_by_one(subject: &Subject) -> Outcome<Duration> {
    let prepared = subject.prepared()?;
    let mut times = Vec::with_capacity(ONE_BY_ONE);
    for _ in 0..ONE_BY_ONE {
        let begun = Instant::now();
        subject.once(prepared.as_ref()).await?;
        times.push(begun.elapsed());
    }
    Ok(quarters(times)[1])
}

/// The time of a turn of many calls at a time.
async fn at_a_time(subject: &Subject) -> Outcome<Duration> {
    let begun = Instant::now();
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..AT_A_TIME {
        let subject = subject.clone();
        callers.spawn(async move {
            let prepared = subject.prepared()?;
            for _ in 0..EACH {
                subject.once(prepared.as_ref()).await?;
            }
            Outcome::Ok(())
        });
    }
    while let Some(caller) = callers.join_next().await {
        caller??;
    }
    Ok(begun.elapsed())
}

/// The times of the subjects, in each of several rounds.
async fn rounds<const N: usize>(
    rounds: usize,
    subjects: [&Subject; N],
    turn: impl AsyncFn(&Subject) -> Outcome<Duration>,
) -> Outcome<Vec<[Duration; N]>> {
    // The first turn of each opens connections and is not counted.
    for subject in subjects {
        turn(subject).await?;
    }
    let mut times = Vec::with_capacity(rounds);
    for round in 0..rounds {
        let mut of_round = [Duration::ZERO; N];
        for place in 0..N {
            let index = (round + place) % N;
            of_round[index] = turn(subjects[index]).await?;
        }
        times.push(of_round);
    }
    Ok(times)
}

/// The first quartile, the median and the third.
fn quarters<T: PartialOrd + Copy>(mut values: Vec<T>) -> [T; 3] {
    values.sort_unstable_by(|one, other| one.partial_cmp(other).unwrap_or(Ordering::Equal));
    [1, 2, 3].map(|quarter| values[values.len() * quarter / 4])
}

/// How the times of the first subject compare with those of another, round by round.
fn ratios<const N: usize>(times: &[[Duration; N]], with: usize) -> [f64; 3] {
    let ratio = |round: &[Duration; N]| round[0].as_secs_f64() / round[with].as_secs_f64();
    quarters(times.iter().map(ratio).collect())
}

fn medians<const N: usize>(times: &[[Duration; N]]) -> [Duration; N] {
    std::array::from_fn(|index| quarters(times.iter().map(|round| round[index]).collect())[1])
}

fn verdict(is_within: bool) -> &'static str {
    if is_within { "within" } else { "MISSES" }
}

async fn compare(at_once: SocketAddr, slower: SocketAddr) -> Outcome<()> {
    let (call, bare) = (Subject::call(at_once)?, Subject::bare(at_once)?);
    let by_hand = Subject::ByHand(by_hand::Client::new(at_once)?);

    let times = rounds(ROUNDS_ONE_BY_ONE, [&call, &by_hand, &bare], one_by_one).await?;
    let [of_call, of_hand, of_bare] = medians(&times);
    let [low, ratio, high] = ratios(&times, 1);
    println!(
        "one by one: call {of_call:?}, by hand {of_hand:?}: {ratio:.3} times ({low:.3} to {high:.3}), {} the goal of 1",
        verdict(ratio <= 1.0)
    );
    let [low, ratio, high] = ratios(&times, 2);
    let more = of_bare.mul_f64((ratio - 1.0).max(0.0));
    println!(
        "one by one: call {of_call:?}, bare {of_bare:?}: {ratio:.3} times ({low:.3} to {high:.3}), {} the goal of {GOAL_MEDIAN:?} more",
        verdict(more < GOAL_MEDIAN)
    );

    compare_throughput(at_once, "a server that answers at once").await?;
    compare_throughput(slower, "a server that takes 5 ms").await
}

async fn compare_throughput(address: SocketAddr, with: &str) -> Outcome<()> {
    let (call, bare) = (Subject::call(address)?, Subject::bare(address)?);
    let by_hand = Subject::ByHand(by_hand::Client::new(address)?);
    let times = rounds(ROUNDS_AT_A_TIME, [&call, &by_hand, &bare], at_a_time).await?;
    let per_second = medians(&times).map(|time| (AT_A_TIME * EACH) as f64 / time.as_secs_f64());
    for (index, rival) in [(1, "by hand"), (2, "bare")] {
        // A longer time is a lower throughput.
        let [high, ratio, low] = ratios(&times, index).map(|ratio| 1.0 / ratio);
        println!(
            "{AT_A_TIME} at a time, {with}: call {:.0}/s, {rival} {:.0}/s: {ratio:.3} times ({low:.3} to {high:.3}), {} the goal of {GOAL_THROUGHPUT}",
            per_second[0],
            per_second[index],
            verdict(ratio >= GOAL_THROUGHPUT)
        );
    }
    Ok(())
}

/// The call as one would write it by hand for this action alone.
mod by_hand {
    use std::net::SocketAddr;
    use std::time::Duration;

    use generated_client::runtime::transport::reqwest;
    use hmac::{Hmac, KeyInit, Mac};
    use jiff::Timestamp;
    use serde::{Deserialize, Serialize};
    use sha2::{Digest, Sha256};

    use super::{ACCESS_KEY, ACTION, Outcome, SECRET_KEY};

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub(super) struct Request {
        app_id: i64,
        conversation_short_id: i64,
        participant_infos: Vec<Participant>,
        operator: i64,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct Participant {
        participant_user_id: i64,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Reply {
        response_metadata: Metadata,
        result: Option<Added>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Metadata {
        request_id: String,
        error: Option<serde_json::Value>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    pub(super) struct Added {
        pub(super) failed_user_ids: Vec<i64>,
    }

    pub(super) fn request() -> Request {
        Request {
            app_id: 123_456,
            conversation_short_id: 7_012_345_678_901_234_567,
            participant_infos: vec![Participant {
                participant_user_id: 10_001,
            }],
            operator: 10,
        }
    }

    #[derive(Clone)]
    pub(super) struct Client {
        http: reqwest::Client,
        host: String,
    }

    impl Client {
        pub(super) fn new(address: SocketAddr) -> Outcome<Self> {
            Ok(Self {
                http: reqwest::Client::builder()
                    .no_proxy()
                    .timeout(Duration::from_secs(60))
                    .build()?,
                host: address.to_string(),
            })
        }

        pub(super) async fn add(&self, request: &Request) -> Outcome<Added> {
            let body = serde_json::to_vec(request)?;
            let hash = hex(&Sha256::digest(&body));
            let date = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
            let query = format!("Action={ACTION}&Version=2020-12-01");
            let signed = "content-type;host;x-content-sha256;x-date";
            let canonical = format!(
                "POST\n/\n{query}\ncontent-type:application/json\nhost:{}\nx-content-sha256:{hash}\nx-date:{date}\n\n\
                 {signed}\n{hash}",
                self.host
            );
            let scope = format!("{}/cn-north-1/rtc/request", &date[..8]);
            let to_sign = format!(
                "HMAC-SHA256\n{date}\n{scope}\n{}",
                hex(&Sha256::digest(canonical))
            );
            let mut key = SECRET_KEY.as_bytes().to_vec();
            for part in [&date[..8], "cn-north-1", "rtc", "request", &to_sign] {
                key = hmac(&key, part)?;
            }
            let authorization = format!(
                "HMAC-SHA256 Credential={ACCESS_KEY}/{scope}, SignedHeaders={signed}, Signature={}",
                hex(&key)
            );
            let reply = self
                .http
                .post(format!("http://{}/?{query}", self.host))
                .header("accept", "application/json")
                .header("user-agent", "by-hand/0.1.0")
                .header("content-type", "application/json")
                .header("x-content-sha256", hash)
                .header("x-date", date)
                .header("authorization", authorization)
                .body(body)
                .send()
                .await?;
            let is_success = reply.status().is_success();
            let reply: Reply = serde_json::from_slice(&reply.bytes().await?)?;
            match reply.response_metadata.error {
                None if !is_success => Err(reply.response_metadata.request_id.into()),
                Some(error) => {
                    Err(format!("{}: {error}", reply.response_metadata.request_id).into())
                }
                None => reply.result.ok_or_else(|| "no result".into()),
            }
        }
    }

    fn hmac(key: &[u8], text: &str) -> Outcome<Vec<u8>> {
        let mac = Hmac::<Sha256>::new_from_slice(key)?;
        Ok(mac.chain_update(text).finalize().into_bytes().to_vec())
    }

    fn hex(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |number: u8| char::from(DIGITS[usize::from(number)]);
        let digits = bytes
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        digits.collect()
    }
}

fn run() -> Outcome<()> {
    let (at_once, slower) = (serve(Duration::ZERO)?, serve(WORK)?);
    runtime()?.block_on(compare(at_once, slower))
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
