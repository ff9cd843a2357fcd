//! Numbers in a clause, each whole: `2` of `2^53`, `1` of `1e9` and `12` of `2020-12-01` are none.

use super::numbers::{begins, ends, fits, is_factor, unit_at};

/// A number and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The number, where it is an integer that 64 bits hold.
    pub(crate) integer: Option<i128>,
    pub(crate) decimal: f64,
    /// Whether it neither begins nor ends at a comma that may part its thousands.
    pub(crate) is_whole: bool,
    pub(crate) is_whole_before: bool,
    pub(crate) is_whole_behind: bool,
}

/// The numbers of a clause.
pub(crate) fn figures(clause: &str) -> Vec<Figure> {
    let bytes = clause.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let (to, points) = end_of(bytes, at);
        let from = at - usize::from(is_sign(clause, at));
        at = to;
        let behind = clause.get(to..).unwrap_or_default();
        let before = clause.get(..from).unwrap_or_default();
        if points > 1
            || goes_on_before(before)
            || goes_on_behind(behind)
            || in_chain(bytes, from, to)
        {
            continue;
        }
        let Some(written) = clause.get(from..to) else {
            continue;
        };
        let Ok(decimal) = written.parse::<f64>() else {
            continue;
        };
        let is_whole_before = begins(before);
        let is_whole_behind = ends(behind);
        let integer = written.parse::<i128>().ok();
        if integer.is_some_and(|number| !fits(number)) || points == 0 && integer.is_none() {
            continue;
        }
        found.push(Figure {
            from,
            to,
            integer,
            decimal,
            is_whole: is_whole_before && is_whole_behind,
            is_whole_before,
            is_whole_behind,
        });
    }
    found
}

/// Where the digits end that begin at an index, and how many points are in them: `1.5` has one, a version or an address more.
fn end_of(bytes: &[u8], from: usize) -> (usize, usize) {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut to, mut points) = (from, 0);
    while digit(to) || bytes.get(to) == Some(&b'.') && digit(to + 1) {
        points += usize::from(bytes.get(to) == Some(&b'.'));
        to += 1;
    }
    (to, points)
}

/// Whether the dash before a number is its sign, and no mark between two numbers.
fn is_sign(clause: &str, at: usize) -> bool {
    let Some(before) = clause.get(..at).and_then(|before| before.strip_suffix('-')) else {
        return false;
    };
    match before.chars().last() {
        None => true,
        Some(' ') => !before
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | ']' | '%')),
        Some('`') => !closes_code(before),
        Some(c) => {
            !c.is_ascii_alphanumeric()
                && !matches!(c, ')' | ']' | '%' | '"' | '-')
                && !unit_ends(before, c)
        }
    }
}

/// Whether a unit stands before the dash of `10 秒-20 秒`.
fn unit_ends(before: &str, last: char) -> bool {
    matches!(last, '秒' | '天' | '时' | '钟' | '个' | '位' | '月' | '年')
        && before.contains(|c: char| c.is_ascii_digit())
}

/// Whether the back-tick at the end of a text closes code.
fn closes_code(before: &str) -> bool {
    before.matches('`').count().is_multiple_of(2)
}

/// Whether what stands before a number belongs to it: a name, a power, a version, a time, an ordinal.
fn goes_on_before(before: &str) -> bool {
    let mut back = before.chars().rev();
    let last = back.next();
    let next = back.next();
    let digit_before = next.is_some_and(|c| c.is_ascii_digit());
    match last {
        Some(c) if c.is_ascii_alphabetic() => !["to", "of", "is"]
            .iter()
            .any(|word| ends_with_word(before, word)),
        Some('_' | '$' | '^' | '#' | '@' | '*' | '×' | '第' | '±' | '\\' | '/') => true,
        Some(':' | '.') => digit_before,
        // `已用空间+20`
        Some('+') => next.is_some_and(char::is_alphanumeric),
        Some(' ') => {
            before.trim_end().ends_with(['^', '*', '×', '第', '+']) || before.ends_with(" x ")
        }
        _ => false,
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word)
        .is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether what stands behind a number belongs to it.
fn goes_on_behind(behind: &str) -> bool {
    let mut next = behind.chars();
    match next.next() {
        Some(c) if c.is_ascii_alphabetic() => {
            let word = ["to", "or", "and"].iter().any(|word| {
                behind
                    .strip_prefix(word)
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            });
            !word && unit_at(behind).is_none()
        }
        Some('^' | '*' | '×' | '_' | '@' | '/') => true,
        Some(':') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some('次') => next.next() == Some('方'),
        _ => {
            is_factor(behind)
                || behind.trim_start().starts_with(['^', '×'])
                || behind.starts_with(" * ")
                || behind.starts_with(" x ")
        }
    }
}

/// Whether a number is one of three or more that dashes join: a date, a telephone number.
fn in_chain(bytes: &[u8], from: usize, to: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joins_behind = |end: usize| bytes.get(end) == Some(&b'-') && digit(end + 1);
    let joins_before =
        |begin: usize| begin >= 2 && bytes.get(begin - 1) == Some(&b'-') && digit(begin - 2);
    let next_end = |end: usize| end_of(bytes, end + 1).0;
    let begin_of = |end: usize| {
        let mut begin = end;
        while begin > 0 && digit(begin - 1) {
            begin -= 1;
        }
        begin
    };
    let behind = joins_behind(to);
    let before = joins_before(from);
    behind && (before || joins_behind(next_end(to))) || before && joins_before(begin_of(from - 1))
}

/// How long the unit at the beginning of a text is, with the blanks before it.
pub(crate) fn unit_length(text: &str) -> usize {
    const COUNTERS: &[&str] = &[
        "个字符",
        "个字节",
        "字符",
        "字节",
        "个",
        "位",
        "条",
        "次",
        "倍速",
        "characters",
        "character",
        "chars",
    ];
    let bare = text.trim_start_matches(['`', ' ', '\u{a0}']);
    let length = unit_at(bare).map_or(0, |(_, length)| length);
    let counter = COUNTERS
        .iter()
        .find(|word| bare.starts_with(**word))
        .map_or(0, |word| word.len());
    match length.max(counter) {
        0 => 0,
        length => text.len() - bare.len() + length,
    }
}
