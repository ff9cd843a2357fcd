//! The small changes that an action of a page may have.

use proptest::sample::Index;

use crate::tree::{Action, Limits, Member, Shape};

/// A kind of change, of which a page has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    NewMember,
    LostMember,
    Renamed,
    OtherLimit,
    OtherMark,
    NewValue,
    OtherType,
    OtherRate,
    OtherMethod,
    Words,
    NewError,
    MovedSection,
}

pub(super) const KINDS: &[Kind] = &[
    Kind::NewMember,
    Kind::LostMember,
    Kind::Renamed,
    Kind::OtherLimit,
    Kind::OtherMark,
    Kind::NewValue,
    Kind::OtherType,
    Kind::OtherRate,
    Kind::OtherMethod,
    Kind::Words,
    Kind::NewError,
    Kind::MovedSection,
];

/// Members by what they belong to, all lists of an action.
fn lists(action: &mut Action) -> Vec<&mut Vec<Member>> {
    fn below<'a>(members: &'a mut Vec<Member>, out: &mut Vec<&'a mut Vec<Member>>) {
        // Every list is seen once before its members are: one may not be held together with those inside of it.
        for member in members {
            let mut shape = &mut member.shape;
            while let Shape::List(inner) | Shape::Map(inner) = shape {
                shape = inner;
            }
            if let Shape::Object(members) = shape {
                if members.iter().any(|member| holds_members(&member.shape)) {
                    below(members, out);
                } else {
                    out.push(members);
                }
            }
        }
    }
    let Action {
        request, result, ..
    } = action;
    let mut out = Vec::new();
    for members in [request, result] {
        if members.iter().any(|member| holds_members(&member.shape)) {
            below(members, &mut out);
        } else {
            out.push(members);
        }
    }
    out
}

fn holds_members(shape: &Shape) -> bool {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => holds_members(inner),
        Shape::Object(_) => true,
        _ => false,
    }
}

/// Whether a query string carries a value under the name that it has in a body; lists are spelt `Ids.N` there.
fn is_flat(shape: &Shape) -> bool {
    !matches!(
        shape,
        Shape::List(_) | Shape::Map(_) | Shape::Object(_) | Shape::Json
    )
}

/// Members of the request, and of what is inside of it, of which something holds.
fn sent(action: &mut Action, fits: fn(&Member) -> bool) -> Vec<&mut Member> {
    fn below<'a>(
        members: &'a mut [Member],
        fits: fn(&Member) -> bool,
        out: &mut Vec<&'a mut Member>,
    ) {
        for member in members {
            if fits(member) {
                out.push(member);
                continue;
            }
            let mut shape = &mut member.shape;
            while let Shape::List(inner) | Shape::Map(inner) = shape {
                shape = inner;
            }
            if let Shape::Object(members) = shape {
                below(members, fits, out);
            }
        }
    }
    let mut out = Vec::new();
    below(&mut action.request, fits, &mut out);
    out
}

fn is_limited(member: &Member) -> bool {
    let Limits {
        maximum,
        max_length,
        max_items,
        ..
    } = member.limits;
    maximum.is_some() || max_length.is_some() || max_items.is_some()
}

/// An action after a change; `None` where it has nothing that can change like that.
pub(super) fn changed(action: &Action, kind: Kind, which: Index) -> Option<Action> {
    let mut action = action.clone();
    match kind {
        Kind::NewMember => {
            let mut lists = lists(&mut action);
            let index = which.index(lists.len());
            let list = &mut lists[index];
            let new = Member {
                name: "Newcomer".to_owned(),
                shape: Shape::Bool,
                required: which.index(2) == 0,
                deprecated: false,
                default: None,
                limits: Limits::default(),
                values: Vec::new(),
            };
            list.insert(which.index(list.len() + 1).max(1), new);
        }
        Kind::LostMember | Kind::Renamed => {
            let mut lists: Vec<_> = lists(&mut action)
                .into_iter()
                .filter(|list| list.len() > 1)
                .collect();
            let index = which.index(lists.len().max(1));
            let list = lists.get_mut(index)?;
            let member = which.index(list.len());
            if kind == Kind::LostMember {
                list.remove(member);
            } else {
                list[member].name.push_str("Again");
            }
        }
        Kind::OtherLimit => {
            let mut limited = sent(&mut action, is_limited);
            let index = which.index(limited.len().max(1));
            let limits = &mut limited.get_mut(index)?.limits;
            limits.maximum = limits.maximum.map(|most| most + 7);
            limits.max_length = limits.max_length.map(|most| most + 7);
            limits.max_items = limits.max_items.map(|most| most + 7);
        }
        Kind::OtherMark => {
            let mut members = sent(&mut action, |member| !holds_members(&member.shape));
            let index = which.index(members.len().max(1));
            let member = members.get_mut(index)?;
            member.required = !member.required;
        }
        Kind::NewValue => {
            let mut listed = sent(&mut action, |member| !member.values.is_empty());
            let index = which.index(listed.len().max(1));
            let values = &mut listed.get_mut(index)?.values;
            let (first, meaning) = values.first()?.clone();
            let (value, said) = match first.parse::<i128>() {
                Ok(_) => ("4711".to_owned(), "Thereafter it runs".to_owned()),
                Err(_) => ("latecomer".to_owned(), "Thereafter it runs".to_owned()),
            };
            let said = if meaning.is_empty() { meaning } else { said };
            values.push((value, said));
        }
        Kind::OtherType => {
            let mut plain = sent(&mut action, |member| {
                member.shape == Shape::Bool && member.default.is_none()
            });
            let index = which.index(plain.len().max(1));
            plain.get_mut(index)?.shape = Shape::String;
        }
        Kind::OtherRate => {
            action.qps = Some(action.qps? + 1);
        }
        Kind::OtherMethod => {
            // A query string holds no members of members.
            if action.request.iter().any(|member| !is_flat(&member.shape)) {
                return None;
            }
            action.get = !action.get;
        }
        Kind::Words | Kind::NewError | Kind::MovedSection => {}
    }
    Some(action)
}
