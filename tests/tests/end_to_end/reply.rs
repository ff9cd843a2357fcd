//! What is read from replies of calls that succeeded.

use serde_json::{Value, json};
use tests::server::Answer;
use tests::spec;

use crate::calls::answered;

/// A reply with the given result, written as JSON; without a result if the text is empty.
fn with_result(result: &str) -> Answer {
    let result = if result.is_empty() {
        String::new()
    } else {
        format!(r#","Result":{result}"#)
    };
    Answer::json(
        200,
        &format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}}{result}}}"#),
    )
}

#[tokio::test]
async fn a_success_has_its_metadata_and_an_empty_list() {
    let text = spec::example_reply("success");
    let documented: Value = serde_json::from_str(&text).unwrap();
    let reply = answered(Answer::json(200, &text)).await.unwrap();
    assert!(reply.is_complete() && reply.result.failed_user_ids.is_empty());
    assert_eq!(
        json!({
            "RequestId": reply.metadata.request_id,
            "Action": reply.metadata.action,
            "Version": reply.metadata.version,
            "Service": reply.metadata.service,
            "Region": reply.metadata.region,
        }),
        documented["ResponseMetadata"]
    );
}

#[tokio::test]
async fn a_partial_failure_names_the_users() {
    let reply = answered(Answer::json(200, &spec::example_reply("partialFailure")))
        .await
        .unwrap();
    assert_eq!(reply.result.failed_user_ids, [10_002]);
    assert_eq!(reply.failed(), [10_002]);
    let incomplete = reply.complete().unwrap_err();
    assert!(
        incomplete
            .to_string()
            .starts_with("1 item failed [request id ")
    );
}

#[tokio::test]
async fn a_list_that_is_null_missing_or_empty_is_empty() {
    for result in [r#"{"FailedUserIds":null}"#, "{}", r#"{"FailedUserIds":[]}"#] {
        let reply = answered(with_result(result)).await.unwrap();
        assert!(reply.result.failed_user_ids.is_empty(), "{result}");
    }
}

#[tokio::test]
async fn a_result_that_is_null_or_missing_is_empty() {
    for result in ["null", ""] {
        let reply = answered(with_result(result)).await.unwrap();
        assert!(reply.result.failed_user_ids.is_empty(), "{result}");
        assert_eq!(reply.metadata.request_id, "r");
    }
}

#[tokio::test]
async fn ids_beyond_a_float_stay_exact() {
    let reply = answered(with_result(
        r#"{"FailedUserIds":[9007199254740993,9223372036854775807,-1]}"#,
    ))
    .await
    .unwrap();
    assert_eq!(
        reply.result.failed_user_ids,
        [9_007_199_254_740_993, i64::MAX, -1]
    );
}

#[tokio::test]
async fn a_reply_that_names_another_action_is_accepted() {
    let text = spec::example_reply("success").replace("BatchAdd", "BatchModify");
    let reply = answered(Answer::json(200, &text)).await.unwrap();
    assert_eq!(reply.metadata.action, "BatchModifyConversationParticipant");
    assert!(reply.result.failed_user_ids.is_empty());
}

#[tokio::test]
async fn members_unknown_here_are_ignored() {
    let reply = answered(Answer::json(
        200,
        r#"{"New":{"a":[1,{"b":null}]},"Result":{"Other":[{}],"FailedUserIds":[7],"Next":1.5},
           "ResponseMetadata":{"RequestId":"r","New":[{"x":"y"}],"Region":"cn-beijing"}}"#,
    ))
    .await
    .unwrap();
    assert_eq!(reply.result.failed_user_ids, [7]);
    assert_eq!(reply.metadata.request_id, "r");
    assert_eq!(reply.metadata.region, "cn-beijing");
}

#[tokio::test]
async fn metadata_may_be_incomplete() {
    let metadata = r#"{"RequestId":"r","Action":null,"Version":"","Error":null}"#;
    let reply = answered(Answer::json(
        200,
        &format!(r#"{{"ResponseMetadata":{metadata},"Result":{{}}}}"#),
    ));
    let reply = reply.await.unwrap();
    assert_eq!(reply.metadata.request_id, "r");
    assert_eq!(reply.metadata.action, "");
    assert_eq!(reply.metadata.region, "");
}

#[tokio::test]
async fn the_content_type_of_a_reply_does_not_matter() {
    for content_type in ["application/json", "text/plain", "application/octet-stream"] {
        let reply = answered(Answer::new(
            200,
            content_type,
            spec::example_reply("partialFailure"),
        ))
        .await
        .unwrap();
        assert_eq!(reply.result.failed_user_ids, [10_002], "{content_type}");
    }
}
