//! Unions -> items.
//!
//! Knows that alternatives are tried in order, and that structures among them are told apart by a tag, by what they require and by
//! the members that they have.
//! Gives the enum, conversions into it, and the table of its alternatives, from which the runtime makes the rest.
//! Must never know where a union is used.

use codegen_model::{Json, Member, Type, TypeDef, TypeShape, TypeUse, UnionDef, UnionVariant};

use super::context::Context;
use super::docs;
use super::field::{self, is_boxed};
use super::format;
use super::literal;
use super::rust_type;
use super::template::rust;
use super::validate;

/// Items of a union.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> Vec<String> {
    let mut items = vec![definition(cx, def, union)];
    items.extend(conversions(cx, def, union));
    items.push(table(cx, def, union));
    items.extend(validate::of_union(def, union));
    items
}

fn definition(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> String {
    let mut variants: Vec<_> = union
        .variants
        .iter()
        .map(|variant| {
            let ty = rust_type::text(cx, &variant.value.ty);
            let ty = if is_boxed(cx, variant) {
                format!("Box<{ty}>")
            } else {
                ty
            };
            let docs = cx.linked(docs::of_alternative(variant));
            (docs, format!("{}({ty})", variant.rust))
        })
        .collect();
    if def.direction.is_received() {
        variants.push((docs::of_unknown(), "Unknown(Unknown<JsonValue>)".to_owned()));
    }
    rust!(
        "
$docs
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum $name {
    $variants
}
",
        docs = cx.comment(docs::of_type(def, None)),
        name = def.name.as_str(),
        variants = format::members(&variants),
    )
}

/// `From` for every alternative whose type no other alternative has.
fn conversions(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> Vec<String> {
    let is_only = |variant: &&UnionVariant| {
        let mut others = union.variants.iter();
        let is_same = |other: &&UnionVariant| same(&other.value.ty, &variant.value.ty);
        others.by_ref().filter(is_same).count() == 1
    };
    let conversion = |variant: &UnionVariant| {
        let (ty, value) = match &variant.value.ty {
            // The enum says more of what can be given than the type that holds it.
            Type::Named(reference) if rust_type::is_enum(cx, reference) => {
                (rust_type::named_text(cx, reference), "value.into()")
            }
            ty if is_boxed(cx, variant) => (rust_type::text(cx, ty), "Box::new(value)"),
            ty => (rust_type::text(cx, ty), "value"),
        };
        rust!(
            "
impl From<$ty> for $name {
    fn from(value: $ty) -> Self {
        Self::$variant($value)
    }
}
",
            ty,
            name = def.name.as_str(),
            variant = variant.rust.as_str(),
            value,
        )
    };
    let only = union.variants.iter().filter(is_only);
    only.map(conversion).collect()
}

/// Whether two types are the same Rust type.
fn same(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => same(&a.ty, &b.ty),
        _ => a == b,
    }
}

/// The table of the alternatives, with what tells them apart.
fn table(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> String {
    let shapes: Vec<Option<String>> = union
        .variants
        .iter()
        .map(|variant| shape(cx, variant))
        .collect();
    let (way, name) = (field::way(def.direction), validate::named(def));
    if shapes.iter().flatten().count() < 2 && union.tag.is_none() {
        let rows = union.variants.iter().map(|variant| {
            let members = required(cx, variant).into_iter();
            let members: String = members
                .map(|name| format!(" {}", literal::text(name)))
                .collect();
            format!("{}{members},\n", variant.rust)
        });
        return rust!(
            "
union!($way $name {
    $rows
});
",
            way,
            name,
            rows = rows.collect::<String>(),
        );
    }
    let rows = union.variants.iter().zip(&shapes).map(|(variant, shape)| {
        let shape = shape.as_deref().unwrap_or("untagged::Shape::ANY");
        format!("{} => {shape},\n", variant.rust)
    });
    let tag = match &union.tag {
        Some(tag) => format!("Some({})", literal::text(tag)),
        None => "None".to_owned(),
    };
    rust!(
        "
union!($way $name by $tag {
    $rows
});
",
        way,
        name,
        tag,
        rows = rows.collect::<String>(),
    )
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
    let fixed = structure.members.iter().filter_map(|member| {
        let values = values(cx, &member.value)?;
        let values = values
            .iter()
            .map(|value| literal::text(&literal::json(value)));
        let values = list(values.collect());
        Some(format!("({}, {values})", literal::text(&member.wire)))
    });
    let required = required(cx, variant).into_iter().map(literal::text);
    let shape = rust!(
        "
untagged::Shape {
    tags: $tags,
    required: $required,
    members: $members,
    fixed: $fixed,
    is_open: $is_open,
}",
        tags = list(variant.tags.iter().map(|tag| literal::text(tag)).collect()),
        required = list(required.collect()),
        members = list(names.map(|name| literal::text(name)).collect()),
        fixed = list(fixed.collect()),
        is_open = structure.additional.is_some().to_string(),
    );
    Some(shape)
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
    use crate::fixture::{emitted, local, member, plain, required, structure, travelling};
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
        let table = "union!(received Choice {\n    Text,\n    Node \"Id\",\n    Other,\n});\n";
        let text = text_of(Direction::Reply);
        assert!(
            text.ends_with(table) && text.contains("Unknown(Unknown<JsonValue>)"),
            "{text}"
        );
    }
}
