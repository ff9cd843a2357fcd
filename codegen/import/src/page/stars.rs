//! Stars and underscores that Markdown takes for emphasis and that are text: `a.*.b.*.c`, `7*24*3600`, `/**/x/**/`, `__init__`.
//!
//! By its rules these are emphasis. Nobody emphasises a dot, a colon or a part of a word, but patterns, products and names are full
//! of such marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The marks of a text that were opened, each with what it is if it is text.
pub(super) struct Stars<'t> {
    text: &'t str,
    open: Vec<Option<&'t str>>,
}

impl<'t> Stars<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            text,
            open: Vec::new(),
        }
    }

    /// An event, as text where it is one.
    pub(super) fn kept<'e>(&mut self, event: Event<'e>, at: &Range<usize>) -> Event<'e>
    where
        't: 'e,
    {
        let kept = match &event {
            Event::Start(Tag::Emphasis) => self.begin(at, 1),
            Event::Start(Tag::Strong) => self.begin(at, 2),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.open.pop().flatten(),
            _ => None,
        };
        kept.map_or(event, |mark| Event::Text(mark.into()))
    }

    fn begin(&mut self, at: &Range<usize>, width: usize) -> Option<&'t str> {
        let whole = self.text.get(at.clone()).unwrap_or_default();
        let is_text = self.is_text(at, width);
        let mark = whole.get(..width).filter(|_| is_text);
        self.open.push(mark);
        mark
    }

    /// Whether what stands between marks and around them is no emphasis.
    fn is_text(&self, at: &Range<usize>, width: usize) -> bool {
        let before = self.text.get(..at.start).unwrap_or_default();
        let behind = self.text.get(at.end..).unwrap_or_default();
        let inner = at
            .end
            .checked_sub(width)
            .and_then(|end| self.text.get(at.start + width..end));
        let Some(inner) = inner.filter(|inner| !inner.is_empty()) else {
            return false;
        };
        let is_underscore = self.text.get(at.start..at.start + 1) == Some("_");
        if is_underscore {
            // `__init__` in a sentence; alone it may be a name in bold letters.
            let is_alone = |text: &str, last: bool| {
                let line = if last {
                    text.rsplit('\n').next()
                } else {
                    text.lines().next()
                };
                let line = line.unwrap_or_default().trim();
                line.is_empty()
                    || if last {
                        line.ends_with('|')
                    } else {
                        line.starts_with('|')
                    }
            };
            let is_name = inner
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            return width > 1 && is_name && !(is_alone(before, true) && is_alone(behind, false));
        }
        // What may stand at the ends of a sentence that is emphasised.
        let opens = |c: char| !c.is_ascii_punctuation() || "`\"'([<!&\\*_~$#@".contains(c);
        let closes = |c: char| !c.is_ascii_punctuation() || "`\"')]>.,:;!?%&\\*_~".contains(c);
        if !inner.starts_with(opens) || !inner.ends_with(closes) {
            return true;
        }
        // `Filter.**Kind**` and `**Kind**string` are names.
        let is_word = |c: char| c.is_ascii_alphanumeric();
        let is_pattern = |c: char| is_word(c) || "])}/\\^+?$|=:.".contains(c);
        let is_path = before
            .strip_suffix('.')
            .is_some_and(|path| path.ends_with(is_word))
            && inner
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !behind.starts_with(['.', '*']);
        width == 1 && !is_path && (before.ends_with(is_pattern) || behind.starts_with(is_word))
    }
}

#[cfg(test)]
mod tests {
    use super::Stars;
    use pulldown_cmark::{Event, Parser};

    fn read(text: &str) -> String {
        let mut stars = Stars::of(text);
        let mut out = String::new();
        for (event, at) in Parser::new(text).into_offset_iter() {
            if let Event::Text(text) = stars.kept(event, &at) {
                out.push_str(&text);
            }
        }
        out
    }

    #[test]
    fn patterns_products_and_names_keep_their_marks() {
        for text in [
            "a.*.b.*.c",
            "as .*foo.* and .*bar.* do",
            "^[a-z]*[0-9]*$",
            "arn:*:*:*:role/*",
            "7*24*3600",
            "see /**/x/**/y",
            "a __init__ b",
            "a__b__c",
            "C:*.txt and *.md",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn emphasis_stays_emphasis() {
        for (text, plain) in [
            ("**Note:** a *b* c", "Note: a b c"),
            ("Filter.**Kind**", "Filter.Kind"),
            ("**Kind**string", "Kindstring"),
            ("请**务必**填写", "请务必填写"),
            ("（*可选*）", "（可选）"),
            ("__Name__", "Name"),
            ("_Name_ and __two words__", "Name and two words"),
            ("***Name***", "Name"),
        ] {
            assert_eq!(read(text), plain, "{text}");
        }
    }
}
