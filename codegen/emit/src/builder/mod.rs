//! Structures -> builders.
//!
//! Knows that a builder holds the structure itself, and that its type says which required members have been set.
//! Gives the function that starts a builder and the builder with its setters.
//! Must never know how a required member that was forgotten is reported; that is the runtime's `AllSet`.

mod part;

use codegen_model::{StructDef, TypeDef};

use self::part::Part;
use crate::context::Context;
use crate::docs;
use crate::format::apart;
use crate::identifier::plain;
use crate::missing::marker;
use crate::reserved::builder_name;
use crate::template::{comment, rust};

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
        $builder {
            value: Self { $fields },
            state: PhantomData,
        }
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
        $builder {
            value: Self {
                $fields
            },
            state: PhantomData,
        }
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
        match groups.as_slice() {
            [_] => items.push(self.of_group(&groups, &states, 0)),
            _ => {
                let indices = 0..groups.len();
                items.extend(indices.map(|index| self.of_group(&groups, &states, index)));
                items.push(self.of_any_state(&states));
            }
        }
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
        let builder = &self.name;
        let methods = apart(self.optional_setters().chain([self.build(&[])]));
        rust!(
            "
impl $builder {
    $methods
}
",
            builder,
            methods,
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
        let value = match self.cx.is_shared() {
            true => "pub(super) value",
            false => "value",
        };
        rust!(
            r#"
$docs
#[must_use = "a builder does nothing until `build` is called"]
pub struct $builder<$parameters> {
    $value: $structure,
    state: PhantomData<$state>,
}
"#,
            docs,
            builder,
            parameters,
            value,
            structure,
            state,
        )
    }

    /// Setters of the required members whose states stand in the same tuple: each gives a builder of another type. If that
    /// is the only tuple, all other methods follow: a further `impl` would cost the compiler more than they do.
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
    $builder {
        value: self.value,
        state: PhantomData,
    }
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
        let methods = match groups {
            [_] => apart(
                setters
                    .chain(self.optional_setters())
                    .chain([self.build(&[target.as_str()])]),
            ),
            _ => apart(setters),
        };
        let expectation = if groups.len() > MOST_GROUPS {
            "#[expect(clippy::type_complexity, reason = \"the type records which required members are set\")]\n"
        } else {
            ""
        };
        rust!(
            "
$expectation
impl<$parameters> $builder<$target> {
    $methods
}
",
            expectation,
            parameters,
            builder,
            target,
            methods,
        )
    }

    /// What a builder with several tuples of states can do in every state.
    fn of_any_state(&self, states: &[String]) -> String {
        let builder = &self.name;
        let parameters = states.join(", ");
        let bounded: Vec<_> = states.iter().map(String::as_str).collect();
        let methods = apart(self.optional_setters().chain([self.build(&bounded)]));
        rust!(
            "
impl<$parameters> $builder<$parameters> {
    $methods
}
",
            parameters,
            builder,
            methods,
        )
    }

    /// The method that ends a builder, which is there when nothing is missing in some states.
    fn build(&self, states: &[&str]) -> String {
        let structure = self.structure;
        let docs = comment(&docs::of_build(structure));
        if states.is_empty() {
            return rust!(
                "
$docs
pub fn build(self) -> $structure {
    self.value
}
",
                docs,
                structure,
            );
        }
        let bounds: String = states
            .iter()
            .map(|state| format!("{state}: AllSet,\n"))
            .collect();
        rust!(
            "
$docs
pub fn build(self) -> $structure
where
    $bounds
{
    self.value
}
",
            docs,
            structure,
            bounds,
        )
    }

    fn optional_setters(&self) -> impl Iterator<Item = String> {
        self.optional.iter().map(|part| self.assigning(part))
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
mod tests;
