//! Numbers as pages write them, as plain digits: `3,600`, `10 万`, `最多十个`.

use std::borrow::Cow;

use regex_lite::Captures;

use super::arithmetic::computed;
use crate::dialect::{half_width, holds_any, is_han};
use crate::pattern::pattern;

/// A text with half-width punctuation whose numbers are plain digits: `3,600` is `3600`, and `10 万` is `100000`.
pub(crate) fn plain_numbers(text: &str) -> String {
    let raised = POWER.replace_all(text, power);
    let signed = SIGN.replace_all(&raised, "-$1");
    let digits: String = signed
        .chars()
        .map(|c| match c {
            '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect();
    let plain = multiplied(&in_digits(&words_in_digits(&half_width(
        &without_separators(&digits),
    ))));
    computed(&without_explanations(&plain))
}

// `10⁶`
pattern!(POWER, r"(\d{1,9})([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})");
// `负 10 到 10`, `minus 5 to 5`
pattern!(SIGN, r"(?:负\s*|\b[Mm]inus |\b[Nn]egative )(\d)");

/// A power as digits; one that is too large stays as it is.
fn power(found: &Captures<'_>) -> String {
    let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
    let raised: String = part(2)
        .chars()
        .filter_map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == c))
        .map(|digit| digit.to_string())
        .collect();
    let number = part(1).parse::<i128>().ok().zip(raised.parse().ok());
    let power = number.and_then(|(base, raised): (i128, u32)| base.checked_pow(raised));
    power.map_or_else(|| part(0).to_owned(), |power| power.to_string())
}

pattern!(
    NUMERALS,
    r"((?:最多|至多|不超过|不得超过|不能超过|上限)[^\d,。;\n]{0,8}?|(?:仅|只)(?:能|可以?|支持|允许)(?:支持|输入|传入?|提供|上传|包含)?\s*)([一二两三四五六七八九十百]{1,5})(\s*(?:个|条|项|位|名|组|张|路|天|次))"
);

// `up to five blocks`
pattern!(
    WORDS,
    r"(?i)(\b(?:up to|at most|a maximum of|no more than)\s+)(two|three|four|five|six|seven|eight|nine|ten|twenty)(\s+[a-z])"
);

/// English numerals behind a word that compares, `up to five`, as digits.
fn words_in_digits(text: &str) -> Cow<'_, str> {
    WORDS.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        let number = match part(2).to_ascii_lowercase().as_str() {
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            "ten" => 10,
            _ => 20,
        };
        format!("{}{number}{}", part(1), part(3))
    })
}

/// Chinese numerals behind a word that compares, `最多十个`, as digits.
fn in_digits(text: &str) -> String {
    let replaced = NUMERALS.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        // `最多一次绑定 9 个`
        let is_adverb = part(2) == "一" && part(3).trim() == "次";
        let number = numeral(part(2)).filter(|_| !is_adverb);
        number.map_or_else(
            || part(0).to_owned(),
            |number| format!("{}{number}{}", part(1), part(3)),
        )
    });
    replaced.into_owned()
}

/// The number of a Chinese numeral below a thousand: `二十五`.
fn numeral(written: &str) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    let (mut number, mut digit) = (0, None);
    for c in written.chars() {
        match c {
            '十' => number += digit.take().unwrap_or(1) * 10,
            '百' => number += digit.take()? * 100,
            c => {
                let value = if c == '两' {
                    Some(2)
                } else {
                    DIGITS.chars().position(|known| known == c)
                };
                if digit.is_some() {
                    return None;
                }
                digit = Some(u32::try_from(value?).ok()?);
            }
        }
    }
    Some(number + digit.unwrap_or(0))
}

/// What parts thousands beside a comma: no list is written with it.
const SEPARATORS: &[char] = &[' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’', '_'];

/// Commas, spaces and apostrophes that part thousands are dropped. `[1,100]` is a pair, and `100,200` may be a list: both stay.
fn without_separators(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_chinese = chars.iter().copied().any(is_han);
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let begins = c.is_ascii_digit()
            && at
                .checked_sub(1)
                .and_then(|before| chars.get(before))
                .is_none_or(|before| {
                    !before.is_ascii_alphanumeric() && !matches!(before, ',' | '.' | '_')
                });
        if !begins {
            out.push(*c);
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) {
            end += 1;
        }
        let head = end - at;
        let mut groups = 0;
        let mark = chars.get(end).copied();
        let parts = mark.is_some_and(|mark| mark == ',' || SEPARATORS.contains(&mark));
        while parts
            && chars.get(end).copied() == mark
            && digit(end + 1)
            && digit(end + 2)
            && digit(end + 3)
            && !digit(end + 4)
        {
            end += 4;
            groups += 1;
        }
        let written: String = chars.get(at..end).unwrap_or_default().iter().collect();
        let goes_on = chars.get(end).copied() == mark && parts && digit(end + 1);
        let pair = groups == 1 && bracketed(&chars, at, end)
            || head == 3 && is_chinese && !written.ends_with("000");
        if groups > 0 && head <= 3 && !goes_on && !pair {
            out.extend(written.chars().filter(char::is_ascii_digit));
        } else {
            out.push_str(&written);
        }
        at = end;
    }
    out
}

/// Whether nothing but a pair of brackets, and a sign, stands around a part.
fn bracketed(chars: &[char], from: usize, to: usize) -> bool {
    let before = chars
        .get(..from)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|c| !c.is_whitespace() && **c != '-');
    let after = chars
        .get(to..)
        .unwrap_or_default()
        .iter()
        .find(|c| !c.is_whitespace());
    matches!(before, Some('[' | '(' | '{' | '［' | '（' | '【'))
        && matches!(after, Some(']' | ')' | '}' | '］' | '）' | '】'))
}

// What is multiplied only behind the second number of a range, `1~10 亿`, may multiply the first as well: group 1.
pattern!(
    MULTIPLE,
    r"([1-9]\d*\s*(?:[~-]|至|到|to)\s*)?(\d+)(?:\.(\d))?\s*(亿|千万|百万|万)"
);

// `60 (one minute) to 600`: what a bracket says of the first number parts no range.
pattern!(
    EXPLAINED,
    r"(\d)\s*\(([^()\n]{1,24})\)(\s*(?:to|through|~|-|至|到)\s*-?\d)"
);

// `取值为 10 时表示每页 10 条，取值范围为 1~100`: what one value means is no case of the range.
pattern!(
    VALUE_EXPLAINED,
    r"取值为\s*`?-?\d+`?\s*时,?(?:表示|代表|意为|即)[^,。;\n]{1,40},\s*((?:取值)?范围)"
);

/// A range without what stands in brackets behind its first number, unless that says whether the number belongs to it, and without
/// what one value means.
fn without_explanations(text: &str) -> String {
    let replaced = EXPLAINED.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        if holds_any(part(2), &["不", "含", "开", "clud", "clus"]) {
            part(0).to_owned()
        } else {
            format!("{}{}", part(1), part(3))
        }
    });
    VALUE_EXPLAINED.replace_all(&replaced, "$1").into_owned()
}

/// `1.5 万` as digits.
fn multiplied(text: &str) -> String {
    let replaced = MULTIPLE.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        if !part(1).is_empty() {
            return part(0).to_owned();
        }
        let tenths: Option<i128> = format!(
            "{}{}",
            part(2),
            if part(3).is_empty() { "0" } else { part(3) }
        )
        .parse()
        .ok();
        let factor: i128 = match part(4) {
            "亿" => 100_000_000,
            "千万" => 10_000_000,
            "百万" => 1_000_000,
            _ => 10_000,
        };
        tenths
            .and_then(|tenths| tenths.checked_mul(factor / 10))
            .map_or_else(|| part(0).to_owned(), |number| number.to_string())
    });
    replaced.into_owned()
}

#[cfg(test)]
mod tests {
    use super::plain_numbers;

    #[test]
    fn thousands_are_parted_by_commas() {
        for (written, plain) in [
            ("from 3,600 to 43,200", "from 3600 to 43200"),
            ("最大值为 1,000。", "最大值为 1000。"),
            ("[1,100]", "[1,100]"),
            ("取值 100,200,300", "取值 100,200,300"),
            ("up to 1,000,000 items", "up to 1000000 items"),
            ("最多 １００ 个", "最多 100 个"),
            ("不超过 10 万", "不超过 100000"),
            ("0.5 万", "5000"),
            ("最大 3 600", "最大 3600"),
            ("at most 1'000'000", "at most 1000000"),
            ("2020 100", "2020 100"),
            ("2～3 亿", "2~3 亿"),
            ("0～3 亿", "0~300000000"),
            ("2 万～3 万", "20000~30000"),
            (
                "from 60 (one minute) to 86,400 (one day)",
                "from 60 to 86400 (one day)",
            ),
            ("0（不含）～9", "0(不含)~9"),
        ] {
            assert_eq!(plain_numbers(written), plain);
        }
    }
}
