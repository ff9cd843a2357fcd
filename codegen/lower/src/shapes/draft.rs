//! Types under construction.

use std::collections::{HashMap, HashSet};

use crate::names::Wanted;
use codegen_documents::openapi::{Spanned, WrittenStyle};
use codegen_documents::source::{FileId, Node, Place};
use codegen_model::{TypeDef, TypeUse};

/// A type under construction, with what is only needed until all are known.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) def: TypeDef,
    /// Wire names of members that only replies have, and whether each reply must have them. Until it is known that the type travels
    /// in replies alone, none of them is required.
    pub(crate) read_only: HashMap<String, bool>,
    /// Wire names of members that only requests have.
    pub(crate) write_only: HashSet<String>,
    pub(crate) place: Place,
    /// Defaults, to be checked once all types are known.
    pub(crate) defaults: Vec<(TypeUse, Spanned<Node>)>,
    /// Examples of members, by their wire names.
    pub(crate) examples: HashMap<String, Spanned<Node>>,
    /// How members are said to be laid out in a query string, by their wire names.
    pub(crate) styles: HashMap<String, Spanned<WrittenStyle>>,
    /// The path of names at which it is described.
    pub(crate) path: String,
    /// What it is called after.
    pub(super) origin: Origin,
}

/// What a type is called after.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    pub(super) wire: String,
    pub(super) path: String,
    pub(super) longer: Vec<String>,
    pub(super) chosen: Option<Chosen>,
}

/// A name that is not made by rule.
#[derive(Debug, Clone)]
pub(super) enum Chosen {
    /// By the document.
    Written(FileId, Spanned<String>),
    /// By the action that the type is the request or the result of.
    ByAction,
}

impl Origin {
    pub(super) fn wanted(&self, group: Option<usize>) -> Wanted {
        let chosen = match &self.chosen {
            Some(Chosen::Written(_, name)) => Some(name.value.as_str()),
            Some(Chosen::ByAction) => Some(self.wire.as_str()),
            None => None,
        };
        Wanted {
            longer: self.longer.clone(),
            group,
            ..Wanted::identified(&self.wire, &self.path).chosen(chosen)
        }
    }
}
