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

    /// What is documented about it. The constants below say the same one by one.
    const FACTS: Facts;
    /// Its name on the wire.
    const ACTION: &'static str = Self::FACTS.name;
    /// The version of a service that it belongs to.
    const API: &'static ApiVersion = Self::FACTS.api;
    /// The service it belongs to.
    const SERVICE: &'static Service = Self::API.service;
    /// Its version on the wire.
    const VERSION: &'static str = Self::API.version;
    /// Its HTTP method.
    const METHOD: Method = if Self::FACTS.get {
        Method::GET
    } else {
        Method::POST
    };
    /// Where its members are sent.
    const ENCODING: Encoding = Self::FACTS.encoding;
    /// Members with a different layout in a query string or a form. A name is a path without the
    /// numbers of items, such as `Filters.Values`.
    const STYLES: &'static [(&'static str, QueryStyle)] = &[];
    /// How many calls per second an account may make, if that is documented.
    const QPS: Option<u32> = Self::FACTS.qps;
    /// Whether repeating it has no further effect; `false` if not documented.
    const IDEMPOTENT: bool = Self::FACTS.idempotent;
    /// Whether its result contains secrets, so that no part of a reply may be shown.
    const SECRET: bool = Self::FACTS.secret;
}

/// What is documented about an action, as one constant: several constants would cost whoever compiles thousands of actions
/// several times as much.
///
/// ```
/// use generated_client::runtime::{ApiVersion, Facts, Service};
///
/// const SERVICE: Service = Service {
///     signing_name: "demo",
///     default_region: "cn-north-1",
///     endpoints: &[],
///     pattern: None,
/// };
/// const API: ApiVersion = ApiVersion {
///     service: &SERVICE,
///     version: "2020-01-01",
/// };
/// const FACTS: Facts = API.action("ListThings").get().query().qps(50).idempotent();
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    api: &'static ApiVersion,
    name: &'static str,
    get: bool,
    encoding: Encoding,
    qps: Option<u32>,
    idempotent: bool,
    secret: bool,
}

impl Facts {
    /// Is called by GET.
    #[must_use]
    pub const fn get(self) -> Self {
        Self { get: true, ..self }
    }

    /// Has its members in the query.
    #[must_use]
    pub const fn query(self) -> Self {
        Self {
            encoding: Encoding::Query,
            ..self
        }
    }

    /// Has its members in a form.
    #[must_use]
    pub const fn form(self) -> Self {
        Self {
            encoding: Encoding::Form,
            ..self
        }
    }

    /// May be called so many times per second by an account.
    #[must_use]
    pub const fn qps(self, limit: u32) -> Self {
        Self {
            qps: Some(limit),
            ..self
        }
    }

    /// Can be repeated without further effect.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self {
            idempotent: true,
            ..self
        }
    }

    /// Has a result with secrets.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self {
            secret: true,
            ..self
        }
    }
}

/// A version of a service: what all its actions have in common.
#[derive(Debug, Clone, Copy)]
pub struct ApiVersion {
    /// The service.
    pub service: &'static Service,
    /// The version on the wire: `2020-12-01`.
    pub version: &'static str,
}

impl ApiVersion {
    /// An action of this version, by its name on the wire: called by POST, with its members as JSON.
    #[must_use]
    pub const fn action(&'static self, name: &'static str) -> Facts {
        Facts {
            api: self,
            name,
            get: false,
            encoding: Encoding::Json,
            qps: None,
            idempotent: false,
            secret: false,
        }
    }
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
