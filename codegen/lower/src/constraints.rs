//! Limits: taken over where they have a meaning, and held against each other.

use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Schema, Spanned};
use codegen_documents::source::{FileId, Node, Place, Pointer};
use codegen_model::{Bound, Constraints, Number, Type};

/// The limits of a schema whose type is known.
pub(super) fn lower_constraints(
    schema: &Schema,
    ty: &Type,
    file: FileId,
    findings: &mut Findings,
) -> Constraints {
    let mut out = Constraints::default();
    let mut idle = |pointer: &Pointer, key: &str| {
        findings.push(
            Finding::new(
                &rule::IDLE_CONSTRAINT,
                Place::value(file, pointer.clone()),
                format!("`{key}` says nothing about {}", describe(ty)),
            )
            .help("remove it, or correct the type"),
        );
    };
    let numeric = matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double);
    if let Some(limit) = &schema.minimum {
        if numeric {
            out.minimum = bound(limit);
        } else {
            idle(&limit.pointer, "minimum");
        }
    }
    if let Some(limit) = &schema.maximum {
        if numeric {
            out.maximum = bound(limit);
        } else {
            idle(&limit.pointer, "maximum");
        }
    }
    if let Some(step) = &schema.multiple_of {
        if numeric {
            out.multiple_of = number(&step.value);
        } else {
            idle(&step.pointer, "multipleOf");
        }
    }
    let text = matches!(ty, Type::String);
    if let Some(limit) = &schema.min_length {
        if text {
            out.min_length = Some(limit.value);
        } else {
            idle(&limit.pointer, "minLength");
        }
    }
    if let Some(limit) = &schema.max_length {
        if text {
            out.max_length = Some(limit.value);
        } else {
            idle(&limit.pointer, "maxLength");
        }
    }
    if let Some(pattern) = &schema.pattern {
        if text {
            out.pattern = Some(pattern.value.clone());
        } else {
            idle(&pattern.pointer, "pattern");
        }
    }
    let list = matches!(ty, Type::List(_));
    if let Some(limit) = &schema.min_items {
        if list {
            out.min_items = Some(limit.value);
        } else {
            idle(&limit.pointer, "minItems");
        }
    }
    if let Some(limit) = &schema.max_items {
        if list {
            out.max_items = Some(limit.value);
        } else {
            idle(&limit.pointer, "maxItems");
        }
    }
    out.unique_items = list && schema.unique_items;
    let map = matches!(ty, Type::Map(_));
    if let Some(limit) = &schema.min_properties {
        if map {
            out.min_properties = Some(limit.value);
        } else {
            idle(&limit.pointer, "minProperties");
        }
    }
    if let Some(limit) = &schema.max_properties {
        if map {
            out.max_properties = Some(limit.value);
        } else {
            idle(&limit.pointer, "maxProperties");
        }
    }
    check(schema, &out, ty, file, findings);
    out
}

fn check(schema: &Schema, limits: &Constraints, ty: &Type, file: FileId, findings: &mut Findings) {
    let mut contradiction = |low: &Pointer, high: &Pointer, message: String| {
        findings.push(
            Finding::new(
                &rule::CONTRADICTORY_CONSTRAINT,
                Place::value(file, high.clone()),
                message,
            )
            .related(Place::value(file, low.clone()), "contradicts this")
            .help("correct one of the two"),
        );
    };
    if let (Some(low), Some(high), Some(low_at), Some(high_at)) = (
        limits.minimum,
        limits.maximum,
        &schema.minimum,
        &schema.maximum,
    ) && !leaves_something(low, high, matches!(ty, Type::Int32 | Type::Int64))
    {
        contradiction(
            &low_at.pointer,
            &high_at.pointer,
            "no number satisfies both limits".to_owned(),
        );
    }
    let pairs = [
        (&schema.min_length, &schema.max_length, "characters"),
        (&schema.min_items, &schema.max_items, "items"),
        (&schema.min_properties, &schema.max_properties, "entries"),
    ];
    for (low, high, unit) in pairs {
        if let (Some(low), Some(high)) = (low, high)
            && low.value > high.value
        {
            let message = format!(
                "nothing has at least {} and at most {} {unit}",
                low.value, high.value
            );
            contradiction(&low.pointer, &high.pointer, message);
        }
    }
    if let (Some(Number::Int(..=0)), Some(step)) = (limits.multiple_of, &schema.multiple_of) {
        let message = "`multipleOf` must be greater than 0".to_owned();
        contradiction(&step.pointer, &step.pointer, message);
    }
    let integral = matches!(ty, Type::Int32 | Type::Int64);
    for limit in [&schema.minimum, &schema.maximum].into_iter().flatten() {
        let fits = match (ty, &limit.value.0) {
            (Type::Int32, Node::Int(value)) => i32::try_from(*value).is_ok(),
            (Type::Int64, Node::Int(value)) => i64::try_from(*value).is_ok(),
            (_, Node::Float(value)) => !integral || value.fract() == 0.0,
            _ => true,
        };
        if !fits {
            findings.push(
                Finding::new(
                    &rule::CONTRADICTORY_CONSTRAINT,
                    Place::value(file, limit.pointer.clone()),
                    format!(
                        "no {} has this limit",
                        describe(ty)
                            .trim_start_matches("an ")
                            .trim_start_matches("a ")
                    ),
                )
                .help("correct the limit, or the type or format"),
            );
        }
    }
    if let (Some(pattern), Some(text)) = (&schema.pattern, &limits.pattern)
        && let Err(error) = regex_lite::Regex::new(text)
    {
        findings.push(
                Finding::new(
                    &rule::BAD_PATTERN,
                    Place::value(file, pattern.pointer.clone()),
                    format!("the pattern cannot be used: {error}"),
                )
                .help("rewrite it without look-around and back references, or move it into the description"),
            );
    }
}

fn leaves_something(low: Bound, high: Bound, integral: bool) -> bool {
    let (Bound::Inclusive(a) | Bound::Exclusive(a), Bound::Inclusive(b) | Bound::Exclusive(b)) =
        (low, high);
    match (a, b) {
        (Number::Int(a), Number::Int(b)) if integral => {
            let a = a.saturating_add(i128::from(matches!(low, Bound::Exclusive(_))));
            let b = b.saturating_sub(i128::from(matches!(high, Bound::Exclusive(_))));
            a <= b
        }
        _ => {
            let both_included = matches!((low, high), (Bound::Inclusive(_), Bound::Inclusive(_)));
            if both_included {
                a.to_f64() <= b.to_f64()
            } else {
                a.to_f64() < b.to_f64()
            }
        }
    }
}

fn bound(limit: &Spanned<(Node, bool)>) -> Option<Bound> {
    let (node, excluded) = &limit.value;
    let number = number(node)?;
    Some(if *excluded {
        Bound::Exclusive(number)
    } else {
        Bound::Inclusive(number)
    })
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "only taken for floats without a fraction inside the 64-bit range"
)]
fn number(node: &Node) -> Option<Number> {
    match node {
        Node::Int(value) => Some(Number::Int(*value)),
        Node::Float(value) if value.fract() == 0.0 && value.abs() < 9.0e18 => {
            Some(Number::Int(*value as i128))
        }
        Node::Float(value) if value.is_finite() => Some(Number::Float(*value)),
        _ => None,
    }
}

fn describe(ty: &Type) -> &'static str {
    match ty {
        Type::Unit => "an empty object",
        Type::Bool => "a boolean",
        Type::Int32 => "a 32-bit integer",
        Type::Int64 => "a 64-bit integer",
        Type::Float | Type::Double | Type::JsonNumber => "a number",
        Type::String => "a text",
        Type::Json => "a value of unstated type",
        Type::List(_) => "a list",
        Type::Map(_) => "a map",
        Type::Named(_) => "an enum or an object",
    }
}
