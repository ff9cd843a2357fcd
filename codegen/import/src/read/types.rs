//! Spellings to shapes: which table describes a type, and what a bare list or map holds.

use super::Reader;
use super::free::is_described;
use super::outline::Side;
use super::rows::Row;
use super::untold::{Fallback, shown_by};
use crate::dialect::{Scalar, Spelling, half_width, spelling};
use crate::facts::Shape;
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

/// A table that describes a type.
#[derive(Debug, Clone)]
pub(super) struct TypeSource {
    pub(super) side: Side,
    pub(super) names: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) anchors: Vec<String>,
    /// Whether it stands on another page.
    pub(super) foreign: bool,
    /// What it is called, once something refers to it.
    pub(super) name: Option<String>,
    /// Where that stands which refers to it: the request, if anything of it does.
    pub(super) used_by: Option<Side>,
    /// Where it begins.
    pub(super) at: std::ops::Range<usize>,
}

// `value 为 String`, `value: Int`.
pattern!(
    VALUE_TYPE,
    r"(?i)value\s*(?:的)?(?:类型)?\s*(?:为|是|:|=|\(|is|are|of type|type)?\s*(?:an?\s+)?`?([A-Za-z0-9<>\[\]]+|字符串|整型|布尔值?)"
);

/// The last word of a type, if it is a word for types that pages give to structures of their own as well: `Array of Slice`.
///
/// `List` is such a word only behind `of`, beside brackets or in them: `Array of List`, `List[]`, `[]List`.
pub(super) fn named_like_a_word(spelling: &Spelling, text: &str) -> Option<String> {
    const SCALARS: &[&str] = &[
        "object", "objects", "string", "strings", "integer", "int", "long", "float", "double",
        "boolean", "bool", "number", "json", "any", "enum",
    ];
    const HOLDERS: &[&str] = &["array", "list", "map", "repeatlist"];
    if matches!(
        spelling,
        Spelling::Named(_) | Spelling::List(Some(_)) | Spelling::Map(Some(_))
    ) {
        return None;
    }
    let last = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .rfind(|word| !word.is_empty())?;
    let (before, behind) = text.rsplit_once(last)?;
    let lower = last.to_ascii_lowercase();
    let is_item = || {
        before.trim_end().to_ascii_lowercase().ends_with(" of")
            || before.ends_with(['[', ']', '<', '('])
            || behind.trim_start().starts_with("[]")
    };
    let is_name = last.starts_with(|c: char| c.is_ascii_uppercase())
        && last.chars().any(|c| c.is_ascii_lowercase())
        && !SCALARS.contains(&lower.as_str())
        && (!HOLDERS.contains(&lower.as_str()) || is_item());
    is_name.then(|| last.to_owned())
}

impl Reader<'_> {
    /// The shape behind a spelling.
    pub(super) fn resolve(&mut self, spelling: &Spelling, row: &Row, about: &str) -> Shape {
        // `List`, an `Array of List`: the structure is called like the member.
        if let Some(name) = named_like_a_word(spelling, &row.type_cell.text)
            && (row.written == name
                || self
                    .sources
                    .iter()
                    .any(|source| source.names.contains(&name) || source.words.contains(&name)))
        {
            return self.object(Some(&name), row, about);
        }
        match spelling {
            Spelling::Scalar(scalar) => Shape::Scalar(*scalar),
            Spelling::Json => Shape::Json,
            Spelling::List(Some(items)) => Shape::List(Box::new(self.resolve(items, row, about))),
            Spelling::Map(Some(values)) => Shape::Map(Box::new(self.resolve(values, row, about))),
            Spelling::Object => self.object(None, row, about),
            Spelling::Named(name) => self.object(Some(name), row, about),
            Spelling::List(None) => match self.items(row) {
                Some(Spelling::Object) => Shape::List(Box::new(self.object(None, row, about))),
                Some(items) => Shape::List(Box::new(self.resolve(&items, row, about))),
                None => match self.find_table(None, row, about) {
                    Ok(Some(index)) => Shape::List(Box::new(Shape::Type(index))),
                    Ok(None) => {
                        Shape::List(Box::new(self.unknown(row, about, "what its items are")))
                    }
                    Err(()) => Shape::List(Box::new(Shape::Json)),
                },
            },
            Spelling::Map(None) => match self.values(row) {
                Some(values) => Shape::Map(Box::new(self.resolve(&values, row, about))),
                None => match self.find_table(None, row, about) {
                    // Pages call objects maps, too: only words about keys or values tell that the table describes a value.
                    Ok(Some(index)) if speaks_of_entries(row) => {
                        Shape::Map(Box::new(Shape::Type(index)))
                    }
                    Ok(Some(index)) => Shape::Type(index),
                    Ok(None) => self.unknown_map(row, about),
                    Err(()) => Shape::Map(Box::new(Shape::Json)),
                },
            },
        }
    }

    fn unknown(&mut self, row: &Row, about: &str, what: &str) -> Shape {
        let finding = Finding::new(
            &lint::PAGE_UNKNOWN_TYPE,
            self.place(&row.type_cell.at),
            format!(
                "`{}` is the type of `{about}`, without saying {what}",
                row.type_cell.text.trim()
            ),
        )
        .help("the document allows any JSON for them; add their type there");
        let shown = match shown_by(row) {
            Some(Node::Array(items)) => items,
            _ => Vec::new(),
        };
        self.untold(about, row, shown, Fallback::Json, finding)
    }

    /// A bare map may be an object whose members an example shows; by itself it has values of any kind.
    fn unknown_map(&mut self, row: &Row, about: &str) -> Shape {
        let finding = Finding::new(
            &lint::PAGE_UNKNOWN_TYPE,
            self.place(&row.type_cell.at),
            format!(
                "`{}` is the type of `{about}`, without saying what its values are",
                row.type_cell.text.trim()
            ),
        )
        .help("the document allows any JSON for them; add their type there");
        let shown = shown_by(row).into_iter().collect();
        self.untold(about, row, shown, Fallback::Map, finding)
    }

    fn object(&mut self, name: Option<&str>, row: &Row, about: &str) -> Shape {
        match self.find_table(name, row, about) {
            Ok(Some(index)) => Shape::Type(index),
            Ok(None) => {
                if let Some(scalar) = name.and_then(|name| self.enumeration(name, row, about)) {
                    return Shape::Scalar(scalar);
                }
                let written = row.type_cell.text.trim();
                let links = row.type_cell.links.iter().chain(&row.description.links);
                let elsewhere = links.into_iter().find(|link| {
                    !link.target.starts_with('#')
                        && (row.type_cell.links.contains(link) || says_structure(&link.text))
                });
                let message = match elsewhere {
                    Some(link) => format!(
                        "the type `{written}` of `{about}` is described on another page, `{}`",
                        link.target
                    ),
                    None => {
                        format!("no table on the page describes the type `{written}` of `{about}`")
                    }
                };
                let help = if elsewhere.is_some() {
                    "import that page together with this one, or add its members to the document, where it is an object with any members"
                } else {
                    "in the document it is an object with any members; add them there"
                };
                let at = self.place(&row.type_cell.at);
                let is_open = name.is_none() && elsewhere.is_none() && is_described(row);
                let finding = if is_open {
                    Finding::new(
                        &lint::PAGE_OPEN_OBJECT,
                        at,
                        format!("the page describes no members of `{about}`, only what it is for"),
                    )
                    .help("the document has an object with any members; add those that you know")
                } else {
                    Finding::new(&lint::PAGE_MISSING_TYPE_TABLE, at, message).help(help)
                };
                let shown = match shown_by(row) {
                    Some(Node::Array(items)) => items,
                    other => other.into_iter().collect(),
                };
                // `JSON Object` says that it may have any members.
                let squeezed: String = written.to_lowercase().split_whitespace().collect();
                let any = matches!(
                    squeezed.as_str(),
                    "jsonobject" | "json_object" | "json对象" | "object(json)" | "json(object)"
                );
                self.untold(
                    about,
                    row,
                    shown,
                    Fallback::Object,
                    (!any).then_some(finding),
                )
            }
            Err(()) => Shape::AnyObject,
        }
    }

    /// What the items of a bare list are, as its description or its example tells.
    fn items(&mut self, row: &Row) -> Option<Spelling> {
        let example = row.example.text.trim();
        let parsed: Vec<serde_json::Value> = serde_json::from_str(&half_width(example)).ok()?;
        self.by_example(row, parsed.iter())
    }

    /// What the values of a bare map are.
    fn values(&mut self, row: &Row) -> Option<Spelling> {
        let text = half_width(&row.description.text);
        if let Some(found) = VALUE_TYPE.captures(&text)
            && let Some(known) = found.get(1).and_then(|word| spelling(word.as_str()))
            && !matches!(known, Spelling::Named(_))
        {
            self.note(
                &row.written,
                "type",
                &row.description.text,
                row.description.at.start,
            );
            return Some(known);
        }
        let example = half_width(row.example.text.trim());
        let braced = if example.starts_with('{') {
            example
        } else {
            format!("{{{example}}}")
        };
        let parsed: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&braced).ok()?;
        self.by_example(row, parsed.values())
    }

    fn by_example<'v>(
        &mut self,
        row: &Row,
        values: impl Iterator<Item = &'v serde_json::Value>,
    ) -> Option<Spelling> {
        let mut kinds = values.map(|value| match value {
            serde_json::Value::String(_) => Some(Spelling::Scalar(Scalar::String)),
            serde_json::Value::Bool(_) => Some(Spelling::Scalar(Scalar::Bool)),
            serde_json::Value::Number(number) if number.is_i64() => {
                Some(Spelling::Scalar(Scalar::Int64))
            }
            serde_json::Value::Number(_) => Some(Spelling::Scalar(Scalar::Double)),
            serde_json::Value::Object(_) => Some(Spelling::Object),
            _ => None,
        });
        let first = kinds.next()??;
        if !kinds.all(|kind| kind.as_ref() == Some(&first)) {
            return None;
        }
        if first != Spelling::Object {
            self.tell(
                Finding::new(
                    &lint::PAGE_TYPE_FROM_EXAMPLE,
                    self.place(&row.example.at),
                    format!("only the example shows what `{}` holds", row.written),
                )
                .help("the document follows the example; check it"),
            );
        }
        Some(first)
    }
}

/// Whether a description says what the keys or the values of a map are.
fn speaks_of_entries(row: &Row) -> bool {
    let lower = row.description.text.to_lowercase();
    ["key", "value", "键值", "键名", "键为", "键是", "映射"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether the words of a link name a page about structures: `数据结构`.
fn says_structure(words: &str) -> bool {
    let lower = words.to_lowercase();
    [
        "数据结构",
        "数据类型",
        "结构体",
        "data structure",
        "data type",
    ]
    .iter()
    .any(|word| lower.contains(word))
}
