//! Members whose values are confidential.
//!
//! Knows the format that says so, and the names that suggest it.
//! Gives whether a member is one, and a finding where only its name says so.
//! Must never hide a member because of its name: names such as `Token` stand for too much.

use super::Shapes;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::Schema;
use codegen_documents::source::{FileId, Place};
use codegen_model::{Type, TypeUse};

/// How many references and lists are followed to a format.
const DEEPEST: usize = 16;

/// Ends of names that stand for secrets, in lower case and without `_` and `-`.
const SUSPICIOUS: [&str; 13] = [
    "secretaccesskey",
    "accesskeysecret",
    "secretkey",
    "sessiontoken",
    "securitytoken",
    "accesstoken",
    "refreshtoken",
    "privatekey",
    "clientsecret",
    "appsecret",
    "password",
    "passwd",
    "passphrase",
];

impl Shapes<'_> {
    /// Whether a schema, or that of the values in it, has the format `password`.
    pub(super) fn is_secret(&self, schema: &Schema, file: FileId) -> bool {
        self.leads_to_secret(schema, file, DEEPEST)
    }

    fn leads_to_secret(&self, schema: &Schema, file: FileId, depth: usize) -> bool {
        let is_password = |format: &str| format == "password";
        if schema
            .format
            .as_ref()
            .is_some_and(|format| is_password(&format.value))
        {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        if let Some(reference) = &schema.reference {
            // Findings about this reference were reported when its type was requested.
            let target = self.library.resolve(file, reference, &mut Findings::new());
            return target
                .is_some_and(|target| self.leads_to_secret(&target.schema, target.file, depth));
        }
        let items = schema.items.as_deref();
        items.is_some_and(|items| self.leads_to_secret(items, file, depth))
    }
}

/// What is said of a text that is called like a secret, but not described as one.
pub(super) fn looks_secret(
    wire: &str,
    property: &Schema,
    value: &TypeUse,
    file: FileId,
) -> Option<Finding> {
    if !is_text(&value.ty) {
        return None;
    }
    let folded: String = wire
        .chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .map(|character| character.to_ascii_lowercase())
        .collect();
    let folded = folded.strip_suffix('s').unwrap_or(&folded);
    SUSPICIOUS
        .iter()
        .any(|end| folded.ends_with(end))
        .then(|| {
            Finding::new(
                &lint::UNMARKED_SECRET,
                Place::value(file, property.pointer.clone()),
                format!("`{wire}` looks like a secret, but `Debug` will print it"),
            )
            .help(
                "add `format: password`; or another format, such as `byte`, if it is not a secret",
            )
        })
        .filter(|_| property.format.is_none())
}

/// Whether a value is a text, or a list or map of texts.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::List(inner) | Type::Map(inner) => is_text(&inner.ty),
        _ => false,
    }
}
