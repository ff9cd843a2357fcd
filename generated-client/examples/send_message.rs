//! Sends a message into a conversation on behalf of a user, in a way that never sends it twice.
//!
//! ```text
//! cargo run -p generated-client --example send_message -- --sender 10001 --text "Good morning"
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use generated_client::rtc::ErrorCode;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::send_message::{MessageType, SendMessageRequest};

/// Sends a text message.
#[derive(Parser)]
struct Arguments {
    /// Id of the application.
    #[arg(long, default_value_t = 123_456)]
    app_id: i64,
    /// Id of the conversation.
    #[arg(long, default_value_t = 7_012_345_678_901_234_567)]
    conversation: i64,
    /// Id of the user whom the message comes from; a member of the conversation.
    #[arg(long, default_value_t = 10_001)]
    sender: i64,
    /// What the message says.
    #[arg(long, default_value = "Good morning")]
    text: String,
    /// Key of the message: a second one under the same key is not sent.
    #[arg(long, default_value = "greeting-1")]
    key: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(send_message).await
}

async fn send_message(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let request = SendMessageRequest::builder()
        .app_id(arguments.app_id)
        .conversation_short_id(arguments.conversation)
        .sender(arguments.sender)
        // The content of a message is a text in the format of its kind: for this kind, JSON.
        .msg_type(MessageType::Text)
        .content(serde_json::json!({ "text": arguments.text }).to_string())
        .client_msg_id(arguments.key)
        .build();
    let call = client
        .send_message(request)
        // Options of this call alone. Thanks to the key it may be repeated even after a time-out, when
        // nobody knows whether the message was sent.
        .idempotent(true)
        .timeout(Duration::from_secs(10));
    match call.await {
        Ok(reply) => println!("sent message {}", reply.result.message_id),
        // The codes that the service documents are a type, and some are worth words of one's own.
        Err(error) => match error.code_as() {
            Some(ErrorCode::ConversationNotFound) => {
                let id = arguments.conversation;
                return Err(format!("there is no conversation {id}: {error}").into());
            }
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
