//! Defaults: in a column of their own, or in sentences.

use std::collections::HashSet;

use super::rows::Row;
use super::{Reader, Told};
use crate::dialect::{Scalar, half_width, holds_any};
use crate::facts::{Member, Shape};
use crate::pattern::pattern;
use crate::sentences::default_absent::EMPTY_TEXT;
use crate::sentences::default_end::goes_on_with_another_word;
use crate::sentences::default_owner::is_of_part;
use crate::sentences::default_stated::{Found, stated_default};
use crate::sentences::default_words::{Worded, default_in_words};
use crate::sentences::limits::shown_unit;
use crate::sentences::literal::literal;
use crate::sentences::numbers::{Units, unit_of};
use crate::sentences::value_text::text_of_column;
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

pattern!(
    SAYS_DEFAULT,
    r"(?i)默认值|缺省值|default value|defaults? to"
);
impl Reader<'_> {
    /// Takes the default of a member from its column, or from what its row says in prose.
    pub(super) fn default_of(
        &mut self,
        member: &mut Member,
        row: &Row,
        (text, example): (&str, Option<f64>),
        about: &str,
        siblings: &HashSet<String>,
    ) {
        if let Some(cell) = &row.default {
            let written = half_width(cell.text.trim());
            let bare = written.trim_matches(['`', '"', '\'', '.', '。']);
            member.default = if member.shape == Shape::Scalar(Scalar::String) {
                text_of_column(&half_width(cell.markdown.trim()), bare, member)
            } else {
                literal(&member.shape, bare)
            };
            let says_nothing = matches!(bare, "空" | "无" | "-" | "");
            if member.default.is_none() && matches!(member.shape, Shape::Scalar(_)) && !says_nothing
            {
                self.unread_default(&cell.at, about, bare);
            }
        } else {
            let is_text = member.shape == Shape::Scalar(Scalar::String);
            let (found, of_group) = match stated_default(text, &member.name, siblings) {
                Found::Nothing => (None, None),
                Found::OfGroup(written) => (None, Some(written)),
                Found::Stated(found) if is_text => (Some(found.whole()), None),
                Found::Stated(found) => (Some(found), None),
            };
            let read = found.as_ref().and_then(|found| {
                let value = literal(&member.shape, &found.written)?;
                let known = member.values.iter().any(|allowed| allowed.value == value);
                let whole = if is_text {
                    found.is_text(known)
                } else {
                    let type_words = half_width(&row.type_cell.text);
                    // In the unit of what the row shows.
                    let likely = || {
                        example.is_some_and(|shown| {
                            found.written.parse() == Ok(shown)
                                || shown_unit(text, shown) == unit_of(found.behind)
                        })
                    };
                    found.is_number()
                        && Units::of(text, &member.name, &type_words).hold(found.behind, likely)
                };
                let is_known = |word: &str| {
                    let mut allowed = member.values.iter();
                    allowed
                        .any(|value| matches!(&value.value, Node::String(known) if known == word))
                };
                let is_word = is_text || member.shape == Shape::Scalar(Scalar::Bool);
                let whole = whole
                    && (!is_word
                        || found.closed
                        || !goes_on_with_another_word(found.behind, &found.written, is_known));
                let is_own = !siblings.contains(&found.written)
                    && !is_of_part(text, &found.written, &member.name);
                (whole && is_own).then_some(value)
            });
            let is_empty = is_text && EMPTY_TEXT.is_match(text) && member.values.is_empty();
            let read = read.or_else(|| is_empty.then(|| Node::String(String::new())));
            // `2：自定义（默认）`
            let read = read.or_else(|| {
                let marked = member.values.iter().find(|value| {
                    let meaning = half_width(&value.meaning).to_lowercase();
                    let meaning = meaning.trim_end_matches(['.', '。']);
                    [
                        "(默认)",
                        "(默认值)",
                        "(default)",
                        ". default value",
                        "。默认值",
                    ]
                    .iter()
                    .any(|mark| meaning.ends_with(mark))
                });
                marked.map(|value| value.value.clone())
            });
            let (read, unclear) = match default_in_words(text, &member.values) {
                Worded::Value(value, words) => {
                    // Two of them are none.
                    let agrees = read.as_ref().is_none_or(|read| *read == value);
                    (agrees.then_some(value), Some(words).filter(|_| !agrees))
                }
                Worded::Unclear(words) => (read, Some(words)),
                Worded::Nothing => (read, None),
            };
            let says = unclear.is_some() || SAYS_DEFAULT.is_match(text);
            if let (Some(written), None, false, Shape::Scalar(_)) =
                (&of_group, &read, says, &member.shape)
            {
                self.default_of_group(&row.description.at, about, written);
            }
            if read.is_none()
                && says
                && matches!(member.shape, Shape::Scalar(_))
                && !says_nothing(text)
            {
                let written = found.map(|found| found.written).or(of_group);
                let written = written.or(unclear).unwrap_or_default();
                self.unread_default(&row.description.at, about, &written);
            }
            member.default = read;
        }
        // The list says how a value is spelled.
        if let Some(Node::String(written)) = &member.default {
            let listed = member.values.iter().find(|value| {
                matches!(&value.value, Node::String(known) if known.eq_ignore_ascii_case(written))
            });
            member.default =
                listed.map_or_else(|| member.default.clone(), |value| Some(value.value.clone()));
        }
        let Some(default) = &member.default else {
            return;
        };
        let shown = super::show(default);
        self.note(about, "default", &shown, row.description.at.start);
    }

    fn default_of_group(&mut self, at: &std::ops::Range<usize>, about: &str, written: &str) {
        self.told_of.push(Told::Default);
        self.tell(
            Finding::new(
                &lint::PAGE_DROPPED_FACT,
                self.place(at),
                format!("the default `{written}` of `{about}` holds in some cases only"),
            )
            .help("the document has no default; the description keeps the wording of the page"),
        );
    }

    fn unread_default(&mut self, at: &std::ops::Range<usize>, about: &str, written: &str) {
        self.told_of.push(Told::Default);
        self.tell(
            Finding::new(
                &lint::PAGE_UNREAD_DEFAULT,
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
            .help("the document has no default; the description keeps the wording of the page"),
        );
    }
}

/// Words that say that there is no default, or that it is nothing.
fn says_nothing(text: &str) -> bool {
    holds_any(
        text,
        &[
            "默认值为空",
            "默认为空",
            "默认值:空",
            "默认值:无",
            "默认值为无",
            "无默认值",
            "没有默认值",
            "默认值: 空",
            "no default",
        ],
    )
}
