//! The types of an action, each with what is only known while they are built.

use super::shapes::Draft;
use codegen_model::{Home, TypeDef, TypeRef};

/// The types of an action, to hold values against.
pub(super) struct Types<'a> {
    pub(super) drafts: &'a [Draft],
    pub(super) shared: &'a [Draft],
}

impl<'a> Types<'a> {
    pub(super) fn def(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        self.draft(reference).map(|draft| &draft.def)
    }

    pub(super) fn draft(&self, reference: &TypeRef) -> Option<&'a Draft> {
        let drafts = match reference.home {
            Home::Local => self.drafts,
            Home::Shared => self.shared,
        };
        drafts.iter().find(|draft| draft.def.name == reference.name)
    }
}
