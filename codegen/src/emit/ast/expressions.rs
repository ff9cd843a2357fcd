//! Expressions.

use proc_macro2::{Ident, Literal};
use syn::{
    BinOp, Expr, ExprArray, ExprBinary, ExprCall, ExprField, ExprLit, ExprMethodCall, ExprPath,
    ExprReference, ExprTry, ExprTuple, Lit, Member, Path,
};

use crate::emit::identifier::ident;

/// An expression that is a path: a variable, a constant, a variant.
pub(in crate::emit) fn value_at(path: Path) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// A variable.
pub(in crate::emit) fn variable(name: Ident) -> Expr {
    value_at(Path::from(name))
}

/// `self.field`
pub(in crate::emit) fn own_field(name: &Ident) -> Expr {
    field(variable(ident("self")), name)
}

/// `base.field`
pub(in crate::emit) fn field(base: Expr, name: &Ident) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(base),
        dot_token: Default::default(),
        member: Member::Named(name.clone()),
    })
}

/// A call of a function or a constructor.
pub(in crate::emit) fn call(function: Path, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(value_at(function)),
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// A call of a function by its name alone.
pub(in crate::emit) fn call_named(function: &str, argument: Expr) -> Expr {
    call(Path::from(ident(function)), [argument])
}

/// A call of a method.
pub(in crate::emit) fn method(
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

/// `&place`
pub(in crate::emit) fn reference(place: Expr) -> Expr {
    borrow(place, false)
}

/// `&mut place`
pub(in crate::emit) fn mutable_reference(place: Expr) -> Expr {
    borrow(place, true)
}

fn borrow(place: Expr, is_mutable: bool) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: is_mutable.then(Default::default),
        expr: Box::new(place),
    })
}

/// `value?`
pub(in crate::emit) fn attempt(value: Expr) -> Expr {
    Expr::Try(ExprTry {
        attrs: Vec::new(),
        expr: Box::new(value),
        question_token: Default::default(),
    })
}

/// A literal text.
pub(in crate::emit) fn text(text: &str) -> Expr {
    literal(Literal::string(text))
}

/// A literal.
pub(in crate::emit) fn literal(literal: Literal) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::new(literal),
    })
}

/// `[a, b]`
pub(in crate::emit) fn array(items: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elems: items.into_iter().collect(),
    })
}

/// `(a, b)`
pub(in crate::emit) fn pair(a: Expr, b: Expr) -> Expr {
    Expr::Tuple(ExprTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems: [a, b].into_iter().collect(),
    })
}

/// `a + b`
pub(in crate::emit) fn sum(a: Expr, b: Expr) -> Expr {
    Expr::Binary(ExprBinary {
        attrs: Vec::new(),
        left: Box::new(a),
        op: BinOp::Add(Default::default()),
        right: Box::new(b),
    })
}

/// `true` or `false`
pub(in crate::emit) fn truth(value: bool) -> Expr {
    variable(ident(if value { "true" } else { "false" }))
}
