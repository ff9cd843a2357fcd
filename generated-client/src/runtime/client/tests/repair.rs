//! Wrong clocks and stale keys.

use std::sync::Arc;
use std::sync::Mutex;

use http::header::DATE;

use super::*;
use crate::runtime::BoxFuture;
use crate::runtime::credentials::{CredentialsError, ProvideCredentials};
use crate::runtime::error::ErrorKind;
use crate::runtime::retry::Never;
use crate::runtime::testing::Answer;

/// Ten minutes after the scripted clock.
const LATER: &str = "Tue, 11 Jun 2024 08:25:30 GMT";

fn out_of_time(code: &str) -> Answer {
    Step::error(400, code).header(DATE, LATER)
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_off_is_corrected_once_and_remembered() {
    for code in [
        "InvalidTimestamp",
        "RequestExpired",
        "SignatureDoesNotMatch",
    ] {
        let script = Script::new([out_of_time(code), Step::success()]);
        let client = client(&script);
        let call = client.call(Ask::<JSON>(1));
        call.await.unwrap();
        client.clone().call(Ask::<JSON>(1)).await.unwrap();
        let times = script.headers("x-date");
        assert_eq!(
            times,
            ["20240611T081530Z", "20240611T082530Z", "20240611T082530Z"],
            "{code}"
        );
        let signatures = script.headers("authorization");
        assert_ne!(signatures[0], signatures[1]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_signature_refused_for_another_reason_is_not_sent_again() {
    let punctual = "Tue, 11 Jun 2024 08:15:40 GMT";
    for step in [
        Step::error(401, "SignatureDoesNotMatch").header(DATE, punctual),
        Step::error(401, "SignatureDoesNotMatch").header(DATE, "yesterday"),
        Step::error(401, "SignatureDoesNotMatch"),
        Step::error(403, "AccessDenied").header(DATE, LATER),
    ] {
        let script = Script::new([step]);
        again(&script).await.unwrap_err();
        assert_eq!(script.sent(), 1);
    }
    // A server whose every reply blames the clock gets two requests, and no third.
    let script = Script::new([out_of_time("InvalidTimestamp")]);
    let error = again(&script).await.unwrap_err();
    assert_eq!((script.sent(), error.attempts()), (2, 2));
    let report = error.signature().unwrap();
    assert_eq!(report.time().as_str(), "20240611T082530Z");
    assert_eq!(report.server_time().unwrap().as_str(), "20240611T082530Z");
    assert_eq!(report.credentials(), "fixed credentials");
    assert!(!format!("{error:?}").contains("canary"));

    let script = Script::new([out_of_time("InvalidTimestamp")]);
    client(&script)
        .call(Ask::<JSON>(1))
        .retry(Never)
        .await
        .unwrap_err();
    assert_eq!(script.sent(), 1);
}

/// Gives new keys each time the old ones are refused, until there are none left.
#[derive(Debug, Clone)]
struct Refreshing(Arc<Mutex<Vec<&'static str>>>);

impl Refreshing {
    fn new(ids: &[&'static str]) -> Self {
        Self(Arc::new(Mutex::new(ids.iter().rev().copied().collect())))
    }
}

impl ProvideCredentials for Refreshing {
    fn name(&self) -> &str {
        "refreshing"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let id = self.0.lock().unwrap().last().copied();
        Box::pin(async move {
            match id {
                Some(id) => Ok(Credentials::temporary(id, "canary-secret", "canary-token")),
                None => Err(CredentialsError::failed("the vault is sealed")),
            }
        })
    }

    fn invalidate(&self, stale: &Credentials) -> bool {
        let mut ids = self.0.lock().unwrap();
        if ids.last() == Some(&stale.access_key_id()) {
            ids.pop();
        }
        true
    }
}

fn refreshing(script: &Script, ids: &[&'static str]) -> Client {
    let config = config(script).credentials(Refreshing::new(ids)).build();
    Client::new(config).unwrap()
}

#[tokio::test(start_paused = true)]
async fn stale_keys_are_fetched_anew_once() {
    for code in [
        "ExpiredToken",
        "ExpiredTokenException",
        "RequestExpired",
        "InvalidAccessKey",
    ] {
        let script = Script::new([Step::error(401, code), Step::success()]);
        let client = refreshing(&script, &["OLD", "NEW"]);
        client.call(Ask::<JSON>(1)).await.unwrap();
        let signed = script.headers("authorization");
        assert!(signed[0].contains("Credential=OLD/") && signed[1].contains("Credential=NEW/"));
        assert_eq!(script.pauses(), [Duration::ZERO]);
    }
    let script = Script::new([Step::error(401, "ExpiredToken")]);
    let client = refreshing(&script, &["OLD", "NEW", "NEWEST"]);
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!((script.sent(), error.code()), (2, Some("ExpiredToken")));
    assert_eq!(error.signature().unwrap().credentials(), "refreshing");
}

#[tokio::test(start_paused = true)]
async fn keys_that_nobody_can_replace_are_not_sent_again() {
    let script = Script::new([Step::error(401, "ExpiredToken")]);
    let error = again(&script).await.unwrap_err();
    assert_eq!((script.sent(), error.code()), (1, Some("ExpiredToken")));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_fails_is_told_with_its_reason() {
    let script = Script::new([Step::error(401, "ExpiredToken"), Step::success()]);
    let error = refreshing(&script, &["OLD"])
        .call(Ask::<JSON>(1))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoCredentials);
    assert_eq!((script.sent(), error.attempts()), (1, 1));
    assert_eq!(
        error.to_string(),
        "Ask: no credentials: the vault is sealed (requested after ExpiredToken)"
    );
}

#[tokio::test(start_paused = true)]
async fn repairs_leave_a_policy_its_attempts() {
    let busy = Step::error(429, "x");
    let script = Script::new([
        Step::error(401, "ExpiredToken"),
        out_of_time("InvalidTimestamp"),
        busy.clone(),
        busy.clone(),
        busy,
        Step::success(),
    ]);
    refreshing(&script, &["OLD", "NEW"])
        .call(Ask::<JSON>(1))
        .await
        .unwrap();
    assert_eq!(script.sent(), 6);
}
