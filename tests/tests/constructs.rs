//! Each construct that documents of the platform have: the table `CONSTRUCTS.md` says where it stands and what shows it, and is
//! true; those that no other test exercises are exercised here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::path::Path;

use generated_client::runtime::Action;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value, json, to_value};
use tests::golden::everything::{v2020_01_01, v2023_11_01};

use v2020_01_01::get_deep::{B, Deep, DeepA, GetDeepRequest, Rule};
use v2020_01_01::send_values::{Branch, Level, OneOf, SendValuesRequest, SendValuesResult};

#[test]
fn every_construct_has_a_document_and_a_test() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| {
        std::fs::read_to_string(package.join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let table = read("CONSTRUCTS.md");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 30, "{} rows", rows.len());
    for row in rows {
        let [construct, place, shown] = row.as_slice() else {
            panic!("a row of three cells: {row:?}")
        };
        let place = place.trim_matches('`');
        assert!(
            package.join(place).exists(),
            "{construct}: nothing stands at {place}"
        );
        let (file, function) = shown
            .trim_matches('`')
            .split_once("::")
            .expect("a file and a function");
        let function = format!("fn {function}(");
        let text = read(file);
        let (before, _) = text
            .split_once(&function)
            .unwrap_or_else(|| panic!("{construct}: {file} has no {function}"));
        let lines: Vec<&str> = before.lines().rev().take(3).map(str::trim).collect();
        assert!(
            lines.iter().any(|line| line.ends_with("test]")),
            "{construct}: {function} is no test"
        );
    }
}

#[test]
fn values_of_every_kind_go_and_come() {
    let sent = json!({
        "Small": 1, "Large": 9_007_199_254_740_993_i64, "Plain": -2, "Single": 0.5, "Double": 1e300, "When": "2026-01-01T00:00:00Z",
        "Bytes": "aGk=", "Blob": "b", "Anything": [1, null], "Object": { "a": {} }, "Open": { "b": 1 }, "Nullable": 3, "Level": 30,
        "Maps": { "x": { "y": [1, "z"] } }, "ByName": { "k": { "Name": "n" } }, "Matrix": [[[1], []], []], "Old": "o", "Size": 5,
        "OneOf": true,
    });
    let result: SendValuesResult = from_value(sent.clone()).unwrap();
    assert_eq!(result.large, Some(9_007_199_254_740_993));
    assert_eq!(result.level, Some(Level::Highest.into()));
    let request = SendValuesRequest::builder()
        .small(1)
        .large(9_007_199_254_740_993)
        .plain(-2)
        .single(0.5)
        .double(1e300)
        .when("2026-01-01T00:00:00Z")
        .bytes("aGk=")
        .blob("b")
        .anything(json!([1, null]))
        .object(json!({ "a": {} }))
        .open(json!({ "b": 1 }))
        .nullable(3)
        .level(Level::Highest)
        .maps(result.maps)
        .by_name(result.by_name)
        .matrix(result.matrix)
        .old("o")
        .size(5)
        .one_of(OneOf::Switch(true))
        .build();
    assert_eq!(to_value(&request).unwrap(), sent);
}

#[test]
fn integers_with_names_are_open() {
    let result: SendValuesResult = from_value(json!({ "Level": 7 })).unwrap();
    let level = result.level.unwrap();
    assert_eq!((level.value(), to_value(level).unwrap()), (7, json!(7)));
}

#[test]
fn a_number_may_arrive_as_text() {
    for exact in [json!("12.50"), json!(12.5)] {
        let result: SendValuesResult = from_value(json!({ "Exact": exact })).unwrap();
        assert!(result.exact.unwrap().to_string().starts_with("12.5"));
    }
}

#[test]
fn null_is_as_good_as_nothing() {
    let result: SendValuesResult = from_value(
        json!({ "Nullable": null, "Level": null, "Maps": null, "Matrix": null, "OneOf": null }),
    )
    .unwrap();
    assert_eq!(result, from_value(json!({})).unwrap());
}

#[test]
fn trees_hold_themselves_directly_in_lists_and_in_maps() {
    let tree = json!({ "Left": { "Name": "l", "Others": [{ "ByName": { "k": { "Twig": { "Branch": { "Name": "b" } } } } }] } });
    let branch: Branch = from_value(tree).unwrap();
    let inner = &branch.left.unwrap().others[0].by_name["k"];
    assert_eq!(
        inner
            .twig
            .as_ref()
            .unwrap()
            .branch
            .as_ref()
            .unwrap()
            .name
            .as_deref(),
        Some("b")
    );
}

#[test]
fn nesting_is_as_deep_as_documents_have_it() {
    let mut value = json!("end");
    for depth in (1..=16).rev() {
        value = json!({ format!("L{depth}"): value });
        if depth % 4 == 0 {
            value = json!([value]);
        }
    }
    let request: <v2020_01_01::go_deep::GoDeepRequest as Action>::Output =
        from_value(value).unwrap();
    assert!(
        format!("{request:?}").contains("l16: Some(\"end\")"),
        "{request:?}"
    );
}

#[test]
fn results_are_of_every_kind() {
    fn read<A: Action<Output: DeserializeOwned>>(result: Value) -> A::Output {
        from_value(result).unwrap()
    }
    use v2020_01_01 as actions;
    assert_eq!(read::<actions::get_text::GetTextRequest>(json!("t")), "t");
    assert_eq!(
        read::<actions::get_integer::GetIntegerRequest>(json!(-1)),
        -1
    );
    assert_eq!(
        read::<actions::get_number::GetNumberRequest>(json!(0.5)),
        0.5
    );
    assert!(read::<actions::get_flag::GetFlagRequest>(json!(true)));
    assert_eq!(
        read::<actions::get_list::GetListRequest>(json!([{ "Id": 1 }]))[0].id,
        Some(1)
    );
    assert_eq!(
        read::<actions::get_map::GetMapRequest>(json!({ "a": 1 }))["a"],
        1
    );
    assert_eq!(
        read::<actions::get_unknown::GetUnknownRequest>(json!([null])),
        json!([null])
    );
    assert_eq!(
        read::<actions::get_object::GetObjectRequest>(json!({ "a": 1 })),
        json!({ "a": 1 })
    );
    assert_eq!(
        read::<actions::get_enum::GetEnumRequest>(json!("On")),
        actions::get_enum::GetEnumResult::On
    );
    assert_eq!(read::<actions::get_maybe::GetMaybeRequest>(json!("m")), "m");
}

#[test]
fn objects_between_flattened_steps_are_types_of_their_own() {
    let request = GetDeepRequest::builder()
        .deep(
            Deep::builder()
                .a(DeepA::builder().b(B::builder().c("x").d(1).build()).build())
                .build(),
        )
        .rules([Rule::builder().steps([]).build()])
        .grid([vec![1], vec![2]])
        .build();
    assert_eq!(
        to_value(&request).unwrap(),
        json!({ "Deep": { "A": { "B": { "C": "x", "D": 1 } } }, "Rules": [{}], "Grid": [[1], [2]] })
    );
}

#[test]
fn versions_stand_side_by_side() {
    assert_eq!(
        (v2020_01_01::VERSION, v2023_11_01::VERSION),
        ("2020-01-01", "2023-11-01")
    );
    let newer: <v2023_11_01::send_values::SendValuesRequest as Action>::Output =
        from_value(json!({ "Name": "n" })).unwrap();
    assert_eq!(newer, {
        let mut named = v2023_11_01::types::Named::default();
        named.name = Some("n".to_owned());
        named
    });
}
