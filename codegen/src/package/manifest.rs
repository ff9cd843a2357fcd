//! A manifest, edited so that everything which is not ours stays as it was written.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::RUNTIME;

/// What a manifest says about the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// The path of its folder, relative to the crate where that is possible, with `/`.
    Path(String),
    /// A requirement of Cargo's, such as `0.1`.
    Version(String),
}

/// A `Cargo.toml`.
#[derive(Debug, Clone)]
pub struct Manifest(DocumentMut);

/// Which folders below a workspace belong to it.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    /// Patterns of the paths of its members.
    pub(super) members: Vec<String>,
    /// Paths that Cargo leaves out.
    pub(super) exclude: Vec<String>,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// Why, and where, it is not valid TOML.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.parse()
            .map(Self)
            .map_err(|error: toml_edit::TomlError| error.to_string())
    }

    /// Name of the package; `None` for a manifest of a workspace alone.
    #[must_use]
    pub fn package_name(&self) -> Option<&str> {
        self.0.get("package")?.get("name")?.as_str()
    }

    /// The workspace that the manifest is the root of.
    pub(super) fn workspace(&self) -> Option<Workspace> {
        let workspace = self.0.get("workspace")?;
        let paths = |key| {
            let paths = workspace.get(key).and_then(Item::as_array);
            let paths = paths.into_iter().flatten().filter_map(Value::as_str);
            paths.map(str::to_owned).collect()
        };
        Some(Workspace {
            members: paths("members"),
            exclude: paths("exclude"),
        })
    }

    /// Makes the package the root of a workspace of its own, which keeps it out of the one of `outer`.
    pub(super) fn stand_alone(&mut self, outer: &str) {
        let mut workspace = Table::new();
        workspace.decor_mut().set_prefix(format!(
            "\n# Keeps this crate out of the workspace of `{outer}`. To join it, list the crate in its `members` and remove this table.\n"
        ));
        self.0.insert("workspace", Item::Table(workspace));
    }

    /// Name by which code calls the library.
    #[must_use]
    pub fn library_name(&self) -> Option<String> {
        let own = self.0.get("lib").and_then(|lib| lib.get("name")?.as_str());
        own.map(str::to_owned)
            .or_else(|| Some(self.package_name()?.replace('-', "_")))
    }

    /// Gives every service its feature, and takes the features of services that are `gone`, unless others have come to
    /// rely on them. `false` when `features` is not a table.
    #[must_use]
    pub fn keep_features(&mut self, services: &[&str], gone: &[String]) -> bool {
        if services.is_empty() && !self.0.contains_key("features") {
            return true;
        }
        let features = self
            .0
            .entry("features")
            .or_insert(Item::Table(Table::new()));
        let Some(features) = features.as_table_like_mut() else {
            return false;
        };
        for name in gone {
            if is_empty_list(features.get(name)) && !is_named(features, name) {
                features.remove(name);
            }
        }
        for name in services {
            if !features.contains_key(name) {
                features.insert(name, value(Array::new()));
            }
        }
        true
    }

    /// The services that the crate is limited to; `None` when it takes all of them.
    #[must_use]
    pub fn services(&self) -> Option<Vec<String>> {
        let metadata = self.0.get("package")?.get("metadata")?;
        let services = metadata.get("codegen")?.get("services")?.as_array()?;
        let names = services.iter().filter_map(Value::as_str);
        Some(names.map(str::to_owned).collect())
    }

    /// Limits the crate to services, or lifts the limit. `false` when what would have to be a table is none.
    #[must_use]
    pub fn limit(&mut self, services: Option<&[String]>) -> bool {
        if self.services().as_deref() == services {
            return true;
        }
        let package = self.0.entry("package").or_insert(Item::Table(Table::new()));
        let Some(services) = services else {
            return lift(package).is_some();
        };
        let own = below(package, "metadata").and_then(|metadata| below(metadata, "codegen"));
        let Some(own) = own.and_then(Item::as_table_like_mut) else {
            return false;
        };
        let names: Array = services.iter().map(String::as_str).collect();
        own.insert("services", value(names));
        true
    }

    /// Has these features on by default.
    #[must_use]
    pub fn default_to(&mut self, features: &[&str]) -> bool {
        let table = self.0.get_mut("features").and_then(Item::as_table_like_mut);
        let Some(table) = table else {
            return false;
        };
        let names: Array = features.iter().copied().collect();
        table.insert("default", value(names));
        true
    }

    /// Whether a feature is on by default.
    #[must_use]
    pub fn is_default(&self, feature: &str) -> bool {
        let features = self.0.get("features");
        let default = features.and_then(|features| features.get("default")?.as_array());
        default.is_some_and(|names| names.iter().any(|name| name.as_str() == Some(feature)))
    }

    /// Whether the runtime is among the dependencies.
    #[must_use]
    pub fn has_runtime(&self) -> bool {
        self.0
            .get("dependencies")
            .and_then(|dependencies| dependencies.get(RUNTIME))
            .is_some()
    }

    /// Makes the runtime a dependency, or updates where it comes from. `false` when `dependencies` is not a table.
    #[must_use]
    pub fn depend_on(&mut self, runtime: &Runtime) -> bool {
        let dependencies = self
            .0
            .entry("dependencies")
            .or_insert(Item::Table(Table::new()));
        let Some(dependencies) = dependencies.as_table_like_mut() else {
            return false;
        };
        let (key, other, source) = match runtime {
            Runtime::Path(path) => ("path", "version", path),
            Runtime::Version(version) => ("version", "path", version),
        };
        match dependencies
            .get_mut(RUNTIME)
            .and_then(Item::as_table_like_mut)
        {
            Some(dependency) => {
                for old in [other, "workspace"] {
                    dependency.remove(old);
                }
                dependency.insert(key, value(source));
                if let Some(inline) = dependencies
                    .get_mut(RUNTIME)
                    .and_then(Item::as_inline_table_mut)
                {
                    inline.fmt();
                }
            }
            None => {
                let mut dependency = InlineTable::new();
                dependency.insert(key, source.into());
                dependency.insert("default-features", false.into());
                dependency.insert("features", Value::Array(Array::from_iter(["rustls"])));
                dependencies.insert(RUNTIME, value(dependency));
            }
        }
        true
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.to_string()
    }
}

/// Takes the limit away, and the tables that were there for nothing else.
fn lift(package: &mut Item) -> Option<()> {
    let package = package.as_table_like_mut()?;
    let metadata = package.get_mut("metadata")?.as_table_like_mut()?;
    let own = metadata.get_mut("codegen")?.as_table_like_mut()?;
    own.remove("services");
    if own.is_empty() {
        metadata.remove("codegen");
    }
    if metadata.is_empty() {
        package.remove("metadata");
    }
    Some(())
}

/// The table of that name in another one, which is made if it is not there. It has no header of its own until it has values.
fn below<'a>(table: &'a mut Item, name: &str) -> Option<&'a mut Item> {
    let table = table.as_table_like_mut()?;
    if !table.contains_key(name) {
        let mut new = Table::new();
        new.set_implicit(true);
        table.insert(name, Item::Table(new));
    }
    table.get_mut(name)
}

fn is_empty_list(feature: Option<&Item>) -> bool {
    feature
        .and_then(Item::as_array)
        .is_some_and(Array::is_empty)
}

/// Whether another feature brings this one.
fn is_named(features: &dyn TableLike, name: &str) -> bool {
    features
        .iter()
        .filter_map(|(_, brings)| brings.as_array())
        .flatten()
        .any(|brought| brought.as_str() == Some(name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    fn kept(text: &str, services: &[&str], gone: &[&str]) -> String {
        let mut manifest = Manifest::parse(text).unwrap();
        let gone: Vec<String> = gone.iter().map(|name| (*name).to_owned()).collect();
        assert!(manifest.keep_features(services, &gone));
        manifest.text()
    }

    const EDITED: &str = "\
[package]
name = \"mine\" # by hand

[features]
default = [ \"rtc\" ]
rtc   = []
# about the following
extra = [\"dep:x\"]

[dependencies]
";

    #[test]
    fn a_missing_feature_is_added_and_nothing_else_is_touched() {
        let expected = EDITED.replace("extra = [\"dep:x\"]\n", "extra = [\"dep:x\"]\nvpc = []\n");
        assert_eq!(kept(EDITED, &["rtc", "vpc"], &[]), expected);
    }

    #[test]
    fn a_manifest_that_is_in_step_stays_as_it_is() {
        assert_eq!(kept(EDITED, &["rtc"], &[]), EDITED);
    }

    #[test]
    fn the_feature_of_a_service_that_is_gone_goes_with_it() {
        let before = EDITED.replace("rtc   = []\n", "rtc   = []\nvpc = []\n");
        assert_eq!(kept(&before, &["rtc"], &["vpc"]), EDITED);
    }

    #[test]
    fn a_feature_that_others_rely_on_or_have_filled_stays() {
        assert_eq!(kept(EDITED, &[], &["rtc", "extra"]), EDITED);
    }

    #[test]
    fn a_feature_that_is_there_is_never_filled_anew() {
        assert_eq!(kept(EDITED, &["rtc", "extra", "default"], &[]), EDITED);
    }

    #[test]
    fn a_table_of_features_is_made_where_there_is_none() {
        let bare = "[package]\nname = \"mine\"\n";
        assert_eq!(
            kept(bare, &["rtc"], &[]),
            format!("{bare}\n[features]\nrtc = []\n")
        );
        assert_eq!(kept(bare, &[], &["vpc"]), bare);
    }

    #[test]
    fn features_that_are_no_table_are_refused() {
        let mut manifest = Manifest::parse("features = 1\n").unwrap();
        assert!(!manifest.keep_features(&["rtc"], &[]));
        let error = Manifest::parse("features = \n").unwrap_err();
        assert!(error.contains("line 1"), "{error}");
    }

    #[test]
    fn where_the_runtime_comes_from_is_said_anew_and_the_rest_of_the_entry_stays() {
        let written =
            "[dependencies.generated-client]\npath = \"../old\"\nfeatures = [\"native-tls\"]\n";
        let mut manifest = Manifest::parse(written).unwrap();
        assert!(manifest.depend_on(&Runtime::Version("0.2".to_owned())));
        assert_eq!(
            manifest.text(),
            "[dependencies.generated-client]\nfeatures = [\"native-tls\"]\nversion = \"0.2\"\n"
        );
    }

    #[test]
    fn the_library_is_called_as_code_calls_it() {
        let name = |text: &str| Manifest::parse(text).unwrap().library_name();
        assert_eq!(
            name("[package]\nname = \"my-crate\"\n").as_deref(),
            Some("my_crate")
        );
        assert_eq!(
            name("[package]\nname = \"my-crate\"\n[lib]\nname = \"api\"\n").as_deref(),
            Some("api")
        );
        assert_eq!(name("[workspace]\n"), None);
    }
}
