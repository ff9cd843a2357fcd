//! Documentation of types, members, variants and builders.
//!
//! Knows what each of them says when the model is silent.
//! Gives lines.
//! Must never know how an item is written.

use crate::context::Context;
use crate::identifier::plain;
use crate::literal;
use codegen_model::{
    Direction, EnumValue, Json, Member, Type, TypeDef, TypeShape, TypeUse, UnionVariant,
};

use super::words::{self, code};
use super::wrap::{WIDTH, wrap};
use super::{Lines, add, limits, prose_or};

/// First sentence of a request.
pub(crate) fn request_intro(method: &str) -> String {
    format!("Request for {}.", client_method(method))
}

/// First sentence of a result.
pub(crate) fn result_intro(method: &str) -> String {
    format!("Result of {}.", client_method(method))
}

fn client_method(method: &str) -> String {
    format!("[`Client::{}`]", plain(method))
}

/// A structure, an enum or a union. `intro` comes first.
pub(crate) fn of_type(def: &TypeDef, intro: Option<&str>) -> Lines {
    let mut lines: Lines = intro
        .map(|intro| vec![intro.to_owned()])
        .unwrap_or_default();
    let name = || vec![named(&words::words(plain(def.name.as_str())), &def.wire)];
    add(
        &mut lines,
        prose_or(&def.docs, || {
            if intro.is_none() {
                name()
            } else {
                Lines::new()
            }
        }),
    );
    lines
}

/// A sentence made of a name: its words, or the name itself if there are none.
fn named(words: &str, wire: &str) -> String {
    if words.is_empty() {
        format!("{}.", code(wire))
    } else {
        format!("{words}.")
    }
}

/// A member.
pub(crate) fn of_member(cx: &Context<'_>, direction: Direction, member: &Member) -> Lines {
    let mut lines = prose_or(&member.docs, || {
        vec![named(&words::words(&member.wire), &member.wire)]
    });
    if direction.is_sent() {
        let mut sentences = limits::sentences(&member.value);
        if member.or_null && !cx.flattened {
            sentences.push("Sent as `null` when it is not set.".to_owned());
        }
        sentences.extend(
            member
                .default
                .as_ref()
                .map(|default| default_sentence(cx, &member.value, default)),
        );
        add(&mut lines, wrap(&fixed(&sentences.join(" ")), WIDTH));
    }
    lines
}

/// What the server assumes; a documented value of an enum is named.
fn default_sentence(cx: &Context<'_>, value: &TypeUse, default: &Json) -> String {
    if let Type::Named(reference) = &value.ty
        && let Some(TypeShape::Enum(enumeration)) = cx.definition(reference).map(|def| &def.shape)
        && let Some(variant) = enumeration
            .values
            .iter()
            .find(|value| value.wire == *default)
    {
        let module = if cx.is_qualified(reference) {
            "super::types::"
        } else {
            ""
        };
        let (name, variant) = (reference.name.as_str(), plain(variant.rust.as_str()));
        if module.is_empty() {
            return format!("Default: [`{name}::{variant}`].");
        }
        return format!("Default: [`{name}::{variant}`]({module}{name}::{variant}).");
    }
    format!("Default: {}.", code(&literal::json(default)))
}

/// Keeps code spans in one line.
fn fixed(text: &str) -> String {
    let mut is_code = false;
    let keep = |char: char| {
        is_code ^= char == '`';
        if is_code && char == ' ' {
            super::wrap::FIXED_BLANK
        } else {
            char
        }
    };
    text.chars().map(keep).collect()
}

/// The members beyond the named ones.
pub(crate) fn of_additional(value: &TypeUse, direction: Direction) -> Lines {
    let mut lines = vec!["Undocumented members, by name.".to_owned()];
    if direction.is_sent() {
        let sentences = limits::sentences(&TypeUse {
            ty: Type::Map(Box::new(value.clone())),
            constraints: codegen_model::Constraints::default(),
        });
        add(&mut lines, wrap(&fixed(&sentences.join(" ")), WIDTH));
    }
    lines
}

/// A documented value of an enum: what it means, and how it travels.
pub(crate) fn of_variant(value: &EnumValue) -> Lines {
    let wire = match &value.wire {
        Json::String(text) => code(text),
        other => code(&literal::json(other)),
    };
    let mut docs = value.docs.clone();
    let says = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let first = if says(&docs.summary) {
        &mut docs.summary
    } else {
        &mut docs.description
    };
    if says(first)
        && let Some(first) = first
        && !first.contains(&wire)
    {
        *first = words::remark(first, &wire);
    }
    prose_or(&docs, || vec![format!("The value {wire}.")])
}

/// The variant for everything that is not documented.
pub(crate) fn of_unknown() -> Lines {
    vec!["A value that this version of the client does not know.".to_owned()]
}

/// An alternative of a union.
pub(crate) fn of_alternative(variant: &UnionVariant) -> Lines {
    let name = plain(variant.rust.as_str());
    prose_or(&variant.docs, || vec![named(&words::words(name), name)])
}

/// The function that starts a builder.
pub(crate) fn of_start(required: &[&str]) -> Lines {
    match required {
        [] => vec!["Starts a builder; no member is required.".to_owned()],
        [name] => wrap(
            &format!("Starts a builder; set {} before `build`.", code(name)),
            WIDTH,
        ),
        names => wrap(
            &format!(
                "Starts a builder; set {} before `build`.",
                words::list(names)
            ),
            WIDTH,
        ),
    }
}

/// A builder.
pub(crate) fn of_builder(structure: &str) -> Lines {
    vec![format!("Builder for [`{structure}`].")]
}

/// A setter. What the member means is said at the field.
pub(crate) fn of_setter(structure: &str, field: &str) -> Lines {
    vec![format!("Sets [`{field}`]({structure}::{field}).")]
}

/// The method that ends a builder.
pub(crate) fn of_build(structure: &str) -> Lines {
    vec![format!("Builds the [`{structure}`].")]
}

/// The module with what stands for required members.
pub(crate) fn of_missing() -> Lines {
    vec!["Markers for the required members that a builder still lacks.".to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen_model::{Docs, VariantName};

    fn variant(wire: Json, summary: Option<&str>) -> String {
        let docs = Docs {
            summary: summary.map(str::to_owned),
            ..Docs::default()
        };
        of_variant(&EnumValue {
            wire,
            rust: VariantName::assigned("V"),
            docs,
        })
        .join("\n")
    }

    #[test]
    fn variants_say_how_they_travel() {
        assert_eq!(
            variant(Json::Int(1), Some("Owner of the group. One only.")),
            "Owner of the group (`1`). One only."
        );
        assert_eq!(variant(Json::Int(1), Some("`1`: owner")), "`1`: owner.");
        assert_eq!(
            variant(Json::String("HTTP/1.1".to_owned()), None),
            "The value `HTTP/1.1`."
        );
        assert_eq!(
            variant(Json::String(" Gpu".to_owned()), None),
            "The value `\" Gpu\"`."
        );
        assert_eq!(
            variant(Json::String(String::new()), None),
            "The value `\"\"`."
        );
    }
}
