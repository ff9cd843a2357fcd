//! A call that is not awaited is never made, so the compiler objects.

#![deny(unused_must_use)]

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest;

fn forget(client: &Client, request: BatchAddConversationParticipantRequest) {
    client.batch_add_conversation_participant(request);
}

fn main() {}
