//! The layout of members in a query string -> a constant of the action.
//!
//! Knows which members a document wants laid out in another way than the platform's.
//! Gives their names with their styles.
//! Must never know how a query string is written.

use std::collections::HashSet;

use codegen_model::{Action, Encoding, Style, Type, TypeRef, TypeShape};

use super::context::Context;
use super::literal;
use super::template::rust;

/// `const STYLES`, if a member of the request has one.
pub(super) fn styles(cx: &Context<'_>, action: &Action) -> String {
    if action.encoding == Encoding::Json {
        return String::new();
    }
    let mut styles = Vec::new();
    collect(cx, &action.request, "", &mut HashSet::new(), &mut styles);
    let styles = styles
        .iter()
        .map(|(path, style)| format!("({}, {style})", literal::text(path)));
    match styles.collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [only] => rust!(
            "
const STYLES: &'static [(&'static str, QueryStyle)] = &[$only];
",
            only
        ),
        styles => rust!(
            "
const STYLES: &'static [(&'static str, QueryStyle)] = &[
    $styles
];
",
            styles = styles.join(",\n") + ",",
        ),
    }
}

fn collect<'a>(
    cx: &Context<'a>,
    reference: &'a TypeRef,
    prefix: &str,
    within: &mut HashSet<&'a TypeRef>,
    styles: &mut Vec<(String, String)>,
) {
    let Some(def) = cx.definition(reference) else {
        return;
    };
    let TypeShape::Struct(structure) = &def.shape else {
        return;
    };
    // A type that holds itself would have members without end.
    if !within.insert(reference) {
        return;
    }
    for member in &structure.members {
        let path = format!("{prefix}{}", member.wire);
        match member.style {
            Some(style) => styles.push((path, value(style))),
            None => {
                if let Some(inner) = innermost(&member.value.ty) {
                    collect(cx, inner, &format!("{path}."), within, styles);
                }
            }
        }
    }
    within.remove(reference);
}

fn value(style: Style) -> String {
    match style {
        Style::Joined(separator) => format!("QueryStyle::Joined({separator:?})"),
        Style::Repeated => "QueryStyle::Repeated".to_owned(),
        Style::Json => "QueryStyle::Json".to_owned(),
    }
}

fn innermost(ty: &Type) -> Option<&TypeRef> {
    match ty {
        Type::List(inner) => innermost(&inner.ty),
        Type::Named(reference) => Some(reference),
        _ => None,
    }
}
