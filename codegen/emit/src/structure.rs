//! Structures -> items.
//!
//! Knows which items a structure needs for the way in which it travels.
//! Gives them in the order of reading: the structure, the table of its members, what it can do, its builder.
//! Must never know of actions; what an action adds comes in as [`Role`].

use codegen_model::{Form, Member, StructDef, TypeDef};

use super::builder::Builder;
use super::context::Context;
use super::docs;
use super::field;
use super::format;
use super::literal;
use super::pages;
use super::rust_type;
use super::template::rust;
use super::validate;

/// What a structure is to its action.
#[derive(Default)]
pub(super) struct Role {
    /// First sentence of its documentation, instead of its own if that says nothing.
    pub(super) intro: Option<String>,
    /// `impl Action` and what else makes it a request, if it is one.
    pub(super) action: Vec<String>,
}

/// Items of a structure.
pub(super) fn items(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    role: Role,
) -> Vec<String> {
    let mut items = vec![
        definition(cx, def, structure, role.intro.as_deref()),
        table(cx, def, structure),
    ];
    items.extend(role.action);
    items.extend(validate::of_struct(cx, def, structure));
    items.extend(pages::partial_failure(cx, def, structure));
    if def.direction.is_sent() {
        let builder = Builder::new(cx, def, structure);
        items.push(builder.start());
        items.extend(builder.items());
    }
    items
}

fn definition(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    intro: Option<&str>,
) -> String {
    let members = structure.members.iter().map(|member| {
        let docs = docs::of_member(cx, def.direction, member);
        let ty = field::ty(cx, cx.form(def.direction, member), member);
        (docs, format!("pub {}: {ty}", member.rust))
    });
    let additional = structure.additional.iter().map(|(name, value)| {
        let docs = docs::of_additional(value, def.direction);
        let ty = rust_type::map_text(cx, &value.ty);
        (docs, format!("pub {name}: {ty}"))
    });
    let members: Vec<_> = members
        .chain(additional)
        .map(|(docs, member)| (cx.linked(docs), member))
        .collect();
    let docs = cx.comment(docs::of_type(def, intro));
    let derived = match field::has_default(cx, def, structure) {
        true => "#[derive(Default)]",
        false => "",
    };
    let must_be_used = match structure.failed.is_empty() {
        true => "",
        false => pages::MUST_BE_USED,
    };
    let name = def.name.as_str();
    if members.is_empty() {
        return rust!(
            "
$docs
$derived
#[non_exhaustive]
$must_be_used
pub struct $name {}
",
            docs,
            derived,
            must_be_used,
            name,
        );
    }
    rust!(
        "
$docs
$derived
#[non_exhaustive]
$must_be_used
pub struct $name {
    $members
}
",
        docs,
        derived,
        must_be_used,
        name,
        members = format::members(&members),
    )
}

/// The table of the members, from which writing, reading, printing and comparing follow.
fn table(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> String {
    let (way, name) = (field::way(def.direction), validate::named(def));
    let mut spellings: Vec<&str> = structure
        .members
        .iter()
        .map(|member| member.wire.as_str())
        .collect();
    let mut rows = String::new();
    for member in &structure.members {
        let names = names(member, &mut spellings);
        let held = held(cx, def, member);
        let copied = field::is_copied(cx, cx.form(def.direction, member), &member.value.ty);
        rows.push_str(&rust!(
            "$names => $field$clone: $held,\n",
            names,
            field = member.rust.as_str(),
            clone = if copied { "" } else { ".clone()" },
            held
        ));
    }
    if let Some((field, _)) = &structure.additional {
        rows.push_str(&rust!(".. => $field,\n", field = field.as_str()));
    }
    if rows.is_empty() {
        return rust!("record!($way $name {});\n", way, name);
    }
    rust!(
        "
record!($way $name {
    $rows
});
",
        way,
        name,
        rows,
    )
}

/// The name of a member as it travels, and its other spellings. A name that belongs to another member stays with it.
fn names<'a>(member: &'a Member, spellings: &mut Vec<&'a str>) -> String {
    let mut names = literal::text(&member.wire);
    for alias in &member.aliases {
        if !spellings.contains(&alias.as_str()) {
            spellings.push(alias);
            names.push_str(" | ");
            names.push_str(&literal::text(alias));
        }
    }
    names
}

/// What the table says of a member. In a query or a form there is no null.
fn held(cx: &Context<'_>, def: &TypeDef, member: &Member) -> String {
    let says_null = member.or_null && def.direction.is_sent() && !cx.flattened;
    let held = match cx.form(def.direction, member) {
        Form::Required | Form::RequiredBox => "required",
        Form::Optional | Form::OptionalBox if says_null => "or_null",
        Form::Container if says_null => "optional",
        Form::Optional | Form::OptionalBox => "optional",
        Form::Container => "unless_empty",
    };
    let secret = if member.secret { " secret" } else { "" };
    format!("{held}{secret}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{
        boxed, emitted_when, list, local, member, open, plain, required, shape, structure,
    };
    use codegen_model::Type;

    fn table_of(def: TypeDef, flattened: bool) -> String {
        emitted_when(&[def], flattened, |cx, def| {
            vec![table(cx, def, shape(def))]
        })
    }

    #[test]
    fn a_table_has_a_row_for_each_member_with_all_its_names() {
        let id = Member {
            aliases: vec!["id".to_owned(), "Name".to_owned()],
            ..required(member("Id", plain(Type::Int64)))
        };
        let key = Member {
            secret: true,
            ..member("Name", plain(Type::String))
        };
        let members = vec![
            id,
            key,
            member("Tags", list(plain(Type::String))),
            Member {
                or_null: true,
                ..member("Note", plain(Type::String))
            },
            boxed(required(member("Parent", local("Node")))),
        ];
        let node = structure("Node", members);
        let expected = "\
record!(sent Node {
    \"Id\" | \"id\" => id: required,
    \"Name\" => name.clone(): optional secret,
    \"Tags\" => tags.clone(): optional,
    \"Note\" => note.clone(): or_null,
    \"Parent\" => parent.clone(): required,
});
";
        assert_eq!(table_of(node.clone(), false), expected);
        let flattened = expected
            .replace("tags.clone(): optional", "tags.clone(): unless_empty")
            .replace("note.clone(): or_null", "note.clone(): optional");
        assert_eq!(table_of(node, true), flattened);
    }

    #[test]
    fn members_beyond_the_named_ones_come_last() {
        let node = open(structure("Node", Vec::new()), plain(Type::Bool));
        assert_eq!(
            table_of(node, false),
            "record!(sent Node {\n    .. => others,\n});\n"
        );
        let nothing = structure("Node", Vec::new());
        assert_eq!(table_of(nothing, false), "record!(sent Node {});\n");
    }
}
