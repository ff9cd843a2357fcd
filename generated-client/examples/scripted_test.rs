//! How to test code that makes calls, without a network: the client stays what it is, and a script
//! takes the place of the network.
//!
//! The program calls the function; its tests, at the end of the file, are the point.
//!
//! ```text
//! cargo run  -p generated-client --features testing --example scripted_test
//! cargo test -p generated-client --features testing --example scripted_test
//! ```

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")
)]

mod common;

use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::ErrorCode;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};

/// Lets a user join a group.
#[derive(Parser)]
struct Arguments {
    /// Id of the application.
    #[arg(long, default_value_t = 123_456)]
    app_id: i64,
    /// Id of the group.
    #[arg(long, default_value_t = 7_012_345_678_901_234_567)]
    conversation: i64,
    /// Id of the user.
    #[arg(long, default_value_t = 10_001)]
    user: i64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(async |arguments: Arguments| {
        let client = Client::from_env()?;
        let outcome = join(
            &client,
            arguments.app_id,
            arguments.conversation,
            arguments.user,
        )
        .await?;
        println!("user {}: {outcome:?}", arguments.user);
        Ok(())
    })
    .await
}

/// What came of the wish to join a group.
#[derive(Debug, PartialEq, Eq)]
enum Joined {
    /// The user is a member now.
    Yes,
    /// The group is there, but did not take the user.
    LeftOut,
    /// There is no such group.
    NoSuchGroup,
}

/// The code under test.
async fn join(
    client: &Client,
    app_id: i64,
    group: i64,
    user: i64,
) -> Result<Joined, generated_client::Error> {
    let request = BatchAddConversationParticipantRequest::builder()
        .app_id(app_id)
        .conversation_short_id(group)
        .operator(user)
        .participant_infos([ParticipantInfo::builder().participant_user_id(user).build()])
        .build();
    match client.batch_add_conversation_participant(request).await {
        Ok(reply) if reply.is_complete() => Ok(Joined::Yes),
        Ok(_) => Ok(Joined::LeftOut),
        Err(error) if error.code_as() == Some(ErrorCode::ConversationNotFound) => {
            Ok(Joined::NoSuchGroup)
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use generated_client::testing::{Answer, ErrorReply, Script};

    use super::*;

    /// A client that plays a script. It checks, signs, repeats and reads as ever, with keys of its own.
    fn client(script: &Script) -> Client {
        Client::new(script.config().build()).unwrap()
    }

    #[tokio::test]
    async fn a_user_joins_after_the_service_was_busy() {
        let script = Script::new([
            ErrorReply::new("RequestLimitExceeded", "slow down")
                .status(429)
                .into(),
            Answer::success(r#"{"FailedUserIds": []}"#),
        ]);
        let joined = join(&client(&script), 1, 7, 10_001).await.unwrap();
        assert_eq!(joined, Joined::Yes);
        // What was sent is there to be looked at: the same request, twice.
        let requests = script.requests();
        assert_eq!(requests[0].json(), requests[1].json());
        assert_eq!(requests[1].json().unwrap()["Operator"], 10_001);
        // Every answer was used, and no request went without one.
        script.finish().unwrap();
    }

    #[tokio::test]
    async fn a_full_group_leaves_a_user_out() {
        let script = Script::new([Answer::success(r#"{"FailedUserIds": [10001]}"#)]);
        let joined = join(&client(&script), 1, 7, 10_001).await.unwrap();
        assert_eq!(joined, Joined::LeftOut);
    }

    #[tokio::test]
    async fn a_group_that_is_gone_is_no_error() {
        let gone = ErrorReply::new("ConversationNotFound", "no such group").status(404);
        let script = Script::new([gone.into()]);
        let joined = join(&client(&script), 1, 7, 10_001).await.unwrap();
        assert_eq!(joined, Joined::NoSuchGroup);
    }

    #[tokio::test]
    async fn a_user_id_that_cannot_be_is_not_even_sent() {
        let script = Script::new([]);
        let error = join(&client(&script), 1, 7, 0).await.unwrap_err();
        assert_eq!(
            error.violations()[0].path(),
            "ParticipantInfos[0].ParticipantUserId"
        );
        assert_eq!(script.requests().len(), 0);
    }
}
