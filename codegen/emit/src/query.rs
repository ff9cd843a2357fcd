//! The layout of members in a query string -> a constant of the action.
//!
//! Knows which members a document wants laid out in another way than the platform's.
//! Gives their names with their styles.
//! Must never know how a query string is written.

use std::collections::HashSet;

use codegen_model::{Action, Encoding, Style, Type, TypeRef, TypeShape};

use super::context::Context;
use super::imports::Name;
use super::layout::Layout;
use super::literal;

/// `const STYLES`, if a member of the request has one.
pub(super) fn styles(cx: &Context<'_>, action: &Action, text: &mut Layout) {
    if action.encoding == Encoding::Json {
        return;
    }
    let mut styles = Vec::new();
    collect(cx, &action.request, "", &mut HashSet::new(), &mut styles);
    if styles.is_empty() {
        return;
    }
    cx.uses(&[Name::QueryStyle]);
    let head = "const STYLES: &'static [(&'static str, QueryStyle)] = &[";
    if let [(path, style)] = styles.as_slice() {
        let entry = format!("({}, {style})", literal::text(path));
        text.code(
            1,
            "const STYLES: &'static [(&'static str, QueryStyle)] = ",
            &format!("&[{entry}]"),
            ";",
        );
        return;
    }
    text.line(1, &[head]);
    for (path, style) in styles {
        text.line(2, &["(", &literal::text(&path), ", ", &style, "),"]);
    }
    text.line(1, &["];"]);
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
