//! How a member stands in its structure, and a structure in the exchange.
//!
//! Knows what a form of holding a member looks like in Rust, and what a way of travelling is called.
//! Gives the type of the field, and whether a structure has a default value.
//! Must never know how fields are set.

use codegen_model::{Direction, Form, Member, StructDef, Type, TypeDef, TypeShape, UnionVariant};

use super::context::Context;
use super::rust_type;

/// Type of the field.
pub(super) fn ty(cx: &Context<'_>, form: Form, member: &Member) -> String {
    let ty = rust_type::text(cx, &member.value.ty);
    match form {
        Form::Required | Form::Container => ty,
        Form::RequiredBox => format!("Box<{ty}>"),
        Form::Optional => format!("Option<{ty}>"),
        Form::OptionalBox => format!("Option<Box<{ty}>>"),
    }
}

/// Whether the type of the field is `Copy`.
pub(super) fn is_copied(cx: &Context<'_>, form: Form, ty: &Type) -> bool {
    match form {
        Form::Required | Form::Optional | Form::Container => rust_type::is_copied(cx, ty),
        Form::RequiredBox | Form::OptionalBox => false,
    }
}

/// What the runtime's tables call a way of travelling.
pub(super) fn way(direction: Direction) -> &'static str {
    match (direction.is_sent(), direction.is_received()) {
        (true, false) => "sent",
        (false, _) => "received",
        (true, true) => "both",
    }
}

/// Whether a structure has a default value: replies always do, requests if nothing in them is required.
pub(super) fn has_default(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> bool {
    def.direction.is_received()
        || !structure
            .members
            .iter()
            .any(|member| cx.form(def.direction, member).is_required())
}

/// Whether an alternative of a union is held in a box: structures are, so that the union stays small, and keeps its shape,
/// however a structure grows.
pub(super) fn is_boxed(cx: &Context<'_>, variant: &UnionVariant) -> bool {
    match &variant.value.ty {
        Type::Named(reference) => cx
            .definition(reference)
            .is_some_and(|def| matches!(def.shape, TypeShape::Struct(_))),
        _ => false,
    }
}
