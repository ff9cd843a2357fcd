//! Every kind of edit by hand meets every kind of change of the page.

use std::collections::BTreeMap;

use crate::changes::{CHANGES, Change};
use crate::edits::{EDITS, Edit};
use crate::meaning::{Meaning, meaning_of};
use crate::{Outcome, PAGE, Page, follow};

/// Pairs in which other lines change than without the edit, since the edit laid out what the change is about.
const OTHER_LINES: &[(&str, &str)] = &[
    // The page's example goes, since it does not fit the tables any more; with another one beside it the list stays.
    ("an example of one's own", "a required member is added"),
    ("an example of one's own", "a type changes"),
    (
        "an example of one's own",
        "an optional member becomes required",
    ),
    // A name more is a line more.
    ("a list in a block", "the reply has another member"),
    // The new member refers to the schema by the name that it has in the document.
    ("a schema of another name", "the reply has another member"),
];

fn edited(edit: &Edit, document: &str) -> String {
    let replace = edit.replace.iter();
    replace.fold(document.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{}: {from:?} is not there", edit.name);
        text.replace(from, to)
    })
}

fn changed(change: &Change) -> Page {
    let replace = change.replace.iter();
    let text = replace.fold(PAGE.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{}: {from:?}", change.name);
        text.replace(from, to)
    });
    Page::read(&text)
}

/// Whether both are about the same fact.
fn meet(edit: &Edit, change: &Change) -> bool {
    edit.touches.iter().any(|edited| {
        change.touches.iter().any(|changed| {
            let (edited, changed) = (
                edited.split_once(' ').unwrap(),
                changed.split_once(' ').unwrap(),
            );
            edited.0 == changed.0 && (edited.1 == changed.1 || edited.1 == "*" || changed.1 == "*")
        })
    })
}

/// Lines of a text, how often each.
fn lines(text: &str) -> BTreeMap<String, i32> {
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        *lines.entry(line.trim().to_owned()).or_default() += 1;
    }
    lines
}

/// Which lines came and went, in which number.
fn difference(before: &str, after: &str) -> BTreeMap<String, i32> {
    let mut difference = lines(after);
    for (line, count) in lines(before) {
        *difference.entry(line).or_default() -= count;
    }
    difference.retain(|_, count| *count != 0);
    difference
}

fn siblings(edit: &Edit) -> Vec<(&'static str, &'static str)> {
    edit.shared
        .iter()
        .map(|text| ("shared.yaml", *text))
        .collect()
}

/// Leaves out the members that an edit is about.
fn apart_from(mut meaning: Meaning, edit: &Edit) -> Meaning {
    for touched in edit.touches {
        meaning.remove(touched.split(' ').next().unwrap());
    }
    meaning
}

/// A change, with what it comes to where nothing was edited by hand.
struct Alone<'a> {
    change: &'a Change,
    before: &'a Page,
    now: Page,
    lines: BTreeMap<String, i32>,
    meaning: Meaning,
}

impl<'a> Alone<'a> {
    fn of(change: &'a Change, before: &'a Page) -> Self {
        let now = changed(change);
        let outcome = follow(before.document(), &[], Some(before), &now, None);
        let lines = difference(before.document(), &outcome.text);
        assert!(!lines.is_empty(), "{} changes nothing", change.name);
        Self {
            change,
            before,
            lines,
            meaning: meaning_of(now.document(), &[]),
            now,
        }
    }
}

fn check(edit: &Edit, alone: &Alone<'_>) -> Result<(), String> {
    let Alone {
        change,
        before,
        now,
        ..
    } = alone;
    let document = edited(edit, before.document());
    let siblings = siblings(edit);
    let outcome = follow(&document, &siblings, Some(before), now, None);
    let Outcome { text, shown, .. } = &outcome;
    let fail = |what: &str| {
        let difference = similar(&document, text);
        Err(format!(
            "{} × {}: {what}\n{shown}{difference}",
            edit.name, change.name
        ))
    };
    let shared = edit.shared.is_some() && change.touches.contains(&"request.Guests[].Role enum");
    if meet(edit, change) || shared {
        let code = if shared {
            "import-shared"
        } else {
            "import-conflict"
        };
        if !outcome.has(code) {
            return fail(&format!("`{code}` is not told"));
        }
        if *text != document {
            return fail("the document was changed in spite of it");
        }
        return Ok(());
    }
    if outcome.updated.findings.has_errors() {
        return fail("there are errors");
    }
    for kept in edit.keeps {
        if !text.contains(kept) {
            return fail(&format!("{kept:?} is gone"));
        }
    }
    // A new member of a type that was edited by hand has that type as it was edited.
    let mut meaning = apart_from(meaning_of(text, &siblings), edit);
    if edit.name == "an added limit" && meaning.remove("result.Waiting[].Name").is_some() {
        meaning.insert(
            "result.Waiting[].Name".to_owned(),
            alone.meaning["result.Waiting[].Name"].clone(),
        );
    }
    if meaning != apart_from(alone.meaning.clone(), edit) {
        return fail("it does not mean what the page says");
    }
    let lone = text.replace("\r\n", "").contains('\n');
    if lone == (edit.name == "line ends of Windows") {
        return fail("lines end in two ways");
    }
    let plain = text.replace('\r', "");
    for arrived in change.arrives {
        if !plain.contains(arrived) {
            return fail(&format!("{arrived:?} did not arrive"));
        }
    }
    for left in change.leaves {
        if plain.contains(left) {
            return fail(&format!("{left:?} is still there"));
        }
    }
    let apart = OTHER_LINES.contains(&(edit.name, change.name));
    if (difference(&document, text) != alone.lines) != apart {
        return fail(&format!("other lines changed than {:#?}", alone.lines));
    }
    Ok(())
}

fn similar(before: &str, after: &str) -> String {
    format!("{:#?}", difference(before, after))
}

fn failures_of(changes: &[Change]) -> Vec<String> {
    let before = Page::read(PAGE);
    let mut failures = Vec::new();
    for change in changes {
        let alone = Alone::of(change, &before);
        let checked = EDITS.iter().filter_map(|edit| check(edit, &alone).err());
        failures.extend(checked);
    }
    failures
}

#[test]
fn every_edit_by_hand_survives_every_change_of_the_page() {
    assert!(EDITS.len() >= 20 && CHANGES.len() >= 20);
    let failures: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = CHANGES
            .chunks(CHANGES.len().div_ceil(4))
            .map(|changes| scope.spawn(|| failures_of(changes)))
            .collect();
        running
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(
        failures.is_empty(),
        "{} pairs fail:\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

#[test]
fn a_page_that_has_not_changed_changes_nothing_however_the_document_was_edited() {
    let page = Page::read(PAGE);
    for edit in EDITS {
        let document = edited(edit, page.document());
        let outcome = follow(&document, &siblings(edit), Some(&page), &page, None);
        assert_eq!(outcome.text, document, "{}", edit.name);
        assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
        assert!(outcome.updated.changes.is_empty());
    }
}

#[test]
fn a_second_update_changes_nothing_more() {
    let before = Page::read(PAGE);
    for (index, change) in CHANGES.iter().enumerate() {
        let edit = &EDITS[index % EDITS.len()];
        let document = edited(edit, before.document());
        let now = changed(change);
        let siblings = siblings(edit);
        let first = follow(&document, &siblings, Some(&before), &now, None);
        if first.updated.findings.has_errors() {
            continue;
        }
        for base in [Some(&before), Some(&now)] {
            let again = follow(&first.text, &siblings, base, &now, None);
            assert_eq!(again.text, first.text, "{} × {}", edit.name, change.name);
            assert!(again.updated.changes.is_empty(), "{}", again.shown);
        }
    }
}
