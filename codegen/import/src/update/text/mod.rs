//! Edits carried out in a text, of which everything else stays as it was written.

mod json;
mod yaml;

use super::edit::{Edit, apply};
use codegen_documents::source::{Format, SourceFile, parse};

/// Why a text could not be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused(pub(super) String);

/// Carries edits out. The result is read again: it holds exactly what the edits say, and every comment.
pub(super) fn edited(file: &SourceFile, edits: &[Edit]) -> Result<String, Refused> {
    let refused = |what: &str| Refused(what.to_owned());
    let mut root = parse(file).map_err(|error| Refused(error.message))?;
    for edit in edits {
        apply(&mut root, edit).ok_or_else(|| refused("the place of a change was not found"))?;
    }
    let text = match file.format {
        Format::Json => json::edited(&file.text, edits)?,
        Format::Yaml => yaml::edited(file, edits)?,
        Format::Text => return Err(refused("the file is neither YAML nor JSON")),
    };
    let again = SourceFile::new(
        file.name.clone(),
        file.relative.clone(),
        file.format,
        text.clone(),
    );
    let read = parse(&again).map_err(|error| Refused(error.message))?;
    if read != root {
        return Err(refused(
            "the edited text would not mean what was intended, because of anchors, tags or an unusual layout",
        ));
    }
    Ok(text)
}
