//! What the runtime needs to know about an action.
//!
//! Knows the trait that generated code implements. Gives its constants as one plain value, so that
//! the code behind it is not generic. Must never know a particular action.

use http::Method;

use super::endpoint::Service;
use super::envelope::Response;
use super::wire::{Read, Value};

/// What is written, with the feature `full-serde` by `serde` too.
#[cfg(feature = "full-serde")]
pub trait Writable: Value + serde::Serialize {}

#[cfg(feature = "full-serde")]
impl<T: Value + serde::Serialize> Writable for T {}

/// What is written, with the feature `full-serde` by `serde` too.
#[cfg(not(feature = "full-serde"))]
pub trait Writable: Value {}

#[cfg(not(feature = "full-serde"))]
impl<T: Value> Writable for T {}

/// An action of a service, implemented by the type of its request.
pub trait Action: Writable + Send + 'static {
    /// The result of the action.
    type Output: Read + Default + Send + 'static;
    /// The reply: a [`Response`] or, if the action can fail for some of its items, a
    /// [`BatchResponse`](super::BatchResponse), which must be used.
    type Reply: From<Response<Self::Output>> + Into<Response<Self::Output>> + Send + 'static;

    /// The version of a service that it belongs to.
    const API: &'static ApiVersion;
    /// Its name on the wire.
    const ACTION: &'static str;
    /// The service it belongs to.
    const SERVICE: &'static Service = Self::API.service;
    /// Its version on the wire.
    const VERSION: &'static str = Self::API.version;
    /// Its HTTP method, POST by default.
    const METHOD: Method = Method::POST;
    /// Where its members are sent, as JSON by default.
    const ENCODING: Encoding = Encoding::Json;
    /// Members with a different layout in a query string or a form. A name is a path without the
    /// numbers of items, such as `Filters.Values`.
    const STYLES: &'static [(&'static str, QueryStyle)] = &[];
    /// How many calls per second an account may make, if that is documented.
    const QPS: Option<u32> = None;
    /// Whether repeating it has no further effect; `false` if not documented.
    const IDEMPOTENT: bool = false;
    /// Whether its result contains secrets, so that no part of a reply may be shown.
    const SECRET: bool = false;
}

/// A version of a service: what all its actions have in common.
#[derive(Debug, Clone, Copy)]
pub struct ApiVersion {
    /// The service.
    pub service: &'static Service,
    /// The version on the wire: `2020-12-01`.
    pub version: &'static str,
}

/// Where the members of a request are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// In the query, flattened.
    Query,
    /// In the body, as JSON.
    Json,
    /// In the body, flattened as a form.
    Form,
}

/// A layout of a list or an object in a query string or a form that differs from the platform's,
/// `Name.1`, `Name.2`, `Name.1.Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryStyle {
    /// The items of a list, joined with this character: `Name=a,b`.
    Joined(char),
    /// The name once for each item of a list: `Name=a&Name=b`.
    Repeated,
    /// JSON: `Name={"Key":1}`.
    Json,
}

/// The constants of an [`Action`].
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Description {
    pub(in crate::runtime) service: &'static Service,
    pub(in crate::runtime) name: &'static str,
    pub(in crate::runtime) version: &'static str,
    pub(in crate::runtime) method: Method,
    pub(in crate::runtime) encoding: Encoding,
    pub(in crate::runtime) idempotent: bool,
    pub(in crate::runtime) secret: bool,
    pub(in crate::runtime) qps: Option<u32>,
}

impl Description {
    pub(in crate::runtime) fn of<A: Action>() -> Self {
        Self {
            service: A::SERVICE,
            name: A::ACTION,
            version: A::VERSION,
            method: A::METHOD,
            encoding: A::ENCODING,
            idempotent: A::IDEMPOTENT,
            secret: A::SECRET,
            qps: A::QPS,
        }
    }
}
