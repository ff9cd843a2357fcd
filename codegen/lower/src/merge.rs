//! `allOf`: several descriptions of one value, made one that is as narrow as all of them together.

use std::borrow::Cow;

use super::library::Library;
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Additional, Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Node, Place, Pointer};

/// Deepest chain of `allOf` and `$ref` that is followed.
const DEEPEST: usize = 64;

/// The schema without `allOf`: its own content and that of all parts. A lone reference among the parts stays a
/// reference, so that the type keeps its name.
pub(super) fn merge(
    schema: &Schema,
    file: FileId,
    library: &Library<'_>,
    findings: &mut Findings,
) -> Schema {
    let says_nothing_of_its_own = schema.properties.is_empty()
        && schema.types.is_empty()
        && schema.values.is_none()
        && schema.additional.is_none()
        && schema.reference.is_none();
    if let ([part], true) = (schema.all_of.as_slice(), says_nothing_of_its_own)
        && let Some(reference) = &part.reference
    {
        return Schema {
            reference: Some(reference.clone()),
            all_of: Vec::new(),
            ..schema.clone()
        };
    }
    let mut merged = Schema {
        all_of: Vec::new(),
        // It is null only if every part allows it.
        nullable: schema.nullable || says_nothing_of_its_own,
        ..schema.clone()
    };
    for part in &schema.all_of {
        add(
            &mut merged,
            part,
            &schema.all_of[0].pointer,
            file,
            library,
            findings,
            0,
        );
    }
    merged
}

fn add(
    merged: &mut Schema,
    part: &Schema,
    first: &Pointer,
    file: FileId,
    library: &Library<'_>,
    findings: &mut Findings,
    depth: usize,
) {
    if depth > DEEPEST {
        let place = Place::value(file, part.pointer.clone());
        findings.push(Finding::new(
            &rule::REFERENCE_CYCLE,
            place,
            "this `allOf` leads back to itself",
        ));
        return;
    }
    if let Some(reference) = &part.reference
        && let Some(target) = library.resolve(file, reference, findings)
    {
        if target.file == file {
            add(
                merged,
                &target.schema,
                first,
                file,
                library,
                findings,
                depth + 1,
            );
        } else {
            let place = Place::value(file, reference.pointer.clone());
            findings.push(
                Finding::new(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    place,
                    "`allOf` cannot merge a schema of another document",
                )
                .help("repeat its members here, or make it a member of its own"),
            );
        }
    }
    for inner in &part.all_of {
        add(merged, inner, first, file, library, findings, depth + 1);
    }
    let mut all = Narrowing {
        merged,
        part,
        first,
        file,
        findings,
    };
    all.members();
    all.kinds();
    all.limits();
    all.prose();
}

/// A schema that takes in another one.
struct Narrowing<'m, 's, 'f> {
    merged: &'m mut Schema,
    part: &'s Schema,
    /// Where the first of all parts stands.
    first: &'s Pointer,
    file: FileId,
    findings: &'f mut Findings,
}

impl Narrowing<'_, '_, '_> {
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
                    &rule::UNSUPPORTED_CONSTRUCT,
                    Place::value(self.file, self.part.pointer.clone()),
                    "two parts of this `allOf` are one of several shapes each, which is not supported",
                )
                .help("write the shapes that satisfy both as one `oneOf`"),
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
                        &rule::CONFLICTING_ALL_OF,
                        place(&self.part.pointer),
                        "two parts of this `allOf` have different types",
                    )
                    .label("here so")
                    .related(place(self.first), "and here otherwise"),
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
                            &rule::CONFLICTING_ALL_OF,
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
        let mut unsupported = |pointer: &Pointer, key: &str| {
            self.findings.push(
                Finding::new(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    Place::value(self.file, pointer.clone()),
                    format!("a second `{key}` for one value is not supported"),
                )
                .help("write one that demands what both demand"),
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

/// A schema that demands what two demand. The same said twice stays as it is, so that a type keeps its name.
fn both(one: &Schema, other: &Schema) -> Schema {
    if says_nothing(other) || same_shape(one, other) {
        let mut one = one.clone();
        take(&mut one.description, &other.description);
        take(&mut one.default, &other.default);
        return one;
    }
    if says_nothing(one) {
        let mut other = other.clone();
        take(&mut other.description, &one.description);
        take(&mut other.default, &one.default);
        return other;
    }
    Schema {
        pointer: other.pointer.clone(),
        nullable: one.nullable && other.nullable,
        description: other
            .description
            .clone()
            .or_else(|| one.description.clone()),
        default: other.default.clone().or_else(|| one.default.clone()),
        example: other.example.clone().or_else(|| one.example.clone()),
        deprecated: one.deprecated || other.deprecated,
        read_only: one.read_only || other.read_only,
        write_only: one.write_only || other.write_only,
        rust_name: other.rust_name.clone().or_else(|| one.rust_name.clone()),
        style: other.style.clone().or_else(|| one.style.clone()),
        aliases: [one.aliases.clone(), other.aliases.clone()].concat(),
        all_of: vec![one.clone(), other.clone()],
        ..Schema::default()
    }
}

/// A reference with a shape of its own beside it, as the `allOf` of both that it is in OpenAPI 3.1; anything else is what it is.
pub(super) fn with_siblings(schema: &Schema) -> Cow<'_, Schema> {
    let Some(reference) = &schema.reference else {
        return Cow::Borrowed(schema);
    };
    let beside = Schema {
        reference: None,
        ..schema.clone()
    };
    let adds_shape = !beside.properties.is_empty()
        || !beside.required.is_empty()
        || !beside.all_of.is_empty()
        || !beside.one_of.is_empty()
        || beside.items.is_some()
        || beside.additional.is_some()
        || beside.values.is_some();
    if !adds_shape {
        return Cow::Borrowed(schema);
    }
    let referred = Schema {
        pointer: schema.pointer.clone(),
        reference: Some(reference.clone()),
        ..Schema::default()
    };
    let mut all_of = vec![referred];
    all_of.extend(beside.all_of.iter().cloned());
    Cow::Owned(Schema { all_of, ..beside })
}

/// Whether a schema allows every value.
fn says_nothing(schema: &Schema) -> bool {
    let bare = Schema {
        pointer: schema.pointer.clone(),
        title: schema.title.clone(),
        description: schema.description.clone(),
        default: schema.default.clone(),
        example: schema.example.clone(),
        deprecated: schema.deprecated,
        ..Schema::default()
    };
    *schema == bare
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

fn take<T: Clone>(merged: &mut Option<T>, part: &Option<T>) {
    if merged.is_none() {
        merged.clone_from(part);
    }
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

fn same_shapes(one: &[Schema], other: &[Schema]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| same_shape(one, other))
}

/// Whether two schemas say the same, wherever they stand.
fn same_shape(a: &Schema, b: &Schema) -> bool {
    fn value<T>(spanned: &Option<Spanned<T>>) -> Option<&T> {
        spanned.as_ref().map(|spanned| &spanned.value)
    }
    let additional = match (&a.additional, &b.additional) {
        (Some(Additional::Typed(a)), Some(Additional::Typed(b))) => same_shape(a, b),
        (a, b) => a == b,
    };
    let items = match (&a.items, &b.items) {
        (Some(a), Some(b)) => same_shape(a, b),
        (None, None) => true,
        _ => false,
    };
    a.types == b.types
        && a.nullable == b.nullable
        && value(&a.format) == value(&b.format)
        && value(&a.reference) == value(&b.reference)
        && value(&a.values) == value(&b.values)
        && value(&a.minimum) == value(&b.minimum)
        && value(&a.maximum) == value(&b.maximum)
        && value(&a.multiple_of) == value(&b.multiple_of)
        && value(&a.min_length) == value(&b.min_length)
        && value(&a.max_length) == value(&b.max_length)
        && value(&a.pattern) == value(&b.pattern)
        && value(&a.min_items) == value(&b.min_items)
        && value(&a.max_items) == value(&b.max_items)
        && a.unique_items == b.unique_items
        && value(&a.min_properties) == value(&b.min_properties)
        && value(&a.max_properties) == value(&b.max_properties)
        && a.required
            .iter()
            .map(|name| &name.value)
            .eq(b.required.iter().map(|name| &name.value))
        && a.properties.len() == b.properties.len()
        && a.properties
            .iter()
            .zip(&b.properties)
            .all(|((x, a), (y, b))| x == y && same_shape(a, b))
        && items
        && additional
        && same_shapes(&a.all_of, &b.all_of)
        && same_shapes(&a.one_of, &b.one_of)
}
