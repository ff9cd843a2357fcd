//! Only an action that is called by GET has a presigned URL.

use std::time::Duration;

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest;

fn share(client: &Client, request: BatchAddConversationParticipantRequest) {
    let call = client.batch_add_conversation_participant(request);
    let _ = call.presign(Duration::from_secs(60));
}

fn main() {}
