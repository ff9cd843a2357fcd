//! Hooks.

use std::sync::{Arc, Mutex};

use super::*;
use crate::runtime::error::ErrorKind;
use crate::runtime::observe::{Attempt, Finished, Observe};

/// Adds headers and writes down what it sees.
#[derive(Debug, Clone, Default)]
struct Watcher(Arc<Mutex<Vec<String>>>);

impl Observe for Watcher {
    fn before_signing(&self, attempt: &mut Attempt<'_>) {
        let number = attempt.number().to_string().parse().unwrap();
        attempt.set_header("x-attempt".parse().unwrap(), number);
        attempt.set_header("traceparent".parse().unwrap(), "00-\u{e9}".parse().unwrap());
        for own in ["host", "x-date", "authorization", "content-type"] {
            attempt.set_header(own.parse().unwrap(), "forged".parse().unwrap());
        }
    }

    fn after_attempt(&self, attempt: &Finished<'_>) {
        self.0.lock().unwrap().push(format!(
            "{}/{} {} {} {}: {} {:?} {:?} {:?} {}",
            attempt.service(),
            attempt.action(),
            attempt.version(),
            attempt.region(),
            attempt.host(),
            attempt.number(),
            attempt.status(),
            attempt.request_id(),
            attempt.error().map(Error::kind),
            attempt.pause().is_some(),
        ));
    }
}

#[tokio::test(start_paused = true)]
async fn an_observer_sees_every_attempt_and_adds_headers_that_are_signed() {
    let watcher = Watcher::default();
    let script = Script::new([Step::error(429, "x"), Step::success()]);
    let config = config(&script).observe(watcher.clone()).build();
    Client::new(config)
        .unwrap()
        .call(Ask::<JSON>(1))
        .await
        .unwrap();
    let about = "rtc/Ask 2020-12-01 cn-north-1 rtc.volcengineapi.com:";
    assert_eq!(
        *watcher.0.lock().unwrap(),
        [
            format!(r#"{about} 1 Some(429) Some("scripted-1") Some(Throttled) true"#),
            format!(r#"{about} 2 Some(200) Some("scripted-2") None false"#),
        ]
    );
    assert_eq!(script.headers("x-attempt"), ["1", "2"]);
    assert_eq!(script.headers("host")[0], "rtc.volcengineapi.com");
    assert_eq!(script.headers("content-type")[0], "application/json");
    let signed = &script.headers("authorization")[0];
    assert!(signed.contains("x-attempt;x-content-sha256") && !signed.contains("traceparent"));
}

#[derive(Debug)]
struct Unsignable;

impl Observe for Unsignable {
    fn before_signing(&self, attempt: &mut Attempt<'_>) {
        attempt.set_header("x-name".parse().unwrap(), "\u{e9}".parse().unwrap());
    }
}

#[tokio::test(start_paused = true)]
async fn a_header_that_cannot_be_signed_is_not_sent() {
    let script = Script::new([Step::success()]);
    let client = Client::new(config(&script).observe(Unsignable).build()).unwrap();
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(
        (error.kind(), script.sent()),
        (ErrorKind::InvalidConfiguration, 0)
    );
    assert!(error.to_string().contains("x-name"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_observer_hears_of_the_attempt_that_a_time_out_cuts_off() {
    let watcher = Watcher::default();
    let script = Script::new([Step::success().after(SECOND * 3600)]);
    let client = Client::new(config(&script).observe(watcher.clone()).build()).unwrap();
    let call = client.call(Ask::<JSON>(1)).timeout(SECOND);
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    let about = "rtc/Ask 2020-12-01 cn-north-1 rtc.volcengineapi.com:";
    assert_eq!(
        *watcher.0.lock().unwrap(),
        [format!("{about} 1 None None Some(Timeout) false")]
    );
}
