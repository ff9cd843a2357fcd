//! What the platform says about a call, besides its result.
//!
//! Knows `ResponseMetadata` and the `Error` in it. Gives both as they came. Must never fail for a
//! member of an unexpected type: what matters is whether there is an error.

use std::fmt;

use http::HeaderMap;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::runtime::error::short;
use crate::runtime::wire::{ByDefault, Member, Read};

/// Metadata of a call. Missing members are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ResponseMetadata {
    /// Id of the request; quote it to the platform's support.
    pub request_id: String,
    /// Action, as named by the server; it may differ from the one that was called.
    pub action: String,
    /// Version of the action.
    pub version: String,
    /// Service that replied.
    pub service: String,
    /// Region that replied.
    pub region: String,
}

impl ResponseMetadata {
    /// Metadata in which nothing but the request's id is known, if that is.
    pub(super) fn of_request(id: Option<String>) -> Self {
        Self {
            request_id: id.map(short).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The same, with the request id of the reply's head where the body names none.
    pub(super) fn named_by(mut self, headers: &HeaderMap) -> Self {
        if self.request_id.is_empty() {
            self.request_id = super::request_id(headers).map(short).unwrap_or_default();
        }
        self
    }
}

/// `ResponseMetadata` as it travels.
#[derive(Default)]
pub(super) struct Metadata {
    request_id: Loose,
    action: Loose,
    version: Loose,
    service: Loose,
    region: Loose,
    error: Value,
    /// An error under a name in another case.
    other_error: Value,
}

impl Metadata {
    /// Whether the reply is an error, beside a result or without one.
    ///
    /// What is `null`, empty or without a code says nothing beside a result.
    pub(super) fn is_error(&self, has_result: bool) -> bool {
        [&self.error, &self.other_error]
            .into_iter()
            .any(|error| match error {
                Value::Null | Value::Bool(false) => false,
                error if has_code(error) => true,
                other => !has_result && says_something(other),
            })
    }

    /// What users see of it.
    pub(super) fn into_public(self) -> ResponseMetadata {
        let shown = |member: Loose| member.into_text().map(short).unwrap_or_default();
        ResponseMetadata {
            request_id: shown(self.request_id),
            action: shown(self.action),
            version: shown(self.version),
            service: shown(self.service),
            region: shown(self.region),
        }
    }
}

/// Whether an error has a code, or one of several.
fn has_code(error: &Value) -> bool {
    match error {
        Value::Object(members) => members.iter().any(|(name, value)| {
            let is_code = |known: &&str| name.eq_ignore_ascii_case(known);
            ["Code", "CodeN"].iter().any(is_code) && says_something(value)
        }),
        Value::Array(errors) => errors.iter().any(has_code),
        _ => false,
    }
}

/// Whether a value is more than nothing, in whatever way that is written.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !matches!(text.trim(), "" | "0"),
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(members) => members.values().any(says_something),
    }
}

impl Read for Metadata {
    type Blank = ByDefault;

    fn member(&mut self, name: &str, member: impl Member) {
        match name {
            "RequestId" => member.into(&mut self.request_id),
            "Action" => member.into(&mut self.action),
            "Version" => member.into(&mut self.version),
            "Service" => member.into(&mut self.service),
            "Region" => member.into(&mut self.region),
            "Error" => member.into(&mut self.error),
            name if name.eq_ignore_ascii_case("Error") => member.into(&mut self.other_error),
            name if name.eq_ignore_ascii_case("RequestId") => member.into(&mut self.request_id),
            _ => {}
        }
    }
}

/// A value that should be a text but may be anything: its text, empty for what has none.
#[derive(Default)]
pub(super) struct Loose(String);

impl Loose {
    /// The value as text; `None` for an empty one.
    pub(super) fn into_text(self) -> Option<String> {
        Some(self.0).filter(|text| !text.is_empty())
    }
}

impl Read for Loose {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
        Ok(Loose(text.to_owned()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose, E> {
        Ok(Loose(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose, E> {
        Ok(Loose(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose, E> {
        Ok(Loose(Value::from(number).to_string()))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Loose, E> {
        Ok(Loose(truth.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Loose, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Loose, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::default())
    }
}
