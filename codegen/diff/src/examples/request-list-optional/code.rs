use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub fn request() -> usize {
    let request = AddThingRequest::builder().ids(["i"]).build();
    request.ids.len()
}
