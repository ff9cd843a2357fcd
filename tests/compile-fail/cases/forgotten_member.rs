//! A required member that is forgotten is named.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};

fn main() {
    let _ = BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(2)
        .participant_infos([ParticipantInfo::builder()
            .participant_user_id(10_001)
            .build()])
        .build();
}
