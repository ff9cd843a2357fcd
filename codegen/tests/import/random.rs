//! Actions that nobody thought of, written as pages in every dialect and read again.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::render::DIALECTS;
use crate::round_trip::difference;
use crate::tree::{Action, Limits, Member, Shape};

/// Names that an envelope or a query string has of its own.
const TAKEN: &[&str] = &["Action", "Version", "Result", "ResponseMetadata"];

fn name() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{1,6}([A-Z][a-z]{1,5}){0,2}[0-9]?"
        .prop_filter("is taken", |name| !TAKEN.contains(&name.as_str()))
}

fn meaning() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "普通成员",
            "已开启",
            "仅在线的成员",
            "按时间排序",
            "由系统选择"
        ])
        .prop_map(str::to_owned),
        "[A-Z][a-z]{2,7} [a-z]{3,8}",
    ]
}

/// Values of a kind, each with a meaning or all without.
fn values(value: BoxedStrategy<String>) -> impl Strategy<Value = Vec<(String, String)>> {
    (vec((value, meaning()), 0..5), any::<bool>()).prop_map(|(values, with_meanings)| {
        let mut seen = BTreeSet::new();
        let distinct = values
            .into_iter()
            .filter(|(value, _)| seen.insert(value.to_lowercase()));
        let values: Vec<(String, String)> = distinct
            .map(|(value, meaning)| {
                (
                    value,
                    if with_meanings {
                        meaning
                    } else {
                        String::new()
                    },
                )
            })
            .collect();
        values
    })
}

fn integer_limits() -> impl Strategy<Value = Limits> {
    let low = -1_000_i128..1_000;
    prop_oneof![
        4 => Just(Limits::default()),
        1 => (low.clone(), 1..5_000_i128).prop_map(|(low, more)| Limits {
            minimum: Some(low),
            maximum: Some(low + more),
            ..Limits::default()
        }),
        1 => low.clone().prop_map(|low| Limits { minimum: Some(low), ..Limits::default() }),
        1 => low.clone().prop_map(|high| Limits { maximum: Some(high), ..Limits::default() }),
        1 => low.clone().prop_map(|above| Limits { above: Some(above), ..Limits::default() }),
        1 => low.prop_map(|below| Limits { below: Some(below), ..Limits::default() }),
    ]
}

/// Limits of a text's length, or of the number of a list's items.
fn counted() -> impl Strategy<Value = (Option<u64>, Option<u64>)> {
    prop_oneof![
        3 => Just((None, None)),
        1 => (1..100_u64).prop_map(|low| (Some(low), None)),
        1 => (1..5_000_u64).prop_map(|high| (None, Some(high))),
        1 => (1..100_u64, 1..1_000_u64).prop_map(|(low, more)| (Some(low), Some(low + more))),
    ]
}

/// A shape with values, limits and a default that go with it.
type Content = (Shape, Vec<(String, String)>, Limits, Option<String>);

fn integer(shape: Shape) -> BoxedStrategy<Content> {
    let numbers = values((-50..50_i32).prop_map(|number| number.to_string()).boxed());
    let listed = numbers.prop_map(|values| {
        let default = values.first().map(|(value, _)| value.clone());
        // Where values are listed, their width is not.
        (Shape::Int64, values, Limits::default(), default)
    });
    let limited = (integer_limits(), any::<bool>()).prop_map(move |(limits, says_default)| {
        let within = match (limits.minimum, limits.maximum, limits.above, limits.below) {
            (Some(low), ..) => low,
            (_, Some(high), ..) => high,
            (_, _, Some(above), _) => above + 1,
            (.., Some(below)) => below - 1,
            _ => 0,
        };
        let default = says_default.then(|| within.to_string());
        (shape.clone(), Vec::new(), limits, default)
    });
    prop_oneof![1 => listed.prop_filter("has no values", |(_, values, ..)| !values.is_empty()), 2 => limited].boxed()
}

fn text() -> BoxedStrategy<Content> {
    let words = values("[A-Za-z][a-z]{2,6}(_[a-z]{2,4})?[0-9]?".boxed());
    let listed = (words, any::<bool>()).prop_map(|(values, says_default)| {
        let default = values
            .last()
            .filter(|_| says_default)
            .map(|(value, _)| value.clone());
        (Shape::String, values, Limits::default(), default)
    });
    let limited = counted().prop_map(|(min_length, max_length)| {
        let limits = Limits {
            min_length,
            max_length,
            ..Limits::default()
        };
        (Shape::String, Vec::new(), limits, None)
    });
    prop_oneof![
        1 => listed.prop_filter("has no values", |(_, values, ..)| !values.is_empty()),
        2 => limited
    ]
    .boxed()
}

fn scalar() -> BoxedStrategy<Content> {
    let plain = |shape: Shape| Just((shape, Vec::new(), Limits::default(), None));
    let truth = option::of(any::<bool>()).prop_map(|default| {
        (
            Shape::Bool,
            Vec::new(),
            Limits::default(),
            default.map(|value| value.to_string()),
        )
    });
    prop_oneof![
        3 => text(),
        2 => integer(Shape::Int32),
        2 => integer(Shape::Int64),
        1 => truth,
        1 => plain(Shape::Double),
        1 => (0..40_i32, 1..40_i32, any::<(bool, bool)>()).prop_map(|(low, more, (above, below))| {
            let (low, high) = (f64::from(low) / 4.0, f64::from(low + more) / 4.0);
            let limits = Limits { decimals: Some((low, high, above, below)), ..Limits::default() };
            (Shape::Double, Vec::new(), limits, None)
        }),
    ]
    .boxed()
}

/// A list of scalars; its items may have values.
fn list_of_scalars() -> BoxedStrategy<Content> {
    (scalar(), counted())
        .prop_map(|((item, values, ..), (min_items, max_items))| {
            let limits = Limits {
                min_items,
                max_items,
                ..Limits::default()
            };
            (Shape::List(Box::new(item)), values, limits, None)
        })
        .boxed()
}

fn member(content: BoxedStrategy<Content>) -> BoxedStrategy<Member> {
    (
        name(),
        content,
        any::<bool>(),
        proptest::bool::weighted(0.1),
    )
        .prop_map(
            |(name, (shape, values, limits, default), required, deprecated)| Member {
                name,
                shape,
                required,
                deprecated,
                default,
                limits,
                values,
            },
        )
        .boxed()
}

fn members(content: BoxedStrategy<Content>) -> BoxedStrategy<Vec<Member>> {
    vec(member(content), 1..6)
        .prop_map(|members| {
            let mut seen = BTreeSet::new();
            let distinct = members.into_iter();
            distinct
                .filter(|member| seen.insert(member.name.to_lowercase()))
                .collect()
        })
        .boxed()
}

/// Anything that a member can hold, nested.
fn content() -> BoxedStrategy<Content> {
    let bare = |shape: Shape| (shape, Vec::new(), Limits::default(), None);
    let leaf = prop_oneof![
        6 => scalar(),
        2 => list_of_scalars(),
        1 => Just(bare(Shape::Json)),
        1 => Just(bare(Shape::Map(Box::new(Shape::String)))),
        1 => Just(bare(Shape::Map(Box::new(Shape::Int64)))),
    ];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        let object = members(inner.boxed()).prop_map(Shape::Object);
        (object, counted(), 0..4_u8).prop_map(move |(object, (min_items, max_items), around)| {
            let list = |shape| Shape::List(Box::new(shape));
            let limits = Limits {
                min_items,
                max_items,
                ..Limits::default()
            };
            match around {
                0 | 1 => bare(object),
                2 => (list(object), Vec::new(), limits, None),
                _ => bare(Shape::Map(Box::new(object))),
            }
        })
    })
    .boxed()
}

/// What a query string can carry without doubt: scalars, and lists of them.
fn flat_content() -> BoxedStrategy<Content> {
    prop_oneof![
        3 => scalar(),
        1 => scalar().prop_map(|(item, values, ..)| {
            (Shape::List(Box::new(item)), values, Limits::default(), None)
        }),
    ]
    .boxed()
}

/// No page limits what a reply holds, nor says of a single reply what is allowed at all times.
fn received(mut members: Vec<Member>) -> Vec<Member> {
    fn strip(shape: &mut Shape) {
        match shape {
            Shape::List(inner) | Shape::Map(inner) => strip(inner),
            Shape::Object(members) => members.iter_mut().for_each(|member| {
                member.limits = Limits::default();
                strip(&mut member.shape);
            }),
            _ => {}
        }
    }
    let mut whole = Shape::Object(std::mem::take(&mut members));
    strip(&mut whole);
    match whole {
        Shape::Object(members) => members,
        _ => members,
    }
}

pub(crate) fn action() -> impl Strategy<Value = Action> {
    let sent = prop_oneof![
        3 => members(content()).prop_map(|members| (false, members)),
        1 => members(flat_content()).prop_map(|members| (true, members)),
    ];
    let about = (
        "[A-Z][a-z]{2,7}[A-Z][a-z]{2,7}",
        option::of(1..100_000_u32),
        proptest::bool::weighted(0.1),
    );
    (about, sent, members(content())).prop_map(
        |((name, qps, deprecated), (get, request), result)| Action {
            name,
            version: "2020-12-01".to_owned(),
            get,
            qps,
            deprecated,
            request,
            result: received(result),
        },
    )
}

/// The same cases in every run, so that a run says something about the change at hand. `PROPTEST_RNG_SEED` and `PROPTEST_CASES`
/// try others.
pub(crate) fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(64, |_| given.cases),
        rng_seed: match given.rng_seed {
            RngSeed::Random => RngSeed::Fixed(20_201_201),
            seed => seed,
        },
        failure_persistence: None,
        ..given
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_action_comes_back_from_a_page_in_any_dialect(action in action(), dialect in select(DIALECTS.to_vec())) {
        if let Some(difference) = difference(&action, dialect) {
            return Err(TestCaseError::fail(difference));
        }
    }
}
