//! The outermost object of a reply, its parts not read yet.
//!
//! Knows the members of an envelope. Gives their text as it stands in the body.
//! Must never fail for a member it does not know.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::runtime::wire::Name;

/// Members of the outermost object. Of a repeated one the last counts that is not `null`.
#[derive(Default)]
pub(super) struct Raw<'a> {
    /// `ResponseMetadata`, unless it is `null`.
    pub(super) metadata: Option<&'a str>,
    /// `Result`, unless it is `null`.
    pub(super) result: Option<&'a str>,
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
                    raw.metadata = Some(text).filter(|text| *text != "null").or(raw.metadata);
                }
                "Result" => {
                    let text = map.next_value::<&RawValue>()?.get();
                    raw.result = Some(text).filter(|text| *text != "null").or(raw.result);
                }
                _ => map.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(raw)
    }
}
