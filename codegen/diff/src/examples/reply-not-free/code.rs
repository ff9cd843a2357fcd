use crate::client::demo::v2020_01_01::add_thing::AddThingResult;

pub fn read(result: AddThingResult) -> Option<generated_client::runtime::generated::JsonValue> {
    result.value
}
