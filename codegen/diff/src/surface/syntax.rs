//! Parts of Rust's syntax as text that can be compared: what does not matter to those who use an item is left out.

use quote::ToTokens;
use syn::{Attribute, FnArg, Generics, Meta, ReturnType, Signature, UseTree, Visibility};

/// A signature without the names of its parameters.
pub(super) fn signature(of: &Signature) -> String {
    let inputs = of.inputs.iter().map(|input| match input {
        // Whether a value that is given away can be changed inside concerns nobody outside.
        FnArg::Receiver(receiver) => match plain(receiver).as_str() {
            "mut self" => "self".to_owned(),
            other => other.to_owned(),
        },
        FnArg::Typed(typed) => plain(&typed.ty),
    });
    let inputs = inputs.collect::<Vec<_>>().join(", ");
    let output = match &of.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", plain(ty)),
    };
    let asyncness = if of.asyncness.is_some() { "async " } else { "" };
    format!("{asyncness}fn{}({inputs}){output}", generics(&of.generics))
}

/// Parameters of types, without the names by which they are known inside.
pub(super) fn generics(generics: &Generics) -> String {
    match generics.type_params().count() {
        0 => String::new(),
        count => format!("<{count}>"),
    }
}

/// A part of a syntax tree as text, every path cut to its last step.
pub(super) fn plain(part: &impl ToTokens) -> String {
    shortened(&part.to_token_stream().to_string())
}

pub(super) fn shortened(tokens: &str) -> String {
    let mut text = String::with_capacity(tokens.len());
    let mut words: Vec<&str> = Vec::new();
    for word in tokens.split_whitespace() {
        // `a :: b` is cut to `b`; a leading `::` goes as well.
        if words.last() == Some(&"::") {
            words.pop();
            let is_step = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
            if words.last().is_some_and(is_step) {
                words.pop();
            }
        }
        words.push(word);
    }
    for word in words {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if is_word(text.chars().last()) && is_word(word.chars().next()) {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string().contains("hidden"),
        _ => false,
    })
}

pub(super) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

/// Names with the steps to what they stand for.
pub(super) fn flatten(
    tree: &UseTree,
    steps: &mut Vec<String>,
    found: &mut Vec<(String, Vec<String>)>,
) {
    match tree {
        UseTree::Path(path) => {
            steps.push(path.ident.to_string());
            flatten(&path.tree, steps, found);
            steps.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let mut steps = steps.clone();
            steps.push(name.clone());
            found.push((name, steps));
        }
        UseTree::Rename(rename) => {
            let mut steps = steps.clone();
            steps.push(rename.ident.to_string());
            found.push((rename.rename.to_string(), steps));
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, steps, found);
            }
        }
        UseTree::Glob(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn paths_are_cut_to_their_last_step() {
        for (tokens, expected) in [
            ("std :: vec :: Vec < String >", "Vec<String>"),
            (":: serde :: Serialize", "Serialize"),
            ("Option < super :: types :: Role >", "Option<Role>"),
            ("impl Into < String >", "impl Into<String>"),
            ("& 'a str", "&'a str"),
        ] {
            assert_eq!(shortened(tokens), expected);
        }
    }
}
