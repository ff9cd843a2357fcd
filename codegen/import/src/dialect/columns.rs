//! What a column holds, by its header.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::column_titles::HEADERS;
use super::{distinctive, half_width, holds_any, is_han};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Name,
    /// Names of members of the member that the column before names.
    Child,
    Type,
    Required,
    /// The same turned round: `是` means that the member may be left out.
    Optional,
    Example,
    Description,
    /// An example and a description that nothing parts.
    Words,
    Default,
    /// Allowed values.
    Range,
    /// Where a parameter travels: query, body, header.
    Location,
    /// Code of an error.
    Code,
    /// Number of an error.
    Number,
    /// HTTP status.
    Status,
    /// What an error says.
    Message,
    /// One allowed value.
    Value,
}

/// Longest title of a column with its remark, in bytes: what is longer is a sentence.
const LONGEST: usize = 240;

impl Column {
    /// The meaning of a header; what stands in brackets is a remark and may be wrong for it.
    pub(crate) fn of(header: &str) -> Option<Self> {
        if header.len() > LONGEST {
            return None;
        }
        let half = half_width(header);
        let without_remark = half.split(['(', '[', '/']).next().unwrap_or_default();
        let has_remark = without_remark.len() < half.len();
        let title = bare_title(without_remark);
        has_remark
            .then(|| known(&bare_title(&half)))
            .flatten()
            .or_else(|| known(&title))
            .or_else(|| of_member(&title))
            .or_else(|| in_two_languages(&half))
    }
}

/// More characters than any title has that is known.
const TOO_MANY: usize = 32;

/// What tells a title of half width apart, or the beginning of what is too long for a title.
fn bare_title(half: &str) -> String {
    distinctive(half).take(TOO_MANY).collect()
}

/// Whether a text may hold the title of the column of the types. Costs little, and says no for most texts.
pub(crate) fn may_title_types(text: &str) -> bool {
    holds_any(text, &["型", "type", "category"])
}

/// Words for a member, before what a column holds of it.
const MEMBERS: &str = "parameter param field attribute property member 参数 字段 属性 变量";

/// `Parameter description`: what stands behind a word for the member.
fn of_member(header: &str) -> Option<Column> {
    let words = MEMBERS.split(' ');
    let rests = words.filter_map(|word| header.strip_prefix(word));
    rests.filter_map(known).find(|column| {
        matches!(
            column,
            Column::Type
                | Column::Required
                | Column::Optional
                | Column::Example
                | Column::Description
                | Column::Default
                | Column::Range
        )
    })
}

/// The meaning of each spelling.
static SPELLINGS: LazyLock<HashMap<&str, Column>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (column, spellings) in HEADERS {
        for spelling in *spellings {
            all.entry(*spelling).or_insert(*column);
        }
    }
    all
});

fn known(header: &str) -> Option<Column> {
    SPELLINGS.get(header).copied()
}

/// `示例值 Example`: one meaning, in Chinese and in English.
fn in_two_languages(header: &str) -> Option<Column> {
    let letters = header.chars().filter(|c| is_han(*c)).count();
    if !(1..TOO_MANY).contains(&letters) || !header.contains(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let column = known(&bare_title(&header.replace(|c: char| c.is_ascii(), " ")))?;
    let english = bare_title(&header.replace(|c: char| !c.is_ascii(), " "));
    (known(&english) == Some(column)).then_some(column)
}

#[cfg(test)]
mod tests {
    use super::{Column, HEADERS, MEMBERS, TOO_MANY, may_title_types};

    #[test]
    fn quick_looks_overlook_no_title() {
        let longest_member = MEMBERS.split(' ').map(str::len).max().unwrap_or_default();
        for (column, titles) in HEADERS {
            for title in *titles {
                assert!(longest_member + title.chars().count() < TOO_MANY, "{title}");
                assert!(*column != Column::Type || may_title_types(title), "{title}");
            }
        }
    }
}
