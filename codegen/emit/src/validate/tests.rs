//! Demands on values, as code.

use super::*;
use crate::fixture::{
    at_least, block, boxed, emitted, emitted_when, list, local, map, member, plain, required,
    shape, structure, union,
};
use codegen_model::Constraints;

fn body(types: &[TypeDef], flattened: bool) -> String {
    let text = emitted_when(types, flattened, |cx, def| {
        Vec::from_iter(of_struct(cx, def, shape(def)))
    });
    let text = block(&text, "fn validate").to_owned();
    let inner = text
        .strip_prefix("fn validate(&self, v: &mut Validator<'_>) {\n")
        .unwrap_or(&text);
    inner
        .strip_suffix("    }")
        .unwrap_or(inner)
        .replace("\n        ", "\n")
        .trim()
        .to_owned()
}

fn limited_list() -> TypeUse {
    let constraints = Constraints {
        min_items: Some(1),
        ..Constraints::default()
    };
    TypeUse {
        constraints,
        ..list(plain(Type::Bool))
    }
}

#[test]
fn only_what_has_limits_is_mentioned() {
    let types = [structure(
        "A",
        vec![
            member("Free", plain(Type::Int64)),
            required(member("Count", at_least(1))),
        ],
    )];
    assert_eq!(
        body(&types, false),
        "v.at(\"Count\").at_least(self.count, 1);"
    );
    let types = [structure("A", vec![member("Free", plain(Type::Int64))])];
    let text = emitted(&types, |cx, def| {
        Vec::from_iter(of_struct(cx, def, shape(def)))
    });
    assert_eq!(text, "");
}

#[test]
fn optional_members_are_checked_if_they_are_there() {
    let types = [structure(
        "A",
        vec![member("Count", at_least(1)), member("List", limited_list())],
    )];
    let optional = "\
if let Some(value) = self.count {
    v.at(\"Count\").at_least(value, 1);
}
";
    let list =
        "if let Some(value) = &self.list {\n    v.at(\"List\").min_items(value.len(), 1);\n}";
    assert_eq!(body(&types, false), format!("{optional}{list}"));
    let list = "if !self.list.is_empty() {\n    v.at(\"List\").min_items(self.list.len(), 1);\n}";
    assert_eq!(body(&types, true), format!("{optional}{list}"));
}

#[test]
fn nested_types_are_left_to_themselves() {
    let types = [
        structure(
            "A",
            vec![
                required(member("One", local("B"))),
                required(member("Many", list(local("B")))),
                boxed(member("Boxed", local("B"))),
                required(member("Deep", map(list(local("B"))))),
            ],
        ),
        structure("B", vec![member("Count", at_least(1))]),
    ];
    let text = emitted(&types, |cx, def| {
        Vec::from_iter(of_struct(cx, def, shape(def)))
    });
    assert_eq!(text, "");
    assert_eq!(types.each_ref().map(named), ["A", "B: limited"]);
}

#[test]
fn items_of_lists_have_limits_of_their_own() {
    let types = [structure(
        "A",
        vec![required(member("List", list(at_least(1))))],
    )];
    let expected = "\
let mut items = v.at(\"List\");
for (index, item) in self.list.iter().enumerate() {
    items.index(index).at_least(*item, 1);
}";
    assert_eq!(body(&types, false), expected);
}

#[test]
fn the_alternatives_of_a_union_stand_where_it_stands() {
    let types = [union(
        "A",
        vec![
            ("Count", at_least(1)),
            ("List", list(at_least(1))),
            ("Free", plain(Type::Bool)),
        ],
    )];
    let text = emitted(&types, |_, def| match &def.shape {
        TypeShape::Union(union) => Vec::from_iter(of_union(def, union)),
        _ => Vec::new(),
    });
    let expected = "\
match self {
            Self::Count(value) => {
                v.at_least(*value, 1);
            }
            Self::List(value) => {
                for (index, item) in value.iter().enumerate() {
                    v.index(index).at_least(*item, 1);
                }
            }
            _ => {}
        }";
    assert_eq!(block(&text, "match self"), expected);
}
