//! Unions -> items.
//!
//! Knows that alternatives are tried in order, and that structures among them are told apart by a tag, by what they require and by
//! the members that they have.
//! Gives the enum, conversions into it, and the sides in which it travels.
//! Must never know where a union is used.

use codegen_model::{Json, Member, Type, TypeDef, TypeShape, TypeUse, UnionDef, UnionVariant};
use proc_macro2::TokenStream;
use quote::quote;

use super::ast;
use super::context::Context;
use super::docs;
use super::format::Piece;
use super::identifier::ident;
use super::imports::Name;
use super::layout::Layout;
use super::literal;
use super::read;
use super::rust_type;
use super::serialize;
use super::validate;

/// Items of a union.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> Vec<Piece> {
    let mut items = trees(definition(cx, def, union));
    items.extend(trees(conversions(cx, def, union)));
    if def.direction.is_sent() {
        items.push(Layout::item(|text| sending(cx, def, union, text, 0)).into());
        if cx.is_demanding(def) {
            items.push(validate::of_union(cx, def, union).into());
        }
    }
    if def.direction.is_received() {
        items.extend(trees(default(cx, def)));
        items.push(Layout::item(|text| reading(cx, def, union, text, 0)).into());
    }
    items
}

/// Quoted items as pieces of a file.
fn trees(tokens: TokenStream) -> Vec<Piece> {
    ast::items(tokens).into_iter().map(Piece::from).collect()
}

/// Whether an alternative is held in a box: structures are, so that the union stays small, and keeps its shape, however
/// a structure grows.
pub(super) fn is_boxed(cx: &Context<'_>, variant: &UnionVariant) -> bool {
    match &variant.value.ty {
        Type::Named(reference) => cx
            .definition(reference)
            .is_some_and(|def| matches!(def.shape, TypeShape::Struct(_))),
        _ => false,
    }
}

fn definition(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> TokenStream {
    let name = ident(def.name.as_str());
    let docs = cx.comments.attribute(docs::of_type(def, None));
    let variants = union.variants.iter().map(|variant| {
        let docs = cx.comments.attribute(docs::of_alternative(variant));
        let name = ident(variant.rust.as_str());
        let ty = rust_type::tokens(cx, &variant.value.ty);
        let ty = if is_boxed(cx, variant) {
            quote!(Box<#ty>)
        } else {
            quote!(#ty)
        };
        quote!(#(#docs)* #name(#ty),)
    });
    let unknown = def.direction.is_received().then(|| {
        cx.uses(&[Name::Unknown, Name::MakeUnknown, Name::JsonValue]);
        let docs = cx.comments.attribute(docs::of_unknown());
        quote!(#(#docs)* Unknown(Unknown<JsonValue>),)
    });
    quote! {
        #(#docs)*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
        }
    }
}

/// `From` for every alternative whose type no other alternative has.
fn conversions(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> TokenStream {
    let name = ident(def.name.as_str());
    let is_only = |variant: &&UnionVariant| {
        union
            .variants
            .iter()
            .filter(|other| same(&other.value.ty, &variant.value.ty))
            .count()
            == 1
    };
    let conversions = union.variants.iter().filter(is_only).map(|variant| {
        let of = ident(variant.rust.as_str());
        let ty = rust_type::tokens(cx, &variant.value.ty);
        let value = if is_boxed(cx, variant) {
            quote!(Box::new(value))
        } else {
            quote!(value)
        };
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#of(#value)
                }
            }
        }
    });
    quote!(#(#conversions)*)
}

/// Whether two types are the same Rust type.
fn same(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => same(&a.ty, &b.ty),
        _ => a == b,
    }
}

/// `impl Serialize`.
pub(super) fn sending(
    cx: &Context<'_>,
    def: &TypeDef,
    union: &UnionDef,
    text: &mut Layout,
    level: usize,
) {
    serialize::of(cx, def, text, level, |text| {
        text.line(level + 2, &["match self {"]);
        for variant in &union.variants {
            let pattern = format!("Self::{}(value)", variant.rust);
            text.arm(level + 3, &pattern, "value.serialize(serializer)");
        }
        if def.direction.is_received() {
            let value = "unknown.value().serialize(serializer)";
            text.arm(level + 3, "Self::Unknown(unknown)", value);
        }
        text.line(level + 2, &["}"]);
    });
}

/// What stands for a missing value.
fn default(cx: &Context<'_>, def: &TypeDef) -> TokenStream {
    let name = ident(def.name.as_str());
    let docs = cx.comments.attribute(docs::of_union_default());
    quote! {
        impl Default for #name {
            #(#docs)*
            fn default() -> Self {
                Self::Unknown(unknown(JsonValue::Null))
            }
        }
    }
}

/// `impl Deserialize`.
pub(super) fn reading(
    cx: &Context<'_>,
    def: &TypeDef,
    union: &UnionDef,
    text: &mut Layout,
    level: usize,
) {
    cx.uses(&[Name::Untagged]);
    let shapes: Vec<Option<String>> = union
        .variants
        .iter()
        .map(|variant| shape(cx, variant))
        .collect();
    let is_ranked = shapes.iter().flatten().count() > 1 || union.tag.is_some();
    read::deserialize(cx, def, text, level, |text| {
        text.line(level + 2, &["let json = untagged::buffer(deserializer)?;"]);
        if is_ranked {
            ranked(union, &shapes, text, level + 2);
        } else {
            for (variant, shape) in union.variants.iter().zip(&shapes) {
                in_order(cx, variant, shape.is_some(), text, level + 2);
            }
        }
        let otherwise = if def.direction.is_received() {
            "Ok(Self::Unknown(unknown(json)))"
        } else {
            "untagged::fits_none()"
        };
        text.line(level + 2, &[otherwise]);
    });
}

/// An alternative that is tried where it stands.
fn in_order(
    cx: &Context<'_>,
    variant: &UnionVariant,
    is_object: bool,
    text: &mut Layout,
    level: usize,
) {
    let names = if is_object {
        required(cx, variant)
    } else {
        Vec::new()
    };
    let condition = match names.as_slice() {
        [] => String::new(),
        [name] => format!(".filter(|_| json.get({}).is_some())", literal::text(name)),
        names => {
            let names: Vec<_> = names.iter().map(|name| literal::text(name)).collect();
            let names = names.join(", ");
            format!(".filter(|_| [{names}].iter().all(|name| json.get(name).is_some()))")
        }
    };
    let head = format!("if let Some(value) = untagged::attempt(&json){condition} {{");
    text.line(level, &[&head]);
    let variant = variant.rust.as_str();
    text.line(level + 1, &["return Ok(Self::", variant, "(value));"]);
    text.line(level, &["}"]);
}

/// The alternatives, the one that fits best first.
fn ranked(union: &UnionDef, shapes: &[Option<String>], text: &mut Layout, level: usize) {
    text.line(level, &["const SHAPES: &[untagged::Shape] = &["]);
    for shape in shapes {
        let shape = shape.as_deref().unwrap_or("untagged::Shape::ANY");
        text.line(level + 1, &[shape, ","]);
    }
    text.line(level, &["];"]);
    let tag = match &union.tag {
        Some(tag) => format!("Some({})", literal::text(tag)),
        None => "None".to_owned(),
    };
    let head = format!("for index in untagged::ranked(&json, {tag}, SHAPES) {{");
    text.line(level, &[&head]);
    text.line(level + 1, &["let value = match index {"]);
    for (index, variant) in union.variants.iter().enumerate() {
        let variant = variant.rust.as_str();
        // The last one needs no number of its own.
        let pattern = if index + 1 == union.variants.len() {
            "_".to_owned()
        } else {
            index.to_string()
        };
        text.line(
            level + 2,
            &[
                &pattern,
                " => untagged::attempt(&json).map(Self::",
                variant,
                "),",
            ],
        );
    }
    text.line(level + 1, &["};"]);
    text.line(level + 1, &["if let Some(value) = value {"]);
    text.line(level + 2, &["return Ok(value);"]);
    text.line(level + 1, &["}"]);
    text.line(level, &["}"]);
}

/// What an object must be like to be this alternative; `None` where it is no structure.
fn shape(cx: &Context<'_>, variant: &UnionVariant) -> Option<String> {
    let Type::Named(reference) = &variant.value.ty else {
        return None;
    };
    let TypeShape::Struct(structure) = &cx.definition(reference)?.shape else {
        return None;
    };
    let list = |texts: Vec<String>| format!("&[{}]", texts.join(", "));
    let names = structure.members.iter();
    let names = names.flat_map(|member| std::iter::once(&member.wire).chain(&member.aliases));
    let names = names.map(|name| literal::text(name)).collect();
    let required = required(cx, variant)
        .into_iter()
        .map(literal::text)
        .collect();
    let tags = variant.tags.iter().map(|tag| literal::text(tag)).collect();
    let fixed = structure.members.iter().filter_map(|member| {
        let values = values(cx, &member.value)?;
        let values = values
            .iter()
            .map(|value| literal::text(&literal::json(value)));
        Some(format!(
            "({}, {})",
            literal::text(&member.wire),
            list(values.collect())
        ))
    });
    Some(format!(
        "untagged::Shape {{ tags: {}, required: {}, members: {}, fixed: {}, is_open: {} }}",
        list(tags),
        list(required),
        list(names),
        list(fixed.collect()),
        structure.additional.is_some(),
    ))
}

/// The values that a member may have, where it has not any.
fn values(cx: &Context<'_>, value: &TypeUse) -> Option<Vec<Json>> {
    if let Type::Named(reference) = &value.ty
        && let TypeShape::Enum(values) = &cx.definition(reference)?.shape
    {
        return Some(
            values
                .values
                .iter()
                .map(|value| value.wire.clone())
                .collect(),
        );
    }
    let allowed = &value.constraints.values;
    (!allowed.is_empty()).then(|| allowed.clone())
}

/// Wire names that an object must have to be this alternative. A reply is read leniently, so that without them the first
/// structure would take every object.
fn required<'a>(cx: &Context<'a>, variant: &UnionVariant) -> Vec<&'a str> {
    let Type::Named(reference) = &variant.value.ty else {
        return Vec::new();
    };
    let Some(def) = cx.definition(reference) else {
        return Vec::new();
    };
    let TypeShape::Struct(structure) = &def.shape else {
        return Vec::new();
    };
    let is_required = |member: &&Member| cx.form(def.direction, member).is_required();
    structure
        .members
        .iter()
        .filter(is_required)
        .map(|member| member.wire.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{block, emitted, local, member, plain, required, structure, travelling};
    use codegen_model::Direction;

    fn text_of(direction: Direction) -> String {
        let alternatives = vec![
            ("Text", plain(Type::String)),
            ("Node", local("Node")),
            ("Other", plain(Type::String)),
        ];
        let node = structure("Node", vec![required(member("Id", plain(Type::Int64)))]);
        let types = [crate::fixture::union("Choice", alternatives), node]
            .map(|def| travelling(direction, def));
        emitted(&types, |cx, def| match &def.shape {
            TypeShape::Union(union) => items(cx, def, union),
            _ => Vec::new(),
        })
    }

    #[test]
    fn structures_are_boxed_and_what_has_a_type_of_its_own_converts() {
        let text = text_of(Direction::Request);
        assert!(text.contains("    Node(Box<Node>),\n"), "{text}");
        assert!(
            text.contains("impl From<Node> for Choice") && !text.contains("impl From<String>"),
            "{text}"
        );
        assert!(!text.contains("Unknown"), "{text}");
    }

    #[test]
    fn alternatives_are_tried_in_order_and_told_apart_by_what_they_require() {
        let expected = "\
fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = untagged::buffer(deserializer)?;
        if let Some(value) = untagged::attempt(&json) {
            return Ok(Self::Text(value));
        }
        if let Some(value) = untagged::attempt(&json)
            .filter(|_| json.get(\"Id\").is_some())
        {
            return Ok(Self::Node(value));
        }
        if let Some(value) = untagged::attempt(&json) {
            return Ok(Self::Other(value));
        }
        Ok(Self::Unknown(unknown(json)))
    }";
        assert_eq!(
            block(&text_of(Direction::Reply), "fn deserialize"),
            expected
        );
    }
}
