//! Members that tell the alternatives of a union apart.

use super::shapes::Draft;
use super::types::Types;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_model::{Type, TypeRef, TypeShape, UnionVariant};

impl Types<'_> {
    /// Tells of alternatives without the member that the discriminator names: nothing keeps its value.
    pub(super) fn check_tags(&self, findings: &mut Findings) {
        for draft in self.drafts {
            let TypeShape::Union(union) = &draft.def.shape else {
                continue;
            };
            let Some(tag) = &union.tag else { continue };
            let mut variants = union.variants.iter();
            if variants.any(|variant| self.lacks(variant, tag)) {
                findings.push(untold(draft, tag));
            }
        }
    }

    fn lacks(&self, variant: &UnionVariant, tag: &str) -> bool {
        match &variant.value.ty {
            Type::Named(reference) => self.object_lacks(reference, tag),
            _ => false,
        }
    }

    fn object_lacks(&self, reference: &TypeRef, tag: &str) -> bool {
        match self.def(reference).map(|def| &def.shape) {
            Some(TypeShape::Struct(shape)) => {
                let mut members = shape.members.iter();
                shape.additional.is_none() && !members.any(|member| member.wire == tag)
            }
            _ => false,
        }
    }
}

fn untold(draft: &Draft, tag: &str) -> Finding {
    Finding::new(
        &lint::UNDESCRIBED_TAG,
        draft.place.clone(),
        format!("`discriminator` names `{tag}`, which is not a member of every alternative"),
    )
    .help(format!(
        "describe `{tag}` under the `properties` of every alternative"
    ))
}
