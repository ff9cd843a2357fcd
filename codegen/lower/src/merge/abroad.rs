//! A schema of another document, as it reads from this one: its references lead there, and its places are there.

use crate::library::{Library, Target};
use codegen_documents::openapi::{Additional, Schema, Spanned};
use codegen_documents::source::{FileId, Pointer};

/// What a reference of `home` led to, with everything inside it referred to from there.
pub(super) fn abroad(target: &Target<'_>, home: FileId, library: &Library<'_>) -> Schema {
    Abroad {
        file: target.file,
        home,
        library,
    }
    .whole(&target.schema)
}

struct Abroad<'a> {
    file: FileId,
    home: FileId,
    library: &'a Library<'a>,
}

impl Abroad<'_> {
    fn whole(&self, schema: &Schema) -> Schema {
        let mut own = Schema {
            reference: schema
                .reference
                .as_ref()
                .map(|reference| self.reference(reference)),
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
            ..schema.clone()
        };
        if let Some(discriminator) = &mut own.discriminator {
            for (_, target) in &mut discriminator.mapping {
                *target = self.reference(target);
            }
        }
        own
    }

    /// A schema inside. What belongs to the member rather than to its type is repeated.
    fn inner(&self, schema: &Schema) -> Schema {
        let reference = match &schema.reference {
            Some(reference) => self.reference(reference),
            None => self.place(&schema.pointer),
        };
        Schema {
            pointer: schema.pointer.clone(),
            merged_from: schema.merged_from.clone(),
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
    fn reference(&self, written: &Spanned<String>) -> Spanned<String> {
        let value = match written.value.strip_prefix('#') {
            Some(fragment) => self.library.path_between(self.home, self.file) + "#" + fragment,
            None => written.value.clone(),
        };
        Spanned {
            value,
            pointer: written.pointer.clone(),
        }
    }

    /// A reference to a place in the other document.
    fn place(&self, pointer: &Pointer) -> Spanned<String> {
        let fragment = self.library.within(self.file, pointer).to_string();
        let fragment = fragment.replace('%', "%25");
        Spanned {
            value: self.library.path_between(self.home, self.file) + "#" + &fragment,
            pointer: pointer.clone(),
        }
    }
}
