//! Allowed values with their meanings, as descriptions list them.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Reader;
use super::literal::literal;
use super::value_lines::lines;
use crate::dialect::{Scalar, half_width};
use crate::facts::{Shape, Value};
use codegen_documents::diagnostics::{Finding, rule};
use codegen_documents::source::Node;

/// `0：普通成员`, `1 表示群主`, "`true`: on", at the beginning of a line or of a clause.
static INTEGER_MEANING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)(?:^|[;,。({、:]|\s)\s*(?:[-*•·]\s*)?(`-?\d+`|-?\d+)\s*(?::|=|表示|代表|为|是|->|-\s|\(|\s-\s|,\s*表示)\s*").ok()
});
/// `0-未开始`: the meaning of a number behind a dash.
static DASHED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)((?:^|[;,。(、:\s])\d{1,4}`?)-([\u{4e00}-\u{9fff}])").ok());
/// `{0,1,2}`, `取值: A | B`.
static SET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:枚举值|枚举|可选值|取值范围|取值|可取值|有效值|合法值|支持的值|支持|可选|valid values?|allowed values?|possible values?|values?|one of|options)\s*(?:为|是|有|包括|包含|如下|:|are|is|include)?\s*:?\s*([\[{(]?)\s*((?:`[^`]+`|"[^"]+"|-?[A-Za-z0-9][\w./+-]*)(?:\s*(?:,\s*(?:and|or)|,|、|\||/|或者?|和|以及|及|or|and)\s*(?:`[^`]+`|"[^"]+"|-?[A-Za-z0-9][\w./+-]*))+)\s*([\]})]?)"#).ok()
});
/// The only value there is: "固定为 `url`", "fixed to `url`".
static FIXED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:固定值?(?:为|是|取值)?|(?:仅|只)(?:能为|能是|支持)|取值只有|fixed (?:to|at|as)|only valid value is|only supports)\s*(?:取值)?\s*:?\s*`([^`]+)`\s*([^\s`]?)").ok()
});
static TOKEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"`[^`]+`|"[^"]+"|-?[A-Za-z0-9][\w./+-]*"#).ok());

/// Words that promise a list of values.
const INTRODUCTIONS: &[&str] = &[
    "取值",
    "枚举",
    "可选值",
    "有效值",
    "包括",
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
        let half = half_width(words.stated);
        let half = DASHED.as_ref().map_or_else(
            || half.clone(),
            |pattern| pattern.replace_all(&half, "$1:$2").into_owned(),
        );
        let text = Text {
            original: words.original,
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
        // A text that holds several values is none of them.
        if matches!(shape, Shape::Scalar(Scalar::String)) && holds_several(&half) {
            return Vec::new();
        }
        let listed = match scalar {
            Scalar::String => texts(&text, item),
            _ => lines(&text, item, false).or_else(|| integers(&text, item)),
        };
        // The page names some values, and says that there are others.
        if listed.as_ref().is_some_and(Vec::is_empty) {
            return Vec::new();
        }
        let listed = listed.unwrap_or_default();
        let set = set(&half, item, scalar)
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
            && super::limits::widest_range(&super::numbers::plain_numbers(words.stated))
                .is_some_and(|width| width > listed.len());
        if beside_a_range {
            return Vec::new();
        }
        if are_ends(&listed) {
            self.tell(
                Finding::new(
                    &rule::PAGE_DROPPED_FACT,
                    self.offset(at),
                    format!(
                        "a sentence gives meanings for {} of `{about}`, which may be the ends of a range",
                        shown(&listed)
                    ),
                )
                .help("the document has no allowed values for it; add them by hand if these are all"),
            );
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
                        &rule::PAGE_CONTRADICTION,
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
        if !values.is_empty() {
            self.note(about, "enum", &shown(&values), at);
        }
        values
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

/// Whether a text holds several values at once: `多个用英文逗号分隔`.
fn holds_several(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "逗号分隔",
        "逗号隔开",
        "分号分隔",
        "竖线分隔",
        "空格分隔",
        "逗号分割",
        "逗号(,)分隔",
        "多个值",
        "支持多选",
        "可多选",
        "多个用",
        "多个以",
        "多个请",
        "comma-separated",
        "separated by",
        "separate multiple",
        "multiple values",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

fn shown(values: &[Value]) -> String {
    values
        .iter()
        .map(|value| super::show(&value.value))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A text as it stands and with half-width punctuation: the same number of characters.
pub(super) struct Text<'a> {
    pub(super) original: &'a str,
    pub(super) half: &'a str,
}

impl Text<'_> {
    /// The original of a part of the half-width text.
    pub(super) fn original(&self, part: &str) -> String {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.half.as_ptr() as usize);
        match self.half.get(..offset) {
            Some(before) => self
                .original
                .chars()
                .skip(before.chars().count())
                .take(part.chars().count())
                .collect(),
            None => part.to_owned(),
        }
    }
}

pub(super) fn unquoted(token: &str) -> &str {
    token.trim_matches(['`', '"']).trim()
}

/// Numbers with meanings anywhere: `0 表示合流录制，1 表示单流录制`.
fn integers(text: &Text<'_>, shape: &Shape) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = Vec::new();
    let found: Vec<_> = INTEGER_MEANING.as_ref()?.captures_iter(text.half).collect();
    for (index, captures) in found.iter().enumerate() {
        let whole = captures.get(0)?;
        let end = found
            .get(index + 1)
            .and_then(|next| next.get(0))
            .map_or(text.half.len(), |next| next.start());
        let meaning = text.half.get(whole.end()..end).unwrap_or_default();
        let meaning = meaning.split(['\n', '。', ';']).next().unwrap_or_default();
        if meaning.trim().is_empty() || meaning.starts_with(|c: char| c.is_ascii_digit()) {
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
    }
    (values.len() > 1).then_some(values)
}

fn texts(text: &Text<'_>, shape: &Shape) -> Option<Vec<Value>> {
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
    // `枚举字段：Package: 资源包；RI：预留实例券；`
    let tail = text.half.get(introduction?..)?;
    let tail = tail.trim_start_matches(|c: char| "为是有如下包括含: 字段值".contains(c));
    let original = text.original(tail);
    let cut = |whole: &str, mark: &[char]| whole.split(mark).collect::<Vec<_>>().join("\n- ");
    let (half, original) = (
        format!("- {}", cut(tail, &[';'])),
        format!("- {}", cut(&original, &[';', '；'])),
    );
    lines(
        &Text {
            original: &original,
            half: &half,
        },
        shape,
        true,
    )
}

/// Values that are only named.
fn set(text: &str, shape: &Shape, scalar: Scalar) -> Option<Vec<Value>> {
    let mut text = text.replace("`{", "{").replace("}`", "}");
    for mark in ["(默认值)", "(默认)", "(default)"] {
        text = text.replace(mark, "");
    }
    let pattern = SET.as_ref()?;
    for found in pattern.captures_iter(&text) {
        let list = found.get(2)?.as_str();
        let open = found.get(1).map(|m| m.as_str()).unwrap_or_default();
        let behind = text.get(found.get(0)?.end()..).unwrap_or_default();
        let behind = behind.trim_start_matches(' ');
        let tokens: Vec<&str> = TOKEN
            .as_ref()?
            .find_iter(list)
            .map(|token| token.as_str())
            .filter(|token| !matches!(*token, "or" | "and"))
            .collect();
        let coded = tokens.iter().all(|token| token.starts_with(['`', '"']));
        let numbers = scalar != Scalar::String;
        // `[1,100]` is a range, and so is `1,100~2,000`; `3,600` is one number.
        let is_range = numbers
            && (tokens.len() == 2 && (open == "[" || open == "(")
                || behind.starts_with(['~', '～', '-', '至', '到'])
                || is_number_in_parts(list));
        // `\`a\` 或自定义` allows more than is named.
        let rest = behind.trim_start_matches([',', '(', ' ']);
        let goes_on = OPEN
            .iter()
            .any(|word| behind.starts_with(word) || rest.starts_with(word));
        let whole = found.get(0)?.as_str();
        // The values of one case are not all there are.
        let before = text.get(..found.get(0)?.start()).unwrap_or_default();
        let sentence = before
            .rsplit(['\n', '。', ';', '.', '!'])
            .next()
            .unwrap_or_default();
        let in_a_case = super::cases::speaks_of_case(&format!("{sentence}{whole}"));
        let is_sentence = !numbers
            && !coded
            && (list.contains(" and ") || behind.starts_with(|c: char| c.is_alphanumeric()));
        let meanings_follow = behind.starts_with(':') || behind.starts_with("表示");
        // `支持 \`png\` 格式的图片` is about something that is in such a format.
        let weak =
            whole.starts_with("支持") || whole.starts_with("可选") && !whole.starts_with("可选值");
        let of_something = weak && behind.starts_with(|c: char| c.is_alphabetic());
        if is_range
            || goes_on
            || in_a_case
            || is_sentence
            || of_something
            || meanings_follow
            || tokens.len() < 2
        {
            continue;
        }
        let values: Option<Vec<Value>> = tokens
            .iter()
            .map(|token| {
                Some(Value {
                    value: literal(shape, unquoted(token))?,
                    meaning: String::new(),
                })
            })
            .collect();
        let Some(values) = values else { continue };
        let distinct = values.iter().enumerate().all(|(index, value)| {
            values
                .iter()
                .take(index)
                .all(|other| other.value != value.value)
        });
        if distinct {
            return Some(values);
        }
    }
    None
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
fn fixed(text: &str, shape: &Shape) -> Option<Vec<Value>> {
    text.split(['\n', '。', ';'])
        .filter(|clause| super::cases::states_value(clause))
        .find_map(|clause| {
            let found = FIXED.as_ref()?.captures(clause)?;
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

/// A meaning without the punctuation around it.
pub(super) fn tidy(meaning: &str) -> String {
    let meaning = meaning
        .trim()
        .trim_start_matches([':', '-', '=', ',', ' ', '：', '，']);
    meaning
        .trim_end_matches([',', ';', '、', ' ', '，', '；'])
        .trim()
        .to_owned()
}
