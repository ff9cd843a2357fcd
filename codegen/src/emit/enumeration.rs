//! Enums -> items.
//!
//! Knows that every enum is open: what a newer server says is kept as it is.
//! Gives the enum, its wire value both ways, and the sides in which it travels.
//! Must never know where an enum is used.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{EnumDef, EnumValue, Json, Repr, TypeDef};

use super::context::Context;
use super::docs;
use super::identifier::ident;
use super::imports::Name;
use super::read;
use super::serialize;

/// Items of an enum.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Vec<TokenStream> {
    cx.uses(&[Name::Unknown, Name::MakeUnknown]);
    let mut items = vec![definition(cx, def, enumeration)];
    items.extend(match enumeration.repr {
        Repr::String => of_text(cx, def, enumeration),
        Repr::Int64 => of_number(cx, def, enumeration),
    });
    if def.direction.is_sent() {
        let body = match enumeration.repr {
            Repr::String => quote!(serializer.serialize_str(self.as_str())),
            Repr::Int64 => quote!(serializer.serialize_i64(self.value())),
        };
        items.push(serialize::of(cx, def, &body));
    }
    if def.direction.is_received() {
        let (body, nothing) = match enumeration.repr {
            Repr::String => (quote!(String::deserialize(deserializer).map(Self::from)), quote!("")),
            Repr::Int64 => (quote!(i64::deserialize(deserializer).map(Self::from)), quote!(0)),
        };
        let name = ident(def.name.as_str());
        let docs = cx.comments.attribute(docs::of_enum_default(enumeration.repr));
        items.push(quote! {
            impl Default for #name {
                #docs
                fn default() -> Self {
                    Self::from(#nothing)
                }
            }
        });
        items.push(read::deserialize(cx, def, &body));
    }
    items
}

fn definition(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> TokenStream {
    let name = ident(def.name.as_str());
    let docs = cx.comments.attribute(docs::of_type(def, None));
    let (copy, held) = match enumeration.repr {
        Repr::String => (None, quote!(String)),
        Repr::Int64 => (Some(quote!(Copy,)), quote!(i64)),
    };
    let variants = enumeration.values.iter().map(|value| {
        let docs = cx.comments.attribute(docs::of_variant(value));
        let name = ident(value.rust.as_str());
        quote!(#docs #name,)
    });
    let unknown = cx.comments.attribute(docs::of_unknown());
    quote! {
        #docs
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
            Unknown(Unknown<#held>),
        }
    }
}

fn of_text(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Vec<TokenStream> {
    let name = ident(def.name.as_str());
    let docs = cx.comments.attribute(docs::of_wire_value(Repr::String));
    let variants: Vec<_> = enumeration.values.iter().map(|value| ident(value.rust.as_str())).collect();
    let texts: Vec<_> = enumeration.values.iter().map(wire).collect();
    vec![
        quote! {
            impl #name {
                #docs
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #texts,)*
                        Self::Unknown(unknown) => unknown.value(),
                    }
                }
            }
        },
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    match value {
                        #(#texts => Self::#variants,)*
                        _ => Self::Unknown(unknown(value.to_owned())),
                    }
                }
            }
        },
        quote! {
            impl From<String> for #name {
                fn from(value: String) -> Self {
                    Self::from(value.as_str())
                }
            }
        },
    ]
}

fn of_number(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Vec<TokenStream> {
    let name = ident(def.name.as_str());
    let docs = cx.comments.attribute(docs::of_wire_value(Repr::Int64));
    let variants: Vec<_> = enumeration.values.iter().map(|value| ident(value.rust.as_str())).collect();
    let numbers: Vec<_> = enumeration.values.iter().map(wire).collect();
    vec![
        quote! {
            impl #name {
                #docs
                pub fn value(self) -> i64 {
                    match self {
                        #(Self::#variants => #numbers,)*
                        Self::Unknown(unknown) => *unknown.value(),
                    }
                }
            }
        },
        quote! {
            impl From<i64> for #name {
                fn from(value: i64) -> Self {
                    match value {
                        #(#numbers => Self::#variants,)*
                        _ => Self::Unknown(unknown(value)),
                    }
                }
            }
        },
    ]
}

/// The wire value as a literal, of the kind that the enum's representation promises.
fn wire(value: &EnumValue) -> TokenStream {
    match &value.wire {
        Json::Int(number) => super::literal::integer(*number),
        Json::String(text) => {
            let text = Literal::string(text);
            quote!(#text)
        }
        other => {
            let text = Literal::string(&super::literal::json(other));
            quote!(#text)
        }
    }
}
