//! Enums -> items.
//!
//! Knows that every enum is open: what a newer server says is kept as it is.
//! Gives the enum, its wire value both ways, and the sides in which it travels.
//! Must never know where an enum is used.

use codegen_model::{EnumDef, EnumValue, Json, Repr, TypeDef};

use super::context::Context;
use super::docs;
use super::imports::Name;
use super::layout::Layout;
use super::literal;
use super::read;
use super::serialize;

/// Items of an enum.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Vec<String> {
    let name = def.name.as_str();
    let mut items = open(
        cx,
        name,
        docs::of_type(def, None),
        enumeration,
        |_, value| docs::of_variant(value),
    );
    if def.direction.is_sent() {
        items.push(Layout::item(|text| sending(cx, def, enumeration, text, 0)));
    }
    if def.direction.is_received() {
        items.push(default(cx, name, enumeration.repr));
        items.push(Layout::item(|text| reading(cx, def, enumeration, text, 0)));
    }
    items
}

/// `impl Serialize`.
pub(super) fn sending(
    cx: &Context<'_>,
    def: &TypeDef,
    enumeration: &EnumDef,
    text: &mut Layout,
    level: usize,
) {
    let body = match enumeration.repr {
        Repr::String => "serializer.serialize_str(self.as_str())",
        Repr::Int64 => "serializer.serialize_i64(self.value())",
    };
    serialize::of(cx, def, text, level, |text| text.line(level + 2, &[body]));
}

/// `impl Deserialize`.
pub(super) fn reading(
    cx: &Context<'_>,
    def: &TypeDef,
    enumeration: &EnumDef,
    text: &mut Layout,
    level: usize,
) {
    let body = match enumeration.repr {
        Repr::String => "String::deserialize(deserializer).map(Self::from)",
        Repr::Int64 => "i64::deserialize(deserializer).map(Self::from)",
    };
    read::deserialize(cx, def, text, level, |text| text.line(level + 2, &[body]));
}

/// An open enum that is neither sent nor read: its definition and its wire value both ways. `of_variant` documents the
/// variant of that number.
pub(super) fn open(
    cx: &Context<'_>,
    name: &str,
    docs: docs::Lines,
    enumeration: &EnumDef,
    of_variant: impl Fn(usize, &EnumValue) -> docs::Lines,
) -> Vec<String> {
    cx.uses(&[Name::Hash, Name::Hasher, Name::Unknown, Name::MakeUnknown]);
    let mut items = vec![
        definition(cx, name, docs, enumeration, of_variant),
        equality(name, enumeration.repr),
        wire_value(cx, name, enumeration),
        conversion(name, enumeration),
    ];
    if enumeration.repr == Repr::String {
        items.push(Layout::item(|text| {
            text.line(0, &["impl From<String> for ", name, " {"]);
            text.line(1, &["fn from(value: String) -> Self {"]);
            text.line(2, &["Self::from(value.as_str())"]);
            text.line(1, &["}"]);
            text.line(0, &["}"]);
        }));
    }
    items
}

fn definition(
    cx: &Context<'_>,
    name: &str,
    docs: docs::Lines,
    enumeration: &EnumDef,
    of_variant: impl Fn(usize, &EnumValue) -> docs::Lines,
) -> String {
    let (copy, unknown) = match enumeration.repr {
        Repr::String => ("", "Unknown(Unknown<String>)"),
        Repr::Int64 => (", Copy", "Unknown(Unknown<i64>)"),
    };
    let values = enumeration.values.iter().enumerate();
    let mut variants: Vec<_> = values
        .map(|(index, value)| {
            let docs = cx.comments.linked(of_variant(index, value));
            (docs, value.rust.as_str().to_owned())
        })
        .collect();
    variants.push((docs::of_unknown(), unknown.to_owned()));
    Layout::item(|text| {
        text.docs(0, &cx.comments.linked(docs));
        text.line(0, &["#[derive(Debug, Clone", copy, ")]"]);
        text.line(0, &["#[non_exhaustive]"]);
        text.line(0, &["pub enum ", name, " {"]);
        text.members(1, &variants);
        text.line(0, &["}"]);
    })
}

/// `PartialEq`, `Eq` and `Hash`, by the value as it travels, which tells any two variants apart. To compile, they cost half of
/// what the derived ones do.
fn equality(name: &str, repr: Repr) -> String {
    let value = match repr {
        Repr::String => "as_str()",
        Repr::Int64 => "value()",
    };
    Layout::item(|text| {
        text.line(0, &["impl PartialEq for ", name, " {"]);
        text.line(1, &["fn eq(&self, other: &Self) -> bool {"]);
        text.line(2, &["self.", value, " == other.", value]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
        text.blank();
        text.line(0, &["impl Eq for ", name, " {}"]);
        text.blank();
        text.line(0, &["impl Hash for ", name, " {"]);
        text.line(1, &["fn hash<H: Hasher>(&self, state: &mut H) {"]);
        text.line(2, &["self.", value, ".hash(state);"]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    })
}

/// The method that gives the value as it travels.
fn wire_value(cx: &Context<'_>, name: &str, enumeration: &EnumDef) -> String {
    let (method, unknown) = match enumeration.repr {
        Repr::String => ("pub fn as_str(&self) -> &str {", "unknown.value()"),
        Repr::Int64 => ("pub fn value(self) -> i64 {", "*unknown.value()"),
    };
    let docs = docs::of_wire_value(enumeration.repr);
    Layout::item(|text| {
        text.line(0, &["impl ", name, " {"]);
        text.docs(1, &cx.comments.linked(docs));
        text.line(1, &[method]);
        text.line(2, &["match self {"]);
        for value in &enumeration.values {
            text.arm(3, &format!("Self::{}", value.rust), &wire(value));
        }
        text.arm(3, "Self::Unknown(unknown)", unknown);
        text.line(2, &["}"]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    })
}

/// `From` for the value as it travels.
fn conversion(name: &str, enumeration: &EnumDef) -> String {
    let (ty, other) = match enumeration.repr {
        Repr::String => ("&str", "Self::Unknown(unknown(value.to_owned()))"),
        Repr::Int64 => ("i64", "Self::Unknown(unknown(value))"),
    };
    Layout::item(|text| {
        text.line(0, &["impl From<", ty, "> for ", name, " {"]);
        text.line(1, &["fn from(value: ", ty, ") -> Self {"]);
        text.line(2, &["match value {"]);
        for value in &enumeration.values {
            text.arm(3, &wire(value), &format!("Self::{}", value.rust));
        }
        text.arm(3, "_", other);
        text.line(2, &["}"]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    })
}

/// What stands for a missing value.
fn default(cx: &Context<'_>, name: &str, repr: Repr) -> String {
    let nothing = match repr {
        Repr::String => "Self::from(\"\")",
        Repr::Int64 => "Self::from(0)",
    };
    let docs = docs::of_enum_default(repr);
    Layout::item(|text| {
        text.line(0, &["impl Default for ", name, " {"]);
        text.docs(1, &cx.comments.linked(docs));
        text.line(1, &["fn default() -> Self {"]);
        text.line(2, &[nothing]);
        text.line(1, &["}"]);
        text.line(0, &["}"]);
    })
}

/// The wire value as a literal, of the kind that the enum's representation promises.
fn wire(value: &EnumValue) -> String {
    match &value.wire {
        Json::Int(number) => literal::integer_text(*number),
        Json::String(text) => literal::text(text),
        other => literal::text(&literal::json(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{block, emitted, enumeration, travelling};
    use codegen_model::{Direction, TypeShape};

    fn text_of(def: TypeDef) -> String {
        emitted(&[def], |cx, def| match &def.shape {
            TypeShape::Enum(enumeration) => items(cx, def, enumeration),
            _ => Vec::new(),
        })
    }

    fn odd() -> TypeDef {
        enumeration(
            "Odd",
            Repr::String,
            &[
                (Json::String("2.0".to_owned()), "V2"),
                (Json::String("\"\n".to_owned()), "Quote"),
            ],
        )
    }

    #[test]
    fn texts_go_both_ways_and_unknown_ones_are_kept() {
        let text = text_of(odd());
        let to = "\
match self {
            Self::V2 => \"2.0\",
            Self::Quote => \"\\\"\\n\",
            Self::Unknown(unknown) => unknown.value(),
        }";
        assert_eq!(block(&text, "match self"), to);
        let from = "\
match value {
            \"2.0\" => Self::V2,
            \"\\\"\\n\" => Self::Quote,
            _ => Self::Unknown(unknown(value.to_owned())),
        }";
        assert_eq!(block(&text, "match value"), from);
    }

    #[test]
    fn values_are_compared_as_they_travel() {
        let text = text_of(odd());
        assert!(
            text.contains("        self.as_str() == other.as_str()\n"),
            "{text}"
        );
        assert!(
            text.contains("        self.as_str().hash(state);\n"),
            "{text}"
        );
    }

    #[test]
    fn numbers_are_copied() {
        let text = text_of(enumeration(
            "Level",
            Repr::Int64,
            &[(Json::Int(-1), "Less"), (Json::Int(10_000), "Most")],
        ));
        assert!(text.contains("#[derive(Debug, Clone, Copy)]"), "{text}");
        assert!(text.contains("pub fn value(self) -> i64"), "{text}");
        assert!(
            text.contains("            -1 => Self::Less,\n            10_000 => Self::Most,\n"),
            "{text}"
        );
    }

    #[test]
    fn an_enum_has_the_sides_in_which_it_travels() {
        let sides = |direction| {
            let text = text_of(travelling(direction, odd()));
            [
                "impl Serialize for",
                "> Deserialize<'de> for",
                "impl Default for",
            ]
            .map(|side| text.contains(side))
        };
        assert_eq!(sides(Direction::Request), [true, false, false]);
        assert_eq!(sides(Direction::Reply), [false, true, true]);
        assert_eq!(sides(Direction::Both), [true, true, true]);
    }
}
