//! Checks a request against its documented constraints before it is sent.
//!
//! Knows each kind of constraint and where in the request it was checked. Gives every violation
//! with its path. Must never stop at the first one, or show a string of the request: it may be a
//! secret.

mod anything;
mod condition;
#[cfg(test)]
mod tests;

use std::fmt::{self, Display, Write};

use regex_lite::Regex;
use serde_json::Value;

use super::wire::{self, View};

/// A violated constraint of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
}

impl Violation {
    #[cfg(feature = "cli")]
    pub(in crate::runtime) fn new(path: &str, message: &str) -> Self {
        Self {
            path: path.to_owned(),
            message: message.to_owned(),
        }
    }

    /// A number that cannot be sent; its path counts the elements of lists from 1.
    pub(in crate::runtime) fn not_finite((flat, number): (String, f64)) -> Self {
        let mut path = String::new();
        for step in flat.split('.') {
            match step.parse::<usize>() {
                Ok(place @ 1..) => path.push_str(&format!("[{}]", place - 1)),
                _ if path.is_empty() => path.push_str(step),
                _ => path.push_str(&format!(".{step}")),
            }
        }
        Self {
            path,
            message: format!("must be a finite number, but is {number}"),
        }
    }

    /// Path of the member on the wire: `ParticipantInfos[1].ParticipantUserId`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The constraint and the value: `must be greater than 0, but is -3`.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

/// A type with documented constraints of its own members.
pub trait Validate {
    /// Reports every violation in this value, except within members of types with constraints of their own.
    fn validate(&self, v: &mut Validator<'_>);
}

/// Returns all violations of a request; a call checks the same before it sends anything.
#[must_use]
pub fn violations(request: &dyn wire::Value) -> Vec<Violation> {
    let mut findings = Findings::default();
    Validator {
        node: Node {
            step: Step::Root,
            parent: None,
        },
        findings: &mut findings,
    }
    .check(request);
    findings.violations
}

#[derive(Default)]
struct Findings {
    violations: Vec<Violation>,
    /// Patterns compiled during this validation; `None` for one that cannot be checked here.
    patterns: Vec<(&'static str, Option<Regex>)>,
}

/// Collects violations at one place of a request.
///
/// The place is a chain of steps on the stack, so that a valid request costs no allocation.
pub struct Validator<'a> {
    node: Node<'a>,
    findings: &'a mut Findings,
}

struct Node<'a> {
    step: Step<'a>,
    parent: Option<&'a Node<'a>>,
}

enum Step<'a> {
    Root,
    Member(&'static str),
    Index(usize),
    Key(&'a str),
}

impl Node<'_> {
    fn write_path(&self, path: &mut String) {
        if let Some(parent) = self.parent {
            parent.write_path(path);
        }
        // Writing to a `String` cannot fail.
        let _ = match &self.step {
            Step::Root => Ok(()),
            Step::Member(name) if path.is_empty() => path.write_str(name),
            Step::Member(name) => write!(path, ".{name}"),
            Step::Index(index) => write!(path, "[{index}]"),
            Step::Key(key) => write!(path, "[{key:?}]"),
        };
    }
}

impl Validator<'_> {
    /// The place of a member.
    pub fn at(&mut self, member: &'static str) -> Validator<'_> {
        self.step(Step::Member(member))
    }

    /// The place of a list's element, counted from 0.
    pub fn index(&mut self, index: usize) -> Validator<'_> {
        self.step(Step::Index(index))
    }

    /// The place of a map's value.
    pub fn key<'a>(&'a mut self, key: &'a str) -> Validator<'a> {
        self.step(Step::Key(key))
    }

    fn step<'a>(&'a mut self, step: Step<'a>) -> Validator<'a> {
        Validator {
            node: Node {
                step,
                parent: Some(&self.node),
            },
            findings: self.findings,
        }
    }

    /// Checks the value here, then everything that it holds.
    fn check(&mut self, value: &dyn wire::Value) {
        let table = value.table();
        table.validate(self);
        match value.view() {
            View::Object => {
                for (member, _, value) in table.rows() {
                    match *member {
                        "" => self.check(*value),
                        member => self.at(member).check(*value),
                    }
                }
            }
            View::List(list) => {
                for index in 0..list.len() {
                    if let Some(value) = list.get(index) {
                        self.index(index).check(value);
                    }
                }
            }
            View::Map(map) => {
                for (key, value) in map.entries() {
                    self.key(key).check(value);
                }
            }
            _ => {}
        }
    }

    /// Demands `value >= limit`.
    pub fn at_least<N: Number>(&mut self, value: N, limit: N) -> &mut Self {
        self.number(value >= limit, "must be at least", &value, &limit)
    }

    /// Demands `value > limit`.
    pub fn greater_than<N: Number>(&mut self, value: N, limit: N) -> &mut Self {
        self.number(value > limit, "must be greater than", &value, &limit)
    }

    /// Demands `value <= limit`.
    pub fn at_most<N: Number>(&mut self, value: N, limit: N) -> &mut Self {
        self.number(value <= limit, "must be at most", &value, &limit)
    }

    /// Demands `value < limit`.
    pub fn less_than<N: Number>(&mut self, value: N, limit: N) -> &mut Self {
        self.number(value < limit, "must be less than", &value, &limit)
    }

    /// Demands a multiple of `step`.
    pub fn multiple_of<N: Number>(&mut self, value: N, step: N) -> &mut Self {
        self.number(
            value.is_multiple_of(step),
            "must be a multiple of",
            &value,
            &step,
        )
    }

    /// Demands at least so many characters.
    pub fn min_length(&mut self, text: &str, least: usize) -> &mut Self {
        // No text has more characters than bytes, so most need not be counted.
        self.count(
            text.chars().take(least).count() >= least,
            "at least",
            least,
            "character",
            || text.chars().count(),
        )
    }

    /// Demands at most so many characters.
    pub fn max_length(&mut self, text: &str, most: usize) -> &mut Self {
        let fits = text.len() <= most || text.chars().nth(most).is_none();
        self.count(fits, "at most", most, "character", || text.chars().count())
    }

    /// Demands that a regular expression matches somewhere in the text.
    ///
    /// An expression that only a bigger engine understands is left to the server.
    pub fn pattern(&mut self, text: &str, pattern: &'static str) -> &mut Self {
        let patterns = &mut self.findings.patterns;
        let known = patterns.iter().position(|(source, _)| *source == pattern);
        let known = known.unwrap_or_else(|| {
            patterns.push((pattern, Regex::new(pattern).ok()));
            patterns.len() - 1
        });
        let matches = match patterns.get(known) {
            Some((_, Some(regex))) => regex.is_match(text),
            _ => true,
        };
        if !matches {
            self.report(format_args!("must match {pattern}"));
        }
        self
    }

    /// Demands at least so many elements.
    pub fn min_items(&mut self, length: usize, least: usize) -> &mut Self {
        self.count(length >= least, "at least", least, "item", || length)
    }

    /// Demands at most so many elements.
    pub fn max_items(&mut self, length: usize, most: usize) -> &mut Self {
        self.count(length <= most, "at most", most, "item", || length)
    }

    /// Demands that no two elements are equal.
    pub fn unique_items<T: PartialEq>(&mut self, items: &[T]) -> &mut Self {
        let repeated = items.iter().enumerate().find_map(|(second, item)| {
            let first = items
                .get(..second)?
                .iter()
                .position(|earlier| earlier == item)?;
            Some((first, second))
        });
        if let Some((first, second)) = repeated {
            self.report(format_args!(
                "must not have equal items, but items {first} and {second} are"
            ));
        }
        self
    }

    /// Demands at least so many entries of a map.
    pub fn min_properties(&mut self, length: usize, least: usize) -> &mut Self {
        self.count(length >= least, "at least", least, "entry", || length)
    }

    /// Demands at most so many entries of a map.
    pub fn max_properties(&mut self, length: usize, most: usize) -> &mut Self {
        self.count(length <= most, "at most", most, "entry", || length)
    }

    /// Demands that a value of any kind keeps to limits, which are written as a JSON Schema has them, such as
    /// `{"minLength": 3, "enum": ["abc", 7]}`. A limit says nothing about values of other kinds.
    pub fn limits(&mut self, value: &dyn wire::Value, limits: &'static str) -> &mut Self {
        let Ok(value) = wire::write(value, serde_json::value::Serializer) else {
            return self;
        };
        if let Ok(Value::Object(limits)) = serde_json::from_str(limits) {
            for (keyword, limit) in &limits {
                anything::check(self, &value, keyword, limit);
            }
        }
        self
    }

    /// Demands an object.
    pub fn object(&mut self, value: &Value) -> &mut Self {
        if !value.is_object() {
            self.report(format_args!("must be an object"));
        }
        self
    }

    fn number(
        &mut self,
        holds: bool,
        demand: &str,
        value: &dyn Display,
        limit: &dyn Display,
    ) -> &mut Self {
        if !holds {
            self.report(format_args!("{demand} {limit}, but is {value}"));
        }
        self
    }

    fn count(
        &mut self,
        holds: bool,
        demand: &str,
        limit: usize,
        unit: &str,
        found: impl FnOnce() -> usize,
    ) -> &mut Self {
        if !holds {
            let unit = match (unit, limit) {
                (_, 1) => unit.to_owned(),
                ("entry", _) => "entries".to_owned(),
                _ => format!("{unit}s"),
            };
            self.report(format_args!(
                "must have {demand} {limit} {unit}, but has {}",
                found()
            ));
        }
        self
    }

    #[cold]
    fn report(&mut self, message: fmt::Arguments<'_>) {
        let mut path = String::new();
        self.node.write_path(&mut path);
        self.findings.violations.push(Violation {
            path,
            message: message.to_string(),
        });
    }
}

/// The types of number that constraints apply to.
pub trait Number: Copy + PartialOrd + Display {
    /// Whether `self` is a multiple of `step`; nothing is a multiple of zero but zero.
    fn is_multiple_of(self, step: Self) -> bool;
}

macro_rules! integers {
    ($($type:ty),*) => {
        $(impl Number for $type {
            fn is_multiple_of(self, step: Self) -> bool {
                if step == 0 { self == 0 } else { self.wrapping_rem(step) == 0 }
            }
        })*
    };
}

integers!(i32, i64);

impl Number for f64 {
    fn is_multiple_of(self, step: Self) -> bool {
        // Decimal steps such as 0.1 have no exact form, so the quotient may be off by its last
        // digits.
        let quotient = self / step;
        self == 0.0 || (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
    }
}

impl Number for f32 {
    fn is_multiple_of(self, step: Self) -> bool {
        let quotient = f64::from(self) / f64::from(step);
        self == 0.0 || (quotient - quotient.round()).abs() <= 1e-5 * quotient.abs().max(1.0)
    }
}
