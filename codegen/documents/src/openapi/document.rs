//! Loading a document.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::elsewhere::{Whole, bring_in};
use super::envelope;
use super::fields::{Context, Fields, Spanned, has_repeated_key};
use super::operation::read_paths;
use super::{Operation, Schema};
use crate::diagnostics::{Finding, Findings, lint};
use crate::source::{FileId, Node, Place, Pointer, Sources};

/// A document, read but not yet understood.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its file.
    pub file: FileId,
    /// `info.version`
    pub version: Option<Spanned<String>>,
    /// The operations under `paths`.
    pub operations: Vec<Operation>,
    /// `components.schemas`, in the order in which they stand.
    pub schemas: Vec<(String, Schema)>,
    /// Where the document begins; not the root in the Explorer's HTTP envelope.
    pub base: Pointer,
    /// Where `servers` stands, if it lists any.
    pub servers: Option<Pointer>,
    root: Arc<Node>,
}

impl Document {
    /// The schema at a pointer such as `/components/schemas/Filter`. Findings about a schema that lies elsewhere are
    /// added to `findings`.
    #[must_use]
    pub fn schema_at(&self, pointer: &Pointer, findings: &mut Findings) -> Option<Schema> {
        let absolute = self.base.join(pointer);
        let node = self.root.at(&absolute)?;
        let mut context = Context {
            file: self.file,
            root: &self.root,
            base: self.base.clone(),
            unfollowed: HashMap::new(),
            findings,
        };
        Some(Schema::read(node, absolute, &mut context))
    }

    /// The versions that the paths of the document state by `x-version`, each once.
    pub fn stated_versions(&self) -> impl Iterator<Item = &Spanned<String>> {
        let mut seen = HashSet::new();
        self.operations
            .iter()
            .filter_map(|operation| operation.version.as_ref())
            .filter(move |version| seen.insert(version.value.as_str()))
    }

    /// The document once for each version, with the actions of that version: what their paths state, else what `info.version`
    /// says. The second part is a path for which neither says anything.
    pub(super) fn by_version(self) -> (BTreeMap<String, Self>, Option<Pointer>) {
        let mut parts: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
        let mut homeless = None;
        for operation in self.operations {
            let own = operation.version.as_ref().map(|version| &version.value);
            match own.or(self.version.as_ref().map(|version| &version.value)) {
                Some(version) => parts.entry(version.clone()).or_default().push(operation),
                None => homeless = homeless.or(Some(operation.path_pointer)),
            }
        }
        let documents = parts.into_iter().map(|(version, operations)| {
            let stated = operations
                .iter()
                .find_map(|operation| operation.version.clone());
            let document = Self {
                file: self.file,
                version: stated.or_else(|| self.version.clone()),
                operations,
                schemas: self.schemas.clone(),
                base: self.base.clone(),
                servers: self.servers.clone(),
                root: Arc::clone(&self.root),
            };
            (version, document)
        });
        (documents.collect(), homeless)
    }

    /// Whether the document has no operation and is there for its schemas alone.
    #[must_use]
    pub fn is_library(&self) -> bool {
        self.operations.is_empty()
    }
}

/// Reads a document. Whatever is wrong becomes findings; `None` when there is nothing that could be read on.
#[must_use]
pub fn load(file: FileId, sources: &Sources, findings: &mut Findings) -> Option<Document> {
    let source = sources.get(file);
    let root = match source.parsed() {
        Ok(root) => root,
        Err(error) => {
            let place = Place::offset(file, error.offset.unwrap_or(0));
            let notation = match source.format {
                crate::source::Format::Yaml => "YAML",
                crate::source::Format::Json => "JSON",
                crate::source::Format::Text => "text",
            };
            findings.push(Finding::new(
                &lint::BROKEN_SYNTAX,
                place,
                format!("not valid {notation}: {}", error.message),
            ));
            return None;
        }
    };
    if **root == Node::Null {
        findings.push(
            Finding::new(
                &lint::EMPTY_FILE,
                Place::offset(file, 0),
                "the file is empty",
            )
            .help("describe an action in it, or delete it"),
        );
        return None;
    }
    if has_duplicates(root) {
        report_duplicates(root, &Pointer::root(), file, findings);
    }
    let Whole { root, unfollowed } = bring_in(root, file, sources, findings);
    let (node, base) = envelope::unwrap(&root);
    let base = Pointer::root().in_file(file).join(&base);
    let mut context = Context {
        file,
        root: node,
        base: base.clone(),
        unfollowed,
        findings,
    };
    let mut fields = Fields::of(node, base.clone(), "document", &mut context)?;

    read_openapi_version(&mut fields, &mut context);
    let version = fields
        .take("info")
        .and_then(|(node, at)| read_info(node, at, &mut context));
    let operations = fields
        .take("paths")
        .map(|(node, at)| read_paths(node, at, &mut context));
    let schemas = fields
        .take("components")
        .map(|(node, at)| read_components(node, at, &mut context));
    if operations.is_none() && schemas.is_none() {
        context.report(
            &lint::MISSING_KEY,
            &base,
            "a document needs `paths`, or `components` that others refer to",
        );
    }
    let servers = fields.take("servers");
    let servers =
        servers.filter(|(node, _)| !matches!(node, Node::Array(items) if items.is_empty()));
    const KNOWN: &[&str] = &["openapi", "info", "paths", "components", "servers"];
    const IGNORED: &[&str] = &["tags", "security", "externalDocs", "jsonSchemaDialect"];
    fields.unused(&["webhooks"], &mut context);
    fields.finish(KNOWN, IGNORED, &mut context);
    Some(Document {
        file,
        version,
        operations: operations.unwrap_or_default(),
        schemas: schemas.unwrap_or_default(),
        servers: servers.map(|(_, at)| at),
        base,
        root: Arc::clone(&root),
    })
}

fn read_openapi_version(fields: &mut Fields<'_>, context: &mut Context<'_>) {
    let at = fields.pointer.clone();
    let Some((node, pointer)) = fields.take("openapi") else {
        context.findings.push(
            Finding::new(
                &lint::MISSING_KEY,
                Place::value(context.file, at),
                "the key `openapi` is missing",
            )
            .help("add `openapi: 3.1.0` as the first line"),
        );
        return;
    };
    let text = match node {
        Node::String(text) => text.clone(),
        // Without quotes and without a third number it is a number to YAML: `3.0`.
        Node::Float(number) if number.fract() == 0.0 => format!("{number:.1}"),
        Node::Float(number) => number.to_string(),
        Node::Int(number) => number.to_string(),
        other => {
            return context.wrong_type(&pointer, "openapi", "a version such as `3.1.0`", other);
        }
    };
    if !(text.starts_with("3.0") || text.starts_with("3.1")) {
        context.findings.push(
            Finding::new(
                &lint::UNSUPPORTED_VERSION,
                Place::value(context.file, pointer),
                format!("OpenAPI {text} is not supported"),
            )
            .help("write the document in OpenAPI 3.0 or 3.1"),
        );
    }
}

fn read_info(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<Spanned<String>> {
    let mut fields = Fields::of(node, pointer, "info", context)?;
    let version = match node.member("version") {
        // Digits alone, or a date of eight of them, are a number to YAML.
        Some(Node::Int(_)) => fields.name("version"),
        _ => fields.string("version", context),
    };
    const IGNORED: &[&str] = &[
        "title",
        "summary",
        "description",
        "termsOfService",
        "contact",
        "license",
    ];
    fields.finish(&["version"], IGNORED, context);
    version
}

fn read_components(
    node: &Node,
    pointer: Pointer,
    context: &mut Context<'_>,
) -> Vec<(String, Schema)> {
    let Some(mut fields) = Fields::of(node, pointer, "components", context) else {
        return Vec::new();
    };
    let schemas = fields
        .take("schemas")
        .map(|(node, at)| Schema::read_all(node, at, context));
    const IGNORED: &[&str] = &[
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
    ];
    fields.finish(&["schemas"], IGNORED, context);
    schemas.unwrap_or_default()
}

/// Whether [`report_duplicates`] has anything to report: a cheap check of what is nearly always in order.
fn has_duplicates(node: &Node) -> bool {
    match node {
        Node::Array(items) => items.iter().any(has_duplicates),
        Node::Object(entries) => {
            has_repeated_key(entries) || entries.iter().any(|entry| has_duplicates(&entry.value))
        }
        _ => false,
    }
}

fn report_duplicates(node: &Node, pointer: &Pointer, file: FileId, findings: &mut Findings) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if matches!(item, Node::Array(_) | Node::Object(_)) {
                    report_duplicates(item, &pointer.index(index), file, findings);
                }
            }
        }
        Node::Object(entries) => {
            let mut seen = HashSet::with_capacity(entries.len());
            for entry in entries {
                if !seen.insert(entry.key.as_str()) {
                    let at = pointer.key(&entry.key);
                    findings.push(
                        Finding::new(
                            &lint::DUPLICATE_KEY,
                            Place::second_key(file, at.clone()),
                            format!("the key `{}` appears twice", entry.key),
                        )
                        .label("again here")
                        .related(Place::key(file, at), "first here")
                        .help("keep one of the two"),
                    );
                }
                if matches!(entry.value, Node::Array(_) | Node::Object(_)) {
                    report_duplicates(&entry.value, &pointer.key(&entry.key), file, findings);
                }
            }
        }
        _ => {}
    }
}
