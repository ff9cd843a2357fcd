//! Members that a page lists without a table: a line with name, type and mark, then what there is to say.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::{Spelling, spelling};

/// The first line of such a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemLine {
    pub(crate) name: String,
    pub(crate) spelled: String,
    pub(crate) mark: String,
    pub(crate) example: String,
}

/// `**AppId ** String %%require%%示例值：x`, `AppId String 必选 示例值：x`
static ITEM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(\*{0,2})\s*([A-Za-z_][\w.-]*)\s*\*{0,2}\s+(?:(\S.*?)\s+)?(%%require%%|条件必选|必选|必填|可选|选填|required|optional)\s*(?:(?:示例值?|examples?)\s*[:：]\s*(.*))?$").ok()
});

/// Reads the first line of a member. `bold` says whether a part of it is.
pub(crate) fn item_line(line: &str, bold: bool) -> Option<ItemLine> {
    let found = ITEM.as_ref()?.captures(line.trim())?;
    let part = |group: usize| {
        found
            .get(group)
            .map(|part| part.as_str())
            .unwrap_or_default()
    };
    let starred = !part(1).is_empty();
    let is_type = !matches!(spelling(part(3)), None | Some(Spelling::Named(_)));
    // A sentence may end with one of the marks, too.
    (starred || bold || is_type).then(|| ItemLine {
        name: part(2).to_owned(),
        spelled: part(3).to_owned(),
        mark: part(4).replace("%%require%%", "必选"),
        example: part(5).to_owned(),
    })
}
