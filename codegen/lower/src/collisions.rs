//! Findings about names: things that would be called alike, and chosen names that cannot be given.

use std::collections::HashSet;

use super::names::{Given, Wanted};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::Spanned;
use codegen_documents::source::{FileId, Place};

/// Reports every plain name that several things want, so none of them has it, and how to give it to one of them. `word` says what
/// they become, `how` what has to be written.
pub(super) fn report(
    word: &str,
    how: &str,
    wanted: &[Wanted],
    given: &[Given],
    place: impl Fn(usize) -> Place,
    findings: &mut Findings,
) {
    let mut reported = HashSet::new();
    for (index, one) in given.iter().enumerate() {
        let mut all = one.rivals.clone();
        all.push(index);
        all.sort_unstable();
        let is_chosen = all.iter().any(|index| given[*index].name == one.plain);
        if one.rivals.is_empty() || is_chosen || !reported.insert(one.plain.as_str()) {
            continue;
        }
        let Some((last, others)) = all.split_last() else {
            continue;
        };
        let spelled = |names: Vec<&str>| match names.as_slice() {
            [first @ .., last] => format!("`{}` and `{last}`", first.join("`, `")),
            [] => String::new(),
        };
        let wires = all.iter().map(|index| wanted[*index].wire.as_str());
        let names = all.iter().map(|index| given[*index].name.as_str());
        let (all_of_them, none) = match others.len() {
            1 => ("both", "neither"),
            _ => ("all", "none of them"),
        };
        let mut finding = Finding::new(
            &lint::NAME_COLLISION,
            place(*last),
            format!(
                "{} would {all_of_them} become the {word} `{}`, so {none} does; they are {}",
                spelled(wires.collect()),
                one.plain,
                spelled(names.collect())
            ),
        )
        .help(format!(
            "to keep `{}` for the one that had it, write {how} `{}` there",
            one.plain, one.plain
        ));
        for other in others {
            finding = finding.related(place(*other), "the same name");
        }
        findings.push(finding);
    }
}

/// A name chosen with `x-rust-name` that cannot be given.
pub(super) fn bad_rust_name(file: FileId, chosen: &Spanned<String>, casing: &str) -> Finding {
    Finding::new(
        &lint::BAD_RUST_NAME,
        Place::value(file, chosen.pointer.clone()),
        format!(
            "`{}` is already taken, or is not a {casing} identifier",
            chosen.value
        ),
    )
    .help("choose another name")
}
