//! Reading and writing as servers really do it.

use std::collections::BTreeMap;

use serde_json::{Value as JsonValue, json};

use super::*;
use crate::runtime::action::QueryStyle;

#[derive(Debug, Default, PartialEq)]
struct Part {
    id: i64,
    name: Option<String>,
    tags: Vec<String>,
    ext: BTreeMap<String, i64>,
    next: Option<Box<Part>>,
    rest: BTreeMap<String, JsonValue>,
}

impl Read for Part {
    type Blank = ByDefault;

    fn member(&mut self, name: &str, member: impl Member) {
        match name {
            "Id" => member.into(&mut self.id),
            "Name" => member.into(&mut self.name),
            "Tags" => member.into(&mut self.tags),
            "Ext" => member.into(&mut self.ext),
            "Next" => member.into(&mut self.next),
            "Skipped" => {}
            _ => member.insert(name, &mut self.rest),
        }
    }
}

impl Value for Part {
    fn table(&self) -> Table<'_> {
        table(
            "Part id name tags ext rest",
            [
                ("Id", held::required, &self.id),
                ("Name", held::optional | held::secret, &self.name),
                ("Tags", held::unless_empty, &self.tags),
                ("Ext", held::unless_empty, &self.ext),
                ("", 0, &self.rest),
            ],
        )
    }
}

#[derive(Debug)]
struct OnlyRest(BTreeMap<String, bool>);

impl Value for OnlyRest {
    fn table(&self) -> Table<'_> {
        table("OnlyRest rest", [("", 0, &self.0)])
    }
}

fn part_of(text: &str) -> Result<Part, serde_json::Error> {
    serde_json::from_str(text).map(|As(part)| part)
}

fn read(text: &str) -> Part {
    part_of(text).unwrap()
}

#[test]
fn null_and_missing_members_are_the_default() {
    let nulls =
        r#"{"Id":null,"Name":null,"Tags":null,"Ext":null,"Next":null,"Other":null,"Skipped":null}"#;
    assert_eq!(read(nulls), Part::default());
    assert_eq!(read("{}"), Part::default());
}

#[test]
fn unknown_members_are_kept_or_passed_over() {
    let part = read(r#"{"Skipped":{"deep":[1,{"x":null}]},"New":[true],"N\u0061me":"escaped"}"#);
    assert_eq!(
        part.rest,
        BTreeMap::from([("New".to_owned(), json!([true]))])
    );
    assert_eq!(part.name.as_deref(), Some("escaped"));
}

#[test]
fn identifiers_of_64_bits_stay_exact() {
    for id in [i64::MAX, i64::MIN, 9_007_199_254_740_993] {
        assert_eq!(read(&format!("{{\"Id\":{id}}}")).id, id);
        assert_eq!(
            untagged::attempt::<Part>(&json!({ "Id": id })).unwrap().id,
            id
        );
    }
    assert!(part_of(r#"{"Id":1.5}"#).is_err());
    assert!(part_of(r#"{"Id":9223372036854775808}"#).is_err());
}

#[test]
fn numbers_without_a_fraction_travel_as_integers() {
    let text = |number: f64| serde_json::to_string(&json_of(&number)).unwrap();
    assert_eq!(text(5.0), "5");
    assert_eq!(text(-12.0), "-12");
    assert_eq!(text(0.25), "0.25");
    assert_eq!(text(-0.0), "-0.0");
    assert_eq!(text(1e300), "1e+300");
    assert_eq!(json_of(&1.5_f32), json!(1.5));
    assert_eq!(json_of(&JsonNumber::from(1.0)), json!(1.0));
}

fn json_of(value: &dyn Value) -> JsonValue {
    write(value, serde_json::value::Serializer).unwrap()
}

#[test]
fn a_union_tells_structures_apart_by_what_they_require() {
    let value = json!({ "Id": 1 });
    assert_eq!(
        untagged::in_order(&value, &[&["Id", "Name"], &["Id"], &[]]),
        [1, 2]
    );
}

#[test]
fn values_are_equal_if_they_travel_in_the_same_way() {
    let part = |text: &str| read(text);
    let full = r#"{"Id":1,"Name":"n","Tags":["a"],"Ext":{"k":2},"More":[1.5]}"#;
    assert!(equal(&part(full), &part(full)));
    for other in [
        r#"{"Id":2,"Name":"n","Tags":["a"],"Ext":{"k":2},"More":[1.5]}"#,
        r#"{"Id":1,"Tags":["a"],"Ext":{"k":2},"More":[1.5]}"#,
        r#"{"Id":1,"Name":"n","Tags":["a","b"],"Ext":{"k":2},"More":[1.5]}"#,
        r#"{"Id":1,"Name":"n","Tags":["a"],"Ext":{"l":2},"More":[1.5]}"#,
        r#"{"Id":1,"Name":"n","Tags":["a"],"Ext":{"k":2},"More":[1]}"#,
    ] {
        assert!(!equal(&part(full), &part(other)), "{other}");
    }
}

#[test]
fn a_table_prints_no_secret() {
    struct Shown(Part);
    impl std::fmt::Debug for Shown {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            debug(&self.0, f)
        }
    }
    let shown = |text| format!("{:?}", Shown(read(text)));
    assert_eq!(
        shown(r#"{"Id":1,"Name":"canary"}"#),
        "Part { id: 1, name: ***, tags: [], ext: {}, rest: {} }"
    );
    assert!(shown("{}").contains("name: None"));
}

#[test]
fn what_is_not_said_is_not_written() {
    let mut part = Part::default();
    assert_eq!(
        serde_json::to_string(&Written(&part)).unwrap(),
        r#"{"Id":0}"#
    );
    part.rest.insert("More".to_owned(), json!(1));
    part.tags.push("a".to_owned());
    assert_eq!(
        serde_json::to_string(&Written(&part)).unwrap(),
        r#"{"Id":0,"Tags":["a"],"More":1}"#
    );
}

#[test]
fn an_object_without_named_members_is_an_object() {
    let rest = |members: &[(&str, bool)]| {
        let members = members
            .iter()
            .map(|(name, value)| ((*name).to_owned(), *value))
            .collect();
        serde_json::to_string(&Written(&OnlyRest(members))).unwrap()
    };
    assert_eq!(rest(&[]), "{}");
    assert_eq!(
        rest(&[("a", true), ("b", false)]),
        r#"{"a":true,"b":false}"#
    );
}

#[test]
fn empty_reads_anything() {
    for text in ["{}", "null", "\"\"", "[1,{\"a\":2}]", "17"] {
        assert_eq!(serde_json::from_str::<Empty>(text).unwrap(), Empty);
    }
    assert_eq!(serde_json::to_string(&Empty).unwrap(), "{}");
}

#[test]
fn a_number_may_be_text_and_travels_back_as_it_came() {
    for (text, number) in [
        ("7204567890123456789", Some(7_204_567_890_123_456_789)),
        ("\"7204567890123456789\"", Some(7_204_567_890_123_456_789)),
        ("-1", Some(-1)),
        ("18446744073709551615", None),
        ("1.5", None),
        ("\"1.50\"", None),
        ("\"\"", None),
    ] {
        let value: JsonNumber = serde_json::from_str(text).unwrap();
        assert_eq!(value.as_i64(), number, "{text}");
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert_eq!(format!("{value:?}"), text);
    }
    assert_eq!(
        serde_json::from_str::<JsonNumber>("18446744073709551615")
            .unwrap()
            .as_u64(),
        Some(u64::MAX)
    );
    assert_eq!(
        serde_json::from_str::<JsonNumber>("\" 1.50\"")
            .unwrap()
            .as_f64(),
        Some(1.5)
    );
    assert!(serde_json::from_str::<JsonNumber>("\"one\"").is_err());
    assert!(serde_json::from_str::<JsonNumber>("true").is_err());
}

#[test]
fn a_union_is_tried_shape_by_shape() {
    let value = untagged::buffer(&mut serde_json::Deserializer::from_str(
        r#"{"Id":9007199254740993}"#,
    ))
    .unwrap();
    assert_eq!(untagged::attempt::<String>(&value), None);
    assert_eq!(
        untagged::attempt::<Part>(&value).unwrap().id,
        9_007_199_254_740_993
    );
}

#[test]
fn a_request_is_flattened_into_numbered_and_dotted_names() {
    let mut pairs = flatten(
        &json!({
            "Ids": [3, 2],
            "Filters": [{ "Key": "k", "Values": ["a b", ""] }, { "Key": "l", "Values": [] }],
            "Deep": { "Er": { "Est": true } },
            "Ratio": 0.5,
            "Nothing": null,
            "Map": {},
        }),
        &[],
    )
    .unwrap();
    // JSON here may keep the order in which its members were written, or sort them.
    pairs.sort();
    let expected = [
        ("Deep.Er.Est", "true"),
        ("Filters.1.Key", "k"),
        ("Filters.1.Values.1", "a b"),
        ("Filters.1.Values.2", ""),
        ("Filters.2.Key", "l"),
        ("Ids.1", "3"),
        ("Ids.2", "2"),
        ("Ratio", "0.5"),
    ];
    assert_eq!(
        pairs,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[test]
fn members_are_laid_out_as_their_document_says() {
    let styles = [
        ("Ids", QueryStyle::Joined(',')),
        ("Filters.Values", QueryStyle::Joined('|')),
        ("Tags", QueryStyle::Repeated),
        ("Where", QueryStyle::Json),
        ("None", QueryStyle::Joined(',')),
        ("Gone", QueryStyle::Json),
    ];
    let request = BTreeMap::from([
        ("Ids", json!([3, true, "x"])),
        (
            "Filters",
            json!([{ "Values": ["a", "b"] }, { "Values": [""] }]),
        ),
        ("Tags", json!(["a", "b"])),
        ("Where", json!({ "Key": [1] })),
        ("None", json!([])),
        ("Plain", json!(["Ids"])),
    ]);
    let pairs = flatten(&request, &styles).unwrap();
    let expected = [
        ("Filters.1.Values", "a|b"),
        ("Filters.2.Values", ""),
        ("Ids", "3,true,x"),
        ("Plain.1", "Ids"),
        ("Tags", "a"),
        ("Tags", "b"),
        ("Where", r#"{"Key":[1]}"#),
    ];
    assert_eq!(
        pairs,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[test]
fn only_an_object_can_be_flattened() {
    assert!(flatten(&7, &[]).is_err());
    assert!(flatten(&BTreeMap::from([(vec![1], 2)]), &[]).is_err());
    assert_eq!(
        flatten(&BTreeMap::from([(1, -2_i64)]), &[]).unwrap(),
        [("1".to_owned(), "-2".to_owned())]
    );
    assert_eq!(
        flatten(
            &Written(&Part {
                id: 1,
                ..Part::default()
            }),
            &[]
        )
        .unwrap(),
        [("Id".to_owned(), "1".to_owned())]
    );
}

#[track_caller]
fn place_of_error(text: &str) -> String {
    let error = part_of(text).unwrap_err();
    locate(text, 0, text, &error).to_string()
}

#[test]
fn an_error_names_the_member_it_is_in() {
    assert_eq!(place_of_error(r#"{"Id":"x"}"#), "Id (line 1, column 9)");
    assert_eq!(
        place_of_error(r#"{"Id": {"a": 1}}"#),
        "Id (line 1, column 7)"
    );
    assert_eq!(
        place_of_error("{\"Id\":1,\n \"Tags\":[\"a\",\n  \"b\", 3]}"),
        "Tags[2] (line 3, column 8)"
    );
    assert_eq!(
        place_of_error(r#"{"Next":{"Ext":{"a.b":1,"c\"d":[]}}}"#),
        r#"Next.Ext["c\"d"] (line 1, column 31)"#
    );
    assert_eq!(
        place_of_error(r#"{"Skipped":{"a":[1,{"b":tru}]}}"#),
        "Skipped.a[1].b (line 1, column 28)"
    );
    assert_eq!(
        place_of_error(r#"{"Tags":["a","#),
        "Tags[1] (line 1, column 13)"
    );
    assert_eq!(place_of_error("[]"), "line 1, column 1");
    assert_eq!(place_of_error(""), "line 1, column 1");
}

#[test]
fn an_error_in_a_part_is_placed_in_the_whole() {
    let text = "{\n  \"Result\": {\n    \"Tags\": [1]}}";
    let start = text.find("{\n    ").unwrap();
    let part = &text[start..text.len() - 1];
    let error = part_of(part).unwrap_err();
    assert_eq!(
        locate(text, start, part, &error).to_string(),
        "Result.Tags[0] (line 3, column 14)"
    );
}

#[test]
fn no_text_makes_the_search_for_a_place_panic() {
    let whole = "{\"Tags\":[\"é\\\"\\u00\", {\"é\":1}],\"Id\":\"\u{1F600}\"";
    for (end, _) in whole.char_indices() {
        let text = &whole[..end];
        let error = part_of(text).unwrap_err();
        locate(text, 0, text, &error);
    }
}

/// A size, as generated code has it.
enum Size {
    Small,
    Large,
}

/// A level, as generated code has it.
enum Level {
    Low,
    High,
}

crate::__values!(Size: String {
    "S" => Small,
    "L" => Large,
});

crate::__values!(Level: i64 {
    0 => Low,
    -7 => High,
});

#[test]
fn a_value_has_one_form_whether_it_is_listed_or_not() {
    let sizes = [Open::from(Size::Large), "L".into(), "L".to_owned().into()];
    assert!(
        sizes
            .iter()
            .all(|size| *size == Size::Large && *size == sizes[0])
    );
    assert_eq!(sizes[0].known(), Some(Size::Large));
    assert_eq!(sizes[0].as_str(), "L");
    assert_eq!(Size::Small.raw(), "S");
    let newer: Open<Size> = "XL".into();
    assert!(newer.known().is_none() && newer != Size::Small && newer != sizes[0]);
    assert_eq!((newer.as_str(), newer.to_string().as_str()), ("XL", "XL"));
    assert_eq!(
        format!("{newer:?} {:?}", sizes[0]),
        r#"Unknown("XL") Large"#
    );

    let level: Open<Level> = (-7).into();
    let copy = level;
    assert_eq!((level.value(), copy.known()), (-7, Some(Level::High)));
    assert_eq!(
        format!("{:?} {level}", Open::<Level>::from(9)),
        "Unknown(9) -7"
    );
}

#[test]
fn a_listed_value_that_a_reply_leaves_out_is_known() {
    assert_eq!(Open::<Level>::default(), Level::Low);
    assert_eq!(Open::<Size>::default().as_str(), "");
}

#[test]
fn an_unlisted_value_travels_back_as_it_came() {
    for text in [r#"["S","XL",""]"#, "[0,-7,9223372036854775807]"] {
        let written = match text.contains('"') {
            true => {
                let sizes: Vec<Open<Size>> = serde_json::from_str(text).unwrap();
                serde_json::to_string(&Written(&sizes)).unwrap()
            }
            false => {
                let levels: Vec<Open<Level>> = serde_json::from_str(text).unwrap();
                serde_json::to_string(&levels).unwrap()
            }
        };
        assert_eq!(written, text);
    }
    assert!(serde_json::from_str::<Open<Level>>(r#""S""#).is_err());
    assert!(equal(&Open::from(Size::Small), &"S".to_owned()));
}

#[test]
fn a_listed_value_is_found_in_a_map_by_any_of_its_forms() {
    let seen = std::collections::HashSet::from([Open::from(Size::Small), "XL".into()]);
    assert!(seen.contains(&"S".into()) && seen.contains(&"XL".into()));
    assert!(!seen.contains(&Size::Large.into()));
}
