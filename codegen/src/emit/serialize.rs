//! Structures -> `Serialize`.
//!
//! Knows how each form of member is sent.
//! Gives the implementation.
//! Must never know how requests are encoded; that is the serializer's part.

use proc_macro2::Literal;
use syn::{Expr, Item, ItemImpl, Stmt};

use crate::model::{Member, StructDef, TypeDef};

use super::ast::{self, template};
use super::context::Context;
use super::field::Form;
use super::identifier::ident;
use super::imports::Name;

/// `impl Serialize` of a structure.
pub(super) fn of_struct(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> Item {
    cx.uses(&[Name::Members]);
    let members = structure
        .members
        .iter()
        .fold(start(structure), |chain, member| {
            send(chain, member, Form::of(cx, def.direction, member))
        });
    let members = match &structure.additional {
        Some((field, _)) => {
            let field = ast::reference(ast::own_field(&ident(field.as_str())));
            ast::method(members, ident("extend"), [field])
        }
        None => members,
    };
    let end = ast::method(members, ident("end"), []);
    of(cx, def, vec![ast::result(end)])
}

/// `impl Serialize` of any type, by its body.
pub(super) fn of(cx: &Context<'_>, def: &TypeDef, statements: Vec<Stmt>) -> Item {
    cx.uses(&[Name::Serialize, Name::Serializer]);
    let item = template!(ItemImpl {
        impl Serialize for Self {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {}
        }
    });
    ast::complete(item, &ident(def.name.as_str()), statements)
}

/// What begins an object. How many members it has at most is known but for those beyond the named ones.
fn start(structure: &StructDef) -> Expr {
    let named = || ast::literal(Literal::usize_unsuffixed(structure.members.len()));
    let len = match &structure.additional {
        Some((field, _)) => {
            let len = ast::method(ast::own_field(&ident(field.as_str())), ident("len"), []);
            if structure.members.is_empty() {
                len
            } else {
                ast::sum(named(), len)
            }
        }
        None => named(),
    };
    ast::call(
        ast::path([ident("Members"), ident("new")]),
        [ast::variable(ident("serializer")), len],
    )
}

/// What writes a member after those before it.
fn send(before: Expr, member: &Member, form: Form) -> Expr {
    let method = match form {
        Form::Required | Form::RequiredBox => "required",
        Form::Optional | Form::OptionalBox => "optional",
        Form::Container => "unless_empty",
    };
    let field = ast::reference(ast::own_field(&ident(member.rust.as_str())));
    ast::method(before, ident(method), [ast::text(&member.wire), field])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::fixture::{
        boxed, emitted, emitted_when, list, local, member, open, plain, required, shape, structure,
    };
    use crate::model::Type;

    fn of_first(cx: &Context<'_>, def: &TypeDef) -> Vec<Item> {
        vec![of_struct(cx, def, shape(def))]
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
