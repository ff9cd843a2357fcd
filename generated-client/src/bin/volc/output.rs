//! Standard output.
//!
//! Knows that whoever reads it may leave early. Gives text and JSON to it. Must never print anything
//! else than what is asked for.

use std::io::{ErrorKind, Write};

use serde_json::Value;

use crate::failure::{Failure, Status};

/// Prints a text.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Ok(()) => Ok(()),
        // Enough was read, as by `head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::new(
            Status::Other,
            format!("standard output: {error}"),
        )),
    }
}

/// Prints a value as JSON and a line end.
pub(crate) fn json(value: &Value, compact: bool) -> Result<(), Failure> {
    let json = if compact {
        serde_json::to_string(value)
    } else {
        serde_json::to_string_pretty(value)
    };
    let json = json.map_err(|error| Failure::new(Status::Other, error.to_string()))?;
    text(&format!("{json}\n"))
}
