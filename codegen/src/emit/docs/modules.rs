//! Documentation of modules, clients and actions.
//!
//! Knows what each of them says when the model is silent.
//! Gives lines.
//! Must never know how an item is written.

use crate::emit::identifier::plain;
use crate::emit::literal;
use crate::model::{Action, Api, ExternalDocs, Service};

use super::words::{self, code};
use super::wrap::{WIDTH, wrap};
use super::{Lines, add, markdown, prose};

/// A crate that holds nothing but services.
pub(in crate::emit) fn of_crate(api: &Api) -> Lines {
    let mut lines = vec!["Typed, signed client for services of Volcengine's OpenAPI.".to_owned()];
    let how = "Each service is a module behind the Cargo feature of its name; no feature is on by default. A version of a \
        service has a `Client` with a method per action, and beneath it is the [`runtime`] of the crate `generated-client`, \
        which signs, sends and reads; its documentation says how calls are configured, repeated and observed.";
    add(&mut lines, markdown::lines(how));
    let services: String = api
        .services
        .iter()
        .map(|service| {
            let module = code(plain(service.module.as_str()));
            match service.title.as_deref().map(first_line) {
                Some(title) if !title.is_empty() => {
                    format!("- {module}: {}\n", words::sentence(title))
                }
                _ => format!("- {module}\n"),
            }
        })
        .collect();
    add(&mut lines, markdown::lines(&services));
    lines
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

/// The module of a service.
pub(in crate::emit) fn of_service(service: &Service) -> Lines {
    let module = plain(service.module.as_str());
    let mut lines = match &service.title {
        Some(title) => markdown::lines(&words::sentence(title)),
        None => Lines::new(),
    };
    if lines.is_empty() {
        lines.push(format!("The service {}.", code(module)));
    }
    if let Some(description) = &service.description {
        add(&mut lines, markdown::lines(&words::sentence(description)));
    }
    lines
}

/// The constant with what is true of the whole service.
pub(in crate::emit) fn of_service_constant() -> Lines {
    vec!["Signing name and endpoints of the service.".to_owned()]
}

/// The module of a version.
pub(in crate::emit) fn of_version(title: &str, wire: &str) -> Lines {
    markdown::lines(&format!(
        "Version {} of {}",
        code(wire),
        words::sentence(title)
    ))
}

/// The constant with the version.
pub(in crate::emit) fn of_version_constant() -> Lines {
    vec!["API version of every action in this module.".to_owned()]
}

/// The client of a version.
pub(in crate::emit) fn of_client(title: &str, wire: &str) -> Lines {
    let title = title.trim_end_matches('.');
    let mut lines = markdown::lines(&format!("Client of {title}, version {}.", code(wire)));
    add(
        &mut lines,
        vec!["Cheap to clone; clones share connections, credentials and limits. Every action is a method.".to_owned()],
    );
    lines
}

/// The methods of a client that are no actions: from the environment, from a configuration, from another client, and
/// back.
pub(in crate::emit) fn of_client_methods() -> [Lines; 4] {
    let fallible = |summary: &str, error: &str| {
        [summary, "", "# Errors", "", error]
            .iter()
            .map(|line| (*line).to_owned())
            .collect()
    };
    [
        fallible(
            "A client with credentials, region and endpoint from the environment.",
            "If the environment names something that cannot be used.",
        ),
        fallible(
            "A client with the given configuration.",
            "If the configuration names something that cannot be used.",
        ),
        vec![
            "A client that shares connections, credentials and limits with another service's."
                .to_owned(),
        ],
        vec!["What this client shares with its clones.".to_owned()],
    ]
}

/// The module of shared types.
pub(in crate::emit) fn of_types_module(wire: &str) -> Lines {
    vec![format!(
        "Types that several actions of version {} share.",
        code(wire)
    )]
}

/// The module of an action.
pub(in crate::emit) fn of_action_module(action: &Action) -> Lines {
    let wire = code(&action.wire);
    match &action.docs.summary {
        Some(summary) if !markdown::lines(summary).is_empty() => {
            markdown::lines(&words::sentence(&words::remark(summary, &wire)))
        }
        _ => vec![format!("The action {wire}.")],
    }
}

/// The method of an action. `example` is the code of an example.
pub(in crate::emit) fn of_action(action: &Action, example: Option<&[String]>) -> Lines {
    let mut lines = Lines::new();
    if action
        .docs
        .summary
        .as_ref()
        .is_none_or(|summary| summary.trim().is_empty())
    {
        lines.push(format!("Calls {}.", code(&action.wire)));
    }
    // That it is deprecated is said by an attribute of the method.
    add(&mut lines, prose(&action.docs));
    match action.qps_limit {
        Some(1) => add(
            &mut lines,
            vec!["At most one call per second and account.".to_owned()],
        ),
        Some(limit) => {
            let limit = literal::integer_text(limit.into());
            add(
                &mut lines,
                vec![format!("At most {limit} calls per second and account.")],
            );
        }
        None => {}
    }
    if let Some(external) = &action.docs.external {
        add(&mut lines, see(external));
    }
    if let Some(example) = example {
        add(
            &mut lines,
            vec![
                "# Examples".to_owned(),
                String::new(),
                "```no_run".to_owned(),
            ],
        );
        lines.extend_from_slice(example);
        lines.push("```".to_owned());
    }
    lines
}

/// Where the platform documents an action.
fn see(external: &ExternalDocs) -> Lines {
    let text = match external.description.as_deref().map(str::trim) {
        None | Some("") => "the platform's documentation".to_owned(),
        Some(text) => text.trim_end_matches('.').replace(['[', ']', '\n'], " "),
    };
    let lines = markdown::lines(&format!("See [{text}]({}).", external.url.trim()));
    if lines.is_empty() {
        wrap("See the platform's documentation.", WIDTH)
    } else {
        lines
    }
}
