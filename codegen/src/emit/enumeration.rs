//! Enums -> items.
//!
//! Knows that every enum is open: what a newer server says is kept as it is.
//! Gives the enum, its wire value both ways, and the sides in which it travels.
//! Must never know where an enum is used.

use proc_macro2::{Ident, Literal};
use syn::{Arm, Expr, ExprMatch, ImplItem, Item, ItemEnum, ItemImpl, Pat, Variant};

use crate::model::{EnumDef, EnumValue, Json, Repr, TypeDef};

use super::ast::{self, template};
use super::context::Context;
use super::docs;
use super::identifier::ident;
use super::imports::Name;
use super::literal;
use super::read;
use super::serialize;

/// Items of an enum.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Vec<Item> {
    let name = ident(def.name.as_str());
    let docs = docs::of_type(def, None);
    let mut items = open(cx, &name, docs, enumeration);
    if def.direction.is_sent() {
        items.push(sending(cx, def, enumeration));
    }
    if def.direction.is_received() {
        items.push(default(cx, &name, enumeration.repr));
        items.push(reading(cx, def, enumeration));
    }
    items
}

/// `impl Serialize`.
pub(super) fn sending(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Item {
    let body = match enumeration.repr {
        Repr::String => template!(Expr { serializer.serialize_str(self.as_str()) }),
        Repr::Int64 => template!(Expr { serializer.serialize_i64(self.value()) }),
    };
    serialize::of(cx, def, vec![ast::result(body)])
}

/// `impl Deserialize`.
pub(super) fn reading(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Item {
    let body = match enumeration.repr {
        Repr::String => template!(Expr { String::deserialize(deserializer).map(Self::from) }),
        Repr::Int64 => template!(Expr { i64::deserialize(deserializer).map(Self::from) }),
    };
    read::deserialize(cx, def, vec![ast::result(body)])
}

/// An open enum that is neither sent nor read: its definition and its wire value both ways.
pub(super) fn open(
    cx: &Context<'_>,
    name: &Ident,
    docs: docs::Lines,
    enumeration: &EnumDef,
) -> Vec<Item> {
    cx.uses(&[Name::Unknown, Name::MakeUnknown]);
    let mut items = vec![
        definition(cx, name, docs, enumeration),
        wire_value(cx, name, enumeration),
    ];
    items.extend(conversions(name, enumeration));
    items
}

fn definition(cx: &Context<'_>, name: &Ident, docs: docs::Lines, enumeration: &EnumDef) -> Item {
    let (mut item, mut unknown) = match enumeration.repr {
        Repr::String => (
            template!(ItemEnum {
                #[derive(Debug, Clone, PartialEq, Eq, Hash)]
                #[non_exhaustive]
                pub enum Enumeration {}
            }),
            template!(Variant { Unknown(Unknown<String>) }),
        ),
        Repr::Int64 => (
            template!(ItemEnum {
                #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
                #[non_exhaustive]
                pub enum Enumeration {}
            }),
            template!(Variant { Unknown(Unknown<i64>) }),
        ),
    };
    item.ident = name.clone();
    item.attrs.splice(..0, cx.comments.attribute(docs));
    item.variants = enumeration
        .values
        .iter()
        .map(|value| Variant {
            attrs: cx.comments.attribute(docs::of_variant(value)),
            ident: ident(value.rust.as_str()),
            ..template!(Variant { Variant })
        })
        .collect();
    unknown.attrs = cx.comments.attribute(docs::of_unknown());
    item.variants.push(unknown);
    Item::Enum(item)
}

/// The method that gives the value as it travels.
fn wire_value(cx: &Context<'_>, name: &Ident, enumeration: &EnumDef) -> Item {
    let (mut item, unknown) = match enumeration.repr {
        Repr::String => (
            template!(ItemImpl { impl Self { pub fn as_str(&self) -> &str {} } }),
            template!(Arm { Self::Unknown(unknown) => unknown.value(), }),
        ),
        Repr::Int64 => (
            template!(ItemImpl { impl Self { pub fn value(self) -> i64 {} } }),
            template!(Arm { Self::Unknown(unknown) => *unknown.value(), }),
        ),
    };
    if let Some(ImplItem::Fn(method)) = item.items.first_mut() {
        method.attrs = cx.comments.attribute(docs::of_wire_value(enumeration.repr));
    }
    let mut body = template!(ExprMatch { match self {} });
    body.arms = enumeration
        .values
        .iter()
        .map(|value| ast::arm(of_variant(value).1, ast::literal(wire(value))))
        .collect();
    body.arms.push(unknown);
    ast::complete(item, name, vec![ast::result(Expr::Match(body))])
}

/// `From` for the value as it travels.
fn conversions(name: &Ident, enumeration: &EnumDef) -> Vec<Item> {
    let (item, other) = match enumeration.repr {
        Repr::String => (
            template!(ItemImpl { impl From<&str> for Self { fn from(value: &str) -> Self {} } }),
            template!(Arm { _ => Self::Unknown(unknown(value.to_owned())), }),
        ),
        Repr::Int64 => (
            template!(ItemImpl { impl From<i64> for Self { fn from(value: i64) -> Self {} } }),
            template!(Arm { _ => Self::Unknown(unknown(value)), }),
        ),
    };
    let mut body = template!(ExprMatch { match value {} });
    body.arms = enumeration
        .values
        .iter()
        .map(|value| {
            ast::arm(
                ast::pattern(wire(value)),
                ast::value_at(of_variant(value).0),
            )
        })
        .collect();
    body.arms.push(other);
    let mut items = vec![ast::complete(
        item,
        name,
        vec![ast::result(Expr::Match(body))],
    )];
    if enumeration.repr == Repr::String {
        let item = template!(ItemImpl { impl From<String> for Self { fn from(value: String) -> Self {} } });
        let body = template!(Expr { Self::from(value.as_str()) });
        items.push(ast::complete(item, name, vec![ast::result(body)]));
    }
    items
}

/// What stands for a missing value.
fn default(cx: &Context<'_>, name: &Ident, repr: Repr) -> Item {
    let mut item = template!(ItemImpl { impl Default for Self { fn default() -> Self {} } });
    if let Some(ImplItem::Fn(function)) = item.items.first_mut() {
        function.attrs = cx.comments.attribute(docs::of_enum_default(repr));
    }
    let body = match repr {
        Repr::String => template!(Expr { Self::from("") }),
        Repr::Int64 => template!(Expr { Self::from(0) }),
    };
    ast::complete(item, name, vec![ast::result(body)])
}

/// A variant as a path and as a pattern.
fn of_variant(value: &EnumValue) -> (syn::Path, Pat) {
    let path = ast::path([ident("Self"), ident(value.rust.as_str())]);
    (path.clone(), ast::path_pattern(path))
}

/// The wire value as a literal, of the kind that the enum's representation promises.
fn wire(value: &EnumValue) -> Literal {
    match &value.wire {
        Json::Int(number) => literal::integer(*number),
        Json::String(text) => Literal::string(text),
        other => Literal::string(&literal::json(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::fixture::{block, emitted, enumeration, travelling};
    use crate::model::{Direction, TypeShape};

    fn text_of(def: TypeDef) -> String {
        emitted(&[def], |cx, def| match &def.shape {
            TypeShape::Enum(enumeration) => items(cx, def, enumeration),
            _ => Vec::new(),
        })
    }

    fn odd() -> TypeDef {
        enumeration(
            "Odd",
            Repr::String,
            &[
                (Json::String("2.0".to_owned()), "V2"),
                (Json::String("\"\n".to_owned()), "Quote"),
            ],
        )
    }

    #[test]
    fn texts_go_both_ways_and_unknown_ones_are_kept() {
        let text = text_of(odd());
        let to = "\
match self {
            Self::V2 => \"2.0\",
            Self::Quote => \"\\\"\\n\",
            Self::Unknown(unknown) => unknown.value(),
        }";
        assert_eq!(block(&text, "match self"), to);
        let from = "\
match value {
            \"2.0\" => Self::V2,
            \"\\\"\\n\" => Self::Quote,
            _ => Self::Unknown(unknown(value.to_owned())),
        }";
        assert_eq!(block(&text, "match value"), from);
    }

    #[test]
    fn numbers_are_copied() {
        let text = text_of(enumeration(
            "Level",
            Repr::Int64,
            &[(Json::Int(-1), "Less"), (Json::Int(10_000), "Most")],
        ));
        assert!(
            text.contains("#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]"),
            "{text}"
        );
        assert!(text.contains("pub fn value(self) -> i64"), "{text}");
        assert!(
            text.contains("            -1 => Self::Less,\n            10_000 => Self::Most,\n"),
            "{text}"
        );
    }

    #[test]
    fn an_enum_has_the_sides_in_which_it_travels() {
        let sides = |direction| {
            let text = text_of(travelling(direction, odd()));
            [
                "impl Serialize for",
                "> Deserialize<'de> for",
                "impl Default for",
            ]
            .map(|side| text.contains(side))
        };
        assert_eq!(sides(Direction::Request), [true, false, false]);
        assert_eq!(sides(Direction::Reply), [false, true, true]);
        assert_eq!(sides(Direction::Both), [true, true, true]);
    }
}
