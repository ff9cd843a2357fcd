//! Actions: how they are called, and what request and result hold.

use crate::Rule;
use crate::rules::{
    ACTION_DEPRECATED, ACTION_ERROR_ADDED, ACTION_ERROR_REMOVED, ACTION_UNDEPRECATED,
    ENCODING_CHANGED, EXAMPLE_CHANGED, FAILED_ITEMS_ADDED, FAILED_ITEMS_CHANGED,
    FAILED_ITEMS_REMOVED, IDEMPOTENT, METHOD_NOW_GET, METHOD_NOW_POST, NOT_IDEMPOTENT,
    PAGE_ITEMS_CHANGED, PAGINATION_ADDED, PAGINATION_CHANGED, PAGINATION_REMOVED, QPS_ADDED,
    QPS_LOWERED, QPS_RAISED, QPS_REMOVED, RESULT_ADDED, RESULT_REMOVED,
};
use codegen_model::{Action, Encoding, FieldName, HttpMethod, Pagination, Type};

use super::changes::{Address, Changes};
use super::matching::matched;
use super::met::Met;
use super::pairs::Side;
use super::types::Types;
use super::value::Walk;
use super::{describe, json, names, prose};

pub(super) fn compare<'a>(
    old: &'a Action,
    new: &'a Action,
    types: (Types<'a>, Types<'a>),
    changes: &mut Changes,
    shared: &mut Met,
) {
    traffic(old, new, changes);
    flag(
        (old.docs.deprecated, new.docs.deprecated),
        (&ACTION_DEPRECATED, &ACTION_UNDEPRECATED),
        changes,
    );
    flag(
        (old.idempotent, new.idempotent),
        (&IDEMPOTENT, &NOT_IDEMPOTENT),
        changes,
    );
    qps(old.qps_limit, new.qps_limit, changes);
    let since = changes.found.len();
    let mut met = Met::default();
    Walk::new(Side::Request, types, changes, &mut met).named("request", &old.request, &new.request);
    result(old, new, types, changes, &mut met);
    pagination(
        old.pagination.as_ref(),
        new.pagination.as_ref(),
        types,
        changes,
    );
    failed_items(&old.failed_items, &new.failed_items, changes);
    let errors = matched(&old.errors, &new.errors, |code| code.wire.as_str());
    for (found, rule) in [
        (errors.removed, &ACTION_ERROR_REMOVED),
        (errors.added, &ACTION_ERROR_ADDED),
    ] {
        for code in found {
            changes.note(rule).to(format!("`{}`", code.wire));
        }
    }
    let examples = [
        (&old.example_request, &new.example_request),
        (&old.example_response, &new.example_response),
    ];
    if !examples
        .iter()
        .all(|(old, new)| json::are_same(old.as_ref(), new.as_ref()))
    {
        changes.note(&EXAMPLE_CHANGED);
    }
    if prose::differs(&old.docs, &new.docs) || old.group != new.group {
        met.prose.insert(0, old.wire.clone());
    }
    // If the module has another name, so has every path to a type.
    if old.module == new.module {
        names::note(&met, types, changes);
    }
    changes.spread(since, &met.pairs);
    met.note_prose(changes);
    shared.take_shared(&new.wire, met);
}

/// How requests travel.
fn traffic(old: &Action, new: &Action, changes: &mut Changes) {
    match (old.http_method, new.http_method) {
        (HttpMethod::Get, HttpMethod::Post) => {
            changes.note(&METHOD_NOW_POST);
        }
        (HttpMethod::Post, HttpMethod::Get) => {
            changes.note(&METHOD_NOW_GET);
        }
        _ if old.encoding != new.encoding => {
            let change = changes.note(&ENCODING_CHANGED);
            change.from(words(old.encoding)).to(words(new.encoding));
        }
        _ => {}
    }
}

fn words(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Query => "in the query",
        Encoding::Json => "as JSON",
        Encoding::Form => "as a form",
    }
}

/// Something that holds or does not.
fn flag(
    (old, new): (bool, bool),
    (now, no_more): (&'static Rule, &'static Rule),
    changes: &mut Changes,
) {
    match (old, new) {
        (false, true) => {
            changes.note(now);
        }
        (true, false) => {
            changes.note(no_more);
        }
        _ => {}
    }
}

fn qps(old: Option<u32>, new: Option<u32>, changes: &mut Changes) {
    let (rule, old, new) = match (old, new) {
        (None, Some(new)) => (&QPS_ADDED, None, Some(new)),
        (Some(old), None) => (&QPS_REMOVED, Some(old), None),
        (Some(old), Some(new)) if old > new => (&QPS_LOWERED, Some(old), Some(new)),
        (Some(old), Some(new)) if old < new => (&QPS_RAISED, Some(old), Some(new)),
        _ => return,
    };
    let words = |limit: u32| format!("{limit} per second");
    let change = changes.note(rule);
    (change.old, change.new) = (old.map(words), new.map(words));
}

fn result<'a>(
    old: &'a Action,
    new: &'a Action,
    types: (Types<'a>, Types<'a>),
    changes: &mut Changes,
    met: &mut Met,
) {
    match (&old.result.ty, &new.result.ty) {
        (Type::Unit, Type::Unit) => {}
        (Type::Unit, ty) => {
            let change = changes.note(&RESULT_ADDED);
            change.to(describe::of_type(ty, &types.1));
        }
        (ty, Type::Unit) => {
            let change = changes.note(&RESULT_REMOVED);
            change.from(describe::of_type(ty, &types.0));
        }
        _ => {
            let mut walk = Walk::new(Side::Reply, types, changes, met);
            walk.value(&Address::on_the_wire("result"), &old.result, &new.result);
        }
    }
}

fn pagination(
    old: Option<&Pagination>,
    new: Option<&Pagination>,
    types: (Types<'_>, Types<'_>),
    changes: &mut Changes,
) {
    match (old, new) {
        (None, Some(_)) => {
            changes.note(&PAGINATION_ADDED);
        }
        (Some(_), None) => {
            changes.note(&PAGINATION_REMOVED);
        }
        (Some(old), Some(new)) => {
            let items = (
                describe::of_type(&old.item, &types.0),
                describe::of_type(&new.item, &types.1),
            );
            // What became of the items of the same member is reported there.
            if items.0 != items.1 && old.items != new.items {
                changes.note(&PAGE_ITEMS_CHANGED).from(items.0).to(items.1);
            } else if (&old.cursor, &old.next, &old.has_more, &old.items)
                != (&new.cursor, &new.next, &new.has_more, &new.items)
            {
                let change = changes.note(&PAGINATION_CHANGED);
                change.from(members(old)).to(members(new));
            }
        }
        (None, None) => {}
    }
}

fn members(pagination: &Pagination) -> String {
    let has_more = pagination.has_more.as_ref();
    let has_more = has_more.map_or_else(String::new, |name| format!(", `{name}`"));
    format!(
        "`{}`, `{}`{has_more}, `{}`",
        pagination.cursor, pagination.next, pagination.items
    )
}

fn failed_items(old: &[FieldName], new: &[FieldName], changes: &mut Changes) {
    let rule = match (old, new) {
        (old, new) if old == new => return,
        ([], _) => &FAILED_ITEMS_ADDED,
        (_, []) => &FAILED_ITEMS_REMOVED,
        _ => &FAILED_ITEMS_CHANGED,
    };
    let names = |fields: &[FieldName]| {
        let names: Vec<_> = fields.iter().map(|name| format!("`{name}`")).collect();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    };
    let change = changes.note(rule);
    (change.old, change.new) = (names(old), names(new));
}
