//! Where everything of a page stands: which table, text and code belongs to which section.

use super::called::begins_with_verb;
use super::columns::Columns;
use super::headerless::{Run, swallows_header};
use super::sections::is_nothing_else;
use super::type_tables::number;
use crate::dialect::{Column, Section, Spelling, is_han, section, spelling};
use crate::page::{Block, Code, Page, Rich, Table};

/// A part of a request, or the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Query,
    Body,
    /// A request without telling which part.
    Request,
    Headers,
    Response,
    /// In no section that is about data.
    Nowhere,
}

/// A table with what stands over it.
#[derive(Debug)]
pub(super) struct PlacedTable<'a> {
    pub(super) table: &'a Table,
    pub(super) side: Side,
    pub(super) section: Option<Section>,
    /// Identifiers in the nearest heading that names no section.
    pub(super) names: Vec<String>,
    /// All words in that heading and in the text right before the table.
    pub(super) words: Vec<String>,
    /// How many of them stand in the heading.
    pub(super) in_heading: usize,
    /// Whether a text stands right before the table.
    pub(super) caption: Option<&'a Rich>,
    pub(super) anchors: Vec<String>,
    /// The heading right over it, unless that is one of a section about data.
    pub(super) own_title: Option<&'a Rich>,
    /// Whether the heading named a type, but another table stood under it before.
    pub(super) astray: bool,
    /// Whether it stands on another page, which describes structures alone.
    pub(super) foreign: bool,
}

impl PlacedTable<'_> {
    /// The heading and the text right over the table.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        let texts = [self.own_title, self.caption].into_iter().flatten();
        texts.map(|text| text.text.as_str())
    }
}

/// A block of code with the section it stands in.
#[derive(Debug)]
pub(super) struct PlacedCode<'a> {
    pub(super) code: &'a Code,
    pub(super) section: Option<Section>,
}

/// What stands under a heading that names a section.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) number: usize,
    /// The part that it lies in.
    pub(super) parent: Option<usize>,
    pub(super) section: Section,
    pub(super) title: &'a Rich,
    pub(super) tables: usize,
    pub(super) texts: Vec<&'a Rich>,
    /// Whether a source of the platform's own stands in it that was not understood.
    pub(super) foreign: bool,
    /// Whether it shows a reply, whose members are held against the tables.
    pub(super) shows_reply: bool,
    /// The titles of columns so far that stand in no table, and whether they were those of a table of members.
    titles: Run,
    headerless: bool,
}

/// A page by its sections.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) parts: Vec<Part<'a>>,
    pub(super) title: Option<&'a Rich>,
    pub(super) headings: Vec<&'a Rich>,
    pub(super) tables: Vec<PlacedTable<'a>>,
    pub(super) codes: Vec<PlacedCode<'a>>,
    pub(super) texts: Vec<(Option<Section>, &'a Rich)>,
}

/// What stands on a page outside its tables and headings: code, or a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) section: Option<Section>,
    pub(super) is_code: bool,
}

impl<'a> Outline<'a> {
    /// All code of the page, then all texts: a copy may have lost the fence around an example.
    pub(super) fn written(&self) -> impl Iterator<Item = Written<'a>> {
        let codes = self.codes.iter().map(|placed| Written {
            text: &placed.code.text,
            at: placed.code.at,
            section: placed.section,
            is_code: true,
        });
        let texts = self.texts.iter().map(|(section, text)| Written {
            text: &text.text,
            at: text.at.start,
            section: *section,
            is_code: false,
        });
        codes.chain(texts)
    }
}

/// A heading that is still in force.
struct Open<'a> {
    level: u8,
    section: Option<Section>,
    names: Vec<String>,
    text: &'a Rich,
    /// Whether a table stood under it.
    used: bool,
    /// The part that it begins, or lies in.
    part: Option<usize>,
}

/// Words of headings that are never names of types.
const COMMON: &[&str] = &[
    "query", "body", "header", "headers", "qps", "http", "https", "api", "openapi", "post", "get",
    "url", "uri", "json", "im", "rtc", "sdk", "id", "the", "of", "http/1.1",
];

impl<'a> Outline<'a> {
    pub(super) fn of(page: &'a Page) -> Self {
        let mut outline = Self::default();
        let mut open: Vec<Open<'a>> = Vec::new();
        let mut caption: Option<&'a Rich> = None;
        let mut anchors: Vec<String> = Vec::new();
        for block in &page.blocks {
            match block {
                Block::Heading(heading) => {
                    // A bold line under bold lines is their neighbour, whatever stands between them.
                    while open.last().is_some_and(|last| last.level >= heading.level) {
                        open.pop();
                    }
                    if heading.level == 1 && outline.title.is_none() {
                        outline.title = Some(&heading.text);
                    }
                    let (section, names) = match classify(&heading.text.text) {
                        // `### Output` may be a structure as well as a section.
                        (Some(_), _) if outline.has_structure(&heading.text.text) => {
                            (None, vec![heading.text.text.trim().to_owned()])
                        }
                        known => known,
                    };
                    if section.is_some_and(Section::is_about_data) {
                        // Parameters of the action itself: what stands over them is not about common ones alone.
                        for over in &mut open {
                            over.section = over.section.filter(|known| *known != Section::Aside);
                        }
                    }
                    let parent = open.last().and_then(|last| last.part);
                    let part = match section {
                        Some(section) => {
                            let number = outline.parts.len();
                            outline.parts.push(Part {
                                number,
                                parent,
                                section,
                                title: &heading.text,
                                tables: 0,
                                texts: Vec::new(),
                                foreign: false,
                                shows_reply: false,
                                titles: Run::default(),
                                headerless: false,
                            });
                            Some(number)
                        }
                        None => parent,
                    };
                    open.push(Open {
                        part,
                        level: heading.level,
                        section,
                        names,
                        text: &heading.text,
                        used: false,
                    });
                    outline.headings.push(&heading.text);
                    caption = None;
                    anchors.clear();
                }
                Block::Text(text) => {
                    outline.texts.push((innermost(&open), text));
                    if let Some(part) = open
                        .last()
                        .and_then(|last| outline.parts.get_mut(last.part?))
                    {
                        part.texts.push(text);
                        for line in text.text.lines() {
                            part.headerless |= part.titles.take(line);
                        }
                    }
                    anchors.extend(text.anchors.iter().cloned());
                    caption = Some(text);
                }
                Block::Code(code) => {
                    if let Some(part) = open
                        .last()
                        .and_then(|last| outline.parts.get_mut(last.part?))
                    {
                        part.foreign |= code.info.starts_with("mixin") && !code.draws_table();
                        part.shows_reply |= code.text.contains("ResponseMetadata");
                    }
                    outline.codes.push(PlacedCode {
                        code,
                        section: innermost(&open),
                    });
                    caption = None;
                }
                Block::Table(table) => {
                    let mut placed = place(table, &open, caption, &mut anchors);
                    caption = None;
                    if let Some(part) = open
                        .last()
                        .and_then(|last| outline.parts.get_mut(last.part?))
                    {
                        part.tables += 1;
                        // Behind a table that was not read, another may be a structure of it.
                        placed.astray |= part.headerless;
                        part.headerless |= swallows_header(table);
                    }
                    outline.tables.push(placed);
                    if let Some(heading) = open.last_mut() {
                        heading.used = true;
                    }
                }
            }
        }
        outline
    }
}

fn innermost(open: &[Open<'_>]) -> Option<Section> {
    open.iter().rev().find_map(|heading| heading.section)
}

fn place<'a>(
    table: &'a Table,
    open: &[Open<'a>],
    caption: Option<&'a Rich>,
    anchors: &mut Vec<String>,
) -> PlacedTable<'a> {
    let mut side = Side::Nowhere;
    let said = caption.and_then(said_by);
    for section in open.iter().map(|heading| heading.section).chain([said]) {
        side = match (section, side) {
            (None, side) | (Some(Section::Request), side @ Side::Response) => side,
            (Some(Section::Request), _) => Side::Request,
            (Some(Section::Query), _) => Side::Query,
            (Some(Section::Body), Side::Response) => Side::Response,
            (Some(Section::Body), _) => Side::Body,
            (Some(Section::Headers), _) => Side::Headers,
            (Some(Section::Response), _) => Side::Response,
            // A section about how to call stands over the parameters on some pages.
            (Some(Section::Method | Section::Behaviour), side) => side,
            (Some(_), _) => Side::Nowhere,
        };
    }
    let section = said.or(innermost(open));
    let is_untitled = matches!(section, None | Some(Section::Behaviour | Section::Method));
    if side == Side::Nowhere && is_untitled && chooses_action(table) {
        side = Side::Request;
    }
    let over = open
        .last()
        .filter(|heading| heading.section.is_none() || !heading.names.is_empty());
    // A heading with the name of a type is about the first table under it.
    let astray = over.is_some_and(|heading| heading.used && !heading.names.is_empty());
    let named = over.filter(|_| !astray);
    let mut anchors = std::mem::take(anchors);
    let mut words = Vec::new();
    if let Some(heading) = named {
        anchors.extend(heading.text.anchors.iter().cloned());
        anchors.push(slug(&heading.text.text));
        words.extend(identifiers(&heading.text.text));
        words.extend(number(&heading.text.text));
    }
    let in_heading = words.len();
    if let Some(caption) = caption {
        words.extend(identifiers(&caption.text));
        words.extend(number(&caption.text));
    }
    PlacedTable {
        table,
        side,
        section,
        names: named
            .map(|heading| heading.names.clone())
            .unwrap_or_default(),
        words,
        in_heading,
        caption,
        own_title: open
            .last()
            .filter(|heading| !heading.section.is_some_and(Section::is_about_data))
            .map(|heading| heading.text),
        anchors,
        astray,
        foreign: !super::is_own(table.at.start),
    }
}

/// Whether a table has the rows `Action` and `Version`, with marks: it is about the request, whatever stands over it.
fn chooses_action(table: &Table) -> bool {
    let columns = Columns::of(table);
    let has = |wanted: &str| {
        let mut names = table
            .rows
            .iter()
            .filter_map(|row| columns.cell(Column::Name, row));
        names.any(|name| name.text.trim() == wanted)
    };
    columns.has(Column::Required) && columns.has(Column::Type) && has("Action") && has("Version")
}

/// Longest text over a table that stands where a title would.
const LONGEST_CAPTION: usize = 24;

/// The section that the text over a table names as a title would: `Body 参数：`.
fn said_by(caption: &Rich) -> Option<Section> {
    let text = caption.text.trim();
    let title = text.strip_suffix([':', '：'])?;
    if title.contains('\n') || title.chars().count() > LONGEST_CAPTION {
        return None;
    }
    match classify(title) {
        (Some(section), names) if names.is_empty() => Some(section).filter(|section| {
            matches!(
                section,
                Section::Query | Section::Body | Section::Headers | Section::Aside
            )
        }),
        _ => None,
    }
}

impl Outline<'_> {
    /// Whether a table so far has a member whose members are said to stand under a title of one word.
    fn has_structure(&self, title: &str) -> bool {
        let title = title.trim();
        // `Result` is that of the envelope.
        if title == "Result"
            || !title.starts_with(|c: char| c.is_ascii_uppercase())
            || !title
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
        {
            return false;
        }
        // `Body` over members is one of the parts of a request, unless a type says otherwise.
        let is_part = COMMON.contains(&title.to_ascii_lowercase().as_str());
        self.tables.iter().any(|placed| {
            let mut columns = None;
            placed.table.rows.iter().any(|row| {
                if !row.iter().any(|cell| cell.text.contains(title)) {
                    return false;
                }
                let columns = columns.get_or_insert_with(|| Columns::of(placed.table));
                let known = columns
                    .cell(Column::Type, row)
                    .and_then(|cell| spelling(&cell.text))
                    .map(Spelling::innermost);
                match known {
                    Some(Spelling::Named(name)) => name == title,
                    Some(Spelling::Object | Spelling::List(None) | Spelling::Map(None)) => {
                        let name = columns.cell(Column::Name, row);
                        !is_part && name.is_some_and(|cell| cell.text.trim() == title)
                    }
                    _ => false,
                }
            })
        })
    }
}

/// The section that a title names, and the types that it names.
fn classify(title: &str) -> (Option<Section>, Vec<String>) {
    let chinese = title.chars().any(is_han);
    let words = identifiers(title);
    let names: Vec<String> = words
        .iter()
        .filter(|word| {
            !COMMON.contains(&word.to_ascii_lowercase().as_str())
                && (chinese || has_inner_capital(word))
        })
        .cloned()
        .collect();
    if let Some(twice) = said_twice(title) {
        return (Some(twice), Vec::new());
    }
    if names.is_empty() {
        let section = section(title);
        let lonely = section.is_none() && words.len() == 1;
        return (section, if lonely { words } else { Vec::new() });
    }
    if names == ["Result"] {
        return (Some(Section::Response), Vec::new());
    }
    if is_of_action(title) {
        return (None, names);
    }
    let rest = names.iter().fold(title.to_owned(), |rest, name| {
        rest.replace(name.as_str(), " ")
    });
    // Without its names, a title such as `ParticipantInfo 参数说明` says only that it is about parameters.
    let section = section(&rest).filter(|_| says_side(&rest));
    (section, names)
}

/// Whether a title is that of an action, whatever its other words: `获取返回数据 GetData`.
pub(super) fn is_of_action(title: &str) -> bool {
    let words = identifiers(title);
    let [name] = words.as_slice() else {
        return false;
    };
    let rest = title.replace(name.as_str(), " ");
    has_inner_capital(name) && begins_with_verb(name) && !is_nothing_else(rest.trim())
}

/// The section that a title names in two languages: `请求参数/Request`, `Response Parameters（返回参数）`.
fn said_twice(title: &str) -> Option<Section> {
    let parts = title.split(['/', '|', '(', ')', '（', '）', '｜', '／']);
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    let known = section(first)?;
    let alike = first.is_ascii() != second.is_ascii() && section(second) == Some(known);
    (alike && parts.next().is_none()).then_some(known)
}

fn says_side(title: &str) -> bool {
    let title = title.to_lowercase();
    [
        "请求", "返回", "响应", "示例", "错误", "request", "response", "example", "error", "输入",
        "输出",
    ]
    .iter()
    .any(|word| title.contains(word))
}

pub(super) fn has_inner_capital(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next();
    word.contains('_')
        || (letters.clone().any(char::is_uppercase) && letters.any(char::is_lowercase))
}

/// Words of ASCII letters and digits that begin with a letter.
pub(super) fn identifiers(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .map(|word| word.trim_matches(['-', '.', '_']))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// The anchor that a heading gets on its own.
fn slug(title: &str) -> String {
    title
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
