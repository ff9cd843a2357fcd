//! What a call leaves in a trace.
//!
//! The only test of its process: `tracing` asks the subscriber of whichever thread comes first
//! whether a place in the code is of interest, and keeps the answer for all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, OnceLock};

use generated_client::Credentials;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::transport::Failure;
use generated_client::testing::{Answer, ErrorReply, Script};
use tracing::field::{Field, Visit};
use tracing::{Metadata, span};
use tracing_core::span::Current;

/// Keeps fields of the one span and of each event.
#[derive(Default)]
struct Trace {
    /// What the span is, once there is one.
    metadata: OnceLock<&'static Metadata<'static>>,
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
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("generated_client")
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        self.0.metadata.set(attributes.metadata()).unwrap();
        attributes.record(&mut *self.0.span.lock().unwrap());
        span::Id::from_u64(1)
    }

    fn current_span(&self) -> Current {
        match self.0.metadata.get() {
            Some(metadata) => Current::new(span::Id::from_u64(1), metadata),
            None => Current::none(),
        }
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

#[tokio::test]
async fn a_call_is_a_span_and_an_attempt_an_event_in_the_words_of_opentelemetry() {
    let trace = Arc::new(Trace::default());
    tracing::subscriber::set_global_default(Subscriber(trace.clone())).unwrap();
    let script = Script::new([
        Answer::failure(Failure::NotConnected),
        ErrorReply::new("Denied", "it may not").status(403).into(),
    ]);
    let credentials = Credentials::temporary("key-of-the-canary", "canary-secret", "canary-token");
    let client = Client::new(script.config().credentials(credentials).build()).unwrap();
    let request = BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(7)
        .operator(3)
        .participant_infos([ParticipantInfo::builder()
            .participant_user_id(10_001)
            .build()])
        .build();
    client
        .batch_add_conversation_participant(request)
        .await
        .unwrap_err();
    script.finish().unwrap();

    let span = trace.span.lock().unwrap();
    for (name, value) in [
        ("otel.name", "rtc/BatchAddConversationParticipant"),
        ("otel.kind", "\"client\""),
        ("otel.status_code", "\"ERROR\""),
        ("rpc.system", "\"volcengine\""),
        ("rpc.service", "\"rtc\""),
        ("rpc.method", "\"BatchAddConversationParticipant\""),
        ("rpc.version", "\"2020-12-01\""),
        ("http.request.method", "\"POST\""),
        ("http.response.status_code", "403"),
        ("server.address", "\"rtc.volcengineapi.com\""),
        ("server.port", "443"),
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
    assert_eq!(field(1, "message"), Some("attempt failed"));
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
