//! A page changes a little, and the document that was made of it follows: the change arrives, nothing else moves.

use std::collections::BTreeMap;

use codegen_documents::diagnostics::{Style, render_text};
use codegen_documents::source::{Format, SourceFile, Sources};
use codegen_import::update::{Base, Existing, Updated, update};
use codegen_import::{Imported, import};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::change::{KINDS, Kind, changed};
use crate::meaning::api_of;
use crate::random::{action, config};
use crate::render::{DIALECTS, Dialect, Form, render};
use crate::tree::Action;

/// What stands on a page behind what the dialects write.
fn errors(dialect: Dialect, more: bool) -> String {
    let (title, head) = if dialect.english {
        (
            "Error codes",
            "| HTTP status code | Error code | Error message | Description |",
        )
    } else {
        ("错误码", "| HTTP 状态码 | 错误码 | 错误信息 | 说明 |")
    };
    let more = if more {
        "| 403 | NotWelcome | The door is closed. | Nobody may enter. |\n"
    } else {
        ""
    };
    format!(
        "## {title}\n\n{head}\n| --- | --- | --- | --- |\n| 404 | NotThere | It is not there. | Nothing has this id. |\n{more}| 409 | TooMany | The house is full. | Nobody else fits in. |\n\n"
    )
}

/// A page of an action, and of the same after a change.
fn pages(before: &Action, kind: Kind, which: Index, dialect: Dialect) -> Option<(String, String)> {
    let after = changed(before, kind, which)?;
    let (before, after) = (render(before, dialect), render(&after, dialect));
    // Pages without headings end with their tables.
    if dialect.form == Form::Headless {
        let as_it_is = matches!(kind, Kind::Words | Kind::NewError | Kind::MovedSection);
        return (!as_it_is).then_some((before, after));
    }
    let plain = errors(dialect, false);
    let with = |page: &str| format!("{page}\n\n{plain}");
    let after = match kind {
        Kind::NewError => format!("{after}\n\n{}", errors(dialect, true)),
        Kind::Words => with(
            &after
                .replace("演示所用的接口。", "演示所用的另一接口。")
                .replace("for a demonstration.", "for another demonstration."),
        ),
        Kind::MovedSection => {
            let reply = ["## 返回参数说明", "## Response parameters"];
            let reply = reply.iter().find_map(|title| after.find(title))?;
            format!("{}\n\n{plain}{}", &after[..reply], &after[reply..])
        }
        _ => with(&after),
    };
    Some((with(&before), after))
}

/// A run of the update.
struct Run {
    updated: Updated,
    shown: String,
}

fn read(sources: &mut Sources, name: &str, text: &str) -> Result<(Imported, FileOf), String> {
    let file = add(sources, name, Format::Text, text);
    let outcome = import(file, sources);
    let shown = render_text(&outcome.findings, sources, Style::Plain);
    match outcome.imported {
        Some(imported) if !outcome.findings.has_errors() => Ok((imported, file)),
        _ => Err(format!("{name} is not understood:\n{shown}\n{text}")),
    }
}

type FileOf = codegen_documents::source::FileId;

fn add(sources: &mut Sources, name: &str, format: Format, text: &str) -> FileOf {
    let (name, text) = (name.to_owned(), text.to_owned());
    sources.add(SourceFile::new(name.clone(), name, format, text))
}

/// Lines of a text, in which lists of names are in order: where a new name goes is a matter of the list.
fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| match line.split_once("required: [") {
            Some((indent, names)) => {
                let mut names: Vec<&str> = names.trim_end_matches(']').split(", ").collect();
                names.sort_unstable();
                format!("{indent}required: {names:?}")
            }
            None => line.to_owned(),
        })
        .collect()
}

fn counted(lines: &[String]) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for line in lines {
        *counted.entry(line.as_str()).or_default() += 1;
    }
    counted
}

/// How many lines of two texts are the same and in the same order.
fn kept(before: &[String], after: &[String]) -> usize {
    let mut row = vec![0; after.len() + 1];
    for line in before {
        let mut diagonal = 0;
        for (index, other) in after.iter().enumerate() {
            let above = row[index + 1];
            row[index + 1] = if line == other {
                diagonal + 1
            } else {
                above.max(row[index])
            };
            diagonal = above;
        }
    }
    row[after.len()]
}

/// A document with a comment above every member.
fn commented(document: &str) -> String {
    let mut out = String::new();
    for line in document.split_inclusive('\n') {
        let name = line.trim();
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric());
        if line.starts_with("        ")
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.strip_suffix(':').is_some_and(is_name)
        {
            let indent = &line[..line.len() - line.trim_start().len()];
            out.push_str(&format!("{indent}# About {name}\n"));
        }
        out.push_str(line);
    }
    out
}

/// The text without those comments; none where one of them stands above something else.
fn uncommented(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut about = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if let Some(name) = about.take()
            && words != name
            && words.replace("Again:", ":") != name
        {
            return None;
        }
        match words.strip_prefix("# About ") {
            Some(name) => about = Some(name),
            None => out.push_str(line),
        }
    }
    about.is_none().then_some(out)
}

/// What is wrong with how a document follows a page; `None` when nothing is.
fn fault(pages: &(String, String), kind: Kind) -> Result<(), String> {
    let mut sources = Sources::default();
    let (before, old_page) = read(&mut sources, "before.md", &pages.0)?;
    let (after, page) = read(&mut sources, "page.md", &pages.1)?;
    // A comment inside of what goes or moves keeps it where it is.
    let own = match kind {
        Kind::LostMember | Kind::OtherMethod => before.document.clone(),
        _ => commented(&before.document),
    };
    let own = own.replacen("paths:\n", "# Ours.\npaths:\n", 1).replacen(
        "  version: ",
        "  x-owner: us # since the beginning\n  version: ",
        1,
    );
    let mut follow = |text: &str, base: Base<'_>| {
        let document = add(&mut sources, "own.yaml", Format::Yaml, text);
        let existing = Existing {
            document,
            siblings: &[],
        };
        let updated = update(after.origin(page), base, existing, None, &sources);
        let shown = render_text(&updated.findings, &sources, Style::Plain);
        Run { updated, shown }
    };
    let last = Base::Origin(before.origin(old_page));
    let Run { updated, shown } = follow(&own, last);
    if updated.findings.has_errors() {
        return Err(format!("the update fails:\n{shown}"));
    }
    let is_same = kind == Kind::MovedSection;
    if updated.changes.is_empty() != is_same {
        return Err(format!("these changes are told: {:?}", updated.changes));
    }
    let text = updated.text.unwrap_or_else(|| own.clone());
    // All that is new is what a new document would have.
    let plain = uncommented(&text)
        .ok_or_else(|| format!("a comment stands above something else:\n{text}"))?
        .replacen("# Ours.\n", "", 1)
        .replacen("  x-owner: us # since the beginning\n", "", 1);
    let (fresh, old, new) = (
        lines(&after.document),
        lines(&before.document),
        lines(&plain),
    );
    let (wanted, is) = (counted(&fresh), counted(&new));
    if wanted != is {
        let differs = |line: &&str| wanted.get(line) != is.get(line);
        let missing: Vec<&str> = wanted.keys().copied().filter(differs).collect();
        let besides: Vec<&str> = is.keys().copied().filter(differs).collect();
        return Err(format!(
            "a new document has {missing:#?}, this one {besides:#?}\n{plain}"
        ));
    }
    // All that is old stands where it stood.
    let (old_lines, new_lines) = (counted(&old), counted(&new));
    let common: usize = old_lines
        .iter()
        .map(|(line, count)| new_lines.get(line).copied().unwrap_or_default().min(*count))
        .sum();
    let changes_place = common - kept(&old, &new);
    // What travels in another way stands in another place.
    if changes_place > 0 && kind != Kind::OtherMethod {
        return Err(format!(
            "{changes_place} lines have another place:\n{plain}"
        ));
    }
    let meaning = |document: &str| {
        let api = api_of(document, &[]);
        let version = &api.services[0].versions[0];
        Action::of(version, &version.actions[0]).map(|action| action.facts())
    };
    if meaning(&text)? != meaning(&after.document)? {
        return Err(format!("it means something else:\n{text}"));
    }
    for (name, base) in [
        ("the page before", last),
        ("the page", Base::Origin(after.origin(page))),
        ("nothing known", Base::Unknown),
    ] {
        let Run { updated, shown } = follow(&text, base);
        if updated.text.is_some() || !updated.changes.is_empty() || !updated.findings.is_empty() {
            return Err(format!(
                "a second run, after {name}, is not silent:\n{shown}"
            ));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_small_change_of_any_page_arrives_and_nothing_else_moves(
        action in action(),
        kind in select(KINDS.to_vec()),
        which in any::<Index>(),
        dialect in select(DIALECTS.to_vec()),
    ) {
        if let Some(pages) = pages(&action, kind, which, dialect)
            && let Err(fault) = fault(&pages, kind)
        {
            return Err(TestCaseError::fail(format!("{kind:?} in {}: {fault}\n{}", dialect.name, pages.1)));
        }
    }
}
