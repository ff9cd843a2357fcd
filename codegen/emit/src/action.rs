//! An action -> its file.
//!
//! Knows what belongs to one action alone: the method of the client, its request, its result and their types.
//! Gives the file.
//! Must never know of other actions.

use codegen_model::{Action, Encoding, Home, HttpMethod, Type, TypeDef};

use super::context::Context;
use super::imports::{self, import};
use super::structure::Role;
use super::surroundings::Surroundings;
use super::template::rust;
use super::{
    File, Options, docs, example, format, literal, pages, query, rust_type, secret, shapes,
};

/// The file.
pub(super) fn file(place: &Surroundings<'_>, action: &Action, options: &Options) -> File {
    let flattened = action.encoding != Encoding::Json;
    let links = place.links.about(&action.wire);
    let cx = Context::of_action(options, &action.types, &place.shared, links, flattened);
    let mut items = vec![
        imports::of_version(),
        shared_types(&cx, action),
        method(&cx, place, action),
    ];
    items.extend(
        action
            .types
            .iter()
            .flat_map(|def| shapes::of_type(&cx, def, role(&cx, action, def))),
    );
    let mut docs = docs::of_action_module(action);
    place.links.set(&mut docs);
    File {
        path: place.path(action.module.as_str()),
        text: format::file(Some(&action.source), &docs, items),
    }
}

/// The shared types that a call deals with, to be found beside the action's own.
fn shared_types(cx: &Context<'_>, action: &Action) -> String {
    let request = Type::Named(action.request.clone());
    let names = cx.reachable([&request, &action.result.ty]);
    import(
        "pub use super::types",
        &names.into_iter().collect::<Vec<_>>(),
    )
}

fn role(cx: &Context<'_>, action: &Action, def: &TypeDef) -> Role {
    let method = action.method_name.as_str();
    if action.request.home == Home::Local && action.request.name == def.name {
        return Role {
            intro: Some(docs::request_intro(method)),
            action: implementations(cx, action),
        };
    }
    let is_result = matches!(&action.result.ty, Type::Named(result) if result.home == Home::Local && result.name == def.name);
    Role {
        intro: is_result.then(|| docs::result_intro(method)),
        ..Role::default()
    }
}

/// The method of the client.
fn method(cx: &Context<'_>, place: &Surroundings<'_>, action: &Action) -> String {
    let example = example::of_action(cx, place, action);
    let deprecated = match action.docs.deprecated {
        true => "#[deprecated]",
        false => "",
    };
    rust!(
        "
impl Client {
    $docs
    $deprecated
    pub fn $method(&self, request: $request) -> Call<$request> {
        self.runtime.call(request)
    }
}
",
        docs = cx.comment(docs::of_action(
            action,
            &place.common_codes,
            example.as_deref()
        )),
        deprecated,
        method = action.method_name.as_str(),
        request = rust_type::named_text(cx, &action.request),
    )
}

/// What makes a structure a request: `impl Action`, that a GET can be presigned, and that its reply is a page.
fn implementations(cx: &Context<'_>, action: &Action) -> Vec<String> {
    let mut items = vec![implementation(cx, action)];
    if action.http_method == HttpMethod::Get {
        let request = action.request.name.as_str();
        items.push(rust!("impl Presign for $request {}\n", request));
    }
    items.extend(pages::of_action(cx, action));
    items
}

/// `impl Action` of the request.
fn implementation(cx: &Context<'_>, action: &Action) -> String {
    let reply = match action.failed_items.is_empty() {
        true => "PlainResponse",
        false => "BatchResponse",
    };
    rust!(
        "
impl Action for $request {
    type Output = $output;
    type Reply = $reply<Self::Output>;

    const FACTS: Facts = API.action($action)$facts;
    $styles
}
",
        request = action.request.name.as_str(),
        output = rust_type::text(cx, &action.result.ty),
        reply,
        action = literal::text(&action.wire),
        facts = facts(cx, action),
        styles = query::styles(cx, action),
    )
}

/// What is true of this action and not of every one, as calls.
fn facts(cx: &Context<'_>, action: &Action) -> String {
    let mut facts = String::new();
    if action.http_method == HttpMethod::Get {
        facts.push_str(".get()");
    }
    match action.encoding {
        Encoding::Query => facts.push_str(".query()"),
        Encoding::Form => facts.push_str(".form()"),
        Encoding::Json => {}
    }
    if let Some(limit) = action.qps_limit {
        let limit = literal::integer(limit.into());
        facts.push_str(&rust!(".qps($limit)", limit));
    }
    if action.idempotent {
        facts.push_str(".idempotent()");
    }
    if secret::is_within(cx, &action.result.ty) {
        facts.push_str(".secret()");
    }
    facts
}
