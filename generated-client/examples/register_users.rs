//! Registers users, as many in a call as the service takes, and tells why some were refused.
//!
//! ```text
//! cargo run -p generated-client --example register_users -- --first 10001 --count 45 --tag beta
//! ```

mod common;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::register_users::{RegisterUserInfo, RegisterUsersRequest};

/// How many users one call takes at most. The client checks it: a call with more is an error that says
/// so, and is not sent.
const AT_ONCE: usize = 20;

/// Registers users with consecutive ids.
#[derive(Parser)]
struct Arguments {
    /// Id of the application.
    #[arg(long, default_value_t = 123_456)]
    app_id: i64,
    /// Id of the first user.
    #[arg(long, default_value_t = 10_001)]
    first: i64,
    /// How many users.
    #[arg(long, default_value_t = 45)]
    count: i64,
    /// Tag by which a broadcast finds the users; may be repeated.
    #[arg(long = "tag", default_values = ["beta"])]
    tags: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    common::run(register_users).await
}

async fn register_users(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let users: Vec<RegisterUserInfo> = (0..arguments.count)
        .map(|number| {
            RegisterUserInfo::builder()
                .user_id(arguments.first + number)
                .nick_name(format!("User {}", number + 1))
                .tags(&arguments.tags)
                .build()
        })
        .collect();
    let mut refused = 0;
    for users in users.chunks(AT_ONCE) {
        let request = RegisterUsersRequest::builder()
            .app_id(arguments.app_id)
            .users(users.to_vec())
            .build();
        let reply = client.register_users(request).await?;
        for failed in reply.failed() {
            println!("{}: {}, {}", failed.user_id, failed.code, failed.message);
        }
        println!(
            "registered {} of {}",
            users.len() - reply.failed().len(),
            users.len()
        );
        refused += reply.failed().len();
    }
    match refused {
        0 => Ok(()),
        _ => Err(format!("{refused} users could not be registered").into()),
    }
}
