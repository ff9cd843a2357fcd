//! What is imported now: a page, or a document of the API Explorer. Both state the same kind of facts, and give each
//! member as a document would have it.

use super::document::{At, Described, Library, stated_by};
use super::page::Page;
use super::statement::{EXAMPLE, Remembered, Statement};
use codegen_documents::source::{Node, Place, Token};

/// What is imported.
pub(super) struct Incoming<'a> {
    pub(super) statement: Statement,
    source: Source<'a>,
}

enum Source<'a> {
    Page(Box<Page<'a>>),
    Document {
        library: Library,
        described: Described,
    },
}

impl<'a> Incoming<'a> {
    pub(super) fn page(page: Page<'a>, statement: Statement) -> Self {
        Self {
            statement,
            source: Source::Page(Box::new(page)),
        }
    }

    pub(super) fn document(library: Library, described: Described) -> Self {
        Self {
            statement: described.statement.clone(),
            source: Source::Document { library, described },
        }
    }

    /// The version of OpenAPI that its schemas are written in.
    pub(super) fn version(&self) -> Version {
        match &self.source {
            Source::Page(_) => Version::V31,
            Source::Document { library, .. } => Version::of(library),
        }
    }

    /// Where a fact stands, or the nearest thing around it.
    pub(super) fn place(&self, path: &str, fact: &str) -> Option<Place> {
        match &self.source {
            Source::Page(page) => Some(page.place(path, fact)),
            Source::Document { described, .. } => {
                let site = described.site(path)?;
                let at = site.facts.get(fact).unwrap_or(&site.entry);
                Some(Place::value(at.file, at.pointer.clone()))
            }
        }
    }

    /// A member as an entry of a document: a schema, a parameter, a documented error.
    pub(super) fn entry(&self, path: &str) -> Option<Node> {
        match &self.source {
            Source::Page(page) => page.entry(path),
            Source::Document { library, described } => {
                library.node(&described.site(path)?.entry).cloned()
            }
        }
    }

    /// What the schema of a member consists of, the nearest first.
    fn parts(&self, path: &str) -> Vec<Node> {
        match &self.source {
            Source::Page(page) => page.parts(path),
            Source::Document { library, described } => {
                let layers = described.site(path).map(|site| site.layers.iter());
                let nodes = layers.into_iter().flatten();
                nodes
                    .filter_map(|layer| library.node(&layer.at).cloned())
                    .collect()
            }
        }
    }

    /// The schema of a member, with its reference if it is one.
    pub(super) fn schema(&self, path: &str) -> Option<Node> {
        self.parts(path).into_iter().next()
    }

    /// The part of a member's schema that has one of some keys.
    pub(super) fn part_with(&self, path: &str, keys: &[&str]) -> Option<Node> {
        let has = |part: &Node| keys.iter().any(|key| part.member(key).is_some());
        self.parts(path).into_iter().find(has)
    }

    /// An entry of `examples`, by the fact that it states.
    pub(super) fn example(&self, path: &str, fact: &str) -> Option<Node> {
        fact.strip_prefix(EXAMPLE)?;
        match &self.source {
            Source::Page(_) => {
                let value = self.statement.fact(path, fact)?;
                Some(Page::example(value.full.clone()))
            }
            Source::Document { library, described } => {
                let at = described.fact(path, fact)?.parent()?;
                library.node(&at).cloned()
            }
        }
    }

    /// The members that refer to a component.
    pub(super) fn users<'s>(&'s self, component: &'s str) -> impl Iterator<Item = &'s str> {
        let paths = self.statement.iter().map(|(path, _)| path);
        paths.filter(move |path| match &self.source {
            Source::Page(page) => page.component_of(path) == Some(component),
            Source::Document { library, described } => described.site(path).is_some_and(|site| {
                let mut layers = site.layers.iter().skip(1);
                layers.any(|layer| component_at(library, &layer.at) == Some(component))
            }),
        })
    }

    pub(super) fn component(&self, name: &str) -> Option<&Node> {
        match &self.source {
            Source::Page(page) => page.component(name),
            Source::Document { library, .. } => library.node(&component(library, name)?),
        }
    }

    /// What a component states for machines.
    pub(super) fn stated_by(&self, name: &str) -> Option<Remembered> {
        match &self.source {
            Source::Page(page) => page.stated_by(name),
            Source::Document { library, .. } => stated_by(library, &component(library, name)?),
        }
    }
}

/// A version of OpenAPI, as far as schemas differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V30,
    V31,
}

impl Version {
    pub(super) fn of(library: &Library) -> Self {
        let version = library
            .own()
            .and_then(|(_, document)| document.member("openapi"));
        match version {
            Some(Node::String(version)) if version.starts_with("3.0") => Self::V30,
            _ => Self::V31,
        }
    }
}

/// The place of a schema among the components of a document.
pub(super) fn component(library: &Library, name: &str) -> Option<At> {
    let (at, _) = library.own()?;
    let at = at.key("components").key("schemas").key(name);
    library.node(&at).map(|_| at)
}

/// The name of the component that stands at a place of a document itself.
pub(super) fn component_at<'t>(library: &Library, at: &'t At) -> Option<&'t str> {
    let (root, _) = library.own()?;
    let schemas = root.pointer.key("components").key("schemas");
    match at.pointer.last()? {
        Token::Key(name) if at.file == root.file && *at.pointer.parent()? == schemas => Some(name),
        _ => None,
    }
}
