//! The pair of documents that every rule has: what it looks like when the rule applies.
//!
//! Knows how examples are written: documents one after another, each under a comment with its path. Gives them as texts with
//! paths. Must never know what they say.

/// Two states of an API, and code that was written for the first one.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// The documents before.
    pub old: &'static str,
    /// The documents after.
    pub new: &'static str,
    /// A file of Rust that uses the client of the first ones, which it finds as the module `client`.
    pub code: &'static str,
}

/// The documents of one side of an example, each with its path below the folder of all documents. A service without a
/// file of its own is called like its folder.
#[must_use]
pub fn files(side: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in side.lines() {
        if let Some(path) = line.strip_prefix("# file: ") {
            files.push((path.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    let services: Vec<String> = files
        .iter()
        .filter_map(|(path, _)| path.split_once('/'))
        .map(|(service, _)| service.to_owned())
        .collect();
    for service in services {
        let path = format!("{service}/service.yaml");
        if !files.iter().any(|(known, _)| *known == path) {
            files.push((path, format!("service: {service}\n")));
        }
    }
    files
}
