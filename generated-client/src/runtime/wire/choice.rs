//! Enums that keep values they do not name, by the table of their values; and unions of shapes.
//!
//! Knows the two forms in which an enum's values travel, and that alternatives of a union are tried
//! in order. Gives the rest of such types. Must never know a particular one.

use serde::de::DeserializeSeed;
use serde_json::Value as JsonValue;

use super::fill::{Fill, Manner};
use super::record::held;
use super::value::Place;

/// The value as one of a union's alternatives, if it has that shape: of an object, whatever is
/// required must be there.
pub fn attempt<T: Place>(json: &JsonValue) -> Option<T> {
    let mut value = T::blank();
    let fill = Fill {
        place: &mut value,
        manner: Manner::Strict,
    };
    let is_there = fill.deserialize(json).ok()?;
    let mut is_whole = true;
    value.members(&mut |_, members| {
        let mut required = members.iter().filter(|(_, _, held, _)| held & held::required != 0);
        is_whole = required.all(|(name, ..)| json.get(name).is_some());
    });
    (is_there && is_whole).then_some(value)
}

/// Makes an enum by the table of its values: `0 => Member`.
///
/// The enum is open, its last variant is `Unknown`. From the table follow the value as it travels, both
/// ways, and equality by it.
#[doc(hidden)]
#[macro_export]
macro_rules! __values {
    ($type:ident: i64 { $($wire:literal => $name:ident,)* }) => {
        impl $type {
            /// The value as it travels.
            pub fn value(self) -> i64 {
                match self {
                    $(Self::$name => $wire,)*
                    Self::Unknown(unknown) => *unknown.value(),
                }
            }
        }

        impl From<i64> for $type {
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$name,)*
                    _ => Self::Unknown($crate::runtime::generated::unknown(value)),
                }
            }
        }

        $crate::__values!(@ $type value);
    };
    ($type:ident: str { $($wire:literal => $name:ident,)* }) => {
        impl $type {
            /// The value as it travels.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $wire,)*
                    Self::Unknown(unknown) => unknown.value(),
                }
            }
        }

        impl From<&str> for $type {
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$name,)*
                    _ => Self::Unknown($crate::runtime::generated::unknown(value.to_owned())),
                }
            }
        }

        impl From<String> for $type {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        $crate::__values!(@ $type as_str);
    };
    ($way:ident $type:ident: i64 { $($table:tt)* }) => {
        $crate::__values!($type: i64 { $($table)* });
        $crate::__values!(@travels $way $type 0, "i64", Integer(value), integer);
    };
    ($way:ident $type:ident: str { $($table:tt)* }) => {
        $crate::__values!($type: str { $($table)* });
        $crate::__values!(@travels $way $type "", "a string", Text(as_str), text);
    };
    (@ $type:ident $value:ident) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.$value() == other.$value()
            }
        }

        impl Eq for $type {}

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.$value().hash(state);
            }
        }
    };
    (@travels $way:ident $type:ident $blank:literal, $expected:literal, $view:ident($value:ident), $of:ident) => {
        impl $crate::runtime::generated::Value for $type {
            fn view(&self) -> $crate::runtime::generated::View<'_> {
                $crate::runtime::generated::View::$view(self.$value())
            }
        }

        $crate::__ways!($way {
            $crate::__written!($type);
        } {
            impl $crate::runtime::generated::Place for $type {
                fn blank() -> Self {
                    Self::from($blank)
                }

                fn slot(&mut self) -> $crate::runtime::generated::Slot<'_> {
                    $crate::runtime::generated::Slot::Scalar(self)
                }
            }

            impl $crate::runtime::generated::Scalar for $type {
                fn expected(&self) -> &'static str {
                    $expected
                }

                fn take(&mut self, read: $crate::runtime::generated::Read<'_>) -> bool {
                    read.$of(false).map(|value| *self = value.into()).is_some()
                }

                fn convert(&mut self, read: $crate::runtime::generated::Read<'_>) -> bool {
                    read.$of(true).map(|value| *self = value.into()).is_some()
                }
            }

            $crate::__deserialized!($type read);
        } {
            impl Default for $type {
                /// What stands for a missing value.
                fn default() -> Self {
                    Self::from($blank)
                }
            }
        });
    };
}

/// Makes a union by its alternatives: `Text, Node`, in the order in which they are tried.
///
/// One that is received has a last variant `Unknown`; one that is only sent says which alternative is
/// the simplest.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (sent $type:ident = $blank:ident { $($name:ident,)* }) => {
        $crate::__union!(@view $type { $($name,)* });
        $crate::__ways!(sent {
            $crate::__written!($type);
        } {
            $crate::__union!(@read $type { $($name,)* }
                $type::$blank($crate::runtime::generated::Place::blank()),
                |_| Err("it has none of the documented shapes"));
        } {});
    };
    ($way:ident $type:ident { $($name:ident,)* }) => {
        $crate::__union!(@view $type { $($name,)* }
            $type::Unknown(unknown) => $crate::runtime::generated::View::Json(unknown.value()),);
        $crate::__ways!($way {
            $crate::__written!($type);
        } {
            $crate::__union!(@read $type { $($name,)* }
                Self::default(),
                |json| Ok($type::Unknown($crate::runtime::generated::unknown(json))));
        } {
            impl Default for $type {
                /// What stands for a missing value.
                fn default() -> Self {
                    Self::Unknown($crate::runtime::generated::unknown(
                        $crate::runtime::generated::JsonValue::Null,
                    ))
                }
            }
        });
    };
    (@view $type:ident { $($name:ident,)* } $($unknown:tt)*) => {
        impl $crate::runtime::generated::Value for $type {
            fn view(&self) -> $crate::runtime::generated::View<'_> {
                match self {
                    $(Self::$name(value) => $crate::runtime::generated::Value::view(value),)*
                    $($unknown)*
                }
            }

            fn members(
                &self,
                see: &mut dyn FnMut(&'static str, &[$crate::runtime::generated::Member<'_>]),
            ) {
                match self {
                    $(Self::$name(value) => $crate::runtime::generated::Value::members(value, see),)*
                    #[allow(unreachable_patterns)]
                    _ => {}
                }
            }
        }
    };
    (@read $type:ident { $($name:ident,)* } $blank:expr, $otherwise:expr) => {
        impl $crate::runtime::generated::Place for $type {
            fn blank() -> Self {
                $blank
            }

            fn slot(&mut self) -> $crate::runtime::generated::Slot<'_> {
                $crate::runtime::generated::Slot::Any(self)
            }
        }

        impl $crate::runtime::generated::Any for $type {
            fn take(
                &mut self,
                json: $crate::runtime::generated::JsonValue,
            ) -> Result<(), &'static str> {
                let otherwise: fn(_) -> Result<Self, &'static str> = $otherwise;
                let attempt = None
                    $(.or_else(|| $crate::runtime::generated::attempt(&json).map(Self::$name)))*;
                *self = attempt.map_or_else(|| otherwise(json), Ok)?;
                Ok(())
            }
        }

        $crate::__deserialized!($type read);
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
