//! Values of one of several shapes.

use super::claim;
use super::{Around, Hint, Shapes, docs_of};
use crate::names::{Wanted, camel};
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
            let around = Around::inside(hint.name, hint.around);
            let wanted = wanted(&real);
            let names = claim::variants(&wanted, self.reserved.variants, file, findings);
            let mut variants = Vec::with_capacity(real.len());
            for ((wanted, alternative), rust) in wanted.iter().zip(names) {
                let hint = Hint {
                    name: &wanted.wire,
                    path: &format!("{}({})", hint.path, wanted.identity),
                    around: Some(&around),
                };
                variants.push(UnionVariant {
                    rust,
                    docs: docs_of(alternative),
                    value: self.type_of(alternative, file, hint, findings),
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

/// What alternatives are called, and what tells those apart that are called alike: what they are, not where they stand.
fn wanted<'s>(alternatives: &[&'s Schema]) -> Vec<claim::Named<'s>> {
    let mut wanted: Vec<claim::Named<'s>> = Vec::with_capacity(alternatives.len());
    for alternative in alternatives {
        let wire = variant_name(alternative);
        let mut identity = wire.clone();
        let is_shared = alternatives
            .iter()
            .filter(|other| variant_name(other) == wire)
            .nth(1)
            .is_some();
        if is_shared {
            identity.push('|');
            describe(alternative, &mut identity);
        }
        // Only alternatives that are the same in everything are told apart by their number.
        while wanted.iter().any(|(known, _)| known.identity == identity) {
            identity.push('+');
        }
        wanted.push((Wanted::identified(&wire, &identity), alternative));
    }
    wanted
}

/// What a schema demands, in a text that does not depend on the order of its members.
fn describe(schema: &Schema, text: &mut String) {
    let types = schema.types.iter().map(|ty| format!("{ty:?}"));
    text.extend(types);
    let words = [&schema.format, &schema.reference];
    text.extend(
        words
            .into_iter()
            .flatten()
            .map(|word| format!(" {}", word.value)),
    );
    if let Some(values) = &schema.values {
        text.push_str(&format!(" {:?}", values.value));
    }
    let mut members: Vec<&(String, Schema)> = schema.properties.iter().collect();
    members.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, member) in members {
        text.push_str(&format!(" {name}("));
        describe(member, text);
        text.push(')');
    }
    if let Some(items) = &schema.items {
        text.push_str(" [");
        describe(items, text);
        text.push(']');
    }
}

/// What an alternative of a union is called: after its component, its title, the members that it must have, or its type.
fn variant_name(schema: &Schema) -> String {
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
        _ if schema.properties.is_empty() => "Other".to_owned(),
        _ => with_members(schema),
    }
}

/// An object that nobody named is called after members by which it is known.
fn with_members(schema: &Schema) -> String {
    const MOST: usize = 3;
    let required = schema.required.iter().map(|name| name.value.as_str());
    let mut members: Vec<&str> = required.collect();
    if members.is_empty() {
        members.extend(schema.properties.iter().map(|(name, _)| name.as_str()));
    }
    members.sort_unstable();
    members.truncate(MOST);
    let names: Vec<String> = members.into_iter().map(camel).collect();
    format!("With{}", names.join("And"))
}
