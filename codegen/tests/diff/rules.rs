//! Every rule has a pair of documents between which it, and nothing graver, applies.

use std::collections::{BTreeSet, HashSet};

use codegen_diff::{RULES, Verdict};

use crate::compare;

/// Rules that never apply alone, and what cannot but change with them.
const COMPANIONS: &[(&str, &str)] = &[
    ("action-method-renamed", "action-added"),
    ("field-held-otherwise", "reply-member-added"),
    ("free-members-renamed", "reply-member-added"),
    ("type-removed", "reply-member-retyped"),
    ("type-not-sent", "request-member-removed"),
    ("name-now-another-member", "field-renamed"),
    ("type-name-now-another", "type-renamed"),
    ("type-not-received", "reply-member-removed"),
];

#[test]
fn every_rule_applies_to_its_example_and_nothing_else_does() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let changes = compare(&rule.example.earlier(), &rule.example.later()).changes;
        let found: BTreeSet<&str> = changes.iter().map(|change| change.rule.code).collect();
        let companions = COMPANIONS.iter().filter(|(code, _)| *code == rule.code);
        let expected = companions.map(|(_, companion)| *companion);
        if found != expected.chain([rule.code]).collect() {
            let shown: Vec<String> = changes
                .iter()
                .map(|change| {
                    format!(
                        "  {} {}: {}",
                        change.rule.code,
                        change.place.path,
                        change.message()
                    )
                })
                .collect();
            wrong.push(format!("{}:\n{}", rule.code, shown.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn codes_are_unique_and_there_are_many() {
    let codes: HashSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len());
    assert!(codes.len() >= 60, "{} rules", codes.len());
}

#[test]
fn nothing_changed_between_a_state_and_itself() {
    for rule in RULES {
        for side in [rule.example.earlier(), rule.example.later()] {
            let found = compare(&side, &side);
            assert!(found.changes.is_empty(), "{}: {found:?}", rule.code);
            assert_eq!(found.verdict(), Verdict::Compatible);
        }
    }
}
