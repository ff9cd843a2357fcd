//! Limits of time and of rate, and what a call weighs.

use tokio::time::Instant;

use super::*;
use crate::runtime::RateLimit;
use crate::runtime::action::Description;
use crate::runtime::error::ErrorKind;
use crate::runtime::options::Options;
use crate::runtime::payload::Payload;
use crate::runtime::testing::Answer;
use crate::runtime::transport::Failure;

const NEVER: Duration = Duration::from_secs(1_000_000);

fn silence() -> Answer {
    Step::success().after(NEVER)
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_with_its_time() {
    let begun = Instant::now();
    let error = once(&Script::new([silence()])).await.unwrap_err();
    assert_eq!(begun.elapsed(), SECOND * 60, "the default");
    assert_eq!(
        error.to_string(),
        "Ask: timed out: https://rtc.volcengineapi.com: no reply within 60s"
    );
    assert!(!error.is_retryable() && error.attempts() == 1);

    let begun = Instant::now();
    let script = Script::new([silence()]);
    let config = config(&script).timeout(SECOND * 5).build();
    let client = Client::new(config).unwrap();
    let error = client.call(Ask::<QUERY>(1)).await.unwrap_err();
    assert_eq!((begun.elapsed(), error.is_retryable()), (SECOND * 5, true));
    let error = client
        .call(Ask::<JSON>(1))
        .timeout(SECOND)
        .await
        .unwrap_err();
    assert_eq!((begun.elapsed(), error.is_timeout()), (SECOND * 6, true));
}

#[tokio::test(start_paused = true)]
async fn a_call_without_a_limit_takes_as_long_as_it_takes() {
    let script = Script::new([Step::success().after(SECOND * 86_400)]);
    let call = client(&script).call(Ask::<JSON>(1)).timeout(None);
    call.await.unwrap();
    let config = config(&script).timeout(None).build();
    let client = Client::new(config).unwrap();
    client.call(Ask::<JSON>(1)).await.unwrap();
    let call = client.call(Ask::<JSON>(1)).timeout(SECOND);
    assert!(call.await.unwrap_err().is_timeout());
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_followed_by_another_where_that_is_safe() {
    let script = Script::new([silence(), Step::success()]);
    let call = client(&script).call(Ask::<QUERY>(1));
    call.attempt_timeout(SECOND * 2).await.unwrap();
    assert_eq!(script.sent(), 2);

    let script = Script::new([silence(), Step::success()]);
    let config = config(&script).attempt_timeout(SECOND * 2).build();
    let client = Client::new(config).unwrap();
    let begun = Instant::now();
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!((begun.elapsed(), script.sent()), (SECOND * 2, 1));
    assert!(error.is_timeout() && !error.is_retryable());
    let host = "https://rtc.volcengineapi.com";
    assert_eq!(
        error.to_string(),
        format!("Ask: timed out: {host}: no reply within 2s")
    );

    let script = Script::new([Step::success().after(SECOND * 3)]);
    let config = config_with_short_attempts(&script);
    let client = Client::new(config).unwrap();
    let call = client.call(Ask::<JSON>(1)).attempt_timeout(None);
    call.await.unwrap();
}

fn config_with_short_attempts(script: &Script) -> Config {
    config(script).attempt_timeout(SECOND * 2).build()
}

#[tokio::test(start_paused = true)]
async fn time_that_is_over_between_attempts_is_told_with_the_last_error() {
    let script = Script::new([
        Step::failure(Failure::NotConnected).after(SECOND),
        silence(),
    ]);
    let call = client(&script).call(Ask::<JSON>(1)).timeout(SECOND * 2);
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    let report = format!("{error:?}");
    assert!(
        report.contains("caused by: Ask: connection failed"),
        "{report}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_throttled_action_slows_down_for_every_clone() {
    let script = Script::new([Step::error(429, "x"), Step::success()]);
    let limit = RateLimit::wait().action("Ask", 8);
    let client = Client::new(config(&script).rate_limit(limit).build()).unwrap();
    client.call(Ask::<JSON>(1)).await.unwrap();
    let begun = Instant::now();
    let calls: Vec<_> = (0..12)
        .map(|_| tokio::spawn(client.clone().call(Ask::<JSON>(1)).into_future()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert!(
        begun.elapsed() >= SECOND * 13 / 10,
        "less than eight a second: {:?}",
        begun.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_beyond_the_limit_of_its_client_is_not_sent() {
    let script = Script::new([Step::success()]);
    let limit = RateLimit::fail_fast().action("Ask", 1);
    let client = Client::new(config(&script).rate_limit(limit).build()).unwrap();
    client.call(Ask::<JSON>(1)).await.unwrap();
    let error = client.call(Ask::<QUERY>(1)).await.unwrap_err();
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!(
        (error.attempts(), error.status(), script.sent()),
        (0, None, 1)
    );
}

#[test]
fn a_calls_future_is_small() {
    let script = Script::new([Step::success()]);
    let call = client(&script).call(Ask::<JSON>(1));
    let future = call.into_future();
    assert!(size_of_val(&future) <= 16, "it is on the heap");
    let action = Description::of::<Once>();
    let payload = Ok(Payload::Json(Vec::new()));
    let beneath = client(&script).exchange(action, payload, Options::default());
    let size = size_of_val(&beneath);
    assert!(size < 4096, "{size} bytes");
    assert!(size_of::<<Again as crate::runtime::Action>::Output>() < 4096);
}
