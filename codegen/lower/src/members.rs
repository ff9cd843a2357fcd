//! Extensions that name members: how pages follow each other, and where failures are listed.

use super::types::Types;
use codegen_documents::diagnostics::{Finding, Findings, Lint, lint};
use codegen_documents::openapi::{Operation, PaginationNames, Spanned};
use codegen_documents::source::{FileId, Place};
use codegen_likeness::{Likeness, nearest};
use codegen_model::{FieldName, Member, Pagination, Type, TypeRef, TypeShape, TypeUse};

/// Members by their names, and what is reported where one is wrong.
struct Named<'a, 'f> {
    file: FileId,
    lint: &'static Lint,
    members: &'a [Member],
    /// Whose members they are.
    whose: &'static str,
    findings: &'f mut Findings,
}

impl<'a> Named<'a, '_> {
    fn find(&mut self, name: &Spanned<String>) -> Option<&'a Member> {
        let members = self.members;
        let found = members.iter().find(|member| member.wire == name.value);
        if found.is_none() {
            let known = members.iter().map(|member| member.wire.as_str());
            let help = match nearest(&name.value, known, Likeness::Distant) {
                Some(candidate) => format!("did you mean `{candidate}`?"),
                None => "use the name that the member has on the wire".to_owned(),
            };
            let message = format!("the {} has no member `{}`", self.whose, name.value);
            self.bad(name, message, &help);
        }
        found
    }

    /// The member, if what it holds is fit for the purpose: the second part says what would be.
    fn fit<T>(
        &mut self,
        name: &Spanned<String>,
        wanted: &str,
        fits: impl FnOnce(&'a Type) -> Option<T>,
    ) -> Option<(&'a Member, T)> {
        let member = self.find(name)?;
        let fit = fits(&member.value.ty);
        if fit.is_none() {
            let message = format!("`{}` must be {wanted}", name.value);
            self.bad(name, message, "name another member, or correct its type");
        }
        Some((member, fit?))
    }

    fn bad(&mut self, name: &Spanned<String>, message: String, help: &str) {
        let place = Place::value(self.file, name.pointer.clone());
        self.findings
            .push(Finding::new(self.lint, place, message).help(help));
    }
}

/// What a cursor is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
}

fn cursor_kind(ty: &Type) -> Option<Kind> {
    match ty {
        Type::Int32 | Type::Int64 | Type::JsonNumber => Some(Kind::Number),
        Type::String => Some(Kind::Text),
        _ => None,
    }
}

fn item(ty: &Type) -> Option<&Type> {
    match ty {
        Type::List(item) => Some(&item.ty),
        _ => None,
    }
}

impl<'a> Types<'a> {
    fn members(&self, reference: &TypeRef) -> &'a [Member] {
        match self.def(reference).map(|def| &def.shape) {
            Some(TypeShape::Struct(def)) => &def.members,
            _ => &[],
        }
    }

    fn members_of_result(&self, result: &TypeUse) -> &'a [Member] {
        match &result.ty {
            Type::Named(reference) => self.members(reference),
            _ => &[],
        }
    }

    /// How pages follow each other.
    pub(super) fn pagination(
        &self,
        file: FileId,
        names: &PaginationNames,
        request: &TypeRef,
        result: &TypeUse,
        findings: &mut Findings,
    ) -> Option<Pagination> {
        const CURSOR: &str = "an integer or a string";
        for (name, key) in [
            (&names.cursor, "cursor"),
            (&names.next, "next"),
            (&names.items, "items"),
        ] {
            if name.is_none() {
                findings.push(
                    Finding::new(
                        &lint::BAD_PAGINATION,
                        Place::value(file, names.pointer.clone()),
                        format!("`x-pagination` lacks `{key}`"),
                    )
                    .help("use the name that the member has on the wire"),
                );
            }
        }
        let mut sent = Named {
            file,
            lint: &lint::BAD_PAGINATION,
            members: self.members(request),
            whose: "request",
            findings: &mut *findings,
        };
        let cursor = names
            .cursor
            .as_ref()
            .and_then(|name| sent.fit(name, CURSOR, cursor_kind));
        let mut received = Named {
            file,
            lint: &lint::BAD_PAGINATION,
            members: self.members_of_result(result),
            whose: "result",
            findings,
        };
        let next = names.next.as_ref().and_then(|name| {
            let next = received.fit(name, CURSOR, cursor_kind)?;
            if let Some((cursor, kind)) = cursor
                && kind != next.1
            {
                let message = format!(
                    "`{}` is passed to `{}`, but one is an integer and the other a string",
                    name.value, cursor.wire
                );
                received.bad(
                    name,
                    message,
                    "describe both as integers, or both as strings",
                );
            }
            Some(next)
        });
        let has_more = names.has_more.as_ref().and_then(|name| {
            let fits = |ty: &Type| matches!(ty, Type::Bool).then_some(());
            received.fit(name, "a boolean", fits)
        });
        let items = names
            .items
            .as_ref()
            .and_then(|name| received.fit(name, "a list", item));
        let (items, item) = items?;
        Some(Pagination {
            cursor: cursor?.0.rust.clone(),
            next: next?.0.rust.clone(),
            has_more: has_more.map(|(member, ())| member.rust.clone()),
            items: items.rust.clone(),
            item: item.clone(),
        })
    }

    /// The members of the result that list what failed.
    pub(super) fn failed_items(
        &self,
        file: FileId,
        operation: &Operation,
        result: &TypeUse,
        findings: &mut Findings,
    ) -> Vec<FieldName> {
        let mut received = Named {
            file,
            lint: &lint::BAD_FAILED_ITEMS,
            members: self.members_of_result(result),
            whose: "result",
            findings,
        };
        let mut lists: Vec<FieldName> = Vec::new();
        for name in &operation.failed_items {
            if let Some((member, _)) = received.fit(name, "a list", item)
                && !lists.contains(&member.rust)
            {
                lists.push(member.rust.clone());
            }
        }
        lists
    }
}

/// Adds the lists of failures to the definition of a result. Actions that share it may name different ones; all count.
pub(super) fn mark_failed(shape: &mut TypeShape, lists: &[FieldName]) {
    if let TypeShape::Struct(def) = shape {
        for list in lists {
            if !def.failed.contains(list) {
                def.failed.push(list.clone());
            }
        }
    }
}
