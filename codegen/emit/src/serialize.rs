//! Structures -> `Serialize`.
//!
//! Knows how each form of member is sent.
//! Gives the implementation.
//! Must never know how requests are encoded; that is the serializer's part.

use std::fmt::Write;

use codegen_model::{Form, StructDef, TypeDef};

use super::context::Context;
use super::imports::Name;
use super::layout::Layout;
use super::literal;

/// `impl Serialize` of a structure.
pub(super) fn of_struct(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    text: &mut Layout,
    level: usize,
) {
    cx.uses(&[Name::Members]);
    let mut members = start(structure);
    for member in &structure.members {
        let method = match cx.form(def.direction, member) {
            Form::Required | Form::RequiredBox => "required",
            Form::Optional | Form::OptionalBox => "optional",
            Form::Container => "unless_empty",
        };
        let (wire, field) = (literal::text(&member.wire), &member.rust);
        // Writing to a `String` cannot fail.
        let _ = write!(members, ".{method}({wire}, &self.{field})");
    }
    if let Some((field, _)) = &structure.additional {
        let _ = write!(members, ".extend(&self.{field})");
    }
    members.push_str(".end()");
    of(cx, def, text, level, |text| {
        text.code(level + 2, "", &members, "");
    });
}

/// `impl Serialize` of any type, by its body.
pub(super) fn of(
    cx: &Context<'_>,
    def: &TypeDef,
    text: &mut Layout,
    level: usize,
    body: impl FnOnce(&mut Layout),
) {
    cx.uses(&[Name::Serialize, Name::Serializer]);
    text.line(level, &["impl Serialize for ", def.name.as_str(), " {"]);
    text.function(
        level + 1,
        &["fn serialize<S: Serializer>"],
        &["&self", "serializer: S"],
        Some("Result<S::Ok, S::Error>"),
        &[],
    );
    body(text);
    text.line(level + 1, &["}"]);
    text.line(level, &["}"]);
}

/// What begins an object. How many members it has at most is known but for those beyond the named ones.
fn start(structure: &StructDef) -> String {
    let named = structure.members.len();
    match &structure.additional {
        Some((field, _)) if named == 0 => format!("Members::new(serializer, self.{field}.len())"),
        Some((field, _)) => format!("Members::new(serializer, {named} + self.{field}.len())"),
        None => format!("Members::new(serializer, {named})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{
        boxed, emitted, emitted_when, list, local, member, open, plain, required, shape, structure,
    };
    use codegen_model::{Member, Type};

    fn of_first(cx: &Context<'_>, def: &TypeDef) -> Vec<String> {
        let mut text = Layout::new();
        of_struct(cx, def, shape(def), &mut text, 0);
        vec![text.finish()]
    }

    fn members() -> Vec<Member> {
        vec![
            required(member("Id", plain(Type::Int64))),
            member("Name", plain(Type::String)),
            member("Tags", list(plain(Type::String))),
            boxed(required(member("Parent", local("Node")))),
        ]
    }

    #[test]
    fn each_form_is_sent_in_its_way() {
        let node = structure("Node", members());
        let json = emitted(std::slice::from_ref(&node), of_first);
        let expected = "\
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Members::new(serializer, 4)
            .required(\"Id\", &self.id)
            .optional(\"Name\", &self.name)
            .optional(\"Tags\", &self.tags)
            .required(\"Parent\", &self.parent)
            .end()
    }
}
";
        assert_eq!(json, expected);
        let flattened = emitted_when(&[node], true, of_first);
        assert_eq!(
            flattened,
            expected.replace("optional(\"Tags\"", "unless_empty(\"Tags\"")
        );
    }

    #[test]
    fn members_beyond_the_named_ones_come_last() {
        let text = emitted(
            &[open(structure("Node", members()), plain(Type::Bool))],
            of_first,
        );
        assert!(
            text.contains("Members::new(serializer, 4 + self.others.len())"),
            "{text}"
        );
        assert!(
            text.contains(".extend(&self.others)\n            .end()"),
            "{text}"
        );
        let text = emitted(
            &[open(structure("Node", Vec::new()), plain(Type::Bool))],
            of_first,
        );
        assert!(
            text.contains("Members::new(serializer, self.others.len())"),
            "{text}"
        );
    }

    #[test]
    fn nothing_is_sent_as_an_empty_object() {
        let text = emitted(&[structure("Node", Vec::new())], of_first);
        assert!(
            text.contains("        Members::new(serializer, 0).end()\n"),
            "{text}"
        );
    }
}
