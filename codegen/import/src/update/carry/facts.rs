//! Facts of members that stay.

use super::graft::Dialect;
use super::lists::{AllowedValues, nest};
use super::{Carrier, SIBLINGS, before};
use crate::update::changes::Change;
use crate::update::edit::Edit;
use crate::update::facts::{At, ENUM, EXAMPLE, Fact, Kind, MEANING, Member};
use codegen_documents::source::{Node, Token};

impl Carrier<'_> {
    pub(super) fn set(
        &mut self,
        change: &Change,
        path: &str,
        page: &str,
        fact: &str,
    ) -> Option<()> {
        let (own, member) = (self.own.get(path)?, self.page.get(page)?);
        let wanted = member.facts.get(fact)?;
        if fact.starts_with(ENUM) || fact.starts_with(MEANING) {
            let values = self.values.entry(path.to_owned());
            values
                .or_insert_with(|| AllowedValues::new(change, page))
                .set(fact);
            return Some(());
        }
        match fact {
            "required" => return self.set_required(change, own, member, wanted),
            "type" => return self.set_scalar(change, own, wanted),
            "minimum" | "maximum" => return self.set_bound(change, own, wanted, fact),
            "nullable" => return None,
            _ if fact.starts_with(EXAMPLE) => return self.set_example(own, wanted, fact),
            _ => {}
        }
        let value = self.grafts.take(&wanted.at)?;
        match own.facts.get(fact) {
            Some(stated) if stated.at.file == self.file && self.is_alone(stated, path, fact) => {
                let value = self.ending_alike(&stated.at, value);
                self.replace(&stated.at, value);
            }
            Some(stated) => {
                let at = self.home(own, fact)?;
                let beside = at.file == self.file
                    && at.pointer != *stated.at.pointer.parent()?
                    && SIBLINGS.contains(&fact);
                if beside {
                    self.put(&at, fact, value);
                } else if self.is_here(change, &stated.at) {
                    self.replace(&stated.at, value);
                }
            }
            None => {
                let at = self.home(own, fact)?;
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
    fn is_alone(&self, stated: &Fact, path: &str, fact: &str) -> bool {
        let mut users = self.own.iter().filter(|(user, member)| {
            *user != path
                && member
                    .facts
                    .get(fact)
                    .is_some_and(|other| other.at == stated.at)
        });
        users.all(|(user, _)| {
            self.changes.iter().any(|change| {
                matches!(change, Change::Set { path, fact: name, .. } if path == user && name == fact)
            })
        })
    }

    fn set_required(
        &mut self,
        change: &Change,
        own: &Member,
        member: &Member,
        wanted: &Fact,
    ) -> Option<()> {
        let required = wanted.value.seen == Node::Bool(true);
        match own.kind {
            Kind::Parameter => {
                if self.is_here(change, &own.site.clone()) {
                    let site = own.site.clone();
                    if required {
                        self.set_key(&site, "required", Node::Bool(true));
                    } else if self.exists(&site.key("required")) {
                        self.remove_at(&site.key("required"));
                    }
                }
            }
            _ => {
                let stated = own.facts.get("required")?.at.clone();
                let at = if required { own.owner.clone() } else { stated };
                if self.is_here(change, &at) {
                    if required {
                        // By the name that it has today, should it have been renamed.
                        self.required.add(&own.owner, &member.name);
                    } else {
                        self.required.remove(&at, &own.name);
                    }
                }
            }
        }
        Some(())
    }

    /// Another scalar type, or another format of it.
    fn set_scalar(&mut self, change: &Change, own: &Member, wanted: &Fact) -> Option<()> {
        let home = match own.facts.get("type")?.at.clone() {
            at if matches!(at.pointer.last(), Some(Token::Key(key)) if **key == *"type") => At {
                file: at.file,
                pointer: at.pointer.parent()?.clone(),
            },
            at => at,
        };
        if !self.is_here(change, &home) {
            return Some(());
        }
        let there = At {
            file: wanted.at.file,
            pointer: wanted.at.pointer.parent()?.clone(),
        };
        let schema = self.grafts.take(&there)?;
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
        own: &Member,
        wanted: &Fact,
        fact: &str,
    ) -> Option<()> {
        let stated = own.facts.get(fact).map(|stated| stated.at.clone());
        let home = match &stated {
            Some(at) => At {
                file: at.file,
                pointer: at.pointer.parent()?.clone(),
            },
            None => self.home(own, fact)?,
        };
        if !self.is_here(change, &home) {
            return Some(());
        }
        let exclusive_key = format!("exclusive{}{}", fact[..1].to_uppercase(), &fact[1..]);
        let there = self.incoming.node(&At {
            file: wanted.at.file,
            pointer: wanted.at.pointer.parent()?.clone(),
        })?;
        let number = self.incoming.node(&wanted.at)?.clone();
        let from_exclusive =
            matches!(wanted.at.pointer.last(), Some(Token::Key(key)) if **key == exclusive_key);
        let excluded = from_exclusive || there.member(&exclusive_key) == Some(&Node::Bool(true));
        let marks = self.grafts.dialect() == Dialect::V30;
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

    fn set_example(&mut self, own: &Member, wanted: &Fact, fact: &str) -> Option<()> {
        let value = self.incoming.node(&wanted.at)?.clone();
        if let Some(stated) = own.facts.get(fact) {
            let at = stated.at.clone();
            self.replace(&at, value);
            return Some(());
        }
        let media = own.owner.clone();
        let name = fact.strip_prefix(EXAMPLE)?;
        let entry = self
            .incoming
            .node(&At {
                file: wanted.at.file,
                pointer: wanted.at.pointer.parent()?.clone(),
            })?
            .clone();
        let list = media.key("examples");
        if self.exists(&list) {
            self.put(&list, name, entry);
        } else if self.exists(&media.key("example")) {
            return None;
        } else {
            self.put(&media, "examples", nest(name, entry));
        }
        Some(())
    }

    pub(super) fn unset(&mut self, change: &Change, path: &str, fact: &str) -> Option<()> {
        let own = self.own.get(path)?;
        if fact.starts_with(ENUM) || fact.starts_with(MEANING) {
            let values = self.values.entry(path.to_owned());
            values
                .or_insert_with(|| AllowedValues::new(change, ""))
                .unset(fact);
            return Some(());
        }
        let at = own.facts.get(fact)?.at.clone();
        if !self.is_here(change, &at) {
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
        self.remove_at(&at);
        if matches!(fact, "minimum" | "maximum") {
            let schema = At {
                file: at.file,
                pointer: at.pointer.parent()?.clone(),
            };
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
