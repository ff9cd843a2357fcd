//! The platform's own documents as a client that compiles and calls: each action is sent to a server that verifies signatures, with
//! every member that its raw document describes, and its reply comes back with every member of the result.
//!
//! The documents lie beside this repository or nowhere, so the test runs only where they are. Other documents of the same forms are
//! held by `platform_documents.rs` in every run.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use codegen_mock::{Account, Answer, Demands, Received, Server, signature::decode_query, verify};
use codegen_pipeline::understand;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tests::program::build;
use tests::spec;

/// A program that calls the action which each line of its input names, with the request behind the name, and prints each result.
const CALLER: &str = r#"
use std::io::BufRead;

use generated_client::runtime::Action;
use generated_client::{Call, Config, Credentials, Response};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

async fn sent<C, A>(client: C, method: fn(&C, A) -> Call<A>, request: &str) -> Value
where
    A: Action + DeserializeOwned,
    A::Output: Serialize,
{
    let request: A = serde_json::from_str(request).expect("a request");
    let reply: Response<A::Output> = method(&client, request).await.expect("a reply").into();
    serde_json::to_value(reply.result).expect("a result")
}

fn config() -> Config {
    let argument = |index| std::env::args().nth(index).expect("an argument");
    let credentials = Credentials::new(argument(2), argument(3));
    Config::builder().endpoint(argument(1)).credentials(credentials).build()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (action, request) = line.split_once(' ').expect("an action and its request");
        let result = match action {
            // ACTIONS
            _ => panic!("{action} is not an action"),
        };
        println!("{result}");
    }
}
"#;

/// What a document of one action says, as plain JSON.
struct Described {
    service: String,
    version: String,
    action: String,
    document: Value,
}

impl Described {
    fn key(&self) -> String {
        format!("{}/{}/{}", self.service, self.version, self.action)
    }

    fn operation(&self) -> &Value {
        let item = &self.document["paths"][format!("/{}", self.action)];
        item.get("get").or(item.get("post")).unwrap()
    }

    fn is_get(&self) -> bool {
        self.document["paths"][format!("/{}", self.action)]
            .get("get")
            .is_some()
    }

    fn body(&self) -> &Value {
        &self.operation()["requestBody"]["content"]["application/json"]["schema"]
    }

    /// A request with every member.
    fn request(&self) -> Value {
        if !self.body().is_null() {
            return self.sample(self.body(), "");
        }
        let parameters = self.operation()["parameters"].as_array();
        let mut members = Map::new();
        for parameter in parameters.into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let (name, is_list) = match name.strip_suffix(".N") {
                Some(name) => (name, parameter["schema"]["type"] != "array"),
                None => (name, false),
            };
            let value = self.sample(&parameter["schema"], name);
            let value = if is_list { json!([value]) } else { value };
            members.insert(name.to_owned(), value);
        }
        Value::Object(members)
    }

    /// The pairs by which that request travels in a query, as the platform lays them out.
    fn pairs(&self, request: &Value) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let parameters = self.operation()["parameters"].as_array();
        for parameter in parameters.into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let name = name.strip_suffix(".N").unwrap_or(name);
            let split = [
                &parameter["x-split-type"],
                &parameter["schema"]["x-split-type"],
            ];
            match (&request[name], split.contains(&&json!(2))) {
                (Value::Array(items), true) => {
                    let texts: Vec<String> = items.iter().map(text_of).collect();
                    pairs.push((name.to_owned(), texts.join(",")));
                }
                (value, _) => flatten(name, value, &mut pairs),
            }
        }
        pairs.sort();
        pairs
    }

    /// The result that the server sends, with every member.
    fn result(&self) -> Value {
        let schema = &self.operation()["responses"]["200"]["content"]["application/json"]["schema"];
        let alternatives = schema["oneOf"].as_array().into_iter().flatten();
        let success = { alternatives }.find(|part| part["x-is-success-response"] == true);
        self.sample(success.unwrap_or(schema), "")
    }

    /// A value that a schema allows, with every member that it describes and two items in each list that may have two.
    fn sample(&self, schema: &Value, name: &str) -> Value {
        if let Some(target) = schema["$ref"].as_str() {
            let target = target.strip_prefix('#').unwrap();
            return self.sample(self.document.pointer(target).unwrap(), name);
        }
        let values = schema["enum"].as_array().map(Vec::as_slice);
        let listed = |index: usize| values.and_then(|values| values.get(index));
        let number = |key: &str| schema[key].as_i64();
        match schema["type"].as_str() {
            Some("object") | None => {
                let members = schema["properties"].as_object();
                let members = members.into_iter().flatten();
                members
                    .map(|(name, member)| (name.clone(), self.sample(member, name)))
                    .collect::<Map<_, _>>()
                    .into()
            }
            Some("array") => {
                let item = self.sample(&schema["items"], name);
                let other = match (&item, schema["items"]["enum"].as_array()) {
                    (Value::String(text), None) => Some(json!(format!("{text}2"))),
                    (Value::Number(number), None) => number.as_i64().map(|one| json!(one + 1)),
                    (Value::Object(_), _) => Some(item.clone()),
                    _ => None,
                };
                let other = other.filter(|_| number("maxItems") != Some(1));
                [Some(item), other].into_iter().flatten().collect()
            }
            Some("integer") => match listed(0) {
                Some(Value::String(text)) => json!(text.trim().parse::<i64>().unwrap()),
                Some(value) => value.clone(),
                None => json!(number("minimum").unwrap_or(1).max(1)),
            },
            Some("number") => listed(0).cloned().unwrap_or(json!(1.5)),
            Some("boolean") => json!(true),
            Some("string") => match listed(0) {
                Some(value) => json!(text_of(value)),
                None => {
                    let least = number("minLength").unwrap_or(0);
                    let text: String = name
                        .chars()
                        .cycle()
                        .take(usize::try_from(least).unwrap())
                        .collect();
                    json!(if text.is_empty() {
                        "v".to_owned()
                    } else {
                        text
                    })
                }
            },
            Some(other) => panic!("{}: a schema of the type {other}", self.key()),
        }
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn flatten(name: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&format!("{name}.{}", index + 1), item, pairs);
            }
        }
        Value::Object(members) => {
            for (member, value) in members {
                flatten(&format!("{name}.{member}"), value, pairs);
            }
        }
        other => pairs.push((name.to_owned(), text_of(other))),
    }
}

/// The documents of a folder `<service>/<version>/<action>.json`.
fn described(folder: &Path) -> Vec<Described> {
    let entries = |folder: &Path| {
        let all = fs::read_dir(folder).unwrap();
        let mut all: Vec<PathBuf> = all.map(|entry| entry.unwrap().path()).collect();
        all.sort();
        all
    };
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let mut found = Vec::new();
    for service in entries(folder).iter().filter(|path| path.is_dir()) {
        for version in entries(service).iter().filter(|path| path.is_dir()) {
            for document in entries(version) {
                found.push(Described {
                    service: name(service),
                    version: name(version),
                    action: name(&document),
                    document: serde_json::from_str(&fs::read_to_string(&document).unwrap())
                        .unwrap(),
                });
            }
        }
    }
    found
}

/// Makes the crate, with a program that calls every action, and gives the program's file.
fn compiled(documents: &Path, folder: &Path) -> PathBuf {
    let crate_folder = folder.join("platform-calls");
    let runtime = spec::root().join("generated-client");
    let codegen = build(&["--bin", "codegen"]).remove("codegen").unwrap();
    let made = Command::new(codegen)
        .args(["generate", "--spec"])
        .arg(documents)
        .arg("--new-crate")
        .arg(&crate_folder)
        .arg("--runtime-path")
        .arg(runtime)
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );

    let api = understand(documents).unwrap().api.unwrap();
    let mut arms = String::new();
    for service in &api.services {
        for version in &service.versions {
            for action in &version.actions {
                let module = format!("platform_calls::{}::{}", service.module, version.module);
                let source = action.source.strip_suffix(".json").unwrap();
                writeln!(
                    arms,
                    "{source:?} => sent({module}::Client::new(config()).expect(\"a client\"), {module}::Client::{}, request).await,",
                    action.method_name
                )
                .unwrap();
            }
        }
    }
    fs::write(
        crate_folder.join("src/main.rs"),
        CALLER.replace("// ACTIONS", &arms),
    )
    .unwrap();
    let manifest = crate_folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let more = "serde = \"1\"\nserde_json = \"1\"\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    fs::write(&manifest, text + more).unwrap();
    fs::copy(
        spec::root().join("Cargo.lock"),
        crate_folder.join("Cargo.lock"),
    )
    .unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("platform-calls");
    let built = Command::new(std::env::var("CARGO").unwrap())
        .args(["build", "--offline", "--quiet", "--all-features"])
        .current_dir(&crate_folder)
        .env("CARGO_TARGET_DIR", &target)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success() && said.is_empty(), "{said}");
    target
        .join("debug")
        .join(format!("platform-calls{}", std::env::consts::EXE_SUFFIX))
}

/// A server that accepts what is signed for the service of its action, and sends the result of that action.
fn platform(documents: &[Described], seen: Arc<Mutex<Vec<Received>>>) -> Server {
    let known: BTreeMap<String, (String, Value)> = documents
        .iter()
        .map(|described| {
            let key = format!("{} {}", described.action, described.version);
            (key, (described.service.clone(), described.result()))
        })
        .collect();
    let answer = move |request: Received| {
        let parameter = |name| request.parameter(name).unwrap_or_default();
        let found = known.get(&format!("{} {}", parameter("Action"), parameter("Version")));
        let (service, result) = found.unwrap();
        let accounts = [Account::example()];
        let verified = verify(
            &request,
            service,
            &accounts,
            Timestamp::now(),
            Demands::EveryHeader,
        );
        let answer = match verified {
            Ok(()) => {
                let metadata = json!({ "RequestId": "request-of-the-platform" });
                let reply = json!({ "ResponseMetadata": metadata, "Result": result });
                Answer::json(200, &reply.to_string())
            }
            Err(refusal) => refusal.answer(&request, "refused"),
        };
        seen.lock().unwrap().push(request);
        answer
    };
    Server::start(0, answer).unwrap()
}

/// The results that the program prints for these requests.
fn results(program: &Path, server: &Server, requests: &[(String, Value)]) -> Vec<Value> {
    let account = Account::example();
    let mut child = Command::new(program)
        .args([server.endpoint(), account.access_key, account.secret_key])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = requests
        .iter()
        .map(|(key, request)| format!("{key} {request}\n"))
        .collect();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_action_is_called_as_its_document_says() {
    let folder = spec::root().join("../shared/official");
    if !folder.is_dir() {
        eprintln!("not run: the platform's documents are not here");
        return;
    }
    let documents = described(&folder);
    assert!(documents.len() > 50, "{} documents", documents.len());
    let home = tempfile::tempdir().unwrap();
    let program = compiled(&folder, home.path());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let server = platform(&documents, Arc::clone(&seen));
    let requests: Vec<(String, Value)> = documents
        .iter()
        .map(|described| (described.key(), described.request()))
        .collect();
    let results = results(&program, &server, &requests);

    let seen = seen.lock().unwrap();
    assert_eq!(
        (seen.len(), results.len()),
        (documents.len(), documents.len())
    );
    let mut lists = 0;
    for (((described, (key, request)), received), result) in documents
        .iter()
        .zip(&requests)
        .zip(seen.iter())
        .zip(results)
    {
        assert_eq!(
            received.parameter("Action").as_ref(),
            Some(&described.action)
        );
        if described.is_get() {
            let text = |bytes| String::from_utf8(bytes).unwrap();
            let sent = decode_query(&received.query).unwrap();
            let sent = sent
                .into_iter()
                .map(|(name, value)| (text(name), text(value)));
            let mut sent: Vec<(String, String)> = sent
                .filter(|(name, _)| name != "Action" && name != "Version")
                .collect();
            sent.sort();
            assert_eq!(sent, described.pairs(request), "{key}");
            lists += sent.iter().filter(|(name, _)| name.contains(".2")).count();
        } else {
            assert_eq!(received.json(), *request, "{key}");
        }
        assert_eq!(result, described.result(), "{key}");
    }
    assert!(lists > 5, "only {lists} second items were sent");
}
