//! Lists that come page by page, and calls that fail for some of their items: the golden case `pages`, over HTTP.

use std::time::Duration;

use generated_client::runtime::retry::{Backoff, Never, RetryPolicy};
use generated_client::runtime::{Incomplete, Open, PartialFailure};
use generated_client::{Config, Error, ErrorKind};
use serde_json::{Value, json};
use tests::golden::pages::ErrorCode;
use tests::golden::pages::v2020_01_01::Client;
use tests::golden::pages::v2020_01_01::add_members::AddMembersRequest;
use tests::golden::pages::v2020_01_01::list_members::ListMembersRequest;
use tests::golden::pages::v2020_01_01::list_tags::ListTagsRequest;
use tests::golden::pages::v2020_01_01::set_roles::SetRolesRequest;
use tests::golden::pages::v2020_01_01::types::Outcome;
use tests::server::{Account, Answer, VerifyingServer};

use crate::calls::credentials;

fn client(server: &VerifyingServer) -> Client {
    let config = Config::builder()
        .credentials(credentials(&Account::example()))
        .endpoint(server.endpoint())
        .build();
    Client::new(config).unwrap()
}

/// A server that gives these results in turn; one with a member `Code` is an error.
fn server(results: &[Value]) -> VerifyingServer {
    let server = VerifyingServer::start();
    for result in results {
        let reply = if result.get("Code").is_some() {
            json!({ "ResponseMetadata": { "RequestId": "r", "Error": result } })
        } else {
            json!({ "ResponseMetadata": { "RequestId": "r" }, "Result": result })
        };
        server.answer(Answer::json(200, &reply.to_string()));
    }
    server
}

fn page(ids: &[i64], next: i64, has_more: bool) -> Value {
    let members: Vec<_> = ids.iter().map(|id| json!({ "Id": id })).collect();
    json!({ "Members": members, "NextCursor": next, "HasMore": has_more })
}

fn from(cursor: i64) -> ListMembersRequest {
    ListMembersRequest::builder()
        .cursor(cursor)
        .limit(2)
        .build()
}

/// The cursors that were asked for.
fn cursors(server: &VerifyingServer) -> Vec<Value> {
    assert_eq!(server.refusals(), []);
    server
        .requests()
        .iter()
        .map(|request| {
            let body: Value = serde_json::from_slice(&request.body).unwrap();
            assert_eq!(body["Limit"], 2, "the other members stay");
            body["Cursor"].clone()
        })
        .collect()
}

#[tokio::test]
async fn items_of_all_pages_come_one_after_the_other() {
    let server = server(&[
        page(&[1, 2], 2, true),
        page(&[3, 4], 4, true),
        page(&[5], 5, false),
    ]);
    let mut members = client(&server).list_members(from(0)).items();
    let mut ids = Vec::new();
    while let Some(member) = members.next().await {
        ids.push(member.unwrap().id);
    }
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    assert_eq!(cursors(&server), [0, 2, 4]);
}

#[tokio::test]
async fn a_server_that_goes_round_in_circles_is_left() {
    let server = server(&[
        page(&[1], 2, true),
        page(&[2], 4, true),
        page(&[3], 2, true),
        page(&[4], 6, true),
    ]);
    let pages: Vec<_> = client(&server)
        .list_members(from(0))
        .pages()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(pages.len(), 3);
    assert_eq!(pages[2].metadata.request_id, "r");
    assert_eq!(cursors(&server), [0, 2, 4]);
}

#[tokio::test]
async fn an_error_in_the_middle_comes_after_what_there_was() {
    let server = server(&[
        page(&[1], 2, true),
        json!({ "Code": "GroupNotFound", "Message": "gone" }),
    ]);
    let mut members = client(&server).list_members(from(0)).items();
    assert_eq!(members.next().await.unwrap().unwrap().id, 1);
    let error = members.next().await.unwrap().unwrap_err();
    assert_eq!(error.code_as(), Some(ErrorCode::GroupNotFoundCamel));
    assert!(members.next().await.is_none());
    assert_eq!(cursors(&server), [0, 2]);
}

#[tokio::test]
async fn options_of_the_call_hold_for_every_page() {
    let server = server(&[
        page(&[1], 2, true),
        json!({ "Code": "Busy", "Message": "wait" }),
        page(&[2], 4, false),
    ]);
    let policy = Backoff::default()
        .also_on(ErrorCode::Busy.as_str())
        .at_most(2);
    let members: Vec<_> = client(&server)
        .list_members(from(0))
        .region("cn-beijing")
        .retry(policy)
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(members.len(), 2);
    assert_eq!(cursors(&server), [0, 2, 2]);
    for request in server.requests() {
        assert_eq!(request.region().as_deref(), Some("cn-beijing"));
    }
}

#[tokio::test]
async fn the_time_limit_is_that_of_one_page() {
    let server = server(&[page(&[1], 2, true)]);
    server.answer(Answer::json(200, "{}").after(Duration::from_secs(5)));
    let mut members = client(&server)
        .list_members(from(0))
        .timeout(Duration::from_millis(300))
        .retry(Never)
        .items();
    members.next().await.unwrap().unwrap();
    // Time between pages is the caller's own.
    tokio::time::sleep(Duration::from_millis(400)).await;
    let error = members.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(server.requests().len(), 2, "the second page was asked for");
}

#[tokio::test]
async fn cursors_may_be_texts_in_a_query() {
    let server = server(&[
        json!({ "Tags": ["a", "b"], "NextToken": "e=1&2" }),
        json!({ "Tags": ["c"], "NextToken": "" }),
    ]);
    let tags: Vec<String> = client(&server)
        .list_tags(ListTagsRequest::builder().max_results(2).build())
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(tags, ["a", "b", "c"]);
    let tokens: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.parameter("NextToken"))
        .collect();
    assert_eq!(tokens, [None, Some("e=1&2".to_owned())]);
    assert_eq!(server.refusals(), []);
}

#[test]
fn without_async_lists_are_iterators() {
    let server = server(&[page(&[1, 2], 2, true), page(&[3], -1, true)]);
    let client = client(&server);
    let ids: Result<Vec<i64>, Error> = client
        .list_members(from(0))
        .items()
        .blocking()
        .map(|member| member.map(|member| member.id))
        .collect();
    assert_eq!(ids.unwrap(), [1, 2, 3]);
    assert_eq!(cursors(&server), [0, 2]);
}

fn add() -> AddMembersRequest {
    AddMembersRequest::builder().ids([1, 2]).build()
}

#[tokio::test]
async fn what_failed_has_one_name_whatever_the_action() {
    let server = server(&[
        json!({ "FailedIds": [2] }),
        json!({ "Failures": [{ "Id": 7, "Reason": "unknown" }] }),
    ]);
    let client = client(&server);
    let reply = client.add_members(add()).await.unwrap();
    assert_eq!(reply.failed(), [2]);
    let roles = SetRolesRequest::builder().members([]).build();
    let reply = client.set_roles(roles).await.unwrap();
    assert_eq!(reply.failed()[0].reason.as_deref(), Some("unknown"));
    assert!(!reply.is_complete());
}

#[tokio::test]
async fn a_call_can_be_demanded_to_be_complete() {
    let server = server(&[
        json!({ "FailedIds": [] }),
        json!({ "FailedIds": [1, 2] }),
        json!({ "FailedIdTexts": ["2"] }),
    ]);
    let client = client(&server);
    let call = async || client.add_members(add()).await.unwrap().complete();
    assert!(call().await.unwrap().result.is_complete());

    let incomplete = call().await.unwrap_err();
    assert_eq!(incomplete.to_string(), "2 items failed [request id r]");
    assert_eq!(incomplete.failed(), [1, 2]);
    assert_eq!(incomplete.into_response().result.failed_ids, [1, 2]);

    // Each of the lists counts, not the first alone.
    let incomplete = call().await.unwrap_err();
    assert_eq!(incomplete.to_string(), "some items failed [request id r]");
}

#[tokio::test]
async fn an_incomplete_call_becomes_an_error_like_any_other() {
    async fn adds(client: &Client) -> Result<(), Error> {
        let reply = client.add_members(add()).await?.complete()?;
        panic!("{reply:?}");
    }
    let server = server(&[json!({ "FailedIds": [2] })]);
    let error = adds(&client(&server)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incomplete);
    assert_eq!(error.request_id(), Some("r"));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "incomplete: 1 item failed [request id r, HTTP status 200]"
    );
    let source = std::error::Error::source(&error).unwrap();
    let incomplete = source.downcast_ref::<Incomplete<Outcome>>().unwrap();
    assert_eq!(incomplete.failed(), [2]);
}

#[test]
fn codes_are_open_and_know_what_is_documented() {
    let documented = [
        (ErrorCode::Busy, "Busy", None, true),
        (ErrorCode::QuotaExceeded, "Quota.Exceeded", Some(400), false),
        (ErrorCode::InternalError, "InternalError", Some(500), true),
        (
            ErrorCode::GroupNotFoundCamel,
            "GroupNotFound",
            Some(404),
            false,
        ),
        (
            ErrorCode::GroupNotFoundUppercase,
            "GROUP_NOT_FOUND",
            None,
            false,
        ),
    ];
    for (code, text, status, retryable) in documented {
        assert_eq!(Open::from(text), code);
        assert_eq!(code.as_str(), text);
        assert_eq!(code.http_status(), status, "{text}");
        assert_eq!(code.is_retryable(), retryable, "{text}");
    }
    let newer: Open<ErrorCode> = "New.Code".into();
    assert_eq!((newer.known(), newer.as_str()), (None, "New.Code"));
}
