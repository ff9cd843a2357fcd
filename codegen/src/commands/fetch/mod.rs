//! `codegen fetch`: documents of the platform's API Explorer.
//!
//! Knows which documents are wanted and what stands in the folder already. Gives new documents, and has those that are there brought
//! up to date. Must never speak HTTP, nor decide what a document says.

mod folder;
mod list;
mod outcome;
mod place;
mod report;
mod targets;
mod update;
mod verdict;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ValueEnum};
use codegen_fetch::{Cache, Endpoint, Error, Explorer, Language, Options, Rate, Site, Turn};

use self::watch::Watch;
use super::import::Side;
use super::report::err;
use super::{BROKEN, FAILED, Format};

/// Arguments of `fetch`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The service: its code, product name or part of its title, in any casing.
    #[arg(value_name = "SERVICE")]
    service: Option<String>,
    /// Actions; by default every action of the version.
    #[arg(value_name = "ACTION", conflicts_with_all = ["list", "search"])]
    actions: Vec<String>,
    /// A version of the service, or `all`; may be repeated. By default, the one that the Explorer shows first.
    #[arg(long, value_name = "VERSION")]
    api_version: Vec<String>,
    /// Language of the prose. Structure, names and examples always come from the Chinese documents. By default Chinese, or
    /// the language of the last fetch.
    #[arg(long, value_enum)]
    language: Option<Prose>,
    /// Whose documents.
    #[arg(long, value_enum)]
    site: Option<SiteName>,
    /// Folder of the documents; they go to `<service>/<version>/<Action>.json`.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    out: PathBuf,
    /// Show the services, or the versions and actions of one, and fetch nothing.
    #[arg(long, conflicts_with_all = ["search", "update"])]
    list: bool,
    /// Search the actions, in Chinese or English, and fetch nothing.
    #[arg(long, value_name = "TEXT", conflicts_with = "update")]
    search: Option<String>,
    /// Update what was fetched before and keep every edit: everything, one service, or some actions.
    #[arg(long)]
    update: bool,
    /// Write nothing, and fail if anything has changed.
    #[arg(long, requires = "update")]
    check: bool,
    /// Remove the documents of actions that the Explorer no longer lists, unless they were edited.
    #[arg(long, requires = "update")]
    prune: bool,
    /// Which side wins where a fact was changed both by hand and in the Explorer. Without it, that is an error.
    #[arg(long, value_enum, value_name = "SIDE", requires = "update")]
    on_conflict: Option<Side>,
    /// Write nothing; show as a diff what would change.
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,
    /// Ignore the cache and request everything again.
    #[arg(long)]
    refresh: bool,
    /// Requests per second, or `unlimited`, which needs `--endpoint`.
    #[arg(long, value_name = "RATE", default_value = "5", value_parser = rate)]
    rate: Rate,
    /// Time to wait for a reply, in seconds.
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,
    /// Scheme and host of a mirror, such as `http://127.0.0.1:8080`, in place of the site's own.
    #[arg(long, value_name = "URL")]
    endpoint: Option<Endpoint>,
    /// Format of the results.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Prose {
    /// Chinese.
    Zh,
    /// English, where there is English; the rest stays Chinese.
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SiteName {
    /// volcengine.com, with documents in Chinese.
    Cn,
    /// byteplus.com, with documents in English.
    Byteplus,
}

impl Arguments {
    fn language(&self) -> Option<Language> {
        self.language.map(|language| match language {
            Prose::Zh => Language::Chinese,
            Prose::En => Language::English,
        })
    }

    fn site(&self) -> Option<Site> {
        self.site.map(|site| match site {
            SiteName::Cn => Site::China,
            SiteName::Byteplus => Site::BytePlus,
        })
    }

    /// Whether nothing is to be written.
    fn is_trial(&self) -> bool {
        self.check || self.dry_run
    }
}

fn rate(text: &str) -> Result<Rate, String> {
    if text == "unlimited" {
        return Ok(Rate::Unlimited);
    }
    match text.parse::<f64>() {
        Ok(rate) if rate > 0.0 && rate.is_finite() => Ok(Rate::PerSecond(rate)),
        _ => Err(
            "write a number of requests per second, such as `2` or `0.5`, or `unlimited`"
                .to_owned(),
        ),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|&seconds| seconds > 0.0);
    seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "write a number of seconds".to_owned())
}

/// A reason to end the command, already reported.
struct Ended(u8);

impl Ended {
    fn with(error: impl std::fmt::Display, help: Option<&str>) -> Self {
        err(format_args!("error: {error}"));
        if let Some(help) = help {
            err(format_args!("help: {help}"));
        }
        Self(BROKEN)
    }
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::with(error, None)
    }
}

impl From<codegen_fetch::choose::NotChosen> for Ended {
    fn from(not: codegen_fetch::choose::NotChosen) -> Self {
        Self::with(not.message, Some(&not.help))
    }
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match try_run(arguments) {
        Ok(code) => code,
        Err(Ended(code)) => ExitCode::from(code),
    }
}

fn try_run(arguments: &Arguments) -> Result<ExitCode, Ended> {
    if arguments.rate == Rate::Unlimited && arguments.endpoint.is_none() {
        return Err(Ended::with(
            "`--rate unlimited` is only for mirrors",
            Some("name the mirror with `--endpoint URL`, or set a number of requests per second"),
        ));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Ended::with(error, None))?;
    let watch = Arc::new(Watch::new());
    let asked = Asked {
        arguments,
        watch: &watch,
    };
    if arguments.list || arguments.search.is_some() {
        return runtime.block_on(list::show(&asked));
    }
    let cache = Cache::of_user();
    let mut turn = cache.as_ref().and_then(|cache| Turn::at(cache).ok());
    // Where files cannot be locked, everybody runs at once.
    let _turn = turn.as_mut().and_then(|turn| {
        let waiting = || watch.say("another fetch is running; waiting for it to finish");
        turn.take(waiting).ok()
    });
    let records = folder::records(&arguments.out).map_err(|why| Ended::with(why, None))?;
    let fetched = if arguments.update {
        runtime.block_on(update::fetch(&asked, records))?
    } else {
        runtime.block_on(targets::fetch(&asked, &records))?
    };
    watch.end();
    place::finish(fetched, arguments)
}

/// What was asked of this run.
struct Asked<'a> {
    arguments: &'a Arguments,
    watch: &'a Arc<Watch>,
}

impl Asked<'_> {
    /// The Explorer of a site, or of the mirror that was named; without either, the `source` of a record.
    fn explorer(&self, site: Site, source: Option<&str>) -> Result<Explorer, Ended> {
        let arguments = self.arguments;
        let endpoint = match (&arguments.endpoint, arguments.site) {
            (Some(endpoint), _) => endpoint.clone(),
            (None, None) => parsed(source.unwrap_or(site.endpoint()))?,
            (None, Some(_)) => parsed(site.endpoint())?,
        };
        let watch = Arc::clone(self.watch);
        Ok(Explorer::new(Options {
            endpoint,
            rate: arguments.rate,
            timeout: arguments.timeout,
            cache: Cache::of_user(),
            refresh: arguments.refresh,
            notice: Box::new(move |line| watch.say(line)),
        })?)
    }
}

fn parsed(endpoint: &str) -> Result<Endpoint, Ended> {
    endpoint.parse().map_err(|why| {
        Ended::with(
            format_args!("`{endpoint}` is not a valid address: {why}"),
            None,
        )
    })
}

/// The exit code of a run that did, or did not do, all that was asked.
fn code(is_whole: bool) -> ExitCode {
    if is_whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    }
}
