//! Types -> the direction in which they do not travel.
//!
//! Knows which sides of serde a type lacks, and the feature that asks for them.
//! Gives one module at the end of a file, which costs those who do not want it no more than being passed over.
//! Must never know how a side is written.

use codegen_model::{TypeDef, TypeShape};

use super::context::Context;
use super::layout::Layout;
use super::{docs, enumeration, read, serialize, union};

/// Feature of the crate that holds the output.
const FEATURE: &str = "full-serde";

/// The module; nothing if it is not wanted or every type travels in both directions.
pub(super) fn module(cx: &Context<'_>, types: &[TypeDef]) -> Option<String> {
    let lacks = |def: &TypeDef| !(def.direction.is_sent() && def.direction.is_received());
    if !cx.options.has_full_serde() || !types.iter().any(lacks) {
        return None;
    }
    Some(Layout::item(|text| {
        text.docs(0, &docs::of_other_direction());
        text.line(0, &["#[cfg(feature = \"", FEATURE, "\")]"]);
        text.line(0, &["mod ", &cx.claim_module("full_serde"), " {"]);
        text.line(1, &["use super::*;"]);
        sides(cx, types, text);
        text.line(0, &["}"]);
    }))
}

/// The sides that types lack.
fn sides(cx: &Context<'_>, types: &[TypeDef], text: &mut Layout) {
    for def in types {
        if !def.direction.is_sent() {
            text.blank();
            match &def.shape {
                TypeShape::Struct(structure) => {
                    serialize::of_struct(cx, def, structure, text, 1);
                }
                TypeShape::Enum(enumeration) => enumeration::sending(cx, def, enumeration, text, 1),
                TypeShape::Union(union) => union::sending(cx, def, union, text, 1),
            }
        }
        if !def.direction.is_received() {
            text.blank();
            match &def.shape {
                TypeShape::Struct(structure) => read::of_struct(cx, def, structure, text, 1),
                TypeShape::Enum(enumeration) => enumeration::reading(cx, def, enumeration, text, 1),
                TypeShape::Union(union) => union::reading(cx, def, union, text, 1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::analysis::Types;
    use crate::docs::Links;
    use crate::fixture::{boxed, local, member, plain, required, structure, travelling, union};
    use crate::format;
    use codegen_model::{Direction, Type};

    fn text_of(options: &Options, types: &[TypeDef]) -> String {
        let shared = Types::default();
        let cx = Context::of_action(options, types, &shared, Links::default(), false);
        format::items(module(&cx, types), &cx.comments)
    }

    fn sent() -> TypeDef {
        let members = vec![
            required(member("Id", plain(Type::Int64))),
            boxed(required(member("Parent", local("Result")))),
        ];
        structure("Request", members)
    }

    #[test]
    fn what_is_sent_can_be_read_and_the_other_way_round() {
        let received = structure("Result", vec![member("Id", plain(Type::Int64))]);
        let types = [sent(), travelling(Direction::Reply, received)];
        let expected = "\
/// The direction in which these types do not travel.
#[cfg(feature = \"full-serde\")]
mod full_serde {
    use super::*;

    impl Record for Request {
        fn read<'de, A: MapAccess<'de>>(
            &mut self,
            name: &str,
            member: Member<'_, A>,
        ) -> Result<(), A::Error> {
            match name {
                \"Id\" => member.into(&mut self.id),
                \"Parent\" => member.into(&mut self.parent),
                _ => member.skip(),
            }
        }
    }

    impl<'de> Deserialize<'de> for Request {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            fill_record(Self::builder().value, deserializer)
        }
    }

    impl Serialize for Result {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Members::new(serializer, 1).optional(\"Id\", &self.id).end()
        }
    }
}
";
        assert_eq!(text_of(&Options::in_crate(), &types), expected);
    }

    #[test]
    fn a_union_that_is_only_sent_has_no_place_for_other_shapes() {
        let text = text_of(
            &Options::in_crate(),
            &[union("Choice", vec![("Text", plain(Type::String))])],
        );
        assert!(text.contains("        untagged::fits_none()\n"), "{text}");
        assert!(!text.contains("Unknown"), "{text}");
    }

    #[test]
    fn there_is_no_module_where_nothing_lacks_or_nobody_asked() {
        let both = travelling(Direction::Both, sent());
        assert_eq!(text_of(&Options::in_crate(), &[both]), "");
        let external = Options::external("generated_client::runtime", None);
        assert_eq!(text_of(&external, &[sent()]), "");
        assert!(text_of(&external.full_serde(), &[sent()]).contains("impl Record for Request {"));
    }
}
