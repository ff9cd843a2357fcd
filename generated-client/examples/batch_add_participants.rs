//! Adds users to a group conversation, with credentials from the environment.
//!
//! ```text
//! cargo run -p generated-client --example batch_add_participants -- \
//!     --app-id 1 --conversation 2 --operator 3 --user 10001 --user 10002
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};

/// Adds users to a group conversation.
///
/// Credentials come from VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY; VOLCENGINE_REGION and
/// VOLCENGINE_ENDPOINT say where the call goes.
#[derive(Parser)]
#[command(allow_negative_numbers = true)]
struct Arguments {
    /// Id of the application.
    #[arg(long)]
    app_id: i64,
    /// Id of the conversation; it must be a group.
    #[arg(long)]
    conversation: i64,
    /// Id of the user who adds the others.
    #[arg(long)]
    operator: i64,
    /// Id of a user to add; may be repeated.
    #[arg(long = "user", required = true)]
    users: Vec<i64>,
    /// Role of the users: 0 for a member, 1 for the owner, 2 for an administrator.
    #[arg(long)]
    role: Option<i64>,
    /// Keeps the users from seeing earlier messages.
    #[arg(long)]
    barrier: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(add).await
}

async fn add(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let participants = arguments.users.iter().map(|user| {
        let participant = ParticipantInfo::builder().participant_user_id(*user);
        match arguments.role {
            Some(role) => participant.role(role).build(),
            None => participant.build(),
        }
    });
    let request = BatchAddConversationParticipantRequest::builder()
        .app_id(arguments.app_id)
        .conversation_short_id(arguments.conversation)
        .operator(arguments.operator)
        .participant_infos(participants);
    let request = if arguments.barrier {
        request.barrier(true)
    } else {
        request
    };
    let reply = Client::from_env()?
        .batch_add_conversation_participant(request.build())
        .await?;
    println!("request id: {}", reply.metadata.request_id);
    println!("failed user ids: {:?}", reply.result.failed_user_ids);
    Ok(())
}
