//! Limits: taken over where they have a meaning, and held against each other.

use super::parts::json_of;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Node, Place, Pointer, Token};
use codegen_model::{Bound, Constraints, Json, Limit, Number, Subject, Type, is_condition};

/// The limits of a schema whose type is known. One that does not apply to the type is reported.
pub(super) fn lower_constraints(
    schema: &Schema,
    ty: &Type,
    file: FileId,
    findings: &mut Findings,
) -> Constraints {
    let stated = stated(schema, ty, file, findings);
    let is_union = !schema.one_of.is_empty() && matches!(ty, Type::Named(_));
    let mut kept = Vec::new();
    for limit in stated.limits() {
        if is_union && limit.subject() != Subject::Any {
            findings.push(
                Finding::new(
                    &lint::UNSUPPORTED_CONSTRUCT,
                    Place::value(file, place_of(limit, schema)),
                    format!(
                        "`{}` next to alternatives is not supported",
                        limit.keyword()
                    ),
                )
                .help("put the limit on each alternative"),
            );
        } else if limit.subject().includes(ty) {
            kept.push(limit);
        } else if limit.subject() == Subject::Object && !schema.properties.is_empty() {
            findings.push(
                Finding::new(
                    &lint::IDLE_CONSTRAINT,
                    Place::value(file, place_of(limit, schema)),
                    format!(
                        "`{}` is not checked for an object with described members",
                        limit.keyword()
                    ),
                )
                .help("say in the description which members are needed together"),
            );
        } else {
            findings.push(
                Finding::new(
                    &lint::IDLE_CONSTRAINT,
                    Place::value(file, place_of(limit, schema)),
                    format!("`{}` does not apply to {}", limit.keyword(), describe(ty)),
                )
                .help("remove it or correct the type"),
            );
        }
    }
    let out: Constraints = kept.into_iter().collect();
    check(schema, &out, ty, file, findings);
    out
}

/// What the keywords of a schema say, whatever its type.
fn stated(schema: &Schema, ty: &Type, file: FileId, findings: &mut Findings) -> Constraints {
    let is_border = |limit: &&Spanned<(Node, bool)>| is_border_of_int64(limit, ty);
    let bound_of = |limit: &Option<Spanned<(Node, bool)>>| {
        limit
            .as_ref()
            .filter(|limit| !is_border(limit))
            .and_then(bound)
    };
    fn count(limit: &Option<Spanned<u64>>) -> Option<u64> {
        limit.as_ref().map(|limit| limit.value)
    }
    Constraints {
        minimum: bound_of(&schema.minimum),
        maximum: bound_of(&schema.maximum),
        multiple_of: schema
            .multiple_of
            .as_ref()
            .and_then(|step| number(&step.value)),
        min_length: count(&schema.min_length),
        max_length: count(&schema.max_length),
        pattern: schema.pattern.as_ref().map(|pattern| pattern.value.clone()),
        min_items: count(&schema.min_items),
        max_items: count(&schema.max_items),
        unique_items: schema.unique_items && matches!(ty, Type::List(_) | Type::Json),
        min_properties: count(&schema.min_properties),
        max_properties: count(&schema.max_properties),
        object: *ty == Type::Json && schema.types == [SchemaType::Object],
        values: allowed_values(schema, ty, file, findings),
        conditions: conditions(schema, ty, file, findings),
    }
}

/// What keywords demand that no type stands for. They are checked as they are written, so they may say nothing that is known only
/// elsewhere; and a type with a name is the same wherever it is used.
fn conditions(schema: &Schema, ty: &Type, file: FileId, findings: &mut Findings) -> Vec<Json> {
    let mut checked = Vec::with_capacity(schema.conditions.len());
    for condition in &schema.conditions {
        let json = json_of(&condition.value).filter(is_condition);
        let (why, help) = match (ty, json) {
            (Type::Named(_) | Type::Unit, _) => (
                "is not supported in a schema that becomes a named type",
                "state the requirement in the description",
            ),
            (_, Some(json)) => {
                checked.push(json);
                continue;
            }
            (_, None) => (
                "is supported only with plain schemas: without references, formats, and patterns that look around",
                "write the schema inline, or state the requirement in the description",
            ),
        };
        let key = match condition.pointer.last() {
            Some(Token::Key(key)) => key.to_string(),
            _ => String::new(),
        };
        findings.push(
            Finding::new(
                &lint::UNSUPPORTED_CONSTRUCT,
                Place::key(file, condition.pointer.clone()),
                format!("`{key}` {why}"),
            )
            .help(help),
        );
    }
    checked
}

/// Where a limit stands.
fn place_of(limit: Limit<'_>, schema: &Schema) -> Pointer {
    fn at<T>(spanned: &Option<Spanned<T>>) -> Option<Pointer> {
        spanned.as_ref().map(|spanned| spanned.pointer.clone())
    }
    let found = match limit {
        Limit::Minimum(_) => at(&schema.minimum),
        Limit::Maximum(_) => at(&schema.maximum),
        Limit::MultipleOf(_) => at(&schema.multiple_of),
        Limit::MinLength(_) => at(&schema.min_length),
        Limit::MaxLength(_) => at(&schema.max_length),
        Limit::Pattern(_) => at(&schema.pattern),
        Limit::MinItems(_) => at(&schema.min_items),
        Limit::MaxItems(_) => at(&schema.max_items),
        Limit::UniqueItems => None,
        Limit::MinProperties(_) => at(&schema.min_properties),
        Limit::MaxProperties(_) => at(&schema.max_properties),
        Limit::Object => None,
        Limit::Values(_) => at(&schema.values),
        Limit::Conditions(_) => None,
    };
    found.unwrap_or_else(|| schema.pointer.clone())
}

/// Whether a limit is the least or the greatest integer of 64 bits, as it is or as JavaScript rounds it: it excludes nothing.
fn is_border_of_int64(limit: &Spanned<(Node, bool)>, ty: &Type) -> bool {
    const ROUNDED: i128 = 9_223_372_036_854_776_000;
    let (value, excluded) = &limit.value;
    let near = |value: i128| (i128::from(i64::MAX)..=ROUNDED).contains(&value);
    *ty == Type::Int64
        && !excluded
        && match value {
            Node::Int(value) => near(value.saturating_abs()),
            #[allow(clippy::cast_precision_loss, reason = "the border is rounded as well")]
            Node::Float(value) => (value.abs() - i64::MAX as f64).abs() < 2048.0,
            _ => false,
        }
}

/// The values of `enum` or `const` where no enum stands for them: of a type that has none, or of several types.
fn allowed_values(schema: &Schema, ty: &Type, file: FileId, findings: &mut Findings) -> Vec<Json> {
    let Some(values) = &schema.values else {
        return Vec::new();
    };
    if values.value.is_empty()
        && !matches!(
            schema.types.as_slice(),
            [SchemaType::String | SchemaType::Integer]
        )
    {
        let place = Place::value(file, values.pointer.clone());
        findings.push(
            Finding::new(&lint::EMPTY_ENUM, place, "the enum is empty")
                .help("list its values, or remove `enum`"),
        );
    }
    let place = |index: usize| Place::value(file, values.pointer.index(index));
    let real = values.value.iter().enumerate();
    let real: Vec<(usize, &Node)> = real.filter(|(_, value)| **value != Node::Null).collect();
    let is_enum = matches!(ty, Type::Named(_))
        && !schema.is_const
        && schema.one_of.is_empty()
        && schema.properties.is_empty()
        && schema.types.as_slice() != [SchemaType::Object];
    if is_enum || real.is_empty() {
        return Vec::new();
    }
    let mut allowed: Vec<Json> = Vec::with_capacity(real.len());
    for (index, value) in real {
        let made = match (ty, value) {
            (Type::Bool, Node::Bool(value)) => Some(Json::Bool(*value)),
            (Type::Bool, Node::String(text)) => text.trim().parse().ok().map(Json::Bool),
            (
                Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::JsonNumber,
                Node::Int(_) | Node::Float(_),
            )
            | (Type::Json, _)
            | (Type::String, Node::String(_)) => json_of(value),
            (Type::Float | Type::Double | Type::JsonNumber, Node::String(text)) => {
                let number: Option<f64> = text.trim().parse().ok();
                number.filter(|number| number.is_finite()).map(Json::Float)
            }
            (Type::List(_) | Type::Map(_) | Type::Named(_) | Type::Unit | Type::Nullable(_), _) => {
                findings.push(
                    Finding::new(
                        &lint::UNSUPPORTED_CONSTRUCT,
                        Place::key(file, values.pointer.clone()),
                        format!(
                            "a list of allowed values is not supported for {}",
                            describe(ty)
                        ),
                    )
                    .help("describe the allowed values in words"),
                );
                return Vec::new();
            }
            _ => None,
        };
        match made {
            None => findings.push(
                Finding::new(
                    &lint::MIXED_ENUM,
                    place(index),
                    format!(
                        "this value must be {}, but is {}",
                        describe(ty),
                        value.kind()
                    ),
                )
                .help("correct the value, or the type"),
            ),
            Some(made) if allowed.iter().any(|known| known.is_same(&made)) => findings.push(
                Finding::new(
                    &lint::DUPLICATE_ENUM_VALUE,
                    place(index),
                    "this enum value appears twice",
                )
                .help("remove one of the two"),
            ),
            Some(made) => allowed.push(made),
        }
    }
    // Both of the two truth values are no limit.
    if *ty == Type::Bool && allowed.len() > 1 {
        allowed.clear();
    }
    allowed
}

fn check(schema: &Schema, limits: &Constraints, ty: &Type, file: FileId, findings: &mut Findings) {
    let mut contradiction = |low: &Pointer, high: &Pointer, message: String| {
        findings.push(
            Finding::new(
                &lint::CONTRADICTORY_CONSTRAINT,
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
        if is_border_of_int64(limit, ty) {
            continue;
        }
        let fits = match (ty, &limit.value.0) {
            (Type::Int32, Node::Int(value)) => i32::try_from(*value).is_ok(),
            (Type::Int64, Node::Int(value)) => i64::try_from(*value).is_ok(),
            (_, Node::Float(value)) => !integral || value.fract() == 0.0,
            _ => true,
        };
        if !fits {
            findings.push(
                Finding::new(
                    &lint::CONTRADICTORY_CONSTRAINT,
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
                    &lint::BAD_PATTERN,
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
        Type::String => "a string",
        Type::Json => "a value without a type",
        Type::List(_) => "a list",
        Type::Map(_) => "a map",
        Type::Nullable(inner) => describe(&inner.ty),
        Type::Named(_) => "an enum or an object",
    }
}
