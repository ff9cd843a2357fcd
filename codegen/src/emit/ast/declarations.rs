//! Parts of structures, functions and implementations.

use proc_macro2::Ident;
use syn::{
    AttrStyle, Attribute, Field, Fields, FnArg, GenericParam, Generics, ImplItem, ImplItemFn, Item,
    ItemImpl, ItemStruct, Meta, MetaNameValue, Pat, PatType, Path, PredicateType, ReturnType, Stmt,
    Type, TypeParam, TypeParamBound, Visibility, WhereClause, WherePredicate,
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

/// Gives a structure its fields.
pub(in crate::emit) fn set_fields(item: &mut ItemStruct, fields: impl IntoIterator<Item = Field>) {
    if let Fields::Named(named) = &mut item.fields {
        named.named = fields.into_iter().collect();
    }
}

/// Type parameters, each with a default or without.
pub(in crate::emit) fn parameters(
    parameters: impl IntoIterator<Item = (Ident, Option<Type>)>,
) -> Generics {
    let parameters = parameters.into_iter().map(|(name, default)| {
        GenericParam::Type(TypeParam {
            default: default.map(|default| (Default::default(), default)),
            ..TypeParam::from(name)
        })
    });
    Generics {
        lt_token: Some(Default::default()),
        params: parameters.collect(),
        gt_token: Some(Default::default()),
        where_clause: None,
    }
}

/// `where` with one bound per type.
pub(in crate::emit) fn bounded(
    bounds: impl IntoIterator<Item = (Type, TypeParamBound)>,
) -> WhereClause {
    let predicates = bounds.into_iter().map(|(bounded_ty, bound)| {
        WherePredicate::Type(PredicateType {
            attrs: Vec::new(),
            lifetimes: None,
            bounded_ty,
            colon_token: Default::default(),
            bounds: [bound].into_iter().collect(),
        })
    });
    WhereClause {
        where_token: Default::default(),
        predicates: predicates.collect(),
    }
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

/// Completes a function that has neither name nor documentation nor statements yet.
pub(in crate::emit) fn function(
    mut function: ImplItemFn,
    docs: Vec<Attribute>,
    name: &Ident,
    statements: Vec<Stmt>,
) -> ImplItemFn {
    function.attrs = docs;
    function.sig.ident = name.clone();
    function.block.stmts = statements;
    function
}
