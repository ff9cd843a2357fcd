//! Hooks for user code around every attempt.
//!
//! Knows two moments: before an attempt is signed, and after it. Gives a view of the attempt. Must
//! never show a secret or allow changes to the signature.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue};

use super::envelope::Opened;
use super::error::Error;

/// Observes every attempt of every call. Both methods run in the task that awaits the call, so they
/// should be fast.
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
    /// Called before an attempt is signed and sent. It can still add headers.
    fn before_signing(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// Called after an attempt, successful or not, unless the call times out or is dropped during
    /// the attempt.
    fn after_attempt(&self, attempt: &Finished<'_>) {
        let _ = attempt;
    }
}

/// What every view of an attempt shows.
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

/// A finished attempt.
#[derive(Debug)]
pub struct Finished<'a> {
    pub(in crate::runtime) about: About<'a>,
    pub(in crate::runtime) elapsed: Duration,
    pub(in crate::runtime) outcome: Result<&'a Opened, &'a Error>,
    pub(in crate::runtime) pause: Option<Duration>,
    /// Of a reply that is a success, without what the server may have echoed in it.
    pub(in crate::runtime) request_id: Option<String>,
}

macro_rules! tell_about {
    ($view:ident) => {
        impl $view<'_> {
            /// Signing name of the service.
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

            /// Region of the call.
            pub fn region(&self) -> &str {
                self.about.region
            }

            /// Host of the call, with its port if there is one.
            pub fn host(&self) -> &str {
                self.about.host
            }

            /// Number of the attempt, from 1.
            pub fn number(&self) -> u32 {
                self.about.number
            }
        }
    };
}

tell_about!(Attempt);
tell_about!(Finished);

/// Headers that only the runtime sets; those of an observer are ignored.
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

    /// Sets a header of the request, replacing one of the same name. A header whose name starts
    /// with `X-` is signed and may only contain visible ASCII characters and spaces. Headers of the
    /// signature, and those that describe the body, cannot be changed.
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
    /// Time from sending the request to the last byte of the reply.
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

    /// Id of the request, if the reply has one.
    pub fn request_id(&self) -> Option<&str> {
        match self.outcome {
            Ok(_) => self.request_id.as_deref().filter(|id| !id.is_empty()),
            Err(error) => error.request_id(),
        }
    }

    /// Why it failed.
    pub fn error(&self) -> Option<&Error> {
        self.outcome.err()
    }

    /// Pause before the next attempt; `None` if this was the last.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}
