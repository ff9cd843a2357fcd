//! How a member is held by the structure that has it.

use super::{Direction, Member, Type};

/// How a member is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
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
    /// Decides for a member of a type that travels in the given direction, flattened into a query or a form or not.
    ///
    /// An absent list and an empty one are the same in replies, and in flattened requests, where an empty one cannot be
    /// written. A boxed member of a type that is received is optional in any case: the type needs a default value.
    #[must_use]
    pub fn of(direction: Direction, flattened: bool, member: &Member) -> Self {
        let is_container = matches!(member.value.ty, Type::List(_) | Type::Map(_));
        match (member.required, member.boxed) {
            (true, true) if !direction.is_received() => Self::RequiredBox,
            (_, true) => Self::OptionalBox,
            (true, false) => Self::Required,
            (false, false) if is_container && (direction.is_received() || flattened) => {
                Self::Container
            }
            (false, false) => Self::Optional,
        }
    }

    /// Whether a builder must be given the member.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredBox)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Constraints, Docs, FieldName, Home, TypeName, TypeRef, TypeUse};

    fn member(ty: Type) -> Member {
        Member {
            wire: "Member".to_owned(),
            aliases: Vec::new(),
            rust: FieldName::assigned("member"),
            docs: Docs::default(),
            value: plain(ty),
            required: false,
            or_null: false,
            default: None,
            style: None,
            boxed: false,
            secret: false,
        }
    }

    fn plain(ty: Type) -> TypeUse {
        TypeUse {
            ty,
            constraints: Constraints::default(),
        }
    }

    #[test]
    fn an_empty_list_can_be_said_only_in_json_requests() {
        let mut tags = member(Type::List(Box::new(plain(Type::String))));
        assert_eq!(Form::of(Direction::Request, false, &tags), Form::Optional);
        assert_eq!(Form::of(Direction::Request, true, &tags), Form::Container);
        assert_eq!(Form::of(Direction::Reply, false, &tags), Form::Container);
        assert_eq!(Form::of(Direction::Both, false, &tags), Form::Container);
        tags.required = true;
        assert_eq!(Form::of(Direction::Reply, false, &tags), Form::Required);
    }

    #[test]
    fn what_is_received_can_be_missing_even_if_it_is_boxed_and_required() {
        let mut parent = member(Type::Named(TypeRef {
            home: Home::Local,
            name: TypeName::assigned("Node"),
        }));
        (parent.boxed, parent.required) = (true, true);
        assert_eq!(
            Form::of(Direction::Request, false, &parent),
            Form::RequiredBox
        );
        assert_eq!(
            Form::of(Direction::Reply, false, &parent),
            Form::OptionalBox
        );
    }
}
