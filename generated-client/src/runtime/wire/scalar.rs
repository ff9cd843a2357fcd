//! Texts, numbers and truth values.
//!
//! Knows how servers write them: `"12"` for 12, `12` for `"12"`. Gives each type that stands for one
//! of them its two ways. Must never change the value of a number on the way.

use super::value::{Place, Slot, Value};
use super::view::View;

/// A text, a number or a truth value, as it was read.
#[derive(Debug, Clone, Copy)]
pub enum Read<'a> {
    /// A truth value.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer beyond the signed ones.
    Unsigned(u64),
    /// A number with a fraction or an exponent.
    Double(f64),
    /// A text.
    Text(&'a str),
}

impl Read<'_> {
    /// The value as an integer; with `convert` the one that another form stands for.
    pub fn integer(self, convert: bool) -> Option<i64> {
        if convert {
            converted(self)
        } else {
            integer(self)
        }
    }

    /// The value as a text; with `convert` the one that another form is written as.
    pub fn text(self, convert: bool) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.to_owned()),
            _ => convert.then(|| written(self)),
        }
    }
}

/// A place for a text, a number or a truth value.
pub trait Scalar {
    /// What is expected here, for errors.
    fn expected(&self) -> &'static str;

    /// Takes a value of the form that is expected; `false` if it is of another one.
    fn take(&mut self, read: Read<'_>) -> bool;

    /// Takes a value that another form stands for: `"12"` where a number is expected; `false` if
    /// nothing does.
    fn convert(&mut self, read: Read<'_>) -> bool;
}

macro_rules! scalar {
    ($type:ty, $expected:literal, $view:expr, $take:expr, $convert:expr) => {
        impl Value for $type {
            fn view(&self) -> View<'_> {
                let view: fn(&$type) -> View<'_> = $view;
                view(self)
            }
        }

        impl Place for $type {
            fn blank() -> Self {
                Self::default()
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Scalar(self)
            }
        }

        impl Scalar for $type {
            fn expected(&self) -> &'static str {
                $expected
            }

            fn take(&mut self, read: Read<'_>) -> bool {
                let take: fn(Read<'_>) -> Option<$type> = $take;
                set(self, take(read))
            }

            fn convert(&mut self, read: Read<'_>) -> bool {
                let convert: fn(Read<'_>) -> Option<$type> = $convert;
                set(self, convert(read))
            }
        }
    };
}

scalar!(
    bool,
    "a boolean",
    |value| View::Bool(*value),
    |read| match read {
        Read::Bool(value) => Some(value),
        _ => None,
    },
    |read| match read {
        Read::Text("true" | "True" | "TRUE") | Read::Integer(1) => Some(true),
        Read::Text("false" | "False" | "FALSE") | Read::Integer(0) => Some(false),
        _ => None,
    }
);

scalar!(
    i32,
    "i32",
    |value| View::Integer((*value).into()),
    |read| integer(read)?.try_into().ok(),
    |read| converted(read)?.try_into().ok()
);

scalar!(
    i64,
    "i64",
    |value| View::Integer(*value),
    integer,
    converted
);

scalar!(f32, "f32", |value| View::Single(*value), single, |read| {
    Some(double(read).or_else(|| parsed(read))? as f32)
});

scalar!(f64, "f64", |value| View::Double(*value), double, parsed);

scalar!(
    String,
    "a string",
    |value| View::Text(value),
    |read| read.text(false),
    |read| read.text(true)
);

fn set<T>(place: &mut T, value: Option<T>) -> bool {
    value.map(|value| *place = value).is_some()
}

fn integer(read: Read<'_>) -> Option<i64> {
    match read {
        Read::Integer(value) => Some(value),
        _ => None,
    }
}

/// The integer that a text or a number without a fraction stands for.
fn converted(read: Read<'_>) -> Option<i64> {
    match read {
        Read::Text(text) => {
            let text = text.trim();
            text.parse().ok().or_else(|| whole(text.parse().ok()?))
        }
        Read::Double(value) => whole(value),
        _ => integer(read),
    }
}

/// The integer that a floating-point number is, where it stands for one alone.
fn whole(value: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i64)
}

fn double(read: Read<'_>) -> Option<f64> {
    match read {
        Read::Integer(value) => Some(value as f64),
        Read::Unsigned(value) => Some(value as f64),
        Read::Double(value) => Some(value),
        Read::Bool(_) | Read::Text(_) => None,
    }
}

fn single(read: Read<'_>) -> Option<f32> {
    double(read).map(|value| value as f32)
}

fn parsed(read: Read<'_>) -> Option<f64> {
    match read {
        Read::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A value as text.
fn written(read: Read<'_>) -> String {
    match read {
        Read::Bool(value) => value.to_string(),
        Read::Integer(value) => value.to_string(),
        Read::Unsigned(value) => value.to_string(),
        Read::Double(value) => value.to_string(),
        Read::Text(text) => text.to_owned(),
    }
}
