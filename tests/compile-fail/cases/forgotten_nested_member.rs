//! A required member of a nested type is named as well.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::ParticipantInfo;

fn main() {
    let _ = ParticipantInfo::builder().nick_name("Ada").build();
}
