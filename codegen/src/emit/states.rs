//! Builders whose type says which required members have been set.
//!
//! Knows two ways of writing that down: one type parameter per required member, and, where that makes signatures that
//! nobody can read, one parameter that stands for the state of all of them.
//! Gives the builder with its setters.
//! Must never know how a value is converted.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::Type;

use super::builder::{self, Names, Part};
use super::context::Context;
use super::docs;
use super::field::Form;
use super::identifier::ident;

/// Greatest weight of a type that a setter may give back. clippy calls a type complex beyond it (`type_complexity`).
const MOST_WEIGHT: usize = 250;

/// Weight of the types that setters give back, if each required member has its type parameter. Each name in a type
/// weighs ten times its depth.
fn weight(parts: &[Part<'_>]) -> usize {
    let required = parts.iter().filter(|part| part.marker.is_some());
    let heaviest = required.clone().map(|part| match part.form {
        Form::RequiredBox => 30 + weight_at(&part.value.ty, 4),
        _ => weight_at(&part.value.ty, 3),
    });
    10 + 20 * required.clone().count() + heaviest.max().unwrap_or_default()
}

fn weight_at(ty: &Type, depth: usize) -> usize {
    10 * depth
        + match ty {
            Type::List(item) => weight_at(&item.ty, depth + 1),
            Type::Map(entry) => 10 * (depth + 1) + weight_at(&entry.ty, depth + 1),
            _ => 0,
        }
}

/// The builder and its methods.
pub(super) fn items(cx: &Context<'_>, names: &Names<'_>, parts: &[Part<'_>]) -> TokenStream {
    if weight(parts) <= MOST_WEIGHT { with_parameters(cx, names, parts) } else { with_one_state(cx, names, parts) }
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
