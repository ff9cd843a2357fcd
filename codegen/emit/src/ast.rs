//! Pieces of syntax, made without tokens in between.
//!
//! Knows `syn`. What is emitted thousands of times is written as text instead (`layout`); these are for the rest.
//! Gives types, expressions and statements.
//! Must never know what is emitted.

use proc_macro2::{Ident, Literal, TokenStream};
use syn::{
    AttrStyle, Attribute, Block, Expr, ExprArray, ExprCall, ExprLit, ExprMethodCall, ExprPath,
    ExprTry, ExprTuple, ImplItem, Item, ItemImpl, Lit, Meta, MetaNameValue, Path, PathSegment,
    Stmt, Type, TypePath,
};

use super::identifier::ident;

/// A node that is always the same but for places that are filled in afterwards: parsed once per thread, then copied.
macro_rules! template {
    ($node:ty { $($tokens:tt)* }) => {{
        thread_local! {
            static NODE: $node = syn::parse_quote! { $($tokens)* };
        }
        NODE.with(Clone::clone)
    }};
}
pub(super) use template;

/// Items of quoted code, for what is emitted once per file.
///
/// Tokens that are no items would be a mistake of `emit`, whatever the model holds. They become an error of whoever
/// compiles the output, so that nothing is lost silently.
pub(super) fn items(tokens: TokenStream) -> Vec<Item> {
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file.items,
        Err(error) => {
            let message = error.to_string();
            vec![syn::parse_quote!(compile_error! { #message })]
        }
    }
}

/// Statements of quoted code.
pub(super) fn statements(tokens: TokenStream) -> Vec<Stmt> {
    match syn::parse::Parser::parse2(Block::parse_within, tokens) {
        Ok(statements) => statements,
        Err(error) => {
            let message = error.to_string();
            vec![syn::parse_quote!(compile_error!(#message);)]
        }
    }
}

/// A path of one or more names.
pub(super) fn path<const N: usize>(names: [Ident; N]) -> Path {
    Path {
        leading_colon: None,
        segments: names.into_iter().map(PathSegment::from).collect(),
    }
}

/// A type by its name.
pub(super) fn named(name: Ident) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: Path::from(name),
    })
}

/// An expression that is a path: a variable, a constant, a variant.
pub(super) fn value_at(path: Path) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// A variable.
pub(super) fn variable(name: Ident) -> Expr {
    value_at(Path::from(name))
}

/// A call of a function or a constructor.
pub(super) fn call(function: Path, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(value_at(function)),
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// A call of a method.
pub(super) fn method(
    receiver: Expr,
    name: Ident,
    arguments: impl IntoIterator<Item = Expr>,
) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: name,
        turbofish: None,
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `value?`
pub(super) fn attempt(value: Expr) -> Expr {
    Expr::Try(ExprTry {
        attrs: Vec::new(),
        expr: Box::new(value),
        question_token: Default::default(),
    })
}

/// A literal text.
pub(super) fn text(text: &str) -> Expr {
    literal(Literal::string(text))
}

/// A literal.
pub(super) fn literal(literal: Literal) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::new(literal),
    })
}

/// `[a, b]`
pub(super) fn array(items: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elems: items.into_iter().collect(),
    })
}

/// `(a, b)`
pub(super) fn pair(a: Expr, b: Expr) -> Expr {
    Expr::Tuple(ExprTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems: [a, b].into_iter().collect(),
    })
}

/// `true` or `false`
pub(super) fn truth(value: bool) -> Expr {
    variable(ident(if value { "true" } else { "false" }))
}

/// `#[doc = "…"]`
pub(super) fn doc(comment: &str) -> Attribute {
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Path::from(ident("doc")),
            eq_token: Default::default(),
            value: text(comment),
        }),
    }
}

/// Completes an `impl` whose only function has no statements yet.
pub(super) fn complete(mut item: ItemImpl, name: &Ident, statements: Vec<Stmt>) -> Item {
    *item.self_ty = named(name.clone());
    if let Some(ImplItem::Fn(function)) = item.items.first_mut() {
        function.block.stmts = statements;
    }
    Item::Impl(item)
}
