//! Keys that the server itself gave away.
//!
//! Knows how a reply carries keys. Gives them as accounts, so that their owner can use them.
//! Must never forget an account, nor know which action gives keys.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::Account;

/// Accounts for which replies carried the keys.
#[derive(Debug, Default)]
pub(super) struct Issued(Mutex<Vec<Account>>);

impl Issued {
    fn accounts(&self) -> MutexGuard<'_, Vec<Account>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The known accounts and these.
    pub(super) fn beside(&self, known: &[Account]) -> Vec<Account> {
        known.iter().chain(&*self.accounts()).cloned().collect()
    }

    /// Takes note of the keys in a reply.
    pub(super) fn note(&self, reply: &Value) {
        if let Some(account) = account_in(reply) {
            let mut accounts = self.accounts();
            accounts.retain(|known| known.access_key != account.access_key);
            accounts.push(account);
        }
    }
}

/// The first set of keys in a reply, however deep.
fn account_in(reply: &Value) -> Option<Account> {
    match reply {
        Value::Object(members) => {
            let text = |name: &str| Some(members.get(name)?.as_str()?.to_owned());
            let keys = || {
                Some(Account {
                    access_key: text("AccessKeyId")?,
                    secret_key: text("SecretAccessKey")?,
                    session_token: text("SessionToken"),
                })
            };
            keys().or_else(|| members.values().find_map(account_in))
        }
        Value::Array(items) => items.iter().find_map(account_in),
        _ => None,
    }
}
