//! What keeps a text from being a tree of values.

/// Why a text is not valid YAML or JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong, without the place.
    pub message: String,
    /// Byte offset of the place, if the parser gives one.
    pub offset: Option<usize>,
}
