//! The public API of the output: what reads otherwise and means the same is no change.

use codegen_diff::surface::{Source, items, surface};
use codegen_diff::{OUTPUT_RULES, files};

/// The files of one side of an example.
fn sources(side: &str) -> Vec<Source> {
    let files = files(side).into_iter();
    files.filter(|(path, _)| path.ends_with(".rs")).collect()
}

fn file(path: &str, text: &str) -> Vec<Source> {
    vec![(path.to_owned(), text.to_owned())]
}

fn told(old: &[Source], new: &[Source]) -> Vec<(&'static str, String)> {
    let found = surface(old, new).unwrap();
    let changes = found.changes.into_iter();
    changes
        .map(|change| (change.rule.code, change.place.path))
        .collect()
}

#[test]
fn every_rule_applies_to_its_example_and_nothing_else_does() {
    for rule in OUTPUT_RULES {
        let (old, new) = (rule.example.earlier(), rule.example.later());
        let found = told(&sources(&old), &sources(&new));
        let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, [rule.code], "{found:?}");
        assert!(told(&sources(&old), &sources(&old)).is_empty());
    }
}

#[test]
fn a_table_gives_its_type_what_a_derive_would() {
    let with = |derived: &str, copied: &str| {
        file(
            "m.rs",
            &format!(
                "{copied}{derived}\npub enum Role {{ Owner }}\nvalues!(Role: i64 {{ 0 => Owner, }});\n{derived}\npub struct Thing {{ pub id: i64 }}\nrecord!(sent Thing {{ \"Id\" => id: required, }});"
            ),
        )
    };
    let nothing: Vec<(&str, String)> = Vec::new();
    assert_eq!(
        told(
            &with("#[derive(Debug, PartialEq)]", "#[derive(Clone, Copy)]"),
            &with("", "")
        ),
        nothing
    );
    let changes = told(&with("#[derive(Hash)]", ""), &with("", ""));
    assert_eq!(changes.len(), 2, "{changes:?}");
}

#[test]
fn what_reads_otherwise_and_means_the_same_is_no_change() {
    let old = "
use super::Client;
pub use super::types::Role;
/// A thing.
#[derive(Debug, Clone)]
pub struct Thing { pub name: Option<String>, hidden: u8 }
impl Client {
    /// Adds.
    pub fn add(&self, request: Thing) -> Call<Thing> { self.call(request) }
}
impl Validate for Thing {
    fn validate(&self, v: &mut Validator<'_>) { v.at(\"Name\"); }
}
#[doc(hidden)]
pub fn internal() {}
";
    let new = "
pub use super::types::{Role};
use super::Client;
#[derive(Clone, std::fmt::Debug)]
pub struct Thing { hidden: u16, other: u8, pub name: std::option::Option<std::string::String> }
impl Client {
    pub fn add(&self, thing: Thing) -> runtime::Call<Thing> { let _ = 1; self.call(thing) }
}
";
    let types = "pub enum Role { Owner }";
    let with = |text: &str| -> Vec<Source> {
        vec![
            ("demo/v1/add.rs".to_owned(), text.to_owned()),
            ("demo/v1/types.rs".to_owned(), types.to_owned()),
            (
                "demo/v1/mod.rs".to_owned(),
                "pub mod add; pub struct Client;".to_owned(),
            ),
        ]
    };
    assert_eq!(told(&with(old), &with(new)), []);
    let found = items(&with(old)).unwrap();
    let paths: Vec<&str> = found.iter().map(|item| item.path.as_str()).collect();
    for expected in [
        "demo::v1::Client::add",
        "demo::v1::add::Thing::name",
        "demo::v1::add::Thing<Clone>",
        "demo::v1::add::Role::Owner",
        "demo::v1::types::Role::Owner",
    ] {
        assert!(paths.contains(&expected), "{expected}: {paths:?}");
    }
    assert!(
        !paths
            .iter()
            .any(|path| path.ends_with("hidden") || path.ends_with("internal")),
        "{paths:?}"
    );
}

#[test]
fn what_code_can_use_is_compared_wherever_it_stands() {
    for (old, new, expected) in [
        (
            "#[derive(Clone, Copy)] pub enum E { A }",
            "#[derive(Clone)] pub enum E { A }",
            ("output-item-removed", "m::E<Copy>"),
        ),
        (
            "pub enum E { A, B }",
            "pub enum E { A }",
            ("output-item-removed", "m::E::B"),
        ),
        (
            "pub enum E { A(i32) }",
            "pub enum E { A(i64) }",
            ("output-item-changed", "m::E::A"),
        ),
        (
            "pub fn f(a: i32) {}",
            "pub fn f(a: i32, b: i32) {}",
            ("output-item-changed", "m::f"),
        ),
        (
            "pub struct S; impl S { pub fn f(&self) {} }",
            "pub struct S; impl S { pub fn f(&mut self) {} }",
            ("output-item-changed", "m::S::f"),
        ),
        (
            "pub struct S; impl S { pub fn f(&self) {} }",
            "pub struct S; impl S { fn f(&self) {} }",
            ("output-item-removed", "m::S::f"),
        ),
        (
            "pub const C: u8 = 1;",
            "pub const C: u16 = 1;",
            ("output-item-changed", "m::C"),
        ),
        (
            "pub trait T { fn f(&self) {} }",
            "pub trait T { fn f(&self); }",
            ("output-item-changed", "m::T::f"),
        ),
        (
            "pub struct S; impl A for S { type O = u8; }",
            "pub struct S; impl A for S { type O = u16; }",
            ("output-item-changed", "m::S<A>::O"),
        ),
        (
            "pub struct S<A>(A);",
            "pub struct S<A, B>(A, B);",
            ("output-item-changed", "m::S"),
        ),
        (
            "pub mod a { pub struct S; }",
            "pub mod a {}",
            ("output-item-removed", "m::a::S"),
        ),
    ] {
        let found = told(&file("m.rs", old), &file("m.rs", new));
        assert_eq!(found, [(expected.0, expected.1.to_owned())], "{old} {new}");
    }
    let error = surface(&file("m.rs", "pub struct"), &file("m.rs", "")).unwrap_err();
    assert!(error.to_string().starts_with("m.rs: 1:"), "{error}");
}
