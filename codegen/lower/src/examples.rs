//! Examples and defaults of members, and whole examples made of them.
//!
//! Knows what documents give as examples, of a request, a reply or a single member. Gives one of a request and one of a reply, whole
//! and right, or none. What does not fit its own schema is reported, and never used.

use super::check::{Checker, Strictness};
use super::parts::{json_of, plain};
use super::shapes::Draft;
use super::types::Types;
use codegen_documents::diagnostics::{Findings, Lint, lint};
use codegen_documents::openapi::{Document, Operation, Spanned};
use codegen_documents::source::{FileId, Node};
use codegen_model::{Json, Member, StructDef, Type, TypeDef, TypeRef, TypeShape, TypeUse};

/// How deep a made example goes. Types may hold themselves.
const DEEPEST: u8 = 8;

impl Types<'_> {
    /// Holds the examples and defaults of all members against their types.
    pub(super) fn check_members(&self, findings: &mut Findings) {
        for draft in self.drafts {
            self.check_draft(draft, findings);
        }
    }

    fn check_draft(&self, draft: &Draft, findings: &mut Findings) {
        let file = draft.place.file;
        for (used, default) in &draft.defaults {
            let strictness = Strictness::Request;
            findings.append(self.faults(file, default, used, &lint::BAD_DEFAULT, strictness));
        }
        for member in members(&draft.def) {
            let faults = self.faults_of_example(draft, member);
            // What follows from the first fault says nothing more.
            if let Some(first) = faults.into_first() {
                findings.push(first);
            }
        }
    }

    fn faults_of_example(&self, draft: &Draft, member: &Member) -> Findings {
        let Some(example) = draft.examples.get(&member.wire) else {
            return Findings::new();
        };
        let strictness = if draft.def.direction.is_sent() {
            Strictness::Request
        } else {
            Strictness::Reply
        };
        let file = draft.place.file;
        self.faults(file, example, &member.value, &lint::BAD_EXAMPLE, strictness)
    }

    fn faults(
        &self,
        file: FileId,
        value: &Spanned<Node>,
        used: &TypeUse,
        lint: &'static Lint,
        strictness: Strictness,
    ) -> Findings {
        let lookup = |reference: &TypeRef| self.def(reference);
        let mut findings = Findings::new();
        Checker {
            file,
            lint,
            strictness,
            lookup: &lookup,
            findings: &mut findings,
        }
        .check(&value.value, used, &value.pointer);
        findings
    }

    /// An example of the whole request: the first one that is given and right, else one made of what members give.
    pub(super) fn request_example(
        &self,
        document: &Document,
        operation: &Operation,
        request: &TypeRef,
        findings: &mut Findings,
    ) -> Option<Json> {
        let used = plain(Type::Named(request.clone()));
        let body = operation.body.as_ref();
        let own = body.and_then(|body| body.schema.example.as_ref());
        let given = body.into_iter().flat_map(|body| &body.examples).chain(own);
        let mut right = None;
        for example in given {
            let (file, lint) = (document.file, &lint::BAD_EXAMPLE);
            let faults = self.faults(file, example, &used, lint, Strictness::Request);
            if faults.is_empty() {
                right = right.or_else(|| json_of(&example.value));
            }
            findings.append(faults);
        }
        right.or_else(|| self.made_whole(&used.ty))
    }

    /// An example of the whole reply, envelope included.
    pub(super) fn response_example(
        &self,
        document: &Document,
        operation: &Operation,
        result: &TypeUse,
        findings: &mut Findings,
    ) -> Option<Json> {
        let success = operation.success.as_ref()?;
        let own = success.schema.as_ref();
        let own = own.and_then(|schema| schema.example.as_ref());
        let mut right = None;
        for example in success.examples.iter().chain(own) {
            let (file, lint) = (document.file, &lint::BAD_EXAMPLE);
            let is_whole = example.value.member("ResponseMetadata").is_some();
            let inner = if is_whole {
                example.value.member("Result").map(|value| Spanned {
                    value: value.clone(),
                    pointer: example.pointer.key("Result"),
                })
            } else {
                Some(example.clone())
            };
            let faults = inner.as_ref().map_or_else(Findings::new, |inner| {
                self.faults(file, inner, result, lint, Strictness::Reply)
            });
            if faults.is_empty() {
                right = right.or_else(|| {
                    let json = json_of(&example.value)?;
                    Some(if is_whole { json } else { whole(json) })
                });
            }
            findings.append(faults);
        }
        right.or_else(|| self.made_whole(&result.ty).map(whole))
    }

    /// A value of a type, made of the examples that its members give; `None` where none gives any.
    fn made_whole(&self, ty: &Type) -> Option<Json> {
        let mut is_given = false;
        let made = self.made(ty, DEEPEST, &mut is_given)?;
        is_given.then_some(made)
    }

    /// The same, with whether an example was used; `None` where a required member gives none.
    fn made(&self, ty: &Type, depth: u8, is_given: &mut bool) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        match ty {
            Type::Nullable(inner) => self.made(&inner.ty, depth, is_given),
            Type::List(item) => Some(Json::Array(vec![self.made(&item.ty, depth, is_given)?])),
            Type::Named(reference) => {
                let draft = self.draft(reference)?;
                match &draft.def.shape {
                    TypeShape::Struct(structure) => {
                        self.made_structure(draft, structure, depth, is_given)
                    }
                    TypeShape::Enum(values) => {
                        values.values.first().map(|value| value.wire.clone())
                    }
                    TypeShape::Union(_) => None,
                }
            }
            _ => None,
        }
    }

    fn made_structure(
        &self,
        draft: &Draft,
        structure: &StructDef,
        depth: u8,
        is_given: &mut bool,
    ) -> Option<Json> {
        let mut made = Vec::new();
        for member in &structure.members {
            let example = draft.examples.get(&member.wire);
            let given = example.filter(|_| self.faults_of_example(draft, member).is_empty());
            let value = given
                .and_then(|example| json_of(&example.value))
                .filter(|value| *value != Json::Null);
            *is_given |= value.is_some();
            let value = value.or_else(|| match &member.value.ty {
                Type::Named(_) | Type::List(_) => self.made(&member.value.ty, depth, is_given),
                _ => member.default.clone().filter(|_| member.required),
            });
            match value {
                Some(value) if member.required || !is_empty(&value) => {
                    made.push((member.wire.clone(), value));
                }
                None if member.required => return None,
                _ => {}
            }
        }
        Some(Json::Object(made))
    }
}

fn members(def: &TypeDef) -> &[Member] {
    match &def.shape {
        TypeShape::Struct(structure) => &structure.members,
        _ => &[],
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Object(members) => members.is_empty(),
        Json::Array(items) => items.iter().all(is_empty),
        _ => false,
    }
}

/// A result in the envelope of a reply.
fn whole(result: Json) -> Json {
    let metadata = ("ResponseMetadata".to_owned(), Json::Object(Vec::new()));
    Json::Object(vec![metadata, ("Result".to_owned(), result)])
}
