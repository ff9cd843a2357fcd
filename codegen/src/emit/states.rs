//! Builders whose type says which required members have been set.
//!
//! Knows two ways of writing that down: one type parameter per required member, and, where that makes signatures that
//! nobody can read, one parameter that stands for the state of all of them.
//! Gives the builder with its setters.
//! Must never know how a value is converted.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{ImplItem, ImplItemFn, Item, ItemImpl, Type as RustType, parse_quote};

use crate::model::Type;

use super::ast::{self, template};
use super::builder::{Builder, Part};
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
pub(super) fn items(builder: &Builder<'_, '_>) -> Vec<Item> {
    if weight(&builder.parts) <= MOST_WEIGHT {
        with_parameters(builder)
    } else {
        with_one_state(builder)
    }
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

fn required<'a>(builder: &'a Builder<'_, '_>) -> Vec<Required<'a>> {
    let mut taken: Vec<String> = Vec::new();
    builder
        .parts
        .iter()
        .filter_map(|part| Some((part, part.marker.as_deref()?)))
        .map(|(part, marker)| {
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
                part,
                marker: ident(marker),
                state,
                set,
            }
        })
        .collect()
}

fn with_parameters(builder: &Builder<'_, '_>) -> Vec<Item> {
    let required = required(builder);
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
    let mut methods = template!(ItemImpl { impl Self {} });
    methods.generics = ast::parameters(
        required
            .iter()
            .map(|required| (required.state.clone(), None)),
    );
    methods.self_ty = Box::new(ast::generic(builder.name.clone(), states()));
    let mut fields = Vec::with_capacity(builder.parts.len());
    let mut waiting = required.iter().enumerate();
    for part in &builder.parts {
        let (ty, setter) = match part.marker.as_ref().and_then(|_| waiting.next()) {
            Some((index, required)) => {
                let set = ast::generic(ident("Set"), [part.ty.clone()]);
                let mut arguments: Vec<_> = states().collect();
                arguments[index] = set;
                let returned = ast::generic(builder.name.clone(), arguments);
                (
                    ast::named(required.state.clone()),
                    builder.replacing(part, returned),
                )
            }
            None => (
                part.ty.clone(),
                builder.assigning(part, ast::own_field(&part.name)),
            ),
        };
        fields.push(ast::field_of(part.name.clone(), ty));
        methods.items.push(ImplItem::Fn(setter));
    }
    ast::set_fields(&mut item, fields);
    let bounds = required
        .iter()
        .map(|required| (ast::named(required.state.clone()), required.part.ty.clone()));
    methods.items.push(ImplItem::Fn(build(builder, bounds)));
    vec![Item::Struct(item), Item::Impl(methods)]
}

/// The method that ends the builder, once the states say that everything is set.
fn build(
    builder: &Builder<'_, '_>,
    bounds: impl Iterator<Item = (RustType, RustType)>,
) -> ImplItemFn {
    let mut function = builder.build(builder.finished());
    function.sig.generics.where_clause = Some(ast::bounded(
        bounds.map(|(state, ty)| (state, ast::bound("IsSet", ty))),
    ));
    function
}

fn with_one_state(builder: &Builder<'_, '_>) -> Vec<Item> {
    let required = required(builder);
    let name = &builder.name;
    let module = ident(
        &builder
            .cx
            .claim_module(&format!("{}_state", builder.structure.to_snake_case())),
    );
    let mut methods = Vec::with_capacity(builder.parts.len() + 1);
    let mut fields = Vec::with_capacity(builder.parts.len());
    let mut waiting = required.iter();
    for part in &builder.parts {
        let (ty, setter) = match part.marker.as_ref().and_then(|_| waiting.next()) {
            Some(Required { state, set, .. }) => {
                let ty = &part.ty;
                let returned = parse_quote!(#name<#module::#set<S, #ty>>);
                (parse_quote!(S::#state), builder.replacing(part, returned))
            }
            None => (
                part.ty.clone(),
                builder.assigning(part, ast::own_field(&part.name)),
            ),
        };
        fields.push(ast::field_of(part.name.clone(), ty));
        methods.push(setter);
    }
    let bounds = required
        .iter()
        .map(|Required { state, part, .. }| (parse_quote!(S::#state), part.ty.clone()));
    methods.push(build(builder, bounds));
    let attributes = builder.definition().attrs;
    let state_module = state_module(builder, &module, &required);
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
fn state_module(
    builder: &Builder<'_, '_>,
    module: &Ident,
    required: &[Required<'_>],
) -> TokenStream {
    let docs = builder
        .cx
        .comments
        .attribute(docs::of_states(&builder.name.to_string()));
    let states: Vec<_> = required.iter().map(|required| &required.state).collect();
    let markers = required.iter().map(|required| &required.marker);
    let steps = required.iter().map(|Required { state, set, .. }| {
        let kept = states.iter().map(|other| {
            if *other == state {
                quote!(type #other = Set<T>;)
            } else {
                quote!(type #other = S::#other;)
            }
        });
        quote! {
            pub struct #set<S, T>(pub S, pub T);
            impl<S: State, T> State for #set<S, T> { #(#kept)* }
        }
    });
    quote! {
        #(#docs)*
        mod #module {
            use super::{Set, missing};

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
    use crate::emit::fixture::{emitted, list, local, member, plain, required, shape, structure};
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
            text_of(members(10), Vec::new())
                .contains("pub struct ThingBuilder<\n    M0State = missing::M0,")
        );
        let text = text_of(members(12), Vec::new());
        assert!(
            text.contains("pub struct ThingBuilder<S: thing_state::State = thing_state::Start> {"),
            "{text}"
        );
        assert!(
            text.contains("pub fn m1(self, m1: i64) -> ThingBuilder<thing_state::M1Set<S, i64>> {"),
            "{text}"
        );
        assert!(
            text.contains("        S::M11State: IsSet<i64>,\n"),
            "{text}"
        );
    }

    #[test]
    fn heavy_types_weigh_more() {
        let members = |count| {
            (0..count)
                .map(|index| required(member(&format!("M{index}"), list(local("Thing")))))
                .collect()
        };
        assert!(!text_of(members(8), Vec::new()).contains("thing_state"));
        assert!(text_of(members(9), Vec::new()).contains("thing_state"));
    }
}
