//! A URL that carries its own signature.
//!
//! Knows which actions can have one, and for how long it holds. Gives the text to whoever asks for
//! it. Must never show it otherwise: whoever has it can make the call.

use std::fmt;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::action::Action;

/// An action that is called by `GET`, so that a URL says all of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no presigned URL: only actions that are called by GET have one",
    label = "not the request of a GET action"
)]
pub trait Presign: Action {}

/// A URL by which anybody can make a call until it has expired; see
/// [`Call::presign`](super::Call::presign).
///
/// It holds the id of the access key, the signature and, where the credentials are temporary, the
/// session token. None of them is in its `Debug` output, and it has no `Display`.
#[derive(Clone)]
pub struct PresignedUrl {
    url: Zeroizing<String>,
    expires_at: SystemTime,
}

impl PresignedUrl {
    pub(super) fn new(url: String, expires_at: SystemTime) -> Self {
        Self {
            url: Zeroizing::new(url),
            expires_at,
        }
    }

    /// The URL itself. Give it to nobody who may not make the call.
    pub fn expose(&self) -> &str {
        &self.url
    }

    /// When it ceases to be valid: after the time asked for, or with the credentials.
    pub fn expires_at(&self) -> SystemTime {
        self.expires_at
    }
}

impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedUrl")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
