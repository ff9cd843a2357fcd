//! Small models for tests.

use crate::model::{
    Bound, Constraints, Direction, Docs, FieldName, Member, Number, Scope, StructDef, Type, TypeDef, TypeName, TypeRef,
    TypeShape, TypeUse,
};

/// A value of which nothing is demanded.
pub(super) fn plain(ty: Type) -> TypeUse {
    TypeUse { ty, constraints: Constraints::default() }
}

/// A list.
pub(super) fn list(item: TypeUse) -> TypeUse {
    plain(Type::List(Box::new(item)))
}

/// A map.
pub(super) fn map(entry: TypeUse) -> TypeUse {
    plain(Type::Map(Box::new(entry)))
}

/// A type of the same file.
pub(super) fn local(name: &str) -> TypeUse {
    plain(Type::Named(TypeRef { scope: Scope::Local, name: TypeName::assigned(name) }))
}

/// A number with a lower limit.
pub(super) fn at_least(limit: i128) -> TypeUse {
    let constraints = Constraints { minimum: Some(Bound::Inclusive(Number::Int(limit))), ..Constraints::default() };
    TypeUse { ty: Type::Int64, constraints }
}

/// An optional member, whose field is its name in small letters.
pub(super) fn member(wire: &str, value: TypeUse) -> Member {
    Member {
        wire: wire.to_owned(),
        aliases: Vec::new(),
        rust: FieldName::assigned(wire.to_lowercase()),
        docs: Docs::default(),
        value,
        required: false,
        default: None,
        boxed: false,
    }
}

/// A structure that is sent.
pub(super) fn structure(name: &str, members: Vec<Member>) -> TypeDef {
    TypeDef {
        name: TypeName::assigned(name),
        wire: name.to_owned(),
        docs: Docs::default(),
        direction: Direction::Request,
        shape: TypeShape::Struct(Box::new(StructDef { members, additional: None })),
    }
}
