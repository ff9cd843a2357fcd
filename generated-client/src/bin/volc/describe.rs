//! What is known about services and actions.
//!
//! Knows the lists and texts that the crate has. Gives them as plain text. Must never call anything.

use std::fmt::Write;

use generated_client::SERVICES;
use generated_client::runtime::registry::Service;
use serde_json::Value;

use crate::failure::Failure;
use crate::{find, output, paragraphs};

/// Lists all services, or the actions of one.
pub(crate) fn list(service: Option<&str>) -> Result<(), Failure> {
    let lines: Vec<(&str, String)> = match service {
        None => SERVICES.iter().map(of_service).collect(),
        Some(name) => of_actions(find::service(name)?),
    };
    let width = lines.iter().map(|(name, _)| name.len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for (name, about) in lines {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{}", format!("{name:width$}  {about}").trim_end());
    }
    output::text(&text)
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

/// Says all that is known about an action.
pub(crate) fn action(service: &str, name: &str, version: Option<&str>) -> Result<(), Failure> {
    let service = find::service(service)?;
    let entry = find::action(service, name, version)?;
    let mut text = paragraphs::laid_out(entry.text.help, paragraphs::width());
    // Compact in the list, laid out for a reader.
    let example: Option<Value> = entry
        .text
        .example
        .and_then(|example| serde_json::from_str(example).ok());
    if let Some(example) = example {
        let _ = write!(text, "\nExample of a body:\n{example:#}\n");
    }
    let _ = write!(
        text,
        "\nvolc {} {} --body @body.json calls it.\n",
        service.name, entry.name
    );
    output::text(&text)
}
