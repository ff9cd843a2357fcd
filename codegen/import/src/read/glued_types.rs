//! Where the name of a row ends whose cells are glued together: before a word for a type.

use super::names::parse_name;
use super::outline::has_inner_capital;

/// A way to cut a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut<'t> {
    pub(super) name: &'t str,
    pub(super) ty: String,
    pub(super) rest: &'t str,
    /// Whether the word for the type is as common in names.
    pub(super) is_weak: bool,
}

/// Words for types. Names end in some of them as often.
const STRONG: &[&str] = &[
    "String", "Integer", "Int64", "Int32", "Uint64", "Uint32", "Int", "Long", "Boolean", "Bool",
    "Float64", "Float32", "Float", "Double",
];
const WEAK: &[&str] = &[
    "Number",
    "Object",
    "Struct",
    "Array",
    "List",
    "Map",
    "JSON Map",
    "JSON Object",
    "JSON Array",
    "JSON",
    "Json",
    "Timestamp",
];
/// What stands before the items of a list.
const LISTS: &[&str] = &[
    "Array of ",
    "List of ",
    "array of ",
    "list of ",
    "Array Of ",
    "Object of ",
    "object of ",
    "Object ",
    "Array ",
    "Map of ",
    "[]",
];
/// What ends the name of a structure.
const MARKS: &[&str] = &["Yes", "No", "Required", "Optional"];

/// All ways to cut a line into a name, a type and what is left. `marked` tells whether a mark stands behind the type. Types in
/// small letters, which may be parts of any word, count where `small` says so.
pub(super) fn cuts<'t>(line: &'t str, types: &[String], marked: bool, small: bool) -> Vec<Cut<'t>> {
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']');
    let run = line.find(|c| !of_name(c)).unwrap_or(line.len());
    let mut found = Vec::new();
    // `SailPlanSailPlan`: the type is called like the member.
    let twice = line
        .get(..run)
        .and_then(|run| run.split_at_checked(run.len() / 2));
    if let Some((name, again)) = twice
        && name == again
        && has_inner_capital(name)
        && parse_name(name).is_some()
    {
        found.push(Cut {
            name,
            ty: again.to_owned(),
            rest: line.get(run..).unwrap_or_default(),
            is_weak: true,
        });
    }
    for end in 1..run {
        let Some((name, behind)) = line.split_at_checked(end) else {
            continue;
        };
        let Some((ty, rest, is_weak)) = type_at(behind, types, marked, small) else {
            continue;
        };
        // `Ropes[]String`: the brackets belong to the type.
        let ends_well = name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ']')
            && !name.ends_with("[]");
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && ends_well
            && !STRONG.contains(&name)
            && parse_name(name).is_some();
        if is_name && !rest.starts_with(char::is_whitespace) {
            // `SailSailObject`: the type begins with the name.
            let twice = name.split_at_checked(name.len() / 2);
            let twice = twice.filter(|(name, again)| name == again && ty == "Object");
            let (name, ty) = match twice {
                Some((name, again)) => (name, format!("{again}{ty}")),
                None => (name, ty),
            };
            found.push(Cut {
                name,
                ty,
                rest,
                is_weak,
            });
        }
    }
    found
}

/// The type at the beginning of a text, what follows it, and whether it is weak.
fn type_at<'t>(
    text: &'t str,
    types: &[String],
    marked: bool,
    small: bool,
) -> Option<(String, &'t str, bool)> {
    let mut item = text;
    while let Some(rest) = LISTS.iter().find_map(|list| item.strip_prefix(list)) {
        item = rest;
    }
    let lists = text.len() - item.len();
    let is_list = lists > 0;
    let whole = |length: usize, is_weak: bool| {
        let (ty, rest) = text.split_at_checked(lists + length)?;
        Some((ty.to_owned(), rest, is_weak && !is_list))
    };
    let known = types
        .iter()
        .filter(|name| item.starts_with(name.as_str()) && !goes_on(item, name.len()));
    let known = known.map(String::len).max();
    // `Array of ListFilter` names a structure.
    let word = word_at(item, small || is_list);
    let word = word.filter(|(length, _)| known.is_none_or(|known| known <= *length));
    if let Some((length, is_weak)) = word {
        return whole(length, is_weak);
    }
    if let Some(length) = known {
        return whole(length, true);
    }
    if !is_list {
        return None;
    }
    let run = item
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(item.len());
    if !item.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let before_mark = (1..run).filter(|at| {
        marked
            && item.get(*at..).is_some_and(|rest| {
                MARKS
                    .iter()
                    .any(|mark| rest.starts_with(mark) && !goes_on(rest, mark.len()))
            })
    });
    let before_mark: Vec<usize> = before_mark.collect();
    match before_mark.as_slice() {
        [only] => return whole(*only, false),
        [] if !item.get(run..).is_some_and(|rest| rest.starts_with(' ')) => {
            return whole(run, false);
        }
        _ => {}
    }
    // Nothing shows where the name of the structure ends.
    let (list, rest) = text.split_at_checked(lists)?;
    let ty = match list.to_ascii_lowercase().strip_suffix("object of ") {
        Some(_) => list.trim_end_matches(" of ").to_owned(),
        None => format!("{list}Object"),
    };
    Some((ty, rest, false))
}

/// Whether a word goes on behind its first bytes.
fn goes_on(text: &str, length: usize) -> bool {
    let next = text.get(length..).and_then(|rest| rest.chars().next());
    next.is_some_and(|c| c.is_ascii_lowercase())
}

/// How long the word for a type is at the beginning of a text, with its brackets.
fn word_at(text: &str, small: bool) -> Option<(usize, bool)> {
    let matches = |word: &&&str| {
        if small {
            text.get(..word.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(word))
        } else {
            text.starts_with(**word)
        }
    };
    let words = STRONG.iter().map(|word| (word, false));
    let words = words.chain(WEAK.iter().map(|word| (word, true)));
    let (word, is_weak) = words
        .filter(|(word, _)| matches(word))
        .max_by_key(|(word, _)| word.len())?;
    let rest = text.get(word.len()..)?;
    let is_shown = match *word {
        // An example in small letters may follow a text.
        "String" => text.starts_with("String"),
        "Boolean" | "Bool" => ["true", "false"]
            .iter()
            .any(|value| rest.starts_with(value)),
        _ => false,
    };
    if goes_on(text, word.len()) && !is_shown {
        return None;
    }
    let mut length = word.len();
    let rest = text.get(length..)?;
    if is_weak && rest.starts_with('<') {
        length += rest.find('>')? + 1;
        return Some((length, false));
    }
    let mut is_list = false;
    while text
        .get(length..)
        .is_some_and(|rest| rest.starts_with("[]"))
    {
        length += 2;
        is_list = true;
    }
    Some((length, is_weak && !is_list))
}

/// The first word of a line if a word for a type stands in it behind a name: the line may be a row that nothing cuts.
pub(super) fn holds_type(line: &str) -> Option<&str> {
    let of_list = |list: &&&str| {
        let before = line.split_once(**list).map_or("", |(before, _)| before);
        !before.is_empty()
            && before
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    if LISTS
        .iter()
        .filter(|list| list.ends_with(' '))
        .any(|list| of_list(&list))
    {
        return line.split(' ').next();
    }
    let run = line
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|end| {
            line.get(*end..)
                .is_some_and(|rest| !rest.starts_with([' ', ':', '：']))
        })?;
    let word = line.get(..run)?;
    let behind_name = |ty: &&&str| word.get(1..).is_some_and(|rest| rest.contains(**ty));
    STRONG.iter().find(behind_name).map(|_| word)
}

#[cfg(test)]
mod tests {
    use super::cuts;

    fn shown(line: &str, types: &[&str], marked: bool) -> String {
        let types: Vec<String> = types.iter().map(ToString::to_string).collect();
        let found = [false, true]
            .iter()
            .map(|small| cuts(line, &types, marked, *small));
        let found = found
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
            .into_iter();
        let found: Vec<String> = found
            .map(|cut| format!("{}|{}|{}", cut.name, cut.ty, cut.rest))
            .collect();
        found.join("  ")
    }

    #[test]
    fn a_name_ends_before_a_type() {
        for (line, types, marked, expected) in [
            (
                "PortIdStringYesp-1The port.",
                &[][..],
                true,
                "PortId|String|Yesp-1The port.",
            ),
            ("MastInteger3桅杆。", &[], false, "Mast|Integer|3桅杆。"),
            (
                "TagsArray of Tag[{}]The tags.",
                &["Tag"],
                false,
                "Tags|Array of Tag|[{}]The tags.",
            ),
            (
                "TagsArray of TagThe tags.",
                &["Tag"],
                false,
                "Tags|Array of Tag|The tags.",
            ),
            (
                "TagsArray of TagThe tags.",
                &[],
                false,
                "Tags|Array of Object|TagThe tags.",
            ),
            (
                "TagsArray of TagNoThe tags.",
                &[],
                true,
                "Tags|Array of Tag|NoThe tags.",
            ),
            ("ItemsArray of 船船。", &[], false, ""),
            (
                "FaultObject BoatFault-The fault.",
                &["BoatFault"],
                false,
                "Fault|Object BoatFault|-The fault.",
            ),
            (
                "HullHull--The hull.",
                &["Hull"],
                false,
                "Hull|Hull|--The hull.",
            ),
            ("namesstring[]名字", &[], false, "names|string[]|名字"),
            ("names[]String名字", &[], false, "names|[]String|名字"),
            (
                "CrewList<String>--船员",
                &[],
                false,
                "Crew|List<String>|--船员",
            ),
            (
                "SeenBooleantrue看见。",
                &[],
                false,
                "Seen|Boolean|true看见。",
            ),
            ("PointerString--指针", &[], false, "Pointer|String|--指针"),
            (
                "MaxIntervalInteger10The most.",
                &[],
                false,
                "MaxInterval|Integer|10The most.",
            ),
            (
                "SailSailObjectThe sail.",
                &[],
                false,
                "Sail|SailObject|The sail.",
            ),
            ("The StringList is read.", &[], false, ""),
            ("StringList is read.", &[], false, ""),
        ] {
            assert_eq!(shown(line, types, marked), expected, "{line}");
        }
    }
}
