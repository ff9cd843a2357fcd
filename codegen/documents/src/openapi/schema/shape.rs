//! The keys that say what a value looks like: its type, members, alternatives and values.

use super::{Additional, Discriminator, Schema, SchemaType};
use crate::diagnostics::{Finding, lint};
use crate::openapi::fields::{Context, Fields, Spanned};
use crate::source::{Node, Place, Pointer};

impl Schema {
    pub(super) fn read_shape(&mut self, fields: &mut Fields<'_>, context: &mut Context<'_>) {
        self.reference = fields.string("$ref", context);
        self.read_types(fields, context);
        self.nullable |= fields.bool("nullable", context).unwrap_or(false);
        self.format = fields.string("format", context);
        if let Some(members) = fields.mapping("properties", context) {
            self.properties = members
                .map(|(name, node, at)| (name.to_owned(), Self::read(node, at, context)))
                .collect();
        }
        self.required = match fields.take("required") {
            // A `required: true` beside a member is a frequent mistake; it is reported as a wrong type.
            Some((Node::Array(_), _)) => fields.strings("required", context).unwrap_or_default(),
            Some((other, at)) => {
                context.wrong_type(&at, "required", "a list of member names", other);
                Vec::new()
            }
            None => Vec::new(),
        };
        self.additional = fields
            .take("additionalProperties")
            .filter(|_| !self.is_in_condition("additionalProperties"))
            .map(|(node, at)| match node {
                Node::Bool(false) => Additional::Forbidden,
                Node::Bool(true) => Additional::Any,
                Node::Object(entries) if entries.is_empty() => Additional::Any,
                other => Additional::Typed(Box::new(Self::read(other, at, context))),
            });
        self.items = fields
            .take("items")
            .filter(|_| !self.is_in_condition("items"))
            .map(|(node, at)| Box::new(Self::read(node, at, context)));
        self.pass_format_on();
        self.all_of = Self::read_list("allOf", fields, context);
        self.one_of = Self::read_list("oneOf", fields, context);
        let any_of = Self::read_list("anyOf", fields, context);
        if self.one_of.is_empty() {
            self.one_of = any_of;
        } else if !any_of.is_empty() {
            context.report(
                &lint::UNSUPPORTED_CONSTRUCT,
                &fields.pointer,
                "`oneOf` and `anyOf` in one schema are not supported together",
            );
        }
        self.discriminator = fields
            .take("discriminator")
            .and_then(|(node, at)| Discriminator::read(node, at, context));
        let constant = fields.take("const").map(|(node, pointer)| Spanned {
            value: vec![node.clone()],
            pointer,
        });
        let is_const = constant.is_some();
        let listed = fields
            .list("enum", context)
            .map(|(items, pointer)| Spanned {
                value: items.to_vec(),
                pointer,
            });
        self.values = match (listed, constant) {
            (Some(listed), Some(constant)) if !listed.value.contains(&constant.value[0]) => {
                context.report(
                    &lint::CONTRADICTORY_CONSTRAINT,
                    &constant.pointer,
                    "`const` is not one of the values of `enum`",
                );
                Some(listed)
            }
            (listed, constant) => constant.or(listed),
        };
        self.is_const = is_const && self.values.is_some();
        let has_null = |values: &Spanned<Vec<Node>>| values.value.contains(&Node::Null);
        self.nullable |= self.values.as_ref().is_some_and(has_null);
        self.nullable |= self.one_of.iter().any(Self::is_null);
    }

    /// Reports keys next to a reference that change its shape, where other tools ignore them.
    pub(super) fn check_siblings(&self, context: &mut Context<'_>) {
        if self.reference.is_none() {
            return;
        }
        let keys = [
            ("properties", !self.properties.is_empty()),
            ("required", !self.required.is_empty()),
            ("additionalProperties", self.additional.is_some()),
            ("items", self.items.is_some()),
            ("allOf", !self.all_of.is_empty()),
            ("oneOf", !self.one_of.is_empty()),
            ("enum", self.values.is_some()),
        ];
        let written: Vec<String> = keys
            .into_iter()
            .filter(|(_, is_there)| *is_there)
            .map(|(key, _)| format!("`{key}`"))
            .collect();
        if written.is_empty() || !context.is_version_3_0() {
            return;
        }
        context.findings.push(
            Finding::new(
                &lint::REFERENCE_SIBLING,
                Place::value(context.file, self.pointer.clone()),
                format!(
                    "OpenAPI 3.0 ignores keys next to `$ref`; here they apply, as in 3.1: {}",
                    written.join(", ")
                ),
            )
            .help(
                "use `allOf` with the reference and a separate schema, or make it a 3.1 document",
            ),
        );
    }

    fn read_types(&mut self, fields: &mut Fields<'_>, context: &mut Context<'_>) {
        let Some((node, pointer)) = fields.take("type") else {
            return;
        };
        let names: Vec<(&Node, Pointer)> = match node {
            Node::Array(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| (item, pointer.index(index)))
                .collect(),
            single => vec![(single, pointer)],
        };
        let is_null_alone = names
            .iter()
            .all(|(name, _)| matches!(name, Node::String(name) if name == "null"));
        if is_null_alone && !names.is_empty() {
            self.types.push(SchemaType::Null);
        }
        for (name, pointer) in names {
            let Node::String(name) = name else {
                context.wrong_type(&pointer, "type", "a type name", name);
                continue;
            };
            match name.as_str() {
                "boolean" => self.types.push(SchemaType::Boolean),
                "integer" => self.types.push(SchemaType::Integer),
                "number" => self.types.push(SchemaType::Number),
                "string" => self.types.push(SchemaType::String),
                "array" => self.types.push(SchemaType::Array),
                "object" => self.types.push(SchemaType::Object),
                "null" => self.nullable = true,
                unknown => {
                    context.report(
                        &lint::UNKNOWN_TYPE,
                        &pointer,
                        format!("`{unknown}` is not a type of JSON Schema"),
                    );
                }
            }
        }
    }

    fn read_list(key: &str, fields: &mut Fields<'_>, context: &mut Context<'_>) -> Vec<Self> {
        let Some((items, pointer)) = fields.list(key, context) else {
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .map(|(index, node)| Self::read(node, pointer.index(index), context))
            .collect()
    }

    /// A format beside the items of a list is meant for them.
    fn pass_format_on(&mut self) {
        if self.types == [SchemaType::Array]
            && let Some(items) = &mut self.items
            && items.format.is_none()
            && items.reference.is_none()
        {
            items.format = self.format.take();
        }
    }
}
