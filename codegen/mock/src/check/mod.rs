//! Whether the members of a request are what the model says.
//!
//! Knows the types of an action and their limits.
//! Gives every violation with the path of its member.
//! Must never know how a request travels, except that flattened members are texts; enums stay open.

mod flat;
mod limits;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use codegen_model::{
    Action, Home, Repr, StructDef, Type, TypeDef, TypeRef, TypeShape, TypeUse, UnionDef,
};

/// What is wrong with a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Violation {
    /// Path of the member as it travels: `ParticipantInfos[1].ParticipantUserId`.
    pub(super) path: String,
    /// What is wrong; `None` when the member is missing.
    pub(super) fault: Option<String>,
}

/// The types that an action can see.
#[derive(Debug, Clone, Copy)]
pub(super) struct Types<'a> {
    own: &'a [TypeDef],
    shared: &'a [TypeDef],
}

impl<'a> Types<'a> {
    /// The types of an action, and those of its version.
    pub(super) fn new(action: &'a Action, shared: &'a [TypeDef]) -> Self {
        Self {
            own: &action.types,
            shared,
        }
    }

    /// The shape behind a reference.
    pub(super) fn shape(&self, reference: &TypeRef) -> Option<&'a TypeShape> {
        let types = match reference.home {
            Home::Local => self.own,
            Home::Shared => self.shared,
        };
        types
            .iter()
            .find(|def| def.name == reference.name)
            .map(|def| &def.shape)
    }

    /// What is wrong with the members of a request.
    pub(super) fn violations(&self, request: &TypeRef, value: &Value) -> Vec<Violation> {
        let mut check = Check {
            types: *self,
            path: String::new(),
            violations: Vec::new(),
        };
        check.named(request, value);
        check.violations
    }

    /// The members of a request from the flattened pairs of a query or a form.
    pub(super) fn nested(&self, request: &TypeRef, pairs: &[(String, String)]) -> Value {
        flat::nested(self, request, pairs)
    }

    fn fits(&self, value: &TypeUse, json: &Value) -> bool {
        let mut check = Check {
            types: *self,
            path: String::new(),
            violations: Vec::new(),
        };
        check.value(value, json);
        check.violations.is_empty()
    }
}

struct Check<'a> {
    types: Types<'a>,
    path: String,
    violations: Vec<Violation>,
}

impl Check<'_> {
    fn report(&mut self, fault: impl Into<String>) {
        self.violations.push(Violation {
            path: self.path.clone(),
            fault: Some(fault.into()),
        });
    }

    /// Goes one step deeper.
    fn inside(&mut self, step: &str, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if length > 0 && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        check(self);
        self.path.truncate(length);
    }

    fn expect(&mut self, holds: bool, what: &str, json: &Value) {
        if !holds {
            self.report(format!("must be {what}, but is {}", kind(json)));
        }
    }

    fn value(&mut self, value: &TypeUse, json: &Value) {
        let before = self.violations.len();
        match (&value.ty, json) {
            (Type::Unit, Value::Object(members)) => self.closed(members.keys()),
            (Type::Unit | Type::Json, _) | (Type::Nullable(_), Value::Null) => {}
            (Type::Nullable(inner), _) => self.value(inner, json),
            (Type::Bool, _) => self.expect(json.is_boolean(), "true or false", json),
            (Type::Int32, _) => {
                let fits = json
                    .as_i64()
                    .is_some_and(|number| i32::try_from(number).is_ok());
                self.expect(fits, "a 32-bit integer", json);
            }
            (Type::Int64, _) => self.expect(json.is_i64(), "a 64-bit integer", json),
            (Type::Float | Type::Double, _) => self.expect(json.is_number(), "a number", json),
            (Type::JsonNumber, Value::String(text)) => {
                let is_number = text.parse::<f64>().is_ok_and(f64::is_finite);
                self.expect(is_number, "a number", json);
            }
            (Type::JsonNumber, _) => self.expect(json.is_number(), "a number", json),
            (Type::String, _) => self.expect(json.is_string(), "a string", json),
            (Type::List(item), Value::Array(items)) => {
                for (index, element) in items.iter().enumerate() {
                    self.inside(&format!("[{index}]"), |inside| inside.value(item, element));
                }
            }
            (Type::List(_), _) => self.expect(false, "a list", json),
            (Type::Map(entry), Value::Object(entries)) => {
                for (key, element) in entries {
                    self.inside(&format!("[{key:?}]"), |inside| inside.value(entry, element));
                }
            }
            (Type::Map(_), _) => self.expect(false, "an object", json),
            (Type::Named(reference), _) => self.named(reference, json),
        }
        if self.violations.len() == before {
            for broken in limits::broken(&value.constraints, json) {
                self.report(broken);
            }
        }
    }

    fn named(&mut self, reference: &TypeRef, json: &Value) {
        match (self.types.shape(reference), json) {
            (Some(TypeShape::Struct(structure)), Value::Object(members)) => {
                self.structure(structure, members);
            }
            (Some(TypeShape::Struct(_)), _) => self.expect(false, "an object", json),
            (Some(TypeShape::Enum(definition)), _) => match definition.repr {
                Repr::String => self.expect(json.is_string(), "a string", json),
                Repr::Int64 => self.expect(json.is_i64(), "a 64-bit integer", json),
            },
            (Some(TypeShape::Union(union)), _) => self.union(union, json),
            // What `lower` accepted has no reference that leads nowhere.
            (None, _) => {}
        }
    }

    fn structure(&mut self, structure: &StructDef, members: &Map<String, Value>) {
        for member in &structure.members {
            // A member that is null says nothing.
            match members.get(&member.wire).filter(|value| !value.is_null()) {
                Some(value) => {
                    self.inside(&member.wire, |inside| inside.value(&member.value, value));
                }
                None if member.required => self.inside(&member.wire, |inside| {
                    let path = inside.path.clone();
                    inside.violations.push(Violation { path, fault: None });
                }),
                None => {}
            }
        }
        let unnamed = members
            .iter()
            .filter(|(name, _)| structure.members.iter().all(|member| member.wire != **name));
        if let Some((_, additional)) = &structure.additional {
            for (name, value) in unnamed {
                self.inside(name, |inside| inside.value(additional, value));
            }
        } else if structure.is_closed {
            self.closed(unnamed.map(|(name, _)| name));
        }
    }

    /// Reports members of an object whose document allows no others than those that it names.
    fn closed<'n>(&mut self, unnamed: impl Iterator<Item = &'n String>) {
        for name in unnamed {
            self.inside(name, |inside| inside.report("is not a documented member"));
        }
    }

    fn union(&mut self, union: &UnionDef, json: &Value) {
        let types = self.types;
        let fits = |variant: &TypeUse| types.fits(variant, json);
        if !union.variants.iter().any(|variant| fits(&variant.value)) {
            self.report("has none of the documented shapes");
        }
    }
}

/// What a JSON value is, in words.
fn kind(json: &Value) -> &'static str {
    match json {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(number) if number.is_i64() => "an integer",
        Value::Number(_) => "a greater integer",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
