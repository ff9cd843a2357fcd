//! Changes by service, and by verdict, rule and cause.

use std::collections::HashMap;

use crate::{Change, Diff, Rule, Verdict};

/// What is said about a service in a summary.
#[derive(Debug)]
pub(super) struct Service<'d> {
    pub(super) name: &'d str,
    pub(super) wire: Verdict,
    pub(super) rust: Verdict,
    /// Breaking, risky and compatible changes.
    pub(super) counts: [usize; 3],
}

impl Service<'_> {
    pub(super) fn verdict(&self) -> Verdict {
        self.wire.max(self.rust)
    }

    /// `2 breaking, 1 risky, 12 compatible`.
    pub(super) fn counted(&self) -> String {
        let words = [Verdict::Breaking, Verdict::Risky, Verdict::Compatible];
        let counted = words.into_iter().zip(self.counts);
        let counted = counted.filter(|(_, count)| *count > 0);
        let counted: Vec<String> = counted
            .map(|(word, count)| format!("{count} {word}"))
            .collect();
        counted.join(", ")
    }
}

fn index(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Breaking => 0,
        Verdict::Risky => 1,
        Verdict::Compatible => 2,
    }
}

/// Services with changes, the gravest first.
pub(super) fn services(diff: &Diff) -> Vec<Service<'_>> {
    let mut services: Vec<Service<'_>> = Vec::new();
    for change in &diff.changes {
        let name = change.place.service.as_str();
        if services.last().is_none_or(|last| last.name != name) {
            services.push(Service {
                name,
                wire: Verdict::Compatible,
                rust: Verdict::Compatible,
                counts: [0; 3],
            });
        }
        if let Some(last) = services.last_mut() {
            last.wire = last.wire.max(change.rule.wire);
            last.rust = last.rust.max(change.rule.rust);
            last.counts[index(change.rule.verdict())] += 1;
        }
    }
    services.sort_by(|one, other| {
        let key = |service: &Service<'_>| (service.verdict(), service.counts);
        key(other).cmp(&key(one)).then(one.name.cmp(other.name))
    });
    services
}

/// Changes under one rule.
#[derive(Debug)]
pub(super) struct OfRule<'d> {
    pub(super) rule: &'static Rule,
    pub(super) count: usize,
    /// Changes that are the same but for their places stand together.
    pub(super) causes: Vec<Vec<&'d Change>>,
}

/// Changes of a verdict by rule, the gravest rule first, then the one with the most changes.
pub(super) fn rules(diff: &Diff, verdict: Verdict) -> Vec<OfRule<'_>> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut rules: Vec<OfRule<'_>> = Vec::new();
    let mut causes: HashMap<Cause<'_>, (usize, usize)> = HashMap::new();
    for change in &diff.changes {
        if change.rule.verdict() != verdict {
            continue;
        }
        let number = *numbers.entry(change.rule.code).or_insert_with(|| {
            rules.push(OfRule {
                rule: change.rule,
                count: 0,
                causes: Vec::new(),
            });
            rules.len() - 1
        });
        let of_rule = &mut rules[number];
        of_rule.count += 1;
        let (_, cause) = *causes.entry(cause(change)).or_insert_with(|| {
            of_rule.causes.push(Vec::new());
            (number, of_rule.causes.len() - 1)
        });
        of_rule.causes[cause].push(change);
    }
    rules.sort_by(|one, other| {
        let gravity = |of_rule: &OfRule<'_>| {
            let rule = of_rule.rule;
            (rule.is_gravest(), rule.wire.min(rule.rust), of_rule.count)
        };
        gravity(other)
            .cmp(&gravity(one))
            .then(one.rule.code.cmp(other.rule.code))
    });
    for of_rule in &mut rules {
        of_rule
            .causes
            .sort_by_key(|changes| std::cmp::Reverse(changes.len()));
    }
    rules
}

/// What changes have in common that are the same but for their places.
type Cause<'d> = (
    &'static str,
    &'d str,
    &'d str,
    Option<&'d str>,
    Option<&'d str>,
    Option<&'d str>,
);

fn cause(change: &Change) -> Cause<'_> {
    (
        change.rule.code,
        &change.place.service,
        change.leaf(),
        change.old.as_deref(),
        change.new.as_deref(),
        change.accepted.as_deref(),
    )
}
