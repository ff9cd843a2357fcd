//! A version -> its `mod.rs`.
//!
//! Knows the actions of a version by name, group and summary, and the client that they extend.
//! Gives the file with the list of actions, the modules and the client.
//! Must never know what an action holds, so that this file changes only with the name, the group or the summary of an action.

use codegen_model::Version;

use super::identifier::plain;
use super::surroundings::Surroundings;
use super::template::{comment, rust};
use super::{File, Options, docs, format, imports, interface, literal, missing, registry};

/// The file.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> File {
    let version = place.version;
    let mut docs = docs::of_version(place.title(), version);
    place.links.set(&mut docs);
    let mut parts = own_imports(place, options);
    parts.extend([
        modules(place, options),
        prelude(version, options),
        constant(&version.wire),
    ]);
    if !version.actions.is_empty() {
        parts.push(of_actions());
    }
    parts.extend(client(place));
    File {
        path: place.path("mod"),
        text: format::file(Some(&place.source()), &docs, parts),
    }
}

fn own_imports(place: &Surroundings<'_>, options: &Options) -> Vec<String> {
    let service = match place.version.actions.is_empty() {
        true => "",
        false => "use super::SERVICE;\n",
    };
    let runtime = options.runtime();
    let of_actions = match place.version.actions.is_empty() {
        true => "",
        false => ", generated::ApiVersion",
    };
    let of_runtime = rust!(
        "use $runtime::{self, config::Config, error::Error$of_actions};\n",
        runtime,
        of_actions,
    );
    match options.is_runtime_local() {
        true => vec![service.to_owned() + &of_runtime],
        false => vec![of_runtime, service.to_owned()],
    }
}

fn modules(place: &Surroundings<'_>, options: &Options) -> String {
    let version = place.version;
    let has_actions = !version.actions.is_empty();
    let mut public: Vec<&str> = version
        .actions
        .iter()
        .map(|action| action.module.as_str())
        .collect();
    if !version.shared_types.is_empty() {
        public.push("types");
    }
    public.sort_unstable_by_key(|module| plain(module));
    let public: String = public
        .iter()
        .map(|module| rust!("pub mod $module;\n", module))
        .collect();
    let registry = match options.has_registry() && has_actions {
        true => rust!(
            "
#[cfg(feature = $feature)]
pub mod actions;
",
            feature = literal::text(registry::FEATURE),
        ),
        false => String::new(),
    };
    let missing = match missing::is_needed(version) {
        true => rust!("mod $module;\n", module = missing::MODULE),
        false => String::new(),
    };
    let (private, exported) = match has_actions {
        true => (
            rust!("mod $module;\n", module = interface::MODULE),
            rust!("pub use self::$module::Api;\n", module = interface::MODULE),
        ),
        false => (String::new(), String::new()),
    };
    format::apart([registry + &public, private + &missing, exported])
}

/// What the files of the version import, if there are any that define types.
fn prelude(version: &Version, options: &Options) -> String {
    let mut names = Vec::new();
    if !version.actions.is_empty() {
        names.extend(["API", "Client"]);
    } else if version.shared_types.is_empty() {
        return String::new();
    }
    if missing::is_needed(version) {
        names.push(missing::MODULE);
    }
    imports::prelude(options, &names)
}

fn constant(wire: &str) -> String {
    rust!(
        "
$docs
pub const VERSION: &str = $wire;
",
        docs = comment(&docs::of_version_constant()),
        wire = literal::text(wire),
    )
}

/// What every action of the version refers to.
fn of_actions() -> String {
    rust!(
        "
const API: ApiVersion = ApiVersion {
    service: &SERVICE,
    version: VERSION,
};
"
    )
}

fn client(place: &Surroundings<'_>) -> [String; 2] {
    let mut docs = docs::of_client(place.title(), &place.version.wire);
    place.links.set(&mut docs);
    let docs = comment(&docs);
    let [from_env, new, from_runtime, runtime] =
        docs::of_client_methods().map(|lines| comment(&lines));
    [
        rust!(
            "
$docs
#[derive(Debug, Clone)]
pub struct Client {
    runtime: runtime::Client,
}
",
            docs
        ),
        rust!(
            "
impl Client {
    $from_env
    pub fn from_env() -> Result<Self, Error> {
        runtime::Client::from_env().map(Self::from_runtime)
    }

    $new
    pub fn new(config: Config) -> Result<Self, Error> {
        runtime::Client::new(config).map(Self::from_runtime)
    }

    $from_runtime
    pub fn from_runtime(runtime: runtime::Client) -> Self {
        Self { runtime }
    }

    $runtime
    pub fn runtime(&self) -> &runtime::Client {
        &self.runtime
    }
}
",
            from_env,
            new,
            from_runtime,
            runtime,
        ),
    ]
}
