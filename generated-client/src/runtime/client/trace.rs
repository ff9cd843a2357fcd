//! What calls leave in a trace.
//!
//! Knows OpenTelemetry's names for calls over RPC and HTTP. Gives one span per call and one event
//! per attempt. Must never record a secret, nor anything of a request's members.

use tracing::field::Empty;
use tracing::{Level, Span};

use crate::runtime::action::Description;
use crate::runtime::endpoint::Endpoint;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::observe::Finished;

/// The span of a call. Its level is `INFO`.
pub(super) fn call(action: &Description) -> Span {
    tracing::info_span!(
        "call",
        "otel.name" = %format_args!("{}/{}", action.service.signing_name, action.name),
        "otel.kind" = "client",
        "otel.status_code" = Empty,
        "rpc.system" = "volcengine",
        "rpc.service" = action.service.signing_name,
        "rpc.method" = action.name,
        "rpc.version" = action.version,
        "http.request.method" = action.method.as_str(),
        "http.response.status_code" = Empty,
        "server.address" = Empty,
        "server.port" = Empty,
        "volcengine.attempts" = Empty,
        "volcengine.request_id" = Empty,
        "error.type" = Empty,
    )
}

/// Completes the span of a call that succeeded.
pub(super) fn succeeded(
    span: &Span,
    status: u16,
    request_id: impl FnOnce() -> String,
    attempts: u32,
) {
    if span.is_disabled() {
        return;
    }
    span.record("http.response.status_code", status);
    span.record("volcengine.attempts", attempts);
    span.record("volcengine.request_id", request_id());
}

/// Completes the span of a call that failed.
pub(super) fn failed(span: &Span, error: &Error) {
    if span.is_disabled() {
        return;
    }
    span.record("otel.status_code", "ERROR");
    span.record("error.type", error_type(error));
    span.record("volcengine.attempts", error.attempts());
    if let Some(status) = error.status() {
        span.record("http.response.status_code", status);
    }
    if let Some(id) = error.request_id() {
        span.record("volcengine.request_id", id);
    }
}

/// Whether anybody looks at the events of attempts.
pub(super) fn sees_attempts() -> bool {
    tracing::enabled!(Level::DEBUG)
}

/// The event of an attempt that is over. Its level is `DEBUG`.
pub(super) fn attempt(endpoint: &Endpoint, finished: &Finished<'_>) {
    if !sees_attempts() {
        return;
    }
    let (address, port) = address_and_port(endpoint);
    let span = Span::current();
    span.record("server.address", address);
    span.record("server.port", port);
    let error = finished.error();
    tracing::debug!(
        "rpc.service" = finished.service(),
        "rpc.method" = finished.action(),
        "server.address" = address,
        "server.port" = port,
        "cloud.region" = finished.region(),
        "http.request.resend_count" = finished.number().saturating_sub(1),
        "http.response.status_code" = finished.status(),
        "volcengine.request_id" = finished.request_id(),
        "volcengine.attempt" = finished.number(),
        "volcengine.elapsed_ms" = milliseconds(finished.elapsed()),
        "volcengine.pause_ms" = finished.pause().map(milliseconds),
        "error.type" = error.map(error_type),
        "error.message" = error.map(tracing::field::display),
        "{}",
        match (error, finished.pause()) {
            (None, _) => "attempt succeeded",
            (Some(_), Some(_)) => "attempt failed, another follows",
            (Some(_), None) => "attempt failed",
        }
    );
}

fn milliseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The service's code where there is one: the set of codes is small. Else the kind.
fn error_type(error: &Error) -> &str {
    if let Some(code) = error.code() {
        return code;
    }
    match error.kind() {
        ErrorKind::InvalidRequest => "invalid_request",
        ErrorKind::InvalidConfiguration => "invalid_configuration",
        ErrorKind::NoCredentials => "no_credentials",
        ErrorKind::Connection => "connection",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Throttled => "throttled",
        ErrorKind::Service => "service",
        ErrorKind::UnreadableReply => "unreadable_reply",
        ErrorKind::ReplyTooLarge => "reply_too_large",
        ErrorKind::Incomplete => "incomplete",
        ErrorKind::Unanswered => "unanswered",
    }
}

/// Host and port, the port of the scheme where none was given.
fn address_and_port(endpoint: &Endpoint) -> (&str, u16) {
    let host = endpoint.host();
    let given = host
        .rsplit_once(':')
        .and_then(|(name, port)| Some((name, port.parse().ok()?)));
    let (address, port) = given.unwrap_or_else(|| {
        let port = if endpoint.scheme() == "http" { 80 } else { 443 };
        (host, port)
    });
    (address.trim_matches(['[', ']']), port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_told_without_its_port() {
        for (endpoint, expected) in [
            ("rtc.volcengineapi.com", ("rtc.volcengineapi.com", 443)),
            ("http://127.0.0.1:8080", ("127.0.0.1", 8080)),
            ("http://localhost", ("localhost", 80)),
            ("https://[::1]", ("::1", 443)),
            ("https://[::1]:8443", ("::1", 8443)),
        ] {
            let endpoint = Endpoint::parse(endpoint).unwrap();
            assert_eq!(address_and_port(&endpoint), expected);
        }
    }
}
