//! Quantities in a clause: numbers with what compares them, `不超过 64`, `between 1 and 100`, `(0, 1]`, `100 以内`.

use super::figures::{Figure, figures, unit_length};
use crate::dialect::holds_any;
use crate::pattern::{Pattern, pattern};

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bound {
    /// The number, where it is an integer.
    pub(crate) integer: Option<i128>,
    pub(crate) decimal: f64,
    /// Whether the end itself lies outside.
    pub(crate) excluded: bool,
}

/// How a clause states a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Two ends; `formal` where words such as `取值范围` introduce them.
    Range { formal: bool },
    /// `不超过 10`, `at least 1`.
    Limit,
    /// A bare comparison, `大于 0`, that may as well describe a case.
    Comparison,
    /// `固定为 4`, `exactly 32`.
    Exact,
    /// `从 1 开始`.
    Start,
    /// A number that nothing compares.
    Bare,
}

/// A quantity and where it stands in its clause.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quantity<'t> {
    pub(crate) low: Option<Bound>,
    pub(crate) high: Option<Bound>,
    pub(crate) form: Form,
    /// What stands between the number before it and its own first number.
    pub(crate) before: &'t str,
    /// Where its first number begins.
    pub(crate) from: usize,
    /// Where its last number ends.
    pub(crate) to: usize,
    /// What stands behind its last number.
    pub(crate) behind: &'t str,
    /// What stands behind its first number.
    pub(crate) behind_first: &'t str,
}

impl Quantity<'_> {
    /// Whether it goes on with a list: nothing but a mark stands before it, and nothing that says what it means behind it.
    pub(crate) fn joins(&self) -> bool {
        let behind = self.behind.trim_start_matches(['`', '"', ' ', ']']);
        let ends = behind.is_empty()
            || behind.starts_with([',', '、', '。', ';', ')', '.'])
            || behind.starts_with("or ")
            || behind.starts_with("and ");
        ends && JOINS.contains(
            &self
                .before
                .to_ascii_lowercase()
                .trim_matches(['`', '"', ' ', '[']),
        )
    }
}

/// Between a comparison and its number.
const TAIL: &str = r#"\s*(?:为|是|:|=|of\b|is\b|to\b)?\s*:?\s*[`"(]?\s*$"#;

pattern!(
    MOST,
    r"(?:小于(?:或者?)?等于|不超过|不超出|不大于|不多于|不高于|不长于|(?:至多|最多|最大|最高|最长|上限|\bmax(?:imum)?\b)[^\d,;。:()\n]{0,16}?|<=|=<|≤|\bnot? (?:more|greater|larger|longer|higher|bigger) than|\b(?:not|cannot|can't|never) exceed(?:ing)?|\bat most|\bup to|\b(?:less|smaller|fewer) than or equal(?: to)?|\blimited to|限制(?:为|在|到)|^\s*限|[,。;:]\s*限|\bmaximum [a-z ]{0,40}?)",
    TAIL
);
pattern!(
    LEAST,
    r"(?:大于(?:或者?)?等于|不小于|不少于|不低于|不短于|(?:至少|最少|最小|最短|最低|下限|\bmin(?:imum)?\b)[^\d,;。:()\n]{0,12}?|>=|=>|≥|\bnot? (?:less|fewer|smaller|shorter|lower) than|\bat least|\b(?:greater|more|larger) than or equal(?: to)?|\bminimum [a-z ]{0,40}?)",
    TAIL
);
pattern!(
    EXACT,
    r"(?:固定(?:长度)?|恰好|正好|恰为|\bexactly|(?:必须|须|需要?)(?:为|是))",
    TAIL
);
pattern!(
    ABOVE,
    r"(?:大于|多于|>|\b(?:greater|more|larger) than)",
    TAIL
);
pattern!(BELOW, r"(?:小于|<|\b(?:less|smaller|fewer) than)", TAIL);
pattern!(
    START,
    r"(?:从|\b(?:starts?|starting|begins?|beginning|counts?|counted|counting) (?:from|at|with))",
    TAIL
);
pattern!(
    STARTS,
    r"^\s*`?\s*(?:开始|起始|起|计数|算起)|^\s*(?:[,;.。)]|$)"
);
// `100 以内`, `64 characters or less`, with the unit between.
pattern!(
    MOST_BEHIND,
    r"^\s*`?\s*[^\d\s,;。:()]{0,8}?\s*(?:characters?|chars?|bytes?|items?|entries)?\s*(?:(?:以|之)内|[及或]以下|\bor (?:less|fewer|lower|smaller|shorter)\b|\bat most\b|\bmax(?:imum)?\b(?:\s*[,;.)]|\s*$))"
);
pattern!(
    LEAST_BEHIND,
    r"^\s*`?\s*[^\d\s,;。:()]{0,8}?\s*(?:[及或]以上|\bor (?:more|greater|higher|larger|longer)\b)"
);
// `1 <= n <= 100`
pattern!(
    CHAINED,
    r"^\s*(<=|≤|<)\s*`?[A-Za-z_\u{4e00}-\u{9fff}][\w\u{4e00}-\u{9fff}]{0,20}`?\s*(<=|≤|<)\s*$"
);
pattern!(
    FORMAL,
    r"(?:范围|取值|区间|\brange|\bvalues?\b)[^\d;。\n]{0,24}$"
);
pattern!(
    BETWEEN,
    r"(?:between|介于|位于|在|ranges? from|from)\s*`?\s*$"
);

/// What joins one range to another: `1-9 and 12-24`.
const JOINS: &[&str] = &[
    "and", "or", ",", "、", "和", "或", "以及", "及", ", and", ", or",
];
/// What stands before a range that a dash joins: `length 1-64`.
const INTRODUCING: &[&str] = &[
    " be", "length", "limit", " of", " is", " are", " within", "supports", "accepts",
];

/// Most numbers of a clause that states limits.
const MOST_FIGURES: usize = 256;

/// The quantities of a clause with plain numbers. One that lists more of them than anybody limits has none.
pub(crate) fn quantities(clause: &str) -> Vec<Quantity<'_>> {
    let figures = figures(clause);
    if figures.len() > MOST_FIGURES {
        return Vec::new();
    }
    let lower = clause.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut end = 0;
    let mut index = 0;
    while let Some(first) = figures.get(index) {
        let before = clause.get(end..first.from).unwrap_or_default();
        let lower_before = lower.get(end..first.from).unwrap_or_default();
        let second = figures.get(index + 1);
        let follows_range = found
            .last()
            .is_some_and(|last: &Quantity<'_>| matches!(last.form, Form::Range { .. }))
            && JOINS.contains(&lower_before.trim());
        let pair =
            second.and_then(|second| pair(clause, (lower_before, follows_range), first, second));
        let last = match (&pair, second) {
            (Some(_), Some(second)) => second,
            _ => first,
        };
        let behind = clause.get(last.to..).unwrap_or_default();
        let (low, high, form) = match pair {
            Some(Pair::Range(low, high, form)) => (Some(low), Some(high), form),
            Some(Pair::Nothing) => (None, None, Form::Bare),
            None => single(without_unit(clause, end, lower_before), behind, first),
        };
        found.push(Quantity {
            low,
            high,
            form,
            before,
            from: first.from,
            to: last.to,
            behind,
            behind_first: clause.get(first.to..).unwrap_or_default(),
        });
        end = last.to;
        index += if pair.is_some() { 2 } else { 1 };
    }
    found
}

/// What stands between two numbers, without the letters that belong to the first: `min` of `5min: 300`.
fn without_unit<'t>(clause: &str, end: usize, between: &'t str) -> &'t str {
    let is_number = clause
        .get(..end)
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    if is_number {
        between.trim_start_matches(|c: char| c.is_ascii_alphabetic())
    } else {
        between
    }
}

fn bound(figure: &Figure, excluded: bool) -> Bound {
    Bound {
        integer: figure.integer,
        decimal: figure.decimal,
        excluded,
    }
}

/// Whether words offer single values, and no range of them.
pub(crate) fn offers_choice(before: &str) -> bool {
    let clause = before
        .rsplit([',', ';', '。', '\n'])
        .next()
        .unwrap_or(before);
    holds_any(
        clause,
        &[
            "可选", "选项", "枚举", "选一", "支持", "one of", "options", "either", "choose",
        ],
    ) && !holds_any(
        clause,
        &["范围", "区间", "之间", "range", "between", "interval"],
    )
}

/// What two numbers are together.
#[derive(Clone, Copy)]
enum Pair {
    Range(Bound, Bound, Form),
    /// Two numbers that belong together and are no range: `10～1`, a date.
    Nothing,
}

/// Two numbers that are the ends of a range; `None` where each stands for itself.
fn pair(
    clause: &str,
    (before, follows_range): (&str, bool),
    first: &Figure,
    second: &Figure,
) -> Option<Pair> {
    let between = clause.get(first.to..second.from)?;
    if let Some(chain) = CHAINED.captures(between) {
        let strict = |group: usize| chain.get(group).is_some_and(|mark| mark.as_str() == "<");
        return Some(Pair::Range(
            bound(first, strict(1)),
            bound(second, strict(2)),
            Form::Range { formal: true },
        ));
    }
    let unit = unit_length(between);
    let mark = between
        .get(unit..)?
        .trim_matches(['`', '"', ' '])
        .to_ascii_lowercase();
    let behind = clause.get(second.to..)?;
    let bare_behind = behind
        .get(unit_length(behind)..)?
        .trim_start_matches(['`', '"', ' ']);
    let open = before.trim_end_matches(['`', '"', ' ']).chars().last();
    let close = bare_behind.chars().next();
    let bracketed = matches!(open, Some('[' | '(')) && matches!(close, Some(']' | ')'));
    // `可选值：[5, 10]` lists two values.
    if mark == "," && open == Some('[') && offers_choice(before) {
        return Some(Pair::Nothing);
    }
    let formal = bracketed && open == Some('[') || FORMAL.is_match(before);
    let sure = match mark.as_str() {
        "~" | "至" | "到" | "to" | "through" | "thru" | ".." | "..." => true,
        "," => bracketed,
        "和" | "与" | "and" => {
            bracketed || BETWEEN.is_match(before) || bare_behind.starts_with("之间")
        }
        "-" => {
            let bare_before = before.trim_end();
            let introduced = bare_before.is_empty()
                || follows_range
                || bare_before.ends_with([
                    ':', '为', '是', '在', '(', '[', ',', '值', '度', '持', '填', '数',
                ])
                || INTRODUCING.iter().any(|word| bare_before.ends_with(word))
                || formal
                || BETWEEN.is_match(before);
            bracketed || introduced && first.decimal < second.decimal || unit_length(behind) > 0
        }
        _ => return None,
    };
    if !sure {
        return None;
    }
    let is_whole = first.is_whole && second.is_whole
        || mark == "," && first.is_whole_before && second.is_whole_behind;
    let reversed = first.decimal > second.decimal && !formal;
    if !is_whole || reversed {
        return Some(Pair::Nothing);
    }
    // Round brackets may only set a range apart: `(1~100)`.
    let round = (open == Some('('), close == Some(')'));
    let is_interval = bracketed && (round.0 != round.1 || mark == "," && formal);
    if bracketed && round == (true, true) && mark == "," && !formal {
        return Some(Pair::Nothing);
    }
    Some(Pair::Range(
        bound(first, is_interval && round.0),
        bound(second, is_interval && round.1),
        Form::Range { formal },
    ))
}

/// What compares a number on its own.
fn single(before: &str, behind: &str, figure: &Figure) -> (Option<Bound>, Option<Bound>, Form) {
    if !figure.is_whole {
        return (None, None, Form::Bare);
    }
    let inside = Some(bound(figure, false));
    let outside = Some(bound(figure, true));
    // `最大次数默认为 3` gives a default.
    let compares = |pattern: &Pattern| {
        let found = pattern.find(before);
        found.is_some_and(|found| !holds_any(found.as_str(), &["默认", "缺省", "default"]))
    };
    if compares(&MOST) {
        return (None, inside, Form::Limit);
    }
    if compares(&LEAST) {
        return (inside, None, Form::Limit);
    }
    if EXACT.is_match(before) {
        return (inside, inside, Form::Exact);
    }
    if ABOVE.is_match(before) {
        return (outside, None, Form::Comparison);
    }
    if BELOW.is_match(before) {
        return (None, outside, Form::Comparison);
    }
    let lower = behind.to_ascii_lowercase();
    // `2 or greater represents a data disk` says what numbers mean.
    let part = lower.split([',', ';', '。']).next().unwrap_or_default();
    let has_meaning = holds_any(part, &["represents", "indicates", "means", "表示", "代表"]);
    if MOST_BEHIND.is_match(&lower) && !has_meaning {
        return (None, inside, Form::Limit);
    }
    if LEAST_BEHIND.is_match(&lower) && !has_meaning {
        return (inside, None, Form::Limit);
    }
    let small = figure
        .integer
        .is_some_and(|number| (0..=1).contains(&number));
    if small && START.is_match(before) && STARTS.is_match(&lower) {
        return (inside, None, Form::Start);
    }
    (None, None, Form::Bare)
}
