//! The actions of a version -> its `api.rs`, a trait.
//!
//! Knows the actions by name and by the type of their requests.
//! Gives the file with the trait, whose every method has a body that serves the client as well as what stands in for it.
//! Must never know what an action holds, so that a change of one action leaves this file as it is.

use std::collections::HashMap;

use codegen_model::Action;

use super::imports::in_order;
use super::surroundings::Surroundings;
use super::template::{comment, rust};
use super::{File, Options, docs, format};

/// Name of the trait and, in another casing, of its module.
pub(super) const MODULE: &str = "api";

/// The file; `None` for a version without actions.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let actions = &place.version.actions;
    if actions.is_empty() {
        return None;
    }
    let requests = Requests::new(actions);
    let methods = actions.iter().map(|action| method(action, &requests));
    let interface = rust!(
        "
$docs
pub trait Api: Send + Sync {
    $about_runtime
    fn runtime(&self) -> Option<&runtime::Client> {
        None
    }

    $methods
}
",
        docs = comment(&docs::of_interface(place.title(), &place.version.wire)),
        about_runtime = comment(&docs::of_interface_runtime()),
        methods = format::apart(methods),
    );
    // The client's methods of the same names are not asked, for they may be deprecated.
    let of_client = rust!(
        "
impl Api for Client {
    fn runtime(&self) -> Option<&runtime::Client> {
        Some(&self.runtime)
    }
}
"
    );
    let parts = imports(actions, &requests, options);
    let parts = parts.into_iter().chain([interface, of_client]);
    let docs = docs::of_interface_module(&place.version.wire);
    Some(File {
        path: place.path(MODULE),
        text: format::file(Some(&place.source()), &docs, parts),
    })
}

fn imports(actions: &[Action], requests: &Requests<'_>, options: &Options) -> Vec<String> {
    let mut sorted: Vec<_> = actions.iter().collect();
    sorted.sort_by(|a, b| in_order(a.module.as_str(), b.module.as_str()));
    let requests = sorted.iter().map(|action| {
        let (module, request) = (action.module.as_str(), action.request.name.as_str());
        match requests.is_unique(action) {
            true => rust!("use super::$module::$request;\n", module, request),
            false => rust!("use super::$module;\n", module),
        }
    });
    let from_version = "use super::Client;\n".to_owned() + &requests.collect::<String>();
    let from_runtime = rust!(
        "
use $runtime;
use $runtime::generated::{Call, pass_on};
",
        runtime = options.runtime(),
    );
    match options.is_runtime_local() {
        true => vec![from_version + &from_runtime],
        false => vec![from_runtime, from_version],
    }
}

/// A method of the trait.
fn method(action: &Action, requests: &Requests<'_>) -> String {
    rust!(
        "
$docs
fn $method(&self, request: $request) -> Call<$request> {
    pass_on(self.runtime(), request)
}
",
        docs = comment(&docs::of_interface_method(action)),
        method = action.method_name.as_str(),
        request = requests.of(action),
    )
}

/// How often each name of a request occurs in the version: names that differ in case alone become the same.
struct Requests<'a>(HashMap<&'a str, usize>);

impl<'a> Requests<'a> {
    fn new(actions: &'a [Action]) -> Self {
        let mut counts = HashMap::with_capacity(actions.len());
        for action in actions {
            *counts.entry(action.request.name.as_str()).or_default() += 1;
        }
        Self(counts)
    }

    fn is_unique(&self, action: &Action) -> bool {
        self.0.get(action.request.name.as_str()) == Some(&1)
    }

    /// The request as the file calls it: by its name, or by way of its module.
    fn of(&self, action: &Action) -> String {
        let name = action.request.name.as_str();
        if self.is_unique(action) {
            name.to_owned()
        } else {
            format!("{}::{name}", action.module)
        }
    }
}
