//! Hooks and traces.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span;

use super::*;
use crate::runtime::error::ErrorKind;
use crate::runtime::observe::{Attempt, Finished, Observe};
use crate::runtime::transport::Failure;

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

/// Keeps fields of the one span and of each event.
#[derive(Default)]
struct Trace {
    span: Mutex<Fields>,
    events: Mutex<Vec<Fields>>,
}

#[derive(Debug, Clone, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

struct Subscriber(Arc<Trace>);

impl tracing::Subscriber for Subscriber {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target().starts_with("generated_client")
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut *self.0.span.lock().unwrap());
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut *self.0.span.lock().unwrap());
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.0.events.lock().unwrap().push(fields);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_call_is_a_span_and_an_attempt_an_event_in_the_words_of_opentelemetry() {
    let trace = Arc::new(Trace::default());
    let guard = tracing::subscriber::set_default(Subscriber(trace.clone()));
    let script = Script::new([
        Step::failure(Failure::NotConnected),
        Step::error(403, "Denied"),
    ]);
    once(&script).await.unwrap_err();
    drop(guard);

    let span = trace.span.lock().unwrap();
    for (name, value) in [
        ("otel.name", "rtc/Ask"),
        ("otel.kind", "\"client\""),
        ("otel.status_code", "\"ERROR\""),
        ("rpc.system", "\"volcengine\""),
        ("rpc.service", "\"rtc\""),
        ("rpc.method", "\"Ask\""),
        ("http.request.method", "\"POST\""),
        ("http.response.status_code", "403"),
        ("volcengine.attempts", "2"),
        ("volcengine.request_id", "\"scripted-2\""),
        ("error.type", "\"Denied\""),
    ] {
        assert_eq!(span.0.get(name).map(String::as_str), Some(value), "{name}");
    }
    let events = trace.events.lock().unwrap();
    let field = |event: usize, name| events[event].0.get(name).map(String::as_str);
    assert_eq!(events.len(), 2);
    assert_eq!(field(0, "message"), Some("attempt failed, another follows"));
    assert_eq!(field(0, "error.type"), Some("\"connection\""));
    assert_eq!(field(0, "http.request.resend_count"), Some("0"));
    assert_eq!(field(0, "http.response.status_code"), None);
    assert_eq!(field(1, "http.request.resend_count"), Some("1"));
    assert_eq!(field(1, "http.response.status_code"), Some("403"));
    assert_eq!(
        field(1, "server.address"),
        Some("\"rtc.volcengineapi.com\"")
    );
    assert_eq!(field(1, "server.port"), Some("443"));
    assert_eq!(field(1, "volcengine.request_id"), Some("\"scripted-2\""));
    let shown = format!("{:?} {events:?}", *span);
    assert!(
        !shown.contains("canary") && !shown.contains("Signature"),
        "{shown}"
    );
}
