//! What is repeated, how often and when.

use http::header::{DATE, RETRY_AFTER};

use super::*;
use crate::runtime::error::ErrorKind;
use crate::runtime::retry::{Backoff, Never, RetryBudget, RetryPolicy, standard};
use crate::runtime::transport::Failure;

#[tokio::test(start_paused = true)]
async fn what_was_surely_not_processed_is_repeated_for_every_action() {
    for step in [
        Step::failure(Failure::NotConnected),
        Step::failure(Failure::ConnectTimeout),
        Step::reply(429, "<h1>slow down</h1>"),
        Step::error(429, "FlowLimitExceeded"),
        Step::error(400, "RequestLimitExceeded"),
        Step::error(200, "Throttling"),
    ] {
        let script = Script::new([step.clone(), step.clone(), Step::success()]);
        once(&script).await.unwrap();
        assert_eq!(script.sent(), 3);
        let script = Script::new([step]);
        let error = once(&script).await.unwrap_err();
        assert_eq!((script.sent(), error.attempts()), (4, 4));
        assert!(error.to_string().contains("attempts 4"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_processed_is_repeated_for_idempotent_actions_alone() {
    for step in [
        Step::failure(Failure::Broken),
        Step::failure(Failure::Timeout),
        Step::reply(502, "<html>"),
        Step::error(500, "InternalError"),
        Step::error(503, "ServiceUnavailable"),
        Step::error(504, "GatewayTimeout"),
        Step::error(400, "RequestTimeout"),
    ] {
        let script = Script::new([step.clone(), Step::success()]);
        let error = once(&script).await.unwrap_err();
        assert_eq!((script.sent(), error.attempts()), (1, 1), "{step:?}");

        let script = Script::new([step.clone(), Step::success()]);
        again(&script).await.unwrap();
        assert_eq!(script.sent(), 2, "{step:?}");

        let script = Script::new([step.clone(), Step::success()]);
        let call = client(&script).call(Ask::<JSON>(1)).idempotent(true);
        call.await.unwrap();
        assert_eq!(script.sent(), 2, "{step:?}");

        let script = Script::new([step.clone(), Step::success()]);
        let call = client(&script).call(Ask::<QUERY>(1)).idempotent(false);
        let error = call.await.unwrap_err();
        assert!(!error.is_retryable());
        assert_eq!(script.sent(), 1, "{step:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_would_fail_again_is_never_repeated() {
    for step in [
        Step::failure(Failure::TooLarge { limit: 1 }),
        Step::failure(Failure::Redirected),
        Step::error(400, "InvalidParameter"),
        Step::error(200, "InvalidParameter"),
        Step::error(501, "NotImplemented"),
        Step::reply(200, "{"),
        Step::reply(302, ""),
    ] {
        let script = Script::new([step.clone(), Step::success()]);
        let error = again(&script).await.unwrap_err();
        assert!(!error.is_retryable());
        assert_eq!(script.sent(), 1, "{step:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_and_are_longer_when_the_service_is_overloaded() {
    fastrand::seed(3);
    for (step, first) in [
        (Step::failure(Failure::NotConnected), MILLISECOND * 30),
        (Step::error(429, "x"), MILLISECOND * 500),
    ] {
        let mut longest = [Duration::ZERO; 3];
        for _ in 0..200 {
            let script = Script::new([step.clone()]);
            once(&script).await.unwrap_err();
            for (longest, pause) in longest.iter_mut().zip(script.pauses()) {
                *longest = pause.max(*longest);
            }
        }
        for (longest, factor) in longest.into_iter().zip([1, 2, 4]) {
            // Tokio's timers count whole milliseconds.
            let bound = first * factor + MILLISECOND;
            assert!(longest <= bound && longest * 10 > bound * 8, "{longest:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_server_is_given_the_time_it_asks_for() {
    for (value, seconds) in [("3", 3), ("Tue, 11 Jun 2024 08:15:34 GMT", 4)] {
        let busy = Step::error(429, "x").header(RETRY_AFTER, value);
        let script = Script::new([busy, Step::success()]);
        once(&script).await.unwrap();
        let pause = script.pauses()[0];
        assert!(
            pause >= SECOND * seconds && pause < SECOND * (seconds + 1),
            "{pause:?}"
        );
    }
    let busy = Step::error(429, "x")
        .header(DATE, "Tue, 11 Jun 2024 12:00:00 GMT")
        .header(RETRY_AFTER, "Tue, 11 Jun 2024 12:00:02 GMT");
    let script = Script::new([busy, Step::success()]);
    once(&script).await.unwrap();
    assert!(script.pauses()[0] >= SECOND * 2 && script.pauses()[0] < SECOND * 3);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_for_too_much_time_gets_no_other_attempt() {
    let begun = tokio::time::Instant::now();
    for seconds in ["61", "18446744073709551615"] {
        let script = Script::new([Step::error(429, "x").header(RETRY_AFTER, seconds)]);
        let call = client(&script).call(Ask::<JSON>(1)).timeout(None);
        let error = call.await.unwrap_err();
        assert_eq!(
            error.retry_after().map(|wait| wait.as_secs()),
            seconds.parse().ok()
        );
        assert_eq!(script.sent(), 1);
    }
    // The call's own time sets a limit as well, and what is told is why it failed.
    let script = Script::new([Step::error(429, "x").header(RETRY_AFTER, "30")]);
    let call = client(&script).call(Ask::<JSON>(1)).timeout(SECOND * 20);
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), script.sent()), (ErrorKind::Throttled, 1));
    assert!(
        format!("{error:?}").contains("after the call's timeout"),
        "{error:?}"
    );
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_policy_holds_for_a_client_or_for_a_call() {
    let refused = Step::failure(Failure::NotConnected);
    let script = Script::new([refused]);
    let config = config(&script).retry(standard().at_most(2)).build();
    let client = Client::new(config).unwrap();
    client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(script.sent(), 2);
    client.call(Ask::<JSON>(1)).retry(Never).await.unwrap_err();
    assert_eq!(script.sent(), 3);
    let patient = Backoff::default().first(SECOND * 3).longest(SECOND * 3);
    let call = client
        .call(Ask::<JSON>(1))
        .retry(patient.within(SECOND * 20));
    let begun = tokio::time::Instant::now();
    call.await.unwrap_err();
    assert!(script.sent() > 8 && begun.elapsed() <= SECOND * 20);
}

#[tokio::test(start_paused = true)]
async fn a_code_of_the_callers_own_is_repeated() {
    let script = Script::new([Step::error(400, "ResourceBusy"), Step::success()]);
    let call = client(&script).call(Ask::<JSON>(1));
    call.retry(standard().also_on("ResourceBusy"))
        .await
        .unwrap();
    assert_eq!(script.sent(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_client_whose_every_call_fails_stops_repeating() {
    let script = Script::new([Step::failure(Failure::NotConnected)]);
    let config = config(&script).retry_budget(RetryBudget::of(10)).build();
    let client = Client::new(config).unwrap();
    for _ in 0..20 {
        client.clone().call(Ask::<JSON>(1)).await.unwrap_err();
    }
    assert_eq!(script.sent(), 20 + 10);
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert!(error.is_retryable());
    assert!(format!("{error:?}").contains("budget"), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_client_whose_calls_succeed_in_the_end_never_runs_out() {
    let refused = Step::failure(Failure::NotConnected);
    let steps = (0..50).flat_map(|_| [refused.clone(), Step::success()]);
    let script = Script::new(steps);
    let config = config(&script).retry_budget(RetryBudget::of(1)).build();
    let client = Client::new(config).unwrap();
    for _ in 0..50 {
        client.call(Ask::<JSON>(1)).await.unwrap();
    }
    assert_eq!(script.sent(), 100);
}
