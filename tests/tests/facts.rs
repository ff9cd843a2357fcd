//! The table of facts is true: what it points to exists, and prose reaches whoever uses the client.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::path::Path;

use serde_json::Value;
use tests::spec;

/// The page has this many facts; fewer rows would mean that the table was not read.
const FACTS: usize = 32;

struct Fact {
    number: String,
    places: Vec<String>,
    tests: Vec<String>,
}

/// The rows of the table.
fn facts() -> Vec<Fact> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("FACTS.md");
    let text = std::fs::read_to_string(file).expect("the table of facts");
    text.lines()
        .map(|line| {
            line.trim_matches('|')
                .split('|')
                .map(str::trim)
                .collect::<Vec<_>>()
        })
        .filter(|cells| cells[0].parse::<usize>().is_ok())
        .map(|cells| {
            let [number, _, places, tests] = cells.as_slice() else {
                panic!("a row of four cells: {cells:?}")
            };
            Fact {
                number: (*number).to_owned(),
                places: quoted(places),
                tests: quoted(tests),
            }
        })
        .collect()
}

/// The parts of a cell that stand between backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_fact_has_its_number() {
    let numbers: Vec<String> = facts().into_iter().map(|fact| fact.number).collect();
    let expected: Vec<String> = (1..=FACTS).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn every_fact_stands_in_the_specification() {
    let [action, shared, service] = [spec::ACTION, spec::SHARED, spec::SERVICE].map(spec::document);
    for fact in facts() {
        assert!(!fact.places.is_empty(), "fact {}", fact.number);
        for place in &fact.places {
            let (file, pointer) = place.split_once('#').expect("a pointer begins with #");
            let document = match file {
                "" => &action,
                "shared.yaml" => &shared,
                "service.yaml" => &service,
                other => panic!("fact {}: which file is {other}?", fact.number),
            };
            assert!(
                document.pointer(pointer).is_some(),
                "fact {}: nothing stands at {place}",
                fact.number
            );
        }
    }
}

#[test]
fn every_fact_has_a_test() {
    for fact in facts() {
        assert!(!fact.tests.is_empty(), "fact {}", fact.number);
        for test in &fact.tests {
            let (file, function) = test.split_once("::").expect("a file and a function");
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests")
                .join(file);
            let source = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(
                is_test(&source, function),
                "fact {}: {file} has no test {function}",
                fact.number
            );
        }
    }
}

/// Whether a source file has a test of this name that is not left out.
fn is_test(source: &str, function: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let call = format!("fn {function}(");
    let Some(place) = lines
        .iter()
        .position(|line| line.trim_start_matches("async ").starts_with(&call))
    else {
        return false;
    };
    let attributes: Vec<&str> = lines[..place]
        .iter()
        .rev()
        .take_while(|line| line.starts_with("#["))
        .copied()
        .collect();
    attributes
        .iter()
        .any(|line| matches!(*line, "#[test]" | "#[tokio::test]"))
        && !attributes.iter().any(|line| line.starts_with("#[ignore"))
}

#[test]
fn ids_of_the_pages_sample_are_no_json_but_ours_are() {
    for sample in [r#"{"AppId":000000}"#, r#"{"ConversationShortId":000001}"#] {
        assert!(serde_json::from_str::<Value>(sample).is_err(), "{sample}");
    }

    let example = spec::example_request();
    let text = serde_json::to_string(&example).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), example);
    for name in ["AppId", "ConversationShortId", "Operator"] {
        assert!(example[name].as_i64().is_some_and(|id| id > 0), "{name}");
    }
}

/// Everything the document says about the action and about what it sends and receives is said to Rust's readers, too. The
/// envelope is the runtime's, so its prose is not the document's to say.
#[test]
fn prose_stands_in_the_generated_documentation() {
    let generated = spec::root().join("generated-client/src/rtc/v2020_12_01");
    let source = ["batch_add_conversation_participant.rs", "types.rs"]
        .map(|file| std::fs::read_to_string(generated.join(file)).expect("a generated file"))
        .concat();
    // Names of actions stand in brackets, since they are links.
    let documentation = words(
        &source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("///"))
            .collect::<Vec<_>>()
            .join("\n"),
    )
    .replace("[`", "`")
    .replace("`]", "`");

    let operation = spec::operation();
    let schemas = spec::at(&spec::document(spec::ACTION), "/components/schemas").clone();
    let shared = spec::at(&spec::document(spec::SHARED), "/components/schemas").clone();
    let mut prose = vec![&operation["summary"], &operation["description"]];
    for name in [
        "BatchAddConversationParticipantRequest",
        "ParticipantInfo",
        "BatchAddConversationParticipantResult",
    ] {
        collect_prose(&schemas[name], &mut prose);
    }
    collect_prose(&shared["Role"], &mut prose);
    let texts: Vec<&str> = prose
        .iter()
        .map(|value| value.as_str().expect("prose is text"))
        .collect();
    assert!(texts.len() > 15, "{}", texts.len());
    for sentence in texts
        .iter()
        .flat_map(|text| text.split("\n\n"))
        .flat_map(|paragraph| paragraph.split("\n- "))
    {
        let sentence = words(sentence.trim_start_matches("- "));
        assert!(
            documentation.contains(sentence.trim_end_matches('.')),
            "not in the generated documentation: {sentence}"
        );
    }
}

/// Every description within a schema.
fn collect_prose<'a>(schema: &'a Value, prose: &mut Vec<&'a Value>) {
    let Value::Object(members) = schema else {
        return;
    };
    prose.extend(members.get("description").filter(|value| value.is_string()));
    prose.extend(
        members
            .get("x-enum-descriptions")
            .and_then(Value::as_array)
            .into_iter()
            .flatten(),
    );
    for value in members.values() {
        collect_prose(value, prose);
    }
}

/// A text without its line breaks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
