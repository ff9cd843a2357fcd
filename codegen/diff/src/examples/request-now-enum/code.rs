use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub fn value(request: AddThingRequest) -> Option<String> {
    request.value
}
