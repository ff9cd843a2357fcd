//! Texts about values, and their parts without what surrounds them.

use super::literal::literal;
use crate::facts::Member;
use codegen_documents::source::Node;

/// A text as it stands and with half-width punctuation: the same number of characters.
pub(crate) struct Text<'a> {
    pub(crate) original: &'a str,
    pub(crate) half: &'a str,
}

impl Text<'_> {
    /// The original of a part of the half-width text.
    pub(crate) fn original(&self, part: &str) -> String {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.half.as_ptr() as usize);
        match self.half.get(..offset) {
            Some(before) => self
                .original
                .chars()
                .skip(before.chars().count())
                .take(part.chars().count())
                .collect(),
            None => part.to_owned(),
        }
    }
}

/// A value without marks around it.
pub(crate) fn unquoted(token: &str) -> &str {
    token.trim_matches(['`', '"', '\'']).trim()
}

/// A meaning without the punctuation around it.
pub(crate) fn tidy(meaning: &str) -> String {
    let meaning = meaning
        .trim()
        .trim_start_matches([':', '-', '=', ',', ' ', '：', '，']);
    meaning
        .trim_end_matches([',', ';', '、', ' ', '，', '；'])
        .trim()
        .to_owned()
}

/// The default of a text in a column of its own: what is written as code, in quotes or as one word. A description of the
/// default, `the current time`, is none.
pub(crate) fn text_of_column(written: &str, bare: &str, member: &Member) -> Option<Node> {
    const NO_TEXTS: &[&str] = &[
        "none",
        "null",
        "nil",
        "n/a",
        "na",
        "undefined",
        "empty",
        "--",
        "-",
        "/",
    ];
    let lower = bare.to_lowercase();
    if matches!(
        lower.as_str(),
        "空字符串" | "空串" | "empty string" | "an empty string"
    ) {
        return Some(Node::String(String::new()));
    }
    let known = member
        .values
        .iter()
        .any(|allowed| matches!(&allowed.value, Node::String(text) if text == bare));
    let is_marked = written.len() > 1
        && ['`', '"', '\'']
            .iter()
            .any(|mark| written.starts_with(*mark) && written.ends_with(*mark));
    let is_word = bare.chars().all(|c| c.is_ascii_graphic()) && !NO_TEXTS.contains(&lower.as_str());
    literal(&member.shape, bare).filter(|_| known || is_marked || is_word)
}
