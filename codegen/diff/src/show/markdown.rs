//! For a pull request.

use std::fmt::Write;

use super::groups::{OfRule, rules, services};
use super::{Report, counts, detail, further, other_way, whole};
use crate::{Change, Verdict};

/// How many bytes the text may have. A comment on GitHub holds 65,536 characters.
const LIMIT: usize = 64_000;

/// How many services the summary has.
const SERVICES: usize = 30;

/// How many places of the same change are listed.
const PLACES: usize = 5;

/// A comment: the summary, then what may hurt by rule and cause, with what to do about it, then the rest counted and folded away. It is
/// never longer than a comment may be, and says what it leaves out.
#[must_use]
pub fn markdown(report: &Report<'_>) -> String {
    let diff = report.diff;
    let mut out = Paper::default();
    if diff.changes.is_empty() {
        out.write("### API changes: none\n");
    } else {
        out.write(&format!(
            "### API changes: {}\n\n{}. On the wire: **{}**. For Rust code: **{}**. Version bump: **{}**.\n",
            diff.verdict(),
            counts(diff),
            diff.wire(),
            diff.rust(),
            diff.bump().word()
        ));
    }
    if let Some(line) = report.filtered() {
        out.write(&format!("\n{line}\n"));
    }
    not_compared(&mut out, report);
    if diff.changes.is_empty() {
        return out.text;
    }
    summary(&mut out, report);
    let mut room = report.room();
    let mut missing: Vec<(&'static str, usize)> = Vec::new();
    let folded = report.is_folded().then(|| folded(report));
    out.kept = folded.as_ref().map_or(0, String::len);
    for (verdict, title) in [(Verdict::Breaking, "Breaking"), (Verdict::Risky, "Risky")] {
        let rules = rules(diff, verdict);
        if !rules.is_empty() {
            let heading = format!("\n#### {title}: {}\n", diff.count(verdict));
            sections(&mut out, &heading, &rules, report, &mut room, &mut missing);
        }
    }
    match folded {
        Some(folded) => out.finish(&folded),
        None => compatible(&mut out, report, &mut room, &mut missing),
    }
    if !missing.is_empty() {
        out.finish(&left_out(&missing));
    }
    out.text
}

/// Text that does not get longer than it may.
#[derive(Default)]
struct Paper {
    text: String,
    /// Bytes that are kept for what comes later.
    kept: usize,
}

impl Paper {
    /// Writes a text, if there is room for it.
    fn write(&mut self, text: &str) -> bool {
        let fits = self.text.len() + text.len() + self.kept <= LIMIT;
        if fits {
            self.text.push_str(text);
        }
        fits
    }

    /// Writes the last words, for which room was kept.
    fn finish(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

fn not_compared(out: &mut Paper, report: &Report<'_>) {
    const SHOWN: usize = 10;
    if report.left_out.is_empty() {
        return;
    }
    let mut text =
        "\nNot compared, because the old state of these documents cannot be read:\n\n".to_owned();
    for left in report.left_out.iter().take(SHOWN) {
        let _ = writeln!(
            text,
            "- {}: {}",
            escape(&left.document),
            escape(&left.reason)
        );
    }
    if let Some(more) = report
        .left_out
        .len()
        .checked_sub(SHOWN)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "- and {more} more");
    }
    out.write(&text);
}

fn summary(out: &mut Paper, report: &Report<'_>) {
    let services = services(report.diff);
    let mut text = "\n| Service | Wire | Rust | Changes |\n| --- | --- | --- | --- |\n".to_owned();
    for service in services.iter().take(SERVICES) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            escape(service.name),
            service.wire,
            service.rust,
            service.counted()
        );
    }
    if let Some(more) = services
        .len()
        .checked_sub(SERVICES)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "| and {more} more | | | |");
    }
    out.write(&text);
}

/// Lists changes under rules; what there is no room for is noted as missing.
fn sections(
    out: &mut Paper,
    heading: &str,
    rules: &[OfRule<'_>],
    report: &Report<'_>,
    room: &mut usize,
    missing: &mut Vec<(&'static str, usize)>,
) {
    let mut heading = Some(heading);
    for of_rule in rules {
        let rule = of_rule.rule;
        let fix = match rule.verdict() {
            Verdict::Compatible => String::new(),
            Verdict::Risky | Verdict::Breaking => format!(" *What to do:* {}", escape(rule.fix)),
        };
        let mut head = Some(format!(
            "{}\n**{}** (`{}`): {}. Wire {}, Rust {}. {}{fix}\n\n",
            heading.unwrap_or_default(),
            escape(rule.condition),
            rule.code,
            of_rule.count,
            rule.wire,
            rule.rust,
            escape(rule.reason)
        ));
        let mut listed = 0;
        for changes in &of_rule.causes {
            let Some(first) = changes.first().filter(|_| *room > 0) else {
                break;
            };
            let text = format!(
                "{}{}",
                head.as_deref().unwrap_or_default(),
                item(first, changes, report)
            );
            if !out.write(&text) {
                break;
            }
            (head, heading) = (None, None);
            *room -= 1;
            listed += changes.len();
        }
        if listed < of_rule.count {
            missing.push((rule.code, of_rule.count - listed));
        }
    }
}

fn compatible(
    out: &mut Paper,
    report: &Report<'_>,
    room: &mut usize,
    missing: &mut Vec<(&'static str, usize)>,
) {
    let rules = rules(report.diff, Verdict::Compatible);
    if rules.is_empty() {
        return;
    }
    let count = report.diff.count(Verdict::Compatible);
    let heading = format!("\n<details><summary>Compatible: {count}</summary>\n");
    let before = out.text.len();
    sections(out, &heading, &rules, report, room, missing);
    if out.text.len() > before {
        out.finish("\n</details>\n");
    }
}

/// What is compatible, counted by rule and folded away.
fn folded(report: &Report<'_>) -> String {
    let count = report.diff.count(Verdict::Compatible);
    let mut text = format!("\n<details><summary>Compatible: {count}</summary>\n\n");
    for of_rule in rules(report.diff, Verdict::Compatible) {
        let rule = of_rule.rule;
        let _ = writeln!(
            text,
            "- {} × {} (`{}`)",
            of_rule.count,
            escape(rule.condition),
            rule.code
        );
    }
    text.push_str("\n`--only compatible` lists them.\n</details>\n");
    text
}

fn item(first: &Change, changes: &[&Change], report: &Report<'_>) -> String {
    let mut text = format!("- {}", code(&whole(&first.place)));
    let detail = detail(first);
    if !detail.is_empty() {
        let _ = write!(text, ": {}", escape(&detail));
    }
    if let Some(reason) = &first.accepted {
        let _ = write!(text, " *Accepted:* {}", escape(reason));
    }
    if let Some(rust) = &first.place.rust {
        let _ = write!(text, "<br>Rust: {}", code(rust));
    }
    if let Some((file, line)) = (report.locate)(&first.place) {
        let _ = write!(text, "<br>{}:{line}", escape(&file));
    }
    if let Some(further) = further(first) {
        let _ = write!(text, "<br>{}", escape(&further));
    }
    if let Some(other_way) = other_way(first) {
        let _ = write!(text, "<br>{}", escape(&other_way));
    }
    text.push('\n');
    for change in changes.iter().skip(1).take(PLACES) {
        let _ = writeln!(text, "  - {}", code(&whole(&change.place)));
    }
    if let Some(more) = changes
        .len()
        .checked_sub(PLACES + 1)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "  - and the same {more} more times");
    }
    text
}

/// What there was no room for, and how to see it.
fn left_out(missing: &[(&'static str, usize)]) -> String {
    const SHOWN: usize = 10;
    let total: usize = missing.iter().map(|(_, count)| count).sum();
    let rules: Vec<String> = missing
        .iter()
        .take(SHOWN)
        .map(|(code, count)| format!("{count} × `{code}`"))
        .collect();
    let more = match missing.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and those of {more} more rules"),
    };
    format!(
        "\nLeft out: {total} changes ({}{more}). `codegen diff OLD NEW --rule RULE`, `--service NAME` or `--format json` shows them.\n",
        rules.join(", ")
    )
}

/// A text as code. A backtick would end it.
fn code(text: &str) -> String {
    let text = text.replace('`', "'").replace(['\n', '\r'], " ");
    format!("`{}`", text.replace('|', "\\|"))
}

/// A text inside a cell or an item. What stands between backticks is code already.
fn escape(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ").replace('|', "\\|");
    let parts: Vec<&str> = text.split('`').collect();
    let is_balanced = parts.len() % 2 == 1;
    let escaped = parts.iter().enumerate().map(|(number, part)| {
        if is_balanced && number % 2 == 1 {
            return (*part).to_owned();
        }
        part.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('@', "@\u{200b}")
    });
    escaped.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_document_says_leaves_its_place() {
        assert_eq!(escape("a|b\nc<d>&"), "a\\|b c&lt;d>&amp;");
        assert_eq!(code("a`b\nc"), "`a'b c`");
        assert_eq!(escape("<a> `From<&str>`"), "&lt;a> `From<&str>`");
        assert_eq!(escape("<a> `<b>"), "&lt;a> `&lt;b>");
        // Nobody is called by a name in a document.
        assert_eq!(escape("@all"), "@\u{200b}all");
    }
}
