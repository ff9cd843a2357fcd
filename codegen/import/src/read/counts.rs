//! Limits of what is counted, in sentences: the length of a text, and the number of a list's items.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::cases::{counts_others, counts_parts, states_value};
use super::limits::{Stated, find_all, number, numbers};
use super::numbers::is_large;

pattern!(
    COUNT_MOST,
    r"(?i)(?:最多|至多|上限为?|不超过|不能超过|不得超过|不可超过|最大|最大为|最大值为?|数量限制为?|up to|at most|maximum of|no more than|not exceed|maximum)[^\d;。\n]{0,14}?`?(\d+)`?\s*(?:个|条|名|项|位|组|路|人|items?|entries|elements|ids?|users?|values?|$|[;。,.)\s])"
);
pattern!(
    COUNT_LEAST,
    r"(?i)(?:最少|至少|不少于|at least|minimum of|no fewer than)[^\d;。\n]{0,10}?`?(\d+)`?\s*(?:个|条|名|项|位|组|路|人|items?|entries|elements|ids?|users?|values?)"
);
pattern!(
    COUNT_RANGE,
    r"(?i)`?(\d+)`?\s*(?:~|-|至|到|to|and)\s*`?(\d+)`?\s*(?:个|条|名|项|组|路|人|items?|entries|elements|ids?|users?|values?)|(?:数量|个数|条数|长度|length|number of|count)[^\d;。\n]{0,14}\[\s*(\d+)\s*[,~-]\s*(\d+)\s*\]"
);
pattern!(
    LENGTH_MOST,
    r"(?i)(?:长度[^\d;。\n]{0,12}?|最长[^\d;。\n]{0,6}?|最大长度[^\d;。\n]{0,6}?|最多[^\d;。\n]{0,6}?|不超过|不能超过|不得超过|up to|at most|maximum(?: length)?(?: of| is|:)?|length[^\d;.\n]{0,24}?|no more than|not exceed|exceed)\s*`?(\d+)`?\s*(个字符|个汉字|个英文|字符|字节|个字节|位|characters?|chars?|bytes?|$|[;。,.)\s])"
);
pattern!(
    LENGTH_LEAST,
    r"(?i)(?:最少|至少|不少于|不小于|最短|at least|minimum(?: length)?(?: of| is|:)?|no fewer than)[^\d;。\n]{0,8}?`?(\d+)`?\s*(?:个字符|个汉字|个英文|字符|位|characters?|chars?)"
);
pattern!(
    LENGTH_RANGE,
    r"(?i)(?:长度|length|字符数)?[^\d;。\n]{0,16}?[\[(]?\s*`?(\d+)`?\s*(?:~|-|,|至|到|to|and)\s*`?(\d+)`?\s*[\])]?\s*(个字符|字符|个字节|字节|位|个汉字|characters?|chars?|bytes?)"
);
pattern!(LENGTH_BRACES, r"\[[^\]\n]+\]\{(\d+),\s*(\d+)\}");
/// What a clause says of the length of a text.
pub(super) fn length(clause: &str, stated: &mut Stated) {
    if counts_parts(clause) {
        return;
    }
    let ranges = find_all(&LENGTH_RANGE, clause);
    let braces = find_all(&LENGTH_BRACES, clause);
    if !ranges.is_empty() {
        for found in &ranges {
            let unit = found.get(3).map(|unit| unit.as_str()).unwrap_or_default();
            // A comma stands in a range only between brackets: `[1,100]`.
            let (Some(first), Some(second)) = (found.get(1), found.get(2)) else {
                continue;
            };
            let mark = clause.get(first.end()..second.start()).unwrap_or_default();
            let bracketed = found
                .get(0)
                .is_some_and(|whole| whole.as_str().contains(['[', '(']));
            if mark.contains(',') && !bracketed {
                continue;
            }
            let low = number::<u64>(clause, found, 1);
            let high = low.and_then(|_| found.get(2)?.as_str().parse::<u64>().ok());
            stated.min_length.extend(low.filter(|_| !is_bytes(unit)));
            stated.max_length.extend(high);
        }
        return;
    }
    for found in &braces {
        stated.min_length.extend(number::<u64>(clause, found, 1));
        stated.max_length.extend(
            found
                .get(2)
                .and_then(|high| high.as_str().parse::<u64>().ok()),
        );
    }
    if !braces.is_empty() {
        return;
    }
    let most = find_all(&LENGTH_MOST, clause);
    for found in &most {
        let unit = found.get(2).map(|unit| unit.as_str()).unwrap_or_default();
        let whole = found
            .get(0)
            .map(|whole| whole.as_str().to_lowercase())
            .unwrap_or_default();
        let behind = found.get(1).and_then(|number| clause.get(number.end()..));
        let about_length = unit.chars().any(char::is_alphanumeric)
            || whole.contains('长')
            || whole.contains("length");
        if about_length && !counts_others(clause) && !behind.is_some_and(is_large) {
            stated.max_length.extend(number::<u64>(clause, found, 1));
        }
    }
    if states_value(clause) {
        stated.min_length.extend(numbers(&LENGTH_LEAST, clause));
    }
}

/// What a clause says of the number of a list's items.
pub(super) fn count(clause: &str, stated: &mut Stated) {
    let of_list = ["列表长度", "数组长度"]
        .iter()
        .any(|word| clause.contains(word));
    let about_length = ["字符", "字节", "长度不", "character", "byte"]
        .iter()
        .any(|word| clause.contains(word) && !(of_list && word.starts_with('长')));
    if about_length || counts_parts(clause) {
        return;
    }
    let ranges = find_all(&COUNT_RANGE, clause)
        .into_iter()
        .filter_map(|found| {
            [(1, 2), (3, 4)].into_iter().find_map(|(low, high)| {
                let least: u64 = number(clause, &found, low)?;
                Some((least, found.get(high)?.as_str().parse::<u64>().ok()?))
            })
        });
    let ranges: Vec<(u64, u64)> = ranges.filter(|_| states_value(clause)).collect();
    for (low, high) in &ranges {
        stated.min_items.push(*low);
        stated.max_items.push(*high);
    }
    if ranges.is_empty() {
        stated.max_items.extend(numbers(&COUNT_MOST, clause));
        stated.min_items.extend(numbers(&COUNT_LEAST, clause));
    }
}

fn is_bytes(unit: &str) -> bool {
    unit.contains("字节") || unit.contains("byte")
}
