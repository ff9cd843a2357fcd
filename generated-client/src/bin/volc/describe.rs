//! Documentation of services and actions.
//!
//! Knows the registry of the crate. Gives it as plain text for the current terminal. Must never make a
//! call.

use generated_client::SERVICES;
use generated_client::runtime::Encoding;
use generated_client::runtime::registry::{
    Entry, ErrorText, Member, NamedValue, Service, Type, Version,
};
use serde_json::Value;

use crate::failure::Failure;
use crate::paragraphs::Page;
use crate::{find, output, paragraphs};

/// Columns by which the members of an object are indented beneath it.
const LEVEL: usize = 2;

/// Columns by which prose is indented beneath its subject.
const PROSE: usize = 4;

/// Lists all services, or the actions of one.
pub(crate) fn list(service: Option<&str>) -> Result<(), Failure> {
    let lines: Vec<(&str, String)> = match service {
        None => SERVICES.iter().map(of_service).collect(),
        Some(name) => of_actions(find::service(name)?),
    };
    let width = lines.iter().map(|(name, _)| name.len()).max();
    let width = width.unwrap_or_default();
    // In a pipe, every entry stays on one line.
    let mut page = Page::new(paragraphs::known_width().unwrap_or(usize::MAX));
    for (name, about) in lines {
        let indent = (width + 2).min(paragraphs::width() / 2);
        page.line(0, indent, &format!("{name:width$}  {about}"));
    }
    output::text(&page.into_text())
}

fn of_service(service: &'static Service) -> (&'static str, String) {
    let versions: Vec<_> = service
        .versions
        .iter()
        .map(|version| format!("{} with {}", version.name, counted(version.actions.len())))
        .collect();
    (
        service.name,
        format!("{}: {}", service.title, versions.join(", ")),
    )
}

fn counted(actions: usize) -> String {
    match actions {
        1 => "1 action".to_owned(),
        many => format!("{many} actions"),
    }
}

/// The actions of a service, each with its version where there are several.
fn of_actions(service: &'static Service) -> Vec<(&'static str, String)> {
    let is_one = service.versions.len() == 1;
    let versions = service.versions.iter();
    versions
        .flat_map(|version| version.actions.iter().map(move |entry| (version, entry)))
        .map(|(version, entry)| {
            let about = if is_one {
                entry.text.summary.to_owned()
            } else {
                format!("{}  {}", version.name, entry.text.summary)
            };
            (entry.name, about)
        })
        .collect()
}

/// Shows the documentation of an action.
pub(crate) fn action(service: &str, name: &str, version: Option<&str>) -> Result<(), Failure> {
    let service = find::service(service)?;
    let (version, entry) = find::action(service, name, version)?;
    output::text(&described(service, version, entry, paragraphs::width()))
}

fn described(service: &Service, version: &Version, entry: &Entry, width: usize) -> String {
    let mut page = Page::new(width);
    let text = &entry.text;
    page.add(
        0,
        &format!(
            "{}, version {} of {}",
            entry.name, version.name, service.title
        ),
    );
    let deprecated = if text.is_deprecated {
        "Deprecated."
    } else {
        ""
    };
    for part in [
        deprecated,
        &sentence(text.summary),
        text.about,
        &facts(entry),
    ] {
        if !part.is_empty() {
            page.gap();
            page.add(0, part);
        }
    }
    of_whole(&mut page, "Request", "no members", &text.request);
    of_whole(&mut page, "Result", "no data", &text.result);
    if !text.errors.is_empty() {
        page.gap();
        page.add(0, "Errors:");
        for code in text.errors {
            let known = version.errors.iter().find(|known| known.code == *code);
            of_error(&mut page, code, known);
        }
    }
    let example = text
        .example
        .and_then(|example| serde_json::from_str::<Value>(example).ok());
    if let Some(example) = example {
        page.gap();
        page.add(0, "Example body:");
        page.whole(&format!("{example:#}"));
    }
    page.gap();
    page.add(
        0,
        &format!(
            "Usage: volc {} {} --body @body.json",
            service.name, entry.name
        ),
    );
    page.into_text()
}

fn sentence(summary: &str) -> String {
    let is_complete = summary.is_empty() || summary.ends_with(['.', '。', '!', '?']);
    format!("{summary}{}", if is_complete { "" } else { "." })
}

/// How the action is called, a sentence per line.
fn facts(entry: &Entry) -> String {
    let carried = match entry.encoding {
        Encoding::Query => "the members in the query",
        Encoding::Form => "the members as a form",
        _ => "the members as a JSON body",
    };
    let mut facts = vec![format!("{} with {carried}.", entry.method)];
    facts.extend(entry.qps.map(|limit| {
        let calls = if limit == 1 { "call" } else { "calls" };
        format!("At most {limit} {calls} per second per account.")
    }));
    let repeated = match entry.is_idempotent {
        true => "Idempotent: repeating a call has no further effect.",
        false => "Not idempotent: repeating a call may repeat its effect.",
    };
    facts.push(repeated.to_owned());
    facts.extend(entry.text.page.map(|page| format!("Documentation: {page}")));
    facts.join("\n")
}

/// A section: the members of a request or result, or its type.
fn of_whole(page: &mut Page, title: &str, nothing: &str, whole: &Member) {
    page.gap();
    match whole.ty {
        Type::Nothing => page.add(0, &format!("{title}: {nothing}")),
        Type::Object if whole.members.is_empty() => page.add(0, &format!("{title}: {nothing}")),
        Type::Object => page.add(0, &format!("{title}:")),
        ty => page.add(0, &format!("{title}: {ty}")),
    }
    of_inner(page, LEVEL, whole);
}

/// The values and members of a member.
fn of_inner(page: &mut Page, indent: usize, member: &Member) {
    for value in member.values {
        of_value(page, indent + LEVEL, member.ty.innermost(), value);
    }
    if let Some(place) = member.as_in {
        page.add(indent, &format!("(as in {place})"));
    }
    let is_choice = member.ty.innermost() == Type::OneOf;
    for inner in member.members {
        let head = match (is_choice, inner.name) {
            (true, name) => format!("either {} ({name})", inner.ty),
            (false, "") => format!("any other name: {}", inner.ty),
            (false, name) => format!("{name}: {}", inner.ty),
        };
        of_member(page, indent, &head, inner);
    }
}

fn of_member(page: &mut Page, indent: usize, head: &str, member: &Member) {
    let flags = [
        (member.is_required, ", required"),
        (member.is_secret, ", secret"),
        (member.is_deprecated, ", deprecated"),
    ];
    let flags: String = flags
        .iter()
        .filter_map(|(is_set, flag)| is_set.then_some(*flag))
        .collect();
    page.line(indent, indent + PROSE, &format!("{head}{flags}"));
    page.add(indent + PROSE, member.about);
    let default = member.default.map(|json| format!("Default: {json}."));
    let default = default.unwrap_or_default();
    let blank = if member.limits.is_empty() { "" } else { " " };
    page.add(
        indent + PROSE,
        &format!("{}{blank}{default}", member.limits),
    );
    of_inner(page, indent + LEVEL, member);
}

fn of_value(page: &mut Page, indent: usize, ty: Type, value: &NamedValue) {
    let is_seen = !value.wire.is_empty() && value.wire.trim() == value.wire;
    let wire = match is_seen {
        true => value.wire.to_owned(),
        false => format!("{:?}", value.wire),
    };
    // The name repeats a string.
    let name = match ty {
        Type::String => String::new(),
        _ => format!(" {}", value.name),
    };
    let about: Vec<_> = value.about.split_whitespace().collect();
    let about = about.join(" ");
    let colon = if about.is_empty() { "" } else { ": " };
    page.line(
        indent,
        indent + PROSE,
        &format!("= {wire}{name}{colon}{about}"),
    );
}

fn of_error(page: &mut Page, code: &str, known: Option<&ErrorText>) {
    let status = known.and_then(|known| known.status);
    let status = status.map(|status| format!(" (HTTP {status})"));
    page.add(LEVEL, &format!("{code}{}", status.unwrap_or_default()));
    page.add(LEVEL + PROSE, known.map_or("", |known| known.about));
}
