use crate::client::demo::v2020_01_01::add_thing::{AddThingResult, Value};

pub fn read(result: AddThingResult) -> Option<Value> {
    result.value
}
