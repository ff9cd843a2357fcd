use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub async fn call(client: &Client) -> bool {
    let request = AddThingRequest::builder().name("n").build();
    client.add_thing(request).await.is_ok()
}
