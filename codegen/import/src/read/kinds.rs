//! What a table is: members of a request, of the reply or of a type, allowed values, errors, or something else.

use std::collections::HashMap;

use super::calling::is_about_calling;
use super::columns::Columns;
use super::common::is_all_public;
use super::outline::{Outline, PlacedTable, Side};
use super::rows::says_something;
use super::type_tables::{pointed, same};
use super::types::{TypeSource, named_like_a_word};
use crate::dialect::{Column, Section, Spelling, holds_any, spelling};
use crate::facts::Action;
use crate::page::Table;

/// What a table is.
pub(super) enum Kind {
    /// Members of a request or of the reply.
    Root,
    /// Members of a type.
    Type,
    Values,
    Ignored,
    Unknown,
}

/// Names of types that rows refer to, and of members whose members are described elsewhere.
pub(super) fn wanted(outline: &Outline<'_>) -> Vec<String> {
    let mut wanted = Vec::new();
    for placed in &outline.tables {
        let columns = Columns::of(placed.table);
        for row in &placed.table.rows {
            let Some(cell) = columns.cell(Column::Type, row) else {
                continue;
            };
            let spelled = spelling(&cell.text).map(Spelling::innermost);
            let name = columns
                .cell(Column::Name, row)
                .and_then(|cell| super::names::parse_name(&cell.text));
            if let Some(word) = spelled
                .as_ref()
                .and_then(|spelled| named_like_a_word(spelled, &cell.text))
            {
                let is_heading = outline
                    .headings
                    .iter()
                    .any(|heading| heading.text.trim() == word);
                // Over `Array of List` the title may be a line of text.
                if is_heading || matches!(spelled, Some(Spelling::List(None) | Spelling::Map(None)))
                {
                    wanted.push(word);
                }
                if is_heading {
                    continue;
                }
            }
            match spelled {
                Some(Spelling::Named(name)) => wanted.push(name),
                // A type that is left out may be that of a structure.
                None if says_something(cell) => {}
                None | Some(Spelling::Object | Spelling::List(None) | Spelling::Map(None)) => {
                    wanted.extend(
                        name.and_then(|(_, mut path, _)| path.pop())
                            .map(|(name, _)| name),
                    );
                    let description = columns.cell(Column::Description, row);
                    wanted.extend(description.iter().flat_map(|cell| pointed(&cell.text)));
                }
                _ => {}
            }
        }
    }
    wanted
}

/// Where the rows begin that have a name, for every name that several tables have over them.
pub(super) fn namesakes(
    outline: &Outline<'_>,
    sources: &[TypeSource],
) -> HashMap<String, Vec<usize>> {
    let mut namesakes: HashMap<String, Vec<usize>> = HashMap::new();
    let mut titles: Vec<&String> = sources.iter().flat_map(|source| &source.words).collect();
    titles.sort_unstable();
    let is_shared = |name: &String| {
        let first = titles.partition_point(|title| *title < name);
        titles.get(first + 1) == Some(&name)
    };
    if !titles.iter().any(|title| is_shared(title)) {
        return namesakes;
    }
    for placed in &outline.tables {
        let columns = Columns::of(placed.table);
        for cell in placed
            .table
            .rows
            .iter()
            .filter_map(|row| columns.cell(Column::Name, row))
        {
            if let Some((_, mut path, _)) = super::names::parse_name(&cell.text)
                && let Some((name, _)) = path.pop()
            {
                namesakes.entry(name).or_default().push(cell.at.start);
            }
        }
    }
    namesakes
}

/// Anchors that types link to.
pub(super) fn targets(outline: &Outline<'_>) -> Vec<String> {
    let cells = outline
        .tables
        .iter()
        .flat_map(|placed| placed.table.rows.iter().flatten());
    let links = cells.flat_map(|cell| &cell.links);
    links
        .filter_map(|link| Some(link.target.split_once('#')?.1))
        .map(str::to_lowercase)
        .collect()
}

/// What a table is. `tops` are the objects at the top of a reply of the service's own, which are among the `wanted`.
pub(super) fn kind(
    placed: &PlacedTable<'_>,
    columns: &Columns,
    (wanted, tops): (&[String], &[String]),
    targets: &[String],
    action: &Action,
    roots: &[(&PlacedTable<'_>, Columns)],
) -> Kind {
    let has = |column| columns.has(column);
    let is_envelope = placed
        .names
        .iter()
        .any(|name| matches!(name.as_str(), "ResponseMetadata" | "ResponseMetadataError"));
    let is_errors =
        placed.section == Some(Section::Errors) || (has(Column::Code) && !has(Column::Type));
    if is_errors
        || is_envelope
        || placed.side == Side::Headers
        || placed.section == Some(Section::Aside)
        || is_about_calling(placed.table)
    {
        return Kind::Ignored;
    }
    let linked = placed
        .anchors
        .iter()
        .any(|anchor| targets.contains(&anchor.to_lowercase()));
    let names = placed
        .names
        .iter()
        .filter(|name| **name != action.name)
        .count();
    let any_wanted = |words: &[String]| {
        words.iter().any(|word| {
            // `Items.Sub` is about `Sub`.
            let last = word.rsplit('.').next().unwrap_or(word);
            wanted.iter().any(|name| same(name, last))
        })
    };
    let (heading, caption) = placed
        .words
        .split_at(placed.in_heading.min(placed.words.len()));
    let members = has(Column::Name)
        && (has(Column::Type)
            || has(Column::Required)
            || (placed.side != Side::Nowhere && has(Column::Description)));
    if members && (has(Column::Type) || !has(Column::Value)) {
        // The text before the first table may name anything; the text before a later one says whose members it has.
        // Without marks, it goes on in no part of a request.
        let goes_on = |side: Side| match (placed.side, side) {
            (own, side) if own == side => true,
            (own, side) => {
                let requests = [Side::Query, Side::Body, Side::Request];
                !has(Column::Required) && requests.contains(&own) && requests.contains(&side)
            }
        };
        let first = !roots
            .iter()
            .any(|(root, columns)| goes_on(root.side) && !is_all_public(root.table, columns));
        // A sentence over the first table, which has marks, is about the action.
        let is_sentence = placed
            .caption
            .is_some_and(|text| text.text.trim().ends_with('。'));
        let begins = roots.is_empty() && has(Column::Required) && is_sentence;
        let captioned = any_wanted(caption)
            && !begins
            && (placed.side == Side::Nowhere || placed.astray || !first);
        // Behind the tables of the request, one without marks may be the first of the reply.
        let of_reply = !has(Column::Required) && caption.iter().any(|word| tops.contains(word));
        let captioned = captioned || placed.side != Side::Response && of_reply;
        return if linked || names > 0 || any_wanted(heading) || captioned {
            Kind::Type
        } else if placed.side == Side::Nowhere {
            Kind::Unknown
        } else {
            Kind::Root
        };
    }
    let values = has(Column::Value) || has(Column::Range) || names_values(placed.table, columns);
    let lists_all = !placed.titles().any(lists_others);
    if values && lists_all && has(Column::Description) && !placed.words.is_empty() {
        Kind::Values
    } else {
        Kind::Unknown
    }
}

/// Whether the title of a table of values says that they are some of them, or such as are not allowed.
fn lists_others(title: &str) -> bool {
    const OTHERS: &[&str] = &[
        "不支持",
        "错误",
        "非法",
        "无效",
        "部分",
        "常见",
        "常用",
        "历史",
        "曾用",
        "废弃",
        "下线",
        "变化",
        "示例",
        "unsupported",
        "invalid",
        "common",
        "former",
        "deprecated",
        "example",
        "history",
        "error",
    ];
    holds_any(&title.to_lowercase(), OTHERS)
}

/// Whether the column of names may have those of values: `名称`, but not `字段`.
fn names_values(table: &Table, columns: &Columns) -> bool {
    const MEMBERS: &[&str] = &["参数", "字段", "属性", "param", "field", "member", "key"];
    let title = columns.cell(Column::Name, &table.header);
    title.is_some_and(|title| {
        let title = title.text.to_lowercase();
        !MEMBERS.iter().any(|word| title.contains(word))
    })
}

pub(super) fn source_of(placed: &PlacedTable<'_>, action: &Action) -> TypeSource {
    TypeSource {
        side: placed.side,
        names: placed
            .names
            .iter()
            .filter(|name| **name != action.name)
            .cloned()
            .collect(),
        words: placed.words.clone(),
        anchors: placed.anchors.clone(),
        foreign: placed.foreign,
        name: None,
        used_by: None,
        at: placed.table.at.clone(),
    }
}
