//! What a value must satisfy before it is sent.

use std::fmt;

/// A number of the documents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Without fraction.
    Int(i128),
    /// With a fraction or an exponent; finite.
    Float(f64),
}

impl Number {
    /// The nearest number of 64 bits; beyond 2^53 a whole number may be rounded.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        reason = "limits that large are compared roughly where one of them has a fraction"
    )]
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
        }
    }
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// The limit itself is allowed.
    Inclusive(Number),
    /// The limit itself is not allowed.
    Exclusive(Number),
}

/// Documented limits of one value. The default has none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    /// Lower end of a number.
    pub minimum: Option<Bound>,
    /// Upper end of a number.
    pub maximum: Option<Bound>,
    /// A number must be a multiple of this one.
    pub multiple_of: Option<Number>,
    /// Least length of a text, in characters.
    pub min_length: Option<u64>,
    /// Greatest length of a text, in characters.
    pub max_length: Option<u64>,
    /// Regular expression that a text must match somewhere.
    pub pattern: Option<String>,
    /// Least number of items in a list.
    pub min_items: Option<u64>,
    /// Greatest number of items in a list.
    pub max_items: Option<u64>,
    /// Whether the items of a list must differ from each other.
    pub unique_items: bool,
    /// Least number of entries in a map.
    pub min_properties: Option<u64>,
    /// Greatest number of entries in a map.
    pub max_properties: Option<u64>,
}

impl Constraints {
    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
