//! Source of the request body.
//!
//! Knows files, standard input and the argument itself. Gives the text and the name of its source. Must
//! never parse it.

use std::io::Read;

use crate::failure::{Failure, Status};

/// A body, and the name of its source in messages.
pub(crate) struct Body {
    pub(crate) text: String,
    pub(crate) name: String,
}

/// Gets the body that the option `--body` means.
#[expect(
    clippy::disallowed_methods,
    reason = "the file is an argument, not part of the client's environment"
)]
pub(crate) fn read(given: &str) -> Result<Body, Failure> {
    let (bytes, name) = if given == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        (read.map(|_| bytes), "standard input")
    } else if let Some(path) = given.strip_prefix('@') {
        (std::fs::read(path), path)
    } else {
        (Ok(given.as_bytes().to_vec()), "--body")
    };
    let bytes = bytes.map_err(|error| Failure::new(Status::Usage, format!("{name}: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        let message = format!("{name}: not valid UTF-8 after byte {place}");
        Failure::new(Status::Usage, message)
    })?;
    // Some editors start a file with a byte order mark.
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Body {
        text,
        name: name.to_owned(),
    })
}
