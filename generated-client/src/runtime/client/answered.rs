//! The answer to a call, and what must not come out with it.
//!
//! Knows what was sent in confidence. Gives results and errors without it. Must never be generic
//! over more than the result.

use serde::de::DeserializeOwned;

use crate::runtime::action::Description;
use crate::runtime::credentials::Credentials;
use crate::runtime::envelope::{Opened, Response};
use crate::runtime::error::{Error, Secret, may_echo};

/// The answer to a call, its result not read yet.
pub(in crate::runtime) struct Answered {
    pub(super) opened: Opened,
    pub(super) confidential: Confidential,
    pub(super) action: Description,
    pub(super) attempts: u32,
}

impl Answered {
    /// Reads the result.
    pub(in crate::runtime) fn read<T: DeserializeOwned + Default>(
        self,
    ) -> Result<Response<T>, Error> {
        self.read_by(Opened::read)
    }

    /// Reads the result as it was written, if it can be read as the given type.
    #[cfg(feature = "cli")]
    pub(in crate::runtime) fn read_json<T: DeserializeOwned + Default>(
        self,
    ) -> Result<Response<serde_json::Value>, Error> {
        self.read_by(|opened| {
            opened.clone().read::<T>()?;
            opened.read()
        })
    }

    fn read_by<T>(
        self,
        read: impl FnOnce(Opened) -> Result<Response<T>, Error>,
    ) -> Result<Response<T>, Error> {
        let Self {
            opened,
            confidential,
            action,
            attempts,
        } = self;
        read(opened).map_err(|error| {
            confidential
                .remove_from(error, &action)
                .of_action(action.name, action.idempotent)
                .with_attempts(attempts)
        })
    }
}

/// What was sent with a request and must not appear in an error, should the server echo it.
pub(super) struct Confidential {
    pub(super) authorization: String,
    pub(super) credentials: Credentials,
}

impl Confidential {
    #[cold]
    pub(super) fn remove_from(&self, error: Error, action: &Description) -> Error {
        let error = if action.secret {
            error.without_reply()
        } else {
            error
        };
        let error = error.without(&Secret::whole(&self.authorization));
        let secrets = self.secrets().into_iter().map(Secret::with_parts);
        secrets.fold(error, |error, secret| error.without(&secret))
    }

    /// A short text of a server, such as a request's id, without what it may have echoed.
    pub(super) fn remove_from_text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.secrets() {
            if may_echo(&text, secret) {
                Secret::with_parts(secret).remove_from(&mut text);
            }
        }
        text
    }

    fn secrets(&self) -> [&str; 3] {
        [
            self.authorization.rsplit('=').next().unwrap_or_default(),
            self.credentials.session_token().unwrap_or_default(),
            self.credentials.secret_access_key(),
        ]
    }
}
