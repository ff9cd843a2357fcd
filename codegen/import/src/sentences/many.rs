//! What stands for many values where a list has one: a range, `[100,199]：…`, a comparison, `>1 表示…`, a pattern, `err_*`. A list in
//! which one of them stands names no more than a part of what is allowed.

use super::around_values::is_value;
use crate::facts::Value;
use crate::pattern::pattern;
use codegen_documents::source::Node;
use regex_lite::Captures;

/// What begins an item.
const BEGIN: &str = r"(?im)(^|[;,。、:|]|\.\s)\s*(?:[-*•·①-⑳]\s*|\(?\d{1,2}[.)]\s+)?";
/// What begins an item that has no meaning.
const BEGIN_ALONE: &str = r"(?im)(?:^|[;、|])\s*(?:[-*•·①-⑳]\s*)?";
/// What stands between an item and its meaning.
const MEANING: &str =
    r"`?\s*(?:\([^()\n]{1,40}\)\s*)?(?::|=|表示|代表|为|是|means?\b|indicates?\b|represents?\b)";

/// A range of numbers, whose ends are two groups.
const RANGE_WORDS: &str = r"(?:从|from\s+|(?:an? (?:number|value|integer) )?(?:from|between)\s+)?[\[({]?[ \t]*`?[\[({]?[ \t]*(-?\d+(?:\.\d+)?)`?[ \t]*(?:,|~|-|–|—|至|到|\.{2,3}|to\b|through\b|and\b|与|和)[ \t]*`?(-?\d+(?:\.\d+)?|\+?∞)[ \t]*`?[\])}]?(?:之间)?";

// `[100,199]：…`, `100~199 表示…`
pattern!(RANGE, BEGIN, RANGE_WORDS, MEANING);
// `；[100,199]`
pattern!(RANGE_ALONE, BEGIN_ALONE, RANGE_WORDS, r"\s*(?:$|[;。|])");
// `数字：…`, `空表示…`: words for texts that nobody lists.
pattern!(
    KIND,
    BEGIN,
    r"(?:(?:任意|任何|具体)的?\s*(?:数字|整数|数值|字符串|值|ID|名称)|数字|整数|数值|字符串|空(?:值|串|字符串)?)\s*(?::|=|表示|代表|-[\u{4e00}-\u{9fff}])"
);
// `>1 表示…`, `100 及以上：…`, `非 0：…`, `1xx：…`
pattern!(
    COMPARED,
    BEGIN,
    r"`?(?:(?:[<>]=?|[≥≤]|(?:大于|小于|不小于|不大于|高于|低于|超过|多于|少于|不低于|不超过)(?:或?等于)?|(?:greater|less|more|larger|smaller|higher|lower) than(?: or equal to)?)\s*`?-?\d+(?:\.\d+)?|-?\d+(?:\.\d+)?`?\s*(?:\+|[及和或]?以[上下内]|(?:or|and) (?:more|above|greater|higher|larger|less|below|lower|smaller))|\d+(?:x{1,3}|\*+)|非\s*`?0`?(?:值|数)?|非零(?:值|数)?|[正负](?:整数|数|值)|(?:any |an? )?(?:other |non-?zero |negative |positive )(?:numbers?|integers?|values?))",
    MEANING
);
/// A range of names.
const NAMES_WORDS: &str = r"`?(?:[A-Za-z]{1,8}\d{1,4}`?[ \t]*(?:~|至|到)[ \t]*`?[A-Za-z]{0,8}\d{1,4}|[A-Za-z]`?[ \t]*(?:~|-|至|到)[ \t]*`?[A-Za-z])";

// `C1~C9：…`, `A-Z：…`
pattern!(NAMES, BEGIN, NAMES_WORDS, MEANING);
// `；C1~C9`
pattern!(NAMES_ALONE, BEGIN_ALONE, NAMES_WORDS, r"`?\s*(?:$|[;。|])");
// `@all：…`, `#RRGGBB：…`, `[a-z]+（…）`: none of these is read as a value unless it is code.
pattern!(
    SYMBOL,
    r#"(?m)(^|[;,。、]|\.\s)\s*(?:[-•·]\s*)?(""|''|[#@*/.\[{<^$%&][^\s:;,。、(){}\u{4e00}-\u{9fff}]{0,30})\s*(?:[:=][^/]|表示|代表|\([^()\n]{1,24}\)\s*(?:[;,。、\n]|$))"#
);
// `a、b：…`: two values with one meaning.
pattern!(
    TWINS,
    r"(?m)(?:^|[;。])\s*(?:[-*•·]\s*)?(`[^`\n]{1,40}`|[A-Za-z0-9][\w.-]*)\s*(?:、|,|/|或|和|\bor\b|\band\b)\s*(?:-\s+)?(`[^`\n]{1,40}`|[A-Za-z0-9][\w.-]*)\s*(?::|=|表示|代表)"
);
// A value that is a range or a pattern itself: `100-199`, `[1,9]`, `err_*`, `^e\d$`, `E%d`, `5+`.
pattern!(
    SPAN,
    r"^[\[(]?\s*(-?\d+(?:\.\d+)?)\s*(?:,|~|-|–|—|\.{2,3})\s*(-?\d+(?:\.\d+)?)\s*[\])]?$"
);
pattern!(
    MASK,
    r"^[\[(].*[\])]$|<\w+>|\{\w+\}|^\^|\$$|[\w.-]\*|\*[\w-]|%[sd]|\.{3}|…|^\d+\+$|\d[xX]{2}|[._-][xX]$|\\[dw]"
);

/// The parts of a text that give many values a meaning.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = [&RANGE, &COMPARED, &NAMES].into_iter();
    parts
        .flat_map(|pattern| pattern.find_iter(text))
        .map(|part| part.as_str())
}

/// Whether a line is an item that stands for many values.
pub(super) fn is_of_many(line: &str) -> bool {
    [&RANGE, &COMPARED, &NAMES, &SYMBOL].iter().any(|pattern| {
        let found = pattern.captures(line);
        let mark = found.as_ref().and_then(|found| found.get(1));
        mark.is_some_and(|mark| mark.as_str().is_empty())
    })
}

/// Whether some item beside the values stands for many, or a value does so itself.
pub(super) fn stand_for_many(text: &str, values: &[Value]) -> bool {
    values
        .iter()
        .any(|value| is_many(value, values.len() < 2, text))
        || has_slash(text, values)
        || names_range(text, values)
        || names_compared(text, values)
        || names_kind(text, values)
        || names_others(text, values)
}

/// Whether one value has a slash, and another has none: `a/b` may be two.
fn has_slash(text: &str, values: &[Value]) -> bool {
    let mut words = values.iter().filter_map(|value| match &value.value {
        Node::String(word) => Some(word),
        _ => None,
    });
    let is_parted = |word: &String| {
        let letters = |part: &str| {
            part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        word.split_once('/')
            .is_some_and(|(one, other)| letters(one) && letters(other))
            && !text.contains(&format!("`{word}`"))
    };
    words.clone().any(is_parted) && words.any(|word| !word.contains('/'))
}

/// Whether a text gives a meaning to a range of names, to a word with a symbol, or to two words at once.
fn names_others(text: &str, values: &[Value]) -> bool {
    let symbol = SYMBOL.captures_iter(text).any(|found| {
        let word = found.get(2).map_or("", |word| word.as_str());
        !is_value(word, values) && !word.starts_with("//")
    });
    let twins = TWINS.captures_iter(text).any(|found| {
        let word = |group: usize| found.get(group).map_or("", |word| word.as_str());
        is_value(word(2), values) && !is_value(word(1), values)
    });
    let names = NAMES
        .captures_iter(text)
        .any(|found| !is_in_meaning(text, &found, values));
    symbol || twins || names || NAMES_ALONE.is_match(text)
}

/// Whether a value is a range or a pattern. A range that is written as code may be a value like any other.
fn is_many(value: &Value, is_alone: bool, text: &str) -> bool {
    // `1000 及以上：…`
    const MORE: &[&str] = &[
        "以上",
        "以下",
        "以内",
        "及以",
        "和以",
        "或以",
        "+",
        "or more",
        "or less",
        "or greater",
        "and above",
        "and below",
        "or above",
        "or below",
    ];
    // `A 到 Z：…`
    let is_end = |rest: &str| {
        let rest = rest.trim_start_matches(['`', ' ']);
        rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let to_end = ["到", "至", "~", "to "]
        .iter()
        .any(|word| value.meaning.strip_prefix(word).is_some_and(is_end));
    // `b (or a number)`
    if ["or ", "或"]
        .iter()
        .any(|word| value.meaning.starts_with(word))
    {
        return true;
    }
    let goes_on = || to_end || MORE.iter().any(|more| value.meaning.starts_with(more));
    match &value.value {
        Node::Int(_) => goes_on(),
        Node::String(word) => {
            let is_coded = || text.contains(&format!("`{word}`"));
            (word.parse::<f64>().is_ok() || to_end) && goes_on()
                || !is_alone && MASK.is_match(word)
                || is_span(word) && !is_coded()
        }
        _ => false,
    }
}

/// Whether a word is a range of numbers.
fn is_span(word: &str) -> bool {
    let letters = match word.as_bytes() {
        [first, b'-', last] => first.is_ascii_alphabetic() && first < last,
        _ => false,
    };
    letters
        || SPAN.captures(word).is_some_and(|found| {
            let end = |group: usize| found.get(group)?.as_str().parse::<f64>().ok();
            end(1).zip(end(2)).is_some_and(|(low, high)| low < high)
        })
}

/// Whether a text gives a range of numbers a meaning of which the values do not name each.
fn names_range(text: &str, values: &[Value]) -> bool {
    let numbers: Vec<i64> = values.iter().filter_map(number_of).collect();
    // `1-3` as code may be a value itself.
    let is_value = |found: &Captures<'_>| {
        let part = found.get(0).map_or("", |part| part.as_str());
        values.iter().any(|value| {
            matches!(&value.value, Node::String(word) if is_span(word) && part.contains(word.as_str()))
        })
    };
    let is_named = |found: &Captures<'_>, first: usize| {
        let end = |group: usize| found.get(group)?.as_str().parse::<i64>().ok();
        is_value(found)
            || match (end(first), end(first + 1)) {
                (Some(low), Some(high)) => {
                    low > high || (low..=high).all(|number| numbers.contains(&number))
                }
                _ => false,
            }
    };
    let has_meaning = RANGE.captures_iter(text).any(|found| {
        !is_named(&found, 2) && !is_in_meaning(text, &found, values) && !is_time(text, &found)
    });
    has_meaning
        || RANGE_ALONE
            .captures_iter(text)
            .any(|found| !is_named(&found, 1))
}

/// Whether a text gives a meaning to all numbers that compare with one.
fn names_compared(text: &str, values: &[Value]) -> bool {
    let has_numbers = values.iter().any(|value| number_of(value).is_some());
    COMPARED.captures_iter(text).any(|found| {
        let mark = found.get(1).map_or("", |mark| mark.as_str());
        (has_numbers || !matches!(mark, "," | ":")) && !is_in_meaning(text, &found, values)
    })
}

/// Whether a text gives a meaning to a kind of texts, or to an empty one.
fn names_kind(text: &str, values: &[Value]) -> bool {
    let are_texts = values
        .iter()
        .any(|value| matches!(value.value, Node::String(_)));
    are_texts
        && KIND
            .captures_iter(text)
            .any(|found| !is_in_meaning(text, &found, values))
}

fn number_of(value: &Value) -> Option<i64> {
    match &value.value {
        Node::Int(number) => i64::try_from(*number).ok(),
        Node::String(word) => word.parse().ok(),
        _ => None,
    }
}

/// Whether what was found is what a value means: `low：1~9 为宜`.
fn is_in_meaning(text: &str, found: &Captures<'_>, values: &[Value]) -> bool {
    let Some(mark) = found.get(1).filter(|mark| mark.as_str() == ":") else {
        return false;
    };
    let before = text.get(..mark.start()).unwrap_or_default();
    let before = before.trim_end_matches(['`', '"', '\'', ' ']);
    values.iter().any(|value| match &value.value {
        Node::String(word) => before.ends_with(word.as_str()),
        Node::Int(number) => before.ends_with(&number.to_string()),
        _ => false,
    })
}

/// Whether a colon stands in a time, not before a meaning: `0-6:00`.
fn is_time(text: &str, found: &Captures<'_>) -> bool {
    let end = found.get(0).map_or(text.len(), |whole| whole.end());
    let behind = text.get(end..).unwrap_or_default();
    text.get(..end).is_some_and(|before| before.ends_with(':'))
        && behind.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_of_many, stand_for_many};
    use crate::facts::Value;
    use codegen_documents::source::Node;

    #[test]
    fn an_item_may_stand_for_many_values() {
        for line in [
            "[100,199]:风",
            "- 100~199 表示风",
            "`100`-`199`: wind",
            "from 100 to 199: wind",
            "> 1:风",
            "100 及以上:风",
            "非 0:风",
            "1xx:风",
            "negative numbers: wind",
            "C1~C9:风",
            "@all:风",
            "[a-z]+(风)",
        ] {
            assert!(is_of_many(line), "{line}");
        }
        for line in [
            "100:风",
            "[说明]:风",
            "//a.example",
            "风:1~9",
            "2020-01-02",
            "sail:帆",
            "1.5 倍:风",
        ] {
            assert!(!is_of_many(line), "{line}");
        }
    }

    #[test]
    fn a_value_may_be_a_range_or_a_pattern() {
        let values = |words: &[&str]| -> Vec<Value> {
            let words = words.iter().map(|word| Value {
                value: Node::String((*word).to_owned()),
                meaning: String::new(),
            });
            words.collect()
        };
        for words in [
            ["calm", "1-9"],
            ["calm", "gale_*"],
            ["calm", "^g\\d$"],
            ["calm", "[1,9]"],
            ["calm", "F%d"],
        ] {
            assert!(stand_for_many("", &values(&words)), "{words:?}");
        }
        for words in [["calm", "gale-9"], ["2021-02-03", "*"], ["a.b", "C++"]] {
            assert!(!stand_for_many("", &values(&words)), "{words:?}");
        }
        assert!(!stand_for_many(
            "`1-3`:小,`4-9`:大",
            &values(&["1-3", "4-9"])
        ));
        assert!(stand_for_many("1-3:小,4-9:大", &values(&["1-3", "4-9"])));
    }

    #[test]
    fn a_range_may_name_no_more_than_the_values() {
        let values: Vec<Value> = (1..4)
            .map(|number| Value {
                value: Node::Int(number),
                meaning: String::new(),
            })
            .collect();
        assert!(!stand_for_many("取值,1~3:1:风,2:浪,3:雨", &values));
        assert!(!stand_for_many("1:0-6:00", &values));
        assert!(!stand_for_many("- 1\n- 2\n- 3", &values));
        assert!(stand_for_many("1:风,2:浪,3:雨,4~9:雪", &values));
        assert!(stand_for_many("1:风,2:浪,3:雨,大于 3:雪", &values));
    }
}
