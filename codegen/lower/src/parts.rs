//! Parts of the model that schemas and values have as they are.

use codegen_documents::openapi::Schema;
use codegen_documents::source::Node;
use codegen_model::{Constraints, Docs, Json, Type, TypeUse};

/// A type of which nothing is demanded.
pub(crate) fn plain(ty: Type) -> TypeUse {
    TypeUse {
        ty,
        constraints: Constraints::default(),
    }
}

pub(crate) fn docs_of(schema: &Schema) -> Docs {
    Docs {
        summary: schema.title.clone(),
        description: schema.description.clone(),
        external: None,
        deprecated: schema.deprecated,
    }
}

/// A value without the things JSON has not: `None` for infinities and for what is not a number.
pub(crate) fn json_of(node: &Node) -> Option<Json> {
    Some(match node {
        Node::Null => Json::Null,
        Node::Bool(value) => Json::Bool(*value),
        Node::Int(value) => Json::Int(*value),
        Node::Float(value) if value.is_finite() => Json::Float(*value),
        Node::Float(_) => return None,
        Node::String(value) => Json::String(value.clone()),
        Node::Array(items) => Json::Array(items.iter().map(json_of).collect::<Option<_>>()?),
        Node::Object(entries) => Json::Object(
            entries
                .iter()
                .map(|entry| Some((entry.key.clone(), json_of(&entry.value)?)))
                .collect::<Option<_>>()?,
        ),
    })
}
