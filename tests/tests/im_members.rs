//! The members that the sources name are the members that the documents describe.
//!
//! `data/im/members.json` is a compact copy of what the documentation and the official SDK say: for every action the members
//! of its request and of its result, by path, each with its JSON type and whether it is required. `[]` stands for the items
//! of a list, `{}` for the values of a map.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use codegen_model::{Action, Home, Repr, Type, TypeDef, TypeRef, TypeShape, Version};
use serde_json::Value;
use tests::spec;

const ACTIONS: usize = 55;

/// What is known about each member, by action, side and path.
type Members = BTreeMap<(String, String, String), String>;

/// A place where the documents deliberately say something else than the copy, which follows the SDK.
struct Resolved {
    /// The action; `None` for all that have such a member.
    action: Option<&'static str>,
    path: &'static str,
    copy: Option<&'static str>,
    documents: &'static str,
    why: &'static str,
}

const RESOLVED: &[Resolved] = &[
    Resolved {
        action: Some("UpdateFriend"),
        path: "request FriendInfos[].Ext",
        copy: Some("map of string required"),
        documents: "map of string",
        why: "both sources say in words that one of Ext and Alias is enough",
    },
    Resolved {
        action: Some("UpdateBlackList"),
        path: "request BlackListInfos[].BlackListUserExt",
        copy: Some("map of string"),
        documents: "map of string required",
        why: "the page requires it, and giving it satisfies both sources",
    },
    Resolved {
        action: Some("ListFriend"),
        path: "result FriendInfos[].Ext",
        copy: Some("map of string"),
        documents: "one of map of string and string",
        why: "the page says text, the SDK says map",
    },
    Resolved {
        action: Some("GetBlackList"),
        path: "result BlackListInfos[].FriendUserInfo.Ext",
        copy: Some("map of string required"),
        documents: "one of map of string and string",
        why: "the page says text, the SDK says map, and ListFriend does not require it in the same structure",
    },
    Resolved {
        action: Some("GetConversationMessages"),
        path: "result Messages[].ClientMsgId",
        copy: None,
        documents: "string",
        why: "GetMessages returns the same structure, and its page has the member",
    },
    Resolved {
        action: None,
        path: "result FailedInfos[].UserId",
        copy: Some("integer required"),
        documents: "integer or text required",
        why: "the page of RegisterUsers says text about the structure that these actions share",
    },
];

impl Resolved {
    fn is_about(
        &self,
        action: &str,
        path: &str,
        copy: Option<&str>,
        documents: Option<&str>,
    ) -> bool {
        self.action.is_none_or(|name| name == action)
            && self.path == path
            && self.copy == copy
            && Some(self.documents) == documents
    }
}

/// The compact copy.
fn copy() -> Members {
    let file = spec::root().join("tests/data/im/members.json");
    let text = std::fs::read_to_string(file).expect("the copy of the members");
    let actions: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>> =
        serde_json::from_str(&text).expect("actions, sides, paths");
    assert_eq!(actions.len(), ACTIONS);
    let mut members = Members::new();
    for (action, sides) in actions {
        for (side, paths) in sides {
            for (path, what) in paths {
                members.insert((action.clone(), side.clone(), path), what);
            }
        }
    }
    members
}

/// What the documents describe, as the generator understands it.
fn documents() -> Members {
    let understood = codegen_pipeline::understand(&spec::root().join("spec")).unwrap();
    let api = understood.api.expect("documents without errors");
    let service = api
        .services
        .iter()
        .find(|service| service.module.as_str() == "rtc")
        .expect("the service rtc");
    let version = &service.versions[0];
    let mut members = Members::new();
    for action in &version.actions {
        for (side, ty) in [
            ("request", &Type::Named(action.request.clone())),
            ("result", &action.result.ty),
        ] {
            let view = View { version, action };
            view.collect(ty, "", &mut |path, what| {
                let key = (action.wire.clone(), side.to_owned(), path);
                assert!(members.insert(key, what).is_none());
            });
        }
    }
    members
}

/// An action with the types that it can refer to.
struct View<'a> {
    version: &'a Version,
    action: &'a Action,
}

impl<'a> View<'a> {
    fn def(&self, reference: &TypeRef) -> &'a TypeDef {
        let types = match reference.home {
            Home::Local => &self.action.types,
            Home::Shared => &self.version.shared_types,
        };
        types
            .iter()
            .find(|def| def.name == reference.name)
            .expect("every reference is resolved")
    }

    /// What a type is in JSON.
    fn json_type(&self, ty: &Type) -> String {
        match ty {
            Type::Unit => "nothing".to_owned(),
            Type::Bool => "boolean".to_owned(),
            Type::Int32 | Type::Int64 => "integer".to_owned(),
            Type::Float | Type::Double => "number".to_owned(),
            Type::String => "string".to_owned(),
            Type::Json => "anything".to_owned(),
            Type::JsonNumber => "integer or text".to_owned(),
            Type::List(item) => format!("array of {}", self.json_type(&item.ty)),
            Type::Map(value) => format!("map of {}", self.json_type(&value.ty)),
            Type::Nullable(value) => format!("{} or null", self.json_type(&value.ty)),
            Type::Named(reference) => match &self.def(reference).shape {
                TypeShape::Struct(_) => "object".to_owned(),
                TypeShape::Enum(def) => match def.repr {
                    Repr::String => "string".to_owned(),
                    Repr::Int64 => "integer".to_owned(),
                },
                TypeShape::Union(def) => {
                    let types = def
                        .variants
                        .iter()
                        .map(|variant| self.json_type(&variant.value.ty));
                    format!("one of {}", types.collect::<Vec<_>>().join(" and "))
                }
            },
        }
    }

    /// Calls `found` for every member within a type.
    fn collect(&self, ty: &Type, path: &str, found: &mut impl FnMut(String, String)) {
        match ty {
            Type::List(item) => self.collect(&item.ty, &format!("{path}[]"), found),
            Type::Map(value) => self.collect(&value.ty, &format!("{path}{{}}"), found),
            Type::Named(reference) => {
                if let TypeShape::Struct(structure) = &self.def(reference).shape {
                    for member in &structure.members {
                        let dot = if path.is_empty() { "" } else { "." };
                        let inner = format!("{path}{dot}{}", member.wire);
                        let required = if member.required { " required" } else { "" };
                        let what = format!("{}{required}", self.json_type(&member.value.ty));
                        found(inner.clone(), what);
                        self.collect(&member.value.ty, &inner, found);
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_member_that_the_sources_name_is_described_with_its_type() {
    let (copy, documents) = (copy(), documents());
    let places: BTreeSet<_> = copy.keys().chain(documents.keys()).collect();
    let mut used = vec![false; RESOLVED.len()];
    let mut wrong = Vec::new();
    for place in places {
        let (said, described) = (copy.get(place), documents.get(place));
        if said == described {
            continue;
        }
        let (action, side, path) = place;
        let (said, described) = (said.map(String::as_str), described.map(String::as_str));
        let whole = format!("{side} {path}");
        match RESOLVED
            .iter()
            .position(|resolved| resolved.is_about(action, &whole, said, described))
        {
            Some(number) => used[number] = true,
            None => wrong.push(format!(
                "{action}: {whole} is {}, and the document says {}",
                said.unwrap_or("not named by the sources"),
                described.unwrap_or("nothing of it")
            )),
        }
    }
    assert_eq!(wrong, [""; 0], "\n{}", wrong.join("\n"));
    for (resolved, used) in RESOLVED.iter().zip(used) {
        assert!(
            used,
            "{} is no difference any more ({})",
            resolved.path, resolved.why
        );
    }
}

/// Where the facts lie that the copy was made from; they are no part of this repository.
fn facts() -> Option<PathBuf> {
    let folder = std::env::var_os("IM_FACTS")
        .map_or_else(|| spec::root().join("../shared/facts/im"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The type of a fact in the words of the copy.
fn type_of_fact(ty: &str) -> String {
    if let Some(item) = ty.strip_prefix("array of ") {
        return format!("array of {}", type_of_fact(item));
    }
    if let Some(value) = value_of_map(ty) {
        return format!("map of {}", type_of_fact(value));
    }
    match ty {
        "int32" | "int64" => "integer".to_owned(),
        "bool" => "boolean".to_owned(),
        "string" => "string".to_owned(),
        _ if ty.starts_with("object ") => "object".to_owned(),
        _ => panic!("what is {ty}?"),
    }
}

fn value_of_map(ty: &str) -> Option<&str> {
    ty.strip_prefix("map<string,")?.strip_suffix('>')
}

/// Calls `found` for every field, and the fields of what it holds.
fn walk(fields: &Value, types: &Value, path: &str, found: &mut impl FnMut(String, String)) {
    for field in fields.as_array().expect("a list of fields") {
        let mut path = format!("{path}{}", field["name"].as_str().unwrap());
        let mut ty = field["type"].as_str().unwrap();
        let required = if field["required"].as_bool().unwrap() {
            " required"
        } else {
            ""
        };
        found(path.clone(), format!("{}{required}", type_of_fact(ty)));
        loop {
            if let Some(item) = ty.strip_prefix("array of ") {
                (ty, path) = (item, format!("{path}[]"));
            } else if let Some(value) = value_of_map(ty) {
                (ty, path) = (value, format!("{path}{{}}"));
            } else {
                break;
            }
        }
        if let Some(name) = ty.strip_prefix("object ") {
            walk(&types[name]["fields"], types, &format!("{path}."), found);
        }
    }
}

#[test]
fn the_copy_is_what_the_facts_say_where_these_are_at_hand() {
    let Some(folder) = facts() else { return };
    let mut said = Members::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let facts: Value = serde_yaml::from_str(&text).unwrap();
        let action = facts["action"].as_str().unwrap();
        for side in ["request", "result"] {
            walk(&facts[side], &facts["types"], "", &mut |path, what| {
                said.insert((action.to_owned(), side.to_owned(), path), what);
            });
        }
    }
    assert_eq!(copy(), said);
}
