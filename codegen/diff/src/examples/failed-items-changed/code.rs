use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::AddThingRequest;

pub async fn failed(client: &Client) -> Option<i64> {
    let request = AddThingRequest::builder().name("n").build();
    let reply = client.add_thing(request).await.ok()?;
    reply.failed().first().copied()
}
