use crate::client::demo::v2020_01_01::types::Value;

pub fn name(value: &Value) -> Option<&str> {
    value.name.as_deref()
}
