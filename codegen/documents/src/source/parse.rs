//! Text to [`Node`].

use super::{Format, Node, Position, SourceFile, SyntaxError, yaml};

/// Reads a whole file.
///
/// # Errors
/// The first violation of the notation. The notation's parser stops there, so there is never more than one.
pub fn parse(file: &SourceFile) -> Result<Node, SyntaxError> {
    match file.format {
        Format::Json => parse_json(file),
        Format::Yaml => yaml::parse(file),
        Format::Text => Ok(Node::String(file.text.clone())),
    }
}

fn parse_json(file: &SourceFile) -> Result<Node, SyntaxError> {
    if file.text.trim().is_empty() {
        return Ok(Node::Null);
    }
    serde_json::from_str(&file.text).map_err(|error| {
        let position = Position {
            line: error.line().max(1),
            column: error.column().max(1),
        };
        SyntaxError {
            message: without_places(&error.to_string()),
            offset: Some(file.offset(position)),
        }
    })
}

/// A message without its ` at line 3 column 7`: the place is reported separately.
fn without_places(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" at line ") {
        out.push_str(before);
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = after.strip_prefix(" column ").unwrap_or(after);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out.push_str(rest);
    out
}
