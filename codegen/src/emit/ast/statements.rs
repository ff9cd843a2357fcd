//! Statements.

use syn::{Expr, ExprAssign, Local, LocalInit, Pat, PatIdent, Stmt};

use crate::emit::identifier::ident;

use super::patterns::binding;

/// `let mut name = value;`
pub(in crate::emit) fn let_mut(name: &str, value: Expr) -> Stmt {
    Stmt::Local(Local {
        attrs: Vec::new(),
        let_token: Default::default(),
        modifiers: Default::default(),
        pat: Pat::Ident(PatIdent {
            mutability: Some(Default::default()),
            ..binding(ident(name))
        }),
        init: Some(LocalInit {
            eq_token: Default::default(),
            expr: Box::new(value),
            diverge: None,
        }),
        semi_token: Default::default(),
    })
}

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
