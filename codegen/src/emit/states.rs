//! Builders whose type says which required members have been set.
//!
//! Knows two ways of writing that down: one type parameter per required member, and, where that makes signatures that
//! nobody can read, one parameter that stands for the state of all of them.
//! Gives the builder with its setters.
//! Must never know how a value is converted.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::builder::{self, Names, Part};
use super::context::Context;
use super::docs;
use super::identifier::ident;

/// Greatest number of required members that each get a type parameter.
///
/// clippy calls a type complex from a weight of 250 on (`type_complexity`), and a builder of eight parameters, one of
/// them `Set<Vec<T>>`, weighs 240.
const MOST_PARAMETERS: usize = 8;

/// The builder and its methods.
pub(super) fn items(cx: &Context<'_>, names: &Names<'_>, parts: &[Part<'_>]) -> TokenStream {
    let required = parts.iter().filter(|part| part.marker.is_some()).count();
    if required <= MOST_PARAMETERS { with_parameters(cx, names, parts) } else { with_one_state(cx, names, parts) }
}

/// A required member and the names that are derived from it.
struct Required<'a> {
    part: &'a Part<'a>,
    /// What stands for the member until it is set.
    marker: Ident,
    /// Name of its state: a type parameter or an associated type.
    state: Ident,
    /// Name of the type that says that it has been set.
    set: Ident,
}

fn required<'a>(cx: &Context<'_>, parts: &'a [Part<'a>]) -> Vec<Required<'a>> {
    let mut taken: Vec<String> = Vec::new();
    parts
        .iter()
        .filter_map(|part| Some((part, part.marker.as_deref()?)))
        .map(|(part, marker)| {
            // A type parameter must hide neither another one nor a type.
            let mut base = marker.to_owned();
            let mut number = 1;
            while taken.contains(&base) || cx.sees_type(&format!("{base}State")) {
                number += 1;
                base = format!("{marker}{number}");
            }
            let (state, set) = (ident(&format!("{base}State")), ident(&format!("{base}Set")));
            taken.push(base);
            Required { part, marker: ident(marker), state, set }
        })
        .collect()
}

fn with_parameters(cx: &Context<'_>, names: &Names<'_>, parts: &[Part<'_>]) -> TokenStream {
    let required = required(cx, parts);
    let Names { structure, builder } = names;
    let head = names.head(cx);
    let structure_name = ident(structure);
    let states: Vec<_> = required.iter().map(|required| &required.state).collect();
    let markers = required.iter().map(|required| &required.marker);
    let types: Vec<_> = required.iter().map(|required| &required.part.ty).collect();
    let mut states_in_order = states.iter();
    let fields = parts.iter().map(|part| {
        let (name, ty) = (&part.name, &part.ty);
        match part.marker.as_ref().and_then(|_| states_in_order.next()) {
            Some(state) => quote!(#name: #state,),
            None => quote!(#name: #ty,),
        }
    });
    let fields = quote!(#(#fields)*);
    let mut index = 0;
    let setters: Vec<_> = parts
        .iter()
        .map(|part| {
            let name = &part.name;
            if part.marker.is_none() {
                return builder::assigning(cx, names, part, &quote!(self.#name));
            }
            let arguments = states.iter().zip(&types).enumerate().map(|(other, (state, ty))| {
                if other == index { quote!(Set<#ty>) } else { quote!(#state) }
            });
            let returned = quote!(#builder<#(#arguments),*>);
            index += 1;
            builder::replacing(cx, names, part, parts, &returned)
        })
        .collect();
    let build_docs = cx.comments.attribute(docs::of_build(structure));
    let finished = builder::finished(parts);
    quote! {
        #head
        pub struct #builder<#(#states = missing::#markers),*> {
            #fields
        }
        impl<#(#states),*> #builder<#(#states),*> {
            #(#setters)*
            #build_docs
            pub fn build(self) -> #structure_name
            where
                #(#states: IsSet<#types>,)*
            {
                #structure_name { #finished }
            }
        }
    }
}

fn with_one_state(cx: &Context<'_>, names: &Names<'_>, parts: &[Part<'_>]) -> TokenStream {
    let required = required(cx, parts);
    let Names { structure, builder } = names;
    let head = names.head(cx);
    let structure_name = ident(structure);
    let module = ident(&cx.claim_module(&format!("{}_state", structure.to_snake_case())));
    let mut in_order = required.iter();
    let mut setters = Vec::with_capacity(parts.len());
    let mut fields = Vec::with_capacity(parts.len());
    for part in parts {
        let (name, ty) = (&part.name, &part.ty);
        match part.marker.as_ref().and_then(|_| in_order.next()) {
            Some(Required { state, set, .. }) => {
                fields.push(quote!(#name: S::#state,));
                let returned = quote!(#builder<#module::#set<S, #ty>>);
                setters.push(builder::replacing(cx, names, part, parts, &returned));
            }
            None => {
                fields.push(quote!(#name: #ty,));
                setters.push(builder::assigning(cx, names, part, &quote!(self.#name)));
            }
        }
    }
    let states: Vec<_> = required.iter().map(|required| &required.state).collect();
    let types = required.iter().map(|required| &required.part.ty);
    let build_docs = cx.comments.attribute(docs::of_build(structure));
    let finished = builder::finished(parts);
    let state_module = state_module(cx, names, &module, &required);
    quote! {
        #head
        pub struct #builder<S: #module::State = #module::Start> {
            #(#fields)*
        }
        impl<S: #module::State> #builder<S> {
            #(#setters)*
            #build_docs
            pub fn build(self) -> #structure_name
            where
                #(S::#states: IsSet<#types>,)*
            {
                #structure_name { #finished }
            }
        }
        #state_module
    }
}

/// The module with the states of one builder: a start, and one step per required member that changes the state of that
/// member and keeps the others.
fn state_module(cx: &Context<'_>, names: &Names<'_>, module: &Ident, required: &[Required<'_>]) -> TokenStream {
    let docs = cx.comments.attribute(docs::of_states(&names.builder.to_string()));
    let states: Vec<_> = required.iter().map(|required| &required.state).collect();
    let markers = required.iter().map(|required| &required.marker);
    let steps = required.iter().map(|Required { state, set, .. }| {
        let kept = states.iter().map(|other| {
            if *other == state { quote!(type #other = Set<T>;) } else { quote!(type #other = S::#other;) }
        });
        quote! {
            pub struct #set<S, T>(pub S, pub T);
            impl<S: State, T> State for #set<S, T> { #(#kept)* }
        }
    });
    quote! {
        #docs
        mod #module {
            use super::{Set, missing};

            pub trait State { #(type #states;)* }

            pub struct Start;

            impl State for Start { #(type #states = missing::#markers;)* }

            #(#steps)*
        }
    }
}
