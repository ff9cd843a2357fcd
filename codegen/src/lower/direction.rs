//! Which way types travel, and which members need a box.

use std::collections::{HashMap, HashSet};

use super::shapes::Draft;
use crate::diagnostics::{Finding, Findings, rule};
use crate::model::{
    Action, Direction, Scope, Type, TypeDef, TypeName, TypeRef, TypeShape, TypeUse,
};

/// Sets the direction of every type, takes out members of the other direction, and boxes recursion.
pub(super) fn finish(drafts: &mut [Draft], sent: &Type, received: &Type, findings: &mut Findings) {
    let reach = |from: &Type| {
        let index: HashMap<&TypeName, &TypeDef> = drafts
            .iter()
            .map(|draft| (&draft.def.name, &draft.def))
            .collect();
        let mut seen = HashSet::new();
        walk(from, Scope::Local, &index, &mut seen);
        seen
    };
    let (sent, received) = (reach(sent), reach(received));
    for draft in drafts.iter_mut() {
        let name = &draft.def.name;
        draft.def.direction = direction(sent.contains(name), received.contains(name));
    }
    for draft in drafts.iter_mut() {
        let direction = draft.def.direction;
        let (read_only, write_only) = (&draft.read_only, &draft.write_only);
        if let TypeShape::Struct(def) = &mut draft.def.shape {
            match direction {
                Direction::Request => def
                    .members
                    .retain(|member| !read_only.contains(&member.wire)),
                Direction::Reply => def
                    .members
                    .retain(|member| !write_only.contains(&member.wire)),
                Direction::Both => {
                    for member in &mut def.members {
                        member.required &= !read_only.contains(&member.wire);
                    }
                }
            }
        }
    }
    report_infinite(drafts, findings);
    let mut defs: Vec<TypeDef> = drafts.iter().map(|draft| draft.def.clone()).collect();
    link(&mut defs);
    for (draft, def) in drafts.iter_mut().zip(defs) {
        draft.def = def;
    }
}

/// Boxes the members through which a type contains itself.
pub(super) fn link(defs: &mut [TypeDef]) {
    let edges: HashMap<TypeName, Vec<TypeName>> = defs
        .iter()
        .map(|def| (def.name.clone(), direct(def, false).collect()))
        .collect();
    let reaches = |from: &TypeName, to: &TypeName| {
        let mut seen = HashSet::new();
        let mut pending = vec![from];
        while let Some(here) = pending.pop() {
            if here == to {
                return true;
            }
            if seen.insert(here) {
                pending.extend(edges.get(here).into_iter().flatten());
            }
        }
        false
    };
    for def in defs.iter_mut() {
        let name = def.name.clone();
        if let TypeShape::Struct(shape) = &mut def.shape {
            for member in &mut shape.members {
                if let Type::Named(target) = &member.value.ty {
                    member.boxed = reaches(&target.name, &name);
                }
            }
        }
    }
}

/// Types that lie inside a value of this one without a list or a map between; of required members alone if asked.
fn direct(def: &TypeDef, required_only: bool) -> impl Iterator<Item = TypeName> + '_ {
    let uses: Vec<&TypeUse> = match &def.shape {
        TypeShape::Struct(def) => def
            .members
            .iter()
            .filter(|member| member.required || !required_only)
            .map(|member| &member.value)
            .collect(),
        TypeShape::Union(def) if !required_only => {
            def.variants.iter().map(|variant| &variant.value).collect()
        }
        TypeShape::Union(_) | TypeShape::Enum(_) => Vec::new(),
    };
    uses.into_iter().filter_map(|used| match &used.ty {
        Type::Named(target) => Some(target.name.clone()),
        _ => None,
    })
}

/// Tells every structure that requires itself.
pub(super) fn report_infinite(drafts: &[Draft], findings: &mut Findings) {
    let edges: HashMap<&TypeName, Vec<TypeName>> = drafts
        .iter()
        .map(|draft| (&draft.def.name, direct(&draft.def, true).collect()))
        .collect();
    for draft in drafts {
        let mut seen = HashSet::new();
        let mut pending: Vec<&TypeName> =
            edges.get(&draft.def.name).into_iter().flatten().collect();
        while let Some(here) = pending.pop() {
            if *here == draft.def.name {
                findings.push(
                    Finding::new(
                        &rule::INFINITE_TYPE,
                        draft.place.clone(),
                        format!(
                            "`{}` requires itself as a member, so no value of it can be complete",
                            draft.def.wire
                        ),
                    )
                    .help("make the member optional, or a list"),
                );
                break;
            }
            if seen.insert(here) {
                pending.extend(edges.get(here).into_iter().flatten());
            }
        }
    }
}

fn direction(sent: bool, received: bool) -> Direction {
    match (sent, received) {
        (true, true) => Direction::Both,
        (false, true) => Direction::Reply,
        (_, false) => Direction::Request,
    }
}

/// Collects the named types of a scope that a type leads to.
fn walk(
    ty: &Type,
    scope: Scope,
    index: &HashMap<&TypeName, &TypeDef>,
    seen: &mut HashSet<TypeName>,
) {
    match ty {
        Type::List(inner) | Type::Map(inner) => walk(&inner.ty, scope, index, seen),
        Type::Named(TypeRef { scope: of, name }) if *of == scope => {
            if seen.insert(name.clone())
                && let Some(def) = index.get(name)
            {
                each_use(def, &mut |used| walk(&used.ty, scope, index, seen));
            }
        }
        _ => {}
    }
}

fn each_use(def: &TypeDef, call: &mut dyn FnMut(&TypeUse)) {
    match &def.shape {
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

/// Sets the direction of shared types, from all the actions that use them.
pub(super) fn spread_shared(actions: &[Action], shared: &mut [TypeDef]) {
    if shared.is_empty() {
        return;
    }
    let index: HashMap<&TypeName, &TypeDef> = shared.iter().map(|def| (&def.name, def)).collect();
    let (mut sent, mut received) = (HashSet::new(), HashSet::new());
    for action in actions {
        walk(&action.result.ty, Scope::Shared, &index, &mut received);
        for def in &action.types {
            if def.direction.is_sent() {
                each_use(def, &mut |used| {
                    walk(&used.ty, Scope::Shared, &index, &mut sent);
                });
            }
            if def.direction.is_received() {
                each_use(def, &mut |used| {
                    walk(&used.ty, Scope::Shared, &index, &mut received);
                });
            }
        }
    }
    for def in shared {
        def.direction = direction(sent.contains(&def.name), received.contains(&def.name));
    }
}
