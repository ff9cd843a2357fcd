//! What an action does: one line, and the rest.
//!
//! Pages say it under their title, or in a section of its own. Around it stand hints for SDKs and for signing, buttons, and lines about
//! how the action is called, none of which say what it does.

use super::called::is_address_line;
use super::outline::{Outline, Side};
use crate::dialect::{Section, half_width, holds_any, is_han, section};
use crate::page::Rich;
use crate::pattern::pattern;

pattern!(TAG, r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>");
// `请求方式：POST`, `Action: MakeThing`, `HTTP GET`, `POST /path`.
pattern!(
    CALLS,
    r"(?i)^\W*(?:(?:请求方式|请求方法|请求地址|请求路径|接口地址|调用地址|请求域名|http\s*方法|(?:http |request )?method|url|endpoint|host|action|version|api version|service|来源|source)\s*:|(?:https?\s+)?(?:get|post|put|delete|patch)(?:\W*$|\s+/)|(?:[^:\n]{1,24}:)?\s*https?://\S+$)"
);
pattern!(
    SIGNS,
    r"(?i)构造签名|签名(?:方法|机制|过程).{0,12}(?:参见|参考|参阅)|\bsign(?:ing)? (?:the |your )?requests?\b|(?:参见|参考|参阅|see|refer to).{0,40}(?:sdk|http请求示例)|sdk ?(?:使用说明|接入)"
);

pattern!(
    LABEL,
    r"(?i)^(?:- )?(?:用途|功能|作用|描述|接口描述|功能描述|接口说明|功能说明|接口功能|purpose|description|summary)\s*[:：]\s*"
);

/// Lines of the frame around a page, in small letters.
const FRAME: &[&str] = &[
    "you need to enable javascript to run this app",
    "navigation",
    "导航",
    "文档中心",
    "文档首页",
    "产品文档",
    "我的收藏",
    "收藏",
    "有用",
    "无用",
    "目录",
    "上一篇",
    "下一篇",
    "复制全文",
    "复制页面",
    "下载 pdf",
    "下载pdf",
    "火山引擎",
    "volcengine",
    "byteplus",
    "documentation",
    "docs",
    "helpful",
    "not helpful",
    "copy page",
    "download pdf",
    "was this page helpful?",
];

/// Buttons, and the titles of boxes, in small letters.
const BUTTONS: &[&str] = &[
    "调试",
    "在线调试",
    "debug",
    "try it",
    "warning",
    "note",
    "notice",
    "tip",
    "tips",
    "caution",
    "danger",
    "important",
];

/// Sentences that stand on every page.
const EVERYWHERE: &[&str] = &[
    "关于调用接口的",
    "下表仅列出",
    "下方仅列出",
    "api explorer",
    "去调试",
    "最近更新时间",
    "首次发布时间",
    "last updated",
    "the following table lists only",
];

/// How a text is about what the action does, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// Under the title, or in a section about what the action does.
    Own,
    /// In a section about the service, or an overview of the page.
    Overview,
    /// In a section about the use of the action.
    Use,
    /// Under a heading that says nothing of it.
    Other,
}

/// A text without everything that is not about the action.
struct Piece {
    markdown: String,
    near: Nearness,
    is_item: bool,
    at: std::ops::Range<usize>,
}

/// What the action does: one line, and the rest.
pub(super) fn summary(outline: &Outline<'_>, name: &str) -> (Option<String>, Option<String>) {
    let pieces = pieces(outline, name);
    let first = [
        Nearness::Own,
        Nearness::Overview,
        Nearness::Use,
        Nearness::Other,
    ]
    .iter()
    .find_map(|near| pieces.iter().position(|piece| piece.near == *near));
    let titled = outline
        .title
        .and_then(|title| beside_name(&title.text, name));
    let Some((head, rest)) = first.and_then(|first| pieces.get(first..)?.split_first()) else {
        return (titled, None);
    };
    let (single, left) = single_line(without_label(&head.markdown));
    let summary = single.map(str::to_owned).or(titled);
    let mut description = String::new();
    let head_rest = Piece {
        markdown: left.to_owned(),
        near: head.near,
        is_item: head.is_item,
        at: head.at.clone(),
    };
    let rest = rest
        .iter()
        .filter(|piece| piece.near != Nearness::Overview || head.near == Nearness::Overview);
    for piece in std::iter::once(&head_rest).chain(rest) {
        if piece.markdown.is_empty() {
            continue;
        }
        if !description.is_empty() {
            let after_item = description
                .lines()
                .last()
                .is_some_and(|line| line.starts_with("- ") || line.starts_with("  "));
            description.push_str(if piece.is_item && after_item {
                "\n"
            } else {
                "\n\n"
            });
        }
        description.push_str(&piece.markdown);
    }
    (summary, (!description.is_empty()).then_some(description))
}

/// The longest summary, in characters.
const LONGEST: usize = 120;

/// The line that says what an action does, if one does, and what is left of the text.
fn single_line(text: &str) -> (Option<&str>, &str) {
    let (line, left) = text.split_once('\n').unwrap_or((text, ""));
    let is_whole = left.is_empty() || ends_sentence(line);
    if is_whole && line.chars().count() <= LONGEST && !line.starts_with("- ") {
        (Some(line.trim()), left.trim())
    } else {
        (None, text)
    }
}

/// `- Purpose: to make things` without what stands before the colon.
fn without_label(text: &str) -> &str {
    LABEL
        .find(text)
        .map_or(text, |label| text.get(label.end()..).unwrap_or(text))
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .ends_with(['.', '。', '!', '！', '?', '？', ';', '；', ':', '：'])
}

/// What a title says beside the name of the action: `MakeThing - 制造`, `制造 MakeThing`.
fn beside_name(title: &str, name: &str) -> Option<String> {
    let (before, behind) = title.split_once(name)?;
    let bare = |text: &str| {
        let text = text.trim_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_punctuation() || "–—：｜（）".contains(c)
        });
        text.to_owned()
    };
    let before = bare(before);
    let behind = bare(behind);
    if !behind.is_empty() {
        return Some(behind);
    }
    before.contains(is_han).then_some(before)
}

/// The texts that may say what the action does, in the order of the page.
fn pieces(outline: &Outline<'_>, name: &str) -> Vec<Piece> {
    let data = first_data(outline);
    let mut pieces: Vec<Piece> = Vec::new();
    // What a line of text that was a heading stands over, with the heading above it.
    let mut said: Option<(usize, Nearness)> = None;
    let mut in_tabs = false;
    // A copy of the whole screen has names of menus above the text.
    let mut is_framed = false;
    for (index, (section, text)) in outline.texts.iter().enumerate() {
        if !super::is_own(text.at.start) || introduces_table(outline, index) {
            continue;
        }
        let mut headings = outline.headings.iter();
        let over = headings.rfind(|heading| heading.at.start <= text.at.start);
        let is_title =
            over.is_none_or(|over| outline.title.is_some_and(|title| title.at == over.at));
        let under = over.map_or(0, |over| over.at.start);
        said = said.filter(|(heading, _)| *heading == under);
        if !matches!(section, None | Some(Section::Behaviour)) {
            continue;
        }
        let known = over.map_or(Some(Nearness::Own), |over| nearness(&over.text, name));
        let near = match (known, section) {
            _ if is_title => Nearness::Own,
            (None, _) => continue,
            (Some(Nearness::Other), Some(Section::Behaviour)) => Nearness::Use,
            (Some(near), _) => near,
        };
        let mut kept: Vec<String> = Vec::new();
        let mut of_piece = said.map_or(near, |(_, near)| near);
        for line in (*text).clone().into_lines() {
            let opens = line.text.trim_start().to_ascii_lowercase();
            in_tabs |= opens.starts_with("<tabs");
            let skipped = in_tabs;
            in_tabs &= !opens.contains("</tabs");
            is_framed |= FRAME.contains(&bare(&line.text).as_str());
            if skipped || is_of_frame(&line, name) {
                continue;
            }
            if let Some(near) = title_line(&line.text, name) {
                said = Some((under, near));
                of_piece = near;
                continue;
            }
            let markdown = TAG.replace_all(&line.markdown, "");
            if !markdown.trim().is_empty() {
                kept.push(markdown.trim().to_owned());
            }
        }
        let is_late = data.is_some_and(|data| text.at.start > data);
        let is_hint = is_late && !matches!(section, Some(Section::Behaviour));
        if kept.is_empty() || is_hint {
            continue;
        }
        let piece = Piece {
            markdown: unbroken(&kept),
            near: of_piece,
            is_item: text.text.starts_with("- "),
            at: text.at.clone(),
        };
        match pieces.last_mut() {
            Some(last) if goes_on(last, &piece) => {
                last.markdown = format!("{} {}", last.markdown, piece.markdown);
                last.at.end = piece.at.end;
            }
            _ => pieces.push(piece),
        }
    }
    let sentence = pieces.iter().position(|piece| !is_menu(&piece.markdown));
    if let Some(sentence) = sentence.filter(|_| is_framed) {
        pieces.drain(..sentence);
    }
    pieces
}

/// Whether a text is as short as the name of a menu, and no sentence.
fn is_menu(text: &str) -> bool {
    const LONGEST_MENU: usize = 16;
    text.chars().count() <= LONGEST_MENU && !ends_sentence(text)
}

/// Lines as one text; those that go on in the next are one.
fn unbroken(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let is_item = line.starts_with(['-', '*', '+', '|', '>', '!']);
        if !text.is_empty() {
            let goes_on = !is_item && !text.starts_with("- ") && !ends_sentence(&text);
            text.push(if goes_on { ' ' } else { '\n' });
        }
        text.push_str(line);
    }
    text
}

/// Whether a line goes on in the next: a copy breaks them where code stood.
fn goes_on(last: &Piece, next: &Piece) -> bool {
    const BREAK: usize = 1;
    let is_next = next.at.start >= last.at.end && next.at.start <= last.at.end + BREAK;
    is_next && !last.is_item && !next.is_item && !ends_sentence(&last.markdown)
}

/// Whether an item of a list is nothing but the title of the table behind it: `- Differences:`.
fn introduces_table(outline: &Outline<'_>, index: usize) -> bool {
    let Some((_, text)) = outline.texts.get(index) else {
        return false;
    };
    let next = outline.texts.get(index + 1);
    let end = next.map_or(usize::MAX, |(_, next)| next.at.start);
    let mut tables = outline.tables.iter().map(|placed| placed.table.at.start);
    text.text.starts_with("- ")
        && half_width(text.text.trim()).ends_with(':')
        && tables.any(|table| table >= text.at.start && table < end)
}

/// Where the page begins to speak of data.
fn first_data(outline: &Outline<'_>) -> Option<usize> {
    let parts = outline.parts.iter().filter(|part| {
        !matches!(
            part.section,
            Section::Behaviour | Section::Limits | Section::Method | Section::Aside
        )
    });
    let tables = outline
        .tables
        .iter()
        .filter(|placed| placed.side != Side::Nowhere);
    parts
        .map(|part| part.title.at.start)
        .chain(tables.map(|placed| placed.table.at.start))
        .min()
}

/// How near the texts under a heading are to what the action does. `None` when they are about something else.
fn nearness(heading: &str, name: &str) -> Option<Nearness> {
    const ELSEWHERE: &[&str] = &[
        "sdk",
        "签名",
        "鉴权",
        "sign",
        "authentication",
        "接入",
        "下载",
        "quick link",
    ];
    const OWN: &[&str] = &[
        "接口描述",
        "接口说明",
        "接口简介",
        "接口介绍",
        "接口功能",
        "功能描述",
        "功能说明",
        "功能介绍",
    ];
    const OVERVIEW: &[&str] = &["概述", "简介", "overview", "introduction"];
    if holds_any(heading, ELSEWHERE) {
        None
    } else if holds_any(heading, OWN) || heading.contains(name) {
        Some(Nearness::Own)
    } else if holds_any(heading, OVERVIEW) {
        Some(Nearness::Overview)
    } else {
        Some(Nearness::Other)
    }
}

/// What a line stands over that was a heading before a copy lost its mark: `使用场景`.
fn title_line(line: &str, name: &str) -> Option<Nearness> {
    const LONGEST_TITLE: usize = 12;
    let line = line.trim();
    let is_title = line.chars().count() <= LONGEST_TITLE
        && !line.starts_with("- ")
        && line.chars().all(|c| c.is_alphanumeric() || c == ' ')
        && section(line) == Some(Section::Behaviour);
    let ends = [
        "描述", "说明", "介绍", "简介", "场景", "事项", "限制", "条件",
    ];
    let is_word = !line.contains(is_han) || ends.iter().any(|end| line.ends_with(end));
    let near = nearness(line, name).filter(|_| is_title && is_word)?;
    Some(if near == Nearness::Other {
        Nearness::Use
    } else {
        near
    })
}

/// Whether a line belongs to the frame of a page, or says how the action is called.
fn is_of_frame(line: &Rich, name: &str) -> bool {
    let plain = half_width(line.text.trim());
    let bare = bare(&line.text);
    let is_name = bare.eq_ignore_ascii_case(name);
    is_name
        || FRAME.contains(&bare.as_str())
        || BUTTONS.contains(&bare.as_str())
        || holds_any(&plain, EVERYWHERE)
        || CALLS.is_match(&plain)
        || is_address_line(&plain)
        || SIGNS.is_match(&plain)
        || is_title_of(&plain, name)
}

/// A line in small letters, without what may stand around it.
fn bare(line: &str) -> String {
    half_width(line)
        .trim_matches(|c: char| c == '.' || c == '`' || c.is_whitespace())
        .to_lowercase()
}

/// `制造物品 MakeThing`: the title again.
fn is_title_of(line: &str, name: &str) -> bool {
    const LONGEST_TITLE: usize = 12;
    let Some((before, behind)) = line.split_once(name) else {
        return false;
    };
    let label = if behind.trim().is_empty() {
        before.trim()
    } else {
        behind.trim()
    };
    (before.trim().is_empty() || behind.trim().is_empty())
        && label.chars().count() <= LONGEST_TITLE
        && label.chars().all(is_han)
        && !label.ends_with("调用")
        && !label.ends_with("使用")
}
