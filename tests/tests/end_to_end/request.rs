//! What is sent.

use generated_client::ErrorKind;
use generated_client::rtc;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo, Role,
};
use generated_client::runtime::Open;
use generated_client::runtime::generated::{Action, Encoding, Method};
use serde_json::json;
use tests::server::VerifyingServer;
use tests::spec;

use crate::calls::{client, documented, member, request, smallest};

#[tokio::test]
async fn the_call_of_the_documentation_is_accepted() {
    let server = VerifyingServer::start();
    let client = client(&server);

    let reply = client
        .batch_add_conversation_participant(
            BatchAddConversationParticipantRequest::builder()
                .app_id(123_456)
                .conversation_short_id(7_012_345_678_901_234_567)
                .operator(10)
                .participant_infos([ParticipantInfo::builder()
                    .participant_user_id(10_001)
                    .role(Role::Owner)
                    .build()])
                .build(),
        )
        .await
        .unwrap();

    assert_eq!(reply.metadata.request_id, "request-of-the-tests");
    assert!(reply.result.failed_user_ids.is_empty());
    let received = server.only_request();
    assert_eq!(received.method, "POST");
    assert_eq!(received.path, "/");
    assert_eq!(
        received.query,
        "Action=BatchAddConversationParticipant&Version=2020-12-01"
    );
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(
        received.header("host"),
        Some(server.address().to_string().as_str())
    );
    assert_eq!(received.region().as_deref(), Some("cn-north-1"));
    assert_eq!(
        received.signed_headers(),
        ["content-type", "host", "x-content-sha256", "x-date"]
    );
    assert_eq!(
        received.json(),
        json!({
            "AppId": 123_456,
            "ConversationShortId": 7_012_345_678_901_234_567_i64,
            "Operator": 10,
            "ParticipantInfos": [{"ParticipantUserId": 10_001, "Role": 1}],
        })
    );
}

#[test]
fn the_action_is_what_its_page_says() {
    type Request = BatchAddConversationParticipantRequest;
    assert_eq!(Request::ACTION, "BatchAddConversationParticipant");
    assert_eq!(Request::VERSION, "2020-12-01");
    assert_eq!(Request::METHOD, Method::POST);
    assert_eq!(Request::ENCODING, Encoding::Json);
    assert_eq!(Request::QPS, Some(50));
    assert_eq!(spec::operation()["x-idempotent"], Request::IDEMPOTENT);

    let service = Request::SERVICE;
    assert_eq!(service.signing_name, "rtc");
    assert_eq!(service.default_region, "cn-north-1");
    assert_eq!(
        service.endpoints,
        [
            ("cn-north-1", "rtc.volcengineapi.com"),
            ("ap-southeast-1", "open-ap-singapore-1.volcengineapi.com")
        ]
    );
    assert_eq!(rtc::SERVICE.signing_name, service.signing_name);
}

#[tokio::test]
async fn the_example_of_the_document_is_sent_as_it_stands() {
    let server = VerifyingServer::start();
    client(&server)
        .batch_add_conversation_participant(documented())
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert_eq!(server.only_request().json(), spec::example_request());
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let server = VerifyingServer::start();
    client(&server)
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    let body = String::from_utf8(server.only_request().body).unwrap();
    assert_eq!(
        body,
        r#"{"AppId":1,"ConversationShortId":2,"ParticipantInfos":[{"ParticipantUserId":10001}],"Operator":3}"#
    );
}

#[tokio::test]
async fn integers_have_64_bits() {
    let beyond_a_float = 9_007_199_254_740_993;
    let request = BatchAddConversationParticipantRequest::builder()
        .app_id(i64::MAX)
        .conversation_short_id(beyond_a_float)
        .operator(i64::MAX - 1)
        .participant_infos([ParticipantInfo::builder()
            .participant_user_id(beyond_a_float + 2)
            .level(i64::MIN)
            .read_index(beyond_a_float + 4)
            .build()])
        .build();
    let server = VerifyingServer::start();
    client(&server)
        .batch_add_conversation_participant(request)
        .await
        .unwrap()
        .complete()
        .unwrap();
    let body = String::from_utf8(server.only_request().body).unwrap();
    for member in [
        r#""AppId":9223372036854775807"#,
        r#""ConversationShortId":9007199254740993"#,
        r#""Operator":9223372036854775806"#,
        r#""ParticipantUserId":9007199254740995"#,
        r#""Level":-9223372036854775808"#,
        r#""ReadIndex":9007199254740997"#,
    ] {
        assert!(body.contains(member), "{member} in {body}");
    }
}

#[tokio::test]
async fn text_travels_as_utf8() {
    let name = "小明😀 \"é\"\n\u{7}\\/";
    let server = VerifyingServer::start();
    let member = ParticipantInfo::builder()
        .participant_user_id(10_001)
        .nick_name(name)
        .ext([("ключ", "值"), ("", "")])
        .build();
    client(&server)
        .batch_add_conversation_participant(request([member]))
        .await
        .unwrap()
        .complete()
        .unwrap();
    let received = server.only_request();
    assert!(
        String::from_utf8(received.body.clone())
            .unwrap()
            .contains("小明😀")
    );
    let sent = &received.json()["ParticipantInfos"][0];
    assert_eq!(sent["NickName"], name);
    assert_eq!(sent["Ext"], json!({"ключ": "值", "": ""}));
}

#[tokio::test]
async fn roles_travel_as_their_numbers() {
    let server = VerifyingServer::start();
    let members = [Role::Member, Role::Owner, Role::Manager].map(|role| {
        ParticipantInfo::builder()
            .participant_user_id(10_001)
            .role(role)
            .build()
    });
    client(&server)
        .batch_add_conversation_participant(request(members))
        .await
        .unwrap()
        .complete()
        .unwrap();
    let sent = server.only_request().json();
    let roles: Vec<_> = (0..3)
        .map(|index| sent["ParticipantInfos"][index]["Role"].clone())
        .collect();
    assert_eq!(roles, [0, 1, 2]);
    assert_eq!(
        [0, 1, 2].map(Open::from),
        [Role::Member, Role::Owner, Role::Manager].map(Open::from)
    );
}

#[tokio::test]
async fn a_role_unknown_here_is_left_to_the_service() {
    let server = VerifyingServer::start();
    let member = ParticipantInfo::builder()
        .participant_user_id(10_001)
        .role(7)
        .build();
    client(&server)
        .batch_add_conversation_participant(request([member]))
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert_eq!(
        server.only_request().json()["ParticipantInfos"][0]["Role"],
        7
    );
}

#[tokio::test]
async fn nothing_is_demanded_but_what_the_page_demands() {
    let unlikely = BatchAddConversationParticipantRequest::builder()
        .app_id(0)
        .conversation_short_id(-1)
        .operator(0)
        .participant_infos([ParticipantInfo::builder()
            .participant_user_id(1)
            .level(-1)
            .nick_name("")
            .ext([("", "")])
            .read_index(-1)
            .build()])
        .build();
    let server = VerifyingServer::start();
    let client = client(&server);
    client
        .batch_add_conversation_participant(unlikely)
        .await
        .unwrap()
        .complete()
        .unwrap();
    client
        .batch_add_conversation_participant(request([]))
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert_eq!(server.requests()[1].json()["ParticipantInfos"], json!([]));
}

#[tokio::test]
async fn every_violation_is_told_and_nothing_is_sent() {
    let server = VerifyingServer::start();
    let members = [member(0), member(1), member(-3)];
    let error = client(&server)
        .batch_add_conversation_participant(request(members))
        .await
        .unwrap_err();

    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(!error.is_retryable());
    let text = error.to_string();
    assert!(
        text.contains("ParticipantInfos[0].ParticipantUserId: must be greater than 0, but is 0"),
        "{text}"
    );
    assert!(
        text.contains("ParticipantInfos[2].ParticipantUserId: must be greater than 0, but is -3"),
        "{text}"
    );
    assert!(!text.contains("ParticipantInfos[1]"), "{text}");
    assert!(!text.contains('\n'), "{text}");
    assert_eq!(server.connections(), 0);
}
