//! Findings for people.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Findings, Severity};
use crate::source::{Place, SourceFile, Sources, locate};

/// Most bytes of a file between two marks in one excerpt. All of them are searched for each finding.
const LARGEST_WINDOW: usize = 32 << 10;

/// Longest line of which an excerpt is shown whole; of longer ones (JSON in one line, say) only a window is.
const LONGEST_LINE: usize = 240;

/// How findings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without colours.
    Plain,
    /// With colours, for terminals.
    Coloured,
}

/// Shows every finding with its code, its place as `file:line:column`, an excerpt and a fix.
#[must_use]
pub fn render_text(findings: &Findings, sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for finding in findings.iter() {
        out.push_str(&render_one(finding, sources, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn render_one(finding: &Finding, sources: &Sources, renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let label = (!finding.label.is_empty()).then_some(finding.label.as_str());
    let mut excerpts = vec![Excerpt::of(
        sources,
        &finding.place,
        AnnotationKind::Primary,
        label,
    )];
    for (place, label) in &finding.related {
        let related = Excerpt::of(sources, place, AnnotationKind::Context, Some(label));
        if !excerpts[0].absorb(&related) {
            excerpts.push(related);
        }
    }
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.lint.code);
    let mut group = Group::with_title(title);
    for excerpt in &excerpts {
        group = group.element(excerpt.snippet());
    }
    group = group.element(Level::HELP.message(finding.fix()));
    renderer.render(&[group])
}

/// The part of a file that is shown, and what is marked in it.
struct Excerpt<'a> {
    file: &'a SourceFile,
    window: Range<usize>,
    /// Whether the window is whole lines and may grow by others.
    whole_lines: bool,
    marks: Vec<(AnnotationKind, Range<usize>, Option<&'a str>)>,
}

impl<'a> Excerpt<'a> {
    fn of(
        sources: &'a Sources,
        place: &Place,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Self {
        let file = sources.get(place.file);
        let range = locate(file, &place.spot);
        let lines = file.whole_lines(&range);
        let whole_lines = file.line(range.start).len() <= LONGEST_LINE;
        let window = if whole_lines {
            lines
        } else {
            let start = range
                .start
                .saturating_sub(LONGEST_LINE / 2)
                .max(lines.start);
            let end = (range.start + LONGEST_LINE / 2).min(lines.end);
            file.clamp(start..end)
        };
        Self {
            file,
            window,
            whole_lines,
            marks: vec![(kind, range, label)],
        }
    }

    /// Shows another excerpt's marks as well, if both are whole lines of one file that do not stand too far apart.
    fn absorb(&mut self, other: &Self) -> bool {
        let start = self.window.start.min(other.window.start);
        let end = self.window.end.max(other.window.end);
        let fits = self.file.name == other.file.name
            && self.whole_lines
            && other.whole_lines
            && end - start <= LARGEST_WINDOW;
        if fits {
            self.window = start..end;
            self.marks.extend(other.marks.iter().cloned());
        }
        fits
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let snippet = Snippet::source(&self.file.text[self.window.clone()])
            .line_start(self.file.position(self.window.start).line)
            .path(self.file.name.as_str())
            .fold(true);
        let inside = |offset: usize| offset.min(self.window.end) - self.window.start;
        self.marks
            .iter()
            .fold(snippet, |snippet, (kind, range, label)| {
                snippet.annotation(
                    kind.span(inside(range.start)..inside(range.end))
                        .label(*label),
                )
            })
    }
}
