//! One part of an `allOf` taken in by another: what both allow.

use super::alike::{same_shapes, says_nothing};
use super::both::{both, take};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Additional, Schema, SchemaType};
use codegen_documents::source::{FileId, Node, Place, Pointer};

/// A schema that takes in another one.
pub(super) struct Narrowing<'m, 's, 'f> {
    pub(super) merged: &'m mut Schema,
    pub(super) part: &'s Schema,
    /// Where the first of all parts stands.
    pub(super) first: &'s Pointer,
    pub(super) file: FileId,
    pub(super) findings: &'f mut Findings,
}

impl Narrowing<'_, '_, '_> {
    /// Takes everything in.
    pub(super) fn run(&mut self) {
        self.members();
        self.kinds();
        self.limits();
        self.prose();
    }

    fn members(&mut self) {
        for (name, schema) in &self.part.properties {
            let mut known = self.merged.properties.iter_mut();
            match known.find(|(known, _)| known == name) {
                None => self.merged.properties.push((name.clone(), schema.clone())),
                Some((_, known)) => *known = both(known, schema),
            }
        }
        for name in &self.part.required {
            let known = self.merged.required.iter();
            if !known.into_iter().any(|known| known.value == name.value) {
                self.merged.required.push(name.clone());
            }
        }
        self.merged.items = match (self.merged.items.take(), &self.part.items) {
            (Some(one), Some(other)) => Some(Box::new(both(&one, other))),
            (one, other) => one.or_else(|| other.clone()),
        };
        self.merged.additional = match (self.merged.additional.take(), &self.part.additional) {
            (Some(Additional::Typed(one)), Some(Additional::Typed(other))) => {
                Some(Additional::Typed(Box::new(both(&one, other))))
            }
            (Some(Additional::Any), Some(other)) => Some(other.clone()),
            (Some(Additional::Typed(_)), Some(Additional::Forbidden)) => {
                Some(Additional::Forbidden)
            }
            (one, other) => one.or_else(|| other.clone()),
        };
        if self.part.one_of.is_empty() {
            // Its discriminator names those that extend it, and this schema is one of them.
        } else if self.merged.one_of.is_empty() {
            self.merged.one_of.clone_from(&self.part.one_of);
            self.merged
                .discriminator
                .clone_from(&self.part.discriminator);
        } else if !same_shapes(&self.merged.one_of, &self.part.one_of) {
            self.findings.push(
                Finding::new(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    Place::value(self.file, self.part.pointer.clone()),
                    "two parts of this `allOf` both have alternatives, which is not supported",
                )
                .help("write the combinations that satisfy both as one `oneOf`"),
            );
        }
    }

    /// Types, formats and values that all parts allow.
    fn kinds(&mut self) {
        if self.merged.types.is_empty() {
            self.merged.types.clone_from(&self.part.types);
        } else if !self.part.types.is_empty() {
            let left = common_types(&self.merged.types, &self.part.types);
            if left.is_empty() {
                let place = |pointer: &Pointer| Place::key(self.file, pointer.clone());
                self.findings.push(
                    Finding::new(
                        &lint::CONFLICTING_ALL_OF,
                        place(&self.part.pointer),
                        "two parts of this `allOf` have different types",
                    )
                    .label("here so")
                    .related(place(self.first), "and differently here"),
                );
            } else {
                self.merged.types = left;
            }
        }
        // What a reference leads to, and inner parts, were asked themselves.
        if self.part.reference.is_none() && self.part.all_of.is_empty() {
            self.merged.nullable &= self.part.nullable || says_nothing(self.part);
        }
        match (&mut self.merged.values, &self.part.values) {
            (Some(known), Some(values)) => {
                let left: Vec<Node> = known
                    .value
                    .iter()
                    .filter(|value| values.value.contains(value))
                    .cloned()
                    .collect();
                if left.is_empty() {
                    self.findings.push(
                        Finding::new(
                            &lint::CONFLICTING_ALL_OF,
                            Place::value(self.file, values.pointer.clone()),
                            "two parts of this `allOf` allow no value in common",
                        )
                        .related(
                            Place::value(self.file, known.pointer.clone()),
                            "the other part",
                        ),
                    );
                } else if left.len() < known.value.len() {
                    // Names of values are given by their positions, which are others now.
                    self.merged.varnames.clear();
                    self.merged.value_descriptions.clear();
                    known.value = left;
                }
            }
            (known @ None, Some(values)) => {
                *known = Some(values.clone());
                self.merged.is_const = self.part.is_const;
                self.merged.varnames.clone_from(&self.part.varnames);
                self.merged
                    .value_descriptions
                    .clone_from(&self.part.value_descriptions);
            }
            (_, None) => {}
        }
        take(&mut self.merged.format, &self.part.format);
    }

    /// The stricter one of two limits.
    fn limits(&mut self) {
        let (merged, part) = (&mut *self.merged, self.part);
        stricter(&mut merged.minimum, &part.minimum, |one, other| {
            is_above(&one.value, &other.value)
        });
        stricter(&mut merged.maximum, &part.maximum, |one, other| {
            is_above(&other.value, &one.value)
        });
        for (known, other) in [
            (&mut merged.min_length, &part.min_length),
            (&mut merged.min_items, &part.min_items),
            (&mut merged.min_properties, &part.min_properties),
        ] {
            stricter(known, other, |one, other| one.value > other.value);
        }
        for (known, other) in [
            (&mut merged.max_length, &part.max_length),
            (&mut merged.max_items, &part.max_items),
            (&mut merged.max_properties, &part.max_properties),
        ] {
            stricter(known, other, |one, other| one.value < other.value);
        }
        merged.unique_items |= part.unique_items;
        for condition in &part.conditions {
            let mut known = merged.conditions.iter();
            if !known.any(|known| known.value == condition.value) {
                merged.conditions.push(condition.clone());
            }
        }
        let mut unsupported = |pointer: &Pointer, key: &str| {
            self.findings.push(
                Finding::new(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    Place::value(self.file, pointer.clone()),
                    format!("a second `{key}` for one value is not supported"),
                )
                .help("write one that requires what both require"),
            );
        };
        if let (Some(one), Some(other)) = (&merged.multiple_of, &part.multiple_of)
            && one.value != other.value
        {
            unsupported(&other.pointer, "multipleOf");
        }
        if let (Some(one), Some(other)) = (&merged.pattern, &part.pattern)
            && one.value != other.value
        {
            unsupported(&other.pointer, "pattern");
        }
        take(&mut merged.multiple_of, &part.multiple_of);
        take(&mut merged.pattern, &part.pattern);
    }

    fn prose(&mut self) {
        let (merged, part) = (&mut *self.merged, self.part);
        take(&mut merged.description, &part.description);
        take(&mut merged.default, &part.default);
        take(&mut merged.example, &part.example);
        take(&mut merged.style, &part.style);
        merged.deprecated |= part.deprecated;
        merged.read_only |= part.read_only;
        merged.write_only |= part.write_only;
    }
}

/// The types that two lists have in common; every integer is a number.
fn common_types(one: &[SchemaType], other: &[SchemaType]) -> Vec<SchemaType> {
    let has = |types: &[SchemaType], ty| {
        types.contains(&ty) || ty == SchemaType::Integer && types.contains(&SchemaType::Number)
    };
    let mut left = Vec::new();
    for ty in one.iter().chain(other) {
        if has(one, *ty) && has(other, *ty) && !left.contains(ty) {
            left.push(*ty);
        }
    }
    left
}

fn stricter<T: Clone>(
    merged: &mut Option<T>,
    part: &Option<T>,
    is_stricter: impl Fn(&T, &T) -> bool,
) {
    match (&*merged, part) {
        (Some(one), Some(other)) if !is_stricter(other, one) => {}
        (_, Some(other)) => *merged = Some(other.clone()),
        (_, None) => {}
    }
}

/// Whether a lower end of a range allows less than another one.
fn is_above((one, one_excluded): &(Node, bool), (other, other_excluded): &(Node, bool)) -> bool {
    let order = match (one, other) {
        (Node::Int(one), Node::Int(other)) => one.cmp(other),
        _ => as_float(one).total_cmp(&as_float(other)),
    };
    order.is_gt() || order.is_eq() && *one_excluded && !*other_excluded
}

#[allow(
    clippy::cast_precision_loss,
    reason = "compares two limits of which one has a fraction"
)]
fn as_float(node: &Node) -> f64 {
    match node {
        Node::Int(value) => *value as f64,
        Node::Float(value) => *value,
        _ => f64::NAN,
    }
}
