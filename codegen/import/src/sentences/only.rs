//! The only value that there is: `固定值：a`, `The value is a.`, `目前仅支持 a 类型`, a list with one item.
//!
//! Words such as `固定值` say it by themselves. Others may say it of something else, so the example of the row has to show the same.

use super::cases::{first_clause, last_sentence, speaks_of_case, states_value};
use super::literal::literal;
use super::value_lines::{is_item, key, promises, promises_for_a_case, without_dash};
use super::value_text::{tidy, unquoted};
use crate::dialect::{Scalar, holds_any, is_han};
use crate::facts::{Shape, Value};
use crate::pattern::{Pattern, pattern};

/// A value: code, in quotes, or a word.
const VALUE: &str =
    r#"(`[^`\n]{1,80}`|"[^"\n]{1,80}"|'[^'\n]{1,80}'|-?[A-Za-z0-9](?:[\w.+-]*\w)?)"#;
/// What ends it; a word for what it is may stand between.
const END: &str = r"\s*((?:类型|格式|协议|模式|方式|编码|类别|策略|算法|引擎|版本)?)\s*(?:$|[,。;)\n]|\.(?:\s|$))";

// What says by itself that there is no other value.
pattern!(
    FIXED,
    r"(?i)(?:固定(?:取值|值|填写?|传入?|填入|写)\s*(?:为|是)?\s*:?|\bfixed value\s*(?:is|of|:)?|\bfixed (?:to|at|as)|\bonly (?:valid |allowed |supported |available |possible )?value (?:allowed |supported )?is)\s*",
    VALUE,
    END
);
// What may be said of something else.
pattern!(
    STATED,
    r"(?i)(?:固定(?:为|是)|(?:仅|只)(?:能|可以?)?(?:支持|为|是|取|允许|填|传)(?:取值|设置为|填写?|传入?)?|\bonly supports|\bsupports only|\bonly accepts|\b(?:can |must )?only (?:be )?set (?:it |the value |this parameter |this field )?to)\s*:?\s*",
    VALUE,
    END
);
// What may be said of the form of a value, whatever it is: `The value must be unique.`
pattern!(
    DEMANDED,
    r"(?i)\b(?:value must (?:always )?be(?: set to)?|is always(?: set to)?|always (?:set|use|pass|specify)(?: it| the value| this parameter| this field)?(?: to| as)?)\s*:?\s*",
    VALUE,
    r"\s*()(?:$|[,。;)(\n]|\.(?:\s|$))"
);
pattern!(
    BEHIND,
    r"(?i)\bonly\s+",
    VALUE,
    r"\s+()(?:is (?:currently )?(?:supported|allowed|valid|available|accepted)|can (?:currently )?be (?:entered|used|set|specified|selected|passed|given))(?: currently| at present| for now| now)?\s*(?:$|[,。;)\n]|\.(?:\s|$))"
);
// `取值：a。`, `The value is a.`: of a word alone.
pattern!(
    NAMED,
    r"(?i)(?:(?:取值|枚举值)(?:为|是)?\s*:?|(?:^|[.。,;\n]\s*)(?:(?:the )?(?:valid )?value\s*(?:is|:)|set (?:it|the value|this parameter|this field) to))\s*",
    VALUE,
    END
);
// `取值：a：甲`
pattern!(
    EXPLAINED,
    r"(?i)(?:取值|枚举值?|可选值|有效值|\bvalues?)(?:为|说明|如下)?\s*:\s*",
    VALUE,
    r"\s*:\s*([^:]*)$"
);

/// The only value that a text allows.
pub(super) fn only(text: &str, shape: &Shape, example: &str) -> Option<Vec<Value>> {
    let is_text = *shape == Shape::Scalar(Scalar::String);
    let is_shown_or_code = |word: &str| word.starts_with(['`', '\'']) || unquoted(word) == example;
    let named = stated(text, &FIXED, |_| true)
        .or_else(|| {
            [&STATED, &DEMANDED, &BEHIND]
                .into_iter()
                .find_map(|pattern| stated(text, pattern, is_shown_or_code))
        })
        .or_else(|| {
            let is_shown = |word: &str| unquoted(word) == example && is_name(unquoted(word));
            stated(text, &NAMED, is_shown).filter(|_| is_text)
        })
        .map(|word| (word, ""));
    let (word, meaning) = named.or_else(|| item(text, example).filter(|_| is_text))?;
    Some(vec![Value {
        value: literal(shape, unquoted(word))?,
        meaning: tidy(meaning),
    }])
}

// The same in a sentence that goes on: `固定为 UTF-8 编码`, `仅支持 1 个`.
pattern!(
    OPEN,
    r"(?i)(?:固定(?:取值|值|填写?|传入?|为|是|返回)\s*(?:为|是)?\s*:?|\bfixed (?:to|at))\s*",
    VALUE,
    r"|(?:仅|只)(?:能)?(?:支持|为|是)\s*(`?-?\d+`?)"
);

// "取值 `a` 表示甲": no other is named.
pattern!(
    MEANT,
    r"取值(?:为|是)?\s*(`[^`\n]{1,40}`|[A-Z][A-Za-z]*[a-z][A-Z]\w*)\s*(?:表示|代表)"
);

/// The part of a text that seems to state the only value, and the value.
pub(super) fn seems_only(text: &str, is_text: bool) -> Option<(&str, &str)> {
    const COMMON: &[&str] = &["http", "rfc", "iso", "utc", "gmt", "encoded"];
    // Whether each counts for the member, and whether its value must not be a word of a sentence.
    let sentences = [
        (&FIXED, true, false),
        (&STATED, is_text, false),
        (&BEHIND, is_text, false),
        (&DEMANDED, true, true),
        (&NAMED, true, true),
        (&OPEN, true, false),
        (&MEANT, is_text, false),
    ];
    let stated = sentences
        .into_iter()
        .find_map(|(pattern, counts, by_name)| {
            let found = pattern.captures(text).filter(|_| counts)?;
            let word = found.get(1).or_else(|| found.get(2))?.as_str();
            let is_marked = word.starts_with(['`', '"', '\'']);
            let is_sure = (!by_name || is_marked || word.bytes().any(is_of_name))
            // `取值 1-100` is a range.
            && (is_text || unquoted(word).parse::<i64>().is_ok())
            && !holds_any(&word.to_lowercase(), COMMON);
            is_sure.then_some((found.get(0)?.as_str(), word))
        });
    stated.or_else(|| {
        let (_, line, _) = first_item(text).filter(|_| is_text)?;
        Some((line, key(without_dash(line))?))
    })
}

/// The value that a pattern finds, unless it holds in some case, or another one stands beside it.
fn stated<'t>(text: &'t str, pattern: &Pattern, is_it: impl Fn(&str) -> bool) -> Option<&'t str> {
    let mut found = pattern.captures_iter(text).filter_map(|found| {
        let (whole, word) = (found.get(0)?, found.get(1)?);
        Some((whole, word))
    });
    let (whole, place) = found.next()?;
    let word = place.as_str();
    if found.any(|(_, other)| unquoted(other.as_str()) != unquoted(word)) {
        return None;
    }
    let clause = last_sentence(text.get(..place.start())?);
    let behind = text.get(whole.end()..).unwrap_or_default().trim_start();
    let behind_comma = whole.as_str().ends_with(',');
    let goes_on = behind_comma && !behind.starts_with(is_han);
    let in_a_case = speaks_of_case(clause)
        || !states_value(clause)
        || behind_comma && speaks_of_case(first_clause(behind));
    let of_other = holds_any(clause, &["默认", "缺省", "default", "返回", "长度"]);
    // A mark that ends what stands before is part of what was found.
    let said = whole.as_str();
    let marks = said.len()
        - said
            .trim_start_matches(['.', '。', ',', ';', '\n', ' '])
            .len();
    let head = text.get(..whole.start() + marks).unwrap_or_default();
    let is_all =
        !goes_on && !in_a_case && !of_other && !names_more(behind, word, text.contains(is_han));
    (is_all && is_of_member(head, said) && is_it(word)).then_some(word)
}

/// Whether a statement is about the member, by what stands before it: nothing, words such as `目前`, or, if it says `固定` and begins
/// the text, what the member is. `北京仅支持 a` and `并非只支持 a` say something else.
pub(super) fn is_of_member(before: &str, said: &str) -> bool {
    const LEADS: &[&str] = &[
        "当前",
        "目前",
        "暂时",
        "暂",
        "现阶段",
        "现在",
        "现",
        "该参数",
        "本参数",
        "此参数",
        "该字段",
        "本字段",
        "参数",
        "字段",
        "统一",
        "必须",
        "请",
        "需",
        "应",
        "取",
        "且",
        "均",
        "currently",
        "now",
        "at present",
        "the value is",
        "the value",
        "value",
        "you",
        "so",
        "please",
        "it is",
        "must be",
        "this parameter is",
        "is",
        "the",
        "its",
        "it",
        "this parameter",
        "this field",
        "this api",
        "and",
    ];
    let sentence = last_sentence(before).to_lowercase();
    let (earlier, mut lead) = sentence
        .rsplit_once([',', ':'])
        .unwrap_or(("", sentence.as_str()));
    if earlier.split(',').any(is_case) || is_case(lead) {
        return false;
    }
    let mut parted = false;
    while let Some(rest) = LEADS
        .iter()
        .find_map(|word| lead.trim_end().strip_suffix(word))
    {
        parted = rest.ends_with(' ');
        lead = rest;
    }
    let lead_ends = lead.trim().is_empty();
    let is_label = lead.trim_end().ends_with(is_han) && (parted || lead.ends_with(' '));
    const DENIALS: &[&str] = &["不", "非", "未", "通常", "一般", "多数", "初", " not"];
    let begins = before.trim_start().to_lowercase().starts_with(lead.trim());
    let is_fixed = said.contains("固定") || said.to_lowercase().contains("fixed");
    let names_it = is_fixed && begins && (lead.is_ascii() || !lead.contains(' '));
    lead_ends || (is_label || names_it) && !holds_any(lead, DENIALS)
}

/// Whether a part of a sentence, in lower case, says when or where: `近海中`, `in some seas`.
fn is_case(part: &str) -> bool {
    const OF_CASES: &[char] = &['下', '中', '内', '里', '时', '后', '前', '外'];
    const ENGLISH_CASES: &[&str] = &[
        "in ", "for ", "on ", "at ", "under ", "during ", "with ", "within ", "before ", "after ",
    ];
    let part = part.trim();
    let is_now = ["目前", "当前"].contains(&part);
    !is_now && part.ends_with(OF_CASES) || ENGLISH_CASES.iter().any(|word| part.starts_with(word))
}

/// Whether a text may name another value: in Chinese any word of ASCII may be one.
fn names_more(text: &str, value: &str, is_chinese: bool) -> bool {
    let is_word = !text.trim().is_empty() && !text.trim().contains(' ');
    let may_be_value = |word: &str| {
        let tail = word.bytes().skip(1);
        is_chinese
            || is_word
            || word.bytes().any(|b| b.is_ascii_digit() || b == b'_')
            || tail.into_iter().any(|b| b.is_ascii_uppercase())
    };
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "_.+-".contains(c)));
    let mut words = words
        .map(|word| word.trim_matches(['.', '-', '+']))
        .filter(|word| !word.is_empty() && *word != unquoted(value));
    words.any(may_be_value)
        || text.contains(['`', '"'])
        || holds_any(
            &text.to_lowercase(),
            &[
                "also",
                "other",
                " or ",
                "其他",
                "其它",
                "还",
                "更多",
                "自定义",
            ],
        )
}

/// Whether a character is none of a word of a sentence.
fn is_of_name(c: u8) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || c == b'_'
}

/// Whether a word names one of several kinds: letters alone, one of which is a capital.
fn is_name(word: &str) -> bool {
    // Two truth values are never one, and no kind is called like a form.
    const NO_KINDS: &[&str] = &[
        "true", "false", "yes", "no", "null", "none", "utc", "url", "id", "string", "integer",
    ];
    word.len() > 1
        && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
        && word.bytes().any(is_of_name)
        && !NO_KINDS.contains(&word.to_lowercase().as_str())
}

/// The value of a list that has no other item, and its meaning.
fn item<'t>(text: &'t str, example: &str) -> Option<(&'t str, &'t str)> {
    let line = only_item(text)?;
    let (word, meaning) = match EXPLAINED.captures(line) {
        Some(found) => (found.get(1)?.as_str(), found.get(2)?.as_str()),
        None => {
            let line = without_dash(line).trim_start_matches(['*', '•', '·', ' ']);
            line.split_once(':')?
        }
    };
    let ends = !meaning
        .trim_end_matches(['。', '.', ' '])
        .ends_with(['等', '…']);
    (ends && unquoted(word.trim()) == example).then_some((word.trim(), meaning))
}

/// The only item below a line that promises values, or the end of a text that explains one value.
fn only_item(text: &str) -> Option<&str> {
    let (found, item, mut behind) = first_item(text)?;
    let lower = found.to_lowercase();
    let mut earlier = lower.rsplit(',').skip(1);
    if promises_for_a_case(found)
        || speaks_of_case(found)
        || earlier.any(is_case)
        || found.trim_end().ends_with("如:")
    {
        return None;
    }
    if promises(found) && key(without_dash(item)).is_none() {
        return None;
    }
    let is_more = |line: &str| is_item(line) || promises(line) || line.contains(':');
    (!behind.any(is_more)).then_some(item)
}

/// The line that promises values, or explains one, the line with the first value, and what follows it.
fn first_item(text: &str) -> Option<(&str, &str, impl Iterator<Item = &str>)> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let found = lines.find(|line| promises(line) || EXPLAINED.is_match(line))?;
    let item = if promises(found) {
        lines.next()?
    } else {
        found
    };
    Some((found, item, lines))
}

#[cfg(test)]
mod tests {
    use super::{only, seems_only};
    use crate::dialect::Scalar;
    use crate::facts::Shape;

    fn is_taken(text: &str, example: &str) -> bool {
        only(text, &Shape::Scalar(Scalar::String), example).is_some()
    }

    #[test]
    fn one_value_may_be_all() {
        for (text, example) in [
            ("固定值:sail", ""),
            ("帆 取固定值: sail", ""),
            ("帆取固定值: sail", ""),
            ("Fixed to sail.", ""),
            ("目前仅支持 sail类型。", "sail"),
            ("Only sail is supported.", "sail"),
            ("Kind. The value is FullSail.", "FullSail"),
            ("取值:FullSail。", "FullSail"),
            ("帆的种类固定为 sail。", "sail"),
            ("The kind of sail is fixed to full.", "full"),
            ("Currently, only sail is supported.", "sail"),
            ("取值说明:\n- sail:帆", "sail"),
            ("取值:sail:帆", "sail"),
        ] {
            assert!(is_taken(text, example), "{text}");
        }
        for (text, example) in [
            ("目前仅支持 sail类型。", ""),
            ("The value is required.", "required"),
            ("固定为 sail,oar", "sail"),
            ("夜航时,仅支持 sail。", "sail"),
            ("默认固定为 sail。", "sail"),
            ("固定值:sail。固定值:oar。", "sail"),
            ("取值:FullSail;HalfSail。", "FullSail"),
            ("The value is FullSail. HalfSail is accepted.", "FullSail"),
            ("帆船仅支持 sail;轮船支持 steam。", "sail"),
            ("取值如:\n- sail:帆", "sail"),
            ("近海中,取值说明:\n- sail:帆", "sail"),
            ("取值:Sloop\nTug", "Sloop"),
            ("For a sloop, the value is FullSail.", "FullSail"),
            ("对于帆船,取值:FullSail。", "FullSail"),
            ("取值为 True。", "True"),
            ("北京仅支持 sail。", "sail"),
            ("并非只支持 sail。", "sail"),
            ("不固定为 sail。", "sail"),
            ("通常取值为 FullSail。", "FullSail"),
            ("当前海域下,取值为 FullSail。", "FullSail"),
            ("In some seas, only sail is supported.", "sail"),
            ("It not only supports sail.", "sail"),
            ("取值说明:\n- sail:帆\n- 其他:桨", "sail"),
            ("Only sail is supported in this sea.", "sail"),
            ("取值为 Port 返回的值", "Port"),
        ] {
            assert!(!is_taken(text, example), "{text}");
        }
    }

    #[test]
    fn what_seems_to_be_all_is_found() {
        for text in [
            "固定为 UTF-8 编码",
            "取值为 FullSail。",
            "仅支持 1 个",
            "取值说明:\n- sail:帆",
        ] {
            assert!(seems_only(text, true).is_some(), "{text}");
        }
        for text in [
            "仅支持 HTTPS 协议。",
            "The value is required.",
            "取值见文档。",
        ] {
            assert!(seems_only(text, true).is_none(), "{text}");
        }
    }
}
