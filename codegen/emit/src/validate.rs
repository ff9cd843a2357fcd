//! Demands on values -> `Validate`.
//!
//! Knows how each form of member is looked into, and how lists and maps are walked.
//! Gives the implementation; it mentions only what has something to check.
//! Must never know how a violation is worded.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::{Item, ItemImpl};

use codegen_model::{
    Form, Json, Limit as Demand, Member, StructDef, Type, TypeDef, TypeUse, UnionDef,
};

use super::ast::{self, template};
use super::checks::{self, Limit, Subject};
use super::context::Context;
use super::identifier::ident;
use super::imports::Name;
use super::literal;

/// `impl Validate` of a structure.
pub(super) fn of_struct(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> Item {
    let members: Vec<_> = structure
        .members
        .iter()
        .filter(|member| cx.demands(&member.value))
        .map(|member| of_member(cx, cx.form(def.direction, member), member))
        .collect();
    let additional = structure
        .additional
        .as_ref()
        .filter(|(_, value)| cx.demands(value))
        .map(|(field, value)| {
            let field = ident(field.as_str());
            let entry = of_value(
                cx,
                &Step::Key(quote!(v)),
                &Value::reference(quote!(value)),
                value,
            );
            quote!(for (key, value) in &self.#field { #entry })
        });
    of(cx, def, quote!(#(#members)* #additional))
}

/// `impl Validate` of a union.
pub(super) fn of_union(cx: &Context<'_>, def: &TypeDef, union: &UnionDef) -> Item {
    let demanding: Vec<_> = union
        .variants
        .iter()
        .filter(|variant| cx.demands(&variant.value))
        .collect();
    let arms: Vec<_> = demanding
        .iter()
        .map(|variant| {
            let name = ident(variant.rust.as_str());
            let body = of_value(
                cx,
                &Step::Here,
                &Value::reference(quote!(value)),
                &variant.value,
            );
            (quote!(Self::#name(value)), body)
        })
        .collect();
    let is_partial = def.direction.is_received() || arms.len() < union.variants.len();
    let body = match arms.as_slice() {
        [(pattern, body)] if is_partial => quote!(if let #pattern = self { #body }),
        arms => {
            let arms = arms
                .iter()
                .map(|(pattern, body)| quote!(#pattern => { #body }));
            let rest = is_partial.then(|| quote!(_ => {}));
            quote!(match self { #(#arms)* #rest })
        }
    };
    of(cx, def, body)
}

fn of(cx: &Context<'_>, def: &TypeDef, body: TokenStream) -> Item {
    cx.uses(&[Name::Validate]);
    let name = ident(def.name.as_str());
    if body.is_empty() {
        return ast::complete(
            template!(ItemImpl { impl Validate for Self {} }),
            &name,
            Vec::new(),
        );
    }
    cx.uses(&[Name::Validator]);
    let item = template!(ItemImpl { impl Validate for Self { fn validate(&self, v: &mut Validator<'_>) {} } });
    ast::complete(item, &name, ast::statements(body))
}

/// Where a value stands, seen from the validator at hand.
enum Step {
    /// It is what the validator is at.
    Here,
    /// A member of that wire name, seen from `v`.
    Member(String),
    /// The item called `index`, seen from that validator.
    Index(TokenStream),
    /// The entry called `key`, seen from that validator.
    Key(TokenStream),
}

impl Step {
    /// An expression for the validator at the value.
    fn validator(&self) -> TokenStream {
        match self {
            Self::Here => quote!(v),
            Self::Member(wire) => quote!(v.at(#wire)),
            Self::Index(of) => quote!(#of.index(index)),
            Self::Key(of) => quote!(#of.key(key)),
        }
    }

    /// Name of the validator that the entries of a container here are seen from.
    fn validator_of(&self, entries: &str) -> Ident {
        match self {
            Self::Here => ident("v"),
            _ => ident(entries),
        }
    }

    /// The same as a `&mut Validator`.
    fn borrowed(&self) -> TokenStream {
        let validator = self.validator();
        match self {
            Self::Here => validator,
            _ => quote!(&mut #validator),
        }
    }
}

/// An expression for a value.
struct Value {
    place: TokenStream,
    is_reference: bool,
    is_box: bool,
}

impl Value {
    fn reference(place: TokenStream) -> Self {
        Self {
            place,
            is_reference: true,
            is_box: false,
        }
    }

    fn copied(&self) -> TokenStream {
        let place = &self.place;
        if self.is_reference {
            quote!(*#place)
        } else {
            quote!(#place)
        }
    }

    fn borrowed(&self) -> TokenStream {
        let place = &self.place;
        match (self.is_reference, self.is_box) {
            (true, _) => quote!(#place),
            (false, true) => quote!(&*#place),
            (false, false) => quote!(&#place),
        }
    }
}

fn of_member(cx: &Context<'_>, form: Form, member: &Member) -> TokenStream {
    let field = ident(member.rust.as_str());
    let step = Step::Member(member.wire.clone());
    let of_value = |value: Value| of_value(cx, &step, &value, &member.value);
    let place = quote!(self.#field);
    match form {
        Form::Required => of_value(Value {
            place,
            is_reference: false,
            is_box: false,
        }),
        Form::RequiredBox => of_value(Value {
            place,
            is_reference: false,
            is_box: true,
        }),
        Form::Container => {
            let checks = of_value(Value {
                place,
                is_reference: false,
                is_box: false,
            });
            // What is left out is not too short.
            if checks::of(&member.value)
                .iter()
                .any(checks::Check::refuses_empty)
            {
                quote!(if !self.#field.is_empty() { #checks })
            } else {
                checks
            }
        }
        Form::Optional if is_number(&member.value.ty) => {
            let checks = of_value(Value {
                place: quote!(value),
                is_reference: false,
                is_box: false,
            });
            quote!(if let Some(value) = #place { #checks })
        }
        Form::Optional => {
            let checks = of_value(Value::reference(quote!(value)));
            quote!(if let Some(value) = &#place { #checks })
        }
        Form::OptionalBox => {
            let checks = of_value(Value::reference(quote!(value)));
            quote!(if let Some(value) = #place.as_deref() { #checks })
        }
    }
}

/// Statements that check a value and all that it holds.
fn of_value(cx: &Context<'_>, step: &Step, value: &Value, expected: &TypeUse) -> TokenStream {
    let own = own_checks(step, value, expected);
    let held = match &expected.ty {
        Type::Named(reference) if cx.demands(expected) => {
            let is_foreign = cx.is_foreign(reference);
            let place = value.borrowed();
            match step {
                Step::Member(wire) => quote!(v.nested(#wire, #place);),
                _ => {
                    // The trait's method; the types of this file have it in scope by their own implementation.
                    if is_foreign {
                        cx.uses(&[Name::Validate]);
                    }
                    let place = &value.place;
                    let validator = step.borrowed();
                    quote!(#place.validate(#validator);)
                }
            }
        }
        Type::Nullable(inner) if cx.demands(inner) => {
            let place = value.borrowed();
            let inner = of_value(cx, step, &Value::reference(quote!(value)), inner);
            quote!(if let Some(value) = #place { #inner })
        }
        Type::List(item) if cx.demands(item) => {
            let place = value.borrowed();
            match (step, &item.ty) {
                (Step::Member(wire), Type::Named(_)) => quote!(v.each(#wire, #place);),
                _ => {
                    let place = &value.place;
                    let validator = step.validator_of("items");
                    let item = of_value(
                        cx,
                        &Step::Index(quote!(#validator)),
                        &Value::reference(quote!(item)),
                        item,
                    );
                    walk(
                        step,
                        &validator,
                        &quote!((index, item)),
                        &quote!(#place.iter().enumerate()),
                        &item,
                    )
                }
            }
        }
        Type::Map(entry) if cx.demands(entry) => {
            let place = value.borrowed();
            match (step, &entry.ty) {
                (Step::Member(wire), Type::Named(_)) => quote!(v.each_value(#wire, #place);),
                _ => {
                    let validator = step.validator_of("entries");
                    let entry = of_value(
                        cx,
                        &Step::Key(quote!(#validator)),
                        &Value::reference(quote!(entry)),
                        entry,
                    );
                    walk(step, &validator, &quote!((key, entry)), &place, &entry)
                }
            }
        }
        _ => TokenStream::new(),
    };
    quote!(#own #held)
}

/// A loop over what a container holds.
fn walk(
    step: &Step,
    validator: &Ident,
    pattern: &TokenStream,
    container: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    // A variant of a union stands where the union stands, and there is a validator for that place already.
    if let Step::Here = step {
        return quote!(for #pattern in #container { #body });
    }
    let start = step.validator();
    quote!(let mut #validator = #start; for #pattern in #container { #body })
}

fn own_checks(step: &Step, value: &Value, expected: &TypeUse) -> TokenStream {
    let checks = checks::of(expected);
    if checks.is_empty() {
        return TokenStream::new();
    }
    let validator = step.validator();
    let calls = checks.iter().map(|check| {
        let method = ident(check.method);
        let subject = match check.subject {
            Subject::Number => value.copied(),
            Subject::Text | Subject::Items | Subject::Whole => value.borrowed(),
            Subject::Length => {
                let place = &value.place;
                quote!(#place.len())
            }
        };
        let limit = check.limit.as_ref().map(limit);
        match limit {
            Some(limit) => quote!(.#method(#subject, #limit)),
            None => quote!(.#method(#subject)),
        }
    });
    quote!(#validator #(#calls)*;)
}

fn limit(limit: &Limit<'_>) -> Literal {
    match *limit {
        Limit::Int(limit) => literal::integer(limit.into()),
        Limit::Float(limit) => literal::float(limit),
        Limit::Double(limit) => literal::double(limit),
        Limit::Count(limit) => literal::integer(limit.into()),
        Limit::Pattern(pattern) => Literal::string(pattern),
        Limit::Values(values) => schema([Demand::Values(values)]),
        Limit::All(constraints) => schema(constraints.limits()),
    }
}

/// Limits as a schema has them.
fn schema<'c>(limits: impl IntoIterator<Item = Demand<'c>>) -> Literal {
    let members = limits
        .into_iter()
        .map(|limit| (limit.keyword().to_owned(), limit.argument()));
    Literal::string(&literal::json(&Json::Object(members.collect())))
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double)
}

#[cfg(test)]
mod tests;
