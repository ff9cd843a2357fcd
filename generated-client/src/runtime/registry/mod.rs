//! Actions by name, for command lines, consoles and test benches that know no types.
//!
//! Knows how text becomes a typed request and why it may not. Gives, per action, its documentation as
//! data and a call. Must never skip a check that typed code passes: a body is read into the action's
//! own type, and whatever does not fit is reported with its path.
//!
//! Requires the feature `cli`. Generated code fills it: every version has the lists `actions::ACTIONS`
//! and `actions::ERRORS`, and the crate lists all services. The command `volc` is built on it.

mod body;
mod call;
mod describe;

#[cfg(test)]
mod tests;

use std::fmt;

use http::Method;

pub use self::body::BodyError;
pub use self::call::NamedCall;
pub use self::describe::{ErrorText, Member, NamedValue, Text, Type};
use super::action::{Action, Encoding};
use super::client::Client;
use super::wire::Read;
#[doc(hidden)]
pub use crate::__actions as actions;

/// A service whose actions can be called by name.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// Name of its module: `rtc`.
    pub name: &'static str,
    /// Display name.
    pub title: &'static str,
    /// Its versions, oldest first.
    pub versions: &'static [Version],
}

/// A version of a service.
#[derive(Debug, Clone, Copy)]
pub struct Version {
    /// As on the wire: `2020-12-01`.
    pub name: &'static str,
    /// Its actions, in order of their names.
    pub actions: &'static [Entry],
    /// The error codes that are documented for its actions.
    pub errors: &'static [ErrorText],
}

/// An action that can be called by name.
pub struct Entry {
    /// As on the wire: `BatchAddConversationParticipant`.
    pub name: &'static str,
    /// Its HTTP method.
    pub method: Method,
    /// Where its members travel.
    pub encoding: Encoding,
    /// How many calls per second an account may make, if that is documented.
    pub qps: Option<u32>,
    /// Whether repeating a call has no further effect.
    pub is_idempotent: bool,
    /// Its documentation.
    pub text: Text,
    prepare: fn(&Client, &str) -> Result<NamedCall, BodyError>,
}

impl Entry {
    /// The entry of an action.
    pub const fn of<A: Action + Read>(text: Text) -> Self {
        Self {
            name: A::ACTION,
            method: A::METHOD,
            encoding: A::ENCODING,
            qps: A::QPS,
            is_idempotent: A::IDEMPOTENT,
            text,
            prepare: prepare::<A>,
        }
    }

    /// Prepares a call with a JSON body, which is nested even if members are sent flattened.
    ///
    /// Members that are `null` count as absent. The others are sent in the given order, and numbers
    /// as written.
    ///
    /// # Errors
    ///
    /// [`BodyError`] if the body is not JSON, does not fit the request's type, has unknown members,
    /// lacks required ones or violates a documented constraint.
    pub fn call(&self, client: &Client, body: &str) -> Result<NamedCall, BodyError> {
        (self.prepare)(client, body)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Everything that is compiled per action.
fn prepare<A: Action + Read>(client: &Client, body: &str) -> Result<NamedCall, BodyError> {
    let (request, body) = body::read::<A>(body)?;
    Ok(NamedCall::new(client.clone(), &request, &body))
}
