//! Requests that travel in a query string or a form: what cannot be laid out there.

use std::collections::HashSet;

use super::shapes::Draft;
use super::types::Types;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Spanned, WrittenStyle};
use codegen_documents::source::Place;
use codegen_model::{Member, StructDef, Style, Type, TypeRef, TypeShape};

impl Types<'_> {
    /// Reports what a flattened request has that no query string can express.
    pub(super) fn check_layout(&self, request: &TypeRef, findings: &mut Findings) {
        let mut seen = HashSet::new();
        let mut pending = vec![request];
        while let Some(reference) = pending.pop() {
            let Some(draft) = self.draft(reference).filter(|_| seen.insert(reference)) else {
                continue;
            };
            match &draft.def.shape {
                TypeShape::Union(_) => findings.push(
                    Finding::new(
                        &lint::UNSUPPORTED_CONSTRUCT,
                        draft.place.clone(),
                        "a value with alternatives cannot be sent in a query string or a form",
                    )
                    .help("send it in a JSON body, or describe it as a string"),
                ),
                TypeShape::Struct(structure) => {
                    self.check_styles(draft, structure, findings);
                    let flattened = structure.members.iter();
                    let flattened = flattened.filter(|member| member.style != Some(Style::Json));
                    let values = flattened.map(|member| &member.value);
                    let others = structure.additional.as_ref().map(|(_, value)| value);
                    let values = values.chain(others);
                    pending.extend(values.filter_map(|value| innermost(&value.ty)));
                }
                TypeShape::Enum(_) => {}
            }
        }
    }

    fn check_styles(&self, draft: &Draft, structure: &StructDef, findings: &mut Findings) {
        for member in &structure.members {
            if let Some(stated) = draft.styles.get(&member.wire)
                && let Some(why) = self.misfit(stated, member)
            {
                findings.push(
                    Finding::new(
                        &lint::UNSUPPORTED_CONSTRUCT,
                        Place::value(draft.place.file, stated.pointer.clone()),
                        why,
                    )
                    .help(
                        "remove it to use the platform's layout: `Name.1`, `Name.2`, `Name.1.Key`",
                    ),
                );
            }
        }
    }

    /// Why a member cannot be laid out as it is said to be.
    fn misfit(&self, stated: &Spanned<WrittenStyle>, member: &Member) -> Option<&'static str> {
        match (stated.value, &member.value.ty) {
            (WrittenStyle::Numbered | WrittenStyle::Json, _) => None,
            (WrittenStyle::DeepObject, ty) if !self.is_scalar(ty) => {
                Some("`style: deepObject` is not supported")
            }
            (_, Type::List(item)) if !self.is_scalar(&item.ty) => {
                Some("only a list of strings, numbers or booleans can have this layout")
            }
            (_, Type::List(_)) => None,
            (_, ty) if self.is_scalar(ty) => None,
            _ => Some("an object cannot have this layout"),
        }
    }

    /// Whether a value is one text in a query string.
    fn is_scalar(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(reference) => self
                .def(reference)
                .is_some_and(|def| matches!(def.shape, TypeShape::Enum(_))),
            Type::Bool
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Double
            | Type::String
            | Type::JsonNumber => true,
            Type::Nullable(inner) => self.is_scalar(&inner.ty),
            Type::Unit | Type::Json | Type::List(_) | Type::Map(_) => false,
        }
    }
}

/// The named type that a value is made of, in whatever lists and maps.
fn innermost(ty: &Type) -> Option<&TypeRef> {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => innermost(&inner.ty),
        Type::Named(reference) => Some(reference),
        _ => None,
    }
}
