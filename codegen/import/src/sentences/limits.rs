//! Limits in sentences: of numbers, of the length of a text, and of the number of a list's items.

use std::collections::HashSet;

use super::beside::{Taken, beyond};
use super::cases::{
    can_be_raised, counts_others, counts_twice, has_consequence, heads_a_case, is_clamped,
    is_item_of_a_case, is_item_of_index, opens_a_case, speaks_of_case, states_value,
    tells_cases_apart, without_later_case,
};
use super::counts::{
    begins_with_counter, characters, count, has_lengths_of_parts, length, may_be_shorter,
};
use super::numbers::{Units, unit_of};
use super::quantities::{Bound, Form, Quantity, quantities};
use super::statements::{Stated, Told};
use super::subject::{is_of_others, is_the_member, names_another};
use regex_lite::Captures;

use crate::dialect::{Scalar, holds_any};
use crate::facts::{Limits, Shape};
use crate::pattern::pattern;

// A comparison that is denied: `不能小于`, `cannot be greater than`.
pattern!(
    NOT_LESS,
    r"(?i)不(?:能|可|得|可以|允许|支持|应|应该|要)(?:小于|少于|低于|短于)|\b(?:cannot|can't|can not|must not|may not|should not|shall not|is not) (?:be )?(?:less|smaller|lower|fewer|shorter) than"
);
pattern!(
    NOT_MORE,
    r"(?i)不(?:能|可|得|可以|允许|支持|应|应该|要)(?:大于|多于|高于|超过|长于|超出)|\b(?:cannot|can't|can not|must not|may not|should not|shall not|is not) (?:be )?(?:more|greater|larger|higher|longer) than"
);

/// What is known of a member when its limits are read.
pub(crate) struct Member<'a> {
    pub(crate) shape: &'a Shape,
    pub(crate) name: &'a str,
    /// The cell with its type.
    pub(crate) type_words: &'a str,
    pub(crate) siblings: &'a HashSet<String>,
    pub(crate) has_values: bool,
    /// The example of its row, where that is a number.
    pub(crate) example: Option<f64>,
}

/// Limits of a member, and parts of sentences that state limits of something else.
pub(crate) struct Found {
    pub(crate) limits: Limits,
    pub(crate) foreign: Vec<String>,
    /// The part of a sentence that allows more than a limit did, which was dropped.
    pub(crate) beyond: Option<String>,
}

/// Limits in what a description states, with plain numbers.
pub(crate) fn limits(member: &Member<'_>, text: &str) -> Found {
    let mut stated = Stated::default();
    let text = UNBOUNDED.replace_all(text, unbounded);
    let text = NOT_MORE
        .replace_all(&NOT_LESS.replace_all(&text, "不小于"), "不大于")
        .replace("max. ", "max ")
        .replace("min. ", "min ");
    // `规则上限 200，本参数为序号`: what stands before says something of something else.
    let text = match DEFINES.find(&text) {
        Some(found) => text
            .get(found.start()..)
            .map_or_else(|| text.clone(), str::to_owned),
        None => text,
    };
    let sentences = text.replace(". ", "。");
    let units = Units::of(&text, member.name, member.type_words);
    // What was said of the member so far.
    let mut said = String::new();
    let is_list = matches!(member.shape, Shape::List(_));
    let of_a_case = |line: &&str| is_item_of_a_case(line) && !(is_list && is_item_of_index(line));
    for line in sentences.lines().filter(|line| !of_a_case(line)) {
        for clause in line.split([';', '。', '!']) {
            // What stands behind the head of a case is about this case.
            if heads_a_case(clause) || opens_a_case(clause) {
                break;
            }
            // `页码。每页最多 100 条` limits a page, not its number.
            if limits_a_page(member, clause) || OF_BOTH.is_match(clause) {
                stated.foreign.push(clause.trim().to_owned());
                continue;
            }
            // `1～100，其中 90～100 为预留` says something of a part.
            let clause = clause.split(",其中").next().unwrap_or(clause);
            let clause = without_later_case(clause);
            let rest = without_default(clause);
            let default = clause.strip_suffix(rest).unwrap_or_default();
            // `默认用户 1~5，其他用户 1~10` gives no default, and two ranges.
            if DASHED.is_match(default) && DASHED.is_match(rest) {
                continue;
            }
            said.push_str(default);
            let known = stated.foreign.len();
            read_clause(member, &units, (&said, rest), &mut stated);
            // What limits something else says nothing of the member.
            if stated.foreign.len() == known {
                said.push_str(rest);
            }
            said.push('。');
        }
    }
    if stated.has_upper() && (counts_twice(&text) || can_be_raised(&text)) {
        stated.forget_upper();
    }
    // A client would refuse what the service accepts.
    if stated != Stated::default() && (is_clamped(&text) || tells_cases_apart(&text, member.name)) {
        stated = Stated::default();
    }
    if matches!(member.shape, Shape::Scalar(Scalar::String)) && stated.has_length() {
        if has_lengths_of_parts(&text) {
            stated.min_length.clear();
            stated.max_length.clear();
        } else if may_be_shorter(&text) {
            stated.min_length.retain(|least| *least == 0);
        }
    }
    let foreign = std::mem::take(&mut stated.foreign);
    let ranged = !stated.ranges.is_empty();
    let mut limits = stated.limits(member.shape);
    let beyond = go_beyond(&mut limits, ranged, member, &text);
    Found {
        limits,
        foreign,
        beyond,
    }
}

pattern!(
    OF_A_PAGE,
    r"(?i)(?:每页|单页|每次|单次|一次)[^,。;]{0,12}?(?:最多|至多|最大|不超过|上限)|\b(?:per|each|every|one|a) (?:page|request|call)\b"
);

// `至少比 Depth 大 10`, `与 Depth 的和不超过 100`: what is limited is a sum, or a distance.
pattern!(
    OF_BOTH,
    r"(?i)比\s*`?[A-Za-z]\w*`?\s*的?(?:值)?(?:大|小|高|低|多|少)|(?:与|和|加上)\s*`?[A-Za-z]\w*`?\s*(?:的)?(?:之)?(?:和|总和|积|乘积|差)|\b(?:sum|product) (?:with|of)\b|\btogether with `?[A-Za-z]\w*`?,|\b\d+ (?:more|less|higher|lower|greater|larger|smaller) than\b"
);

/// Whether a clause limits how much one page of a list has, where the member is the place of a page, or a list of ids.
fn limits_a_page(member: &Member<'_>, clause: &str) -> bool {
    const PLACES: &[&str] = &[
        "page",
        "pageno",
        "pagenum",
        "pagenumber",
        "pageindex",
        "currentpage",
        "current",
        "offset",
        "marker",
        "cursor",
        "start",
        "startindex",
        "index",
        "from",
    ];
    let name = member.name.to_ascii_lowercase().replace(['_', '-'], "");
    let is_place = PLACES.contains(&name.as_str());
    let of_pages = || {
        holds_any(
            clause,
            &["每页", "单页", "per page", "each page", "every page"],
        )
    };
    is_place && OF_A_PAGE.is_match(clause) || matches!(member.shape, Shape::List(_)) && of_pages()
}

/// Whether what stands behind a number is what a limit counts.
type Counts = fn(&str) -> bool;

/// Drops the limits beyond which a text allows more, and says where it does.
fn go_beyond(limits: &mut Limits, ranged: bool, member: &Member<'_>, text: &str) -> Option<String> {
    let decimal = |number: i128| number.to_string().parse::<f64>().ok();
    let length = |number: u64| decimal(number.into());
    let (low, high, counts): (_, _, Counts) = match member.shape {
        Shape::Scalar(Scalar::String) => (
            limits.min_length.and_then(length),
            limits.max_length.and_then(length),
            |behind| characters(behind).is_some(),
        ),
        Shape::List(_) => (
            limits.min_items.and_then(length),
            limits.max_items.and_then(length),
            |behind| begins_with_counter(behind) && characters(behind).is_none(),
        ),
        _ => {
            let (low, high) = match &limits.decimals {
                Some(decimals) => (
                    decimals.low.map(|end| end.number),
                    decimals.high.map(|end| end.number),
                ),
                None => (
                    limits.minimum.or(limits.above).and_then(decimal),
                    limits.maximum.or(limits.below).and_then(decimal),
                ),
            };
            (low, high, |behind| characters(behind).is_none())
        }
    };
    // Limits that contradict each other are told as they are.
    if low.or(high).is_none() || limits.crossed().is_some() {
        return None;
    }
    let found = beyond(text, Taken::Range(low, high), member.siblings, counts)?;
    let above = high.is_some_and(|high| found.number > high);
    limits.forget(above || ranged, !above || ranged);
    Some(found.part.to_owned())
}

// `[1, +∞)`: nothing but a least number.
pattern!(
    UNBOUNDED,
    r"(?i)([\[(])\s*(-?\d+(?:\.\d+)?)\s*[,~]\s*\+?(?:∞|无穷大?|正无穷|inf(?:inity|inite)?)\s*[)\]]"
);

/// A range without an upper end in words.
fn unbounded(range: &Captures<'_>) -> String {
    let part = |group: usize| range.get(group).map_or("", |part| part.as_str());
    let comparison = if part(1) == "[" {
        "不小于"
    } else {
        "大于"
    };
    format!("{comparison} {}", part(2))
}

// `正整数`, `must be a non-negative integer`; `2 的正整数倍` and `-1 或正整数` say something else.
pattern!(
    SIGNED,
    r"(?i)(?:^|[^\d\s或、的/])\s*(正整数|非负整数|自然数)(?:[,。;)]|\s*$)|\b(positive|non-?negative) integers?\b(?:[,.;)]|\s*$)"
);

/// The least number of a clause that names a kind of integers.
fn least_of_kind(clause: &str) -> Option<Bound> {
    let found = SIGNED.captures(clause)?;
    let word = found
        .get(1)
        .or_else(|| found.get(2))?
        .as_str()
        .to_lowercase();
    let least = i32::from(matches!(word.as_str(), "正整数" | "positive"));
    Some(Bound {
        integer: Some(least.into()),
        decimal: least.into(),
        excluded: false,
    })
}

// `60 (paid) or 600 (free)`: each holds for some.
pattern!(
    ALTERNATIVE,
    r"^[^,;。\d()]{0,10}(?:\([^()\n]{1,30}\))?\s*(?:,?\s*\bor\b|或者?|/)\s*\d"
);

// What the member is, behind a mark.
pattern!(
    DEFINES,
    r"[,。;\n](?:本|该|此)(?:参数|字段|属性)(?:为|是|表示|代表)[^必空可否,。;\d]"
);

// What may be a range, though it is not introduced as one: `1-5 (VIP 1-10)`.
pattern!(
    pub(crate) DASHED, r"(?:^|[^\d.-])\d+(?:\.\d+)?\s*(?:~\s*-?|-\s*)\d+(?:\.\d+)?(?:[^\d:-]|$)");

/// How formulas begin.
const FORMULAS: &[&str] = &["min{", "max{", "min(", "max(", "min {", "max {"];

fn read_clause(
    member: &Member<'_>,
    units: &Units<'_>,
    (before, clause): (&str, &str),
    stated: &mut Stated,
) {
    // What a clause says of another member is no limit of this one.
    let speaks_of_other = words(clause).any(|other| {
        other.len() > 2 && !member.name.contains(other) && member.siblings.contains(other)
    });
    if speaks_of_other || speaks_of_case(clause) || clause.to_ascii_lowercase().contains("qps") {
        return;
    }
    // A formula gives no number.
    if holds_any(clause, FORMULAS) {
        stated.foreign.push(clause.trim().to_owned());
        return;
    }
    let is_number = !matches!(member.shape, Shape::Scalar(Scalar::String));
    // What a clause says of something else is no limit of the member.
    let (told, foreign): (Vec<Told<'_>>, Vec<Told<'_>>) = quantities(clause)
        .into_iter()
        .map(|quantity| Told { quantity, clause })
        .partition(|told| {
            let is_bound = told.quantity.low.or(told.quantity.high).is_some();
            let counted = !matches!(told.quantity.form, Form::Range { formal: true })
                && matches!(member.shape, Shape::List(_));
            let is_other = is_number && is_of_others(told.part(), member.name, counted);
            let is_other = is_other || names_another(told.part(), member.name);
            !is_bound || !is_other && is_the_member(&told.around(), &told.said(before), member.name)
        });
    match member.shape {
        Shape::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Float | Scalar::Double)
            if !member.has_values =>
        {
            // Of two ranges, each holds for some.
            let is_range = |told: &&Told<'_>| matches!(told.quantity.form, Form::Range { .. });
            let ranges = told.iter().chain(&foreign).filter(is_range).count();
            let is_one_of_several = foreign.iter().any(|told| is_range(&told))
                || DASHED.find_iter(clause).count() > ranges;
            if told.iter().any(|told| is_range(&told)) && is_one_of_several {
                stated.foreign.push(clause.trim().to_owned());
            } else {
                number(told, units, member, stated);
            }
            stated.low.extend(least_of_kind(clause).filter(|_| {
                !matches!(member.shape, Shape::Scalar(Scalar::Float | Scalar::Double))
                    && stated.low.is_empty()
                    && stated.ranges.is_empty()
            }));
        }
        Shape::Scalar(Scalar::String) if !member.has_values => length(&told, clause, stated),
        Shape::List(_) => told.iter().for_each(|told| count(told, stated)),
        _ => return,
    }
    let parts = foreign.iter().map(|told| told.part().trim().to_owned());
    stated.foreign.extend(parts);
}

/// A clause without the default that it begins with.
fn without_default(clause: &str) -> &str {
    let begins = |words: &str| {
        let head = clause.trim_start().get(..words.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(words))
    };
    if ["默认", "the default", "by default", "default "]
        .into_iter()
        .any(begins)
    {
        let cut = [",", " and "]
            .iter()
            .filter_map(|mark| Some((clause.find(mark)?, mark.len())));
        cut.min().map_or("", |(at, length)| {
            clause.get(at + length..).unwrap_or_default()
        })
    } else {
        clause
    }
}

/// What a clause says of a number.
fn number(told: Vec<Told<'_>>, units: &Units<'_>, member: &Member<'_>, stated: &mut Stated) {
    let has_range = told
        .iter()
        .any(|told| matches!(told.quantity.form, Form::Range { .. }));
    // A share of a hundred, of a member that may hold a fraction.
    let in_percent = |told: &Told<'_>| {
        told.quantity
            .behind
            .trim_start_matches([' ', '`', '('])
            .starts_with('%')
    };
    if told
        .iter()
        .any(|told| in_percent(told) && !in_unit(&told.quantity, units, member))
    {
        return;
    }
    let is_integer = matches!(member.shape, Shape::Scalar(Scalar::Int32 | Scalar::Int64));
    let all = &told;
    for (index, told) in told.iter().enumerate() {
        let quantity = &told.quantity;
        // `1-10, 20` allows more than the range.
        let is_one_of_several = index.checked_sub(1).is_some_and(|_| quantity.joins())
            || all.get(index + 1).is_some_and(|next| next.quantity.joins());
        if is_one_of_several && has_range {
            continue;
        }
        let part = told.part();
        let (low, high) = (quantity.low, quantity.high);
        let fits = |bound: &Bound| !is_integer || bound.integer.is_some();
        let about_length = holds_any(part, &["字符", "长度", "位数", "length", "character"]);
        if about_length || !low.iter().chain(&high).all(fits) || !in_unit(quantity, units, member) {
            continue;
        }
        match quantity.form {
            Form::Range { formal } => {
                // `0-8，或直接填写颜色` allows more.
                let behind = quantity.behind.trim_start_matches(['`', ' ', ']', ',']);
                let goes_on = ["或", "or "].iter().any(|word| behind.starts_with(word));
                if let (Some(low), Some(high)) = (low, high)
                    && !goes_on
                    && (formal || !counts_others(part))
                {
                    stated.ranges.push((low, high));
                }
            }
            // Of a list in a query string, `Ids.N`, a clause may limit how many there are.
            _ if member.name.ends_with(".N") || counts_others(part) => {}
            Form::Limit if ALTERNATIVE.is_match(quantity.behind) => {}
            Form::Comparison
                if has_range || !states_value(told.clause) || has_consequence(quantity.behind) => {}
            Form::Limit | Form::Comparison | Form::Start => {
                stated.low.extend(low);
                stated.high.extend(high);
            }
            Form::Exact | Form::Bare => {}
        }
    }
}

/// Whether a quantity counts in the unit of its member. Where nothing says which that is, the example of its row may.
fn in_unit(quantity: &Quantity<'_>, units: &Units<'_>, member: &Member<'_>) -> bool {
    let likely = || {
        member
            .example
            .is_some_and(|example| holds(quantity, example))
    };
    units.hold(quantity.behind, likely)
        && (!matches!(quantity.form, Form::Range { .. })
            || units.hold(quantity.behind_first, likely))
}

fn holds(quantity: &Quantity<'_>, number: f64) -> bool {
    quantity.low.is_none_or(|low| number >= low.decimal)
        && quantity.high.is_none_or(|high| number <= high.decimal)
}

/// The unit of a range that a text states and that holds an example: its member counts in it.
pub(crate) fn shown_unit(text: &str, example: f64) -> Option<&'static str> {
    text.lines()
        .flat_map(|line| line.split([';', '。', '!']))
        .flat_map(quantities)
        .filter(|quantity| quantity.low.is_some() && quantity.high.is_some())
        .find(|quantity| holds(quantity, example))
        .and_then(|quantity| unit_of(quantity.behind))
}

/// How many integers the widest range of a text holds.
pub(crate) fn widest_range(text: &str) -> Option<usize> {
    text.lines()
        .flat_map(|line| line.split([';', '。', '!']))
        .flat_map(quantities)
        .filter(|quantity| matches!(quantity.form, Form::Range { .. }))
        .filter_map(|quantity| {
            let (low, high) = (quantity.low?.integer?, quantity.high?.integer?);
            usize::try_from(high.checked_sub(low)?).ok()?.checked_add(1)
        })
        .max()
}

/// Words of letters, digits and underscores.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
}
