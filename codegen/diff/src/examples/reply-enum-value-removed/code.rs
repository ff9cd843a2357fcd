use crate::client::demo::v2020_01_01::add_thing::{AddThingResult, Value};

pub fn is_large(result: &AddThingResult) -> bool {
    match result.value {
        Some(Value::Large) => true,
        Some(Value::Small) | None => false,
        Some(_) => false,
    }
}
