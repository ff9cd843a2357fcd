//! Both kinds of builder, as code.

use super::*;
use crate::fixture::{block, emitted, list, member, plain, required, shape, structure};
use codegen_model::Type;

fn text_of(members: Vec<Member>) -> String {
    emitted(&[structure("Thing", members)], |cx, def| {
        let builder = Builder::new(cx, def, shape(def));
        let mut items = vec![builder.start()];
        items.extend(builder.items());
        items
    })
}

#[test]
fn a_builder_holds_the_structure_when_nothing_is_required() {
    let text = text_of(vec![member("Name", plain(Type::String))]);
    assert!(
        text.contains("ThingBuilder {\n            value: Self::default(),\n        }"),
        "{text}"
    );
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
    let text = text_of(vec![
        required(member("Id", plain(Type::Int64))),
        required(member("Tags", list(plain(Type::String)))),
        member("Level", plain(Type::Int32)),
    ]);
    let definition = "\
pub struct ThingBuilder<IdState = missing::Id, TagsState = missing::Tags> {
    value: Thing,
    state: PhantomData<(IdState, TagsState)>,
}";
    assert_eq!(block(&text, "pub struct ThingBuilder"), definition);
    let start = "\
pub fn builder() -> ThingBuilder {
        ThingBuilder {
            value: Self {
                id: 0,
                tags: Vec::new(),
                level: None,
            },
            state: PhantomData,
        }
    }";
    assert_eq!(block(&text, "pub fn builder"), start);
    let setter = "\
pub fn tags(
        mut self,
        tags: impl IntoIterator<Item = impl Into<String>>,
    ) -> ThingBuilder<IdState, Set> {
        self.value.tags = collect::texts(tags);
        ThingBuilder {
            value: self.value,
            state: PhantomData,
        }
    }";
    assert_eq!(block(&text, "pub fn tags"), setter);
    let build = "\
pub fn build(self) -> Thing
    where
        IdState: IsSet,
        TagsState: IsSet,
    {
        self.value
    }";
    assert_eq!(block(&text, "pub fn build("), build);
}
