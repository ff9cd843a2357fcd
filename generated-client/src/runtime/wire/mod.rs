//! How typed values become text on the wire and back.
//!
//! Knows serde and the platform's habits: `null` for nothing, unknown members, lists flattened into
//! queries. Gives generated code the few helpers it is made of. Must never know an action.

mod choice;
mod empty;
mod flat;
mod lenient;
mod locate;
mod number;
mod read;
mod record;
mod table;
mod unescape;
mod union;
pub(in crate::runtime) mod unknown;
pub mod untagged;
mod value;
mod view;

#[cfg(test)]
mod tests;

pub use self::choice::{Choice, Open, Wire, alike, debug_choice};
pub use self::empty::Empty;
pub(in crate::runtime) use self::flat::{flatten, not_finite};
pub use self::number::JsonNumber;
pub use self::read::{ByDefault, Read};
#[cfg(feature = "cli")]
pub(in crate::runtime) use self::record::in_part;
pub use self::record::{Member, read_request};
pub use self::table::{Row, Table, debug, held, table};
pub use self::unknown::Unknown;
pub use self::value::Value;
pub use self::view::{View, equal, same, write};

pub(in crate::runtime) use self::lenient::read_leniently;
pub(in crate::runtime) use self::locate::locate;
pub(in crate::runtime) use self::read::As;
pub(in crate::runtime) use self::record::Name;
pub(in crate::runtime) use self::unescape::{ESCAPE, code_unit, unescape};
pub(in crate::runtime) use self::view::Written;
