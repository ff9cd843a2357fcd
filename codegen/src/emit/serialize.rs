//! Structures -> `Serialize`.
//!
//! Knows how each form of member is sent.
//! Gives the implementation.
//! Must never know how requests are encoded; that is the serializer's part.

use proc_macro2::Literal;
use quote::quote;
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
    if structure.members.is_empty() && structure.additional.is_none() {
        return of(
            cx,
            def,
            ast::statements(quote!(Members::new(serializer, 0)?.end())),
        );
    }
    let mut statements = start(structure);
    for member in &structure.members {
        statements.push(send(member, Form::of(cx, def.direction, member)));
    }
    if let Some((field, _)) = &structure.additional {
        statements.push(call(
            "extend",
            vec![ast::reference(ast::own_field(&ident(field.as_str())))],
        ));
    }
    statements.push(ast::result(ast::method(
        ast::variable(ident("members")),
        ident("end"),
        [],
    )));
    of(cx, def, statements)
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

/// The statement that begins an object. How many members it has at most is known but for those beyond the named ones.
fn start(structure: &StructDef) -> Vec<Stmt> {
    let named = Literal::usize_unsuffixed(structure.members.len());
    match &structure.additional {
        Some((field, _)) => {
            let field = ident(field.as_str());
            let named = (!structure.members.is_empty()).then(|| quote!(#named +));
            ast::statements(
                quote!(let mut members = Members::new(serializer, #named self.#field.len())?;),
            )
        }
        None => {
            let arguments = [ast::variable(ident("serializer")), ast::literal(named)];
            let members = ast::call(ast::path([ident("Members"), ident("new")]), arguments);
            vec![ast::let_mut("members", ast::attempt(members))]
        }
    }
}

/// The statement that writes a member.
fn send(member: &Member, form: Form) -> Stmt {
    let method = match form {
        Form::Required | Form::RequiredBox => "required",
        Form::Optional | Form::OptionalBox => "optional",
        Form::Container => "unless_empty",
    };
    let field = ast::reference(ast::own_field(&ident(member.rust.as_str())));
    call(method, vec![ast::text(&member.wire), field])
}

/// `members.method(…)?;`
fn call(method: &str, arguments: Vec<Expr>) -> Stmt {
    ast::statement(ast::attempt(ast::method(
        ast::variable(ident("members")),
        ident(method),
        arguments,
    )))
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
        let mut members = Members::new(serializer, 4)?;
        members.required(\"Id\", &self.id)?;
        members.optional(\"Name\", &self.name)?;
        members.optional(\"Tags\", &self.tags)?;
        members.required(\"Parent\", &self.parent)?;
        members.end()
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
            text.contains("Members::new(serializer, 4 + self.others.len())?;"),
            "{text}"
        );
        assert!(
            text.contains("members.extend(&self.others)?;\n        members.end()"),
            "{text}"
        );
        let text = emitted(
            &[open(structure("Node", Vec::new()), plain(Type::Bool))],
            of_first,
        );
        assert!(
            text.contains("Members::new(serializer, self.others.len())?;"),
            "{text}"
        );
    }

    #[test]
    fn nothing_is_sent_as_an_empty_object() {
        let text = emitted(&[structure("Node", Vec::new())], of_first);
        assert!(
            text.contains("        Members::new(serializer, 0)?.end()\n"),
            "{text}"
        );
    }
}
