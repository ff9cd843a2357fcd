//! What is confidential stays so.
//!
//! Knows which members are secrets.
//! Gives structures that hold one a `Debug` that hides it, and tells which results lead to one.
//! Must never decide what is a secret.

use std::collections::HashSet;

use codegen_model::{StructDef, Type, TypeDef, TypeShape};

use super::context::{Context, parts};
use super::layout::Layout;

/// Whether a structure itself has a secret member.
pub(super) fn is_held(structure: &StructDef) -> bool {
    structure.members.iter().any(|member| member.secret)
}

/// `impl Debug` of a structure with secrets.
pub(super) fn debug(def: &TypeDef, structure: &StructDef) -> Option<String> {
    if !is_held(structure) {
        return None;
    }
    let name = def.name.as_str();
    Some(Layout::item(|text| {
        text.line(0, &["impl std::fmt::Debug for ", name, " {"]);
        text.line(
            1,
            &["fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {"],
        );
        text.line(2, &["f.debug_struct(\"", name, "\")"]);
        let additional = structure.additional.iter();
        let members = structure
            .members
            .iter()
            .map(|member| (&member.rust, member.secret))
            .chain(additional.map(|(name, _)| (name, false)));
        for (field, secret) in members {
            let field = field.to_string();
            let shown = field.trim_start_matches("r#");
            if secret {
                text.line(3, &[".field(\"", shown, "\", &format_args!(\"***\"))"]);
            } else {
                text.line(3, &[".field(\"", shown, "\", &self.", &field, ")"]);
            }
        }
        text.line(3, &[".finish()"]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    }))
}

/// Whether a value holds a secret, however deep.
pub(super) fn is_within(cx: &Context<'_>, ty: &Type) -> bool {
    let mut pending = vec![ty];
    let mut met = HashSet::new();
    while let Some(ty) = pending.pop() {
        match ty {
            Type::List(inner) | Type::Map(inner) => pending.push(&inner.ty),
            Type::Named(reference) if met.insert(reference) => {
                let Some(def) = cx.definition(reference) else {
                    continue;
                };
                if matches!(&def.shape, TypeShape::Struct(structure) if is_held(structure)) {
                    return true;
                }
                pending.extend(parts(def));
            }
            _ => {}
        }
    }
    false
}
