//! Everything that the clients of all services share, written by hand.
//!
//! Knows how to call the platform, whatever the action. Gives one module per concern:
//! [`credentials`], [`signing`], [`endpoint`], [`transport`], [`envelope`], [`retry`], rate and
//! time limits, [`Pages`], [`PartialFailure`], [`observe`], [`error`], [`config`] and the
//! [`Client`] that connects them. Must never know a service.

mod action;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
mod client;
mod http_date;
mod limit;
mod options;
mod pages;
mod partial;
mod payload;
mod presigned;
mod signed_request;
mod source;
mod time_limit;
mod validate;
mod wire;

pub mod config;
pub mod credentials;
pub mod endpoint;
pub mod envelope;
pub mod environment;
pub mod error;
#[doc(hidden)]
pub mod generated;
pub mod observe;
#[cfg(feature = "cli")]
pub mod registry;
pub mod retry;
pub mod signing;
pub mod transport;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
mod block_on;
#[cfg(test)]
mod tests;

use std::pin::Pin;

pub use self::action::{Action, ApiVersion, Encoding, Facts};
pub use self::builder::{AllSet, Set};
pub use self::call::Call;
pub use self::client::Client;
pub use self::config::Config;
pub use self::endpoint::Service;
pub use self::error::Error;
pub use self::limit::RateLimit;
#[cfg(feature = "blocking")]
pub use self::pages::{BlockingItems, BlockingPages};
pub use self::pages::{Items, PageCursor, Pages, Paginated, Position};
pub use self::partial::{BatchResponse, Incomplete, PartialFailure};
pub use self::presigned::{Presign, PresignedUrl};
pub use self::signed_request::SignedRequest;
pub use self::source::CallFuture;
pub use self::time_limit::TimeLimit;
pub use self::validate::{Number, Validate, Validator, Violation, violations};
pub use self::wire::{Choice, Empty, JsonNumber, Open, Unknown};

/// A boxed future that any thread may poll.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
