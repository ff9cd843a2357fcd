//! The proxy for requests.
//!
//! Knows the three choices. Gives the chosen one. Must never show the user name and password in the
//! address of a proxy.

use std::fmt;

use hyper_util::client::proxy::matcher::Matcher;
use zeroize::Zeroizing;

use crate::runtime::error::{Error, ErrorKind};

/// The proxy for requests.
///
/// # Examples
///
/// ```
/// use generated_client::Config;
/// use generated_client::runtime::transport::Proxy;
///
/// let direct = Config::builder().proxy(Proxy::none()).build();
/// let through_one = Config::builder().proxy(Proxy::at("http://proxy.example.com:3128")).build();
/// ```
#[derive(Clone)]
pub struct Proxy(Choice);

#[derive(Clone)]
enum Choice {
    System,
    None,
    At(Zeroizing<String>),
}

impl Proxy {
    /// The proxy from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), or
    /// else from the system's settings. Endpoints on this machine are called directly.
    pub fn system() -> Self {
        Self(Choice::System)
    }

    /// No proxy, regardless of the environment.
    pub fn none() -> Self {
        Self(Choice::None)
    }

    /// The proxy at this address, for every host, for example `http://user:password@host:3128`.
    ///
    /// An invalid address is an error when the client is created.
    pub fn at(address: impl Into<String>) -> Self {
        Self(Choice::At(Zeroizing::new(address.into())))
    }

    /// What to do for an endpoint that is, or is not, on this machine: no proxy can reach this
    /// machine's own addresses for it, unless it is one that the caller chose.
    pub(in crate::runtime) fn for_endpoint(&self, is_loopback: bool) -> Self {
        match &self.0 {
            Choice::System if is_loopback => Self::none(),
            _ => self.clone(),
        }
    }

    /// Knows the proxy of every address, unless there is none for any.
    pub(super) fn matcher(&self) -> Option<Matcher> {
        match &self.0 {
            Choice::System => Some(Matcher::from_system()),
            Choice::None => None,
            Choice::At(address) => Some(Matcher::builder().all(address.as_str()).build()),
        }
    }

    pub(super) fn apply(
        &self,
        builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, Error> {
        match &self.0 {
            Choice::System => Ok(builder),
            Choice::None => Ok(builder.no_proxy()),
            Choice::At(address) => {
                let invalid = |why: &str| Error::new(ErrorKind::InvalidConfiguration, why);
                let is_http = ["http://", "https://"].iter().any(|scheme| {
                    address
                        .get(..scheme.len())
                        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                });
                if !is_http {
                    return Err(invalid(
                        "the address of a proxy starts with http:// or https://",
                    ));
                }
                // The error is left out: it may repeat the address.
                let proxy = reqwest::Proxy::all(address.as_str())
                    .map_err(|_| invalid("the address of the proxy cannot be used"))?;
                Ok(builder.no_proxy().proxy(proxy))
            }
        }
    }
}

impl Default for Proxy {
    /// [`Proxy::system`].
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Choice::System => f.write_str("Proxy(system)"),
            Choice::None => f.write_str("Proxy(none)"),
            Choice::At(address) => {
                let host = address.rsplit_once('@').map_or_else(
                    || address.split_once("://").map_or("", |(_, host)| host),
                    |(_, host)| host,
                );
                write!(f, "Proxy({host})")
            }
        }
    }
}
