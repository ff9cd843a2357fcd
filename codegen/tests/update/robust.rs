//! Documents that nobody would write are refused or followed, and never the end of the program.

use codegen_documents::source::{Format, SourceFile, parse};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::changes::CHANGES;
use crate::{PAGE, Page, follow};

/// Pieces that are put into documents, or in place of their lines.
const PIECES: &[&str] = &[
    "",
    "  ",
    "- ",
    "? ",
    "x: &a [1, {b: *a}]",
    "        $ref: \"#/components/schemas/Guest\"",
    "    Guest: { $ref: \"#/components/schemas/Guest\" }",
    "<<: *words",
    "!tag value",
    "# a comment",
    "---",
    "...",
    "\t",
    "        Region: 7",
    "      required: Host",
    "          enum: []",
    "          type: [string, \"null\"]",
    "          allOf: [{ type: string }]",
    "          description: |+",
    "          \"quoted\": 'it''s'",
    "\u{feff}",
    "é: 漢字",
];

fn documents() -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((0..400_usize, 0..PIECES.len(), 0..3_u8), 1..6);
    edits.prop_map(|edits| {
        let page = Page::read(PAGE);
        let mut lines: Vec<String> = page.document().lines().map(str::to_owned).collect();
        for (line, piece, how) in edits {
            let line = line % lines.len();
            match how {
                0 => lines[line] = PIECES[piece].to_owned(),
                1 => lines.insert(line, PIECES[piece].to_owned()),
                _ => {
                    lines.remove(line);
                }
            }
        }
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, rng_seed: RngSeed::Fixed(20_201_201), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_document_it_is_followed_or_refused(document in documents(), change in 0..CHANGES.len()) {
        let before = Page::read(PAGE);
        let change = &CHANGES[change];
        let text = change.replace.iter().fold(PAGE.to_owned(), |text, (from, to)| text.replace(from, to));
        let now = Page::read(&text);
        for base in [Some(&before), None] {
            let outcome = follow(&document, &[], base, &now, None);
            if outcome.updated.findings.has_errors() {
                prop_assert_eq!(&outcome.text, &document);
            } else {
                let file = SourceFile::new(String::new(), String::new(), Format::Yaml, outcome.text.clone());
                prop_assert!(parse(&file).is_ok());
                for comment in document.lines().filter(|line| line.trim_start().starts_with("# ")) {
                    prop_assert!(outcome.text.contains(comment));
                }
            }
        }
    }
}
