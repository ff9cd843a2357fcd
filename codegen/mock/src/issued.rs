//! Keys that the server issued itself.
//!
//! Knows the members that hold keys in the platform's replies, and those that say from when to when they are valid.
//! Gives accounts for them, and moves their times to the server's. Must never hand out anything: keys come from the
//! replies.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::{Account, Refusal};

/// Accounts for which replies carried the keys.
#[derive(Debug, Default)]
pub(super) struct Issued(Mutex<Vec<Keys>>);

#[derive(Debug, Clone)]
struct Keys {
    account: Account,
    /// When they end, if a reply says so.
    end: Option<Timestamp>,
}

impl Issued {
    fn keys(&self) -> MutexGuard<'_, Vec<Keys>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The known accounts and these.
    pub(super) fn beside(&self, known: &[Account]) -> Vec<Account> {
        let issued = self.keys();
        let issued = issued.iter().map(|keys| &keys.account);
        known.iter().chain(issued).cloned().collect()
    }

    /// Whether keys are valid still.
    pub(super) fn check(&self, access_key: &str, now: Timestamp) -> Result<(), Refusal> {
        let keys = self.keys();
        let mut own = keys
            .iter()
            .filter(|keys| keys.account.access_key == access_key);
        match own.next().and_then(|keys| keys.end) {
            Some(end) if end <= now => Err(Refusal::unnumbered(
                401,
                "ExpiredToken",
                format!("the keys expired at {end}"),
            )),
            _ => Ok(()),
        }
    }

    /// Takes note of the keys in a reply. They are valid from now on, for as long as the request asked, or as the
    /// example in the document is.
    pub(super) fn note(&self, reply: &mut Value, members: &Value, now: Timestamp) {
        let Some(keys) = keys_in(reply) else {
            return;
        };
        let Some(account) = account_of(keys) else {
            return;
        };
        let end = renew(keys, members, now);
        let mut issued = self.keys();
        issued.retain(|known| known.account.access_key != account.access_key);
        issued.push(Keys { account, end });
    }
}

/// The first set of keys in a reply, however deep.
fn keys_in(reply: &mut Value) -> Option<&mut Map<String, Value>> {
    match reply {
        Value::Object(members) => {
            if account_of(members).is_some() {
                Some(members)
            } else {
                members.values_mut().find_map(keys_in)
            }
        }
        Value::Array(items) => items.iter_mut().find_map(keys_in),
        _ => None,
    }
}

fn account_of(keys: &Map<String, Value>) -> Option<Account> {
    let text = |name: &str| Some(keys.get(name)?.as_str()?.to_owned());
    Some(Account {
        access_key: text("AccessKeyId")?,
        secret_key: text("SecretAccessKey")?,
        session_token: text("SessionToken"),
    })
}

/// Moves the times of keys to now; gives their end.
fn renew(keys: &mut Map<String, Value>, members: &Value, now: Timestamp) -> Option<Timestamp> {
    let time = |name: &str| {
        let text = keys.get(name)?.as_str()?;
        let offset = Pieces::parse(text).ok()?.to_numeric_offset();
        let time: Timestamp = text.parse().ok()?;
        Some((time, offset.unwrap_or(Offset::UTC)))
    };
    let (begun, end) = (time("CurrentTime")?, time("ExpiredTime")?);
    let asked = members
        .get("DurationSeconds")
        .and_then(Value::as_i64)
        .filter(|seconds| *seconds > 0);
    let life = match asked {
        Some(seconds) => SignedDuration::from_secs(seconds),
        None => end.0.duration_since(begun.0),
    };
    let now = Timestamp::from_second(now.as_second()).ok()?;
    let ends = now.checked_add(life).ok()?;
    for (name, moment, offset) in [("CurrentTime", now, begun.1), ("ExpiredTime", ends, end.1)] {
        let text = moment.display_with_offset(offset).to_string();
        keys.insert(name.to_owned(), text.into());
    }
    Some(ends)
}
