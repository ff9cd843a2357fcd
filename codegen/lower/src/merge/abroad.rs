//! A schema of another document, as it reads from this one.

use crate::library::{Library, Target};
use codegen_documents::openapi::{Additional, Schema, Spanned};
use codegen_documents::source::{FileId, Pointer};

/// What a reference of `home` led to, with everything inside it referred to from there: what stands in another document keeps
/// its place, so that findings about it point there. What it says itself is said at the reference.
pub(super) fn abroad(
    target: &Target<'_>,
    home: FileId,
    at: &Pointer,
    library: &Library<'_>,
) -> Schema {
    Abroad {
        file: target.file,
        home,
        at,
        library,
    }
    .whole(&target.schema)
}

struct Abroad<'a> {
    file: FileId,
    home: FileId,
    at: &'a Pointer,
    library: &'a Library<'a>,
}

impl Abroad<'_> {
    fn whole(&self, schema: &Schema) -> Schema {
        let mut own = Schema {
            reference: schema
                .reference
                .as_ref()
                .map(|reference| self.reference(&reference.value)),
            properties: schema
                .properties
                .iter()
                .map(|(name, property)| (name.clone(), self.inner(property)))
                .collect(),
            additional: schema.additional.as_ref().map(|value| match value {
                Additional::Typed(value) => Additional::Typed(Box::new(self.inner(value))),
                other => other.clone(),
            }),
            items: schema
                .items
                .as_ref()
                .map(|items| Box::new(self.inner(items))),
            all_of: schema.all_of.iter().map(|part| self.whole(part)).collect(),
            one_of: schema.one_of.iter().map(|part| self.inner(part)).collect(),
            pointer: self.at.clone(),
            ..schema.clone()
        };
        if let Some(discriminator) = &mut own.discriminator {
            for (_, target) in &mut discriminator.mapping {
                *target = self.reference(&target.value);
            }
        }
        for condition in &mut own.conditions {
            condition.pointer = self.at.clone();
        }
        for name in &mut own.required {
            name.pointer = self.at.clone();
        }
        own
    }

    /// A schema inside, which stays where it is. What belongs to the member rather than to its type is repeated.
    fn inner(&self, schema: &Schema) -> Schema {
        let reference = match &schema.reference {
            Some(reference) => self.reference(&reference.value),
            None => self.place(&schema.pointer),
        };
        Schema {
            pointer: self.at.clone(),
            reference: Some(reference),
            nullable: schema.nullable,
            title: schema.title.clone(),
            description: schema.description.clone(),
            deprecated: schema.deprecated,
            read_only: schema.read_only,
            write_only: schema.write_only,
            default: schema.default.clone(),
            example: schema.example.clone(),
            rust_name: schema.rust_name.clone(),
            aliases: schema.aliases.clone(),
            style: schema.style.clone(),
            ..Schema::default()
        }
    }

    /// A reference of the other document, as one of this document.
    fn reference(&self, text: &str) -> Spanned<String> {
        let value = match text.strip_prefix('#') {
            Some(fragment) => self.library.path_between(self.home, self.file) + "#" + fragment,
            None => text.to_owned(),
        };
        self.spanned(value)
    }

    /// A reference to a place in the other document.
    fn place(&self, pointer: &Pointer) -> Spanned<String> {
        let fragment = self.library.within(self.file, pointer).to_string();
        let fragment = fragment.replace('%', "%25");
        self.spanned(self.library.path_between(self.home, self.file) + "#" + &fragment)
    }

    fn spanned(&self, value: String) -> Spanned<String> {
        Spanned {
            value,
            pointer: self.at.clone(),
        }
    }
}
