//! Documents that say by hand, or as the Explorer has it, that a value is one of several.

use codegen_documents::source::Format;

use crate::cases::{document, page};
use crate::explorer::{OPEN, explorer};
use crate::{Outcome, PAGE, Page, follow, new_lines};

/// Guests are one thing or another.
const SPLIT: (&str, &str) = (
    "          items:\n            $ref: \"#/components/schemas/Guest\"\n",
    "          items:\n            oneOf:\n              - $ref: \"#/components/schemas/Guest\"\n              # Children come without a card.\n              - type: object\n                title: Child\n                properties:\n                  Age:\n                    type: integer\n                    format: int64\n",
);

fn followed(own: &str, changes: &[(&str, &str)]) -> Outcome {
    follow(own, &[], Some(&Page::read(PAGE)), &page(changes), None)
}

#[test]
fn what_one_alternative_alone_has_is_changed_there() {
    let own = document(&[SPLIT]);
    for (change, new) in [
        (
            ("What the guest is called.", "How the guest is greeted."),
            &["description: How the guest is greeted."][..],
        ),
        (
            ("| Name | String | No |", "| Name | String | Yes |"),
            &["required: [GuestId, Name]"],
        ),
        (
            ("| Level | Integer |", "| Level | Long |"),
            &["format: int64"],
        ),
        (
            ("`0`: comes along", "`0`: joins in"),
            &["- `0`: joins in", "- joins in"],
        ),
    ] {
        let outcome = followed(&own, &[change]);
        assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
        let lines = new_lines(&own, &outcome.text);
        // Another format than one that stands elsewhere in the document is no new line.
        let known: Vec<&str> = lines
            .into_iter()
            .filter(|line| !own.contains(line))
            .collect();
        let new: Vec<&str> = new
            .iter()
            .copied()
            .filter(|line| !own.contains(line))
            .collect();
        assert_eq!(known, new);
        assert_ne!(outcome.text, own);
        assert!(outcome.text.contains(SPLIT.1));
        let again = follow(
            &outcome.text,
            &[],
            Some(&page(&[change])),
            &page(&[change]),
            None,
        );
        assert!(again.updated.changes.is_empty(), "{}", again.shown);
    }
    let gone = followed(
        &own,
        &[
            (
                "| Level | Integer | No | 1 | How far the guest has come. |\n",
                "",
            ),
            (", \"Level\": 1", ""),
        ],
    );
    assert!(!gone.updated.findings.has_errors(), "{}", gone.shown);
    assert!(
        !gone.text.contains("Level:") && gone.text.contains(SPLIT.1),
        "{}",
        gone.text
    );
}

#[test]
fn what_may_belong_to_several_alternatives_is_told() {
    let own = document(&[SPLIT]);
    let outcome = followed(
        &own,
        &[(
            "| Ext | map",
            "| Key | String | No | k | Opens the door. |\n| Ext | map",
        )],
    );
    assert_eq!(outcome.text, own);
    assert!(
        outcome.has("import-by-hand") && outcome.shown.contains("`request.Guests[].Key`"),
        "{}",
        outcome.shown
    );
    let own = own.replace("                  Age:\n", "                  Name:\n");
    let outcome = followed(
        &own,
        &[("What the guest is called.", "How the guest is greeted.")],
    );
    assert_eq!(outcome.text, own);
    assert!(
        outcome.has("import-conflict") && outcome.shown.contains("`request.Guests[].Name`"),
        "{}",
        outcome.shown
    );
}

#[test]
fn alternatives_follow_those_of_the_explorer() {
    let with = |alternatives: &str, schemas: &str| {
        OPEN.replace(
            "\"Door\": { \"type\": \"string\", \"maxLength\": 8 },",
            &format!("\"Door\": {{ \"oneOf\": [{alternatives}] }},"),
        )
        .replace(
            "    \"paths\":",
            &format!("    \"components\": {{ \"schemas\": {{ {schemas} }} }},\n    \"paths\":"),
        )
    };
    let front = "\"Front\": { \"type\": \"object\", \"properties\": { \"Bell\": { \"type\": \"string\", \"maxLength\": 3 } } }";
    let back = "\"Back\": { \"type\": \"object\", \"properties\": { \"Step\": { \"type\": \"boolean\" } } }";
    let to = |name: &str| format!("{{ \"$ref\": \"#/components/schemas/{name}\" }}");
    let before = with(
        &format!("{}, {}", to("Front"), to("Back")),
        &format!("{front}, {back}"),
    );
    let own = before.replace(
        "\"maxLength\": 3 }",
        "\"maxLength\": 3, \"x-rust-name\": \"ring\" }",
    );
    let roof = "\"Roof\": { \"type\": \"object\", \"properties\": { \"Hatch\": { \"type\": \"string\" } } }";
    let now = with(
        &format!("{}, {}", to("Front"), to("Roof")),
        &format!(
            "{}, {roof}",
            front.replace("\"maxLength\": 3", "\"maxLength\": 4")
        ),
    );
    let outcome = explorer(&own, Format::Json, &before, &now);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    let read: serde_json::Value = serde_json::from_str(&outcome.text).unwrap();
    let schema =
        &read["paths"]["/Open"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(
        schema["properties"]["Door"],
        serde_json::json!({ "oneOf": [
            { "$ref": "#/components/schemas/Front" },
            { "$ref": "#/components/schemas/Roof" },
        ] })
    );
    let schemas = &read["components"]["schemas"];
    assert_eq!(
        schemas["Front"]["properties"]["Bell"],
        serde_json::json!({ "type": "string", "maxLength": 4, "x-rust-name": "ring" })
    );
    assert_eq!(schemas["Roof"]["properties"]["Hatch"]["type"], "string");
    let again = explorer(&outcome.text, Format::Json, &now, &now);
    assert_eq!(again.text, outcome.text);
}
