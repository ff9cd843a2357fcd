//! A URL that contains its signature.
//!
//! Knows which actions can have one, and how long it is valid. Gives it on request. Must never show
//! it otherwise: it allows anybody to make the call.

use std::fmt;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::action::Action;

/// A `GET` action, whose URL is the whole request.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no presigned URL: only actions that are called by GET have one",
    label = "not the request of a GET action"
)]
pub trait Presign: Action {}

/// A URL with which anybody can make a call until it expires; see
/// [`Call::presign`](super::Call::presign).
///
/// It contains the access key id, the signature and, for temporary credentials, the session token.
/// Its `Debug` output shows none of them, and it has no `Display`.
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

    /// The URL. Share it only with those who may make the call.
    pub fn expose(&self) -> &str {
        &self.url
    }

    /// When it expires: after the requested time, or with the credentials.
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
