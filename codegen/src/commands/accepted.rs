//! The file of accepted changes: a list under version control, each entry with a reason and a last day.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use super::BROKEN;
use super::report::err;
use codegen_diff::{Acceptance, Diff, Idle, Rule};
use codegen_documents::source::{Format, Node, Part, Pointer, SourceFile, Spot, locate, parse};

/// What stands in the file.
#[derive(Debug)]
pub(super) struct Accepted {
    name: String,
    entries: Vec<(Acceptance, usize)>,
}

impl Accepted {
    /// Marks changes that are accepted today. Says which entries do not do what they are there for.
    pub(super) fn mark(&self, diff: &mut Diff) -> Idle {
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date().to_string();
        let acceptances: Vec<Acceptance> = self
            .entries
            .iter()
            .map(|(entry, _)| entry.clone())
            .collect();
        diff.accept(&acceptances, &today)
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// A line for each entry that does not do what it is there for.
    pub(super) fn complaints(&self, idle: &Idle) -> Vec<String> {
        let told = |numbers: &[usize], why: &str| -> Vec<String> {
            let entries = numbers
                .iter()
                .filter_map(|number| self.entries.get(*number));
            entries
                .map(|(entry, line)| {
                    let parts = [
                        Some(&entry.service),
                        entry.action.as_ref(),
                        entry.path.as_ref(),
                    ];
                    let about: Vec<&str> =
                        parts.into_iter().flatten().map(String::as_str).collect();
                    format!(
                        "{}:{line}: {} of {} {why}",
                        self.name,
                        entry.rule,
                        about.join(" ")
                    )
                })
                .collect()
        };
        let mut lines = told(&idle.stale, "no longer matches a change; remove it");
        lines.extend(told(
            &idle.expired,
            "has expired; remove it, or undo the change",
        ));
        lines
    }
}

/// Reads the file. Errors in it are reported with their place.
pub(super) fn read(path: &Path) -> Result<Accepted, ExitCode> {
    let name = path.to_string_lossy().replace('\\', "/");
    let text = fs::read_to_string(path).map_err(|error| {
        err(format_args!("error: cannot read {name}: {error}"));
        ExitCode::from(BROKEN)
    })?;
    let format = Format::of(path).unwrap_or(Format::Yaml);
    let file = SourceFile::new(name.clone(), name.clone(), format, text);
    let root = parse(&file).map_err(|error| {
        let place = file.position(error.offset.unwrap_or(0));
        err(format_args!(
            "error: {name}:{}:{}: {}",
            place.line, place.column, error.message
        ));
        ExitCode::from(BROKEN)
    })?;
    let mut reader = Reader {
        file: &file,
        is_wrong: false,
    };
    let entries = reader.entries(&root);
    if reader.is_wrong {
        return Err(ExitCode::from(BROKEN));
    }
    Ok(Accepted { name, entries })
}

const KEYS: [&str; 6] = ["rule", "service", "action", "path", "reason", "until"];

struct Reader<'f> {
    file: &'f SourceFile,
    is_wrong: bool,
}

impl Reader<'_> {
    fn line(&self, pointer: Pointer) -> usize {
        let spot = Spot::Tree(pointer, Part::Value);
        self.file.position(locate(self.file, &spot).start).line
    }

    fn complain(&mut self, pointer: Pointer, message: &str) {
        self.is_wrong = true;
        let spot = Spot::Tree(pointer, Part::Value);
        let place = self.file.position(locate(self.file, &spot).start);
        err(format_args!(
            "error: {}:{}:{}: {message}",
            self.file.name, place.line, place.column
        ));
    }

    fn entries(&mut self, root: &Node) -> Vec<(Acceptance, usize)> {
        let items = match root {
            Node::Null => return Vec::new(),
            Node::Array(items) => items,
            other => {
                let message = format!(
                    "expected a list of accepted changes, found {}",
                    other.kind()
                );
                self.complain(Pointer::root(), &message);
                return Vec::new();
            }
        };
        let numbered = items.iter().enumerate();
        numbered
            .filter_map(|(number, item)| {
                let pointer = Pointer::root().index(number);
                let entry = self.entry(item, &pointer)?;
                Some((entry, self.line(pointer)))
            })
            .collect()
    }

    fn entry(&mut self, item: &Node, pointer: &Pointer) -> Option<Acceptance> {
        let Node::Object(members) = item else {
            self.complain(
                pointer.clone(),
                "expected a mapping with `rule`, `service`, `reason` and `until`",
            );
            return None;
        };
        for member in members {
            if !KEYS.contains(&member.key.as_str()) {
                let message = format!(
                    "unknown key `{}`; the keys are {}",
                    member.key,
                    KEYS.join(", ")
                );
                self.complain(pointer.key(&member.key), &message);
            }
        }
        let [rule, service, action, path, reason, until] =
            KEYS.map(|key| self.text(item, key, pointer));
        let needed = [
            ("rule", &rule),
            ("service", &service),
            ("reason", &reason),
            ("until", &until),
        ];
        for (key, value) in needed {
            if value.as_ref().is_none_or(|text| text.trim().is_empty()) {
                self.complain(pointer.clone(), &format!("`{key}` is missing"));
            }
        }
        if let Some(code) = rule.as_deref().filter(|code| Rule::by_code(code).is_none()) {
            let message = format!("there is no rule `{code}`; `codegen explain` lists all");
            self.complain(pointer.key("rule"), &message);
        }
        if let Some(day) = until.as_deref().filter(|day| !is_day(day)) {
            let message = format!("`{day}` is not a day; write it as `2026-12-31`");
            self.complain(pointer.key("until"), &message);
        }
        Some(Acceptance {
            rule: rule?,
            service: service?,
            action,
            path,
            reason: reason?,
            until: until?,
        })
    }

    fn text(&mut self, item: &Node, key: &str, pointer: &Pointer) -> Option<String> {
        match item.member(key)? {
            Node::String(text) => Some(text.clone()),
            other => {
                let message = format!("expected a string, found {}", other.kind());
                self.complain(pointer.key(key), &message);
                None
            }
        }
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>()
        .is_ok_and(|day| day.to_string() == text)
}
