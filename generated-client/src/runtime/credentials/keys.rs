//! A pair of keys, with a session token if they are temporary.
//!
//! Knows secrets and wipes them from memory at the end. Gives them only to signing. Must never show
//! them.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

/// Default time before their expiry at which keys are replaced.
pub const DEFAULT_REFRESH_AHEAD: Duration = Duration::from_secs(60);

/// Prefix of the ids of temporary keys.
const TEMPORARY: &str = "AKTP";

/// Access key, secret key and, for temporary credentials, session token and expiry.
///
/// Cheap to clone. The keys are wiped from memory when the last clone is dropped, and the `Debug`
/// output shows none of them.
#[derive(Clone)]
pub struct Credentials {
    keys: Arc<Keys>,
    expiration: Option<SystemTime>,
    refresh_ahead: Duration,
    source: Option<Arc<str>>,
    region: Option<Arc<str>>,
}

struct Keys {
    access_key_id: Zeroizing<String>,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// Creates long-lived credentials: access key id and secret access key, exactly as issued.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self::temporary(access_key_id, secret_access_key, "")
    }

    /// Creates temporary credentials, with a session token. An empty token counts as none.
    ///
    /// Set their expiry with [`expires_at`](Self::expires_at), so that they are replaced in time.
    pub fn temporary(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
    ) -> Self {
        let token = Zeroizing::new(session_token.into());
        Self {
            keys: Arc::new(Keys {
                access_key_id: Zeroizing::new(access_key_id.into()),
                secret_access_key: Zeroizing::new(secret_access_key.into()),
                session_token: (!token.is_empty()).then_some(token),
            }),
            expiration: None,
            refresh_ahead: DEFAULT_REFRESH_AHEAD,
            source: None,
            region: None,
        }
    }

    /// Sets the expiry. The source is asked for new credentials before it.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiration = Some(time);
        self
    }

    /// Sets how long before their expiry the source is asked for new credentials: 60 seconds by
    /// default.
    #[must_use]
    pub fn refreshed_ahead(mut self, time: Duration) -> Self {
        self.refresh_ahead = time;
        self
    }

    /// Sets their origin, for errors, if it is more specific than the name of the source.
    #[must_use]
    pub fn from_source(mut self, source: impl Into<Arc<str>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Sets the region that belongs to them: calls go there if neither the call nor the client
    /// names a region and the service has an endpoint there.
    #[must_use]
    pub fn in_region(mut self, region: impl Into<Arc<str>>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The region that belongs to them, if any.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Id of the access key. It identifies the key and is not secret itself.
    pub fn access_key_id(&self) -> &str {
        &self.keys.access_key_id
    }

    /// Whether these are temporary credentials, with a session token.
    pub fn is_temporary(&self) -> bool {
        self.keys.session_token.is_some()
    }

    /// When they expire, if known.
    pub fn expiration(&self) -> Option<SystemTime> {
        self.expiration
    }

    /// Their origin, for example `instance metadata (role reader)`.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Whether both have the same keys and token.
    pub fn is_same_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.keys, &other.keys)
            || (self.access_key_id() == other.access_key_id()
                && self.secret_access_key() == other.secret_access_key()
                && self.session_token() == other.session_token())
    }

    pub(in crate::runtime) fn secret_access_key(&self) -> &str {
        &self.keys.secret_access_key
    }

    pub(in crate::runtime) fn session_token(&self) -> Option<&str> {
        self.keys.session_token.as_ref().map(|token| token.as_str())
    }

    /// Whether both derive the same signing keys.
    pub(in crate::runtime) fn has_secret_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.keys, &other.keys)
            || self.secret_access_key() == other.secret_access_key()
    }

    /// The same, with this source as their origin unless they have one.
    pub(super) fn or_from(self, source: &str) -> Self {
        if self.source.is_some() {
            self
        } else {
            self.from_source(source)
        }
    }

    /// Whether a part of them is missing: temporary keys, which a prefix of their ids shows, need a
    /// token.
    pub(super) fn lack_token(&self) -> bool {
        self.access_key_id().starts_with(TEMPORARY) && !self.is_temporary()
    }

    /// Whether they have not expired yet.
    pub(super) fn are_valid(&self, now: SystemTime) -> bool {
        self.expiration.is_none_or(|end| now < end)
    }

    /// Whether it is time to ask for new ones.
    pub(super) fn are_due(&self, now: SystemTime) -> bool {
        self.expiration.is_some_and(|end| {
            now.checked_add(self.refresh_ahead)
                .is_none_or(|ahead| ahead >= end)
        })
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_temporary() {
            "temporary"
        } else {
            "long-lived"
        };
        write!(f, "Credentials({kind}, <redacted>)")
    }
}
