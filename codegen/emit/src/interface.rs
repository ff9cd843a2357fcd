//! The actions of a version -> its `api.rs`, a trait.
//!
//! Knows the actions by name and by the type of their requests.
//! Gives the file with the trait, whose every method has a body that serves the client as well as what stands in for it.
//! Must never know what an action holds, so that a change of one action leaves this file as it is.

use codegen_model::Action;

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
    let methods = actions.iter().map(method);
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
    let parts = imports(options).into_iter().chain([interface, of_client]);
    let docs = docs::of_interface_module(&place.version.wire);
    Some(File {
        path: place.path(MODULE),
        text: format::file(Some(&place.source()), &docs, parts),
    })
}

/// The imports. Requests are not among them: each would cost the compiler as much as its method.
fn imports(options: &Options) -> Vec<String> {
    let from_version = "use super::Client;\n".to_owned();
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
fn method(action: &Action) -> String {
    let (module, request) = (action.module.as_str(), action.request.name.as_str());
    rust!(
        "
$docs
fn $method(&self, request: super::$module::$request) -> Call<super::$module::$request> {
    pass_on(self.runtime(), request)
}
",
        docs = comment(&docs::of_interface_method(action)),
        method = action.method_name.as_str(),
        module,
        request,
    )
}
