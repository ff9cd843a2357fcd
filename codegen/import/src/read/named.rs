//! Tables of structures that have lost their titles: which type each of them describes.

use std::ops::Range;

use super::columns::Columns;
use super::common::is_all_public;
use super::names::parse_name;
use super::outline::{has_inner_capital, identifiers};
use super::types::named_like_a_word;
use crate::dialect::{Column, Section, Spelling, section, spelling};
use crate::page::{Block, Table};
use codegen_documents::source::Node;

/// A member whose own members stand in another table.
#[derive(Debug)]
struct Wanted {
    /// Its type, or its name where the type has none.
    name: String,
    member: String,
}

/// Gives tables of structures a heading with the name of the type that they describe: the words before them say it, or the order
/// in which the types are named.
pub(super) fn named(blocks: Vec<Block>, found: &mut Vec<(String, Range<usize>)>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() + 8);
    let mut wanted: Vec<Wanted> = Vec::new();
    // Whether the section has its own members already.
    let mut rooted = false;
    let mut under_name = false;
    let shown: Vec<String> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Code(code) => Some(code.text.clone()),
            _ => None,
        })
        .collect();
    for block in blocks {
        match &block {
            Block::Heading(heading) => {
                let known = section(&heading.text.text);
                under_name = known.is_none()
                    || !identifiers(&heading.text.text)
                        .iter()
                        .all(|word| is_common(word));
                if matches!(
                    known,
                    Some(Section::Query | Section::Body | Section::Request | Section::Response)
                ) {
                    rooted = false;
                }
            }
            Block::Table(table) => {
                let columns = Columns::of(table);
                let is_members = columns.has(Column::Name) && columns.has(Column::Type);
                if is_members && !is_all_public(table, &columns) {
                    let said = caption(&out, &wanted);
                    if rooted && !under_name && said.is_none() {
                        if let Some(index) = fitting(table, &columns, &wanted, &shown) {
                            let taken = wanted.remove(index);
                            found.push((taken.name.clone(), table.at.clone()));
                            out.push(Block::titled(&taken.name, 6, &table.at));
                        }
                    } else if let Some(index) = said {
                        let taken = wanted.remove(index);
                        out.push(Block::titled(&taken.name, 6, &table.at));
                    }
                    rooted = true;
                    add_wanted(table, &columns, &mut wanted);
                }
            }
            _ => {}
        }
        out.push(block);
    }
    out
}

fn is_common(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "query"
            | "body"
            | "result"
            | "header"
            | "headers"
            | "request"
            | "response"
            | "parameters"
            | "params"
            | "http"
            | "json"
    )
}

/// The wanted type that the line right before a table names, or that stands alone on the line above a sentence about it.
fn caption(before: &[Block], wanted: &[Wanted]) -> Option<usize> {
    let texts = before.iter().rev().map_while(|block| match block {
        Block::Text(text) => Some(text),
        _ => None,
    });
    let mut lines = texts
        .flat_map(|text| text.text.lines().rev())
        .map(str::trim);
    let line = lines.next()?;
    if line.chars().count() > 60 {
        return None;
    }
    let words = identifiers(line);
    let names = |wanted: &Wanted, word: &str| word == wanted.name || word == wanted.member;
    wanted
        .iter()
        .position(|wanted| words.iter().any(|word| names(wanted, word)))
        .or_else(|| {
            let above = lines.next()?;
            wanted.iter().position(|wanted| above == wanted.name)
        })
}

/// Fewer members than this prove nothing, unless they are all that the examples show.
const FEW: usize = 3;

/// So many members of an example in a table prove that it is theirs, whatever else it has.
const MANY: usize = 8;

/// How well the examples of a type fit a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// They show other members.
    Not,
    /// Nothing shows its members.
    Dark,
    /// They show most of the members, and few that the table lacks.
    Most,
    All,
}

/// The first wanted type whose examples fit a table best; one that no example shows fits any.
fn fitting(table: &Table, columns: &Columns, wanted: &[Wanted], shown: &[String]) -> Option<usize> {
    let names: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| parse_name(&columns.cell(Column::Name, row)?.text))
        .filter_map(|(_, path, _)| path.into_iter().next().map(|(name, _)| name))
        .collect();
    // A title of a column among the names shows that the cells have lost their places.
    let is_damaged = names.iter().any(|name| Column::of(name).is_some());
    let fits_keys = |mut keys: Vec<String>| {
        keys.sort_unstable();
        keys.dedup();
        let known = keys.iter().filter(|key| names.contains(key)).count();
        let are_most = known * 2 > keys.len() && (known * 2 > names.len() || known >= MANY);
        if keys.is_empty() {
            Fit::Dark
        } else if known == keys.len() {
            Fit::All
        } else if known >= FEW && are_most && !is_damaged {
            Fit::Most
        } else {
            Fit::Not
        }
    };
    let fits = |wanted: &Wanted| {
        shown
            .iter()
            .filter_map(|code| keys_below(code, &wanted.member))
            .map(&fits_keys)
            .max()
            .unwrap_or(Fit::Dark)
    };
    let fits: Vec<Fit> = wanted.iter().map(fits).collect();
    let best = fits.iter().max().filter(|fit| **fit != Fit::Not)?;
    fits.iter().position(|fit| fit == best)
}

/// The keys of the object, or of the first object of the list, that a member has in an example.
fn keys_below(code: &str, member: &str) -> Option<Vec<String>> {
    let key = format!("\"{member}\"");
    let rest = code.get(code.find(&key)? + key.len()..)?;
    let rest = rest.trim_start().strip_prefix([':', '：'])?.trim_start();
    let rest = rest.strip_prefix('[').map_or(rest, str::trim_start);
    if !rest.starts_with('{') {
        return None;
    }
    let read = super::lenient::read(rest).ok()?;
    match read.value {
        Node::Object(entries) => Some(entries.into_iter().map(|entry| entry.key).collect()),
        _ => None,
    }
}

fn add_wanted(table: &Table, columns: &Columns, wanted: &mut Vec<Wanted>) {
    // Members that lie in the table itself need no other.
    let paths: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| parse_name(&columns.cell(Column::Name, row)?.text))
        .map(|(_, _, written)| written)
        .collect();
    for row in &table.rows {
        let (Some(name), Some(ty)) = (
            columns.cell(Column::Name, row),
            columns.cell(Column::Type, row),
        ) else {
            continue;
        };
        let Some((_, path, written)) = parse_name(&name.text) else {
            continue;
        };
        let Some((member, _)) = path.last() else {
            continue;
        };
        let spelled = spelling(&ty.text);
        let is_nested = matches!(
            spelled,
            Some(Spelling::List(Some(_)) | Spelling::Map(Some(_)))
        );
        let spelled = spelled.map(Spelling::innermost);
        // `Array of List`
        let like_a_word = spelled
            .as_ref()
            .filter(|_| is_nested)
            .and_then(|spelled| named_like_a_word(spelled, &ty.text));
        let below = format!("{written}.");
        if paths.iter().any(|path| path.starts_with(&below))
            || matches!(member.as_str(), "ResponseMetadata")
        {
            continue;
        }
        let name = match spelled {
            Some(Spelling::Named(name))
                if has_inner_capital(&name) || name.starts_with(char::is_uppercase) =>
            {
                name
            }
            Some(Spelling::Named(_) | Spelling::Object) => member.clone(),
            Some(Spelling::List(None) | Spelling::Map(None)) => match like_a_word {
                Some(word) => word,
                None => continue,
            },
            _ => continue,
        };
        if !wanted.iter().any(|known| known.name == name) {
            wanted.push(Wanted {
                name,
                member: member.clone(),
            });
        }
    }
}
