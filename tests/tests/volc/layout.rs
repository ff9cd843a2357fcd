//! How `volc` lays out text for the terminal at hand.

use super::*;

/// Runs `volc` where the variable `COLUMNS` has a value, or is not set.
fn run_at(columns: Option<&str>, arguments: &[&str]) -> String {
    let environment = columns.map(|columns| ("COLUMNS", columns));
    printed(&volc::run(arguments, environment, "")).to_owned()
}

/// A description without its example, which is as wide as its values.
fn description(columns: Option<&str>) -> String {
    let described = run_at(columns, &["describe", "rtc", ACTION]);
    let (text, _) = described.split_once("\nExample body:\n").unwrap();
    text.to_owned()
}

/// Asserts that every line fits, unless it is a single word.
#[track_caller]
fn assert_fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(
            line.len() <= width || !line.trim().contains(' '),
            "{line} is wider than {width}"
        );
    }
}

#[test]
fn a_description_fits_the_terminal_and_always_says_the_same() {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().map(str::to_owned);
        words.collect()
    };
    let usual = description(None);
    for (columns, width) in [("40", 40), ("80", 80), ("200", 200)] {
        let text = description(Some(columns));
        assert_fits(&text, width);
        assert_eq!(words(&text), words(&usual), "at {columns} columns");
        let longest = text.lines().map(str::len).max().unwrap();
        assert!(longest > width / 2, "{longest} of {width} are used");
    }
    // A file or a pipe has no width, and a variable that is no number says none.
    for columns in ["80", "wide", "0", ""] {
        assert_eq!(description(Some(columns)), usual, "{columns:?}");
    }
    assert_fits(&description(Some("1")), 20);
}

#[test]
fn members_of_members_stand_further_to_the_right_than_their_documentation() {
    let text = description(Some("40"));
    let expected = "
  ParticipantInfos: list of objects,
      required
      Members to add.
    ParticipantUserId: 64-bit integer,
        required
        User id of the member.
        Must be greater than 0.
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_list_has_a_line_for_each_entry_unless_a_terminal_is_too_narrow() {
    let list = ["list", "rtc"];
    let piped = run_at(None, &list);
    assert_eq!(piped.lines().count(), 55);
    assert_eq!(run_at(Some("200"), &list), piped);
    let narrow = run_at(Some("60"), &list);
    assert!(narrow.lines().count() > 55, "{narrow}");
    assert_fits(&narrow, 60);
}

#[test]
fn the_help_fits_the_terminal() {
    for width in [40, 80] {
        let columns = width.to_string();
        let help = run_at(Some(&columns), &["--help"]);
        assert_fits(&help, width);
        assert!(help.contains("VOLCENGINE_ACCESS_KEY"), "{help}");
    }
}
