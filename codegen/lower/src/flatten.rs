//! Flattened parameters back into a tree: `Filters.N.Key` is a member `Key` of the items of a list `Filters`.

use codegen_documents::openapi::{Parameter, Schema, SchemaType};
use codegen_documents::source::Pointer;

/// The object whose members the parameters are.
pub(super) fn nest(parameters: &[&Parameter], whole: &Schema) -> Schema {
    let mut root = Schema {
        types: vec![SchemaType::Object],
        pointer: whole.pointer.clone(),
        ..Schema::default()
    };
    for parameter in parameters {
        let path: Vec<&str> = parameter.name.value.split('.').collect();
        insert(&mut root, &path, parameter, &parameter.pointer);
    }
    root
}

/// Members of a form whose names are flattened.
pub(super) fn nest_properties(schema: &Schema) -> Schema {
    let flattened = schema.properties.iter().any(|(name, _)| name.contains('.'));
    if !flattened {
        return schema.clone();
    }
    let mut root = Schema {
        properties: Vec::new(),
        required: Vec::new(),
        ..schema.clone()
    };
    for (name, property) in &schema.properties {
        let required = schema
            .required
            .iter()
            .find(|required| required.value == *name);
        let parameter = Parameter {
            pointer: property.pointer.clone(),
            name: codegen_documents::openapi::Spanned {
                value: name.clone(),
                pointer: property.pointer.clone(),
            },
            location: codegen_documents::openapi::Spanned {
                value: "query".to_owned(),
                pointer: property.pointer.clone(),
            },
            required: required.is_some(),
            description: None,
            deprecated: false,
            schema: property.clone(),
        };
        let path: Vec<&str> = name.split('.').collect();
        insert(&mut root, &path, &parameter, &parameter.pointer);
    }
    root
}

/// Puts a parameter where the steps of its name lead. An `N` step is an item of a list.
///
/// Objects that stand between have no place of their own in the document, yet are told apart by their places: each gets the
/// `place` of the object around it and its name.
fn insert(object: &mut Schema, path: &[&str], parameter: &Parameter, place: &Pointer) {
    let Some((name, rest)) = path.split_first() else {
        return;
    };
    let lists = rest.iter().take_while(|step| **step == "N").count();
    let rest = &rest[lists..];
    let place = place.key(name);
    let index = match object
        .properties
        .iter()
        .position(|(known, _)| known == name)
    {
        Some(index) => index,
        None => {
            let mut member = Schema {
                pointer: place.clone(),
                ..Schema::default()
            };
            let mut here = &mut member;
            for depth in 0..lists {
                here.types = vec![SchemaType::Array];
                here = here.items.insert(Box::new(Schema {
                    pointer: place.index(depth),
                    ..Schema::default()
                }));
            }
            object.properties.push(((*name).to_owned(), member));
            object.properties.len() - 1
        }
    };
    if parameter.required && rest.is_empty() {
        object.required.push(codegen_documents::openapi::Spanned {
            value: (*name).to_owned(),
            pointer: parameter.name.pointer.clone(),
        });
    }
    let member = &mut object.properties[index].1;
    if rest.is_empty() {
        if lists == 0 {
            *member = with_prose(parameter);
        } else {
            member.description.clone_from(&parameter.description);
            member.deprecated = parameter.deprecated;
            *innermost(member, lists) = Schema {
                description: None,
                ..parameter.schema.clone()
            };
        }
        return;
    }
    let inner = innermost(member, lists);
    if inner.types.is_empty() {
        inner.types = vec![SchemaType::Object];
    }
    insert(inner, rest, parameter, &place);
}

fn innermost(schema: &mut Schema, depth: usize) -> &mut Schema {
    let mut here = schema;
    for _ in 0..depth {
        here = here.items.get_or_insert_with(Box::default);
    }
    here
}

fn with_prose(parameter: &Parameter) -> Schema {
    let schema = &parameter.schema;
    Schema {
        description: parameter
            .description
            .clone()
            .or_else(|| schema.description.clone()),
        deprecated: parameter.deprecated || schema.deprecated,
        ..schema.clone()
    }
}
