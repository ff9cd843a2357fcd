//! Facts in sentences, and whether something is deprecated or there only at times.

use std::collections::HashSet;
use std::ops::Range;

use super::reconcile::example_of;
use super::rows::{Direction, Row};
use super::values::Words;
use super::{Reader, Told};
use crate::dialect::{Scalar, half_width, holds_any};
use crate::facts::{Member, Shape, innermost};
use crate::page::Rich;
use crate::pattern::pattern;
use crate::sentences::digits::plain_numbers;
use crate::sentences::limits::{self, limits};
use crate::sentences::stated::stated;
use crate::sentences::unfold::{Evidence, unfolded};
use crate::sentences::unread::{self, Taken};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

pattern!(
    DEPRECATED,
    r"(?i)(?:已|被|参数|字段)(?:废弃|弃用|下线)(?:[^的]|$)|^\W{0,4}(?:废弃|弃用|deprecated)|(?:is|has been|was) deprecated|\bdeprecated\b[.;,)]|(?:不再使用|停止使用)(?:[^的]|$)|(?:is|are) no longer (?:used|supported|in use|available)"
);
pattern!(
    SOMETIMES,
    r"(?i)(?:仅当|仅在|只有)[^。;\n]{0,40}(?:返回|存在|出现|有值|才有|不为空|携带)|(?:时|后|才)(?:才)?(?:会)?返回|可能(?:为空|不返回|不存在)|如(?:果)?(?:没有|无).{0,12}不返回|不返回(?:该|此|本)|(?:接口|API|中|时|场景下)\s*不(?:会)?返回|仅[^返。;\n]{1,40}(?:会|才|才会)返回|\bonly\b[^.;\n]{1,60}\b(?:is|are) returned|(?:is|are) not returned|only (?:returned|present|available|exists?)|returned only|(?:is|are) (?:only )?returned (?:only )?(?:when|if)|may be (?:absent|omitted)"
);

/// Longest description that is read for facts, in bytes.
const LONGEST: usize = 32 << 10;

// A block of code in a cell: what it shows is no sentence.
pattern!(FENCED, r"(?s)```.*?```");

/// The text with code in back-ticks, and links as their words; without blocks of code.
fn without_links(text: &Rich) -> String {
    let prose = FENCED.replace_all(&text.markdown, "").into_owned();
    text.links.iter().fold(prose, |whole, link| {
        whole.replace(&format!("[{}]({})", link.text, link.target), &link.text)
    })
}

/// Whether a member of a reply is there only at times, by its description.
/// A list or a map that is missing is an empty one, so it is always there.
pub(super) fn is_sometimes(row: &Row, shape: &Shape) -> bool {
    if matches!(shape, Shape::List(_) | Shape::Map(_)) {
        return false;
    }
    let text = half_width(&[&*row.description.text, &row.words.text].join("\n"));
    // What a line says of one of the values holds for that value alone.
    let mut about_member = text.lines().filter(|line| !line.starts_with("- "));
    about_member.any(|line| SOMETIMES.is_match(line))
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
        self.told_of.clear();
        member.description = [&row.description, &row.words]
            .map(|text| text.markdown.trim())
            .join("\n")
            .trim()
            .to_owned();
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
        let example = row.example.text.trim().trim_matches(['`', '"']);
        // An item of a list: `["a", "b"]`.
        let example = match &member.shape {
            Shape::List(_) => example
                .trim_start_matches('[')
                .split([',', ']', '，'])
                .next()
                .unwrap_or(example)
                .trim_matches(['`', '"', '\'', ' ']),
            _ => example,
        };
        let evidence = Evidence {
            example,
            is_integer: matches!(
                innermost(&member.shape),
                Shape::Scalar(Scalar::Int32 | Scalar::Int64)
            ),
        };
        if original.len() > LONGEST {
            self.tell(
                Finding::new(
                    &lint::PAGE_DROPPED_FACT,
                    self.place(&row.description.at),
                    format!("the description of `{about}` has more than {LONGEST} bytes, so no limits, values or default were read from it"),
                )
                .help("add them to the document by hand"),
            );
            original.clear();
        }
        let original = unfolded(&original, &evidence);
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
            example: evidence.example,
            siblings,
        };
        member.values = self.allowed(&member.shape, &words, about, at);
        if member.values.is_empty() {
            member.values = self.tabled(&member.shape, &member.name);
        }
        self.width(member, row, &text, about);
        let example = example_of(&member.shape, &row.example);
        let shown = example.as_ref().and_then(number_of);
        self.default_of(member, row, (&plain, shown), about, siblings);
        if direction != Direction::Received {
            let limits::Found {
                mut limits,
                foreign,
                beyond,
            } = limits(
                &limits::Member {
                    shape: &member.shape,
                    name: &member.name,
                    type_words: &half_width(&row.type_cell.text),
                    siblings,
                    has_values: !member.values.is_empty(),
                    // A default without a unit counts in that of the member, too.
                    example: shown.or_else(|| member.default.as_ref().and_then(number_of)),
                },
                &plain,
            );
            limits.exclude(&plain_numbers(&text));
            if let Some(part) = beyond {
                self.told_of.push(Told::Limit);
                self.tell(
                    Finding::new(
                        &lint::PAGE_DROPPED_FACT,
                        self.place(&row.description.at),
                        format!("`{part}` may allow `{about}` more than the limit that another sentence states"),
                    )
                    .help("the document does not have that limit; if it holds in every case, add it by hand"),
                );
            }
            for (fact, value) in limits.list() {
                self.note(about, fact, &value, at);
            }
            if let Some((low, high)) = limits.crossed() {
                self.told_of.push(Told::Limit);
                self.tell(
                    Finding::new(
                        &lint::PAGE_CONTRADICTION,
                        self.place(&row.description.at),
                        format!("the limits of `{about}` allow no value: at least {low} and at most {high}"),
                    )
                    .help("the document has neither; add the correct ones by hand"),
                );
            } else {
                if let Some(part) = foreign.first().filter(|_| limits.list().is_empty()) {
                    self.told_of.push(Told::Limit);
                    self.tell(
                        Finding::new(
                            &lint::PAGE_DROPPED_FACT,
                            self.place(&row.description.at),
                            format!("`{part}` may limit something other than `{about}`"),
                        )
                        .help("the document has no limit from it; if it is one of this member, add it by hand"),
                    );
                }
                member.limits = limits;
            }
        }
        self.hold_special(member, &plain, about, &row.description.at);
        self.hold_mentioned(member, &text, about, &row.description.at);
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
        self.tell_missed(
            member,
            [&text, &half_width(&stated), &plain],
            direction,
            (about, &row.description.at),
            siblings,
        );
    }

    /// Tells what looks like a fact in a description, but was not understood as one.
    fn tell_missed(
        &mut self,
        member: &Member,
        [half, text, plain]: [&str; 3],
        direction: Direction,
        (about, at): (&str, &Range<usize>),
        siblings: &HashSet<String>,
    ) {
        let values = member.values.iter().map(|value| &value.value);
        let facts = values.chain(&member.default).map(super::show);
        let limits = member.limits.list().into_iter().map(|(_, number)| number);
        let numbers: Vec<f64> = limits
            .chain(facts)
            .filter_map(|number| number.parse().ok())
            .collect();
        let taken = Taken {
            shape: &member.shape,
            name: &member.name,
            siblings,
            numbers: &numbers,
            has_values: !member.values.is_empty(),
            has_default: member.default.is_some(),
        };
        let is_told = |kind: Told| self.told_of.contains(&kind);
        let mut missed: Vec<(&str, String)> = Vec::new();
        if direction != Direction::Received && !is_told(Told::Limit) {
            let part = unread::limit(plain, &taken).or_else(|| unread::advised(half, text, &taken));
            missed.extend(part.map(|part| ("a limit that was", part.to_owned())));
        }
        if !is_told(Told::Values) {
            missed.extend(unread::values(text, &taken).map(|part| ("values that were", part)));
        }
        if !is_told(Told::Default) {
            let part = unread::default(half, &taken);
            missed.extend(part.map(|part| ("a default that was", part)));
        }
        for (what, part) in missed {
            self.tell(
                Finding::new(
                    &lint::PAGE_DROPPED_FACT,
                    self.place(at),
                    format!(
                        "the description of `{about}` seems to state {what} not understood: `{}`",
                        part.trim().replace(['`', '\n'], " ").trim()
                    ),
                )
                .help("the document lacks it; if the sentence states a fact of this member, add it by hand"),
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
                    &lint::PAGE_EXAMPLE_DIFFERS,
                    self.place(&row.type_cell.at),
                    format!(
                        "`{about}` is called `{}`, but holds values of more than 32 bits",
                        row.type_cell.text.trim()
                    ),
                )
                .help("the document uses 64 bits"),
            );
        }
    }
}

fn number_of(node: &Node) -> Option<f64> {
    match node {
        Node::Int(number) => number.to_string().parse().ok(),
        Node::Float(number) => Some(*number),
        _ => None,
    }
}

/// Whether a clause says that the member is deprecated, not that it tells whether something is.
fn says_deprecated(text: &str) -> bool {
    let names_values = holds_any(text, &["values", "options", "取值", "可选", "枚举", "支持"]);
    text.split(['\n', ';', '。', ',']).any(|clause| {
        // What is said of a value does not hold for the member.
        let of_value = clause.contains('`')
            || names_values && (clause.contains('、') || begins_with_marked_word(clause))
            || clause
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit());
        DEPRECATED.is_match(clause)
            && !of_value
            && !holds_any(
                clause,
                &[
                    "是否",
                    "whether",
                    "if ",
                    "其中",
                    "取值",
                    "可选值",
                    "值为",
                    "枚举",
                    "values",
                ],
            )
    })
}

/// Whether a clause begins with a word that a remark in brackets follows: `or c (deprecated)`.
fn begins_with_marked_word(clause: &str) -> bool {
    let bare = clause.trim_start();
    let bare = ["or ", "and ", "或", "和"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare)
        .trim_start();
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-.".contains(c));
    rest.len() < bare.len() && rest.trim_start().starts_with('(')
}

fn widen(shape: &mut Shape) {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => widen(inner),
        other => *other = Shape::Scalar(Scalar::Int64),
    }
}
