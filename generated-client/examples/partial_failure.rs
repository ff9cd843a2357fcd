//! Adds users to a group, and tries again for those whom the service left out.
//!
//! A call for many users can succeed as a whole and fail for some of them. The compiler warns of code
//! that drops the reply of such a call unseen; this is what to do with it instead.
//!
//! ```text
//! cargo run -p generated-client --example partial_failure -- --user 10001 --user 10002 --tries 3
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};

/// Adds users to a group, and tries again for those who were left out.
#[derive(Parser)]
struct Arguments {
    /// Id of the application.
    #[arg(long, default_value_t = 123_456)]
    app_id: i64,
    /// Id of the group.
    #[arg(long, default_value_t = 7_012_345_678_901_234_567)]
    conversation: i64,
    /// Id of the user who adds the others.
    #[arg(long, default_value_t = 10_000)]
    operator: i64,
    /// Id of a user to add; may be repeated.
    #[arg(long = "user", default_values_t = [10_001, 10_002])]
    users: Vec<i64>,
    /// How often to try.
    #[arg(long, default_value_t = 2)]
    tries: u32,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(add_stubbornly).await
}

async fn add_stubbornly(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let mut left = arguments.users;
    for attempt in 1..=arguments.tries {
        let members = left.iter().map(|user| {
            ParticipantInfo::builder()
                .participant_user_id(*user)
                .build()
        });
        let request = BatchAddConversationParticipantRequest::builder()
            .app_id(arguments.app_id)
            .conversation_short_id(arguments.conversation)
            .operator(arguments.operator)
            .participant_infos(members)
            .build();
        // `?` is for the call as a whole: nobody was added. All that it leaves to see is in the reply.
        let reply = client.batch_add_conversation_participant(request).await?;
        // Every action of this sort has `failed`, whatever the service calls the list: for some it holds
        // ids, for others ids with a code and a message.
        let failed = reply.failed().to_vec();
        println!("try {attempt}: {} left out", failed.len());
        left = failed;
        if left.is_empty() {
            return Ok(());
        }
    }
    Err(format!("could not be added: {left:?}").into())
}
