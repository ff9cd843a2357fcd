//! Typed, signed client for Volcengine OpenAPI.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed"))]

pub mod runtime;

pub use runtime::config::Config;
pub use runtime::credentials::Credentials;
pub use runtime::envelope::{Response, ResponseMetadata};
pub use runtime::error::{Error, ErrorKind};
pub use runtime::Call;

include!("services.rs");
