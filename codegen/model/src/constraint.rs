//! What a value must satisfy before it is sent.

use std::cmp::Ordering;
use std::fmt;

use super::Json;

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

impl Number {
    /// How it stands to another number; two integers exactly. `None` if one is no number.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => Some(one.cmp(&other)),
            _ => self.to_f64().partial_cmp(&other.to_f64()),
        }
    }

    /// Whether it is a multiple of a step. Decimal steps such as 0.1 have no exact form, so the last digits may be off.
    #[must_use]
    pub fn is_multiple_of(self, step: Self) -> bool {
        match (self, step) {
            (_, Self::Int(0)) => true,
            (Self::Int(number), Self::Int(step)) => number % step == 0,
            _ => {
                let quotient = self.to_f64() / step.to_f64();
                (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
            }
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
    /// Whether it must be an object, where nothing else says so.
    pub object: bool,
    /// The only values that are allowed, where no enum stands for them; empty if any is.
    pub values: Vec<Json>,
    /// What keywords demand that no type stands for, such as `not` and `if`: schemas, each of which must allow the value.
    pub conditions: Vec<Json>,
}

impl Constraints {
    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Everything that is demanded, one limit after another.
    ///
    /// This is the one list of keywords. Whoever reads, checks, documents or compares limits goes through it and matches every
    /// [`Limit`], so that the compiler names the places that a new keyword needs.
    #[must_use]
    pub fn limits(&self) -> Vec<Limit<'_>> {
        let Self {
            minimum,
            maximum,
            multiple_of,
            min_length,
            max_length,
            pattern,
            min_items,
            max_items,
            unique_items,
            min_properties,
            max_properties,
            object,
            values,
            conditions,
        } = self;
        let all = [
            minimum.map(Limit::Minimum),
            maximum.map(Limit::Maximum),
            multiple_of.map(Limit::MultipleOf),
            min_length.map(Limit::MinLength),
            max_length.map(Limit::MaxLength),
            pattern.as_deref().map(Limit::Pattern),
            min_items.map(Limit::MinItems),
            max_items.map(Limit::MaxItems),
            unique_items.then_some(Limit::UniqueItems),
            min_properties.map(Limit::MinProperties),
            max_properties.map(Limit::MaxProperties),
            object.then_some(Limit::Object),
            (!values.is_empty()).then_some(Limit::Values(values)),
            (!conditions.is_empty()).then_some(Limit::Conditions(conditions)),
        ];
        all.into_iter().flatten().collect()
    }
}

impl<'c> FromIterator<Limit<'c>> for Constraints {
    fn from_iter<L: IntoIterator<Item = Limit<'c>>>(limits: L) -> Self {
        let mut all = Self::default();
        for limit in limits {
            match limit {
                Limit::Minimum(bound) => all.minimum = Some(bound),
                Limit::Maximum(bound) => all.maximum = Some(bound),
                Limit::MultipleOf(step) => all.multiple_of = Some(step),
                Limit::MinLength(least) => all.min_length = Some(least),
                Limit::MaxLength(most) => all.max_length = Some(most),
                Limit::Pattern(pattern) => all.pattern = Some(pattern.to_owned()),
                Limit::MinItems(least) => all.min_items = Some(least),
                Limit::MaxItems(most) => all.max_items = Some(most),
                Limit::UniqueItems => all.unique_items = true,
                Limit::MinProperties(least) => all.min_properties = Some(least),
                Limit::MaxProperties(most) => all.max_properties = Some(most),
                Limit::Object => all.object = true,
                Limit::Values(values) => all.values = values.to_vec(),
                Limit::Conditions(conditions) => all.conditions = conditions.to_vec(),
            }
        }
        all
    }
}

/// A keyword of JSON Schema with what it demands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit<'c> {
    /// `minimum` or `exclusiveMinimum`
    Minimum(Bound),
    /// `maximum` or `exclusiveMaximum`
    Maximum(Bound),
    /// `multipleOf`
    MultipleOf(Number),
    /// `minLength`
    MinLength(u64),
    /// `maxLength`
    MaxLength(u64),
    /// `pattern`
    Pattern(&'c str),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems`
    UniqueItems,
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// `type: object`
    Object,
    /// `enum` or `const`
    Values(&'c [Json]),
    /// `allOf` of what other keywords demand.
    Conditions(&'c [Json]),
}

/// What a limit is about. It says nothing about values of other kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Numbers.
    Number,
    /// Texts.
    Text,
    /// Lists.
    List,
    /// Maps, and objects as they come.
    Object,
    /// Values of every kind.
    Any,
}

impl Limit<'_> {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Minimum(_) | Self::Maximum(_) | Self::MultipleOf(_) => Subject::Number,
            Self::MinLength(_) | Self::MaxLength(_) | Self::Pattern(_) => Subject::Text,
            Self::MinItems(_) | Self::MaxItems(_) | Self::UniqueItems => Subject::List,
            Self::MinProperties(_) | Self::MaxProperties(_) => Subject::Object,
            Self::Object | Self::Values(_) | Self::Conditions(_) => Subject::Any,
        }
    }

    /// The keyword as documents write it.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Minimum(Bound::Inclusive(_)) => "minimum",
            Self::Minimum(Bound::Exclusive(_)) => "exclusiveMinimum",
            Self::Maximum(Bound::Inclusive(_)) => "maximum",
            Self::Maximum(Bound::Exclusive(_)) => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::Pattern(_) => "pattern",
            Self::MinItems(_) => "minItems",
            Self::MaxItems(_) => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties(_) => "minProperties",
            Self::MaxProperties(_) => "maxProperties",
            Self::Object => "type",
            Self::Values(_) => "enum",
            Self::Conditions(_) => "allOf",
        }
    }

    /// What the keyword is given in a document.
    #[must_use]
    pub fn argument(&self) -> Json {
        let number = |number: &Number| match number {
            Number::Int(number) => Json::Int(*number),
            Number::Float(number) => Json::Float(*number),
        };
        match self {
            Self::Minimum(Bound::Inclusive(limit) | Bound::Exclusive(limit))
            | Self::Maximum(Bound::Inclusive(limit) | Bound::Exclusive(limit))
            | Self::MultipleOf(limit) => number(limit),
            Self::MinLength(count)
            | Self::MaxLength(count)
            | Self::MinItems(count)
            | Self::MaxItems(count)
            | Self::MinProperties(count)
            | Self::MaxProperties(count) => Json::Int(i128::from(*count)),
            Self::Pattern(pattern) => Json::String((*pattern).to_owned()),
            Self::UniqueItems => Json::Bool(true),
            Self::Object => Json::String("object".to_owned()),
            Self::Values(parts) | Self::Conditions(parts) => Json::Array(parts.to_vec()),
        }
    }
}

/// What is demanded, to follow "the value": `must be at least 3`.
impl fmt::Display for Limit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let have = |f: &mut fmt::Formatter<'_>, word, count: &u64, one, many| {
            let unit = if *count == 1 { one } else { many };
            write!(f, "must have at {word} {count} {unit}")
        };
        match self {
            Self::Minimum(Bound::Inclusive(limit)) => write!(f, "must be at least {limit}"),
            Self::Minimum(Bound::Exclusive(limit)) => write!(f, "must be greater than {limit}"),
            Self::Maximum(Bound::Inclusive(limit)) => write!(f, "must be at most {limit}"),
            Self::Maximum(Bound::Exclusive(limit)) => write!(f, "must be less than {limit}"),
            Self::MultipleOf(step) => write!(f, "must be a multiple of {step}"),
            Self::MinLength(least) => have(f, "least", least, "character", "characters"),
            Self::MaxLength(most) => have(f, "most", most, "character", "characters"),
            Self::Pattern(pattern) => write!(f, "must match {pattern}"),
            Self::MinItems(least) => have(f, "least", least, "item", "items"),
            Self::MaxItems(most) => have(f, "most", most, "item", "items"),
            Self::UniqueItems => f.write_str("must not have equal items"),
            Self::MinProperties(least) => have(f, "least", least, "entry", "entries"),
            Self::MaxProperties(most) => have(f, "most", most, "entry", "entries"),
            Self::Object => f.write_str("must be an object"),
            Self::Values([value]) => write!(f, "must be {value}"),
            Self::Values(values) => {
                f.write_str("must be one of ")?;
                listed(values, f)
            }
            Self::Conditions(conditions) => {
                f.write_str("must keep to ")?;
                listed(conditions, f)
            }
        }
    }
}

fn listed(values: &[Json], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(f, "{comma}{value}")?;
    }
    Ok(())
}
