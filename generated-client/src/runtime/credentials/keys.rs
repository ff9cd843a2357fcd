//! A pair of keys, with a session token where they are temporary.
//!
//! Knows secrets and wipes them from memory at the end. Gives them to signing alone. Must never
//! show them.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

/// Access key, secret key and, for temporary credentials, session token.
///
/// Cheap to clone. The texts are wiped from memory when the last clone goes, and none of them is in
/// the `Debug` output.
#[derive(Clone)]
pub struct Credentials(Arc<Keys>);

struct Keys {
    access_key_id: Zeroizing<String>,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// Long-lived credentials: access key id and secret access key, exactly as issued.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self(Arc::new(Keys {
            access_key_id: Zeroizing::new(access_key_id.into()),
            secret_access_key: Zeroizing::new(secret_access_key.into()),
            session_token: None,
        }))
    }

    /// Temporary credentials: the same with a session token. An empty token counts as none.
    pub fn temporary(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
    ) -> Self {
        let token = Zeroizing::new(session_token.into());
        Self(Arc::new(Keys {
            access_key_id: Zeroizing::new(access_key_id.into()),
            secret_access_key: Zeroizing::new(secret_access_key.into()),
            session_token: (!token.is_empty()).then_some(token),
        }))
    }

    /// Id of the access key. It names the key and is no secret in itself.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// Whether these are temporary credentials, which have a session token.
    pub fn is_temporary(&self) -> bool {
        self.0.session_token.is_some()
    }

    pub(in crate::runtime) fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    pub(in crate::runtime) fn session_token(&self) -> Option<&str> {
        self.0.session_token.as_ref().map(|token| token.as_str())
    }

    /// Whether both derive the same signing keys.
    pub(in crate::runtime) fn has_secret_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.secret_access_key() == other.secret_access_key()
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
