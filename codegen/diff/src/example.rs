//! The example that every rule has: what it looks like when the rule applies.
//!
//! Knows how examples are written: documents one after another, each under a comment with its path, line by line as in a difference
//! of texts; below them, code. Gives the documents of either side as texts with paths. Must never know what they say.

/// Two states of an API, and code that was written for the first one.
#[derive(Debug, Clone, Copy)]
pub struct Example(&'static str);

/// What stands between the documents and the code.
const CODE: &str = "=== code\n";

impl Example {
    /// The example of a text.
    pub(super) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    fn parts(self) -> (&'static str, &'static str) {
        self.0.split_once(CODE).unwrap_or((self.0, ""))
    }

    /// The documents, with `-` before lines that are gone, `+` before lines that are new, and a space before the others.
    #[must_use]
    pub fn documents(self) -> &'static str {
        self.parts().0
    }

    /// The documents before.
    #[must_use]
    pub fn earlier(self) -> String {
        self.side('-')
    }

    /// The documents after.
    #[must_use]
    pub fn later(self) -> String {
        self.side('+')
    }

    /// A file of Rust that uses the client of the first ones, which it finds as the module `client`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.parts().1
    }

    fn side(self, mark: char) -> String {
        let mut side = String::new();
        for line in self.documents().lines() {
            let mut characters = line.chars();
            if matches!(characters.next(), None | Some(' ')) || line.starts_with(mark) {
                side.push_str(characters.as_str());
                side.push('\n');
            }
        }
        side
    }
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
