//! Edits of a JSON text.

use jsonc_parser::cst::{CstInputValue, CstNode, CstRootNode};

use super::Refused;
use crate::update::edit::{Edit, place_of};
use codegen_documents::source::{Entry, Node, Pointer, Token};

/// The text with all edits.
pub(super) fn edited(text: &str, edits: &[Edit]) -> Result<String, Refused> {
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let root = CstRootNode::parse(text, &jsonc_parser::ParseOptions::default())
        .map_err(|error| Refused(error.to_string()))?;
    for edit in edits {
        edit_json(&root, edit)
            .ok_or_else(|| Refused("the place of a change was not found".to_owned()))?;
    }
    Ok(format!("{mark}{root}"))
}

fn edit_json(root: &CstRootNode, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Replace { at, value } => {
            let value = input(value);
            match (find_json(root, at.parent()?)?, at.last()?) {
                (CstNode::Container(parent), Token::Key(key)) => {
                    parent.as_object()?.get(key)?.set_value(value);
                }
                (CstNode::Container(parent), Token::Index(index)) => {
                    let array = parent.as_array()?;
                    array.elements().into_iter().nth(*index)?.remove();
                    array.insert(*index, value);
                }
                (CstNode::Leaf(_), _) => return None,
            }
        }
        Edit::Add {
            at,
            key,
            value,
            after,
        } => {
            let object = find_json(root, at)?.as_object()?;
            let keys: Vec<String> = object
                .properties()
                .iter()
                .filter_map(jsonc_parser::cst::CstObjectProp::decoded_name)
                .collect();
            let index = place_of(keys.iter().map(String::as_str), after).unwrap_or(keys.len());
            object.insert(index, key, input(value));
        }
        Edit::Insert { at, index, value } => {
            let array = find_json(root, at)?.as_array()?;
            array.insert(*index, input(value));
        }
        Edit::Remove { at } => {
            let parent = find_json(root, at.parent()?)?;
            match at.last()? {
                Token::Key(key) => parent.as_object()?.get(key)?.remove(),
                Token::Index(index) => parent
                    .as_array()?
                    .elements()
                    .into_iter()
                    .nth(*index)?
                    .remove(),
            }
        }
        Edit::Rename { at, to } => {
            let object = find_json(root, at.parent()?)?.as_object()?;
            let Token::Key(key) = at.last()? else {
                return None;
            };
            let name = object.get(key)?.name()?.as_string_lit()?;
            name.set_raw_value(serde_json::Value::String(to.clone()).to_string());
        }
    }
    Some(())
}

fn find_json(root: &CstRootNode, at: &Pointer) -> Option<CstNode> {
    at.tokens()
        .into_iter()
        .try_fold(root.value()?, |node, token| match token {
            Token::Key(key) => node.as_object()?.get(key)?.value(),
            Token::Index(index) => node.as_array()?.elements().into_iter().nth(*index),
        })
}

fn input(value: &Node) -> CstInputValue {
    match value {
        Node::Null => CstInputValue::Null,
        Node::Bool(value) => CstInputValue::Bool(*value),
        Node::Int(value) => CstInputValue::Number(value.to_string()),
        Node::Float(value) => CstInputValue::Number(format!("{value:?}")),
        Node::String(text) => CstInputValue::String(text.clone()),
        Node::Array(items) => CstInputValue::Array(items.iter().map(input).collect()),
        Node::Object(entries) => CstInputValue::Object(
            entries
                .iter()
                .map(|Entry { key, value }| (key.clone(), input(value)))
                .collect(),
        ),
    }
}
