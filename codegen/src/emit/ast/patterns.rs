//! Patterns and the arms that they open.

use proc_macro2::{Ident, Literal};
use syn::{Arm, Expr, ExprLit, ExprPath, Lit, Pat, PatIdent, PatOr, PatWild, Path};

/// An arm of a `match`.
pub(in crate::emit) fn arm(pat: Pat, body: Expr) -> Arm {
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: Default::default(),
        body: Box::new(body),
        comma: Some(Default::default()),
    }
}

/// A pattern of one or more literal texts.
pub(in crate::emit) fn texts(texts: &[&str]) -> Pat {
    let mut patterns: Vec<Pat> = texts
        .iter()
        .map(|text| pattern(Literal::string(text)))
        .collect();
    match (patterns.len(), patterns.pop()) {
        (1, Some(only)) => only,
        (_, last) => Pat::Or(PatOr {
            attrs: Vec::new(),
            leading_vert: None,
            cases: patterns.into_iter().chain(last).collect(),
        }),
    }
}

/// The pattern `_`.
pub(in crate::emit) fn anything() -> Pat {
    Pat::Wild(PatWild {
        attrs: Vec::new(),
        underscore_token: Default::default(),
    })
}

/// A pattern that is a path.
pub(in crate::emit) fn path_pattern(path: Path) -> Pat {
    Pat::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// A pattern that is a literal.
pub(in crate::emit) fn pattern(literal: Literal) -> Pat {
    Pat::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::new(literal),
    })
}

/// A pattern that binds a name.
pub(super) fn binding(name: Ident) -> PatIdent {
    PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: name,
        subpat: None,
    }
}
