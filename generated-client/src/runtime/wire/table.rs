//! Objects, by the table of their members.
//!
//! Knows what a table says of a member. Gives writing, reading, printing and comparing for any table,
//! so that a generated type is its table and nothing else. Must never know a type of generated code.

use std::fmt;

use serde::ser::{SerializeMap, Serializer};

use super::value::Value;
use super::view::{View, Written, equal, write_entries};
use crate::runtime::validate::{Validate, Validator};

/// What a table says of a member, as words that can be joined.
#[allow(
    non_upper_case_globals,
    reason = "they are written as words in the tables of generated types"
)]
pub mod held {
    /// Always written, and demanded when a request is read.
    pub const required: u8 = 0b100;
    /// Left out when there is no value.
    pub const optional: u8 = 0;
    /// Written as null when there is no value, and demanded when a request is read.
    pub const or_null: u8 = 0b1000;
    /// Left out when it is an empty list or map.
    pub const unless_empty: u8 = 0b01;
    /// Not shown by `Debug`.
    pub const secret: u8 = 0b10;
}

/// A member: its name as it travels, what the table says of it, and its value.
///
/// What has no name as it travels are the members beyond the named ones.
pub type Row<'a> = (&'static str, u8, &'a dyn Value);

/// The members of an object, in the order in which they are written.
pub struct Table<'a> {
    /// Names of the type and of its fields, in the order of the rows, separated by blanks.
    names: &'static str,
    rows: Vec<Row<'a>>,
    /// The object, if it has limits of its own; an alternative of a union has those of the union, too.
    limited: Vec<&'a dyn Validate>,
}

impl<'a> Table<'a> {
    /// The same table, of a value with limits of its own.
    #[must_use]
    pub fn limited(mut self, value: &'a dyn Validate) -> Self {
        self.limited.push(value);
        self
    }

    /// The rows.
    pub(in crate::runtime) fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// Reports what violates the limits of the object itself.
    pub(in crate::runtime) fn validate(&self, v: &mut Validator<'_>) {
        for limited in &self.limited {
            limited.validate(v);
        }
    }

    /// Writes the object.
    pub(super) fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A length of zero would be final for some formats, but further members may still follow.
        let length = (!self.rows.is_empty()).then_some(self.rows.len());
        let mut object = serializer.serialize_map(length)?;
        for (name, held, value) in &self.rows {
            match value.view() {
                View::Nothing if held & held::or_null == 0 => {}
                View::Map(map) if name.is_empty() => write_entries(map, &mut object)?,
                view if held & held::unless_empty != 0 && view.is_empty() => {}
                _ => object.serialize_entry(name, &Written(*value))?,
            }
        }
        object.end()
    }

    /// Whether another object is of the same type and all members are equal.
    pub(super) fn equals(&self, other: &Self) -> bool {
        let mut pairs = self.rows.iter().zip(&other.rows);
        self.names == other.names && pairs.all(|(a, b)| equal(a.2, b.2))
    }

    /// The first member that must be given and is not, as `is_given` tells by name. Its second argument is
    /// whether null is a value of the member.
    pub(super) fn missing(&self, is_given: impl Fn(&str, bool) -> bool) -> Option<&'static str> {
        let mut rows = self.rows.iter();
        let missing = rows.find(|(name, held, value)| {
            let may_be_null = held & held::or_null != 0 || matches!(value.view(), View::Json(_));
            held & (held::required | held::or_null) != 0 && !is_given(name, may_be_null)
        });
        missing.map(|(name, ..)| *name)
    }

    /// Prints the object without its secrets.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = self.names.split_ascii_whitespace();
        let mut output = f.debug_struct(names.next().unwrap_or_default());
        for (field, (_, held, value)) in names.zip(&self.rows) {
            let field = field.strip_prefix("r#").unwrap_or(field);
            if held & held::secret == 0 || value.view().is_empty() {
                output.field(field, value);
            } else {
                output.field(field, &format_args!("***"));
            }
        }
        output.finish()
    }
}

/// The table of a type. `names` are its own and those of its fields, separated by blanks.
pub fn table<'a, const ROWS: usize>(names: &'static str, rows: [Row<'a>; ROWS]) -> Table<'a> {
    Table {
        names,
        rows: Vec::from(rows),
        limited: Vec::new(),
    }
}

/// Prints an object without its secrets.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug<T: Value>(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value.table().debug(f)
}

/// Makes a structure an object by the table of its members: `"AppId" => app_id: required`, or
/// `"NickName" => nick_name.clone(): optional` if the field's type is not `Copy`.
///
/// From the table follow writing and reading, `Debug`, which does not show secrets, equality, and `Clone`,
/// which compiles faster than a derived one, since it copies what can be copied. What is sent is written, what
/// is received is read. A type that implements `Validate` for limits of its own is `Type: limited`. The feature
/// `full-serde` adds the other direction, and the traits of `serde` for both.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($way:ident $type:ident $(: $limited:ident)? {
        $($wire:literal $(| $alias:literal)* => $field:ident $(.$clone:ident())?: $($held:ident)+,)*
        $(.. => $rest:ident,)?
    }) => {
        impl $crate::runtime::generated::Value for $type {
            fn table(&self) -> $crate::runtime::generated::Table<'_> {
                $crate::runtime::generated::table(stringify!($type $($field)* $($rest)?), [
                    $((
                        $wire,
                        $($crate::runtime::generated::held::$held)|+,
                        &self.$field,
                    ),)*
                    $(("", 0, &self.$rest),)?
                ])
                $(.$limited(self))?
            }
        }

        impl Clone for $type {
            fn clone(&self) -> Self {
                Self {
                    $($field: self.$field $(.$clone())?,)*
                    $($rest: self.$rest.clone(),)?
                }
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::generated::debug(self, f)
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::generated::same(self, other)
            }
        }

        $crate::__directions!($way $type {
            $crate::__read!($way $type { $($wire $(| $alias)* => $field,)* } $($rest)?);
        });
    };
}

/// An object that is read. What is only sent has no default where something is required: it begins as
/// its builder does, and what its builder demands must be there.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    (sent $type:ident { $($wire:literal $(| $alias:literal)* => $field:ident,)* } $($rest:ident)?) => {
        impl $crate::runtime::generated::Read for $type {
            type Blank = ();

            fn read<'de, D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::runtime::generated::read_request(Self::builder().value, deserializer)
            }

            $crate::__read!(@member { $($wire $(| $alias)* => $field,)* } $($rest)?);

            fn known_as(name: &str) -> &str {
                match name {
                    $($($alias => $wire,)*)*
                    name => name,
                }
            }
        }
    };
    ($way:ident $type:ident { $($wire:pat => $field:ident,)* }) => {
        impl $crate::runtime::generated::Read for $type {
            type Blank = $crate::runtime::generated::ByDefault;

            fn member(&mut self, name: &str, member: impl $crate::runtime::generated::Member) {
                match name {
                    $($wire => member.into(&mut self.$field),)*
                    _ => {}
                }
            }
        }
    };
    ($way:ident $type:ident $($table:tt)*) => {
        impl $crate::runtime::generated::Read for $type {
            type Blank = $crate::runtime::generated::ByDefault;

            $crate::__read!(@member $($table)*);
        }
    };
    (@member { $($wire:pat => $field:ident,)* } $($rest:ident)?) => {
        fn member(&mut self, name: &str, member: impl $crate::runtime::generated::Member) {
            match name {
                $($wire => member.into(&mut self.$field),)*
                _ => $crate::__read!(@rest self name member $($rest)?),
            }
        }
    };
    (@rest $self:ident $name:ident $member:ident) => { {} };
    (@rest $self:ident $name:ident $member:ident $rest:ident) => {
        $member.insert($name, &mut $self.$rest)
    };
}

/// The directions in which a type travels: both.
#[cfg(feature = "full-serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __directions {
    ($way:ident $type:ident { $($read:tt)* }) => {
        $($read)*
        $crate::__serde!($type);
    };
}

/// The directions in which a type travels: what is only sent is not read.
#[cfg(not(feature = "full-serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __directions {
    (sent $type:ident { $($read:tt)* }) => {};
    ($way:ident $type:ident { $($read:tt)* }) => { $($read)* };
}

/// A type for whatever `serde` reads and writes.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($type:ident) => {
        impl $crate::runtime::generated::Serialize for $type {
            fn serialize<S: $crate::runtime::generated::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::runtime::generated::write(self, serializer)
            }
        }

        impl<'de> $crate::runtime::generated::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::runtime::generated::Read::read(deserializer)
            }
        }
    };
}
