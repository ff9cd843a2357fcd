//! Members that a page lists without a table: a line with name, type and mark, then what there is to say.

use super::{Spelling, half_width, required, spelling};
use crate::pattern::pattern;

/// The first line of such a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemLine {
    pub(crate) name: String,
    pub(crate) spelled: String,
    /// Empty where the line has none.
    pub(crate) mark: String,
    pub(crate) example: String,
}

pattern!(
    NAME,
    r"^((?:[A-Za-z_][\w-]*(?:\[\w?\])?\.[ \u{a0}]?)*)(\*{0,2})([A-Za-z_][\w-]*(?:\[\w?\])?(?:\.[A-Za-z_][\w-]*(?:\[\w?\])?)*)\s*(\*{0,2})(?:\s+|$)"
);
pattern!(
    BULLET,
    r"^\s*([A-Za-z_][\w-]*(?:\[\w?\])?(?:\.[A-Za-z_][\w-]*(?:\[\w?\])?)*)\s*(\(|:|-\s)\s*"
);
pattern!(EXAMPLE, r"(?i)(?:示例值?|examples?(?: value)?)\s*[:：]\s*");
pattern!(
    MARK,
    r"(?i)(?:^|\s)(%%require%%|条件必选|条件必填|必选|必填|可选|选填|非必选|非必填|required|optional|conditional)\s*$"
);
pattern!(
    GLUED_MARK,
    r"[A-Za-z0-9\])>）]\s*[（(\[【]?(条件必选|条件必填|非必选|非必填|必选|必填|可选|选填|Required|Optional|Conditional|required|optional)[）)\]】]?\s*$"
);

/// Brackets that a mark may stand in.
const BRACKETS: [char; 5] = ['（', '(', '[', '【', ' '];

/// Reads the first line of a member. `bold` says whether a part of it is.
pub(crate) fn item_line(line: &str, bold: bool) -> Option<ItemLine> {
    let line = line.trim();
    let found = NAME.captures(line)?;
    let part = |group: usize| {
        found
            .get(group)
            .map(|part| part.as_str())
            .unwrap_or_default()
    };
    let starred = !part(2).is_empty() || !part(4).is_empty();
    let emphasized = starred || bold;
    let name = format!("{}{}", part(1).replace([' ', '\u{a0}'], ""), part(3));
    let rest = line
        .get(found.get(0)?.end()..)?
        .replace("%%require%%", " %%require%% ");
    // An example may be there without a value, or with one that breaks off.
    let (rest, example) = match EXAMPLE.find(&rest) {
        Some(example) => (
            rest.get(..example.start())?.trim_end_matches('`'),
            Some(rest.get(example.end()..)?.trim()),
        ),
        None => (rest.as_str(), None),
    };
    let mut rest = rest.trim();
    let mut mark = String::new();
    // The mark of a label may stand right behind the type: `string必选`.
    let glued = || {
        let found = GLUED_MARK.captures(rest)?.get(1)?;
        let head = rest.get(..found.start())?.trim_end_matches(BRACKETS);
        let is_type = emphasized || !matches!(spelling(head)?, Spelling::Named(_));
        is_type.then_some((found.as_str(), head.len()))
    };
    // So may a star.
    let starred = || {
        let head = rest.strip_suffix('*')?.trim_end_matches(['*', ' ']);
        (emphasized && spelling(head).is_some()).then_some(("必选", head.len()))
    };
    let found = MARK.captures(rest).and_then(|found| found.get(1));
    let marked = found.map(|found| (found.as_str(), found.start()));
    if let Some((word, at)) = marked.or_else(glued).or_else(starred) {
        mark = word.replace("%%require%%", "必选");
        rest = rest.get(..at)?.trim();
    }
    let known = spelling(rest);
    let is_type = !matches!(known, None | Some(Spelling::Named(_)));
    let names_type = matches!(known, Some(Spelling::Named(_)))
        && rest.starts_with(|c: char| c.is_ascii_uppercase());
    let is_member = if mark.is_empty() {
        // A copy has lost the bold letters of a name, and keeps the words before its example.
        is_type && (emphasized || example.is_some())
            || emphasized && names_type && example.is_some()
    } else {
        // A sentence may end with one of the marks, too.
        is_type || emphasized && (rest.is_empty() || known.is_some())
    };
    is_member.then(|| ItemLine {
        name,
        spelled: rest.to_owned(),
        mark,
        example: example.unwrap_or_default().to_owned(),
    })
}

/// Reads a member that is an item of a list: `- Name (String, 必选): …`, `- Name: String, required. …`. With it comes what stands
/// beside its type and mark, and how many characters of the line are left, which describe it.
pub(crate) fn bullet_line(line: &str) -> Option<(ItemLine, String, usize)> {
    let half = half_width(line.strip_prefix("- ")?);
    let found = BULLET.captures(&half)?;
    let name = found.get(1)?.as_str();
    let rest = half.get(found.get(0)?.end()..)?;
    let (facts, description) = match found.get(2)?.as_str() {
        "(" => {
            let close = closing(rest)?;
            (rest.get(..close)?, rest.get(close + 1..)?)
        }
        _ => {
            // The type and the mark are the first words; what follows describes.
            let end = rest.find(['.', '。', '\n']).unwrap_or(rest.len());
            (rest.get(..end)?, rest.get(end..)?)
        }
    };
    let bracketed = found.get(2)?.as_str() == "(";
    let mut parts = apart(facts).into_iter();
    let mut spelled = parts.next()?.to_owned();
    let mut mark = String::new();
    // `String required`
    if let Some(found) = MARK.captures(&spelled).and_then(|found| found.get(1)) {
        found.as_str().clone_into(&mut mark);
        spelled = spelled.get(..found.start())?.trim().to_owned();
    }
    let is_type = match spelling(&spelled) {
        None => false,
        Some(Spelling::Named(name)) => {
            bracketed && name.starts_with(|c: char| c.is_ascii_uppercase())
        }
        Some(_) => true,
    };
    if !is_type {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    for part in parts {
        if mark.is_empty() && required(part).is_some() {
            part.clone_into(&mut mark);
        } else {
            words.push(part);
        }
    }
    let behind =
        description.trim_start_matches(|c: char| c.is_whitespace() || ":-.。,".contains(c));
    let item = ItemLine {
        name: name.to_owned(),
        spelled,
        mark,
        example: String::new(),
    };
    Some((item, words.join(", "), behind.chars().count()))
}

/// Reads a member that is an item of a list whose name stands apart by its looks: `` - `Name` `String` 必选：… ``.
pub(crate) fn spaced_bullet(line: &str) -> Option<(ItemLine, String, usize)> {
    let half = half_width(line.strip_prefix("- ")?);
    let (head, behind) = half.split_once(':')?;
    let (name, rest) = head.trim().split_once(' ')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.-[]".contains(&b));
    let (mut spelled, mut mark) = (rest.trim(), "");
    if let Some(found) = MARK.captures(spelled) {
        let word = found.get(1)?;
        (spelled, mark) = (spelled.get(..word.start())?.trim(), word.as_str());
    }
    let is_type = match spelling(spelled) {
        None => false,
        // A word alone may be any.
        Some(Spelling::Named(_)) => spelled.contains(" of ") || !mark.is_empty(),
        Some(_) => true,
    };
    (is_name && is_type).then(|| {
        let item = ItemLine {
            name: name.to_owned(),
            spelled: spelled.to_owned(),
            mark: mark.to_owned(),
            example: String::new(),
        };
        (item, String::new(), behind.trim_start().chars().count())
    })
}

/// Where the bracket closes that is open before a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(index),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The parts between commas and dashes that stand in no brackets.
fn apart(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (index, c) in text.char_indices() {
        let dash = c == '-'
            && text
                .get(..index)
                .is_some_and(|before| before.ends_with(' '));
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '|' if depth == 0 => {
                parts.extend(text.get(from..index));
                from = index + c.len_utf8();
            }
            _ if dash && depth == 0 => {
                parts.extend(text.get(from..index));
                from = index + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(from..));
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{bullet_line, item_line};

    #[test]
    fn members_in_lists_are_told_from_other_items() {
        let read = |line: &str| {
            let (item, _, left) = bullet_line(line)?;
            let behind = line.chars().count() - left;
            let words = line.chars().skip(behind).collect();
            Some([item.name, item.spelled, item.mark, words])
        };
        let some = |parts: [&str; 4]| Some(parts.map(str::to_owned));
        assert_eq!(
            read("- Title (String, 必选): the title"),
            some(["Title", "String", "必选", "the title"])
        );
        assert_eq!(
            read("- Books（Array of Book，选填）：which"),
            some(["Books", "Array of Book", "选填", "which"])
        );
        assert_eq!(
            read("- Pages: Integer, required. How many"),
            some(["Pages", "Integer", "required", "How many"])
        );
        for other in [
            "- oak: wood",
            "- POST: 2 times",
            "- 1: String",
            "- Title (the title)",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    fn read(line: &str) -> Option<[String; 4]> {
        let item = item_line(line, false)?;
        Some([item.name, item.spelled, item.mark, item.example])
    }

    #[test]
    fn members_are_told_from_sentences() {
        let some = |parts: [&str; 4]| Some(parts.map(str::to_owned));
        assert_eq!(
            read("**AppId ** String %%require%%示例值：x"),
            some(["AppId", "String", "必选", "x"])
        );
        assert_eq!(
            read("**Limit** integer"),
            some(["Limit", "integer", "", ""])
        );
        assert_eq!(
            read("Filter.**Kinds** string[] 必选"),
            some(["Filter.Kinds", "string[]", "必选", ""])
        );
        assert_eq!(
            read("Filter. **Kind** string Required"),
            some(["Filter.Kind", "string", "Required", ""])
        );
        assert_eq!(
            read("**Params ** 可选 示例值：-"),
            some(["Params", "", "可选", "-"])
        );
        assert_eq!(read("AppId Long 必选"), some(["AppId", "Long", "必选", ""]));
        assert_eq!(
            read("Items Object[] 示例值：-"),
            some(["Items", "Object[]", "", "-"])
        );
        for sentence in [
            "**Note** the service",
            "Total integer",
            "AppId 是必选",
            "**注意** string",
            "Returns string",
        ] {
            assert_eq!(read(sentence), None, "{sentence}");
        }
    }
}
