//! Single cases: what is told, and what is not guessed.

use codegen_import::update::Settle;

use crate::edits::SHARED;
use crate::meaning::meaning_of;
use crate::{PAGE, Page, follow, new_lines};

pub(crate) fn page(replace: &[(&str, &str)]) -> Page {
    let text = replace.iter().fold(PAGE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from:?} is not on the page");
        text.replace(from, to)
    });
    Page::read(&text)
}

pub(crate) fn document(replace: &[(&str, &str)]) -> String {
    let document = Page::read(PAGE).document().to_owned();
    replace.iter().fold(document, |text, (from, to)| {
        assert!(text.contains(from), "{from:?} is not in the document");
        text.replace(from, to)
    })
}

#[test]
fn a_conflict_shows_both_sides_with_their_places() {
    let document = document(&[
        ("maximum: 100", "maximum: 50"),
        ("x-qps-limit: 50", "x-qps-limit: 60"),
    ]);
    let now = page(&[
        ("Valid values: 1 to 100", "Valid values: 1 to 200"),
        ("50 requests", "80 requests"),
    ]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert_eq!(outcome.text, document);
    for part in [
        "error[import-conflict]",
        "was `100`, is `200` in the source and `50` in the document",
        "spec/EnrollGuests.yaml:126:20",
        "page.md:24:2",
        "`action`: `x-qps-limit` was changed on both sides: was `50`, is `80`",
        "spec/EnrollGuests.yaml:19:20",
        "page.md:7:",
    ] {
        assert!(outcome.shown.contains(part), "{part}:\n{}", outcome.shown);
    }
}

#[test]
fn the_caller_may_say_which_side_is_right() {
    let document = document(&[("maximum: 100", "maximum: 50")]);
    let before = Page::read(PAGE);
    let now = page(&[
        ("Valid values: 1 to 100", "Valid values: 1 to 200"),
        ("50 requests", "80 requests"),
    ]);
    let ours = follow(&document, &[], Some(&before), &now, Some(Settle::Document));
    assert!(ours.has("import-settled") && !ours.updated.findings.has_errors());
    assert!(ours.text.contains("maximum: 50\n") && ours.text.contains("x-qps-limit: 80\n"));
    let theirs = follow(&document, &[], Some(&before), &now, Some(Settle::Page));
    assert!(theirs.has("import-settled") && !theirs.updated.findings.has_errors());
    assert!(theirs.text.contains("maximum: 200\n") && theirs.text.contains("x-qps-limit: 80\n"));
}

#[test]
fn both_sides_may_have_changed_to_the_same() {
    let document = document(&[("x-qps-limit: 50", "x-qps-limit: 80 # asked for")]);
    let now = page(&[("50 requests", "80 requests")]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    assert!(outcome.text.contains("x-qps-limit: 80 # asked for\n"));
    assert!(outcome.text.contains("The rate limit is 80 requests"));
}

#[test]
fn without_a_record_facts_for_machines_are_taken_over_and_told_and_words_stay() {
    let document = document(&[
        ("x-qps-limit: 50", "x-qps-limit: 10"),
        ("maximum: 100", "maximum: 50 # measured"),
        ("description: Id of the guest.", "description: Who it is."),
        (
            "        Region:\n",
            "        Own:\n          type: string\n        Region:\n",
        ),
    ]);
    let now = page(&[(
        "| Region | String |",
        "| Mood | String | No | calm | How it sounds. |\n| Region | String |",
    )]);
    let outcome = follow(&document, &[], None, &now, None);
    assert!(!outcome.updated.findings.has_errors(), "{}", outcome.shown);
    assert_eq!(
        new_lines(&document, &outcome.text),
        [
            "x-qps-limit: 50",
            "maximum: 100 # measured",
            "Mood:",
            "description: How it sounds."
        ]
    );
    for part in [
        "warning[import-no-record]: `action`: `x-qps-limit` is `50` in the source and was `10` in the document",
        "warning[import-no-record]: `request.Seats`: `maximum` is `100` in the source and was `50` in the document",
        "warning[import-only-in-document]: `request.Own`: it is only in the document",
    ] {
        assert!(outcome.shown.contains(part), "{part}:\n{}", outcome.shown);
    }
}

#[test]
fn a_member_is_taken_for_renamed_on_strong_evidence_with_everything_edited_by_hand() {
    let document = document(&[
        (
            "        GuestId:\n          type: integer\n",
            "        # The one on the card.\n        GuestId:\n          type: integer\n          minimum: 2\n          x-rust-name: card\n",
        ),
        (
            "            examples:\n              page:\n",
            "            examples:\n              mine:\n                value:\n                  PartyId: 1\n                  Guests:\n                    - GuestId: 3\n                  Host: Bob\n              page:\n",
        ),
    ]);
    let now = page(&[("GuestId", "PersonId")]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(outcome.has("import-renamed") && !outcome.updated.findings.has_errors());
    assert!(
        outcome.shown.contains(
            "`request.Guests[].GuestId` is called `request.Guests[].PersonId` now: the same type, the same description"
        ),
        "{}",
        outcome.shown
    );
    assert_eq!(
        new_lines(&document, &outcome.text),
        [
            "- PersonId: 3",
            "- PersonId: 10001",
            "required: [PersonId]",
            "PersonId:"
        ]
    );
    let meaning = meaning_of(&outcome.text, &[]);
    assert!(meaning["request.Guests[].PersonId"].starts_with("required"));
}

#[test]
fn a_member_is_not_taken_for_renamed_on_weak_evidence() {
    let document = document(&[]);
    let now = page(&[(
        "| Region | String | No | north | Where the room is. |",
        "| Music | String | No | jazz | What is played. |",
    )]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(!outcome.has("import-renamed"));
    assert!(
        outcome.shown.contains("`request.Region` is gone and `request.Music` is new; they may be the same: the same type, the same position"),
        "{}",
        outcome.shown
    );
    assert!(outcome.text.contains(
        "        Music:\n          type: string\n          description: What is played.\n"
    ));
    assert!(!outcome.text.contains("Where the room is."));
}

#[test]
fn two_members_that_may_both_be_the_renamed_one_are_not_guessed_at() {
    let before = page(&[(
        "| Region | String | No | north | Where the room is. |",
        "| Area | String | No | north | A place. |\n| Place | String | No | north | A place. |",
    )]);
    let now = page(&[(
        "| Region | String | No | north | Where the room is. |",
        "| Spot | String | No | north | A place. |\n| Site | String | No | north | A place. |",
    )]);
    let outcome = follow(before.document(), &[], Some(&before), &now, None);
    assert!(!outcome.has("import-renamed"), "{}", outcome.shown);
    assert_eq!(outcome.text, now.document());
}

#[test]
fn a_list_of_results_that_failed_follows_a_rename() {
    let document = document(&[(
        "      x-qps-limit: 50\n",
        "      x-qps-limit: 50\n      x-failed-items: Missing\n",
    )]);
    let now = page(&[("Missing", "LeftOut")]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(outcome.has("import-renamed"));
    assert!(
        outcome.text.contains("x-failed-items: LeftOut\n"),
        "{}",
        outcome.text
    );
    meaning_of(&outcome.text, &[]);
}

const ROLE: &str = "          type: integer\n          format: int32\n          description: |\n            Part that the guest plays. Valid values:\n            - `0`: comes along\n            - `1`: gives a speech\n            - `2`: opens doors\n          enum: [0, 1, 2]\n          x-enum-descriptions:\n            - comes along\n            - gives a speech\n            - opens doors\n";

#[test]
fn a_schema_in_a_file_of_others_is_never_changed_but_overridden_where_that_is_possible() {
    let document = document(&[(
        ROLE,
        "          $ref: \"shared.yaml#/components/schemas/Role\"\n",
    )]);
    let shared = [("shared.yaml", SHARED)];
    let before = Page::read(PAGE);
    let words = page(&[("Part that the guest plays.", "What the guest does.")]);
    let outcome = follow(&document, &shared, Some(&before), &words, None);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    assert!(outcome.text.contains(
        "          $ref: \"shared.yaml#/components/schemas/Role\"\n          description: |\n            What the guest does."
    ), "{}", outcome.text);
    let values = page(&[("<br>- `2`: opens doors", "")]);
    let outcome = follow(&document, &shared, Some(&before), &values, None);
    assert_eq!(outcome.text, document);
    assert!(
        outcome.shown.contains("error[import-shared]"),
        "{}",
        outcome.shown
    );
    assert!(
        outcome.shown.contains("--> shared.yaml:"),
        "{}",
        outcome.shown
    );
}

#[test]
fn a_schema_that_two_members_share_does_not_change_for_one_of_them_alone() {
    let before = page(&[
        (
            "| Host | String | Yes | Ada | Who invites. |",
            "| Host | Friend | Yes | - | Who invites. |\n| Cook | Friend | No | - | Who cooks. |",
        ),
        (
            "## Response parameters",
            "### Friend\n\n| Parameter | Data Type | Required | Sample Value | Description |\n| --- | --- | --- | --- | --- |\n| Age | Integer | No | 1 | How old. |\n\n## Response parameters",
        ),
        ("  \"Host\": \"Ada\"\n", "  \"Host\": { \"Age\": 30 }\n"),
    ]);
    let own = before.document().replace(
        "          $ref: \"#/components/schemas/Friend\"\n          description: Who cooks.\n",
        "          type: object\n          description: Who cooks.\n          properties:\n            Age:\n              $ref: \"#/components/schemas/Friend/properties/Age\"\n",
    );
    assert_ne!(own, before.document());
    let text = before.text.replace(
        "| Cook | Friend | No | - | Who cooks. |",
        "| Cook | Chef | No | - | Who cooks. |",
    ).replace("## Response parameters", "### Chef\n\n| Parameter | Data Type | Required | Sample Value | Description |\n| --- | --- | --- | --- | --- |\n| Age | Long | No | 1 | How old. |\n\n## Response parameters");
    let outcome = follow(&own, &[], Some(&before), &Page::read(&text), None);
    assert_eq!(outcome.text, own);
    assert!(outcome.has("import-shared"), "{}", outcome.shown);
}

#[test]
fn values_with_names_of_their_own_get_one_more() {
    let document = document(&[(
        "          x-enum-descriptions:\n",
        "          x-enum-varnames: [Company, Speaker, Doorkeeper]\n          x-enum-descriptions:\n",
    )]);
    let now = page(&[(
        "<br>- `2`: opens doors",
        "<br>- `2`: opens doors<br>- `3`: plays music",
    )]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(outcome.has("import-made-name") && !outcome.updated.findings.has_errors());
    assert!(
        outcome
            .text
            .contains("x-enum-varnames: [Company, Speaker, Doorkeeper, Value3]\n")
    );
    assert!(outcome.text.contains("enum: [0, 1, 2, 3]\n"));
    meaning_of(&outcome.text, &[]);
}

#[test]
fn a_comment_inside_of_what_goes_keeps_it_from_going() {
    let document = document(&[(
        "          description: Where the room is.\n",
        "          # North or south.\n          description: Where the room is.\n",
    )]);
    let now = page(&[(
        "| Region | String | No | north | Where the room is. |\n",
        "",
    )]);
    let outcome = follow(&document, &[], Some(&Page::read(PAGE)), &now, None);
    assert_eq!(outcome.text, document);
    assert!(
        outcome.shown.contains("a comment would be lost"),
        "{}",
        outcome.shown
    );
}

#[test]
fn a_status_without_quotes_is_a_key_like_any_other() {
    let own = document(&[("        \"200\":\n", "        200: # fine\n")]);
    let now = page(&[("\"Total\": 12", "\"Total\": 13")]);
    let outcome = follow(&own, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    assert_eq!(new_lines(&own, &outcome.text), ["Total: 13"]);
}

#[test]
fn folded_and_quoted_words_stay_so_when_the_page_changes_them() {
    let own = document(&[
        (
            "          description: How far the guest has come.\n",
            "          description: >-\n            How far the\n            guest has come.\n",
        ),
        (
            "description: What the guest is called.",
            "description: 'What the guest is called.' # short",
        ),
    ]);
    let now = page(&[
        (
            "How far the guest has come.",
            "How far the guest has travelled.",
        ),
        ("What the guest is called.", "How the guest is greeted."),
    ]);
    let outcome = follow(&own, &[], Some(&Page::read(PAGE)), &now, None);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    assert_eq!(
        new_lines(&own, &outcome.text),
        [
            "description: 'How the guest is greeted.' # short",
            "How far the guest has travelled."
        ],
    );
}

#[test]
fn without_a_record_a_member_with_members_of_its_own_is_not_made_another_kind() {
    let own = document(&[(
        "          type: string\n          description: Where the room is.\n",
        "          type: object\n          properties:\n            Name: { type: string }\n          description: Where the room is.\n",
    )]);
    let now = Page::read(PAGE);
    let outcome = follow(&own, &[], None, &now, None);
    assert_eq!(outcome.text, own);
    assert!(outcome.has("import-by-hand"), "{}", outcome.shown);
    let settled = follow(&own, &[], None, &now, Some(Settle::Page));
    assert!(settled.has("import-settled") && !settled.updated.findings.has_errors());
    assert_eq!(settled.text, now.document());
}

#[test]
fn a_renamed_member_may_become_required_at_the_same_time() {
    let now = page(&[("| Region | String | No |", "| Area | String | Yes |")]);
    let before = Page::read(PAGE);
    let outcome = follow(before.document(), &[], Some(&before), &now, None);
    assert!(outcome.has("import-renamed") && !outcome.updated.findings.has_errors());
    assert!(
        outcome
            .text
            .contains("required: [PartyId, Guests, Host, Area]\n")
    );
}

#[test]
fn a_new_type_takes_the_place_of_one_that_nobody_refers_to_any_more() {
    let now = page(&[
        (
            "| Guests | Array of Guest | Yes | - | Who comes. |",
            "| People | Array of Guest | Yes | - | All who come. |",
        ),
        (
            "| Level | Integer | No | 1 | How far the guest has come. |\n",
            "",
        ),
        (
            "\"Guests\": [{ \"GuestId\": 10001, \"Name\": \"Grace\", \"Level\": 1, \"Role\": 0 }]",
            "\"People\": [{ \"GuestId\": 10001 }]",
        ),
    ]);
    let before = Page::read(PAGE);
    let outcome = follow(before.document(), &[], Some(&before), &now, None);
    assert!(!outcome.updated.findings.has_errors(), "{}", outcome.shown);
    assert!(!outcome.text.contains("Guest2"), "{}", outcome.text);
    assert_eq!(
        meaning_of(&outcome.text, &[]),
        meaning_of(now.document(), &[])
    );
}
