//! Texts about values, and their parts without what surrounds them.

/// A text as it stands and with half-width punctuation: the same number of characters.
pub(super) struct Text<'a> {
    pub(super) original: &'a str,
    pub(super) half: &'a str,
}

impl Text<'_> {
    /// The original of a part of the half-width text.
    pub(super) fn original(&self, part: &str) -> String {
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
pub(super) fn unquoted(token: &str) -> &str {
    token.trim_matches(['`', '"', '\'']).trim()
}

/// A meaning without the punctuation around it.
pub(super) fn tidy(meaning: &str) -> String {
    let meaning = meaning
        .trim()
        .trim_start_matches([':', '-', '=', ',', ' ', '：', '，']);
    meaning
        .trim_end_matches([',', ';', '、', ' ', '，', '；'])
        .trim()
        .to_owned()
}
