//! Calls from the request to the reply, over a transport that the test writes down.

mod sockets;

use std::fmt::Write as _;
use std::sync::Arc;

use bytes::Bytes;

use super::Client;
use super::config::Config;
use super::credentials::Credentials;
use super::envelope::Response;
use super::environment::scripted::Scripted;
use super::error::ErrorKind;
use super::generated::{
    Action, ApiVersion, Empty, Facts, Method, Row, Serialize, Serializer, Service, Table, Validate,
    Validator, Value, held, table, write,
};
use super::testing::{self, Answer};
use super::transport::Failure;

const SERVICE: Service = Service {
    signing_name: "rtc",
    default_region: "cn-north-1",
    endpoints: &[
        ("cn-north-1", "rtc.volcengineapi.com"),
        ("ap-southeast-1", "singapore.volcengineapi.com"),
    ],
    pattern: None,
};

const SUCCESS: &str = r#"{"ResponseMetadata":{"RequestId":"r-1"},"Result":null}"#;

/// A request with one member, sent in any of the three ways.
#[derive(Debug)]
pub(super) struct Ask<const ENCODING: u8>(pub(super) i64);

impl<const ENCODING: u8> Value for Ask<ENCODING> {
    fn table(&self) -> Table<'_> {
        table("Ask user_id", [("User Id", held::required, &self.0)]).limited(self)
    }
}

impl<const ENCODING: u8> Serialize for Ask<ENCODING> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl<const ENCODING: u8> Validate for Ask<ENCODING> {
    fn validate(&self, v: &mut Validator<'_>) {
        v.at("User Id").greater_than(self.0, 0);
    }
}

impl<const ENCODING: u8> Action for Ask<ENCODING> {
    type Output = Empty;
    type Reply = Response<Empty>;

    const FACTS: Facts = sent(API.action("Ask"), ENCODING);
}

const API: ApiVersion = ApiVersion {
    service: &SERVICE,
    version: "2020-12-01",
};

const fn sent(action: Facts, encoding: u8) -> Facts {
    match encoding {
        QUERY => action.get().query().idempotent(),
        JSON => action,
        _ => action.form(),
    }
}

pub(super) const QUERY: u8 = 0;
pub(super) const JSON: u8 = 1;
const FORM: u8 = 2;

/// Answers every request alike and keeps what was sent.
struct Script(testing::Script);

impl Script {
    fn new(answer: Result<(u16, &'static str), Failure>) -> Self {
        let script = testing::Script::default();
        script.otherwise(match answer {
            Ok((status, body)) => Answer::raw(status, body),
            Err(failure) => Answer::failure(failure),
        });
        Self(script)
    }

    fn only_request(&self) -> http::Request<Bytes> {
        let sent = self.0.requests();
        assert_eq!(sent.len(), 1);
        sent[0].http().clone()
    }
}

fn config() -> super::config::ConfigBuilder {
    Config::builder()
        .environment(Scripted::new([]))
        .credentials(Credentials::temporary(
            "AKEXAMPLE",
            "canary-secret",
            "canary-token",
        ))
}

fn client(script: &Script) -> Client {
    Client::new(config().transport(script.0.clone()).build()).unwrap()
}

fn header<'a>(request: &'a http::Request<Bytes>, name: &str) -> Option<&'a str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_json_call_is_sent_as_documented() {
    let script = Script::new(Ok((200, SUCCESS)));
    let reply = client(&script).call(Ask::<JSON>(7)).await.unwrap();
    assert_eq!(reply.metadata.request_id, "r-1");

    let sent = script.only_request();
    assert_eq!(
        sent.uri(),
        "https://rtc.volcengineapi.com/?Action=Ask&Version=2020-12-01"
    );
    assert_eq!(sent.method(), Method::POST);
    assert_eq!(sent.body(), r#"{"User Id":7}"#);
    assert_eq!(header(&sent, "content-type"), Some("application/json"));
    assert_eq!(header(&sent, "host"), Some("rtc.volcengineapi.com"));
    assert_eq!(header(&sent, "x-date"), Some("20240611T081530Z"));
    assert_eq!(header(&sent, "x-security-token"), Some("canary-token"));
    let authorization = header(&sent, "authorization").unwrap();
    assert!(
        authorization.starts_with(
            "HMAC-SHA256 Credential=AKEXAMPLE/20240611/cn-north-1/rtc/request, \
             SignedHeaders=content-type;host;x-content-sha256;x-date;x-security-token, Signature="
        ),
        "{authorization}"
    );
    let shown = format!("{sent:?}");
    assert!(
        !shown.contains("canary") && !shown.contains("Signature"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_get_has_neither_body_nor_content_type() {
    let script = Script::new(Ok((200, SUCCESS)));
    client(&script)
        .call(Ask::<QUERY>(7))
        .region("ap-southeast-1")
        .await
        .unwrap();
    let sent = script.only_request();
    assert_eq!(
        sent.uri(),
        "https://singapore.volcengineapi.com/?Action=Ask&User%20Id=7&Version=2020-12-01"
    );
    assert_eq!((sent.method(), sent.body().len()), (&Method::GET, 0));
    assert_eq!(header(&sent, "content-type"), None);
    let authorization = header(&sent, "authorization").unwrap();
    assert!(
        authorization.contains("/ap-southeast-1/rtc/request, SignedHeaders=host;x-content-sha256")
    );
}

#[tokio::test]
async fn a_form_travels_in_the_body() {
    let script = Script::new(Ok((200, SUCCESS)));
    client(&script).call(Ask::<FORM>(7)).await.unwrap();
    let sent = script.only_request();
    assert_eq!(sent.uri().query(), Some("Action=Ask&Version=2020-12-01"));
    assert_eq!(sent.body(), "User%20Id=7");
    assert_eq!(
        header(&sent, "content-type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[tokio::test]
async fn nothing_is_sent_for_a_call_that_cannot_work() {
    let script = Script::new(Ok((200, SUCCESS)));
    let client = client(&script);
    let error = client.call(Ask::<JSON>(-3)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ask: invalid request: User Id: must be greater than 0, but is -3"
    );
    assert_eq!(error.violations().len(), 1);

    let error = client
        .call(Ask::<JSON>(1))
        .region("mars-1")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);
    let error = client
        .call(Ask::<JSON>(1))
        .region("cn-north-1/../x")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);

    let no_header = config()
        .transport(script.0.clone())
        .credentials(Credentials::new("id\n", "secret"))
        .build();
    let error = Client::new(no_header)
        .unwrap()
        .call(Ask::<JSON>(1))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);

    let none = Config::builder()
        .environment(Scripted::new([]))
        .transport(script.0.clone())
        .build();
    let error = Client::new(none)
        .unwrap()
        .call(Ask::<JSON>(1))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoCredentials);
    let message = error.to_string();
    assert!(
        message.starts_with(
            "Ask: no credentials: tried environment (VOLCENGINE_ACCESS_KEY is not set, "
        ),
        "{message}"
    );
    let tried = error.credentials().unwrap().tried();
    assert_eq!(tried.len(), 6);
    assert_eq!(tried[0].source(), "environment");
    assert!(
        message.ends_with("; instance metadata (the client has a custom transport)"),
        "{message}"
    );
    assert!(script.0.requests().is_empty());
}

#[tokio::test]
async fn the_environment_configures_region_endpoint_and_credentials() {
    let environment = Scripted::new([
        ("VOLCENGINE_ENDPOINT", "http://127.0.0.1:18080"),
        ("VOLCENGINE_REGION", " mars-1 "),
        ("VOLCENGINE_ACCESS_KEY", "AKEXAMPLE"),
        ("VOLCENGINE_SECRET_KEY", "secret"),
        ("VOLCENGINE_SESSION_TOKEN", ""),
    ]);
    let script = Script::new(Ok((200, SUCCESS)));
    let config = Config::from_environment(Arc::new(environment)).unwrap();
    let client = Client::new(config.to_builder().transport(script.0.clone()).build()).unwrap();
    client.call(Ask::<JSON>(1)).await.unwrap();
    let sent = script.only_request();
    assert_eq!(
        sent.uri(),
        "http://127.0.0.1:18080/?Action=Ask&Version=2020-12-01"
    );
    assert_eq!(header(&sent, "host"), Some("127.0.0.1:18080"));
    assert_eq!(header(&sent, "x-security-token"), None);
    assert!(
        header(&sent, "authorization")
            .unwrap()
            .contains("/mars-1/rtc/request")
    );

    let empty = Scripted::new([("VOLCENGINE_ENDPOINT", ""), ("VOLCENGINE_REGION", " ")]);
    let config = Config::from_environment(Arc::new(empty)).unwrap();
    assert_eq!((config.endpoint, config.region), (None, None));
}

#[tokio::test]
async fn the_environment_asks_for_dual_stack_hosts() {
    let script = Script::new(Ok((200, SUCCESS)));
    let environment = Scripted::new([("VOLC_ENABLE_DUALSTACK", "true")]);
    let config = Config::from_environment(Arc::new(environment))
        .unwrap()
        .to_builder()
        .credentials(Credentials::new("id", "secret"))
        .transport(script.0.clone())
        .build();
    let client = Client::new(config).unwrap();
    client.call(Ask::<JSON>(1)).await.unwrap();
    assert_eq!(
        script.only_request().uri().host(),
        Some("rtc.volcengine-api.com")
    );
}

#[test]
fn a_wrong_configuration_is_told_when_the_client_is_made() {
    for config in [
        config().endpoint("ftp://x").build(),
        config().region("a b").build(),
    ] {
        assert_eq!(
            Client::new(config).unwrap_err().kind(),
            ErrorKind::InvalidConfiguration
        );
    }
}

#[tokio::test]
async fn failures_of_the_transport_have_their_kinds() {
    for (failure, kind, retryable, idempotent_retryable) in [
        (Failure::NotConnected, ErrorKind::Connection, true, true),
        (Failure::ConnectTimeout, ErrorKind::Timeout, true, true),
        (Failure::Broken, ErrorKind::Connection, false, true),
        (Failure::Timeout, ErrorKind::Timeout, false, true),
        (
            Failure::TooLarge { limit: 5 },
            ErrorKind::ReplyTooLarge,
            false,
            false,
        ),
    ] {
        let client = client(&Script::new(Err(failure)));
        let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (kind, retryable),
            "{failure:?}"
        );
        let error = client.call(Ask::<QUERY>(1)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (kind, idempotent_retryable),
            "{failure:?}"
        );
    }
}

#[tokio::test]
async fn no_secret_is_in_any_output() {
    let echo = r#"{"ResponseMetadata":{"RequestId":"canary-token","Error":{"Code":"X","Message":"got canary-token, not canary-secret"}}}"#;
    let script = Script::new(Ok((400, echo)));
    let client = client(&script);
    let call = client.call(Ask::<JSON>(1));
    let mut shown = format!("{client:?} {client:#?} {:?} {call:?}", client.config());
    let error = call.await.unwrap_err();
    write!(shown, "{error} {error:?} {error:#?}").unwrap();
    let endpoint = config().endpoint("https://user:canary@host").build();
    write!(
        shown,
        "{endpoint:?} {:?}",
        Client::new(endpoint.clone()).unwrap_err()
    )
    .unwrap();
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("got <redacted>, not <redacted>"), "{shown}");
}

#[test]
fn a_call_can_be_sent_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    let call = client(&Script::new(Ok((200, SUCCESS)))).call(Ask::<JSON>(1));
    is_send(&call);
    let future = call.into_future();
    is_send(&future);
    assert!(size_of_val(&future) <= 16);
}

/// A request with numbers that may be anything.
#[derive(Debug)]
struct Measured<const ENCODING: u8>(Vec<f64>, String);

impl<const ENCODING: u8> Measured<ENCODING> {
    fn new(ratios: Vec<f64>) -> Self {
        Self(ratios, "null NaN inf".to_owned())
    }
}

impl<const ENCODING: u8> Value for Measured<ENCODING> {
    fn table(&self) -> Table<'_> {
        let rows: [Row<'_>; 2] = [
            ("Ratios", held::required, &self.0),
            ("Text", held::required, &self.1),
        ];
        table("Measured ratios text", rows)
    }
}

impl<const ENCODING: u8> Serialize for Measured<ENCODING> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl<const ENCODING: u8> Action for Measured<ENCODING> {
    type Output = Empty;
    type Reply = Response<Empty>;

    const FACTS: Facts = sent(API.action("Measure"), ENCODING);
}

#[tokio::test]
async fn numbers_that_cannot_travel_are_violations_and_nothing_is_sent() {
    async fn check<const ENCODING: u8>() {
        let script = Script::new(Ok((200, SUCCESS)));
        let client = client(&script);
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let call = client.call(Measured::<ENCODING>::new(vec![0.5, number]));
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            let violation = &error.violations()[0];
            assert_eq!(violation.path(), "Ratios[1]");
            assert!(violation.message().contains("finite"), "{violation}");
        }
        assert!(script.0.requests().is_empty());
        client
            .call(Measured::<ENCODING>::new(vec![0.5]))
            .await
            .unwrap();
    }
    check::<QUERY>().await;
    check::<JSON>().await;
    check::<FORM>().await;
}
