//! Structures -> builders.
//!
//! Knows that a builder holds the structure itself, and that its type says which required members have been set.
//! Gives the function that starts a builder and the builder with its setters.
//! Must never know how a required member that was forgotten is reported; that is the runtime's `IsSet`.

use codegen_model::{FieldName, Form, Member, StructDef, TypeDef, TypeUse};

use super::context::Context;
use super::docs;
use super::identifier::{plain, upper_camel};
use super::imports::Name;
use super::layout::Layout;
use super::placeholder;
use super::reserved::builder_name;
use super::setter;
use super::states;

/// A member as its builder sees it.
pub(super) struct Part<'a> {
    /// Name of what stands for it in the type of the builder until it is set, if it is required.
    pub(super) marker: Option<String>,
    /// Name of the field.
    name: &'a str,
    value: &'a TypeUse,
    form: Form,
    is_additional: bool,
}

impl<'a> Part<'a> {
    fn of_member(cx: &Context<'_>, def: &TypeDef, member: &'a Member) -> Self {
        let form = cx.form(def.direction, member);
        Self {
            name: member.rust.as_str(),
            value: &member.value,
            form,
            marker: form
                .is_required()
                .then(|| upper_camel(member.rust.as_str())),
            is_additional: false,
        }
    }

    fn of_additional(name: &'a FieldName, value: &'a TypeUse) -> Self {
        Self {
            name: name.as_str(),
            value,
            form: Form::Container,
            marker: None,
            is_additional: true,
        }
    }

    /// Type of the parameter of its setter.
    fn parameter(&self, cx: &Context<'_>) -> String {
        match self.is_additional {
            true => setter::map_parameter(cx, &self.value.ty),
            false => setter::parameter(cx, &self.value.ty),
        }
    }

    /// Expression that makes the field's value from the parameter.
    fn converted(&self, cx: &Context<'_>) -> String {
        let value = match self.is_additional {
            true => setter::map_value(cx, self.name, &self.value.ty),
            false => setter::value(cx, self.name, &self.value.ty),
        };
        match self.form {
            Form::Required | Form::Container => value,
            Form::RequiredBox => format!("Box::new({value})"),
            Form::Optional => format!("Some({value})"),
            Form::OptionalBox => format!("Some(Box::new({value}))"),
        }
    }

    /// Value of the field before anything is set.
    fn unset(&self, cx: &Context<'_>) -> String {
        match self.is_additional {
            true => placeholder::EMPTY_MAP.to_owned(),
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
    pub(super) name: String,
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
            name: builder_name(structure),
            parts: members.chain(additional).collect(),
        }
    }

    /// Whether any member is required.
    fn waits(&self) -> bool {
        self.parts.iter().any(|part| part.marker.is_some())
    }

    /// `impl` with the function that starts a builder.
    pub(super) fn start(&self) -> String {
        let required: Vec<_> = self
            .parts
            .iter()
            .filter(|part| part.marker.is_some())
            .map(|part| plain(part.name))
            .collect();
        let mut text = Layout::new();
        text.line(0, &["impl ", self.structure, " {"]);
        text.docs(1, &docs::of_start(&required));
        text.function(1, &["pub fn builder"], &[], Some(&self.name), &[]);
        if required.is_empty() {
            text.literal(2, &self.name, &[("value", "Self::default()".to_owned())]);
        } else {
            let fields: Vec<_> = self
                .parts
                .iter()
                .map(|part| (part.name, part.unset(self.cx)))
                .collect();
            let state = [("state", "PhantomData")];
            text.nested_literal(2, &self.name, ("value", "Self", &fields), &state);
        }
        text.line(1, &["}"]);
        text.line(0, &["}"]);
        text.finish()
    }

    /// The builder and its methods.
    pub(super) fn items(&self) -> Vec<String> {
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
    fn holding(&self) -> Vec<String> {
        let mut methods = Layout::new();
        methods.line(0, &["impl ", &self.name, " {"]);
        for part in &self.parts {
            self.assigning(&mut methods, part);
            methods.blank();
        }
        self.build(&mut methods, &[]);
        methods.line(0, &["}"]);
        vec![self.definition("", None), methods.finish()]
    }

    /// The structure of the builder, with its type parameters and the type that says its state.
    pub(super) fn definition(&self, parameters: &str, state: Option<&str>) -> String {
        let mut text = Layout::new();
        text.docs(0, &docs::of_builder(self.structure));
        text.line(
            0,
            &["#[must_use = \"a builder does nothing until `build` is called\"]"],
        );
        text.code(0, "pub struct ", &[&self.name, parameters].concat(), " {");
        // Where other modules have members of the structure, their builders start with what is held here.
        let held = if self.waits() && self.cx.is_shared() {
            "pub(super) value: "
        } else {
            "value: "
        };
        text.code(1, held, self.structure, ",");
        if let Some(state) = state {
            text.code(1, "state: ", &format!("PhantomData<{state}>"), ",");
        }
        text.line(0, &["}"]);
        text.finish()
    }

    /// Setter of a member that is not required.
    pub(super) fn assigning(&self, text: &mut Layout, part: &Part<'_>) {
        self.setter(text, part, "Self");
        text.line(2, &["self"]);
        text.line(1, &["}"]);
    }

    /// Setter of a required member: gives a builder of another type, in which that member is set.
    pub(super) fn replacing(&self, text: &mut Layout, part: &Part<'_>, returned: &str) {
        self.setter(text, part, returned);
        let fields = [("value", "self.value"), ("state", "PhantomData")];
        let fields = fields.map(|(name, value)| (name, value.to_owned()));
        text.literal(2, &self.name, &fields);
        text.line(1, &["}"]);
    }

    /// What setters begin with.
    fn setter(&self, text: &mut Layout, part: &Part<'_>, returned: &str) {
        let name = part.name;
        text.docs(1, &docs::of_setter(self.structure, plain(name)));
        let parameter = format!("{name}: {}", part.parameter(self.cx));
        let parameters = ["mut self", &parameter];
        text.function(1, &["pub fn ", name], &parameters, Some(returned), &[]);
        text.code(
            2,
            &format!("self.value.{name} = "),
            &part.converted(self.cx),
            ";",
        );
    }

    /// The method that ends the builder.
    pub(super) fn build(&self, text: &mut Layout, bounds: &[String]) {
        text.docs(1, &docs::of_build(self.structure));
        text.function(
            1,
            &["pub fn build"],
            &["self"],
            Some(self.structure),
            bounds,
        );
        text.line(2, &["self.value"]);
        text.line(1, &["}"]);
    }
}

#[cfg(test)]
mod tests;
