//! Services: how they are reached, what they fail with, and their versions.

use crate::Place;
use crate::rules::{
    ACTION_ADDED, ACTION_REMOVED, ACTION_RENAMED, DEFAULT_REGION_CHANGED, ENDPOINT_ADDED,
    ENDPOINT_CHANGED, ENDPOINT_PATTERN_ADDED, ENDPOINT_PATTERN_CHANGED, ENDPOINT_PATTERN_REMOVED,
    ENDPOINT_REMOVED, ERROR_CODE_ADDED, ERROR_CODE_DOCS_CHANGED, ERROR_CODE_NUMBER_CHANGED,
    ERROR_CODE_REMOVED, ERROR_CODE_RETRY_CHANGED, ERROR_CODE_STATUS_CHANGED,
    ERROR_CODE_VARIANT_RENAMED, SERVICE_DOCS_CHANGED, SIGNING_NAME_CHANGED, TYPE_REMOVED,
    VERSION_ADDED, VERSION_REMOVED,
};
use codegen_model::{Action, Endpoints, ErrorCode, Service, Type, Version};

use super::describe::is_same;
use super::matching::matched;
use super::renames::renamed;
use super::types::Types;
use super::value::{Met, Walk};
use super::{Changes, action};

pub(super) fn compare(old: &Service, new: &Service, changes: &mut Changes) {
    changes.place = Place {
        service: new.module.plain().to_owned(),
        ..Place::default()
    };
    if old.signing_name != new.signing_name {
        let change = changes.tell(&SIGNING_NAME_CHANGED);
        change.from(&old.signing_name).to(&new.signing_name);
    }
    if old.default_region != new.default_region {
        let change = changes.tell(&DEFAULT_REGION_CHANGED);
        change.from(&old.default_region).to(&new.default_region);
    }
    endpoints(&old.endpoints, &new.endpoints, changes);
    error_codes(&old.error_codes, &new.error_codes, changes);
    if (&old.title, &old.description) != (&new.title, &new.description) {
        changes.tell(&SERVICE_DOCS_CHANGED);
    }
    let versions = matched(&old.versions, &new.versions, |version| {
        version.wire.as_str()
    });
    for (found, rule) in [
        (versions.removed, &VERSION_REMOVED),
        (versions.added, &VERSION_ADDED),
    ] {
        for version in found {
            changes.place.version = Some(version.wire.clone());
            changes.tell(rule);
        }
    }
    for (old, new) in versions.both {
        changes.place.version = Some(new.wire.clone());
        version(old, new, changes);
    }
}

fn endpoints(old: &Endpoints, new: &Endpoints, changes: &mut Changes) {
    let regions = matched(&old.regions, &new.regions, |(region, _)| region.as_str());
    for (region, host) in regions.removed {
        let change = changes.tell_at(&ENDPOINT_REMOVED, region.clone());
        change.from(host);
    }
    for (region, host) in regions.added {
        changes.tell_at(&ENDPOINT_ADDED, region.clone()).to(host);
    }
    for ((region, old), (_, new)) in regions.both {
        if old != new {
            let change = changes.tell_at(&ENDPOINT_CHANGED, region.clone());
            change.from(old).to(new);
        }
    }
    match (&old.pattern, &new.pattern) {
        (None, Some(new)) => {
            changes.tell(&ENDPOINT_PATTERN_ADDED).to(new);
        }
        (Some(old), None) => {
            changes.tell(&ENDPOINT_PATTERN_REMOVED).from(old);
        }
        (Some(old), Some(new)) if old != new => {
            changes.tell(&ENDPOINT_PATTERN_CHANGED).from(old).to(new);
        }
        _ => {}
    }
}

fn error_codes(old: &[ErrorCode], new: &[ErrorCode], changes: &mut Changes) {
    let codes = matched(old, new, |code| code.wire.as_str());
    for code in codes.removed {
        changes.tell_at(&ERROR_CODE_REMOVED, code.wire.clone());
    }
    for code in codes.added {
        changes.tell_at(&ERROR_CODE_ADDED, code.wire.clone());
    }
    for (old, new) in codes.both {
        let facts = [
            (
                &ERROR_CODE_VARIANT_RENAMED,
                old.rust.as_str().to_owned(),
                new.rust.as_str().to_owned(),
            ),
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
        for (rule, old, new_fact) in facts {
            if old != new_fact {
                let change = changes.tell_at(rule, new.wire.clone());
                change.from(old).to(new_fact);
            }
        }
        if old.docs != new.docs {
            changes.tell_at(&ERROR_CODE_DOCS_CHANGED, new.wire.clone());
        }
    }
}

fn known(fact: Option<impl ToString>) -> String {
    fact.map_or_else(|| "unknown".to_owned(), |fact| fact.to_string())
}

fn version(old: &Version, new: &Version, changes: &mut Changes) {
    let mut shared = Met::default();
    let mut actions = matched(&old.actions, &new.actions, |action| action.wire.as_str());
    let moved = renamed(
        &mut actions,
        |action| &action.wire,
        |action| action.docs.summary.as_deref(),
        |one, other| is_same_action((old, one), (new, other)),
    );
    for pair in moved {
        enter(pair.new, changes);
        let change = changes.tell(&ACTION_RENAMED);
        change.from(format!("`{}`", pair.old.wire));
        change.to(format!("`{}`", pair.new.wire));
        change.because(pair.evidence);
    }
    for (found, rule) in [
        (actions.removed, &ACTION_REMOVED),
        (actions.added, &ACTION_ADDED),
    ] {
        for action in found {
            enter(action, changes);
            changes.tell(rule);
        }
    }
    for (one, other) in actions.both {
        enter(other, changes);
        let types = (Types::of_action(old, one), Types::of_action(new, other));
        action::compare(one, other, types, changes, &mut shared);
    }
    (changes.place.action, changes.place.document) = (None, None);
    shared_types(old, new, changes, shared);
}

/// What is told from here on is about an action.
fn enter(action: &Action, changes: &mut Changes) {
    changes.place.action = Some(action.wire.clone());
    changes.place.document = Some(action.source.clone());
}

/// Whether two actions are the same but for their names.
fn is_same_action((old, one): (&Version, &Action), (new, other): (&Version, &Action)) -> bool {
    let (of, to) = (Types::of_action(old, one), Types::of_action(new, other));
    let request = |action: &Action| codegen_model::TypeUse {
        ty: Type::Named(action.request.clone()),
        constraints: codegen_model::Constraints::default(),
    };
    (one.http_method, one.encoding) == (other.http_method, other.encoding)
        && is_same(&request(one), &request(other), &of, &to)
        && is_same(&one.result, &other.result, &of, &to)
}

/// Types that actions share are compared once, however many actions lead to them.
fn shared_types(old: &Version, new: &Version, changes: &mut Changes, mut met: Met) {
    let types = (Types::of_version(old), Types::of_version(new));
    let mut led = std::mem::take(&mut met.unshared);
    while let Some((side, of, to)) = met.shared.pop_front() {
        led.insert(of.clone());
        Walk::new(side, types, changes, &mut met).shared_pair(&of, &to);
    }
    met.tell_prose(changes);
    for def in &old.shared_types {
        let is_led_to = led.iter().any(|reference| reference.name == def.name);
        if !is_led_to && !new.shared_types.iter().any(|new| new.name == def.name) {
            changes.tell_at(&TYPE_REMOVED, format!("{}", def.name));
        }
    }
}
