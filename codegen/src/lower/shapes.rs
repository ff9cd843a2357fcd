//! Schemas to types: what is a structure, what an enum, what a list, and how each is called.

use std::collections::{HashMap, HashSet};

use super::Reserved;
use super::constraints::lower_constraints;
use super::enums::lower_enum;
use super::library::Library;
use super::merge::merge;
use super::names::{Scope, camel, singular};
use super::shared::SharedNames;
use crate::diagnostics::{Finding, Findings, rule};
use crate::model::{
    Constraints, Direction, Docs, FieldName, Json, Member, Scope as Home, StructDef, Type, TypeDef,
    TypeName, TypeRef, TypeShape, TypeUse, UnionDef, UnionVariant, VariantName,
};
use crate::openapi::{Additional, Schema, SchemaType, Spanned};
use crate::source::{FileId, Node, Place, Pointer};

/// Names that are made from a type's name.
pub(super) const DERIVED: &[&str] = &["Builder"];

/// Deepest nesting of schemas inside each other. It keeps hostile documents from exhausting the stack.
const DEEPEST: usize = 100;

/// A type under construction, with what is only needed until all are known.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) def: TypeDef,
    /// Wire names of members that only replies have.
    pub(super) read_only: HashSet<String>,
    /// Wire names of members that only requests have.
    pub(super) write_only: HashSet<String>,
    pub(super) place: Place,
    /// Defaults, to be checked once all types are known.
    pub(super) defaults: Vec<(TypeUse, Spanned<Node>)>,
}

/// Builds the types of one name space: an action's own ones, or those that a version's documents share.
pub(super) struct Shapes<'a> {
    pub(super) library: &'a Library<'a>,
    shared: &'a SharedNames,
    /// The document whose schemas are local.
    file: FileId,
    home: Home,
    pub(super) scope: Scope,
    reserved: Reserved<'a>,
    named: HashMap<(FileId, String), TypeName>,
    pub(super) drafts: Vec<Draft>,
    open: Vec<(FileId, String)>,
    depth: usize,
}

/// What a schema without a name of its own is called after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hint<'h> {
    /// The member that holds it.
    pub(super) name: &'h str,
    /// The type that has the member.
    pub(super) parent: &'h str,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(
        library: &'a Library<'a>,
        shared: &'a SharedNames,
        file: FileId,
        home: Home,
        scope: Scope,
        reserved: Reserved<'a>,
    ) -> Self {
        Self {
            library,
            shared,
            file,
            home,
            scope,
            reserved,
            named: HashMap::new(),
            drafts: Vec::new(),
            open: Vec::new(),
            depth: 0,
        }
    }

    /// Gives the schema at a pointer its name beforehand.
    pub(super) fn name_beforehand(&mut self, file: FileId, pointer: &Pointer, name: TypeName) {
        self.named.insert((file, pointer.to_string()), name);
    }

    /// Claims a type name for a component.
    pub(super) fn claim_component(
        &mut self,
        file: FileId,
        name: &str,
        schema: &Schema,
        findings: &mut Findings,
    ) {
        let key = (file, schema.pointer.to_string());
        if !self.named.contains_key(&key) {
            let claimed = self.claim(schema, name, None, file, findings);
            self.named.insert(key, claimed);
        }
    }

    fn claim(
        &mut self,
        schema: &Schema,
        wire: &str,
        longer: Option<&str>,
        file: FileId,
        findings: &mut Findings,
    ) -> TypeName {
        if let Some(chosen) = &schema.rust_name {
            let valid = camel(&chosen.value) == chosen.value;
            match self.scope.exact(&chosen.value, wire).filter(|_| valid) {
                Some(name) => return TypeName::assigned(name),
                None => findings.push(bad_rust_name(file, chosen, "CamelCase")),
            }
        }
        let claim = self.scope.ty(wire, longer, DERIVED);
        let plain = [Some(camel(wire)), longer.map(camel)];
        if let (Some(other), false) = (
            &claim.collides_with,
            plain.contains(&Some(claim.name.clone())),
        ) {
            findings.push(
                Finding::new(
                    &rule::NAME_COLLISION,
                    Place::key(file, schema.pointer.clone()),
                    format!(
                        "`{wire}` and `{other}` would both become the type `{}`; this one is `{}`",
                        camel(wire),
                        claim.name
                    ),
                )
                .help("choose a name with `x-rust-name` in this schema"),
            );
        }
        TypeName::assigned(claim.name)
    }

    /// The type of a schema, and what its values must satisfy.
    pub(super) fn type_of(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        if self.depth >= DEEPEST {
            let place = Place::value(file, schema.pointer.clone());
            findings.push(Finding::new(
                &rule::UNSUPPORTED_CONSTRUCT,
                place,
                format!("schemas are nested more than {DEEPEST} deep"),
            ));
            return plain(Type::Json);
        }
        self.depth += 1;
        let found = self.type_of_inner(schema, file, hint, findings);
        self.depth -= 1;
        found
    }

    fn type_of_inner(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        if schema.all_of.is_empty() {
            return match &schema.reference {
                Some(reference) => self.referenced(schema, reference, file, hint, findings),
                None => self.described(schema, file, hint, findings),
            };
        }
        let merged = merge(schema, file, self.library, findings);
        match &merged.reference {
            Some(reference) => self.referenced(&merged, reference, file, hint, findings),
            None => self.described(&merged, file, hint, findings),
        }
    }

    fn referenced(
        &mut self,
        schema: &Schema,
        reference: &Spanned<String>,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        let Some(target) = self.library.resolve(file, reference, findings) else {
            return plain(Type::Json);
        };
        if let Some(name) = self
            .shared
            .get(target.file, &target.name)
            .filter(|_| self.home == Home::Local || target.file != self.file)
        {
            return plain(Type::Named(TypeRef {
                scope: Home::Shared,
                name: name.clone(),
            }));
        }
        let key = (target.file, target.schema.pointer.to_string());
        if let Some(name) = self.named.get(&key)
            && self.drafts.iter().any(|draft| draft.def.name == *name)
        {
            return plain(Type::Named(TypeRef {
                scope: self.home,
                name: name.clone(),
            }));
        }
        if self.open.contains(&key) {
            findings.push(
                Finding::new(
                    &rule::REFERENCE_CYCLE,
                    Place::value(file, reference.pointer.clone()),
                    format!(
                        "`{}` leads back to itself without ever saying what it is",
                        reference.value
                    ),
                )
                .help("describe a type at one of the places of the circle"),
            );
            return plain(Type::Json);
        }
        self.open.push(key);
        let target_hint = Hint {
            name: &target.name,
            parent: hint.parent,
        };
        let mut found = self.type_of(&target.schema, target.file, target_hint, findings);
        self.open.pop();
        let own = lower_constraints(schema, &found.ty, file, findings);
        if !own.is_empty() {
            found.constraints = own;
        }
        found
    }

    fn described(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        let ty = self.bare_type(schema, file, hint, findings);
        let constraints = lower_constraints(schema, &ty, file, findings);
        TypeUse { ty, constraints }
    }

    fn bare_type(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        if !schema.one_of.is_empty() {
            return self.union_of(schema, &schema.one_of, file, hint, findings);
        }
        if schema.types.len() > 1 {
            let singles: Vec<Schema> = schema
                .types
                .iter()
                .enumerate()
                .map(|(index, ty)| Schema {
                    types: vec![*ty],
                    pointer: schema.pointer.key("type").index(index),
                    properties: if *ty == SchemaType::Object {
                        schema.properties.clone()
                    } else {
                        Vec::new()
                    },
                    items: if *ty == SchemaType::Array {
                        schema.items.clone()
                    } else {
                        None
                    },
                    ..Schema::default()
                })
                .collect();
            return self.union_of(schema, &singles, file, hint, findings);
        }
        let stated = schema
            .types
            .first()
            .copied()
            .or_else(|| implied_type(schema));
        match stated {
            Some(SchemaType::Boolean) => Type::Bool,
            Some(SchemaType::Integer) => match &schema.values {
                Some(values) => self.enum_of(schema, values, file, hint, findings),
                None => integer_type(schema, file, findings),
            },
            Some(SchemaType::Number) => number_type(schema, file, findings),
            Some(SchemaType::String) => match &schema.values {
                Some(values) => self.enum_of(schema, values, file, hint, findings),
                None => string_type(schema, file, findings),
            },
            Some(SchemaType::Array) => {
                let item_name = singular(hint.name);
                let item_hint = Hint {
                    name: &item_name,
                    parent: hint.parent,
                };
                let item = match &schema.items {
                    Some(items) => self.type_of(items, file, item_hint, findings),
                    None => plain(Type::Json),
                };
                Type::List(Box::new(item))
            }
            Some(SchemaType::Object) => self.object_of(schema, file, hint, findings),
            Some(SchemaType::Null) | None => Type::Json,
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
                        parent: hint.parent,
                    };
                    Type::Map(Box::new(self.type_of(value, file, value_hint, findings)))
                }
                Some(Additional::Forbidden) => Type::Unit,
                Some(Additional::Any) | None => Type::Json,
            };
        }
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            self.struct_of(schema, file, &name, hint.name, findings);
        }
        Type::Named(TypeRef {
            scope: self.home,
            name,
        })
    }

    /// The name of a structure, enum or union, and whether it is yet to be described.
    fn nominal(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> (TypeName, bool) {
        let key = (file, schema.pointer.to_string());
        let name = match self.named.get(&key) {
            Some(name) => name.clone(),
            None => {
                let longer = format!("{}{}", hint.parent, camel(hint.name));
                let name = self.claim(schema, hint.name, Some(&longer), file, findings);
                self.named.insert(key, name.clone());
                name
            }
        };
        let is_new = !self.drafts.iter().any(|draft| draft.def.name == name);
        (name, is_new)
    }

    fn draft(
        &mut self,
        schema: &Schema,
        file: FileId,
        name: &TypeName,
        wire: &str,
        shape: TypeShape,
    ) -> usize {
        self.drafts.push(Draft {
            def: TypeDef {
                name: name.clone(),
                wire: wire.to_owned(),
                docs: docs_of(schema),
                // Found out when all types are known.
                direction: Direction::Request,
                shape,
            },
            read_only: HashSet::new(),
            write_only: HashSet::new(),
            place: Place::key(file, schema.pointer.clone()),
            defaults: Vec::new(),
        });
        self.drafts.len() - 1
    }

    /// Describes a structure under a name that was claimed for it.
    pub(super) fn struct_of(
        &mut self,
        schema: &Schema,
        file: FileId,
        name: &TypeName,
        wire: &str,
        findings: &mut Findings,
    ) {
        let index = self.draft(schema, file, name, wire, TypeShape::Struct(Box::default()));
        let mut fields = Scope::with_reserved(self.reserved.fields.iter().copied());
        let mut members = Vec::with_capacity(schema.properties.len());
        for (wire, property) in &schema.properties {
            let value = self.type_of(
                property,
                file,
                Hint {
                    name: wire,
                    parent: name.as_str(),
                },
                findings,
            );
            let required = schema
                .required
                .iter()
                .any(|required| required.value == *wire);
            let draft = &mut self.drafts[index];
            if property.read_only {
                draft.read_only.insert(wire.clone());
            }
            if property.write_only {
                draft.write_only.insert(wire.clone());
            }
            if let Some(default) = &property.default {
                draft.defaults.push((value.clone(), default.clone()));
            }
            members.push(Member {
                wire: wire.clone(),
                aliases: property
                    .aliases
                    .iter()
                    .map(|alias| alias.value.clone())
                    .collect(),
                rust: claim_field(&mut fields, wire, property, file, findings),
                docs: self.member_docs(property, file),
                value,
                required: required && !property.nullable,
                default: property
                    .default
                    .as_ref()
                    .and_then(|default| json_of(&default.value)),
                boxed: false,
            });
        }
        for required in &schema.required {
            if !schema
                .properties
                .iter()
                .any(|(wire, _)| *wire == required.value)
            {
                findings.push(unknown_required(schema, required, file));
            }
        }
        let additional = match &schema.additional {
            Some(Additional::Typed(value)) => {
                let hint = Hint {
                    name: "AdditionalProperty",
                    parent: name.as_str(),
                };
                Some(self.type_of(value, file, hint, findings))
            }
            Some(Additional::Any) => Some(plain(Type::Json)),
            Some(Additional::Forbidden) | None => None,
        };
        let additional = additional.map(|value| {
            (
                FieldName::assigned(fields.field("additional_properties").name),
                value,
            )
        });
        self.drafts[index].def.shape = TypeShape::Struct(Box::new(StructDef {
            members,
            additional,
        }));
    }

    /// A member is documented by its own words; behind a reference to something without a name of its own, by the
    /// words there.
    fn member_docs(&self, property: &Schema, file: FileId) -> Docs {
        let own = docs_of(property);
        let alone = own.description.is_none() && own.summary.is_none();
        let Some(reference) = property.reference.as_ref().filter(|_| alone) else {
            return own;
        };
        // Findings about this reference were told when its type was asked for.
        let mut known = Findings::new();
        match self.library.resolve(file, reference, &mut known) {
            Some(target)
                if target.schema.properties.is_empty() && target.schema.values.is_none() =>
            {
                Docs {
                    deprecated: own.deprecated,
                    ..docs_of(&target.schema)
                }
            }
            _ => own,
        }
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
        let key = (file, schema.pointer.to_string());
        let same = self.drafts.iter().find(|draft| {
            camel(&draft.def.wire) == camel(hint.name)
                && matches!(&draft.def.shape, TypeShape::Enum(known) if *known == def)
        });
        if let (Some(same), false) = (same, self.named.contains_key(&key)) {
            return Type::Named(TypeRef {
                scope: self.home,
                name: same.def.name.clone(),
            });
        }
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            self.draft(schema, file, &name, hint.name, TypeShape::Enum(def));
        }
        Type::Named(TypeRef {
            scope: self.home,
            name,
        })
    }

    fn union_of(
        &mut self,
        schema: &Schema,
        alternatives: &[Schema],
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        let real: Vec<&Schema> = alternatives
            .iter()
            .filter(|schema| !is_null(schema))
            .collect();
        if let [only] = real.as_slice() {
            return self.type_of(only, file, hint, findings).ty;
        }
        if !schema.properties.is_empty() {
            let place = Place::value(file, schema.pointer.clone());
            findings.push(
                Finding::new(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    place,
                    "`properties` beside `oneOf` or `anyOf` are not supported",
                )
                .help("repeat the common members in every alternative"),
            );
        }
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            let index = self.draft(
                schema,
                file,
                &name,
                hint.name,
                TypeShape::Union(UnionDef {
                    variants: Vec::new(),
                }),
            );
            let mut scope = Scope::with_reserved(self.reserved.variants.iter().copied());
            let mut variants = Vec::with_capacity(real.len());
            for (number, alternative) in (1..).zip(real) {
                let wire = variant_name(alternative, number);
                let hint = Hint {
                    name: &wire,
                    parent: name.as_str(),
                };
                let value = self.type_of(alternative, file, hint, findings);
                variants.push(UnionVariant {
                    rust: VariantName::assigned(scope.variant(&wire).name),
                    docs: docs_of(alternative),
                    value,
                });
            }
            self.drafts[index].def.shape = TypeShape::Union(UnionDef { variants });
        }
        Type::Named(TypeRef {
            scope: self.home,
            name,
        })
    }
}

/// A type of which nothing is demanded.
pub(super) fn plain(ty: Type) -> TypeUse {
    TypeUse {
        ty,
        constraints: Constraints::default(),
    }
}

fn is_null(schema: &Schema) -> bool {
    schema.nullable
        && schema.types.is_empty()
        && schema.reference.is_none()
        && schema.properties.is_empty()
}

/// What an alternative of a union is called: after its component, its title, or its type.
fn variant_name(schema: &Schema, number: usize) -> String {
    if let Some(reference) = &schema.reference
        && let Some((_, name)) = reference.value.rsplit_once('/')
    {
        return name.to_owned();
    }
    if let Some(title) = &schema.title {
        return title.clone();
    }
    match schema.types.first() {
        Some(SchemaType::Boolean) => "Boolean".to_owned(),
        Some(SchemaType::Integer) => "Integer".to_owned(),
        Some(SchemaType::Number) => "Number".to_owned(),
        Some(SchemaType::String) => "Text".to_owned(),
        Some(SchemaType::Array) => "List".to_owned(),
        _ => format!("Variant{number}"),
    }
}

/// The type of a schema that does not state one.
fn implied_type(schema: &Schema) -> Option<SchemaType> {
    if !schema.properties.is_empty() || schema.additional.is_some() {
        return Some(SchemaType::Object);
    }
    if schema.items.is_some() {
        return Some(SchemaType::Array);
    }
    let first = schema
        .values
        .as_ref()?
        .value
        .iter()
        .find(|value| **value != Node::Null)?;
    match first {
        Node::String(_) => Some(SchemaType::String),
        Node::Int(_) => Some(SchemaType::Integer),
        Node::Bool(_) => Some(SchemaType::Boolean),
        _ => None,
    }
}

fn integer_type(schema: &Schema, file: FileId, findings: &mut Findings) -> Type {
    match schema.format.as_ref().map(|format| format.value.as_str()) {
        Some("int32") => Type::Int32,
        None | Some("int64") => Type::Int64,
        Some("json_number") => Type::JsonNumber,
        Some(_) => {
            unknown_format(schema, "a 64-bit integer", file, findings);
            Type::Int64
        }
    }
}

/// Both formats become 64-bit floats: a `float` that arrives is read without a change, and one that is sent is not
/// rounded.
fn number_type(schema: &Schema, file: FileId, findings: &mut Findings) -> Type {
    match schema.format.as_ref().map(|format| format.value.as_str()) {
        None | Some("float" | "double") => Type::Double,
        Some("json_number") => Type::JsonNumber,
        Some("int32") => Type::Int32,
        Some("int64") => Type::Int64,
        Some(_) => {
            unknown_format(schema, "a 64-bit float", file, findings);
            Type::Double
        }
    }
}

fn string_type(schema: &Schema, file: FileId, findings: &mut Findings) -> Type {
    const TEXTS: &[&str] = &[
        "date-time",
        "date",
        "time",
        "duration",
        "byte",
        "binary",
        "password",
        "email",
        "uuid",
        "uri",
        "uri-reference",
        "url",
        "hostname",
        "ipv4",
        "ipv6",
        "ip",
        "cidr",
        "mac",
        "regex",
        "json",
        "char",
    ];
    match schema.format.as_ref().map(|format| format.value.as_str()) {
        Some("json_number") => return Type::JsonNumber,
        Some(format) if !TEXTS.contains(&format) => {
            unknown_format(schema, "a text", file, findings);
        }
        _ => {}
    }
    Type::String
}

fn unknown_format(schema: &Schema, taken_as: &str, file: FileId, findings: &mut Findings) {
    if let Some(format) = &schema.format {
        findings.push(Finding::new(
            &rule::UNKNOWN_FORMAT,
            Place::value(file, format.pointer.clone()),
            format!(
                "the format `{}` is not known; the value is taken as {taken_as}",
                format.value
            ),
        ));
    }
}

fn claim_field(
    fields: &mut Scope,
    wire: &str,
    schema: &Schema,
    file: FileId,
    findings: &mut Findings,
) -> FieldName {
    if let Some(chosen) = &schema.rust_name {
        let valid = super::names::snake(&chosen.value) == chosen.value
            && super::names::field_identifier(&chosen.value) == chosen.value;
        match fields.exact(&chosen.value, wire).filter(|_| valid) {
            Some(name) => return FieldName::assigned(name),
            None => findings.push(bad_rust_name(file, chosen, "snake_case")),
        }
    }
    let claim = fields.field(wire);
    if let Some(other) = &claim.collides_with {
        findings.push(
            Finding::new(
                &rule::NAME_COLLISION,
                Place::key(file, schema.pointer.clone()),
                format!(
                    "`{wire}` and `{other}` would both become one field; this one is `{}`",
                    claim.name
                ),
            )
            .help("choose a name with `x-rust-name` in this schema"),
        );
    }
    FieldName::assigned(claim.name)
}

fn bad_rust_name(file: FileId, chosen: &Spanned<String>, casing: &str) -> Finding {
    Finding::new(
        &rule::BAD_RUST_NAME,
        Place::value(file, chosen.pointer.clone()),
        format!("`{}` is taken, or is no {casing} identifier", chosen.value),
    )
    .help("choose another name")
}

fn unknown_required(schema: &Schema, name: &Spanned<String>, file: FileId) -> Finding {
    let near = schema
        .properties
        .iter()
        .map(|(candidate, _)| {
            (
                strsim::damerau_levenshtein(candidate, &name.value),
                candidate,
            )
        })
        .min()
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(2));
    let finding = Finding::new(
        &rule::UNKNOWN_REQUIRED,
        Place::value(file, name.pointer.clone()),
        format!(
            "`{}` is required, but `properties` does not describe it",
            name.value
        ),
    );
    match near {
        Some((_, candidate)) => finding.help(format!("there is a member `{candidate}`")),
        None => finding.help("describe it under `properties`, or remove it from `required`"),
    }
}

pub(super) fn docs_of(schema: &Schema) -> Docs {
    Docs {
        summary: schema.title.clone(),
        description: schema.description.clone(),
        external: None,
        deprecated: schema.deprecated,
    }
}

/// A value without the things JSON has not: `None` for infinities and for what is not a number.
pub(super) fn json_of(node: &Node) -> Option<Json> {
    Some(match node {
        Node::Null => Json::Null,
        Node::Bool(value) => Json::Bool(*value),
        Node::Int(value) => Json::Int(*value),
        Node::Float(value) if value.is_finite() => Json::Float(*value),
        Node::Float(_) => return None,
        Node::String(value) => Json::String(value.clone()),
        Node::Array(items) => Json::Array(items.iter().map(json_of).collect::<Option<_>>()?),
        Node::Object(entries) => Json::Object(
            entries
                .iter()
                .map(|entry| Some((entry.key.clone(), json_of(&entry.value)?)))
                .collect::<Option<_>>()?,
        ),
    })
}
