//! Names for types, members and alternatives, chosen by the document or made by rule.

use super::draft::{Chosen, Origin};
use super::{Hint, Shapes};
use crate::collisions::{self, bad_rust_name};
use crate::names::{Kind, Wanted, assign, camel, field_identifier, snake};
use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::Schema;
use codegen_documents::source::{FileId, Place};
use codegen_model::{FieldName, Home, TypeName, VariantName};

impl Shapes<'_> {
    /// A name for a type, which it keeps until all types are known.
    pub(super) fn claim(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeName {
        let chosen = schema.rust_name.as_ref().filter(|chosen| {
            let fits = camel(&chosen.value) == chosen.value;
            if !fits {
                findings.push(bad_rust_name(file, chosen, "CamelCase"));
            }
            fits
        });
        let around = hint.around.map(|around| around.longer(hint.name));
        self.provisional(Origin {
            wire: hint.name.to_owned(),
            path: hint.path.to_owned(),
            longer: around.unwrap_or_default(),
            chosen: chosen.map(|chosen| Chosen::Written(file, chosen.clone())),
        })
    }

    /// Where a component stands, and what its name is told apart by from others of its name.
    pub(crate) fn component(&self, file: FileId, name: &str) -> (String, Option<String>) {
        match self.home {
            Home::Local => (format!("#{name}"), None),
            Home::Shared => {
                let source = self.library.source_of(file);
                let document = source.rsplit('/').next().unwrap_or(source);
                let stem = document.split('.').next().unwrap_or(document);
                (format!("{source}#{name}"), Some(stem.to_owned()))
            }
        }
    }
}

/// Something inside a type that gets a name: what it is called on the wire, and the schema that may choose one.
pub(super) type Named<'s> = (Wanted, &'s Schema);

/// Names for the fields of a structure, in their order.
pub(super) fn fields(
    wanted: &[Named<'_>],
    reserved: &[&str],
    file: FileId,
    findings: &mut Findings,
) -> Vec<FieldName> {
    let fits = |chosen: &str| snake(chosen) == chosen && field_identifier(chosen) == chosen;
    let names = members(Kind::Field, wanted, reserved, file, fits, findings);
    names.into_iter().map(FieldName::assigned).collect()
}

/// Names for the alternatives of a union, in their order.
pub(super) fn variants(
    wanted: &[Named<'_>],
    reserved: &[&str],
    file: FileId,
    findings: &mut Findings,
) -> Vec<VariantName> {
    let fits = |chosen: &str| camel(chosen) == chosen;
    let names = members(Kind::Variant, wanted, reserved, file, fits, findings);
    names.into_iter().map(VariantName::assigned).collect()
}

fn members(
    kind: Kind,
    wanted: &[Named<'_>],
    reserved: &[&str],
    file: FileId,
    fits: impl Fn(&str) -> bool,
    findings: &mut Findings,
) -> Vec<String> {
    let (casing, word) = match kind {
        Kind::Field => ("snake_case", "field"),
        Kind::Variant | Kind::Type => ("CamelCase", "variant"),
    };
    let pinned: Vec<Wanted> = wanted
        .iter()
        .map(|(wanted, schema)| {
            let chosen = schema.rust_name.as_ref().map(|name| name.value.as_str());
            wanted.clone().chosen(chosen.filter(|chosen| fits(chosen)))
        })
        .collect();
    let given = assign(kind, reserved, &[], &pinned);
    for ((given_name, (_, schema)), pinned_name) in given.iter().zip(wanted).zip(&pinned) {
        if let Some(chosen) = &schema.rust_name
            && (given_name.is_refused || pinned_name.chosen.is_none())
        {
            findings.push(bad_rust_name(file, chosen, casing));
        }
    }
    let place = |index: usize| Place::key(file, wanted[index].1.pointer.clone());
    collisions::report(word, "`x-rust-name:`", &pinned, &given, place, findings);
    given.into_iter().map(|given| given.name).collect()
}
