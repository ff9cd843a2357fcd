//! Enums -> items.
//!
//! Knows that an enum has the documented values alone; the runtime's type around it holds any other as well.
//! Gives the enum and the table of its values, from which the runtime makes the rest.
//! Must never know where an enum is used.

use codegen_model::{EnumDef, EnumValue, Json, Repr, TypeDef};

use super::context::Context;
use super::docs;
use super::format;
use super::literal;
use super::template::rust;

/// Items of an enum.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, enumeration: &EnumDef) -> Vec<String> {
    let name = def.name.as_str();
    let docs = docs::of_type(def, None);
    vec![
        definition(cx, name, docs, enumeration, |_, value| {
            docs::of_variant(value)
        }),
        table(name, enumeration),
    ]
}

/// The definition. `of_variant` documents the variant of that number.
pub(super) fn definition(
    cx: &Context<'_>,
    name: &str,
    docs: docs::Lines,
    enumeration: &EnumDef,
    of_variant: impl Fn(usize, &EnumValue) -> docs::Lines,
) -> String {
    let values = enumeration.values.iter().enumerate();
    let variants: Vec<_> = values
        .map(|(index, value)| {
            let docs = cx.linked(of_variant(index, value));
            (docs, value.rust.as_str().to_owned())
        })
        .collect();
    if variants.is_empty() {
        return rust!(
            "
$docs
#[non_exhaustive]
pub enum $name {}
",
            docs = cx.comment(docs),
            name,
        );
    }
    rust!(
        "
$docs
#[non_exhaustive]
pub enum $name {
    $variants
}
",
        docs = cx.comment(docs),
        name,
        variants = format::members(&variants),
    )
}

/// The table of the values.
pub(super) fn table(name: &str, enumeration: &EnumDef) -> String {
    let repr = match enumeration.repr {
        Repr::String => "String",
        Repr::Int64 => "i64",
    };
    let rows: String = enumeration
        .values
        .iter()
        .map(|value| format!("{} => {},\n", wire(value), value.rust))
        .collect();
    if rows.is_empty() {
        return rust!("values!($name: $repr {});\n", name, repr);
    }
    rust!(
        "
values!($name: $repr {
    $rows
});
",
        name,
        repr,
        rows,
    )
}

/// The wire value as a literal, of the kind that the enum's representation promises.
fn wire(value: &EnumValue) -> String {
    match &value.wire {
        Json::Int(number) => literal::integer(*number),
        Json::String(text) => literal::text(text),
        other => literal::text(&literal::json(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{emitted, enumeration};
    use codegen_model::TypeShape;

    fn text_of(def: TypeDef) -> String {
        emitted(&[def], |cx, def| match &def.shape {
            TypeShape::Enum(enumeration) => items(cx, def, enumeration),
            _ => Vec::new(),
        })
    }

    #[test]
    fn texts_are_listed_with_their_variants() {
        let values = [
            (Json::String("2.0".to_owned()), "V2"),
            (Json::String("\"\n".to_owned()), "Quote"),
        ];
        let odd = enumeration("Odd", Repr::String, &values);
        let text = text_of(odd);
        let table = "values!(Odd: String {\n    \"2.0\" => V2,\n    \"\\\"\\n\" => Quote,\n});\n";
        assert!(text.ends_with(table), "{text}");
    }

    #[test]
    fn an_enum_has_the_documented_values_alone() {
        let values = [(Json::Int(-1), "Less"), (Json::Int(10_000), "Most")];
        let text = text_of(enumeration("Level", Repr::Int64, &values));
        assert!(!text.contains("Unknown"), "{text}");
        let table = "values!(Level: i64 {\n    -1 => Less,\n    10_000 => Most,\n});\n";
        assert!(text.ends_with(table), "{text}");
    }
}
