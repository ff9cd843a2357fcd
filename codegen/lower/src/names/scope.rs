//! Scopes: a name exists only if a scope gave it.

use std::collections::BTreeMap;

use super::{camel, field_identifier, snake};

/// A name that was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The identifier.
    pub name: String,
    /// The wire name that has taken the plain name before, when there was one.
    pub collides_with: Option<String>,
}

/// Names that were given away in one name space.
#[derive(Debug, Clone, Default)]
pub struct Scope<'r> {
    reserved: &'r [&'r str],
    taken: BTreeMap<String, String>,
}

impl<'r> Scope<'r> {
    /// A scope in which the given names are taken beforehand.
    #[must_use]
    pub fn with_reserved(reserved: &'r [&'r str]) -> Self {
        Self {
            reserved,
            taken: BTreeMap::new(),
        }
    }

    /// The wire name that has taken a name; an empty one for a name that was reserved.
    fn owner(&self, name: &str) -> Option<&str> {
        match self.taken.get(name) {
            Some(owner) => Some(owner),
            None => self.reserved.contains(&name).then_some(""),
        }
    }

    /// Claims a field for a wire name.
    pub fn field(&mut self, wire: &str) -> Claim {
        let claim = self.claim(wire, snake, Case::Snake);
        Claim {
            name: field_identifier(&claim.name),
            ..claim
        }
    }

    /// Claims a variant for a wire name.
    pub fn variant(&mut self, wire: &str) -> Claim {
        self.claim(wire, camel, Case::Camel)
    }

    /// Claims a type for a wire name, and with it the names that are derived from it by the suffixes. When the name is
    /// taken, `longer` (the name with its parent's before it) is tried next.
    pub fn ty(&mut self, wire: &str, longer: Option<&str>, suffixes: &[&str]) -> Claim {
        let plain = camel(wire);
        let mut collides_with = None;
        // Made only when they are needed.
        let last_resort = std::iter::once(()).flat_map(|()| fallbacks(wire, &plain, Case::Camel));
        let meaningful = [
            Some(plain.clone()),
            longer.map(camel),
            Some(format!("{plain}Type")),
        ];
        for candidate in meaningful.into_iter().flatten().chain(last_resort) {
            let all = std::iter::once("").chain(suffixes.iter().copied());
            let clash = all.clone().find_map(|suffix| match suffix {
                "" => self.owner(&candidate),
                suffix => self.owner(&format!("{candidate}{suffix}")),
            });
            match clash {
                Some(owner) => {
                    if collides_with.is_none() && !owner.is_empty() {
                        collides_with = Some(owner.to_owned());
                    }
                }
                None => {
                    for suffix in all {
                        self.taken
                            .insert(format!("{candidate}{suffix}"), wire.to_owned());
                    }
                    return Claim {
                        name: candidate,
                        collides_with,
                    };
                }
            }
        }
        Claim {
            name: plain,
            collides_with,
        }
    }

    /// Whether a name is free.
    pub fn is_free(&self, name: &str) -> bool {
        self.owner(name).is_none()
    }

    /// Claims an identifier that a person chose. `None` when it is taken.
    pub fn exact(&mut self, identifier: &str, wire: &str) -> Option<String> {
        if !self.is_free(identifier) {
            return None;
        }
        self.taken.insert(identifier.to_owned(), wire.to_owned());
        Some(identifier.to_owned())
    }

    fn claim(&mut self, wire: &str, case: fn(&str) -> String, kind: Case) -> Claim {
        let plain = case(wire);
        if self.is_free(&plain) {
            self.taken.insert(plain.clone(), wire.to_owned());
            return Claim {
                name: plain,
                collides_with: None,
            };
        }
        let mut collides_with = None;
        let aside = self
            .owner(&plain)
            .is_some_and(str::is_empty)
            .then(|| match kind {
                Case::Snake => format!("{plain}_"),
                Case::Camel => format!("{plain}Value"),
            });
        for candidate in std::iter::once(plain.clone())
            .chain(aside)
            .chain(fallbacks(wire, &plain, kind))
        {
            match self.owner(&candidate) {
                Some(owner) => {
                    if collides_with.is_none() && !owner.is_empty() {
                        collides_with = Some(owner.to_owned());
                    }
                }
                None => {
                    self.taken.insert(candidate.clone(), wire.to_owned());
                    return Claim {
                        name: candidate,
                        collides_with,
                    };
                }
            }
        }
        Claim {
            name: plain,
            collides_with,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Case {
    Snake,
    Camel,
}

/// Names for the later of two things that would be called alike, made from its own spelling alone: its capitals or its
/// casing if they say something, else a checksum, and in the end numbers.
fn fallbacks(wire: &str, plain: &str, case: Case) -> impl Iterator<Item = String> + use<> {
    let letters = || wire.chars().filter(|c| c.is_alphabetic());
    let casing = if letters().next().is_none() {
        None
    } else if letters().all(char::is_lowercase) {
        Some("lowercase")
    } else if letters().all(char::is_uppercase) {
        Some("uppercase")
    } else if camel(wire) == wire {
        Some("camel")
    } else {
        None
    };
    let plain = plain.to_owned();
    let stem = plain.clone();
    let join = move |suffix: &str| match case {
        Case::Snake => format!("{stem}_{suffix}"),
        Case::Camel => format!("{stem}{}", camel(suffix)),
    };
    let checksum = format!("x{:04x}", checksum(wire));
    let letters = matches!(case, Case::Snake)
        .then(|| every_capital_apart(wire))
        .filter(|name| *name != plain);
    let suffixes = casing
        .map(str::to_owned)
        .into_iter()
        .chain([checksum])
        .chain((2..).map(|n: u32| n.to_string()));
    letters
        .into_iter()
        .chain(suffixes.map(move |suffix| join(&suffix)))
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

/// FNV-1a folded to 16 bits: the same on every machine, for ever.
fn checksum(text: &str) -> u16 {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let folded = (hash >> 16) ^ (hash & 0xffff);
    u16::try_from(folded).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn members_that_collide_keep_names_of_their_own() {
        let mut scope = Scope::default();
        assert_eq!(scope.field("LocalBgpIP").name, "local_bgp_ip");
        let second = scope.field("LocalBgpIp");
        assert_eq!(second.name, "local_bgp_ip_camel");
        assert_eq!(second.collides_with.as_deref(), Some("LocalBgpIP"));
        assert_eq!(scope.field("local_bgp_ip").name, "local_bgp_ip_lowercase");
        assert_eq!(scope.field("LocalBGPIp").name, "local_b_g_p_ip");
    }

    #[test]
    fn keywords_become_raw_identifiers() {
        let mut scope = Scope::default();
        assert_eq!(scope.field("Type").name, "r#type");
        assert_eq!(scope.field("Self").name, "self_");
    }

    #[test]
    fn a_reserved_type_name_moves_aside_without_a_collision() {
        let mut scope = Scope::with_reserved(&["Option"]);
        let claim = scope.ty("Option", None, &["Builder"]);
        assert_eq!(claim.name, "OptionType");
        assert_eq!(claim.collides_with, None);
    }

    #[test]
    fn a_derived_name_is_claimed_with_its_type() {
        let mut scope = Scope::default();
        assert_eq!(scope.ty("Filter", None, &["Builder"]).name, "Filter");
        assert_ne!(
            scope.ty("FilterBuilder", None, &["Builder"]).name,
            "FilterBuilder"
        );
    }

    #[test]
    fn values_that_differ_by_case_alone_are_told_apart() {
        let mut scope = Scope::default();
        let names: Vec<String> = ["running", "Running", "RUNNING", "=", ">"]
            .iter()
            .map(|value| scope.variant(value).name)
            .collect();
        assert_eq!(
            names,
            [
                "Running",
                "RunningCamel",
                "RunningUppercase",
                "Equal",
                "Greater"
            ]
        );
    }
}
