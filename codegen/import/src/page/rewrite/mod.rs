//! The forms in which tables, headings and code are held that Markdown does not know, rewritten as what it knows.
//!
//! Converters, crawlers and copies leave grids of `+---+` or of drawn lines, columns that only stand below each other, tabs, commas, full-width pipes, cells that are broken over
//! lines, rows behind a comment, headings without a space, and JSON without a fence. Here each becomes plain Markdown; every
//! character keeps its place in the source.

mod aligned;
mod bare;
mod csv;
mod footer;
mod grid;
mod indents;
mod json;
mod lines;
mod pipes;
mod restructured;
mod scattered;
mod tabs;
mod wrapped;

use std::borrow::Cow;
use std::ops::Range;

use lines::Line;
pub(crate) use lines::says_goes_on;

/// A page as Markdown, with where its characters stood.
#[derive(Debug)]
pub(super) struct Rewritten<'a> {
    pub(super) text: Cow<'a, str>,
    places: Vec<Stretch>,
    /// Tables that were put together from parts, by where they begin.
    pub(super) mended: Vec<Range<usize>>,
}

/// From an offset on the text stands where it stood, or all of it stands for one place.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    new: usize,
    old: usize,
    fixed: bool,
}

impl Rewritten<'_> {
    /// Where a character stood.
    pub(super) fn source(&self, new: usize) -> usize {
        let index = self.places.partition_point(|place| place.new <= new);
        match index
            .checked_sub(1)
            .and_then(|index| self.places.get(index))
        {
            None => new,
            Some(place) if place.fixed => place.old,
            Some(place) => place.old + (new - place.new),
        }
    }

    /// Where a character of the source stands now, or what follows where it was taken away. The order is that of the source.
    pub(super) fn now(&self, old: usize) -> usize {
        let index = self.places.partition_point(|place| place.old <= old);
        let place = index
            .checked_sub(1)
            .and_then(|index| self.places.get(index));
        let now = match place {
            None => old,
            Some(place) if place.fixed => place.new,
            Some(place) => place.new + (old - place.old),
        };
        let next = self.places.get(index);
        next.map_or(now, |next| now.min(next.new))
    }
}

/// Takes away what stands around a page. One that has nothing around it stays as it is.
pub(super) fn unwrapped(source: &str) -> Rewritten<'_> {
    wrapped::unwrapped(source)
}

/// Makes Markdown of a page in reStructuredText. Any other stays as it is.
pub(super) fn marked_down(source: &str) -> Rewritten<'_> {
    restructured::plain(source)
}

/// Rewrites a page. One that is plain Markdown stays as it is.
pub(super) fn rewrite(source: &str) -> Rewritten<'_> {
    let lines = lines::of(source);
    let mut out = Out::new(source);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let taken = if line.verbatim {
            0
        } else {
            grid::read(&lines, at, &mut out)
                .or_else(|| aligned::read(&lines, at, &mut out))
                .or_else(|| scattered::read(&lines, at, &mut out))
                .or_else(|| pipes::read(&lines, at, &mut out))
                .or_else(|| bare::read(&lines, at, &mut out))
                .or_else(|| tabs::read(&lines, at, &mut out))
                .or_else(|| csv::read(&lines, at, &mut out))
                .or_else(|| json::read(&lines, at, &mut out))
                .unwrap_or(0)
        };
        if taken > 0 {
            at += taken;
            continue;
        }
        out.line(line);
        at += 1;
    }
    out.finished()
}

/// The page that is being written.
struct Out<'a> {
    source: &'a str,
    text: String,
    places: Vec<Stretch>,
    mended: Vec<Range<usize>>,
    changed: bool,
    /// Whether indented lines belong to a member that is listed with indentation: they are no code.
    indented: bool,
    /// Whether the last line that is not indented is an item with a sign of its own: words that are indented below it are no code.
    listed: bool,
}

impl<'a> Out<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            text: String::with_capacity(source.len() + source.len() / 16),
            places: Vec::new(),
            mended: Vec::new(),
            changed: false,
            indented: false,
            listed: false,
        }
    }

    fn finished(self) -> Rewritten<'a> {
        Rewritten {
            text: if self.changed {
                Cow::Owned(self.text)
            } else {
                Cow::Borrowed(self.source)
            },
            places: if self.changed {
                self.places
            } else {
                Vec::new()
            },
            mended: self.mended,
        }
    }

    /// Copies a part of the source.
    fn keep(&mut self, part: Range<usize>) {
        let Some(text) = self.source.get(part.clone()) else {
            return;
        };
        let goes_on = self.places.last().is_some_and(|last| {
            !last.fixed && part.start.checked_sub(last.old) == self.text.len().checked_sub(last.new)
        });
        if !goes_on {
            self.places.push(Stretch {
                new: self.text.len(),
                old: part.start,
                fixed: false,
            });
        }
        self.text.push_str(text);
    }

    /// Writes what does not stand in the source, for a place there.
    fn add(&mut self, text: &str, at: usize) {
        self.places.push(Stretch {
            new: self.text.len(),
            old: at,
            fixed: true,
        });
        self.text.push_str(text);
        self.changed = true;
    }

    /// Copies a cell, so that it ends where it ends: a pipe in it is no border.
    fn cell(&mut self, part: Range<usize>) {
        let Some(text) = self.source.get(part.clone()) else {
            return;
        };
        let mut from = part.start;
        let mut escaped = false;
        for (index, c) in text.char_indices() {
            if c == '|' && !escaped {
                self.keep(from..part.start + index);
                self.add("\\", part.start + index);
                from = part.start + index;
            }
            escaped = c == '\\' && !escaped;
        }
        self.keep(from..part.end);
    }

    /// Copies a line that is part of no table.
    fn line(&mut self, line: &Line<'_>) {
        if line.verbatim {
            self.keep(line.start..line.next);
            return;
        }
        let ends_html = lines::ends_a_table(&self.text) && !line.text.contains('<')
            || lines::is_box(&self.text) && !lines::has_block_tag(line.text);
        if ends_html && !line.is_blank() {
            // Markdown would take it for HTML as well.
            self.add("\n", line.start);
        }
        let spaces = line.text.len() - line.text.trim_start_matches(' ').len();
        if lines::is_member(line.text) {
            self.indented = spaces >= lines::CODE;
        } else if spaces < lines::CODE && !line.is_blank() {
            self.indented = false;
        }
        if spaces < lines::CODE && !line.is_blank() {
            self.listed = line.text.trim_start().starts_with('•');
        }
        let is_word = self.listed && lines::is_word(line.text);
        if (self.indented || is_word) && spaces >= lines::CODE {
            self.changed = true;
            self.keep(line.start + spaces..line.next);
            return;
        }
        if lines::is_attribute(line.text) {
            // The platform's own line that styles the table before it.
            self.add("\n", line.start);
            return;
        }
        if lines::is_underline(line.text) && lines::is_directive(&self.text) {
            // The end of a box is no heading.
            self.add("\n", line.start);
        }
        let behind = self.source.get(line.next..).unwrap_or_default();
        let is_alone = behind
            .lines()
            .next()
            .is_none_or(|next| next.trim().is_empty());
        if matches!(line.text.trim(), "-" | "--" | "=")
            && (is_alone || !self.text.ends_with("\n\n"))
        {
            // A dash that stands for nothing is no line under a heading, and no empty item of a list.
            let cut = line.start + (line.text.len() - line.text.trim_start().len());
            self.keep(line.start..cut);
            self.add("\\", cut);
            self.keep(cut..line.next);
            return;
        }
        if let Some(marks) = lines::heading_without_space(line.text) {
            let cut = line.start + (line.text.len() - line.text.trim_start().len()) + marks;
            self.blank_line(line.start);
            self.keep(line.start..cut);
            self.add(" ", cut);
            self.keep(cut..line.next);
            return;
        }
        self.keep(line.start..line.next);
    }

    /// Ends the paragraph before, if there is one.
    fn blank_line(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.add("\n", at);
        }
        let trimmed = self.text.trim_end_matches([' ', '\t', '\r']);
        let before = trimmed.strip_suffix('\n').unwrap_or(trimmed);
        let last = before.rsplit('\n').next().unwrap_or_default();
        if !last.trim().is_empty() {
            self.add("\n", at);
        }
    }

    /// Writes a table from cells, each of which is the parts of its lines.
    fn table(&mut self, rows: &[Vec<Vec<Range<usize>>>], at: usize) {
        self.blank_line(at);
        let columns = rows.first().map_or(0, Vec::len);
        let depths = indents::of_names(self.source, rows);
        for (index, row) in rows.iter().enumerate() {
            let depth = index.checked_sub(1).and_then(|row| depths.get(row));
            for (column, cell) in row.iter().take(columns).enumerate() {
                let begin = cell.first().map_or(at, |part| part.start);
                self.add("| ", begin);
                if let (0, Some(depth)) = (column, depth) {
                    self.add(&indents::MARK.repeat(*depth), begin);
                }
                self.lines_of_cell(cell);
                self.add(" ", begin);
            }
            for _ in row.len()..columns {
                self.add("| ", at);
            }
            self.add("|\n", at);
            if index == 0 {
                self.add(&"|---".repeat(columns), at);
                self.add("|\n", at);
            }
        }
        self.add("\n", at);
    }

    /// The lines of a cell. A line that was wrapped goes on; an item, or a line behind an empty one, begins anew.
    fn lines_of_cell(&mut self, parts: &[Range<usize>]) {
        let mut apart = false;
        let mut last: Option<char> = None;
        for part in parts {
            let text = self.source.get(part.clone()).unwrap_or_default();
            // White space that is no ASCII indents names.
            const BLANKS: [char; 3] = [' ', '\t', '\r'];
            let indent = text.len() - text.trim_start_matches(BLANKS).len();
            let bare = text.trim_matches(BLANKS);
            if bare.trim().is_empty() {
                apart = last.is_some();
                continue;
            }
            let is_item = ["- ", "* ", "•", "\\- ", "\\* "]
                .iter()
                .any(|mark| bare.starts_with(mark));
            if let Some(last) = last {
                let wide = |c: char| !c.is_ascii();
                if apart || is_item {
                    self.add("<br>", part.start);
                } else if !wide(last) && !bare.chars().next().is_some_and(wide) {
                    self.add(" ", part.start);
                }
            }
            let start = part.start + indent;
            self.cell(start..start + bare.len());
            (apart, last) = (false, bare.chars().last());
        }
    }
}
