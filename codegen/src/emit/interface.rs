//! The actions of a version -> its `api.rs`, a trait.
//!
//! Knows the actions by name and by the type of their requests.
//! Gives the file with the trait, whose every method has a body, and with the client's implementation of it.
//! Must never know what an action holds, so that a change of one action leaves this file as it is.

use std::collections::HashMap;

use quote::quote;
use syn::{
    ImplItem, ImplItemFn, Item, ItemImpl, ItemTrait, Signature, TraitItem, TraitItemFn, Type,
};

use crate::model::Action;

use super::ast::{self, template};
use super::format::Comments;
use super::identifier::{ident, plain};
use super::version::Surroundings;
use super::{File, Options, docs, format};

/// Name of the trait and, in another casing, of its module.
pub(super) const MODULE: &str = "api";

/// The file; `None` for a version without actions.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let actions = &place.version.actions;
    if actions.is_empty() {
        return None;
    }
    let runtime = options.runtime();
    let requests = Requests::new(actions);
    let mut sorted: Vec<_> = actions.iter().collect();
    sorted.sort_unstable_by_key(|action| plain(action.module.as_str()));
    let from_modules = sorted.into_iter().map(|action| {
        let module = ident(action.module.as_str());
        let request = requests
            .is_unique(action)
            .then(|| ident(action.request.name.as_str()))
            .into_iter();
        quote!(use super::#module #(::#request)*;)
    });
    let from_version = quote!(use super::Client; #(#from_modules)*);
    let from_runtime = quote!(
        use #runtime::generated::Call;
    );
    let imports = if options.is_runtime_local() {
        vec![quote!(#from_version #from_runtime)]
    } else {
        vec![from_runtime, from_version]
    };
    let comments = Comments::default();
    let mut interface = template!(ItemTrait { pub trait Api: Send + Sync {} });
    interface.attrs = comments.attribute(docs::of_interface(place.title(), &place.version.wire));
    interface.items = actions
        .iter()
        .map(|action| default_method(action, &requests, &comments))
        .collect();
    let mut of_client = template!(ItemImpl { impl Api for Client {} });
    of_client.items = actions
        .iter()
        .map(|action| method_of_client(action, &requests))
        .collect();
    let items = vec![Item::Trait(interface), Item::Impl(of_client)];
    let text = format::file(
        Some(&place.source()),
        &docs::of_interface_module(&place.version.wire),
        imports.into_iter().map(ast::items).chain([items]),
        &comments,
    );
    Some(File {
        path: place.path(MODULE),
        text,
    })
}

/// The method of the trait: a call that nobody answers.
fn default_method(action: &Action, requests: &Requests<'_>, comments: &Comments) -> TraitItem {
    let mut method = template!(TraitItemFn {
        fn call(&self) {
            Call::unanswered(request)
        }
    });
    method.attrs = comments.attribute(docs::of_interface_method(action));
    complete(&mut method.sig, action, requests.of(action));
    TraitItem::Fn(method)
}

/// The method of the client. It does not go through the one of the same name, which may be deprecated.
fn method_of_client(action: &Action, requests: &Requests<'_>) -> ImplItem {
    let mut method = template!(ImplItemFn {
        fn call(&self) {
            self.runtime.call(request)
        }
    });
    complete(&mut method.sig, action, requests.of(action));
    ImplItem::Fn(method)
}

fn complete(signature: &mut Signature, action: &Action, request: Type) {
    signature.ident = ident(action.method_name.as_str());
    signature
        .inputs
        .push(ast::parameter(ident("request"), request.clone()));
    signature.output = ast::returns(ast::generic(ident("Call"), [request]));
}

/// How often each name of a request occurs in the version: names that differ in case alone become the same.
struct Requests<'a>(HashMap<&'a str, usize>);

impl<'a> Requests<'a> {
    fn new(actions: &'a [Action]) -> Self {
        let mut counts = HashMap::with_capacity(actions.len());
        for action in actions {
            *counts.entry(action.request.name.as_str()).or_default() += 1;
        }
        Self(counts)
    }

    fn is_unique(&self, action: &Action) -> bool {
        self.0.get(action.request.name.as_str()) == Some(&1)
    }

    /// The request as the file calls it: by its name, or by way of its module.
    fn of(&self, action: &Action) -> Type {
        let name = ident(action.request.name.as_str());
        if self.is_unique(action) {
            ast::named(name)
        } else {
            ast::type_at(ast::path([ident(action.module.as_str()), name]))
        }
    }
}
