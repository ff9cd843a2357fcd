//! Statements.

use syn::{Expr, Stmt};

/// The value of a block.
pub(in crate::emit) fn result(value: Expr) -> Stmt {
    Stmt::Expr(value, None)
}
