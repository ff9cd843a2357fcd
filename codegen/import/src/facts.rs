//! What a page says about an action: plain data, the same for every dialect.
//!
//! Knows members, types, limits, examples, each with its place on the page. Gives the writer something to write.
//! Must never know how a page said it, nor how OpenAPI says it.

use super::dialect::Scalar;
use codegen_documents::source::Node;

/// Everything a page says about an action.
#[derive(Debug, Clone, Default)]
pub(super) struct Action {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) get: bool,
    /// Host of the page's example.
    pub(super) host: Option<String>,
    /// Name of the service, from the page's example.
    pub(super) service: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) qps: Option<u32>,
    pub(super) deprecated: bool,
    /// Members of the query string, flat as the page lists them.
    pub(super) query: Vec<Member>,
    /// Members of the body.
    pub(super) body: Vec<Member>,
    /// Members of `Result`.
    pub(super) result: Vec<Member>,
    /// `Result` itself, where it is a list, a text, or an object with a type of its own.
    pub(super) whole_result: Option<Member>,
    /// Types with a table of their own.
    pub(super) types: Vec<TypeTable>,
    pub(super) errors: Vec<ErrorCode>,
    /// Members of a reply that stand beside `Result`.
    pub(super) beside: Vec<Member>,
    pub(super) request_example: Option<Node>,
    pub(super) response_example: Option<Node>,
    /// What was taken from prose.
    pub(super) notes: Vec<Note>,
}

/// A table of members under a name of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct TypeTable {
    pub(super) name: String,
    pub(super) members: Vec<Member>,
}

/// A member.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) required: bool,
    pub(super) default: Option<Node>,
    pub(super) limits: Limits,
    pub(super) values: Vec<Value>,
    pub(super) description: String,
    /// When it must be given, if that depends.
    pub(super) condition: Option<String>,
    pub(super) deprecated: bool,
    /// Byte offset on the page.
    pub(super) at: usize,
}

/// What a member holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Scalar(Scalar),
    List(Box<Shape>),
    Map(Box<Shape>),
    Object(Vec<Member>),
    /// A type by its number in [`Action::types`].
    Type(usize),
    /// An object of whose members nothing is known.
    AnyObject,
    /// Any JSON, because the page says so or because it was not understood.
    Json,
    /// What only an example can tell, by its number while the page is read. None is left when it was read.
    Untold(usize),
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.shape == other.shape && self.required == other.required
    }
}

impl Member {
    /// A member of which nothing is known but its shape.
    pub(super) fn bare(name: &str, shape: Shape, at: usize) -> Self {
        Self {
            name: name.to_owned(),
            shape,
            required: false,
            default: None,
            limits: Limits::default(),
            values: Vec::new(),
            description: String::new(),
            condition: None,
            deprecated: false,
            at,
        }
    }
}

/// Limits of a value. Those of a list's items are not among them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Limits {
    pub(super) minimum: Option<i128>,
    pub(super) maximum: Option<i128>,
    pub(super) above: Option<i128>,
    pub(super) below: Option<i128>,
    /// Between which numbers a decimal lies.
    pub(super) decimals: Option<Decimals>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) min_items: Option<u64>,
    pub(super) max_items: Option<u64>,
}

/// Between which decimals a value lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Decimals {
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
}

/// An end of a range of decimals, and whether it lies outside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End {
    pub(super) number: f64,
    pub(super) excluded: bool,
}

impl Decimals {
    /// Both ends by their keys in OpenAPI.
    pub(super) fn ends(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let key =
            |end: End, outside, inside| (if end.excluded { outside } else { inside }, end.number);
        let low = self.low.map(|end| key(end, "exclusiveMinimum", "minimum"));
        let high = self.high.map(|end| key(end, "exclusiveMaximum", "maximum"));
        low.into_iter().chain(high)
    }

    /// Whether a number lies between both ends.
    pub(super) fn hold(&self, number: f64) -> bool {
        self.low
            .is_none_or(|low| number > low.number || !low.excluded && number >= low.number)
            && self
                .high
                .is_none_or(|high| number < high.number || !high.excluded && number <= high.number)
    }
}

/// An allowed value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub(super) value: Node,
    pub(super) meaning: String,
}

/// A documented error.
#[derive(Debug, Clone, Default)]
pub(super) struct ErrorCode {
    pub(super) code: String,
    pub(super) status: Option<u16>,
    pub(super) message: Option<String>,
    pub(super) description: Option<String>,
}

/// A fact that was taken from prose, with its place.
#[derive(Debug, Clone)]
pub(super) struct Note {
    /// What it is about, such as `ParticipantInfos[].Role`.
    pub(super) about: String,
    /// Which fact, such as `default`.
    pub(super) fact: &'static str,
    pub(super) value: String,
    pub(super) at: usize,
}

impl Shape {
    /// The members of its own, if it is an object or a type.
    pub(super) fn members<'m>(&'m self, types: &'m [TypeTable]) -> Option<&'m [Member]> {
        match self {
            Self::Object(members) => Some(members),
            Self::Type(index) => types.get(*index).map(|table| table.members.as_slice()),
            _ => None,
        }
    }
}

/// The innermost shape: items of lists, values of maps.
pub(super) fn innermost(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => innermost(inner),
        other => other,
    }
}
