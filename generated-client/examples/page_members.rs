//! Lists the members of a group. The service gives them page by page; here they are one stream.
//!
//! ```text
//! cargo run -p generated-client --example page_members -- --conversation 7012345678901234567
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::scan_conversation_participant_list::ScanConversationParticipantListRequest;

/// Lists the members of a group.
#[derive(Parser)]
struct Arguments {
    /// Id of the application.
    #[arg(long, default_value_t = 123_456)]
    app_id: i64,
    /// Id of the group.
    #[arg(long, default_value_t = 7_098_765_432_109_876_543)]
    conversation: i64,
    /// How many members to ask for at once, at most 20.
    #[arg(long, default_value_t = 20)]
    page: i64,
    /// After how many members to stop.
    #[arg(long, default_value_t = 1_000)]
    at_most: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(page_members).await
}

async fn page_members(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    // The request for the first page. The stream asks for the others, each when its turn has come.
    let request = ScanConversationParticipantListRequest::builder()
        .app_id(arguments.app_id)
        .conversation_short_id(arguments.conversation)
        .cursor(0)
        .limit(arguments.page)
        .build();
    let mut members = client.scan_conversation_participant_list(request).items();
    let mut count = 0;
    // Whoever stops early leaves the rest of the pages unasked for.
    while count < arguments.at_most
        && let Some(member) = members.next().await
    {
        let member = member?;
        let name = member.nick_name.as_deref().unwrap_or("(no nickname)");
        println!("{} {name} {:?}", member.participant_user_id, member.role);
        count += 1;
    }
    println!("{count} members");
    Ok(())
}
