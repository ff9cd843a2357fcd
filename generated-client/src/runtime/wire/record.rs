//! Objects, by the table of their members.
//!
//! Knows how a member is written, read, printed and compared, given what the table says of it. Gives
//! all of it for any table, so that a generated type is its table and nothing else. Must never know
//! a type of generated code.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer};
use serde::ser::{Error, SerializeMap, Serializer};

use super::fill::{Fill, Manner};
use super::value::{Place, Value};
use super::view::{self, View, Written, write_entries};

/// What a table says of a member, as words that can be joined.
#[allow(
    non_upper_case_globals,
    reason = "they are written as words in the tables of generated types"
)]
pub mod held {
    /// Always written.
    pub const required: u8 = 0b001;
    /// Left out when there is no value.
    pub const optional: u8 = 0;
    /// Left out when it is an empty list or map.
    pub const unless_empty: u8 = 0b010;
    /// Never shown by `Debug`.
    pub const secret: u8 = 0b100;
    /// Members beyond the named ones.
    pub const rest: u8 = 0b1000;
}

/// A member with its value: its name as it travels, that of its field, what the table says of it.
pub type Member<'a> = (&'static str, &'static str, u8, &'a dyn Value);

/// Writes an object.
pub(super) fn write<S: Serializer>(
    value: &dyn Value,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    value.members(&mut |_, members| {
        result = serializer.take().map(|serializer| write_members(members, serializer));
    });
    result.unwrap_or_else(|| Err(S::Error::custom("an object without a table")))
}

fn write_members<S: Serializer>(
    members: &[Member<'_>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    // A length of zero would be final for some formats, but further members may still follow.
    let length = (!members.is_empty()).then_some(members.len());
    let mut object = serializer.serialize_map(length)?;
    for (name, _, held, value) in members {
        match value.view() {
            View::Nothing => {}
            View::Map(map) if held & held::rest != 0 => write_entries(map, &mut object)?,
            view if held & held::unless_empty != 0 && view.is_empty() => {}
            _ => object.serialize_entry(name, &Written(*value))?,
        }
    }
    object.end()
}

/// Reads an object, or another value, as servers write it.
///
/// # Errors
///
/// Those of the format, when a value does not fit its place.
pub fn read<'de, T: Place, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    fill(Manner::Lenient, deserializer)
}

/// Reads an object, or another value, as callers write it.
///
/// # Errors
///
/// Those of the format, when a value does not fit its place.
pub fn read_strictly<'de, T: Place, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    fill(Manner::Strict, deserializer)
}

fn fill<'de, T: Place, D: Deserializer<'de>>(
    manner: Manner,
    deserializer: D,
) -> Result<T, D::Error> {
    let mut value = T::blank();
    let place = &mut value;
    Fill { place, manner }.deserialize(deserializer)?;
    Ok(value)
}

/// Prints an object, without its secrets.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(value: &dyn Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    value.members(&mut |name, members| {
        let mut output = f.debug_struct(name);
        for (_, field, held, value) in members {
            let field = field.strip_prefix("r#").unwrap_or(field);
            if held & held::secret == 0 || value.view().is_empty() {
                output.field(field, value);
            } else {
                output.field(field, &format_args!("***"));
            }
        }
        result = output.finish();
    });
    result
}

/// Whether two objects are of the same type and all their members are equal.
pub(super) fn equal(a: &dyn Value, b: &dyn Value) -> bool {
    let mut is_equal = false;
    a.members(&mut |a_name, a| {
        b.members(&mut |b_name, b| {
            is_equal = a_name == b_name
                && a.len() == b.len()
                && a.iter().zip(b).all(|(a, b)| view::equal(a.3, b.3));
        });
    });
    is_equal
}

/// Makes a structure an object by the table of its members: `"AppId" => app_id: required`.
///
/// From the table follow writing and reading, `Debug`, which does not show secrets, and equality.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($way:ident $type:ident {
        $($wire:literal $(| $alias:literal)* => $field:ident: $($held:ident)+,)*
        $(.. => $rest:ident,)?
    }) => {
        impl $crate::runtime::generated::Value for $type {
            fn members(
                &self,
                see: &mut dyn FnMut(&'static str, &[$crate::runtime::generated::Member<'_>]),
            ) {
                see(stringify!($type), &[
                    $((
                        $wire,
                        stringify!($field),
                        $($crate::runtime::generated::held::$held)|+,
                        &self.$field,
                    ),)*
                    $((
                        "",
                        stringify!($rest),
                        $crate::runtime::generated::held::rest,
                        &self.$rest,
                    ),)?
                ]);
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::generated::debug(self, f)
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::generated::equal(self, other)
            }
        }

        $crate::__ways!($way {
            $crate::__written!($type);
        } {
            $crate::__read!($way $type $($wire $(| $alias)* => $field,)* $(.. => $rest,)?);
        } {});
    };
}
/// An object that is written.
#[doc(hidden)]
#[macro_export]
macro_rules! __written {
    ($type:ident) => {
        impl $crate::runtime::generated::Serialize for $type {
            fn serialize<S: $crate::runtime::generated::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::runtime::generated::write(self, serializer)
            }
        }
    };
}

/// An object that is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    (sent $type:ident $($table:tt)*) => {
        $crate::__read!(@ $type read_strictly Self::builder().value, $($table)*);
    };
    ($way:ident $type:ident $($table:tt)*) => {
        $crate::__read!(@ $type read Self::default(), $($table)*);
    };
    (@ $type:ident $read:ident $blank:expr, $($wire:pat => $field:ident,)* $(.. => $rest:ident,)?) => {
        impl $crate::runtime::generated::Place for $type {
            fn blank() -> Self {
                $blank
            }

            fn member(&mut self, name: &str) -> Option<&mut dyn $crate::runtime::generated::Place> {
                Some(match name {
                    $($wire => &mut self.$field,)*
                    $(_ => return Some($crate::runtime::generated::Entries::insert(&mut self.$rest, name)),)?
                    #[allow(unreachable_patterns)]
                    _ => return None,
                })
            }
        }

        $crate::__deserialized!($type $read);
    };
}

/// A type that is read by serde.
#[doc(hidden)]
#[macro_export]
macro_rules! __deserialized {
    ($type:ident $read:ident) => {
        impl<'de> $crate::runtime::generated::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::runtime::generated::$read(deserializer)
            }
        }
    };
}

/// What is there for those alone who ask for both ways of every type.
#[cfg(feature = "full-serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __further {
    ($($items:tt)*) => { $($items)* };
}

#[cfg(not(feature = "full-serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __further {
    ($($items:tt)*) => {};
}
