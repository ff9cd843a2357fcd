//! Services: how they are reached, what they fail with, and their versions.

use std::collections::HashMap;

use crate::rules::ERROR_CODE_RESPELLED;
use crate::rules::{
    ACTION_ADDED, ACTION_METHOD_RENAMED, ACTION_REMOVED, ACTION_RENAMED, ACTION_RESPELLED,
    DEFAULT_REGION_CHANGED, ENDPOINT_ADDED, ENDPOINT_CHANGED, ENDPOINT_PATTERN_ADDED,
    ENDPOINT_PATTERN_CHANGED, ENDPOINT_PATTERN_REMOVED, ENDPOINT_REMOVED, ERROR_CODE_ADDED,
    ERROR_CODE_DOCS_CHANGED, ERROR_CODE_NUMBER_CHANGED, ERROR_CODE_REMOVED,
    ERROR_CODE_RETRY_CHANGED, ERROR_CODE_STATUS_CHANGED, ERROR_CODE_VARIANT_RENAMED,
    NAME_NOW_ANOTHER, SERVICE_DOCS_CHANGED, SIGNING_NAME_CHANGED, TYPE_REMOVED, VERSION_ADDED,
    VERSION_REMOVED,
};
use codegen_model::{Action, Endpoints, ErrorCode, Home, Service, Type, Version};

use super::changes::{Address, Changes};
use super::describe::is_same;
use super::matching::matched;
use super::met::Met;
use super::renames::{renamed, respelled};
use super::types::{Modules, Types};
use super::value::Walk;
use super::{action, names, prose};

pub(super) fn compare(old: &Service, new: &Service, changes: &mut Changes) {
    changes.enter_service(new.module.plain());
    if old.signing_name != new.signing_name {
        let change = changes.note(&SIGNING_NAME_CHANGED);
        change.from(&old.signing_name).to(&new.signing_name);
    }
    if old.default_region != new.default_region {
        let change = changes.note(&DEFAULT_REGION_CHANGED);
        change.from(&old.default_region).to(&new.default_region);
    }
    endpoints(&old.endpoints, &new.endpoints, changes);
    error_codes(
        &old.error_codes,
        &new.error_codes,
        old.module.as_str(),
        changes,
    );
    if (&old.title, &old.description) != (&new.title, &new.description) {
        changes.note(&SERVICE_DOCS_CHANGED);
    }
    let versions = matched(&old.versions, &new.versions, |version| {
        version.wire.as_str()
    });
    let module = |version: &Version| format!("{}::{}", new.module, version.module);
    for version in versions.removed {
        changes.place.version = Some(version.wire.clone());
        changes.note_named(&VERSION_REMOVED, &module(version));
    }
    for version in versions.added {
        changes.place.version = Some(version.wire.clone());
        changes
            .note_named(&VERSION_ADDED, &module(version))
            .to(prose::actions(&version.actions));
    }
    for (old_version, new_version) in versions.both {
        changes.place.version = Some(new_version.wire.clone());
        let modules = (
            format!("{}::{}", old.module, old_version.module),
            format!("{}::{}", new.module, new_version.module),
        );
        version(
            (old_version, &modules.0),
            (new_version, &modules.1),
            changes,
        );
    }
}

fn endpoints(old: &Endpoints, new: &Endpoints, changes: &mut Changes) {
    let regions = matched(&old.regions, &new.regions, |(region, _)| region.as_str());
    for (region, host) in regions.removed {
        let change = changes.note_at(&ENDPOINT_REMOVED, Address::on_the_wire(region));
        change.from(host);
    }
    for (region, host) in regions.added {
        changes
            .note_at(&ENDPOINT_ADDED, Address::on_the_wire(region))
            .to(host);
    }
    for ((region, old), (_, new)) in regions.both {
        if old != new {
            let change = changes.note_at(&ENDPOINT_CHANGED, Address::on_the_wire(region));
            change.from(old).to(new);
        }
    }
    match (&old.pattern, &new.pattern) {
        (None, Some(new)) => {
            changes.note(&ENDPOINT_PATTERN_ADDED).to(new);
        }
        (Some(old), None) => {
            changes.note(&ENDPOINT_PATTERN_REMOVED).from(old);
        }
        (Some(old), Some(new)) if old != new => {
            changes.note(&ENDPOINT_PATTERN_CHANGED).from(old).to(new);
        }
        _ => {}
    }
}

fn error_codes(old: &[ErrorCode], new: &[ErrorCode], module: &str, changes: &mut Changes) {
    let spot = |code: &ErrorCode| {
        Address::new(
            code.wire.clone(),
            format!("{module}::ErrorCode::{}", code.rust),
        )
    };
    let mut codes = matched(old, new, |code| code.wire.as_str());
    let respelled = respelled(&mut codes, |code| &code.rust, |code| &code.wire);
    for (was, is) in &respelled {
        let change = changes.note_at(&ERROR_CODE_RESPELLED, spot(was));
        change
            .from(format!("`{}`", was.wire))
            .to(format!("`{}`", is.wire));
    }
    for code in codes.removed {
        changes.note_at(&ERROR_CODE_REMOVED, spot(code));
    }
    for code in codes.added {
        changes.note_at(&ERROR_CODE_ADDED, spot(code));
    }
    let named: HashMap<_, _> = new.iter().map(|code| (&code.rust, code)).collect();
    let passed = |was: &ErrorCode| {
        let owner = named.get(&was.rust).copied();
        let is_known = respelled.iter().any(|(known, _)| known.wire == was.wire);
        owner.filter(|is| is.wire != was.wire && !is_known)
    };
    for was in old {
        if let Some(is) = passed(was) {
            let change = changes.note_at(&NAME_NOW_ANOTHER, spot(was));
            change.from(format!("`{}`", was.wire));
            change.to(format!("`{}`", is.wire));
        }
    }
    for (old, new) in codes.both {
        if old.rust != new.rust && passed(old).is_none() {
            let change = changes.note_at(&ERROR_CODE_VARIANT_RENAMED, spot(old));
            change
                .from(format!("`{}`", old.rust))
                .to(format!("`{}`", new.rust));
        }
        let facts = [
            (
                &ERROR_CODE_NUMBER_CHANGED,
                known(old.number),
                known(new.number),
            ),
            (
                &ERROR_CODE_STATUS_CHANGED,
                known(old.http_status),
                known(new.http_status),
            ),
            (
                &ERROR_CODE_RETRY_CHANGED,
                known(old.retryable),
                known(new.retryable),
            ),
        ];
        let known_code = old;
        for (rule, old, new_fact) in facts {
            if old != new_fact {
                let change = changes.note_at(rule, spot(known_code));
                change.from(old).to(new_fact);
            }
        }
        if old.docs != new.docs {
            changes.note_at(&ERROR_CODE_DOCS_CHANGED, spot(old));
        }
    }
}

fn known(fact: Option<impl ToString>) -> String {
    fact.map_or_else(|| "unknown".to_owned(), |fact| fact.to_string())
}

/// A version, with the Rust path of its module.
type Placed<'a> = (&'a Version, &'a str);

fn version((old, of): Placed<'_>, (new, to): Placed<'_>, changes: &mut Changes) {
    let mut shared = Met::default();
    let mut actions = matched(&old.actions, &new.actions, |action| action.wire.as_str());
    let moved = renamed(
        &mut actions,
        |action| &action.wire,
        |action| action.docs.summary.as_deref(),
        |one, other| is_same_action((old, of, one), (new, to, other)),
    );
    let method =
        |module: &str, action: &Action| format!("{module}::Client::{}", action.method_name);
    for pair in &moved {
        enter(pair.new, changes);
        let rule = if pair.old.method_name == pair.new.method_name {
            &ACTION_RESPELLED
        } else {
            &ACTION_RENAMED
        };
        let change = changes.note_named(rule, &method(of, pair.old));
        change.from(format!("`{}`", pair.old.wire));
        change.to(format!("`{}`", pair.new.wire));
        change.because(pair.evidence);
    }
    for action in &actions.removed {
        enter(action, changes);
        changes.note_named(&ACTION_REMOVED, &method(of, action));
    }
    for action in &actions.added {
        enter(action, changes);
        changes.note_named(&ACTION_ADDED, &method(to, action));
    }
    let owners: HashMap<_, _> = new
        .actions
        .iter()
        .map(|action| (&action.method_name, action))
        .collect();
    for one in &old.actions {
        let is_moved = |other: &Action| {
            moved
                .iter()
                .any(|pair| pair.old.wire == one.wire && pair.new.wire == other.wire)
        };
        let owner = owners.get(&one.method_name).copied();
        let passed = owner.filter(|other| other.wire != one.wire && !is_moved(other));
        if let Some(other) = passed {
            enter(other, changes);
            let change = changes.note_named(&NAME_NOW_ANOTHER, &method(of, one));
            change.from(format!("`{}`", one.wire));
            change.to(format!("`{}`", other.wire));
        } else if let Some((_, other)) = actions
            .both
            .iter()
            .find(|(known, _)| known.wire == one.wire)
            && (one.method_name != other.method_name || one.module != other.module)
        {
            enter(other, changes);
            let change = changes.note_named(&ACTION_METHOD_RENAMED, &method(of, one));
            change.from(format!("`{}`", one.method_name));
            change.to(format!("`{}`", other.method_name));
        }
    }
    let moved = moved.into_iter().map(|pair| (pair.old, pair.new));
    for (one, other) in actions.both.into_iter().chain(moved) {
        enter(other, changes);
        let modules = (Modules::of_action(of, one), Modules::of_action(to, other));
        let types = (
            Types::of_action(old, one, &modules.0),
            Types::of_action(new, other, &modules.1),
        );
        action::compare(one, other, types, changes, &mut shared);
    }
    (changes.place.action, changes.place.document) = (None, None);
    shared_types((old, of), (new, to), changes, shared);
}

/// What is told from here on is about an action.
fn enter(action: &Action, changes: &mut Changes) {
    changes.place.action = Some(action.wire.clone());
    changes.place.document = Some(action.source.clone());
}

/// Whether two actions are the same but for their names.
fn is_same_action(
    (old, of, one): (&Version, &str, &Action),
    (new, to, other): (&Version, &str, &Action),
) -> bool {
    let modules = (Modules::of_action(of, one), Modules::of_action(to, other));
    let (of, to) = (
        Types::of_action(old, one, &modules.0),
        Types::of_action(new, other, &modules.1),
    );
    let request = |action: &Action| codegen_model::TypeUse {
        ty: Type::Named(action.request.clone()),
        constraints: codegen_model::Constraints::default(),
    };
    (one.http_method, one.encoding) == (other.http_method, other.encoding)
        && is_same(&request(one), &request(other), &of, &to)
        && is_same(&one.result, &other.result, &of, &to)
}

/// Types that actions share are compared once, however many actions lead to them.
fn shared_types((old, of): Placed<'_>, (new, to): Placed<'_>, changes: &mut Changes, mut met: Met) {
    let modules = (Modules::of_version(of), Modules::of_version(to));
    let types = (
        Types::of_version(old, &modules.0),
        Types::of_version(new, &modules.1),
    );
    let since = changes.found.len();
    while let Some((pair, is_text)) = met.next_shared() {
        Walk::new(pair.0, types, changes, &mut met)
            .with_text(is_text)
            .shared_pair(&pair);
    }
    names::note(&met, types, changes);
    changes.spread(since, &met.pairs);
    met.note_prose(changes);
    for def in &old.shared_types {
        let is_led_to = met
            .typings
            .iter()
            .any(|typing| typing.old.home == Home::Shared && typing.old.name == def.name);
        if !is_led_to && !new.shared_types.iter().any(|new| new.name == def.name) {
            let rust = format!("{of}::types::{}", def.name);
            changes.note_at(&TYPE_REMOVED, Address::new(def.name.to_string(), rust));
        }
    }
}
