//! Types that say that they are enumerations: `FieldTypeEnum（枚举类型）`, `String Enum`, `Enum<Integer>`.

use crate::pattern::pattern;

/// What such a type may be called, without anything else.
const WORDS: &str = "enum enums enumeration enumerate 枚举 枚举类型 枚举值 枚举型";

// The word stands in brackets or behind the type, or the type does behind the word.
pattern!(
    BEHIND,
    r"(?i)^(.+?)(?:\s*[(<\[（]\s*(?:enum|enums|enumeration|枚举(?:类型|值|型)?)\s*[)>\]）]|(?:\s*[/,|]\s*|\s+)(?:enum|enums|enumeration)|\s*[/,|]?\s*枚举(?:类型|值|型)?)$"
);
pattern!(
    BEFORE,
    r"(?i)^(?:(?:enum|enums|enumeration)(?:\s*[(<\[/,|]\s*|\s+of\s+|\s+)|枚举(?:类型)?\s*[(<\[（/]?\s*)(.+?)\s*[)>\]）]?$"
);

/// What a type is besides an enumeration, by its own words.
pub(crate) fn besides_enum(text: &str) -> Option<&str> {
    let text = text.trim();
    [&BEHIND, &BEFORE]
        .into_iter()
        .find_map(|pattern| Some(pattern.captures(text)?.get(1)?.as_str().trim()))
}

/// Whether the name of a type ends like that of an enumeration: `ModelNameEnum`.
pub(crate) fn is_called_enum(name: &str) -> bool {
    ["Enum", "Enums", "_enum", "ENUM", "Enumeration"]
        .iter()
        .any(|tail| name.ends_with(tail))
}

/// Whether a text is a word for enumerations and nothing else.
pub(super) fn is_enum(text: &str) -> bool {
    WORDS.split(' ').any(|word| word == text)
}
