//! Official signers of other languages against the mock server, where they are installed: PyPI `volcengine` for the
//! program that `OFFICIAL_PYTHON` names (else `python3`), npm `@volcengine/openapi` where `NODE_PATH` finds it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{self, Write};
use std::process::Command;

use codegen_mock::Account;
use tests::mock::Mock;

/// Sends a signed POST, a signed GET, a presigned GET, and a POST with the keys that the GET issued.
const PYTHON: &str = r#"
import json, sys, urllib.request
from volcengine.auth.SignerV4 import SignerV4
from volcengine.base.Request import Request
from volcengine.Credentials import Credentials

endpoint, ak, sk = sys.argv[1:4]
host = endpoint.split("//")[1]
role = {"Action": "AssumeRole", "Version": "2018-01-01", "RoleTrn": "trn:iam::1:role/r r", "RoleSessionName": "s"}
add = {"Action": "BatchAddConversationParticipant", "Version": "2020-12-01"}
body = json.dumps({"AppId": 1, "ConversationShortId": 2, "Operator": 3, "ParticipantInfos": [{"ParticipantUserId": 4}]})

def send(url, method, headers={}, body=None):
    data = body.encode() if body else None
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    return json.load(urllib.request.urlopen(request, timeout=20))

def prepared(method, query, body):
    request = Request()
    request.method, request.path, request.host = method, "/", host
    request.query, request.body = dict(query), body
    request.headers = {"Host": host}
    if body:
        request.headers["Content-Type"] = "application/json"
    return request

def call(method, query, body, credentials):
    request = prepared(method, query, body)
    SignerV4.sign(request, credentials)
    url = endpoint + "/?" + urllib.parse.urlencode(request.query)
    return send(url, method, request.headers, body)

call("POST", add, body, Credentials(ak, sk, "rtc", "cn-north-1"))
keys = call("GET", role, "", Credentials(ak, sk, "sts", "cn-north-1"))["Result"]["Credentials"]
query = SignerV4.sign_url(prepared("GET", role, ""), Credentials(ak, sk, "sts", "cn-north-1"))
send(endpoint + "/?" + query, "GET")
issued = Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], "rtc", "cn-north-1", keys["SessionToken"])
call("POST", add, body, issued)
"#;

/// The same by the client of Node.
const NODE: &str = r#"
const { Signer } = require("@volcengine/openapi");
const [endpoint, accessKeyId, secretKey] = process.argv.slice(1);
const role = { Action: "AssumeRole", Version: "2018-01-01", RoleTrn: "trn:iam::1:role/r r", RoleSessionName: "s" };
const add = { Action: "BatchAddConversationParticipant", Version: "2020-12-01" };
const body = JSON.stringify({ AppId: 1, ConversationShortId: 2, Operator: 3, ParticipantInfos: [{ ParticipantUserId: 4 }] });

async function send(query, options) {
  const reply = await fetch(endpoint + "/?" + query, options);
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(text);
  return JSON.parse(text);
}
function prepared(service, method, params, body) {
  const headers = body ? { "Content-Type": "application/json" } : {};
  return [new Signer({ region: "cn-north-1", method, params, headers, body, pathname: "/" }, service), headers];
}
async function call(service, method, params, body, credentials) {
  const [signer, headers] = prepared(service, method, params, body);
  signer.addAuthorization(credentials);
  return send(new URLSearchParams(params), { method, headers, body });
}
(async () => {
  const own = { accessKeyId, secretKey };
  await call("rtc", "POST", add, body, own);
  const reply = await call("sts", "GET", role, undefined, own);
  const [signer] = prepared("sts", "GET", role, undefined);
  await send(signer.getSignUrl(own), { method: "GET" });
  const keys = reply.Result.Credentials;
  const issued = { accessKeyId: keys.AccessKeyId, secretKey: keys.SecretAccessKey, sessionToken: keys.SessionToken };
  await call("rtc", "POST", add, body, issued);
})().catch((error) => { console.error(error); process.exit(1); });
"#;

/// Runs a program if it can load the signer, and looks at what the server saw.
fn accepted(program: &str, probe: &[&str], script: &[&str]) {
    let can_load = Command::new(program).args(probe).output();
    if !can_load.is_ok_and(|output| output.status.success()) {
        // Written past the test harness, which keeps what a passing test prints to itself.
        let _ = writeln!(
            io::stderr(),
            "skipped: {program} does not have the official signer"
        );
        return;
    }
    let mock = Mock::start("spec", &[]);
    let account = Account::example();
    let output = Command::new(program)
        .args(script)
        .args([
            mock.server().endpoint(),
            account.access_key,
            account.secret_key,
        ])
        .output()
        .unwrap();
    let lines = mock.lines();
    assert!(
        output.status.success(),
        "{lines:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let add = "200 BatchAddConversationParticipant";
    assert_eq!(lines, [add, "200 AssumeRole", "200 AssumeRole", add]);
}

#[test]
fn the_signer_of_python_is_accepted() {
    let python = std::env::var("OFFICIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    accepted(
        &python,
        &["-c", "import volcengine.auth.SignerV4"],
        &["-c", PYTHON],
    );
}

#[test]
fn the_signer_of_node_is_accepted() {
    let probe = ["-e", "require('@volcengine/openapi')"];
    accepted("node", &probe, &["-e", NODE]);
}
