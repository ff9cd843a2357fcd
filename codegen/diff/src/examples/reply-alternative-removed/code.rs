use crate::client::demo::v2020_01_01::add_thing::{AddThingResult, Value};

pub fn is_on(result: &AddThingResult) -> bool {
    matches!(result.value, Some(Value::Boolean(true)))
}
