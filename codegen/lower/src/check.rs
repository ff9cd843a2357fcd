//! Examples and defaults against the types they are examples and defaults of.

use super::parts::json_of;
use codegen_documents::diagnostics::{Finding, Findings, Lint, lint};
use codegen_documents::source::{FileId, Node, Place, Pointer};
use codegen_model::{Constraints, Json, Repr, Type, TypeDef, TypeRef, TypeShape, TypeUse};

/// How strictly a value is held against its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As the runtime checks a request: required members, limits and all.
    Request,
    /// As the runtime reads a reply: shapes alone.
    Reply,
}

/// Checks a value against a type and reports every difference.
pub(super) struct Checker<'a, 'f> {
    pub(super) file: FileId,
    pub(super) lint: &'static Lint,
    pub(super) strictness: Strictness,
    pub(super) lookup: &'a dyn Fn(&TypeRef) -> Option<&'a TypeDef>,
    pub(super) findings: &'f mut Findings,
}

impl Checker<'_, '_> {
    pub(super) fn check(&mut self, node: &Node, used: &TypeUse, at: &Pointer) {
        if *node == Node::Null && self.strictness == Strictness::Reply {
            return;
        }
        let fits = match (&used.ty, node) {
            (Type::Unit | Type::Json, _)
            | (Type::Nullable(_), Node::Null)
            | (Type::Bool, Node::Bool(_))
            | (Type::String | Type::JsonNumber, Node::String(_))
            | (Type::Float | Type::Double | Type::JsonNumber, Node::Int(_)) => true,
            (Type::Float | Type::Double | Type::JsonNumber, Node::Float(value)) => {
                value.is_finite()
            }
            (Type::Int32, Node::Int(value)) => i32::try_from(*value).is_ok(),
            (Type::Int64, Node::Int(value)) => i64::try_from(*value).is_ok(),
            (Type::Nullable(inner), _) => return self.check(node, inner, at),
            (Type::List(item), Node::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.check(value, item, &at.index(index));
                }
                true
            }
            (Type::Map(value), Node::Object(entries)) => {
                for entry in entries {
                    self.check(&entry.value, value, &at.key(&entry.key));
                }
                true
            }
            (Type::Named(name), node) => {
                let lookup = self.lookup;
                match lookup(name) {
                    Some(def) => return self.check_named(node, def, at),
                    None => true,
                }
            }
            _ => false,
        };
        if !fits {
            self.report(
                at,
                format!("must be {}, but is {}", describe(&used.ty), node.kind()),
            );
        } else if self.strictness == Strictness::Request {
            self.check_limits(node, &used.constraints, at);
        }
    }

    fn check_named(&mut self, node: &Node, def: &TypeDef, at: &Pointer) {
        match (&def.shape, node) {
            (TypeShape::Struct(shape), Node::Object(entries)) => {
                for entry in entries {
                    let member = shape.members.iter().find(|member| {
                        member.wire == entry.key || member.aliases.contains(&entry.key)
                    });
                    match (member, &shape.additional) {
                        (Some(member), _) => {
                            self.check(&entry.value, &member.value, &at.key(&entry.key));
                        }
                        (None, Some((_, value))) => {
                            self.check(&entry.value, value, &at.key(&entry.key));
                        }
                        (None, None) => {
                            let message = format!(
                                "has a member `{}` that `{}` does not describe",
                                entry.key, def.wire
                            );
                            self.tell_key(&at.key(&entry.key), &message);
                        }
                    }
                }
                if self.strictness == Strictness::Request {
                    for member in shape.members.iter().filter(|member| member.required) {
                        if !entries.iter().any(|entry| entry.key == member.wire) {
                            self.report(at, format!("lacks the required member `{}`", member.wire));
                        }
                    }
                }
            }
            (TypeShape::Enum(shape), Node::String(_)) if shape.repr == Repr::String => {
                self.check_value(node, &shape.values, at);
            }
            (TypeShape::Enum(shape), Node::Int(value))
                if shape.repr == Repr::Int64 && i64::try_from(*value).is_ok() =>
            {
                self.check_value(node, &shape.values, at);
            }
            // Which alternative is meant is not known; trying them all would hide every difference.
            (TypeShape::Union(_), _) => {}
            (TypeShape::Struct(_), other) => {
                self.report(at, format!("must be an object, but is {}", other.kind()));
            }
            (TypeShape::Enum(shape), other) => {
                let wanted = if shape.repr == Repr::String {
                    "a string"
                } else {
                    "a 64-bit integer"
                };
                self.report(at, format!("must be {wanted}, but is {}", other.kind()));
            }
        }
    }

    fn check_value(&mut self, node: &Node, values: &[codegen_model::EnumValue], at: &Pointer) {
        let known = values.iter().any(|value| match (&value.wire, node) {
            (Json::String(known), Node::String(value)) => known == value,
            (Json::Int(known), Node::Int(value)) => known == value,
            _ => false,
        });
        if !known {
            self.report(at, "is not one of the enum values".to_owned());
        }
    }

    fn check_limits(&mut self, node: &Node, limits: &Constraints, at: &Pointer) {
        if limits.is_empty() {
            return;
        }
        let Some(value) = json_of(node) else { return };
        for limit in limits.limits() {
            if !limit.holds(&value) {
                self.report(at, limit.to_string());
            }
        }
    }

    fn report(&mut self, at: &Pointer, message: String) {
        self.push(Place::value(self.file, at.clone()), &message);
    }

    fn tell_key(&mut self, at: &Pointer, message: &str) {
        self.push(Place::key(self.file, at.clone()), message);
    }

    fn push(&mut self, place: Place, message: &str) {
        let what = if self.lint.code == lint::BAD_DEFAULT.code {
            "this default"
        } else {
            "this example"
        };
        self.findings.push(
            Finding::new(self.lint, place, format!("{what} {message}"))
                .help("correct the value or the schema"),
        );
    }
}

fn describe(ty: &Type) -> &'static str {
    match ty {
        Type::Unit | Type::Json | Type::Named(_) => "a value",
        Type::Bool => "`true` or `false`",
        Type::Int32 => "a 32-bit integer",
        Type::Int64 => "a 64-bit integer",
        Type::Float | Type::Double | Type::JsonNumber => "a number",
        Type::String => "a string",
        Type::List(_) => "a list",
        Type::Map(_) => "an object",
        Type::Nullable(inner) => describe(&inner.ty),
    }
}
