//! Where a text of code can be broken.
//!
//! Knows brackets, commas, dots, arrows and literals. Gives brackets with their contents, the parts between commas, and
//! the links of a chain. Must never know how wide a line is.

/// The first brackets with something in between.
pub(super) fn brackets(text: &str) -> Option<(usize, usize)> {
    let mut open = None;
    let mut level = 0;
    for (index, mark) in Marks::new(text) {
        match mark {
            Mark::Open => {
                if level == 0 {
                    open = Some(index);
                }
                level += 1;
            }
            Mark::Close => {
                level -= 1;
                if let (0, Some(open)) = (level, open)
                    && open + 1 < index
                {
                    return Some((open, index));
                }
            }
            Mark::Comma | Mark::Dot => {}
        }
    }
    None
}

/// Where the bracket closes that opens at a place.
pub(super) fn closing(text: &str, open: usize) -> Option<usize> {
    let mut level = 0;
    Marks::new(&text[open..]).find_map(|(index, mark)| {
        match mark {
            Mark::Open => level += 1,
            Mark::Close => level -= 1,
            Mark::Comma | Mark::Dot => {}
        }
        (level == 0).then_some(open + index)
    })
}

/// Parts between commas.
#[derive(Clone)]
pub(super) struct Parts<'t>(pub(super) &'t str);

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.0.is_empty() {
            return None;
        }
        let end = outermost(self.0, Mark::Comma).next();
        let (part, rest) = match end {
            Some(comma) => (&self.0[..comma], self.0[comma + 1..].trim_start()),
            None => (self.0, ""),
        };
        self.0 = rest;
        Some(part)
    }
}

/// What a chain of methods starts with, then each method with the dot before it.
pub(super) struct Chain<'t>(pub(super) &'t str);

impl<'t> Iterator for Chain<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        if self.0.is_empty() {
            return None;
        }
        let end = outermost(self.0, Mark::Dot).find(|dot| *dot > 0);
        let (link, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest;
        Some(link)
    }
}

/// Where marks of a kind stand outside all brackets.
fn outermost(text: &str, kind: Mark) -> impl Iterator<Item = usize> {
    let mut level = 0;
    Marks::new(text).filter_map(move |(index, mark)| {
        match mark {
            Mark::Open => level += 1,
            Mark::Close => level -= 1,
            Mark::Comma | Mark::Dot => {}
        }
        (level == 0 && mark == kind).then_some(index)
    })
}

/// What layout depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Comma,
    Dot,
}

/// The marks of a text outside its literals.
struct Marks<'t> {
    bytes: std::iter::Enumerate<std::slice::Iter<'t, u8>>,
    before: u8,
}

impl<'t> Marks<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes().iter().enumerate(),
            before: 0,
        }
    }

    /// Passes the rest of a text in quotation marks.
    fn skip_literal(&mut self) {
        let mut is_escaped = false;
        for (_, byte) in self.bytes.by_ref() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => return,
                _ => {}
            }
        }
    }
}

impl Iterator for Marks<'_> {
    type Item = (usize, Mark);

    fn next(&mut self) -> Option<(usize, Mark)> {
        while let Some((index, byte)) = self.bytes.next() {
            let before = std::mem::replace(&mut self.before, *byte);
            let mark = match byte {
                b'(' | b'<' | b'[' => Mark::Open,
                // Not the end of an arrow.
                b'>' if before == b'-' || before == b'=' => continue,
                b')' | b'>' | b']' => Mark::Close,
                b',' => Mark::Comma,
                b'.' => Mark::Dot,
                b'"' => {
                    self.skip_literal();
                    continue;
                }
                _ => continue,
            };
            return Some((index, mark));
        }
        None
    }
}
