//! The platform's API Explorer, from its public backend to documents.
//!
//! Knows the Explorer's interface and its misbehaviour, the layout of a folder of documents, and what the official SDKs know of
//! services. Gives lists of services and actions, documents as text, and what has to be written down about them. Must never know
//! the model, nor how two states of a document are brought together, nor a terminal.
//!
//! ```text
//! transport ─▶ explorer ─▶ document ─▶ prose
//! pace, retry, cache          │
//!                          gather ─▶ record, service file
//! ```

mod address;
pub mod choose;
mod document;
mod error;
mod explorer;
mod facts;
mod gather;
mod json;
mod language;
mod lock;
mod name;
mod prose;
mod record;
mod service_file;
mod transport;

pub use address::{Endpoint, Site};
pub use document::{Delivered, Wanted, digest};
pub use error::{Error, ErrorKind};
pub use explorer::{Action, Explorer, Hit, Service, Version};
pub use gather::Gathered;
pub use language::Language;
pub use lock::Turn;
pub use name::{BadName, checked, folder, plain};
pub use prose::Translated;
pub use record::{RECORD, Record};
pub use service_file::ServiceFile;
pub use transport::{Cache, Counts, Options, Rate};

/// A text from outside as it can be shown on a terminal: one line, no control characters, not too long.
#[must_use]
pub fn shown(text: &str) -> String {
    let plain = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char });
    plain.take(120).collect()
}
