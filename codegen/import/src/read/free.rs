//! Objects of which a page describes no members, because it means them to hold anything.

use super::rows::Row;
use crate::dialect::is_han;
use crate::pattern::pattern;

// `透传`, `any JSON`, `key-value pairs`
pattern!(
    FREE,
    r"(?i)任意|任何|透传|不限|不做限制|不做校验|键值|自定义|自由|动态|按需|key[- ]?values?\b|\bany\b|\barbitrary\b|\bfree[- ]form\b|\bcustom\b|\buser-defined\b|\bopaque\b|\bpassed? through\b|\bdynamic\b"
);
// `结构见下表`, `see Keel below`
pattern!(
    PROMISES,
    r"(?i)如下|下表|下述|以下|下方|详见|参见|参考|参阅|参看|请见|见(?:表|附录|下|本)|包含:|包括:|结构体?(?:说明|定义)|\bsee\b|\brefer\b|\bbelow\b|\bfollowing\b|\bas follows\b"
);

/// Whether the words of a row say that its object holds anything.
pub(super) fn is_free(row: &Row) -> bool {
    FREE.is_match(&row.description.text) && !PROMISES.is_match(&row.description.text)
}

/// Whether a row describes its object in a sentence, and does not say that its members are described elsewhere. A label such as
/// `其他` describes nothing.
pub(super) fn is_described(row: &Row) -> bool {
    const FEWEST_LETTERS: usize = 6;
    const FEWEST_WORDS: usize = 4;
    let text = row.description.text.trim();
    let letters = text.chars().filter(|c| is_han(*c)).count();
    let words = text.split_whitespace().count();
    is_free(row) || (letters >= FEWEST_LETTERS || words >= FEWEST_WORDS) && !PROMISES.is_match(text)
}
