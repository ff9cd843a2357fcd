//! Allowed values with their meanings, as descriptions list them.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Reader, Told};
use crate::dialect::{Scalar, half_width, holds_any};
use crate::facts::{Shape, Value, innermost};
use crate::pattern::pattern;
use crate::sentences::around_values::{joins_values, number_beside, offers_more};
use crate::sentences::cases::{first_clause, last_sentence};
use crate::sentences::digits::plain_numbers;
use crate::sentences::literal::literal;
use crate::sentences::more_values::{allows_others, goes_on, is_listed_in_part, stands_for_all};
use crate::sentences::other_lists::without_other_lists;
use crate::sentences::sets::{fixed, set};
use crate::sentences::unfold::{goes_on_without_value, names_a_choice, speaks_of_members};
use crate::sentences::value_lines::{Listed, begins_with_value, is_item, lines, promises};
use crate::sentences::value_text::{Text, tidy, unquoted};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

// `0：普通成员`, `1 表示群主`, "`true`: on", at the beginning of a line or of a clause.
pattern!(
    INTEGER_MEANING,
    r"(?m)(?:^|[;,。({、:]|\s)\s*(?:[*•·]\s*|-\s+)?(`-?\d+`|-?\d+)[ \t]*(?::|=|表示|代表|为|是|->|-\s|\(|[ \t]-\s|,\s*表示)\s*"
);
// `0-未开始`: the meaning of a number behind a dash.
pattern!(
    DASHED,
    r"(?m)((?:^|[;,。(、:\s])\d{1,4}`?)-([\u{4e00}-\u{9fff}])"
);
// `0-VBR`, of a number.
pattern!(LETTERED, r"(?m)((?:^|[;,。(、:\s])\d{1,4})-([A-Za-z]{2})");
/// Words that promise a list of values.
const INTRODUCTIONS: &[&str] = &[
    "取值",
    "枚举",
    "可选值",
    "有效值",
    "包括",
    "包含",
    "种",
    "类型:",
    "方式:",
    "状态:",
    "模式:",
    "策略:",
    "级别:",
    "如下",
    "支持",
    "可选",
    "值为",
    "分为",
    "values",
    "one of",
    "options",
    "enum",
    "可以是",
    "following",
    "可取",
];
/// A description, and the same with everything blanked that states nothing.
pub(super) struct Words<'a> {
    pub(super) original: &'a str,
    pub(super) stated: &'a str,
    /// The example in the row, without marks around it.
    pub(super) example: &'a str,
    pub(super) siblings: &'a HashSet<String>,
}

impl Reader<'_> {
    /// The values that a description allows for a scalar, or for the items of a list.
    pub(super) fn allowed(
        &mut self,
        shape: &Shape,
        words: &Words<'_>,
        about: &str,
        at: usize,
    ) -> Vec<Value> {
        let kept = without_other_lists(words.stated);
        let half = half_width(&kept);
        // Numbers whose thousands are parted are whole ones.
        let is_text = matches!(innermost(shape), Shape::Scalar(Scalar::String));
        let half = if !is_text && THOUSANDS.is_match(&half) {
            plain_numbers(&half)
        } else {
            half
        };
        let half = DASHED.replace_all(&half, "$1:$2");
        let half = if is_text {
            half
        } else {
            Cow::Owned(LETTERED.replace_all(&half, "$1:$2").into_owned())
        };
        let text = Text {
            original: if half.chars().count() == words.original.chars().count() {
                words.original
            } else {
                &half
            },
            half: &half,
        };
        let item = match shape {
            Shape::List(item) => item,
            other => other,
        };
        let scalar = match item {
            Shape::Scalar(scalar @ (Scalar::Int32 | Scalar::Int64 | Scalar::String)) => *scalar,
            _ => return Vec::new(),
        };
        // The values of one case are not all there are.
        if DEPENDS.is_match(&half) {
            return Vec::new();
        }
        // A text that holds several values is none of them.
        if matches!(shape, Shape::Scalar(Scalar::String)) && holds_several(&half) {
            return Vec::new();
        }
        let listed = match scalar {
            Scalar::String => texts(&text, item, words.example),
            _ => lines(&text, item, false).or_else(|| integers(&text, item)),
        };
        let mut listed = match listed {
            Some(Listed::All(values)) => values,
            // The page names some values, and something beside them.
            Some(Listed::Part(values, beside)) => {
                if values.len() > 1 {
                    let values = shown(&values);
                    let message = format!(
                        "`{about}` accepts more than the values it names, such as {values}: `{}` stands beside them",
                        beside.replace('`', "")
                    );
                    self.drop_values(message, at);
                }
                return Vec::new();
            }
            None => Vec::new(),
        };
        // What a format names is explained below it: `data:<type>`.
        let is_part = |value: &Value| matches!(&value.value, Node::String(word) if half.contains(&format!("<{word}>")) || half.contains(&format!("{{{word}}}")));
        if listed.iter().any(is_part) {
            listed.clear();
        }
        let is_sibling = |value: &Value| matches!(&value.value, Node::String(word) if words.siblings.contains(word));
        let set = set(&half, item, scalar, words.example)
            .filter(|values| !values.iter().any(is_sibling))
            .or_else(|| fixed(&half, item).filter(|_| listed.is_empty()))
            .unwrap_or_default();
        let same = |a: &[Value], b: &[Value]| {
            a.len() == b.len()
                && a.iter()
                    .all(|one| b.iter().any(|other| other.value == one.value))
        };
        // Numbers with a meaning beside a range are not all there are.
        let beside_a_range = scalar != Scalar::String
            && matches!(shape, Shape::Scalar(_))
            && !listed.is_empty()
            && crate::sentences::limits::widest_range(&plain_numbers(words.stated))
                .is_some_and(|width| width > listed.len());
        if beside_a_range {
            return Vec::new();
        }
        if are_ends(&listed) {
            let message = format!(
                "a sentence gives meanings for {} of `{about}`, which may be the ends of a range",
                shown(&listed)
            );
            self.drop_values(message, at);
            return Vec::new();
        }
        let values = match (listed.is_empty(), set.is_empty()) {
            (true, _) => set,
            (false, true) => listed,
            (false, false) if same(&listed, &set) => listed,
            // The meanings of a text's values may hold a set of something else.
            (false, false) if scalar == Scalar::String => listed,
            (false, false) => {
                self.tell(
                    Finding::new(
                        &lint::PAGE_CONTRADICTION,
                        self.offset(at),
                        format!(
                            "`{about}` has the values {}, but meanings for {}",
                            shown(&set),
                            shown(&listed)
                        ),
                    )
                    .help("the document lists all of them; remove those that are wrong"),
                );
                let more = set
                    .into_iter()
                    .filter(|value| !listed.iter().any(|known| known.value == value.value));
                listed.iter().cloned().chain(more).collect()
            }
        };
        let in_part = is_listed_in_part(&half, &values);
        // What may be written in any case, or may become more, is no complete list.
        // What the meaning of a value says is not said of all.
        let in_any_case = scalar == Scalar::String
            && half
                .lines()
                .any(|line| !is_item(line) && IN_ANY_CASE.is_match(line));
        let written = half_width(words.original);
        let is_text = scalar == Scalar::String;
        let joined = (is_text && matches!(shape, Shape::Scalar(_)))
            .then(|| joins_values(&written, &values))
            .flatten();
        let beside = || {
            if values.len() < 2 {
                None
            } else if is_text {
                offers_more(&half, &values).map(str::to_owned)
            } else {
                number_beside(&plain_numbers(&half), &values, words.siblings)
            }
        };
        let message = match joined {
            Some(part) => Some((
                "may hold several of the values it names at once",
                part.to_owned(),
            )),
            None => beside().map(|part| ("accepts more than the values it names", part)),
        };
        if let Some((what, part)) = message {
            let part = part.trim().replace('`', "");
            self.drop_values(format!("`{about}` {what}: `{part}`"), at);
            return Vec::new();
        }
        let for_all = || is_text && stands_for_all(&half, &values).is_some();
        let is_open = in_part || allows_others(&half) || goes_on(&half, &values) || for_all();
        if !values.is_empty() && (in_any_case || is_open) {
            let message = format!(
                "`{about}` accepts more than the values it names: {}",
                shown(&values)
            );
            self.drop_values(message, at);
            return Vec::new();
        }
        if !values.is_empty() {
            self.note(about, "enum", &shown(&values), at);
        }
        values
    }

    /// Tells values that were not taken, since they may not be all.
    fn drop_values(&mut self, message: String, at: usize) {
        self.told_of.push(Told::Values);
        self.tell(
            Finding::new(&lint::PAGE_DROPPED_FACT, self.offset(at), message).help(
                "the document has no allowed values for it; if these are all, add them by hand",
            ),
        );
    }
}

/// Whether two small numbers stand so far apart that those between them may be allowed: `1 代表周一，7 代表周日`.
fn are_ends(values: &[Value]) -> bool {
    const NEAR: i128 = 3;
    const LARGEST: i128 = 31;
    let [first, last] = values else { return false };
    match (&first.value, &last.value) {
        (Node::Int(first), Node::Int(last)) => {
            *first >= 0 && *last <= LARGEST && last - first > NEAR
        }
        _ => false,
    }
}

pattern!(
    IN_ANY_CASE,
    r"(?i)不区分(?:字母)?大小写|大小写不敏感|大小写均可|忽略大小写|\bcase[- ]insensitive|\bnot case[- ]sensitive|\bregardless of case"
);
pattern!(THOUSANDS, r"\d,\d{3}");
pattern!(
    SEVERAL,
    r#"(?i)(?:多个|多种|多项|多值|不同)[^。;\n]{0,16}?(?:用|以|使用|通过|间|之间)[^。;\n]{0,16}?(?:分隔|隔开|分割|分开|连接|拼接)|(?:逗号|分号|竖线|空格|顿号|&|,|\|)(?:\([^()]{1,3}\))?"?(?:进行)?(?:分隔|隔开|分割|连接|拼接)|多个值|(?:支持|可)多选|多个(?:用|以|请)|comma-separated|separated by|separate multiple|multiple values|multiple selections|\bcombination of\b"#
);

// Which values there are depends on something else: `审核能力不同，取值不同`.
pattern!(
    DEPENDS,
    r"(?i)取值(?:也|均|各|会)?(?:有所)?不同|不同的取值|(?:correspond to|have) different values|\bvalues? (?:vary|varies|differs?|depends?)\b"
);

/// Whether a text holds several values at once: `多个用英文逗号分隔`.
fn holds_several(text: &str) -> bool {
    SEVERAL.is_match(text)
}

fn shown(values: &[Value]) -> String {
    values
        .iter()
        .map(|value| super::show(&value.value))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Numbers with meanings anywhere: `0 表示合流录制，1 表示单流录制`.
fn integers(text: &Text<'_>, shape: &Shape) -> Option<Listed> {
    let mut values: Vec<Value> = Vec::new();
    let mut meanings: Vec<&str> = Vec::new();
    let found: Vec<_> = INTEGER_MEANING.captures_iter(text.half).collect();
    for (index, captures) in found.iter().enumerate() {
        let whole = captures.get(0)?;
        let end = found
            .get(index + 1)
            .and_then(|next| next.get(0))
            .map_or(text.half.len(), |next| next.start());
        let meaning = text.half.get(whole.end()..end).unwrap_or_default();
        let meaning = first_clause(meaning);
        // `默认 80（HTTP）`, `60 (one minute) to 600` give no meanings of values.
        let before = text.half.get(..whole.start()).unwrap_or_default();
        let sentence = last_sentence(before).to_lowercase();
        let in_brackets = whole.as_str().trim_end().ends_with('(');
        if in_brackets && (of_default(&sentence) || holds_any(&sentence, LIMITING)) {
            continue;
        }
        let closed = meaning.split_once(')').map_or("", |(_, rest)| rest.trim());
        let is_range = ["to", "~", "-", "至", "到", "through"]
            .iter()
            .any(|mark| closed.starts_with(mark));
        if in_brackets && is_range {
            return None;
        }
        let says = holds_any(whole.as_str(), &["表示", "代表"]);
        let is_number = !says && meaning.starts_with(|c: char| c.is_ascii_digit());
        if meaning.trim().is_empty() || is_number {
            continue;
        }
        let Some(value) = literal(shape, unquoted(captures.get(1)?.as_str())) else {
            continue;
        };
        if values.iter().any(|known| known.value == value) {
            return None;
        }
        values.push(Value {
            value,
            meaning: tidy(&text.original(meaning)),
        });
        meanings.push(meaning.trim_matches([',', ' ']));
    }
    // `1 甲，2 乙，丙`
    let open = meanings.split_last().and_then(|(last, rest)| {
        let by_commas = rest.iter().all(|meaning| !meaning.contains([',', '\n']));
        (by_commas && goes_on_without_value(last)).then(|| (*last).to_owned())
    });
    let listed = match open {
        Some(last) => Listed::Part(values, last),
        None => Listed::All(values),
    };
    (meanings.len() > 1).then_some(listed)
}

/// Words of limits: a bracket behind a number says when it is one.
const LIMITING: &[&str] = &[
    "最小",
    "最大",
    "最多",
    "最少",
    "至多",
    "至少",
    "上限",
    "下限",
    "不超过",
    "minimum",
    "maximum",
    "at least",
    "at most",
    "up to",
];

/// Whether a clause speaks of a default.
fn of_default(clause: &str) -> bool {
    holds_any(clause, &["默认", "缺省", "default"])
}

fn texts(text: &Text<'_>, shape: &Shape, example: &str) -> Option<Listed> {
    let lower = text.half.to_ascii_lowercase();
    let introduction = INTRODUCTIONS
        .iter()
        .filter_map(|word| lower.find(word).map(|at| at + word.len()))
        .min();
    if (introduction.is_some() || text.half.contains('`'))
        && let Some(values) = lines(text, shape, true)
    {
        return Some(values);
    }
    // `短信类型<br>- a：甲<br>- b：乙`, and lists of which the example is an item.
    if introduction.is_none()
        && let Some(listed) = lines(text, shape, true)
    {
        let (Listed::All(values) | Listed::Part(values, _)) = &listed;
        let head: Vec<&str> = text
            .half
            .lines()
            .take_while(|line| !is_item(line))
            .collect();
        let is_shown = values
            .iter()
            .any(|value| matches!(&value.value, Node::String(word) if word == example));
        let promised = head.iter().any(|line| promises(line));
        let is_list = is_shown || promised || names_a_choice(&head.join("\n"));
        return is_list.then_some(listed);
    }
    // `枚举字段：Package: 资源包；RI：预留实例券；`
    let tail = text.half.get(introduction?..)?;
    let tail = tail.trim_start_matches(|c: char| "为是有如下包括含: 字段值".contains(c));
    let original = text.original(tail);
    let cut = |whole: &str, mark: &[char]| whole.split(mark).collect::<Vec<_>>().join("\n- ");
    let (half, original) = (
        format!("- {}", cut(tail, &[';'])),
        format!("- {}", cut(&original, &[';', '；'])),
    );
    let first = half.lines().next().unwrap_or_default();
    let of_object = text
        .half
        .get(..introduction?)
        .is_some_and(speaks_of_members);
    (begins_with_value(first) && !of_object)
        .then(|| {
            lines(
                &Text {
                    original: &original,
                    half: &half,
                },
                shape,
                true,
            )
        })
        .flatten()
}
