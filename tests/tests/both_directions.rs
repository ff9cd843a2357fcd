//! The feature `full-serde`: requests are read as they are written, replies are written as they are read.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};
use tests::golden::flattened::v2020_01_01::describe_vpcs::{
    DescribeVpcsRequest, DescribeVpcsResult, TagFilter,
};
use tests::golden::obstacles::v2020_01_01::r#match::{MatchRequest, MatchResult};
use tests::golden::obstacles::v2020_01_01::match_all::MatchAllRequest;
use tests::golden::shapes::v2020_01_01::describe_shapes::{
    DescribeShapesRequest, DescribeShapesResult, Either,
};
use tests::golden::shared::v2020_01_01::add_tags::{AddTagsRequest, AddTagsResult};

/// Reads a value and writes it again.
#[track_caller]
fn round<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &Value) -> T {
    let value: T = from_value(json.clone()).unwrap();
    let written = to_value(&value).unwrap();
    assert_eq!(&written, json);
    assert_eq!(from_value::<T>(written).unwrap(), value);
    value
}

#[test]
fn a_request_goes_to_the_wire_and_back_unchanged() {
    let request: DescribeShapesRequest = round(&json!({
        "Flag": true, "Text": "abc", "Numbers": [1, 9_007_199_254_740_993_i64], "Small": 5, "Ratio": 0.5,
        "When": "2026-01-01T00:00:00Z", "Free": { "a": [1, null] }, "Names": { "k": "v" }, "Amount": "12.50",
        "Matrix": [[1], []], "Either": { "X": 1, "Y": 2 }, "Merged": { "X": 1, "Y": 2, "Label": "here" },
        "Point": { "X": 3, "Y": 4 }, "Extra": { "Known": "k", "More": 3 },
    }));
    assert!(matches!(request.either, Some(Either::Point(_))));
    round::<MatchAllRequest>(&json!({}));
    round::<MatchRequest>(&json!({
        "Type": "t", "Self": "upper", "self": "lower", "async": true, "Role": "owner", "build": "b",
        "x-request-id": "id", "RoleState": "off", "Status": -1, "中国": "cn",
    }));
    round::<AddTagsRequest>(&json!({ "Tags": [{ "Key": "team", "Kind": "user" }] }));
}

#[test]
fn a_flattened_request_is_read_from_nested_json() {
    let request: DescribeVpcsRequest = round(&json!({
        "VpcIds": ["vpc-1", "vpc 2"],
        "TagFilters": [{ "Key": "team", "Values": ["a", "b"] }],
        "Page": { "Size": 20 },
        "IsDefault": false,
        "Status": "Available",
    }));
    let filter = TagFilter::builder().key("team").values(["a", "b"]).build();
    assert_eq!(request.tag_filters, [filter]);
}

#[test]
fn a_reply_is_written_as_it_was_read() {
    round::<DescribeVpcsResult>(&json!({ "Vpcs": [{ "VpcId": "vpc-1", "Status": "Deleting" }] }));
    round::<MatchResult>(&json!({
        "Name": "root",
        "Parent": { "Name": "above", "Status": 7 },
        "Children": [{ "Name": "leaf" }],
    }));
    let result: DescribeShapesResult = round(&json!({
        "Total": 9_007_199_254_740_993_i64, "Names": ["n"], "Point": { "X": 1, "Y": 2, "Id": "p" },
        "Amount": "12.50", "Free": [1],
    }));
    assert_eq!(result.total, 9_007_199_254_740_993);
    round::<AddTagsResult>(&json!({ "Failed": [{ "Id": 1, "Tags": [{ "Key": "x" }] }] }));
}

#[test]
fn values_that_are_not_named_are_kept_in_requests_too() {
    let request: MatchRequest = round(&json!({
        "Type": "t", "Role": "deputy", "build": "b", "Status": 77,
    }));
    assert_eq!(request.role.as_str(), "deputy");
}

#[test]
fn a_request_that_lacks_what_its_builder_demands_is_refused() {
    let whole = json!({ "Type": "t", "Role": "owner", "build": "b", "Status": 1 });
    assert!(from_value::<MatchRequest>(whole.clone()).is_ok());
    for name in ["Type", "Role", "build"] {
        let mut part = whole.clone();
        part[name] = Value::Null;
        let message = format!("missing field `{name}`");
        let error = from_value::<MatchRequest>(part.clone()).unwrap_err();
        assert_eq!(error.to_string(), message);
        part.as_object_mut().unwrap().remove(name);
        let error = from_value::<MatchRequest>(part).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let error = from_value::<DescribeVpcsRequest>(json!({ "TagFilters": [{ "Values": [] }] }));
    assert_eq!(error.unwrap_err().to_string(), "missing field `Key`");
}

#[test]
fn a_reply_may_lack_what_it_is_documented_to_have() {
    assert!(from_value::<MatchResult>(json!({})).is_ok());
    assert!(from_value::<DescribeVpcsResult>(json!({ "Vpcs": [{ "VpcId": null }] })).is_ok());
}

#[test]
fn a_request_with_a_value_of_another_type_is_refused() {
    let wrong = json!({ "Flag": true, "Text": "abc", "Numbers": [1], "Either": [true] });
    let error = from_value::<DescribeShapesRequest>(wrong).unwrap_err();
    assert!(
        error.to_string().contains("none of the documented shapes"),
        "{error}"
    );
    assert!(from_value::<DescribeShapesRequest>(json!({ "Flag": "yes" })).is_err());
    assert!(from_value::<DescribeShapesRequest>(json!([])).is_err());
}
