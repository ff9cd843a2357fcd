//! Findings of an update.

use super::carry::{Obstacle, ObstacleKind};
use super::changes::{Remark, RemarkKind};
use super::check::Deviation;
use super::document::Described;
use super::incoming::Incoming;
use super::statement::{Statement, is_prose, shown, spoken};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::{FileId, Place};

/// The place of a fact in a document, or of the nearest thing around it.
fn place_in(document: FileId, own: &Described, path: &str, fact: &str) -> Place {
    match own.site(path) {
        Some(site) => {
            let at = site.facts.get(fact).unwrap_or(&site.entry);
            Place::value(at.file, at.pointer.clone())
        }
        None => Place::offset(document, 0),
    }
}

const SETTLE: &str = "correct the document and import again, or choose a side with `--on-conflict document` or `--on-conflict page`";

/// The finding for a remark about a document.
pub(super) fn remark(
    remark: &Remark,
    document: FileId,
    own: &Described,
    incoming: &Incoming<'_>,
) -> Finding {
    let member = own.statement.get(&remark.path);
    let place = place_in(document, own, &remark.path, &remark.fact);
    let path = &remark.path;
    let fact = spoken(&remark.fact);
    let here = full(&own.statement, path, &remark.fact);
    let there = full(&incoming.statement, &remark.page, &remark.fact);
    let finding = match &remark.kind {
        RemarkKind::Conflict | RemarkKind::Settled => {
            let what = match (member.is_some(), incoming.statement.get(&remark.page).is_some()) {
                (false, _) => "removed from the document, but changed in the source".to_owned(),
                (true, false) => "changed in the document, but removed from the source".to_owned(),
                (true, true) => {
                    let before = match &remark.base {
                        Some(base) if !is_prose(&remark.fact) => format!("was {}, ", shown(Some(base))),
                        _ => String::new(),
                    };
                    format!("{fact} was changed on both sides: {before}is {there} in the source and {here} in the document")
                }
            };
            let rule = match remark.kind {
                RemarkKind::Conflict => &lint::IMPORT_CONFLICT,
                _ => &lint::IMPORT_SETTLED,
            };
            Finding::new(rule, place, format!("`{path}`: {what}")).help(SETTLE)
        }
        RemarkKind::NoRecord => Finding::new(
            &lint::IMPORT_NO_RECORD,
            place,
            format!("`{path}`: {fact} is {there} in the source and was {here} in the document; the source was used, because there is no record of the last import"),
        )
        .help("check the change; from now on there is a record, and edits are kept"),
        RemarkKind::OnlyInDocument => {
            let what = match remark.fact.as_str() {
                "" => "it".to_owned(),
                _ => fact,
            };
            Finding::new(
                &lint::IMPORT_ONLY_IN_DOCUMENT,
                place,
                format!("`{path}`: {what} is only in the document and was kept"),
            )
            .help("remove it by hand if it no longer exists")
        }
        RemarkKind::Renamed(evidence) => Finding::new(
            &lint::IMPORT_RENAMED,
            place,
            format!("`{path}` is called `{}` now: {evidence}", remark.page),
        )
        .help("the key was renamed and keeps all edits; if these are two different members, undo this"),
        RemarkKind::MaybeRenamed(evidence) => Finding::new(
            &lint::IMPORT_MAYBE_RENAMED,
            place,
            format!("`{path}` is gone and `{}` is new; they may be the same: {evidence}", remark.page),
        )
        .help("if so, rename the key in the document first, and import again"),
        RemarkKind::ByHand => by_hand(place, path, &remark.fact, &there, &here),
    };
    related(finding, incoming, &remark.page, &remark.fact)
}

fn by_hand(place: Place, path: &str, fact: &str, there: &str, here: &str) -> Finding {
    let what = match fact {
        "" => "it".to_owned(),
        _ => spoken(fact),
    };
    Finding::new(
        &lint::IMPORT_BY_HAND,
        place,
        format!("`{path}`: {what} is {there} in the source and {here} in the document; this is too much for an automatic edit"),
    )
    .help("change the document by hand, and import again")
}

/// A fact as people see it.
fn full(statement: &Statement, path: &str, fact: &str) -> String {
    shown(statement.fact(path, fact).map(|value| &value.full))
}

fn related(finding: Finding, incoming: &Incoming<'_>, page: &str, fact: &str) -> Finding {
    match incoming.place(page, fact) {
        Some(place) => finding.related(place, "imported from here"),
        None => finding,
    }
}

/// The finding for a change that could not be made.
pub(super) fn obstacle(obstacle: &Obstacle, own: &Described, incoming: &Incoming<'_>) -> Finding {
    let place = Place::value(obstacle.at.file, obstacle.at.pointer.clone());
    let there = full(&incoming.statement, &obstacle.page, &obstacle.fact);
    let here = full(&own.statement, &obstacle.path, &obstacle.fact);
    let finding = match obstacle.kind {
        ObstacleKind::Shared => {
            let what = match obstacle.fact.as_str() {
                "" => "the member stands".to_owned(),
                fact => format!("{} is {there} in the source and {here}", spoken(fact)),
            };
            Finding::new(
                &lint::IMPORT_SHARED,
                place,
                format!("`{}`: {what} in a file that other documents refer to", obstacle.path),
            )
            .help("if the change applies to all documents that refer to it, edit that file by hand; otherwise describe the member in the document itself")
        }
        ObstacleKind::ByHand => by_hand(place, &obstacle.path, &obstacle.fact, &there, &here),
    };
    related(finding, incoming, &obstacle.page, &obstacle.fact)
}

/// The finding for a fact that would have changed as well.
pub(super) fn deviation(
    deviation: &Deviation,
    document: FileId,
    own: &Described,
    incoming: &Incoming<'_>,
) -> Finding {
    let place = place_in(document, own, &deviation.path, &deviation.fact);
    let message = format!(
        "`{}`: {} would become {}, where {} was meant; it shares its place with a fact that changes",
        deviation.path,
        spoken(&deviation.fact),
        shown(deviation.found.as_ref()),
        shown(deviation.wanted.as_ref()),
    );
    let finding = Finding::new(&lint::IMPORT_SHARED, place, message)
        .help("give the member its own schema, and import again");
    related(finding, incoming, &deviation.path, &deviation.fact)
}
