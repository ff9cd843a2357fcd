//! Builders whose type says which required members have been set.
//!
//! Knows two ways of writing that down: one type parameter per required member, and, where that makes signatures that
//! nobody can read, one parameter that stands for the state of all of them.
//! Gives the builder with its setters.
//! Must never know how a value is converted.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Field, ImplItem, Item, ItemImpl, Type as RustType, parse_quote};

use super::ast::{self, template};
use super::builder::Builder;
use super::docs;
use super::identifier::ident;

/// Most required members that have a type parameter each. With more, clippy calls the tuple of them, which the builder
/// holds, a complex type (`type_complexity`).
const MOST_PARAMETERS: usize = 7;

/// The builder and its methods.
pub(super) fn items(builder: &Builder<'_, '_>) -> Vec<Item> {
    let required = required(builder);
    if required.len() <= MOST_PARAMETERS {
        with_parameters(builder, &required)
    } else {
        with_one_state(builder, &required)
    }
}

/// A required member and the names that are derived from it.
struct Required {
    /// What stands for the member until it is set.
    marker: Ident,
    /// Name of its state: a type parameter or an associated type.
    state: Ident,
    /// Name of the type that says that it has been set.
    set: Ident,
}

fn required(builder: &Builder<'_, '_>) -> Vec<Required> {
    let mut taken: Vec<String> = Vec::new();
    builder
        .parts
        .iter()
        .filter_map(|part| part.marker.as_deref())
        .map(|marker| {
            // A type parameter must hide neither another one nor a type.
            let mut base = marker.to_owned();
            let mut number = 1;
            while taken.contains(&base) || builder.cx.sees_type(&format!("{base}State")) {
                number += 1;
                base = format!("{marker}{number}");
            }
            let (state, set) = (ident(&format!("{base}State")), ident(&format!("{base}Set")));
            taken.push(base);
            Required {
                marker: ident(marker),
                state,
                set,
            }
        })
        .collect()
}

fn with_parameters(builder: &Builder<'_, '_>, required: &[Required]) -> Vec<Item> {
    let states = || {
        required
            .iter()
            .map(|required| ast::named(required.state.clone()))
    };
    let mut item = builder.definition();
    item.generics = ast::parameters(required.iter().map(|required| {
        let marker = ast::type_at(ast::path([ident("missing"), required.marker.clone()]));
        (required.state.clone(), Some(marker))
    }));
    let all = match required {
        [only] => ast::named(only.state.clone()),
        _ => ast::tuple(states()),
    };
    ast::set_fields(&mut item, [builder.held(), state_field(all)]);
    let mut methods = template!(ItemImpl { impl Self {} });
    methods.generics = ast::parameters(
        required
            .iter()
            .map(|required| (required.state.clone(), None)),
    );
    methods.self_ty = Box::new(ast::generic(builder.name.clone(), states()));
    methods.items = methods_of(builder, states(), |index| {
        let mut arguments: Vec<_> = states().collect();
        arguments[index] = ast::named(ident("Set"));
        ast::generic(builder.name.clone(), arguments)
    });
    vec![Item::Struct(item), Item::Impl(methods)]
}

/// The field that holds nothing but the state of a builder.
fn state_field(state: RustType) -> Field {
    ast::field_of(ident("state"), ast::generic(ident("PhantomData"), [state]))
}

/// Setters, and the method that ends the builder once the states say that everything is set. `replaced` gives the type
/// of the builder in which the required member of that number has been set.
fn methods_of(
    builder: &Builder<'_, '_>,
    states: impl Iterator<Item = RustType>,
    replaced: impl Fn(usize) -> RustType,
) -> Vec<ImplItem> {
    let mut number = 0;
    let mut methods = Vec::with_capacity(builder.parts.len() + 1);
    for part in &builder.parts {
        let setter = if part.marker.is_some() {
            number += 1;
            builder.replacing(part, replaced(number - 1))
        } else {
            builder.assigning(part)
        };
        methods.push(ImplItem::Fn(setter));
    }
    let mut build = builder.build();
    build.sig.generics.where_clause = Some(ast::bounded(
        states.map(|state| (state, ast::bound("IsSet"))),
    ));
    methods.push(ImplItem::Fn(build));
    methods
}

fn with_one_state(builder: &Builder<'_, '_>, required: &[Required]) -> Vec<Item> {
    let name = &builder.name;
    let module = ident(
        &builder
            .cx
            .claim_module(&format!("{}_state", builder.structure.to_snake_case())),
    );
    let states = required
        .iter()
        .map(|Required { state, .. }| parse_quote!(S::#state));
    let methods = methods_of(builder, states, |index| {
        let set = &required[index].set;
        parse_quote!(#name<#module::#set<S>>)
    });
    let fields = [builder.held(), state_field(ast::named(ident("S")))];
    let attributes = builder.definition().attrs;
    let state_module = state_module(builder, &module, required);
    ast::items(quote! {
        #(#attributes)*
        pub struct #name<S: #module::State = #module::Start> {
            #(#fields,)*
        }
        impl<S: #module::State> #name<S> {
            #(#methods)*
        }
        #state_module
    })
}

/// The module with the states of one builder: a start, and one step per required member that changes the state of that
/// member and keeps the others.
fn state_module(builder: &Builder<'_, '_>, module: &Ident, required: &[Required]) -> TokenStream {
    let docs = builder
        .cx
        .comments
        .attribute(docs::of_states(&builder.name.to_string()));
    let states: Vec<_> = required.iter().map(|required| &required.state).collect();
    let markers = required.iter().map(|required| &required.marker);
    let steps = required.iter().map(|Required { state, set, .. }| {
        let kept = states.iter().map(|other| {
            if *other == state {
                quote!(type #other = Set;)
            } else {
                quote!(type #other = S::#other;)
            }
        });
        quote! {
            pub struct #set<S>(PhantomData<S>);
            impl<S: State> State for #set<S> { #(#kept)* }
        }
    });
    quote! {
        #(#docs)*
        mod #module {
            use super::{PhantomData, Set, missing};

            pub trait State { #(type #states;)* }

            pub struct Start;

            impl State for Start { #(type #states = missing::#markers;)* }

            #(#steps)*
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::emit::builder::Builder;
    use crate::emit::fixture::{emitted, member, plain, required, shape, structure};
    use crate::model::{Member, Type, TypeDef};

    fn text_of(members: Vec<Member>, others: Vec<TypeDef>) -> String {
        let mut types = vec![structure("Thing", members)];
        types.extend(others);
        emitted(&types, |cx, def| Builder::new(cx, def, shape(def)).items())
    }

    #[test]
    fn type_parameters_hide_neither_types_nor_each_other() {
        let members = ["A_1", "A1", "App"].map(|name| required(member(name, plain(Type::Bool))));
        let text = text_of(members.into(), vec![structure("AppState", Vec::new())]);
        assert!(
            text.contains(
                "impl<A1State, A12State, App2State> ThingBuilder<A1State, A12State, App2State> {"
            ),
            "{text}"
        );
    }

    #[test]
    fn many_required_members_share_one_state() {
        let members = |count| {
            (0..count)
                .map(|index| required(member(&format!("M{index}"), plain(Type::Int64))))
                .collect()
        };
        assert!(
            text_of(members(7), Vec::new())
                .contains("pub struct ThingBuilder<\n    M0State = missing::M0,")
        );
        let text = text_of(members(8), Vec::new());
        for part in [
            "pub struct ThingBuilder<S: thing_state::State = thing_state::Start> {",
            "pub fn m1(mut self, m1: i64) -> ThingBuilder<thing_state::M1Set<S>> {",
            "        S::M7State: IsSet,\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
