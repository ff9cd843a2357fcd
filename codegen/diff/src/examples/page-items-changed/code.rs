use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub async fn first(client: &Client) -> Option<String> {
    let request = AddThingRequest::builder().build();
    let mut items = client.add_thing(request).items();
    items.next().await?.ok()
}
