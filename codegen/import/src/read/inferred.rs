//! What the tables, the lists and the code of a page without headings are: their order, their columns, the words around them and the
//! examples say it.

use super::columns::Columns;
use super::common::chooses_action;
use super::divided::{self, Half, Shown};
use super::sections::Found;
use crate::dialect::{Column, Spelling, spelling};
use crate::page::{Block, Rich, Table};
use crate::pattern::{Pattern, pattern};

/// What a part of a page is about, as far as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Before,
    Request,
    Response,
}

/// How far a page was read.
struct Course {
    part: Part,
    has_query: bool,
    /// Whether a table has the members that are sent, and whether one of them may have members in another table.
    sent: bool,
    is_open: bool,
    shown: Shown,
}

/// Headings for tables and code that stand under none.
pub(super) fn inferred(blocks: Vec<Block>, found: &mut Found) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + 8);
    let mut course = Course {
        part: Part::Before,
        has_query: false,
        sent: false,
        is_open: false,
        shown: Shown::of(&blocks),
    };
    let mut current = "";
    // Where the words say that the reply begins, nothing before them is about it.
    let replies = blocks.iter().rposition(
        |block| matches!(block, Block::Text(text) if says_part(text) == Some(Part::Response)),
    );
    let last = blocks
        .iter()
        .rposition(|block| matches!(block, Block::Table(_)));
    for (index, block) in blocks.into_iter().enumerate() {
        let before_reply = replies.is_some_and(|reply| index < reply);
        match block {
            Block::Text(text) => {
                match says_part(&text) {
                    Some(Part::Response) => course.part = Part::Response,
                    Some(said) if course.part == Part::Before => course.part = said,
                    _ => {}
                }
                out.push(Block::Text(text));
            }
            Block::Table(table) => {
                let is_last = last == Some(index) && replies.is_none();
                let halves = if course.part == Part::Response || before_reply {
                    vec![(Half::Unknown, table)]
                } else {
                    divided::halves(table, &course.shown, is_last, &mut found.uncertain)
                };
                for (half, table) in halves {
                    let title = course.title_of(&table, half, before_reply);
                    if let Some((title, level)) = title.filter(|(title, _)| *title != current) {
                        current = title;
                        found.lost.get_or_insert_with(|| table.at.clone());
                        out.push(Block::titled(title, level, &table.at));
                    }
                    out.push(Block::Table(table));
                }
            }
            Block::Code(code) => {
                if code.text.contains('{') {
                    current = if course.shown.is_reply(&code) {
                        "返回示例"
                    } else {
                        "请求示例"
                    };
                    out.push(Block::titled(current, 2, &(code.at..code.at)));
                    // What follows a request is about the reply, and what follows a reply is a structure of it.
                    course.part = Part::Response;
                }
                out.push(Block::Code(code));
            }
            heading @ Block::Heading(_) => out.push(heading),
        }
    }
    out
}

impl Course {
    /// The title that a table would have, and its level.
    fn title_of(
        &mut self,
        table: &Table,
        half: Half,
        before_reply: bool,
    ) -> Option<(&'static str, u8)> {
        let columns = Columns::of(table);
        if columns.has(Column::Code) && !columns.has(Column::Type) {
            return Some(("错误码", 2));
        }
        if half == Half::Reply {
            self.part = Part::Response;
            return Some(("返回参数", 2));
        }
        if !(columns.has(Column::Name) && columns.has(Column::Type)) {
            let is_reply = self.part == Part::Response
                && columns.has(Column::Name)
                && divided::is_shown(table, &columns, &self.shown);
            return is_reply.then_some(("返回参数", 2));
        }
        let names: Vec<&str> = table
            .rows
            .iter()
            .filter_map(|row| columns.cell(Column::Name, row))
            .map(|cell| cell.text.trim())
            .collect();
        let was_open = self.is_open;
        self.is_open |= opens(table, &columns);
        let is_public = |name: &&str| chooses_action(name);
        if names.iter().any(is_public) && columns.has(Column::Required) {
            self.part = Part::Request;
            let all = names.iter().all(is_public);
            (self.has_query, self.sent) = (true, !all);
            return Some(if all {
                ("Query", 2)
            } else {
                ("请求参数", 2)
            });
        }
        if names
            .iter()
            .any(|name| matches!(*name, "Result" | "ResponseMetadata"))
        {
            self.part = Part::Response;
        }
        let marked = columns.has(Column::Required) || before_reply && self.sent;
        match self.part {
            Part::Response => Some(("返回参数", 2)),
            Part::Before | Part::Request if marked => {
                self.part = Part::Request;
                let first = !std::mem::replace(&mut self.sent, true);
                // Later tables describe structures, and stay in the section. Where no member can have any, it is the body.
                let is_body = !first && self.has_query && !was_open;
                (first || is_body).then_some(if self.has_query {
                    ("Body", 2)
                } else {
                    ("请求参数", 2)
                })
            }
            Part::Before if !self.has_query && !self.sent => {
                self.sent = true;
                Some(("请求参数", 2))
            }
            Part::Before | Part::Request if half == Half::Request => {
                let first = !std::mem::replace(&mut self.sent, true);
                first.then_some(("Body", 2))
            }
            Part::Before | Part::Request => {
                self.part = Part::Response;
                Some(("返回参数", 2))
            }
        }
    }
}

/// Whether a member of a table may have members in another.
fn opens(table: &Table, columns: &Columns) -> bool {
    table.rows.iter().any(|row| {
        let known = columns
            .cell(Column::Type, row)
            .and_then(|cell| spelling(&cell.text))
            .map(Spelling::innermost);
        !matches!(known, None | Some(Spelling::Scalar(_)))
    })
}

pattern!(
    REPLY,
    r"(?i)特有的返回参数|返回结果(?:参看|如下)|返回(?:参数|结果|值)|响应参数|其中 ?result|result ?的?结构|(?:关注|参考|见) ?`?(?:data|result)`? ?(?:中|内|里)的?(?:以下|下列)字段|(?:response|returned|return) parameters|the response|响应如下|baseresponse|(?:structure|members|fields) of `?result`?"
);
pattern!(
    BOTH,
    r"(?i)requests? (?:and|or) (?:the )?(?:response|reply|return)|请求(?:参数)?(?:和|与|及|、)(?:返回|响应)"
);
pattern!(REQUEST, r"(?i)特有的请求参数|请求参数|request parameters");

/// The part that a sentence introduces. A link leads away.
fn says_part(text: &Rich) -> Option<Part> {
    let leads = |pattern: &Pattern| {
        text.links
            .iter()
            .any(|link| pattern.is_match(&link.text) && link.target.contains('/'))
    };
    introduced(&text.text, leads)
}

/// The part that the words of a sentence introduce.
pub(super) fn words_say_part(text: &str) -> Option<Part> {
    introduced(text, |_| false)
}

/// One that is about both parts introduces none.
fn introduced(text: &str, leads: impl Fn(&Pattern) -> bool) -> Option<Part> {
    let says = |pattern: &Pattern| pattern.is_match(text) && !leads(pattern);
    match (says(&REPLY), says(&REQUEST)) {
        _ if BOTH.is_match(text) => None,
        (true, _) => Some(Part::Response),
        (false, true) => Some(Part::Request),
        _ => None,
    }
}
