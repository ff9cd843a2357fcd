//! Values of which a document lists some.
//!
//! Knows the two forms of such values on the wire, and that a newer server may send others. Gives one
//! type that holds a listed value or any other, with all that can be done with it. Must never know a
//! particular enum.

use std::fmt::{self, Debug, Display};
use std::hash::{Hash, Hasher};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::read::Read;
use super::unknown::{Unknown, unknown};
use super::value::Value;
use super::view::{View, write};

/// An enum of the values that a document lists, such as the roles of a member. A field holds it as [`Open`].
pub trait Choice: Copy + Debug + 'static {
    /// How the values travel: `String` or `i64`.
    type Wire: Wire;

    /// Every value, as it travels and as a variant.
    const VALUES: &'static [(<Self::Wire as Wire>::Listed, Self)];

    /// The value on the wire.
    fn raw<'a>(self) -> <Self::Wire as Wire>::Raw<'a> {
        // Any two variants differ in what tells variants apart.
        let variant = std::mem::discriminant(&self);
        let mut values = Self::VALUES.iter();
        let found = values.find(|(_, value)| std::mem::discriminant(value) == variant);
        found.map_or_else(Default::default, |(listed, _)| Self::Wire::listed(listed))
    }
}

/// How the values of an enum travel.
pub trait Wire: Clone + Debug + Default + for<'de> Deserialize<'de> + 'static {
    /// A value in the table of an enum.
    type Listed: Copy + 'static;
    /// A value to look at.
    type Raw<'a>: Copy + Debug + Default + Display + Eq + Hash + Into<View<'a>>;

    /// A listed value to look at.
    fn listed(listed: &Self::Listed) -> Self::Raw<'_>;

    /// The value to look at.
    fn raw(&self) -> Self::Raw<'_>;
}

impl Wire for String {
    type Listed = &'static str;
    type Raw<'a> = &'a str;

    fn listed<'a>(listed: &'a &'static str) -> &'a str {
        listed
    }

    fn raw(&self) -> &str {
        self
    }
}

impl Wire for i64 {
    type Listed = Self;
    type Raw<'a> = Self;

    fn listed(listed: &Self) -> Self {
        *listed
    }

    fn raw(&self) -> Self {
        *self
    }
}

/// A value that a document lists, or any other: one of a newer server, or one that the caller sends
/// anyway. It travels unchanged.
///
/// A variant of the enum becomes one, and so does a raw value, among whose forms is that of the listed
/// values: `Open::from(1)` and `Open::from(Role::Owner)` are the same if 1 stands for the owner.
///
/// ```
/// # #[cfg(feature = "rtc")]
/// # fn example() {
/// use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::Role;
/// use generated_client::runtime::Open;
///
/// let role: Open<Role> = Role::Owner.into();
/// assert!(role == Role::Owner);
/// match role {
///     Open::Known(Role::Owner) => println!("owns the group"),
///     Open::Known(role) => println!("is {role:?}"),
///     Open::Unknown(number) => println!("has a role of a newer server: {}", number.value()),
/// }
/// # }
/// # #[cfg(feature = "rtc")]
/// # example();
/// ```
pub enum Open<E: Choice> {
    /// A value that the document lists.
    Known(E),
    /// A value that this version of the client does not know.
    Unknown(Unknown<E::Wire>),
}

impl<E: Choice> Open<E> {
    /// The variant of the enum, if the document lists the value.
    pub fn known(&self) -> Option<E> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Unknown(_) => None,
        }
    }

    fn raw(&self) -> <E::Wire as Wire>::Raw<'_> {
        match self {
            Self::Known(value) => value.raw(),
            Self::Unknown(unknown) => unknown.value().raw(),
        }
    }

    fn listed(raw: <E::Wire as Wire>::Raw<'_>) -> Option<Self> {
        let mut values = E::VALUES.iter();
        let found = values.find(|(listed, _)| E::Wire::listed(listed) == raw);
        found.map(|(_, value)| Self::Known(*value))
    }

    fn of(value: E::Wire) -> Self {
        Self::listed(value.raw()).unwrap_or_else(|| Self::Unknown(unknown(value)))
    }
}

impl<E: Choice<Wire = String>> Open<E> {
    /// The string on the wire.
    pub fn as_str(&self) -> &str {
        self.raw()
    }
}

impl<E: Choice<Wire = i64>> Open<E> {
    /// The number on the wire.
    pub fn value(&self) -> i64 {
        self.raw()
    }
}

impl<E: Choice> From<E> for Open<E> {
    fn from(value: E) -> Self {
        Self::Known(value)
    }
}

impl<E: Choice<Wire = String>> From<&str> for Open<E> {
    fn from(value: &str) -> Self {
        Self::listed(value).unwrap_or_else(|| Self::Unknown(unknown(value.to_owned())))
    }
}

impl<E: Choice<Wire = String>> From<String> for Open<E> {
    fn from(value: String) -> Self {
        Self::of(value)
    }
}

impl<E: Choice<Wire = i64>> From<i64> for Open<E> {
    fn from(value: i64) -> Self {
        Self::of(value)
    }
}

impl<E: Choice> Clone for Open<E> {
    fn clone(&self) -> Self {
        match self {
            Self::Known(value) => Self::Known(*value),
            Self::Unknown(unknown) => Self::Unknown(unknown.clone()),
        }
    }
}

impl<E: Choice<Wire: Copy>> Copy for Open<E> {}

impl<E: Choice> Debug for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => Debug::fmt(value, f),
            Self::Unknown(value) => f.debug_tuple("Unknown").field(value.value()).finish(),
        }
    }
}

impl<E: Choice> Display for Open<E> {
    /// Prints the value on the wire.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.raw(), f)
    }
}

impl<E: Choice> PartialEq for Open<E> {
    fn eq(&self, other: &Self) -> bool {
        self.raw() == other.raw()
    }
}

impl<E: Choice> PartialEq<E> for Open<E> {
    fn eq(&self, other: &E) -> bool {
        self.raw() == other.raw()
    }
}

impl<E: Choice> Eq for Open<E> {}

impl<E: Choice> Hash for Open<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw().hash(state);
    }
}

impl<E: Choice> Default for Open<E> {
    /// What stands for a value that a reply leaves out: the empty text, or zero.
    fn default() -> Self {
        Self::of(E::Wire::default())
    }
}

impl<E: Choice> Value for Open<E> {
    fn view(&self) -> View<'_> {
        self.raw().into()
    }
}

impl<E: Choice> Read for Open<E> {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        E::Wire::deserialize(deserializer).map(Self::of)
    }
}

impl<E: Choice> Serialize for Open<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl<'de, E: Choice> Deserialize<'de> for Open<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

/// Prints the name of a variant. `names` are those of all variants, in the order of the table, separated by
/// blanks.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_choice<E: Choice>(value: E, names: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let place = E::VALUES.iter().position(|(_, other)| alike(value, *other));
    let name = place.and_then(|place| names.split_ascii_whitespace().nth(place));
    f.write_str(name.unwrap_or_default())
}

/// Whether two values are the same variant.
pub fn alike<E: Choice>(a: E, b: E) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// Makes an enum a choice by the table of its values: `0 => Member`. Equality, `Clone`, `Copy` and `Debug` are not
/// derived: these compile faster.
#[doc(hidden)]
#[macro_export]
macro_rules! __values {
    ($type:ident: String { $($table:tt)* }) => {
        $crate::__values!(@ $type String (&'static str) { $($table)* });
    };
    ($type:ident: i64 { $($table:tt)* }) => {
        $crate::__values!(@ $type i64 (i64) { $($table)* });
    };
    (@ $type:ident $wire:ident ($listed:ty) { $($value:literal => $name:ident,)* }) => {
        impl $crate::runtime::generated::Choice for $type {
            type Wire = $wire;

            const VALUES: &'static [($listed, Self)] = &[$(($value, Self::$name)),*];
        }

        impl Copy for $type {}

        impl Clone for $type {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::generated::alike(*self, *other)
            }
        }

        impl Eq for $type {}

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::generated::debug_choice(*self, stringify!($($name)*), f)
            }
        }
    };
}
