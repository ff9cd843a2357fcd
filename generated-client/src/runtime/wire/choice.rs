//! Enums that keep unknown values, defined by a table of their values; and unions of shapes.
//!
//! Knows the two forms of enum values on the wire, and that the alternatives of a union are tried
//! in order. Gives everything that such a type needs besides its definition. Must never know a
//! particular one.

/// Makes an enum by the table of its values: `0 => Member`.
///
/// The enum is open, its last variant is `Unknown`. From the table follow the value as it travels, both
/// ways, and equality by it. Without a way it neither is written nor read.
#[doc(hidden)]
#[macro_export]
macro_rules! __values {
    ($type:ident: i64 { $($wire:literal => $name:ident,)* }) => {
        impl $type {
            /// The number on the wire.
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

        $crate::__values!(@equal $type value);
    };
    ($type:ident: str { $($wire:literal => $name:ident,)* }) => {
        impl $type {
            /// The string on the wire.
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

        $crate::__values!(@equal $type as_str);
    };
    ($way:ident $type:ident: i64 { $($table:tt)* }) => {
        $crate::__values!($type: i64 { $($table)* });
        $crate::__values!(@travels $way $type Integer(value) i64 0 "What stands for a value that a reply leaves out: zero.");
    };
    ($way:ident $type:ident: str { $($table:tt)* }) => {
        $crate::__values!($type: str { $($table)* });
        $crate::__values!(@travels $way $type Text(as_str) String "" "What stands for a value that a reply leaves out: the empty text.");
    };
    (@equal $type:ident $value:ident) => {
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
    (@travels $way:ident $type:ident $view:ident($value:ident) $held:ident $blank:literal $about_blank:literal) => {
        impl $crate::runtime::generated::Value for $type {
            fn view(&self) -> $crate::runtime::generated::View<'_> {
                $crate::runtime::generated::View::$view(self.$value())
            }
        }

        $crate::__ways!($way {
            $crate::__written!($type);
        } {
            impl<'de> $crate::runtime::generated::Deserialize<'de> for $type {
                fn deserialize<D: $crate::runtime::generated::Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Self, D::Error> {
                    $held::deserialize(deserializer).map(Self::from)
                }
            }
        } {
            impl Default for $type {
                #[doc = $about_blank]
                fn default() -> Self {
                    Self::from($blank)
                }
            }
        });
    };
}

/// Makes a union by its alternatives, in the order in which they are tried: `Text, Node "Id"`, with the
/// members that an object must have to be the alternative. One that is received has a last variant
/// `Unknown`.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (sent $type:ident { $($name:ident $($member:literal)*,)* }) => {
        $crate::__union!(@value $type { $($name)* });
        $crate::__ways!(sent {
            $crate::__written!($type);
        } {
            $crate::__union!(@read $type { $($name [$($member)*])* }
                |_| untagged::fits_none());
        } {});
    };
    ($way:ident $type:ident { $($name:ident $($member:literal)*,)* }) => {
        $crate::__union!(@value $type { $($name)* }
            Self::Unknown(unknown) => $crate::runtime::generated::Value::view(unknown.value()),
            Self::Unknown(_) => $crate::runtime::generated::Table::new("", []),);
        $crate::__ways!($way {
            $crate::__written!($type);
        } {
            $crate::__union!(@read $type { $($name [$($member)*])* }
                |json| Ok(Self::Unknown($crate::runtime::generated::unknown(json))));
        } {
            impl Default for $type {
                /// What stands for a value that a reply leaves out: `null`.
                fn default() -> Self {
                    Self::Unknown($crate::runtime::generated::unknown(
                        $crate::runtime::generated::JsonValue::Null,
                    ))
                }
            }
        });
    };
    (sent $type:ident by $tag:tt $(($tagged:literal))? { $($name:ident => $shape:expr,)* }) => {
        $crate::__union!(@value $type { $($name)* });
        $crate::__ways!(sent {
            $crate::__written!($type);
        } {
            $crate::__union!(@ranked $type [$tag $(($tagged))?] { $($name => $shape,)* }
                |_| untagged::fits_none());
        } {});
    };
    ($way:ident $type:ident by $tag:tt $(($tagged:literal))? { $($name:ident => $shape:expr,)* }) => {
        $crate::__union!(@value $type { $($name)* }
            Self::Unknown(unknown) => $crate::runtime::generated::Value::view(unknown.value()),
            Self::Unknown(_) => $crate::runtime::generated::Table::new("", []),);
        $crate::__ways!($way {
            $crate::__written!($type);
        } {
            $crate::__union!(@ranked $type [$tag $(($tagged))?] { $($name => $shape,)* }
                |json| Ok(Self::Unknown($crate::runtime::generated::unknown(json))));
        } {
            impl Default for $type {
                /// What stands for a value that a reply leaves out: `null`.
                fn default() -> Self {
                    Self::Unknown($crate::runtime::generated::unknown(
                        $crate::runtime::generated::JsonValue::Null,
                    ))
                }
            }
        });
    };
    (@ranked $type:ident [$tag:expr] { $($name:ident => $shape:expr,)* } |$json:pat_param| $otherwise:expr) => {
        impl<'de> $crate::runtime::generated::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                use $crate::runtime::generated::{JsonValue, untagged};

                const SHAPES: &[untagged::Shape] = &[$($shape),*];
                let attempts: &[fn(&JsonValue) -> Option<Self>] =
                    &[$(|json| untagged::attempt(json, &[]).map(Self::$name)),*];
                let json = untagged::buffer(deserializer)?;
                for index in untagged::ranked(&json, $tag, SHAPES) {
                    if let Some(value) = attempts[index](&json) {
                        return Ok(value);
                    }
                }
                let $json = json;
                $otherwise
            }
        }
    };
    (@value $type:ident { $($name:ident)* } $($view:pat => $value:expr, $pattern:pat => $table:expr,)?) => {
        impl $crate::runtime::generated::Value for $type {
            fn view(&self) -> $crate::runtime::generated::View<'_> {
                match self {
                    $(Self::$name(value) => $crate::runtime::generated::Value::view(value),)*
                    $($view => $value,)?
                }
            }

            fn table(&self) -> $crate::runtime::generated::Table<'_> {
                match self {
                    $(Self::$name(value) => $crate::runtime::generated::Value::table(value),)*
                    $($pattern => $table,)?
                }
            }
        }
    };
    (@read $type:ident { $($name:ident [$($member:literal)*])* } |$json:pat_param| $otherwise:expr) => {
        impl<'de> $crate::runtime::generated::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                use $crate::runtime::generated::untagged;

                let json = untagged::buffer(deserializer)?;
                $(if let Some(value) = untagged::attempt(&json, &[$($member),*]) {
                    return Ok(Self::$name(value));
                })*
                let $json = json;
                $otherwise
            }
        }
    };
}
