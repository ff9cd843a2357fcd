//! However much changed, a report is read.

use codegen_diff::show::{self, Report};
use codegen_diff::{Bump, Change, Diff, RULES, Verdict};

use crate::{api, compare};

/// Many changes under every rule, in many services, with names of more than one byte a letter.
fn very_much() -> Diff {
    let one = compare(&RULES[0].example.earlier(), &RULES[0].example.later());
    let mut changes = Vec::new();
    for number in 0..20_000 {
        let rule = RULES[number % RULES.len()];
        let mut change: Change = one.changes[0].clone();
        change.rule = rule;
        change.place.service = format!("service{}", number % 150);
        change.place.action = Some(format!("DescribeInstances{}", number % 700));
        change.place.path = format!("request.实例{number}[].名称");
        change.place.rust = Some(format!("service::module::Type{number}::name"));
        change.old = Some(format!("`旧{number}`"));
        change.new = Some(format!("`新{number}`"));
        changes.push(change);
    }
    changes.sort_by(|one, other| one.place.service.cmp(&other.place.service));
    Diff { changes }
}

fn shown<T>(diff: &Diff, show: impl FnOnce(&Report<'_>) -> T) -> T {
    show(&Report {
        diff,
        found: diff.changes.len(),
        left_out: &[],
        limit: None,
        is_unfolded: false,
        locate: &|place| Some((format!("spec/{}/{}.yaml", place.service, place.path), 7)),
    })
}

#[test]
fn a_comment_stays_below_what_github_takes_and_says_what_it_leaves_out() {
    let diff = very_much();
    let comment = shown(&diff, show::markdown);
    assert!(comment.chars().count() < 65_536);
    assert!(comment.len() > 60_000, "the room is used");
    assert!(comment.starts_with("### API changes: breaking\n\n"));
    // The summary is whole: all are counted, and services that are not listed are.
    let breaking = diff.count(Verdict::Breaking);
    assert!(comment.contains(&format!("{breaking} breaking, ")));
    assert!(
        comment.contains("| and 120 more | | | |"),
        "{}",
        &comment[..4000]
    );
    let (_, left_out) = comment.split_once("\nLeft out: ").unwrap();
    let (count, _) = left_out.split_once(' ').unwrap();
    let listed = comment.lines().filter(|line| line.starts_with("- `"));
    let (count, listed): (usize, usize) = (count.parse().unwrap(), listed.count());
    let hurting = breaking + diff.count(Verdict::Risky);
    assert_eq!(count + listed, hurting, "none is lost");
    assert!(left_out.contains("`codegen diff OLD NEW --rule RULE`"));
    assert_eq!(
        comment.matches("<details>").count(),
        comment.matches("</details>").count()
    );
}

#[test]
fn annotations_are_as_many_as_are_shown() {
    let diff = very_much();
    let annotations = shown(&diff, show::annotations);
    let lines: Vec<&str> = annotations.lines().collect();
    assert_eq!(lines.len(), 21);
    assert!(lines[0].starts_with("::notice title=API changes::"));
    let left = diff.count(Verdict::Breaking) + diff.count(Verdict::Risky) - 20;
    assert!(lines[0].contains(&format!("{left} more are not annotated here")));
    let errors = lines.iter().filter(|line| line.starts_with("::error "));
    assert_eq!(errors.count(), 10);
}

#[test]
fn a_text_begins_and_ends_with_the_verdict_on_all() {
    let diff = very_much();
    let text = shown(&diff, show::text);
    let headline = show::headline(&diff);
    assert_eq!(text.lines().next(), Some(headline.as_str()));
    assert_eq!(text.lines().last(), Some(headline.as_str()));
}

#[test]
fn a_changelog_lists_new_services_with_their_actions() {
    let action = |service: &str, name: &str| {
        format!(
            "\
# file: {service}/2020-01-01/{name}.yaml
openapi: 3.1.0
info: {{ title: {name}, version: '2020-01-01' }}
paths:
  /{name}:
    post:
      responses:
        '200': {{ description: '', content: {{ application/json: {{ schema: {{ type: object, properties: {{ ResponseMetadata: {{ type: object }} }} }} }} }} }}
"
        )
    };
    let old = action("kept", "Keep");
    let added = ["ListParcels", "SendParcel", "TraceParcel"];
    let added: String = added.iter().map(|name| action("parcels", name)).collect();
    let new = api(&format!("{old}{added}"));
    let diff = codegen_diff::diff(&api(&old), &new);
    assert_eq!(diff.bump(), Bump::Minor);
    assert_eq!(
        diff.changes[0].message(),
        "a service was added: 3 actions: `ListParcels`, `SendParcel`, `TraceParcel`"
    );
    assert_eq!(
        show::changelog(&diff, &new, &[], "Next"),
        "\
## Next

1 new service, 1 change in all. Version: minor.

### Added

- The service **parcels**:
  - 2020-01-01: 3 actions: ListParcels, SendParcel, TraceParcel
"
    );
}
