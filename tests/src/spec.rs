//! The specification's documents, as data.
//!
//! Knows where they lie. Gives them as JSON values, and values by JSON pointer.
//! Must never know what generated code makes of them.

use std::path::PathBuf;

use serde_json::Value;

/// The document of the action that the tests call.
pub const ACTION: &str = "rtc/2020-12-01/BatchAddConversationParticipant.yaml";

/// Shapes that it shares with other actions.
pub const SHARED: &str = "rtc/2020-12-01/shared.yaml";

/// Facts of its service.
pub const SERVICE: &str = "rtc/service.yaml";

/// Root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package lies in the repository")
        .to_path_buf()
}

/// Reads a document by its path under `spec/`.
#[must_use]
pub fn document(path: &str) -> Value {
    let file = root().join("spec").join(path);
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Paths under `spec/` of all documents that describe an action, sorted.
#[must_use]
pub fn actions() -> Vec<String> {
    let root = root().join("spec");
    let mut found = Vec::new();
    let mut pending = vec![root.clone()];
    while let Some(folder) = pending.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                pending.push(path);
            } else if let Ok(path) = path.strip_prefix(&root) {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.retain(|path| document(path).get("paths").is_some());
    found.sort();
    found
}

/// The operation of the action's document.
#[must_use]
pub fn operation() -> Value {
    at(
        &document(ACTION),
        "/paths/~1BatchAddConversationParticipant/post",
    )
    .clone()
}

/// The value behind a JSON pointer.
#[must_use]
pub fn at<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    document
        .pointer(pointer)
        .unwrap_or_else(|| panic!("nothing stands at {pointer}"))
}

/// The document's example of a request body.
#[must_use]
pub fn example_request() -> Value {
    at(
        &operation(),
        "/requestBody/content/application~1json/examples/full/value",
    )
    .clone()
}

/// One of the document's examples of a reply with status 200.
#[must_use]
pub fn example_reply(name: &str) -> String {
    at(
        &operation(),
        &format!("/responses/200/content/application~1json/examples/{name}/value"),
    )
    .to_string()
}
