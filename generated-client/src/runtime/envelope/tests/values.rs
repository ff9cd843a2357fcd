//! Values of another type than documented.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{METADATA, open_text, result};
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::wire::{ByDefault, Member, Read};

#[derive(Debug, Default, PartialEq)]
struct Values {
    number: i64,
    small: Option<i32>,
    ratio: f64,
    flag: Option<bool>,
    text: String,
    list: Vec<String>,
    map: BTreeMap<String, i64>,
    inner: Option<Box<Values>>,
    inners: Vec<Values>,
    any: Option<Value>,
}

impl Read for Values {
    type Blank = ByDefault;

    fn member(&mut self, name: &str, member: impl Member) {
        match name {
            "Number" => member.into(&mut self.number),
            "Small" => member.into(&mut self.small),
            "Ratio" => member.into(&mut self.ratio),
            "Flag" => member.into(&mut self.flag),
            "Text" => member.into(&mut self.text),
            "List" => member.into(&mut self.list),
            "Map" => member.into(&mut self.map),
            "Inner" => member.into(&mut self.inner),
            "Inners" => member.into(&mut self.inners),
            "Any" => member.into(&mut self.any),
            _ => {}
        }
    }
}

fn values(json: &str) -> Result<Values, Error> {
    let opened = open_text(200, format!("{{{METADATA},\"Result\":{json}}}"))?;
    opened.read().map(|reply| reply.result)
}

#[test]
fn one_value_of_another_type_loses_no_reply() {
    let read = values(
        r#"{"Number":"9223372036854775807","Small":12.0,"Ratio":"1.5","Flag":"true","Text":12,
            "List":["a",null,7,true],"Map":{"a":"1","b":null},"Inner":{"Number":"-3"},
            "Inners":[{"Flag":1},null],"Any":{"a":[null,"1"]}}"#,
    )
    .unwrap();
    let expected = Values {
        number: i64::MAX,
        small: Some(12),
        ratio: 1.5,
        flag: Some(true),
        text: "12".to_owned(),
        list: ["a", "7", "true"].map(str::to_owned).into(),
        map: [("a".to_owned(), 1)].into(),
        inner: Some(Box::new(Values {
            number: -3,
            ..Values::default()
        })),
        inners: vec![Values {
            flag: Some(true),
            ..Values::default()
        }],
        any: Some(serde_json::json!({"a": [null, "1"]})),
    };
    assert_eq!(read, expected);
}

#[test]
fn what_is_empty_or_alone_is_read_as_what_it_stands_for() {
    let empty = r#"{"Number":"","Ratio":"","Flag":"","List":"","Map":[],"Inners":{},"Inner":[]}"#;
    let read = values(empty).unwrap();
    assert_eq!(read.flag, Some(false));
    assert_eq!((read.number, read.list.len(), read.map.len()), (0, 0, 0));
    let alone = values(r#"{"Inners":{"Text":1}}"#).unwrap();
    assert_eq!(alone.inners[0].text, "1");
    let huge = values(r#"{"Text":123456789012345678901234567890,"Ratio":NaN}"#).unwrap();
    assert_eq!(huge.text, "123456789012345678901234567890");
}

#[test]
fn an_integer_beyond_its_type_is_read_as_left_out() {
    let read = values(
        r#"{"Number":9223372036854775808,"Small":4294967297,"Text":"kept","Map":{"a":1e400,"b":2},
            "Inner":{"Number":1e400,"Small":"-2147483649","Text":"kept"},
            "Inners":[{"Small":2147483648,"Number":7},{"Small":2147483647}]}"#,
    )
    .unwrap();
    assert_eq!((read.number, read.small), (0, None));
    assert_eq!(read.text, "kept");
    assert_eq!(read.map, [("b".to_owned(), 2)].into());
    let inner = read.inner.unwrap();
    assert_eq!(
        (inner.number, inner.small, inner.text.as_str()),
        (0, None, "kept")
    );
    assert_eq!((read.inners[0].small, read.inners[0].number), (None, 7));
    assert_eq!(read.inners[1].small, Some(i32::MAX));
}

#[test]
fn an_integer_beyond_the_type_of_a_list_keeps_its_place() {
    let read = result(r#","Result":[1,9223372036854775808,-1e30,2]"#).unwrap();
    assert_eq!(read, [1, i64::MAX, i64::MIN, 2]);
}

#[test]
fn what_no_type_can_stand_for_keeps_the_whole_reply() {
    for json in [
        r#"{"Number":"twelve"}"#,
        r#"{"Number":12.5}"#,
        r#"{"Flag":2}"#,
        r#"{"Number":true}"#,
        r#"{"List":"one"}"#,
        r#"{"Text":{"a":1}}"#,
        r#"{"Inner":"x"}"#,
    ] {
        let filler = "é".repeat(1000);
        let error = values(&format!("{{\"Other\":\"{filler}\",\"Inner\":{json}}}")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnreadableReply, "{json}");
        assert!(
            error.body().unwrap().ends_with(&format!("{json}}}}}")),
            "{json}"
        );
        assert!(!format!("{error} {error:?}").contains(json), "{json}");
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[test]
fn what_is_nested_too_deep_to_be_read_loses_nothing_else() {
    for depth in [50, 119, 120, 10_000] {
        let deep = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let read = values(&format!(
            r#"{{"Unknown":{deep},"Any":{deep},"Number":"7","Text":"]\"}}"}}"#
        ));
        let read = read.unwrap();
        assert_eq!((read.number, read.text.as_str()), (7, "]\"}"), "{depth}");
        assert!(read.any.is_some(), "{depth}");
    }
}
