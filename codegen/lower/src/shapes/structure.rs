//! Objects with described members.

use std::borrow::Cow;

use super::claim;
use super::secret::looks_secret;
use super::{Around, Hint, Shapes};
use crate::merge::merge;
use crate::names::Wanted;
use crate::parts::{docs_of, json_of, plain};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Additional, Schema, Spanned, WrittenStyle};
use codegen_documents::source::{FileId, Place};
use codegen_likeness::{Likeness, nearest};
use codegen_model::{Docs, FieldName, Member, StructDef, Style, Type, TypeName, TypeShape};

impl Shapes<'_> {
    /// Describes a structure under a name that was claimed for it.
    pub(crate) fn struct_of(
        &mut self,
        schema: &Schema,
        file: FileId,
        name: &TypeName,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) {
        let shape = TypeShape::Struct(Box::default());
        let index = self.draft(schema, file, name, hint, shape);
        let around = Around::inside(hint.name, hint.around);
        let mut members: Vec<Member> = Vec::with_capacity(schema.properties.len());
        for (wire, written) in &schema.properties {
            let property = &*self.whole(written, file, findings);
            let value = self.type_of(
                property,
                file,
                Hint {
                    name: wire,
                    path: &format!("{}.{wire}", hint.path),
                    around: Some(&around),
                },
                findings,
            );
            let is_listed = schema.required.iter().any(|name| name.value == *wire);
            let may_be_null = self.may_be_null(property, file);
            let required = is_listed && !may_be_null;
            let draft = &mut self.drafts[index];
            let style = property.style.as_ref().and_then(|style| {
                draft.styles.insert(wire.clone(), style.clone());
                layout(style.value, &value.ty)
            });
            if property.read_only {
                draft.read_only.insert(wire.clone(), required);
            }
            if property.write_only {
                draft.write_only.insert(wire.clone());
            }
            if let Some(default) = &property.default {
                draft.defaults.push((value.clone(), default.clone()));
            }
            if let Some(example) = &property.example {
                draft.examples.insert(wire.clone(), example.clone());
            }
            let secret = self.is_secret(property, file);
            if !secret && let Some(finding) = looks_secret(wire, property, &value, file) {
                findings.push(finding);
            }
            members.push(Member {
                wire: wire.clone(),
                aliases: property
                    .aliases
                    .iter()
                    .map(|alias| alias.value.clone())
                    .collect(),
                // Given when all members are known.
                rust: FieldName::assigned(""),
                docs: self.member_docs(written, property, file),
                value,
                required: required && !property.read_only,
                or_null: is_listed && may_be_null && !property.read_only,
                default: property
                    .default
                    .as_ref()
                    .and_then(|default| json_of(&default.value)),
                style,
                boxed: false,
                secret,
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
                    path: &format!("{}.*", hint.path),
                    around: Some(&around),
                };
                Some(self.part_of(value, file, hint, findings))
            }
            Some(Additional::Any) => Some(plain(Type::Json)),
            Some(Additional::Forbidden) | None => None,
        };
        let mut wanted: Vec<claim::Named<'_>> = schema
            .properties
            .iter()
            .map(|(wire, property)| (Wanted::new(wire), property))
            .collect();
        let nobodys = Schema::default();
        if additional.is_some() {
            let free = Wanted::identified("additional_properties", "*");
            wanted.push((free, &nobodys));
        }
        let mut names = claim::fields(&wanted, self.reserved.fields, file, findings);
        let additional = additional.and_then(|value| Some((names.pop()?, value)));
        for (member, name) in members.iter_mut().zip(names) {
            member.rust = name;
        }
        self.drafts[index].def.shape = TypeShape::Struct(Box::new(StructDef {
            members,
            additional,
            is_closed: schema.additional == Some(Additional::Forbidden),
            failed: Vec::new(),
        }));
    }

    /// A member with all that the parts of its `allOf` say; what stands beside them counts before what they say.
    fn whole<'s>(
        &self,
        property: &'s Schema,
        file: FileId,
        findings: &mut Findings,
    ) -> Cow<'s, Schema> {
        if property.all_of.is_empty() {
            return Cow::Borrowed(property);
        }
        let merged = merge(property, file, self.library, findings);
        Cow::Owned(Schema {
            nullable: property.nullable || merged.nullable,
            ..merged
        })
    }

    /// A member is documented by its own words, or those beside a reference in its `allOf`; behind a reference to something without
    /// a name of its own, by the words there.
    fn member_docs(&self, written: &Schema, property: &Schema, file: FileId) -> Docs {
        let mut inline = written.all_of.iter();
        let beside = inline.find_map(|part| match part.reference {
            Some(_) => None,
            None => part.description.clone(),
        });
        let own = Docs {
            description: written.description.clone().or(beside),
            deprecated: property.deprecated,
            ..docs_of(written)
        };
        let alone = own.description.is_none() && own.summary.is_none();
        let Some(reference) = property.reference.as_ref().filter(|_| alone) else {
            return own;
        };
        // Findings about this reference were reported when its type was requested.
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
}

/// The layout of a value in a query string or a form, where it makes a difference.
fn layout(style: WrittenStyle, ty: &Type) -> Option<Style> {
    match (style, ty) {
        (WrittenStyle::Json, _) => Some(Style::Json),
        (WrittenStyle::Joined(separator), Type::List(_)) => Some(Style::Joined(separator)),
        (WrittenStyle::Repeated, Type::List(_)) => Some(Style::Repeated),
        _ => None,
    }
}

pub(super) fn unknown_required(schema: &Schema, name: &Spanned<String>, file: FileId) -> Finding {
    let finding = Finding::new(
        &lint::UNKNOWN_REQUIRED,
        Place::value(file, name.pointer.clone()),
        format!(
            "`{}` is required, but `properties` does not describe it",
            name.value
        ),
    );
    let known = schema
        .properties
        .iter()
        .map(|(candidate, _)| candidate.as_str());
    match nearest(&name.value, known, Likeness::Distant) {
        Some(candidate) => finding.help(format!("did you mean `{candidate}`?")),
        None => finding.help("describe it under `properties`, or remove it from `required`"),
    }
}
