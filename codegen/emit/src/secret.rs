//! What is confidential stays so.
//!
//! Knows which members are secrets.
//! Tells which results lead to one.
//! Must never decide what is a secret.

use std::collections::HashSet;

use codegen_model::{StructDef, Type, TypeShape};

use super::context::{Context, parts};

/// Whether a structure itself has a secret member.
fn is_held(structure: &StructDef) -> bool {
    structure.members.iter().any(|member| member.secret)
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
