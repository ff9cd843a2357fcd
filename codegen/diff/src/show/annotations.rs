//! For CI: commands by which GitHub puts a remark on a line.

use std::fmt::Write;

use super::{Report, headline, subject};
use crate::{Change, Verdict};

/// GitHub shows so many errors, and so many warnings, of one step.
const SHOWN: usize = 10;

/// An annotation for each change that may hurt, as many as are shown: an error for a breaking one, a warning for a risky one. A
/// notice with the verdict on all comes first, and says how many are left out.
#[must_use]
pub fn annotations(report: &Report<'_>) -> String {
    let diff = report.diff;
    if diff.changes.is_empty() {
        return String::new();
    }
    let room = report.limit.unwrap_or(SHOWN);
    let mut out = String::new();
    let mut left = 0;
    let mut remarks = String::new();
    for (verdict, level) in [(Verdict::Breaking, "error"), (Verdict::Risky, "warning")] {
        let of_verdict = diff
            .changes
            .iter()
            .filter(|change| change.rule.verdict() == verdict && change.accepted.is_none());
        for (number, change) in of_verdict.enumerate() {
            if number < room {
                remark(&mut remarks, level, change, report);
            } else {
                left += 1;
            }
        }
    }
    let rest = match left {
        0 => String::new(),
        left => format!(". {left} more are not annotated here; `codegen diff` lists all"),
    };
    let not_compared = match report.left_out.len() {
        0 => String::new(),
        1 => ". 1 document of the old state could not be compared".to_owned(),
        count => format!(". {count} documents of the old state could not be compared"),
    };
    let message = data(&format!("{}{rest}{not_compared}", headline(diff)));
    let _ = writeln!(out, "::notice title=API changes::{message}");
    out.push_str(&remarks);
    out
}

fn remark(out: &mut String, level: &str, change: &Change, report: &Report<'_>) {
    let (rule, place) = (change.rule, &change.place);
    let stands = (report.locate)(place)
        .map(|(file, line)| format!("file={},line={line},", property(&file)))
        .unwrap_or_default();
    let path = match place.path.as_str() {
        "" => String::new(),
        path => format!(" {path}"),
    };
    let rust = match &place.rust {
        Some(rust) => format!(", {rust}"),
        None => String::new(),
    };
    let message = format!(
        "{}{path}{rust}: {} (wire {}, Rust {}). {}",
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
