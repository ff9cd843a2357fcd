//! Names of random scopes, most of whose spellings collide.

#![allow(missing_docs, reason = "a test has no readers of its documentation")]

use std::collections::{BTreeMap, BTreeSet};

use codegen_lower::names::{Kind, Wanted, assign};
use proptest::prelude::*;

/// Pieces of spellings. Several are told apart by case alone, and some are what names are made of when others collide.
const PIECES: &[&str] = &[
    "Ip",
    "IP",
    "ip",
    "_",
    "-",
    ".",
    "Bgp",
    "BGP",
    "camel",
    "Camel",
    "uppercase",
    "Lowercase",
    "I_P",
    "Builder",
    "Value",
    "Type",
    "x",
    "self",
    "add",
    "Add",
    "1",
    "2.0",
    "中",
    "",
];

const RESERVED: &[&str] = &["add", "Option", "Ip", "Unknown", "type"];

fn spelling() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES.to_vec());
    prop::collection::vec(pieces, 1..4).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Field, Kind::Variant, Kind::Type])
}

/// Names by spellings, together with spellings of which each wants what others fall back on.
fn named(kind: Kind, spellings: &[&String]) -> BTreeMap<String, String> {
    let suffixes: &[&str] = if kind == Kind::Type {
        &["Builder"]
    } else {
        &[]
    };
    let wanted: Vec<Wanted> = spellings
        .iter()
        .map(|spelling| Wanted {
            longer: vec![format!("Parent{spelling}"), format!("Root{spelling}")],
            ..Wanted::new(spelling)
        })
        .collect();
    let given = assign(kind, RESERVED, suffixes, &wanted);
    let names = given.into_iter().map(|given| given.name);
    let all: BTreeMap<String, String> = spellings
        .iter()
        .map(|text| (*text).clone())
        .zip(names)
        .collect();
    let taken: Vec<String> = all
        .values()
        .flat_map(|name| {
            let derived = suffixes.iter().map(move |suffix| format!("{name}{suffix}"));
            std::iter::once(name.clone()).chain(derived)
        })
        .collect();
    let different: BTreeSet<&String> = taken.iter().collect();
    assert_eq!(
        different.len(),
        taken.len(),
        "a name was given twice: {all:?}"
    );
    assert!(
        !taken.iter().any(|name| RESERVED.contains(&name.as_str())),
        "{all:?}"
    );
    all
}

/// Spellings with those that want the names that were given to some of them.
fn with_rivals(kind: Kind, spellings: BTreeSet<String>, rivals: usize) -> Vec<String> {
    let given = named(kind, &spellings.iter().collect::<Vec<_>>());
    let mut all = spellings;
    all.extend(given.into_values().take(rivals));
    all.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_name_never_passes_to_another_thing_and_order_changes_none(
        (kind, all, parts, shuffled) in (kind(), prop::collection::btree_set(spelling(), 1..10), 0_usize..4).prop_flat_map(|(kind, all, rivals)| {
            let all = with_rivals(kind, all, rivals);
            let parts = prop::collection::vec(prop::bool::ANY, all.len());
            (Just(kind), Just(all.clone()), (parts.clone(), parts), Just(all).prop_shuffle())
        })
    ) {
        prop_assert_eq!(
            named(kind, &all.iter().collect::<Vec<_>>()),
            named(kind, &shuffled.iter().collect::<Vec<_>>())
        );
        let part = |chosen: &[bool]| -> Vec<&String> {
            all.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(spelling, _)| spelling).collect()
        };
        // Of types, some are added or some are taken out.
        let more: Vec<bool> = parts.0.iter().zip(&parts.1).map(|(one, other)| *other || (*one && kind == Kind::Type)).collect();
        let (old, new) = (named(kind, &part(&parts.0)), named(kind, &part(&more)));
        for (was, name) in &old {
            for (is, _) in new.iter().filter(|(_, other)| *other == name) {
                let is_renamed = !new.contains_key(was) && !old.contains_key(is);
                prop_assert!(was == is || is_renamed, "`{name}` was {was} and is {is}: {old:?} {new:?}");
            }
        }
    }
}
