//! Adds very many users to a group: several calls at a time, yet never more per second than an account
//! may make.
//!
//! ```text
//! cargo run -p generated-client --example bulk_import -- --count 5000 --batch 50 --at-once 8
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use tokio::task::JoinSet;

/// Adds users with consecutive ids to a group.
#[derive(Parser, Clone, Copy)]
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
    /// Id of the first user.
    #[arg(long, default_value_t = 10_001)]
    first: i64,
    /// How many users.
    #[arg(long, default_value_t = 1_000)]
    count: i64,
    /// How many users in a call.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..))]
    batch: u16,
    /// How many calls at a time.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..))]
    at_once: u16,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(import).await
}

async fn import(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    // One client for all calls: its clones share connections, and the limit of calls per second. The
    // action's own, 50, is known from its description; a call beyond it waits for its turn. If other
    // processes use the same account, `RateLimit::wait().shared_by(n)` in the configuration divides it.
    let client = Client::from_env()?;
    let users: Vec<i64> = (0..arguments.count)
        .map(|number| arguments.first + number)
        .collect();
    let mut batches = users.chunks(usize::from(arguments.batch));
    let mut calls = JoinSet::new();
    let mut left_out = Vec::new();
    loop {
        // The set is refilled as calls end, so that neither memory nor the service has to hold all.
        while calls.len() < usize::from(arguments.at_once)
            && let Some(users) = batches.next()
        {
            calls.spawn(add(client.clone(), arguments, users.to_vec()));
        }
        // An error ends the import here, and the calls that are under way with it.
        let Some(outcome) = calls.join_next().await else {
            break;
        };
        left_out.extend(outcome??);
    }
    let added = users.len() - left_out.len();
    println!("added {added} of {} users", users.len());
    if left_out.is_empty() {
        Ok(())
    } else {
        Err(format!("could not be added: {left_out:?}").into())
    }
}

/// Adds some users and gives those who were left out.
async fn add(
    client: Client,
    arguments: Arguments,
    users: Vec<i64>,
) -> Result<Vec<i64>, generated_client::Error> {
    let members = users
        .into_iter()
        .map(|user| ParticipantInfo::builder().participant_user_id(user).build());
    let request = BatchAddConversationParticipantRequest::builder()
        .app_id(arguments.app_id)
        .conversation_short_id(arguments.conversation)
        .operator(arguments.operator)
        .participant_infos(members)
        .build();
    let reply = client
        .batch_add_conversation_participant(request)
        // Who is a member already stays one, so a call that broke off may safely be made once more.
        .idempotent(true)
        .await?;
    Ok(reply.result.failed_user_ids)
}
