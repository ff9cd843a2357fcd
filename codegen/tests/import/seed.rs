//! The page that the project began with means the same as the document that was written by hand from it.

use std::fs;
use std::path::Path;

use crate::meaning::meaning_of;
use crate::{import_text, pages_folder};

fn document(page: &Path) -> String {
    let text = fs::read_to_string(page).unwrap();
    let (outcome, shown) = import_text("BatchAddConversationParticipant.md", &text);
    assert!(!outcome.findings.has_errors(), "{shown}");
    outcome.imported.unwrap().document
}

#[test]
fn the_first_page_means_what_the_document_written_by_hand_means() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("spec/rtc/2020-12-01");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (by_hand, shared) = (
        read("BatchAddConversationParticipant.yaml"),
        read("shared.yaml"),
    );
    let expected = meaning_of(&by_hand, &[("shared.yaml", &shared)]);
    let name = "BatchAddConversationParticipant.md";
    assert_eq!(
        meaning_of(&document(&pages_folder().join("seed").join(name)), &[]),
        expected
    );
    // The owner's own copy, where it lies beside the project.
    let original = root.join("../shared/seed").join(name);
    if original.exists() {
        assert_eq!(meaning_of(&document(&original), &[]), expected);
    }
}
