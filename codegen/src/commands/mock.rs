//! `codegen mock`: a server that answers as the described API would.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use tokio::sync::oneshot;

use super::report::{err, plural, read, show_findings};
use super::{BROKEN, FAILED, Format};
use codegen_likeness::{Likeness, nearest};
use codegen_mock::{Account, Fault, Server, Service};
use codegen_model::Api;

/// Variables that say with which keys requests are signed.
const ACCESS_KEY: &str = "VOLCENGINE_ACCESS_KEY";
const SECRET_KEY: &str = "VOLCENGINE_SECRET_KEY";
const SESSION_TOKEN: &str = "VOLCENGINE_SESSION_TOKEN";
const ENDPOINT: &str = "VOLCENGINE_ENDPOINT";

/// Arguments of `mock`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the documents, or one document.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,
    /// Port on 127.0.0.1, the only interface it listens on; 0 picks a free one.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Access key that requests must be signed with; a fixed one by default.
    #[arg(long, value_name = "KEY", requires = "secret_key")]
    access_key: Option<String>,
    /// Secret key that belongs to it.
    #[arg(long, value_name = "SECRET", requires = "access_key")]
    secret_key: Option<String>,
    /// Session token that requests must carry.
    #[arg(long, value_name = "TOKEN", requires = "access_key")]
    session_token: Option<String>,
    /// Take the keys from VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY and VOLCENGINE_SESSION_TOKEN.
    #[arg(long, conflicts_with = "access_key")]
    keys_from_env: bool,
    /// Make requests fail that would succeed. Repeatable. KIND[,CONDITION...]
    ///
    /// KIND is one of throttle, status=N, error=CODE, html, empty, truncate, reset, delay=300ms. A CONDITION is one of
    /// action=NAME, first=N, every=N; retry-after=2s adds the header of that name to throttle, status and error. Each fault
    /// counts the requests that it applies to. Of several faults the first wins; delays add up.
    #[arg(long, value_name = "FAULT")]
    fault: Vec<Fault>,
    /// Stop after this many seconds.
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// Stop when standard input ends.
    #[arg(long)]
    until_eof: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let understood = match read(&arguments.spec, None) {
        Ok(understood) => understood,
        Err(code) => return code,
    };
    show_findings(&understood, Format::Text);
    let Some(api) = understood.api else {
        return ExitCode::from(FAILED);
    };
    if let Err(message) = check_actions(&arguments.fault, &api) {
        return broken(message);
    }
    let (account, secret_is_known) = match account(arguments) {
        Ok(account) => account,
        Err(message) => return broken(message),
    };
    let service = Service::new(api, [account.clone()], arguments.fault.iter().cloned());
    let actions = service.action_count();
    let answering = move |request| {
        let (answer, entry) = service.answer(&request);
        err(entry);
        answer
    };
    let server = match Server::start(arguments.port, answering) {
        Ok(server) => server,
        Err(error) => {
            return broken(format_args!(
                "cannot listen on 127.0.0.1:{}: {error}",
                arguments.port
            ));
        }
    };
    let greet = || {
        // First, so that it precedes all lines about requests.
        err(format_args!("answering {}", plural(actions, "action")));
        let text = greeting(&server, &account, secret_is_known);
        let mut out = io::stdout().lock();
        // A reader that has gone away is not an error.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    };
    match serve(arguments, greet) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => broken(error),
    }
}

fn broken(message: impl Display) -> ExitCode {
    err(format_args!("error: {message}"));
    ExitCode::from(BROKEN)
}

/// Whether every action exists that a fault is restricted to.
fn check_actions(faults: &[Fault], api: &Api) -> Result<(), String> {
    let versions = api.services.iter().flat_map(|service| &service.versions);
    let names: Vec<_> = versions
        .flat_map(|version| &version.actions)
        .map(|action| action.wire.as_str())
        .collect();
    let unknown = faults
        .iter()
        .filter_map(Fault::action)
        .find(|action| !names.contains(action));
    let Some(action) = unknown else {
        return Ok(());
    };
    let hint = nearest(action, names, Likeness::Close)
        .map(|name| format!("; did you mean {name}?"))
        .unwrap_or_default();
    Err(format!(
        "`--fault …,action={action}`: there is no such action{hint}"
    ))
}

/// The keys, and whether the user already knows their secret.
fn account(arguments: &Arguments) -> Result<(Account, bool), String> {
    if arguments.keys_from_env {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let needed =
            |name| variable(name).ok_or_else(|| format!("`--keys-from-env`: {name} is not set"));
        let account = Account {
            access_key: needed(ACCESS_KEY)?,
            secret_key: needed(SECRET_KEY)?,
            session_token: variable(SESSION_TOKEN),
        };
        return Ok((account, true));
    }
    Ok(match (&arguments.access_key, &arguments.secret_key) {
        (Some(access_key), Some(secret_key)) => {
            let account = Account {
                access_key: access_key.clone(),
                secret_key: secret_key.clone(),
                session_token: arguments.session_token.clone(),
            };
            (account, true)
        }
        _ => (Account::example(), false),
    })
}

/// What a client needs to know. A secret that is known already is not shown.
fn greeting(server: &Server, account: &Account, secret_is_known: bool) -> String {
    let endpoint = server.endpoint();
    let secret = match &account.session_token {
        _ if !secret_is_known => format!("export {SECRET_KEY}={}", account.secret_key),
        None => format!("# {SECRET_KEY}: as given"),
        Some(_) => format!("# {SECRET_KEY}, {SESSION_TOKEN}: as given"),
    };
    format!(
        "listening on {endpoint}\nexport {ACCESS_KEY}={}\n{secret}\nexport {ENDPOINT}={endpoint}\n",
        account.access_key
    )
}

/// Waits for whatever is to end the command. Who reads the greeting can rely on that.
fn serve(arguments: &Arguments, greet: impl FnOnce()) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut signals = Signals::new()?;
        let input = arguments.until_eof.then(end_of_input);
        let time = arguments.seconds.map(Duration::from_secs);
        let time_is_over = async {
            match time {
                Some(time) => tokio::time::sleep(time).await,
                None => std::future::pending().await,
            }
        };
        let input_is_over = async {
            match input {
                // The sender leaves with the thread that reads.
                Some(over) => drop(over.await),
                None => std::future::pending().await,
            }
        };
        greet();
        tokio::select! {
            () = signals.next() => {}
            () = time_is_over => {}
            () = input_is_over => {}
        }
        Ok(())
    })
}

/// A message for when the input stream has ended.
fn end_of_input() -> oneshot::Receiver<()> {
    let (over, ends) = oneshot::channel();
    std::thread::spawn(move || {
        // An input that cannot be read has ended, too.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = over.send(());
    });
    ends
}

/// The signals by which people and supervisors end a process.
#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// The signals by which people and supervisors end a process.
#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
