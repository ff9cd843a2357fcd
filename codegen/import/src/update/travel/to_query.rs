//! Members of a body become parameters.

use super::{BEFORE_BODY, Moving, REQUEST, entry};
use crate::update::carry::Required;
use crate::update::document::Site;
use crate::update::edit::Edit;
use crate::update::incoming::component_at;
use crate::update::statement::{ACTION, Kind, Member};
use codegen_documents::source::{Entry, Node};

/// What a page says about the example of a request.
const PAGE_EXAMPLE: &str = "example page";

impl Moving<'_> {
    /// Members of the body become parameters.
    pub(super) fn fill_query(&mut self, paths: &[String]) -> Option<()> {
        let (root, _) = self.own.get(REQUEST)?;
        if root.facts.contains_key("media") {
            return None;
        }
        let empties = paths.len() == self.body_members();
        let mut required = Required::default();
        let mut parameters = Vec::new();
        for path in paths {
            let (member, site) = self.own.get(path)?;
            self.is_here(&site.entry)?;
            // A schema that something else has as well stays as it is.
            let others = self.own.iter().filter(|(_, _, it)| it.entry == site.entry);
            if others.count() > 1
                || !matches!(root.seen("type"), Some(Node::String(kind)) if kind == "object")
            {
                return None;
            }
            parameters.push((member.name.clone(), self.parameter(member, site)?));
            if !empties {
                self.out.edits.push(Edit::Remove {
                    at: site.entry.pointer.clone(),
                });
                if member.is_required() {
                    required.remove(site.facts.get("required")?, &member.name);
                }
            }
        }
        self.out.edits.extend(required.edits(self.document));
        if empties {
            self.remove_body()?;
        }
        self.insert(parameters)
    }

    /// A member of the body as a parameter.
    fn parameter(&self, member: &Member, site: &Site) -> Option<Node> {
        let Some(Node::Object(schema)) = self.document.node(&site.entry) else {
            return None;
        };
        let (about, schema): (Vec<Entry>, Vec<Entry>) = schema
            .iter()
            .cloned()
            .partition(|entry| matches!(entry.key.as_str(), "description" | "deprecated"));
        let text = |text: &str| Node::String(text.to_owned());
        let mut entries = vec![
            entry("name", text(&member.name)),
            entry("in", text("query")),
        ];
        if member.is_required() {
            entries.push(entry("required", Node::Bool(true)));
        }
        entries.extend(about);
        entries.push(entry("schema", Node::Object(schema)));
        Some(Node::Object(entries))
    }

    /// Puts parameters where the page has them.
    fn insert(&mut self, parameters: Vec<(String, Node)>) -> Option<()> {
        let operation = self.own.site(ACTION)?.entry.clone();
        let at = operation.key("parameters");
        let items = match self.document.node(&at) {
            Some(Node::Array(items)) => items,
            Some(_) => return None,
            None => {
                let items = parameters.into_iter().map(|(_, node)| node).collect();
                self.out.edits.push(Edit::Add {
                    at: operation.pointer,
                    key: "parameters".to_owned(),
                    value: Node::Array(items),
                    after: BEFORE_BODY.iter().map(|key| (*key).to_owned()).collect(),
                });
                return Some(());
            }
        };
        let names = items.iter().map(|item| match item.member("name") {
            Some(Node::String(name)) => name.as_str(),
            _ => "",
        });
        for (name, value) in parameters {
            let around = self.around(&name, Kind::Parameter);
            self.out.edits.push(Edit::Insert {
                at: at.pointer.clone(),
                index: around.place_in(names.clone()),
                value,
            });
        }
        Some(())
    }

    /// A body of which nothing is left goes, unless somebody has written about it.
    fn remove_body(&mut self) -> Option<()> {
        let (root, site) = self.own.get(REQUEST)?;
        let body = self.own.site(ACTION)?.entry.key("requestBody");
        let only = |node: &Node, keys: &[&str]| match node {
            Node::Object(entries) => entries
                .iter()
                .all(|entry| keys.contains(&entry.key.as_str())),
            _ => false,
        };
        let node = self.document.node(&body)?;
        let content = node.member("content")?;
        let media = content.member("application/json")?;
        let is_plain = only(node, &["required", "content"])
            && only(content, &["application/json"])
            && only(media, &["schema", "example", "examples"]);
        let was_imported = |fact: &str, seen: &Node| match &self.base {
            Some(base) => base
                .get(REQUEST)
                .is_some_and(|stated| stated.get(fact) == Some(seen)),
            None => fact == PAGE_EXAMPLE,
        };
        let is_known = root
            .facts
            .iter()
            .all(|(fact, value)| fact == "type" || was_imported(fact, &value.seen));
        if !is_plain || !is_known || self.page.get(REQUEST).is_some() {
            return None;
        }
        self.out.edits.push(Edit::Remove { at: body.pointer });
        let mut layers = site.layers.iter().skip(1);
        let component = layers.find_map(|layer| {
            let name = component_at(self.document, &layer.at)?;
            Some((name, layer.at.clone()))
        });
        if let Some((name, at)) = component {
            let reference = format!("#/components/schemas/{name}");
            let (_, document) = self.document.own()?;
            if references(document, &reference) == 1 {
                self.out.edits.push(Edit::Remove { at: at.pointer });
            }
        }
        Some(())
    }
}

/// How often something is referred to.
fn references(node: &Node, reference: &str) -> usize {
    match node {
        Node::Array(items) => items.iter().map(|item| references(item, reference)).sum(),
        Node::Object(entries) => entries
            .iter()
            .map(|entry| match &entry.value {
                Node::String(text) if entry.key == "$ref" => usize::from(text == reference),
                value => references(value, reference),
            })
            .sum(),
        _ => 0,
    }
}
