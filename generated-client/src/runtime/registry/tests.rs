//! Bodies in JSON, right and wrong, for an action that is written down here.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{BodyError, Entry, Text, Type};
use crate::runtime::Client;
use crate::runtime::config::Config;
use crate::runtime::credentials::Credentials;
use crate::runtime::envelope::Response;
use crate::runtime::generated::{
    self, Action, ApiVersion, ByDefault, Empty, Facts, JsonValue, Member, Read, Row, Serialize,
    Serializer, Service, Table, Validate, Validator, held, record, table, write,
};
use crate::runtime::registry;

const SERVICE: Service = Service {
    signing_name: "demo",
    default_region: "cn-north-1",
    endpoints: &[("cn-north-1", "demo.example.com")],
    pattern: None,
};

/// A request as generated code has it, in one of two encodings.
#[derive(Debug, Default)]
struct Order<const FLAT: bool> {
    id: i64,
    items: Vec<Item>,
    note: Option<String>,
    tags: Vec<String>,
    labels: BTreeMap<String, String>,
    any: JsonValue,
}

#[derive(Default)]
struct Item {
    count: i64,
    price: Option<f32>,
}

impl<const FLAT: bool> generated::Value for Order<FLAT> {
    fn table(&self) -> Table<'_> {
        let rows: [Row<'_>; 6] = [
            ("Id", held::required, &self.id),
            ("Items", held::required, &self.items),
            ("Note", held::optional, &self.note),
            ("Tags", held::unless_empty, &self.tags),
            ("Labels", held::unless_empty, &self.labels),
            ("Any", held::required, &self.any),
        ];
        table("Order id items note tags labels any", rows).limited(self)
    }
}

impl<const FLAT: bool> Read for Order<FLAT> {
    type Blank = ByDefault;

    fn member(&mut self, name: &str, member: impl Member) {
        match name {
            "Id" => member.into(&mut self.id),
            "Items" => member.into(&mut self.items),
            "Note" => member.into(&mut self.note),
            "Tags" => member.into(&mut self.tags),
            "Labels" => member.into(&mut self.labels),
            "Any" => member.into(&mut self.any),
            _ => {}
        }
    }
}

impl<const FLAT: bool> Serialize for Order<FLAT> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl<const FLAT: bool> Validate for Order<FLAT> {
    fn validate(&self, v: &mut Validator<'_>) {
        v.at("Id").greater_than(self.id, 0);
    }
}

impl<const FLAT: bool> Action for Order<FLAT> {
    type Output = Empty;
    type Reply = Response<Empty>;

    const FACTS: Facts = if FLAT {
        API.action("Order").get().query()
    } else {
        API.action("Order")
    };
}

const API: ApiVersion = ApiVersion {
    service: &SERVICE,
    version: "2020-01-01",
};

record!(both Item: limited {
    "Count" => count: required,
    "Price" => price: optional,
});

impl Validate for Item {
    fn validate(&self, v: &mut Validator<'_>) {
        v.at("Count").at_least(self.count, 1);
    }
}

const NOTHING: registry::Member = registry::Member::new("", Type::Nothing, "");

const TEXT: Text = Text::new("", "", NOTHING, NOTHING);

fn client() -> Client {
    let keys = Credentials::new("AKEXAMPLE", "canary-secret");
    Client::new(Config::builder().credentials(keys).build()).unwrap()
}

/// The body that is sent for one that is given.
async fn sent(given: &str) -> String {
    let call = Entry::of::<Order<false>>(TEXT).call(&client(), given);
    let request = call.unwrap().signed_request().await.unwrap();
    String::from_utf8(request.body().to_vec()).unwrap()
}

fn error(given: &str) -> BodyError {
    let call = Entry::of::<Order<false>>(TEXT).call(&client(), given);
    call.map(drop).unwrap_err()
}

fn refused(given: &Value) -> Vec<String> {
    match error(&given.to_string()) {
        BodyError::Refused(violations) => violations.iter().map(ToString::to_string).collect(),
        other => vec![other.to_string()],
    }
}

#[tokio::test]
async fn a_body_is_sent_as_it_was_written_without_what_is_nothing() {
    let given = r#"{ "Items": [{"Price": 0.1, "Count": 2}], "Any": {"b": 1, "a": null},
        "Note": null, "Tags": [], "Id": 9007199254740993 }"#;
    assert_eq!(
        sent(given).await,
        r#"{"Items":[{"Price":0.1,"Count":2}],"Any":{"b":1,"a":null},"Id":9007199254740993}"#
    );
}

#[tokio::test]
async fn a_flattened_request_is_read_from_nested_json() {
    let given =
        r#"{"Id": 1, "Any": "x", "Items": [{"Count": 2, "Price": 0.1}], "Labels": {"k": "v"}}"#;
    let call = Entry::of::<Order<true>>(TEXT).call(&client(), given);
    let request = call.unwrap().signed_request().await.unwrap();
    assert_eq!(
        request.url(),
        "https://demo.example.com/?Action=Order&Any=x&Id=1&Items.1.Count=2&Items.1.Price=0.1&Labels.k=v\
         &Version=2020-01-01"
    );
}

#[test]
fn text_that_cannot_be_read_is_told_by_place_and_path() {
    let cases = [
        ("", "line 1, column 1: EOF while parsing a value"),
        (
            "[]",
            "line 1, column 1: invalid type: sequence, expected an object",
        ),
        (
            "null",
            "line 1, column 4: invalid type: null, expected an object",
        ),
        ("{\n \"Id\" 1}", "line 2, column 7: Id: expected `:`"),
        ("{} {}", "line 1, column 4: trailing characters"),
        (
            "{\"Id\": 1,\n \"Items\": [{\"Count\": 1}, {\"Count\": \"canary\"}]}",
            "line 2, column 43: Items[1].Count: invalid type: string, expected i64",
        ),
        (
            "{\"Id\": 1.5}",
            "line 1, column 10: Id: invalid type: floating point `1.5`, expected i64",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error(text).to_string(), expected, "{text}");
    }
}

#[test]
fn unknown_missing_and_wrong_members_are_all_told_by_path() {
    assert_eq!(
        refused(&json!({
            "Id": -1,
            "Tagz": [],
            "Note": null,
            "Items": [{ "Count": 0 }, { "Prize": 1 }, { "Count": null }],
        })),
        [
            "Tagz: unknown member",
            "Items[1].Prize: unknown member",
            "Items[1].Count: is required",
            "Items[2].Count: is required",
            "Any: is required",
            "Id: must be greater than 0, but is -1",
            "Items[0].Count: must be at least 1, but is 0",
        ]
    );
    assert_eq!(
        refused(&json!({})),
        ["Id: is required", "Items: is required", "Any: is required"]
    );
}

#[tokio::test]
async fn what_may_be_null_is_there_when_it_is_null() {
    assert_eq!(
        sent(r#"{"Id":1,"Items":[],"Any":null}"#).await,
        r#"{"Id":1,"Items":[],"Any":null}"#
    );
}
