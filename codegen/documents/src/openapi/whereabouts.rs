//! Where a document says something, asked by the path of a member: `request.ParticipantInfos[].Role`.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::source::{FileId, Node, Place, Pointer, Sources, parse};

/// Documents that are asked where they say things.
#[derive(Debug)]
pub struct Whereabouts<'a> {
    sources: &'a Sources,
    /// The trees of the files, each made when it is first asked for.
    trees: HashMap<FileId, OnceCell<Option<Node>>>,
}

/// A value of a document.
#[derive(Debug, Clone)]
struct At<'n> {
    file: FileId,
    pointer: Pointer,
    node: &'n Node,
}

impl<'n> At<'n> {
    fn member(&self, name: &str) -> Option<Self> {
        Some(Self {
            file: self.file,
            pointer: self.pointer.key(name),
            node: self.node.member(name)?,
        })
    }

    fn item(&self, index: usize) -> Option<Self> {
        match self.node {
            Node::Array(items) => Some(Self {
                file: self.file,
                pointer: self.pointer.index(index),
                node: items.get(index)?,
            }),
            _ => None,
        }
    }

    fn items(&self) -> impl Iterator<Item = Self> + '_ {
        (0..).map_while(|index| self.item(index))
    }

    /// The value of whatever key is the first.
    fn first(&self) -> Option<Self> {
        match self.node {
            Node::Object(entries) => self.member(&entries.first()?.key),
            _ => None,
        }
    }

    fn text(&self) -> Option<&'n str> {
        match self.node {
            Node::String(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> Whereabouts<'a> {
    /// Asks the documents among these texts.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            trees: sources
                .iter()
                .map(|(file, _)| (file, OnceCell::new()))
                .collect(),
        }
    }

    /// The place of a member of an action's request or result, or of the nearest thing around it. `document` is the path of
    /// the action's document below the folder of all documents.
    #[must_use]
    pub fn of_action(&self, document: &str, action: &str, path: &str) -> Option<Place> {
        let root = self.document(document)?;
        let operation = root.member("paths")?.member(&format!("/{action}"))?;
        let operation = operation
            .member("post")
            .or_else(|| operation.member("get"))?;
        let (side, rest) = path.split_once('.').unwrap_or((path, ""));
        let start = match side {
            "request" => self.request(&operation, rest),
            "result" => self.result(&operation, rest),
            _ => None,
        };
        let found = start.unwrap_or(operation);
        Some(Place::key(found.file, found.pointer))
    }

    /// The place of a member of a schema of that name, somewhere in the documents of a folder.
    #[must_use]
    pub fn of_schema(&self, folder: &str, path: &str) -> Option<Place> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let files = self.sources.iter().map(|(_, file)| file.relative.as_str());
        let schema = files
            .filter(|file| file.starts_with(folder))
            .find_map(|file| {
                let components = self.document(file)?.member("components")?;
                components.member("schemas")?.member(name)
            })?;
        let found = self.walk(schema, rest);
        Some(Place::key(found.file, found.pointer))
    }

    fn document(&self, relative: &str) -> Option<At<'_>> {
        let mut files = self.sources.iter();
        let (file, _) = files.find(|(_, file)| file.relative == relative)?;
        let tree = self.trees.get(&file)?;
        Some(At {
            file,
            pointer: Pointer::root(),
            node: tree
                .get_or_init(|| parse(self.sources.get(file)).ok())
                .as_ref()?,
        })
    }

    fn request<'n>(&'n self, operation: &At<'n>, path: &str) -> Option<At<'n>> {
        if let Some(content) = operation
            .member("requestBody")
            .and_then(|body| body.member("content"))
        {
            return Some(self.walk(content.first()?.member("schema")?, path));
        }
        let first = path.split(['.', '[', '{']).next()?;
        let parameters = operation.member("parameters")?;
        let found = parameters.items().find(|parameter| {
            let name = parameter.member("name");
            let name = name.as_ref().and_then(At::text).unwrap_or_default();
            name.split('.').next() == Some(first)
        });
        found.or(Some(parameters))
    }

    fn result<'n>(&'n self, operation: &At<'n>, path: &str) -> Option<At<'n>> {
        let content = operation
            .member("responses")?
            .member("200")?
            .member("content")?;
        let schema = self.walk(content.first()?.member("schema")?, "Result");
        Some(self.walk(schema, path))
    }

    /// Follows a path as far as it leads.
    fn walk<'n>(&'n self, start: At<'n>, path: &str) -> At<'n> {
        let mut here = start;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let (name, inside) = match step.find(['[', '{', '(']) {
                Some(at) => step.split_at(at),
                None => (step, ""),
            };
            let Some(member) = self.property(&here, name, DEPTH) else {
                return here;
            };
            here = member;
            for mark in inside.split_inclusive(['[', '{']) {
                let key = match mark {
                    mark if mark.ends_with('[') => "items",
                    mark if mark.ends_with('{') => "additionalProperties",
                    _ => continue,
                };
                let Some(inner) = self.resolved(here.clone(), DEPTH).member(key) else {
                    return here;
                };
                here = inner;
            }
        }
        here
    }

    /// A property of a schema, or of one that it is made of.
    fn property<'n>(&'n self, schema: &At<'n>, name: &str, depth: u8) -> Option<At<'n>> {
        let depth = depth.checked_sub(1)?;
        let schema = self.resolved(schema.clone(), depth);
        let own = schema.member("properties").and_then(|all| all.member(name));
        own.or_else(|| {
            let parts = schema.member("allOf")?;
            parts
                .items()
                .find_map(|part| self.property(&part, name, depth))
        })
    }

    /// What a reference leads to; anything else is what it is.
    fn resolved<'n>(&'n self, at: At<'n>, depth: u8) -> At<'n> {
        let Some(reference) = at.member("$ref") else {
            return at;
        };
        let target = depth
            .checked_sub(1)
            .and_then(|depth| Some(self.resolved(self.target(&at, reference.text()?)?, depth)));
        target.unwrap_or(at)
    }

    fn target<'n>(&'n self, from: &At<'n>, reference: &str) -> Option<At<'n>> {
        let (file, pointer) = reference.split_once('#')?;
        let document = if file.is_empty() {
            self.sources.get(from.file).relative.clone()
        } else {
            let folder = self.sources.get(from.file).relative.rsplit_once('/')?.0;
            format!("{folder}/{}", file.trim_start_matches("./"))
        };
        let mut here = self.document(&document)?;
        for step in pointer.split('/').skip(1) {
            here = here.member(&step.replace("~1", "/").replace("~0", "~"))?;
        }
        Some(here)
    }
}

/// How many references are followed in a row.
const DEPTH: u8 = 32;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;
    use crate::source::{Format, SourceFile, locate};

    const DOCUMENT: &str = "\
paths:
  /Add:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Request' }
      responses:
        '200':
          content:
            application/json:
              schema:
                properties:
                  Result:
                    properties:
                      Id: { type: string }
components:
  schemas:
    Request:
      properties:
        Users:
          items:
            allOf:
              - $ref: 'shared.yaml#/components/schemas/User'
        Loop: { $ref: '#/components/schemas/Loop' }
    Loop: { $ref: '#/components/schemas/Loop' }
";

    const SHARED: &str =
        "components:\n  schemas:\n    User:\n      properties:\n        Role: {}\n";

    fn sources() -> Sources {
        let mut sources = Sources::default();
        for (name, text) in [("Add.yaml", DOCUMENT), ("shared.yaml", SHARED)] {
            sources.add(SourceFile::new(
                format!("spec/rtc/1/{name}"),
                format!("rtc/1/{name}"),
                Format::Yaml,
                text.to_owned(),
            ));
        }
        sources
    }

    fn line(place: Option<Place>) -> String {
        let sources = sources();
        let place = place.unwrap();
        let file = sources.get(place.file);
        let start = locate(file, &place.spot).start;
        format!("{}:{}", file.relative, file.position(start).line)
    }

    #[test]
    fn a_member_is_found_through_references_and_lists() {
        let sources = sources();
        let asked = Whereabouts::new(&sources);
        let of = |path| line(asked.of_action("rtc/1/Add.yaml", "Add", path));
        assert_eq!(of("request.Users[].Role"), "rtc/1/shared.yaml:5");
        assert_eq!(of("request.Users"), "rtc/1/Add.yaml:21");
        assert_eq!(of("result.Id"), "rtc/1/Add.yaml:16");
        assert_eq!(
            line(asked.of_schema("rtc/1/", "User.Role")),
            "rtc/1/shared.yaml:5"
        );
    }

    #[test]
    fn the_nearest_thing_stands_for_what_is_not_there() {
        let sources = sources();
        let asked = Whereabouts::new(&sources);
        let of = |path| line(asked.of_action("rtc/1/Add.yaml", "Add", path));
        assert_eq!(of("request.Gone.Deeper"), "rtc/1/Add.yaml:7");
        assert_eq!(of("request.Loop.Deeper"), "rtc/1/Add.yaml:25");
        assert_eq!(of(""), "rtc/1/Add.yaml:3");
        assert!(asked.of_action("rtc/1/Other.yaml", "Add", "").is_none());
    }
}
