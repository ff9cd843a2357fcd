//! Values as pages write them.

use crate::dialect::Scalar;
use crate::facts::Shape;
use codegen_documents::source::Node;

/// A written value as one of a shape.
pub(crate) fn literal(shape: &Shape, written: &str) -> Option<Node> {
    match shape {
        Shape::Scalar(Scalar::Int32) => written
            .parse::<i32>()
            .ok()
            .map(|number| Node::Int(number.into())),
        Shape::Scalar(Scalar::Int64) => written
            .parse::<i64>()
            .ok()
            .map(|number| Node::Int(number.into())),
        Shape::Scalar(Scalar::Float | Scalar::Double) => match written.parse::<i64>() {
            Ok(number) => Some(Node::Int(number.into())),
            Err(_) => written
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
                .map(Node::Float),
        },
        Shape::Scalar(Scalar::Bool) => match written.to_ascii_lowercase().as_str() {
            "true" => Some(Node::Bool(true)),
            "false" => Some(Node::Bool(false)),
            _ => None,
        },
        Shape::Scalar(Scalar::String) => {
            (!written.trim().is_empty()).then(|| Node::String(written.to_owned()))
        }
        _ => None,
    }
}
