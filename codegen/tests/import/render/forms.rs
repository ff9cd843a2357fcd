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
