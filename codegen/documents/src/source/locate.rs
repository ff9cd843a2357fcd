//! Finds the bytes of a place again. Only what is shown to a person is looked up, so the texts are scanned a second
//! time here, by parsers that keep positions, instead of carrying positions through every run.

use std::collections::HashMap;
use std::ops::Range;

use jsonc_parser::ast;
use saphyr_parser::{Event, Parser};

use super::yaml::{DEEPEST, MERGE_KEY, offset_of};
use super::{Format, Part, Pointer, SourceFile, Spot, Token};

/// Bytes of the file that a spot stands for. What cannot be found (a member that is missing, say) is replaced by the
/// nearest thing around it.
#[must_use]
pub fn locate(file: &SourceFile, spot: &Spot) -> Range<usize> {
    match spot {
        Spot::Offset(offset) => file.clamp(*offset..*offset),
        Spot::Tree(pointer, part) => {
            file.clamp(file.tree().map_or(0..0, |tree| tree.find(pointer, *part)))
        }
    }
}

/// A tree of positions, without the values.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    root: Span,
    anchors: HashMap<usize, Span>,
}

#[derive(Debug, Clone)]
struct Span {
    range: Range<usize>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Scalar,
    Alias(usize),
    Array(Vec<Span>),
    Object(Vec<Member>),
}

/// A key, where it stands, and its value.
type Member = (String, Range<usize>, Span);

/// How many merge keys are followed in a row.
const DEPTH: u8 = 16;

impl Tree {
    /// The positions of a file; `None` when it has no value or cannot be read.
    pub(super) fn of(file: &SourceFile) -> Option<Self> {
        match file.format {
            Format::Json => Self::of_json(&file.text),
            Format::Yaml => Self::of_yaml(file),
            Format::Text => None,
        }
    }

    fn find(&self, pointer: &Pointer, part: Part) -> Range<usize> {
        let tokens = pointer.tokens();
        let mut here = &self.root;
        let mut range = start_of(here);
        for (depth, token) in tokens.iter().enumerate() {
            here = self.behind_alias(here);
            let last = depth + 1 == tokens.len();
            match (token, &here.content) {
                (Token::Key(key), Content::Object(members)) => {
                    let mut found = members.iter().filter(|(name, _, _)| **name == **key);
                    let member = if last && part == Part::SecondKey {
                        found.nth(1)
                    } else {
                        found.next()
                    };
                    let Some((_, key_range, value)) =
                        member.or_else(|| self.merged(here, key, DEPTH))
                    else {
                        return range;
                    };
                    let whole_value = last && part == Part::Value;
                    let is_block = matches!(value.content, Content::Array(_) | Content::Object(_));
                    range = if whole_value && !is_block && !value.range.is_empty() {
                        value.range.clone()
                    } else {
                        key_range.clone()
                    };
                    here = value;
                }
                (token, Content::Array(items)) => {
                    let index = match token {
                        Token::Index(index) => Some(*index),
                        Token::Key(key) => key.parse().ok(),
                    };
                    let Some(item) = index.and_then(|index| items.get(index)) else {
                        return range;
                    };
                    range = start_of(item);
                    here = item;
                }
                _ => return range,
            }
        }
        range
    }

    /// What an alias stands for; anything else is what it is.
    fn behind_alias<'t>(&'t self, span: &'t Span) -> &'t Span {
        match span.content {
            Content::Alias(anchor) => self.anchors.get(&anchor).unwrap_or(span),
            _ => span,
        }
    }

    /// The member of that name that a merge key brings into a mapping.
    fn merged<'t>(&'t self, mapping: &'t Span, name: &str, depth: u8) -> Option<&'t Member> {
        let depth = depth.checked_sub(1)?;
        let Content::Object(members) = &mapping.content else {
            return None;
        };
        let sources = members.iter().filter(|(key, _, _)| key == MERGE_KEY);
        sources
            .flat_map(|(_, _, source)| {
                let source = self.behind_alias(source);
                match &source.content {
                    Content::Array(items) => items.as_slice(),
                    _ => std::slice::from_ref(source),
                }
            })
            .map(|source| self.behind_alias(source))
            .find_map(|source| {
                let Content::Object(members) = &source.content else {
                    return None;
                };
                let own = members.iter().find(|(key, _, _)| key == name);
                own.or_else(|| self.merged(source, name, depth))
            })
    }

    fn of_json(text: &str) -> Option<Self> {
        let parsed =
            jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default()).ok()?;
        Some(Self {
            root: span_of_json(&parsed.value?),
            anchors: HashMap::new(),
        })
    }

    fn of_yaml(file: &SourceFile) -> Option<Self> {
        let mut anchors = HashMap::new();
        let mut open: Vec<Open> = Vec::new();
        let mut root = None;
        for event in Parser::new_from_str(&file.text) {
            let Ok((event, span)) = event else { break };
            if open.len() > DEEPEST {
                break;
            }
            let range = offset_of(file, span.start)..offset_of(file, span.end);
            let closed = match event {
                Event::Scalar(value, _, anchor, _) => {
                    let key_expected = matches!(
                        open.last(),
                        Some(Open {
                            kind: Kind::Object(_, None),
                            ..
                        })
                    );
                    if let (
                        true,
                        Some(Open {
                            kind: Kind::Object(_, key),
                            ..
                        }),
                    ) = (key_expected, open.last_mut())
                    {
                        *key = Some((value.into_owned(), range));
                        continue;
                    }
                    (
                        Span {
                            range,
                            content: Content::Scalar,
                        },
                        anchor,
                    )
                }
                Event::Alias(anchor) => (
                    Span {
                        range,
                        content: Content::Alias(anchor),
                    },
                    0,
                ),
                Event::SequenceStart(anchor, _) => {
                    open.push(Open {
                        start: range.start,
                        anchor,
                        kind: Kind::Array(Vec::new()),
                    });
                    continue;
                }
                Event::MappingStart(anchor, _) => {
                    open.push(Open {
                        start: range.start,
                        anchor,
                        kind: Kind::Object(Vec::new(), None),
                    });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let Some(Open {
                        start,
                        anchor,
                        kind,
                    }) = open.pop()
                    else {
                        break;
                    };
                    let content = match kind {
                        Kind::Array(items) => Content::Array(items),
                        Kind::Object(members, _) => Content::Object(members),
                    };
                    (
                        Span {
                            range: start..range.end,
                            content,
                        },
                        anchor,
                    )
                }
                _ => continue,
            };
            let (span, anchor) = closed;
            if anchor != 0 {
                anchors.insert(anchor, span.clone());
            }
            match open.last_mut().map(|open| &mut open.kind) {
                Some(Kind::Array(items)) => items.push(span),
                Some(Kind::Object(members, key)) => {
                    let (name, key_range) = key
                        .take()
                        .unwrap_or_else(|| (String::new(), span.range.clone()));
                    members.push((name, key_range, span));
                }
                None => root = root.or(Some(span)),
            }
        }
        Some(Self {
            root: root?,
            anchors,
        })
    }
}

/// What was begun but not yet ended while reading YAML.
struct Open {
    start: usize,
    anchor: usize,
    kind: Kind,
}

enum Kind {
    Array(Vec<Span>),
    Object(Vec<Member>, Option<(String, Range<usize>)>),
}

/// A scalar as a whole; of anything longer, its first byte.
fn start_of(span: &Span) -> Range<usize> {
    match span.content {
        Content::Scalar | Content::Alias(_) => span.range.clone(),
        Content::Array(_) | Content::Object(_) => span.range.start..span.range.start + 1,
    }
}

fn span_of_json(value: &ast::Value<'_>) -> Span {
    let range = |range: jsonc_parser::common::Range| range.start..range.end;
    match value {
        ast::Value::Array(array) => Span {
            range: range(array.range),
            content: Content::Array(array.elements.iter().map(span_of_json).collect()),
        },
        ast::Value::Object(object) => Span {
            range: range(object.range),
            content: Content::Object(
                object
                    .properties
                    .iter()
                    .map(|property| {
                        let (name, key_range) = match &property.name {
                            ast::ObjectPropName::String(literal) => {
                                (literal.value.to_string(), range(literal.range))
                            }
                            ast::ObjectPropName::Word(literal) => {
                                (literal.value.to_string(), range(literal.range))
                            }
                        };
                        (name, key_range, span_of_json(&property.value))
                    })
                    .collect(),
            ),
        },
        scalar => {
            use jsonc_parser::common::Ranged;
            Span {
                range: range(scalar.range()),
                content: Content::Scalar,
            }
        }
    }
}
