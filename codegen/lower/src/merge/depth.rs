//! Why a chain of `allOf` and `$ref` was given up: it leads back to itself, or it is too long.

use std::collections::HashSet;

use super::super::library::{Library, Target};
use super::DEEPEST;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Schema, Spanned};
use codegen_documents::source::{FileId, Place};

/// What is wrong with the chain that goes on at a schema.
pub(super) fn given_up(part: &Schema, file: FileId, library: &Library<'_>) -> Finding {
    let place = Place::value(file, part.pointer.clone());
    if leads_back(part, file, library) {
        return Finding::new(&lint::REFERENCE_CYCLE, place, "this `allOf` is circular");
    }
    Finding::new(
        &lint::UNSUPPORTED_CONSTRUCT,
        place,
        format!("more than {DEEPEST} `allOf` and `$ref` lie in each other here"),
    )
    .help("write the members of some of these schemas into one")
}

/// Whether one of the schemas that a schema is made of is made of itself.
fn leads_back(part: &Schema, file: FileId, library: &Library<'_>) -> bool {
    let name = |target: &Target<'_>| (target.file, target.name.clone());
    parts(part, file, library).into_iter().any(|first| {
        let goal = name(&first);
        let mut seen = HashSet::new();
        let mut left = vec![first];
        while let Some(target) = left.pop() {
            for next in parts(&target.schema, target.file, library) {
                let own = name(&next);
                if own == goal {
                    return true;
                }
                if seen.insert(own) {
                    left.push(next);
                }
            }
        }
        false
    })
}

/// The schemas that a schema refers to without a member between.
fn parts<'a>(schema: &Schema, file: FileId, library: &Library<'a>) -> Vec<Target<'a>> {
    let mut references: Vec<&Spanned<String>> = Vec::new();
    let mut left = vec![schema];
    while let Some(schema) = left.pop() {
        references.extend(&schema.reference);
        left.extend(&schema.all_of);
    }
    // What leads nowhere is told where it is followed.
    let mut told = Findings::new();
    let targets = references
        .into_iter()
        .filter_map(|reference| library.resolve(file, reference, &mut told));
    targets.collect()
}
