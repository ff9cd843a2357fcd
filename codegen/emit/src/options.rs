//! How the output is to be embedded.
//!
//! Knows where generated code finds the runtime, how its users call the crate and who lists the services.
//! Gives these as text.
//! Must never know what is emitted.

/// Where the generated modules are going to live.
#[derive(Debug, Clone)]
pub struct Options {
    runtime: String,
    root: Option<String>,
    registry: bool,
    index: Index,
}

/// The file that lists the services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// `services.rs`, to be included where the crate wants it; each service is behind the Cargo feature of its name.
    Features,
    /// `services.rs`, to be included where the crate wants it; services are plain modules.
    Modules,
    /// `lib.rs` of a crate that has nothing else; each service is behind the Cargo feature of its name.
    Library,
}

impl Options {
    /// For modules of `generated-client` itself: the runtime is `crate::runtime`, and examples in the documentation
    /// speak of `generated_client`.
    #[must_use]
    pub fn in_crate() -> Self {
        Self {
            runtime: "crate::runtime".to_owned(),
            root: Some("generated_client".to_owned()),
            registry: true,
            index: Index::Features,
        }
    }

    /// For modules of another crate, which finds the runtime at a path such as `generated_client::runtime`. That crate
    /// need not know features, so services are plain modules.
    ///
    /// With `root`, the path under which users see the generated modules (`my_crate`, `my_crate::api`), actions get an
    /// example in their documentation.
    #[must_use]
    pub fn external(runtime: impl Into<String>, root: Option<String>) -> Self {
        Self {
            runtime: runtime.into(),
            root,
            registry: false,
            index: Index::Modules,
        }
    }

    /// For a whole crate of that name (`my_crate`), which depends on `generated-client` for the runtime.
    #[must_use]
    pub fn of_crate(name: impl Into<String>) -> Self {
        Self {
            runtime: "generated_client::runtime".to_owned(),
            root: Some(name.into()),
            registry: false,
            index: Index::Library,
        }
    }

    /// Whether actions can be called by name, behind the feature `cli` of the same crate as the runtime.
    pub(super) fn has_registry(&self) -> bool {
        self.registry
    }

    /// Path of the file that lists the services, below the folder of the sources.
    #[must_use]
    pub fn index_path(&self) -> &'static str {
        match self.index {
            Index::Features | Index::Modules => "services.rs",
            Index::Library => "lib.rs",
        }
    }

    /// Which file lists the services.
    pub(super) fn index(&self) -> Index {
        self.index
    }

    /// Path of the runtime module.
    pub(super) fn runtime(&self) -> &str {
        &self.runtime
    }

    /// Path of a module of the runtime.
    pub(super) fn runtime_module(&self, name: &str) -> String {
        format!("{}::{name}", self.runtime)
    }

    /// Whether the runtime is part of the same crate.
    pub(super) fn is_runtime_local(&self) -> bool {
        ["crate::", "self::", "super::"]
            .iter()
            .any(|start| self.runtime.starts_with(start))
    }

    /// Path under which users see the generated modules.
    pub(super) fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }
}
