//! Tables as text: Markdown, the rows of the platform's editor, HTML.

use super::Page;

impl Page {
    pub(super) fn markdown(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str(&format!("| {} |\n", header.join(" | ")));
        self.out
            .push_str(&format!("|{}\n", " --- |".repeat(header.len())));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.join("<br>"))).collect();
            self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }

    /// An empty row before each, and a row for every line of its longest cell.
    pub(super) fn editor(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        let empty = format!("{}|", "| ".repeat(header.len()));
        self.out.push_str(&format!(
            "{empty} \\\n|{} |\n|{}\n",
            header.join(" |"),
            "---|".repeat(header.len())
        ));
        for row in rows {
            let spanned: Vec<&str> = row
                .iter()
                .map(|cell| if cell == &["^^"] { "^^" } else { " " })
                .collect();
            self.out.push_str(&format!("|{}| \\\n", spanned.join("|")));
            let height = row.iter().map(Vec::len).max().unwrap_or(1);
            for line in 0..height {
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| match cell.get(line).map(String::as_str) {
                        None | Some("^^") => String::new(),
                        Some(text) => escaped(text),
                    })
                    .collect();
                let more = if line + 1 < height { "\\" } else { "" };
                self.out
                    .push_str(&format!("|{} |{more}\n", cells.join(" |")));
            }
        }
    }

    /// Every line of a cell on a line of its own, with an empty one before what is no item of a list.
    pub(super) fn grid(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        let cells: Vec<Vec<Vec<String>>> =
            std::iter::once(header.iter().map(|title| vec![title.clone()]).collect())
                .chain(
                    rows.iter()
                        .map(|row| row.iter().map(|cell| apart(cell)).collect()),
                )
                .collect();
        let width = |column: usize| {
            let lines = cells.iter().filter_map(|row| row.get(column)).flatten();
            lines
                .map(|line| escaped(line).chars().count())
                .max()
                .unwrap_or(1)
        };
        let widths: Vec<usize> = (0..header.len()).map(width).collect();
        let border = |mark: &str| {
            let parts = widths.iter().map(|width| mark.repeat(width + 2));
            format!("+{}+\n", parts.collect::<Vec<_>>().join("+"))
        };
        self.out.push_str(&border("-"));
        for (index, row) in cells.iter().enumerate() {
            let height = row.iter().map(Vec::len).max().unwrap_or(1);
            for line in 0..height {
                for (cell, width) in row.iter().zip(&widths) {
                    let text = escaped(cell.get(line).map_or("", String::as_str));
                    let space = " ".repeat(width - text.chars().count());
                    self.out.push_str(&format!("| {text}{space} "));
                }
                self.out.push_str("|\n");
            }
            self.out
                .push_str(&border(if index == 0 { "=" } else { "-" }));
        }
    }

    /// No pipe before the first cell, and a line break where a cell has one.
    pub(super) fn broken(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str(&format!(
            "{} |\n{}\n",
            header.join(" | "),
            "---|".repeat(header.len())
        ));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.join("\n"))).collect();
            self.out.push_str(&format!("{} |\n", cells.join(" | ")));
        }
    }

    /// A row for every line, with the values that a member may have on lines of their own.
    pub(super) fn tabs(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str(&format!("{}\n", header.join("\t")));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| items_last(cell)).collect();
            self.out.push_str(&format!("{}\n", cells.join("\t")));
        }
    }

    pub(super) fn data(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str("```mixin-react\nconst columns = [\n");
        for (index, title) in header.iter().enumerate() {
            self.out.push_str(&format!(
                "  {{\n    title: '{title}',\n    dataIndex: 'C{index}'\n  }},\n"
            ));
        }
        self.out.push_str("];\n\nconst data = [\n");
        for row in rows {
            self.out.push_str("  {\n");
            for (index, cell) in row.iter().enumerate() {
                let text = serde_json::to_string(&apart(cell).join("\n")).unwrap();
                self.out
                    .push_str(&format!("    C{index}: <RenderMd content={{{text}}} />,\n"));
            }
            self.out.push_str("    children: [\n    ]\n  },\n");
        }
        self.out
            .push_str("];\n\nreturn (<Table columns={columns} data={data} />);\n```\n");
    }

    pub(super) fn html(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str("<table>\n<thead><tr>");
        for title in header {
            self.out.push_str(&format!("<th>{title}</th>"));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>\n\n");
            for cell in row {
                let text = coded(&cell.join("<br/>"));
                self.out.push_str(&format!("  <td><p>{text}</p></td>\n"));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n");
    }
}

/// A cell in one line, and below it the items of its list.
fn items_last(cell: &[String]) -> String {
    let first = cell.iter().position(|line| line.starts_with("- "));
    let end = cell.iter().rposition(|line| line.starts_with("- "));
    let (Some(first), Some(end)) = (first, end) else {
        return cell.join(" ");
    };
    // The line that introduces the items stays before them.
    let (before, list) = cell[..=end].split_at(first - 1);
    let mut line = [before, &cell[end + 1..], &list[..1]].concat().join(" ");
    for item in &list[1..] {
        line.push('\n');
        line.push_str(item);
    }
    line
}

/// The lines of a cell, with an empty one before what is no item of a list.
pub(super) fn apart(cell: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in cell {
        if !lines.is_empty() && !line.starts_with("- ") {
            lines.push(String::new());
        }
        lines.push(line.clone());
    }
    lines
}

/// A text inside of a cell of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for c in text.chars() {
        match c {
            '`' => code = !code,
            '|' => out.push('\\'),
            '_' | '*' if !code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The same inside of HTML: code has a tag.
fn coded(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            out.push_str(&format!("<code>{part}</code>"));
        } else {
            out.push_str(part);
        }
    }
    out
}
