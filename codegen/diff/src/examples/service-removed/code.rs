use crate::client::other::v2020_01_01::Client;

pub fn name(client: &Client) -> String {
    format!("{client:?}")
}
