//! Requests that travel in another way: by another method, in the query string and not in the body, and the other way round.

use crate::cases::{document, page};
use crate::meaning::meaning_of;
use crate::{Outcome, PAGE, Page, follow};

/// The page, called by GET.
const BY_GET: &[(&str, &str)] = &[("\nPOST\n", "\nGET\n"), ("POST /?Action", "GET /?Action")];

fn is_followed(own: &str, before: &Page, now: &Page) -> Outcome {
    let outcome = follow(own, &[], Some(before), now, None);
    assert!(!outcome.updated.findings.has_errors(), "{}", outcome.shown);
    let again = follow(&outcome.text, &[], Some(now), now, None);
    assert_eq!(again.text, outcome.text);
    assert!(again.updated.changes.is_empty(), "{}", again.shown);
    outcome
}

fn changes(outcome: &Outcome) -> Vec<String> {
    let changes = outcome.updated.changes.iter();
    changes
        .map(|change| format!("{} {}", change.path, change.fact))
        .collect()
}

#[test]
fn a_body_becomes_a_query_string_with_what_was_written_about_its_members() {
    let own = document(&[
        (
            "          maximum: 100\n",
            "          maximum: 100\n          x-rust-name: chairs\n",
        ),
        (
            "description: Who invites.",
            "description: The host, in our words.",
        ),
        (
            "        Name:\n",
            "        # As it stands on the card.\n        Name:\n",
        ),
    ]);
    let (before, now) = (Page::read(PAGE), page(BY_GET));
    let outcome = is_followed(&own, &before, &now);
    let text = &outcome.text;
    assert!(text.contains("    get:\n") && !text.contains("    post:\n"));
    assert!(
        !text.contains("requestBody") && !text.contains("EnrollGuestsRequest"),
        "{text}"
    );
    for kept in [
        "        - name: Host\n          in: query\n          required: true\n          description: The host, in our words.\n          schema:\n            type: string\n",
        "            x-rust-name: chairs\n",
        "        # As it stands on the card.\n        Name:\n",
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    assert_eq!(meaning_of(text, &[]), meaning_of(now.document(), &[]));
    let told = changes(&outcome);
    assert_eq!(told[0], "action method");
    assert!(told.contains(&"request.Seats in".to_owned()), "{told:?}");
}

#[test]
fn a_query_string_becomes_a_body() {
    let (before, now) = (page(BY_GET), Page::read(PAGE));
    let own = before.document().replace(
        "description: Where the room is.",
        "description: In which house.",
    );
    let outcome = is_followed(&own, &before, &now);
    let text = &outcome.text;
    assert!(
        text.contains(
            "        Region:\n          type: string\n          description: In which house.\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("      required: [PartyId, Guests, Host]\n"),
        "{text}"
    );
    assert_eq!(meaning_of(text, &[]), meaning_of(now.document(), &[]));
}

#[test]
fn a_request_without_members_gets_and_loses_its_body() {
    let text = PAGE.lines().map(|line| format!("{line}\n"));
    let mut in_request = false;
    let mut plain = String::new();
    for line in text {
        if line.starts_with('#') {
            in_request = matches!(line.trim(), "## Request parameters" | "### Guest");
        }
        let is_member = line.starts_with("| ") && !line.contains("| Parameter |");
        let stays = !is_member || line.contains("| Action |") || line.contains("| Version |");
        let is_kept = if line.contains("---") {
            plain.ends_with("Description |\n")
        } else {
            stays && !line.contains("Guest")
        };
        if !in_request || is_kept {
            plain.push_str(&line);
        }
    }
    let example = plain.find("  \"PartyId\"").unwrap()..plain.find("  \"Host\"").unwrap();
    plain.replace_range(example, "");
    let plain = plain.replace("  \"Host\": \"Ada\"\n", "");
    let by_get = BY_GET
        .iter()
        .fold(plain.clone(), |text, (from, to)| text.replace(from, to));
    let (post, get) = (Page::read(&plain), Page::read(&by_get));
    let there = is_followed(post.document(), &post, &get);
    assert_eq!(
        meaning_of(&there.text, &[]),
        meaning_of(get.document(), &[])
    );
    assert!(!there.text.contains("requestBody"), "{}", there.text);
    let back = is_followed(&there.text, &get, &post);
    assert_eq!(
        meaning_of(&back.text, &[]),
        meaning_of(post.document(), &[])
    );
}

#[test]
fn a_member_that_travels_differently_may_change_otherwise_too() {
    let before = Page::read(PAGE);
    let now = page(
        &[
            BY_GET,
            &[
                ("Valid values: 1 to 100.", "Valid values: 1 to 200."),
                (
                    "| Region | String | No | north | Where the room is. |\n",
                    "",
                ),
                (
                    "| Labels |",
                    "| Mood | String | Yes | calm | How it sounds. |\n| Labels |",
                ),
            ],
        ]
        .concat(),
    );
    let outcome = is_followed(before.document(), &before, &now);
    assert_eq!(
        meaning_of(&outcome.text, &[]),
        meaning_of(now.document(), &[])
    );
    let told = changes(&outcome);
    for change in [
        "request.Seats maximum",
        "request.Region member",
        "request.Mood member",
    ] {
        assert!(told.iter().any(|one| one == change), "{change}: {told:?}");
    }
}

#[test]
fn what_was_written_about_a_body_keeps_it_from_going() {
    let (before, now) = (Page::read(PAGE), page(BY_GET));
    for (own, why) in [
        (
            document(&[(
                "            examples:\n              page:\n",
                "            examples:\n              mine:\n                value: { PartyId: 1, Guests: [], Host: Bob }\n              page:\n",
            )]),
            "this is too much for an automatic edit",
        ),
        (
            document(&[(
                "          description: Where the room is.\n",
                "          # North or south.\n          description: Where the room is.\n",
            )]),
            "a comment would be lost",
        ),
        (
            document(&[(
                "    EnrollGuestsRequest:\n      type: object\n",
                "    EnrollGuestsRequest:\n      type: object\n      description: All that a party needs.\n",
            )]),
            "this is too much for an automatic edit",
        ),
    ] {
        let outcome = follow(&own, &[], Some(&before), &now, None);
        assert_eq!(outcome.text, own);
        assert!(
            outcome.has("import-by-hand") && outcome.shown.contains(why),
            "{}",
            outcome.shown
        );
    }
}

#[test]
fn a_method_that_was_changed_by_hand_stays_until_the_page_changes_it() {
    let (post, get) = (Page::read(PAGE), page(BY_GET));
    let before = page(&[BY_GET, &[("50 requests", "40 requests")]].concat());
    let outcome = follow(post.document(), &[], Some(&before), &get, None);
    assert_eq!(outcome.text, post.document());
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    // Where nobody knows what was imported last, the page is followed, and that is told.
    let outcome = follow(post.document(), &[], None, &get, None);
    assert!(outcome.has("import-no-record"), "{}", outcome.shown);
    assert!(!outcome.updated.findings.has_errors(), "{}", outcome.shown);
    assert!(outcome.text.contains("    get:\n"), "{}", outcome.text);
}
