//! Schemas to types: what is a structure, what an enum, what a list, and how each is called.

mod bare;
mod claim;
mod draft;
mod listed;
mod naming;
mod scalar;
mod secret;
mod structure;
mod union;

use std::collections::{HashMap, HashSet};

pub(crate) use self::draft::Draft;
use self::draft::Origin;
use self::listed::{by_kind, enums_of, listed};
pub(crate) use self::naming::{Around, Settled, SharedNames};
use super::Reserved;
use super::constraints::lower_constraints;
use super::library::Library;
use super::merge::{merge, with_limits, with_siblings};
use super::parts::{docs_of, plain};
use super::places::SchemaPlaces;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Reference, Schema, Spanned};
use codegen_documents::source::{FileId, Place, Pointer};
use codegen_model::{Direction, Home, Type, TypeDef, TypeName, TypeRef, TypeShape, TypeUse};

/// Deepest nesting of schemas inside each other. It keeps hostile documents from exhausting the stack.
const DEEPEST: usize = 100;

/// Builds the types of one name space: an action's own ones, or those that a version's documents share.
pub(crate) struct Shapes<'a> {
    library: &'a Library<'a>,
    shared: &'a SharedNames,
    home: Home,
    reserved: Reserved<'a>,
    named: HashMap<(FileId, String), TypeName>,
    /// What each name stands for until all names are given.
    origins: HashMap<TypeName, Origin>,
    pub(crate) drafts: Vec<Draft>,
    places: SchemaPlaces,
    open: Vec<(FileId, String)>,
    depth: usize,
}

/// What a schema without a name of its own is called after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hint<'h> {
    /// The member that holds it.
    pub(crate) name: &'h str,
    /// Where it stands, as a path of names: no other schema of the name space stands there.
    pub(crate) path: &'h str,
    /// The types that it stands in.
    pub(crate) around: Option<&'h Around<'h>>,
}

impl<'h> Hint<'h> {
    /// For a schema that stands in no other.
    pub(crate) fn root(name: &'h str) -> Self {
        Self {
            name,
            path: name,
            around: None,
        }
    }
}

impl<'a> Shapes<'a> {
    pub(crate) fn new(
        library: &'a Library<'a>,
        shared: &'a SharedNames,
        home: Home,
        reserved: Reserved<'a>,
    ) -> Self {
        Self {
            library,
            shared,
            home,
            reserved,
            named: HashMap::new(),
            origins: HashMap::new(),
            drafts: Vec::new(),
            places: SchemaPlaces::default(),
            open: Vec::new(),
            depth: 0,
        }
    }

    /// Gives the schema at a pointer its name beforehand.
    pub(crate) fn name_beforehand(&mut self, file: FileId, pointer: &Pointer, name: TypeName) {
        self.named.insert((file, pointer.to_string()), name);
    }

    /// Claims a type name for a component.
    pub(crate) fn claim_component(
        &mut self,
        file: FileId,
        name: &str,
        schema: &Schema,
        findings: &mut Findings,
    ) {
        let key = self.key(schema, file);
        if !self.named.contains_key(&key) {
            let (path, around) = self.component(file, name);
            let around = around.as_deref().map(Around::alone);
            let hint = Hint {
                name,
                path: &path,
                around: around.as_ref(),
            };
            let claimed = self.claim(schema, file, hint, findings);
            self.named.insert(key, claimed);
        }
    }

    /// The type of a schema, and what its values must satisfy.
    pub(crate) fn type_of(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        if self.depth >= DEEPEST {
            let place = Place::value(file, schema.pointer.clone());
            findings.push(Finding::new(
                &lint::UNSUPPORTED_CONSTRUCT,
                place,
                format!("schemas are nested more than {DEEPEST} deep"),
            ));
            return plain(Type::Json);
        }
        self.places.note(hint.path, file, &schema.pointer);
        self.depth += 1;
        let found = self.type_of_inner(schema, file, hint, findings);
        self.depth -= 1;
        found
    }

    /// The type of an item of a list or of a value of a map, which may be null where a member would be left out.
    pub(super) fn part_of(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        let value = self.type_of(schema, file, hint, findings);
        if self.may_be_null(schema, file) && value.ty != Type::Json {
            plain(Type::Nullable(Box::new(value)))
        } else {
            value
        }
    }

    /// Whether a schema allows null, or the one that it refers to does.
    pub(super) fn may_be_null(&self, schema: &Schema, file: FileId) -> bool {
        let target = |reference| self.library.resolve(file, reference, &mut Findings::new());
        let behind = || schema.reference.as_ref().and_then(target);
        schema.nullable || behind().is_some_and(|target| target.schema.nullable)
    }

    fn type_of_inner(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        let schema = &*with_siblings(schema);
        if schema.all_of.is_empty() {
            return match &schema.reference {
                Some(reference) => self.referenced(schema, reference, file, hint, findings),
                None => self.described(schema, file, hint, findings),
            };
        }
        let merged = merge(schema, file, self.library, findings);
        match &merged.reference {
            Some(reference) => self.referenced(&merged, reference, file, hint, findings),
            None => self.described(&merged, file, hint, findings),
        }
    }

    fn referenced(
        &mut self,
        schema: &Schema,
        reference: &Spanned<String>,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        let Some(target) = self.library.resolve(file, reference, findings) else {
            return plain(Type::Json);
        };
        // While the shared types themselves are built, none is known yet.
        if target.is_component
            && let Some(name) = self.shared.get(target.file, &target.name)
        {
            let ty = Type::Named(TypeRef {
                home: Home::Shared,
                name: name.clone(),
            });
            lower_constraints(schema, &ty, file, findings);
            return plain(ty);
        }
        let key = (target.file, target.schema.pointer.to_string());
        if let Some(name) = self.named.get(&key)
            && self.drafts.iter().any(|draft| draft.def.name == *name)
        {
            let ty = Type::Named(TypeRef {
                home: self.home,
                name: name.clone(),
            });
            lower_constraints(schema, &ty, file, findings);
            return plain(ty);
        }
        if let Some(start) = self.open.iter().position(|open| *open == key) {
            let circle = self.open.get(start..).unwrap_or_default().iter();
            let files = circle.map(|(file, _)| self.library.source_of(*file));
            findings.push(
                Finding::new(
                    &lint::REFERENCE_CYCLE,
                    Place::value(file, reference.pointer.clone()),
                    format!(
                        "`{}` leads back to itself{}",
                        reference.value,
                        Reference::circle(files)
                    ),
                )
                .help("describe a type in one of the schemas on this circle"),
            );
            return plain(Type::Json);
        }
        self.open.push(key);
        let (path, around) = self.component(target.file, &target.name);
        let around = around.as_deref().map(Around::alone);
        let target_hint = Hint {
            name: &target.name,
            path: &path,
            around: around.as_ref(),
        };
        self.places.note_target(hint.path, &path);
        let mut found = self.type_of(&target.schema, target.file, target_hint, findings);
        self.open.pop();
        let own = lower_constraints(schema, &found.ty, file, findings);
        if !own.is_empty() {
            // What is wrong with the limits of the target was told there.
            let mut known = Findings::new();
            let both = merge(
                &with_limits(schema, reference),
                file,
                self.library,
                &mut known,
            );
            found.constraints = lower_constraints(&both, &found.ty, file, &mut known);
        }
        found
    }

    fn described(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> TypeUse {
        let enums = enums_of(schema, file, self.library);
        let written_out = enums.as_ref().unwrap_or(schema);
        let listed = listed(written_out).or_else(|| by_kind(written_out));
        let schema = listed.as_ref().unwrap_or(schema);
        if let Some(found) = self.alternatives_in_whole(schema, file, hint, findings) {
            return found;
        }
        let ty = self.bare_type(schema, file, hint, findings);
        // Limits of several types were given to each of them.
        if schema.one_of.is_empty() && schema.types.len() > 1 {
            return plain(ty);
        }
        let constraints = lower_constraints(schema, &ty, file, findings);
        TypeUse { ty, constraints }
    }

    /// What tells a schema from all others: where it stands, or where those stand that it was merged from.
    fn key(&self, schema: &Schema, file: FileId) -> (FileId, String) {
        let file_of = |pointer: &Pointer| pointer.file().unwrap_or(file);
        if schema.merged_from.is_empty() {
            return (file_of(&schema.pointer), schema.pointer.to_string());
        }
        let origins = schema.merged_from.iter();
        let origins: Vec<String> = origins
            .map(|origin| format!("{}#{origin}", self.library.source_of(file_of(origin))))
            .collect();
        (file, origins.join(" "))
    }

    /// The name of a structure, enum or union, and whether it is yet to be described.
    fn nominal(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> (TypeName, bool) {
        let key = self.key(schema, file);
        let name = match self.named.get(&key) {
            Some(name) => name.clone(),
            None => {
                let name = self.claim(schema, file, hint, findings);
                self.named.insert(key, name.clone());
                name
            }
        };
        let is_new = !self.drafts.iter().any(|draft| draft.def.name == name);
        (name, is_new)
    }

    fn draft(
        &mut self,
        schema: &Schema,
        file: FileId,
        name: &TypeName,
        hint: Hint<'_>,
        shape: TypeShape,
    ) -> usize {
        self.drafts.push(Draft {
            def: TypeDef {
                name: name.clone(),
                wire: hint.name.to_owned(),
                docs: docs_of(schema),
                // Found out when all types are known.
                direction: Direction::Request,
                shape,
            },
            read_only: HashMap::new(),
            write_only: HashSet::new(),
            place: Place::key(file, schema.pointer.clone()),
            defaults: Vec::new(),
            examples: HashMap::new(),
            styles: HashMap::new(),
            path: hint.path.to_owned(),
            origin: self.origins.get(name).cloned().unwrap_or_default(),
        });
        self.drafts.len() - 1
    }
}
