//! Lists of values that lost their lines: `取值：a：甲。b：乙。` and `Values: a: one. b: two.` get one line for each value again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::meanings::{are_first_numbers, with_colons, with_meanings};
use super::other_lists::introduces_others;
use super::stated::names_some;
use super::value_lines::{is_remark, promises};
use crate::dialect::{half_width, holds_any, is_han};
use crate::pattern::pattern;

// A value before what separates it from its meaning: `a:`, "`b` (default):", `c 表示`, `d-丁`.
pattern!(
    KEY,
    r#"(`[^`\n]{1,40}`|"[^"\n]{1,40}"|-?[A-Za-z0-9][\w.+-]{0,40}?)\s*(\((?i:默认值?|缺省值?|default(?: value)?)\)\s*)?(:|=|\s?表示|\s?代表|\smeans\s|-[\u{4e00}-\u{9fff}])"#
);
// `1. a：甲`, `① a：甲`
pattern!(
    NUMBERED,
    r"^\s*(?:\d{1,2}[.)、]|[①-⑳])\s*(?:`[^`\n]{1,40}`|[A-Za-z][\w.+-]{0,40})\s*(?:\([^()\n]{1,12}\)\s*)?:"
);
// `取值：  - a  - b`, `支持如下取值。- a - b`
pattern!(DASHES, r"^[^\n]{0,200}?[:。]\s*-\s+");
// `级别（a-甲，b-乙）`
pattern!(
    BRACKETED,
    r"\(\s*((?:[A-Za-z]\w*\s*-\s*[\u{4e00}-\u{9fff}][^,、;。()\n]*[,、;]\s*)+[A-Za-z]\w*\s*-\s*[\u{4e00}-\u{9fff}][^,、;。()\n]*)\)"
);
/// What makes a list of values of a text that nothing introduces.
pub(crate) struct Evidence<'a> {
    /// The example in the row.
    pub(crate) example: &'a str,
    /// Whether the member is an integer.
    pub(crate) is_integer: bool,
}

/// A text in which every value of a list begins a line.
pub(crate) fn unfolded(text: &str, evidence: &Evidence<'_>) -> String {
    let dashed = with_dashes_apart(text);
    let lines: Vec<String> = dashed
        .split('\n')
        .map(without_stop)
        .map(|line| unfolded_line(&with_meanings(&with_colons(line), evidence), evidence))
        .collect();
    lines.join("\n")
}

/// An item that is nothing but a value, without the full stop behind it: `- a。`, `- b（默认值）。`
fn without_stop(line: &str) -> &str {
    let is_value = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '`');
    let cut = line.trim_end().strip_suffix(['。', '.']);
    let item = cut.and_then(|cut| cut.trim_start().strip_prefix(['-', '*', '•', '·']));
    let word = item.and_then(|item| item.split(['(', '（']).next());
    let is_alone =
        word.is_some_and(|word| !word.trim().is_empty() && word.trim().chars().all(is_value));
    cut.filter(|_| is_alone).unwrap_or(line)
}

/// A text in which dashes that touch the items of a list stand apart: `-a: one`, `-0: none`. Of numbers nobody knows whether they are
/// negative, unless one is a zero.
fn with_dashes_apart(text: &str) -> Cow<'_, str> {
    let touched = |line: &str| -> Option<bool> {
        let item = line.trim_start().strip_prefix('-')?;
        let first = item.chars().next()?;
        let is_number = first.is_ascii_digit();
        let is_zero = item.starts_with('0') && !item.starts_with("0.");
        let is_word = first == '`' || first.is_ascii_alphabetic() || is_han(first);
        (is_number || is_word).then_some(is_zero || is_word)
    };
    let items = || text.split('\n').filter_map(touched);
    if items().nth(1).is_none() || !items().any(|is_certain| is_certain) {
        return Cow::Borrowed(text);
    }
    let lines = text.split('\n').map(|line| match touched(line) {
        Some(_) => Cow::Owned(line.replacen('-', "- ", 1)),
        None => Cow::Borrowed(line),
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// A change at a character of a line.
enum Edit {
    Insert(&'static str),
    Replace(&'static str),
}

fn unfolded_line(line: &str, evidence: &Evidence<'_>) -> String {
    let may_list = line.contains([':', '：', '=', '、', '-'])
        || line.contains(|c: char| c.is_ascii_digit())
        || holds_any(line, &["表示", "代表", " means "]);
    if !may_list {
        return line.to_owned();
    }
    let half = half_width(line);
    if let Some(dashed) = DASHES.find(&half) {
        let marks = ['-', ' ', ':', '。'];
        let head = format!("{}:", dashed.as_str().trim_end_matches(marks));
        if promises(&head) {
            let list: String = line.chars().skip(dashed.as_str().chars().count()).collect();
            let mark = if list.contains("  - ") { "  - " } else { " - " };
            let items: Vec<&str> = list.split(mark).collect();
            return format!("{head}\n- {}", items.join("\n- "));
        }
    }
    if let Some(found) = bracketed(&half) {
        return found;
    }
    if let Some(found) = NUMBERED.find(&half) {
        let marker = half
            .chars()
            .position(|c| matches!(c, '.' | ')' | '、') || ('①'..='⑳').contains(&c));
        if found.start() == 0
            && let Some(marker) = marker
        {
            let rest: String = line.chars().skip(marker + 1).collect();
            return format!("- {}", rest.trim_start());
        }
    }
    let mut edits: BTreeMap<usize, Edit> = BTreeMap::new();
    let at = |byte: usize| half.get(..byte).map_or(0, |before| before.chars().count());
    for run in runs(&half, evidence) {
        for (index, key) in run.keys.iter().enumerate() {
            let begin = match index {
                0 if names_some(half.get(..key.from).unwrap_or_default()) => "\n例如:\n- ",
                0 => "\n取值:\n- ",
                _ => "\n- ",
            };
            edits.insert(at(key.from), Edit::Insert(begin));
            if key.dashed {
                edits.insert(at(key.to - 1), Edit::Replace(":"));
            }
        }
        edits.insert(at(run.end), Edit::Insert("\n"));
    }
    if edits.is_empty() {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len() + 4 * edits.len());
    let mut chars = line.chars().enumerate();
    for (index, c) in chars.by_ref() {
        match edits.get(&index) {
            Some(Edit::Insert(text)) => {
                out.push_str(text);
                out.push(c);
            }
            Some(Edit::Replace(text)) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}

/// A line whose brackets hold nothing but values with their meanings, `a-甲，b-乙`, each of which begins a line then.
fn bracketed(half: &str) -> Option<String> {
    let found = BRACKETED.captures(half)?;
    let (whole, list) = (found.get(0)?, found.get(1)?.as_str());
    let before = half.get(..whole.start())?;
    let behind = half.get(whole.end()..)?;
    let is_open = list.ends_with(['等', '…']) || holds_any(list, &["或其他", "或其它"]);
    if names_some(before) || introduces_others(before) || is_open {
        return None;
    }
    let items = list.split([',', '、', ';']).filter_map(|item| {
        let (value, meaning) = item.split_once('-')?;
        Some(format!("- {}:{}", value.trim(), meaning.trim()))
    });
    let items: Vec<String> = items.collect();
    Some(format!("{before}\n取值:\n{}\n{behind}", items.join("\n")))
}

/// A value with its place in a line, in bytes.
struct Key {
    from: usize,
    /// Where the mark between value and meaning ends; before the first character of the meaning of `a-甲`.
    to: usize,
    coded: bool,
    marked: bool,
    dashed: bool,
    shown: bool,
    number: Option<i64>,
    is_bool: bool,
    is_word: bool,
    /// Whether a verb says what it means: `a 表示甲`.
    stands_for: bool,
}

struct Run {
    keys: Vec<Key>,
    introduced: bool,
    /// Whether some of its values are those of a case.
    conditional: bool,
    /// Where the meaning of the last value ends.
    end: usize,
}

/// The lists of values in a line.
fn runs(half: &str, evidence: &Evidence<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut current: Option<Run> = None;
    // Where the last value ends that begins no list.
    let mut missed: Option<usize> = None;
    for key in keys(half, evidence) {
        let before = half.get(..key.from).unwrap_or_default();
        let from = current
            .as_ref()
            .and_then(|run| run.keys.last())
            .map_or(0, |last| last.to);
        let between = half.get(from..key.from).unwrap_or_default();
        if let Some(run) = current.as_mut().filter(|_| follows(between)) {
            run.conditional |= holds_any(between, &["the following values", "以下值", "以下取值"]);
            run.keys.push(key);
            continue;
        }
        runs.extend(current.take());
        let introduced = promises(before) || introduces(before);
        // A list of which this is not the first value names more than was understood.
        let goes_on = !introduced
            && (missed.is_some_and(|to| follows(half.get(to..key.from).unwrap_or_default()))
                || names_more(before));
        if goes_on {
            missed = Some(key.to);
            continue;
        }
        let starts = before.trim_end().is_empty()
            || before
                .trim_end()
                .ends_with(['。', '.', ';', ',', ':', '!', '?', '"', '\'', '(']);
        if introduced || starts && !key.dashed {
            current = Some(Run {
                keys: vec![key],
                introduced,
                conditional: false,
                end: half.len(),
            });
        } else {
            missed = Some(key.to);
        }
    }
    runs.extend(current);
    let of_others = |run: &Run| {
        let before = run.keys.first().and_then(|key| half.get(..key.from));
        introduces_others(before.unwrap_or_default())
    };
    // `b: 乙等` names some of the values, and so does `a: 甲，b: 乙，丙`.
    let is_open = |run: &Run| {
        let last = run.keys.last().and_then(|key| half.get(key.to..));
        let meaning = last.and_then(|rest| rest.get(..end_of_sentence(rest)));
        let meaning = meaning
            .unwrap_or_default()
            .trim_end_matches(['。', '.', ';', ')', ' ']);
        let pairs = run.keys.iter().zip(run.keys.iter().skip(1));
        let mut between = pairs.filter_map(|(key, next)| half.get(key.to..next.from));
        let by_commas = between.all(|text| text.matches(',').count() == 1);
        meaning.ends_with(['等', '…']) || by_commas && goes_on_without_value(meaning)
    };
    runs.retain(|run| {
        run.keys.len() > 1
            && !run.conditional
            && lists_values(run, half)
            && !of_others(run)
            && !is_open(run)
    });
    for run in &mut runs {
        let last = run.keys.last().map_or(0, |key| key.to);
        run.end = last + end_of_meaning(half.get(last..).unwrap_or_default());
    }
    runs
}

/// Whether behind the meaning of a value another meaning follows that has none: `乙，丙`.
pub(crate) fn goes_on_without_value(meaning: &str) -> bool {
    const LONGEST: usize = 5;
    const REMARKS: &[&str] = &[
        "默认", "缺省", "不", "仅", "若", "当", "可", "请", "如", "即", "其", "必", "支持", "以",
        "多", "用",
    ];
    let mut parts = meaning.split(',').skip(1).map(str::trim);
    parts.any(|part| {
        part.chars().all(is_han)
            && (1..=LONGEST).contains(&part.chars().count())
            && !REMARKS.iter().any(|word| part.starts_with(word))
    })
}

/// Whether a run of keys is a list of values, by what introduces it, or by its form.
fn lists_values(run: &Run, half: &str) -> bool {
    let keys = &run.keys;
    let evident = run.introduced
        || keys.iter().all(|key| key.coded || key.is_bool)
        || keys.iter().any(|key| key.marked || key.shown)
        || are_first_numbers(keys.iter().map(|key| key.number));
    if evident || !keys.iter().all(|key| key.is_word) {
        return evident;
    }
    // Words with meanings may be the members of an object, too.
    let before = keys
        .first()
        .and_then(|key| half.get(..key.from))
        .unwrap_or_default();
    let is_line = keys.first().is_some_and(|key| key.from == 0)
        && keys
            .last()
            .and_then(|key| half.get(key.to..))
            .is_some_and(|rest| end_of_sentence(rest) == rest.len() && has_words(rest));
    let is_list = keys.len() > 2
        || is_line
        || names_a_choice(before)
        || keys.iter().all(|key| key.stands_for);
    is_list && !speaks_of_members(before)
}

/// Whether words speak of an object, whose members have meanings, too.
pub(crate) fn speaks_of_members(text: &str) -> bool {
    const MEMBERS: &[&str] = &[
        "json",
        "字段",
        "结构",
        "对象",
        "属性",
        "键",
        "fields",
        "struct",
        "key-value",
    ];
    holds_any(text, MEMBERS)
}

/// Whether the words before a value end with what is chosen: `排序方式，`, `是否开启。`.
pub(crate) fn names_a_choice(before: &str) -> bool {
    const CHOICES: &[&str] = &[
        "方式", "方向", "类型", "状态", "模式", "策略", "开关", "算法", "方法", "协议", "级别",
        "种类", "用途", "来源", "顺序", "格式", "功能",
    ];
    let bare = before
        .trim_end()
        .trim_end_matches(['。', '.', ',', ':', ';', '(', ' ']);
    let clause = bare.rsplit(['。', ',', ';', '\n']).next().unwrap_or(bare);
    CHOICES.iter().any(|word| clause.ends_with(word)) || clause.contains("是否")
}

/// Whether the words before a value end with another one that has no meaning: "`a`, `b`, ".
fn names_more(before: &str) -> bool {
    let Some(rest) = before.trim_end().strip_suffix([',', '、']) else {
        return false;
    };
    let rest = rest.trim_end();
    let word = rest
        .rsplit([',', '、', ':', ';', '。'])
        .next()
        .unwrap_or_default()
        .trim();
    rest.ends_with('`')
        || !word.is_empty()
            && rest.len() > word.len()
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Everything in a line that may be a value before its meaning.
fn keys(half: &str, evidence: &Evidence<'_>) -> Vec<Key> {
    let found = KEY.captures_iter(half);
    found
        .filter_map(|found| {
            let (whole, value, mark) = (found.get(0)?, found.get(1)?, found.get(3)?);
            let before = half.get(..value.start())?;
            let bare = value.as_str().trim_matches(['`', '"']);
            let behind = half.get(whole.end()..)?;
            let is_name = !before.ends_with(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '{')
            });
            let is_address =
                behind.starts_with("//") || mark.as_str() == "=" && behind.starts_with('=');
            let is_time = bare.bytes().all(|b| b.is_ascii_digit())
                && behind.starts_with(|c: char| c.is_ascii_digit());
            let dashed = mark.as_str().starts_with('-');
            let is_json =
                value.as_str().starts_with('"') && behind.trim_start().starts_with(['"', '{', '[']);
            // `default: the default group` among others is a value, and `default: 10` a remark.
            let is_default = bare.eq_ignore_ascii_case("default") && has_words(behind);
            let is_value = !is_remark(bare) || is_default;
            (is_name && !is_address && !is_time && !is_json && is_value).then(|| Key {
                from: value.start(),
                to: if dashed {
                    mark.start() + 1
                } else {
                    whole.end()
                },
                coded: value.as_str().starts_with(['`', '"']),
                marked: found.get(2).is_some(),
                dashed,
                shown: bare == evidence.example,
                number: bare.parse().ok(),
                is_bool: matches!(bare, "true" | "false"),
                is_word: bare.starts_with(|c: char| c.is_ascii_alphabetic())
                    && !bare.ends_with('.'),
                stands_for: matches!(mark.as_str().trim(), "表示" | "代表" | "means"),
            })
        })
        .collect()
}

/// Whether what stands behind a colon is a meaning of some words.
fn has_words(behind: &str) -> bool {
    let sentence = behind
        .get(..end_of_sentence(behind))
        .unwrap_or_default()
        .trim();
    let is_chinese = sentence.starts_with(is_han);
    let mut words = sentence.split(' ');
    let begins = words.next().is_some_and(|word| {
        word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()) && word != "is"
    });
    is_chinese || begins && words.next().is_some()
}

/// Whether a text between two values is the meaning of the first and a mark.
fn follows(between: &str) -> bool {
    let bare = between.trim_end();
    bare.ends_with(['。', ';', ',', '、', '.', '/', '!', '|'])
        || bare.ends_with('-') && bare.len() < between.len()
        || between.ends_with("  ")
        // `on: 开启 off: 关闭`
        || between.ends_with(' ') && bare.ends_with(is_han) && !bare.trim_start().contains(' ')
}

/// Whether a text ends with an introduction that is no promise by its words alone: `参数值说明：`, `the following:`.
pub(super) fn introduces(before: &str) -> bool {
    let bare = before.trim_end().trim_end_matches('-').trim_end();
    let Some(clause) = bare.strip_suffix(':').or_else(|| {
        bare.strip_suffix(['.', '。'])
            .filter(|rest| rest.ends_with("as follows") || rest.ends_with("如下"))
    }) else {
        return false;
    };
    let clause = clause
        .rsplit(['。', ';', ',', '.'])
        .next()
        .unwrap_or(clause);
    promises(bare)
        || holds_any(
            clause,
            &[
                "说明",
                "如下",
                "取值",
                "类型",
                "状态",
                "方式",
                "策略",
                "设置为",
                "options",
                "following",
                "whether",
                "是否",
            ],
        )
}

/// Where the first sentence of a meaning ends, with the mark of a default behind it.
fn end_of_meaning(meaning: &str) -> usize {
    let end = end_of_sentence(meaning);
    let behind = meaning.get(end..).unwrap_or_default();
    let mark = [" Default value.", " Default value", "默认值。"]
        .iter()
        .find(|mark| behind.starts_with(**mark))
        .map_or(0, |mark| mark.len());
    end + mark
}

fn end_of_sentence(meaning: &str) -> usize {
    meaning
        .char_indices()
        .find(|(at, c)| {
            matches!(c, '。' | ';')
                || *c == '.'
                    && meaning
                        .get(at + 1..)
                        .is_some_and(|rest| rest.starts_with(' '))
        })
        .map_or(meaning.len(), |(at, c)| at + c.len_utf8())
}
