//! What stands beside a limit and goes beyond it: single values behind a range, another limit for some users or in some case.

use std::collections::HashSet;

use super::cases::{begins_a_case, speaks_of_case};
use super::figures::{Figure, figures, unit_length};
use super::numbers::unit_of;
use super::quantities::{Form, Quantity, quantities};
use super::subject::is_of_others;
use crate::dialect::holds_any;
use crate::pattern::pattern;

/// What joins a single value to a range: `[1,9]、12`.
const JOINS: &[&str] = &[
    "、",
    ",",
    "和",
    "或",
    "或者",
    "及",
    "以及",
    "与",
    "and",
    "or",
    ", and",
    ", or",
    "/",
    "|",
    "、以及",
    "还有",
    ",以及",
    ",及",
    ",和",
    ",或",
];

// `还支持 12`, `12 is also accepted`: more than was said before.
pattern!(
    ALSO,
    r"(?i)还(?:可|支持|允许|能|包括|有)|也(?:可|支持|允许|能)|亦|另(?:外|有|支持)|额外|此外|除此|\balso\b|\badditional(?:ly)?\b|\bin addition\b|\bbesides\b|\bas well\b"
);
// `年付时可取 12`: what may be set, without a limit.
pattern!(
    TAKES,
    r"(?i)(?:可以?|支持|能)(?:取|填写?|选择?|传入?|设置?为|设|使用|是|为|(?:低|高|扩展?|提升|扩容)?(?:至|到|达))\s*`?$|\bcan (?:also )?be (?:set to )?`?$|\bset it to `?$"
);
// Who has a limit of their own: `白名单用户为 500`, `for members`.
pattern!(
    GROUP,
    r"(?i)(?:用户|账号|账户|客户|租户|会员|白名单|版本?|套餐|实例|集群|机型|规格|节点|地域|区域|账单|计费|模式|场景|类型|系列|引擎|协议|磁盘|云盘|VIP)(?:下|中|内|里|时|侧)?的?(?:最大|最多|上限|最高|可达|可|支持|则)?(?:值)?\s*(?:则?为|是|:|可?至|可?达|到)?\s*$|\bfor\b[^,;.]{1,40}$|\b(?:users?|accounts?|customers?|members?|tenants?|plans?|instances?|clusters?|editions?|versions?)\s*(?:is|are|can|have|has|:|get|up to)[^,;.\d]{0,16}$"
);
// `使用批量接口时最多 100 个`
pattern!(
    AT_TIMES,
    r"[^小定延及同即准实暂超耗计历工课学限临分]时(?:则?为|则|可?取|最[大多高长]|至多|上限|不超过)[^,。;\d]{0,4}$"
);
// What says whose number stands before it: `500 for members`.
pattern!(
    FOR,
    r"(?i)^\s*`?\s*(?:[a-z]+\s+)?(?:for|in|on|with|if|when)\s+[a-z]|^\s*\([^()\n]*(?:用户|版|账号|实例|users?|accounts?|members?|only)[^()\n]*\)"
);
// `企业版为 500`: some subject has that number.
pattern!(
    SUBJECT,
    r"(?i)^\s*([^\d,;。:]{1,24}?)\s*(?:则?为|则|是|:|\bis|\bare)\s*`?$"
);
/// Subjects that count something else.
const OTHERS: &[&str] = &[
    "单位",
    "步长",
    "默认",
    "缺省",
    "间隔",
    "示例",
    "例如",
    "总",
    "超时",
    "端口",
    "错误",
    "状态码",
    "精度",
    "时间",
    "长度",
    "unit",
    "step",
    "default",
    "interval",
    "total",
    "example",
    "timeout",
    "port",
    "error",
    "code",
];

/// What was taken: numbers that it does not hold are refused.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Taken<'a> {
    /// A least and a greatest number.
    Range(Option<f64>, Option<f64>),
    /// All there are.
    Values(&'a [f64]),
}

impl Taken<'_> {
    fn hold(self, number: f64) -> bool {
        match self {
            Self::Range(low, high) => {
                low.is_none_or(|low| number >= low) && high.is_none_or(|high| number <= high)
            }
            Self::Values(_) => self.is_named(number),
        }
    }

    /// Whether it names a number.
    fn is_named(self, number: f64) -> bool {
        let is_it = |named: &f64| named.to_bits() == number.to_bits();
        match self {
            Self::Range(low, high) => [low, high].iter().flatten().any(is_it),
            Self::Values(values) => values.iter().any(is_it),
        }
    }
}

/// A number beyond a limit, and the words around it.
pub(crate) struct Beyond<'t> {
    pub(crate) number: f64,
    pub(crate) part: &'t str,
}

/// The first number of a text that goes beyond a limit and may be allowed all the same. `counts` says whether what stands behind a
/// number is what the limit counts.
pub(crate) fn beyond<'t>(
    text: &'t str,
    taken: Taken<'_>,
    siblings: &HashSet<String>,
    counts: impl Fn(&str) -> bool,
) -> Option<Beyond<'t>> {
    let clauses: Vec<(&str, bool)> = text.lines().flat_map(of_line).collect();
    let numbers: Vec<Vec<Figure>> = clauses.iter().map(|(clause, _)| figures(clause)).collect();
    let outside = |figure: &Figure| figure.is_whole && !taken.hold(figure.decimal);
    if !numbers.iter().flatten().any(outside) {
        return None;
    }
    let is_anchor = |index: usize| {
        numbers
            .get(index)
            .is_some_and(|figures| figures.iter().any(|figure| taken.is_named(figure.decimal)))
    };
    let unit = clauses
        .iter()
        .zip(&numbers)
        .find_map(|((clause, _), figures)| {
            let end = figures
                .iter()
                .rfind(|figure| taken.is_named(figure.decimal))?;
            unit_of(clause.get(end.to..)?)
        });
    clauses
        .iter()
        .zip(&numbers)
        .enumerate()
        .find_map(|(index, ((clause, in_item), figures))| {
            let near = matches!(taken, Taken::Values(_))
                || is_anchor(index)
                || index.checked_sub(1).is_some_and(&is_anchor)
                || is_anchor(index + 1);
            let quantities = quantities(clause);
            let mut chained = false;
            let mut end: Option<usize> = None;
            figures.iter().find_map(|figure| {
                let between = end
                    .and_then(|end| clause.get(end..figure.from))
                    .unwrap_or_default();
                let joins = JOINS.contains(
                    &between
                        .trim_matches([' ', '`', ']', '"', '['])
                        .to_lowercase()
                        .as_str(),
                );
                // Single values behind the range, or a sentence of them.
                chained = joins
                    && (chained
                        || taken.is_named(
                            figures
                                .iter()
                                .rfind(|before| before.to <= figure.from)?
                                .decimal,
                        ));
                end = Some(figure.to);
                if !outside(figure) {
                    return None;
                }
                let behind = clause.get(figure.to..).unwrap_or_default();
                let of_unit = unit_of(behind).is_none_or(|found| unit == Some(found))
                    && (counts(behind) || FOR.is_match(behind));
                let place = Place {
                    clause,
                    figure,
                    quantity: quantities
                        .iter()
                        .find(|quantity| quantity.from <= figure.from && figure.to <= quantity.to),
                };
                // `取值范围：1~9；12；24`
                let alone = place.is_alone() && index.checked_sub(1).is_some_and(&is_anchor);
                let more = alone
                    || of_unit && leads_to(clause, figures, figure, taken)
                    || of_unit
                        && (chained && place.is_bare()
                            || (near && place.is_more() || place.is_taken(siblings))
                            || place.is_of_another((near, is_anchor(index)), *in_item, siblings));
                more.then(|| Beyond {
                    number: figure.decimal,
                    part: place.part(),
                })
            })
        })
}

/// Whether a list of single numbers, of which this is one, goes on to the limit: `0（a）、1（b）、2~9`.
fn leads_to(clause: &str, figures: &[Figure], figure: &Figure, taken: Taken<'_>) -> bool {
    let behind = figures.iter().filter(|other| other.from >= figure.from);
    let pairs = behind.clone().zip(behind.skip(1));
    for (one, next) in pairs {
        let between = clause.get(one.to..next.from).unwrap_or_default().trim();
        // What a number means.
        let between = match between
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
        {
            Some((_, rest)) => rest,
            None => between,
        };
        let mark = between.trim_matches([' ', '`', '"', '[', '<', '>', '=', '≥', '≤']);
        if !matches!(mark, "、" | "," | "/" | "|" | "或" | "和" | "or" | ", or") {
            return false;
        }
        if taken.is_named(next.decimal) {
            return true;
        }
    }
    false
}

/// The clauses of a line, and whether they stand in an item with a head of its own.
fn of_line(line: &str) -> impl Iterator<Item = (&str, bool)> {
    let in_item = line.trim_start().starts_with(['-', '*', '•', '·']);
    line.split(['。', ';', '!'])
        .flat_map(|clause| clause.split(". "))
        .map(move |clause| (clause, in_item))
}

/// A number in its clause.
struct Place<'a, 't> {
    clause: &'t str,
    figure: &'a Figure,
    quantity: Option<&'a Quantity<'t>>,
}

impl<'t> Place<'_, 't> {
    /// The part of the clause between commas in which the number stands, up to it.
    fn before(&self) -> &'t str {
        let before = self.clause.get(..self.figure.from).unwrap_or_default();
        before.rsplit(',').next().unwrap_or(before)
    }

    fn behind(&self) -> &'t str {
        self.clause.get(self.figure.to..).unwrap_or_default()
    }

    fn part(&self) -> &'t str {
        let begin = self.figure.from - self.before().len();
        let end = self
            .behind()
            .find(',')
            .map_or(self.clause.len(), |at| self.figure.to + at);
        self.clause.get(begin..end).unwrap_or(self.clause).trim()
    }

    /// Whether nothing compares the number, and it has no meaning of its own.
    fn is_bare(&self) -> bool {
        let behind = self.behind().trim_start_matches(['`', ' ', ']', '"']);
        !behind.starts_with([':', '=', '('])
            && !["表示", "代表", "means", "indicates"]
                .iter()
                .any(|word| behind.starts_with(word))
    }

    /// Whether the clause has nothing but the number.
    fn is_alone(&self) -> bool {
        let around = |text: &str| text.trim_matches([' ', '`', '"']).is_empty();
        let unit = unit_length(self.behind());
        around(self.clause.get(..self.figure.from).unwrap_or_default())
            && around(self.behind().get(unit..).unwrap_or_default())
    }

    /// Whether words say that the number is allowed, too.
    fn is_more(&self) -> bool {
        ALSO.is_match(self.part()) || ALSO.is_match(self.clause) && self.is_bare()
    }

    /// Whether the member may be set to the number.
    fn is_taken(&self, siblings: &HashSet<String>) -> bool {
        TAKES.is_match(self.before()) && self.is_bare() && !self.names_any(siblings)
    }

    /// Whether the part in which the number stands names another member.
    fn names_any(&self, siblings: &HashSet<String>) -> bool {
        self.part()
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .any(|word| word.len() > 2 && siblings.contains(word))
    }

    /// Whether the number is a limit in some case, or one of somebody else.
    fn is_of_another(
        &self,
        (near, here): (bool, bool),
        in_item: bool,
        siblings: &HashSet<String>,
    ) -> bool {
        let before = self.before();
        let lower = before.to_lowercase();
        // `当取值为 1 时`, `大于 200 的`: the number is the case itself.
        let rest = self.clause.get(self.figure.to..).unwrap_or_default();
        let rest = rest.split(',').next().unwrap_or_default();
        let rest = ["小时", "时长", "时间"]
            .iter()
            .fold(rest.to_owned(), |rest, word| rest.replace(word, ""));
        let is_condition = rest.contains(['时', '则'])
            || holds_any(
                &lower,
                &[
                    "when ",
                    "if ",
                    "大于",
                    "小于",
                    "超过",
                    "超出",
                    "高于",
                    "低于",
                    "greater than",
                    "less than",
                    "exceed",
                ],
            );
        let of_others = is_of_others(self.part(), "", true);
        if self.names_any(siblings) || is_condition || of_others || holds_any(&lower, OTHERS) {
            return false;
        }
        let form = self.quantity.map_or(Form::Bare, |quantity| quantity.form);
        let limits = matches!(form, Form::Limit | Form::Range { .. });
        let in_a_case = speaks_of_case(self.clause)
            || begins_a_case(self.clause.trim_start())
            || AT_TIMES.is_match(before);
        let assigned = SUBJECT.is_match(before) || limits;
        let of_group = GROUP.is_match(before) || FOR.is_match(self.behind());
        in_a_case && assigned
            || near && of_group
            || in_item && limits && self.clause.contains(':')
            || here && limits
            || near && self.is_subject(before, limits)
    }

    /// Whether a subject other than the member has the number, in the sentence that states the limit, or in one beside it that names
    /// a part or a kind of it.
    fn is_subject(&self, before: &str, limits: bool) -> bool {
        let found = SUBJECT.captures(before);
        let subject = found.as_ref().and_then(|found| found.get(1));
        subject.is_some_and(|subject| {
            let subject = subject.as_str();
            let is_kind =
                subject.contains("其中") || subject.contains(|c: char| c.is_ascii_uppercase());
            (self.clause.contains(',') || limits && is_kind)
                && !holds_any(
                    subject,
                    &["最大", "最小", "取值", "范围", "value", "max", "min"],
                )
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Taken, beyond};

    #[test]
    fn numbers_beyond_a_limit() {
        let siblings: HashSet<String> = HashSet::from(["Size".to_owned()]);
        let found = |text: &str| {
            let taken = Taken::Range(Some(1.0), Some(9.0));
            beyond(text, taken, &siblings, |_| true).map(|beyond| beyond.number)
        };
        for (text, number) in [
            ("取值范围:[1,9]、12", 12.0),
            ("from 1 to 9. 12 is also accepted", 12.0),
            ("1~9,会员为 20", 20.0),
            ("1~9。当类型为大船时,最大为 30", 30.0),
            ("1~9 (1~40 for members)", 40.0),
            ("0(船)、1~9", 0.0),
            ("0, >=1", 0.0),
        ] {
            assert_eq!(found(text), Some(number), "{text}");
        }
        for text in [
            "1~9,步长为 20",
            "1~9,默认为 20",
            "1~9。保留 365 天",
            "1~9。Size 为 20",
            "1~9,超过 20 时报错",
            "1~9。其中 3~5 为小船",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
