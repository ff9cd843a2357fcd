//! Flattening a request into the name and value pairs of a query or a form.
//!
//! Knows the platform's notation: `Ids.1` for the first element of a list, `Filters.1.Key` for a
//! member inside; and the other layouts that a document may ask for. Gives pairs that are not encoded
//! yet. Must never know where they are sent.

use std::fmt::{self, Display, Write};

use serde::ser::{self, Impossible, Serialize, Serializer};

use crate::runtime::action::QueryStyle;

/// Flattens an object; members that `styles` names are laid out as it says. Absent members and empty
/// lists and maps leave no trace; booleans are `true` and `false`.
///
/// # Errors
///
/// [`FlatError`] when the value is no object, or holds bytes or map keys that are no text.
pub(in crate::runtime) fn flatten<T: Serialize>(
    value: &T,
    styles: &[(&str, QueryStyle)],
) -> Result<Vec<(String, String)>, FlatError> {
    let mut flat = Flat {
        styles,
        ..Flat::default()
    };
    value.serialize(&mut flat)?;
    Ok(flat.pairs)
}

/// Paths of the floating-point numbers in a value that cannot travel: neither JSON nor a query has a
/// form for infinity or for what is not a number.
pub(in crate::runtime) fn not_finite<T: Serialize>(value: &T) -> Vec<(String, f64)> {
    let mut flat = Flat::default();
    // Where it ends early, for what cannot be flattened, sending tells.
    let _ = value.serialize(&mut flat);
    flat.not_finite
}

/// Why a value cannot be flattened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::runtime) struct FlatError(String);

impl Display for FlatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FlatError {}

impl ser::Error for FlatError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Pairs so far, and the path of the value that comes next.
#[derive(Default)]
struct Flat<'s> {
    pairs: Vec<(String, String)>,
    not_finite: Vec<(String, f64)>,
    path: String,
    styles: &'s [(&'s str, QueryStyle)],
}

impl Flat<'_> {
    fn push(&mut self, value: impl Into<String>) -> Result<(), FlatError> {
        if self.path.is_empty() {
            return Err(FlatError(
                "only an object can be flattened into a query".to_owned(),
            ));
        }
        self.pairs.push((self.path.clone(), value.into()));
        Ok(())
    }

    fn unsupported(&self, what: &str) -> FlatError {
        FlatError(format!(
            "{}: {what} cannot be written into a query",
            self.path
        ))
    }

    /// Writes a value one step deeper.
    fn nested<T: Serialize + ?Sized>(
        &mut self,
        step: impl Display,
        value: &T,
    ) -> Result<(), FlatError> {
        let length = self.path.len();
        let dot = if length == 0 { "" } else { "." };
        // Writing to a `String` cannot fail.
        let _ = write!(self.path, "{dot}{step}");
        let result = match self.style() {
            None => value.serialize(&mut *self),
            Some(style) => self.laid_out(style, value),
        };
        self.path.truncate(length);
        result
    }

    /// What is said about the layout of the value that comes next.
    fn style(&self) -> Option<QueryStyle> {
        let is_number = |step: &&str| step.bytes().all(|byte| byte.is_ascii_digit());
        let names = |path: &str| {
            path.split('.')
                .filter(|step| !is_number(step))
                .eq(self.names())
        };
        let (_, style) = self.styles.iter().find(|(path, _)| names(path))?;
        // The number of an item is no name: what is said about the list was done there.
        let last = self.path.rsplit('.').next().unwrap_or_default();
        (!is_number(&last)).then_some(*style)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let steps = self.path.split('.');
        steps.filter(|step| !step.bytes().all(|byte| byte.is_ascii_digit()))
    }

    fn laid_out<T: Serialize + ?Sized>(
        &mut self,
        style: QueryStyle,
        value: &T,
    ) -> Result<(), FlatError> {
        if style == QueryStyle::Json {
            let text = serde_json::to_string(value).map_err(ser::Error::custom)?;
            return self.push(text);
        }
        let first = self.pairs.len();
        value.serialize(&mut *self)?;
        let items = self.pairs.split_off(first);
        match style {
            QueryStyle::Joined(separator) if !items.is_empty() => {
                let texts: Vec<String> = items.into_iter().map(|(_, text)| text).collect();
                self.push(texts.join(separator.encode_utf8(&mut [0; 4])))
            }
            _ => {
                let name = &self.path;
                let items = items.into_iter().map(|(_, text)| (name.clone(), text));
                self.pairs.extend(items);
                Ok(())
            }
        }
    }
}

/// A list being written: the number of its last element.
struct FlatList<'a, 's> {
    flat: &'a mut Flat<'s>,
    last: usize,
}

impl FlatList<'_, '_> {
    fn next<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FlatError> {
        self.last += 1;
        self.flat.nested(self.last, value)
    }
}

/// An object being written: the name of its next member.
struct FlatMap<'a, 's> {
    flat: &'a mut Flat<'s>,
    name: String,
}

macro_rules! as_text {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<(), FlatError> {
            self.push(value.to_string())
        })*
    };
}

impl<'a, 's> Serializer for &'a mut Flat<'s> {
    type Ok = ();
    type Error = FlatError;
    type SerializeSeq = FlatList<'a, 's>;
    type SerializeTuple = FlatList<'a, 's>;
    type SerializeTupleStruct = FlatList<'a, 's>;
    type SerializeTupleVariant = Impossible<(), FlatError>;
    type SerializeMap = FlatMap<'a, 's>;
    type SerializeStruct = FlatMap<'a, 's>;
    type SerializeStructVariant = Impossible<(), FlatError>;

    as_text! {
        serialize_bool: bool, serialize_char: char,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_f32(self, value: f32) -> Result<(), FlatError> {
        if !value.is_finite() {
            self.not_finite.push((self.path.clone(), value.into()));
        }
        self.push(value.to_string())
    }

    fn serialize_f64(self, value: f64) -> Result<(), FlatError> {
        if !value.is_finite() {
            self.not_finite.push((self.path.clone(), value));
        }
        self.push(value.to_string())
    }

    fn serialize_str(self, value: &str) -> Result<(), FlatError> {
        self.push(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), FlatError> {
        Err(self.unsupported("bytes"))
    }

    fn serialize_none(self) -> Result<(), FlatError> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), FlatError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), FlatError> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), FlatError> {
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), FlatError> {
        self.push(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), FlatError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), FlatError> {
        self.nested(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<FlatList<'a, 's>, FlatError> {
        Ok(FlatList {
            flat: self,
            last: 0,
        })
    }

    fn serialize_tuple(self, _: usize) -> Result<FlatList<'a, 's>, FlatError> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<FlatList<'a, 's>, FlatError> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, FlatError> {
        Err(self.unsupported("a variant with several values"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<FlatMap<'a, 's>, FlatError> {
        Ok(FlatMap {
            flat: self,
            name: String::new(),
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<FlatMap<'a, 's>, FlatError> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, FlatError> {
        Err(self.unsupported("a variant with members"))
    }
}

macro_rules! list {
    ($($trait:ident $method:ident),*) => {
        $(impl ser::$trait for FlatList<'_, '_> {
            type Ok = ();
            type Error = FlatError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FlatError> {
                self.next(value)
            }

            fn end(self) -> Result<(), FlatError> {
                Ok(())
            }
        })*
    };
}

list!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);

impl ser::SerializeMap for FlatMap<'_, '_> {
    type Ok = ();
    type Error = FlatError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), FlatError> {
        // A key is flattened like a value of its own and must come out as exactly one text.
        let mut flat = Flat {
            path: "key".to_owned(),
            ..Flat::default()
        };
        key.serialize(&mut flat)?;
        match flat.pairs.pop() {
            Some((path, name)) if path == "key" && flat.pairs.is_empty() => {
                self.name = name;
                Ok(())
            }
            _ => Err(self.flat.unsupported("a key that is not a string")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), FlatError> {
        self.flat.nested(&self.name, value)
    }

    fn serialize_entry<K: Serialize + ?Sized, T: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &T,
    ) -> Result<(), FlatError> {
        self.serialize_key(key)?;
        self.serialize_value(value)
    }

    fn end(self) -> Result<(), FlatError> {
        Ok(())
    }
}

impl ser::SerializeStruct for FlatMap<'_, '_> {
    type Ok = ();
    type Error = FlatError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), FlatError> {
        self.flat.nested(name, value)
    }

    fn end(self) -> Result<(), FlatError> {
        Ok(())
    }
}
