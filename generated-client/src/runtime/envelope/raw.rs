//! The outermost object of a reply, its parts not read yet.
//!
//! Knows the members that services and gateways use. Gives their text as it stands in the body.
//! Must never fail for a member it does not know.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::metadata::{Answer, Loose};
use crate::runtime::wire::Name;

/// Members of the outermost object. Of a repeated one the last counts.
#[derive(Default)]
pub(super) struct Raw<'a> {
    /// `ResponseMetadata`, unless it is `null`.
    pub(super) metadata: Option<&'a str>,
    /// `Result`.
    pub(super) result: Option<&'a str>,
    http_code: Loose,
    code: Loose,
    message: Loose,
}

impl Raw<'_> {
    /// The answer of a gateway: `{"HTTPCode":…,"errorcode":…,"message":…}`.
    pub(super) fn gateway_answer(self) -> Option<Answer> {
        if self.http_code.is_none() && self.code.is_none() {
            return None;
        }
        let code = self.code.into_text();
        let code_n = code.as_deref().and_then(|code| code.parse().ok());
        Some(Answer {
            code,
            code_n,
            message: self.message.into_text(),
        })
    }
}

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw<'de>, A::Error> {
        let mut raw = Raw::default();
        while let Some(name) = map.next_key_seed(Name)? {
            match &*name {
                "ResponseMetadata" => {
                    let text = map.next_value::<&RawValue>()?.get();
                    raw.metadata = (text != "null").then_some(text);
                }
                "Result" => raw.result = Some(map.next_value::<&RawValue>()?.get()),
                name if name.eq_ignore_ascii_case("HTTPCode") => {
                    raw.http_code = map.next_value()?;
                }
                name if name.eq_ignore_ascii_case("errorcode") => raw.code = map.next_value()?,
                name if name.eq_ignore_ascii_case("message") => raw.message = map.next_value()?,
                _ => map.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(raw)
    }
}
