use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub fn has_things(request: AddThingRequest) -> bool {
    request.r#box.is_some_and(|held| held.things.is_some())
}
