//! What a description states, apart from what it only mentions: examples, advice, and what is not allowed.
//!
//! A limit or a list of values counts only where the page states it. `例如 \`a\`、\`b\`` names examples, `建议不超过 20` gives
//! advice, and `不支持 \`a\`` says the opposite.

use crate::dialect::{half_width, holds_any};
use crate::pattern::pattern;

pattern!(
    EXAMPLE,
    r"(?i)例如|假设|假定|\bsuppose\b|\bassuming\b|比如|譬如|诸如|举例|示例(?:值|如下)?\s*[:为]|部分(?:取值|值|枚举|支持)|已知(?:的?取)?值|\bknown values\b|(?:^|[,:(\s])如(?:取值|设为|填|传)|\bsome of the\b|\bsome (?:of its |valid |allowed |possible |supported )?(?:values|options|types|formats)\b|\b(?:main|major|sample|example|popular|frequent(?:ly used)?) (?:values?|options|types|formats)\b|形如|样例\s*[:为]|常见|常用|(?:^|[^经])典型|主要(?:的|有|为|包括|包含|分为|支持|取值|值|枚举|类型|选项)|取值(?:示例|举例|样例)|\((?:部分|示例|举例|节选|(?-i:examples?|partial))\)|(?:^|[,:(\s])(?:例|如)\s*[:`\d]|\be\.g\.|\bi\.e\.|\bfor example\b|\bfor instance\b|\bsuch as\b|\bexamples?\s*:|\blike\b|\btypical(?:ly)?\b|\bcommon(?:ly)?\b"
);
// The same before a colon.
pattern!(EXAMPLE_HEAD, r"(?i)(?:示例值?|样例|例子|\bexample)\s*$");
pattern!(
    ADVICE,
    r"(?i)建议|推荐|经验值|参考(?:值|取值|范围)|最佳(?:值|取值|范围)|最好|尽量|宜(?:在|为|不)|优先(?:选择|使用)|\brecommend\w*|\bsuggest\w*|\badvis\w+|\bpreferabl[ey]|\bideally\b|\bbest practice\b"
);
// Words that advise where a number stands behind them.
pattern!(
    USUAL,
    r"(?i)一般(?:情况)?|通常(?:情况)?|\busual(?:ly)?\b|\bnormal(?:ly)?\b|\bgeneral(?:ly)?\b|\bbest\b"
);
// The same behind what is advised.
pattern!(
    ADVISED,
    r"(?i)(?:为佳|为宜|最佳|(?:is|are) (?:recommended|suggested|advised|preferred)|\(recommended\)|\((?:推荐|建议)\))\s*$"
);
pattern!(
    DENIAL,
    r"(?i)(?:暂|目前|均|都)?不(?:再)?(?:支持|允许|可用|接受|适用)(?:使用|传|传入|填写|设置为|取值)?|不(?:可以?|能|得|应|会)(?:为|是|传|填|取|含|包含|包括|使用|设置为|设为|以|等于|出现|输入)|不(?:包含|包括|含|等于)|禁止|黑名单|保留(?:字|值|取值)|(?:无效|非法|不合法|禁用|(?:已)?废弃|(?:已)?弃用|已下线|失效)的?(?:取值|值|枚举)|\b(?:invalid|illegal|forbidden|disallowed|prohibited|reserved|deprecated|excluded)\s+(?:values?|names?|words?|characters?)\b|\b(?:un|not )supported\b|\bdo(?:es)? not (?:support|accept|allow|include)\b|\b(?:cannot|can't|can not|must not|may not|should not) (?:be|contain|include|start|use|equal)\b|\bnot allowed\b|\bexcept\b|\bother than\b|\bexcluding\b|\bunsupported\b"
);
// `除 \`a\` 外`: what stands in it is not meant.
pattern!(
    EXCEPT,
    r"^\s*(?:且|但)?\s*除(?:了)?[^,。;]{1,30}?(?:以外|之外|外)"
);
// What follows is not all there is.
pattern!(
    OPEN_ENDED,
    r"(?i)包括但不限于|including but not limited to|\betc\b\s*(?:[.,;)\n]|$)|\band (?:so on|more|others)\b|\bmore (?:will|to) (?:be|come|follow)\b|…|\.{3}|\.\.(?:[;,)]|\s*$)|(?:以此|依此|依次)类推|后续(?:还|会|将)*(?:支持|增加|扩展|开放|新增)|等(?:等|值|取值|类型|格式|多种|形式|情况)?\s*(?:[。;,.)\n]|$)"
);

// A value that begins a line, with its meaning behind it: "`a`：甲".
pattern!(
    LISTED,
    r#"^\s*(?:`[^`\n]{1,60}`|"[^"\n]{1,60}"|-?[A-Za-z0-9][\w.+-]{0,40})\s*(?:\([^()\n]{1,40}\)\s*)?(?::|=|-|表示|代表|$)"#
);

// The same, with no more than a blank between: "`a` 甲".
pattern!(
    LISTED_WORD,
    r#"^\s*(?:`[^`\n]{1,60}`|"[^"\n]{1,60}"|-?[A-Za-z0-9][\w.+-]{0,40})\s*(?:\([^()\n]{1,40}\)\s*)?(?::|=|-|[\u{4e00}-\u{9fff}]|$)"#
);

/// Whether the words before a list say that it names some of the values alone: `常见取值：`, `Common values:`.
pub(crate) fn names_some(before: &str) -> bool {
    let sentence = before.rsplit(['。', '\n']).next().unwrap_or(before);
    // Items may stand behind what introduces them already: `常见取值：a 甲；`.
    let head = sentence.rsplit_once(':').map_or(sentence, |(head, _)| head);
    let part = head.rsplit([';', ',']).next().unwrap_or(head);
    let part = part.rsplit(". ").next().unwrap_or(part);
    EXAMPLE.is_match(part) || EXAMPLE_HEAD.is_match(part) || OPEN_HEAD.is_match(part)
}

// The same of what is open-ended.
pattern!(
    OPEN_HEAD,
    r"(?i)包括但不限于|not limited to|不限于|一般|通常|热门|流行|推荐|建议|部分|\b(?:recommended|suggested|popular|usual)\b"
);

/// Why a part of a text states nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mention {
    Example,
    Advice,
    Denial,
}

/// A text in which everything is blanked that states nothing. Every character stands where it stood.
pub(crate) fn stated(text: &str) -> String {
    if !may_mention(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    // Lists whose introduction already states nothing.
    let mut carried = false;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let is_item = line.trim_start().starts_with(['-', '*', '•', '·'])
            || carried && LISTED.is_match(&half_width(line));
        if is_item && carried {
            out.extend(line.chars().map(|_| ' '));
            continue;
        }
        let (kept, open) = stated_line(line);
        if !line.trim().is_empty() {
            carried = open;
        }
        out.push_str(&kept);
    }
    out
}

/// Whether a text may mention something: most do not, and need no closer look.
fn may_mention(text: &str) -> bool {
    let half = half_width(text);
    let patterns = [
        &EXAMPLE,
        &EXAMPLE_HEAD,
        &ADVICE,
        &USUAL,
        &ADVISED,
        &DENIAL,
        &EXCEPT,
        &OPEN_ENDED,
    ];
    patterns.iter().any(|pattern| pattern.may_match(&half))
}

/// A line, and whether it introduces a list that states nothing.
fn stated_line(line: &str) -> (String, bool) {
    let half: Vec<char> = half_width(line).chars().collect();
    let mut kept: Vec<char> = line.chars().collect();
    let mut open = false;
    let explains = explains_value(&half);
    // Whether the sentence before begins a list of examples that a semicolon parts: `例如：a：甲；b：乙`.
    let mut lists_examples = false;
    for sentence in split(&half, &['。', ';', '!'], true) {
        let inside = half.get(sentence.clone()).unwrap_or_default();
        let text: String = inside.iter().collect();
        let ends_with_semicolon = half.get(sentence.end) == Some(&';');
        if lists_examples && LISTED_WORD.is_match(&text) {
            blank(&mut kept, sentence.start, sentence.end);
            lists_examples = ends_with_semicolon;
            continue;
        }
        let mut carried: Option<Mention> = None;
        let mut lists = false;
        let parts = split(inside, &[',', ':'], false);
        for (index, part) in parts.iter().enumerate() {
            let (from, to) = (sentence.start + part.start, sentence.start + part.end);
            let words: String = half.get(from..to).unwrap_or_default().iter().collect();
            if let Some(except) = EXCEPT.find(&words) {
                let length = except.as_str().chars().count();
                blank(&mut kept, from, from + length);
            }
            let has_number = words.contains(|c: char| c.is_ascii_digit());
            let is_head = half.get(to) == Some(&':') && EXAMPLE_HEAD.is_match(&words);
            let found = mention(&words)
                .or_else(|| is_head.then(|| (Mention::Example, words.chars().count())));
            match (found, carried) {
                (Some((what, at)), _) => {
                    let begin = from + at;
                    let end = match what {
                        // What is in brackets is an example no further than the brackets reach.
                        Mention::Example => closing(&half, begin).unwrap_or_else(|| {
                            let later = parts.get(index + 1..).unwrap_or_default().iter();
                            let mut begins = later.map(|part| sentence.start + part.start);
                            begins
                                .find(|at| resumes(half.get(*at..).unwrap_or_default()))
                                .map_or(sentence.end, |at| at.saturating_sub(1))
                        }),
                        _ => closing(&half, begin).map_or(to, |end| end.min(to)),
                    };
                    blank(&mut kept, begin, end);
                    let colon = half.get(to) == Some(&':');
                    // `建议使用 UUID，最长 64 个字符` advises a thing, and then limits it.
                    let of_number = !holds_any(&words, &["使用", "use ", "using"]);
                    let goes_on = colon || what == Mention::Advice && !has_number && of_number;
                    carried = (what == Mention::Example || goes_on).then_some(what);
                    lists |= what == Mention::Example
                        && half.get(begin..).is_some_and(|rest| {
                            rest.iter().take_while(|c| **c != ';').any(|c| *c == ':')
                        });
                }
                (None, Some(what)) if what != Mention::Example => {
                    let behind_colon = from
                        .checked_sub(1)
                        .is_some_and(|before| half.get(before) == Some(&':'));
                    if what == Mention::Denial || behind_colon || !is_strict(&words) {
                        blank(&mut kept, from, to);
                    }
                    if has_number && what == Mention::Advice {
                        carried = None;
                    }
                }
                (None, _) => {}
            }
        }
        // `- a：甲、乙等` goes on with the meaning, not with the values.
        let open_ended = lists_values(&text)
            && OPEN_ENDED
                .find(&text)
                .is_some_and(|found| !(explains && found.as_str().starts_with(['等', 'e'])));
        if open_ended {
            blank_values(&mut kept, &half, &sentence);
        }
        open = carried.is_some() || open_ended;
        lists_examples = lists && ends_with_semicolon;
    }
    let introduces = half.iter().rev().find(|c| !c.is_whitespace()) == Some(&':');
    (kept.into_iter().collect(), open && introduces)
}

/// Whether what follows an example states something again: `例如 a、b，默认 a`.
fn resumes(behind: &[char]) -> bool {
    const LONGEST: usize = 12;
    let words: String = behind.iter().take(LONGEST).collect();
    let words = words.trim_start().to_lowercase();
    [
        "默认",
        "缺省",
        "不填",
        "最大",
        "最小",
        "最多",
        "最长",
        "不超过",
        "不得超过",
        "长度",
        "取值范围",
        "范围",
        "default",
    ]
    .iter()
    .any(|word| words.starts_with(word))
}

/// What a part of a sentence mentions, and behind how many characters: what stands before is stated.
fn mention(words: &str) -> Option<(Mention, usize)> {
    if ADVISED.is_match(words) {
        return Some((Mention::Advice, 0));
    }
    [
        (&EXAMPLE, Mention::Example, false),
        (&ADVICE, Mention::Advice, false),
        (&USUAL, Mention::Advice, true),
        (&DENIAL, Mention::Denial, false),
    ]
    .into_iter()
    .filter_map(|(pattern, what, needs_number)| {
        let found = pattern.find(words)?;
        let has_number = words
            .get(found.end()..)?
            .contains(|c: char| c.is_ascii_digit());
        if needs_number && !has_number {
            return None;
        }
        // `cannot be less than 2` is a limit, and `a、b，诸如此类` a list.
        let behind = words.get(found.end()..)?.trim_start().to_lowercase();
        if what == Mention::Example && found.as_str() == "诸如" && behind.starts_with("此类") {
            return None;
        }
        let compares = COMPARISONS.iter().any(|word| behind.starts_with(word));
        if what == Mention::Denial && compares {
            return None;
        }
        // The number itself is an example: `如 5`.
        let word = found
            .as_str()
            .trim_end_matches(|c: char| c.is_ascii_digit());
        Some((
            what,
            words.get(..found.start())?.chars().count() + word.chars().count(),
        ))
    })
    .min_by_key(|(_, at)| *at)
}

/// Words that compare.
const COMPARISONS: &[&str] = &[
    "less", "more", "greater", "larger", "smaller", "lower", "higher", "longer", "shorter",
    "fewer", "超过", "大于", "小于", "多于", "少于", "高于", "低于", "长于", "短于", "超出",
];

/// Whether a part of a sentence binds although advice stands before it.
fn is_strict(words: &str) -> bool {
    holds_any(
        words,
        &[
            "必须",
            "不能",
            "不得",
            "不可",
            "最大支持",
            "上限",
            "硬性",
            "must",
            "cannot",
            "at most",
        ],
    )
}

/// Whether a line is an item with one value and its meaning: what the meaning lists are no values.
fn explains_value(line: &[char]) -> bool {
    const LONGEST: usize = 40;
    let mut chars = line.iter().skip_while(|c| c.is_whitespace());
    let is_item = chars.next().is_some_and(|c| "-*•·".contains(*c));
    let head = line.iter().position(|c| *c == ':');
    is_item
        && head.is_some_and(|at| {
            let head = line.get(..at).unwrap_or_default();
            at <= LONGEST && !head.iter().any(|c| matches!(c, '、' | ','))
        })
}

fn lists_values(text: &str) -> bool {
    text.contains('`') || text.contains('、') || text.contains(',')
}

/// Blanks the values of a sentence whose list is not complete.
fn blank_values(kept: &mut [char], half: &[char], sentence: &std::ops::Range<usize>) {
    let mut coded = false;
    for index in sentence.clone() {
        let Some(c) = half.get(index) else { continue };
        if *c == '`' {
            coded = !coded;
        }
        if (coded || *c == '`' || c.is_ascii_alphanumeric()) && !c.is_whitespace() {
            blank(kept, index, index + 1);
        }
    }
}

fn blank(kept: &mut [char], from: usize, to: usize) {
    if let Some(part) = kept.get_mut(from..to.min(kept.len()).max(from)) {
        part.fill(' ');
    }
}

/// Where the bracket closes that is open at an index of a line.
fn closing(line: &[char], at: usize) -> Option<usize> {
    let mut open = 0_usize;
    for c in line.get(..at)? {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    let mut depth = open.checked_sub(1)?;
    for (index, c) in line.iter().enumerate().skip(at) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => return Some(index),
            ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The parts between marks. Marks in code, in brackets and between digits part nothing; `sentences` end with `. ` as well.
fn split(text: &[char], marks: &[char], sentences: bool) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut coded) = (0, 0_usize, false);
    for (index, c) in text.iter().enumerate() {
        match c {
            '`' => coded = !coded,
            '(' | '[' | '{' if !coded => depth += 1,
            ')' | ']' | '}' if !coded => depth = depth.saturating_sub(1),
            _ => {}
        }
        let digit = |at: Option<usize>| {
            at.and_then(|at| text.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let between = digit(index.checked_sub(1)) && digit(Some(index + 1));
        // `e.g. 1` goes on.
        let abbreviates = index.checked_sub(2).and_then(|at| text.get(at)) == Some(&'.');
        let dot = sentences
            && *c == '.'
            && !abbreviates
            && text.get(index + 1).is_none_or(|next| next.is_whitespace());
        let outside = sentences || depth == 0;
        if !coded && outside && !between && (marks.contains(c) || dot) {
            parts.push(start..index);
            start = index + 1;
        }
    }
    parts.push(start..text.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::stated;

    fn kept(text: &str) -> String {
        let kept = stated(text);
        assert_eq!(kept.chars().count(), text.chars().count());
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examples_are_not_stated() {
        assert_eq!(
            kept("格式，例如 `a`、`b`。最多 10 个"),
            "格式，例如 。最多 10 个"
        );
        assert_eq!(
            kept("类型（例如 `a`、`b`），共 3 种"),
            "类型（例如 ），共 3 种"
        );
        assert_eq!(
            kept("Formats such as `a` or `b`. Up to 10."),
            "Formats such as . Up to 10."
        );
        assert_eq!(
            kept("支持多种，例如：\n- `a`\n- `b`\n最多 10"),
            "支持多种，例如 最多 10"
        );
    }

    #[test]
    fn advice_is_not_stated() {
        assert_eq!(
            kept("推荐取值范围 10～20，最大支持 100。"),
            "推荐 ，最大支持 100。"
        );
        assert_eq!(kept("长度建议控制在 1-20 个字符之间"), "长度建议");
        assert_eq!(kept("建议精简，不超过 20 个字符"), "建议 ，");
    }

    #[test]
    fn what_is_denied_is_not_stated() {
        assert_eq!(kept("不支持 `a` 和 `b`。"), "不支持 。");
        assert_eq!(kept("不支持：\n- `a`\n- `b`"), "不支持：");
        assert_eq!(kept("取值：`a`、`b`"), "取值：`a`、`b`");
    }

    #[test]
    fn what_values_mean_is_kept() {
        assert_eq!(kept("0 表示不支持，1 表示支持"), "0 表示不支持，1 表示支持");
    }
}
