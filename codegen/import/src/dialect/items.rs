//! Members that a page lists without a table: a line with name, type and mark, then what there is to say.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::{Spelling, spelling};

/// The first line of such a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemLine {
    pub(crate) name: String,
    pub(crate) spelled: String,
    /// Empty where the line has none.
    pub(crate) mark: String,
    pub(crate) example: String,
}

static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^((?:[A-Za-z_][\w-]*(?:\[\w?\])?\.)*)(\*{0,2})([A-Za-z_][\w-]*(?:\[\w?\])?(?:\.[A-Za-z_][\w-]*(?:\[\w?\])?)*)\s*(\*{0,2})(?:\s+|$)").ok()
});
static EXAMPLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:示例值?|examples?(?: value)?)\s*[:：]\s*").ok());
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\s)(%%require%%|条件必选|条件必填|必选|必填|可选|选填|非必选|非必填|required|optional|conditional)\s*$").ok()
});

/// Reads the first line of a member. `bold` says whether a part of it is.
pub(crate) fn item_line(line: &str, bold: bool) -> Option<ItemLine> {
    let line = line.trim();
    let found = NAME.as_ref()?.captures(line)?;
    let part = |group: usize| {
        found
            .get(group)
            .map(|part| part.as_str())
            .unwrap_or_default()
    };
    let starred = !part(2).is_empty() || !part(4).is_empty();
    let name = format!("{}{}", part(1), part(3));
    let rest = line
        .get(found.get(0)?.end()..)?
        .replace("%%require%%", " %%require%% ");
    let (rest, example) = match EXAMPLE.as_ref()?.find(&rest) {
        Some(example) => (
            rest.get(..example.start())?,
            rest.get(example.end()..)?.trim(),
        ),
        None => (rest.as_str(), ""),
    };
    let mut rest = rest.trim();
    let mut mark = String::new();
    if let Some(found) = MARK.as_ref()?.captures(rest) {
        mark = found.get(1)?.as_str().replace("%%require%%", "必选");
        rest = rest.get(..found.get(1)?.start())?.trim();
    }
    let known = spelling(rest);
    let is_type = !matches!(known, None | Some(Spelling::Named(_)));
    let names_type = matches!(known, Some(Spelling::Named(_)))
        && rest.starts_with(|c: char| c.is_ascii_uppercase());
    let emphasized = starred || bold;
    let is_member = if mark.is_empty() {
        emphasized && (is_type || names_type && !example.is_empty())
    } else {
        // A sentence may end with one of the marks, too.
        is_type || emphasized && (rest.is_empty() || known.is_some())
    };
    is_member.then(|| ItemLine {
        name,
        spelled: rest.to_owned(),
        mark,
        example: example.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::item_line;

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
            read("**Params ** 可选 示例值：-"),
            some(["Params", "", "可选", "-"])
        );
        assert_eq!(read("AppId Long 必选"), some(["AppId", "Long", "必选", ""]));
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
