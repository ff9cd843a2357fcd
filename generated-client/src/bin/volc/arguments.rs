//! The command line.
//!
//! Knows every option and its help. Gives what the user asks for. Must never act on it.
//!
//! Services and actions are subcommands, so that help, completion and suggestions list them.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use clap_complete::Shell;
use generated_client::SERVICES;
use generated_client::runtime::registry::Service;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::failure::{Failure, STATUSES, Status};

/// What the user asks for.
pub(crate) enum Asked {
    List {
        service: Option<String>,
    },
    Describe {
        service: String,
        action: String,
        api_version: Option<String>,
    },
    Completions {
        shell: Shell,
    },
    Call {
        service: String,
        action: String,
        arguments: Box<CallArguments>,
    },
}

// The commands that are not services. A comment, since documentation would become the help.
#[derive(Subcommand)]
enum Builtin {
    /// List services, or the actions of one service
    List {
        #[arg(value_parser = service_names())]
        service: Option<String>,
    },
    /// Show the documentation of an action
    Describe {
        #[arg(value_parser = service_names())]
        service: String,
        action: String,
        /// API version, if several versions have the action [default: the newest]
        #[arg(long, value_name = "VERSION")]
        api_version: Option<String>,
    },
    /// Print a shell script that completes commands, services, actions and options
    Completions { shell: Shell },
}

// Options of a call.
#[derive(Args)]
pub(crate) struct CallArguments {
    /// Request body as JSON, or @FILE to read it from a file, or - for standard input
    #[arg(long, value_name = "JSON|@FILE|-", default_value = "{}")]
    pub(crate) body: String,
    /// Print part of the output: a JMESPath expression, or a JSON pointer if it starts with /
    #[arg(long, value_name = "EXPRESSION")]
    pub(crate) query: Option<String>,
    /// Print JSON on one line
    #[arg(long)]
    pub(crate) compact: bool,
    /// Region to call
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Host to call, regardless of the region; start it with http:// for plain HTTP
    #[arg(long, value_name = "HOST")]
    pub(crate) endpoint: Option<String>,
    /// Use only the keys of this profile of the platform's command-line tool
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Time limit for the whole call, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,
    /// API version, if several versions have the action [default: the newest]
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
    /// Print the signed request as JSON instead of sending it
    #[arg(long, group = "unsent")]
    pub(crate) dry_run: bool,
    /// Print a shell command that sends the signed request, instead of sending it
    #[arg(long, group = "unsent", conflicts_with_all = ["query", "compact"])]
    pub(crate) curl: bool,
    /// Sign for this time (UTC) instead of now
    #[arg(long, value_name = "yyyymmddThhmmssZ", value_parser = moment, requires = "unsent")]
    pub(crate) timestamp: Option<SystemTime>,
}

/// The whole command line.
pub(crate) fn command() -> Command {
    let command = Command::new("volc")
        .about("Call Volcengine OpenAPI actions by name")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .after_help(STATUSES);
    SERVICES
        .iter()
        .map(of_service)
        .fold(Builtin::augment_subcommands(command), Command::subcommand)
}

fn of_service(service: &'static Service) -> Command {
    let actions: BTreeMap<&'static str, &'static str> = service
        .versions
        .iter()
        .flat_map(|version| version.actions)
        .map(|entry| (entry.name, entry.text.summary))
        .collect();
    let command = Command::new(service.name)
        .about(service.title)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("ACTION")
        .subcommand_help_heading("Actions");
    let actions = actions.into_iter().map(|(name, summary)| {
        // Options are built only for the action that is called.
        Command::new(name)
            .about(summary)
            .after_help(format!(
                "For the members of the request, run `volc describe {} {name}`.",
                service.name
            ))
            .defer(CallArguments::augment_args)
    });
    actions.fold(command, Command::subcommand)
}

fn service_names() -> PossibleValuesParser {
    PossibleValuesParser::new(SERVICES.iter().map(|service| service.name))
}

/// Reads what the command line asks for.
pub(crate) fn asked(matches: &ArgMatches) -> Result<Asked, Failure> {
    if let Some((service, inner)) = matches.subcommand()
        && !Builtin::has_subcommand(service)
        && let Some((action, inner)) = inner.subcommand()
    {
        let arguments = CallArguments::from_arg_matches(inner).map_err(|error| misuse(&error))?;
        return Ok(Asked::Call {
            service: service.to_owned(),
            action: action.to_owned(),
            arguments: Box::new(arguments),
        });
    }
    let builtin = Builtin::from_arg_matches(matches).map_err(|error| misuse(&error))?;
    Ok(match builtin {
        Builtin::List { service } => Asked::List { service },
        Builtin::Describe {
            service,
            action,
            api_version,
        } => Asked::Describe {
            service,
            action,
            api_version,
        },
        Builtin::Completions { shell } => Asked::Completions { shell },
    })
}

/// What is wrong with a command line, in one line.
pub(crate) fn misuse(error: &clap::Error) -> Failure {
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidSubcommand)
    {
        // Suggestions are sorted by similarity, the most similar last.
        let near = match error.get(ContextKind::SuggestedSubcommand) {
            Some(ContextValue::String(near)) => Some(near),
            Some(ContextValue::Strings(near)) => near.last(),
            _ => None,
        };
        return unknown("service, action or command", wrong, near);
    }
    if error.kind() == ErrorKind::MissingSubcommand {
        let message = "no command: name a command, or a service and an action";
        return Failure::new(Status::Usage, format!("{message} (see --help)"));
    }
    // The first paragraph says what is wrong; tips and usage follow.
    let text = error.to_string();
    let words: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    let line = words.join(" ");
    let line = line.strip_prefix("error: ").unwrap_or(&line);
    Failure::new(Status::Usage, format!("{line} (see --help)"))
}

/// An unknown name, and the one that was probably meant.
pub(crate) fn unknown(what: &str, wrong: &str, near: Option<impl AsRef<str>>) -> Failure {
    let tip = match near {
        Some(name) => format!("did you mean `{}`?", name.as_ref()),
        None => "run `volc list`".to_owned(),
    };
    let wrong = wrong.escape_debug();
    Failure::new(Status::Usage, format!("unknown {what} `{wrong}`; {tip}"))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number")?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(time) if !time.is_zero() => Ok(time),
        _ => Err("it must be a finite number greater than 0".to_owned()),
    }
}

fn moment(text: &str) -> Result<SystemTime, String> {
    const FORM: &str = "%Y%m%dT%H%M%SZ";
    let moment = DateTime::strptime(FORM, text)
        .and_then(|moment| moment.to_zoned(TimeZone::UTC))
        .map_err(|_| "it must have the form yyyymmddThhmmssZ".to_owned())?;
    Ok(moment.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn no_service_is_called_like_a_command() {
        for service in SERVICES {
            let taken = Builtin::has_subcommand(service.name) || service.name == "help";
            assert!(!taken, "{}", service.name);
        }
    }

    #[test]
    fn moments_are_days_of_the_calendar() {
        let signing = SystemTime::UNIX_EPOCH + Duration::from_secs(1_718_093_730);
        assert_eq!(moment("20240611T081530Z"), Ok(signing));
        for wrong in ["20241311T081530Z", "20240611T081530", "now", ""] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn time_outs_are_finite_and_positive() {
        assert_eq!(seconds("1.5"), Ok(Duration::from_millis(1500)));
        for wrong in ["0", "-1", "inf", "NaN", "1s", ""] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
