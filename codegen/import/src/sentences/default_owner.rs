//! Whose default a sentence states: that of the member itself, or of a part of its value that the sentence before names.

use crate::pattern::pattern;

// `` the `lng` suffix ``, `with the lng parameter`.
pattern!(
    NAMED,
    r"(?i)`([A-Za-z][\w.-]*)`\s*(?:field|parameter|suffix|option|argument|key|字段|参数|后缀|选项)|(?:field|parameter|suffix|option|argument|key|字段|参数|后缀|选项)\s*`([A-Za-z][\w.-]*)`|\b(?:using|with|through|via|by) the ([A-Za-z][\w.-]*) (?:field|parameter|suffix|option|argument|key)\b|(?:通过|使用|借助|利用)\s*([A-Za-z][\w.-]*)\s*(?:字段|参数|后缀|选项)"
);

/// Whether the sentence that states a default, or the one before it, is about a part of the value that has a name of its own: `the
/// language can be set with the lng suffix. The default is en.`
pub(crate) fn is_of_part(text: &str, stated: &str, name: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let said = ["default", "默认", "缺省"]
        .iter()
        .filter_map(|word| lower.find(word))
        .min();
    let end = said.and_then(|said| Some(said + text.get(said..)?.find(stated)?));
    let Some(before) = end.and_then(|end| text.get(..end)) else {
        return false;
    };
    // The sentence itself, and the one before.
    let stops = before
        .match_indices(['。', '\n', ';', '!'])
        .chain(before.match_indices(". "))
        .map(|(at, stop)| at + stop.len());
    let mut stops: Vec<usize> = stops.collect();
    stops.sort_unstable();
    let start = stops
        .len()
        .checked_sub(2)
        .and_then(|index| stops.get(index));
    let near = before
        .get(start.copied().unwrap_or_default()..)
        .unwrap_or_default();
    NAMED.captures_iter(near).any(|found| {
        let part = (1..=4).find_map(|group| found.get(group));
        part.is_some_and(|part| {
            !is_common(part.as_str()) && !part.as_str().eq_ignore_ascii_case(name)
        })
    })
}

/// Words that stand before `field` and `parameter` and name none.
fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "above",
        "body",
        "corresponding",
        "following",
        "header",
        "http",
        "input",
        "json",
        "optional",
        "other",
        "path",
        "preceding",
        "query",
        "request",
        "required",
        "same",
        "string",
        "url",
    ];
    COMMON
        .iter()
        .any(|common| word.eq_ignore_ascii_case(common))
}

#[cfg(test)]
mod tests {
    use super::is_of_part;

    #[test]
    fn a_default_of_a_part_is_none_of_the_whole() {
        for text in [
            "The link. Set the language with the lng suffix. The default value is en.",
            "The link. Caution: use the `lng` field; its default value is en",
            "链接。可通过 lng 参数指定语言,默认值为 en。",
            "链接。用参数 `lng` 指定语言。默认为 en。",
        ] {
            assert!(is_of_part(text, "en", "Link"), "{text}");
        }
        for text in [
            "The language. The default value is en.",
            "Set the language with the Lang parameter. The default value is en.",
            "See the `lng` field. The link. It is short. The default value is en.",
            "语言,由请求参数 `Lang` 指定,默认值为 en。",
        ] {
            assert!(!is_of_part(text, "en", "Lang"), "{text}");
        }
    }
}
