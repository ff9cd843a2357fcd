//! What an action takes and gives, as data.
//!
//! Knows what a document says about members, values and errors. Gives plain constants, nested like
//! the JSON on the wire. Must never know the width of a terminal.

use std::fmt;

/// The documentation of an action. All prose is plain text: a line is a paragraph or an item of a list
/// (`- `, `1. `), however long; one with a tab is code, if the tab starts it, or a row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// One line without a full stop; may be empty.
    pub summary: &'static str,
    /// What the action does beyond the summary; may be empty.
    pub about: &'static str,
    /// The request: its type, and its members without a value of their own.
    pub request: Member,
    /// The result, likewise.
    pub result: Member,
    /// Names of the documented error codes; [`Version::errors`](super::Version::errors) explains them.
    pub errors: &'static [&'static str],
    /// Address of the platform's page about the action.
    pub page: Option<&'static str>,
    /// An example of a body, as JSON.
    pub example: Option<&'static str>,
    /// Whether the platform discourages its use.
    pub is_deprecated: bool,
}

impl Text {
    /// Creates the documentation of an action, without the optional parts.
    pub const fn new(
        summary: &'static str,
        about: &'static str,
        request: Member,
        result: Member,
    ) -> Self {
        Self {
            summary,
            about,
            request,
            result,
            errors: &[],
            page: None,
            example: None,
            is_deprecated: false,
        }
    }

    /// Sets [`errors`](Self::errors).
    pub const fn errors(mut self, codes: &'static [&'static str]) -> Self {
        self.errors = codes;
        self
    }

    /// Sets [`page`](Self::page).
    pub const fn page(mut self, address: &'static str) -> Self {
        self.page = Some(address);
        self
    }

    /// Sets [`example`](Self::example).
    pub const fn example(mut self, body: &'static str) -> Self {
        self.example = Some(body);
        self
    }

    /// Sets [`is_deprecated`](Self::is_deprecated).
    pub const fn deprecated(mut self) -> Self {
        self.is_deprecated = true;
        self
    }
}

/// A member of an object, an alternative of [`Type::OneOf`], or a whole request or result.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Name on the wire. Empty for all further members of an object, and for a whole request or
    /// result.
    pub name: &'static str,
    /// Type of its value.
    pub ty: Type,
    /// What it means, as plain text; may be empty.
    pub about: &'static str,
    /// Constraints on its value, as sentences; may be empty.
    pub limits: &'static str,
    /// Default of the service, as JSON.
    pub default: Option<&'static str>,
    /// Whether a request must have it.
    pub is_required: bool,
    /// Whether its value is a secret.
    pub is_secret: bool,
    /// Whether the platform discourages its use.
    pub is_deprecated: bool,
    /// Members of the object, or alternatives, in its value or in the items of the list or map that
    /// it is.
    pub members: &'static [Member],
    /// Documented values, if there are only a few. Others may appear.
    pub values: &'static [NamedValue],
    /// A member of the same request or result that already lists the same
    /// [`members`](Self::members).
    pub as_in: Option<&'static str>,
}

impl Member {
    /// Creates a member without the optional parts.
    pub const fn new(name: &'static str, ty: Type, about: &'static str) -> Self {
        Self {
            name,
            ty,
            about,
            limits: "",
            default: None,
            is_required: false,
            is_secret: false,
            is_deprecated: false,
            members: &[],
            values: &[],
            as_in: None,
        }
    }

    /// Sets [`limits`](Self::limits).
    pub const fn limits(mut self, sentences: &'static str) -> Self {
        self.limits = sentences;
        self
    }

    /// Sets [`default`](Self::default).
    pub const fn default(mut self, json: &'static str) -> Self {
        self.default = Some(json);
        self
    }

    /// Sets [`is_required`](Self::is_required).
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Sets [`is_secret`](Self::is_secret).
    pub const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// Sets [`is_deprecated`](Self::is_deprecated).
    pub const fn deprecated(mut self) -> Self {
        self.is_deprecated = true;
        self
    }

    /// Sets [`members`](Self::members).
    pub const fn members(mut self, members: &'static [Member]) -> Self {
        self.members = members;
        self
    }

    /// Sets [`values`](Self::values).
    pub const fn values(mut self, values: &'static [NamedValue]) -> Self {
        self.values = values;
        self
    }

    /// Sets [`as_in`](Self::as_in).
    pub const fn as_in(mut self, name: &'static str) -> Self {
        self.as_in = Some(name);
        self
    }
}

/// Type of a value. Displays as a phrase: `list of objects`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// No data.
    Nothing,
    /// A boolean.
    Boolean,
    /// One of a few integers.
    Integer,
    /// A 32-bit integer.
    Int32,
    /// A 64-bit integer.
    Int64,
    /// Any number.
    Number,
    /// Any number, which may be written as a string.
    NumberOrString,
    /// A string.
    String,
    /// Any JSON.
    Json,
    /// An object.
    Object,
    /// One of several types, which are listed like members.
    OneOf,
    /// A list of such values.
    List(&'static Type),
    /// A map from strings to such values.
    Map(&'static Type),
    /// Such a value, or `null`.
    Nullable(&'static Type),
}

impl Type {
    /// The type of the values in all nested lists and maps.
    pub fn innermost(self) -> Self {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.innermost(),
            other => other,
        }
    }

    fn write(self, f: &mut fmt::Formatter<'_>, is_plural: bool) -> fmt::Result {
        let (one, many) = match self {
            Self::Nothing => ("no data", "no data"),
            Self::Boolean => ("boolean", "booleans"),
            Self::Integer => ("integer", "integers"),
            Self::Int32 => ("32-bit integer", "32-bit integers"),
            Self::Int64 => ("64-bit integer", "64-bit integers"),
            Self::Number => ("number", "numbers"),
            Self::NumberOrString => ("number or numeric string", "numbers or numeric strings"),
            Self::String => ("string", "strings"),
            Self::Json => ("any JSON", "any JSON"),
            Self::Object => ("object", "objects"),
            Self::OneOf => ("one of several types", "values of several types"),
            Self::List(_) => ("list of ", "lists of "),
            Self::Map(_) => ("map from strings to ", "maps from strings to "),
            Self::Nullable(_) => ("", ""),
        };
        f.write_str(if is_plural { many } else { one })?;
        match self {
            Self::List(inner) | Self::Map(inner) => inner.write(f, true),
            Self::Nullable(inner) => {
                inner.write(f, is_plural)?;
                f.write_str(" or null")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

/// One of the documented values of a member.
#[derive(Debug, Clone, Copy)]
pub struct NamedValue {
    /// Value on the wire: a string without quotation marks, or an integer.
    pub wire: &'static str,
    /// Name in generated code.
    pub name: &'static str,
    /// What it means, as plain text; may be empty.
    pub about: &'static str,
}

/// A documented error code.
#[derive(Debug, Clone, Copy)]
pub struct ErrorText {
    /// As it travels.
    pub code: &'static str,
    /// Its HTTP status.
    pub status: Option<u16>,
    /// What it means, as plain text; may be empty.
    pub about: &'static str,
}

/// Makes the lists of a version: `ERRORS` and `ACTIONS`.
///
/// A row of a member reads `"Ids": list Int64, required, limits = "At most 10 items." => "What it
/// means."`; its own members follow in braces, the values that it takes in brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! __actions {
    (errors {
        $($code:literal $($status:literal)? => $meaning:literal,)*
    } actions {$(
    $module:ident::$request:ident: $summary:literal {
        $(about: $about:literal)?
        request: $($request_type:ident)+ { $($request_rows:tt)* }
        result: $($result_type:ident)+ { $($result_rows:tt)* }
        $($key:ident $(= $value:expr)?,)*
    })*}) => {
        /// Error codes that are documented for actions of this version.
        pub static ERRORS: &[$crate::runtime::registry::ErrorText] = &[
            $($crate::runtime::registry::ErrorText {
                code: $code,
                status: $crate::__actions!(@status $($status)?),
                about: $meaning,
            },)*
        ];

        /// Every action of this version, in order of their names.
        pub static ACTIONS: &[$crate::runtime::registry::Entry] = &[
            $($crate::runtime::registry::Entry::of::<super::$module::$request>(
                $crate::runtime::registry::Text::new(
                    $summary,
                    concat!($($about)?),
                    $crate::__actions!(@whole $($request_type)+ { $($request_rows)* }),
                    $crate::__actions!(@whole $($result_type)+ { $($result_rows)* }),
                )$(.$key($($value)?))*,
            ),)*
        ];
    };
    (@status) => { None };
    (@status $status:literal) => { Some($status) };
    (@whole $($type:ident)+ { $($rows:tt)* }) => {
        $crate::runtime::registry::Member::new("", $crate::__actions!(@type $($type)+), "")
            .members($crate::__actions!(@members $($rows)*))
    };
    (@members $(
        $name:literal: $($type:ident)+ $(, $key:ident $(= $value:literal)?)* $(=> $about:literal)?
        $({ $($rows:tt)* })? $([ $($wire:literal $($value_name:ident)? $(=> $meaning:literal)?,)* ])?,
    )*) => {
        const {
            &[$(
                $crate::runtime::registry::Member::new(
                    $name,
                    $crate::__actions!(@type $($type)+),
                    concat!($($about)?),
                )
                $(.$key($($value)?))*
                $(.members($crate::__actions!(@members $($rows)*)))?
                $(.values(&[$($crate::runtime::registry::NamedValue {
                    wire: concat!($wire),
                    name: concat!($(stringify!($value_name))?),
                    about: concat!($($meaning)?),
                },)*]))?,
            )*]
        }
    };
    (@type list $($inner:ident)+) => {
        $crate::runtime::registry::Type::List(&$crate::__actions!(@type $($inner)+))
    };
    (@type map $($inner:ident)+) => {
        $crate::runtime::registry::Type::Map(&$crate::__actions!(@type $($inner)+))
    };
    (@type nullable $($inner:ident)+) => {
        $crate::runtime::registry::Type::Nullable(&$crate::__actions!(@type $($inner)+))
    };
    (@type $type:ident) => { $crate::runtime::registry::Type::$type };
}
