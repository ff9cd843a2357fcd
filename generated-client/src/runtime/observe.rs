//! What a user's own code may see of every attempt, and add to it.
//!
//! Knows two moments: before an attempt is signed, and after it. Gives a view of the attempt. Must
//! never show a secret, nor let anything of the signature be changed.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue};

use super::envelope::Opened;
use super::error::Error;

/// Looks on at every attempt of every call. Both methods are called in the task that awaits the
/// call, so they should be quick.
///
/// ```
/// use generated_client::runtime::observe::{Attempt, Finished, Observe};
///
/// #[derive(Debug)]
/// struct Correlate;
///
/// impl Observe for Correlate {
///     fn before_signing(&self, attempt: &mut Attempt<'_>) {
///         attempt.set_header("x-correlation-id".parse().unwrap(), "42".parse().unwrap());
///     }
///
///     fn after_attempt(&self, attempt: &Finished<'_>) {
///         println!("{} took {:?}", attempt.action(), attempt.elapsed());
///     }
/// }
/// ```
pub trait Observe: fmt::Debug + Send + Sync {
    /// Before an attempt is signed and sent. Headers can still be added.
    fn before_signing(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// After an attempt, whatever became of it. An attempt that the call's time-out cuts off, or
    /// that is dropped with its call, has no such moment.
    fn after_attempt(&self, attempt: &Finished<'_>) {
        let _ = attempt;
    }
}

/// What every view of an attempt tells.
#[derive(Debug, Clone, Copy)]
pub(in crate::runtime) struct About<'a> {
    pub(in crate::runtime) service: &'static str,
    pub(in crate::runtime) action: &'static str,
    pub(in crate::runtime) version: &'static str,
    pub(in crate::runtime) region: &'a str,
    pub(in crate::runtime) host: &'a str,
    pub(in crate::runtime) number: u32,
}

/// An attempt about to be signed.
#[derive(Debug)]
pub struct Attempt<'a> {
    about: About<'a>,
    headers: HeaderMap,
}

/// An attempt that is over.
#[derive(Debug)]
pub struct Finished<'a> {
    pub(in crate::runtime) about: About<'a>,
    pub(in crate::runtime) elapsed: Duration,
    pub(in crate::runtime) outcome: Result<&'a Opened, &'a Error>,
    pub(in crate::runtime) pause: Option<Duration>,
}

macro_rules! tell_about {
    ($view:ident) => {
        impl $view<'_> {
            /// Name of the service, as it is signed.
            pub fn service(&self) -> &'static str {
                self.about.service
            }

            /// Name of the action.
            pub fn action(&self) -> &'static str {
                self.about.action
            }

            /// Version of the action.
            pub fn version(&self) -> &'static str {
                self.about.version
            }

            /// Region that is called.
            pub fn region(&self) -> &str {
                self.about.region
            }

            /// Host that is called, with its port if one was given.
            pub fn host(&self) -> &str {
                self.about.host
            }

            /// Which attempt of its call it is; the first one is 1.
            pub fn number(&self) -> u32 {
                self.about.number
            }
        }
    };
}

tell_about!(Attempt);
tell_about!(Finished);

/// Headers that are the runtime's own: an observer's are passed over.
const OWN: [HeaderName; 7] = [
    AUTHORIZATION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    HOST,
    HeaderName::from_static("x-content-sha256"),
    HeaderName::from_static("x-date"),
    HeaderName::from_static("x-security-token"),
];

impl<'a> Attempt<'a> {
    pub(in crate::runtime) fn new(about: About<'a>) -> Self {
        Self {
            about,
            headers: HeaderMap::new(),
        }
    }

    /// Sets a header of the request, in place of one of the same name. One whose name begins with
    /// `X-` is signed and has to hold visible ASCII characters and blanks only. The headers that make
    /// up the signature, and those that describe the body, stay as they are.
    pub fn set_header(&mut self, name: HeaderName, value: HeaderValue) {
        if !OWN.contains(&name) {
            self.headers.insert(name, value);
        }
    }

    pub(in crate::runtime) fn into_headers(self) -> HeaderMap {
        self.headers
    }
}

impl Finished<'_> {
    /// How long it took, from sending the request to the last byte of the reply.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// HTTP status of the reply, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self.outcome {
            Ok(opened) => Some(opened.status()),
            Err(error) => error.status(),
        }
    }

    /// Id of the request, if the reply told one.
    pub fn request_id(&self) -> Option<&str> {
        match self.outcome {
            Ok(opened) => Some(opened.request_id()).filter(|id| !id.is_empty()),
            Err(error) => error.request_id(),
        }
    }

    /// Why it failed.
    pub fn error(&self) -> Option<&Error> {
        self.outcome.err()
    }

    /// How long it is until the next attempt; `None` when this was the last.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}
