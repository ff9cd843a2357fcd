//! A member as its builder sees it.

use codegen_model::{FieldName, Form, Member, TypeDef, TypeUse};

use crate::context::Context;
use crate::{placeholder, setter};

/// A member as its builder sees it.
pub(super) struct Part<'a> {
    /// Name of the field.
    pub(super) name: &'a str,
    pub(super) value: &'a TypeUse,
    pub(super) form: Form,
    is_additional: bool,
}

impl<'a> Part<'a> {
    pub(super) fn of_member(cx: &Context<'_>, def: &TypeDef, member: &'a Member) -> Self {
        Self {
            name: member.rust.as_str(),
            value: &member.value,
            form: cx.form(def.direction, member),
            is_additional: false,
        }
    }

    pub(super) fn of_additional(name: &'a FieldName, value: &'a TypeUse) -> Self {
        Self {
            name: name.as_str(),
            value,
            form: Form::Container,
            is_additional: true,
        }
    }

    /// Type of the parameter of its setter.
    pub(super) fn parameter(&self, cx: &Context<'_>) -> String {
        match self.is_additional {
            true => setter::map_parameter(cx, &self.value.ty),
            false => setter::parameter(cx, &self.value.ty),
        }
    }

    /// Expression that makes the field's value from the parameter.
    pub(super) fn converted(&self, cx: &Context<'_>) -> String {
        let value = match self.is_additional {
            true => setter::map_value(cx, self.name, &self.value.ty),
            false => setter::value(cx, self.name, &self.value.ty),
        };
        match self.form {
            Form::Required | Form::Container => value,
            Form::RequiredBox => format!("Box::new({value})"),
            Form::Optional => format!("Some({value})"),
            Form::OptionalBox => format!("Some(Box::new({value}))"),
        }
    }

    /// Value of the field before anything is set.
    pub(super) fn unset(&self, cx: &Context<'_>) -> String {
        match self.is_additional {
            true => placeholder::EMPTY_MAP.to_owned(),
            false => placeholder::of_field(cx, self.form, &self.value.ty),
        }
    }
}
