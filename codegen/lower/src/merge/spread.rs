//! What stands beside `oneOf` or `anyOf` holds for every alternative.

use super::alike::says_nothing;
use super::both::origins;
use super::merge;
use crate::library::Library;
use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::{Schema, SchemaType};
use codegen_documents::source::FileId;

/// A schema of several alternatives without what stands beside them, and the alternatives with it. `None` where nothing stands
/// there.
pub(in super::super) fn spread(
    schema: &Schema,
    file: FileId,
    library: &Library<'_>,
    findings: &mut Findings,
) -> Option<(Schema, Vec<Schema>)> {
    let union = Schema {
        pointer: schema.pointer.clone(),
        nullable: schema.nullable,
        title: schema.title.clone(),
        description: schema.description.clone(),
        deprecated: schema.deprecated,
        read_only: schema.read_only,
        write_only: schema.write_only,
        one_of: schema.one_of.clone(),
        discriminator: schema.discriminator.clone(),
        default: schema.default.clone(),
        example: schema.example.clone(),
        rust_name: schema.rust_name.clone(),
        aliases: schema.aliases.clone(),
        style: schema.style.clone(),
        is_success: schema.is_success,
        ..Schema::default()
    };
    let beside = Schema {
        one_of: Vec::new(),
        discriminator: None,
        nullable: false,
        title: None,
        description: None,
        deprecated: false,
        read_only: false,
        write_only: false,
        default: None,
        example: None,
        rust_name: None,
        aliases: Vec::new(),
        style: None,
        is_success: false,
        ..schema.clone()
    };
    let untyped = Schema {
        types: Vec::new(),
        ..beside.clone()
    };
    let is_type_alone = says_nothing(&untyped);
    if is_type_alone && beside.types.len() != 1 {
        return None;
    }
    let mut whole = |part: &Schema| {
        let states_its_kind = part.reference.is_some()
            || !part.types.is_empty()
            || !part.all_of.is_empty()
            || !part.one_of.is_empty();
        if part.is_null() || is_type_alone && states_its_kind {
            return part.clone();
        }
        if is_type_alone {
            return Schema {
                types: beside.types.clone(),
                ..part.clone()
            };
        }
        // The same alternative of a union that is written as it is has nothing else beside it.
        let merged_from = match schema.merged_from.as_slice() {
            [] => Vec::new(),
            _ => origins(&[schema, part]),
        };
        let both = Schema {
            pointer: part.pointer.clone(),
            merged_from,
            title: part.title.clone(),
            description: part.description.clone(),
            all_of: vec![
                beside.clone(),
                Schema {
                    // A value that the base does not allow to be null is not.
                    nullable: false,
                    ..part.clone()
                },
            ],
            ..Schema::default()
        };
        let mut both = merge(&both, file, library, findings);
        leave_out_idle(&mut both, &beside);
        both
    };
    let alternatives = schema.one_of.iter().map(&mut whole).collect();
    Some((union, alternatives))
}

/// Leaves out limits from beside the alternatives that say nothing about values of this one's types: they are meant for others.
fn leave_out_idle(whole: &mut Schema, beside: &Schema) {
    fn drop_if<T: PartialEq>(is_idle: bool, own: &mut Option<T>, beside: &Option<T>) {
        if is_idle && own == beside {
            *own = None;
        }
    }
    if whole.types.is_empty() || whole.reference.is_some() {
        return;
    }
    let is_none_of = |types: &[SchemaType]| !types.iter().any(|ty| whole.types.contains(ty));
    let no_number = is_none_of(&[SchemaType::Integer, SchemaType::Number]);
    let no_text = is_none_of(&[SchemaType::String]);
    let no_list = is_none_of(&[SchemaType::Array]);
    let no_object = is_none_of(&[SchemaType::Object]);
    drop_if(no_number, &mut whole.minimum, &beside.minimum);
    drop_if(no_number, &mut whole.maximum, &beside.maximum);
    drop_if(no_number, &mut whole.multiple_of, &beside.multiple_of);
    drop_if(no_text, &mut whole.min_length, &beside.min_length);
    drop_if(no_text, &mut whole.max_length, &beside.max_length);
    drop_if(no_text, &mut whole.pattern, &beside.pattern);
    drop_if(no_list, &mut whole.min_items, &beside.min_items);
    drop_if(no_list, &mut whole.max_items, &beside.max_items);
    drop_if(no_object, &mut whole.min_properties, &beside.min_properties);
    drop_if(no_object, &mut whole.max_properties, &beside.max_properties);
    whole.unique_items &= !(no_list && beside.unique_items);
}
