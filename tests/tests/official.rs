//! Official signers of other languages against the mock server, where they are installed: PyPI `volcengine` for the
//! program that `OFFICIAL_PYTHON` names (else `python3`), npm `@volcengine/openapi` where `NODE_PATH` finds it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use codegen_mock::Account;
use serde_json::{Value, json};
use tests::mock::Mock;
use tests::spec;

const TOKEN: &str = "token-of+the/role==";
const BODY: &str = r#"{"AppId":1,"ConversationShortId":2,"Operator":3,"ParticipantInfos":[{"ParticipantUserId":4}]}"#;

/// A way to run a signer.
struct Signer {
    name: &'static str,
    program: PathBuf,
    /// Ends well where the package is installed.
    probe: [&'static str; 2],
    script: &'static str,
}

impl Signer {
    fn python() -> Self {
        let program = env::var_os("OFFICIAL_PYTHON");
        Self {
            name: "volcengine for Python",
            program: program.map_or_else(|| "python3".into(), PathBuf::from),
            probe: ["-c", "import volcengine.auth.SignerV4"],
            script: "drive.py",
        }
    }

    fn node() -> Self {
        Self {
            name: "@volcengine/openapi for Node",
            program: "node".into(),
            probe: ["-e", "require('@volcengine/openapi')"],
            script: "drive.js",
        }
    }

    fn is_installed(&self) -> bool {
        let mut probe = Command::new(&self.program);
        probe.args(self.probe).stdin(Stdio::null());
        probe.output().is_ok_and(|output| output.status.success())
    }

    /// Has requests signed and sent, and gives their replies.
    fn send(&self, asked: &Value) -> Vec<Value> {
        let script = spec::root().join("tests/data/signers").join(self.script);
        let mut child = Command::new(&self.program)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(asked.to_string().as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{} ended badly", self.name);
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// A request for a server, with a token where its account has one.
fn request(
    mock: &Mock,
    service: &str,
    method: &str,
    form: &str,
    token: &str,
    query: Value,
) -> Value {
    let account = Account::example();
    json!({
        "host": mock.server().address().to_string(),
        "access_key": account.access_key,
        "secret_key": account.secret_key,
        "token": token,
        "service": service,
        "region": "cn-north-1",
        "method": method,
        "form": form,
        "query": query,
        "body": if method == "GET" { "" } else { BODY },
    })
}

fn is_served(signer: &Signer) {
    if !signer.is_installed() {
        // Written past the test harness, which keeps what a passing test prints to itself.
        let _ = writeln!(io::stderr(), "skipped: {} is not installed", signer.name);
        return;
    }
    let ours = Mock::start("spec", &[]);
    let with_token = Account::example().with_session_token(TOKEN);
    let temporary = Mock::start_for(with_token, "spec", &[]);
    let lists = Mock::start("tests/golden/flattened/spec", &[]);

    let add = json!({"Action": "BatchAddConversationParticipant", "Version": "2020-12-01"});
    let assume = json!({
        "Action": "AssumeRole", "Version": "2018-01-01", "RoleTrn": "trn:iam::1:role/r r+/~*", "RoleSessionName": "名",
    });
    let describe = json!({
        "Action": "DescribeVpcs", "Version": "2020-01-01", "VpcIds.1": "v-1", "VpcIds.2": "v-2",
        "TagFilters.1.Key": "a b&c", "TagFilters.1.Values.1": "名",
    });
    let mut asked = Vec::new();
    for (mock, token) in [(&ours, ""), (&temporary, TOKEN)] {
        asked.push(request(mock, "rtc", "POST", "header", token, add.clone()));
        asked.push(request(mock, "sts", "GET", "header", token, assume.clone()));
        asked.push(request(mock, "sts", "GET", "query", token, assume.clone()));
    }
    asked.push(request(
        &lists,
        "rtc",
        "GET",
        "header",
        "",
        describe.clone(),
    ));
    asked.push(request(&lists, "rtc", "GET", "query", "", describe));
    let replies = signer.send(&json!(asked));

    // A signature by another secret is refused, whoever made it.
    for form in ["header", "query"] {
        let mut forged = request(&ours, "sts", "GET", form, "", assume.clone());
        forged["secret_key"] = json!("another");
        let refused = signer.send(&json!([forged])).remove(0);
        assert_eq!(refused["status"], 401, "{}, {form}: {refused}", signer.name);
        let body = refused["body"].as_str().unwrap();
        assert!(body.contains("SignatureDoesNotMatch"), "{body}");
    }
    for (asked, reply) in asked.iter().zip(&replies) {
        assert_eq!(reply["status"], 200, "{}: {asked} got {reply}", signer.name);
    }
    assert_eq!(replies.len(), asked.len());

    // Keys that the server issued are keys of its account from then on.
    let issued: Value = serde_json::from_str(replies[1]["body"].as_str().unwrap()).unwrap();
    let keys = &issued["Result"]["Credentials"];
    let token = keys["SessionToken"].as_str().unwrap();
    let mut with_issued = request(&ours, "rtc", "POST", "header", token, add);
    with_issued["access_key"] = keys["AccessKeyId"].clone();
    with_issued["secret_key"] = keys["SecretAccessKey"].clone();
    let reply = signer.send(&json!([with_issued])).remove(0);
    assert_eq!(reply["status"], 200, "{}: {reply}", signer.name);
}

#[test]
fn the_signer_of_python_is_accepted() {
    is_served(&Signer::python());
}

#[test]
fn the_signer_of_node_is_accepted() {
    is_served(&Signer::node());
}
