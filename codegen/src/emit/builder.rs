//! Structures -> builders.
//!
//! Knows the two kinds: one that holds the structure itself, when nothing is required, and one whose type says which
//! required members have been set.
//! Gives the function that starts a builder and the builder with its setters.
//! Must never know how a required member that was forgotten is reported; that is the runtime's `IsSet`.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{FieldName, Member, StructDef, Type, TypeDef, TypeUse};

use super::context::Context;
use super::docs;
use super::field::{self, Form};
use super::identifier::{ident, plain, upper_camel};
use super::imports::Name;
use super::reserved::builder_name;
use super::rust_type;
use super::setter;
use super::states;

/// A member as its builder sees it.
pub(super) struct Part<'a> {
    /// Name of the field.
    pub(super) name: Ident,
    /// The same without `r#`.
    pub(super) plain: &'a str,
    /// What it holds.
    pub(super) value: &'a TypeUse,
    /// Type of the field.
    pub(super) ty: TokenStream,
    /// How it is held.
    pub(super) form: Form,
    /// What stands for it until it is set, if it is required.
    pub(super) marker: Option<String>,
    is_additional: bool,
}

impl<'a> Part<'a> {
    fn of_member(cx: &Context<'_>, def: &TypeDef, member: &'a Member) -> Self {
        let form = Form::of(cx, def.direction, member);
        Self {
            name: ident(member.rust.as_str()),
            plain: plain(member.rust.as_str()),
            value: &member.value,
            ty: field::ty(cx, form, member),
            form,
            marker: form.is_required().then(|| upper_camel(member.rust.as_str())),
            is_additional: false,
        }
    }

    fn of_additional(cx: &Context<'_>, name: &'a FieldName, value: &'a TypeUse) -> Self {
        cx.uses(&[Name::BTreeMap]);
        let ty = rust_type::of(cx, &value.ty);
        Self {
            name: ident(name.as_str()),
            plain: plain(name.as_str()),
            value,
            ty: quote!(BTreeMap<String, #ty>),
            form: Form::Container,
            marker: None,
            is_additional: true,
        }
    }

    /// Type of the parameter of its setter.
    fn parameter(&self, cx: &Context<'_>) -> TokenStream {
        if self.is_additional {
            setter::parameter(cx, &Type::Map(Box::new(self.value.clone())))
        } else {
            setter::parameter(cx, &self.value.ty)
        }
    }

    /// Expression that makes the field's value from the parameter.
    fn converted(&self) -> TokenStream {
        let name = &self.name;
        let value = if self.is_additional {
            setter::value(&quote!(#name), &Type::Map(Box::new(self.value.clone())))
        } else {
            setter::value(&quote!(#name), &self.value.ty)
        };
        match self.form {
            Form::Required | Form::Container => value,
            Form::RequiredBox => quote!(Box::new(#value)),
            Form::Optional => quote!(Some(#value)),
            Form::OptionalBox => quote!(Some(Box::new(#value))),
        }
    }

    /// Value of the field before anything is set.
    fn unset(&self) -> TokenStream {
        match (&self.marker, self.form) {
            (Some(marker), _) => {
                let marker = ident(marker);
                quote!(missing::#marker)
            }
            (None, Form::Container) if self.is_additional || matches!(self.value.ty, Type::Map(_)) => {
                quote!(BTreeMap::new())
            }
            (None, Form::Container) => quote!(Vec::new()),
            (None, _) => quote!(None),
        }
    }
}

fn parts<'a>(cx: &Context<'_>, def: &TypeDef, structure: &'a StructDef) -> Vec<Part<'a>> {
    let members = structure.members.iter().map(|member| Part::of_member(cx, def, member));
    let additional = structure.additional.iter().map(|(name, value)| Part::of_additional(cx, name, value));
    members.chain(additional).collect()
}

/// `impl` with the function that starts a builder.
pub(super) fn start(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> TokenStream {
    let parts = parts(cx, def, structure);
    let name = ident(def.name.as_str());
    let builder = ident(&builder_name(def.name.as_str()));
    let required: Vec<_> = parts.iter().filter(|part| part.marker.is_some()).map(|part| part.plain).collect();
    let docs = cx.comments.attribute(docs::of_start(&required));
    let body = if required.is_empty() {
        quote!(#builder { value: Self::default() })
    } else {
        let fields = parts.iter().map(|part| {
            let (name, unset) = (&part.name, part.unset());
            quote!(#name: #unset)
        });
        quote!(#builder { #(#fields),* })
    };
    quote! {
        impl #name {
            #docs
            pub fn builder() -> #builder {
                #body
            }
        }
    }
}

/// The builder and its methods.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> TokenStream {
    let parts = parts(cx, def, structure);
    let names = Names { structure: def.name.as_str(), builder: ident(&builder_name(def.name.as_str())) };
    if parts.iter().all(|part| part.marker.is_none()) {
        return holding(cx, &names, &parts);
    }
    cx.uses(&[Name::IsSet, Name::Set]);
    for part in &parts {
        if let Some(marker) = &part.marker {
            cx.misses(marker);
        }
    }
    states::items(cx, &names, &parts)
}

/// Names of a structure and its builder.
pub(super) struct Names<'a> {
    /// Of the structure.
    pub(super) structure: &'a str,
    /// Of the builder.
    pub(super) builder: Ident,
}

impl Names<'_> {
    /// Documentation and attribute of the builder.
    pub(super) fn head(&self, cx: &Context<'_>) -> TokenStream {
        let docs = cx.comments.attribute(docs::of_builder(self.structure));
        quote!(#docs #[must_use = "a builder does nothing until `build` is called"])
    }
}

/// The kind that holds the structure.
fn holding(cx: &Context<'_>, names: &Names<'_>, parts: &[Part<'_>]) -> TokenStream {
    let head = names.head(cx);
    let builder = &names.builder;
    let structure = ident(names.structure);
    let setters = parts.iter().map(|part| {
        let name = &part.name;
        assigning(cx, names, part, &quote!(self.value.#name))
    });
    let build_docs = cx.comments.attribute(docs::of_build(names.structure));
    quote! {
        #head
        pub struct #builder {
            value: #structure,
        }
        impl #builder {
            #(#setters)*
            #build_docs
            pub fn build(self) -> #structure {
                self.value
            }
        }
    }
}

/// Setter of a member that is not required.
pub(super) fn assigning(cx: &Context<'_>, names: &Names<'_>, part: &Part<'_>, place: &TokenStream) -> TokenStream {
    let docs = setter_docs(cx, names, part);
    let (name, parameter, value) = (&part.name, part.parameter(cx), part.converted());
    quote! {
        #docs
        pub fn #name(mut self, #name: #parameter) -> Self {
            #place = #value;
            self
        }
    }
}

/// Setter of a required member: gives a builder of another type, in which that member is set.
pub(super) fn replacing(
    cx: &Context<'_>,
    names: &Names<'_>,
    part: &Part<'_>,
    parts: &[Part<'_>],
    returned: &TokenStream,
) -> TokenStream {
    let docs = setter_docs(cx, names, part);
    let builder = &names.builder;
    let (name, parameter, value) = (&part.name, part.parameter(cx), part.converted());
    let fields = parts.iter().map(|other| {
        let field = &other.name;
        if other.name == *name { quote!(#field: Set(#value)) } else { quote!(#field: self.#field) }
    });
    quote! {
        #docs
        pub fn #name(self, #name: #parameter) -> #returned {
            #builder { #(#fields),* }
        }
    }
}

/// Fields of the finished structure.
pub(super) fn finished(parts: &[Part<'_>]) -> TokenStream {
    let fields = parts.iter().map(|part| {
        let name = &part.name;
        if part.marker.is_some() { quote!(#name: self.#name.into_value()) } else { quote!(#name: self.#name) }
    });
    quote!(#(#fields),*)
}

fn setter_docs(cx: &Context<'_>, names: &Names<'_>, part: &Part<'_>) -> TokenStream {
    cx.comments.attribute(docs::of_setter(names.structure, part.plain))
}
