//! Structures -> `Record` and `Deserialize`.
//!
//! Knows how each form of member is read and which spellings it has.
//! Gives both implementations.
//! Must never know how `null` or a missing member is dealt with; that is the runtime's part.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{StructDef, TypeDef};

use super::context::Context;
use super::field::Form;
use super::identifier::ident;
use super::imports::Name;

/// `impl Record` and `impl Deserialize` of a structure.
pub(super) fn of_struct(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> TokenStream {
    cx.uses(&[Name::Record, Name::MapAccess, Name::Member, Name::ReadRecord]);
    let name = ident(def.name.as_str());
    let mut spellings: Vec<&str> = structure.members.iter().map(|member| member.wire.as_str()).collect();
    let arms: Vec<_> = structure
        .members
        .iter()
        .map(|member| {
            let field = ident(member.rust.as_str());
            let mut names = vec![member.wire.as_str()];
            for alias in &member.aliases {
                // A name that belongs to another member stays with it.
                if !spellings.contains(&alias.as_str()) {
                    spellings.push(alias);
                    names.push(alias);
                }
            }
            match Form::of(cx, def.direction, member) {
                Form::RequiredBox | Form::OptionalBox => quote!(#(#names)|* => member.into_box(&mut self.#field),),
                Form::Required | Form::Optional | Form::Container => {
                    quote!(#(#names)|* => member.into(&mut self.#field),)
                }
            }
        })
        .collect();
    let (other, other_needs_name) = match &structure.additional {
        Some((field, _)) => {
            let field = ident(field.as_str());
            (quote!(member.insert(name, &mut self.#field)), true)
        }
        None => (quote!(member.skip()), false),
    };
    let parameter = if arms.is_empty() && !other_needs_name { quote!(_) } else { quote!(name) };
    let body = if arms.is_empty() { other } else { quote!(match name { #(#arms)* _ => #other, }) };
    let deserialize = deserialize(cx, def, &quote!(read_record(deserializer)));
    quote! {
        impl Record for #name {
            fn read<'de, A: MapAccess<'de>>(
                &mut self,
                #parameter: &str,
                member: Member<'_, A>,
            ) -> Result<(), A::Error> {
                #body
            }
        }
        #deserialize
    }
}

/// `impl Deserialize` of any type, by its body.
pub(super) fn deserialize(cx: &Context<'_>, def: &TypeDef, body: &TokenStream) -> TokenStream {
    cx.uses(&[Name::Deserialize, Name::Deserializer]);
    let name = ident(def.name.as_str());
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #body
            }
        }
    }
}
