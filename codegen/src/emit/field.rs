//! How a member stands in its structure.
//!
//! Knows when a member is plain, optional, a container that may be empty, or boxed.
//! Gives that choice, and the type of the field.
//! Must never know how fields are sent, read or set.

use crate::model::{Direction, Member, Type};

use super::context::Context;
use super::rust_type;

/// How a member is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `T`, and always sent.
    Required,
    /// `Box<T>`, and always sent.
    RequiredBox,
    /// `Option<T>`
    Optional,
    /// `Option<Box<T>>`
    OptionalBox,
    /// A list or a map that is left out when it is empty.
    Container,
}

impl Form {
    /// Decides for a member of a type that travels in the given direction.
    ///
    /// An absent list and an empty one are the same in replies, and in flattened requests, where an empty one cannot be
    /// written. A boxed member of a type that is received is optional in any case: the type needs a default value.
    pub(super) fn of(cx: &Context<'_>, direction: Direction, member: &Member) -> Self {
        let is_container = matches!(member.value.ty, Type::List(_) | Type::Map(_));
        match (member.required, member.boxed) {
            (true, true) if !direction.is_received() => Self::RequiredBox,
            (_, true) => Self::OptionalBox,
            (true, false) => Self::Required,
            (false, false) if is_container && (direction.is_received() || cx.flattened) => {
                Self::Container
            }
            (false, false) => Self::Optional,
        }
    }

    /// Whether a builder must be given the member.
    pub(super) fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredBox)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::Options;
    use crate::emit::analysis::Types;
    use crate::emit::docs::Links;
    use crate::emit::fixture::{boxed, list, local, member, plain, required};

    fn form(direction: Direction, flattened: bool, member: &Member) -> Form {
        let (options, shared) = (Options::in_crate(), Types::default());
        Form::of(
            &Context::of_action(&options, &[], &shared, Links::default(), flattened),
            direction,
            member,
        )
    }

    #[test]
    fn an_empty_list_can_be_said_only_in_json_requests() {
        let tags = member("Tags", list(plain(Type::String)));
        assert_eq!(form(Direction::Request, false, &tags), Form::Optional);
        assert_eq!(form(Direction::Request, true, &tags), Form::Container);
        assert_eq!(form(Direction::Reply, false, &tags), Form::Container);
        assert_eq!(form(Direction::Both, false, &tags), Form::Container);
        assert_eq!(
            form(Direction::Reply, false, &required(tags)),
            Form::Required
        );
    }

    #[test]
    fn what_is_received_can_be_missing_even_if_it_is_boxed_and_required() {
        let parent = boxed(required(member("Parent", local("Node"))));
        assert_eq!(form(Direction::Request, false, &parent), Form::RequiredBox);
        assert_eq!(form(Direction::Reply, false, &parent), Form::OptionalBox);
    }
}
