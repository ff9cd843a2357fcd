//! Values as the members of generated types hold them.
//!
//! Knows every type that a member can have. Gives one way to look at a value, so that writing,
//! comparing and printing are written once for all types. Must never know a member.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_json::Value as JsonValue;

use super::table::{Table, table};
use super::view::View;

/// A value that a member can hold.
///
/// What is not said is that of an object: such a type gives the table of its members alone.
pub trait Value: Debug {
    /// The raw value.
    fn view(&self) -> View<'_> {
        View::Object
    }

    /// The table of an object's members.
    fn table(&self) -> Table<'_> {
        table("", [])
    }
}

/// A list of values.
pub trait List {
    /// How many elements there are.
    fn len(&self) -> usize;

    /// The element at an index.
    fn get(&self, index: usize) -> Option<&dyn Value>;
}

/// A map from texts to values.
pub trait Map {
    /// How many entries there are.
    fn len(&self) -> usize;

    /// The entries, in the order of their keys.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, &dyn Value)> + '_>;
}

macro_rules! scalars {
    ($($type:ty: |$value:ident| $view:expr;)*) => {
        $(impl Value for $type {
            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }
        })*
    };
}

scalars! {
    bool: |value| View::Bool(*value);
    i32: |value| View::Integer((*value).into());
    i64: |value| View::Integer(*value);
    f32: |value| whole(f64::from(*value)).map_or(View::Single(*value), View::Integer);
    f64: |value| whole(*value).map_or(View::Double(*value), View::Integer);
    String: |value| View::Text(value);
    JsonValue: |value| View::Json(value);
}

/// A number without a fraction, as an integer: every service reads `5`, while one that takes integers
/// alone refuses `5.0`. `None` beyond what a float holds exactly, and for negative zero.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0 && number.abs() < EXACT;
    let is_negative_zero = number == 0.0 && number.is_sign_negative();
    // Whole and within 53 bits, so that nothing is cut off.
    (is_whole && !is_negative_zero).then_some(number as i64)
}

impl<T: Value> Value for Option<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Nothing, T::view)
    }

    fn table(&self) -> Table<'_> {
        self.as_ref().map_or(table("", []), T::table)
    }
}

impl<T: Value> Value for Box<T> {
    fn view(&self) -> View<'_> {
        T::view(self)
    }

    fn table(&self) -> Table<'_> {
        T::table(self)
    }
}

impl<T: Value> Value for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Value> {
        self.as_slice().get(index).map(|value| value as &dyn Value)
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Value> Map for BTreeMap<String, T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> Box<dyn Iterator<Item = (&str, &dyn Value)> + '_> {
        Box::new(
            self.iter()
                .map(|(key, value)| (key.as_str(), value as &dyn Value)),
        )
    }
}
