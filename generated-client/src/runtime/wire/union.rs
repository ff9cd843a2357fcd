//! Unions of shapes, defined by a table of their alternatives.
//!
//! Knows that the alternatives of a union are tried in order. Gives everything that a union needs besides
//! its definition. Must never know a particular one.

/// Makes a union by its alternatives, in the order in which they are tried: `Text, Node "Id"`, with the
/// members that an object must have to be the alternative. One that is received has a last variant
/// `Unknown`.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($way:ident $type:ident $(: $limited:ident)? { $($name:ident $($member:literal)*,)* }) => {
        $crate::__union!(@value $way $type ($($limited)?) { $($name)* });
        $crate::__directions!($way $type {
            $crate::__union!(@read $way $type { $($name)* } |json| {
                const REQUIRED: &[&[&str]] = &[$(&[$($member),*]),*];
                untagged::in_order(json, REQUIRED)
            });
        });
    };
    ($way:ident $type:ident $(: $limited:ident)? by $tag:tt $(($tagged:literal))? {
        $($name:ident => $shape:expr,)*
    }) => {
        $crate::__union!(@value $way $type ($($limited)?) { $($name)* });
        $crate::__directions!($way $type {
            $crate::__union!(@read $way $type { $($name)* } |json| {
                const SHAPES: &[untagged::Shape] = &[$($shape),*];
                untagged::ranked(json, $tag $(($tagged))?, SHAPES)
            });
        });
    };
    (@value sent $type:ident ($($limited:ident)?) { $($name:ident)* }) => {
        $crate::__union!(@viewed $type ($($limited)?) { $($name)* });
    };
    (@value $way:ident $type:ident ($($limited:ident)?) { $($name:ident)* }) => {
        $crate::__union!(@viewed $type ($($limited)?) { $($name)* }
            Self::Unknown(unknown) => $crate::runtime::generated::Value::view(unknown.value()),
            Self::Unknown(_) => $crate::runtime::generated::table("", []),);

        impl Default for $type {
            /// What stands for a value that a reply leaves out: `null`.
            fn default() -> Self {
                Self::Unknown($crate::runtime::generated::unknown(
                    $crate::runtime::generated::JsonValue::Null,
                ))
            }
        }
    };
    (@viewed $type:ident ($($limited:ident)?) { $($name:ident)* } $($view:pat => $value:expr, $pattern:pat => $table:expr,)?) => {
        impl $crate::runtime::generated::Value for $type {
            fn view(&self) -> $crate::runtime::generated::View<'_> {
                match self {
                    $(Self::$name(value) => $crate::runtime::generated::Value::view(value),)*
                    $($view => $value,)?
                }
            }

            fn table(&self) -> $crate::runtime::generated::Table<'_> {
                let table = match self {
                    $(Self::$name(value) => $crate::runtime::generated::Value::table(value),)*
                    $($pattern => $table,)?
                };
                table $(.$limited(self))?
            }
        }
    };
    (@read $way:ident $type:ident { $($name:ident)* } |$json:ident| $order:expr) => {
        impl $crate::runtime::generated::Read for $type {
            type Blank = ();

            fn read<'de, D: $crate::runtime::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                use $crate::runtime::generated::{JsonValue, untagged};

                let attempts: &[fn(&JsonValue) -> Option<Self>] =
                    &[$(|json| untagged::attempt(json).map(Self::$name)),*];
                let json = untagged::buffer(deserializer)?;
                let $json = &json;
                for index in $order {
                    if let Some(value) = attempts[index](&json) {
                        return Ok(value);
                    }
                }
                $crate::__union!(@otherwise $way json)
            }
        }
    };
    (@otherwise sent $json:ident) => { untagged::fits_none() };
    (@otherwise $way:ident $json:ident) => {
        Ok(Self::Unknown($crate::runtime::generated::unknown($json)))
    };
}
