//! Parameters become members of a body.

use std::collections::BTreeMap;

use super::{BEFORE_BODY, Moving, REQUEST, entry};
use crate::update::carry::{Required, wrap_reference};
use crate::update::document::{At, Site};
use crate::update::edit::Edit;
use crate::update::incoming::{Version, component};
use crate::update::statement::{ACTION, Kind, Member};
use codegen_documents::source::{Node, Token};

/// What may stand in a parameter and says nothing once it is a member of the body.
const OF_QUERIES: &[&str] = &["name", "in", "required", "schema", "style", "explode"];

impl Moving<'_> {
    /// Parameters become members of the body.
    pub(super) fn fill_body(&mut self, paths: &[String]) -> Option<()> {
        let mut properties = Vec::new();
        let mut removed: BTreeMap<String, (At, usize)> = BTreeMap::new();
        for path in paths {
            let (member, site) = self.own.get(path)?;
            self.is_here(&site.entry)?;
            if site.entry.parent()? != site.owner {
                return None;
            }
            properties.push((member.clone(), self.property(site)?));
            let list = removed
                .entry(format!("{:?}", site.owner.pointer))
                .or_insert_with(|| (site.owner.clone(), 0));
            list.1 += 1;
            self.out.edits.push(Edit::Remove {
                at: site.entry.pointer.clone(),
            });
        }
        // A list of which nothing is left goes as a whole.
        for (list, count) in removed.into_values() {
            let Some(Node::Array(items)) = self.document.node(&list) else {
                return None;
            };
            let is_filled = self.out.edits.iter().any(|edit| match edit {
                Edit::Insert { at, .. } => *at == list.pointer,
                _ => false,
            });
            if items.len() == count && !is_filled {
                let inside = |edit: &Edit| match edit {
                    Edit::Remove { at } => at.parent() == Some(&list.pointer),
                    _ => false,
                };
                self.out.edits.retain(|edit| !inside(edit));
                self.out.edits.push(Edit::Remove { at: list.pointer });
            }
        }
        match self.own.get(REQUEST) {
            Some((root, site)) => self.extend_body(root, site, properties),
            None => self.new_body(properties),
        }
    }

    /// A parameter as a member of the body.
    fn property(&self, site: &Site) -> Option<Node> {
        let Some(Node::Object(parameter)) = self.document.node(&site.entry) else {
            return None;
        };
        let find = |key: &str| parameter.iter().find(|entry| entry.key == key);
        let Node::Object(mut schema) = find("schema")?.value.clone() else {
            return None;
        };
        for entry in parameter {
            let key = entry.key.as_str();
            if OF_QUERIES.contains(&key) {
                continue;
            }
            let is_about =
                matches!(key, "description" | "deprecated" | "example") || key.starts_with("x-");
            if !is_about {
                return None;
            }
            schema.retain(|known| known.key != key);
            let tail = [
                "enum",
                "x-enum-varnames",
                "x-enum-descriptions",
                "items",
                "properties",
            ];
            let index = schema
                .iter()
                .position(|known| tail.contains(&known.key.as_str()));
            schema.insert(index.unwrap_or(schema.len()), entry.clone());
        }
        Some(match Version::of(self.document) {
            Version::V30 => wrap_reference(schema),
            Version::V31 => Node::Object(schema),
        })
    }

    /// Puts members into the body that is there.
    fn extend_body(
        &mut self,
        root: &Member,
        site: &Site,
        properties: Vec<(Member, Node)>,
    ) -> Option<()> {
        if root.facts.contains_key("media") {
            return None;
        }
        let owner = site
            .layers
            .iter()
            .find(|layer| self.document.node(&layer.at.key("properties")).is_some())?;
        let owner = owner.at.clone();
        self.is_here(&owner)?;
        let mut required = Required::default();
        for (member, value) in properties {
            let around = self.around(&member.name, Kind::Property);
            self.out.edits.push(Edit::Add {
                at: owner.pointer.key("properties"),
                key: member.name.clone(),
                value,
                after: around.before.clone(),
            });
            if member.is_required() {
                required.add(&owner, &member.name, around);
            }
        }
        self.out.edits.extend(required.edits(self.document));
        Some(())
    }

    /// A body for a request that had none.
    fn new_body(&mut self, properties: Vec<(Member, Node)>) -> Option<()> {
        let (root, document) = self.document.own()?;
        let operation = self.own.site(ACTION)?.entry.clone();
        if self.document.node(&operation.key("requestBody")).is_some() {
            return None;
        }
        let required = properties.iter().filter(|(member, _)| member.is_required());
        let required: Vec<Node> = required
            .map(|(member, _)| Node::String(member.name.clone()))
            .collect();
        let mut schema = vec![entry("type", Node::String("object".to_owned()))];
        if !required.is_empty() {
            schema.push(entry("required", Node::Array(required)));
        }
        let members = properties.into_iter();
        let members = members.map(|(member, value)| entry(&member.name, value));
        schema.push(entry("properties", Node::Object(members.collect())));
        let mut schema = Node::Object(schema);
        let path = operation.parent()?;
        let name = match path.pointer.last()? {
            Token::Key(path) => format!("{}Request", path.trim_start_matches('/')),
            Token::Index(_) => return None,
        };
        let schemas = root.key("components").key("schemas");
        let has_schemas = matches!(
            document
                .member("components")
                .and_then(|components| components.member("schemas")),
            Some(Node::Object(_))
        );
        if has_schemas && component(self.document, &name).is_none() {
            self.out.edits.push(Edit::Add {
                at: schemas.pointer,
                key: name.clone(),
                value: schema,
                after: Vec::new(),
            });
            let reference = format!("#/components/schemas/{name}");
            schema = Node::Object(vec![entry("$ref", Node::String(reference))]);
        }
        let media = Node::Object(vec![entry("schema", schema)]);
        let content = Node::Object(vec![entry("application/json", media)]);
        self.out.edits.push(Edit::Add {
            at: operation.pointer,
            key: "requestBody".to_owned(),
            value: Node::Object(vec![
                entry("required", Node::Bool(true)),
                entry("content", content),
            ]),
            after: std::iter::once("parameters")
                .chain(BEFORE_BODY.iter().copied())
                .map(str::to_owned)
                .collect(),
        });
        Some(())
    }
}
