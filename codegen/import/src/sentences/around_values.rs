//! What stands around a list of values. A text may hold several of them at once, because the description names what parts them, offers
//! more than one, or shows some that are joined; and a sentence may offer values beside those of the list.

use std::collections::HashSet;

use super::beside::{Taken, beyond};
use super::counts::characters;
use super::value_lines::{is_remark, key, without_dash};
use super::value_text::unquoted;
use crate::dialect::holds_any;
use crate::facts::Value;
use crate::pattern::pattern;
use codegen_documents::source::Node;

// What parts values, and words for more than one of them.
pattern!(
    SEVERAL,
    r"(?i)\bcommas?\b|\bsemicolons?\b|\bvertical bars?\b|\bampersands?\b|\bpipe (?:characters?|symbols?|signs?)\b|\bseparated\b|\bseparators?\b|\bseparate (?:the |them |multiple |several |values|each )|\bdelimit\w*|\bconcatenat\w*|\bjoin(?:ed)? (?:them|with|by|using)\b|\bcombin(?:e them|ed? (?:them )?(?:with|by|using) (?:a |an |the )?(?:comma|\W)|ations? of (?:the |these |any |multiple |several )?(?:values?|options|above|following))|\bcan be combined\b|\b(?:specify|pass|give|given|enter|set|use|query|provide|include|select|choose|filter by|accepts?|supports?)[^.;\n]{0,16}\b(?:more than one|multiple|several|one or more|both)\b|\b(?:multiple|several|more than one) (?:[a-z]+ )?(?:values|options|statuses|states|types|items|[a-z]+s) (?:can|may|are (?:allowed|supported|accepted))\b|\bif you (?:want|need) (?:both|several|multiple|more than one)\b|逗号|分号|竖线|顿号|分隔|隔开|分割|拼接|叠加|(?:^|[^最至许])多选|(?:可以?|支持|允许|任意|自由)组合|组合(?:使用|传入|取值|填写)|(?:可以?|支持|允许|能够?)(?:同时)?(?:指定|传入?|填写?|输入|选择?|设置|查询|配置)?(?:多个|多种|多项|一个或多个|一种或多种)|同时(?:指定|传入?|填写?|选择?)(?:多个|多种|两者|两个)|(?:需要|指定|传入|选择)(?:两者|多个|多种)"
);

/// What joins values.
const JOINS: &[char] = &[',', ';', '|', '&', '+', '，', '；'];

// A piece of code, or a text in quotes.
pattern!(
    PIECE,
    r#"`([^`\n]{3,80})`|"([^"\n]{3,80})"|'([^'\n]{3,80})'"#
);
// An example of values that are joined without a blank.
pattern!(
    SHOWN,
    r"(?i)(?:例如|比如|如|示例|\blike|\be\.g\.|\bsuch as|\bexamples?)\s*:?\s*([A-Za-z0-9][\w.-]*(?:[,;|&+][A-Za-z0-9][\w.-]*)+)"
);

/// Whether a word is one of the values.
pub(super) fn is_value(word: &str, values: &[Value]) -> bool {
    let bare = unquoted(word.trim());
    values.iter().any(|value| match &value.value {
        Node::String(known) => known == bare,
        Node::Int(known) => bare.parse() == Ok(*known),
        _ => false,
    })
}

/// The lines of a text without those that begin with a value: what they say is not said of all.
fn lines_about_all<'t>(text: &'t str, values: &[Value]) -> impl Iterator<Item = &'t str> {
    text.lines().filter(|line| {
        let bare = without_dash(line).trim_start_matches(['*', '•', '·', ' ']);
        let word = bare.split([' ', ':', '(', '=']).next().unwrap_or(bare);
        !(key(bare).is_some_and(|key| is_value(key, values)) || is_value(word, values))
    })
}

// `还支持`, `You can also enter`: what goes on with something that is no value of the list.
pattern!(
    MORE,
    r#"(?i)(?:还|也|亦|另外?)(?:可以?|能|支持|允许)?(?:直接)?(?:填写?|传入?|输入|指定|设置?为|设为|取值?|选择?|是|为)|(?:还|也|亦|另外?)支持\s*[`"A-Za-z0-9]|可以?作为(?:取值|值|参数值)|填写?其[他它]|(?:都|均)不(?:满足|符合|匹配)|\byou can also (?:enter|specify|use|set|pass|provide|input)\b|\balso (?:supports?|accepts?|allows?)\b|\balternatively\b|\b(?:is|are) also (?:supported|accepted|allowed|valid|available)\b|\b(?:supported|accepted|allowed|available|valid) as well\b"#
);
// `c is available in some regions`: a word of its own that has the place of a value.
pattern!(
    ONE_MORE,
    r#"(?:^|[.;。]\s*)([a-z][\w-]{0,20}|[A-Z][A-Z\d_]{1,20}|[`"][\w.-]{1,30}[`"])\s+(?:is|are) (?:only )?(?:available|supported|accepted|allowed|valid|possible)\b"#
);

// `c 仅在部分海域可用`
pattern!(
    SOMEWHERE,
    r#"(?:^|[.;。,]\s*)([A-Za-z][\w-]{0,20}|[`"][\w.-]{1,30}[`"])\s*(?:仅|只)?(?:在|对)[^,;。\n]{1,16}(?:可用|支持|有效|开放|提供)"#
);

/// The part of a description that offers values beside those of its list.
pub(crate) fn offers_more<'t>(text: &'t str, values: &[Value]) -> Option<&'t str> {
    lines_about_all(text, values).find(|line| {
        MORE.find(line).is_some_and(|found| {
            // `也支持 a`, where `a` is one of them.
            let behind = line
                .get(found.end().saturating_sub(1)..)
                .unwrap_or_default();
            let behind = behind
                .trim_start_matches(|c: char| !(c.is_ascii_alphanumeric() || "`\"".contains(c)));
            let word = behind
                .split(|c: char| !(c.is_ascii_alphanumeric() || "_.-`\"".contains(c)))
                .next()
                .unwrap_or_default();
            word.is_empty() || !is_value(word.trim_end_matches('.'), values)
        }) || [&ONE_MORE, &SOMEWHERE]
            .into_iter()
            .flat_map(|pattern| pattern.captures_iter(line))
            .filter_map(|found| found.get(1))
            .any(|word| !is_value(word.as_str(), values) && !is_remark(word.as_str()))
    })
}

/// The number that a description allows beside those of its list, in a sentence about all of them.
pub(crate) fn number_beside(
    text: &str,
    values: &[Value],
    siblings: &HashSet<String>,
) -> Option<String> {
    let numbers: Option<Vec<f64>> = values
        .iter()
        .map(|value| match &value.value {
            Node::Int(number) => number.to_string().parse().ok(),
            _ => None,
        })
        .collect();
    let about_all: Vec<&str> = lines_about_all(text, values).collect();
    beyond(
        &about_all.join("\n"),
        Taken::Values(&numbers?),
        siblings,
        |behind| characters(behind).is_none(),
    )
    .map(|beyond| beyond.part.to_owned())
}

/// The part of a description that says that a text may hold several of its values at once. What the lines of the values themselves
/// say is not said of all.
pub(crate) fn joins_values<'t>(text: &'t str, values: &[Value]) -> Option<&'t str> {
    if values.len() < 2 {
        return None;
    }
    let is_known = |word: &str| is_value(word, values);
    let are_joined = |code: &str| {
        let mut parts = code.split(JOINS);
        parts.clone().count() > 1 && parts.all(&is_known)
    };
    lines_about_all(text, values).find_map(|line| {
        let named = SEVERAL
            .find(line)
            .filter(|found| !is_known(found.as_str()))
            .map(|_| line);
        let pieces = || {
            PIECE.captures_iter(line).any(|found| {
                let piece = (1..=3).find_map(|group| found.get(group));
                piece.is_some_and(|piece| {
                    let before = line.get(..piece.start() - 1).unwrap_or_default();
                    are_joined(piece.as_str()) && !introduces_all(before)
                })
            })
        };
        let shown = || {
            SHOWN
                .captures_iter(line)
                .filter_map(|found| found.get(1))
                .any(|shown| are_joined(shown.as_str()))
        };
        named.or_else(|| (pieces() || shown()).then_some(line))
    })
}

/// Whether the words before a piece of code say that it names all values: "取值：`a,b`".
fn introduces_all(before: &str) -> bool {
    const NEAR: usize = 12;
    let start = before
        .char_indices()
        .rev()
        .nth(NEAR)
        .map_or(0, |(at, _)| at);
    let near = before.get(start..).unwrap_or_default().to_lowercase();
    holds_any(
        &near,
        &["取值", "枚举", "可选", "values", "value:", "one of", "enum"],
    )
}

#[cfg(test)]
mod tests {
    use super::joins_values;
    use crate::facts::Value;
    use codegen_documents::source::Node;

    #[test]
    fn a_description_may_join_values() {
        let values: Vec<Value> = ["sail", "oar"]
            .map(|word| Value {
                value: Node::String(word.to_owned()),
                meaning: String::new(),
            })
            .into();
        for text in [
            "例如 sail,oar",
            "write \"sail|oar\" for all",
            "- `sail`:帆\n多个值以逗号分隔",
            "Any combination of the values.",
        ] {
            assert!(joins_values(text, &values).is_some(), "{text}");
        }
        for text in [
            "取值:`sail,oar`",
            "- sail: holds several, commas included",
            "write \"sail,steam\"",
            "one of sail, oar",
        ] {
            assert!(joins_values(text, &values).is_none(), "{text}");
        }
    }
}
