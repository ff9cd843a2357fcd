use std::collections::BTreeMap;

use super::*;
use crate::runtime::generated::record;

#[derive(Default)]
struct Request {
    name: String,
    level: i64,
    ratio: f64,
    ids: Vec<i64>,
    parts: Vec<Part>,
    map: BTreeMap<String, Part>,
}

record!(both Request: limited {
    "Name" => name.clone(): required,
    "Level" => level: required,
    "Ratio" => ratio: required,
    "Ids" => ids.clone(): required,
    "Parts" => parts.clone(): required,
    "Map" => map.clone(): required,
});

#[derive(Default)]
struct Part {
    id: i64,
}

record!(both Part: limited {
    "Id" => id: required,
});

impl Validate for Part {
    fn validate(&self, v: &mut Validator<'_>) {
        v.at("Id").greater_than(self.id, 0);
    }
}

impl Validate for Request {
    fn validate(&self, v: &mut Validator<'_>) {
        v.at("Name")
            .min_length(&self.name, 2)
            .max_length(&self.name, 4)
            .pattern(&self.name, "^[a-z中文]+$");
        v.at("Level")
            .at_least(self.level, 0)
            .at_most(self.level, 9)
            .multiple_of(self.level, 3);
        v.at("Ratio")
            .less_than(self.ratio, 1.0)
            .multiple_of(self.ratio, 0.1);
        v.at("Ids")
            .min_items(self.ids.len(), 1)
            .max_items(self.ids.len(), 3)
            .unique_items(&self.ids);
        v.at("Map").max_properties(self.map.len(), 1);
    }
}

fn messages(request: &Request) -> Vec<String> {
    violations(request)
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn a_request_within_its_constraints_has_no_violation() {
    let request = Request {
        name: "中文中文".to_owned(),
        level: 9,
        ratio: 0.3,
        ids: vec![1, 2],
        parts: vec![Part { id: 1 }],
        map: BTreeMap::from([("k".to_owned(), Part { id: 1 })]),
    };
    assert_eq!(messages(&request), [""; 0]);
}

#[test]
fn every_violation_is_listed_with_its_path() {
    let request = Request {
        name: "ABCDE".to_owned(),
        level: -1,
        ratio: 1.25,
        ids: vec![7, 8, 9, 7],
        parts: vec![Part { id: 1 }, Part { id: -3 }],
        map: BTreeMap::from([
            ("a.b".to_owned(), Part { id: 0 }),
            ("k".to_owned(), Part { id: 1 }),
        ]),
    };
    assert_eq!(
        messages(&request),
        [
            "Name: must have at most 4 characters, but has 5",
            "Name: must match ^[a-z中文]+$",
            "Level: must be at least 0, but is -1",
            "Level: must be a multiple of 3, but is -1",
            "Ratio: must be less than 1, but is 1.25",
            "Ratio: must be a multiple of 0.1, but is 1.25",
            "Ids: must have at most 3 items, but has 4",
            "Ids: must not have equal items, but items 0 and 3 are",
            "Map: must have at most 1 entry, but has 2",
            "Parts[1].Id: must be greater than 0, but is -3",
            "Map[\"a.b\"].Id: must be greater than 0, but is 0",
        ]
    );
}

#[test]
fn no_number_makes_a_check_panic() {
    assert!(i64::MIN.is_multiple_of(-1));
    assert!(!5_i64.is_multiple_of(0));
    let mut findings = Findings::default();
    let mut validator = Validator {
        node: Node {
            step: Step::Member("X"),
            parent: None,
        },
        findings: &mut findings,
    };
    validator
        .at_least(f64::NAN, 0.0)
        .multiple_of(f64::INFINITY, 0.0)
        .pattern("x", "(?=lookahead)");
    assert_eq!(findings.violations.len(), 2);
}
