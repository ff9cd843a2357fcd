//! What whoever tests with a script relies on.

use std::time::Duration;

use tokio::time::Instant;

use super::{Answer, ErrorReply, Script};
use crate::runtime::credentials::Credentials;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::generated::pass_on;
use crate::runtime::tests::{Ask, JSON, QUERY};
use crate::runtime::transport::Failure;
use crate::runtime::{Call, Client};

const SECOND: Duration = Duration::from_secs(1);

fn client(script: &Script) -> Client {
    Client::new(script.config().build()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn answers_come_in_order_and_failures_are_repeated_for_real() {
    let script = Script::new([
        Answer::failure(Failure::NotConnected),
        Answer::success("null"),
        Answer::html(400, "<h1>what?</h1>"),
    ]);
    let client = client(&script);
    let reply = client.call(Ask::<JSON>(1)).await.unwrap();
    assert_eq!(reply.metadata.request_id, "scripted-2");
    assert_eq!(reply.metadata.action, "Ask");
    assert_eq!(reply.metadata.service, "rtc");
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableReply);
    assert_eq!(error.body_start(), Some("<h1>what?</h1>"));
    assert_eq!(script.requests().len(), 3);
    script.finish().unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_action_with_answers_of_its_own_leaves_the_list_alone() {
    let script = Script::new([Answer::success("null")]);
    script
        .on("Ask", ErrorReply::new("Busy", "later"))
        .on("Other", Answer::success("null"))
        .then(Answer::raw(200, "{"));
    let client = client(&script);
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.code(), Some("Busy"));
    client.call(Ask::<JSON>(1)).await.unwrap();
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableReply);
    let unfinished = script.finish().unwrap_err();
    assert_eq!(unfinished.unused(), ["a success for Other"]);
}

#[tokio::test(start_paused = true)]
async fn a_script_that_is_over_gives_an_error_at_once_and_is_told_at_the_end() {
    let script = Script::new([
        Answer::success("null").times(2),
        Answer::raw(500, "").times(0),
    ]);
    let client = client(&script);
    client.call(Ask::<QUERY>(1)).await.unwrap();
    let unfinished = script.finish().unwrap_err();
    assert_eq!(
        unfinished.to_string(),
        "answers that were not used: a success"
    );
    client.call(Ask::<QUERY>(1)).await.unwrap();
    script.finish().unwrap();

    let error = client.call(Ask::<QUERY>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unanswered);
    assert!(!error.is_retryable());
    assert_eq!(error.attempts(), 1);
    assert_eq!(
        error.to_string(),
        "Ask: no answer was given: https://rtc.volcengineapi.com: the transport has no answer: the \
         script has no answer left for request 3"
    );
    let unfinished = script.finish().unwrap_err();
    assert_eq!(unfinished.unanswered(), ["Ask"]);
    script.otherwise(Answer::success("null"));
    client.call(Ask::<QUERY>(1)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_http_does_not_allow_is_an_error_that_says_so() {
    for (answer, reason) in [
        (Answer::raw(99, ""), "the status 99"),
        (Answer::success("null").header("a b", "c"), "\"a b\""),
        (Answer::success("null").header("a", "b\n"), "\"a\""),
    ] {
        let error = client(&Script::new([answer]))
            .call(Ask::<JSON>(1))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unanswered);
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn delays_and_requested_pauses_are_kept_to() {
    let begun = Instant::now();
    let busy = ErrorReply::new("Throttling", "m").retry_after(SECOND * 3);
    let script = Script::new([busy.into(), Answer::success("null").after(SECOND * 7)]);
    client(&script).call(Ask::<JSON>(1)).await.unwrap();
    assert!(begun.elapsed() >= SECOND * 10 && begun.elapsed() < SECOND * 11);
    let requests = script.requests();
    assert!(requests[1].at() - requests[0].at() >= SECOND * 3);
}

#[tokio::test(start_paused = true)]
async fn a_reply_beyond_the_limit_is_refused() {
    let script = Script::new([Answer::raw(200, vec![b' '; 11])]);
    let client = Client::new(script.config().reply_limit(10).build()).unwrap();
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::ReplyTooLarge, Some(200))
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_sent_can_be_looked_at() {
    let script = Script::default();
    script.otherwise(Answer::success("null"));
    let client = client(&script);
    client
        .call(Ask::<JSON>(7))
        .region("ap-southeast-1")
        .await
        .unwrap();
    client.call(Ask::<QUERY>(8)).await.unwrap();
    let requests = script.requests();
    let sent = &requests[0];
    assert_eq!((sent.action(), sent.version()), ("Ask", "2020-12-01"));
    assert_eq!((sent.service(), sent.region()), ("rtc", "ap-southeast-1"));
    assert_eq!(sent.access_key_id(), "AKSCRIPTED");
    assert_eq!(sent.json(), Some(serde_json::json!({"User Id": 7})));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(sent.http().method(), "POST");
    let sent = &requests[1];
    assert_eq!(sent.pairs().collect::<Vec<_>>(), [("User Id", "8")]);
    assert_eq!(sent.parameter("User Id"), Some("8"));
    assert_eq!(sent.json(), None);
}

#[tokio::test(start_paused = true)]
async fn a_recording_shows_no_secret() {
    let script = Script::new([Answer::success("null")]);
    let keys = Credentials::temporary("AKEXAMPLE", "canary-secret", "canary-token");
    let config = script.config().credentials(keys).build();
    let client = Client::new(config).unwrap();
    client.call(Ask::<JSON>(7)).await.unwrap();
    let signature = script.requests()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    assert!(signature.contains("Signature="));
    let shown = format!(
        "{:?} {:#?} {script:?}",
        script.requests(),
        script.requests()
    );
    assert!(
        shown.contains("\"Ask\"") && shown.contains("User Id"),
        "{shown}"
    );
    assert!(
        !shown.contains("canary") && !shown.contains("Signature"),
        "{shown}"
    );

    let mut request = http::Request::new(bytes::Bytes::from_static(
        br#"{"A": [{"SessionToken": "canary"}], "AppSecret": {"b": "canary"}, "Name": "n"}"#,
    ));
    *request.uri_mut() = "/?Action=A&OIDCToken=canary&X=1+2%25".parse().unwrap();
    let shown = format!("{:?}", super::Recorded::new(request));
    assert!(!shown.contains("canary"), "{shown}");
    assert!(
        shown.contains(r#"("X", "1 2%")"#) && shown.contains(r#""Name":"n""#),
        "{shown}"
    );
}

#[test]
fn an_error_by_hand_is_the_one_the_client_would_make() {
    let reply = ErrorReply::new("InternalError", "oops")
        .status(500)
        .code_n(7);
    let error = Error::from(reply.clone());
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        (error.code(), error.code_n()),
        (Some("InternalError"), Some(7))
    );
    assert_eq!(
        (error.status(), error.service_message()),
        (Some(500), Some("oops"))
    );
    assert_eq!(error.request_id(), Some("scripted"));
    let in_a_success = Error::from(reply.status(200));
    assert_eq!(
        (in_a_success.status(), in_a_success.code()),
        (Some(200), Some("InternalError"))
    );
}

#[tokio::test]
async fn a_call_made_with_its_answer_sends_nothing_and_checks_the_request() {
    let call = Call::answer(Ask::<JSON>(1), Ok(Default::default()));
    let reply = call.timeout(None).region("cn-north-2").await.unwrap();
    assert_eq!(
        (&*reply.metadata.action, &*reply.metadata.region),
        ("Ask", "cn-north-2")
    );

    let call = Call::answer(Ask::<JSON>(-1), Ok(Default::default()));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(
        error.to_string().starts_with("Ask: invalid request"),
        "{error}"
    );

    let busy = || Err(ErrorReply::new("InternalError", "m").status(500).into());
    let error = Call::answer(Ask::<JSON>(1), busy()).await.unwrap_err();
    assert!(!error.is_retryable());
    let error = Call::answer(Ask::<QUERY>(1), busy()).await.unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "Ask: the service answered with an error: InternalError: m [request id scripted, HTTP status 500]"
    );

    let mut count = 0;
    let call = Call::answer_with(Ask::<JSON>(7), move |request| {
        count += request.0;
        assert_eq!(count, 7, "asked once");
        Ok(Default::default())
    });
    call.await.unwrap();

    let error = Call::unanswered(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unanswered);
    assert_eq!(
        error.to_string(),
        "Ask: no answer was given: the test double does not implement this method"
    );
}

#[tokio::test(start_paused = true)]
async fn a_stand_in_leaves_to_a_client_what_it_does_not_answer() {
    let script = Script::new([Answer::success("null")]);
    let client = client(&script);
    pass_on(Some(&client), Ask::<JSON>(1)).await.unwrap();
    script.finish().unwrap();

    let error = pass_on(None, Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unanswered);
}

#[cfg(feature = "blocking")]
#[test]
fn stand_ins_and_scripts_work_without_async() {
    let call = Call::answer(Ask::<JSON>(1), Ok(Default::default()));
    assert_eq!(call.send_blocking().unwrap().metadata.action, "Ask");
    let call = Call::unanswered(Ask::<JSON>(1));
    let error = call.send_blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unanswered);

    let script = Script::new([
        Answer::failure(Failure::NotConnected),
        Answer::success("null"),
    ]);
    client(&script)
        .call(Ask::<JSON>(1))
        .send_blocking()
        .unwrap();
    script.finish().unwrap();
}
