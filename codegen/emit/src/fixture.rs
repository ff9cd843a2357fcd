//! Small models for tests.

use codegen_model::{
    Bound, Constraints, Direction, Docs, EnumDef, EnumValue, FieldName, Home, Json, Member, Number,
    Repr, StructDef, Type, TypeDef, TypeName, TypeRef, TypeShape, TypeUse, UnionDef, UnionVariant,
    VariantName,
};

use super::Options;
use super::context::Context;
use super::docs::Links;
use super::format::apart;
use super::types::Types;

/// A value of which nothing is demanded.
pub(super) fn plain(ty: Type) -> TypeUse {
    TypeUse {
        ty,
        constraints: Constraints::default(),
    }
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
    plain(Type::Named(TypeRef {
        home: Home::Local,
        name: TypeName::assigned(name),
    }))
}

/// A number with a lower limit.
pub(super) fn at_least(limit: i128) -> TypeUse {
    let constraints = Constraints {
        minimum: Some(Bound::Inclusive(Number::Int(limit))),
        ..Constraints::default()
    };
    TypeUse {
        ty: Type::Int64,
        constraints,
    }
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
        or_null: false,
        default: None,
        style: None,
        boxed: false,
        secret: false,
    }
}

/// A structure that is sent.
pub(super) fn structure(name: &str, members: Vec<Member>) -> TypeDef {
    TypeDef {
        name: TypeName::assigned(name),
        wire: name.to_owned(),
        docs: Docs::default(),
        direction: Direction::Request,
        shape: TypeShape::Struct(Box::new(StructDef {
            members,
            ..StructDef::default()
        })),
    }
}

/// The same member, required.
pub(super) fn required(member: Member) -> Member {
    Member {
        required: true,
        ..member
    }
}

/// The same member, in a box.
pub(super) fn boxed(member: Member) -> Member {
    Member {
        boxed: true,
        secret: false,
        ..member
    }
}

/// The same type, travelling another way.
pub(super) fn travelling(direction: Direction, def: TypeDef) -> TypeDef {
    TypeDef { direction, ..def }
}

/// The same structure, with members beyond the named ones.
pub(super) fn open(mut def: TypeDef, value: TypeUse) -> TypeDef {
    if let TypeShape::Struct(structure) = &mut def.shape {
        structure.additional = Some((FieldName::assigned("others"), value));
    }
    def
}

/// An enum that is sent; its variants are given by name.
pub(super) fn enumeration(name: &str, repr: Repr, values: &[(Json, &str)]) -> TypeDef {
    let values = values
        .iter()
        .map(|(wire, rust)| EnumValue {
            wire: wire.clone(),
            rust: VariantName::assigned(*rust),
            docs: Docs::default(),
        })
        .collect();
    TypeDef {
        shape: TypeShape::Enum(EnumDef { repr, values }),
        ..structure(name, Vec::new())
    }
}

/// A union that is sent.
pub(super) fn union(name: &str, variants: Vec<(&str, TypeUse)>) -> TypeDef {
    let variants = variants
        .into_iter()
        .map(|(rust, value)| UnionVariant {
            rust: VariantName::assigned(rust),
            docs: Docs::default(),
            value,
            tags: Vec::new(),
        })
        .collect();
    TypeDef {
        shape: TypeShape::Union(UnionDef {
            variants,
            tag: None,
        }),
        ..structure(name, Vec::new())
    }
}

/// Text of what is emitted for the first of some types that stand in one file.
pub(super) fn emitted(
    types: &[TypeDef],
    emit: impl FnOnce(&Context<'_>, &TypeDef) -> Vec<String>,
) -> String {
    emitted_when(types, false, emit)
}

/// The same for a file whose requests are flattened or not.
pub(super) fn emitted_when(
    types: &[TypeDef],
    flattened: bool,
    emit: impl FnOnce(&Context<'_>, &TypeDef) -> Vec<String>,
) -> String {
    let (options, shared) = (Options::in_crate(), Types::default());
    let cx = Context::of_action(&options, types, &shared, Links::default(), flattened);
    let nothing = structure("Nothing", Vec::new());
    apart(emit(&cx, types.first().unwrap_or(&nothing)))
}

/// The structure of a type.
pub(super) fn shape(def: &TypeDef) -> &StructDef {
    match &def.shape {
        TypeShape::Struct(structure) => structure,
        _ => unreachable!("{} is a structure in every test", def.name),
    }
}

/// The part of a text that begins with a line and ends with the first closing brace in the same column.
pub(super) fn block<'a>(text: &'a str, start: &str) -> &'a str {
    let from = text.find(start).map_or("", |index| &text[index..]);
    let indent: String = text
        .lines()
        .find(|line| line.trim_start().starts_with(start))
        .map_or(String::new(), |line| {
            line.chars().take_while(|char| *char == ' ').collect()
        });
    let end = format!("\n{indent}}}");
    from.find(&end)
        .map_or(from, |index| &from[..index + end.len()])
}
