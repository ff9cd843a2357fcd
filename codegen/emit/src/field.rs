//! How a member stands in its structure.
//!
//! Knows what a form of holding a member looks like in Rust.
//! Gives the type of the field.
//! Must never know how fields are sent, read or set.

use codegen_model::{Form, Member};

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
