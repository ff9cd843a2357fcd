//! A type that the platform may add members to cannot be written as a literal, nor taken apart completely.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantResult, ParticipantInfo,
};

fn main() {
    let _ = BatchAddConversationParticipantResult {
        failed_user_ids: vec![],
    };

    let ParticipantInfo {
        participant_user_id: _,
        level: _,
        nick_name: _,
        role: _,
        ext: _,
        read_index: _,
    } = ParticipantInfo::builder()
        .participant_user_id(10_001)
        .build();
}
