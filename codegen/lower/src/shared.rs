//! Types that several documents refer to. They live once, in the version's `types`.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::Reserved;
use super::direction::finish_shared;
use super::library::Library;
use super::places::SchemaPlaces;
use super::result::find_result;
use super::shapes::{Around, Draft, Hint, Settled, Shapes, SharedNames};
use super::types::Types;
use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::{Additional, Document, Operation, Schema};
use codegen_documents::source::FileId;
use codegen_model::{Action, Home, TypeDef, TypeRef};

/// The shared types of a version.
pub(super) struct SharedTypes {
    pub(super) names: SharedNames,
    drafts: Vec<Draft>,
    places: SchemaPlaces,
}

impl SharedTypes {
    /// Finds every component of another document that a request or a result leads to, and all that it refers to in turn.
    /// What only the envelope of a reply leads to is the runtime's, wherever it is described.
    pub(super) fn collect(
        library: &Library<'_>,
        reserved: Reserved<'_>,
        findings: &mut Findings,
    ) -> Self {
        let mut wanted = BTreeSet::new();
        for document in library.documents {
            if refers_elsewhere(document) {
                for operation in &document.operations {
                    collect_from(document, operation, library, &mut wanted);
                }
            }
        }
        let mut pending: Vec<(FileId, String)> = wanted.iter().cloned().collect();
        while let Some((file, name)) = pending.pop() {
            let Some(schema) = library.component(file, &name) else {
                continue;
            };
            visit(schema, &mut |reference| {
                if let Some(target) = library.resolve(file, reference, &mut Findings::new()) {
                    let key = (target.file, target.name);
                    if target.is_component && wanted.insert(key.clone()) {
                        pending.push(key);
                    }
                }
            });
        }
        Self::build(&wanted, library, reserved, findings)
    }

    fn build(
        wanted: &BTreeSet<(FileId, String)>,
        library: &Library<'_>,
        reserved: Reserved<'_>,
        findings: &mut Findings,
    ) -> Self {
        // In the order of the documents, so that names do not depend on who refers to what first.
        let mut order: Vec<(FileId, &String, &Schema)> = Vec::new();
        for document in library.documents {
            for (name, schema) in &document.schemas {
                if wanted.contains(&(document.file, name.clone())) {
                    order.push((document.file, name, schema));
                }
            }
        }
        let nothing = SharedNames::default();
        if order.is_empty() {
            return Self {
                names: nothing,
                drafts: Vec::new(),
                places: SchemaPlaces::default(),
            };
        }
        let mut shapes = Shapes::new(library, &nothing, Home::Shared, reserved);
        for (file, name, schema) in &order {
            if becomes_a_type(schema) {
                shapes.claim_component(*file, name, schema, findings);
            }
        }
        let mut names = HashMap::new();
        for (file, name, schema) in &order {
            let (path, around) = shapes.component(*file, name);
            let around = around.as_deref().map(Around::alone);
            let hint = Hint {
                name,
                path: &path,
                around: around.as_ref(),
            };
            let found = shapes.type_of(schema, *file, hint, findings);
            if let (codegen_model::Type::Named(TypeRef { name: ty, .. }), true) =
                (found.ty, becomes_a_type(schema))
            {
                names.insert((*file, (*name).clone()), ty);
            }
        }
        let Settled {
            drafts,
            names: given,
            places,
        } = shapes.settle(findings);
        for name in names.values_mut() {
            *name = given.given(name);
        }
        Self {
            names: SharedNames(names),
            drafts,
            places,
        }
    }

    /// The types, as far as they are known before the actions are.
    pub(super) fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// The types as the actions use them, sorted by their names, and where they are written.
    pub(super) fn finish(
        mut self,
        actions: &[Action],
        findings: &mut Findings,
    ) -> (Vec<TypeDef>, SchemaPlaces) {
        finish_shared(&mut self.drafts, actions, findings);
        let own = Types {
            drafts: &self.drafts,
            shared: &self.drafts,
        };
        own.check_members(findings);
        own.check_tags(findings);
        let mut defs: Vec<TypeDef> = self.drafts.into_iter().map(|draft| draft.def).collect();
        defs.sort_by(|a, b| a.name.cmp(&b.name));
        (defs, self.places)
    }
}

/// Whether a document has a reference to another one.
fn refers_elsewhere(document: &Document) -> bool {
    let described = document.schemas.iter().map(|(_, schema)| schema);
    let in_operations = document.operations.iter().flat_map(|operation| {
        let body = operation.body.iter().map(|body| &body.schema);
        let reply = operation
            .success
            .iter()
            .filter_map(|success| success.schema.as_ref());
        let parameters = operation
            .parameters
            .iter()
            .map(|parameter| &parameter.schema);
        body.chain(reply).chain(parameters)
    });
    let mut found = false;
    for schema in described.chain(in_operations) {
        visit(schema, &mut |reference| {
            found |= !reference.value.starts_with('#');
        });
    }
    found
}

/// Finds the components of other documents that an operation's request and result lead to.
fn collect_from(
    document: &Document,
    operation: &Operation,
    library: &Library<'_>,
    wanted: &mut BTreeSet<(FileId, String)>,
) {
    // What is wrong here is reported where it is used.
    let mut known = Findings::new();
    let home = document.file;
    let body = operation.body.iter().map(|body| &body.schema);
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.schema);
    let mut pending: Vec<(FileId, Cow<'_, Schema>)> = body
        .chain(parameters)
        .map(|schema| (home, Cow::Borrowed(schema)))
        .collect();
    let result = find_result(document, operation, library, &mut known);
    pending.extend(result.map(|(file, schema)| (file, Cow::Owned(schema))));
    let mut met = HashSet::new();
    while let Some((file, schema)) = pending.pop() {
        visit(&schema, &mut |reference| {
            let Some(target) = library.resolve(file, reference, &mut known) else {
                return;
            };
            if target.file != home && target.is_component {
                wanted.insert((target.file, target.name));
            } else if met.insert((target.file, target.schema.pointer.to_string())) {
                pending.push((target.file, target.schema));
            }
        });
    }
}

/// Whether a component becomes a type of its own, instead of standing for another one.
pub(super) fn becomes_a_type(schema: &Schema) -> bool {
    schema.reference.is_none()
        && (!schema.properties.is_empty()
            || schema.values.is_some() && !schema.is_constant()
            || !schema.one_of.is_empty()
            || schema.all_of.len() > 1)
}

/// Calls `found` for every reference in a schema.
pub(super) fn visit(
    schema: &Schema,
    found: &mut impl FnMut(&codegen_documents::openapi::Spanned<String>),
) {
    if let Some(reference) = &schema.reference {
        found(reference);
    }
    for (_, target) in schema.discriminator.iter().flat_map(|tag| &tag.mapping) {
        found(target);
    }
    for (_, property) in &schema.properties {
        visit(property, found);
    }
    for part in schema.all_of.iter().chain(&schema.one_of) {
        visit(part, found);
    }
    if let Some(items) = &schema.items {
        visit(items, found);
    }
    if let Some(Additional::Typed(value)) = &schema.additional {
        visit(value, found);
    }
}
