//! Schemas to types: what is a structure, what an enum, what a list, and how each is called.

mod bare;
mod claim;
mod listed;
mod naming;
mod scalar;
mod secret;
mod structure;
mod union;

use std::collections::{HashMap, HashSet};

pub(crate) use self::claim::bad_rust_name;
use self::listed::listed;
pub(crate) use self::naming::Around;
use self::naming::Origin;
pub(crate) use self::union::is_only_requiring;
use self::union::{named_by, only_requires};
use super::Reserved;
use super::constraints::lower_constraints;
use super::library::Library;
use super::merge::{merge, spread, with_limits, with_siblings};
use super::shared::SharedNames;
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Schema, Spanned, Style};
use codegen_documents::source::{FileId, Node, Place, Pointer};
use codegen_model::{
    Constraints, Direction, Docs, Json, Scope as Home, Type, TypeDef, TypeName, TypeRef, TypeShape,
    TypeUse,
};

/// Names that are made from a type's name.
pub(crate) const DERIVED: &[&str] = &["Builder"];

/// Deepest nesting of schemas inside each other. It keeps hostile documents from exhausting the stack.
const DEEPEST: usize = 100;

/// A type under construction, with what is only needed until all are known.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) def: TypeDef,
    /// Wire names of members that only replies have, and whether each reply must have them. Until it is known that the type travels
    /// in replies alone, none of them is required.
    pub(crate) read_only: HashMap<String, bool>,
    /// Wire names of members that only requests have.
    pub(crate) write_only: HashSet<String>,
    pub(crate) place: Place,
    /// Defaults, to be checked once all types are known.
    pub(crate) defaults: Vec<(TypeUse, Spanned<Node>)>,
    /// Examples of members, by their wire names.
    pub(crate) examples: HashMap<String, Spanned<Node>>,
    /// How members are said to be laid out in a query string, by their wire names.
    pub(crate) styles: HashMap<String, Spanned<Style>>,
    /// What it is called after.
    origin: Origin,
}

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
    open: Vec<(FileId, String)>,
    depth: usize,
}

/// What a schema without a name of its own is called after.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hint<'h> {
    /// The member that holds it.
    pub(crate) name: &'h str,
    /// Where it stands, told by names alone: no other schema of the name space stands there.
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
        let key = (file, schema.pointer.to_string());
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
                &rule::UNSUPPORTED_CONSTRUCT,
                place,
                format!("schemas are nested more than {DEEPEST} deep"),
            ));
            return plain(Type::Json);
        }
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
                Some(reference) => self.referenced(schema, reference, file, findings),
                None => self.described(schema, file, hint, findings),
            };
        }
        let merged = merge(schema, file, self.library, findings);
        match &merged.reference {
            Some(reference) => self.referenced(&merged, reference, file, findings),
            None => self.described(&merged, file, hint, findings),
        }
    }

    fn referenced(
        &mut self,
        schema: &Schema,
        reference: &Spanned<String>,
        file: FileId,
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
                scope: Home::Shared,
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
                scope: self.home,
                name: name.clone(),
            });
            lower_constraints(schema, &ty, file, findings);
            return plain(ty);
        }
        if self.open.contains(&key) {
            findings.push(
                Finding::new(
                    &rule::REFERENCE_CYCLE,
                    Place::value(file, reference.pointer.clone()),
                    format!(
                        "`{}` leads back to itself without ever saying what it is",
                        reference.value
                    ),
                )
                .help("describe a type at one of the places of the circle"),
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
        let listed = listed(schema);
        let schema = listed.as_ref().unwrap_or(schema);
        if !schema.one_of.is_empty()
            && !only_requires(schema)
            && !schema.is_null()
            && let Some((union, whole)) = spread(schema, file, self.library, findings)
        {
            let written = schema.one_of.iter().zip(&whole);
            let alternatives: Vec<_> = written
                .map(|(part, whole)| (named_by(part, whole), whole))
                .collect();
            let ty = self.union_of(&union, &alternatives, file, hint, findings);
            return TypeUse {
                constraints: lower_constraints(&union, &ty, file, findings),
                ty,
            };
        }
        let ty = self.bare_type(schema, file, hint, findings);
        // Limits of several types were given to each of them.
        if schema.one_of.is_empty() && schema.types.len() > 1 {
            return plain(ty);
        }
        let constraints = lower_constraints(schema, &ty, file, findings);
        TypeUse { ty, constraints }
    }

    /// The name of a structure, enum or union, and whether it is yet to be described.
    fn nominal(
        &mut self,
        schema: &Schema,
        file: FileId,
        hint: Hint<'_>,
        findings: &mut Findings,
    ) -> (TypeName, bool) {
        let key = (file, schema.pointer.to_string());
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
        wire: &str,
        shape: TypeShape,
    ) -> usize {
        self.drafts.push(Draft {
            def: TypeDef {
                name: name.clone(),
                wire: wire.to_owned(),
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
            origin: self.origins.get(name).cloned().unwrap_or_default(),
        });
        self.drafts.len() - 1
    }
}

/// A type of which nothing is demanded.
pub(crate) fn plain(ty: Type) -> TypeUse {
    TypeUse {
        ty,
        constraints: Constraints::default(),
    }
}

pub(crate) fn docs_of(schema: &Schema) -> Docs {
    Docs {
        summary: schema.title.clone(),
        description: schema.description.clone(),
        external: None,
        deprecated: schema.deprecated,
    }
}

/// A value without the things JSON has not: `None` for infinities and for what is not a number.
pub(crate) fn json_of(node: &Node) -> Option<Json> {
    Some(match node {
        Node::Null => Json::Null,
        Node::Bool(value) => Json::Bool(*value),
        Node::Int(value) => Json::Int(*value),
        Node::Float(value) if value.is_finite() => Json::Float(*value),
        Node::Float(_) => return None,
        Node::String(value) => Json::String(value.clone()),
        Node::Array(items) => Json::Array(items.iter().map(json_of).collect::<Option<_>>()?),
        Node::Object(entries) => Json::Object(
            entries
                .iter()
                .map(|entry| Some((entry.key.clone(), json_of(&entry.value)?)))
                .collect::<Option<_>>()?,
        ),
    })
}
