//! Values that are only named: `取值: A | B`, `{0,1,2}`, `one of \`a\` and \`b\``, `RED / GREEN / BLUE`.

use regex_lite::Captures;

use super::cases::{clauses, last_clause, speaks_of_case, states_value};
use super::literal::literal;
use super::only::{is_of_member, only};
use super::quantities::offers_choice;
use super::unfold::names_a_choice;
use super::value_lines::{promises, promises_for_a_case};
use super::value_text::{tidy, unquoted};
use crate::dialect::{Scalar, holds_any};
use crate::facts::{Shape, Value};
use crate::pattern::{Pattern, pattern};

/// A value that is named, and what may stand in brackets behind it.
const NAMED: &str =
    r#"(?:`[^`\n]+`|"[^"\n]+"|'[^'\n]+'|-?[A-Za-z0-9][\w./+-]*)(?:\s*\([^()\n]{1,60}\))?"#;
/// The same without a slash.
const UNSLASHED: &str = r#"(?:`[^`\n]+`|"[^"\n]+"|-?[A-Za-z0-9][\w.+-]*)(?:\s*\([^()\n]{1,60}\))?"#;
/// What introduces values.
const INTRODUCTION: &str = r"(枚举值|枚举|(?:仅|只)(?:能|可以?)(?:为|是|取|填写?|传入?)|可用值|可指定值|可填值|可选值|可选取值|取值范围|取值|可取值|有效值|合法值|支持的值|支持(?:配置|设置|选择|指定|设)为?|可以?(?:配置|设置|选择|指定|设)为|支持|可选|可以为|可以是|可为|分为|(?:包括|包含)\s*:|支持的(?:格式|类型|编码|协议|算法|语言|模式|方式)(?:有|为|包括|:)|valid values?\b|allowed values?\b|possible values?\b|supported (?:values?|types?|formats?|protocols?|modes?|methods?)\b|values? ranges? from|values?\b|one of|options\b|either|must be|can be|enum\b|configurable (?:as|to)|supports? configuration (?:for|of)|only supports?|supports? only|supports?|supported|set (?:this parameter|this field|it|the value) to)(?:\s*\([^()\d\n]{1,12}\))?\s*(?:为|是|有|包括|包含|如下|:|are(?: (?:available|supported|allowed))?\b|is\b|contains?\b|include\b|can be\b|may be\b)?\s*:?\s*";
// `{0,1,2}`, `取值: A | B`, `可选值有 a(甲)、b(乙)`
pattern!(
    SET,
    "(?i)",
    INTRODUCTION,
    r"([\[{(]?)\s*(",
    NAMED,
    r"(?:\s*(?:,\s*(?:and|or)|,|、|\||/|或者?|和|以及|及|or|and)\s*",
    NAMED,
    r")+)\s*([\]})]?)"
);
// `取值：A/B/C`
pattern!(
    SLASHED,
    "(?i)",
    INTRODUCTION,
    r"([\[{(]?)\s*(",
    UNSLASHED,
    r"(?:\s*/\s*",
    UNSLASHED,
    r")+)\s*([\]})]?)"
);
// Alternatives in one piece of code: "`A | B`".
pattern!(CODED_SET, r"`([\w.+-]+(?:\s*\|\s*[\w.+-]+)+)`");
// A sentence that holds nothing but alternatives: `RED / GREEN / BLUE`.
pattern!(
    ALTERNATIVES,
    r"^\s*(?:[^:,()/|A-Za-z0-9]{1,12}:)?\s*([A-Za-z0-9][\w.+-]*(?:\s*[/|]\s*[A-Za-z0-9][\w.+-]*)+)\s*$"
);
// The only value there is: "固定为 `url`", "fixed to `url`".
pattern!(
    FIXED,
    r"(?i)(?:固定值?(?:为|是|取值)?|(?:仅|只)(?:能为|能是|支持)|取值只有|fixed (?:to|at|as)|only valid value is|only supports)\s*(?:取值)?\s*:?\s*`([^`]+)`\s*([^\s`]?)"
);
pattern!(
    TOKEN,
    r#"(`[^`]+`|"[^"]+"|'[^']+'|-?[A-Za-z0-9][\w./+-]*)(?:\s*\(([^()\n]{1,60})\))?"#
);
pattern!(
    UNSLASHED_TOKEN,
    r#"(`[^`]+`|"[^"]+"|-?[A-Za-z0-9][\w.+-]*)(?:\s*\(([^()\n]{1,60})\))?"#
);

/// Values that are only named.
pub(crate) fn set(text: &str, shape: &Shape, scalar: Scalar, example: &str) -> Option<Vec<Value>> {
    let text = text.replace("`{", "{").replace("}`", "}");
    let mut text = CODED_SET.replace_all(&text, "$1").into_owned();
    for mark in ["(默认值)", "(默认)", "(default)"] {
        text = text.replace(mark, "");
    }
    let commas = SET.captures_iter(&text);
    let commas = commas.map(|found| (found, &TOKEN));
    let slashes = SLASHED.captures_iter(&text);
    let slashes = slashes.map(|found| (found, &UNSLASHED_TOKEN));
    commas
        .chain(slashes)
        .find_map(|(found, token)| set_of(&text, &found, token, shape, scalar))
        .or_else(|| coded_alone(&text, shape))
        .or_else(|| explained(&text, shape, example))
        .or_else(|| listed_below(&text, shape))
        .or_else(|| alternatives(&text, shape, example))
        .or_else(|| named_in_words(&text, shape, example))
        .or_else(|| only(&text, shape, example))
}

// A part of a sentence that holds nothing but alternatives in code or in quotes: "`a` 或 `b`".
pattern!(
    CODED_ALONE,
    r#"(?:^|[:,。;\n])\s*((?:`[\w.+-]+`|"[\w.+-]+")(?:\s*(?:,?\s*\bor\b|或者?|/|\||、|,)\s*(?:`[\w.+-]+`|"[\w.+-]+"))+)\s*(?:$|[,。;\n]|\.(?:\s|$))"#
);

// Alternatives with meanings in brackets: `a（甲）/b（乙）`.
pattern!(
    EXPLAINED,
    r"(?:^|[:,。;\n])\s*(?:包含|包括|有|分为)?\s*(",
    EXPLAINED_VALUE,
    r"(?:\s*(?:、|,|/|\||或者?|和)\s*",
    EXPLAINED_VALUE,
    r")+)\s*(?:$|[,。;\n])"
);
const EXPLAINED_VALUE: &str =
    r"`?[A-Za-z0-9][\w.+-]*`?\s*\([^()\n]{0,30}[\u{4e00}-\u{9fff}][^()\n]{0,30}\)";

// `取值：甲、乙`
pattern!(
    IN_WORDS,
    r"(?:取值|枚举值?|可选值|可取值|有效值)(?:为|有|包括|如下)?\s*:?\s*([\u{4e00}-\u{9fff}]{1,8}(?:\s*(?:、|,|/|\||或|和)\s*[\u{4e00}-\u{9fff}]{1,8})+)\s*(?:$|[。;\n])"
);

/// Values that are words of Chinese themselves: the example is one of them.
fn named_in_words(text: &str, shape: &Shape, example: &str) -> Option<Vec<Value>> {
    let list = IN_WORDS.captures(text)?.get(1)?;
    let before = text.get(..list.start())?;
    let sentence = last_clause(before);
    let tokens: Vec<&str> = list
        .as_str()
        .split(['、', ',', '/', '|', '或', '和'])
        .map(str::trim)
        .collect();
    let is_open = list.as_str().ends_with('等')
        || holds_any(
            list.as_str(),
            &["其他", "其它", "其余", "任意", "任何", "自定义"],
        );
    let is_list = tokens.contains(&example) && !is_open && !speaks_of_case(sentence);
    is_list.then(|| distinct(tokens.into_iter().map(|token| (token, "")), shape))?
}

/// Alternatives, each with a meaning, behind what is chosen or with the example among them.
fn explained(text: &str, shape: &Shape, example: &str) -> Option<Vec<Value>> {
    let found = EXPLAINED.captures(text)?;
    let list = found.get(1)?;
    let before = text.get(..found.get(0)?.start())?;
    let tokens: Vec<(&str, &str)> = TOKEN
        .captures_iter(list.as_str())
        .filter_map(|token| Some((token.get(1)?.as_str(), token.get(2)?.as_str())))
        .collect();
    let shown = tokens.iter().any(|(token, _)| unquoted(token) == example);
    let sentence = last_clause(before);
    let is_list = (shown || names_a_choice(before)) && !speaks_of_case(sentence);
    is_list.then(|| distinct(tokens.into_iter(), shape))?
}

/// Alternatives in code that stand alone between marks.
fn coded_alone(text: &str, shape: &Shape) -> Option<Vec<Value>> {
    let list = CODED_ALONE.captures(text)?.get(1)?;
    let before = text.get(..list.start())?;
    let sentence = last_clause(before);
    let in_a_case = speaks_of_case(sentence) || holds_any(sentence, &["默认", "缺省", "default"]);
    let list = list.as_str();
    let is_choice = ["或", " or ", "/", "|"]
        .iter()
        .any(|mark| list.contains(mark));
    let tokens = TOKEN
        .captures_iter(list)
        .filter_map(|token| token.get(1))
        .filter(|token| token.as_str().starts_with(['`', '"']));
    (is_choice && !in_a_case).then(|| distinct(tokens.map(|token| (token.as_str(), "")), shape))?
}

/// The values in a line of their own, below one that promises them: `1、2、3`.
fn listed_below(text: &str, shape: &Shape) -> Option<Vec<Value>> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.find(|line| promises(line) && !promises_for_a_case(line))?;
    let line = lines.next()?.trim_end_matches(['。', '.', ';']);
    let tokens: Vec<&str> = line.split(['、', ',', '|']).map(str::trim).collect();
    let are_values = tokens.iter().all(|token| {
        let bare = token.trim_matches('`');
        !bare.is_empty()
            && bare
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
    });
    (tokens.len() > 2 && are_values)
        .then(|| distinct(tokens.into_iter().map(|token| (token, "")), shape))?
}

/// The values of a list that something introduces.
fn set_of(
    text: &str,
    found: &Captures<'_>,
    token: &Pattern,
    shape: &Shape,
    scalar: Scalar,
) -> Option<Vec<Value>> {
    let introduction = found.get(1)?.as_str().to_lowercase();
    let list = found.get(3)?.as_str();
    let open = found.get(2).map(|m| m.as_str()).unwrap_or_default();
    let behind = text.get(found.get(0)?.end()..).unwrap_or_default();
    let behind = behind.trim_start_matches(' ');
    let tokens: Vec<(&str, &str)> = token
        .captures_iter(list)
        .filter_map(|token| {
            let meaning = token.get(2).map(|meaning| meaning.as_str());
            let value = token.get(1)?.as_str().trim_end_matches('.');
            Some((value, meaning.unwrap_or_default()))
        })
        .filter(|(token, _)| !matches!(*token, "or" | "and" | "i.e" | "e.g"))
        .collect();
    let coded = tokens
        .iter()
        .all(|(token, _)| token.starts_with(['`', '"', '\'']));
    let numbers = scalar != Scalar::String;
    let whole = found.get(0)?.as_str();
    // `[1,100]` is a range, and so is `1,100~2,000`; `3,600` is one number.
    // A text may be a number too: `取值范围为 [60,315360000]`.
    let begin = found.get(0)?.start();
    let up_to_list = text.get(..found.get(3)?.start()).unwrap_or_default();
    let is_interval = tokens.len() == 2
        && (open == "("
            || open == "[" && (weak_choice(&introduction) || !offers_choice(up_to_list)));
    // `与 \`Kind\` 的取值 \`a\`、\`b\` 对应` lists those of another member.
    let of_other = text
        .get(..begin)
        .unwrap_or_default()
        .trim_end()
        .strip_suffix('的')
        .is_some_and(|owner| {
            owner
                .trim_end()
                .ends_with(|c: char| c == '`' || c.is_ascii_alphanumeric())
        })
        || ["对应", "相同", "匹配"]
            .iter()
            .any(|word| behind.starts_with(word));
    let are_numbers = || tokens.iter().all(|(token, _)| token.parse::<f64>().is_ok());
    // `取值：[1,4096]` of a text leaves too much between its numbers for a choice.
    let is_wide = match tokens.as_slice() {
        [(low, _), (high, _)] if open == "[" && !numbers && !introduction.contains('选') => {
            let number = |token: &str| token.parse::<i64>().ok();
            number(low)
                .zip(number(high))
                .is_some_and(|(low, high)| high.saturating_sub(low) > 1)
        }
        _ => false,
    };
    let is_range = is_wide
        || introduction.ends_with("from") && open != "{"
        || is_interval && introduction.contains("范围") && are_numbers()
        || numbers
            && (is_interval
                || behind.starts_with(['~', '～', '-', '至', '到'])
                || is_number_in_parts(list.trim_end_matches('.')));
    // `\`a\` 或自定义` allows more than is named, and so does a list that goes on with what was not understood.
    let rest = behind.trim_start_matches([',', '(', ' ']);
    let goes_on = behind.starts_with(['(', '/', '|', '、', '*', '$', '%', '~', '至', '到'])
        || rest.starts_with(['[', '<', '>', '*', '#', '@', '^', '{', '"', '~', '≥', '≤'])
        || OPEN
            .iter()
            .any(|word| behind.starts_with(word) || rest.starts_with(word));
    // The values of one case are not all there are.
    let before = text.get(..found.get(0)?.start()).unwrap_or_default();
    let sentence = before
        .rsplit(['\n', '。', ';', '.', '!'])
        .next()
        .unwrap_or_default();
    let bare = tokens
        .iter()
        .map(|(token, _)| *token)
        .collect::<Vec<_>>()
        .join(" ");
    let in_a_case = speaks_of_case(&format!("{sentence}{introduction}{bare}"));
    let colon = whole
        .get(introduction.len()..)
        .is_some_and(|rest| rest.trim_start().starts_with(':'));
    // A full stop may have been taken for a part of the last value.
    let ends = list.ends_with('.')
        || ["only", "的一个", "中的一", "之一", "其中"]
            .iter()
            .any(|word| behind.starts_with(word))
        || counts_kinds(behind, tokens.len());
    let is_sentence = !numbers
        && !coded
        && (list.contains(" and ") && !colon
            || !ends && behind.starts_with(|c: char| c.is_alphanumeric()));
    let meanings_follow = behind.starts_with(':') || behind.starts_with("表示");
    // `支持 \`png\` 格式的图片` is about something that is in such a format.
    let only = introduction.contains("only")
        || behind.starts_with("only")
        || sentence.trim_end().ends_with(['仅', '只']);
    let weak = matches!(
        introduction.as_str(),
        "支持" | "可选" | "support" | "supports"
    ) && !colon
        && !only;
    // "set it to `a` or `b` to match everything"
    let for_a_purpose = introduction.starts_with("set ") || introduction == "can be";
    let of_something = (weak || for_a_purpose)
        && behind.starts_with(|c: char| c.is_alphabetic())
        && !counts_kinds(behind, tokens.len());
    // `分为 a 和 b 两部分`, `must be ready or idle` may be any words.
    let loose = matches!(
        introduction.as_str(),
        "可以为" | "可以是" | "可为" | "分为" | "either" | "must be" | "can be"
    ) || introduction.starts_with("set ");
    let configures = introduction.contains("config")
        || introduction.starts_with("支持")
            && introduction != "支持"
            && !introduction.contains('的')
        || introduction.starts_with("可以") && introduction.ends_with('为');
    // "Supports 1, 2 and 4." names all, "The disk supports ext4 and xfs." may not.
    let all_alone = numbers && sentence.trim().is_empty() && behind_ends(behind);
    let loose = !coded && !numbers && (loose || configures)
        || introduction.starts_with("support") && weak && !all_alone;
    // `the value can be empty or unique` names no values.
    let may_be = whole
        .get(introduction.len()..)
        .is_some_and(|verb| verb.trim_start().to_lowercase().starts_with("can be"))
        || whole
            .get(introduction.len()..)
            .is_some_and(|verb| verb.trim_start().to_lowercase().starts_with("may be"));
    let loose = loose
        || may_be
            && !tokens.iter().all(|(token, _)| {
                token.starts_with(['`', '"', '\''])
                    || token.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            });
    // `地址格式支持 IPv4 和 IPv6` says what something else can do.
    let subject = sentence.trim_end();
    let has_subject = introduction == "支持"
        && !coded
        && (!colon
            && list.contains(['和', '与'])
            && !subject.ends_with(['仅', '只', '前', ',', '可'])
            && !subject.is_empty()
            || ["地址", "域名", "文件", "图片", "视频", "链接", "内容"]
                .iter()
                .any(|noun| subject.ends_with(noun)));
    let slashed = list.contains('/') && tokens.len() > 1 && !list.contains([',', '、', '|']);
    // `PG_11/12/13` has short forms.
    let digits = |token: &str| token.bytes().all(|b| b.is_ascii_digit());
    let is_short = slashed
        && tokens.first().is_some_and(|(first, _)| !digits(first))
        && tokens.iter().skip(1).all(|(token, _)| digits(token));
    let is_written_so = slashed
        && (weak && introduction != "可选" && !coded || is_short || is_pattern(list))
        || tokens.iter().any(is_class);
    let of_default = ["默认", "缺省", "default"]
        .iter()
        .any(|word| sentence.trim_end().to_lowercase().ends_with(word));
    if is_range
        || of_default
        || of_other
        || goes_on
        || in_a_case
        || is_sentence
        || of_something
        || meanings_follow
        || loose
        || has_subject
        || is_written_so
        || whole.ends_with(char::is_whitespace) && behind.starts_with('=')
        || tokens.len() < 2
    {
        return None;
    }
    distinct(tokens.into_iter(), shape)
}

/// Whether a sentence ends with how many values a list has: `a、b 两种`.
fn counts_kinds(behind: &str, count: usize) -> bool {
    const NUMERALS: &[(&str, usize)] = &[("两", 2), ("二", 2), ("三", 3), ("四", 4), ("五", 5)];
    NUMERALS.iter().any(|(numeral, number)| {
        let rest = behind
            .strip_prefix(numeral)
            .filter(|_| *number == count)
            .and_then(|rest| rest.strip_prefix(['种', '个', '者', '类']));
        rest.is_some_and(behind_ends)
    })
}

/// Whether a sentence ends with a list.
fn behind_ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(['.', '。', ';', '\n'])
}

/// Whether words say as well that a range is possible: `支持 [5, 10]`.
fn weak_choice(introduction: &str) -> bool {
    introduction == "支持"
}

/// Values of which no two are the same.
fn distinct<'t>(
    tokens: impl Iterator<Item = (&'t str, &'t str)>,
    shape: &Shape,
) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = Vec::new();
    for (token, meaning) in tokens {
        let value = literal(shape, unquoted(token))?;
        if values.iter().any(|known| known.value == value) {
            return None;
        }
        values.push(Value {
            value,
            meaning: tidy(meaning),
        });
    }
    Some(values)
}

/// Whether a word stands for many characters: `A-Z`.
fn is_class((token, _): &(&str, &str)) -> bool {
    let bare = unquoted(token).as_bytes();
    matches!(bare, [first, b'-', last] if first.is_ascii_alphanumeric() && first < last)
}

/// Whether slashes belong to a format or a name: `yyyy/MM/dd`, `video/mp4`, `N/A`.
fn is_pattern(list: &str) -> bool {
    let lower = list.trim_matches('`').to_lowercase();
    const FORMATS: &[&str] = &[
        "yyyy",
        "mm/",
        "hh/",
        "video/",
        "audio/",
        "image/",
        "text/",
        "application/",
        "font/",
        "multipart/",
        "n/a",
        "and/or",
        "tcp/ip",
        "http/",
    ];
    FORMATS.iter().any(|format| lower.starts_with(format))
}

/// A sentence of alternatives, if they are words in capitals or the example is one of them.
fn alternatives(text: &str, shape: &Shape, example: &str) -> Option<Vec<Value>> {
    let sentences = clauses(text).flat_map(|line| line.split(". "));
    sentences.into_iter().find_map(|sentence| {
        let list = ALTERNATIVES.captures(sentence)?.get(1)?.as_str();
        let tokens: Vec<&str> = list.split(['/', '|']).map(str::trim).collect();
        let capitals = tokens.iter().all(|token| {
            token.len() > 1
                && token
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b == b'_' || b.is_ascii_digit())
        });
        let sure = capitals && tokens.len() > 2
            || tokens.len() > 1 && (tokens.contains(&example) || !list.contains('/'));
        let known = sure && !is_pattern(list) && !list.starts_with(|c: char| c.is_ascii_digit());
        known.then(|| distinct(tokens.iter().map(|token| (*token, "")), shape))?
    })
}

/// What goes on with a list and names nothing more.
const OPEN: &[&str] = &[
    "或",
    "以及",
    "及其",
    "和其",
    "与其",
    "、其",
    "、自",
    "、任",
    "or ",
    "and other",
    "and any",
    ", or",
    "/其",
    "/自",
    "更多",
    "以上",
    "以下",
    "及以",
];

/// Whether a list of two is a number whose thousands are parted: `3,600`.
fn is_number_in_parts(list: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    matches!(
        list.split_once(','),
        Some((head, tail)) if (1..=3).contains(&head.len()) && tail.len() == 3 && digits(head) && digits(tail)
    )
}

/// A value that is the only one, whatever the case.
pub(crate) fn fixed(text: &str, shape: &Shape) -> Option<Vec<Value>> {
    clauses(text).find_map(|clause| {
        let found = FIXED.captures(clause)?;
        let said = found.get(0)?;
        let before = clause.get(..said.start())?;
        if !states_value(before) || !is_of_member(before, said.as_str()) {
            return None;
        }
        let behind = found.get(2).map(|mark| mark.as_str()).unwrap_or_default();
        let alone = behind.is_empty()
            || behind.starts_with(['。', ';', '.', ')', ':', '即', '一', '这'])
            || behind.starts_with(',');
        let value = literal(shape, found.get(1)?.as_str().trim()).filter(|_| alone)?;
        Some(vec![Value {
            value,
            meaning: String::new(),
        }])
    })
}
