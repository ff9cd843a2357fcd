//! Edits of a tree of values: what is meant, apart from how a text is changed.

use codegen_documents::source::{Entry, Node, Pointer, Token};

/// One edit. All pointers of a series of edits are those of the tree before the first of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Edit {
    /// The value at a place becomes another.
    Replace { at: Pointer, value: Node },
    /// A mapping gets an entry, behind the first one of `after` that it has, else at its end.
    Add {
        at: Pointer,
        key: String,
        value: Node,
        after: Vec<String>,
    },
    /// A list gets an item, before the one that had this index.
    Insert {
        at: Pointer,
        index: usize,
        value: Node,
    },
    /// An entry of a mapping, or an item of a list, goes.
    Remove { at: Pointer },
    /// An entry of a mapping gets another key.
    Rename { at: Pointer, to: String },
}

/// Puts edits in an order in which none moves what a later one points at, and drops repetitions.
pub(super) fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    let mut unique: Vec<Edit> = Vec::new();
    for edit in edits.drain(..) {
        if !unique.contains(&edit) {
            unique.push(edit);
        }
    }
    let depth = |pointer: &Pointer| pointer.tokens().len();
    let rank = |edit: &Edit| match edit {
        Edit::Replace { .. } | Edit::Add { .. } => (0, 0, 0),
        // From the end of a list to its beginning; deeper ones first.
        Edit::Insert { at, index, .. } => (1, usize::MAX - depth(at) - 1, usize::MAX - index),
        Edit::Remove { at } => {
            let index = match at.last() {
                Some(Token::Index(index)) => usize::MAX - index,
                _ => 0,
            };
            (1, usize::MAX - depth(at), index)
        }
        Edit::Rename { at, .. } => (2, usize::MAX - depth(at), 0),
    };
    // Several items for one place: each goes before the one that went there last.
    unique.reverse();
    let mut replaced: Vec<Edit> = unique
        .iter()
        .filter(|edit| rank(edit).0 == 0)
        .cloned()
        .collect();
    replaced.reverse();
    unique.retain(|edit| rank(edit).0 != 0);
    unique.sort_by_key(|edit| {
        let removal = matches!(edit, Edit::Remove { .. });
        (rank(edit), !removal)
    });
    replaced.extend(unique);
    replaced
}

/// Carries out an edit; `None` when its place does not exist.
pub(super) fn apply(root: &mut Node, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Replace { at, value } => *get_mut(root, at)? = value.clone(),
        Edit::Add {
            at,
            key,
            value,
            after,
        } => {
            let Node::Object(entries) = get_mut(root, at)? else {
                return None;
            };
            if entries.iter().any(|entry| entry.key == *key) {
                return None;
            }
            let entry = Entry {
                key: key.clone(),
                value: value.clone(),
            };
            let index = place_of(entries.iter().map(|entry| entry.key.as_str()), after);
            entries.insert(index.unwrap_or(entries.len()), entry);
        }
        Edit::Insert { at, index, value } => {
            let Node::Array(items) = get_mut(root, at)? else {
                return None;
            };
            if *index > items.len() {
                return None;
            }
            items.insert(*index, value.clone());
        }
        Edit::Remove { at } => match (get_mut(root, at.parent()?)?, at.last()?) {
            (Node::Object(entries), Token::Key(key)) => {
                let index = entries.iter().position(|entry| entry.key == **key)?;
                entries.remove(index);
            }
            (Node::Array(items), Token::Index(index)) if *index < items.len() => {
                items.remove(*index);
            }
            _ => return None,
        },
        Edit::Rename { at, to } => match (get_mut(root, at.parent()?)?, at.last()?) {
            (Node::Object(entries), Token::Key(key)) => {
                if entries.iter().any(|entry| entry.key == *to) {
                    return None;
                }
                let entry = entries.iter_mut().find(|entry| entry.key == **key)?;
                entry.key.clone_from(to);
            }
            _ => return None,
        },
    }
    Some(())
}

/// The index behind the first of the wanted neighbours that is there.
pub(super) fn place_of<'k>(
    keys: impl Iterator<Item = &'k str> + Clone,
    after: &[String],
) -> Option<usize> {
    after
        .iter()
        .find_map(|wanted| keys.clone().position(|key| key == wanted))
        .map(|index| index + 1)
}

fn get_mut<'n>(root: &'n mut Node, at: &Pointer) -> Option<&'n mut Node> {
    let mut here = root;
    for token in at.tokens() {
        here = match (here, token) {
            (Node::Object(entries), Token::Key(key)) => {
                let entry = entries.iter_mut().find(|entry| entry.key == **key)?;
                &mut entry.value
            }
            (Node::Array(items), Token::Index(index)) => items.get_mut(*index)?,
            (Node::Array(items), Token::Key(key)) => items.get_mut(key.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(here)
}
