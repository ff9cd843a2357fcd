//! A JSON body -> a typed request.
//!
//! Knows what deserialization silently ignores: unknown members and missing required ones. Gives
//! the request, or everything that is wrong with the body. Must never show a value: it may be a
//! secret.

use std::fmt;

use serde_ignored::Path;
use serde_json::Value;

use crate::runtime::action::Action;
use crate::runtime::validate::{Violation, violations};
use crate::runtime::wire::{As, Read, Written, in_part, locate};

/// What is wrong with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyError {
    /// It is not JSON, or a value does not have the member's type.
    Unreadable {
        /// Line, counted from 1.
        line: usize,
        /// Column in bytes, counted from 1.
        column: usize,
        /// Path of the member: `ParticipantInfos[1].Role`; empty for the whole text.
        path: String,
        /// What is wrong there.
        message: String,
    },
    /// It is JSON, but not a valid request: every violation with its path.
    Refused(Vec<Violation>),
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable {
                line,
                column,
                path,
                message,
            } => {
                write!(f, "line {line}, column {column}: ")?;
                if !path.is_empty() {
                    write!(f, "{path}: ")?;
                }
                f.write_str(message)
            }
            Self::Refused(violations) => {
                for (number, violation) in violations.iter().enumerate() {
                    let comma = if number == 0 { "" } else { "; " };
                    write!(f, "{comma}{violation}")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for BodyError {}

/// Reads and checks a request. Also returns the body without empty members, ready to send.
pub(super) fn read<A: Action + Read>(text: &str) -> Result<(A, Value), BodyError> {
    let mut unknown = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    // What is missing is found below, all of it at once.
    let As(request) = in_part(|| {
        serde_ignored::deserialize(&mut reader, |path| {
            let mut place = String::new();
            write_path(&path, &mut place);
            unknown.push(place);
        })
    })
    .map_err(|error| unreadable(text, &error))?;
    reader.end().map_err(|error| unreadable(text, &error))?;
    let written =
        serde_json::to_value(Written(&request)).map_err(|error| unreadable(text, &error))?;
    let broken = violations(&request);
    let body = check(text, &written, unknown, broken)?;
    Ok((request, body))
}

#[cold]
fn unreadable(text: &str, error: &serde_json::Error) -> BodyError {
    let place = locate(text, 0, text, error);
    let words = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let words = words.strip_suffix(&position).unwrap_or(&words);
    BodyError::Unreadable {
        line: place.line,
        column: place.column,
        path: place.path,
        message: without_value(words),
    }
}

/// Removes a string that was found instead of another type.
fn without_value(words: &str) -> String {
    match (words.find('"'), words.rfind('"')) {
        (Some(start), Some(end)) if start < end && words.starts_with("invalid ") => {
            format!("{}{}", words[..start].trim_end(), &words[end + 1..])
        }
        _ => words.to_owned(),
    }
}

/// Compares a body with the request read from it, serialized again.
fn check(
    text: &str,
    written: &Value,
    unknown: Vec<String>,
    broken: Vec<Violation>,
) -> Result<Value, BodyError> {
    let mut given: Value = serde_json::from_str(text).map_err(|error| unreadable(text, &error))?;
    let mut comparison = Comparison {
        unknown,
        missing: Vec::new(),
    };
    comparison.compare("", &given, written);
    let Comparison { unknown, missing } = comparison;
    let is_within = |path: &str, outer: &str| {
        path.strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    // What stands for a missing member violates its limits as a rule.
    let broken = broken.into_iter().filter(|violation| {
        !missing
            .iter()
            .any(|missing| is_within(violation.path(), missing))
    });
    let problem = |message: &'static str| move |path: &String| Violation::new(path, message);
    let unknown = unknown.iter().map(problem("unknown member"));
    let absent = missing.iter().map(problem("is required"));
    let problems: Vec<_> = unknown.chain(absent).chain(broken).collect();
    if problems.is_empty() {
        keep(&mut given, written);
        Ok(given)
    } else {
        Err(BodyError::Refused(problems))
    }
}

/// Unknown and missing members of a body, by path.
struct Comparison {
    unknown: Vec<String>,
    missing: Vec<String>,
}

impl Comparison {
    fn compare(&mut self, path: &str, given: &Value, written: &Value) {
        match (given, written) {
            (Value::Object(given), Value::Object(written)) => {
                for (name, value) in given {
                    let place = member(path, name);
                    match written.get(name) {
                        Some(written) => self.compare(&place, value, written),
                        // `null` says that there is nothing, and so does what is empty.
                        None if is_nothing(value) || self.unknown.contains(&place) => {}
                        None => self.unknown.push(place),
                    }
                }
                // A member of any type may well be `null`.
                let is_given = |name: &str, written: &Value| match given.get(name) {
                    Some(Value::Null) => written.is_null(),
                    found => found.is_some(),
                };
                for (name, value) in written {
                    if !is_given(name, value) {
                        self.missing.push(member(path, name));
                    }
                }
            }
            (Value::Array(given), Value::Array(written)) => {
                for (index, (given, written)) in given.iter().zip(written).enumerate() {
                    self.compare(&format!("{path}[{index}]"), given, written);
                }
            }
            _ => {}
        }
    }
}

/// Drops members of a body that were not serialized again.
fn keep(given: &mut Value, written: &Value) {
    match (given, written) {
        (Value::Object(given), Value::Object(written)) => {
            given.retain(|name, value| {
                let written = written.get(name);
                if let Some(written) = written {
                    keep(value, written);
                }
                written.is_some()
            });
        }
        (Value::Array(given), Value::Array(written)) => {
            for (given, written) in given.iter_mut().zip(written) {
                keep(given, written);
            }
        }
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

/// Path of a member, written as in a [`Violation`].
fn member(path: &str, name: &str) -> String {
    let dot = if path.is_empty() { "" } else { "." };
    format!("{path}{dot}{name}")
}

fn write_path(path: &Path<'_>, text: &mut String) {
    match path {
        Path::Root => {}
        Path::Seq { parent, index } => {
            write_path(parent, text);
            text.push_str(&format!("[{index}]"));
        }
        Path::Map { parent, key } => {
            write_path(parent, text);
            *text = member(text, key);
        }
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => write_path(parent, text),
    }
}
