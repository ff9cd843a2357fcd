//! A match over an enum that the platform may add values to needs an arm for the others.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::Role;

fn main() {
    let role = Role::from(7);
    let _ = match role {
        Role::Member => "member",
        Role::Owner => "owner",
        Role::Manager => "manager",
        Role::Unknown(_) => "unknown",
    };
}
