//! The documents of a version, and what their references lead to.

use std::borrow::Cow;
use std::collections::HashMap;

use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Document, Reference, Schema, Spanned};
use codegen_documents::source::{FileId, Place, Pointer, Sources, Token};
use codegen_likeness::{Likeness, nearest};

/// Documents of one folder.
pub(super) struct Library<'a> {
    pub(super) documents: &'a [Document],
    by_file: HashMap<FileId, &'a Document>,
    by_path: HashMap<&'a str, &'a Document>,
    schemas: HashMap<(FileId, &'a str), (usize, &'a Schema)>,
    sources: &'a Sources,
}

/// Where a reference led.
pub(super) struct Target<'a> {
    pub(super) file: FileId,
    /// The last step of the pointer: the name of a component.
    pub(super) name: String,
    /// Whether it is a component, rather than a place inside something.
    pub(super) is_component: bool,
    pub(super) schema: Cow<'a, Schema>,
}

impl<'a> Library<'a> {
    pub(super) fn new(documents: &'a [Document], sources: &'a Sources) -> Self {
        let schemas = documents
            .iter()
            .flat_map(|document| {
                let numbered = document.schemas.iter().enumerate();
                numbered.map(|(position, (name, schema))| {
                    ((document.file, name.as_str()), (position, schema))
                })
            })
            .collect();
        Self {
            documents,
            by_file: documents
                .iter()
                .map(|document| (document.file, document))
                .collect(),
            by_path: documents
                .iter()
                .map(|document| (sources.get(document.file).relative.as_str(), document))
                .collect(),
            schemas,
            sources,
        }
    }

    pub(super) fn source_of(&self, file: FileId) -> &'a str {
        &self.sources.get(file).relative
    }

    /// The path by which one document refers to another one.
    pub(super) fn path_between(&self, from: FileId, to: FileId) -> String {
        let folder = self.source_of(from).rsplit_once('/');
        let folder = folder.map_or("", |(folder, _)| folder);
        let path = self.source_of(to);
        let path = path.strip_prefix(folder).unwrap_or(path);
        let path = path.trim_start_matches('/');
        format!("./{}", path.replace('%', "%25").replace('#', "%23"))
    }

    /// A place of a file, as references to its document tell it.
    pub(super) fn within(&self, file: FileId, pointer: &Pointer) -> Pointer {
        match self.by_file.get(&file) {
            Some(document) => pointer.after(&document.base),
            None => pointer.clone(),
        }
    }

    /// The component of that name.
    pub(super) fn component(&self, file: FileId, name: &str) -> Option<&'a Schema> {
        self.schemas.get(&(file, name)).map(|(_, schema)| *schema)
    }

    /// The component of that name, with its number among those of its document.
    pub(super) fn numbered_component(
        &self,
        file: FileId,
        name: &str,
    ) -> Option<(usize, &'a Schema)> {
        self.schemas.get(&(file, name)).copied()
    }

    /// Names of the schemas of a document that have the one at a pointer among the parts of their `allOf`.
    pub(super) fn extending(&self, file: FileId, pointer: &Pointer) -> Vec<&'a str> {
        let mut known = Findings::new();
        let mut extends = |part: &Schema| {
            let reference = part.reference.as_ref();
            let target = reference.and_then(|reference| self.resolve(file, reference, &mut known));
            target.is_some_and(|target| target.file == file && target.schema.pointer == *pointer)
        };
        let schemas = self.by_file.get(&file).map(|document| &document.schemas);
        let schemas = schemas.into_iter().flatten();
        schemas
            .filter(|(_, schema)| schema.all_of.iter().any(&mut extends))
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Follows one reference.
    pub(super) fn resolve(
        &self,
        from: FileId,
        reference: &Spanned<String>,
        findings: &mut Findings,
    ) -> Option<Target<'a>> {
        // The usual case, without a look at anything else.
        if let Some(name) = Reference::own_schema(&reference.value)
            && let Some(schema) = self.component(from, &name)
        {
            return Some(Target {
                file: from,
                name: name.into_owned(),
                is_component: true,
                schema: Cow::Borrowed(schema),
            });
        }
        let dangling = |message: String, help: String| {
            Finding::new(
                &lint::DANGLING_REFERENCE,
                Place::value(from, reference.pointer.clone()),
                message,
            )
            .help(help)
        };
        let parsed = Reference::parse(&reference.value);
        let file = if parsed.path.is_empty() {
            from
        } else {
            let wanted = parsed.file_beside(self.source_of(from));
            match self.by_path.get(wanted.as_str()) {
                Some(document) => document.file,
                None => {
                    findings.push(dangling(
                        format!("`{}` refers to a file that is not among the documents of this version", reference.value),
                        "refer to a document in the same folder, such as `./types.yaml#/components/schemas/Name`".to_owned(),
                    ));
                    return None;
                }
            }
        };
        let document = self.by_file.get(&file)?;
        let pointer = parsed.pointer.filter(|pointer| pointer.last().is_some());
        let Some(pointer) = pointer else {
            findings.push(dangling(
                format!("`{}` does not name a schema", reference.value),
                "a reference looks like `#/components/schemas/Name`".to_owned(),
            ));
            return None;
        };
        let name = match pointer.last() {
            Some(Token::Key(key)) => key.to_string(),
            Some(Token::Index(index)) => index.to_string(),
            None => String::new(),
        };
        let in_components =
            pointer.parent().map(ToString::to_string).as_deref() == Some("/components/schemas");
        let schema = if in_components {
            self.component(file, &name).map(Cow::Borrowed)
        } else {
            document.schema_at(&pointer, findings).map(Cow::Owned)
        };
        match schema {
            Some(schema) => Some(Target {
                file,
                name,
                is_component: in_components,
                schema,
            }),
            None => {
                let known = document
                    .schemas
                    .iter()
                    .map(|(candidate, _)| candidate.as_str());
                let help = match nearest(&name, known, Likeness::Distant) {
                    Some(candidate) => format!("did you mean `#/components/schemas/{candidate}`?"),
                    None => format!("describe `{name}` under `components.schemas`"),
                };
                findings.push(dangling(
                    format!("`{}` does not exist", reference.value),
                    help,
                ));
                None
            }
        }
    }
}
