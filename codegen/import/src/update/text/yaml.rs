//! Edits of a YAML text.

use std::str::FromStr;

use yaml_edit::{Document, Mapping, YamlNode};

use super::Refused;
use crate::update::document::node_at;
use crate::update::edit::Edit;
use crate::write::{Yaml, render};
use codegen_documents::source::{
    Format, Node, Part, Pointer, SourceFile, Spot, Token, locate, parse,
};

/// The text with all edits, and with every comment.
pub(super) fn edited(file: &SourceFile, edits: &[Edit]) -> Result<String, Refused> {
    let mut document = open(&file.text)?;
    let before = comments(&document);
    for edit in edits {
        if let Edit::Insert { at, index, value } = edit
            && let Some(text) = above_comment(&document.to_string(), &at.index(*index), value)
        {
            document = open(&text)?;
            continue;
        }
        let apart = match edit {
            Edit::Remove { at } => set_apart_behind(&document.to_string(), at, 1),
            Edit::Replace { at, .. } => set_apart_behind(&document.to_string(), at, 0),
            _ => None,
        };
        edit_yaml(&document, edit).ok_or_else(|| {
            Refused(
                "this part of the file is not laid out as lists and mappings that can be edited"
                    .to_owned(),
            )
        })?;
        if let Some(behind) = apart {
            document = open(&set_apart(document.to_string(), &behind))?;
        }
        if let Edit::Add { at, key, .. } = edit
            && is_set_apart(&file.text, at)
        {
            document = open(&set_apart(document.to_string(), &at.key(key)))?;
        }
    }
    let mut after = comments(&document).into_iter();
    let all_there = before
        .iter()
        .all(|comment| after.any(|other| other == *comment));
    if !all_there {
        return Err(Refused("a comment would be lost".to_owned()));
    }
    Ok(with_line_ends_of(&file.text, document.to_string()))
}

/// Ends new lines as the old ones end.
fn with_line_ends_of(old: &str, text: String) -> String {
    let windows = old.matches("\r\n").count();
    if windows > 0 && windows == old.matches('\n').count() {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text
    }
}

fn comments(document: &Document) -> Vec<String> {
    let comments = document.comments();
    comments.map(|comment| comment.to_string()).collect()
}

fn open(text: &str) -> Result<Document, Refused> {
    Document::from_str(text).map_err(|error| Refused(error.to_string()))
}

fn edit_yaml(document: &Document, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Replace { at, value } => match (find(document, at.parent()?)?, at.last()?) {
            (YamlNode::Mapping(mapping), Token::Key(key)) => {
                let key = key_of(&mapping, key)?;
                let value = in_style(mapping.get(&key).as_ref(), value)?;
                mapping.set(&key, value);
            }
            (YamlNode::Sequence(sequence), Token::Index(index)) => {
                let value = in_style(sequence.get(*index).as_ref(), value)?;
                sequence.set(*index, value).then_some(())?;
            }
            _ => return None,
        },
        Edit::Add {
            at,
            key,
            value,
            after,
        } => {
            let YamlNode::Mapping(mapping) = find(document, at)? else {
                return None;
            };
            let value = node(value)?;
            let mut neighbours = after.iter();
            match neighbours.find_map(|neighbour| key_of(&mapping, neighbour)) {
                Some(neighbour) => mapping
                    .insert_after(neighbour, key.as_str(), value)
                    .then_some(())?,
                None => mapping.set(key.as_str(), value),
            }
        }
        Edit::Insert { at, index, value } => {
            let YamlNode::Sequence(sequence) = find(document, at)? else {
                return None;
            };
            sequence.insert(*index, node(value)?);
        }
        Edit::Remove { at } => match (find(document, at.parent()?)?, at.last()?) {
            (YamlNode::Mapping(mapping), Token::Key(key)) => {
                mapping.remove(key_of(&mapping, key)?)?;
            }
            (YamlNode::Sequence(sequence), Token::Index(index)) => {
                sequence.remove(*index)?;
            }
            _ => return None,
        },
        Edit::Rename { at, to } => match (find(document, at.parent()?)?, at.last()?) {
            (YamlNode::Mapping(mapping), Token::Key(key)) => {
                let key = key_of(&mapping, key)?;
                mapping.rename_key(key, to.as_str()).then_some(())?;
            }
            _ => return None,
        },
    }
    Some(())
}

fn find(document: &Document, at: &Pointer) -> Option<YamlNode> {
    let root = YamlNode::Mapping(document.as_mapping()?);
    at.tokens()
        .into_iter()
        .try_fold(root, |node, token| match (node, token) {
            (YamlNode::Mapping(mapping), Token::Key(key)) => mapping.get(key_of(&mapping, key)?),
            (YamlNode::Sequence(sequence), Token::Index(index)) => sequence.get(*index),
            _ => None,
        })
}

/// The key of that text; a number without quotes is a key like any other.
fn key_of(mapping: &Mapping, text: &str) -> Option<YamlNode> {
    mapping.keys().find(|key| {
        key.as_scalar()
            .is_some_and(|scalar| scalar.as_string() == text)
    })
}

/// Widest line of folded words.
const WIDTH: usize = 100;

/// A text in the quotes, or the folds, of the one that it replaces; anything else in the layout of new documents.
fn in_style(old: Option<&YamlNode>, value: &Node) -> Option<YamlNode> {
    let old = old.and_then(YamlNode::as_scalar).map(ToString::to_string);
    if let (Some(old), Node::String(text)) = (old, value) {
        let header = old.trim_start().lines().next().unwrap_or_default();
        let styled = match header.chars().next() {
            Some('\'') if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
            Some('"') => serde_json::Value::String(text.clone()).to_string(),
            Some('>') => folded(header, text),
            _ => return node(value),
        };
        let styled = format!("value: {styled}\n");
        let file = scratch(styled.clone());
        let same = parse(&file).is_ok_and(|root| root.member("value") == Some(value));
        if same {
            return Document::from_str(&styled).ok()?.as_mapping()?.get("value");
        }
    }
    node(value)
}

fn folded(header: &str, text: &str) -> String {
    let mut out = header.trim_end().to_owned();
    let mut width = WIDTH;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width + 1 + length > WIDTH {
            out.push_str("\n  ");
            width = 0;
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out
}

/// A value in the layout of new documents.
fn node(value: &Node) -> Option<YamlNode> {
    let text = render(&Yaml::Map(vec![(
        "value".to_owned(),
        Yaml::Node(value.clone()),
    )]));
    Document::from_str(&text).ok()?.as_mapping()?.get("value")
}

/// Whether the entries of a mapping are set apart by empty lines.
fn is_set_apart(text: &str, at: &Pointer) -> bool {
    let file = scratch(text.to_owned());
    let Some(root) = parse(&file).ok() else {
        return false;
    };
    let Some(Node::Object(entries)) = node_at(&root, at) else {
        return false;
    };
    entries.len() > 1
        && entries
            .iter()
            .skip(1)
            .all(|entry| empty_line_before(&file, &at.key(&entry.key)))
}

/// The text with a new item before one that has a comment above it: that belongs to the one that was there.
fn above_comment(text: &str, item: &Pointer, value: &Node) -> Option<String> {
    let file = scratch(text.to_owned());
    node_at(&parse(&file).ok()?, item)?;
    let start = line_of(&file, item);
    let line = &text[start..];
    let indent = line.len() - line.trim_start_matches(' ').len();
    let comments = text[..start].lines().rev();
    let above: Vec<&str> = comments
        .take_while(|line| line.trim_start().starts_with('#'))
        .collect();
    if above.is_empty() || !line[indent..].starts_with("- ") {
        return None;
    }
    let lines: usize = text[..start].lines().count();
    let first: usize = text
        .split_inclusive('\n')
        .take(lines - above.len())
        .map(str::len)
        .sum();
    let new = render(&Yaml::List(vec![Yaml::Node(value.clone())]));
    let mut out = text[..first].to_owned();
    for line in new.lines() {
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
        out.push('\n');
    }
    out.push_str(&text[first..]);
    Some(out)
}

/// What stands behind an entry, should an empty line set it apart: where it is when so many entries have gone.
fn set_apart_behind(text: &str, entry: &Pointer, gone: usize) -> Option<Pointer> {
    let file = scratch(text.to_owned());
    let root = parse(&file).ok()?;
    let mut here = entry;
    loop {
        let around = here.parent()?;
        let next = match (node_at(&root, around)?, here.last()?) {
            (Node::Object(entries), Token::Key(key)) => {
                let index = entries.iter().position(|entry| entry.key == **key)?;
                let next = entries.get(index + 1);
                next.map(|entry| (around.key(&entry.key), around.key(&entry.key)))
            }
            (Node::Array(items), Token::Index(index)) => {
                let next = index + 1;
                let left = if here == entry { next - gone } else { next };
                (next < items.len()).then(|| (around.index(next), around.index(left)))
            }
            _ => return None,
        };
        match next {
            Some((before, after)) => return empty_line_before(&file, &before).then_some(after),
            None => here = around,
        }
    }
}

fn scratch(text: String) -> SourceFile {
    SourceFile::new(String::new(), String::new(), Format::Yaml, text)
}

/// Whether an empty line stands before an entry and the comments above it.
fn empty_line_before(file: &SourceFile, entry: &Pointer) -> bool {
    let start = line_of(file, entry);
    let above = file.text[..start].lines().rev();
    above
        .map(str::trim)
        .find(|line| !line.starts_with('#'))
        .is_some_and(str::is_empty)
}

/// Where the line of an entry begins.
fn line_of(file: &SourceFile, entry: &Pointer) -> usize {
    let spot = Spot::Tree(entry.clone(), Part::Key);
    let at = locate(file, &spot).start;
    file.text[..at].rfind('\n').map_or(0, |index| index + 1)
}

fn set_apart(text: String, entry: &Pointer) -> String {
    let file = scratch(text);
    let start = line_of(&file, entry);
    let mut text = file.text.clone();
    if !empty_line_before(&file, entry) {
        text.insert(start, '\n');
    }
    text
}
