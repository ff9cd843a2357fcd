//! For CI: commands by which GitHub puts a remark on a line.

use std::fmt::Write;

use super::{Locate, subject};
use crate::{Diff, Verdict};

/// An annotation for each change that may hurt: an error for a breaking one, a warning for a risky one.
#[must_use]
pub fn annotations(diff: &Diff, locate: &Locate<'_>) -> String {
    let mut out = String::new();
    for change in &diff.changes {
        let rule = change.rule;
        let level = match rule.verdict() {
            Verdict::Breaking => "error",
            Verdict::Risky => "warning",
            Verdict::Compatible => continue,
        };
        let place = &change.place;
        let stands = locate(place)
            .map(|(file, line)| format!("file={},line={line},", property(&file)))
            .unwrap_or_default();
        let path = match place.path.as_str() {
            "" => String::new(),
            path => format!(" {path}"),
        };
        let message = format!(
            "{}{path}: {} (wire {}, Rust {}). {}",
            subject(place),
            change.message(),
            rule.wire,
            rule.rust,
            rule.fix
        );
        let _ = writeln!(
            out,
            "::{level} {stands}title={}::{}",
            rule.code,
            data(&message)
        );
    }
    out
}

/// What may not stand in a message.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What may not stand in a property either.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_become_a_command() {
        assert_eq!(data("100%\n::error::"), "100%25%0A::error::");
        assert_eq!(property("a,b:c"), "a%2Cb%3Ac");
    }
}
