//! One schema for what two demand.

use super::alike::{same_shape, says_nothing};
use codegen_documents::openapi::Schema;
use codegen_documents::source::Pointer;

/// A schema that demands what two demand. The same said twice stays as it is, so that a type keeps its name.
pub(super) fn both(one: &Schema, other: &Schema) -> Schema {
    if says_nothing(other) || same_shape(one, other) {
        let mut one = one.clone();
        take(&mut one.description, &other.description);
        take(&mut one.default, &other.default);
        return one;
    }
    if says_nothing(one) {
        let mut other = other.clone();
        take(&mut other.description, &one.description);
        take(&mut other.default, &one.default);
        return other;
    }
    Schema {
        pointer: other.pointer.clone(),
        merged_from: origins(&[one, other]),
        nullable: one.nullable && other.nullable,
        description: other
            .description
            .clone()
            .or_else(|| one.description.clone()),
        default: other.default.clone().or_else(|| one.default.clone()),
        example: other.example.clone().or_else(|| one.example.clone()),
        deprecated: one.deprecated || other.deprecated,
        read_only: one.read_only || other.read_only,
        write_only: one.write_only || other.write_only,
        rust_name: other.rust_name.clone().or_else(|| one.rust_name.clone()),
        style: other.style.clone().or_else(|| one.style.clone()),
        aliases: [one.aliases.clone(), other.aliases.clone()].concat(),
        all_of: vec![one.clone(), other.clone()],
        ..Schema::default()
    }
}

/// Where the schemas stand that others are made of.
pub(super) fn origins(schemas: &[&Schema]) -> Vec<Pointer> {
    let mut origins: Vec<Pointer> = Vec::new();
    for schema in schemas {
        let of_one = match schema.merged_from.as_slice() {
            [] => std::slice::from_ref(&schema.pointer),
            several => several,
        };
        for origin in of_one {
            if !origins
                .iter()
                .any(|known| known.file() == origin.file() && known == origin)
            {
                origins.push(origin.clone());
            }
        }
    }
    origins
}

/// Takes over what is not said yet.
pub(super) fn take<T: Clone>(merged: &mut Option<T>, part: &Option<T>) {
    if merged.is_none() {
        merged.clone_from(part);
    }
}
