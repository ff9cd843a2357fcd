//! A match over an enum that the platform may add values to needs an arm for the others.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::Role;
use generated_client::runtime::Open;

fn main() {
    let role = Open::from(7);
    let _ = match role {
        Open::Known(Role::Member) => "member",
        Open::Known(Role::Owner) => "owner",
        Open::Known(Role::Manager) => "manager",
        Open::Unknown(_) => "unknown",
    };
}
