//! A value without a name cannot be made by hand, so that a value with a name never exists in two forms.

use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::Role;
use generated_client::runtime::{Open, Unknown};

fn main() {
    let _ = Open::<Role>::Unknown(Unknown(1));
}
