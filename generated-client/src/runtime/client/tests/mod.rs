//! Calls of several attempts, over a transport that the test writes down, in time that stands still
//! until somebody waits.

mod observe;
mod repair;
mod retry;
mod script;
mod sign;
mod time;

use std::time::Duration;

use self::script::{Script, Step};
use crate::runtime::Client;
use crate::runtime::config::{Config, ConfigBuilder};
use crate::runtime::credentials::Credentials;
use crate::runtime::environment::scripted::Scripted;
use crate::runtime::error::Error;
use crate::runtime::tests::{Ask, JSON, QUERY};

/// An action that may not be made twice.
type Once = Ask<JSON>;
/// An action that is idempotent.
type Again = Ask<QUERY>;

const SECOND: Duration = Duration::from_secs(1);
const MILLISECOND: Duration = Duration::from_millis(1);

fn config(script: &Script) -> ConfigBuilder {
    script
        .config()
        .environment(Scripted::new([]))
        .credentials(Credentials::new("AKEXAMPLE", "canary-secret"))
}

fn client(script: &Script) -> Client {
    Client::new(config(script).build()).unwrap()
}

/// Makes a call of an action that may not be made twice.
async fn once(script: &Script) -> Result<(), Error> {
    client(script).call(Ask::<JSON>(1)).await.map(drop)
}

/// Makes a call of an idempotent action.
async fn again(script: &Script) -> Result<(), Error> {
    client(script).call(Ask::<QUERY>(1)).await.map(drop)
}
