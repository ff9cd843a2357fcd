//! `volc`: calls any action of this build by name.
//!
//! ```text
//! cargo run -p generated-client --features cli --bin volc -- \
//!     rtc BatchAddConversationParticipant --body @body.json
//! ```
//!
//! - `arguments`: the command line;
//! - `find`: services, versions and actions by name;
//! - `body`: source of the request body;
//! - `call`: makes a call, or signs and shows it;
//! - `query`: selects part of the output;
//! - `shown`: signed requests as JSON and as a shell command;
//! - `describe`: documentation of services and actions;
//! - `paragraphs`: text for the current terminal;
//! - `failure`: errors and exit statuses;
//! - `output`: the only place that prints.

mod arguments;
mod body;
mod call;
mod describe;
mod failure;
mod find;
mod output;
mod paragraphs;
mod query;
mod shown;

use std::process::ExitCode;

use clap::ArgMatches;

use arguments::Asked;
use failure::Failure;

fn main() -> ExitCode {
    let outcome = match arguments::command().try_get_matches() {
        Ok(matches) => run(&matches),
        Err(error) if error.use_stderr() => Err(arguments::misuse(&error)),
        // The help or the version.
        Err(text) => output::text(&text.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(matches: &ArgMatches) -> Result<(), Failure> {
    match arguments::asked(matches)? {
        Asked::List { service } => describe::list(service.as_deref()),
        Asked::Describe {
            service,
            action,
            api_version,
        } => describe::action(&service, &action, api_version.as_deref()),
        Asked::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut arguments::command(), "volc", &mut script);
            output::text(&String::from_utf8_lossy(&script))
        }
        Asked::Call {
            service,
            action,
            arguments,
        } => call::perform(&service, &action, *arguments),
    }
}
