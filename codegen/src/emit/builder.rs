//! Structures -> builders.
//!
//! Knows the two kinds: one that holds the structure itself, when nothing is required, and one whose type says which
//! required members have been set.
//! Gives the function that starts a builder and the builder with its setters.
//! Must never know how a required member that was forgotten is reported; that is the runtime's `IsSet`.

use proc_macro2::Ident;
use syn::{Expr, ImplItem, ImplItemFn, Item, ItemImpl, ItemStruct, Stmt, Type as RustType};

use crate::model::{FieldName, Member, StructDef, Type, TypeDef, TypeUse};

use super::ast::{self, template};
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
    /// Type of the field.
    pub(super) ty: RustType,
    /// What it holds.
    pub(super) value: &'a TypeUse,
    /// How it is held.
    pub(super) form: Form,
    /// What stands for it until it is set, if it is required.
    pub(super) marker: Option<String>,
    /// The name without `r#`.
    plain: &'a str,
    is_additional: bool,
}

impl<'a> Part<'a> {
    fn of_member(cx: &Context<'_>, def: &TypeDef, member: &'a Member) -> Self {
        let form = Form::of(cx, def.direction, member);
        Self {
            name: ident(member.rust.as_str()),
            ty: field::ty(cx, form, member),
            value: &member.value,
            form,
            marker: form
                .is_required()
                .then(|| upper_camel(member.rust.as_str())),
            plain: plain(member.rust.as_str()),
            is_additional: false,
        }
    }

    fn of_additional(cx: &Context<'_>, name: &'a FieldName, value: &'a TypeUse) -> Self {
        Self {
            name: ident(name.as_str()),
            ty: rust_type::map(cx, rust_type::of(cx, &value.ty)),
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
    fn unset(&self) -> Expr {
        match (&self.marker, self.form) {
            (Some(marker), _) => ast::value_at(ast::path([ident("missing"), ident(marker)])),
            (None, Form::Container)
                if self.is_additional || matches!(self.value.ty, Type::Map(_)) =>
            {
                template!(Expr { BTreeMap::new() })
            }
            (None, Form::Container) => template!(Expr { Vec::new() }),
            (None, _) => ast::variable(ident("None")),
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
            .map(|(name, value)| Part::of_additional(cx, name, value));
        let structure = def.name.as_str();
        Self {
            cx,
            structure,
            name: ident(&builder_name(structure)),
            parts: members.chain(additional).collect(),
        }
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
                .map(|part| (part.name.clone(), part.unset()));
            ast::structure(self.name.clone().into(), fields)
        };
        let mut item = template!(ItemImpl { impl Self { pub fn builder() {} } });
        if let Some(ImplItem::Fn(function)) = item.items.first_mut() {
            function.attrs = self.cx.comments.attribute(docs::of_start(&required));
            function.sig.output = ast::returns(ast::named(self.name.clone()));
        }
        ast::complete(item, &ident(self.structure), vec![ast::result(body)])
    }

    /// The builder and its methods.
    pub(super) fn items(&self) -> Vec<Item> {
        if self.parts.iter().all(|part| part.marker.is_none()) {
            return self.holding();
        }
        self.cx.uses(&[Name::IsSet, Name::Set]);
        for marker in self.parts.iter().filter_map(|part| part.marker.as_ref()) {
            self.cx.misses(marker);
        }
        states::items(self)
    }

    /// The kind that holds the structure.
    fn holding(&self) -> Vec<Item> {
        let mut item = self.definition();
        let value = ident("value");
        ast::set_fields(
            &mut item,
            [ast::field_of(
                value.clone(),
                ast::named(ident(self.structure)),
            )],
        );
        let mut methods = template!(ItemImpl { impl Self {} });
        methods.self_ty = Box::new(ast::named(self.name.clone()));
        let setters = self
            .parts
            .iter()
            .map(|part| self.assigning(part, ast::field(ast::own_field(&value), &part.name)));
        methods.items = setters.map(ImplItem::Fn).collect();
        methods
            .items
            .push(ImplItem::Fn(self.build(ast::own_field(&value))));
        vec![Item::Struct(item), Item::Impl(methods)]
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
    pub(super) fn assigning(&self, part: &Part<'_>, place: Expr) -> ImplItemFn {
        let statements = vec![
            ast::assign(place, part.converted()),
            ast::result(ast::variable(ident("self"))),
        ];
        self.setter(
            template!(ImplItemFn { pub fn set(mut self) -> Self {} }),
            part,
            statements,
        )
    }

    /// Setter of a required member: gives a builder of another type, in which that member is set.
    pub(super) fn replacing(&self, part: &Part<'_>, returned: RustType) -> ImplItemFn {
        let fields = self.parts.iter().map(|other| {
            let is_set = other.name == part.name;
            let value = if is_set {
                ast::call_named("Set", part.converted())
            } else {
                ast::own_field(&other.name)
            };
            (other.name.clone(), value)
        });
        let body = vec![ast::result(ast::structure(
            self.name.clone().into(),
            fields,
        ))];
        let mut function = self.setter(template!(ImplItemFn { pub fn set(self) {} }), part, body);
        function.sig.output = ast::returns(returned);
        function
    }

    fn setter(&self, function: ImplItemFn, part: &Part<'_>, statements: Vec<Stmt>) -> ImplItemFn {
        let docs = self
            .cx
            .comments
            .attribute(docs::of_setter(self.structure, part.plain));
        let mut function = ast::function(function, docs, &part.name, statements);
        function
            .sig
            .inputs
            .push(ast::parameter(part.name.clone(), part.parameter(self.cx)));
        function
    }

    /// The finished structure, member by member.
    pub(super) fn finished(&self) -> Expr {
        let fields = self.parts.iter().map(|part| {
            let value = ast::own_field(&part.name);
            let value = if part.marker.is_some() {
                ast::method(value, ident("into_value"), [])
            } else {
                value
            };
            (part.name.clone(), value)
        });
        ast::structure(ident(self.structure).into(), fields)
    }

    /// The method that ends the builder.
    pub(super) fn build(&self, value: Expr) -> ImplItemFn {
        let docs = self.cx.comments.attribute(docs::of_build(self.structure));
        let function = template!(ImplItemFn { pub fn build(self) {} });
        let mut function = ast::function(function, docs, &ident("build"), vec![ast::result(value)]);
        function.sig.output = ast::returns(ast::named(ident(self.structure)));
        function
    }
}

#[cfg(test)]
mod tests;
