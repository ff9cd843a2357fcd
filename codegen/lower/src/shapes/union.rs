//! Values of one of several shapes.

use super::claim;
use super::scalar::implied_type;
use super::{Around, Hint, Shapes};
use crate::constraints::lower_constraints;
use crate::merge::spread;
use crate::names::{Wanted, camel};
use crate::parts::docs_of;
use crate::requiring::only_requires;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Reference, Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Place, Pointer, Token};
use codegen_model::{Type, TypeRef, TypeShape, TypeUse, UnionDef, UnionVariant};

impl Shapes<'_> {
    /// The type of alternatives with members or limits beside them, which hold for each of them. `None` for anything else.
    pub(super) fn alternatives_in_whole(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Option<TypeUse> {
        if schema.one_of.is_empty() || only_requires(schema) || schema.is_null() {
            return None;
        }
        let (union, whole) = spread(schema, file, self.library, findings)?;
        let written = schema.one_of.iter().zip(&whole);
        let alternatives: Vec<_> = written
            .map(|(part, whole)| (named_by(part, whole), whole))
            .collect();
        let ty = self.union_of(&union, &alternatives, file, hint, findings);
        Some(TypeUse {
            constraints: lower_constraints(&union, &ty, file, findings),
            ty,
        })
    }

    /// The union of alternatives, each as it was written, which names it, and with all that holds for it.
    pub(super) fn union_of(
        &mut self,
        schema: &Schema,
        alternatives: &[(&Schema, &Schema)],
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> Type {
        let (real, whole): (Vec<&Schema>, Vec<&Schema>) = alternatives
            .iter()
            .filter(|(written, _)| !written.is_null())
            .copied()
            .unzip();
        if let [only] = whole.as_slice() {
            return self.type_of(only, file, hint, findings).ty;
        }
        if real.is_empty() {
            findings.push(
                Finding::new(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    Place::value(file, schema.pointer.clone()),
                    "this schema allows no value",
                )
                .help("describe what the value may be"),
            );
            return Type::Json;
        }
        let (name, is_new) = self.nominal(schema, file, hint, findings);
        if is_new {
            let index = self.draft(
                schema,
                file,
                &name,
                hint,
                TypeShape::Union(UnionDef::default()),
            );
            let around = Around::inside(hint.name, hint.around);
            let wanted = wanted(&real);
            let names = claim::variants(&wanted, self.reserved.variants, file, findings);
            let tags = self.tags(schema, &real, file, findings);
            let mut variants = Vec::with_capacity(real.len());
            let parts = wanted.iter().zip(whole).zip(names).zip(tags);
            for ((((wanted, alternative), whole), rust), tags) in parts {
                let hint = Hint {
                    name: &wanted.wire,
                    path: &format!("{}({})", hint.path, wanted.identity),
                    around: Some(&around),
                };
                variants.push(UnionVariant {
                    rust,
                    docs: docs_of(alternative),
                    value: self.type_of(whole, file, hint, findings),
                    tags,
                });
            }
            told_apart(&real, &variants, file, findings);
            let tag = schema.discriminator.as_ref();
            self.drafts[index].def.shape = TypeShape::Union(UnionDef {
                variants,
                tag: tag.map(|tag| tag.property.value.clone()),
            });
        }
        Type::Named(TypeRef {
            home: self.home,
            name,
        })
    }
}

impl Shapes<'_> {
    /// The schemas that extend one by `allOf`, if it has a discriminator that tells them apart: those that the mapping names, else
    /// those of its document.
    pub(super) fn subtypes(&self, schema: &Schema, file: FileId) -> Option<(Schema, Vec<Schema>)> {
        let discriminator = schema.discriminator.as_ref()?;
        if !schema.one_of.is_empty() || schema.properties.is_empty() {
            return None;
        }
        let refer = |target: &Spanned<String>| Schema {
            pointer: target.pointer.clone(),
            reference: Some(target.clone()),
            ..Schema::default()
        };
        let mut targets: Vec<Spanned<String>> = Vec::new();
        for (_, target) in &discriminator.mapping {
            if targets.iter().all(|known| known.value != target.value) {
                targets.push(target.clone());
            }
        }
        if targets.is_empty() {
            let extending = self.library.extending(file, &schema.pointer);
            targets.extend(extending.into_iter().map(|name| Spanned {
                value: format!(
                    "#/components/schemas/{}",
                    name.replace('~', "~0").replace('/', "~1")
                ),
                pointer: discriminator.pointer.clone(),
            }));
        }
        if targets.is_empty() {
            return None;
        }
        let mut known = Findings::new();
        let alternatives = targets.iter().map(|target| {
            let found = self.library.resolve(file, target, &mut known);
            let is_itself = found.is_some_and(|found| found.schema.pointer == schema.pointer);
            if is_itself {
                // The plain one among them is an alternative without a name of its own.
                Schema {
                    discriminator: None,
                    pointer: target.pointer.clone(),
                    ..schema.clone()
                }
            } else {
                refer(target)
            }
        });
        let alternatives = alternatives.collect();
        let union = Schema {
            properties: Vec::new(),
            required: Vec::new(),
            ..schema.clone()
        };
        Some((union, alternatives))
    }

    /// The values of the discriminator that stand for each alternative.
    fn tags(
        &self,
        schema: &Schema,
        alternatives: &[&Schema],
        file: FileId,
        findings: &mut Findings,
    ) -> Vec<Vec<String>> {
        let mut tags = vec![Vec::new(); alternatives.len()];
        let Some(discriminator) = &schema.discriminator else {
            return tags;
        };
        let mut known = Findings::new();
        let mut leads = |reference: &Spanned<String>| {
            let target = self.library.resolve(file, reference, &mut known)?;
            Some((target.file, target.schema.pointer.clone(), target.name))
        };
        let places: Vec<Option<(FileId, Pointer, String)>> = alternatives
            .iter()
            .map(|alternative| match &alternative.reference {
                Some(reference) => leads(reference),
                None => Some((file, alternative.pointer.clone(), String::new())),
            })
            .collect();
        for (value, target) in &discriminator.mapping {
            let lead = leads(target);
            let found = places.iter().position(|place| match (place, &lead) {
                (Some((file, pointer, _)), Some((to, at, _))) => {
                    file == to && (pointer == at || *pointer == target.pointer)
                }
                _ => false,
            });
            match found {
                Some(index) => tags[index].push(value.clone()),
                None if lead.is_none() => {
                    // Reported in full, with what there is instead.
                    self.library.resolve(file, target, findings);
                }
                None => findings.push(
                    Finding::new(
                        &lint::UNSUPPORTED_CONSTRUCT,
                        Place::value(file, target.pointer.clone()),
                        format!("`{value}` maps to a schema that is not one of the alternatives"),
                    )
                    .help("add it to `oneOf`, or remove it from the mapping"),
                ),
            }
        }
        for (own, place) in tags.iter_mut().zip(places) {
            if let (true, Some((_, _, name))) = (own.is_empty(), place)
                && !name.is_empty()
            {
                own.push(name);
            }
        }
        tags
    }
}

/// Reports alternatives that nothing distinguishes: reading would always take the same one.
fn told_apart(
    alternatives: &[&Schema],
    variants: &[UnionVariant],
    file: FileId,
    findings: &mut Findings,
) {
    let list = alternatives.first().and_then(|part| part.pointer.parent());
    let is_one_of =
        matches!(list.and_then(Pointer::last), Some(Token::Key(key)) if **key == *"oneOf");
    for (index, (schema, variant)) in alternatives.iter().zip(variants).enumerate() {
        let value = &variant.value;
        let same = variants[..index]
            .iter()
            .find(|other| other.value.ty == value.ty && !other.value.constraints.is_empty());
        let why = if is_one_of && value.ty == Type::Json && !value.constraints.object {
            "allows any value, so nothing distinguishes it from the others"
        } else if same.is_some() && value.ty != Type::Json {
            "differs from another one only in its limits, so nothing distinguishes the two"
        } else {
            continue;
        };
        findings.push(
            Finding::new(
                &lint::UNSUPPORTED_CONSTRUCT,
                Place::value(file, schema.pointer.clone()),
                format!("this alternative {why}"),
            )
            .help("describe them as one, with the limits in the description"),
        );
    }
}

/// Alternatives that hold as they were written.
pub(super) fn themselves(alternatives: &[Schema]) -> Vec<(&Schema, &Schema)> {
    alternatives.iter().map(|part| (part, part)).collect()
}

/// The one of two that an alternative is called after: as it was written, unless only what stands beside the alternatives
/// says what it is.
fn named_by<'s>(written: &'s Schema, whole: &'s Schema) -> &'s Schema {
    let is_called = written.reference.is_some() || written.title.is_some();
    if is_called || !written.types.is_empty() || !whole.properties.is_empty() {
        written
    } else {
        whole
    }
}

/// What alternatives are called, and what tells those apart that are called alike: what they are, not where they stand.
fn wanted<'s>(alternatives: &[&'s Schema]) -> Vec<claim::Named<'s>> {
    let mut wanted: Vec<claim::Named<'s>> = Vec::with_capacity(alternatives.len());
    for alternative in alternatives {
        let wire = variant_name(alternative);
        let mut identity = wire.clone();
        let is_shared = alternatives
            .iter()
            .filter(|other| variant_name(other) == wire)
            .nth(1)
            .is_some();
        if is_shared {
            identity.push('|');
            describe(alternative, &mut identity);
        }
        // Only alternatives that are the same in everything are told apart by their number.
        while wanted.iter().any(|(known, _)| known.identity == identity) {
            identity.push('+');
        }
        wanted.push((Wanted::identified(&wire, &identity), alternative));
    }
    wanted
}

/// What a schema demands, in a text that does not depend on the order of its members.
fn describe(schema: &Schema, text: &mut String) {
    let types = schema.types.iter().map(|ty| format!("{ty:?}"));
    text.extend(types);
    let words = [&schema.format, &schema.reference];
    text.extend(
        words
            .into_iter()
            .flatten()
            .map(|word| format!(" {}", word.value)),
    );
    if let Some(values) = &schema.values {
        text.push_str(&format!(" {:?}", values.value));
    }
    let mut members: Vec<&(String, Schema)> = schema.properties.iter().collect();
    members.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, member) in members {
        text.push_str(&format!(" {name}("));
        describe(member, text);
        text.push(')');
    }
    if let Some(items) = &schema.items {
        text.push_str(" [");
        describe(items, text);
        text.push(']');
    }
}

/// What an alternative of a union is called: after its component, its title, the members that it must have, or its type.
fn variant_name(schema: &Schema) -> String {
    if let Some(reference) = &schema.reference {
        let pointer = Reference::parse(&reference.value).pointer;
        if let Some(Token::Key(name)) = pointer.as_ref().and_then(Pointer::last) {
            return name.to_string();
        }
    }
    if let Some(title) = &schema.title {
        return title.clone();
    }
    match schema
        .types
        .first()
        .copied()
        .or_else(|| constant_type(schema))
    {
        Some(SchemaType::Boolean) => "Boolean".to_owned(),
        Some(SchemaType::Integer) => "Integer".to_owned(),
        Some(SchemaType::Number) => "Number".to_owned(),
        Some(SchemaType::String) => "Text".to_owned(),
        Some(SchemaType::Array) => "List".to_owned(),
        _ if schema.properties.is_empty() => "Other".to_owned(),
        _ => with_members(schema),
    }
}

/// The type of an alternative that says nothing but its values.
fn constant_type(schema: &Schema) -> Option<SchemaType> {
    schema.values.as_ref()?;
    implied_type(schema)
}

/// An object that nobody named is called after members by which it is known.
fn with_members(schema: &Schema) -> String {
    const MOST: usize = 3;
    let required = schema.required.iter().map(|name| name.value.as_str());
    let mut members: Vec<&str> = required.collect();
    if members.is_empty() {
        members.extend(schema.properties.iter().map(|(name, _)| name.as_str()));
    }
    members.sort_unstable();
    members.truncate(MOST);
    let names: Vec<String> = members.into_iter().map(camel).collect();
    format!("With{}", names.join("And"))
}
