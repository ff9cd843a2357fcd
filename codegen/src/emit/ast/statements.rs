//! Statements.

use syn::{Expr, ExprAssign, Stmt};

/// `place = value;`
pub(in crate::emit) fn assign(place: Expr, value: Expr) -> Stmt {
    statement(Expr::Assign(ExprAssign {
        attrs: Vec::new(),
        left: Box::new(place),
        eq_token: Default::default(),
        right: Box::new(value),
    }))
}

/// An expression with a semicolon.
pub(in crate::emit) fn statement(value: Expr) -> Stmt {
    Stmt::Expr(value, Some(Default::default()))
}

/// The value of a block.
pub(in crate::emit) fn result(value: Expr) -> Stmt {
    Stmt::Expr(value, None)
}
