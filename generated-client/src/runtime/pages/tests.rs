use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde::{Serialize, Serializer};

use super::{Items, PageCursor, Pages, Paginated};
use crate::runtime::action::{Action, ApiVersion, Facts};
use crate::runtime::config::Config;
use crate::runtime::credentials::Credentials;
use crate::runtime::endpoint::Service;
use crate::runtime::envelope::Response;
use crate::runtime::environment::scripted::Scripted;
use crate::runtime::error::ErrorKind;
use crate::runtime::retry::Never;
use crate::runtime::transport::{Transport, TransportError};
use crate::runtime::validate::{Validate, Validator};
use crate::runtime::wire::{ByDefault, Member, Read, Table, Value, held, table, write};
use crate::runtime::{BoxFuture, Call, Client};

const SERVICE: Service = Service {
    signing_name: "demo",
    default_region: "cn-north-1",
    endpoints: &[],
    pattern: Some("demo.example.com"),
};

/// Asks for a page of numbers.
#[derive(Debug)]
struct List {
    cursor: Option<i32>,
}

impl Value for List {
    fn table(&self) -> Table<'_> {
        table("List cursor", [("Cursor", held::or_null, &self.cursor)]).limited(self)
    }
}

impl Serialize for List {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl Validate for List {
    fn validate(&self, v: &mut Validator<'_>) {
        if let Some(cursor) = self.cursor {
            v.at("Cursor").at_least(cursor, 0);
        }
    }
}

impl Action for List {
    type Output = Page;
    type Reply = Response<Page>;

    const FACTS: Facts = ApiVersion {
        service: &SERVICE,
        version: "2020-01-01",
    }
    .action("List")
    .idempotent();
}

#[derive(Debug, Default)]
struct Page {
    items: Vec<i64>,
    next: Option<i64>,
    has_more: Option<bool>,
}

impl Read for Page {
    type Blank = ByDefault;

    fn member(&mut self, name: &str, member: impl Member) {
        match name {
            "Items" => member.into(&mut self.items),
            "Next" => member.into(&mut self.next),
            "HasMore" => member.into(&mut self.has_more),
            _ => {}
        }
    }
}

impl Paginated for List {
    type Item = i64;

    fn cursor(&mut self) -> &mut dyn PageCursor {
        &mut self.cursor
    }

    fn next(page: &Page) -> &dyn PageCursor {
        &page.next
    }

    fn has_more(page: &Page) -> Option<bool> {
        page.has_more
    }

    fn items(page: Page) -> Vec<i64> {
        page.items
    }
}

/// Gives prepared results in turn, the last one for ever, and keeps the bodies that were sent.
#[derive(Debug, Clone)]
struct Script {
    results: Arc<Mutex<VecDeque<&'static str>>>,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn new<const N: usize>(results: [&'static str; N]) -> Self {
        Self {
            results: Arc::new(Mutex::new(results.into())),
            sent: Arc::default(),
        }
    }

    fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }

    fn call(&self, cursor: Option<i32>) -> Call<List> {
        let config = Config::builder()
            .environment(Scripted::new([]))
            .credentials(Credentials::new("id", "secret"))
            .transport(self.clone())
            .retry(Never)
            .build();
        Client::new(config).unwrap().call(List { cursor })
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        let mut sent = self.sent.lock().unwrap();
        sent.push(body);
        assert!(
            sent.len() < 20,
            "the stream goes round in circles: {sent:?}"
        );
        let mut results = self.results.lock().unwrap();
        let result = match results.len() {
            1 => results[0],
            _ => results.pop_front().unwrap(),
        };
        let reply = if result.starts_with("Error") {
            format!(r#"{{"ResponseMetadata":{{{result}}}}}"#).replace("Error:", r#""Error":"#)
        } else {
            format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{result}}}"#)
        };
        Box::pin(async move { Ok(http::Response::new(reply.into())) })
    }
}

async fn items(script: &Script, cursor: Option<i32>) -> Vec<i64> {
    script.call(cursor).items().try_collect().await.unwrap()
}

#[tokio::test]
async fn items_of_all_pages_come_one_after_the_other() {
    let script = Script::new([
        r#"{"Items":[1,2],"Next":10,"HasMore":true}"#,
        r#"{"Items":[],"Next":20,"HasMore":true}"#,
        r#"{"Items":[3],"Next":30,"HasMore":false}"#,
    ]);
    let mut stream = script.call(Some(5)).items();
    let mut found = Vec::new();
    while let Some(item) = stream.next().await {
        found.push(item.unwrap());
    }
    assert!(stream.next().await.is_none(), "the end is the end");
    assert_eq!(found, [1, 2, 3]);
    assert_eq!(
        script.sent(),
        [r#"{"Cursor":5}"#, r#"{"Cursor":10}"#, r#"{"Cursor":20}"#]
    );
}

#[tokio::test]
async fn pages_are_whole_replies() {
    let script = Script::new([r#"{"Items":[1],"Next":10}"#, r#"{"Items":[2,3]}"#]);
    let pages: Vec<_> = script.call(None).pages().try_collect().await.unwrap();
    let pages: Vec<_> = pages
        .iter()
        .map(|page| (page.metadata.request_id.as_str(), page.result.items.len()))
        .collect();
    assert_eq!(pages, [("r", 1), ("r", 2)]);
}

#[tokio::test]
async fn an_empty_or_negative_cursor_is_the_end() {
    for last in [
        r#"{"Items":[1]}"#,
        r#"{"Items":[1],"Next":null,"HasMore":true}"#,
        r#"{"Items":[1],"Next":-1,"HasMore":true}"#,
    ] {
        let script = Script::new([last]);
        assert_eq!(items(&script, None).await, [1], "{last}");
        assert_eq!(script.sent().len(), 1, "{last}");
    }
}

#[tokio::test]
async fn a_cursor_that_was_asked_for_before_is_the_end() {
    let same = Script::new([r#"{"Items":[1],"Next":5,"HasMore":true}"#]);
    assert_eq!(items(&same, Some(5)).await, [1]);
    // A member that is left out counts as zero.
    let zero = Script::new([r#"{"Items":[1],"Next":0,"HasMore":true}"#]);
    assert_eq!(items(&zero, None).await, [1]);
    let circle = Script::new([
        r#"{"Items":[1],"Next":10}"#,
        r#"{"Items":[2],"Next":20}"#,
        r#"{"Items":[3],"Next":10}"#,
    ]);
    assert_eq!(items(&circle, Some(0)).await, [1, 2, 3]);
}

#[tokio::test]
async fn an_error_is_given_once_and_ends_the_stream() {
    let script = Script::new([
        r#"{"Items":[1],"Next":10}"#,
        r#"Error:{"Code":"Busy","Message":"m"}"#,
    ]);
    let mut stream = script.call(None).items();
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("Busy"));
    assert!(stream.next().await.is_none());
    assert_eq!(script.sent().len(), 2);

    let failed: Result<Vec<i64>, _> = script.call(None).items().try_collect().await;
    assert_eq!(failed.unwrap_err().code(), Some("Busy"));
}

#[tokio::test]
async fn a_cursor_that_does_not_fit_the_request_is_an_error_after_its_page() {
    let script = Script::new([r#"{"Items":[1],"Next":5000000000}"#]);
    let mut stream = script.call(None).items();
    assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableReply);
    assert!(error.to_string().contains("List: "), "{error}");
    assert!(error.to_string().contains("5000000000"), "{error}");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_invalid_request_is_the_first_item_and_nothing_is_sent() {
    let script = Script::new(["{}"]);
    let mut stream = script.call(Some(-1)).items();
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(script.sent().is_empty());
}

#[tokio::test]
async fn nothing_is_asked_for_before_somebody_wants_it() {
    let script = Script::new([r#"{"Items":[1,2],"Next":10}"#]);
    let mut stream = script.call(None).items();
    assert_eq!(script.sent().len(), 0);
    stream.next().await.unwrap().unwrap();
    stream.next().await.unwrap().unwrap();
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test]
async fn streams_are_those_of_the_futures_crates() {
    fn streamed<T>(_: &(impl Stream<Item = T> + Send + Unpin + 'static)) {}
    let script = Script::new([r#"{"Items":[7]}"#]);
    let pages: Pages<List> = script.call(None).pages();
    streamed(&pages);
    let mut items: Items<List> = script.call(None).items();
    streamed(&items);
    let mut context = Context::from_waker(Waker::noop());
    // The transport answers at once.
    match Pin::new(&mut items).poll_next(&mut context) {
        Poll::Ready(Some(Ok(item))) => assert_eq!(item, 7),
        other => panic!("{other:?}"),
    }
}

/// Answers only the second time it is looked at.
#[derive(Debug, Clone)]
struct Slow(Script);

impl Transport for Slow {
    fn send(
        &self,
        request: http::Request<Bytes>,
        largest: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.0.send(request, largest).await
        })
    }
}

#[tokio::test]
async fn who_stops_waiting_for_an_item_loses_none() {
    let script = Script::new([r#"{"Items":[1],"Next":10}"#, r#"{"Items":[2]}"#]);
    let config = Config::builder()
        .environment(Scripted::new([]))
        .credentials(Credentials::new("id", "secret"))
        .transport(Slow(script.clone()))
        .build();
    let mut stream = Client::new(config)
        .unwrap()
        .call(List { cursor: None })
        .items();
    let mut found = Vec::new();
    for _ in 0..20 {
        match tokio::time::timeout(Duration::ZERO, stream.next()).await {
            Ok(Some(item)) => found.push(item.unwrap()),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    assert_eq!(found, [1, 2]);
    assert_eq!(script.sent().len(), 2);
}

#[cfg(feature = "blocking")]
#[test]
fn without_async_they_are_iterators() {
    let script = Script::new([r#"{"Items":[1,2],"Next":10}"#, r#"{"Items":[3],"Next":10}"#]);
    let found: Result<Vec<i64>, _> = script.call(None).items().blocking().collect();
    assert_eq!(found.unwrap(), [1, 2, 3]);

    let script = Script::new([
        r#"{"Items":[1],"Next":10}"#,
        r#"Error:{"Code":"Busy","Message":"m"}"#,
    ]);
    let mut pages = script.call(None).pages().blocking();
    assert_eq!(pages.next().unwrap().unwrap().result.items, [1]);
    assert_eq!(pages.next().unwrap().unwrap_err().code(), Some("Busy"));
    assert!(pages.next().is_none());
}
