//! Sections about data of which nothing was recognised.

use super::Reader;
use super::outline::{Outline, Part};
use crate::dialect::{Section, half_width};
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, lint};

impl Reader<'_> {
    /// Tells sections that have content, but nothing that was understood, and pages that say nothing of the reply.
    pub(super) fn tell_unread(&mut self, outline: &Outline<'_>) {
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
            let content = part.texts.iter().find(|text| says_something(text));
            if part.section == Section::Response && part.shows_reply && !part.foreign {
                continue;
            }
            let promised = part.texts.iter().any(|text| promises(&text.text));
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
        let says_reply = outline
            .parts
            .iter()
            .any(|part| part.section == Section::Response)
            || outline
                .tables
                .iter()
                .any(|placed| placed.side == super::outline::Side::Response)
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
}

/// Whether the sections below one have tables: its own text only introduces them.
fn is_covered(part: &Part<'_>, outline: &Outline<'_>) -> bool {
    outline.parts.iter().any(|other| {
        other.parent == Some(part.number) && (other.tables > 0 || is_covered(other, outline))
    })
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

/// Whether a text in a section about data says more than that there is none, or where common things stand.
fn says_something(text: &Rich) -> bool {
    let plain = half_width(text.text.trim());
    let lower = plain.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let says_none = [
        "无",
        "暂无",
        "空",
        "none",
        "null",
        "n/a",
        "没有",
        "不涉及",
        "不需要",
        "no parameters",
        "no parameter",
        "empty",
    ]
    .contains(&bare);
    let says_nothing = [
        "无特有",
        "无请求参数",
        "无返回参数",
        "无需",
        "没有参数",
        "无参数",
        "无业务",
        "没有返回",
        "不返回",
        "无返回",
        "no request parameters",
        "no response parameters",
        "does not have",
        "no specific",
        "无其他",
    ]
    .iter()
    .any(|words| lower.contains(words));
    let refers = [
        "公共",
        "通用",
        "返回结构",
        "公用",
        "baseresponse",
        "common",
        "mime",
        "application/json",
        "去调试",
        "签名",
    ]
    .iter()
    .any(|words| lower.contains(words));
    if text.pictures > 0 {
        return true;
    }
    // Where the action is called, and how, is no member.
    let calls = [
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
        "host:",
    ]
    .iter()
    .any(|words| lower.contains(words));
    if calls && !mentions_types(&lower) {
        return false;
    }
    let is_list = plain.starts_with("- ");
    let names_members =
        text.markdown.contains('`') || is_list || plain.contains('|') || plain.contains("+--");
    !bare.is_empty()
        && !says_none
        && !says_nothing
        && !refers
        && (names_members || mentions_types(&lower))
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
