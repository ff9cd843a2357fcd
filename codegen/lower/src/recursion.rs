//! Types that contain themselves: which members need a box, and which types nobody could ever build.
//!
//! Knows what lies directly inside what: a list or a map between two types is as good as a box, and so is an alternative of a
//! union that is a structure. Gives boxes where a value would have no size without, and there alone.
//! Must never know how a box is written.

use std::collections::{HashMap, HashSet};

use super::shapes::Draft;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_model::{Home, Member, Type, TypeDef, TypeName, TypeShape};

/// A member that holds a structure of the same home directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edge {
    from: usize,
    member: usize,
    to: usize,
}

/// Boxes members until no structure lies inside itself.
///
/// Members are taken one after another, and one is boxed if what it holds has, without a box, the structure inside that it
/// belongs to. So each box is needed, given the others. The order prefers members that stay as they are: first required ones,
/// which a box would make optional in replies, then those of a structure whose name comes first. It follows from names, not from
/// the order of a document, and of two structures that hold each other the one whose name comes last has the box.
pub(super) fn link(defs: &mut [&mut TypeDef], home: Home) {
    let edges = edges_in_order(defs, home);
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); defs.len()];
    for edge in edges {
        let boxed = reaches(&inside, edge.to, edge.from);
        if let TypeShape::Struct(structure) = &mut defs[edge.from].shape {
            structure.members[edge.member].boxed = boxed;
        }
        if !boxed {
            inside[edge.from].push(edge.to);
        }
    }
}

fn edges_in_order(defs: &[&mut TypeDef], home: Home) -> Vec<Edge> {
    let index: HashMap<&TypeName, usize> = (0..)
        .zip(defs)
        .filter(|(_, def)| matches!(def.shape, TypeShape::Struct(_)))
        .map(|(number, def)| (&def.name, number))
        .collect();
    let mut edges = Vec::new();
    for (from, def) in defs.iter().enumerate() {
        let TypeShape::Struct(structure) = &def.shape else {
            continue;
        };
        for (member, described) in structure.members.iter().enumerate() {
            let held = held(&described.value.ty, home);
            if let Some(&to) = held.and_then(|name| index.get(name)) {
                edges.push(Edge { from, member, to });
            }
        }
    }
    let rank = |edge: &Edge| {
        let (from, to) = (&defs[edge.from].name, &defs[edge.to].name);
        let member = member(defs, edge);
        let required = member.is_some_and(|member| member.required);
        let wire = member.map(|member| member.wire.as_str());
        (!required, from >= to, from, wire)
    };
    edges.sort_by(|a, b| rank(a).cmp(&rank(b)));
    edges
}

fn member<'a>(defs: &'a [&mut TypeDef], edge: &Edge) -> Option<&'a Member> {
    match &defs[edge.from].shape {
        TypeShape::Struct(structure) => structure.members.get(edge.member),
        _ => None,
    }
}

fn reaches(inside: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = HashSet::new();
    let mut pending = vec![from];
    while let Some(here) = pending.pop() {
        if here == to {
            return true;
        }
        if seen.insert(here) {
            pending.extend(&inside[here]);
        }
    }
    false
}

/// The name of a type of this home that a value holds without a list or a map between.
fn held(ty: &Type, home: Home) -> Option<&TypeName> {
    match ty {
        Type::Named(target) if target.home == home => Some(&target.name),
        _ => None,
    }
}

/// Reports every structure that requires itself, and every union that is an alternative of itself.
pub(super) fn report_infinite(drafts: &[Draft], home: Home, findings: &mut Findings) {
    let unions: HashSet<&TypeName> = drafts
        .iter()
        .filter(|draft| matches!(draft.def.shape, TypeShape::Union(_)))
        .map(|draft| &draft.def.name)
        .collect();
    let needed: HashMap<&TypeName, Vec<&TypeName>> = drafts
        .iter()
        .map(|draft| (&draft.def.name, needed(&draft.def, home, &unions)))
        .collect();
    for draft in drafts {
        let name = &draft.def.name;
        let mut seen = HashSet::new();
        let mut pending: Vec<&TypeName> = needed.get(name).cloned().unwrap_or_default();
        while let Some(here) = pending.pop() {
            if here == name {
                findings.push(infinite(draft));
                break;
            }
            if seen.insert(here) {
                pending.extend(needed.get(here).into_iter().flatten());
            }
        }
    }
}

/// Types that have to be known before this one can be: what a structure requires, and unions among the alternatives of a union.
/// A union of which one alternative leads back is no trouble otherwise, since there are the others.
fn needed<'d>(def: &'d TypeDef, home: Home, unions: &HashSet<&TypeName>) -> Vec<&'d TypeName> {
    match &def.shape {
        TypeShape::Struct(structure) => structure
            .members
            .iter()
            .filter(|member| member.required)
            .filter_map(|member| held(&member.value.ty, home))
            .collect(),
        TypeShape::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| held(&variant.value.ty, home))
            .filter(|name| unions.contains(name))
            .collect(),
        TypeShape::Enum(_) => Vec::new(),
    }
}

fn infinite(draft: &Draft) -> Finding {
    let wire = &draft.def.wire;
    let (message, help) = match draft.def.shape {
        TypeShape::Union(_) => (
            format!("`{wire}` is one of its own alternatives, so nothing decides what a value is"),
            "remove that alternative, or wrap it in a list or an object",
        ),
        _ => (
            format!("`{wire}` requires itself as a member, so no value can ever be complete"),
            "make the member optional, or a list",
        ),
    };
    Finding::new(&lint::INFINITE_TYPE, draft.place.clone(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen_model::{
        Constraints, Direction, Docs, FieldName, StructDef, TypeRef, TypeUse, UnionDef,
        UnionVariant, VariantName,
    };

    fn named(name: &str, home: Home) -> TypeUse {
        let name = TypeName::assigned(name);
        plain(Type::Named(TypeRef { home, name }))
    }

    fn plain(ty: Type) -> TypeUse {
        let constraints = Constraints::default();
        TypeUse { ty, constraints }
    }

    fn def(name: &str, shape: TypeShape) -> TypeDef {
        TypeDef {
            name: TypeName::assigned(name),
            wire: name.to_owned(),
            docs: Docs::default(),
            direction: Direction::Both,
            shape,
        }
    }

    /// A structure with a member for each type named, which is called alike; `!` marks a required one.
    fn structure(name: &str, members: &[&str]) -> TypeDef {
        let members = members.iter().map(|held| {
            let wire = held.trim_end_matches('!');
            Member {
                wire: wire.to_owned(),
                aliases: Vec::new(),
                rust: FieldName::assigned(wire.to_lowercase()),
                docs: Docs::default(),
                value: named(wire, Home::Local),
                required: held.ends_with('!'),
                or_null: false,
                default: None,
                style: None,
                boxed: false,
                secret: false,
            }
        });
        let members = members.collect();
        let structure = StructDef {
            members,
            ..StructDef::default()
        };
        def(name, TypeShape::Struct(Box::new(structure)))
    }

    fn union(name: &str, alternatives: &[&str]) -> TypeDef {
        let variants = alternatives.iter().map(|held| UnionVariant {
            rust: VariantName::assigned(*held),
            docs: Docs::default(),
            value: named(held, Home::Local),
            tags: Vec::new(),
        });
        let variants = variants.collect();
        def(
            name,
            TypeShape::Union(UnionDef {
                variants,
                tag: None,
            }),
        )
    }

    /// Members that are boxed, as `Type.Member`.
    fn boxes(mut defs: Vec<TypeDef>) -> Vec<String> {
        link(&mut defs.iter_mut().collect::<Vec<_>>(), Home::Local);
        let mut found = Vec::new();
        for def in &defs {
            if let TypeShape::Struct(structure) = &def.shape {
                let boxed = structure.members.iter().filter(|member| member.boxed);
                found.extend(boxed.map(|member| format!("{}.{}", def.name, member.wire)));
            }
        }
        found.sort();
        found
    }

    #[test]
    fn a_structure_that_holds_itself_has_a_box() {
        assert_eq!(boxes(vec![structure("A", &["A"])]), ["A.A"]);
    }

    #[test]
    fn of_two_that_hold_each_other_one_has_a_box_in_whatever_order_they_stand() {
        let (a, b) = (structure("A", &["B"]), structure("B", &["A"]));
        assert_eq!(boxes(vec![a.clone(), b.clone()]), ["B.A"]);
        assert_eq!(boxes(vec![b, a]), ["B.A"]);
    }

    #[test]
    fn of_a_longer_circle_one_has_a_box() {
        let circle = |order: [usize; 3]| {
            let all = [
                structure("A", &["C"]),
                structure("B", &["A"]),
                structure("C", &["B"]),
            ];
            boxes(order.map(|number| all[number].clone()).to_vec())
        };
        assert_eq!(circle([0, 1, 2]), ["C.B"]);
        assert_eq!(circle([2, 0, 1]), ["C.B"]);
    }

    #[test]
    fn each_circle_is_cut_once_and_what_is_beside_has_no_box() {
        let defs = vec![
            structure("A", &["B", "Beside"]),
            structure("B", &["C", "D"]),
            structure("C", &["A"]),
            structure("D", &["A"]),
            structure("Beside", &["Leaf"]),
            structure("Leaf", &[]),
        ];
        assert_eq!(boxes(defs), ["C.A", "D.A"]);
    }

    #[test]
    fn a_required_member_stays_as_it_is_where_another_can_be_boxed() {
        let defs = vec![structure("A", &["B"]), structure("B", &["A!"])];
        assert_eq!(boxes(defs), ["A.B"]);
    }

    #[test]
    fn unions_need_none_since_they_box_structures_themselves() {
        let defs = vec![structure("A", &["U"]), union("U", &["A"])];
        assert_eq!(boxes(defs), [""; 0]);
    }

    #[test]
    fn a_shared_type_of_the_same_name_is_another_one() {
        let mut other = structure("A", &["A"]);
        if let TypeShape::Struct(structure) = &mut other.shape {
            structure.members[0].value = named("A", Home::Shared);
        }
        assert_eq!(boxes(vec![other]), [""; 0]);
    }
}
