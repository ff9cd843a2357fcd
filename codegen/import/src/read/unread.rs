//! Sections about data of which nothing was recognised.

use super::Reader;
use super::outline::{Outline, Part, Side};
use crate::dialect::{Section, half_width, holds_any};
use crate::facts::Action;
use crate::page::Rich;
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};

impl Reader<'_> {
    /// Tells sections that have content, but nothing that was understood, and pages that say nothing of the reply.
    pub(super) fn tell_unread(&mut self, outline: &Outline<'_>, action: &Action) {
        self.tell_unread_fences(outline);
        let mut told: Vec<usize> = Vec::new();
        for part in outline.parts.iter().filter(|part| part.tables == 0) {
            let about = match part.section {
                Section::Response => "the reply",
                Section::Request | Section::Query | Section::Body => "the request",
                _ => continue,
            };
            // A part of an unread section is told with it.
            if told.contains(&part.parent.unwrap_or(usize::MAX)) || is_covered(part, outline) {
                continue;
            }
            // A copy may have lost that the sections behind it are parts of it.
            if goes_on(part, outline) && !part.texts.iter().any(|text| says_something(text)) {
                continue;
            }
            let is_reply = part.section == Section::Response;
            // Where no table says anything of this side, words that are not known to say so do not mean that there is nothing.
            let alone = !outline.tables.iter().any(|placed| {
                placed.side != Side::Nowhere && is_reply == (placed.side == Side::Response)
            });
            let says_none = part.texts.iter().any(|text| says_none(&text.text));
            let content = part
                .texts
                .iter()
                .find(|text| says_something(text) || alone && !says_none && has_words(text));
            if part.section == Section::Response && part.shows_reply && !part.foreign {
                continue;
            }
            // `下表仅列出……` stands over `本接口无特有参数` as well.
            let denied = part.texts.iter().any(|text| denies(&text.text));
            let promised = !denied && part.texts.iter().any(|text| promises(&text.text));
            if content.is_none() && !promised && !part.foreign {
                continue;
            }
            told.push(part.number);
            self.tell(
                Finding::new(
                    &lint::PAGE_UNREAD_SECTION,
                    self.place(&part.title.at),
                    format!(
                        "nothing was recognized in the section `{}`, which is about {about}",
                        part.title.text.trim()
                    ),
                )
                .help("add its members to the document by hand, or write them as a table with names and types"),
            );
        }
        self.tell_no_request(outline, action);
        let says_reply = !action.beside.is_empty()
            || outline
                .parts
                .iter()
                .any(|part| part.section == Section::Response)
            || outline
                .tables
                .iter()
                .any(|placed| placed.side == Side::Response)
            || outline
                .codes
                .iter()
                .any(|placed| placed.code.text.contains("ResponseMetadata"));
        if !says_reply {
            let at = outline
                .headings
                .last()
                .map(|heading| heading.at.clone())
                .unwrap_or_default();
            self.tell(
                Finding::new(
                    &lint::PAGE_NO_REPLY,
                    self.place(&at),
                    "the page does not describe the reply",
                )
                .help("the document has no `Result`; describe it there if there is one"),
            );
        }
    }

    /// Tells that a page has no words about the request at all, and shows none.
    fn tell_no_request(&mut self, outline: &Outline<'_>, action: &Action) {
        let is_of_request = |section: Section| {
            matches!(
                section,
                Section::Request
                    | Section::Query
                    | Section::Body
                    | Section::RequestExample
                    | Section::Example
            )
        };
        let says_request = !action.query.is_empty()
            || !action.body.is_empty()
            || outline.parts.iter().any(|part| is_of_request(part.section))
            || outline
                .tables
                .iter()
                .any(|placed| matches!(placed.side, Side::Query | Side::Body | Side::Request));
        if says_request {
            return;
        }
        let at = outline.title.or(outline.headings.first().copied());
        let at = at.map(|heading| heading.at.clone()).unwrap_or_default();
        self.tell(
            Finding::new(
                &lint::PAGE_NO_REQUEST,
                self.place(&at),
                "the page does not describe the request",
            )
            .help("the document has no parameters; describe them there if there are any"),
        );
    }

    /// Tells tables that stand on the page as data of JavaScript and could not be read.
    fn tell_unread_fences(&mut self, outline: &Outline<'_>) {
        let fences = outline.codes.iter().filter(|placed| {
            placed.code.draws_table()
                && !matches!(
                    placed.section,
                    Some(Section::RequestExample | Section::ResponseExample | Section::Example)
                )
        });
        for placed in fences {
            let at = placed.code.at;
            self.tell(
                Finding::new(
                    &lint::PAGE_UNREAD_SECTION,
                    self.offset(at),
                    format!(
                        "the table that stands here as `{}` was not understood",
                        placed.code.info
                    ),
                )
                .help("its columns and rows must be lists of plain objects, with nothing computed; or write it as a table of Markdown"),
            );
        }
    }
}

/// Whether the sections below one have tables: its own text only introduces them.
fn is_covered(part: &Part<'_>, outline: &Outline<'_>) -> bool {
    outline.parts.iter().any(|other| {
        other.parent == Some(part.number) && (other.tables > 0 || is_covered(other, outline))
    })
}

/// Whether the next sections are about the same direction, and one of them has a table.
fn goes_on(part: &Part<'_>, outline: &Outline<'_>) -> bool {
    let is_part = |other: &&Part<'_>| match part.section {
        Section::Request => matches!(
            other.section,
            Section::Request | Section::Query | Section::Body | Section::Headers
        ),
        section => other.section == section,
    };
    let behind = outline.parts.iter().skip(part.number + 1);
    behind.take_while(is_part).any(|other| other.tables > 0)
}

/// Whether a text announces a table: `下表仅列出……`.
fn promises(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "下表",
        "如下表",
        "如下所示",
        "包含以下字段",
        "the following table",
        "listed below",
        "as follows",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

// `该接口没有返回参数`, `无业务返回数据`, `Result 为空`, `This action returns no data`, `null if it fails`.
pattern!(
    NOTHING,
    r"(?i)(?:无|没有|不返回|不需要|无需)[^，。；,.;]{0,12}(?:参数|数据|内容|值|字段|结果|信息|返回|响应|输出|输入|出参|入参|体|body|result)|(?:为|是|返回)\s*`?(?:空|null|\{\})|\bno (?:\S+ ){0,4}(?:parameters?|data|content|body|results?|fields?|output|input)|returns? (?:nothing|null|an empty)|does not (?:have|return|require|need|take)|\bis (?:null|empty)|\bnull (?:when|if|otherwise|on failure)"
);

/// Whether a text in a section about data says that there is none.
fn says_none(text: &str) -> bool {
    let lower = half_width(text.trim()).to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let is_word = [
        "无",
        "暂无",
        "空",
        "none",
        "null",
        "nil",
        "n/a",
        "na",
        "没有",
        "不涉及",
        "不需要",
        "不返回",
        "empty",
    ]
    .contains(&bare);
    let says = [
        "无特有",
        "无业务",
        "没有返回",
        "无返回",
        "无其他",
        "no specific",
    ]
    .iter()
    .any(|words| lower.contains(words));
    is_word || says || NOTHING.is_match(&lower)
}

/// Whether a section about the reply says that it has no members.
pub(super) fn denies_reply(outline: &Outline<'_>) -> bool {
    let replies = outline
        .parts
        .iter()
        .filter(|part| part.section == Section::Response);
    let mut texts = replies.flat_map(|part| &part.texts);
    texts.any(|text| denies(&text.text))
}

/// Whether a line of a text says nothing but that there is none.
fn denies(text: &str) -> bool {
    const LONGEST: usize = 24;
    let mut lines = text.lines().flat_map(|line| line.split('。'));
    lines.any(|line| line.chars().count() <= LONGEST && !promises(line) && says_none(line))
}

/// Whether a text speaks of what stands on every page, or of how the action is called.
fn is_common(lower: &str) -> bool {
    const COMMON: &[&str] = &[
        "公共",
        "通用",
        "返回结构",
        "请求结构",
        "公用",
        "baseresponse",
        "common",
        "public parameter",
        "公有参数",
        "mime",
        "application/json",
        "去调试",
        "签名",
    ];
    // Where the action is called, and how, is no member.
    const CALLS: &[&str] = &[
        "请求方式",
        "请求方法",
        "请求地址",
        "请求路径",
        "接口地址",
        "调用地址",
        "请求域名",
        "method:",
        "url:",
        "endpoint:",
        "address:",
        "host:",
    ];
    holds_any(lower, COMMON) || holds_any(lower, CALLS) && !mentions_types(lower)
}

/// Whether a text in a section about data lists members: it has their marks, or words for their types.
fn says_something(text: &Rich) -> bool {
    let plain = half_width(text.text.trim());
    let lower = plain.to_lowercase();
    if text.pictures > 0 {
        return true;
    }
    let names_members = text.markdown.contains('`')
        || plain.starts_with("- ")
        || plain.contains('|')
        || plain.contains("+--");
    lower.contains(char::is_alphanumeric)
        && !says_none(&lower)
        && !is_common(&lower)
        && (names_members || mentions_types(&lower))
}

/// Whether a text in a section about data has words about it: `same as GetThing`, `返回文件流`.
fn has_words(text: &Rich) -> bool {
    // What every reply has says nothing of this one.
    const EVERY: &[&str] = &[
        "状态码",
        "status code",
        "http 200",
        "requestid",
        "responsemetadata",
    ];
    const SAME: &[&str] = &["相同", "一致", "一样", "same", "identical"];
    let lower = half_width(text.text.trim()).to_lowercase();
    lower.contains(char::is_alphanumeric)
        && (holds_any(&lower, SAME) || !is_common(&lower))
        && !holds_any(&lower, EVERY)
}

/// Whether a text has words for types, as lists of members have.
fn mentions_types(lower: &str) -> bool {
    [
        "string",
        "integer",
        "boolean",
        "array",
        "object",
        "字符串",
        "整数",
        "必选",
        "必填",
        "可选",
    ]
    .iter()
    .any(|word| lower.contains(word))
}
