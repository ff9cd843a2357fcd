//! Values that stand for required members until a builder is given them.
//!
//! Knows the simplest value of every type, and how deep it is.
//! Gives expressions. No such value is ever seen: a builder gives its structure away only when all of them are replaced.
//! Must never know how a builder tells whether a member has been set.

use codegen_model::{Form, StructDef, Type, TypeDef, TypeRef, TypeShape, UnionDef};

use super::context::Context;
use super::field::{has_default, is_boxed};
use super::rust_type;

/// A value for the field of a member. Only a required one needs to be looked for.
pub(super) fn of_field(cx: &Context<'_>, form: Form, ty: &Type) -> String {
    match form {
        Form::Required => of(cx, ty),
        Form::RequiredBox => boxed(&of(cx, ty)),
        Form::Container => of_container(ty).to_owned(),
        Form::Optional | Form::OptionalBox => "None".to_owned(),
    }
}

/// An empty map.
pub(super) const EMPTY_MAP: &str = "BTreeMap::new()";

fn of_container(ty: &Type) -> &'static str {
    match ty {
        Type::Map(_) => EMPTY_MAP,
        _ => "Vec::new()",
    }
}

fn of(cx: &Context<'_>, ty: &Type) -> String {
    let value = match ty {
        Type::Bool => "false",
        Type::Int32 | Type::Int64 => "0",
        Type::Float | Type::Double => "0.0",
        Type::String => "String::new()",
        Type::Json => "JsonValue::Null",
        Type::Unit => "Empty::default()",
        Type::JsonNumber => "JsonNumber::default()",
        Type::Nullable(_) => "None",
        Type::List(_) | Type::Map(_) => of_container(ty),
        Type::Named(reference) => return of_named(cx, reference),
    };
    value.to_owned()
}

fn of_named(cx: &Context<'_>, reference: &TypeRef) -> String {
    let name = || rust_type::named_text(cx, reference);
    match cx.definition(reference).map(|def| (def, &def.shape)) {
        Some((def, TypeShape::Struct(structure))) if !has_default(cx, def, structure) => {
            format!("{}::builder().value", name())
        }
        Some((_, TypeShape::Enum(_))) => "Open::default()".to_owned(),
        Some((def, TypeShape::Union(union))) if !def.direction.is_received() => {
            of_union(cx, &name(), union)
        }
        _ => format!("{}::default()", name()),
    }
}

/// The alternative whose value is the least deep: a union may hold itself, but not in every alternative.
fn of_union(cx: &Context<'_>, name: &str, union: &UnionDef) -> String {
    let variant = union
        .variants
        .iter()
        .min_by_key(|variant| depth(cx, &variant.value.ty, &mut Vec::new()).unwrap_or(usize::MAX));
    let Some(variant) = variant else {
        return format!("{name}::default()");
    };
    let value = of(cx, &variant.value.ty);
    let value = if is_boxed(cx, variant) {
        boxed(&value)
    } else {
        value
    };
    format!("{name}::{}({value})", variant.rust)
}

/// How many types deep the least deep value is; `None` if each one would hold itself.
fn depth<'a>(cx: &Context<'a>, ty: &Type, within: &mut Vec<&'a TypeDef>) -> Option<usize> {
    let Type::Named(reference) = ty else {
        return Some(0);
    };
    let Some(def) = cx.definition(reference) else {
        return Some(0);
    };
    if within.iter().any(|outer| std::ptr::eq(*outer, def)) {
        return None;
    }
    within.push(def);
    let inner = match &def.shape {
        TypeShape::Struct(structure) if !has_default(cx, def, structure) => {
            required(cx, def, structure)
                .map(|ty| depth(cx, ty, within))
                .try_fold(0, |deepest: usize, depth| Some(deepest.max(depth?)))
        }
        TypeShape::Union(union) if !def.direction.is_received() => union
            .variants
            .iter()
            .filter_map(|variant| depth(cx, &variant.value.ty, within))
            .min(),
        _ => Some(0),
    };
    within.pop();
    inner.map(|inner| inner + 1)
}

fn required<'a>(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &'a StructDef,
) -> impl Iterator<Item = &'a Type> {
    structure
        .members
        .iter()
        .filter(|member| cx.form(def.direction, member).is_required())
        .map(|member| &member.value.ty)
}

fn boxed(value: &str) -> String {
    format!("Box::new({value})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{
        boxed, emitted, enumeration, list, local, member, plain, required, structure, travelling,
        union,
    };
    use codegen_model::{Direction, Json, Repr, TypeUse};

    /// What stands for a required member of a type.
    fn start(value: TypeUse, others: Vec<TypeDef>) -> String {
        emitted(&others, |cx, _| {
            vec![of_field(cx, Form::Required, &value.ty)]
        })
    }

    #[test]
    fn each_type_has_its_simplest_value() {
        for (ty, value) in [
            (Type::Bool, "false"),
            (Type::Int64, "0"),
            (Type::Double, "0.0"),
            (Type::String, "String::new()"),
            (Type::Json, "JsonValue::Null"),
            (list(plain(Type::String)).ty, "Vec::new()"),
        ] {
            assert_eq!(start(plain(ty), Vec::new()), value);
        }
    }

    #[test]
    fn structures_and_enums_begin_where_their_own_builders_do() {
        let node = |members| structure("Node", members);
        let waiting = node(vec![required(member("Id", plain(Type::Int64)))]);
        assert_eq!(
            start(local("Node"), vec![waiting.clone()]),
            "Node::builder().value"
        );
        let received = travelling(Direction::Both, waiting);
        assert_eq!(start(local("Node"), vec![received]), "Node::default()");
        assert_eq!(
            start(local("Node"), vec![node(Vec::new())]),
            "Node::default()"
        );
        let values = [(Json::Int(3), "Third"), (Json::Int(0), "None")];
        let role = enumeration("Role", Repr::Int64, &values);
        assert_eq!(start(local("Role"), vec![role]), "Open::default()");
    }

    #[test]
    fn a_union_starts_with_the_alternative_that_ends_soonest() {
        let pair = vec![
            boxed(required(member("Left", local("Tree")))),
            boxed(required(member("Right", local("Tree")))),
        ];
        let leaf = vec![required(member("Id", plain(Type::Int64)))];
        let tree = union(
            "Tree",
            vec![("Pair", local("Pair")), ("Leaf", local("Leaf"))],
        );
        let others = vec![tree, structure("Pair", pair), structure("Leaf", leaf)];
        assert_eq!(
            start(local("Tree"), others),
            "Tree::Leaf(Box::new(Leaf::builder().value))"
        );
    }
}
