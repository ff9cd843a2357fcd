//! An action -> its file.
//!
//! Knows what belongs to one action alone: the method of the client, its request, its result and their types.
//! Gives the file.
//! Must never know of other actions.

use quote::quote;
use syn::{Expr, ImplItem, Item, ItemImpl, parse_quote};

use crate::model::{Action, Encoding, HttpMethod, Scope, Type, TypeDef};

use super::ast::{self, template};
use super::context::Context;
use super::format::Piece;
use super::identifier::ident;
use super::imports::Name;
use super::structure::Role;
use super::version::Surroundings;
use super::{
    File, Options, docs, example, format, literal, missing, other_direction, pages, rust_type,
    shared,
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
    let imports = imports.chain([shared_types(&cx, action)]);
    let parts = imports.map(shared::trees).chain([items]);
    let mut docs = docs::of_action_module(action);
    place.links.set(&mut docs);
    let text = format::file(Some(&action.source), &docs, parts, &cx.comments);
    File {
        path: place.path(action.module.as_str()),
        text,
    }
}

/// The shared types that a call deals with, to be found beside the action's own.
fn shared_types(cx: &Context<'_>, action: &Action) -> Vec<Item> {
    let request = Type::Named(action.request.clone());
    let names = cx.reachable([&request, &action.result.ty]);
    let names: Vec<_> = names.into_iter().map(ident).collect();
    match names.as_slice() {
        [] => Vec::new(),
        [name] => ast::items(quote!(pub use super::types::#name;)),
        names => ast::items(quote!(pub use super::types::{#(#names),*};)),
    }
}

fn role(cx: &Context<'_>, action: &Action, def: &TypeDef) -> Role {
    let method = action.method_name.as_str();
    if action.request.scope == Scope::Local && action.request.name == def.name {
        return Role {
            intro: Some(docs::request_intro(method)),
            action: implementations(cx, action),
            pages: pages::of_action(cx, action),
        };
    }
    let is_result = matches!(&action.result.ty, Type::Named(result) if result.scope == Scope::Local && result.name == def.name);
    Role {
        intro: is_result.then(|| docs::result_intro(method)),
        ..Role::default()
    }
}

/// The method of the client.
fn method(cx: &Context<'_>, place: &Surroundings<'_>, action: &Action) -> Item {
    cx.uses(&[Name::Client, Name::Call]);
    let example = example::of_action(cx, place, action);
    let docs = cx
        .comments
        .attribute(docs::of_action(action, example.as_deref()));
    let mut item = template!(ItemImpl { impl Client { pub fn call(&self) {} } });
    if let Some(ImplItem::Fn(method)) = item.items.first_mut() {
        let request = rust_type::named(cx, &action.request);
        method.attrs = docs;
        method
            .attrs
            .extend(action.docs.deprecated.then(|| parse_quote!(#[deprecated])));
        method.sig.ident = ident(action.method_name.as_str());
        method
            .sig
            .inputs
            .push(ast::parameter(ident("request"), request.clone()));
        method.sig.output = ast::returns(ast::generic(ident("Call"), [request]));
    }
    let call = template!(Expr { self.runtime.call(request) });
    ast::complete(item, &ident("Client"), vec![ast::result(call)])
}

/// What makes a structure a request: `impl Action`, and that a GET can be presigned.
fn implementations(cx: &Context<'_>, action: &Action) -> Vec<Item> {
    let mut items = vec![implementation(cx, action)];
    if action.http_method == HttpMethod::Get {
        cx.uses(&[Name::Presign]);
        let item = template!(ItemImpl { impl Presign for Self {} });
        let name = ident(action.request.name.as_str());
        items.push(ast::complete(item, &name, Vec::new()));
    }
    items
}

/// `impl Action` of the request.
fn implementation(cx: &Context<'_>, action: &Action) -> Item {
    cx.uses(&[
        Name::Action,
        Name::Service,
        Name::Method,
        Name::Encoding,
        Name::SharedService,
        Name::Version,
    ]);
    let mut item = template!(ItemImpl {
        impl Action for Self {
            type Output = ();
            const SERVICE: &'static Service = &SERVICE;
            const ACTION: &'static str = "";
            const VERSION: &'static str = VERSION;
            const METHOD: Method = Method::GET;
            const ENCODING: Encoding = Encoding::Query;
            const QPS: Option<u32> = None;
            const IDEMPOTENT: bool = false;
        }
    });
    for part in &mut item.items {
        match part {
            ImplItem::Type(output) => output.ty = rust_type::of(cx, &action.result.ty),
            ImplItem::Const(constant) => {
                if let Some(value) = constant_of(action, &constant.ident.to_string()) {
                    constant.expr = value;
                }
            }
            _ => {}
        }
    }
    ast::complete(item, &ident(action.request.name.as_str()), Vec::new())
}

/// Value of a constant that is not the same for every action.
fn constant_of(action: &Action, name: &str) -> Option<Expr> {
    let of = |ty: &str, name: &str| Some(ast::value_at(ast::path([ident(ty), ident(name)])));
    match name {
        "ACTION" => Some(ast::text(&action.wire)),
        "METHOD" => match action.http_method {
            HttpMethod::Get => of("Method", "GET"),
            HttpMethod::Post => of("Method", "POST"),
        },
        "ENCODING" => match action.encoding {
            Encoding::Query => of("Encoding", "Query"),
            Encoding::Json => of("Encoding", "Json"),
            Encoding::Form => of("Encoding", "Form"),
        },
        "QPS" => action
            .qps_limit
            .map(|limit| ast::call_named("Some", ast::literal(literal::integer(limit.into())))),
        "IDEMPOTENT" => Some(ast::truth(action.idempotent)),
        _ => None,
    }
}
