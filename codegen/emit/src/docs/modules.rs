//! Documentation of modules, clients and actions.
//!
//! Knows what each of them says when the model is silent.
//! Gives lines.
//! Must never know how an item is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::identifier::{plain, upper_camel};
use crate::literal;
use codegen_model::{Action, Api, ExternalDocs, FieldName, Service, Version};

use super::links::Links;
use super::words::{self, code};
use super::wrap::{WIDTH, wrap};
use super::{Lines, add, errors, markdown, prose};

/// A crate that holds nothing but services.
pub(crate) fn of_crate(api: &Api) -> Lines {
    let mut lines = vec!["Typed, signed client for services of Volcengine's OpenAPI.".to_owned()];
    let how = "Each service is a module behind the Cargo feature of the same name; no feature is on by default. Each version \
        of a service has a `Client` with one method per action. The [`runtime`] of the crate `generated-client` signs and \
        sends requests and reads replies; its documentation explains how to configure, retry and observe calls.";
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
pub(crate) fn of_service(service: &Service) -> Lines {
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
pub(crate) fn of_service_constant() -> Lines {
    vec!["Signing name and endpoints of the service.".to_owned()]
}

/// The module of a version, with a table of its actions for each of their groups.
pub(crate) fn of_version(title: &str, version: &Version) -> Lines {
    let mut lines = markdown::lines(&format!(
        "Version {} of {}",
        code(&version.wire),
        words::sentence(title)
    ));
    let mut groups: BTreeMap<(bool, &str), Vec<&Action>> = BTreeMap::new();
    for action in &version.actions {
        // Actions without a group come last.
        let group = action.group.as_deref();
        let key = (group.is_none(), group.unwrap_or_default());
        groups.entry(key).or_default().push(action);
    }
    let is_grouped = groups.keys().any(|(is_other, _)| !is_other);
    for ((is_other, group), actions) in groups {
        let heading = match (is_other, is_grouped) {
            (false, _) => group,
            (true, true) => "Other actions",
            (true, false) => "Actions",
        };
        add(&mut lines, vec![format!("# {}", cell(heading))]);
        let mut table = vec![
            "| Action | What it does |".to_owned(),
            "| --- | --- |".to_owned(),
        ];
        table.extend(actions.into_iter().map(row));
        add(&mut lines, table);
    }
    add(&mut lines, errors::of_version(version));
    lines
}

/// A row of the table of actions.
fn row(action: &Action) -> String {
    let (name, method) = (code(&action.wire), method(action));
    let summary = action.docs.summary.as_deref().map(words::sentence);
    let summary = cell(&summary.unwrap_or_default());
    let deprecated = if action.docs.deprecated {
        " **Deprecated.**"
    } else {
        ""
    };
    format!("| [{name}]({method}) | {summary}{deprecated} |")
}

/// The first paragraph of a text in one line, such that it can stand in a table.
fn cell(text: &str) -> String {
    let lines = markdown::lines(text);
    let paragraph: Vec<_> = lines
        .iter()
        .take_while(|line| !line.is_empty())
        .map(String::as_str)
        .collect();
    paragraph.join(" ").replace('|', "\\|")
}

/// The method of an action, seen from the module of its version.
fn method(action: &Action) -> String {
    format!("Client::{}", plain(action.method_name.as_str()))
}

/// Every action of a version with its method.
pub(crate) fn methods(version: &Version) -> impl Iterator<Item = (String, String)> {
    let actions = version.actions.iter();
    actions.map(|action| (action.wire.clone(), method(action)))
}

/// Links from the module of a service: to the newest version that has an action.
pub(crate) fn service_links(service: &Service) -> Links {
    // Later ones take the place of earlier ones.
    Links::new(service.versions.iter().flat_map(|version| {
        let module = plain(version.module.as_str());
        methods(version).map(move |(name, method)| (name, format!("{module}::{method}")))
    }))
}

/// The constant with the version.
pub(crate) fn of_version_constant() -> Lines {
    vec!["API version of every action in this module.".to_owned()]
}

/// The client of a version.
pub(crate) fn of_client(title: &str, wire: &str) -> Lines {
    let title = title.trim_end_matches('.');
    let mut lines = markdown::lines(&format!("Client for {title}, version {}.", code(wire)));
    add(
        &mut lines,
        vec!["Cheap to clone: clones share connections, credentials and limits. Each action is a method.".to_owned()],
    );
    lines
}

/// The methods of a client that are no actions: from the environment, from a configuration, from another client, and
/// back.
pub(crate) fn of_client_methods() -> [Lines; 4] {
    let fallible = |summary: &str, error: &str| {
        [summary, "", "# Errors", "", error]
            .iter()
            .map(|line| (*line).to_owned())
            .collect()
    };
    [
        fallible(
            "Creates a client with credentials, region and endpoint from the environment.",
            "If a setting in the environment is invalid.",
        ),
        fallible(
            "Creates a client with the given configuration.",
            "If the configuration is invalid.",
        ),
        vec![
            "Creates a client that shares connections, credentials and limits with another service's."
                .to_owned(),
        ],
        vec!["The connections, credentials and limits that this client shares with its clones.".to_owned()],
    ]
}

/// The module of the trait.
pub(crate) fn of_interface_module(wire: &str) -> Lines {
    vec![format!("The actions of version {} as a trait.", code(wire))]
}

/// The trait with every action of a version.
pub(crate) fn of_interface(title: &str, wire: &str) -> Lines {
    let title = title.trim_end_matches('.');
    let mut lines = markdown::lines(&format!(
        "All actions of {title}, version {}, for code that accepts either the client or a test double.",
        code(wire)
    ));
    let explanation = "Accept `&impl Api`, `&dyn Api` or `Arc<dyn Api>`. A test double implements the methods that a test \
                       needs and answers with [`Call::answer`]. Every other method fails with the kind `Unanswered`, so the \
                       double still compiles when actions are added. To pass the other calls on to a client, return it \
                       from [`runtime`](Self::runtime).";
    add(&mut lines, wrap(explanation, WIDTH));
    lines
}

/// The method of the trait that names the client.
pub(crate) fn of_interface_runtime() -> Lines {
    wrap(
        "The client that makes the calls whose methods are not implemented. Without one, they fail.",
        WIDTH,
    )
}

/// A method of the trait.
pub(crate) fn of_interface_method(action: &Action) -> Lines {
    vec![format!(
        "See [`Client::{}`].",
        plain(action.method_name.as_str())
    )]
}

/// The module with the actions by name.
pub(crate) fn of_registry(title: &str, wire: &str) -> Lines {
    markdown::lines(&format!(
        "Actions of {}, version {}, by name.",
        title.trim_end_matches('.'),
        code(wire)
    ))
}

/// The list of services.
pub(crate) fn of_services() -> Lines {
    vec!["Services in this build whose actions can be called by name.".to_owned()]
}

/// The module of shared types.
pub(crate) fn of_types_module(wire: &str) -> Lines {
    vec![format!(
        "Types shared by several actions of version {}.",
        code(wire)
    )]
}

/// The module of an action.
pub(crate) fn of_action_module(action: &Action) -> Lines {
    let wire = code(&action.wire);
    match &action.docs.summary {
        Some(summary) if !markdown::lines(summary).is_empty() => {
            markdown::lines(&words::sentence(&words::remark(summary, &wire)))
        }
        _ => vec![format!("The action {wire}.")],
    }
}

/// The method of an action. `example` is the code of an example.
pub(crate) fn of_action(
    action: &Action,
    common: &BTreeSet<String>,
    example: Option<&[String]>,
) -> Lines {
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
            vec!["At most one call per second per account.".to_owned()],
        ),
        Some(limit) => {
            let limit = literal::integer(limit.into());
            add(
                &mut lines,
                vec![format!("At most {limit} calls per second per account.")],
            );
        }
        None => {}
    }
    if action.pagination.is_some() {
        add(
            &mut lines,
            wrap(
                "The list is paginated: [`Call::items`] streams the items of all pages, [`Call::pages`] the \
                 pages.",
                WIDTH,
            ),
        );
    }
    if let Some(list) = action.failed_items.first() {
        add(&mut lines, failures(action, list));
    }
    if let Some(external) = &action.docs.external {
        add(&mut lines, see(external));
    }
    add(&mut lines, errors::of_action(&action.errors, common));
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

/// What becomes of items that failed. That they can is said only where the description does not say it.
fn failures(action: &Action, list: &FieldName) -> Lines {
    let said = action.docs.description.as_deref().unwrap_or_default();
    let field = plain(list.as_str());
    let wire = upper_camel(field);
    if said.contains(&wire) {
        let text = "`failed()` of the reply returns them; `complete()` turns them into an error.";
        return vec![text.to_owned()];
    }
    let list = code(&format!("result.{field}"));
    let text = format!(
        "A call can succeed and still fail for some items. They are in {list}; `failed()` of the reply returns \
         them, and `complete()` turns them into an error."
    );
    wrap(&text, WIDTH)
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
