//! Services, versions and actions by name.
//!
//! Knows the registry of the crate. Gives an entry, or suggests the name that was probably meant. Must
//! never guess.

use generated_client::SERVICES;
use generated_client::runtime::registry::{Entry, Service, Version};

use crate::arguments::unknown;
use crate::failure::{Failure, Status};

/// A service.
pub(crate) fn service(name: &str) -> Result<&'static Service, Failure> {
    let found = SERVICES.iter().find(|service| service.name == name);
    found.ok_or_else(|| {
        let near = nearest(name, SERVICES.iter().map(|service| service.name));
        unknown("service", name, near)
    })
}

/// An action in the given version, or else in the newest one that has it.
pub(crate) fn action(
    service: &'static Service,
    name: &str,
    version: Option<&str>,
) -> Result<(&'static Version, &'static Entry), Failure> {
    let versions: Vec<_> = match version {
        None => service.versions.iter().rev().collect(),
        Some(asked) => {
            let of_name = service
                .versions
                .iter()
                .filter(|version| version.name == asked);
            let found: Vec<_> = of_name.collect();
            if found.is_empty() {
                let all: Vec<_> = service
                    .versions
                    .iter()
                    .map(|version| version.name)
                    .collect();
                let message = format!(
                    "{} has no version `{}`; it has {}",
                    service.name,
                    asked.escape_debug(),
                    all.join(" and ")
                );
                return Err(Failure::new(Status::Usage, message));
            }
            found
        }
    };
    let entries = || {
        let versions = versions.iter().copied();
        versions.flat_map(|version| version.actions.iter().map(move |entry| (version, entry)))
    };
    let found = entries().find(|(_, entry)| entry.name == name);
    found.ok_or_else(|| {
        let near = nearest(name, entries().map(|(_, entry)| entry.name));
        unknown(&format!("action of {}", service.name), name, near)
    })
}

/// The name most similar to a wrong one, if any is similar.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    names
        .map(|name| (strsim::jaro_winkler(&wrong, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}
