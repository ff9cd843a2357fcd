//! Why there are no credentials.
//!
//! Knows whether a source was not configured or failed, and what else was tried. Gives this in one
//! line and in parts. Must never hold a secret.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Why a source provides no credentials.
///
/// `Display` is one line. If a [`Chain`](super::Chain) found none, it lists every source and why it
/// was skipped; [`tried`](Self::tried) returns the same in parts.
#[derive(Clone)]
pub struct CredentialsError {
    passed_over: bool,
    reason: String,
    tried: Vec<Tried>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// A source that provided no credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    source: String,
    reason: String,
}

impl Tried {
    /// Name of the source.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Why it provided none.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.source, self.reason)
    }
}

impl CredentialsError {
    /// The source is not configured: a chain skips it and asks the next.
    pub fn passed_over(reason: impl Into<String>) -> Self {
        Self {
            passed_over: true,
            reason: reason.into(),
            tried: Vec::new(),
            source: None,
        }
    }

    /// The source is configured but failed: a chain stops here, so that no other identity is used
    /// unnoticed.
    pub fn failed(reason: impl Into<String>) -> Self {
        Self {
            passed_over: false,
            ..Self::passed_over(reason)
        }
    }

    /// Adds the underlying error.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: Some(Arc::from(source.into())),
            ..self
        }
    }

    /// Whether a chain skips the source.
    pub fn is_passed_over(&self) -> bool {
        self.passed_over
    }

    /// The same, of a source that is configured.
    pub(super) fn not_passed_over(self) -> Self {
        Self {
            passed_over: false,
            ..self
        }
    }

    /// The sources that a chain tried, in order, up to the one where it stopped; empty if a single
    /// source was asked.
    pub fn tried(&self) -> &[Tried] {
        &self.tried
    }

    /// No source of a chain is configured.
    pub(super) fn none_of(tried: Vec<Tried>) -> Self {
        let reason = if tried.is_empty() {
            "no source is configured".to_owned()
        } else {
            let tried: Vec<String> = tried.iter().map(Tried::to_string).collect();
            format!("tried {}", tried.join("; "))
        };
        Self {
            tried,
            ..Self::passed_over(reason)
        }
    }

    /// The chain ends at a source that failed.
    pub(super) fn stopped_at(source: &str, error: Self, mut tried: Vec<Tried>) -> Self {
        let reason = format!("{source}: {error}");
        tried.push(error.of(source));
        Self {
            tried,
            ..Self::failed(reason).with_source(error)
        }
    }

    /// This error as that of one of several sources.
    pub(super) fn of(&self, source: &str) -> Tried {
        Tried {
            source: source.to_owned(),
            reason: self.reason.clone(),
        }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsError")
            .field("passed_over", &self.passed_over)
            .field("reason", &self.reason)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
