//! Values of one of several shapes.

use super::claim::claim_variant;
use super::{Hint, Shapes, docs_of};
use crate::names::Scope;
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Schema, SchemaType};
use codegen_documents::source::{FileId, Place};
use codegen_model::{Type, TypeRef, TypeShape, UnionDef, UnionVariant};

impl Shapes<'_> {
    pub(super) fn union_of(
        &mut self,
        schema: &Schema,
        alternatives: &[Schema],
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        let real: Vec<&Schema> = alternatives
            .iter()
            .filter(|schema| !is_null(schema))
            .collect();
        if let [only] = real.as_slice() {
            return self.type_of(only, file, hint, findings).ty;
        }
        if !schema.properties.is_empty() {
            let place = Place::value(file, schema.pointer.clone());
            findings.push(
                Finding::new(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    place,
                    "`properties` beside `oneOf` or `anyOf` are not supported",
                )
                .help("repeat the common members in every alternative"),
            );
        }
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            let index = self.draft(
                schema,
                file,
                &name,
                hint.name,
                TypeShape::Union(UnionDef {
                    variants: Vec::new(),
                }),
            );
            let mut scope = Scope::with_reserved(self.reserved.variants);
            let mut variants = Vec::with_capacity(real.len());
            for (number, alternative) in (1..).zip(real) {
                let wire = variant_name(alternative, number);
                let hint = Hint {
                    name: &wire,
                    parent: name.as_str(),
                };
                let value = self.type_of(alternative, file, hint, findings);
                variants.push(UnionVariant {
                    rust: claim_variant(&mut scope, &wire, alternative, file, findings),
                    docs: docs_of(alternative),
                    value,
                });
            }
            self.drafts[index].def.shape = TypeShape::Union(UnionDef { variants });
        }
        Type::Named(TypeRef {
            scope: self.home,
            name,
        })
    }
}

fn is_null(schema: &Schema) -> bool {
    schema.nullable
        && schema.types.is_empty()
        && schema.reference.is_none()
        && schema.properties.is_empty()
}

/// What an alternative of a union is called: after its component, its title, or its type.
fn variant_name(schema: &Schema, number: usize) -> String {
    if let Some(reference) = &schema.reference
        && let Some((_, name)) = reference.value.rsplit_once('/')
    {
        return name.to_owned();
    }
    if let Some(title) = &schema.title {
        return title.clone();
    }
    match schema.types.first() {
        Some(SchemaType::Boolean) => "Boolean".to_owned(),
        Some(SchemaType::Integer) => "Integer".to_owned(),
        Some(SchemaType::Number) => "Number".to_owned(),
        Some(SchemaType::String) => "Text".to_owned(),
        Some(SchemaType::Array) => "List".to_owned(),
        _ => format!("Variant{number}"),
    }
}
