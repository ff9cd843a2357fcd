//! Structures -> `Record` and `Deserialize`.
//!
//! Knows how each form of member is read and which spellings it has.
//! Gives both implementations.
//! Must never know how `null` or a missing member is dealt with; that is the runtime's part.

use syn::{Arm, Expr, ExprMatch, FnArg, ImplItem, Item, ItemImpl, Pat, Stmt};

use crate::model::{Member, StructDef, TypeDef};

use super::ast::{self, template};
use super::context::Context;
use super::field::Form;
use super::identifier::ident;
use super::imports::Name;

/// `impl Record` and `impl Deserialize` of a structure.
pub(super) fn of_struct(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> [Item; 2] {
    cx.uses(&[Name::Record, Name::MapAccess, Name::Member]);
    let arms = arms(cx, def, structure);
    let other = match &structure.additional {
        Some((field, _)) => {
            let field = ast::mutable_reference(ast::own_field(&ident(field.as_str())));
            read("insert", vec![ast::variable(ident("name")), field])
        }
        None => read("skip", Vec::new()),
    };
    let mut item = template!(ItemImpl {
        impl Record for Self {
            fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, member: Member<'_, A>) -> Result<(), A::Error> {}
        }
    });
    if arms.is_empty() && structure.additional.is_none() {
        ignore_name(&mut item);
    }
    let body = if arms.is_empty() {
        other
    } else {
        let mut body = template!(ExprMatch { match name {} });
        body.arms = arms;
        body.arms.push(ast::arm(ast::anything(), other));
        Expr::Match(body)
    };
    let record = ast::complete(item, &ident(def.name.as_str()), vec![ast::result(body)]);
    // What is only sent has no default where something is required; its builder begins with a blank.
    let read = if def.direction.is_received() {
        cx.uses(&[Name::ReadRecord]);
        template!(Expr { read_record(deserializer) })
    } else {
        cx.uses(&[Name::FillRecord]);
        template!(Expr { fill_record(Self::builder().value, deserializer) })
    };
    [record, deserialize(cx, def, vec![ast::result(read)])]
}

/// `impl Deserialize` of any type, by its body.
pub(super) fn deserialize(cx: &Context<'_>, def: &TypeDef, statements: Vec<Stmt>) -> Item {
    cx.uses(&[Name::Deserialize, Name::Deserializer]);
    let item = template!(ItemImpl {
        impl<'de> Deserialize<'de> for Self {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {}
        }
    });
    ast::complete(item, &ident(def.name.as_str()), statements)
}

/// One arm per member, for all its spellings.
fn arms(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> Vec<Arm> {
    let mut spellings: Vec<&str> = structure
        .members
        .iter()
        .map(|member| member.wire.as_str())
        .collect();
    let mut arms = Vec::with_capacity(structure.members.len() + 1);
    for member in &structure.members {
        let mut names = vec![member.wire.as_str()];
        for alias in &member.aliases {
            // A name that belongs to another member stays with it.
            if !spellings.contains(&alias.as_str()) {
                spellings.push(alias);
                names.push(alias);
            }
        }
        arms.push(ast::arm(ast::texts(&names), place(cx, def, member)));
    }
    arms
}

/// The call that reads a member into its field.
fn place(cx: &Context<'_>, def: &TypeDef, member: &Member) -> Expr {
    let method = match Form::of(cx, def.direction, member) {
        Form::OptionalBox => "into_box",
        Form::Required | Form::RequiredBox | Form::Optional | Form::Container => "into",
    };
    read(
        method,
        vec![ast::mutable_reference(ast::own_field(&ident(
            member.rust.as_str(),
        )))],
    )
}

/// `member.method(…)`
fn read(method: &str, arguments: Vec<Expr>) -> Expr {
    ast::method(ast::variable(ident("member")), ident(method), arguments)
}

/// Says that the name of a member makes no difference.
fn ignore_name(item: &mut ItemImpl) {
    for part in &mut item.items {
        let ImplItem::Fn(function) = part else {
            continue;
        };
        for input in &mut function.sig.inputs {
            if let FnArg::Typed(input) = input
                && matches!(&*input.pat, Pat::Ident(name) if name.ident == "name")
            {
                *input.pat = ast::anything();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::fixture::{
        block, boxed, emitted, local, member, open, plain, required, shape, structure, travelling,
    };
    use crate::model::{Direction, Type};

    fn read_of(def: TypeDef) -> String {
        let text = emitted(&[travelling(Direction::Reply, def)], |cx, def| {
            of_struct(cx, def, shape(def)).into()
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
