//! The names of one scope, given all at once.
//!
//! A name depends on the spellings in its scope alone, never on their order. Where several things would be called alike, none of
//! them is; each gets a name made from its own spelling, and nobody else gets that name. So whatever is added to a scope or
//! taken out of it, a name means what it meant before, or nothing.
//!
//! Names of types have the names around them in front before anything else, and other types are called so by right: a longer name
//! is kept from them only where it is needed. Both at once, adding such a type and taking out what it collided with, can therefore
//! pass on the name of a type; that change is told under a rule of its own.

use std::collections::HashMap;

use super::{camel, field_identifier, snake};

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A field, a method or a module.
    Field,
    /// A variant.
    Variant,
    /// A type.
    Type,
}

/// Something that wants a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What the documents call it.
    pub wire: String,
    /// What tells it apart from everything else in its scope, if its wire name does not.
    pub identity: String,
    /// The name that a person chose.
    pub chosen: Option<String>,
    /// Longer spellings that are tried before a suffix is added, the shortest first.
    pub longer: Vec<String>,
    /// Things of one group may be called alike: they are the same.
    pub group: Option<usize>,
}

impl Wanted {
    /// Something whose wire name is unique in its scope.
    #[must_use]
    pub fn new(wire: &str) -> Self {
        Self::identified(wire, wire)
    }

    /// Something that is told apart from others by more than its wire name.
    #[must_use]
    pub fn identified(wire: &str, identity: &str) -> Self {
        Self {
            wire: wire.to_owned(),
            identity: identity.to_owned(),
            chosen: None,
            longer: Vec::new(),
            group: None,
        }
    }

    /// The same with a name that a person chose.
    #[must_use]
    pub fn chosen(mut self, chosen: Option<&str>) -> Self {
        self.chosen = chosen.map(str::to_owned);
        self
    }
}

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
    let mut runs: Vec<Run> = wanted
        .iter()
        .map(|wanted| Run::new(kind, wanted, |name| table.is_reserved(name)))
        .collect();
    // Where no plain name looks so, nobody else can want a name that was made.
    let keeps = kind != Kind::Type && runs.iter().any(|run| is_like_made(run.plain()));
    for (index, run) in runs.iter().enumerate() {
        table.claim(index, run.plain());
        if keeps {
            for name in run.meaningful(&wanted[index]) {
                table.claim(index, &name);
            }
        }
    }
    // Each round makes claims and never takes one back, so the end does not depend on the order.
    loop {
        let contested: Vec<usize> = (0..runs.len())
            .filter(|index| table.is_contested(*index, runs[*index].latest()))
            .collect();
        if contested.is_empty() {
            break;
        }
        for index in contested {
            runs[index].next(&wanted[index]);
            table.claim(index, runs[index].latest());
        }
    }
    runs.iter()
        .enumerate()
        .map(|(index, run)| {
            let pin = wanted[index].chosen.as_ref().filter(|_| !refused[index]);
            let name = match pin {
                Some(chosen) => chosen.clone(),
                None => finished(kind, run.latest()),
            };
            Given {
                name,
                plain: finished(kind, run.plain()),
                rivals: table.rivals(index, run.plain()),
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
    /// Gives chosen names to those for whom they were chosen. Says for whom that was not possible.
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

/// The names that one thing comes to want, as others want the same. Each depends on its own spelling alone.
struct Run {
    kind: Kind,
    names: Vec<String>,
    aside: bool,
}

impl Run {
    fn new(kind: Kind, wanted: &Wanted, is_reserved: impl Fn(&str) -> bool) -> Self {
        let plain = match kind {
            Kind::Field => snake(&wanted.wire),
            Kind::Variant | Kind::Type => camel(&wanted.wire),
        };
        let aside = is_reserved(&plain);
        Self {
            kind,
            names: vec![plain],
            aside,
        }
    }

    fn plain(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    fn latest(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    /// Goes on to the next name. There is always another one.
    fn next(&mut self, wanted: &Wanted) {
        let meaningful = self.meaningful(wanted);
        let fresh = meaningful
            .into_iter()
            .find(|name| !self.names.contains(name));
        let next = fresh.unwrap_or_else(|| {
            let whole = self.joined(&format!("x{}", hex(&wanted.identity)));
            let mut name = whole;
            while self.names.contains(&name) {
                name.push('x');
            }
            name
        });
        self.names.push(next);
    }

    /// Names that say something, or are short at least.
    fn meaningful(&self, wanted: &Wanted) -> Vec<String> {
        let plain = self.plain().to_owned();
        let mut names: Vec<String> = match self.kind {
            Kind::Field => vec![every_capital_apart(&wanted.wire)],
            Kind::Variant => Vec::new(),
            Kind::Type => wanted.longer.iter().map(|name| camel(name)).collect(),
        };
        if self.aside || self.kind == Kind::Type {
            let aside = match self.kind {
                Kind::Field => format!("{plain}_"),
                Kind::Variant => format!("{plain}Value"),
                Kind::Type => format!("{plain}Type"),
            };
            let place = match self.kind {
                Kind::Type => names.len(),
                Kind::Field | Kind::Variant => 0,
            };
            names.insert(place, aside);
        }
        let casing = casing(&wanted.wire).map(|casing| self.joined(casing));
        let checksums = [
            format!("x{:04x}", checksum(&wanted.identity) & 0xffff),
            format!("x{:016x}", checksum(&wanted.identity)),
        ];
        names.extend(casing);
        names.extend(checksums.map(|checksum| self.joined(&checksum)));
        names
    }

    fn joined(&self, suffix: &str) -> String {
        match self.kind {
            Kind::Field => format!("{}_{suffix}", self.plain()),
            Kind::Variant | Kind::Type => {
                let mut name = self.plain().to_owned();
                let mut letters = suffix.chars();
                name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                name.extend(letters);
                name
            }
        }
    }
}

/// The casing of a spelling, if it says something.
fn casing(wire: &str) -> Option<&'static str> {
    let letters = || wire.chars().filter(|c| c.is_alphabetic());
    if letters().next().is_none() {
        None
    } else if letters().all(char::is_lowercase) {
        Some("lowercase")
    } else if letters().all(char::is_uppercase) {
        Some("uppercase")
    } else if camel(wire) == wire {
        Some("camel")
    } else {
        None
    }
}

/// `LocalBgpIP` as `local_bgp_i_p`.
fn every_capital_apart(wire: &str) -> String {
    let mut spaced = String::with_capacity(wire.len() + 4);
    for c in wire.chars() {
        if c.is_uppercase() {
            spaced.push('_');
        }
        spaced.extend(c.to_lowercase());
    }
    snake(&spaced)
}

/// FNV-1a: the same on every machine, for ever.
fn checksum(text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The bytes of a text: no two texts have the same ones.
fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
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
