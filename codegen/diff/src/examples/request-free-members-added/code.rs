use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub fn request() -> AddThingRequest {
    AddThingRequest::builder().name("n").build()
}
