//! In which language the Explorer answers.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Chinese, in which the Chinese site's documents are written.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// How requests and records call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }

    /// The language of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Chinese, Self::English]
            .into_iter()
            .find(|language| language.word() == word)
    }
}
