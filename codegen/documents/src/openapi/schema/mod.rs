//! Schemas as written: JSON Schema in the dialects of OpenAPI 3.0 and 3.1, read into one form.

mod conditions;
mod discriminator;
mod limits;
mod prose;
mod shape;

pub use self::discriminator::Discriminator;
use super::WrittenStyle;
use super::fields::{Context, Fields, Spanned, entries};
use crate::diagnostics::lint;
use crate::source::{Node, Pointer};

/// The types of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaType {
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
    /// `null`
    Null,
}

/// `additionalProperties`.
#[derive(Debug, Clone, PartialEq)]
pub enum Additional {
    /// Not allowed.
    Forbidden,
    /// Allowed, of any type.
    Any,
    /// Allowed, of this type.
    Typed(Box<Schema>),
}

/// A schema. A key that is absent is `None`, or empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schema {
    /// Its place.
    pub pointer: Pointer,
    /// Where the schemas stand that this one was merged from; empty for one that stands in a document as it is.
    pub merged_from: Vec<Pointer>,
    /// `$ref`, as written.
    pub reference: Option<Spanned<String>>,
    /// `type`, without `null`.
    pub types: Vec<SchemaType>,
    /// Whether `null` is allowed: `nullable`, or `null` among the types.
    pub nullable: bool,
    /// `format`
    pub format: Option<Spanned<String>>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `properties`
    pub properties: Vec<(String, Schema)>,
    /// `required`
    pub required: Vec<Spanned<String>>,
    /// `additionalProperties`
    pub additional: Option<Additional>,
    /// `items`
    pub items: Option<Box<Schema>>,
    /// `allOf`
    pub all_of: Vec<Schema>,
    /// `oneOf`, or else `anyOf`
    pub one_of: Vec<Schema>,
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
    /// `enum`, or the one value of `const`
    pub values: Option<Spanned<Vec<Node>>>,
    /// Whether there is one allowed value because of `const`.
    pub is_const: bool,
    /// `default`
    pub default: Option<Spanned<Node>>,
    /// `example`, or the first of `examples`
    pub example: Option<Spanned<Node>>,
    /// `minimum`, and whether it is excluded
    pub minimum: Option<Spanned<(Node, bool)>>,
    /// `maximum`, and whether it is excluded
    pub maximum: Option<Spanned<(Node, bool)>>,
    /// `multipleOf`
    pub multiple_of: Option<Spanned<Node>>,
    /// `minLength`
    pub min_length: Option<Spanned<u64>>,
    /// `maxLength`
    pub max_length: Option<Spanned<u64>>,
    /// `pattern`
    pub pattern: Option<Spanned<String>>,
    /// `minItems`
    pub min_items: Option<Spanned<u64>>,
    /// `maxItems`
    pub max_items: Option<Spanned<u64>>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `minProperties`
    pub min_properties: Option<Spanned<u64>>,
    /// `maxProperties`
    pub max_properties: Option<Spanned<u64>>,
    /// What keywords such as `not` and `if` demand: objects of keywords that say one thing together.
    pub conditions: Vec<Spanned<Node>>,
    /// `x-enum-varnames`
    pub varnames: Vec<Spanned<String>>,
    /// `x-enum-descriptions`
    pub value_descriptions: Vec<Spanned<String>>,
    /// `x-rust-name`: the name to take when the rule-made one does not please.
    pub rust_name: Option<Spanned<String>>,
    /// `x-aliases`: other spellings of a member that servers are known to write.
    pub aliases: Vec<Spanned<String>>,
    /// How it is laid out in a query string or a form: `x-split-type`, or the style of the parameter.
    pub style: Option<Spanned<WrittenStyle>>,
    /// `x-is-success-response`: of several shapes of a reply the one that is the result.
    pub is_success: bool,
}

/// Constructs of JSON Schema that no client type can stand for.
const UNSUPPORTED: &[&str] = &[
    "unevaluatedItems",
    "unevaluatedProperties",
    "$dynamicRef",
    "$dynamicAnchor",
    "$anchor",
    "$id",
];

/// Keys that say nothing about the shape of a value.
const IGNORED: &[&str] = &[
    "xml",
    "externalDocs",
    "$comment",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    // Schemas that references lead to.
    "$defs",
    "definitions",
];

const KNOWN: &[&str] = &[
    "$ref",
    "type",
    "nullable",
    "format",
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "enum",
    "const",
    "default",
    "example",
    "examples",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

impl Schema {
    /// Reads a schema; whatever is wrong with it becomes findings, and the rest of it is read all the same.
    pub(super) fn read(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Self {
        if let Node::Bool(allowed) = node {
            if !allowed {
                context.report(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    &pointer,
                    "a schema that allows no value is not supported",
                );
            }
            return Self {
                pointer,
                ..Self::default()
            };
        }
        let Some(mut fields) = Fields::of(node, pointer.clone(), "schema", context) else {
            return Self {
                pointer,
                ..Self::default()
            };
        };
        let mut schema = Self {
            pointer,
            ..Self::default()
        };
        schema.read_conditions(&mut fields, context);
        schema.read_shape(&mut fields, context);
        schema.read_limits(&mut fields, context);
        schema.read_prose(&mut fields, context);
        schema.check_siblings(context);
        if fields.is_empty() {
            return schema;
        }
        for key in UNSUPPORTED {
            if let Some((_, pointer)) = fields.take(key) {
                context.report(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    &pointer,
                    format!("`{key}` is not supported: Rust types cannot express it"),
                );
            }
        }
        fields.finish(KNOWN, IGNORED, context);
        schema
    }

    /// Whether it allows nothing but null, or says so in a list of alternatives.
    #[must_use]
    pub fn is_null(&self) -> bool {
        let values = self.values.as_ref();
        self.types == [SchemaType::Null]
            || values.is_some_and(|values| {
                let values = &values.value;
                !values.is_empty() && values.iter().all(|value| *value == Node::Null)
            })
            || self.nullable
                && *self
                    == Self {
                        pointer: self.pointer.clone(),
                        description: self.description.clone(),
                        nullable: true,
                        ..Self::default()
                    }
    }

    /// Whether one value alone is allowed: by `const`, or by an `enum` of one value without a type or names.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        let is_single = |values: &Spanned<Vec<Node>>| matches!(values.value.as_slice(), [value] if *value != Node::Null);
        self.is_const
            || self.types.is_empty()
                && self.varnames.is_empty()
                && self.values.as_ref().is_some_and(is_single)
    }

    /// Reads `components.schemas`.
    pub(super) fn read_all(
        node: &Node,
        pointer: Pointer,
        context: &mut Context<'_>,
    ) -> Vec<(String, Self)> {
        match entries(node, pointer, "schemas", context) {
            Some(members) => members
                .map(|(name, node, at)| (name.to_owned(), Self::read(node, at, context)))
                .collect(),
            None => Vec::new(),
        }
    }
}
