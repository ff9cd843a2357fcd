//! Builders whose type says which required members have been set.
//!
//! Knows two ways of writing that down: one type parameter per required member, and, where that makes signatures that
//! nobody can read, one parameter that stands for the state of all of them.
//! Gives the builder with its setters.
//! Must never know how a value is converted.

use heck::ToSnakeCase;

use super::builder::Builder;
use super::docs;
use super::layout::Layout;

/// Most required members that have a type parameter each. With more, clippy calls the tuple of them, which the builder
/// holds, a complex type (`type_complexity`).
const MOST_PARAMETERS: usize = 7;

/// The builder and its methods.
pub(super) fn items(builder: &Builder<'_, '_>) -> Vec<String> {
    let required = required(builder);
    if required.len() <= MOST_PARAMETERS {
        with_parameters(builder, &required)
    } else {
        with_one_state(builder, &required)
    }
}

/// A required member and the names that are derived from it.
struct Required {
    /// What stands for the member until it is set.
    marker: String,
    /// Name of its state: a type parameter or an associated type.
    state: String,
    /// Name of the type that says that it has been set.
    set: String,
}

fn required(builder: &Builder<'_, '_>) -> Vec<Required> {
    let mut taken: Vec<String> = Vec::new();
    builder
        .parts
        .iter()
        .filter_map(|part| part.marker.as_deref())
        .map(|marker| {
            // A type parameter must hide neither another one nor a type.
            let mut base = marker.to_owned();
            let mut number = 1;
            while taken.contains(&base) || builder.cx.sees_type(&format!("{base}State")) {
                number += 1;
                base = format!("{marker}{number}");
            }
            let (state, set) = (format!("{base}State"), format!("{base}Set"));
            taken.push(base);
            Required {
                marker: marker.to_owned(),
                state,
                set,
            }
        })
        .collect()
}

fn with_parameters(builder: &Builder<'_, '_>, required: &[Required]) -> Vec<String> {
    let states: Vec<&str> = required
        .iter()
        .map(|required| required.state.as_str())
        .collect();
    let parameters: Vec<_> = required
        .iter()
        .map(|Required { state, marker, .. }| format!("{state} = missing::{marker}"))
        .collect();
    let all = match states.as_slice() {
        [only] => (*only).to_owned(),
        states => format!("({})", states.join(", ")),
    };
    let joined = states.join(", ");
    let mut methods = Layout::new();
    let target = format!("<{joined}> {}<{joined}>", builder.name);
    methods.code(0, "impl", &target, " {");
    methods_of(builder, &mut methods, &states, |index| {
        let mut arguments = states.clone();
        arguments[index] = "Set";
        format!("{}<{}>", builder.name, arguments.join(", "))
    });
    methods.line(0, &["}"]);
    let parameters = format!("<{}>", parameters.join(", "));
    vec![
        builder.definition(&parameters, Some(&all)),
        methods.finish(),
    ]
}

/// Setters, and the method that ends the builder once the states say that everything is set. `replaced` gives the type
/// of the builder in which the required member of that number has been set.
fn methods_of(
    builder: &Builder<'_, '_>,
    text: &mut Layout,
    states: &[impl AsRef<str>],
    replaced: impl Fn(usize) -> String,
) {
    let mut number = 0;
    for part in &builder.parts {
        if part.marker.is_some() {
            builder.replacing(text, part, &replaced(number));
            number += 1;
        } else {
            builder.assigning(text, part);
        }
        text.blank();
    }
    let bounds: Vec<_> = states
        .iter()
        .map(|state| format!("{}: IsSet", state.as_ref()))
        .collect();
    builder.build(text, &bounds);
}

fn with_one_state(builder: &Builder<'_, '_>, required: &[Required]) -> Vec<String> {
    let name = &builder.name;
    let module = builder
        .cx
        .claim_module(&format!("{}_state", builder.structure.to_snake_case()));
    let states: Vec<_> = required
        .iter()
        .map(|Required { state, .. }| format!("S::{state}"))
        .collect();
    let mut methods = Layout::new();
    let target = format!("<S: {module}::State> {name}<S>");
    methods.code(0, "impl", &target, " {");
    methods_of(builder, &mut methods, &states, |index| {
        format!("{name}<{module}::{}<S>>", required[index].set)
    });
    methods.line(0, &["}"]);
    let parameter = format!("<S: {module}::State = {module}::Start>");
    vec![
        builder.definition(&parameter, Some("S")),
        methods.finish(),
        state_module(name, &module, required),
    ]
}

/// The module with the states of one builder: a start, and one step per required member that changes the state of that
/// member and keeps the others.
fn state_module(builder: &str, module: &str, required: &[Required]) -> String {
    let mut text = Layout::new();
    text.docs(0, &docs::of_states(builder));
    text.line(0, &["mod ", module, " {"]);
    text.line(1, &["use super::{PhantomData, Set, missing};"]);
    text.blank();
    text.line(1, &["pub trait State {"]);
    for Required { state, .. } in required {
        text.line(2, &["type ", state, ";"]);
    }
    text.line(1, &["}"]);
    text.blank();
    text.line(1, &["pub struct Start;"]);
    text.blank();
    text.line(1, &["impl State for Start {"]);
    for Required { state, marker, .. } in required {
        text.line(2, &["type ", state, " = missing::", marker, ";"]);
    }
    text.line(1, &["}"]);
    for Required { state, set, .. } in required {
        text.blank();
        text.line(1, &["pub struct ", set, "<S>(PhantomData<S>);"]);
        text.blank();
        text.line(1, &["impl<S: State> State for ", set, "<S> {"]);
        for Required { state: other, .. } in required {
            let kept = if other == state { "Set" } else { "S::" };
            let name = if other == state { "" } else { other };
            text.line(2, &["type ", other, " = ", kept, name, ";"]);
        }
        text.line(1, &["}"]);
    }
    text.line(0, &["}"]);
    text.finish()
}

#[cfg(test)]
mod tests {
    use crate::builder::Builder;
    use crate::fixture::{emitted, member, plain, required, shape, structure};
    use codegen_model::{Member, Type, TypeDef};

    fn text_of(members: Vec<Member>, others: Vec<TypeDef>) -> String {
        let mut types = vec![structure("Thing", members)];
        types.extend(others);
        emitted(&types, |cx, def| Builder::new(cx, def, shape(def)).items())
    }

    #[test]
    fn type_parameters_hide_neither_types_nor_each_other() {
        let members = ["A_1", "A1", "App"].map(|name| required(member(name, plain(Type::Bool))));
        let text = text_of(members.into(), vec![structure("AppState", Vec::new())]);
        assert!(
            text.contains(
                "impl<A1State, A12State, App2State> ThingBuilder<A1State, A12State, App2State> {"
            ),
            "{text}"
        );
    }

    #[test]
    fn many_required_members_share_one_state() {
        let members = |count| {
            (0..count)
                .map(|index| required(member(&format!("M{index}"), plain(Type::Int64))))
                .collect()
        };
        assert!(
            text_of(members(7), Vec::new())
                .contains("pub struct ThingBuilder<\n    M0State = missing::M0,")
        );
        let text = text_of(members(8), Vec::new());
        for part in [
            "pub struct ThingBuilder<S: thing_state::State = thing_state::Start> {",
            "pub fn m1(mut self, m1: i64) -> ThingBuilder<thing_state::M1Set<S>> {",
            "        S::M7State: IsSet,\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
