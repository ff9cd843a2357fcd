//! Opens a group and adds members to it: two calls, of which the second needs what the first gives.
//!
//! ```text
//! cargo run -p generated-client --example create_group -- --name Analysts --user 10001 --user 10002
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::rtc::v2020_12_01::create_conversation::{
    ConversationCoreInfo, ConversationType, CreateConversationRequest,
};

/// Opens a group and adds members to it.
#[derive(Parser)]
struct Arguments {
    /// Id of the application.
    #[arg(long, default_value_t = 123_456)]
    app_id: i64,
    /// Id of the user who will own the group.
    #[arg(long, default_value_t = 10_000)]
    owner: i64,
    /// Name of the group.
    #[arg(long, default_value = "Analysts")]
    name: String,
    /// Id of a user to add; may be repeated.
    #[arg(long = "user", default_values_t = [10_001, 10_002])]
    users: Vec<i64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(create_group).await
}

async fn create_group(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    // Credentials, region and endpoint come from variables such as VOLCENGINE_ACCESS_KEY.
    let client = Client::from_env()?;

    // What is required has to be set, or this does not compile. What is optional may be left out.
    let group = ConversationCoreInfo::builder()
        .conversation_type(ConversationType::Group)
        .name(&arguments.name)
        .build();
    let request = CreateConversationRequest::builder()
        .app_id(arguments.app_id)
        .owner_user_id(arguments.owner)
        .conversation_core_info(group)
        // Under the same key the same group is found again, so that a second run opens no second one.
        .idempotent_id(format!("group {}", arguments.name))
        .build();
    let created = client.create_conversation(request).await?.result;
    let verb = if created.exist { "found" } else { "opened" };
    println!("{verb} group {}", created.conversation_short_id);

    let members = arguments.users.iter().map(|user| {
        ParticipantInfo::builder()
            .participant_user_id(*user)
            .build()
    });
    let request = BatchAddConversationParticipantRequest::builder()
        .app_id(arguments.app_id)
        .conversation_short_id(created.conversation_short_id)
        .operator(arguments.owner)
        .participant_infos(members)
        .build();
    // The call may succeed for some users and fail for others; `complete` makes an error of that.
    client
        .batch_add_conversation_participant(request)
        .await?
        .complete()?;
    println!("added {:?}", arguments.users);
    Ok(())
}
