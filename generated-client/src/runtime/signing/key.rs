//! Signing keys: derived from a secret and a scope, and cached for the day.
//!
//! Knows secrets. Gives message authentication codes. Must never show either in any output.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::Scope;
use crate::runtime::credentials::Credentials;

/// A key derived for one day, region and service. Valid only on that day.
#[derive(Clone)]
pub struct SigningKey(Hmac<Sha256>);

impl SigningKey {
    /// Derives the key: four HMACs over day, region, service and the word `request`.
    pub fn derive(credentials: &Credentials, scope: &Scope<'_>) -> Self {
        let mut mac = keyed(credentials.secret_access_key().as_bytes());
        for part in [scope.time.day(), scope.region, scope.service, "request"] {
            mac = keyed(&code(mac, part.as_bytes()));
        }
        Self(mac)
    }

    /// A key given as it is, whose first use is the next step of a derivation.
    #[cfg(test)]
    pub(super) fn from_key(key: &[u8]) -> Self {
        Self(keyed(key))
    }

    /// HMAC-SHA256 of a message under this key.
    pub fn mac(&self, message: &[u8]) -> [u8; 32] {
        code(self.0.clone(), message)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(<redacted>)")
    }
}

fn code(mut mac: Hmac<Sha256>, message: &[u8]) -> [u8; 32] {
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// HMAC takes keys of any length: a longer one than a block counts by its hash.
fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    match block.get_mut(..key.len()) {
        Some(room) => room.copy_from_slice(key),
        None => block[..32].copy_from_slice(&Sha256::digest(key)),
    }
    let mac = Hmac::new(&block.into());
    zeroize::Zeroize::zeroize(&mut block);
    mac
}

/// Derived keys of one client. Small: a client has few secrets, regions and services at a time.
#[derive(Default)]
pub(super) struct KeyCache(Mutex<VecDeque<Entry>>);

struct Entry {
    // Held, so that it can be told by its address as long as the entry lives.
    credentials: Credentials,
    day: [u8; 8],
    region: Box<str>,
    service: Box<str>,
    key: SigningKey,
}

impl Entry {
    fn is_for(&self, credentials: &Credentials, scope: &Scope<'_>) -> bool {
        self.day == scope.time.day_bytes()
            && *self.region == *scope.region
            && *self.service == *scope.service
            && self.credentials.has_secret_of(credentials)
    }
}

/// Maximum number of cached keys; beyond it, the oldest is dropped.
const CAPACITY: usize = 16;

impl KeyCache {
    /// HMAC-SHA256 of a message under the key of a scope, which is derived only if it is not
    /// cached.
    pub(super) fn mac(
        &self,
        credentials: &Credentials,
        scope: &Scope<'_>,
        message: &[u8],
    ) -> [u8; 32] {
        // Only the copy is made under the lock.
        let kept = {
            let entries = self.entries();
            entries
                .iter()
                .find(|entry| entry.is_for(credentials, scope))
                .map(|entry| entry.key.clone())
        };
        let key = kept.unwrap_or_else(|| self.derive(credentials, scope));
        code(key.0, message)
    }

    #[cold]
    fn derive(&self, credentials: &Credentials, scope: &Scope<'_>) -> SigningKey {
        let key = SigningKey::derive(credentials, scope);
        let mut entries = self.entries();
        if entries.len() >= CAPACITY {
            entries.pop_front();
        }
        entries.push_back(Entry {
            credentials: credentials.clone(),
            day: scope.time.day_bytes(),
            region: scope.region.into(),
            service: scope.service.into(),
            key: key.clone(),
        });
        key
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, VecDeque<Entry>> {
        // An entry is pushed whole or not at all, so a panic elsewhere leaves nothing half-done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
