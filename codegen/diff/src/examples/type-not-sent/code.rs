use crate::client::demo::v2020_01_01::types::Value;

pub fn value() -> Value {
    Value::builder().name("n").build()
}
