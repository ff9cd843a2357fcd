//! Titles of columns that a copy has glued together: `NameTypeDescription`.

use crate::dialect::Column;

/// Fewest titles that are no accident.
pub(super) const FEWEST: usize = 3;
/// Longest run of titles, and longest title, in bytes.
const LONGEST: usize = 120;
pub(super) const LONGEST_TITLE: usize = 40;

/// The titles of which a line consists, if none but the border of a word parts them: that of the names, that of the types, that of the
/// marks if there is one, and others. The titles on the `next` lines belong to them.
pub(super) fn titles<'t>(line: &'t str, next: Option<&str>) -> Option<Vec<&'t str>> {
    // Most lines are none.
    if line.len() > LONGEST
        || !["Type", "type", "类型"]
            .iter()
            .any(|word| line.contains(word))
    {
        return None;
    }
    let mut found = Vec::new();
    let mut known = Vec::new();
    if !next_titles(line, &mut found, &mut known) {
        return None;
    }
    let goes_on = next.is_some_and(|next| Column::of(next).is_some());
    let marks = known
        .iter()
        .position(|column| matches!(column, Column::Required | Column::Optional));
    let is_header = known.len() >= FEWEST || known.len() + 1 == FEWEST && goes_on;
    (is_header && known.get(1) == Some(&Column::Type) && marks.is_none_or(|at| at == 2))
        .then_some(found)
}

/// Cuts the longest titles that lead to the end of the line.
fn next_titles<'t>(line: &'t str, found: &mut Vec<&'t str>, known: &mut Vec<Column>) -> bool {
    if line.is_empty() {
        return true;
    }
    let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.take_while(|end| *end <= LONGEST_TITLE).collect();
    for end in ends.into_iter().rev() {
        let Some((title, rest)) = line.split_at_checked(end) else {
            continue;
        };
        // Titles in small letters stand side by side without a space: `nametype`.
        let begins = |c: char| !c.is_ascii() || c.is_ascii_alphabetic();
        let is_end = rest.is_empty() || rest.starts_with(begins) && !title.ends_with(' ');
        if !is_end || !title.starts_with(char::is_alphabetic) {
            continue;
        }
        let is_next = |column: &Column| match known.len() {
            0 => *column == Column::Name,
            _ => !known.contains(column),
        };
        let Some(column) = Column::of(title).filter(is_next) else {
            continue;
        };
        found.push(title);
        known.push(column);
        if next_titles(rest, found, known) {
            return true;
        }
        found.pop();
        known.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn titles_are_cut_where_each_names_a_column() {
        for (line, expected) in [
            (
                "NameTypeRequiredExampleDescription",
                "Name|Type|Required|Example|Description",
            ),
            (
                "ParameterData TypeRequiredSample ValueDescription",
                "Parameter|Data Type|Required|Sample Value|Description",
            ),
            (
                "参数名称类型是否必选示例值描述",
                "参数名称|类型|是否必选|示例值|描述",
            ),
            ("参数类型示例值描述", "参数|类型|示例值|描述"),
            ("参数名参数类型说明", "参数名|参数类型|说明"),
            (
                "nametypeIs it requiredsample valuedescription",
                "name|type|Is it required|sample value|description",
            ),
            ("name type description", ""),
            ("NameTypeRequired", "Name|Type|Required"),
            ("NameType", ""),
            ("NameRequiredTypeDescription", ""),
            ("NameTypeDescriptionRequired", ""),
            ("Parameters", ""),
            ("参数类型", ""),
            ("PortStringYesThe port.", ""),
            ("Name Type Description of it", ""),
        ] {
            let found = titles(line, None).unwrap_or_default().join("|");
            assert_eq!(found, expected, "{line}");
        }
        assert!(titles("NameType", Some("Description")).is_some());
        assert!(titles("NameType", Some("PortStringThe port.")).is_none());
    }
}
