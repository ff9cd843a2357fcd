//! Titles of columns that a copy has glued together: `NameTypeDescription`.

use crate::dialect::Column;

/// Fewest titles that are no accident.
pub(super) const FEWEST: usize = 3;
/// Longest run of titles, and longest title, in bytes.
const LONGEST: usize = 120;
const LONGEST_TITLE: usize = 40;

/// The columns whose titles stand on the lines right above one: that of the names, and those behind it.
#[derive(Debug, Default)]
pub(super) struct Above(Vec<Column>);

impl Above {
    /// How many titles there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Goes on below a line.
    pub(super) fn pass(&mut self, line: &str) {
        let column = if line.len() <= LONGEST_TITLE {
            Column::of(line)
        } else {
            None
        };
        match column {
            // `返回参数` is the title of a section.
            Some(Column::Name) if !names_side(line) => {
                self.0 = vec![Column::Name];
            }
            Some(column) if !self.0.is_empty() => self.0.push(column),
            _ => self.0.clear(),
        }
    }
}

/// The titles of which a line consists, if none but the border of a word parts them: with those `above`, that of the names, that of the
/// types, that of the places and of the marks if there are such, and others. The titles on the `next` lines belong to them.
pub(super) fn titles<'t>(line: &'t str, above: &Above, next: Option<&str>) -> Option<Vec<&'t str>> {
    if above.0.is_empty() {
        return titles_below(line, &[], next);
    }
    // A title that is whole below another is one.
    let is_title = Column::of(line).is_some_and(|column| !above.0.contains(&column));
    if is_title {
        return None;
    }
    titles_below(line, &above.0, next).or_else(|| titles_below(line, &[], next))
}

fn titles_below<'t>(line: &'t str, above: &[Column], next: Option<&str>) -> Option<Vec<&'t str>> {
    // Most lines are none.
    let has_type = ["Type", "type", "类型"]
        .iter()
        .any(|word| line.contains(word));
    if line.len() > LONGEST || !has_type && !above.contains(&Column::Type) {
        return None;
    }
    let mut found = Vec::new();
    let mut known = above.to_vec();
    if !next_titles(line, &mut found, &mut known) || found.len() < 2 {
        return None;
    }
    let goes_on = next.is_some_and(|next| {
        let mut more = Vec::new();
        Column::of(next).is_some()
            || next_titles(next.trim(), &mut more, &mut known.clone()) && !more.is_empty()
    });
    let marks = known
        .iter()
        .position(|column| matches!(column, Column::Required | Column::Optional));
    let is_header = known.len() >= FEWEST || known.len() + 1 == FEWEST && goes_on;
    // Where a member travels may stand on either side of its type.
    let place = known.iter().position(|column| *column == Column::Location);
    let (types, marked) = match place {
        Some(1) => (2, 3),
        Some(2) => (1, 3),
        _ => (1, 2),
    };
    let is_typed = known.get(types) == Some(&Column::Type);
    (is_header && is_typed && marks.is_none_or(|at| at == marked)).then_some(found)
}

/// Whether a title speaks of one side of a call.
fn names_side(line: &str) -> bool {
    const SIDES: &[&str] = &[
        "请求", "输入", "返回", "响应", "输出", "request", "input", "response", "return", "output",
    ];
    let lower = line.trim_start().to_lowercase();
    SIDES.iter().any(|side| lower.starts_with(side))
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
    use super::{Above, titles};

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
            ("参数类型位置是否必填描述", "参数|类型|位置|是否必填|描述"),
            (
                "名称位置类型是否必填示例值描述",
                "名称|位置|类型|是否必填|示例值|描述",
            ),
            ("NameTypeDescriptionRequired", ""),
            ("Parameters", ""),
            ("参数类型", ""),
            ("PortStringYesThe port.", ""),
            ("Name Type Description of it", ""),
        ] {
            let found = titles(line, &Above::default(), None);
            assert_eq!(found.unwrap_or_default().join("|"), expected, "{line}");
        }
        let found = |next| titles("NameType", &Above::default(), Some(next));
        assert!(found("Description").is_some());
        assert!(found("PortStringThe port.").is_none());
    }

    #[test]
    fn titles_go_on_below_others() {
        for (lines, expected) in [
            (
                "Parameter\nTypeRequiredExampleDescription",
                "Type|Required|Example|Description",
            ),
            ("参数\n类型\n是否必填描述", "是否必填|描述"),
            ("参数名\n参数类型\n示例值说明", "示例值|说明"),
            ("参数名称\n参数类型", ""),
            ("参数\n是否必选\n参数类型", ""),
            ("港口\n参数\n类型\n描述", ""),
            ("参数\n类型\n港口\n是否必填描述", ""),
            ("参数\n类型\n类型描述", ""),
            ("返回参数\n参数类型描述", "参数|类型|描述"),
        ] {
            let mut above = Above::default();
            let (before, line) = lines.rsplit_once('\n').unwrap_or_default();
            before.lines().for_each(|line| above.pass(line));
            let found = titles(line, &above, None).unwrap_or_default();
            assert_eq!(found.join("|"), expected, "{lines}");
        }
    }
}
