use generated_client::runtime::envelope::Response;

use crate::client::demo::v2020_01_01::Client;
use crate::client::demo::v2020_01_01::add_thing::{AddThingRequest, AddThingResult};

pub async fn call(client: &Client) -> Option<Response<AddThingResult>> {
    let request = AddThingRequest::builder().name("n").build();
    client.add_thing(request).await.ok()
}
