//! Spellings to shapes: which table describes a type, and what a bare list or map holds.

use super::Reader;
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
    const HOLDERS: &[&str] = &["array", "list", "map"];
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
        if let Some(name) = named_like_a_word(spelling, &row.type_cell.text)
            && self
                .sources
                .iter()
                .any(|source| source.names.contains(&name) || source.words.contains(&name))
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
                let finding = Finding::new(
                    &lint::PAGE_MISSING_TYPE_TABLE,
                    self.place(&row.type_cell.at),
                    message,
                )
                .help(help);
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

<<<<<<< HEAD
    /// The table that a row's type leads to. `Err` when several fit, which is told.
    fn find_table(
        &mut self,
        name: Option<&str>,
        row: &Row,
        about: &str,
    ) -> Result<Option<usize>, ()> {
        let links = row.type_cell.links.iter().chain(&row.description.links);
        let targets: Vec<&Link> = links.filter(|link| link.target.contains('#')).collect();
        let by_anchor = |source: &TypeSource| {
            targets.iter().any(|link| {
                let (page, anchor) = link.target.split_once('#').unwrap_or_default();
                // An address of the site with an anchor that only an editor makes may be that of this very page.
                let is_made =
                    page.starts_with('/') && anchor.contains(|c: char| c.is_ascii_digit());
                (page.is_empty() || source.foreign || is_made)
                    && source
                        .anchors
                        .iter()
                        .any(|own| own.eq_ignore_ascii_case(anchor))
            })
        };
        let own_name = row
            .path
            .last()
            .map(|(name, _)| name.as_str())
            .unwrap_or_default();
        let mentioned = identifiers(&row.description.text);
        let named = |source: &TypeSource, wanted: &str| {
            source.names.iter().any(|name| same(name, wanted))
                || source.words.iter().any(|word| same(word, wanted))
        };
        let whole = about.replace("[]", "");
        // `Items.Sub` over a table: the path of the member that it is about.
        let by_path = |source: &TypeSource| {
            source
                .names
                .iter()
                .chain(&source.words)
                .filter(|word| word.contains('.'))
                .map(|word| without_side(word))
                .any(|word| whole == word || whole.ends_with(&format!(".{word}")))
        };
        // `DataTypes.Item`
        let by_last = |source: &TypeSource, wanted: &str| {
            source
                .names
                .iter()
                .filter_map(|own| own.rsplit_once('.'))
                .any(|(_, last)| last == wanted)
        };
        let is_own_name = |source: &TypeSource| {
            let mut words = source.names.iter().chain(&source.words);
            words.any(|word| word == own_name)
        };
        let tests: [&dyn Fn(&TypeSource) -> bool; 9] = [
            &by_anchor,
            &by_path,
            &|source| name.is_some_and(|name| source.names.iter().any(|own| own == name)),
            &|source| {
                name.is_some_and(|name| {
                    let mut names = source.names.iter();
                    names.any(|own| own.eq_ignore_ascii_case(name))
                })
            },
            &|source| name.is_some_and(|name| named(source, name)),
            &|source| name.is_some_and(|name| by_last(source, name)),
            // `Keys` and `Key` may be two.
            &is_own_name,
            &|source| named(source, own_name),
            &|source| {
                name.is_none()
                    && !source.names.is_empty()
                    && source
                        .names
                        .iter()
                        .any(|own| mentioned.iter().any(|word| word == own))
            },
        ];
        for test in tests {
            let fitting: Vec<usize> = (0..self.sources.len())
                .filter(|index| self.sources.get(*index).is_some_and(test))
                .collect();
            // What the page says itself counts before what another one says.
            let own = |index: &usize| {
                self.sources
                    .get(*index)
                    .is_some_and(|source| !source.foreign)
            };
            let fitting: Vec<usize> = if fitting.iter().any(own) {
                fitting.into_iter().filter(own).collect()
            } else {
                fitting
            };
            let near: Vec<usize> = fitting
                .iter()
                .copied()
                .filter(|index| {
                    let side = self
                        .sources
                        .get(*index)
                        .map(|source| source.side == Side::Response);
                    side == Some(self.side == Side::Response)
                })
                .collect();
            let found =
                match (fitting.as_slice(), near.as_slice()) {
                    ([], _) => continue,
                    ([one], _) | (_, [one]) => *one,
                    (several, _) => {
                        if let Some(found) = self.by_order(several, own_name, row) {
                            self.refer(found, name, own_name);
                            return Ok(Some(found));
                        }
                        let mut finding = Finding::new(
                            &lint::PAGE_CONTRADICTION,
                            self.place(&row.type_cell.at),
                            format!("several tables could describe the type of `{about}`"),
                        );
                        for source in several.iter().filter_map(|index| self.sources.get(*index)) {
                            finding = finding.related(self.place(&source.at), "one of them");
                        }
                        self.tell(finding.help(
                            "in the document it is an object with any members; add them there",
                        ));
                        return Err(());
                    }
                };
            self.refer(found, name, own_name);
            return Ok(Some(found));
        }
        Ok(None)
    }

    /// Remembers that a row refers to a table.
    pub(super) fn refer(&mut self, found: usize, name: Option<&str>, own_name: &str) {
        let side = self.side;
        let Some(source) = self.sources.get_mut(found) else {
            return;
        };
        let title = source.names.first().cloned();
        source.name.get_or_insert_with(|| {
            name.map(str::to_owned)
                .or(title)
                .unwrap_or_else(|| own_name.to_owned())
        });
        if source.used_by.is_none_or(|known| known == Side::Response) {
            source.used_by = Some(side);
        }
    }

    /// Of several tables for members of one name, the one that follows the row: if each of the members has one behind it.
    fn by_order(&mut self, several: &[usize], own_name: &str, row: &Row) -> Option<usize> {
        let begin = |index: &usize| self.sources.get(*index).map(|source| source.at.start);
        let mut tables: Vec<(usize, usize)> = several
            .iter()
            .filter_map(|index| Some((begin(index)?, *index)))
            .collect();
        tables.sort_unstable();
        let rows = self.namesakes.get(own_name)?;
        // A row, its table, the next row, its table.
        let in_turn = rows.len() == tables.len()
            && rows
                .iter()
                .zip(&tables)
                .all(|(row, (table, _))| row < table)
            && tables
                .iter()
                .zip(rows.iter().skip(1))
                .all(|((table, _), row)| table < row);
        let turn = rows.iter().position(|at| *at == row.at.start)?;
        let (at, found) = tables.get(turn).copied().filter(|_| in_turn)?;
        self.tell(
            Finding::new(
                &lint::PAGE_INFERRED_TABLE,
                self.offset(at),
                format!("several tables could describe `{own_name}`; by its place this one belongs to the member before it"),
            )
            .help("check that it describes that member"),
        );
        Some(found)
    }

=======
>>>>>>> main
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
<<<<<<< HEAD

/// Whether two names mean one type: `Vpcs` and `Vpc`, `streamInfo` and `StreamInfo`.
pub(super) fn same(a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_ascii_lowercase().replace(['_', '-'], "");
        match name.strip_suffix('s') {
            Some(singular) if singular.len() > 2 => singular.to_owned(),
            _ => name,
        }
    };
    a == b || bare(a) == bare(b)
}
=======
>>>>>>> main
