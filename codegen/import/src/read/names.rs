//! Names of members as pages write them: paths, lists, indentation.

use crate::dialect::{Spelling, half_width, required, spelling};

/// The parts of a dotted name, each with how many times a list stands around it.
pub(super) type NamePath = Vec<(String, usize)>;

/// Depth, path, and the name as it is written.
pub(super) type ParsedName = (usize, NamePath, String);

/// Depth, path and the name as it is written, of the name of a member.
pub(super) fn parse_name(text: &str) -> Option<ParsedName> {
    if is_word(text) {
        return Some((0, vec![(text.to_owned(), 0)], text.to_owned()));
    }
    let (depth, rest) = strip_indent(text);
    let half = half_width(rest);
    let half = without_pointer(&half).unwrap_or(half);
    let half = ["<n>", "<N>", "<m>", "<M>"]
        .iter()
        .fold(half.replace(".*.", ".N."), |half, place| {
            half.replace(place, "N")
        });
    let mut name = half.replace(['`', '*', '\\', '"', '\u{200b}', '\u{feff}'], "");
    // A remark in brackets behind the name; `[]` and `[N]` are part of it. So is the mark of a footnote: `Name[^1]`, `Name^1`.
    if let Some(cut) = name.find(['(', '\n', '^', '¹', '²', '³']) {
        name.truncate(cut);
        if name.ends_with('[') {
            name.pop();
        }
    }
    let name = without_label(name.trim())
        .trim_start_matches("$.")
        .trim_end_matches([':', ',', ';'])
        .trim();
    let dotted = with_plain_places(&without_keys(&dotted(name)));
    let name = dotted.as_str();
    let mut path: Vec<(String, usize)> = Vec::new();
    for part in name.split('.') {
        let (word, lists) = split_lists(part.trim());
        match path.last_mut() {
            Some((_, lists)) if is_index(word) => *lists += 1,
            None if is_index(word) && name.contains('.') => return None,
            _ if is_member_name(word) => path.push((word.to_owned(), lists)),
            _ => return None,
        }
    }
    (!path.is_empty()).then(|| (depth, path, name.to_owned()))
}

/// Whether a text is nothing but a word that may name a member, as most names are.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= LONGEST_NAME
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// `/Owners/*/Id`, a pointer into the JSON, as a path with dots.
fn without_pointer(name: &str) -> Option<String> {
    let path = name.trim().strip_prefix('/')?;
    let is_path = path.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    is_path.then(|| path.replace("/*/", ".N.").replace('/', "."))
}

/// A name without the label for people behind it: `Depth 深度`.
fn without_label(name: &str) -> &str {
    match name.split_once(' ') {
        Some((name, label))
            if label.chars().all(|c| c.is_alphanumeric() && !c.is_ascii())
                && label.chars().count() <= LONGEST_LABEL =>
        {
            name
        }
        _ => name,
    }
}

/// Longest label behind a name.
const LONGEST_LABEL: usize = 12;

/// A path with dots between its names, however it is written: `A->B`, `A > B`, `A → B`, `A::B`.
fn dotted(name: &str) -> String {
    ["->", "=>", "→", "⟶", "»", "::", ">", "＞"]
        .iter()
        .fold(name.to_owned(), |name, mark| {
            if name.contains(mark) {
                name.split(mark)
                    .map(str::trim)
                    .collect::<Vec<_>>()
                    .join(".")
            } else {
                name
            }
        })
}

/// `Owner[Id]`, `Books[0][Title]` and `Owner["Id"]` with dots. A type, or a mark, in brackets is a remark.
fn without_keys(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, behind)) = rest.split_once('[') {
        let Some((inside, after)) = behind.split_once(']') else {
            break;
        };
        let key = inside.trim().trim_matches('\'');
        let is_remark =
            required(key).is_some() || !matches!(spelling(key), None | Some(Spelling::Named(_)));
        out.push_str(before);
        if key.len() > 1 && is_member_name(key) && !is_remark && !out.is_empty() {
            out.push('.');
            out.push_str(key);
        } else {
            out.push('[');
            out.push_str(inside);
            out.push(']');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A path whose places in lists are all `N`: pages write `Filters.N.Values.M`, `.m`, `.{N}` and `[i]` as well.
fn with_plain_places(name: &str) -> String {
    let is_braced = |part: &str| {
        let brackets = [('{', '}'), ('<', '>')];
        let mut inside = brackets
            .iter()
            .filter_map(|(open, close)| part.strip_prefix(*open)?.strip_suffix(*close));
        inside.any(|inside| is_letter(inside) || is_index(inside))
    };
    let parts: Vec<&str> = name.split('.').map(str::trim).collect();
    let mut plain: Vec<String> = Vec::with_capacity(parts.len());
    let mut has_place = false;
    for (index, part) in parts.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| parts.get(above));
        let is_place = above.is_some_and(|above| {
            // Behind a place, `X` is a member of the item.
            let is_last = index + 1 == parts.len();
            // `Points.X` may be a coordinate, `PointIds.X` is none.
            let is_of_ids = matches!(*part, "X" | "x") && above.ends_with("Ids");
            let fits =
                has_place || !is_last || is_of_ids || matches!(*part, "M" | "m" | "i" | "j" | "k");
            is_braced(part) || is_letter(part) && is_list_name(above) && fits
        });
        has_place |= is_place || is_index(part) || part.ends_with(']');
        let part = match part.rsplit_once('[') {
            Some((word, inside)) if inside.strip_suffix(']').is_some_and(is_letter) => {
                format!("{word}[N]")
            }
            _ if is_place && !is_index(part) => "N".to_owned(),
            _ => (*part).to_owned(),
        };
        plain.push(part);
    }
    plain.join(".")
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether a name is that of several: `Filters`, `TagList`.
fn is_list_name(name: &str) -> bool {
    name.ends_with('s') && !name.ends_with("ss") || name.ends_with("List") || name.ends_with("Set")
}

fn split_lists(part: &str) -> (&str, usize) {
    let mut word = part;
    let mut lists = 0;
    while let Some(open) = word.rfind('[').filter(|_| word.ends_with(']')) {
        let inside = word.get(open + 1..word.len() - 1).unwrap_or_default();
        if !(inside.is_empty() || is_index(inside) || inside == "*" || inside == "i") {
            break;
        }
        word = word.get(..open).unwrap_or_default();
        lists += 1;
    }
    (word, lists)
}

fn is_index(word: &str) -> bool {
    matches!(
        word,
        "N" | "n" | "*" | "#" | "{n}" | "{N}" | "{i}" | "<n>" | "<N>"
    ) || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Longest name of a member.
const LONGEST_NAME: usize = 128;

fn is_member_name(word: &str) -> bool {
    word.len() <= LONGEST_NAME
        && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$' || c == '@')
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '@' | ':'))
}

/// Marks that indent names.
pub(super) const INDENTS: &[char] = &[
    '>', '＞', '»', '-', '–', '—', '─', '+', '└', '├', '│', '┗', '┣', '∟', '↳', '•', '·', '●', '○',
    '◦', '▪', '~', '|', '■', '□', '◆', '◇', '▶', '▸', '►', '▷', '→', '⟶', '➜', '➤', '⤷', '↪',
];

/// A name that shows how deep it lies.
pub(super) fn indented(name: &str, depth: usize) -> String {
    format!("{}{name}", "└".repeat(depth))
}

/// Marks before a name that show how deep it lies. Unbreakable spaces count by twos or fours, whichever the page uses; the
/// reader only compares depths, so any measure that grows will do.
fn strip_indent(text: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        depth += match c {
            // `.Name` belongs to the member above.
            '.' => 1,
            ' ' | '\t' if depth == 0 => 0,
            ' ' => 0,
            '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}' => 1,
            c if INDENTS.contains(&c) => 1,
            // `=> Name`, and `* Name` or `** Name`, which are items where a star that touches a name is a mark.
            '=' if rest.starts_with("=>") => 0,
            '*' if rest.trim_start_matches('*').starts_with(' ') => 1,
            _ => break,
        };
        rest = &rest[c.len_utf8()..];
    }
    (depth, rest)
}
