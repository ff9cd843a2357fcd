//! Limits of what is counted: the length of a text, and the number of a list's items.

use super::cases::{counts_affix, counts_others, counts_parts, states_value};
use super::numbers::unit_at;
use super::quantities::{Bound, Form};
use super::statements::{Stated, Told};
use crate::dialect::holds_any;
use crate::pattern::pattern;

// `个字符`, `个 ASCII 码可打印字符`, ` characters`.
pattern!(
    CHARACTERS,
    r"(?i)^\s*`?\s*([^\d,;。:()\n]{0,16}?)(字符|汉字|字节|字母|字|位|\bcharacters?\b|\bchars?\b|\bbytes?\b|\bletters?\b)"
);
// `长度为 32`: nothing compares, and no text is longer.
pattern!(
    LENGTH_BEFORE,
    r"(?i)(?:长度|字符数|\blength)[^\d,;。\n]{0,16}$"
);
// One class of characters, and how many of them: `[a-z]{1,9}`, but not `[a-z][a-z0-9]{1,9}`.
pattern!(
    LENGTH_BRACES,
    r"(?:^|[^\]\[)}+*?\w-])\^?\[[^\]\n]+\]\{(\d+),\s*(\d+)\}\$?(?:[^\[({\\\w]|$)"
);
// `N 的取值范围为 1～100`, `Valid values of N: 1 to 100`
pattern!(
    INDEX,
    r"(?:^|[^A-Za-z])[Nn](?:[^A-Za-z\d,;。][^\d,;。]{0,12})?$"
);

// A text of which a length may be that of a part alone: `两部分组成`, `consists of two segments`.
pattern!(
    IN_PARTS,
    r"(?i)(?:两|二|三|多|几|2|3)\s*(?:个)?(?:部分|段)(?:组成|构成|,)|\b(?:two|three|several|multiple) (?:parts|segments|sections)\b"
);
// `一个汉字占 2 个字符`, `one Chinese character counts as 3 characters`
pattern!(
    WIDE,
    r"(?i)(?:汉字|中文)[^,。;\n]{0,8}?(?:算|占|计|等于|按|为)[^,。;\n]{0,6}?[2-4两二三四]\s*个?(?:字符|字节)|Chinese characters?[^.;\n]{0,12}?(?:counts?|counted|takes?|occup\w+)[^.;\n]{0,12}?\b(?:[2-4]|two|three|four)\b"
);

// `中文 1~20，英文 1~40`: each script has a length of its own.
pattern!(
    BY_SCRIPT,
    r"(?i)(?:中文|汉字|chinese)[^\d,。;\n]{0,8}\d[^。;\n]{0,16}?(?:英文|字母|数字|english|letters?)[^\d,。;\n]{0,8}\d"
);
// `多个值用 & 分隔`
pattern!(
    SEPARATED,
    r"(?i)(?:多个|多项|\bmultiple\b|\bseveral\b)[^.;。\n]{0,40}(?:分隔|隔开|分割|\bseparate)|\bseparate[^.;。\n]{0,12}\bmultiple\b"
);

// `名称长度为 1~64 位，密码长度为 8~32 位`: what is said to have a length.
pattern!(OWNER, r"([\u{4e00}-\u{9fff}]{2})长度");

/// Whether a text states lengths of several things.
fn has_several_owners(text: &str) -> bool {
    const SAME: &[&str] = &[
        "最大", "最小", "字符", "允许", "数据", "其中", "要求", "限制",
    ];
    let mut owners = OWNER
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .map(|owner| owner.as_str())
        .filter(|owner| !SAME.contains(owner) && !owner.ends_with(['总', '的', '且', '值']));
    owners
        .next()
        .is_some_and(|first| owners.any(|other| other != first))
}

/// Whether a length that a text states may be that of one part, of one of several values, or of what Base64 encodes.
pub(crate) fn has_lengths_of_parts(text: &str) -> bool {
    const WHOLE: &[&str] = &[
        "总",
        "整",
        "参数值",
        "total",
        "whole",
        "entire",
        "parameter value",
    ];
    holds_any(
        text,
        &["base64", "不含", "除后缀", "编码前", "签名前", "加密前"],
    ) || BY_SCRIPT.is_match(text)
        || has_several_owners(text)
        || IN_PARTS.is_match(text)
        || SEPARATED.is_match(text) && !holds_any(text, WHOLE)
}

// `取值为空字符串时`, `may be empty`: beside a least length, nothing is allowed, too.
pattern!(
    EMPTY,
    r"(?i)空字符串[^,。;\n]{0,4}(?:时|则|表示|代表)|(?:默认|缺省)[^,。;\n]{0,6}空字?符?串|default[^,.;\n]{0,8}empty string|(?:可以?|允许|能)为空|(?:can|may) be (?:empty|left empty|blank)|\bis an empty string\b[^.;\n]{0,10}(?:,| or | it )"
);

/// Whether a text that is shorter than the least length may be allowed: because it is empty, or because a text counts some
/// characters more than once.
pub(crate) fn may_be_shorter(text: &str) -> bool {
    EMPTY.is_match(text) || holds_any(text, &["汉字", "中文", "chinese"]) && WIDE.is_match(text)
}

/// What is counted in characters of one kind, and no more than a part of a text.
const PARTS: &[&str] = &[
    "特殊",
    "大写",
    "小写",
    "连续",
    "空格",
    "中文字符和",
    "英文字母和",
    "种",
    "类",
    "不同",
    "kinds of",
    "types of",
    "special",
    "uppercase",
    "lowercase",
    "consecutive",
];

/// The unit in which a text is long, where it stands behind a number.
pub(crate) fn characters(behind: &str) -> Option<&str> {
    let found = CHARACTERS.captures(behind)?;
    let (between, unit) = (found.get(1)?.as_str(), found.get(2)?);
    let rest = behind.get(unit.end()..).unwrap_or_default();
    let is_part = holds_any(between, PARTS);
    let is_other = unit.as_str() == "字" && rest.starts_with(['段', '典', '体', '幕', '字'])
        || unit.as_str() == "位"
            && ["置", "小数", "数的"]
                .iter()
                .any(|word| rest.starts_with(word))
        || unit.as_str() == "字符" && rest.starts_with('串');
    // As a Chinese character may count as several, more of others may be allowed.
    (!is_part && !is_other && unit.as_str() != "汉字").then_some(unit.as_str())
}

/// Whether a number goes on as the first of two: `1-64` where nobody knows what the dash means.
fn goes_on(behind: &str) -> bool {
    behind
        .trim_start()
        .strip_prefix(['-', '~', '/'])
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a number counts something with a unit of its own: seconds, megabytes, pixels.
fn is_measured(behind: &str) -> bool {
    let bare = behind.trim_start_matches(['`', ' ', '(']);
    unit_at(bare).is_some_and(|(unit, _)| unit != "B")
}

fn whole(bound: Option<Bound>) -> Option<u64> {
    let bound = bound.filter(|bound| !bound.excluded)?;
    u64::try_from(bound.integer?).ok()
}

/// What a clause says of the length of a text.
pub(crate) fn length(told: &[Told<'_>], clause: &str, stated: &mut Stated) {
    let braces: Vec<_> = LENGTH_BRACES.captures_iter(clause).collect();
    for found in &braces {
        let end = |group: usize| {
            found
                .get(group)
                .and_then(|end| end.as_str().parse::<u64>().ok())
        };
        stated.min_length.extend(end(1));
        stated.max_length.extend(end(2));
    }
    if !braces.is_empty() {
        return;
    }
    for told in told {
        let quantity = &told.quantity;
        let unit = characters(quantity.behind);
        let says_length = holds_any(told.part(), &["长", "字符数", "字数", "length"]);
        let about_length = unit.is_some() || says_length && !is_measured(quantity.behind);
        if !about_length
            || counts_parts(told.scope())
            || counts_affix(told.part())
            || told.part().contains("域名")
        {
            continue;
        }
        let (low, high) = match quantity.form {
            Form::Bare if LENGTH_BEFORE.is_match(quantity.before) && !goes_on(quantity.behind) => {
                let bare = clause
                    .get(quantity.from..quantity.to)
                    .and_then(|number| number.parse().ok());
                (None, bare)
            }
            Form::Comparison | Form::Start | Form::Bare => (None, None),
            Form::Range { .. } | Form::Exact | Form::Limit => {
                (whole(quantity.low), whole(quantity.high))
            }
        };
        let ranged = matches!(quantity.form, Form::Range { .. });
        // `长度（字节）：1～128`
        let unit = unit.unwrap_or(told.part()).to_lowercase();
        let in_bytes = holds_any(&unit, &["字节", "byte"]);
        if !ranged && counts_others(told.part()) {
            continue;
        }
        if ranged || states_value(clause) {
            stated.min_length.extend(low.filter(|_| !in_bytes));
        }
        stated.max_length.extend(high);
    }
}

/// What a quantity says of the number of a list's items.
pub(crate) fn count(told: &Told<'_>, stated: &mut Stated) {
    let quantity = &told.quantity;
    if characters(quantity.behind).is_some()
        || is_measured(quantity.behind)
        || counts_parts(told.scope())
    {
        return;
    }
    let part = told.part();
    let of_items = holds_any(
        part,
        &[
            "列表长度",
            "数组长度",
            "数组大小",
            "数量",
            "个数",
            "条数",
            "number of",
            "count",
            "array size",
        ],
    );
    let counter = begins_with_counter(quantity.behind);
    let of_value = holds_any(
        part,
        &["长度", "最大值", "最小值", "取值", "value", "length"],
    );
    match quantity.form {
        Form::Range { .. } if INDEX.is_match(quantity.before) => {
            stated.max_items.extend(whole(quantity.high));
        }
        Form::Range { .. } | Form::Exact if (counter || of_items) && states_value(told.clause) => {
            stated.min_items.extend(whole(quantity.low));
            stated.max_items.extend(whole(quantity.high));
        }
        // `仅支持输入 1 张图片`, `需输入 2 张图片`
        Form::Bare if counter && ONLY.is_match(quantity.before) && states_value(told.clause) => {
            stated.max_items.extend(bare(told));
        }
        Form::Bare if counter && NEEDED.is_match(quantity.before) && states_value(told.clause) => {
            stated.min_items.extend(bare(told));
            stated.max_items.extend(bare(told));
        }
        Form::Limit if counter || of_items || !of_value => {
            stated.max_items.extend(whole(quantity.high));
            stated
                .min_items
                .extend(whole(quantity.low).filter(|_| counter || of_items));
        }
        _ => {}
    }
}

// What stands before a number of items that is the only one.
pattern!(
    ONLY,
    r"(?:仅|只)(?:能|可以?|支持|允许)(?:支持|输入|传入?|提供|填写?|上传|指定|设置|包含|配置)?\s*\**$"
);
pattern!(
    NEEDED,
    r"(?:^|[,:。;])\s*(?:必须|需要?|须)(?:输入|传入?|提供|填写?|上传|指定|包含)\s*\**$"
);

/// A number that nothing compares, and no other follows.
fn bare(told: &Told<'_>) -> Option<u64> {
    let quantity = &told.quantity;
    let number = told.clause.get(quantity.from..quantity.to)?.parse().ok()?;
    let rest = quantity
        .behind
        .trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_only = rest.is_empty() && !holds_any(quantity.behind, &["或", "以上", "以下", "以内"]);
    is_only.then_some(number)
}

/// Whether what is counted stands behind a number: `个`, ` items`.
pub(crate) fn begins_with_counter(behind: &str) -> bool {
    const COUNTERS: &[char] = &[
        '个', '条', '名', '项', '组', '路', '人', '对', '张', '台', '份', '只',
    ];
    const NOUNS: &[&str] = &[
        "item", "entr", "element", "id", "user", "value", "key", "tag", "rule", "name", "object",
        "record", "member",
    ];
    let bare = behind.trim_start_matches(['`', ' ']).to_lowercase();
    bare.starts_with(COUNTERS) || NOUNS.iter().any(|noun| bare.starts_with(noun))
}
