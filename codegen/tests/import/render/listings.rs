//! Members without a table: paragraphs and items of lists; and pages without headings.

use super::forms::apart;
use super::{Column, Page};

impl Page {
    /// Rules between members, names in bold letters, types as code.
    pub(super) fn listed(&mut self, columns: &[Column], rows: &[Vec<Vec<String>>]) {
        for row in rows {
            let cell = |wanted| cell(columns, row, wanted);
            let path = cell(Column::Name).concat();
            let (above, name) = path.rsplit_once('.').unwrap_or(("", &path));
            let dot = if above.is_empty() { "" } else { "." };
            self.out.push_str(&format!(
                "---\n\n\n\n{above}{dot}**{name}** `{}`",
                cell(Column::Type).concat()
            ));
            let mark = cell(Column::Required).concat();
            if !mark.is_empty() {
                let key = path.to_lowercase();
                self.out.push_str(&format!(
                    " <span data-api-tag=\"require|{key}\">{mark}</span>"
                ));
            }
            let description = apart(cell(Column::Description)).join("\n");
            self.out.push_str(&format!("\n\n{description}\n\n\n"));
        }
    }

    /// Paragraphs: one empty line before the first member of an object, two between neighbours, one more for every object that ends.
    pub(super) fn spaced(&mut self, columns: &[Column], rows: &[Vec<Vec<String>>]) {
        let mut before: Option<usize> = None;
        for row in rows {
            let cell = |wanted| cell(columns, row, wanted).concat();
            let path = cell(Column::Name);
            let name = path.trim_start_matches('└');
            let depth = path.chars().count() - name.chars().count();
            let gap = match before {
                Some(before) if depth <= before => 2 + before - depth,
                _ => 1,
            };
            before = Some(depth);
            self.out.push_str(&"\n".repeat(gap));
            self.out.push_str(&format!(
                "**{name} ** <span data-label=\"purple\">{}</span> {}示例值：`{}`\n",
                cell(Column::Type),
                cell(Column::Required),
                cell(Column::Example),
            ));
            let description = apart(cell_lines(columns, row)).join("\n");
            self.out.push_str(&format!("{description}\n"));
        }
        self.out.push_str("\n\n");
    }

    /// Titles and cells one below the other.
    pub(super) fn lines(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str(&header.join("\n"));
        for cell in rows.iter().flatten() {
            let text = cell.join("\n");
            let text = if text.trim().is_empty() { "-" } else { &text };
            self.out.push_str(&format!("\n{text}"));
        }
        self.out.push_str("\n\n");
    }

    /// Items below items; type and mark stand in brackets.
    pub(super) fn bullets(&mut self, columns: &[Column], rows: &[Vec<Vec<String>>]) {
        for row in rows {
            let cell = |wanted| cell(columns, row, wanted);
            let path = cell(Column::Name).concat();
            let name = path.trim_start();
            let indent = " ".repeat(path.len() - name.len());
            let mut facts = cell(Column::Type).concat();
            for mark in cell(Column::Required) {
                facts.push('，');
                facts.push_str(mark);
            }
            let description = cell(Column::Description).join("\n");
            let description = description.replace('\n', &format!("\n{indent}  "));
            self.out
                .push_str(&format!("{indent}- `{name}`（{facts}）：{description}\n"));
        }
    }
}

fn cell_lines<'a>(columns: &[Column], row: &'a [Vec<String>]) -> &'a [String] {
    cell(columns, row, Column::Description)
}

/// The lines of the cell in a column; none where there is no such column.
fn cell<'a>(columns: &[Column], row: &'a [Vec<String>], wanted: Column) -> &'a [String] {
    let index = columns.iter().position(|column| *column == wanted);
    index
        .and_then(|index| row.get(index))
        .map_or(&[], Vec::as_slice)
}

/// What a reader mode leaves of a line: headings of sections are lost, or are sentences.
pub(super) fn without_heading(line: &str) -> String {
    let title = line.trim_start_matches('#');
    let words = title.split(" <").next().unwrap_or_default().trim();
    match line.len() - title.len() {
        0 => line.to_owned(),
        1 => format!("你可以调用 {words} 接口。"),
        2 if words.starts_with("返回") => "其中 Result 的结构如下：".to_owned(),
        4 => words.to_owned(),
        _ => String::new(),
    }
}
