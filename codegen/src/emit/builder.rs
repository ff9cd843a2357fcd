//! Structures -> builders.
//!
//! Knows that a builder holds the structure itself, and that its type says which required members have been set.
//! Gives the function that starts a builder and the builder with its setters.
//! Must never know how a required member that was forgotten is reported; that is the runtime's `IsSet`.

use proc_macro2::Ident;
use syn::{
    Expr, Field, ImplItem, ImplItemFn, Item, ItemImpl, ItemStruct, Type as RustType, Visibility,
};

use crate::model::{FieldName, Member, StructDef, TypeDef, TypeUse};

use super::ast::{self, template};
use super::context::Context;
use super::docs;
use super::field::Form;
use super::identifier::{ident, plain, upper_camel};
use super::imports::Name;
use super::placeholder;
use super::reserved::builder_name;
use super::setter;
use super::states;

/// A member as its builder sees it.
pub(super) struct Part<'a> {
    /// Name of the field.
    pub(super) name: Ident,
    /// Name of what stands for it in the type of the builder until it is set, if it is required.
    pub(super) marker: Option<String>,
    value: &'a TypeUse,
    form: Form,
    /// The name without `r#`.
    plain: &'a str,
    is_additional: bool,
}

impl<'a> Part<'a> {
    fn of_member(cx: &Context<'_>, def: &TypeDef, member: &'a Member) -> Self {
        let form = Form::of(cx, def.direction, member);
        Self {
            name: ident(member.rust.as_str()),
            value: &member.value,
            form,
            marker: form
                .is_required()
                .then(|| upper_camel(member.rust.as_str())),
            plain: plain(member.rust.as_str()),
            is_additional: false,
        }
    }

    fn of_additional(name: &'a FieldName, value: &'a TypeUse) -> Self {
        Self {
            name: ident(name.as_str()),
            value,
            form: Form::Container,
            marker: None,
            plain: plain(name.as_str()),
            is_additional: true,
        }
    }

    /// Type of the parameter of its setter.
    fn parameter(&self, cx: &Context<'_>) -> RustType {
        match self.is_additional {
            true => setter::map_parameter(cx, &self.value.ty),
            false => setter::parameter(cx, &self.value.ty),
        }
    }

    /// Expression that makes the field's value from the parameter.
    fn converted(&self) -> Expr {
        let value = match self.is_additional {
            true => setter::map_value(&self.name, &self.value.ty),
            false => setter::value(&self.name, &self.value.ty),
        };
        let boxed = |value| ast::call(ast::path([ident("Box"), ident("new")]), [value]);
        match self.form {
            Form::Required | Form::Container => value,
            Form::RequiredBox => boxed(value),
            Form::Optional => ast::call_named("Some", value),
            Form::OptionalBox => ast::call_named("Some", boxed(value)),
        }
    }

    /// Value of the field before anything is set.
    fn unset(&self, cx: &Context<'_>) -> Expr {
        match self.is_additional {
            true => placeholder::empty_map(),
            false => placeholder::of_field(cx, self.form, &self.value.ty),
        }
    }
}

/// The builder of a structure.
pub(super) struct Builder<'c, 'a> {
    /// Surroundings.
    pub(super) cx: &'c Context<'c>,
    /// Name of the structure.
    pub(super) structure: &'a str,
    /// Name of the builder.
    pub(super) name: Ident,
    /// What it collects.
    pub(super) parts: Vec<Part<'a>>,
}

impl<'c, 'a> Builder<'c, 'a> {
    /// For a structure.
    pub(super) fn new(cx: &'c Context<'c>, def: &'a TypeDef, structure: &'a StructDef) -> Self {
        let members = structure
            .members
            .iter()
            .map(|member| Part::of_member(cx, def, member));
        let additional = structure
            .additional
            .iter()
            .map(|(name, value)| Part::of_additional(name, value));
        let structure = def.name.as_str();
        Self {
            cx,
            structure,
            name: ident(&builder_name(structure)),
            parts: members.chain(additional).collect(),
        }
    }

    /// Whether any member is required.
    fn waits(&self) -> bool {
        self.parts.iter().any(|part| part.marker.is_some())
    }

    /// `impl` with the function that starts a builder.
    pub(super) fn start(&self) -> Item {
        let required: Vec<_> = self
            .parts
            .iter()
            .filter(|part| part.marker.is_some())
            .map(|part| part.plain)
            .collect();
        let body = if required.is_empty() {
            let value = template!(Expr { Self::default() });
            ast::structure(self.name.clone().into(), [(ident("value"), value)])
        } else {
            let fields = self
                .parts
                .iter()
                .map(|part| (part.name.clone(), part.unset(self.cx)));
            self.restated(ast::structure(ident("Self").into(), fields))
        };
        let mut item = template!(ItemImpl { impl Self { pub fn builder() {} } });
        if let Some(ImplItem::Fn(function)) = item.items.first_mut() {
            function.attrs = self.cx.comments.attribute(docs::of_start(&required));
            function.sig.output = ast::returns(ast::named(self.name.clone()));
        }
        ast::complete(item, &ident(self.structure), vec![ast::result(body)])
    }

    /// The builder around a value, in whatever state it is wanted.
    fn restated(&self, value: Expr) -> Expr {
        let state = template!(Expr { PhantomData });
        ast::structure(
            self.name.clone().into(),
            [(ident("value"), value), (ident("state"), state)],
        )
    }

    /// The builder and its methods.
    pub(super) fn items(&self) -> Vec<Item> {
        if !self.waits() {
            return self.holding();
        }
        self.cx.uses(&[Name::IsSet, Name::PhantomData, Name::Set]);
        for marker in self.parts.iter().filter_map(|part| part.marker.as_ref()) {
            self.cx.misses(marker);
        }
        states::items(self)
    }

    /// The kind that can build at any time.
    fn holding(&self) -> Vec<Item> {
        let mut item = self.definition();
        ast::set_fields(&mut item, [self.held()]);
        let mut methods = template!(ItemImpl { impl Self {} });
        methods.self_ty = Box::new(ast::named(self.name.clone()));
        let setters = self.parts.iter().map(|part| self.assigning(part));
        methods.items = setters.map(ImplItem::Fn).collect();
        methods.items.push(ImplItem::Fn(self.build()));
        vec![Item::Struct(item), Item::Impl(methods)]
    }

    /// The field that holds the structure. Where other modules have members of that structure, their builders start
    /// with what is held here.
    pub(super) fn held(&self) -> Field {
        let mut held = ast::field_of(ident("value"), ast::named(ident(self.structure)));
        if self.waits() && self.cx.is_shared() {
            held.vis = template!(Visibility { pub(super) });
        }
        held
    }

    /// The structure of the builder, without fields.
    pub(super) fn definition(&self) -> ItemStruct {
        let mut item = template!(ItemStruct {
            #[must_use = "a builder does nothing until `build` is called"]
            pub struct Builder {}
        });
        item.attrs.splice(
            ..0,
            self.cx.comments.attribute(docs::of_builder(self.structure)),
        );
        item.ident = self.name.clone();
        item
    }

    /// Setter of a member that is not required.
    pub(super) fn assigning(&self, part: &Part<'_>) -> ImplItemFn {
        let result = ast::variable(ident("self"));
        let mut function = self.setter(part, result);
        function.sig.output = ast::returns(ast::named(ident("Self")));
        function
    }

    /// Setter of a required member: gives a builder of another type, in which that member is set.
    pub(super) fn replacing(&self, part: &Part<'_>, returned: RustType) -> ImplItemFn {
        let result = self.restated(ast::own_field(&ident("value")));
        let mut function = self.setter(part, result);
        function.sig.output = ast::returns(returned);
        function
    }

    fn setter(&self, part: &Part<'_>, result: Expr) -> ImplItemFn {
        let docs = self
            .cx
            .comments
            .attribute(docs::of_setter(self.structure, part.plain));
        let place = ast::field(ast::own_field(&ident("value")), &part.name);
        let statements = vec![ast::assign(place, part.converted()), ast::result(result)];
        let function = template!(ImplItemFn { pub fn set(mut self) {} });
        let mut function = ast::function(function, docs, &part.name, statements);
        function
            .sig
            .inputs
            .push(ast::parameter(part.name.clone(), part.parameter(self.cx)));
        function
    }

    /// The method that ends the builder.
    pub(super) fn build(&self) -> ImplItemFn {
        let docs = self.cx.comments.attribute(docs::of_build(self.structure));
        let function = template!(ImplItemFn { pub fn build(self) {} });
        let value = ast::own_field(&ident("value"));
        let mut function = ast::function(function, docs, &ident("build"), vec![ast::result(value)]);
        function.sig.output = ast::returns(ast::named(ident(self.structure)));
        function
    }
}

#[cfg(test)]
mod tests;
