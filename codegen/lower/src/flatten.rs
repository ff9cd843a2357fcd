//! Flattened parameters back into a tree: `Filters.N.Key` is a member `Key` of the items of a list `Filters`.

use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Parameter, Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Place, Pointer};

/// The object whose members the parameters are.
pub(super) fn nest(
    parameters: &[&Parameter],
    whole: &Schema,
    file: FileId,
    findings: &mut Findings,
) -> Schema {
    let mut root = Schema {
        types: vec![SchemaType::Object],
        pointer: whole.pointer.clone(),
        ..Schema::default()
    };
    fill(&mut root, parameters, file, findings);
    root
}

/// Puts parameters where their names lead.
fn fill(root: &mut Schema, parameters: &[&Parameter], file: FileId, findings: &mut Findings) {
    let twins = twins(parameters, file, findings);
    for (parameter, _) in parameters.iter().zip(&twins).filter(|(_, twin)| !**twin) {
        let path = steps(&parameter.name.value);
        insert(root, &path, parameter, &parameter.pointer);
    }
    for (parameter, _) in parameters.iter().zip(&twins).filter(|(_, twin)| **twin) {
        complete(root, &steps(&parameter.name.value), parameter);
    }
}

/// The steps of a flattened name. `N` stands for the number of an item, whatever its casing.
fn steps(name: &str) -> Vec<&str> {
    let step = |step| if step == "n" { "N" } else { step };
    let mut steps: Vec<&str> = name.split('.').collect();
    for inner in steps.iter_mut().skip(1) {
        *inner = step(inner);
    }
    steps
}

/// Which parameters say again, and less exactly, what flattened ones say: `Ids` beside `Ids.N`, `Tag` beside `Tag.Key`.
fn twins(parameters: &[&Parameter], file: FileId, findings: &mut Findings) -> Vec<bool> {
    let paths: Vec<Vec<&str>> = parameters
        .iter()
        .map(|parameter| steps(&parameter.name.value))
        .collect();
    let twin = |(index, path): (usize, &Vec<&str>)| {
        let continues = |other: &Vec<&str>| other.len() > path.len() && other.starts_with(path);
        let Some(other) = paths.iter().position(continues) else {
            return false;
        };
        let (twin, other) = (&parameters[index].name, &parameters[other].name);
        findings.push(
            Finding::new(
                &lint::TWIN_PARAMETER,
                Place::value(file, twin.pointer.clone()),
                format!(
                    "`{}` describes the same member as `{}`, which is more precise",
                    twin.value, other.value
                ),
            )
            .related(Place::value(file, other.pointer.clone()), "the other one")
            .help("remove one of the two"),
        );
        true
    };
    paths.iter().enumerate().map(twin).collect()
}

/// Adds what a twin says of a member that is there: that it is required, and its description.
fn complete(object: &mut Schema, path: &[&str], twin: &Parameter) {
    let Some((name, rest)) = path.split_first() else {
        return;
    };
    let lists = rest.iter().take_while(|step| **step == "N").count();
    let rest = &rest[lists..];
    let known = object.required.iter().any(|known| known.value == *name);
    if rest.is_empty() && twin.required && !known {
        object.required.push(Spanned {
            value: (*name).to_owned(),
            pointer: twin.name.pointer.clone(),
        });
    }
    let members = object.properties.iter_mut();
    let Some((_, member)) = members.into_iter().find(|(known, _)| known == name) else {
        return;
    };
    if !rest.is_empty() {
        complete(innermost(member, lists), rest, twin);
    } else if member.description.is_none() {
        member.description = with_prose(twin).description;
    }
}

/// Members of a form whose names are flattened.
pub(super) fn nest_properties(schema: &Schema, file: FileId, findings: &mut Findings) -> Schema {
    let flattened = schema.properties.iter().any(|(name, _)| name.contains('.'));
    if !flattened {
        return schema.clone();
    }
    let mut root = Schema {
        properties: Vec::new(),
        required: Vec::new(),
        ..schema.clone()
    };
    let spanned = |value: &str, pointer: &Pointer| Spanned {
        value: value.to_owned(),
        pointer: pointer.clone(),
    };
    let parameters: Vec<Parameter> = schema
        .properties
        .iter()
        .map(|(name, property)| Parameter {
            pointer: property.pointer.clone(),
            name: spanned(name, &property.pointer),
            location: spanned("query", &property.pointer),
            required: schema
                .required
                .iter()
                .any(|required| required.value == *name),
            description: None,
            deprecated: false,
            schema: property.clone(),
        })
        .collect();
    let parameters: Vec<&Parameter> = parameters.iter().collect();
    fill(&mut root, &parameters, file, findings);
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
        object.required.push(Spanned {
            value: (*name).to_owned(),
            pointer: parameter.name.pointer.clone(),
        });
    }
    let member = &mut object.properties[index].1;
    if rest.is_empty() {
        if lists == 0 {
            *member = with_prose(parameter);
        } else {
            let whole = with_prose(parameter);
            let item = if is_whole_list(&whole) {
                let list = Schema {
                    items: None,
                    ..whole.clone()
                };
                let items = whole.items.map_or_else(Schema::default, |items| *items);
                *innermost(member, lists - 1) = list;
                items
            } else {
                member.description = whole.description.clone();
                member.deprecated = whole.deprecated;
                Schema {
                    description: None,
                    ..whole
                }
            };
            *innermost(member, lists) = item;
        }
        return;
    }
    let inner = innermost(member, lists);
    if inner.types.is_empty() {
        inner.types = vec![SchemaType::Object];
    }
    insert(inner, rest, parameter, &place);
}

/// Whether the schema of a parameter called `Name.N` describes the list rather than one of its items.
fn is_whole_list(schema: &Schema) -> bool {
    schema.types == [SchemaType::Array] || schema.types.is_empty() && schema.items.is_some()
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
