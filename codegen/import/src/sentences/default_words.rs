//! A default that is named by what a listed value means: `1：需要；0：不需要；默认为不需要`.

use super::cases::{first_clause, last_clause, speaks_of_case};
use crate::dialect::{half_width, is_han};
use crate::facts::Value;
use crate::pattern::pattern;
use codegen_documents::source::Node;

pattern!(
    WORDED,
    r"(?:默认|缺省)(?:值|取值)?\s*(?:\([^()\n]{1,8}\))?\s*(?:为|是|按|:)?\s*([\u{4e00}-\u{9fff}]{1,12})\s*(?:$|[,。;()\n])"
);

/// What a description says of a default in words.
#[derive(Debug, PartialEq)]
pub(crate) enum Worded {
    Nothing,
    /// One value, and the words for it.
    Value(Node, String),
    /// Words that hold the meaning of a value, and are not it alone.
    Unclear(String),
}

/// The default that a description names by the meaning of one of the values.
pub(crate) fn default_in_words(text: &str, values: &[Value]) -> Worded {
    let found: Vec<_> = WORDED
        .captures_iter(text)
        .filter_map(|found| Some((found.get(0)?, found.get(1)?.as_str())))
        .collect();
    if found.is_empty() {
        return Worded::Nothing;
    }
    let meanings: Vec<(String, &Node)> = values
        .iter()
        .map(|value| (head_of(&value.meaning), &value.value))
        .filter(|(meaning, _)| !meaning.is_empty())
        .collect();
    let Some((_, unclear)) = found
        .iter()
        .find(|(_, words)| meanings.iter().any(|(meaning, _)| words.contains(meaning)))
    else {
        return Worded::Nothing;
    };
    let unclear = Worded::Unclear((*unclear).to_owned());
    let [(whole, words)] = found.as_slice() else {
        return unclear;
    };
    let clause = last_clause(text.get(..whole.start()).unwrap_or_default());
    let behind = first_clause(text.get(whole.end()..).unwrap_or_default());
    let names_another = meanings
        .iter()
        .any(|(meaning, _)| behind.contains(meaning.as_str()));
    let goes_on = whole.as_str().ends_with([',', '(']) && (speaks_of_case(behind) || names_another);
    let mut named = meanings.iter().filter(|(meaning, _)| meaning == words);
    match (named.next(), named.next()) {
        (Some((_, value)), None) if is_of_member(clause) && !goes_on => {
            Worded::Value((*value).clone(), (*words).to_owned())
        }
        _ => unclear,
    }
}

/// Whether nothing before a default says whose it is, or when: `不填时，`.
fn is_of_member(clause: &str) -> bool {
    const ABSENT: &[&str] = &[
        "不填",
        "不传",
        "不填写",
        "不传入",
        "不设置",
        "不指定",
        "未填",
        "未传",
        "留空",
    ];
    let part = clause.trim_end().trim_end_matches(',');
    let part = part.rsplit([',', ':']).next().unwrap_or(part).trim();
    let part = part.trim_end_matches(['时', '则']);
    let last = clause.trim_end();
    let stands_alone = last.is_empty() || last.ends_with([',', ':', '(']);
    ABSENT.contains(&part) || stands_alone && !speaks_of_case(clause)
}

/// What a value means, without the words around it: `需要` of `表示需要，…`.
fn head_of(meaning: &str) -> String {
    let half = half_width(meaning);
    let bare = half.trim_start();
    let bare = ["表示", "代表", "为", "是"]
        .iter()
        .find_map(|word| {
            bare.strip_prefix(word)
                .filter(|rest| rest.starts_with(is_han))
        })
        .unwrap_or(bare);
    let end = bare.find([',', '。', ';', '.', '\n']).unwrap_or(bare.len());
    bare.get(..end).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Worded, default_in_words};
    use crate::facts::Value;
    use codegen_documents::source::Node;

    #[test]
    fn words_name_a_value() {
        let values = [(1, "表示升帆"), (2, "降帆，靠桨")].map(|(number, meaning)| Value {
            value: Node::Int(number),
            meaning: meaning.to_owned(),
        });
        let read = |text: &str| default_in_words(text, &values);
        for text in [
            "帆;默认为降帆",
            "帆。默认降帆。",
            "不填时默认降帆",
            "默认值:降帆",
        ] {
            let expected = Worded::Value(Node::Int(2), "降帆".to_owned());
            assert_eq!(read(text), expected, "{text}");
        }
        for text in [
            "默认按风向降帆",
            "夜航时,默认降帆",
            "小船默认降帆",
            "默认降帆,夜航时升帆",
            "默认降帆(大船为升帆)",
            "默认升帆;大船默认降帆",
        ] {
            assert!(matches!(read(text), Worded::Unclear(_)), "{text}");
        }
        for text in ["默认按风向", "帆", "默认 2"] {
            assert_eq!(read(text), Worded::Nothing, "{text}");
        }
    }
}
