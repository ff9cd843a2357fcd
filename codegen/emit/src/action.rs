//! An action -> its file.
//!
//! Knows what belongs to one action alone: the method of the client, its request, its result and their types.
//! Gives the file.
//! Must never know of other actions.

use codegen_model::{Action, Encoding, HttpMethod, Scope, Type, TypeDef};

use super::context::Context;
use super::format::Piece;
use super::imports::Name;
use super::layout::Layout;
use super::structure::Role;
use super::version::Surroundings;
use super::{
    File, Options, docs, example, format, literal, missing, other_direction, pages, query,
    rust_type, secret, shared,
};

/// The file.
pub(super) fn file(place: &Surroundings<'_>, action: &Action, options: &Options) -> File {
    let flattened = action.encoding != Encoding::Json;
    let links = place.links.about(&action.wire);
    let cx = Context::of_action(options, &action.types, &place.shared, links, flattened);
    let mut items = vec![Piece::from(method(&cx, place, action))];
    items.extend(
        action
            .types
            .iter()
            .flat_map(|def| shared::of_type(&cx, def, role(&cx, action, def))),
    );
    items.extend(other_direction::module(&cx, &action.types).map(Piece::from));
    items.extend(missing::module(&cx).map(Piece::from));
    // What stands first is known last: the imports.
    let imports = cx.imports.groups(options).into_iter();
    let shared_types = vec![Piece::from(shared_types(&cx, action))];
    let parts = imports.chain([shared_types, items]);
    let mut docs = docs::of_action_module(action);
    place.links.set(&mut docs);
    let text = format::file(Some(&action.source), &docs, parts, &cx.comments);
    File {
        path: place.path(action.module.as_str()),
        text,
    }
}

/// The shared types that a call deals with, to be found beside the action's own.
fn shared_types(cx: &Context<'_>, action: &Action) -> String {
    let request = Type::Named(action.request.clone());
    let names = cx.reachable([&request, &action.result.ty]);
    let names: Vec<_> = names.into_iter().collect();
    if names.is_empty() {
        return String::new();
    }
    Layout::item(|text| text.import(0, &["pub use super::types"], &names))
}

fn role(cx: &Context<'_>, action: &Action, def: &TypeDef) -> Role {
    let method = action.method_name.as_str();
    if action.request.scope == Scope::Local && action.request.name == def.name {
        return Role {
            intro: Some(docs::request_intro(method)),
            action: implementations(cx, action),
        };
    }
    let is_result = matches!(&action.result.ty, Type::Named(result) if result.scope == Scope::Local && result.name == def.name);
    Role {
        intro: is_result.then(|| docs::result_intro(method)),
        ..Role::default()
    }
}

/// The method of the client.
fn method(cx: &Context<'_>, place: &Surroundings<'_>, action: &Action) -> String {
    cx.uses(&[Name::Client, Name::Call]);
    let example = example::of_action(cx, place, action);
    let docs = docs::of_action(action, example.as_deref());
    let request = rust_type::named_text(cx, &action.request);
    Layout::item(|text| {
        text.line(0, &["impl Client {"]);
        text.docs(1, &cx.comments.linked(docs));
        if action.docs.deprecated {
            text.line(1, &["#[deprecated]"]);
        }
        text.function(
            1,
            &["pub fn ", action.method_name.as_str()],
            &["&self", &format!("request: {request}")],
            Some(&format!("Call<{request}>")),
            &[],
        );
        text.line(2, &["self.runtime.call(request)"]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    })
}

/// What makes a structure a request: `impl Action`, that a GET can be presigned, and that its reply is a page.
fn implementations(cx: &Context<'_>, action: &Action) -> Vec<Piece> {
    let mut items = vec![Piece::from(implementation(cx, action))];
    if action.http_method == HttpMethod::Get {
        cx.uses(&[Name::Presign]);
        let request = action.request.name.as_str();
        let presign = |text: &mut Layout| text.line(0, &["impl Presign for ", request, " {}"]);
        items.push(Layout::item(presign).into());
    }
    items.extend(pages::of_action(cx, action).map(Piece::from));
    items
}

/// `impl Action` of the request.
fn implementation(cx: &Context<'_>, action: &Action) -> String {
    cx.uses(&[
        Name::Action,
        Name::Service,
        Name::SharedService,
        Name::Version,
    ]);
    let output = rust_type::text(cx, &action.result.ty);
    let (name, reply) = if action.failed_items.is_empty() {
        (Name::PlainResponse, "PlainResponse<Self::Output>")
    } else {
        (Name::BatchResponse, "BatchResponse<Self::Output>")
    };
    cx.uses(&[name]);
    Layout::item(|text| {
        text.line(0, &["impl Action for ", action.request.name.as_str(), " {"]);
        text.code(1, "type Output = ", &output, ";");
        text.line(1, &["type Reply = ", reply, ";"]);
        text.blank();
        text.line(1, &["const SERVICE: &'static Service = &SERVICE;"]);
        let name = literal::text(&action.wire);
        text.line(1, &["const ACTION: &'static str = ", &name, ";"]);
        text.line(1, &["const VERSION: &'static str = VERSION;"]);
        // What is not said is what the trait says of every action.
        if action.http_method == HttpMethod::Get {
            cx.uses(&[Name::Method]);
            text.line(1, &["const METHOD: Method = Method::GET;"]);
        }
        let encoding = match action.encoding {
            Encoding::Query => Some("Query"),
            Encoding::Json => None,
            Encoding::Form => Some("Form"),
        };
        if let Some(encoding) = encoding {
            cx.uses(&[Name::Encoding]);
            text.line(1, &["const ENCODING: Encoding = Encoding::", encoding, ";"]);
        }
        query::styles(cx, action, text);
        if let Some(limit) = action.qps_limit {
            let limit = literal::integer_text(limit.into());
            text.line(1, &["const QPS: Option<u32> = Some(", &limit, ");"]);
        }
        if action.idempotent {
            text.line(1, &["const IDEMPOTENT: bool = true;"]);
        }
        if secret::is_within(cx, &action.result.ty) {
            text.line(1, &["const SECRET: bool = true;"]);
        }
        text.line(0, &["}"]);
    })
}
