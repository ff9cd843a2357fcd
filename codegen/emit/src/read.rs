//! Structures -> `Record` and `Deserialize`.
//!
//! Knows how each form of member is read and which spellings it has.
//! Gives both implementations.
//! Must never know how `null` or a missing member is dealt with; that is the runtime's part.

use codegen_model::{Form, Member, StructDef, TypeDef};

use super::context::Context;
use super::imports::Name;
use super::layout::Layout;
use super::literal;

/// `impl Record` and `impl Deserialize` of a structure.
pub(super) fn of_struct(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    text: &mut Layout,
    level: usize,
) {
    record(cx, def, structure, text, level);
    text.blank();
    // What is only sent has no default where something is required; its builder begins with a blank.
    let read = if def.direction.is_received() {
        cx.uses(&[Name::ReadRecord]);
        "read_record(deserializer)"
    } else {
        cx.uses(&[Name::FillRecord]);
        "fill_record(Self::builder().value, deserializer)"
    };
    deserialize(cx, def, text, level, |text| {
        text.code(level + 2, "", read, "");
    });
}

fn record(cx: &Context<'_>, def: &TypeDef, structure: &StructDef, text: &mut Layout, level: usize) {
    cx.uses(&[Name::Record, Name::MapAccess, Name::Member]);
    let other = match &structure.additional {
        Some((field, _)) => format!("member.insert(name, &mut self.{field})"),
        None => "member.skip()".to_owned(),
    };
    let ignores_name = structure.members.is_empty() && structure.additional.is_none();
    let name = if ignores_name {
        "_: &str"
    } else {
        "name: &str"
    };
    text.line(level, &["impl Record for ", def.name.as_str(), " {"]);
    text.function(
        level + 1,
        &["fn read<'de, A: MapAccess<'de>>"],
        &["&mut self", name, "member: Member<'_, A>"],
        Some("Result<(), A::Error>"),
        &[],
    );
    if structure.members.is_empty() {
        text.code(level + 2, "", &other, "");
    } else {
        text.line(level + 2, &["match name {"]);
        arms(cx, def, structure, text, level + 3);
        text.arm(level + 3, "_", &other);
        text.line(level + 2, &["}"]);
    }
    text.line(level + 1, &["}"]);
    text.line(level, &["}"]);
}

/// `impl Deserialize` of any type, by its body.
pub(super) fn deserialize(
    cx: &Context<'_>,
    def: &TypeDef,
    text: &mut Layout,
    level: usize,
    body: impl FnOnce(&mut Layout),
) {
    cx.uses(&[Name::Deserialize, Name::Deserializer]);
    let name = def.name.as_str();
    text.line(level, &["impl<'de> Deserialize<'de> for ", name, " {"]);
    text.function(
        level + 1,
        &["fn deserialize<D: Deserializer<'de>>"],
        &["deserializer: D"],
        Some("Result<Self, D::Error>"),
        &[],
    );
    body(text);
    text.line(level + 1, &["}"]);
    text.line(level, &["}"]);
}

/// One arm per member, for all its spellings.
fn arms(cx: &Context<'_>, def: &TypeDef, structure: &StructDef, text: &mut Layout, level: usize) {
    let mut spellings: Vec<&str> = structure
        .members
        .iter()
        .map(|member| member.wire.as_str())
        .collect();
    for member in &structure.members {
        let mut pattern = literal::text(&member.wire);
        for alias in &member.aliases {
            // A name that belongs to another member stays with it.
            if !spellings.contains(&alias.as_str()) {
                spellings.push(alias);
                pattern.push_str(" | ");
                pattern.push_str(&literal::text(alias));
            }
        }
        text.arm(level, &pattern, &place(cx, def, member));
    }
}

/// The call that reads a member into its field.
fn place(cx: &Context<'_>, def: &TypeDef, member: &Member) -> String {
    let method = match cx.form(def.direction, member) {
        Form::OptionalBox => "into_box",
        Form::Required | Form::RequiredBox | Form::Optional | Form::Container => "into",
    };
    format!("member.{method}(&mut self.{})", member.rust)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{
        block, boxed, emitted, local, member, open, plain, required, shape, structure, travelling,
    };
    use codegen_model::{Direction, Type};

    fn read_of(def: TypeDef) -> String {
        let text = emitted(&[travelling(Direction::Reply, def)], |cx, def| {
            let mut text = Layout::new();
            of_struct(cx, def, shape(def), &mut text, 0);
            vec![text.finish()]
        });
        block(&text, "fn read").to_owned()
    }

    #[test]
    fn each_member_is_read_under_all_its_names() {
        let id = Member {
            aliases: vec!["id".to_owned(), "Name".to_owned()],
            ..member("Id", plain(Type::Int64))
        };
        let node = structure(
            "Node",
            vec![
                id,
                required(member("Name", plain(Type::String))),
                boxed(member("Parent", local("Node"))),
            ],
        );
        let expected = "\
fn read<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        member: Member<'_, A>,
    ) -> Result<(), A::Error> {
        match name {
            \"Id\" | \"id\" => member.into(&mut self.id),
            \"Name\" => member.into(&mut self.name),
            \"Parent\" => member.into_box(&mut self.parent),
            _ => member.skip(),
        }
    }";
        assert_eq!(read_of(node), expected);
    }

    #[test]
    fn members_beyond_the_named_ones_are_kept_where_the_document_allows_them() {
        let node = open(
            structure("Node", vec![member("Id", plain(Type::Int64))]),
            plain(Type::String),
        );
        assert!(read_of(node).contains("_ => member.insert(name, &mut self.others),"));
        let node = open(structure("Node", Vec::new()), plain(Type::String));
        assert!(read_of(node).contains("{\n        member.insert(name, &mut self.others)\n"));
    }

    #[test]
    fn without_members_the_name_makes_no_difference() {
        let text = read_of(structure("Node", Vec::new()));
        assert!(
            text.contains("_: &str") && text.contains("{\n        member.skip()\n"),
            "{text}"
        );
    }
}
