//! Words that are in every text that a pattern matches.

use std::collections::BTreeSet;

use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{
    Ast, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, Literal, RepetitionKind, RepetitionRange,
};

/// Most words that are looked for; with more, the pattern itself is as fast.
const MOST: usize = 128;
/// Most words that two parts of a pattern, one behind the other, may grow to.
const FEW: usize = 8;

/// Most alternatives that are told apart.
const MOST_WAYS: usize = 64;

/// Words that a text must have.
#[derive(Debug)]
pub(super) struct Needs {
    /// What all alternatives of the pattern have in common: one word of each group, each behind that of the group before.
    groups: Vec<Group>,
    /// What each alternative needs, in the same manner, where that is more.
    ways: Vec<Vec<Group>>,
    /// Whether upper and lower case of ASCII are the same.
    folds: bool,
}

/// Words one of which must be in a text.
#[derive(Debug)]
struct Group {
    /// In order, each behind its first character.
    words: Vec<(char, String)>,
    /// A bit for each character that begins a word, by the last bits of its number.
    firsts: [u64; SLOTS],
}

/// Numbers of 64 bits that tell which characters begin words.
const SLOTS: usize = 16;

type Words = BTreeSet<String>;

impl Needs {
    /// `None` when the pattern needs no certain word, or is not valid.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let folds = pattern.contains("(?i");
        let ast = Parser::new().parse(pattern).ok()?;
        let groups = |needed: Vec<Words>| needed.into_iter().map(Group::of).collect();
        let needed = Part::of(&ast, folds).needed;
        (!needed.is_empty()).then(|| Self {
            groups: groups(needed),
            ways: told_apart(&ast, folds).into_iter().map(groups).collect(),
            folds,
        })
    }

    /// Whether a text has the words.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let has = |groups: &[Group]| {
            let mut rest = text;
            groups.iter().all(|group| {
                let found = group.behind_first(rest, self.folds);
                rest = found.unwrap_or_default();
                found.is_some()
            })
        };
        has(&self.groups) && (self.ways.is_empty() || self.ways.iter().any(|way| has(way)))
    }
}

/// What each alternative of a pattern needs; nothing where that says no more than what they have in common.
fn told_apart(ast: &Ast, folded: bool) -> Vec<Vec<Words>> {
    let ways = ways(ast, folded).into_iter().map(|part| part.needed);
    let ways: Vec<Vec<Words>> = ways.collect();
    if ways.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let (single, mut more): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| way.len() == 1);
    if !more.is_empty() && !single.is_empty() {
        more.push(vec![single.into_iter().flatten().flatten().collect()]);
    }
    more
}

/// What is known of each alternative of a pattern, if there are several and not too many.
fn ways(ast: &Ast, folded: bool) -> Vec<Part> {
    let (around, place) = match ast {
        Ast::Concat(all) => {
            let places = 0..all.asts.len();
            let most =
                places.max_by_key(|at| all.asts.get(*at).map_or(0, |ast| branches(ast).len()));
            (all.asts.as_slice(), most.unwrap_or_default())
        }
        _ => (std::slice::from_ref(ast), 0),
    };
    let branches = around.get(place).map(branches).unwrap_or_default();
    if !(2..=MOST_WAYS).contains(&branches.len()) {
        return Vec::new();
    }
    let known = |asts: Option<&[Ast]>| Part::several(asts.unwrap_or_default(), folded);
    let (before, behind) = (known(around.get(..place)), known(around.get(place + 1..)));
    let with = |branch| {
        let own = std::iter::once(Part::of(branch, folded));
        let before = before.iter().cloned().chain(own);
        Part::sequence(before.chain(behind.iter().cloned()))
    };
    branches.into_iter().map(with).collect()
}

/// The alternatives of an expression.
fn branches(ast: &Ast) -> Vec<&Ast> {
    match ast {
        Ast::Group(group) => branches(&group.ast),
        Ast::Alternation(all) => all.asts.iter().flat_map(branches).collect(),
        _ => vec![ast],
    }
}

impl Group {
    fn of(words: Words) -> Self {
        let mut firsts = [0; SLOTS];
        let words = words.into_iter();
        let words: Vec<(char, String)> = words
            .filter_map(|word| Some((word.chars().next()?, word)))
            .collect();
        for (first, _) in &words {
            let (index, bit) = slot(*first);
            if let Some(bits) = firsts.get_mut(index) {
                *bits |= bit;
            }
        }
        Self { words, firsts }
    }

    /// What stands behind the beginning of the first of the words in a text.
    fn behind_first<'t>(&self, text: &'t str, folds: bool) -> Option<&'t str> {
        let mut chars = text.chars();
        loop {
            let from = chars.as_str();
            let c = chars.next()?;
            let c = if folds { c.to_ascii_lowercase() } else { c };
            let (index, bit) = slot(c);
            let may_begin = self.firsts.get(index).is_some_and(|bits| bits & bit != 0);
            if may_begin && self.begin(c, from.as_bytes(), folds) {
                return Some(chars.as_str());
            }
        }
    }

    /// Whether a text begins with one of the words; `first` is its first character.
    fn begin(&self, first: char, text: &[u8], folds: bool) -> bool {
        let from = self.words.partition_point(|(initial, _)| *initial < first);
        let words = self.words.get(from..).unwrap_or_default().iter();
        let mut words = words.take_while(|(initial, _)| *initial == first);
        words.any(|(_, word)| {
            let word = word.as_bytes();
            let head = text.get(..word.len()).unwrap_or_default();
            head == word || folds && head.eq_ignore_ascii_case(word)
        })
    }
}

/// The bit of a character.
fn slot(c: char) -> (usize, u64) {
    let number = u32::from(c);
    ((number >> 6) as usize % SLOTS, 1 << (number & 63))
}

/// What is known of the texts that a part of a pattern matches.
#[derive(Clone)]
struct Part {
    /// All of them, if they are few.
    exact: Option<Words>,
    /// Groups of words one of which is in each of them, in the order in which they stand there.
    needed: Vec<Words>,
}

impl Part {
    const UNKNOWN: Self = Self {
        exact: None,
        needed: Vec::new(),
    };

    fn exactly(words: Words) -> Self {
        let is_needed = words.iter().all(|word| !word.is_empty());
        Self {
            needed: is_needed.then(|| words.clone()).into_iter().collect(),
            exact: Some(words),
        }
    }
}

/// The group that is most certain to be missing from other texts: long words before few words.
fn best(groups: Vec<Words>) -> Option<Words> {
    groups.into_iter().max_by_key(|words| {
        let shortest = words.iter().map(String::len).min();
        (shortest, std::cmp::Reverse(words.len()))
    })
}

/// All words of both sides; `None` when one of them is not known, or they are many.
fn either(one: Option<Words>, other: Option<Words>) -> Option<Words> {
    let mut words = one?;
    words.extend(other?);
    (words.len() <= MOST).then_some(words)
}

impl Part {
    /// What is known of an expression. Letters are lower case when case is `folded`.
    fn of(ast: &Ast, folded: bool) -> Self {
        match ast {
            Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Self::word(""),
            Ast::Literal(literal) => {
                Self::word(character(literal, folded).encode_utf8(&mut [0; 4]))
            }
            Ast::ClassPerl(class) => Self::listed(perl(class)),
            Ast::ClassBracketed(class) if !class.negated => match &class.kind {
                ClassSet::Item(item) => Self::listed(listed(item, folded)),
                ClassSet::BinaryOp(_) => Self::UNKNOWN,
            },
            Ast::ClassBracketed(_) | Ast::ClassUnicode(_) | Ast::Dot(_) => Self::UNKNOWN,
            Ast::Repetition(repetition) => {
                Self::of(&repetition.ast, folded).repeated(&repetition.op.kind)
            }
            Ast::Group(group) => Self::of(&group.ast, folded),
            Ast::Alternation(all) => {
                let mut parts = all.asts.iter().map(|ast| Self::of(ast, folded));
                let first = parts.next().unwrap_or(Self::UNKNOWN);
                parts.fold(first, |all, next| Self {
                    exact: either(all.exact, next.exact),
                    needed: either(best(all.needed), best(next.needed))
                        .into_iter()
                        .collect(),
                })
            }
            Ast::Concat(all) => Self::sequence(Self::several(&all.asts, folded).into_iter()),
        }
    }

    /// What is known of expressions, one behind the other. Characters that follow each other are one word.
    fn several(asts: &[Ast], folded: bool) -> Vec<Self> {
        let is_literal = |ast: &Ast| matches!(ast, Ast::Literal(_));
        let runs = asts.chunk_by(|one, next| is_literal(one) && is_literal(next));
        let known = runs.map(|run| match run {
            [one] => Self::of(one, folded),
            word => {
                let chars = word.iter().filter_map(|ast| match ast {
                    Ast::Literal(literal) => Some(character(literal, folded)),
                    _ => None,
                });
                Self::word(&chars.collect::<String>())
            }
        });
        known.collect()
    }

    fn word(text: &str) -> Self {
        Self::exactly(Words::from([text.to_owned()]))
    }

    fn listed(words: Option<Words>) -> Self {
        words.map_or(Self::UNKNOWN, Self::exactly)
    }

    fn repeated(self, how_often: &RepetitionKind) -> Self {
        let least = match how_often {
            RepetitionKind::ZeroOrOne => {
                return self.exact.map_or(Self::UNKNOWN, |mut words| {
                    words.insert(String::new());
                    Self::exactly(words)
                });
            }
            RepetitionKind::ZeroOrMore => 0,
            RepetitionKind::OneOrMore => 1,
            RepetitionKind::Range(
                RepetitionRange::Exactly(least)
                | RepetitionRange::AtLeast(least)
                | RepetitionRange::Bounded(least, _),
            ) => *least,
        };
        Self {
            exact: None,
            needed: if least > 0 { self.needed } else { Vec::new() },
        }
    }

    /// Parts, one behind the other.
    fn sequence(parts: impl Iterator<Item = Self>) -> Self {
        let empty = || Words::from([String::new()]);
        let mut needed: Vec<Words> = Vec::new();
        let mut run = empty();
        let mut is_exact = true;
        for part in parts {
            let joined: Option<Words> = part.exact.as_ref().map(|exact| {
                let pairs = run
                    .iter()
                    .flat_map(|head| exact.iter().map(move |tail| format!("{head}{tail}")));
                pairs.collect()
            });
            let own = part.exact.as_ref().map_or(0, Words::len);
            let few = FEW.max(run.len()).max(own);
            match joined.filter(|joined| joined.len() <= few) {
                Some(joined) => run = joined,
                None => {
                    is_exact = false;
                    needed.append(&mut Self::exactly(run).needed);
                    // What is known exactly goes on.
                    run = part.exact.unwrap_or_else(|| {
                        needed.extend(part.needed);
                        empty()
                    });
                }
            }
        }
        let mut last = Self::exactly(run);
        if is_exact {
            return last;
        }
        needed.append(&mut last.needed);
        Self {
            exact: None,
            needed,
        }
    }
}

fn character(literal: &Literal, folded: bool) -> char {
    if folded {
        literal.c.to_ascii_lowercase()
    } else {
        literal.c
    }
}

/// The characters that a class lists, if they are few.
fn listed(item: &ClassSetItem, folded: bool) -> Option<Words> {
    let words = match item {
        ClassSetItem::Empty(_) => Words::new(),
        ClassSetItem::Literal(literal) if folded => {
            Words::from([literal.c.to_ascii_lowercase().to_string()])
        }
        ClassSetItem::Literal(literal) => Words::from([literal.c.to_string()]),
        ClassSetItem::Perl(class) => perl(class)?,
        ClassSetItem::Union(union) => {
            let all = union.items.iter().map(|item| listed(item, folded));
            all.fold(Some(Words::new()), either)?
        }
        _ => return None,
    };
    (words.len() <= MOST).then_some(words)
}

/// The characters of a class such as `\d`, if they are few: `regex-lite` takes those of ASCII.
fn perl(class: &ClassPerl) -> Option<Words> {
    let is_digit = class.kind == ClassPerlKind::Digit && !class.negated;
    is_digit.then(|| ('0'..='9').map(String::from).collect())
}

#[cfg(test)]
mod tests {
    use super::{Group, Needs};

    /// The groups of words that a pattern needs.
    fn words(pattern: &str) -> Vec<Vec<String>> {
        let groups = Needs::of(pattern).map(|needs| needs.groups);
        let groups = groups.unwrap_or_default().into_iter();
        let words = |group: Group| group.words.into_iter().map(|(_, word)| word).collect();
        groups.map(words).collect()
    }

    #[test]
    fn what_a_pattern_needs_is_read_from_it() {
        for (pattern, needed) in [
            ("oak", &[&["oak"][..]][..]),
            ("oak|elm tree", &[&["elm tree", "oak"]]),
            ("(?i)Oak(?:en)?", &[&["oak", "oaken"]]),
            (
                r"^\s*(?:an?\s+)?(oak|elm)s?\b",
                &[&["elm", "elms", "oak", "oaks"]],
            ),
            (
                r"([12]+)(?:\.(\d))?\s*(oaks|elms)",
                &[&["1", "2"], &["elms", "oaks"]],
            ),
            (
                r"(?:[12]+ oaks|[34]+ (?:elms|firs))\W+[!?]",
                &[&[" elms", " firs", " oaks"], &["!", "?"]],
            ),
            (r"[?&]Tree=([A-Za-z]+)", &[&["&Tree=", "?Tree="]]),
            ("(?:most)[^,]{0,8}?([12]{1,5})", &[&["most"], &["1", "2"]]),
            ("(?:oak){1,2}[^)]{0,12}", &[&["oak"]]),
            (r"^\W{0,4}\w{2}:\s{2,}oak", &[&[":"], &["oak"]]),
            (r"\(([^()\n]{1,12})\)", &[&["("], &[")"]]),
            (r"[+][a\-][^\]]", &[&["+-", "+a"]]),
            (r"\n+", &[&["\n"]]),
            (r"\u{6728}", &[&["木"]]),
            (r"[+-][\w]x", &[&["+", "-"], &["x"]]),
        ] {
            let needed: Vec<Vec<String>> = needed
                .iter()
                .map(|group| group.iter().copied().map(str::to_owned).collect())
                .collect();
            assert_eq!(words(pattern), needed, "{pattern}");
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
            r"\p{L}",
        ] {
            assert!(Needs::of(pattern).is_none(), "{pattern}");
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

    #[test]
    fn each_alternative_needs_words_of_its_own() {
        for (pattern, has, lacks) in [
            (
                r"\d{4}-\d{2}|oak|elms? (?:old|young)",
                &["1999-12", "oaks", "elm old"][..],
                &["a-b", "12", "elm", "old elm"][..],
            ),
            (
                r"(?:in|at|\w+ of) the (?:wood|grove|\d+)",
                &["in the wood", "out of the 7"],
                &["out of it", "the wood", "in a wood"],
            ),
            // What one alternative needs is not known, so nothing more is asked than of all.
            (r"(?:in|\w+) the", &["by the", "see the"], &["in"]),
        ] {
            let needs = Needs::of(pattern);
            let may_match = |text: &&&str| needs.as_ref().is_none_or(|needs| needs.are_in(text));
            assert_eq!(has.iter().filter(may_match).count(), has.len(), "{pattern}");
            assert_eq!(lacks.iter().find(may_match), None, "{pattern}");
        }
    }

    #[test]
    fn words_are_looked_for_in_their_order() {
        let is_in = |text: &str| Needs::of("(a|b).*(a|b)!+").map(|needs| needs.are_in(text));
        for text in ["ab!", "aa!", "xbxax!"] {
            assert_eq!(is_in(text), Some(true), "{text}");
        }
        for text in ["a!", "!ab", "ab", "xx!"] {
            assert_eq!(is_in(text), Some(false), "{text}");
        }
    }
}
