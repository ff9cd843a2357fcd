//! Headings that a page has without marking them, and what the parts of a page without headings are.
//!
//! Reader modes and text extraction leave no headings, or leave them as lines like any other. Then the titles themselves, what the
//! tables list, the addresses and the words around them say what is what.

use std::ops::Range;

use super::divided::Uncertain;
use super::inferred::inferred;
use super::named::named;
use super::outline::is_of_action;
use crate::dialect::{Section, section};
use crate::page::{Block, Heading, Page, Rich};
use crate::pattern::pattern;

/// Longest line that is taken for a title.
const LONGEST: usize = 24;
/// The level of bold lines that stand as titles: below every marked heading.
const BOLD_LEVEL: u8 = 7;
/// The level of titles in lists: below every other.
const ITEM_LEVEL: u8 = 8;

/// What was done to a page that had lost its headings.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where the first part begins whose kind was inferred.
    pub(super) lost: Option<Range<usize>>,
    /// Tables without a title, with the type that they were taken for.
    pub(super) named: Vec<(String, Range<usize>)>,
    /// Members of which nothing says whether they are sent or returned.
    pub(super) uncertain: Vec<Uncertain>,
}

/// A page whose headings are marked.
pub(super) fn with_headings(page: Page) -> (Page, Found) {
    let Page { blocks, mended } = page;
    let headed = blocks.iter().any(heads_data);
    let blocks = titles_in_lists(blocks);
    let mut found = Found::default();
    if headed {
        let blocks = lost_titles(blocks);
        return (Page { blocks, mended }, found);
    }
    let blocks = titles_in_text(blocks);
    let blocks = if blocks.iter().any(heads_data) {
        blocks
    } else {
        inferred(blocks, &mut found)
    };
    let blocks = named(blocks, &mut found.named);
    (Page { blocks, mended }, found)
}

/// Whether a block is the heading of a section about data.
pub(super) fn heads_data(block: &Block) -> bool {
    match block {
        Block::Heading(heading) => {
            let title = &heading.text.text;
            section(title).is_some_and(Section::is_about_data) && !is_of_action(title)
        }
        _ => false,
    }
}

/// On a page with headings, a title over a table or code that is marked as none: no heading names its section.
fn lost_titles(blocks: Vec<Block>) -> Vec<Block> {
    let headed: Vec<Section> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => section(&heading.text.text),
            _ => None,
        })
        .collect();
    let is_lost = |line: &str| {
        is_title(line)
            && is_nothing_else(line)
            && section(line).is_some_and(|known| {
                matches!(known, Section::Request | Section::Response) && !headed.contains(&known)
            })
    };
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let heads = matches!(blocks.peek(), Some(Block::Table(_) | Block::Code(_)));
        match block {
            Block::Text(text) if heads && text.text.lines().any(is_lost) => {
                out.extend(text.into_lines().into_iter().map(|line| {
                    if is_lost(&line.text) {
                        heading(line, 2)
                    } else {
                        Block::Text(line)
                    }
                }));
            }
            other => out.push(other),
        }
    }
    out
}

/// `- 请求体` over a table is a title.
fn titles_in_lists(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let heads = matches!(blocks.peek(), Some(Block::Table(_) | Block::Code(_)));
        match block {
            Block::Text(text) if heads => match item_title(&text) {
                Some(title) => out.push(heading(title, ITEM_LEVEL)),
                None => out.push(Block::Text(text)),
            },
            other => out.push(other),
        }
    }
    out
}

fn item_title(text: &Rich) -> Option<Rich> {
    let title = text.text.strip_prefix("- ")?;
    let is_title = section(title).is_some() && is_title(title);
    is_title.then(|| {
        let mut rich = Rich::at(text.at.clone());
        rich.push(title.trim().trim_end_matches([':', '：']));
        rich
    })
}

/// Whether a line reads like a title: short, and no sentence.
fn is_title(line: &str) -> bool {
    let line = line.trim().trim_end_matches([':', '：']);
    !line.is_empty()
        && line.chars().count() <= LONGEST
        && !line.contains(['。', '，', ',', ';', '；', '|', '\n', '=', '?', '/'])
        && !line.ends_with(['.', '!', '！'])
}

/// Whether a line has no words but those of titles: a sentence may hold them as well.
pub(super) fn is_nothing_else(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "请求",
        "返回",
        "响应",
        "关键",
        "主要",
        "参数",
        "示例",
        "样例",
        "代码",
        "说明",
        "结果",
        "调用",
        "接口",
        "正常",
        "成功",
        "失败",
        "异常",
        "错误",
        "码",
        "体",
        "头部",
        "头",
        "字段",
        "结构",
        "限制",
        "行为",
        "方式",
        "方法",
        "地址",
        "业务",
        "数据",
        "信息",
        "列表",
        "内容",
        "正文",
        "输入",
        "输出",
        "描述",
        "频率",
        "query",
        "body",
        "headers",
        "header",
        "requests",
        "request",
        "responses",
        "response",
        "parameters",
        "parameter",
        "params",
        "examples",
        "example",
        "samples",
        "sample",
        "method",
        "limits",
        "limit",
        "errors",
        "error",
        "codes",
        "code",
        "returned",
        "return",
        "reply",
        "http",
    ];
    let lower = line.to_lowercase();
    let lower = without_number(&lower);
    if is_qualified(lower) {
        return true;
    }
    let rest = WORDS
        .iter()
        .fold(lower.to_owned(), |rest, word| rest.replace(word, " "));
    rest.chars().all(|c| !c.is_alphanumeric())
}

pattern!(
    QUALIFIED,
    r"^(?:[一-龥]{2,6}?(?:返回|响应|请求)(?:参数|字段|结果|示例)|(?:[a-z]+ ){1,3}(?:request|response|return|reply) (?:parameters?|fields|body|example))[:：]?$"
);

/// Whether a line is such a title with what it is about before it: `提交任务返回参数`, `Submit task response parameters`.
fn is_qualified(line: &str) -> bool {
    // `本接口无特有的返回参数`, `下表仅列出请求参数`, `see the request parameters`
    const SENTENCE: &[&str] = &[
        "的", "无", "没", "本", "该", "此", "见", "参", "如", "下", "以", "和", "与", "或", "将",
        "在", "是", "不", "有", "公共", "通用", "为", "列", "中",
    ];
    const WORDS: &[&str] = &[
        "the",
        "a",
        "an",
        "no",
        "see",
        "and",
        "or",
        "of",
        "in",
        "to",
        "common",
        "public",
        "is",
        "are",
        "following",
        "specific",
        "for",
        "with",
        "without",
        "other",
    ];
    let line = line.trim();
    let Some(cut) = ["返回", "响应", "请求"]
        .iter()
        .filter_map(|word| line.rfind(word))
        .max()
        .or(line.is_ascii().then_some(line.len()))
    else {
        return false;
    };
    let about = line.get(..cut).unwrap_or_default();
    QUALIFIED.is_match(line)
        && !SENTENCE.iter().any(|word| about.contains(word))
        && !about.split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a line is the label of a box, which ends no section.
fn is_label(line: &str) -> bool {
    let bare = line.trim().trim_end_matches([':', '：']).to_lowercase();
    matches!(bare.as_str(), "说明" | "描述")
}

/// A title without its number: `- 2.1 Query`, `（一）Query`, `二、请求参数`.
fn without_number(title: &str) -> &str {
    let bare = title.trim_start_matches(|c: char| c.is_ascii_digit() || "-. )、".contains(c));
    let open = bare.trim_start_matches(['(', '（']);
    let inside = open.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let numbered = inside.len() < open.len() && inside.starts_with(['、', ')', '）', '.']);
    if numbered {
        inside.trim_start_matches(['、', ')', '）', '.', ' '])
    } else {
        bare
    }
}

/// Lines that are titles of sections, as headings below the heading of the action, if that is marked.
fn titles_in_text(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut level = 2;
    for block in blocks {
        if let Block::Heading(heading) = &block
            && heading.level < BOLD_LEVEL
        {
            let is_section = section(&heading.text.text).is_some();
            level = (heading.level + u8::from(!is_section)).clamp(2, BOLD_LEVEL - 2);
        }
        let Block::Text(text) = block else {
            out.push(block);
            continue;
        };
        for line in text.into_lines() {
            let known = section(&line.text).filter(|_| {
                is_title(&line.text) && is_nothing_else(&line.text) && !is_label(&line.text)
            });
            match known {
                Some(Section::Query | Section::Body | Section::Headers) => {
                    out.push(heading(line, level + 1));
                }
                Some(
                    Section::Request
                    | Section::Response
                    | Section::RequestExample
                    | Section::ResponseExample
                    | Section::ErrorExample
                    | Section::Example
                    | Section::Errors
                    | Section::Method
                    | Section::Limits
                    | Section::Behaviour,
                ) => out.push(heading(line, level)),
                _ => out.push(Block::Text(line)),
            }
        }
    }
    out
}

fn heading(text: Rich, level: u8) -> Block {
    Block::Heading(Heading { level, text })
}
