//! The names that one thing wants, one after the other, as others want the same.

use super::wanted::{Kind, Wanted};
use super::{camel, snake};

/// The names that one thing comes to want, as others want the same. Each depends on its own spelling alone.
pub(super) struct Candidates {
    kind: Kind,
    names: Vec<String>,
    aside: bool,
}

impl Candidates {
    pub(super) fn new(kind: Kind, wanted: &Wanted, is_reserved: impl Fn(&str) -> bool) -> Self {
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

    pub(super) fn plain(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    pub(super) fn latest(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    /// Goes on to the next name. There is always another one.
    pub(super) fn next(&mut self, wanted: &Wanted) {
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
    pub(super) fn meaningful(&self, wanted: &Wanted) -> Vec<String> {
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

/// FNV-1a: the same on every machine and in every version.
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
