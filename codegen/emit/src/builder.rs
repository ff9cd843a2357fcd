//! Structures -> builders.
//!
//! Knows that a builder holds the structure itself, and that its type says which required members have been set.
//! Gives the function that starts a builder and the builder with its setters.
//! Must never know how a required member that was forgotten is reported; that is the runtime's `AllSet`.

use codegen_model::{FieldName, Form, Member, StructDef, TypeDef, TypeUse};

use super::context::Context;
use super::docs;
use super::format::apart;
use super::identifier::plain;
use super::imports::Name;
use super::missing::marker;
use super::placeholder;
use super::reserved::builder_name;
use super::setter;
use super::template::{comment, rust};

/// A member as its builder sees it.
struct Part<'a> {
    /// Name of the field.
    name: &'a str,
    value: &'a TypeUse,
    form: Form,
    is_additional: bool,
}

impl<'a> Part<'a> {
    fn of_member(cx: &Context<'_>, def: &TypeDef, member: &'a Member) -> Self {
        Self {
            name: member.rust.as_str(),
            value: &member.value,
            form: cx.form(def.direction, member),
            is_additional: false,
        }
    }

    fn of_additional(name: &'a FieldName, value: &'a TypeUse) -> Self {
        Self {
            name: name.as_str(),
            value,
            form: Form::Container,
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
    cx: &'c Context<'c>,
    /// Name of the structure.
    structure: &'a str,
    /// Name of the builder.
    name: String,
    /// What must be set.
    required: Vec<Part<'a>>,
    /// What may be set.
    optional: Vec<Part<'a>>,
    /// The fields of the structure before anything is set.
    start: Vec<String>,
}

impl<'c, 'a> Builder<'c, 'a> {
    /// For a structure.
    pub(super) fn new(cx: &'c Context<'c>, def: &'a TypeDef, structure: &'a StructDef) -> Self {
        let members = structure.members.iter();
        let additional = structure.additional.iter();
        let parts: Vec<_> = members
            .map(|member| Part::of_member(cx, def, member))
            .chain(additional.map(|(name, value)| Part::of_additional(name, value)))
            .collect();
        let fields: Vec<_> = parts
            .iter()
            .map(|part| format!("{}: {}", part.name, part.unset(cx)))
            .collect();
        let (required, optional) = parts.into_iter().partition(|part| part.form.is_required());
        Self {
            cx,
            structure: def.name.as_str(),
            name: builder_name(def.name.as_str()),
            required,
            optional,
            start: fields,
        }
    }

    /// `impl` with the function that starts a builder.
    pub(super) fn start(&self) -> String {
        let (structure, builder) = (self.structure, &self.name);
        let names: Vec<_> = self.required.iter().map(|part| plain(part.name)).collect();
        let docs = comment(&docs::of_start(&names));
        if names.is_empty() {
            return rust!(
                "
impl $structure {
    $docs
    pub fn builder() -> $builder {
        $builder {
            value: Self::default(),
        }
    }
}
",
                structure,
                builder,
                docs,
            );
        }
        let fields = self.start.join(", ");
        if fields.len() <= SHORT_FIELDS {
            return rust!(
                "
impl $structure {
    $docs
    pub fn builder() -> $builder {
        $builder::with(Self { $fields })
    }
}
",
                structure,
                builder,
                docs,
                fields,
            );
        }
        rust!(
            "
impl $structure {
    $docs
    pub fn builder() -> $builder {
        $builder::with(Self {
            $fields
        })
    }
}
",
            structure,
            builder,
            docs,
            fields = self.start.join(",\n") + ",",
        )
    }

    /// The builder and its methods.
    pub(super) fn items(&self) -> Vec<String> {
        if self.required.is_empty() {
            return vec![self.holding(), self.of_holding()];
        }
        self.cx
            .uses(&[Name::Runtime, Name::PhantomData, Name::Missing]);
        let groups = groups(self.required.len());
        let mut rest = self.required.as_slice();
        let groups: Vec<&[Part<'_>]> = groups
            .into_iter()
            .map(|size| {
                let (group, others) = rest.split_at(size);
                rest = others;
                group
            })
            .collect();
        let states = self.letters(groups.len(), "STUVWXYZ");
        let mut items = vec![self.definition(&groups, &states)];
        for index in 0..groups.len() {
            items.push(self.of_group(&groups, &states, index));
        }
        items.push(self.of_any_state(&states));
        items
    }

    /// The kind that can build at any time.
    fn holding(&self) -> String {
        let (structure, builder) = (self.structure, &self.name);
        let docs = comment(&docs::of_builder(structure));
        rust!(
            r#"
$docs
#[must_use = "a builder does nothing until `build` is called"]
pub struct $builder {
    value: $structure,
}
"#,
            docs,
            builder,
            structure,
        )
    }

    fn of_holding(&self) -> String {
        let (structure, builder) = (self.structure, &self.name);
        let setters = apart(self.optional.iter().map(|part| self.assigning(part)));
        let docs = comment(&docs::of_build(structure));
        let gap = if setters.is_empty() { "" } else { "\n" };
        rust!(
            "
impl $builder {
    $setters
    $gap
    $docs
    pub fn build(self) -> $structure {
        self.value
    }
}
",
            builder,
            setters,
            gap,
            docs,
            structure,
        )
    }

    /// The kind whose type says what has been set: one type parameter, the tuple of what stands for each required member.
    fn definition(&self, groups: &[&[Part<'_>]], states: &[String]) -> String {
        let (structure, builder) = (self.structure, &self.name);
        let docs = comment(&docs::of_builder(structure));
        let missing = |part: &Part<'_>| format!("missing::{}", marker(part.name));
        let parameters: Vec<_> = states
            .iter()
            .zip(groups)
            .map(|(state, group)| format!("{state} = {}", tuple(group.iter().map(missing))))
            .collect();
        let parameters = parameters.join(", ");
        let state = match states {
            [only] => only.clone(),
            states => format!("({})", states.join(", ")),
        };
        // Where other modules have members of the structure, their builders start with what is held here.
        let held = if self.cx.is_shared() {
            "pub(super) value"
        } else {
            "value"
        };
        rust!(
            r#"
$docs
#[must_use = "a builder does nothing until `build` is called"]
pub struct $builder<$parameters> {
    $held: $structure,
    state: PhantomData<$state>,
}
"#,
            docs,
            builder,
            parameters,
            held,
            structure,
            state,
        )
    }

    /// Setters of the required members whose states stand in the same tuple: each gives a builder of another type.
    fn of_group(&self, groups: &[&[Part<'_>]], states: &[String], index: usize) -> String {
        let builder = &self.name;
        let letters = self.letters(groups[index].len(), "ABCDEFG");
        let arguments = |tuple: String| {
            let mut arguments = states.to_vec();
            arguments[index] = tuple;
            arguments.join(", ")
        };
        let others = states
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        let others = others.map(|(_, state)| state.as_str());
        let parameters: Vec<&str> = letters.iter().map(String::as_str).chain(others).collect();
        let parameters = parameters.join(", ");
        let target = arguments(tuple(letters.iter().cloned()));
        let setters = groups[index].iter().enumerate().map(|(number, part)| {
            let mut after = letters.clone();
            "Set".clone_into(&mut after[number]);
            let after = arguments(tuple(after.into_iter()));
            let name = part.name;
            let docs = comment(&docs::of_setter(self.structure, plain(name)));
            let (parameter, value) = (part.parameter(self.cx), part.converted(self.cx));
            rust!(
                "
$docs
pub fn $name(mut self, $name: $parameter) -> $builder<$after> {
    self.value.$name = $value;
    $builder::with(self.value)
}
",
                docs,
                name,
                parameter,
                builder,
                after,
                value,
            )
        });
        let setters = apart(setters);
        let expectation = if groups.len() > MOST_GROUPS {
            "#[expect(clippy::type_complexity, reason = \"the type says of each required member whether it is set\")]\n"
        } else {
            ""
        };
        rust!(
            "
$expectation
impl<$parameters> $builder<$target> {
    $setters
}
",
            expectation,
            parameters,
            builder,
            target,
            setters,
        )
    }

    /// What a builder can do in every state.
    fn of_any_state(&self, states: &[String]) -> String {
        let (structure, builder) = (self.structure, &self.name);
        let parameters = states.join(", ");
        let setters = apart(self.optional.iter().map(|part| self.assigning(part)));
        let gap = if setters.is_empty() { "" } else { "\n" };
        let docs = comment(&docs::of_build(structure));
        let bounds: String = states
            .iter()
            .map(|state| format!("{state}: AllSet,\n"))
            .collect();
        rust!(
            "
impl<$parameters> $builder<$parameters> {
    $setters
    $gap
    $docs
    pub fn build(self) -> $structure
    where
        $bounds
    {
        self.value
    }

    fn with(value: $structure) -> Self {
        Self {
            value,
            state: PhantomData,
        }
    }
}
",
            parameters,
            builder,
            setters,
            gap,
            docs,
            structure,
            bounds,
        )
    }

    /// Setter of a member that is not required.
    fn assigning(&self, part: &Part<'_>) -> String {
        let name = part.name;
        let docs = comment(&docs::of_setter(self.structure, plain(name)));
        let (parameter, value) = (part.parameter(self.cx), part.converted(self.cx));
        rust!(
            "
$docs
pub fn $name(mut self, $name: $parameter) -> Self {
    self.value.$name = $value;
    self
}
",
            docs,
            name,
            parameter,
            value,
        )
    }

    /// Names of type parameters that hide no type.
    fn letters(&self, count: usize, letters: &str) -> Vec<String> {
        let numbered = (1..).flat_map(|number| {
            letters
                .chars()
                .map(move |letter| format!("{letter}{number}"))
        });
        letters
            .chars()
            .map(String::from)
            .chain(numbered)
            .filter(|name| !self.cx.sees_type(name))
            .take(count)
            .collect()
    }
}

/// Longest fields of a structure's value that stand on one line.
const SHORT_FIELDS: usize = 18;

/// Most groups of states of which clippy does not say that a type is complex (`type_complexity`).
const MOST_GROUPS: usize = 6;

/// How many states stand in each tuple: one tuple for all while clippy does not call the type complex.
fn groups(required: usize) -> Vec<usize> {
    let size = match required {
        0..=7 => 7,
        8..=18 => 6,
        _ => 4,
    };
    let mut left = required;
    std::iter::from_fn(|| {
        let group = left.min(size);
        left -= group;
        (group > 0).then_some(group)
    })
    .collect()
}

/// A tuple, which with one element has a comma too.
fn tuple(elements: impl Iterator<Item = String>) -> String {
    let elements: Vec<_> = elements.collect();
    match elements.as_slice() {
        [only] => format!("({only},)"),
        elements => format!("({})", elements.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{block, emitted, list, member, plain, required, shape, structure};
    use codegen_model::Type;

    fn text_of(members: Vec<Member>, others: Vec<TypeDef>) -> String {
        let mut types = vec![structure("Thing", members)];
        types.extend(others);
        emitted(&types, |cx, def| {
            let builder = Builder::new(cx, def, shape(def));
            let mut items = vec![builder.start()];
            items.extend(builder.items());
            items
        })
    }

    #[test]
    fn a_builder_holds_the_structure_when_nothing_is_required() {
        let text = text_of(vec![member("Name", plain(Type::String))], Vec::new());
        let setter = "\
pub fn name(mut self, name: impl Into<String>) -> Self {
        self.value.name = Some(name.into());
        self
    }";
        assert_eq!(block(&text, "pub fn name"), setter);
        assert_eq!(
            block(&text, "pub fn build("),
            "pub fn build(self) -> Thing {\n        self.value\n    }"
        );
    }

    #[test]
    fn a_required_member_changes_the_type_of_the_builder() {
        let members = vec![
            required(member("Id", plain(Type::Int64))),
            required(member("Tags", list(plain(Type::String)))),
            member("Level", plain(Type::Int32)),
        ];
        let text = text_of(members, Vec::new());
        for part in [
            "pub struct ThingBuilder<S = (missing::Id, missing::Tags)> {\n    value: Thing,\n    state: PhantomData<S>,\n}\n",
            "        ThingBuilder::with(Self {\n            id: 0,\n            tags: Vec::new(),\n            level: None,\n        })\n",
            "impl<A, B> ThingBuilder<(A, B)> {\n",
            "-> ThingBuilder<(A, Set)> {\n        self.value.tags = collect::texts(tags);\n        ThingBuilder::with(self.value)\n",
            "impl<S> ThingBuilder<S> {\n",
            "    pub fn build(self) -> Thing\n    where\n        S: AllSet,\n    {\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn type_parameters_hide_no_types() {
        let members = ["Id", "App"].map(|name| required(member(name, plain(Type::Bool))));
        let text = text_of(members.into(), vec![structure("A", Vec::new())]);
        assert!(text.contains("impl<B, C> ThingBuilder<(B, C)> {"), "{text}");
    }

    #[test]
    fn many_required_members_stand_in_several_tuples() {
        let members = |count| {
            let member = |index| required(member(&format!("M{index}"), plain(Type::Int64)));
            (0..count).map(member).collect()
        };
        let text = text_of(members(8), Vec::new());
        for part in [
            "impl<A, B, T> ThingBuilder<S, (A, B)> {",
            "impl<A, B, C, D, E, F, T> ThingBuilder<(A, B, C, D, E, F), T> {",
            "pub fn m1(mut self, m1: i64) -> ThingBuilder<(A, Set, C, D, E, F), T> {",
            "        S: AllSet,\n        T: AllSet,\n",
        ] {
            let part = part.replace("<A, B, T> ThingBuilder<S,", "<A, B, S> ThingBuilder<S,");
            assert!(text.contains(&part), "{part} in {text}");
        }
        assert_eq!(groups(7), [7]);
        assert_eq!(groups(13), [6, 6, 1]);
        assert_eq!(groups(20), [4; 5]);
        assert!(!text.contains("clippy") && text_of(members(25), Vec::new()).contains("clippy"));
    }
}
