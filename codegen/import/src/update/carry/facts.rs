//! Facts of members that stay.

use super::lists::{AllowedValues, nest};
use super::{Carrier, SIBLINGS, before};
use crate::update::changes::Change;
use crate::update::document::{At, Site};
use crate::update::edit::Edit;
use crate::update::incoming::Version;
use crate::update::statement::{ENUM, EXAMPLE, Kind, MEANING, Member, Value};
use codegen_documents::source::{Node, Token};

impl Carrier<'_> {
    pub(super) fn set(
        &mut self,
        change: &Change,
        path: &str,
        page: &str,
        fact: &str,
    ) -> Option<()> {
        let (own, site) = self.own.get(path)?;
        let incoming = self.incoming;
        let member = incoming.statement.get(page)?;
        let wanted = member.facts.get(fact)?;
        if fact.starts_with(ENUM) || fact.starts_with(MEANING) {
            let values = self.values.entry(path.to_owned());
            values
                .or_insert_with(|| AllowedValues::new(change, page))
                .set(fact);
            return Some(());
        }
        match fact {
            "required" => return self.set_required(change, (own, site), page, member),
            "type" => return self.set_scalar(change, site, page),
            "minimum" | "maximum" => return self.set_bound(change, (own, site), page, fact),
            "nullable" => return None,
            _ if fact.starts_with(EXAMPLE) => return self.set_example(site, wanted, page, fact),
            _ => {}
        }
        let value = self.grafts.fit(wanted.full.clone());
        match site.facts.get(fact) {
            Some(stated) if stated.file == self.file && self.is_alone(stated, path, fact) => {
                let value = self.ending_alike(stated, value);
                self.replace(stated, value);
            }
            Some(stated) => {
                let at = self.home(own, site, fact)?;
                let beside = at.file == self.file
                    && at.pointer != *stated.pointer.parent()?
                    && SIBLINGS.contains(&fact);
                if beside {
                    self.put(&at, fact, value);
                } else if self.is_here(change, stated) {
                    self.replace(stated, value);
                }
            }
            None => {
                let at = self.home(own, site, fact)?;
                if self.is_here(change, &at) {
                    self.put(&at, fact, value);
                }
            }
        }
        Some(())
    }

    /// Words of one line end as those that they replace: in a block there is a line break behind them.
    fn ending_alike(&self, at: &At, value: Node) -> Node {
        match (self.document.node(at), value) {
            (Some(Node::String(old)), Node::String(new))
                if old.ends_with('\n') && !new.contains('\n') =>
            {
                Node::String(new + "\n")
            }
            (_, value) => value,
        }
    }

    /// Whether everybody who has a fact from its place wants it to be changed.
    fn is_alone(&self, stated: &At, path: &str, fact: &str) -> bool {
        let mut users = self
            .own
            .iter()
            .filter(|(user, _, site)| *user != path && site.facts.get(fact) == Some(stated));
        users.all(|(user, ..)| {
            self.changes.iter().any(|change| {
                matches!(change, Change::Set { path, fact: name, .. } if path == user && name == fact)
            })
        })
    }

    fn set_required(
        &mut self,
        change: &Change,
        (own, site): (&Member, &Site),
        page: &str,
        member: &Member,
    ) -> Option<()> {
        let required = member.is_required();
        match own.kind {
            Kind::Parameter => {
                let entry = &site.entry;
                if self.is_here(change, entry) {
                    if required {
                        self.set_key(entry, "required", Node::Bool(true));
                    } else if self.exists(&entry.key("required")) {
                        self.remove_at(&entry.key("required"));
                    }
                }
            }
            _ => {
                let stated = site.facts.get("required")?;
                let at = if required { &site.owner } else { stated };
                if self.is_here(change, at) {
                    if required {
                        // By the name that it has today, should it have been renamed.
                        let around = self.neighbours(page, member);
                        self.required.add(&site.owner, &member.name, around);
                    } else {
                        self.required.remove(at, &own.name);
                    }
                }
            }
        }
        Some(())
    }

    /// Another scalar type, or another format of it.
    fn set_scalar(&mut self, change: &Change, site: &Site, page: &str) -> Option<()> {
        let stated = site.facts.get("type")?;
        let home = match stated.pointer.last() {
            Some(Token::Key(key)) if **key == *"type" => stated.parent()?,
            _ => stated.clone(),
        };
        if !self.is_here(change, &home) {
            return Some(());
        }
        let schema = self.incoming.part_with(page, &["type"])?;
        let schema = self.grafts.fit(schema);
        let kind = schema.member("type")?.clone();
        if self.document.node(&home.key("type")) != Some(&kind) {
            self.set_key(&home, "type", kind);
        }
        match schema.member("format") {
            Some(format) => self.set_key(&home, "format", format.clone()),
            None if self.exists(&home.key("format")) => self.remove_at(&home.key("format")),
            None => {}
        }
        Some(())
    }

    fn set_bound(
        &mut self,
        change: &Change,
        (own, site): (&Member, &Site),
        page: &str,
        fact: &str,
    ) -> Option<()> {
        let home = match site.facts.get(fact) {
            Some(stated) => stated.parent()?,
            None => self.home(own, site, fact)?,
        };
        if !self.is_here(change, &home) {
            return Some(());
        }
        let exclusive_key = format!("exclusive{}{}", fact[..1].to_uppercase(), &fact[1..]);
        let there = self.incoming.part_with(page, &[fact, &exclusive_key])?;
        let (number, excluded) = match (there.member(fact), there.member(&exclusive_key)) {
            (Some(number), Some(Node::Bool(excluded))) => (number.clone(), *excluded),
            (_, Some(number)) => (number.clone(), true),
            (number, None) => (number?.clone(), false),
        };
        let marks = self.grafts.version() == Version::V30;
        let key = if excluded && !marks {
            &exclusive_key
        } else {
            fact
        };
        let mut after = before(key);
        for other in [fact, exclusive_key.as_str()] {
            let there = home.key(other);
            let stays = other == key || (marks && excluded && other == exclusive_key);
            if self.exists(&there) && !stays {
                after.insert(0, other.to_owned());
                self.remove_at(&there);
            }
        }
        if self.exists(&home.key(key)) {
            self.replace(&home.key(key), number);
        } else {
            self.push(Edit::Add {
                at: home.pointer.clone(),
                key: key.to_owned(),
                value: number,
                after,
            });
        }
        if marks && excluded {
            self.set_key(&home, &exclusive_key, Node::Bool(true));
        }
        Some(())
    }

    fn set_example(&mut self, site: &Site, wanted: &Value, page: &str, fact: &str) -> Option<()> {
        if let Some(stated) = site.facts.get(fact) {
            self.replace(stated, wanted.full.clone());
            return Some(());
        }
        let media = &site.owner;
        let name = fact.strip_prefix(EXAMPLE)?;
        let entry = self.incoming.example(page, fact)?;
        let list = media.key("examples");
        if self.exists(&list) {
            self.put(&list, name, entry);
        } else if self.exists(&media.key("example")) {
            return None;
        } else {
            self.put(media, "examples", nest(name, entry));
        }
        Some(())
    }

    pub(super) fn unset(&mut self, change: &Change, path: &str, fact: &str) -> Option<()> {
        let site = self.own.site(path)?;
        if fact.starts_with(ENUM) || fact.starts_with(MEANING) {
            let values = self.values.entry(path.to_owned());
            values
                .or_insert_with(|| AllowedValues::new(change, ""))
                .unset(fact);
            return Some(());
        }
        let at = site.facts.get(fact)?;
        if !self.is_here(change, at) {
            return Some(());
        }
        if fact.starts_with(EXAMPLE) {
            let entry = at.pointer.parent()?.clone();
            let list = entry.parent()?.clone();
            let alone = matches!(
                self.document.node(&At { file: at.file, pointer: list.clone() }),
                Some(Node::Object(entries)) if entries.len() == 1
            );
            self.push(Edit::Remove {
                at: if alone { list } else { entry },
            });
            return Some(());
        }
        if matches!(fact, "type" | "nullable" | "required") {
            return None;
        }
        self.remove_at(at);
        if matches!(fact, "minimum" | "maximum") {
            let schema = at.parent()?;
            let mark = schema.key(&format!(
                "exclusive{}{}",
                fact[..1].to_uppercase(),
                &fact[1..]
            ));
            if matches!(self.document.node(&mark), Some(Node::Bool(_))) {
                self.remove_at(&mark);
            }
        }
        Some(())
    }
}
