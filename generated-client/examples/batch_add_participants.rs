//! Adds users to a group conversation, with credentials from the environment.
//!
//! ```text
//! cargo run -p generated-client --example batch_add_participants -- \
//!     --app-id 1 --conversation 2 --operator 3 --user 10001 --user 10002
//! ```

use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, BatchAddConversationParticipantResult, ParticipantInfo,
    Role,
};
use generated_client::{Error, Response};

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
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // The first paragraph says what is wrong; behind it stands the usage.
            let text = error.to_string();
            let line: Vec<&str> = text
                .lines()
                .map(str::trim)
                .take_while(|line| !line.is_empty())
                .collect();
            eprintln!("{} (--help lists the arguments)", line.join(" "));
            return ExitCode::FAILURE;
        }
        // What was asked for: the help.
        Err(help) => help.exit(),
    };
    match add(arguments).await {
        Ok(reply) => {
            println!("request id: {}", reply.metadata.request_id);
            println!("failed user ids: {:?}", reply.result.failed_user_ids);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn add(
    arguments: Arguments,
) -> Result<Response<BatchAddConversationParticipantResult>, Error> {
    let participants = arguments.users.iter().map(|user| {
        let participant = ParticipantInfo::builder().participant_user_id(*user);
        match arguments.role {
            Some(role) => participant.role(Role::from(role)).build(),
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
    Client::from_env()?
        .batch_add_conversation_participant(request.build())
        .await
}
