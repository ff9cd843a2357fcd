//! Whatever a page holds, reading it ends, and what comes out is a document or findings.

use std::fs;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::import_text;
use crate::pages::pages;

/// Pieces of pages, and of what breaks readers of pages.
const PIECES: &[&str] = &[
    "|",
    "\\|",
    "|\\\n",
    "\n",
    "\n\n",
    "| --- |",
    "^^",
    "`",
    "``",
    "**",
    "~~",
    "#",
    "## 请求参数\n",
    "```\n",
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=\"9999999999\">",
    "<td colspan=\"1000\">",
    "</td>",
    "<br>",
    "<li>",
    "<a href=\"#x\">",
    "<!--",
    "&nbsp;",
    "&#x110000;",
    "&;",
    "&amp",
    ":::",
    "[a](#b)",
    "![",
    "(",
    "（",
    "［",
    "{",
    "}",
    "[]",
    "[N]",
    ".",
    "..",
    "A.B.C",
    "└",
    "\u{3000}",
    "\u{200b}",
    "\u{0}",
    "é",
    "𝒳",
    "，",
    "：",
    "…",
    "99999999999999999999999999",
    "-",
    "[1, 5",
    "map<",
    "Array of ",
    "Array<Array<",
    "是",
    "条件必选（",
    "默认值为",
    "取值：",
    "%%require%%",
    "**A ** String %%require%%\n",
    "?Action=",
    "\"Result\": ",
    "\r\n",
    "\t",
];

#[derive(Debug, Clone)]
enum Edit {
    Insert(Index, &'static str),
    Remove(Index, usize),
    Repeat(Index, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), select(PIECES)).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Edit::Remove(at, length)),
        (any::<Index>(), 1..200_usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
    ]
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for edit in edits {
        let (Edit::Insert(at, _) | Edit::Remove(at, _) | Edit::Repeat(at, _)) = edit;
        let at = at.index(letters.len() + 1);
        match edit {
            Edit::Insert(_, piece) => {
                letters.splice(at..at, piece.chars());
            }
            Edit::Remove(_, length) => {
                letters.drain(at..(at + length).min(letters.len()));
            }
            Edit::Repeat(_, length) => {
                let part: Vec<char> = letters[at..(at + length).min(letters.len())].to_vec();
                letters.splice(at..at, part);
            }
        }
    }
    letters.into_iter().collect()
}

/// Reading ends; a document that comes out is YAML without a key that is there twice.
fn is_read(text: &str) -> Result<(), TestCaseError> {
    let (outcome, shown) = import_text("page.md", text);
    match outcome.imported {
        None => prop_assert!(!shown.is_empty(), "nothing was written, and nothing told"),
        Some(imported) => {
            let parsed: Result<serde_yaml::Value, _> = serde_yaml::from_str(&imported.document);
            prop_assert!(parsed.is_ok(), "{:?}\n{}", parsed.err(), imported.document);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_that_somebody_broke_is_read_all_the_same(page in any::<Index>(), edits in proptest::collection::vec(edit(), 1..30)) {
        let pages = pages();
        let text = fs::read_to_string(page.get(&pages)).unwrap();
        is_read(&edited(&text, &edits))?;
    }

    #[test]
    fn any_text_is_read(pieces in proptest::collection::vec(prop_oneof![select(PIECES).prop_map(str::to_owned), ".{0,12}"], 0..60)) {
        is_read(&pieces.concat())?;
    }
}
