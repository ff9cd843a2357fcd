//! Requests and results, member by member.
//!
//! Knows which structures have been written out already.
//! Gives rows, each with those of its own members in braces.
//! Must never know how a member is called in Rust.

use std::collections::BTreeMap;

use codegen_model::{
    Direction, EnumDef, Home, Json, Member, StructDef, Type, TypeDef, TypeRef, TypeShape, TypeUse,
    UnionDef,
};

use super::super::context::Context;
use super::super::identifier::plain;
use super::{literal, prose, words};

/// The type of a request and the rows of its members.
pub(super) fn of_request(cx: &Context<'_>, request: &TypeRef) -> (String, String) {
    let ty = Type::Named(request.clone());
    of_whole(cx, &ty, "the request")
}

/// The type of a result and the rows of its members.
pub(super) fn of_result(cx: &Context<'_>, result: &TypeUse) -> (String, String) {
    of_whole(cx, &result.ty, "the result")
}

fn of_whole(cx: &Context<'_>, ty: &Type, place: &str) -> (String, String) {
    let mut outline = Outline {
        cx,
        known: BTreeMap::new(),
    };
    let rows = match outline.of_inner(ty, place) {
        Inner::Members(rows) => rows,
        Inner::Nothing | Inner::Values(_) | Inner::Known(_) => String::new(),
    };
    (words::of_type(cx, ty), rows)
}

struct Outline<'c, 'a> {
    cx: &'c Context<'a>,
    /// Structures that are written out, by the member where that is.
    known: BTreeMap<(Home, String), String>,
}

/// What a value of a type has inside.
enum Inner {
    Nothing,
    /// Rows of members or alternatives.
    Members(String),
    /// Rows of the values of an enum.
    Values(String),
    /// What a member has that was written out before.
    Known(String),
}

impl Outline<'_, '_> {
    fn of_inner(&mut self, ty: &Type, place: &str) -> Inner {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.of_inner(&inner.ty, place)
            }
            Type::Named(reference) => match self.cx.definition(reference) {
                Some(def) => self.of_definition(def, reference, place),
                None => Inner::Nothing,
            },
            _ => Inner::Nothing,
        }
    }

    fn of_definition(&mut self, def: &TypeDef, reference: &TypeRef, place: &str) -> Inner {
        if let TypeShape::Enum(enumeration) = &def.shape {
            return Inner::Values(of_enum(enumeration));
        }
        let key = (reference.home, reference.name.as_str().to_owned());
        if let Some(place) = self.known.get(&key) {
            return Inner::Known(place.clone());
        }
        self.known.insert(key, place.to_owned());
        Inner::Members(match &def.shape {
            TypeShape::Struct(structure) => self.of_struct(def.direction, structure),
            TypeShape::Union(union) => self.of_union(union, place),
            TypeShape::Enum(_) => String::new(),
        })
    }

    fn of_struct(&mut self, direction: Direction, structure: &StructDef) -> String {
        let members = structure.members.iter();
        let mut rows: String = members
            .map(|member| self.of_member(direction, member))
            .collect();
        if let Some((_, value)) = &structure.additional {
            let ty = words::of_type(self.cx, &value.ty);
            let inner = self.of_inner(&value.ty, "the others");
            rows.push_str(&row("", &ty, &[], "", inner));
        }
        rows
    }

    fn of_member(&mut self, direction: Direction, member: &Member) -> String {
        let mut keys = Vec::new();
        if direction.is_sent() {
            if self.cx.form(direction, member).is_required() {
                keys.push("required".to_owned());
            }
            let limits = words::limits(&member.value);
            if !limits.is_empty() {
                keys.push(format!("limits = {}", literal::text(&limits)));
            }
            if let Some(default) = &member.default {
                let default = literal::raw_text(&literal::json(default));
                keys.push(format!("default = {default}"));
            }
        }
        if member.secret {
            keys.push("secret".to_owned());
        }
        if member.docs.deprecated {
            keys.push("deprecated".to_owned());
        }
        let ty = words::of_type(self.cx, &member.value.ty);
        let inner = self.of_inner(&member.value.ty, &member.wire);
        row(&member.wire, &ty, &keys, &prose::of(&member.docs), inner)
    }

    fn of_union(&mut self, union: &UnionDef, place: &str) -> String {
        let variants = union.variants.iter();
        let rows = variants.map(|variant| {
            let ty = words::of_type(self.cx, &variant.value.ty);
            let inner = self.of_inner(&variant.value.ty, place);
            let name = plain(variant.rust.as_str());
            row(name, &ty, &[], &prose::of(&variant.docs), inner)
        });
        rows.collect()
    }
}

fn of_enum(enumeration: &EnumDef) -> String {
    let values = enumeration.values.iter();
    let rows = values.map(|value| {
        let wire = match &value.wire {
            Json::String(text) => literal::text(text),
            other => literal::json(other),
        };
        let name = plain(value.rust.as_str());
        let about = about(&prose::of(&value.docs));
        format!("{wire} {name}{about},\n")
    });
    rows.collect()
}

fn row(name: &str, ty: &str, keys: &[String], text: &str, inner: Inner) -> String {
    let (mut keys, mut end) = (keys.to_vec(), String::new());
    match inner {
        Inner::Nothing => {}
        Inner::Members(rows) if rows.is_empty() => {}
        Inner::Members(rows) => end = format!(" {{\n{}}}", indented(&rows)),
        Inner::Values(rows) => end = format!(" [\n{}]", indented(&rows)),
        Inner::Known(place) => keys.push(format!("as_in = {}", literal::text(&place))),
    }
    let keys: String = keys.iter().map(|key| format!(", {key}")).collect();
    let (name, about) = (literal::text(name), about(text));
    format!("{name}: {ty}{keys}{about}{end},\n")
}

fn about(text: &str) -> String {
    match text {
        "" => String::new(),
        text => format!(" => {}", literal::text(text)),
    }
}

fn indented(rows: &str) -> String {
    rows.lines().map(|row| format!("    {row}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::docs::Links;
    use crate::fixture::{
        at_least, enumeration, list, local, member, open, plain, required, structure, union,
    };
    use crate::types::Types;
    use codegen_model::{Docs, Repr};

    fn rows_of(types: &[TypeDef]) -> String {
        let (options, shared) = (Options::in_crate(), Types::default());
        let cx = Context::of_action(&options, types, &shared, Links::default(), false);
        let Type::Named(first) = local(types[0].name.as_str()).ty else {
            return String::new();
        };
        of_request(&cx, &first).1
    }

    fn documented(mut member: Member, text: &str) -> Member {
        member.docs = Docs {
            summary: Some(text.to_owned()),
            ..Docs::default()
        };
        member
    }

    #[test]
    fn members_have_rows_with_type_limits_default_and_values() {
        let role = enumeration(
            "Role",
            Repr::Int64,
            &[(Json::Int(0), "Member"), (Json::Int(1), "Owner")],
        );
        let mut of_role = member("Role", local("Role"));
        of_role.default = Some(Json::Int(0));
        let mut key = member("Key", plain(Type::String));
        key.secret = true;
        let user = structure(
            "User",
            vec![
                documented(required(member("Id", at_least(1))), "Its id."),
                of_role,
                key,
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
        let expected = r#""Users": list Object, required => "Who is added." {
    "Id": Int64, required, limits = "Must be at least 1." => "Its id.",
    "Role": Integer, default = "0" [
        0 Member,
        1 Owner,
    ],
    "Key": String, secret,
},
"Deputy": Object, as_in = "Users",
"#;
        assert_eq!(rows_of(&[request, user, role]), expected);
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
        let expected = r#""First": Object {
    "Name": String,
    "Next": Object, as_in = "First",
},
"#;
        assert_eq!(rows_of(&[request, node]), expected);
    }

    #[test]
    fn alternatives_and_free_members_have_rows() {
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
        let expected = r#""It": OneOf {
    "Text": String,
    "Many": list Boolean,
},
"": Json,
"#;
        assert_eq!(rows_of(&[request, choice]), expected);
    }
}
