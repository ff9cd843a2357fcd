//! Names for types, members and alternatives, chosen by the document or made by rule.

use super::{DERIVED, Shapes};
use crate::names::{Scope, camel, field_identifier, snake};
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Schema, Spanned};
use codegen_documents::source::{FileId, Place};
use codegen_model::{FieldName, TypeName, VariantName};

impl Shapes<'_> {
    pub(super) fn claim(
        &mut self,
        schema: &Schema,
        wire: &str,
        longer: Option<&str>,
        file: FileId,
        findings: &mut Findings,
    ) -> TypeName {
        if let Some(chosen) = &schema.rust_name {
            let valid = camel(&chosen.value) == chosen.value;
            match self.scope.exact(&chosen.value, wire).filter(|_| valid) {
                Some(name) => return TypeName::assigned(name),
                None => findings.push(bad_rust_name(file, chosen, "CamelCase")),
            }
        }
        let claim = self.scope.ty(wire, longer, DERIVED);
        let plain = [Some(camel(wire)), longer.map(camel)];
        if let (Some(other), false) = (
            &claim.collides_with,
            plain.contains(&Some(claim.name.clone())),
        ) {
            findings.push(
                Finding::new(
                    &rule::NAME_COLLISION,
                    Place::key(file, schema.pointer.clone()),
                    format!(
                        "`{wire}` and `{other}` would both become the type `{}`; this one is `{}`",
                        camel(wire),
                        claim.name
                    ),
                )
                .help("choose a name with `x-rust-name` in this schema"),
            );
        }
        TypeName::assigned(claim.name)
    }
}

pub(super) fn claim_field(
    fields: &mut Scope<'_>,
    wire: &str,
    schema: &Schema,
    file: FileId,
    findings: &mut Findings,
) -> FieldName {
    if let Some(chosen) = &schema.rust_name {
        let valid =
            snake(&chosen.value) == chosen.value && field_identifier(&chosen.value) == chosen.value;
        match fields.exact(&chosen.value, wire).filter(|_| valid) {
            Some(name) => return FieldName::assigned(name),
            None => findings.push(bad_rust_name(file, chosen, "snake_case")),
        }
    }
    let claim = fields.field(wire);
    if let Some(other) = &claim.collides_with {
        findings.push(
            Finding::new(
                &rule::NAME_COLLISION,
                Place::key(file, schema.pointer.clone()),
                format!(
                    "`{wire}` and `{other}` would both become one field; this one is `{}`",
                    claim.name
                ),
            )
            .help("choose a name with `x-rust-name` in this schema"),
        );
    }
    FieldName::assigned(claim.name)
}

pub(super) fn claim_variant(
    variants: &mut Scope<'_>,
    wire: &str,
    schema: &Schema,
    file: FileId,
    findings: &mut Findings,
) -> VariantName {
    if let Some(chosen) = &schema.rust_name {
        let valid = camel(&chosen.value) == chosen.value;
        match variants.exact(&chosen.value, wire).filter(|_| valid) {
            Some(name) => return VariantName::assigned(name),
            None => findings.push(bad_rust_name(file, chosen, "CamelCase")),
        }
    }
    VariantName::assigned(variants.variant(wire).name)
}

fn bad_rust_name(file: FileId, chosen: &Spanned<String>, casing: &str) -> Finding {
    Finding::new(
        &rule::BAD_RUST_NAME,
        Place::value(file, chosen.pointer.clone()),
        format!("`{}` is taken, or is no {casing} identifier", chosen.value),
    )
    .help("choose another name")
}
