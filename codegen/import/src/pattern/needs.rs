//! Words one of which is in every text that a pattern matches.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// Most words that are looked for; with more, the pattern itself is as fast.
const MOST: usize = 128;
/// Most words that two parts of a pattern, one behind the other, may grow to.
const FEW: usize = 8;

/// Words one of which must be in a text.
#[derive(Debug)]
pub(super) struct Needs {
    /// In order.
    words: Vec<String>,
    /// Whether upper and lower case of ASCII are the same.
    folds: bool,
    /// A bit for each character that begins a word, by the last bits of its number.
    firsts: [u64; 4],
}

type Words = BTreeSet<String>;

impl Needs {
    /// `None` when the pattern needs no certain word, or is written in a way that is not followed here.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let folds = pattern.contains("(?i");
        let pattern = if folds {
            folded(pattern)
        } else {
            pattern.to_owned()
        };
        let mut reader = Reader(pattern.chars().peekable());
        let words = reader.alternatives()?.needed?;
        if reader.0.next().is_some() {
            return None;
        }
        let mut firsts = [0; 4];
        for first in words.iter().filter_map(|word| word.chars().next()) {
            let (index, bit) = slot(first);
            if let Some(bits) = firsts.get_mut(index) {
                *bits |= bit;
            }
        }
        Some(Self {
            words: words.into_iter().collect(),
            folds,
            firsts,
        })
    }

    /// Whether a text has one of the words.
    pub(super) fn are_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| {
            let c = if self.folds {
                c.to_ascii_lowercase()
            } else {
                c
            };
            let (index, bit) = slot(c);
            self.firsts.get(index).is_some_and(|bits| bits & bit != 0)
                && self.begin(c, text.as_bytes().get(at..).unwrap_or_default())
        })
    }

    /// Whether a text begins with one of the words; `first` is its first character.
    fn begin(&self, first: char, text: &[u8]) -> bool {
        let from = self
            .words
            .partition_point(|word| word.chars().next() < Some(first));
        let words = self.words.get(from..).unwrap_or_default().iter();
        let mut words = words
            .take_while(|word| word.starts_with(first))
            .map(String::as_bytes);
        words.any(|word| {
            let head = text.get(..word.len()).unwrap_or_default();
            head == word || self.folds && head.eq_ignore_ascii_case(word)
        })
    }
}

/// The bit of a character.
fn slot(c: char) -> (usize, u64) {
    let number = u32::from(c);
    ((number >> 6 & 3) as usize, 1 << (number & 63))
}

/// A pattern in lower case, but for what a backslash makes special.
fn folded(pattern: &str) -> String {
    let mut is_escaped = false;
    let lower = pattern.chars().map(|c| {
        let is_special = is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        if is_special {
            c
        } else {
            c.to_ascii_lowercase()
        }
    });
    lower.collect()
}

/// What is known of the texts that a part of a pattern matches.
struct Part {
    /// All of them, if they are few.
    exact: Option<Words>,
    /// Words one of which is in each of them.
    needed: Option<Words>,
}

impl Part {
    const UNKNOWN: Self = Self {
        exact: None,
        needed: None,
    };

    fn exactly(words: Words) -> Self {
        let is_needed = words.iter().all(|word| !word.is_empty());
        Self {
            needed: is_needed.then(|| words.clone()),
            exact: Some(words),
        }
    }
}

/// The more certain to be missing from other texts, the better: long words before few words.
fn better(one: Option<Words>, other: Option<Words>) -> Option<Words> {
    let worth = |words: &Words| {
        let shortest = words.iter().map(String::len).min();
        (shortest, std::cmp::Reverse(words.len()))
    };
    match (one, other) {
        (Some(one), Some(other)) if worth(&other) > worth(&one) => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

/// All words of both sides; `None` when one of them is not known, or they are many.
fn either(one: Option<Words>, other: Option<Words>) -> Option<Words> {
    let mut words = one?;
    words.extend(other?);
    (words.len() <= MOST).then_some(words)
}

/// Reads a pattern; `None` for what it does not follow.
struct Reader<'p>(Peekable<Chars<'p>>);

impl Reader<'_> {
    fn alternatives(&mut self) -> Option<Part> {
        let mut all = self.sequence()?;
        while self.0.next_if_eq(&'|').is_some() {
            let next = self.sequence()?;
            all = Part {
                exact: either(all.exact, next.exact),
                needed: either(all.needed, next.needed),
            };
        }
        Some(all)
    }

    fn sequence(&mut self) -> Option<Part> {
        let empty = || Words::from([String::new()]);
        let mut needed: Option<Words> = None;
        let mut run = empty();
        let mut is_exact = true;
        while self.0.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
            let part = self.repeated()?;
            let joined: Option<Words> = part.exact.as_ref().map(|exact| {
                let pairs = run
                    .iter()
                    .flat_map(|head| exact.iter().map(move |tail| format!("{head}{tail}")));
                pairs.collect()
            });
            let few = FEW.max(run.len());
            let few = part
                .exact
                .as_ref()
                .map_or(few, |exact| few.max(exact.len()));
            match joined.filter(|joined| joined.len() <= few) {
                Some(joined) => run = joined,
                None => {
                    is_exact = false;
                    needed = better(needed, Part::exactly(run).needed);
                    needed = better(needed, part.needed);
                    run = part.exact.unwrap_or_else(empty);
                }
            }
        }
        if is_exact {
            return Some(Part::exactly(run));
        }
        Some(Part {
            exact: None,
            needed: better(needed, Part::exactly(run).needed),
        })
    }

    /// One thing, and how often it is repeated.
    fn repeated(&mut self) -> Option<Part> {
        let part = self.single()?;
        let (least, most) = match self.0.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                let counts: String = self.0.by_ref().take_while(|c| *c != '}').collect();
                let least: usize = counts.strip_prefix('{')?.split(',').next()?.parse().ok()?;
                self.0.next_if_eq(&'?');
                return Some(Part {
                    exact: None,
                    needed: part.needed.filter(|_| least > 0),
                });
            }
            _ => return Some(part),
        };
        self.0.next();
        self.0.next_if_eq(&'?');
        Some(match (least, most) {
            (0, Some(_)) => part.exact.map_or(Part::UNKNOWN, |mut words| {
                words.insert(String::new());
                Part::exactly(words)
            }),
            (0, None) => Part::UNKNOWN,
            _ => Part {
                exact: None,
                needed: part.needed,
            },
        })
    }

    fn single(&mut self) -> Option<Part> {
        let word = |text: &str| Part::exactly(Words::from([text.to_owned()]));
        Some(match self.0.next()? {
            '(' => self.group()?,
            '[' => self.class()?,
            '.' => Part::UNKNOWN,
            '^' | '$' => word(""),
            '\\' => match self.0.next()? {
                'b' | 'B' => word(""),
                'd' => Part::exactly(('0'..='9').map(String::from).collect()),
                'n' => word("\n"),
                'w' | 's' | 'W' | 'D' | 'S' => Part::UNKNOWN,
                c if c.is_ascii_alphanumeric() => return None,
                c => word(&c.to_string()),
            },
            '?' | '*' | '+' | '{' => return None,
            c => word(&c.to_string()),
        })
    }

    /// What stands between brackets, the opening one of which is read.
    fn group(&mut self) -> Option<Part> {
        if self.0.next_if_eq(&'?').is_some() {
            while self.0.next_if(|c| matches!(c, 'i' | 'm')).is_some() {}
            match self.0.next()? {
                ':' => {}
                ')' => return Some(Part::exactly(Words::from([String::new()]))),
                _ => return None,
            }
        }
        let part = self.alternatives()?;
        self.0.next_if_eq(&')')?;
        Some(part)
    }

    /// A class, the opening bracket of which is read. It is known if it lists a few characters.
    fn class(&mut self) -> Option<Part> {
        let mut is_listed = self.0.next_if_eq(&'^').is_none();
        let mut words = Words::new();
        loop {
            match self.0.next()? {
                ']' => break,
                '[' => return None,
                '-' if self.0.peek() != Some(&']') && !words.is_empty() => is_listed = false,
                '\\' => match self.0.next()? {
                    'n' => {
                        words.insert("\n".to_owned());
                    }
                    c if c.is_ascii_alphanumeric() => is_listed = false,
                    c => {
                        words.insert(c.to_string());
                    }
                },
                c => {
                    words.insert(c.to_string());
                }
            }
        }
        Some(if is_listed && words.len() <= MOST {
            Part::exactly(words)
        } else {
            Part::UNKNOWN
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Needs;

    fn words(pattern: &str) -> Option<Vec<String>> {
        Some(Needs::of(pattern)?.words)
    }

    #[test]
    fn what_a_pattern_needs_is_read_from_it() {
        for (pattern, needed) in [
            ("oak", &["oak"][..]),
            ("oak|elm tree", &["elm tree", "oak"]),
            ("(?i)Oak(?:en)?", &["oak", "oaken"]),
            (
                r"^\s*(?:an?\s+)?(oak|elm)s?\b",
                &["elm", "elms", "oak", "oaks"],
            ),
            (r"(\d+)(?:\.(\d))?\s*(oaks|elms)", &["elms", "oaks"]),
            (r"[?&]Tree=([A-Za-z]+)", &["&Tree=", "?Tree="]),
            ("(?:most)[^,]{0,8}?([12]{1,5})", &["most"]),
            ("(?:oak){1,2}[^)]{0,12}", &["oak"]),
            (r"^\W{0,4}\w{2}:\s{2,}oak", &["oak"]),
            (r"\(([^()\n]{1,12})\)", &["("]),
            (r"[+][a\-][^\]]", &["+-", "+a"]),
            (r"\n+", &["\n"]),
        ] {
            let needed = needed.iter().copied().map(str::to_owned).collect();
            assert_eq!(words(pattern), Some(needed), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_needs_no_certain_word_always_runs() {
        for pattern in [
            "",
            r"\w+",
            "oak|[a-z]+",
            "(?:oak)?",
            "(?:oak)*",
            "(?:oak){0,3}",
            "oak|",
            r"^\s*$",
            "[^a]",
            "(oak",
            "oak)",
            r"\u{6728}",
            r"\p{L}",
        ] {
            assert_eq!(words(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn words_are_looked_for_as_the_pattern_would() {
        let is_in = |pattern: &str, text: &str| Needs::of(pattern).map(|needs| needs.are_in(text));
        let tall = "(?i)TALL|größe|高";
        for text in ["how tall", "How TALL it is", "die größe", "身高"] {
            assert_eq!(is_in(tall, text), Some(true), "{text}");
        }
        for text in ["", "tal", "Größ", "how Wide", "宽"] {
            assert_eq!(is_in(tall, text), Some(false), "{text}");
        }
        assert_eq!(is_in("Tall", "aTall"), Some(true));
        assert_eq!(is_in("Tall", "tall"), Some(false));
    }
}
