//! Names of the types of one name space, given when all of them are known.
//!
//! Until then a type goes by a name that no type can have. So no name depends on which type is met first.

use std::collections::HashMap;

use super::Shapes;
use super::draft::{Chosen, Draft, Origin};
use crate::collisions::bad_rust_name;
use crate::names::{Given, Kind, Wanted, assign, camel};
use crate::places::SchemaPlaces;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::source::FileId;
use codegen_model::{EnumDef, Home, Type, TypeName, TypeShape};

/// Names that are made from a type's name.
const DERIVED: &[&str] = &["Builder"];

/// How many of the types around a type its name may have in front.
const DEEPEST: usize = 3;

/// A type that others stand in, and those around it.
#[derive(Debug)]
pub(crate) struct Around<'h> {
    name: &'h str,
    around: Option<&'h Around<'h>>,
}

impl<'h> Around<'h> {
    /// One that stands in no other.
    pub(crate) fn alone(name: &'h str) -> Self {
        Self { name, around: None }
    }

    /// One that stands in another.
    pub(crate) fn inside(name: &'h str, around: Option<&'h Around<'h>>) -> Self {
        Self { name, around }
    }

    /// The name of something that stands in it with names around in front: the nearest one, the outermost one, several.
    pub(super) fn longer(&self, name: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut longest = camel(name);
        let mut next = Some(self);
        while let Some(around) = next.filter(|_| names.len() < DEEPEST) {
            longest = format!("{}{longest}", camel(around.name));
            names.push(longest.clone());
            next = around.around;
        }
        let mut outermost = self;
        while let Some(around) = outermost.around {
            outermost = around;
        }
        names.insert(1, format!("{}{}", camel(outermost.name), camel(name)));
        names
    }
}

/// The names that types went by, and those that they were given.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<TypeName, TypeName>);

impl Names {
    /// The name that was given.
    pub(crate) fn given(&self, provisional: &TypeName) -> TypeName {
        self.0.get(provisional).unwrap_or(provisional).clone()
    }

    /// Puts given names in place.
    pub(crate) fn settle(&self, ty: &mut Type, home: Home) {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.settle(&mut inner.ty, home);
            }
            Type::Named(reference) if reference.home == home => {
                reference.name = self.given(&reference.name);
            }
            _ => {}
        }
    }

    fn settle_draft(&self, draft: &mut Draft, home: Home) {
        draft.def.name = self.given(&draft.def.name);
        for (used, _) in &mut draft.defaults {
            self.settle(&mut used.ty, home);
        }
        match &mut draft.def.shape {
            TypeShape::Struct(shape) => {
                let additional = shape.additional.iter_mut().map(|(_, used)| used);
                let members = shape.members.iter_mut().map(|member| &mut member.value);
                for used in members.chain(additional) {
                    self.settle(&mut used.ty, home);
                }
            }
            TypeShape::Union(shape) => {
                for variant in &mut shape.variants {
                    self.settle(&mut variant.value.ty, home);
                }
            }
            TypeShape::Enum(_) => {}
        }
    }
}

/// Names of the shared types.
#[derive(Debug, Default)]
pub(crate) struct SharedNames(pub(crate) HashMap<(FileId, String), TypeName>);

impl SharedNames {
    pub(crate) fn get(&self, file: FileId, component: &str) -> Option<&TypeName> {
        // The common case is that a version shares nothing; it costs no allocation.
        if self.0.is_empty() {
            None
        } else {
            self.0.get(&(file, component.to_owned()))
        }
    }
}

/// The types of a name space under their final names.
pub(crate) struct Settled {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) names: Names,
    /// Where they are written.
    pub(crate) places: SchemaPlaces,
}

impl Shapes<'_> {
    /// A name for the time being.
    pub(super) fn provisional(&mut self, origin: Origin) -> TypeName {
        let name = TypeName::assigned(format!("#{}", self.origins.len()));
        self.origins.insert(name.clone(), origin);
        name
    }

    /// A name for the request or the result of an action, which has its name whoever else wants it.
    pub(crate) fn root(&mut self, name: &str) -> TypeName {
        self.provisional(Origin {
            wire: name.to_owned(),
            path: name.to_owned(),
            longer: Vec::new(),
            chosen: Some(Chosen::ByAction),
        })
    }

    /// Gives every type its name. Enums that would be called alike and have the same values become one type.
    pub(crate) fn settle(self, findings: &mut Findings) -> Settled {
        let (home, mut drafts, mut places) = (self.home, self.drafts, self.places);
        let groups = same_enums(&drafts);
        let wanted: Vec<Wanted> = drafts
            .iter()
            .zip(groups)
            .map(|(draft, group)| draft.origin.wanted(group))
            .collect();
        let given = assign(Kind::Type, self.reserved.types, DERIVED, &wanted);
        for (index, (draft, given_name)) in drafts.iter().zip(&given).enumerate() {
            report(draft, given_name, &given[..index], &wanted, findings);
        }
        let names = drafts.iter().zip(&given).map(|(draft, given)| {
            let name = TypeName::assigned(&*given.name);
            (draft.def.name.clone(), name)
        });
        let names = Names(names.collect());
        for draft in &mut drafts {
            names.settle_draft(draft, home);
        }
        let mut first: HashMap<TypeName, ()> = HashMap::with_capacity(drafts.len());
        drafts.retain(|draft| first.insert(draft.def.name.clone(), ()).is_none());
        for draft in &drafts {
            places.note_type(&draft.def.name, &draft.path, &draft.place);
        }
        Settled {
            drafts,
            names,
            places,
        }
    }
}

/// Enums of the same values that want the same name, by numbers.
fn same_enums(drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut known: HashMap<String, Vec<(usize, &EnumDef)>> = HashMap::new();
    drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| {
            let TypeShape::Enum(def) = &draft.def.shape else {
                return None;
            };
            let alike = known.entry(camel(&draft.origin.wire)).or_default();
            let same = alike.iter().find(|(_, other)| *other == def);
            let group = same.map_or(index, |(group, _)| *group);
            if group == index {
                alike.push((index, def));
            }
            Some(group)
        })
        .collect()
}

/// Reports a name that was refused, and one that nobody would expect.
fn report(
    draft: &Draft,
    given: &Given,
    before: &[Given],
    wanted: &[Wanted],
    findings: &mut Findings,
) {
    let origin = &draft.origin;
    if let (true, Some(Chosen::Written(file, chosen))) = (given.is_refused, &origin.chosen) {
        findings.push(bad_rust_name(*file, chosen, "CamelCase"));
    }
    let is_expected = given.name == given.plain
        || origin.chosen.is_some()
        || origin.longer.contains(&given.name)
        || before.iter().any(|other| other.name == given.name);
    if let (false, Some(rival)) = (is_expected, given.rivals.first()) {
        findings.push(
            Finding::new(
                &lint::NAME_COLLISION,
                draft.place.clone(),
                format!(
                    "`{}` and `{}` would both become the type `{}`, so neither does; this one is `{}`",
                    origin.wire, wanted[*rival].wire, given.plain, given.name
                ),
            )
            .help(format!(
                "choose a name with `x-rust-name` in this schema; where you choose `{}`, code that uses it keeps compiling",
                given.plain
            )),
        );
    }
}
