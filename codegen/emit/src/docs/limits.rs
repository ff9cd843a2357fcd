//! Limits and defaults -> a line of documentation.
//!
//! Knows how each constraint is worded.
//! Gives sentences, joined by spaces.
//! Must never know how a limit is checked.

use crate::literal;
use codegen_model::{Bound, Constraints, Number, Type, TypeUse};

use super::words::code;

/// Sentences on what is demanded of a value and of what it holds.
pub(crate) fn sentences(value: &TypeUse) -> Vec<String> {
    let mut sentences = own(value);
    let mut inner = value;
    let mut depth = 0;
    while let Type::List(held) | Type::Map(held) = &inner.ty {
        let held = match &held.ty {
            Type::Nullable(held) => held,
            _ => held,
        };
        let subject = match (&inner.ty, depth) {
            (Type::List(_), 0) => "Each item",
            (_, 0) => "Each value",
            _ => "Each value in it",
        };
        sentences.extend(
            own(held)
                .into_iter()
                .map(|sentence| about(subject, &sentence)),
        );
        inner = held;
        depth += 1;
    }
    sentences
}

/// The same sentence about a part.
fn about(subject: &str, sentence: &str) -> String {
    if let Some(rest) = sentence.strip_prefix("Must ") {
        return format!("{subject} must {rest}");
    }
    let mut chars = sentence.chars();
    let first = chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect::<String>();
    format!("{subject}: {first}{}", chars.as_str())
}

fn own(value: &TypeUse) -> Vec<String> {
    // Every limit is named, so that the compiler asks for a new one here as well.
    let Constraints {
        minimum,
        maximum,
        multiple_of,
        min_length,
        max_length,
        pattern,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
        object: _,
        values,
        conditions,
    } = &value.constraints;
    let mut sentences = Vec::new();
    sentences.extend(range(*minimum, *maximum));
    if let Some(divisor) = *multiple_of {
        sentences.push(format!("Must be a multiple of {}.", number(divisor)));
    }
    sentences.extend(count(*min_length, *max_length, "character", "characters"));
    if let Some(pattern) = pattern {
        sentences.push(format!("Must match {}.", code(pattern)));
    }
    sentences.extend(count(*min_items, *max_items, "item", "items"));
    if *unique_items {
        sentences.push("Items must be unique.".to_owned());
    }
    sentences.extend(count(*min_properties, *max_properties, "entry", "entries"));
    match values.as_slice() {
        [] => {}
        [value] => sentences.push(format!("Must be {}.", code(&literal::json(value)))),
        values => {
            let values: Vec<_> = values
                .iter()
                .map(|value| code(&literal::json(value)))
                .collect();
            sentences.push(format!("Must be one of {}.", values.join(", ")));
        }
    }
    for condition in conditions {
        sentences.push(format!("Must keep to {}.", code(&literal::json(condition))));
    }
    sentences
}

fn range(minimum: Option<Bound>, maximum: Option<Bound>) -> Option<String> {
    let lower = minimum.map(|bound| match bound {
        Bound::Inclusive(limit) => format!("at least {}", number(limit)),
        Bound::Exclusive(limit) => format!("greater than {}", number(limit)),
    });
    let upper = maximum.map(|bound| match bound {
        Bound::Inclusive(limit) => format!("at most {}", number(limit)),
        Bound::Exclusive(limit) => format!("less than {}", number(limit)),
    });
    match (lower, upper) {
        (None, None) => None,
        (Some(limit), None) | (None, Some(limit)) => Some(format!("Must be {limit}.")),
        (Some(lower), Some(upper)) => Some(format!("Must be {lower} and {upper}.")),
    }
}

fn count(least: Option<u64>, most: Option<u64>, one: &str, many: &str) -> Option<String> {
    let unit = |count: u64| if count == 1 { one } else { many };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), None) => Some(format!("At least {least} {}.", unit(least))),
        (None, Some(most)) => Some(format!("At most {most} {}.", unit(most))),
        (Some(least), Some(most)) if least == most => {
            Some(format!("Exactly {least} {}.", unit(least)))
        }
        (Some(least), Some(most)) => Some(format!("Between {least} and {most} {many}.")),
    }
}

fn number(number: Number) -> String {
    match number {
        Number::Int(number) => literal::integer(number),
        Number::Float(number) => format!("{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{list, map, plain};
    use codegen_model::Constraints;

    #[test]
    fn every_limit_has_words() {
        let mut text = plain(Type::String);
        text.constraints = Constraints {
            min_length: Some(1),
            max_length: Some(64),
            pattern: Some("^`$".to_owned()),
            ..Constraints::default()
        };
        assert_eq!(
            sentences(&text).join(" "),
            "Between 1 and 64 characters. Must match ``^`$``."
        );

        let mut number = plain(Type::Int64);
        number.constraints = Constraints {
            minimum: Some(Bound::Exclusive(Number::Int(0))),
            maximum: Some(Bound::Inclusive(Number::Int(100_000))),
            multiple_of: Some(Number::Int(5)),
            ..Constraints::default()
        };
        assert_eq!(
            sentences(&number).join(" "),
            "Must be greater than 0 and at most 100_000. Must be a multiple of 5."
        );

        let mut items = list(number);
        items.constraints = Constraints {
            min_items: Some(2),
            max_items: Some(2),
            unique_items: true,
            ..Constraints::default()
        };
        assert_eq!(
            sentences(&items).join(" "),
            "Exactly 2 items. Items must be unique. Each item must be greater than 0 and at most 100_000. \
             Each item must be a multiple of 5."
        );

        let mut entries = map(text);
        entries.constraints = Constraints {
            max_properties: Some(1),
            ..Constraints::default()
        };
        assert_eq!(
            sentences(&entries).join(" "),
            "At most 1 entry. Each value: between 1 and 64 characters. Each value must match ``^`$``."
        );
    }

    #[test]
    fn no_limit_has_no_words() {
        assert!(sentences(&list(plain(Type::String))).is_empty());
    }
}
