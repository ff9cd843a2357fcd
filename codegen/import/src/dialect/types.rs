//! What a type is, by its spelling.

use super::enums::{besides_enum, is_enum};
use super::half_width;
use super::type_words::{GENERIC_LISTS, JSON, LISTS, MAPS, OBJECTS, SCALARS, Scalar};

/// A type as it is spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spelling {
    Scalar(Scalar),
    /// An object whose members stand elsewhere.
    Object,
    /// A list; without items, they are told elsewhere.
    List(Option<Box<Spelling>>),
    /// A map from texts; without values, they are told elsewhere.
    Map(Option<Box<Spelling>>),
    /// Any JSON.
    Json,
    /// A type of the page's own.
    Named(String),
}

impl Spelling {
    /// What lists and maps hold, however deep, or the type itself.
    pub(crate) fn innermost(self) -> Self {
        let mut known = self;
        while let Self::List(Some(inner)) | Self::Map(Some(inner)) = known {
            known = *inner;
        }
        known
    }
}

/// The type behind a spelling; `None` when it is none that is known.
pub(crate) fn spelling(text: &str) -> Option<Spelling> {
    let text = half_width(text).replace(['`', '*'], "").replace('\n', " ");
    let text = text.replace("[ ]", "[]");
    let text = text.trim().trim_end_matches(['.', '。', ',', ';']).trim();
    let whole = without_null(closed(text));
    read(whole, 0)
        .or_else(|| read(without_remark(whole)?.0, 0))
        .or_else(|| {
            // A remark behind the type, unless it is a type as well.
            let cut = top_level_comma(whole)?;
            let (head, remark) = (whole.get(..cut)?, whole.get(cut + 1..)?);
            let known = read(head, 0).filter(|known| !matches!(known, Spelling::Named(_)))?;
            matches!(read(remark, 0), None | Some(Spelling::Named(_))).then_some(known)
        })
}

/// A type without a bracket behind it that nothing opens: `Array of Item ]`.
fn closed(text: &str) -> &str {
    let count = |bracket| text.matches(bracket).count();
    let rest = text.strip_suffix(']').filter(|_| count(']') > count('['));
    rest.map_or(text, str::trim_end)
}

/// A type and the remark in brackets behind it: `String[]（最多 10 个）`.
pub(crate) fn without_remark(text: &str) -> Option<(&str, &str)> {
    let close = text.trim_end().strip_suffix([')', '）'])?;
    let open = close.rfind(['(', '（'])?;
    let head = text.get(..open)?.trim_end();
    let remark = close.get(open..)?.trim_start_matches(['(', '（']);
    let is_type = matches!(read(remark, 0), Some(known) if !matches!(known, Spelling::Named(_)));
    (!is_type && !head.is_empty()).then_some((head, remark))
}

/// A type without the remark that it may be null.
fn without_null(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    ["or null", "|null", "| null", "/null", "/ null"]
        .iter()
        .find_map(|tail| text.get(..lower.strip_suffix(tail)?.len()))
        .map_or(text, str::trim_end)
}

fn read(text: &str, depth: usize) -> Option<Spelling> {
    let text = text.trim();
    if text.is_empty() || depth > 8 {
        return None;
    }
    // `DataTypes. Credentials` is the name of a structure.
    let structure = ["datatypes.", "datatype."].iter().find_map(|prefix| {
        let head = text.get(..prefix.len())?;
        head.eq_ignore_ascii_case(prefix)
            .then(|| text.get(prefix.len()..))?
    });
    if let Some(known) = structure.and_then(named) {
        return Some(known);
    }
    let text = structure.map_or(text, str::trim);
    let lower = text.to_ascii_lowercase();
    let squeezed: String = lower.split_whitespace().collect();
    word(&squeezed)
        .or_else(|| noted(&squeezed))
        .or_else(|| {
            // `JSON Array of X`
            let inside = lower.strip_prefix("json ")?;
            let kinds = LISTS.iter().chain(OBJECTS).chain(MAPS);
            kinds
                .into_iter()
                .any(|kind| inside.starts_with(kind))
                .then(|| read(text.get(5..)?, depth + 1))?
        })
        .or_else(|| map(text, &lower, depth))
        .or_else(|| list(text, &lower, depth))
        .or_else(|| object(text, &lower))
        .or_else(|| enumeration(text, depth))
        .or_else(|| named(text))
        .or_else(|| named(text.strip_suffix("类型")?))
        .or_else(|| read(left_out(text, &lower)?, depth + 1))
}

/// What may be left out: `Maybe String`, `Optional<Item>`.
fn left_out<'t>(text: &'t str, lower: &str) -> Option<&'t str> {
    if lower.starts_with("maybe ") {
        return text.get(6..);
    }
    let head = ["optional", "nullable"]
        .iter()
        .find(|head| lower.starts_with(**head))?;
    let rest = text.get(head.len()..)?.trim();
    bracketed(rest).filter(|inside| inside.len() + 2 == rest.len())
}

/// An enumeration of scalars, or one with a name.
fn enumeration(text: &str, depth: usize) -> Option<Spelling> {
    let inside = besides_enum(text)?;
    read(inside, depth + 1)
        .filter(|known| matches!(known, Spelling::Scalar(_) | Spelling::Named(_)))
}

fn word(text: &str) -> Option<Spelling> {
    let plural = text.strip_suffix('s').unwrap_or(text);
    let scalar = SCALARS.iter().find(|(_, spellings)| {
        spellings
            .iter()
            .any(|spelling| *spelling == text || *spelling == plural)
    });
    let chinese = text.strip_suffix("类型").filter(|rest| !rest.is_empty());
    match scalar {
        Some((scalar, _)) => Some(Spelling::Scalar(*scalar)),
        None if is_enum(text) => Some(Spelling::Scalar(Scalar::String)),
        None if OBJECTS.contains(&text) => Some(Spelling::Object),
        None if LISTS.contains(&text) => Some(Spelling::List(None)),
        None if MAPS.contains(&text) => Some(Spelling::Map(None)),
        None if JSON.contains(&text) => Some(Spelling::Json),
        None => chinese.and_then(word),
    }
}

/// `String(32)`, `Integer (64)`, `Boolean (true/false)`, `String（枚举）`, `Enum(String)`: a scalar with a note in brackets.
fn noted(text: &str) -> Option<Spelling> {
    let (head, note) = text.strip_suffix(')')?.split_once('(')?;
    if matches!(head, "enum" | "枚举") {
        return word(note).filter(|known| matches!(known, Spelling::Scalar(_)));
    }
    let Some(Spelling::Scalar(scalar)) = word(head) else {
        return None;
    };
    let numbers = note
        .trim_end_matches("位")
        .trim_end_matches("bits")
        .trim_end_matches("bit");
    let is_whole = matches!(scalar, Scalar::Int32 | Scalar::Int64);
    let says = |words: &[&str]| words.iter().any(|word| note.contains(word));
    if scalar == Scalar::Double && matches!(numbers, "int32" | "i32" | "integer") {
        return Some(Spelling::Scalar(Scalar::Int32));
    }
    if scalar == Scalar::Double && matches!(numbers, "int64" | "i64" | "long" | "int") {
        return Some(Spelling::Scalar(Scalar::Int64));
    }
    // Milliseconds since 1970 need more than 32 bits.
    if is_whole
        && (numbers == "64" || says(&["64", "long", "毫秒", "微秒", "ms", "timestamp", "时间戳"]))
    {
        return Some(Spelling::Scalar(Scalar::Int64));
    }
    if is_whole && matches!(numbers, "32" | "i32" | "int32") {
        return Some(Spelling::Scalar(Scalar::Int32));
    }
    if scalar == Scalar::Double && says(&["float32", "f32"]) {
        return Some(Spelling::Scalar(Scalar::Float));
    }
    // `String(Array of X)` may be either.
    let other =
        read(note, 1).filter(|known| !matches!(known, Spelling::Named(_) | Spelling::Scalar(_)));
    other.is_none().then_some(Spelling::Scalar(scalar))
}

/// `map-key(string)-value(string)`, `map<string,X>`, `map[string]X`, `Map of string to X`.
fn map(text: &str, lower: &str, depth: usize) -> Option<Spelling> {
    let head = [
        "jsonmap",
        "json map",
        "hashmap",
        "dictionary",
        "dict",
        "map",
        "object",
        "record",
    ]
    .iter()
    .find(|head| lower.starts_with(**head))?;
    let rest = text.get(head.len()..)?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    let rest = rest.trim();
    let lower_rest = rest.to_ascii_lowercase();
    if let Some(value) = lower_rest.find("value") {
        let inside = rest.get(value + 5..)?.trim_start_matches([':', ' ', '=']);
        let inside = bracketed(inside).unwrap_or(inside);
        return map_of(inside, depth);
    }
    if let Some(inside) = bracketed(rest) {
        let after = rest.get(inside.len() + 2..).unwrap_or_default().trim();
        if !after.is_empty() && rest.starts_with('[') {
            return map_of(after, depth);
        }
        let cut = top_level_comma(inside)?;
        let key = inside.get(..cut)?;
        return matches!(read(key, depth + 1)?, Spelling::Scalar(_))
            .then(|| map_of(inside.get(cut + 1..)?, depth))?;
    }
    let (_, value) = lower_rest
        .strip_prefix("of ")
        .or_else(|| lower_rest.strip_prefix("from "))?
        .split_once(" to ")?;
    map_of(rest.get(rest.len() - value.len()..)?, depth)
}

fn map_of(value: &str, depth: usize) -> Option<Spelling> {
    Some(Spelling::Map(Some(Box::new(read(value, depth + 1)?))))
}

/// What stands in the pair of brackets that opens the text.
fn bracketed(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '(' => ')',
        '<' => '>',
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let open = text.chars().next()?;
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return text.get(1..index);
            }
        }
    }
    None
}

fn top_level_comma(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' | ')' | ']' | '}' => depth -= 1,
            ',' | ':' if depth == 0 => return Some(index),
            _ => {}
        }
    }
    None
}

/// `Array of X`, `Array<X>`, `List(X)`, `X[]`, `[]X`, `[X]`, `X 数组`.
fn list(text: &str, lower: &str, depth: usize) -> Option<Spelling> {
    if lower == "array[]" {
        // The brackets repeat the word.
        return Some(Spelling::List(None));
    }
    let items = if let Some(rest) = text.strip_suffix("[]") {
        rest.to_owned()
    } else if let Some(rest) = text.strip_prefix("[]") {
        rest.to_owned()
    } else if text.starts_with('[') && text.ends_with(']') {
        text.get(1..text.len() - 1)?.to_owned()
    } else if let Some(head) = LISTS.iter().find(|head| lower.starts_with(**head)) {
        let rest = text.get(head.len()..)?.trim();
        let lower_rest = rest.to_ascii_lowercase();
        if let Some(inside) = bracketed(rest) {
            if inside.len() + 2 != rest.len() {
                return None;
            }
            inside.to_owned()
        } else if lower_rest.starts_with("of ") || lower_rest.starts_with("of\u{a0}") {
            rest.get(3..)?.to_owned()
        } else {
            // `Array String` is short for `Array of String`, but `List boats` is a sentence.
            let is_word = word(&lower_rest).is_some()
                || rest.contains(|c: char| c.is_ascii_uppercase() || !c.is_ascii_alphabetic());
            let apart = is_word && text.get(head.len()..)?.starts_with(' ');
            let rest = rest
                .strip_prefix([':', '-', '/'])
                .or(apart.then_some(rest))?;
            rest.to_owned()
        }
    } else if let Some(items) = generic_items(text, lower) {
        items.to_owned()
    } else {
        let tail = LISTS.iter().find(|tail| {
            lower.ends_with(**tail) && (!tail.is_ascii() || lower.ends_with(&format!(" {tail}")))
        })?;
        let items = text
            .get(..text.len() - tail.len())?
            .trim_end_matches([' ', '的', '组', '构', '成']);
        // The word repeats the brackets: `[X] 列表`, `X[] 列表`.
        let inside = items
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let inside = inside.or(items.strip_suffix("[]"));
        inside.unwrap_or(items).to_owned()
    };
    let items = items.trim();
    let article = ["a ", "an ", "the "].iter().find_map(|article| {
        items
            .to_ascii_lowercase()
            .starts_with(article)
            .then(|| items.get(article.len()..))?
    });
    Some(Spelling::List(Some(Box::new(read(
        article.unwrap_or(items),
        depth + 1,
    )?))))
}

/// What stands in `Collection<X>`, behind `Sequence of X`, and behind `repeated X`.
fn generic_items<'t>(text: &'t str, lower: &str) -> Option<&'t str> {
    let head = GENERIC_LISTS
        .iter()
        .find(|head| lower.starts_with(**head))?;
    let behind = text.get(head.len()..)?;
    let rest = behind.trim_start();
    if let Some(inside) = bracketed(rest).filter(|_| !rest.starts_with(['{', '('])) {
        return (inside.len() + 2 == rest.len()).then_some(inside);
    }
    let of = rest.get(..3).filter(|of| of.eq_ignore_ascii_case("of "));
    match of {
        Some(_) if behind.len() > rest.len() => rest.get(3..),
        _ => (*head == "repeated" && behind.len() > rest.len()).then_some(rest),
    }
}

/// `Object of X`, `Object<X>`, `Struct X`, `X 结构体`.
fn object(text: &str, lower: &str) -> Option<Spelling> {
    if let Some(head) = OBJECTS.iter().find(|head| lower.starts_with(**head)) {
        let rest = text.get(head.len()..)?;
        let name = match bracketed(rest.trim()) {
            Some(inside) if inside.len() + 2 == rest.trim().len() => inside,
            Some(_) => return None,
            None => {
                let rest = rest
                    .strip_prefix([' ', ':', '/', '-'])
                    .or_else(|| (!head.is_ascii()).then_some(rest))?;
                let rest = rest.trim();
                match rest.get(..3) {
                    Some(of) if of.eq_ignore_ascii_case("of ") => rest.get(3..)?,
                    _ => rest,
                }
            }
        };
        return match word(&name.trim().to_ascii_lowercase()) {
            Some(Spelling::Object | Spelling::Json) => Some(Spelling::Object),
            // `Object of List`: a structure that is called so.
            Some(Spelling::List(_) | Spelling::Map(_))
                if name.trim().starts_with(|c: char| c.is_ascii_uppercase()) =>
            {
                named(name)
            }
            Some(_) => None,
            None => named(name),
        };
    }
    let tail = OBJECTS.iter().find(|tail| {
        lower.ends_with(**tail) && (!tail.is_ascii() || lower.ends_with(&format!(" {tail}")))
    })?;
    named(
        text.get(..text.len() - tail.len())?
            .trim_end_matches([' ', '的']),
    )
}

/// A name of the page's own: an identifier that starts with a letter.
fn named(text: &str) -> Option<Spelling> {
    let text = text.trim();
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    is_name.then(|| Spelling::Named(text.to_owned()))
}
