//! Tables of error codes.

use super::Reader;
use super::columns::Columns;
use super::outline::Outline;
use crate::dialect::{Column, Section};
use crate::facts::ErrorCode;
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, lint};

impl Reader<'_> {
    pub(super) fn errors(&mut self, outline: &Outline<'_>) -> Vec<ErrorCode> {
        let mut errors: Vec<ErrorCode> = Vec::new();
        for placed in &outline.tables {
            let columns = Columns::of(placed.table);
            let about_errors = placed.section == Some(Section::Errors);
            let holds_codes = columns.has(Column::Code) && !columns.has(Column::Type);
            if !(about_errors || holds_codes) {
                continue;
            }
            let code_column = [Column::Code, Column::Name, Column::Value]
                .into_iter()
                .find(|column| columns.has(*column));
            let Some(code_column) = code_column else {
                self.tell(
                    Finding::new(
                        &lint::PAGE_UNKNOWN_TABLE,
                        self.place(&placed.table.at),
                        "no column of this error table contains the codes",
                    )
                    .help("add the errors to the document by hand"),
                );
                continue;
            };
            for row in &placed.table.rows {
                let text = |column| {
                    columns
                        .cell(column, row)
                        .map(|cell: &Rich| cell.text.trim().to_owned())
                };
                let said = |column| {
                    text(column)
                        .filter(|text: &String| !matches!(text.as_str(), "" | "-" | "/" | "无"))
                };
                let Some(code) =
                    said(code_column).map(|code| code.replace(char::is_whitespace, ""))
                else {
                    continue;
                };
                if errors.iter().any(|known| known.code == code) {
                    continue;
                }
                let number = said(Column::Number);
                let status = said(Column::Status).and_then(|status| {
                    status
                        .split(|c: char| !c.is_ascii_digit())
                        .find(|digits| !digits.is_empty())?
                        .parse()
                        .ok()
                });
                let description = columns
                    .all(Column::Description, row)
                    .markdown
                    .trim()
                    .to_owned();
                let description =
                    Some(description).filter(|text| !matches!(text.as_str(), "" | "-" | "/"));
                let numbered = number.map(|number| format!("CodeN {number}."));
                let description = match (description, numbered) {
                    (Some(words), Some(number)) => Some(format!("{words}\n\n{number}")),
                    (words, number) => words.or(number),
                };
                errors.push(ErrorCode {
                    code,
                    status: status.filter(|status| (100..600).contains(status)),
                    message: said(Column::Message),
                    description,
                });
            }
        }
        errors
    }
}
