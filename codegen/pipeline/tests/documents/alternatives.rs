//! Alternatives that are constants.

use codegen_model::{Home, Type, TypeShape};

use super::{action, document, findings, understood};

/// What the alternatives of a member are, in a line: their names, and behind each its type, or the names of its values.
fn alternatives(one_of: &str) -> String {
    let schema = format!("{{ properties: {{ Level: {{ oneOf: {one_of} }} }} }}");
    let operation = format!(
        "      requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}\n      responses: {{ '200': {{ description: Done. }} }}\n"
    );
    let understood = understood(&[("Set.yaml", &document("Set", &operation))]);
    assert_eq!(findings(&understood), [""; 0], "{one_of}");
    let types = &action(&understood).types;
    let shape = |name: &str| {
        let found = types.iter().find(|def| def.name.as_str() == name);
        found.map(|def| &def.shape)
    };
    let Some(TypeShape::Union(union)) = shape("Level") else {
        panic!("{types:?}");
    };
    let variants = union.variants.iter().map(|variant| {
        let held = match &variant.value.ty {
            Type::Named(name) if name.home == Home::Local => match shape(name.name.as_str()) {
                Some(TypeShape::Enum(values)) => {
                    let names = values.values.iter().map(|value| value.rust.as_str());
                    names.collect::<Vec<_>>().join(" ")
                }
                other => format!("{other:?}"),
            },
            other => format!("{other:?}"),
        };
        format!("{}({held})", variant.rust.as_str())
    });
    variants.collect::<Vec<_>>().join(" | ")
}

#[test]
fn constants_of_several_types_are_one_alternative_for_each_type() {
    assert_eq!(
        alternatives("[{ const: auto }, { const: 1 }, { const: 2 }]"),
        "Text(String) | Integer(Value1 Value2)"
    );
    assert_eq!(
        alternatives(
            "[{ const: 1 }, { const: auto }, { const: true }, { const: off }, { const: null }]"
        ),
        "Integer(JsonNumber) | Text(Auto Off) | Boolean(Bool)"
    );
    assert_eq!(
        alternatives("[{ const: auto }, { const: 1.5 }, { const: 2 }]"),
        "Text(String) | Number(Double)"
    );
}

#[test]
fn a_constant_is_called_after_its_type_unless_it_has_a_title() {
    assert_eq!(
        alternatives("[{ const: unlimited }, { type: integer }]"),
        "Text(String) | Integer(Int64)"
    );
    assert_eq!(
        alternatives("[{ const: unlimited, title: Unlimited }, { type: integer }]"),
        "Unlimited(String) | Integer(Int64)"
    );
}
