//! Actions by name: what a command line, a console or a test bench calls without knowing any type.
//!
//! Knows how text becomes a typed request and why it may not. Gives, per action, its documentation
//! and a call. Must never skip a check that typed code would have passed: a body is read into the
//! action's own type, and what does not fit is told by its path.
//!
//! The feature `cli` has it. Generated code fills it: every version has a list `actions::ACTIONS`, and
//! the crate one of all services. The command `volc` stands on it.

mod body;
mod call;

#[cfg(test)]
mod tests;

use std::fmt;

use serde::de::DeserializeOwned;

pub use self::body::BodyError;
pub use self::call::NamedCall;
use super::action::Action;
use super::client::Client;

/// A service whose actions can be called by name.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// Name of its module: `rtc`.
    pub name: &'static str,
    /// What people call it.
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
}

/// What is said about an action.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// One line; may be empty.
    pub summary: &'static str,
    /// Plain texts, one for each section, member and error, whose lines are paragraphs.
    pub help: &'static [&'static str],
    /// The body of an example, as JSON.
    pub example: Option<&'static str>,
}

/// An action that can be called by name.
pub struct Entry {
    /// As on the wire: `BatchAddConversationParticipant`.
    pub name: &'static str,
    /// What is said about it.
    pub text: Text,
    prepare: fn(&Client, &str) -> Result<NamedCall, BodyError>,
}

impl Entry {
    /// The entry of an action.
    pub const fn of<A: Action + DeserializeOwned>(text: Text) -> Self {
        Self {
            name: A::ACTION,
            text,
            prepare: prepare::<A>,
        }
    }

    /// Prepares a call with a body in JSON, which is nested also where the members travel flattened.
    ///
    /// Members that are `null` count as absent. The others are sent in the order in which they stand, and
    /// numbers as they are written.
    ///
    /// # Errors
    ///
    /// [`BodyError`] when the body is no JSON, does not fit the request's type, has members that the
    /// request does not have, lacks required ones or violates a documented constraint.
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

/// All that is compiled anew per action.
fn prepare<A: Action + DeserializeOwned>(
    client: &Client,
    body: &str,
) -> Result<NamedCall, BodyError> {
    let (request, body) = body::read::<A>(body)?;
    Ok(NamedCall::new(client.clone(), &request, &body))
}
