//! The file of the platform's older command-line tools.
//!
//! Knows its location. Gives the keys in it. Must never write it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use super::{Credentials, CredentialsError, ProvideCredentials, file};
use crate::runtime::BoxFuture;
use crate::runtime::environment::{Environment, System};

/// The file of the older tools: `~/.volc/config`, JSON with `ak` and `sk`.
#[derive(Clone)]
pub struct OlderFile {
    environment: Arc<dyn Environment>,
    file: Option<PathBuf>,
}

impl OlderFile {
    /// The file in the home directory.
    pub fn new() -> Self {
        Self::of(Arc::new(System))
    }

    /// The file in the home directory of another environment.
    pub fn of(environment: Arc<dyn Environment>) -> Self {
        Self {
            environment,
            file: None,
        }
    }

    /// Another file.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let is_named = self.file.is_some();
        let path = self
            .file
            .clone()
            .or_else(|| file::in_home(&*self.environment, [".volc", "config"]))
            .ok_or_else(|| CredentialsError::passed_over("HOME is not set"))?;
        let document = file::read_json(&*self.environment, &path)?
            .ok_or_else(|| file::lacking(is_named, format!("{} does not exist", path.display())))?;
        match (document.text(&["ak"]), document.text(&["sk"])) {
            (Some(id), Some(secret)) => {
                Ok(Credentials::new(id, secret).from_source(path.display().to_string()))
            }
            (None, None)
                if !["ak", "sk"]
                    .iter()
                    .any(|name| document.is_other_than(&[name], Value::is_string)) =>
            {
                let reason = format!("{} has no `ak`", path.display());
                Err(file::lacking(is_named, reason))
            }
            (id, _) => Err(CredentialsError::failed(format!(
                "{} has no string `{}`",
                path.display(),
                if id.is_some() { "sk" } else { "ak" }
            ))),
        }
    }
}

impl Default for OlderFile {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for OlderFile {
    fn name(&self) -> &str {
        "credentials file of older tools"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(file::apart(self, Self::read))
    }
}

impl fmt::Debug for OlderFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OlderFile")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
