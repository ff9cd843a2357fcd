//! Reading an object member by member, through one visitor for all types.
//!
//! Knows that `null` means nothing, that unknown members are no mistake, and that a reply may lack
//! what a request must have. Gives generated types, which say by one `match` where a member belongs, all
//! the rest of reading. Must never know a format.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::read::{As, Blank, Read};
use super::value::Value;

/// The unread value of a member. It is skipped unless it is taken.
///
/// It says nothing of the format, and keeps its error: a function that takes one is compiled for every type.
pub trait Member {
    /// Reads the value into its place; `null` leaves there what is there.
    fn into<T: Read>(self, place: &mut T);

    /// Reads the value of a member beyond the named ones; a `null` is left out.
    fn insert<T: Read>(self, name: &str, map: &mut BTreeMap<String, T>);
}

/// The member whose value comes next in an object.
struct Next<'a, A, E> {
    map: &'a mut A,
    /// Whether the value is one that was taken, and not `null`, once somebody has read it.
    is_given: &'a mut Option<Result<bool, E>>,
}

impl<'de, A: MapAccess<'de>> Next<'_, A, A::Error> {
    fn take<T: Read>(self, put: impl FnOnce(T)) {
        let value = self.map.next_value::<Option<As<T>>>();
        *self.is_given = Some(value.map(|value| value.map(|As(value)| put(value)).is_some()));
    }
}

impl<'de, A: MapAccess<'de>> Member for Next<'_, A, A::Error> {
    fn into<T: Read>(self, place: &mut T) {
        self.take(|value| *place = value);
    }

    fn insert<T: Read>(self, name: &str, map: &mut BTreeMap<String, T>) {
        self.take(|value| {
            map.insert(name.to_owned(), value);
        });
    }
}

/// Reads the next value of an object into the member of a record, and says whether there was one.
fn read_member<'de, R: Read, A: MapAccess<'de>>(
    record: &mut R,
    name: &str,
    map: &mut A,
) -> Result<bool, A::Error> {
    let mut is_given = None;
    let next = Next {
        map: &mut *map,
        is_given: &mut is_given,
    };
    record.member(name, next);
    is_given.unwrap_or_else(|| map.next_value::<IgnoredAny>().map(|_| false))
}

/// Reads an object into a record that begins blank.
pub(super) fn read_record<'de, R: Read, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<R, D::Error> {
    match R::Blank::blank() {
        Some(blank) => deserializer.deserialize_map(RecordVisitor(blank)),
        None => Err(D::Error::custom("values of this type are not read")),
    }
}

/// Reads an object into a record that begins as `blank`, and must have every required member: a part
/// of a request. Neither a missing member nor `null` says what to send.
///
/// # Errors
///
/// Those of the format, if the value is not an object, a member does not fit or a required one is
/// missing.
pub fn read_request<'de, R: Read + Value, D: Deserializer<'de>>(
    blank: R,
    deserializer: D,
) -> Result<R, D::Error> {
    if PARTS.get() {
        return deserializer.deserialize_map(RecordVisitor(blank));
    }
    deserializer.deserialize_map(RequestVisitor(blank))
}

thread_local! {
    /// Whether requests are read that may lack members.
    static PARTS: Cell<bool> = const { Cell::new(false) };
}

/// Reads a request that may lack required members. Its reader finds out which, and tells all of them at
/// once.
#[cfg(feature = "cli")]
pub(in crate::runtime) fn in_part<T>(read: impl FnOnce() -> T) -> T {
    struct Restore(bool);

    impl Drop for Restore {
        fn drop(&mut self) {
            PARTS.set(self.0);
        }
    }

    let _restore = Restore(PARTS.replace(true));
    read()
}

struct RecordVisitor<R>(R);

impl<'de, R: Read> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OBJECT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut record = self.0;
        while let Some(name) = map.next_key_seed(Name)? {
            read_member(&mut record, &name, &mut map)?;
        }
        Ok(record)
    }
}

struct RequestVisitor<R>(R);

impl<'de, R: Read + Value> Visitor<'de> for RequestVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(OBJECT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut record = self.0;
        let mut given = Vec::new();
        while let Some(name) = map.next_key_seed(Name)? {
            let is_given = read_member(&mut record, &name, &mut map)?;
            given.push((name, is_given));
        }
        let is_given = |wanted: &str, may_be_null: bool| {
            let mut given = given.iter();
            // A member of any type may well be `null`.
            given.any(|(name, is_given)| R::known_as(name) == wanted && (*is_given || may_be_null))
        };
        match record.table().missing(is_given) {
            Some(missing) => Err(A::Error::missing_field(missing)),
            None => Ok(record),
        }
    }
}

/// What a record is read from.
const OBJECT: &str = "an object";

/// Reads a member's name, borrowed from the text wherever it stands there as it is.
pub(in crate::runtime) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}
