//! Everything that generated code is made of, under one name.
//!
//! Knows which parts of the runtime generated code may use. Gives these and no others. Must never
//! change without the generator changing with it.

pub use std::collections::BTreeMap;
pub use std::marker::PhantomData;

pub use http::Method;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value as JsonValue;

pub use super::action::{Action, ApiVersion, Encoding, Facts, QueryStyle};
pub use super::builder::{AllSet, Set, collect};
pub use super::call::{Call, pass_on};
pub use super::endpoint::Service;
pub use super::envelope::Response as PlainResponse;
pub use super::error::may_pass;
pub use super::pages::{PageCursor, Paginated};
pub use super::partial::{BatchResponse, PartialFailure};
pub use super::presigned::Presign;
pub use super::validate::{Validate, Validator};
pub use super::wire::unknown::unknown;
pub use super::wire::{
    ByDefault, Choice, Empty, JsonNumber, Member, Open, Read, Row, Table, Unknown, Value, View,
    Wire, alike, debug, debug_choice, equal, held, read_request, same, table, untagged, write,
};
pub use crate::{__record as record, __union as union, __values as values};
