//! Which way types travel, and what members they have there.
//!
//! Knows which members only replies have (`readOnly`) and which only requests have (`writeOnly`). Gives types without the members
//! of the other direction; one that travels in both has them all, and requests need not have what only replies do. Must never
//! look at what members are called in Rust.

use std::collections::{HashMap, HashSet};

use super::recursion::{link, report_infinite};
use super::shapes::Draft;
use codegen_documents::diagnostics::Findings;
use codegen_model::{
    Action, Direction, Home, Type, TypeDef, TypeName, TypeRef, TypeShape, TypeUse,
};

/// Sets the direction of every type, takes out members of the other direction, and boxes recursion.
pub(super) fn finish(drafts: &mut [Draft], sent: &Type, received: &Type, findings: &mut Findings) {
    let index = index(drafts);
    let reach = |from: &Type| {
        let mut seen = HashSet::new();
        walk(from, Home::Local, &index, &mut seen);
        seen
    };
    let (sent, received) = (reach(sent), reach(received));
    settle(drafts, Home::Local, &sent, &received, findings);
}

/// Leaves out which members say null: in a query or a form there is no null.
pub(super) fn without_null(drafts: &mut [Draft]) {
    for draft in drafts {
        if let TypeShape::Struct(def) = &mut draft.def.shape {
            for member in &mut def.members {
                member.or_null = false;
            }
        }
    }
}

/// The directions of shared types, from all the actions that use them. A type that none uses, since it is only part of others
/// by `allOf`, is left out.
pub(super) fn finish_shared(drafts: &mut Vec<Draft>, actions: &[Action], findings: &mut Findings) {
    if drafts.is_empty() {
        return;
    }
    let index = index(drafts);
    let (mut sent, mut received) = (HashSet::new(), HashSet::new());
    for action in actions {
        let result = &action.result.ty;
        walk(result, Home::Shared, &index, &mut received);
        // Members of the other direction have left these already.
        for def in &action.types {
            if def.direction.is_sent() {
                each_use(&def.shape, &mut |used| {
                    walk(&used.ty, Home::Shared, &index, &mut sent);
                });
            }
            if def.direction.is_received() {
                each_use(&def.shape, &mut |used| {
                    walk(&used.ty, Home::Shared, &index, &mut received);
                });
            }
        }
    }
    drafts.retain(|draft| {
        let name = &draft.def.name;
        sent.contains(name) || received.contains(name)
    });
    settle(drafts, Home::Shared, &sent, &received, findings);
}

fn settle(
    drafts: &mut [Draft],
    home: Home,
    sent: &HashSet<TypeName>,
    received: &HashSet<TypeName>,
    findings: &mut Findings,
) {
    for draft in drafts.iter_mut() {
        let name = &draft.def.name;
        let direction = direction(sent.contains(name), received.contains(name));
        draft.def.direction = direction;
        let (read_only, write_only) = (&draft.read_only, &draft.write_only);
        if let TypeShape::Struct(def) = &mut draft.def.shape {
            match direction {
                Direction::Request => def
                    .members
                    .retain(|member| !read_only.contains_key(&member.wire)),
                Direction::Reply => {
                    def.members
                        .retain(|member| !write_only.contains(&member.wire));
                    for member in &mut def.members {
                        member.required |= read_only.get(&member.wire) == Some(&true);
                        // A reply without the member says the same.
                        member.or_null = false;
                    }
                }
                // It is one type, and it has what either direction has.
                Direction::Both => {}
            }
        }
    }
    report_infinite(drafts, home, findings);
    let mut defs: Vec<&mut TypeDef> = drafts.iter_mut().map(|draft| &mut draft.def).collect();
    link(&mut defs, home);
}

fn index(drafts: &[Draft]) -> HashMap<&TypeName, &Draft> {
    drafts
        .iter()
        .map(|draft| (&draft.def.name, draft))
        .collect()
}

fn direction(sent: bool, received: bool) -> Direction {
    match (sent, received) {
        (true, true) => Direction::Both,
        (false, true) => Direction::Reply,
        (_, false) => Direction::Request,
    }
}

/// Collects the named types of a home that a type leads to, by members of either direction: where the type travels in both, it has
/// them all.
fn walk(ty: &Type, home: Home, index: &HashMap<&TypeName, &Draft>, seen: &mut HashSet<TypeName>) {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            walk(&inner.ty, home, index, seen);
        }
        Type::Named(TypeRef { home: of, name }) if *of == home => {
            if seen.contains(name) {
                return;
            }
            seen.insert(name.clone());
            if let Some(draft) = index.get(name) {
                each_use(&draft.def.shape, &mut |used| {
                    walk(&used.ty, home, index, seen);
                });
            }
        }
        _ => {}
    }
}

fn each_use(shape: &TypeShape, call: &mut dyn FnMut(&TypeUse)) {
    match shape {
        TypeShape::Struct(def) => {
            def.members
                .iter()
                .map(|member| &member.value)
                .for_each(&mut *call);
            def.additional.iter().map(|(_, value)| value).for_each(call);
        }
        TypeShape::Union(def) => def
            .variants
            .iter()
            .map(|variant| &variant.value)
            .for_each(call),
        TypeShape::Enum(_) => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test that cannot go on has failed, and says where"
    )]

    use codegen_model::{Direction, TypeDef, TypeShape};
    use codegen_pipeline::understand_texts;

    const ITEM: &str = "
      type: object
      required: [Id, Secret]
      properties:
        Id: { type: string, readOnly: true }
        Secret: { type: string, writeOnly: true }
        Name: { type: string }
";

    /// An action that sends or receives an `Item`, or does both; the item is its own, or shared.
    fn types(sent: bool, received: bool, shared: bool) -> Vec<TypeDef> {
        let file = if shared { "./types.yaml" } else { "" };
        let holder = |has: bool| match has {
            true => {
                format!("properties: {{ Item: {{ $ref: '{file}#/components/schemas/Item' }} }}")
            }
            false => "properties: {}".to_owned(),
        };
        let header = "openapi: 3.1.0\ninfo: { title: Demo, version: '2020-01-01' }\n";
        let components = format!("components:\n  schemas:\n    Item:{ITEM}");
        let mut action = format!(
            "{header}paths:
  /Demo:
    post:
      requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, {} }} }} }} }}
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema:
                type: object
                properties:
                  ResponseMetadata: {{ type: object }}
                  Result: {{ type: object, {} }}
",
            holder(sent),
            holder(received)
        );
        let mut texts = vec![("demo/service.yaml".to_owned(), "service: demo\n".to_owned())];
        if shared {
            let text = format!("{header}{components}");
            texts.push(("demo/2020-01-01/types.yaml".to_owned(), text));
        } else {
            action += &components;
        }
        texts.push(("demo/2020-01-01/Demo.yaml".to_owned(), action));
        let api = understand_texts(texts).api.unwrap();
        let version = api.services.into_iter().next().unwrap().versions.remove(0);
        let own = version.actions.into_iter().flat_map(|action| action.types);
        own.chain(version.shared_types).collect()
    }

    /// Direction and members of `Item`; `!` marks those that are required.
    fn item(types: &[TypeDef]) -> (Direction, Vec<String>) {
        let item = types
            .iter()
            .find(|def| def.name.as_str() == "Item")
            .unwrap();
        let TypeShape::Struct(structure) = &item.shape else {
            panic!("a structure")
        };
        let members = structure.members.iter().map(|member| {
            let mark = if member.required { "!" } else { "" };
            format!("{}{mark}", member.wire)
        });
        (item.direction, members.collect())
    }

    #[test]
    fn what_only_replies_have_is_no_part_of_requests() {
        for shared in [false, true] {
            let (direction, members) = item(&types(true, false, shared));
            assert_eq!(direction, Direction::Request);
            assert_eq!(members, ["Secret!", "Name"]);
        }
    }

    #[test]
    fn what_only_requests_have_is_no_part_of_replies() {
        for shared in [false, true] {
            let (direction, members) = item(&types(false, true, shared));
            assert_eq!(direction, Direction::Reply);
            assert_eq!(members, ["Id!", "Name"]);
        }
    }

    #[test]
    fn a_type_of_both_has_all_members_and_demands_none_that_only_replies_have() {
        for shared in [false, true] {
            let (direction, members) = item(&types(true, true, shared));
            assert_eq!(direction, Direction::Both);
            assert_eq!(members, ["Id", "Secret!", "Name"]);
        }
    }
}
