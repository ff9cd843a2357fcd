//! Facts in sentences: defaults, and whether something is deprecated or there only at times.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::Reader;
use super::cases::speaks_of_case;
use super::limits::{self, limits};
use super::literal::literal;
use super::numbers::{in_own_unit, plain_numbers};
use super::reconcile::example_of;
use super::rows::{Direction, Row};
use super::stated::stated;
use super::values::Words;
use crate::dialect::{Scalar, half_width};
use crate::facts::{Member, Shape, innermost};
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, rule};
use codegen_documents::source::Node;

/// A value: in back-ticks, in quotes, or a bare word of ASCII.
const VALUE: &str =
    r#"(?:`([^`\n]+)`|"([^"\n]*)"|'([^'\n]*)'|(-?\d+(?:\.\d+)?|[A-Za-z_][\w./+-]*))"#;

pattern!(
    DEFAULT_VALUE,
    r"(?i)(?:默认值|缺省值|默认取值|default value|默认)\s*(?:为|是|:|=|is|of)?\s*:?\s*",
    VALUE
);
pattern!(
    DEFAULT_IS,
    r"(?i)(?:defaults? to|default is|default:|by default,? (?:it is|the value is))\s*",
    VALUE
);
pattern!(
    MARKED_DEFAULT,
    VALUE,
    r"\s*\((?:默认值?|缺省值?|(?i:default))\)"
);
pattern!(
    SAYS_DEFAULT,
    r"(?i)默认值|缺省值|default value|defaults? to"
);
pattern!(
    DEPRECATED,
    r"(?i)(?:已|被|参数|字段)(?:废弃|弃用|下线)|^\W{0,4}(?:废弃|弃用|deprecated)|(?:is|has been|was) deprecated|\bdeprecated\b[.;,)]|(?:不再使用|停止使用)"
);
pattern!(
    SOMETIMES,
    r"(?i)(?:仅当|仅在|只有)[^。;\n]{0,40}(?:返回|存在|出现|有值|才有|不为空|携带)|(?:时|后|才)(?:才)?(?:会)?返回|可能(?:为空|不返回|不存在)|如(?:果)?(?:没有|无).{0,12}不返回|不返回该|only (?:returned|present|available|exists?)|returned only|(?:is|are) (?:only )?returned (?:only )?(?:when|if)|may be (?:absent|omitted)"
);

/// The text with code in back-ticks, and links as their words.
fn without_links(text: &Rich) -> String {
    text.links
        .iter()
        .fold(text.markdown.clone(), |whole, link| {
            whole.replace(&format!("[{}]({})", link.text, link.target), &link.text)
        })
}

/// Whether a member of a reply is there only at times, by its description.
/// A list or a map that is missing is an empty one, so it is always there.
pub(super) fn is_sometimes(row: &Row, shape: &Shape) -> bool {
    if matches!(shape, Shape::List(_) | Shape::Map(_)) {
        return false;
    }
    let text = half_width(&row.description.text);
    // What a line says of one of the values holds for that value alone.
    let about_member = text.lines().filter(|line| !line.starts_with("- "));
    SOMETIMES
        .as_ref()
        .is_some_and(|pattern| about_member.into_iter().any(|line| pattern.is_match(line)))
}

impl Reader<'_> {
    /// Adds to a member what its row says in prose.
    pub(super) fn describe(
        &mut self,
        member: &mut Member,
        row: &Row,
        direction: Direction,
        about: &str,
        siblings: &HashSet<String>,
    ) {
        member.description = row.description.markdown.trim().to_owned();
        if matches!(member.description.as_str(), "-" | "/" | "无") {
            member.description.clear();
        }
        let mut original = without_links(&row.description);
        if let Some(range) = &row.range {
            original = format!("取值范围：{}\n{original}", without_links(range));
            if !member.description.contains(range.text.trim()) {
                member.description = format!(
                    "{}\n\n取值范围：{}",
                    member.description,
                    range.markdown.trim()
                )
                .trim()
                .to_owned();
            }
        }
        let text = half_width(&original);
        // What is only mentioned is no fact.
        let stated = stated(&original);
        let plain = plain_numbers(&stated);
        let at = row.description.at.start;
        member.deprecated = row.struck || says_deprecated(&text);
        if member.deprecated {
            self.note(about, "deprecated", "true", at);
        }
        let words = Words {
            original: &original,
            stated: &stated,
        };
        member.values = self.allowed(&member.shape, &words, about, at);
        if member.values.is_empty() {
            member.values = self.tabled(&member.shape, &member.name);
        }
        self.width(member, row, &text, about);
        self.default_of(member, row, &plain, about);
        let example = example_of(&member.shape, &row.example);
        if direction != Direction::Received {
            let limits = limits(
                &limits::Member {
                    shape: &member.shape,
                    name: &member.name,
                    siblings,
                    has_values: !member.values.is_empty(),
                    example: match &example {
                        Some(Node::Int(number)) => Some(*number),
                        _ => None,
                    },
                },
                &plain,
            );
            for (fact, value) in limits.list() {
                self.note(about, fact, &value, at);
            }
            if let Some((low, high)) = limits.crossed() {
                self.tell(
                    Finding::new(
                        &rule::PAGE_CONTRADICTION,
                        self.place(&row.description.at),
                        format!("the limits of `{about}` leave nothing: at least {low} and at most {high}"),
                    )
                    .help("neither is in the document; add the right ones by hand"),
                );
            } else {
                member.limits = limits;
            }
        }
        self.hold_special(member, &plain, about, &row.description.at);
        if let Some(default) = member.default.clone() {
            self.hold(member, &default, "the default", about, &row.description.at);
        }
        if let Some(example) = example {
            self.hold(
                member,
                &example,
                "the example of its row",
                about,
                &row.example.at,
            );
        }
    }

    /// `Integer` is 32 bits wide, unless the page shows a value that is wider.
    fn width(&mut self, member: &mut Member, row: &Row, text: &str, about: &str) {
        if *innermost(&member.shape) != Shape::Scalar(Scalar::Int32) {
            return;
        }
        let wide_example = half_width(&row.example.text)
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse::<i128>().ok())
            .any(|number| number > i128::from(i32::MAX));
        let milliseconds = text.contains("时间戳")
            && (text.contains("毫秒") || text.contains("微秒"))
            || text.to_ascii_lowercase().contains("timestamp")
                && text.to_ascii_lowercase().contains("milliseconds");
        if wide_example || milliseconds {
            widen(&mut member.shape);
            self.tell(
                Finding::new(
                    &rule::PAGE_EXAMPLE_DIFFERS,
                    self.place(&row.type_cell.at),
                    format!(
                        "`{about}` is called `{}`, but holds values of more than 32 bits",
                        row.type_cell.text.trim()
                    ),
                )
                .help("the document gives it 64 bits, which hold every value"),
            );
        }
    }

    fn default_of(&mut self, member: &mut Member, row: &Row, text: &str, about: &str) {
        if let Some(cell) = &row.default {
            let written = half_width(cell.text.trim());
            let bare = written.trim_matches(['`', '"', '\'', '.', '。']);
            member.default = literal(&member.shape, bare);
            if member.default.is_none() && matches!(member.shape, Shape::Scalar(_)) {
                self.unread_default(&cell.at, about, bare);
            }
        } else {
            let found = stated_default(text);
            let read = found.as_ref().and_then(|(written, behind)| {
                let value = literal(&member.shape, written)?;
                let plain = matches!(value, Node::String(_))
                    || in_own_unit(behind, text, &member.name, false);
                plain.then_some(value)
            });
            // `2：自定义（默认）`
            let read = read.or_else(|| {
                let marked = member.values.iter().find(|value| {
                    let meaning = half_width(&value.meaning).to_lowercase();
                    ["(默认)", "(默认值)", "(default)"]
                        .iter()
                        .any(|mark| meaning.ends_with(mark))
                });
                marked.map(|value| value.value.clone())
            });
            let says = SAYS_DEFAULT
                .as_ref()
                .is_some_and(|pattern| pattern.is_match(text));
            if read.is_none()
                && says
                && matches!(member.shape, Shape::Scalar(_))
                && !says_nothing(text)
            {
                let written = found.map(|(written, _)| written).unwrap_or_default();
                self.unread_default(&row.description.at, about, &written);
            }
            member.default = read;
        }
        let Some(default) = &member.default else {
            return;
        };
        let shown = super::show(default);
        self.note(about, "default", &shown, row.description.at.start);
    }

    fn unread_default(&mut self, at: &std::ops::Range<usize>, about: &str, written: &str) {
        self.tell(
            Finding::new(
                &rule::PAGE_UNREAD_DEFAULT,
                self.place(at),
                format!(
                    "the default of `{about}` was not understood{}",
                    if written.is_empty() {
                        String::new()
                    } else {
                        format!(": `{written}`")
                    }
                ),
            )
            .help("the document has no default; the description keeps the page's words"),
        );
    }
}

/// Whether a clause says that the member is deprecated, not that it tells whether something is.
fn says_deprecated(text: &str) -> bool {
    DEPRECATED.as_ref().is_some_and(|pattern| {
        text.split(['\n', ';', '。', ','])
            .filter(|clause| {
                let lower = clause.to_ascii_lowercase();
                // What is said of a value does not hold for the member.
                let of_value = clause.contains('`')
                    || clause
                        .trim_start()
                        .starts_with(|c: char| c.is_ascii_digit());
                !of_value
                    && !["是否", "whether", "if ", "其中", "取值", "值为", "枚举"]
                        .iter()
                        .any(|word| lower.contains(word))
            })
            .any(|clause| pattern.is_match(clause))
    })
}

/// Words that say that there is no default, or that it is nothing.
fn says_nothing(text: &str) -> bool {
    [
        "默认值为空",
        "默认为空",
        "默认值:空",
        "默认值:无",
        "默认值为无",
        "无默认值",
        "没有默认值",
        "默认值: 空",
        "no default",
    ]
    .iter()
    .any(|words| text.contains(words))
}

// What may be said of a default without making it one of a case: that nothing is given.
pattern!(
    ABSENT,
    r"(?i)(?:当|若|如果|如)?(?:参数|该参数|该字段|此参数|字段|值|请求|用户|您)?(?:不传|未传|不填|未填|不填写|未填写|不指定|未指定|不设置|未设置|不配置|未配置|不传入|未传入|缺省|为空|留空|不选|不携带)(?:该?参数|该?字段|值|本参数|此参数)?(?:时|的话|则)?|(?:when|if) (?:it is |this parameter is |the parameter is |the value is )?(?:not |un)(?:specified|set|provided|given|passed)|(?:when|if) (?:it is |this parameter is |the parameter is )?(?:omitted|left (?:blank|empty)|empty)|(?:when|if) you (?:do not|don't) (?:specify|set|provide)[^,.;]{0,30}"
);

/// The default that a description states, with what stands behind it. One that holds in some case is none, and neither are two.
fn stated_default(text: &str) -> Option<(String, &str)> {
    let mut found: Option<(String, &str)> = None;
    for pattern in [&DEFAULT_VALUE, &DEFAULT_IS, &MARKED_DEFAULT] {
        for captures in pattern
            .iter()
            .flat_map(|pattern| pattern.captures_iter(text))
        {
            let (Some(whole), Some(written)) = (
                captures.get(0),
                (1..=4).find_map(|group| captures.get(group)),
            ) else {
                continue;
            };
            if in_a_case(text, whole.start(), whole.end()) {
                return None;
            }
            let value = written.as_str().trim_end_matches('.').to_owned();
            let behind = text.get(whole.end()..).unwrap_or_default();
            match &found {
                Some((known, _)) if *known != value => return None,
                Some(_) => {}
                None => found = Some((value, behind)),
            }
        }
        if found.is_some() {
            return found;
        }
    }
    found
}

/// Whether the sentence around a part of a text says that it holds in some case only.
fn in_a_case(text: &str, from: usize, to: usize) -> bool {
    let ends = ['\n', '。', ';', '!'];
    let before = text.get(..from).unwrap_or_default();
    let start = before.rfind(ends).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|s| s.chars().next())
            .map_or(1, char::len_utf8)
    });
    // An English sentence ends before a capital letter; `e.g. a` goes on.
    let full_stops = before.match_indices(". ").map(|(at, stop)| at + stop.len());
    let begins = |at: &usize| {
        let rest = before.get(*at..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let start = full_stops
        .filter(begins)
        .last()
        .map_or(start, |at| at.max(start));
    let after = text.get(to..).unwrap_or_default();
    let end = to + after.find(ends).unwrap_or(after.len());
    let before = text.get(start..from).unwrap_or_default();
    let sentence = text.get(start..end).unwrap_or_default();
    let item = before.trim_start().starts_with(['-', '*', '•']) && before.contains(':');
    let without = |part: &str| match ABSENT.as_ref() {
        Some(pattern) => pattern.replace_all(part, "").into_owned(),
        None => part.to_owned(),
    };
    // Behind the default, `否则` and a second case say that it is one of several.
    let otherwise = ["否则", "otherwise"]
        .iter()
        .any(|word| sentence.contains(word));
    otherwise || speaks_of_case(&without(before)) || item && speaks_of_case(&without(sentence))
}

fn widen(shape: &mut Shape) {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => widen(inner),
        other => *other = Shape::Scalar(Scalar::Int64),
    }
}
