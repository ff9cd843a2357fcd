//! The parts of a rejected signature.
//!
//! Knows everything about it except secrets. Gives it to find the cause. Must never hold a key, a
//! token or the signature itself.

use std::fmt;

use crate::runtime::signing::SigningTime;

/// What a rejected signature was computed from; see [`Error::signature`](super::Error::signature).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureReport {
    pub(in crate::runtime) credentials: String,
    pub(in crate::runtime) region: String,
    pub(in crate::runtime) service: &'static str,
    pub(in crate::runtime) time: SigningTime,
    pub(in crate::runtime) server_time: Option<SigningTime>,
}

impl SignatureReport {
    /// Name of the source of the credentials.
    pub fn credentials(&self) -> &str {
        &self.credentials
    }

    /// Region it was signed for.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Service it was signed for.
    pub fn service(&self) -> &str {
        self.service
    }

    /// Time of the signature.
    pub fn time(&self) -> SigningTime {
        self.time
    }

    /// The server's clock at the rejection, if known.
    pub fn server_time(&self) -> Option<SigningTime> {
        self.server_time
    }
}

impl fmt::Display for SignatureReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "signed at {} for {}/{} with keys from {}",
            self.time, self.region, self.service, self.credentials
        )?;
        match self.server_time {
            Some(time) => write!(f, ", the server's clock {time}"),
            None => f.write_str(", the server's clock unknown"),
        }
    }
}
