//! The rules of comparison. They are data: a code, a condition, two verdicts, why, how to fix, and a pair of documents.
//!
//! Knows what a change does to clients that are out, and to code that uses the client. Gives every rule by its name, and
//! pairs of rules where requests and replies differ. Must never know how a change is found.

mod action;
mod output;
mod reply;
mod request;
mod service;
pub(super) mod sided;
mod types;

use super::Rule;

pub(super) use action::*;
pub(super) use output::*;
pub(super) use reply::*;
pub(super) use request::{REQUEST_NULL_LEFT_OUT, REQUEST_NULL_SENT, REQUEST_STYLE_CHANGED};
pub(super) use service::*;
pub(super) use types::*;

macro_rules! rules {
    ($all:ident: $($name:ident $code:literal $kind:ident wire $wire:ident rust $rust:ident $condition:literal $reason:literal $fix:literal)*) => {
        $(
            pub(crate) static $name: crate::Rule = crate::Rule {
                code: $code,
                condition: $condition,
                wire: crate::Verdict::$wire,
                rust: crate::Verdict::$rust,
                kind: crate::ChangeKind::$kind,
                reason: $reason,
                fix: $fix,
                example: crate::Example::new(include_str!(concat!("../examples/", $code, ".diff"))),
            };
        )*

        /// The rules of this part, in the order in which they are explained.
        pub(super) static $all: &[&crate::Rule] = &[$(&$name),*];
    };
}
use rules;

const PARTS: [&[&Rule]; 5] = [
    SERVICE_RULES,
    ACTION_RULES,
    request::REQUEST_RULES,
    REPLY_RULES,
    TYPE_RULES,
];

/// Every rule about the public API of the output.
pub static OUTPUT_RULES: &[&Rule] = OUTPUT_PART;

/// Every rule about what documents describe.
pub static RULES: &[&Rule] = &all();

const fn count() -> usize {
    let (mut total, mut part) = (0, 0);
    while part < PARTS.len() {
        total += PARTS[part].len();
        part += 1;
    }
    total
}

/// The parts one after another.
const fn all() -> [&'static Rule; count()] {
    let mut rules = [&SERVICE_ADDED; count()];
    let (mut next, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut index = 0;
        while index < PARTS[part].len() {
            rules[next] = PARTS[part][index];
            next += 1;
            index += 1;
        }
        part += 1;
    }
    rules
}

impl Rule {
    /// The rule of a code.
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        let mut all = RULES.iter().chain(OUTPUT_RULES);
        all.find(|rule| rule.code == code).copied()
    }

    /// Whether code goes on compiling and does something else: worse than code that does not compile.
    #[must_use]
    pub fn is_gravest(&self) -> bool {
        self.code == NAME_NOW_ANOTHER.code
    }
}
