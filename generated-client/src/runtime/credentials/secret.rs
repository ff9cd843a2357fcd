//! External JSON that contains secrets.
//!
//! Knows JSON whose strings are wiped from memory at the end. Gives single members of it. Must
//! never show one in an error.

use bytes::Bytes;
use serde_json::Value;
use zeroize::Zeroize;

/// A JSON document with secrets in it.
pub(super) struct Secrets(Value);

impl Secrets {
    /// Parses a document. The error has the position, but none of the content.
    pub(super) fn parse(text: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(text).map(Self)
    }

    /// Takes over a document.
    pub(super) fn of(value: Value) -> Self {
        Self(value)
    }

    /// A member, by its path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter()
            .try_fold(&self.0, |value, name| value.as_object()?.get(*name))
    }

    /// Whether it has members.
    pub(super) fn is_object(&self) -> bool {
        self.0.is_object()
    }

    /// Whether there is a member of another type than wanted; `null` counts as missing.
    pub(super) fn is_other_than(&self, path: &[&str], wanted: fn(&Value) -> bool) -> bool {
        self.at(path)
            .is_some_and(|value| !value.is_null() && !wanted(value))
    }

    /// A member's trimmed string; an empty one counts as missing.
    pub(super) fn text(&self, path: &[&str]) -> Option<&str> {
        let text = self.at(path)?.as_str()?.trim();
        (!text.is_empty()).then_some(text)
    }
}

impl Drop for Secrets {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Wipes a reply's body from memory, unless somebody else holds it.
pub(super) fn wipe_body(body: Bytes) {
    if let Ok(mut body) = body.try_into_mut() {
        body.as_mut().zeroize();
    }
}
