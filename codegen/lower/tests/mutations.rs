//! Documents that were damaged at random: whatever they have become, they are read to the end, and give findings or an API.
//!
//! `MUTATIONS=100000 cargo test -p codegen-lower --test mutations` tries more than the few of every run.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen_pipeline::understand_texts;

/// A small generator of numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or_default()
    }
}

fn collect(folder: &Path, seeds: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, seeds);
        } else if let Some(extension) = path.extension().and_then(|name| name.to_str())
            && matches!(extension, "yaml" | "json")
            && let Ok(text) = fs::read_to_string(&path)
        {
            seeds.push((extension.to_owned(), text));
        }
    }
}

/// Pieces that mean something to the reader.
const PIECES: &[&str] = &[
    "null",
    "[]",
    "{}",
    "\"\"",
    "0",
    "-1",
    "1e400",
    "017",
    "true",
    "<<",
    "*a",
    "&a ",
    "$ref",
    "allOf",
    "oneOf",
    "items",
    "properties",
    "enum",
    "const",
    "nullable",
    "type",
    "array",
    "object",
    "discriminator",
    "mapping",
    "required",
    "x-split-type",
    "#/components/schemas/Thing",
    "#/components/schemas/Pet",
    "#/paths",
    "#",
    "[",
    "{",
    ": ",
    "\n",
    "\u{feff}",
    "%E4%B8",
    "~1",
    "9223372036854775808",
    "N",
    ".N",
    "x-version",
    "200",
    "default",
    "\t",
    "---\n",
];

fn damaged(text: &str, other: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(chars.len());
        let piece: Vec<char> = match random.below(5) {
            0 => Vec::new(),
            1 | 2 => PIECES[random.below(PIECES.len())].chars().collect(),
            _ => {
                let lines: Vec<&str> = other.lines().collect();
                let line = lines.get(random.below(lines.len())).copied();
                line.unwrap_or_default().chars().collect()
            }
        };
        let until = (at + random.below(24)).min(chars.len());
        chars.splice(at.min(until)..until, piece);
    }
    chars.into_iter().collect()
}

#[test]
fn nothing_that_documents_hold_ends_the_program() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seeds = Vec::new();
    collect(&repository.join("tests/golden/platform/spec"), &mut seeds);
    collect(&repository.join("tests/golden/shapes/spec"), &mut seeds);
    collect(&repository.join("../shared/official/tag"), &mut seeds);
    collect(&repository.join("../shared/official/RocketMQ"), &mut seeds);
    assert!(seeds.len() >= 3, "{} documents", seeds.len());
    let given = std::env::var("MUTATIONS").ok();
    let rounds: u64 = given.map_or(400, |text| text.parse().unwrap());
    for round in 0..rounds {
        let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (round + 1));
        let (extension, text) = &seeds[random.below(seeds.len())];
        let (_, other) = &seeds[random.below(seeds.len())];
        let text = damaged(text, other, &mut random);
        let understood = understand_texts([
            ("demo/service.yaml".to_owned(), "service: demo\n".to_owned()),
            (format!("demo/2020-01-01/Action.{extension}"), text),
        ]);
        assert_eq!(
            understood.api.is_none(),
            understood.findings.has_errors(),
            "round {round}"
        );
    }
}
