//! Demands on values -> `Validate`.
//!
//! Knows how each form of member is looked into, and how lists and maps are walked.
//! Gives the implementation; it mentions only what has something to check, and no type but its own: whoever checks a value
//! finds the others in it.
//! Must never know how a violation is worded.

use codegen_model::{
    Form, Json, Limit as Demand, Member, StructDef, Type, TypeDef, TypeShape, TypeUse, UnionDef,
};

use super::checks::{self, Limit, Subject};
use super::context::Context;
use super::literal;
use super::template::rust;

/// Whether something is demanded of a value itself or of what it holds, other than by types of their own.
fn demands(value: &TypeUse) -> bool {
    if !checks::of(value).is_empty() {
        return true;
    }
    match &value.ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => demands(inner),
        _ => false,
    }
}

/// Whether a type has demands of its own, which count for what is sent.
fn is_demanding(def: &TypeDef) -> bool {
    let demands = match &def.shape {
        TypeShape::Struct(structure) => {
            let members = structure.members.iter().map(|member| &member.value);
            let additional = structure.additional.iter().map(|(_, value)| value);
            members.chain(additional).any(demands)
        }
        TypeShape::Enum(_) => false,
        TypeShape::Union(union) => union.variants.iter().any(|variant| demands(&variant.value)),
    };
    demands && def.direction.is_sent()
}

/// The name of a type as its table has it, and whether it has demands.
pub(super) fn named(def: &TypeDef) -> String {
    let validate = if is_demanding(def) { ": limited" } else { "" };
    format!("{}{validate}", def.name)
}

/// `impl Validate` of a structure, if it has demands.
pub(super) fn of_struct(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> Option<String> {
    let members = structure
        .members
        .iter()
        .filter(|member| demands(&member.value))
        .map(|member| of_member(cx.form(def.direction, member), member));
    let additional = structure
        .additional
        .iter()
        .filter(|(_, value)| demands(value))
        .map(|(field, value)| {
            let entry = of_value(
                &Step::Key("v".to_owned()),
                &Value::reference("value"),
                value,
            );
            rust!(
                "
for (key, value) in &self.$field {
    $entry
}
",
                field = field.as_str(),
                entry,
            )
        });
    let checks: String = members.chain(additional).collect();
    is_demanding(def).then(|| of(def, &checks))
}

/// `impl Validate` of a union, if it has demands.
pub(super) fn of_union(def: &TypeDef, union: &UnionDef) -> Option<String> {
    let demanding: Vec<_> = union
        .variants
        .iter()
        .filter(|variant| demands(&variant.value))
        .map(|variant| {
            let body = of_value(&Step::Here, &Value::reference("value"), &variant.value);
            (variant.rust.as_str(), body)
        })
        .collect();
    let is_partial = def.direction.is_received() || demanding.len() < union.variants.len();
    let body = match demanding.as_slice() {
        [(variant, checks)] if is_partial => rust!(
            "
if let Self::$variant(value) = self {
    $checks
}
",
            variant,
            checks,
        ),
        demanding => {
            let arms = demanding.iter().map(|(variant, checks)| {
                rust!(
                    "
Self::$variant(value) => {
    $checks
}
",
                    variant,
                    checks,
                )
            });
            rust!(
                "
match self {
    $arms
    $rest
}
",
                arms = arms.collect::<String>(),
                rest = if is_partial { "_ => {}" } else { "" },
            )
        }
    };
    is_demanding(def).then(|| of(def, &body))
}

fn of(def: &TypeDef, checks: &str) -> String {
    let name = def.name.as_str();
    rust!(
        "
impl Validate for $name {
    fn validate(&self, v: &mut Validator<'_>) {
        $checks
    }
}
",
        name,
        checks,
    )
}

/// Where a value stands, seen from the validator at hand.
enum Step {
    /// It is what the validator is at.
    Here,
    /// A member of that wire name, seen from `v`.
    Member(String),
    /// The item called `index`, seen from that validator.
    Index(String),
    /// The entry called `key`, seen from that validator.
    Key(String),
}

impl Step {
    /// An expression for the validator at the value.
    fn validator(&self) -> String {
        match self {
            Self::Here => "v".to_owned(),
            Self::Member(wire) => format!("v.at({})", literal::text(wire)),
            Self::Index(of) => format!("{of}.index(index)"),
            Self::Key(of) => format!("{of}.key(key)"),
        }
    }

    /// Name of the validator that the entries of a container here are seen from.
    fn validator_of<'n>(&self, entries: &'n str) -> &'n str {
        match self {
            Self::Here => "v",
            _ => entries,
        }
    }
}

/// An expression for a value.
struct Value {
    place: String,
    is_reference: bool,
    is_box: bool,
}

impl Value {
    fn reference(place: &str) -> Self {
        Self {
            place: place.to_owned(),
            is_reference: true,
            is_box: false,
        }
    }

    fn owned(place: String) -> Self {
        Self {
            place,
            is_reference: false,
            is_box: false,
        }
    }

    fn copied(&self) -> String {
        let star = if self.is_reference { "*" } else { "" };
        format!("{star}{}", self.place)
    }

    fn borrowed(&self) -> String {
        let borrow = match (self.is_reference, self.is_box) {
            (true, _) => "",
            (false, true) => "&*",
            (false, false) => "&",
        };
        format!("{borrow}{}", self.place)
    }
}

fn of_member(form: Form, member: &Member) -> String {
    let field = member.rust.as_str();
    let step = Step::Member(member.wire.clone());
    let of_value = |value: Value| of_value(&step, &value, &member.value);
    let place = format!("self.{field}");
    let (value, checks) = match form {
        Form::Required => return of_value(Value::owned(place)),
        Form::RequiredBox => {
            return of_value(Value {
                is_box: true,
                ..Value::owned(place)
            });
        }
        Form::Container => {
            let checks = of_value(Value::owned(place));
            // What is left out is not too short.
            let demands = checks::of(&member.value);
            if !demands.iter().any(checks::Check::refuses_empty) {
                return checks;
            }
            return rust!(
                "
if !self.$field.is_empty() {
    $checks
}
",
                field,
                checks,
            );
        }
        Form::Optional if is_number(&member.value.ty) => {
            (place, of_value(Value::owned("value".to_owned())))
        }
        Form::Optional => (format!("&{place}"), of_value(Value::reference("value"))),
        Form::OptionalBox => (
            format!("{place}.as_deref()"),
            of_value(Value::reference("value")),
        ),
    };
    rust!(
        "
if let Some(value) = $value {
    $checks
}
",
        value,
        checks,
    )
}

/// Statements that check a value and all that it holds.
fn of_value(step: &Step, value: &Value, expected: &TypeUse) -> String {
    own_checks(step, value, expected) + &held_checks(step, value, expected)
}

/// Statements that check what a value holds.
fn held_checks(step: &Step, value: &Value, expected: &TypeUse) -> String {
    let place = &value.place;
    match &expected.ty {
        Type::Nullable(inner) if demands(inner) => {
            let checks = of_value(step, &Value::reference("value"), inner);
            rust!(
                "
if let Some(value) = $value {
    $checks
}
",
                value = value.borrowed(),
                checks,
            )
        }
        Type::List(item) if demands(item) => {
            let validator = step.validator_of("items");
            let at = Step::Index(validator.to_owned());
            let checks = of_value(&at, &Value::reference("item"), item);
            let items = format!("{place}.iter().enumerate()");
            walk(step, validator, "(index, item)", &items, &checks)
        }
        Type::Map(entry) if demands(entry) => {
            let validator = step.validator_of("entries");
            let at = Step::Key(validator.to_owned());
            let checks = of_value(&at, &Value::reference("entry"), entry);
            walk(step, validator, "(key, entry)", &value.borrowed(), &checks)
        }
        _ => String::new(),
    }
}

/// A loop over what a container holds.
fn walk(step: &Step, validator: &str, pattern: &str, container: &str, checks: &str) -> String {
    let start = match step {
        // A variant of a union stands where the union stands, and there is a validator for that place already.
        Step::Here => String::new(),
        _ => format!("let mut {validator} = {};", step.validator()),
    };
    rust!(
        "
$start
for $pattern in $container {
    $checks
}
",
        start,
        pattern,
        container,
        checks,
    )
}

fn own_checks(step: &Step, value: &Value, expected: &TypeUse) -> String {
    let checks = checks::of(expected);
    if checks.is_empty() {
        return String::new();
    }
    let calls = checks.iter().map(|check| {
        let subject = match check.subject {
            Subject::Number => value.copied(),
            Subject::Text | Subject::Items | Subject::Whole => value.borrowed(),
            Subject::Length => format!("{}.len()", value.place),
        };
        let limit = check.limit.as_ref().map(limit);
        let limit = limit.map(|limit| format!(", {limit}")).unwrap_or_default();
        format!(".{}({subject}{limit})", check.method)
    });
    rust!(
        "$validator$calls;\n",
        validator = step.validator(),
        calls = calls.collect::<String>(),
    )
}

fn limit(limit: &Limit<'_>) -> String {
    match *limit {
        Limit::Int(limit) => literal::integer(limit.into()),
        Limit::Float(limit) => literal::float(limit),
        Limit::Double(limit) => literal::double(limit),
        Limit::Count(limit) => literal::integer(limit.into()),
        Limit::Pattern(pattern) => literal::text(pattern),
        Limit::Keyword(limit) => schema([limit]),
        Limit::All(constraints) => schema(constraints.limits()),
    }
}

/// Limits as a schema has them.
fn schema<'c>(limits: impl IntoIterator<Item = Demand<'c>>) -> String {
    let members = limits
        .into_iter()
        .map(|limit| (limit.keyword().to_owned(), limit.argument()));
    literal::text(&literal::json(&Json::Object(members.collect())))
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double)
}

#[cfg(test)]
mod tests;
