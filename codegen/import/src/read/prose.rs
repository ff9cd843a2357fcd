//! Facts in sentences: defaults, and whether something is deprecated or there only at times.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::Reader;
use super::limits::limits;
use super::members::Direction;
use super::rows::Row;
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
        let at = row.description.at.start;
        member.deprecated = row.struck || says_deprecated(&text);
        if member.deprecated {
            self.note(about, "deprecated", "true", at);
        }
        member.values = self.allowed(&member.shape, &original, about, at);
        if member.values.is_empty() {
            member.values = self.tabled(&member.shape, &member.name);
        }
        self.width(member, row, &text, about);
        self.default_of(member, row, &text, about);
        if direction != Direction::Received {
            let limits = limits(
                &member.shape,
                &text,
                &member.name,
                siblings,
                !member.values.is_empty(),
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
            let found = [&DEFAULT_VALUE, &DEFAULT_IS, &MARKED_DEFAULT]
                .into_iter()
                .find_map(|pattern| {
                    let found = pattern.as_ref()?.captures(text)?;
                    let written = (1..=4).find_map(|group| found.get(group))?;
                    let behind = text.get(found.get(0)?.end()..).unwrap_or_default();
                    Some((written.as_str().trim_end_matches('.').to_owned(), behind))
                });
            let read = found.as_ref().and_then(|(written, behind)| {
                let value = literal(&member.shape, written)?;
                let plain = matches!(value, Node::String(_)) || !scaled(text, behind);
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
        let known =
            member.values.is_empty() || member.values.iter().any(|value| value.value == *default);
        let shown = super::show(default);
        if !known {
            self.tell(
                Finding::new(
                    &rule::PAGE_CONTRADICTION,
                    self.place(&row.description.at),
                    format!("the default `{shown}` of `{about}` is none of its values"),
                )
                .help("the document has no default; add the right one by hand"),
            );
            member.default = None;
            return;
        }
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
                !["是否", "whether", "if "]
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

/// Whether a number is followed by a unit that the member itself is not counted in.
fn scaled(text: &str, behind: &str) -> bool {
    let behind = behind.trim_start_matches(['`', ' ']);
    const UNITS: &[&str] = &[
        "毫秒", "秒", "分钟", "小时", "天", "ms", "seconds", "minutes", "hours", "days", "%", "KB",
        "MB", "GB", "kbps", "Mbps",
    ];
    let Some(unit) = UNITS.iter().find(|unit| behind.starts_with(**unit)) else {
        return false;
    };
    let declared = text
        .split("单位")
        .nth(1)
        .or_else(|| text.split_once("unit").map(|(_, rest)| rest));
    match declared {
        Some(rest) => !rest
            .trim_start_matches(['为', '是', ':', ' ', '`'])
            .starts_with(unit),
        None => false,
    }
}

fn widen(shape: &mut Shape) {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => widen(inner),
        other => *other = Shape::Scalar(Scalar::Int64),
    }
}

/// A written value as one of a shape.
pub(super) fn literal(shape: &Shape, written: &str) -> Option<Node> {
    match shape {
        Shape::Scalar(Scalar::Int32) => written
            .parse::<i32>()
            .ok()
            .map(|number| Node::Int(number.into())),
        Shape::Scalar(Scalar::Int64) => written
            .parse::<i64>()
            .ok()
            .map(|number| Node::Int(number.into())),
        Shape::Scalar(Scalar::Float | Scalar::Double) => match written.parse::<i64>() {
            Ok(number) => Some(Node::Int(number.into())),
            Err(_) => written
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
                .map(Node::Float),
        },
        Shape::Scalar(Scalar::Bool) => match written.to_ascii_lowercase().as_str() {
            "true" => Some(Node::Bool(true)),
            "false" => Some(Node::Bool(false)),
            _ => None,
        },
        Shape::Scalar(Scalar::String) => {
            (!written.trim().is_empty()).then(|| Node::String(written.to_owned()))
        }
        _ => None,
    }
}
