//! Findings for people.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Findings, Severity};
use crate::source::{Place, SourceFile, Sources, locate};

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

/// Shows every finding with its code, its place as `file:line:column`, an excerpt and the way to mend it.
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
    let primary = Excerpt::of(sources, &finding.place);
    let related: Vec<(Excerpt<'_>, &str)> = finding
        .related
        .iter()
        .map(|(place, label)| (Excerpt::of(sources, place), label.as_str()))
        .collect();

    let mut snippet = primary.snippet();
    let label = (!finding.label.is_empty()).then_some(finding.label.as_str());
    snippet = snippet.annotation(
        AnnotationKind::Primary
            .span(primary.range.clone())
            .label(label),
    );
    let mut apart = Vec::new();
    for (excerpt, label) in &related {
        if excerpt.file.name == primary.file.name && excerpt.window == primary.window {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(excerpt.range.clone())
                    .label(*label),
            );
        } else {
            apart.push(
                excerpt.snippet().annotation(
                    AnnotationKind::Context
                        .span(excerpt.range.clone())
                        .label(*label),
                ),
            );
        }
    }
    let mut group = Group::with_title(
        level
            .primary_title(finding.message.as_str())
            .id(finding.rule.code),
    )
    .element(snippet);
    for snippet in apart {
        group = group.element(snippet);
    }
    group = group.element(Level::HELP.message(finding.way_to_mend()));
    renderer.render(&[group])
}

/// The part of a file that is shown around a place.
struct Excerpt<'a> {
    file: &'a SourceFile,
    window: Range<usize>,
    first_line: usize,
    range: Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn of(sources: &'a Sources, place: &Place) -> Self {
        let file = sources.get(place.file);
        let range = locate(file, &place.spot);
        let line = file.line(range.start);
        if line.len() <= LONGEST_LINE {
            return Self {
                file,
                window: 0..file.text.len(),
                first_line: 1,
                range,
            };
        }
        let around = range.start.saturating_sub(LONGEST_LINE / 2)..range.start + LONGEST_LINE / 2;
        let line_start = file.text[..range.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let line_end = file.text[range.start..]
            .find('\n')
            .map_or(file.text.len(), |length| range.start + length);
        let window = file.clamp(around.start.max(line_start)..around.end.min(line_end));
        let first_line = file.position(range.start).line;
        let shown = range.start - window.start..range.end.min(window.end) - window.start;
        Self {
            file,
            window,
            first_line,
            range: shown,
        }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'_, T> {
        Snippet::source(&self.file.text[self.window.clone()])
            .line_start(self.first_line)
            .path(self.file.name.as_str())
            .fold(true)
    }
}
