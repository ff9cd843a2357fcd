//! Members to schemas.

use super::Yaml;
use crate::dialect::Scalar;
use crate::facts::{Decimals, Limits, Member, Shape, Value};
use codegen_documents::source::Node;

/// Names of the components that stand for the page's types.
pub(crate) struct Names(pub(super) Vec<String>);

impl Names {
    /// The number of the type that a component stands for.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|known| known == name)
    }

    /// The name of the component that stands for a type.
    pub(crate) fn name(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(String::as_str)
    }

    fn reference(&self, index: usize) -> Yaml {
        let name = self.name(index).unwrap_or_default();
        Yaml::text(format!("#/components/schemas/{name}"))
    }
}

type Entries = Vec<(String, Yaml)>;

fn put(entries: &mut Entries, key: &str, value: Yaml) {
    entries.push((key.to_owned(), value));
}

/// `type: object` with `required` and `properties`.
pub(crate) fn object(members: &[Member], names: &Names) -> Yaml {
    let mut entries = Entries::new();
    object_entries(members, names, &mut entries);
    Yaml::Map(entries)
}

fn object_entries(members: &[Member], names: &Names, entries: &mut Entries) {
    put(entries, "type", Yaml::text("object"));
    let required: Vec<Yaml> = members
        .iter()
        .filter(|member| member.required)
        .map(|member| Yaml::text(&member.name))
        .collect();
    if !required.is_empty() {
        let width: usize = members
            .iter()
            .filter(|member| member.required)
            .map(|member| member.name.len() + 2)
            .sum();
        put(
            entries,
            "required",
            if width <= 100 {
                Yaml::Flow(required)
            } else {
                Yaml::List(required)
            },
        );
    }
    let properties: Entries = members
        .iter()
        .map(|member| (member.name.clone(), member_schema(member, names)))
        .collect();
    put(
        entries,
        "properties",
        if properties.is_empty() {
            Yaml::Node(Node::Object(Vec::new()))
        } else {
            Yaml::Map(properties)
        },
    );
}

/// The schema of a member, with everything that is known about it.
pub(crate) fn member_schema(member: &Member, names: &Names) -> Yaml {
    let mut entries = Entries::new();
    let mut tail = Entries::new();
    match &member.shape {
        Shape::Type(index) => put(&mut entries, "$ref", names.reference(*index)),
        Shape::Scalar(scalar) => scalar_entries(*scalar, &mut entries),
        Shape::List(item) => {
            put(&mut entries, "type", Yaml::text("array"));
            put(&mut tail, "items", bare(item, &member.values, names));
        }
        Shape::Map(value) => {
            put(&mut entries, "type", Yaml::text("object"));
            put(&mut tail, "additionalProperties", bare(value, &[], names));
        }
        Shape::Object(members) => {
            let mut object = Entries::new();
            object_entries(members, names, &mut object);
            let mut rest = object.into_iter();
            entries.extend(rest.next());
            tail.extend(rest);
        }
        Shape::AnyObject => put(&mut entries, "type", Yaml::text("object")),
        Shape::Json | Shape::Untold(_) => {}
    }
    limits(&member.limits, &mut entries);
    if let Some(default) = &member.default {
        put(&mut entries, "default", Yaml::Node(default.clone()));
    }
    if member.deprecated {
        put(&mut entries, "deprecated", Yaml::flag(true));
    }
    let description = match &member.condition {
        Some(condition) => format!("{}\n\n{}", member.description, condition)
            .trim()
            .to_owned(),
        None => member.description.clone(),
    };
    if !description.is_empty() {
        put(&mut entries, "description", prose(&description));
    }
    if matches!(member.shape, Shape::Scalar(_)) {
        values(&member.values, &mut entries);
    }
    entries.extend(tail);
    if entries.is_empty() {
        Yaml::Node(Node::Object(Vec::new()))
    } else {
        Yaml::Map(entries)
    }
}

/// A text; one of several lines ends with a line break, as a block does.
pub(crate) fn prose(text: &str) -> Yaml {
    let text = text.trim();
    Yaml::text(if text.contains('\n') {
        format!("{text}\n")
    } else {
        text.to_owned()
    })
}

/// The schema of an item of a list or of a value of a map.
pub(crate) fn bare(shape: &Shape, allowed: &[Value], names: &Names) -> Yaml {
    let mut entries = Entries::new();
    match shape {
        Shape::Type(index) => put(&mut entries, "$ref", names.reference(*index)),
        Shape::Scalar(scalar) => {
            scalar_entries(*scalar, &mut entries);
            values(allowed, &mut entries);
        }
        Shape::List(item) => {
            put(&mut entries, "type", Yaml::text("array"));
            put(&mut entries, "items", bare(item, allowed, names));
        }
        Shape::Map(value) => {
            put(&mut entries, "type", Yaml::text("object"));
            put(
                &mut entries,
                "additionalProperties",
                bare(value, &[], names),
            );
        }
        Shape::Object(members) => object_entries(members, names, &mut entries),
        Shape::AnyObject => put(&mut entries, "type", Yaml::text("object")),
        Shape::Json | Shape::Untold(_) => return Yaml::Node(Node::Object(Vec::new())),
    }
    Yaml::Map(entries)
}

fn scalar_entries(scalar: Scalar, entries: &mut Entries) {
    let (kind, format) = match scalar {
        Scalar::Int32 => ("integer", Some("int32")),
        Scalar::Int64 => ("integer", Some("int64")),
        Scalar::Float => ("number", Some("float")),
        Scalar::Double => ("number", Some("double")),
        Scalar::String => ("string", None),
        Scalar::Bool => ("boolean", None),
    };
    put(entries, "type", Yaml::text(kind));
    if let Some(format) = format {
        put(entries, "format", Yaml::text(format));
    }
}

fn limits(limits: &Limits, entries: &mut Entries) {
    let numbers = [
        ("minimum", limits.minimum),
        ("exclusiveMinimum", limits.above),
        ("maximum", limits.maximum),
        ("exclusiveMaximum", limits.below),
    ];
    for (key, value) in numbers {
        if let Some(value) = value {
            put(entries, key, Yaml::int(value));
        }
    }
    for (key, number) in limits.decimals.iter().flat_map(Decimals::ends) {
        put(entries, key, Yaml::Node(Node::Float(number)));
    }
    let lengths = [
        ("minLength", limits.min_length),
        ("maxLength", limits.max_length),
        ("minItems", limits.min_items),
        ("maxItems", limits.max_items),
    ];
    for (key, value) in lengths {
        if let Some(value) = value {
            put(entries, key, Yaml::int(value));
        }
    }
}

fn values(values: &[Value], entries: &mut Entries) {
    if values.is_empty() {
        return;
    }
    let list = values.iter().map(|value| value.value.clone()).collect();
    put(entries, "enum", Yaml::Node(Node::Array(list)));
    if values.iter().any(|value| !value.meaning.is_empty()) {
        let meanings = values
            .iter()
            .map(|value| Yaml::text(&value.meaning))
            .collect();
        put(entries, "x-enum-descriptions", Yaml::List(meanings));
    }
}
