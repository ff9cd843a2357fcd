//! Actions by name: a list per version, and a list of all services.
//!
//! Knows the runtime's registry, and that only who enables the feature `cli` compiles any of this.
//! Gives the file with the entries of a version, and the item with the services.
//! Must never know what is done with an entry.

use rayon::prelude::*;

use codegen_model::{Action, Api, Encoding, Home};

use super::context::Context;
use super::docs::Links;
use super::identifier::plain;
use super::surroundings::Surroundings;
use super::template::{comment, rust};
use super::{File, Options, docs, format, help, literal};

/// Feature of the crate that holds the output.
pub(super) const FEATURE: &str = "cli";

/// `actions.rs` of a version, if it is wanted.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let actions = &place.version.actions;
    if !options.has_registry() || actions.is_empty() {
        return None;
    }
    let entries: Vec<String> = actions
        .par_iter()
        .map(|action| entry(place, action, options))
        .collect();
    let imports = rust!(
        "use $runtime::registry::actions;\n",
        runtime = options.runtime()
    );
    let table = rust!(
        "
actions!(errors {
    $errors
} actions {
    $entries
});
",
        errors = help::of_errors(place.version),
        entries = entries.concat(),
    );
    let docs = docs::of_registry(place.title(), &place.version.wire);
    Some(File {
        path: place.path("actions"),
        text: format::file(Some(&place.source()), &docs, [imports, table]),
    })
}

/// What the table says of an action.
fn entry(place: &Surroundings<'_>, action: &Action, options: &Options) -> String {
    let flattened = action.encoding != Encoding::Json;
    let links = Links::default();
    let cx = Context::of_action(options, &action.types, &place.shared, links, flattened);
    let module = match action.request.home {
        Home::Local => action.module.as_str(),
        Home::Shared => "types",
    };
    let about = match help::about(action).as_str() {
        "" => String::new(),
        text => format!("about: {}\n", literal::text(text)),
    };
    rust!(
        "
$module::$request: $summary {
    $about
    $table
}
",
        module,
        request = action.request.name.as_str(),
        summary = literal::text(&help::summary(action)),
        about,
        table = help::of_action(&cx, action),
    )
}

/// The list of all services, if it is wanted.
pub(super) fn services(api: &Api, options: &Options) -> Vec<String> {
    if !options.has_registry() {
        return Vec::new();
    }
    let services = api.services.iter().map(|service| {
        let module = service.module.as_str();
        let name = plain(module);
        let versions: Vec<_> = service
            .versions
            .iter()
            .filter(|version| !version.actions.is_empty())
            .map(|version| {
                rust!(
                    "
registry::Version {
    name: $wire,
    actions: $module::$version::actions::ACTIONS,
    errors: $module::$version::actions::ERRORS,
}",
                    wire = literal::text(&version.wire),
                    module,
                    version = version.module.as_str(),
                )
            })
            .collect();
        let versions = match versions.as_slice() {
            [] => "versions: &[],\n".to_owned(),
            [only] => format!("versions: &[{only}],\n"),
            versions => format!(
                "versions: &[\n    {},\n],\n",
                versions.join(",\n").replace('\n', "\n    ")
            ),
        };
        rust!(
            "
#[cfg(feature = $feature)]
registry::Service {
    name: $feature,
    title: $title,
    $versions
},
",
            feature = literal::text(name),
            title = literal::text(service.title.as_deref().unwrap_or(name)),
            versions,
        )
    });
    let services: String = services.collect();
    let imports = rust!(
        "
#[cfg(feature = $feature)]
use $runtime::registry;
",
        feature = literal::text(FEATURE),
        runtime = options.runtime(),
    );
    let docs = comment(&docs::of_services());
    let feature = literal::text(FEATURE);
    let list = if services.is_empty() {
        rust!(
            "
$docs
#[cfg(feature = $feature)]
pub static SERVICES: &[registry::Service] = &[];
",
            docs,
            feature,
        )
    } else {
        rust!(
            "
$docs
#[cfg(feature = $feature)]
pub static SERVICES: &[registry::Service] = &[
    $services
];
",
            docs,
            feature,
            services,
        )
    };
    vec![imports, list]
}
