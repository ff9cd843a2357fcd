//! Requests and results, member by member.
//!
//! Knows how deep a member stands and which structures have been written out already.
//! Gives lines, two columns further to the right per level.
//! Must never know how a member is called in Rust.

use std::collections::BTreeMap;

use crate::literal;
use codegen_model::{
    Direction, EnumDef, Home, Json, Member, StructDef, Type, TypeDef, TypeRef, TypeShape, TypeUse,
    UnionDef,
};

use super::super::context::Context;
use super::super::identifier::plain;
use super::{WIDTH, prose, words};

/// The members of a request.
pub(super) fn of_request(cx: &Context<'_>, request: &TypeRef) -> Vec<String> {
    let mut outline = Outline::new(cx);
    if let Some(def) = cx.definition(request) {
        outline.of_shape(def, "the request", 1);
    }
    outline.lines
}

/// The members of a result, or what it is instead.
pub(super) fn of_result(cx: &Context<'_>, result: &TypeUse) -> Vec<String> {
    let mut outline = Outline::new(cx);
    match &result.ty {
        Type::Unit => {}
        Type::Named(reference) => {
            if let Some(def) = cx.definition(reference) {
                outline.of_shape(def, "the result", 1);
            }
        }
        ty => {
            outline.line(1, words::of_type(cx, ty, false));
            outline.of_inner(ty, "the result", 2);
        }
    }
    outline.lines
}

struct Outline<'c, 'a> {
    cx: &'c Context<'a>,
    lines: Vec<String>,
    /// Structures that are written out, by the member where that is.
    known: BTreeMap<(Home, String), String>,
}

impl<'c, 'a> Outline<'c, 'a> {
    fn new(cx: &'c Context<'a>) -> Self {
        Self {
            cx,
            lines: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    fn line(&mut self, level: usize, text: impl Into<String>) {
        self.lines
            .extend(words::indented(level * 2, vec![text.into()]));
    }

    fn prose(&mut self, level: usize, lines: Vec<String>) {
        self.lines.extend(words::indented(level * 2, lines));
    }

    /// What stands beneath a value of a type, if anything does.
    fn of_inner(&mut self, ty: &Type, at: &str, level: usize) {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.of_inner(&inner.ty, at, level);
            }
            Type::Named(reference) => {
                let Some(def) = self.cx.definition(reference) else {
                    return;
                };
                if matches!(def.shape, TypeShape::Enum(_)) {
                    self.of_shape(def, at, level);
                    return;
                }
                let key = (reference.home, reference.name.as_str().to_owned());
                match self.known.get(&key) {
                    Some(place) => {
                        let line = format!("(as in {place})");
                        self.line(level, line);
                    }
                    None => {
                        self.known.insert(key, at.to_owned());
                        self.of_shape(def, at, level);
                    }
                }
            }
            _ => {}
        }
    }

    fn of_shape(&mut self, def: &TypeDef, at: &str, level: usize) {
        match &def.shape {
            TypeShape::Struct(structure) => self.of_struct(def.direction, structure, level),
            TypeShape::Enum(enumeration) => self.of_enum(enumeration, level),
            TypeShape::Union(union) => self.of_union(union, at, level),
        }
    }

    fn of_struct(&mut self, direction: Direction, structure: &StructDef, level: usize) {
        for member in &structure.members {
            self.of_member(direction, member, level);
        }
        if let Some((_, value)) = &structure.additional {
            let ty = words::of_type(self.cx, &value.ty, false);
            self.line(level, format!("any other name: {ty}"));
            self.of_inner(&value.ty, "the others", level + 1);
        }
    }

    fn of_member(&mut self, direction: Direction, member: &Member, level: usize) {
        let ty = words::of_type(self.cx, &member.value.ty, false);
        let is_required = direction.is_sent() && self.cx.form(direction, member).is_required();
        let required = if is_required { ", required" } else { "" };
        let start = self.lines.len();
        self.line(level, format!("{}: {ty}{required}", member.wire));
        let width = WIDTH.saturating_sub(level * 2 + 4);
        self.prose(level + 2, prose::of(&member.docs, width));
        if direction.is_sent() {
            let limits = words::limits(&member.value, member.default.as_ref());
            self.prose(level + 2, crate::docs::wrap_plain(&limits, width));
        }
        if member.docs.deprecated {
            self.line(level + 2, "Deprecated.");
        }
        self.join(start);
        self.of_inner(&member.value.ty, &member.wire, level + 1);
    }

    /// Makes one paragraph of the lines from a place on.
    fn join(&mut self, start: usize) {
        let joined = self.lines.split_off(start).join("\n");
        self.lines.push(joined);
    }

    fn of_enum(&mut self, enumeration: &EnumDef, level: usize) {
        let start = self.lines.len();
        for value in &enumeration.values {
            let wire = match &value.wire {
                Json::String(text) if text.trim() == text && !text.is_empty() => text.clone(),
                other => literal::json(other),
            };
            let meaning = prose::of(&value.docs, usize::MAX).join(" ");
            let name = plain(value.rust.as_str());
            // A text that says what its own name says needs no name.
            let line = match (matches!(value.wire, Json::String(_)), meaning.is_empty()) {
                (true, true) => format!("= {wire}"),
                (true, false) => format!("= {wire}: {meaning}"),
                (false, true) => format!("= {wire} {name}"),
                (false, false) => format!("= {wire} {name}: {meaning}"),
            };
            self.line(
                level + 1,
                line.split_whitespace().collect::<Vec<_>>().join(" "),
            );
        }
        self.join(start);
    }

    fn of_union(&mut self, union: &UnionDef, at: &str, level: usize) {
        for variant in &union.variants {
            let ty = words::of_type(self.cx, &variant.value.ty, false);
            let name = plain(variant.rust.as_str());
            self.line(level, format!("either {ty} ({name})"));
            let width = WIDTH.saturating_sub(level * 2 + 4);
            self.prose(level + 2, prose::of(&variant.docs, width));
            self.of_inner(&variant.value.ty, at, level + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::analysis::Types;
    use crate::docs::Links;
    use crate::fixture::{
        at_least, enumeration, list, local, member, open, plain, required, structure, union,
    };
    use codegen_model::{Docs, Repr};

    fn text_of(types: &[TypeDef]) -> String {
        let (options, shared) = (Options::in_crate(), Types::default());
        let cx = Context::of_action(&options, types, &shared, Links::default(), false);
        let Type::Named(first) = local(types[0].name.as_str()).ty else {
            return String::new();
        };
        of_request(&cx, &first).join("\n")
    }

    fn documented(mut member: Member, text: &str) -> Member {
        member.docs = Docs {
            summary: Some(text.to_owned()),
            ..Docs::default()
        };
        member
    }

    #[test]
    fn members_are_told_with_type_limits_default_and_values() {
        let role = enumeration(
            "Role",
            Repr::Int64,
            &[(Json::Int(0), "Member"), (Json::Int(1), "Owner")],
        );
        let mut of_role = member("Role", local("Role"));
        of_role.default = Some(Json::Int(0));
        let user = structure(
            "User",
            vec![
                documented(required(member("Id", at_least(1))), "Its id."),
                of_role,
            ],
        );
        let request = structure(
            "Request",
            vec![
                documented(
                    required(member("Users", list(local("User")))),
                    "Who is *added*.",
                ),
                member("Deputy", local("User")),
            ],
        );
        let expected = "  Users: list of objects, required
      Who is added.
    Id: integer of 64 bits, required
        Its id.
        Must be at least 1.
    Role: integer
        Default: 0.
        = 0 Member
        = 1 Owner
  Deputy: object
    (as in Users)";
        assert_eq!(text_of(&[request, user, role]), expected);
    }

    #[test]
    fn a_structure_that_holds_itself_comes_to_an_end() {
        let node = structure(
            "Node",
            vec![
                member("Name", plain(Type::String)),
                member("Next", local("Node")),
            ],
        );
        let request = structure("Request", vec![member("First", local("Node"))]);
        let expected = "  First: object\n    Name: text\n    Next: object\n      (as in First)";
        assert_eq!(text_of(&[request, node]), expected);
    }

    #[test]
    fn alternatives_and_free_members_are_told() {
        let choice = union(
            "Choice",
            vec![
                ("Text", plain(Type::String)),
                ("Many", list(plain(Type::Bool))),
            ],
        );
        let request = open(
            structure("Request", vec![member("It", local("Choice"))]),
            plain(Type::Json),
        );
        let expected = "  It: one of several shapes
    either text (Text)
    either list of booleans (Many)
  any other name: any JSON";
        assert_eq!(text_of(&[request, choice]), expected);
    }
}
