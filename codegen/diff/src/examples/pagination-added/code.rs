use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub async fn first(client: &Client) -> bool {
    let request = AddThingRequest::builder().build();
    client.add_thing(request).await.is_ok()
}
