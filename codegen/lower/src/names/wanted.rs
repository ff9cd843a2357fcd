//! What wants a name, and what speaks for which one.

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A field, a method or a module.
    Field,
    /// A variant.
    Variant,
    /// A type.
    Type,
}

/// Something that wants a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What the documents call it.
    pub wire: String,
    /// What tells it apart from everything else in its scope, if its wire name does not.
    pub identity: String,
    /// The name that a person chose.
    pub chosen: Option<String>,
    /// Longer spellings that are tried before a suffix is added, the shortest first.
    pub longer: Vec<String>,
    /// Things of one group may be called alike: they are the same.
    pub group: Option<usize>,
}

impl Wanted {
    /// Something whose wire name is unique in its scope.
    #[must_use]
    pub fn new(wire: &str) -> Self {
        Self::identified(wire, wire)
    }

    /// Something that is told apart from others by more than its wire name.
    #[must_use]
    pub fn identified(wire: &str, identity: &str) -> Self {
        Self {
            wire: wire.to_owned(),
            identity: identity.to_owned(),
            chosen: None,
            longer: Vec::new(),
            group: None,
        }
    }

    /// The same with a name that a person chose.
    #[must_use]
    pub fn chosen(mut self, chosen: Option<&str>) -> Self {
        self.chosen = chosen.map(str::to_owned);
        self
    }
}
