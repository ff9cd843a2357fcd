//! Structures -> `Serialize`.
//!
//! Knows how each form of member is sent.
//! Gives the implementation.
//! Must never know how requests are encoded; that is the serializer's part.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Member, StructDef, TypeDef};

use super::context::Context;
use super::field::Form;
use super::identifier::ident;
use super::imports::Name;

/// `impl Serialize` of a structure.
pub(super) fn of_struct(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> TokenStream {
    cx.uses(&[Name::Members]);
    let members = structure.members.iter().map(|member| send(member, Form::of(cx, def.direction, member)));
    let count = proc_macro2::Literal::usize_unsuffixed(structure.members.len());
    let (count, additional) = match &structure.additional {
        Some((field, _)) => {
            let field = ident(field.as_str());
            let named = (!structure.members.is_empty()).then(|| quote!(#count +));
            (quote!(#named self.#field.len()), quote!(members.extend(&self.#field)?;))
        }
        None => (quote!(#count), TokenStream::new()),
    };
    let body = if structure.members.is_empty() && structure.additional.is_none() {
        quote!(Members::new(serializer, 0)?.end())
    } else {
        quote! {
            let mut members = Members::new(serializer, #count)?;
            #(#members)*
            #additional
            members.end()
        }
    };
    of(cx, def, &body)
}

/// `impl Serialize` of any type, by its body.
pub(super) fn of(cx: &Context<'_>, def: &TypeDef, body: &TokenStream) -> TokenStream {
    cx.uses(&[Name::Serialize, Name::Serializer]);
    let name = ident(def.name.as_str());
    quote! {
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #body
            }
        }
    }
}

fn send(member: &Member, form: Form) -> TokenStream {
    let field = ident(member.rust.as_str());
    let wire = &member.wire;
    match form {
        Form::Required | Form::RequiredBox => quote!(members.required(#wire, &self.#field)?;),
        Form::Optional | Form::OptionalBox => quote!(members.optional(#wire, &self.#field)?;),
        Form::Container => quote!(members.unless_empty(#wire, &self.#field)?;),
    }
}
