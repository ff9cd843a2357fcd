//! How typed values become text on the wire and back.
//!
//! Knows serde and the platform's habits: `null` for nothing, unknown members, lists flattened into
//! queries. Gives generated code the few helpers it is made of. Must never know an action.

mod choice;
mod empty;
mod fill;
mod flat;
mod locate;
mod number;
mod record;
mod scalar;
pub(in crate::runtime) mod unknown;
mod value;
mod view;

#[cfg(test)]
mod tests;

pub use self::empty::Empty;
pub(in crate::runtime) use self::flat::flatten;
pub use self::choice::attempt;
pub use self::number::JsonNumber;
pub use self::record::{Member, debug, held, read, read_strictly};
pub use self::scalar::{Read, Scalar};
pub use self::value::{Any, Entries, Place, Slot, Value};
pub use self::view::{View, equal, write};
pub use self::unknown::Unknown;

pub(in crate::runtime) use self::locate::locate;
pub(in crate::runtime) use self::fill::Name;
