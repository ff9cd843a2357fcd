//! How the output is to be embedded.
//!
//! Knows where generated code finds the runtime and how its users call the crate.
//! Gives both as tokens and text.
//! Must never know what is emitted.

use proc_macro2::TokenStream;

/// Where the generated modules are going to live.
#[derive(Debug, Clone)]
pub struct Options {
    runtime: String,
    root: Option<String>,
    full_serde: bool,
    registry: bool,
}

impl Options {
    /// For modules of `generated-client` itself: the runtime is `crate::runtime`, and examples in the documentation
    /// speak of `generated_client`.
    #[must_use]
    pub fn in_crate() -> Self {
        Self {
            runtime: "crate::runtime".to_owned(),
            root: Some("generated_client".to_owned()),
            full_serde: true,
            registry: true,
        }
    }

    /// For modules of another crate, which finds the runtime at a path such as `generated_client::runtime`.
    ///
    /// With `root`, the path under which users see the generated modules (`my_crate`, `my_crate::api`), actions get an
    /// example in their documentation.
    #[must_use]
    pub fn external(runtime: impl Into<String>, root: Option<String>) -> Self {
        Self {
            runtime: runtime.into(),
            root,
            full_serde: false,
            registry: false,
        }
    }

    /// Adds, behind the feature `full-serde` of the crate that holds the output, the direction in which a type does not
    /// travel: requests are read as well, and replies are written.
    #[must_use]
    pub fn full_serde(self) -> Self {
        Self {
            full_serde: true,
            ..self
        }
    }

    /// Whether types have both directions of serde.
    pub(super) fn has_full_serde(&self) -> bool {
        self.full_serde
    }

    /// Whether actions can be called by name, behind the feature `cli` of the same crate as the runtime.
    pub(super) fn has_registry(&self) -> bool {
        self.registry
    }

    /// Path of the runtime module. A text that is no path gives no tokens at all, which the compiler then shows.
    pub(super) fn runtime(&self) -> TokenStream {
        self.runtime.parse().unwrap_or_default()
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
