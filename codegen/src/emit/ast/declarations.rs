//! Parts of structures, functions and implementations.

use proc_macro2::Ident;
use syn::{
    AttrStyle, Attribute, Field, FnArg, ImplItem, Item, ItemImpl, Meta, MetaNameValue, Pat,
    PatType, Path, ReturnType, Stmt, Type, Visibility,
};

use crate::emit::identifier::ident;

use super::patterns::binding;
use super::types::named;

/// A parameter of a function.
pub(in crate::emit) fn parameter(name: Ident, ty: Type) -> FnArg {
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(Pat::Ident(binding(name))),
        colon_token: Default::default(),
        ty: Box::new(ty),
    })
}

/// A private field of a structure.
pub(in crate::emit) fn field_of(name: Ident, ty: Type) -> Field {
    Field {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        ident: Some(name),
        colon_token: Some(Default::default()),
        ty,
        default: None,
    }
}

/// What a function gives back.
pub(in crate::emit) fn returns(ty: Type) -> ReturnType {
    ReturnType::Type(Default::default(), Box::new(ty))
}

/// `#[doc = "…"]`
pub(in crate::emit) fn doc(comment: &str) -> Attribute {
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Path::from(ident("doc")),
            eq_token: Default::default(),
            value: super::text(comment),
        }),
    }
}

/// Completes an `impl` whose only function has no statements yet.
pub(in crate::emit) fn complete(mut item: ItemImpl, name: &Ident, statements: Vec<Stmt>) -> Item {
    *item.self_ty = named(name.clone());
    if let Some(ImplItem::Fn(function)) = item.items.first_mut() {
        function.block.stmts = statements;
    }
    Item::Impl(item)
}
