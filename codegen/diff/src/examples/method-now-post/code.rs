use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub async fn address(client: &Client) -> bool {
    let request = AddThingRequest::builder().name("n").build();
    client.add_thing(request).presign(std::time::Duration::from_secs(60)).await.is_ok()
}
