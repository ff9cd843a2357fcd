//! Objects, by the table of their members.
//!
//! Knows what a table says of a member. Gives writing, reading, printing and comparing for any table,
//! so that a generated type is its table and nothing else. Must never know a type of generated code.

use std::fmt;

use serde::ser::{SerializeMap, Serializer};

use super::value::Value;
use super::view::{View, Written, equal, write_entries};

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

/// A member: its name as it travels, that of its field, what the table says of it, and its value.
///
/// What has no name as it travels are the members beyond the named ones.
pub type Row<'a> = (&'static str, &'static str, u8, &'a dyn Value);

/// The members of an object, in the order in which they are written.
pub struct Table<'a> {
    name: &'static str,
    rows: Vec<Row<'a>>,
}

impl<'a> Table<'a> {
    /// The table of a type of that name.
    pub fn new<const ROWS: usize>(name: &'static str, rows: [Row<'a>; ROWS]) -> Self {
        Self {
            name,
            rows: Vec::from(rows),
        }
    }

    /// Writes the object.
    pub(super) fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A length of zero would be final for some formats, but further members may still follow.
        let length = (!self.rows.is_empty()).then_some(self.rows.len());
        let mut object = serializer.serialize_map(length)?;
        for (name, _, held, value) in &self.rows {
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
        self.name == other.name && pairs.all(|(a, b)| equal(a.3, b.3))
    }

    /// The first member that must be given and is not, as `is_given` tells by name. Its second argument is
    /// whether null is a value of the member.
    pub(super) fn missing(&self, is_given: impl Fn(&str, bool) -> bool) -> Option<&'static str> {
        let mut rows = self.rows.iter();
        let missing = rows.find(|(name, _, held, value)| {
            let may_be_null = held & held::or_null != 0 || matches!(value.view(), View::Json(_));
            held & (held::required | held::or_null) != 0 && !is_given(name, may_be_null)
        });
        missing.map(|(name, ..)| *name)
    }

    /// Prints the object without its secrets.
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct(self.name);
        for (_, field, held, value) in &self.rows {
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

/// Prints an object without its secrets.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(value: &dyn Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value.table().debug(f)
}

/// Makes a structure an object by the table of its members: `"AppId" => app_id: required`.
///
/// From the table follow writing and reading, `Debug`, which does not show secrets, and equality. What
/// is sent is written, what is received is read; the feature `full-serde` adds the other direction.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($way:ident $type:ident {
        $($wire:literal $(| $alias:literal)* => $field:ident: $($held:ident)+,)*
        $(.. => $rest:ident,)?
    }) => {
        impl $crate::runtime::generated::Value for $type {
            fn table(&self) -> $crate::runtime::generated::Table<'_> {
                $crate::runtime::generated::Table::new(stringify!($type), [
                    $((
                        $wire,
                        stringify!($field),
                        $($crate::runtime::generated::held::$held)|+,
                        &self.$field,
                    ),)*
                    $(("", stringify!($rest), 0, &self.$rest),)?
                ])
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
            $crate::__read!($way $type { $($wire $(| $alias)* => $field,)* } $($rest)?);
        } {});
    };
}

/// A type that is written.
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

/// An object that is read. What is only sent has no default where something is required: it begins as
/// its builder does, and what its builder demands must be there.
#[doc(hidden)]
#[macro_export]
macro_rules! __read {
    (sent $type:ident { $($wire:literal $(| $alias:literal)* => $field:ident,)* } $($rest:ident)?) => {
        $crate::__read!(
            @ $type fill_request(Self::builder().value)
            [fn known_as(name: &str) -> &str {
                match name {
                    $($($alias => $wire,)*)*
                    name => name,
                }
            }]
            { $($wire $(| $alias)* => $field,)* } $($rest)?
        );
    };
    ($way:ident $type:ident $($table:tt)*) => {
        $crate::__read!(@ $type fill_record(Self::default()) [] $($table)*);
    };
    (@ $type:ident $fill:ident($blank:expr) [$($known_as:item)?] { $($wire:pat => $field:ident,)* } $($rest:ident)?) => {
        impl $crate::runtime::generated::Record for $type {
            $($known_as)?

            fn read<'de, A: $crate::runtime::generated::MapAccess<'de>>(
                &mut self,
                name: &str,
                member: $crate::runtime::generated::Member<'_, A>,
            ) -> Result<(), A::Error> {
                match name {
                    $($wire => member.into(&mut self.$field),)*
                    _ => $crate::__read!(@rest self name member $($rest)?),
                }
            }
        }

        impl<'de> $crate::runtime::generated::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::runtime::generated::$fill($blank, deserializer)
            }
        }
    };
    (@rest $self:ident $name:ident $member:ident) => { $member.skip() };
    (@rest $self:ident $name:ident $member:ident $rest:ident) => {
        $member.insert($name, &mut $self.$rest)
    };
}

/// The sides of a type for the way in which it travels: written, read, and what stands for a missing
/// value.
#[doc(hidden)]
#[macro_export]
macro_rules! __ways {
    (sent { $($written:tt)* } { $($read:tt)* } { $($missing:tt)* }) => {
        $($written)*
        $crate::__further! { $($read)* }
    };
    (received { $($written:tt)* } { $($read:tt)* } { $($missing:tt)* }) => {
        $($read)*
        $($missing)*
        $crate::__further! { $($written)* }
    };
    (both { $($written:tt)* } { $($read:tt)* } { $($missing:tt)* }) => {
        $($written)*
        $($read)*
        $($missing)*
    };
}

/// What is there for those alone who ask for both ways of every type.
#[cfg(feature = "full-serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __further {
    ($($items:tt)*) => { $($items)* };
}

/// What is there for those alone who ask for both ways of every type.
#[cfg(not(feature = "full-serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __further {
    ($($items:tt)*) => {};
}
