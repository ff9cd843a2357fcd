//! A pair of keys, with a session token where they are temporary.
//!
//! Knows secrets and wipes them from memory at the end. Gives them to signing alone. Must never
//! show them.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

/// How long before their end keys are replaced, unless their source says otherwise.
pub const DEFAULT_REFRESH_AHEAD: Duration = Duration::from_secs(60);

/// How the ids of temporary keys begin.
const TEMPORARY: &str = "AKTP";

/// Access key, secret key and, for temporary credentials, session token and end.
///
/// Cheap to clone. The texts are wiped from memory when the last clone goes, and none of them is in
/// the `Debug` output.
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
    /// Long-lived credentials: access key id and secret access key, exactly as issued.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self::temporary(access_key_id, secret_access_key, "")
    }

    /// Temporary credentials: the same with a session token. An empty token counts as none.
    ///
    /// When they end, say so by [`expires_at`](Self::expires_at), so that they are replaced in time.
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

    /// Says when these credentials end. Their source is asked for new ones ahead of that.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiration = Some(time);
        self
    }

    /// Says how long before their end the source is asked for new ones: 60 seconds unless this says
    /// otherwise.
    #[must_use]
    pub fn refreshed_ahead(mut self, time: Duration) -> Self {
        self.refresh_ahead = time;
        self
    }

    /// Says where they come from, more exactly than the name of their source does. It appears in
    /// errors.
    #[must_use]
    pub fn from_source(mut self, source: impl Into<Arc<str>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Says which region belongs to them: calls go there where neither the call nor the client names a
    /// region and the service has an endpoint there.
    #[must_use]
    pub fn in_region(mut self, region: impl Into<Arc<str>>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The region that belongs to them, if one does.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Id of the access key. It names the key and is no secret in itself.
    pub fn access_key_id(&self) -> &str {
        &self.keys.access_key_id
    }

    /// Whether these are temporary credentials, which have a session token.
    pub fn is_temporary(&self) -> bool {
        self.keys.session_token.is_some()
    }

    /// When they end, if that is known.
    pub fn expiration(&self) -> Option<SystemTime> {
        self.expiration
    }

    /// Where they come from, for example `instance metadata (role reader)`.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Whether both hold the same keys and the same token.
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

    /// The same, said to come from this source unless they say so themselves.
    pub(super) fn or_from(self, source: &str) -> Self {
        if self.source.is_some() {
            self
        } else {
            self.from_source(source)
        }
    }

    /// Whether a part of them is missing: the ids of temporary keys have a beginning of their own, and
    /// without a token such keys are refused.
    pub(super) fn lack_token(&self) -> bool {
        self.access_key_id().starts_with(TEMPORARY) && !self.is_temporary()
    }

    /// Whether they have not ended yet.
    pub(super) fn end(&self) -> bool {
        self.expiration.is_some()
    }

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
