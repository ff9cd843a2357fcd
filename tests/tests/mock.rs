//! The generated client against the server that the same documents describe.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use codegen_mock::Account;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, BatchAddConversationParticipantResult, ParticipantInfo,
};
use generated_client::rtc::v2020_12_01::get_black_list::GetBlackListRequest;
use generated_client::rtc::v2020_12_01::{Api, Client};
use generated_client::runtime::credentials::AssumeRole;
use generated_client::runtime::generated::{
    Action, ApiVersion, Facts, Serialize, Serializer, Value, write,
};
use generated_client::{BatchResponse, Config, Credentials, Error, ErrorKind, Response, rtc, sts};
use tests::compiled::document::demo::v2020_01_01::Client as Vpcs;
use tests::compiled::document::demo::v2020_01_01::describe_vpcs::{DescribeVpcsRequest, TagFilter};
use tests::mock::Mock;

const ADD: &str = "BatchAddConversationParticipant";

fn config_for(mock: &Mock) -> Config {
    let Account {
        access_key,
        secret_key,
        ..
    } = Account::example();
    Config::builder()
        .endpoint(mock.server().endpoint())
        .credentials(Credentials::new(access_key, secret_key))
        .timeout(Duration::from_secs(20))
        .build()
}

fn client(mock: &Mock) -> Client {
    Client::new(config_for(mock)).unwrap()
}

fn request() -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(2)
        .operator(3)
        .participant_infos([ParticipantInfo::builder().participant_user_id(4).build()])
        .build()
}

async fn add(
    api: &impl Api,
) -> Result<BatchResponse<BatchAddConversationParticipantResult>, Error> {
    api.batch_add_conversation_participant(request()).await
}

#[tokio::test]
async fn a_call_gets_the_example_of_the_document() {
    let mock = Mock::start("spec", &[]);
    let client = client(&mock);
    let first = add(&client).await.unwrap();
    assert_eq!(first.result.failed_user_ids, [0_i64; 0]);
    assert_eq!(first.metadata.action, ADD);
    assert_eq!(first.metadata.service, "rtc");
    assert_eq!(first.metadata.region, "cn-north-1");
    let second = add(&client).await.unwrap();
    assert_ne!(first.metadata.request_id, second.metadata.request_id);
    assert_eq!(mock.lines(), [format!("200 {ADD}"), format!("200 {ADD}")]);
}

#[tokio::test]
async fn every_service_answers_and_members_may_travel_in_the_query() {
    let mock = Mock::start("spec", &[]);
    let client = sts::v2018_01_01::Client::new(config_for(&mock)).unwrap();
    let role = sts::v2018_01_01::assume_role::AssumeRoleRequest::builder()
        .role_trn("trn:iam::2100000000:role/reader")
        .role_session_name("tests")
        .build();
    let reply = client.assume_role(role).await.unwrap();
    assert_eq!(reply.metadata.service, "sts");
    assert_eq!(mock.lines(), ["200 AssumeRole"]);

    let mock = Mock::start("tests/golden/flattened/spec", &[]);
    let client = Vpcs::new(config_for(&mock)).unwrap();
    let filters = [TagFilter::builder().key("a b&c").values(["名"]).build()];
    let request = DescribeVpcsRequest::builder()
        .tag_filters(filters)
        .vpc_ids(["v-1", "v-2"])
        .build();
    client.describe_vpcs(request).await.unwrap();
    assert_eq!(mock.lines(), ["200 DescribeVpcs"]);
}

#[tokio::test]
async fn a_wrong_secret_or_token_is_refused() {
    let mock = Mock::start("spec", &[]);
    let keys = Credentials::new(Account::example().access_key, "canary-secret");
    let config = config_for(&mock).to_builder().credentials(keys).build();
    let error = add(&Client::new(config).unwrap()).await.unwrap_err();
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_eq!((error.status(), error.code_n()), (Some(401), Some(100_010)));

    let account = Account::example().with_session_token("canary-token");
    let mock = Mock::start_for(account.clone(), "spec", &[]);
    let error = add(&client(&mock)).await.unwrap_err();
    assert_eq!(error.code(), Some("MissingAuthenticationToken"));
    let keys = Credentials::temporary(account.access_key, account.secret_key, "canary-token");
    let config = config_for(&mock).to_builder().credentials(keys).build();
    add(&Client::new(config).unwrap())
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert!(!format!("{error:?} {:?}", mock.lines()).contains("canary"));
}

#[tokio::test]
async fn what_is_too_much_for_the_server_is_repeated_until_it_is_not() {
    let mock = Mock::start("spec", &["throttle,first=2"]);
    add(&client(&mock)).await.unwrap().complete().unwrap();
    let throttled = format!("429 {ADD}: fault: RequestLimitExceeded");
    assert_eq!(
        mock.lines(),
        [throttled.clone(), throttled, format!("200 {ADD}")]
    );
}

#[tokio::test]
async fn a_connection_that_breaks_is_repeated_only_where_the_caller_says_so() {
    for fault in ["reset,first=1", "truncate,first=1"] {
        let mock = Mock::start("spec", &[fault]);
        let error = add(&client(&mock)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
        assert_eq!(mock.lines().len(), 1, "{fault}");

        let mock = Mock::start("spec", &[fault]);
        let call = client(&mock).batch_add_conversation_participant(request());
        call.idempotent(true).await.unwrap().complete().unwrap();
        assert_eq!(mock.lines().len(), 2, "{fault}");
    }
}

#[tokio::test]
async fn other_faults_are_what_they_are_called() {
    for (fault, kind, status) in [
        ("status=503", ErrorKind::Service, 503),
        ("error=ConversationNotFound", ErrorKind::Service, 400),
        ("html", ErrorKind::UnreadableReply, 502),
        ("empty", ErrorKind::UnreadableReply, 200),
    ] {
        let mock = Mock::start("spec", &[&format!("{fault},action={ADD}")]);
        let error = add(&client(&mock)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (kind, Some(status)),
            "{fault}: {error}"
        );
    }
    let mock = Mock::start("spec", &["delay=150ms", "throttle,first=1,retry-after=1s"]);
    let begun = Instant::now();
    add(&client(&mock)).await.unwrap().complete().unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(1300));
}

/// An action of nobody's.
#[derive(Debug)]
struct Nothing;

impl Value for Nothing {}

impl Serialize for Nothing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl Action for Nothing {
    type Output = ();
    type Reply = Response<()>;

    const FACTS: Facts = API.action("Nothing");
}

const API: ApiVersion = ApiVersion {
    service: &rtc::SERVICE,
    version: "2020-12-01",
};

#[tokio::test]
async fn an_unknown_action_is_refused() {
    let mock = Mock::start("spec", &[]);
    let error = client(&mock).runtime().call(Nothing).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidActionOrVersion"));
    assert_eq!((error.status(), error.code_n()), (Some(404), Some(100_008)));
}

#[tokio::test]
async fn an_unsigned_request_is_refused_in_the_envelope() {
    let mock = Mock::start("spec", &[]);
    let address = mock.server().address();
    let sending = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let patience = Some(Duration::from_secs(20));
        stream.set_read_timeout(patience).unwrap();
        let request = format!(
            "POST /?Action={ADD}&Version=2020-12-01 HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\
             connection: close\r\n\r\n{{"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    });
    let reply = sending.await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 401 "), "{reply}");
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        body["ResponseMetadata"]["Error"]["Code"],
        "MissingSignature"
    );
    assert_eq!(body["ResponseMetadata"]["Action"], ADD);
}

#[tokio::test]
async fn a_presigned_url_is_accepted() {
    let mock = Mock::start("spec", &[]);
    let client = sts::v2018_01_01::Client::new(config_for(&mock)).unwrap();
    let role = sts::v2018_01_01::assume_role::AssumeRoleRequest::builder()
        .role_trn("trn:iam::1:role/r r+/")
        .role_session_name("s")
        .build();
    let url = client
        .assume_role(role)
        .presign(Duration::from_secs(60))
        .await
        .unwrap();
    let address = mock.server().address();
    let target = url
        .expose()
        .split_once(&address.to_string())
        .unwrap()
        .1
        .to_owned();
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert_eq!(mock.lines(), ["200 AssumeRole"]);
}

#[tokio::test]
async fn keys_of_a_role_are_accepted_by_the_server_that_issued_them() {
    let mock = Mock::start("spec", &[]);
    let role = AssumeRole::new("trn:iam::1:role/r", config_for(&mock)).unwrap();
    let config = config_for(&mock).to_builder().credentials(role).build();
    let reply = add(&Client::new(config).unwrap()).await.unwrap();
    reply.complete().unwrap();
    assert_eq!(
        mock.lines(),
        ["200 AssumeRole".to_owned(), format!("200 {ADD}")]
    );
}

#[tokio::test]
async fn the_pages_of_a_list_are_followed_to_their_end() {
    let mock = Mock::start("spec", &[]);
    let request = GetBlackListRequest::builder()
        .app_id(1)
        .user_id(2)
        .cursor(0)
        .limit(10)
        .build();
    let mut pages = client(&mock).get_black_list(request).pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.unwrap();
        count += 1;
    }
    assert_eq!((count, mock.lines().len()), (3, 3));
}
