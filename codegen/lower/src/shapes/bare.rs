//! What a described schema is, before anything is demanded of its values.

use super::scalar::{implied_type, integer_type, number_type, restricted, string_type};
use super::structure::unknown_required;
use super::union::themselves;
use super::{Hint, Shapes};
use crate::enums::lower_enum;
use crate::names::singular;
use crate::parts::plain;
use crate::requiring::is_only_requiring;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Additional, Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Node, Place};
use codegen_model::{Type, TypeRef, TypeShape};

impl Shapes<'_> {
    /// What a schema that is no reference describes: one of its alternatives, a single value, a list or an object.
    pub(super) fn bare_type(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        if schema.is_null() {
            findings.push(
                Finding::new(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    Place::value(file, schema.pointer.clone()),
                    "a value that is always null is not supported",
                )
                .help("leave it out, or describe what else it may be"),
            );
            return Type::Json;
        }
        if let Some((union, alternatives)) = self.subtypes(schema, file) {
            return self.union_of(&union, &themselves(&alternatives), file, hint, findings);
        }
        if !schema.one_of.is_empty() && !is_only_requiring(schema, file, findings) {
            return self.union_of(schema, &themselves(&schema.one_of), file, hint, findings);
        }
        if schema.types.len() > 1 {
            let is_number = schema.types.contains(&SchemaType::Number);
            let types = schema.types.iter().enumerate();
            let singles: Vec<Schema> = types
                .filter(|(_, ty)| **ty != SchemaType::Integer || !is_number)
                .filter_map(|(index, ty)| restricted(schema, *ty, index))
                .collect();
            return self.union_of(schema, &themselves(&singles), file, hint, findings);
        }
        let stated = schema
            .types
            .first()
            .copied()
            .or_else(|| implied_type(schema));
        match stated {
            Some(SchemaType::Boolean) => Type::Bool,
            // A constant without a type may be written as any number of the same value.
            Some(SchemaType::Integer | SchemaType::Number)
                if schema.is_constant() && schema.types.is_empty() =>
            {
                Type::JsonNumber
            }
            Some(SchemaType::Integer) => match &schema.values {
                Some(values) if !schema.is_constant() => {
                    self.enum_of(schema, values, file, hint, findings)
                }
                _ => integer_type(schema, file, findings),
            },
            Some(SchemaType::Number) => number_type(schema, file, findings),
            Some(SchemaType::String) => match &schema.values {
                Some(values) if !schema.is_constant() => {
                    self.enum_of(schema, values, file, hint, findings)
                }
                _ => string_type(schema, file, findings),
            },
            Some(SchemaType::Array) => {
                let item_name = singular(hint.name);
                let item_hint = Hint {
                    name: &item_name,
                    path: &format!("{}[]", hint.path),
                    ..hint
                };
                let item = match &schema.items {
                    Some(items) => self.part_of(items, file, item_hint, findings),
                    None => plain(Type::Json),
                };
                Type::List(Box::new(item))
            }
            Some(SchemaType::Object) => self.object_of(schema, file, hint, findings),
            Some(SchemaType::Null) | None => {
                for name in &schema.required {
                    findings.push(unknown_required(schema, name, file));
                }
                Type::Json
            }
        }
    }

    fn object_of(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        if schema.properties.is_empty() {
            for name in &schema.required {
                findings.push(unknown_required(schema, name, file));
            }
            return match &schema.additional {
                Some(Additional::Typed(value)) => {
                    let value_name = singular(hint.name);
                    let value_hint = Hint {
                        name: &value_name,
                        path: &format!("{}{{}}", hint.path),
                        ..hint
                    };
                    Type::Map(Box::new(self.part_of(value, file, value_hint, findings)))
                }
                Some(Additional::Forbidden) => Type::Unit,
                Some(Additional::Any) | None => Type::Json,
            };
        }
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            self.struct_of(schema, file, &name, hint, findings);
        }
        Type::Named(TypeRef {
            home: self.home,
            name,
        })
    }

    fn enum_of(
        &mut self,
        schema: &Schema,
        values: &Spanned<Vec<Node>>,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        let Some(def) = lower_enum(schema, values, file, self.reserved, findings) else {
            return Type::Json;
        };
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            self.draft(schema, file, &name, hint, TypeShape::Enum(def));
        }
        Type::Named(TypeRef {
            home: self.home,
            name,
        })
    }
}
