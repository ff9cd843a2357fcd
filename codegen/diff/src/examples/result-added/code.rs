use generated_client::runtime::generated::Empty;

use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub async fn call(client: &Client) -> Option<Empty> {
    let request = AddThingRequest::builder().name("n").build();
    client.add_thing(request).await.ok().map(|reply| reply.result)
}
