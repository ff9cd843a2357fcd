//! `codegen mock` as scripts and people see it: what it prints, what it refuses to start with, and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test that cannot go on has failed"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test makes its own files and runs the program"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);

fn command(arguments: &[&str]) -> Command {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = Command::new(env!("CARGO_BIN_EXE_codegen"));
    command
        .args(["mock", "--port", "0", "--for", "20"])
        .args(arguments)
        .current_dir(root)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A server in a process of its own, with the lines that it printed first.
struct Running {
    child: Child,
    lines: Vec<String>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let lines: Vec<_> = out.lines().take(4).map(Result::unwrap).collect();
        assert_eq!(lines.len(), 4, "{lines:?}");
        Self { child, lines }
    }

    fn address(&self) -> &str {
        self.lines[0].strip_prefix("listening on http://").unwrap()
    }

    /// Waits for the end of the process and gives what it wrote to the error stream.
    fn end(mut self) -> (bool, String) {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        };
        let mut errors = String::new();
        let mut stream = self.child.stderr.take().unwrap();
        stream.read_to_string(&mut errors).unwrap();
        (status.success(), errors)
    }
}

fn refused(arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command(arguments).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

#[test]
fn it_prints_what_a_client_needs_answers_and_ends_with_its_input() {
    let mut server = Running::start(command(&["--until-eof"]));
    assert!(server.address().starts_with("127.0.0.1:"));
    let endpoint = format!("export VOLCENGINE_ENDPOINT=http://{}", server.address());
    assert!(server.lines[1].starts_with("export VOLCENGINE_ACCESS_KEY=AK"));
    assert!(server.lines[2].starts_with("export VOLCENGINE_SECRET_KEY="));
    assert_eq!(server.lines[3], endpoint);

    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request =
        "POST /?Action=Nothing&Version=1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 404 "), "{reply}");
    assert!(
        reply.contains(r#""Code":"InvalidActionOrVersion""#),
        "{reply}"
    );

    drop(server.child.stdin.take());
    let (success, errors) = server.end();
    assert!(success, "{errors}");
    let (first, log) = errors.split_once('\n').unwrap();
    assert!(first.starts_with("answering "), "{errors}");
    assert_eq!(
        log,
        "404 Nothing: InvalidActionOrVersion: there is no action `Nothing`\n"
    );
}

#[test]
fn a_secret_from_the_environment_is_not_printed() {
    let mut with_keys = command(&["--until-eof", "--keys-from-env"]);
    with_keys
        .env("VOLCENGINE_ACCESS_KEY", "AKMINE")
        .env("VOLCENGINE_SECRET_KEY", "canary-secret")
        .env("VOLCENGINE_SESSION_TOKEN", "canary-token");
    let mut server = Running::start(with_keys);
    let lines = server.lines.join("\n");
    assert!(
        lines.contains("export VOLCENGINE_ACCESS_KEY=AKMINE\n"),
        "{lines}"
    );
    assert!(lines.contains("# VOLCENGINE_SECRET_KEY"), "{lines}");
    drop(server.child.stdin.take());
    let (success, errors) = server.end();
    assert!(success);
    assert!(!format!("{lines}{errors}").contains("canary"));

    let (status, errors) = refused(&["--keys-from-env"]);
    assert_eq!(status, Some(2));
    assert!(
        errors.contains("VOLCENGINE_ACCESS_KEY is not set"),
        "{errors}"
    );
}

#[test]
fn what_cannot_be_is_said_before_anything_is_served() {
    for (arguments, message) in [
        (["--fault", "resett"], "a fault starts with"),
        (
            ["--fault", "reset,action=BatchAddConversationParticipants"],
            "there is no such action; did you mean BatchAddConversationParticipant",
        ),
        (["--access-key", "AK"], "--secret-key"),
        (["--spec", "nowhere"], "cannot read the documents"),
    ] {
        let (status, errors) = refused(&arguments);
        assert_eq!(status, Some(2), "{errors}");
        assert!(errors.contains(message), "{errors}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_codegen"))
        .args(["mock", "--for", "20", "--port", &port])
        .current_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(errors.contains("cannot listen on 127.0.0.1"), "{errors}");
}

#[cfg(unix)]
#[test]
fn it_ends_with_a_signal_or_when_its_time_is_over() {
    let server = Running::start(command(&[]));
    let id = server.child.id().to_string();
    assert!(Command::new("kill").arg(&id).status().unwrap().success());
    assert!(server.end().0);

    let mut short = Command::new(env!("CARGO_BIN_EXE_codegen"));
    short
        .args(["mock", "--port", "0", "--for", "0"])
        .current_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(".."));
    assert!(short.output().unwrap().status.success());
}
