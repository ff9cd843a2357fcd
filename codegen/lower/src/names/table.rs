//! The names of one scope, given all at once.
//!
//! A name depends on the spellings in its scope alone, never on their order. Where several things would be called alike, none of
//! them is; each gets a name made from its own spelling, and nobody else gets that name. So whatever is added to a scope or
//! taken out of it, a name means what it meant before, or nothing.
//!
//! Names of types have the names around them in front before anything else, and other types are called so by right: a longer name
//! is kept from them only where it is needed. Both at once, adding such a type and taking out what it collided with, can therefore
//! pass on the name of a type; that change is reported under a rule of its own.

use std::collections::HashMap;

use super::candidates::Candidates;
use super::field_identifier;
use super::wanted::{Kind, Wanted};

/// A name that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The identifier.
    pub name: String,
    /// The identifier that it would have if it were alone.
    pub plain: String,
    /// Numbers of the things that want the same plain name.
    pub rivals: Vec<usize>,
    /// Whether the chosen name could not be given, because it is reserved or was chosen twice.
    pub is_refused: bool,
}

/// Gives each thing of a scope a name. `reserved` names are given to nobody; a type takes the names with `suffixes` behind
/// its own as well.
#[must_use]
pub fn assign(kind: Kind, reserved: &[&str], suffixes: &[&str], wanted: &[Wanted]) -> Vec<Given> {
    let mut table = Table {
        reserved,
        suffixes,
        wanted,
        claims: HashMap::with_capacity(wanted.len()),
        pinned: HashMap::new(),
    };
    let refused = table.pin();
    let mut candidates: Vec<Candidates> = wanted
        .iter()
        .map(|wanted| Candidates::new(kind, wanted, |name| table.is_reserved(name)))
        .collect();
    // Where no plain name looks so, nobody else can want a name that was made.
    let keeps = kind != Kind::Type && candidates.iter().any(|own| is_like_made(own.plain()));
    for (index, own) in candidates.iter().enumerate() {
        table.claim(index, own.plain());
        if keeps {
            for name in own.meaningful(&wanted[index]) {
                table.claim(index, &name);
            }
        }
    }
    // Each round makes claims and never takes one back, so the end does not depend on the order.
    loop {
        let contested: Vec<usize> = (0..candidates.len())
            .filter(|index| table.is_contested(*index, candidates[*index].latest()))
            .collect();
        if contested.is_empty() {
            break;
        }
        for index in contested {
            candidates[index].next(&wanted[index]);
            table.claim(index, candidates[index].latest());
        }
    }
    candidates
        .iter()
        .enumerate()
        .map(|(index, own)| {
            let pin = wanted[index].chosen.as_ref().filter(|_| !refused[index]);
            let name = match pin {
                Some(chosen) => chosen.clone(),
                None => finished(kind, own.latest()),
            };
            Given {
                name,
                plain: finished(kind, own.plain()),
                rivals: table.rivals(index, own.plain()),
                is_refused: refused[index],
            }
        })
        .collect()
}

/// Whether a plain name looks like one that was made because of a collision.
fn is_like_made(plain: &str) -> bool {
    let lower = plain.to_ascii_lowercase();
    let is_casing = ["camel", "lowercase", "uppercase"]
        .iter()
        .any(|casing| lower.ends_with(casing));
    let is_checksum = lower
        .rsplit_once('x')
        .is_some_and(|(_, hex)| hex.len() >= 4 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let is_apart = plain.split('_').any(|word| word.len() == 1);
    is_casing || is_checksum || is_apart || plain.ends_with("Value") || plain.ends_with('_')
}

fn finished(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Field => field_identifier(name),
        Kind::Variant | Kind::Type => name.to_owned(),
    }
}

/// Who wants which names.
struct Table<'a> {
    reserved: &'a [&'a str],
    suffixes: &'a [&'a str],
    wanted: &'a [Wanted],
    claims: HashMap<String, Vec<usize>>,
    pinned: HashMap<String, usize>,
}

impl Table<'_> {
    /// Gives chosen names to the things they were chosen for, and says where that was not possible.
    fn pin(&mut self) -> Vec<bool> {
        let mut refused = vec![false; self.wanted.len()];
        for (index, wanted) in self.wanted.iter().enumerate() {
            let Some(chosen) = &wanted.chosen else {
                continue;
            };
            let names = self.names(chosen);
            let is_taken = names.iter().any(|name| {
                let owner = self.pinned.get(name);
                self.reserved.contains(&name.as_str())
                    || owner.is_some_and(|owner| !self.are_one(*owner, index))
            });
            if is_taken {
                refused[index] = true;
            } else {
                let names = names.into_iter();
                self.pinned.extend(names.map(|name| (name, index)));
            }
        }
        refused
    }

    /// A name with those that come with it.
    fn names(&self, name: &str) -> Vec<String> {
        let derived = self.suffixes.iter().map(|suffix| format!("{name}{suffix}"));
        std::iter::once(name.to_owned()).chain(derived).collect()
    }

    fn are_one(&self, one: usize, other: usize) -> bool {
        let group = |index: usize| self.wanted[index].group;
        one == other || (group(one).is_some() && group(one) == group(other))
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.names(name)
            .iter()
            .any(|name| self.reserved.contains(&name.as_str()))
    }

    fn claim(&mut self, index: usize, name: &str) {
        for name in self.names(name) {
            self.claims.entry(name).or_default().push(index);
        }
    }

    /// Whether a name that somebody claimed belongs to nobody, or to somebody else. Those whose name was chosen have theirs.
    fn is_contested(&self, index: usize, name: &str) -> bool {
        if self.wanted[index].chosen.is_some() {
            return false;
        }
        self.names(name).iter().any(|name| {
            let is_other = |other: &usize| !self.are_one(*other, index);
            self.reserved.contains(&name.as_str())
                || self.pinned.get(name).is_some_and(is_other)
                || self
                    .claims
                    .get(name)
                    .is_some_and(|claims| claims.iter().any(is_other))
        })
    }

    /// Who else wants a name, or has it by choice.
    fn rivals(&self, index: usize, name: &str) -> Vec<usize> {
        let names = self.names(name);
        let claims = names.iter().filter_map(|name| self.claims.get(name));
        let pinned = names.iter().filter_map(|name| self.pinned.get(name));
        let mut rivals: Vec<usize> = claims
            .flatten()
            .chain(pinned)
            .copied()
            .filter(|other| !self.are_one(*other, index))
            .collect();
        rivals.sort_unstable();
        rivals.dedup();
        rivals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: Kind, reserved: &[&str], wires: &[&str]) -> Vec<String> {
        let suffixes: &[&str] = if kind == Kind::Type {
            &["Builder"]
        } else {
            &[]
        };
        let wanted: Vec<Wanted> = wires.iter().map(|wire| Wanted::new(wire)).collect();
        let given = assign(kind, reserved, suffixes, &wanted).into_iter();
        given.map(|given| given.name).collect()
    }

    #[test]
    fn where_members_collide_none_has_the_plain_name() {
        assert_eq!(names(Kind::Field, &[], &["LocalBgpIP"]), ["local_bgp_ip"]);
        assert_eq!(
            names(
                Kind::Field,
                &[],
                &["LocalBgpIP", "LocalBgpIp", "local_bgp_ip"]
            ),
            [
                "local_bgp_i_p",
                "local_bgp_ip_camel",
                "local_bgp_ip_lowercase"
            ]
        );
        let wanted = ["VpcID", "VpcId"].map(Wanted::new);
        let given = assign(Kind::Field, &[], &[], &wanted);
        assert_eq!((&*given[1].plain, &given[1].rivals), ("vpc_id", &vec![0]));
    }

    #[test]
    fn a_chosen_name_is_given_whoever_else_wants_it() {
        let wanted = [
            Wanted::new("VpcID"),
            Wanted::new("VpcId").chosen(Some("vpc_id")),
            Wanted::new("Vpc").chosen(Some("vpc_id")),
        ];
        let given = assign(Kind::Field, &[], &[], &wanted);
        let names: Vec<_> = given.iter().map(|given| given.name.as_str()).collect();
        assert_eq!(names, ["vpc_i_d", "vpc_id", "vpc"]);
        assert!(given[2].is_refused && !given[1].is_refused);
    }

    #[test]
    fn keywords_become_raw_identifiers_and_reserved_names_move_aside() {
        assert_eq!(
            names(Kind::Field, &[], &["Type", "Self"]),
            ["r#type", "self_"]
        );
        assert_eq!(names(Kind::Field, &["add"], &["Add"]), ["add_"]);
        assert_eq!(
            names(Kind::Variant, &["Unknown"], &["unknown"]),
            ["UnknownValue"]
        );
        assert_eq!(names(Kind::Type, &["Option"], &["Option"]), ["OptionType"]);
    }

    #[test]
    fn a_derived_name_is_claimed_with_its_type() {
        let given = names(Kind::Type, &[], &["Filter", "FilterBuilder", "Tag"]);
        assert!(!given.contains(&"FilterBuilder".to_owned()), "{given:?}");
        assert_eq!(given[2], "Tag");
    }

    #[test]
    fn values_that_differ_by_case_alone_are_told_apart() {
        assert_eq!(
            names(
                Kind::Variant,
                &[],
                &["running", "Running", "RUNNING", "=", ">"]
            ),
            [
                "RunningLowercase",
                "RunningCamel",
                "RunningUppercase",
                "Equal",
                "Greater"
            ]
        );
    }

    #[test]
    fn the_same_things_share_a_name_until_something_else_wants_it() {
        let same = |identity: &str, parent: &str| Wanted {
            longer: vec![format!("{parent}Type")],
            group: Some(0),
            ..Wanted::identified("Type", identity)
        };
        let of = |wanted: &[Wanted]| {
            let given = assign(Kind::Type, &[], &["Builder"], wanted).into_iter();
            given.map(|given| given.name).collect::<Vec<_>>()
        };
        let mut all = vec![same("a.Type", "Data"), same("b.Type", "System")];
        assert_eq!(of(&all), ["Type", "Type"]);
        all.push(Wanted {
            longer: vec!["OtherType".to_owned()],
            ..Wanted::identified("Type", "c.Type")
        });
        assert_eq!(of(&all), ["DataType", "SystemType", "OtherType"]);
    }
}
