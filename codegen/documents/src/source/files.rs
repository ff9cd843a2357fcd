//! Files held in memory, addressed by small numbers.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::locate::Tree;
use super::{BroughtIn, FileId, Node, Place, SyntaxError, parse};

/// The notation of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON.
    Json,
    /// Anything else, such as a page of documentation: a text without a tree of values.
    Text,
}

impl Format {
    /// The notation that a file name promises; `None` when it is neither.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A text with its name.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Name shown in findings; the path as the user gave it, with `/`.
    pub name: String,
    /// Path relative to the folder of all documents, with `/`.
    pub relative: String,
    /// Its notation.
    pub format: Format,
    /// Its content.
    pub text: String,
    /// Where its lines begin; made when a place is first asked for.
    lines: OnceLock<Vec<usize>>,
    /// Where its values stand; made when a place is first asked for.
    tree: OnceLock<Option<Tree>>,
    /// Its values; read when they are first asked for.
    parsed: OnceLock<Result<Arc<Node>, SyntaxError>>,
    /// Parts of other files that the document takes in.
    brought_in: OnceLock<Vec<BroughtIn>>,
}

/// A place for people: both numbers count from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl SourceFile {
    /// A text with its names. A byte order mark before it is not part of it.
    #[must_use]
    pub fn new(name: String, relative: String, format: Format, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Self {
            name,
            relative,
            format,
            text,
            lines: OnceLock::new(),
            tree: OnceLock::new(),
            parsed: OnceLock::new(),
            brought_in: OnceLock::new(),
        }
    }

    /// The values of the file, which is read once, however many documents refer to it.
    ///
    /// # Errors
    /// The first violation of the notation.
    pub fn parsed(&self) -> Result<&Arc<Node>, &SyntaxError> {
        let parsed = self.parsed.get_or_init(|| parse(self).map(Arc::new));
        parsed.as_ref()
    }

    /// Notes which parts of other files the document takes in. Only what is noted first counts.
    pub(crate) fn remember(&self, brought_in: Vec<BroughtIn>) {
        self.brought_in.get_or_init(|| brought_in);
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let newlines = self.text.bytes().enumerate();
            let starts = newlines
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(index, _)| index + 1);
            std::iter::once(0).chain(starts).collect()
        })
    }

    /// Positions of the values; `None` for a text that has none.
    pub(super) fn tree(&self) -> Option<&Tree> {
        self.tree.get_or_init(|| Tree::of(self)).as_ref()
    }

    /// Line and column of a byte offset. An offset behind the end, or inside a character, is moved back.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.border(offset);
        let line = self.lines().partition_point(|start| *start <= offset);
        let start = self.line_start(line);
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }

    /// Byte offset of a line and a column given as numbers from 1 on; moved to the nearest one there is.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let line = self.line_text(position.line.max(1));
        let column = position.column.saturating_sub(1);
        let inside = line.char_indices().nth(column);
        self.line_start(position.line.max(1)) + inside.map_or(line.len(), |(index, _)| index)
    }

    /// The line that holds a byte offset, without its end.
    #[must_use]
    pub fn line(&self, offset: usize) -> &str {
        let line = self.line_text(self.position(offset).line);
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// Bytes of the whole lines that a range touches, without the end of the last one.
    #[must_use]
    pub fn whole_lines(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.position(range.start).line;
        let last = self.position(range.end.max(range.start)).line;
        self.line_start(first)..self.line_start(last) + self.line_text(last).len()
    }

    /// Where a line begins; the end of the text for a line behind it.
    fn line_start(&self, line: usize) -> usize {
        self.lines()
            .get(line - 1)
            .copied()
            .unwrap_or(self.text.len())
    }

    fn line_text(&self, line: usize) -> &str {
        let rest = &self.text[self.line_start(line)..];
        rest.split('\n').next().unwrap_or_default()
    }

    fn border(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// A range that lies inside the text and on character borders.
    #[must_use]
    pub fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let start = self.border(range.start);
        start..self.border(range.end).max(start)
    }
}

/// All files of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes in a file.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    /// The file behind a number that [`Sources::add`] of this very collection gave.
    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their numbers, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }

    /// The file with a path relative to the folder of all documents.
    #[must_use]
    pub fn named(&self, relative: &str) -> Option<FileId> {
        let mut files = self.iter();
        let found = files.find(|(_, file)| file.relative == relative);
        found.map(|(id, _)| id)
    }

    /// Where something is written: a place in what a document takes in from another file is a place in that file.
    #[must_use]
    pub fn origin(&self, place: &Place) -> Place {
        let brought_in = self.get(place.file).brought_in.get();
        let found = brought_in.and_then(|parts| BroughtIn::origin(parts, place));
        found.unwrap_or_else(|| place.clone())
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
