//! The lines of a page, and what each may be part of.

/// A line with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Without its line break.
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// Where the next line begins.
    pub(super) next: usize,
    /// Code, HTML, a quotation or metadata: copied as it is.
    pub(super) verbatim: bool,
}

impl Line<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

pub(super) fn of(source: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut in_table = false;
    let mut metadata = false;
    let mut start = 0;
    for (index, whole) in source.split_inclusive('\n').enumerate() {
        let text = whole.trim_end_matches(['\n', '\r']);
        let bare = text.trim();
        let mut verbatim = fence.is_some() || in_table || metadata;
        if index == 0 && bare == "---" {
            (metadata, verbatim) = (true, true);
        } else if metadata {
            metadata = bare != "---";
        } else if let Some(mark) = fence {
            // A fence ends with a line of nothing but the mark.
            if bare.starts_with(mark) && bare.trim_start_matches(['`', '~']).is_empty() {
                fence = None;
            }
        } else if let Some(mark) = fence_mark(bare) {
            (fence, verbatim) = (Some(mark), true);
        } else {
            let lower = bare.to_ascii_lowercase();
            let (opens, closes) = (lower.rfind("<table"), lower.rfind("</table"));
            if opens.is_some() || closes.is_some() {
                in_table = opens.is_some_and(|open| closes.is_none_or(|close| close < open));
                verbatim = true;
            }
            verbatim |= bare.starts_with('>') || bare.starts_with("<h") || bare.starts_with("<p>");
        }
        lines.push(Line {
            text,
            start,
            next: start + whole.len(),
            verbatim,
        });
        start += whole.len();
    }
    lines
}

fn fence_mark(bare: &str) -> Option<&'static str> {
    if bare.starts_with("```") && !bare.get(3..)?.contains('`') {
        Some("```")
    } else if bare.starts_with("~~~") {
        Some("~~~")
    } else {
        None
    }
}

/// `#{.custom-md-table-4}#`, `{: .table}`, `{% tabs %}`
pub(super) fn is_attribute(text: &str) -> bool {
    let bare = text.trim().trim_matches('#');
    ["{.", "{:", "{#", "{%"]
        .iter()
        .any(|mark| bare.starts_with(mark))
        && bare.ends_with('}')
}

/// Whether a line makes a heading of the line before it.
pub(super) fn is_underline(text: &str) -> bool {
    let bare = text.trim();
    !bare.is_empty()
        && ["-", "="]
            .iter()
            .any(|mark| bare.replace(mark, "").is_empty())
}

/// Whether the last line of a text begins or ends a box: `:::tip`, `:::`.
pub(super) fn is_directive(text: &str) -> bool {
    last_line(text).trim_start().starts_with(":::")
}

/// Whether the last line of a text ends a table of HTML.
pub(super) fn ends_a_table(text: &str) -> bool {
    last_line(text).trim_end().ends_with("</table>")
}

/// Whether the last line of a text is a box: `<div>Note</div>`.
pub(super) fn is_box(text: &str) -> bool {
    let line = last_line(text).trim();
    line.starts_with("<div") && line.ends_with("</div>")
}

/// Whether a line opens or closes a block of HTML.
pub(super) fn has_block_tag(line: &str) -> bool {
    const TAGS: &[&str] = &[
        "table", "thead", "tbody", "tr", "td", "th", "div", "p", "ul", "ol", "li", "h1", "h2",
        "h3", "h4", "h5", "h6", "pre", "details", "section",
    ];
    let lower = line.to_ascii_lowercase();
    let mut tags = lower.split('<').skip(1).map(|tag| {
        let tag = tag.trim_start_matches('/');
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
        tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
    });
    tags.any(|tag| TAGS.contains(&tag))
}

/// The last line of a text, or nothing if an empty one follows it.
fn last_line(text: &str) -> &str {
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    line.rsplit('\n').next().unwrap_or_default()
}

/// Whether a line says that the table before goes on: `续表：`.
pub(crate) fn says_goes_on(text: &str) -> bool {
    let bare = text
        .trim()
        .trim_matches(['(', ')', '（', '）', ':', '：', '*', '。', '.'])
        .to_lowercase();
    matches!(
        bare.as_str(),
        "续" | "续表" | "续上表" | "接上表" | "表续" | "continued" | "table continued" | "cont"
    )
}

/// `<!-- row -->`
pub(super) fn is_comment(text: &str) -> bool {
    let bare = text.trim();
    bare.starts_with("<!--") && bare.ends_with("-->")
}

/// How many marks a heading has that lacks the space behind them.
pub(super) fn heading_without_space(text: &str) -> Option<usize> {
    let bare = text.trim_start();
    let marks = bare.len() - bare.trim_start_matches('#').len();
    let title = bare.get(marks..)?;
    let first = title.chars().next()?;
    // `#话题#` and `#1` are no headings.
    let is_title = (first.is_alphabetic() || matches!(first, '*' | '`'))
        && !title.trim_end().ends_with('#')
        && title.chars().count() <= 60
        && (marks > 1 || !first.is_ascii());
    ((1..=6).contains(&marks) && text.len() - bare.len() <= 3 && is_title).then_some(marks)
}

/// How many spaces make a line code.
pub(super) const CODE: usize = 4;

/// Whether a line begins with a word, or the sign of an item, and not as JSON or a request does.
pub(super) fn is_word(text: &str) -> bool {
    const SENT: [&str; 6] = ["GET ", "POST ", "PUT ", "HTTP/", "curl ", "Host:"];
    let bare = text.trim_start();
    bare.starts_with(|c: char| c.is_alphabetic() || c == '•')
        && !SENT.iter().any(|sent| bare.starts_with(sent))
}

/// Whether a line begins with a name in bold letters, before which the names above it may stand: `A.**B** \`string\``.
pub(super) fn is_member(text: &str) -> bool {
    let bare = text.trim_start();
    let Some((path, rest)) = bare.split_once("**") else {
        return false;
    };
    let is_path = path.is_empty() || path.ends_with('.') && !path.contains(char::is_whitespace);
    is_path && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}
