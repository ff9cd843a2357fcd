//! Of several required members that are forgotten, each is named.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest;

fn main() {
    let _ = BatchAddConversationParticipantRequest::builder()
        .barrier(true)
        .build();
}
