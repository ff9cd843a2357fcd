//! A tree as a page, in every dialect that pages are written in.

mod dialects;
mod forms;
mod listings;
mod rows;
mod said;
mod words;

use crate::tree::{Action, Member};
use Column::{Description, Example, Name, Required, Type};
pub(crate) use dialects::{Column, DIALECTS, Dialect, Form, Lists, Nesting};
use rows::{Row, flat, inner, lacks_lists, type_name};

/// Writes an action as a page.
pub(crate) fn render(action: &Action, dialect: Dialect) -> String {
    let mut page = Page {
        dialect,
        out: String::new(),
    };
    page.head(action);
    page.request(action);
    page.reply(action);
    page.out
}

struct Page {
    dialect: Dialect,
    out: String,
}

impl Page {
    fn say(&self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.dialect.english {
            english
        } else {
            chinese
        }
    }

    fn line(&mut self, line: &str) {
        let line = match self.dialect.form {
            Form::Headless => listings::without_heading(line),
            _ => line.to_owned(),
        };
        self.out.push_str(&line);
        self.out.push_str("\n\n");
    }

    fn head(&mut self, action: &Action) {
        let about = self.say("演示所用的接口。", "An action for a demonstration.");
        self.line(&format!("# {}", action.name));
        self.line(about);
        if action.deprecated {
            self.line(self.say("本接口已废弃。", "This API is deprecated."));
        }
        if let Some(qps) = action.qps {
            self.line(self.say("### 接口限制", "### Limits"));
            let limit = if self.dialect.english {
                format!("At most {qps} requests per second.")
            } else {
                format!("QPS 不得超过 {qps}。")
            };
            self.line(&limit);
        }
        let method = if action.get { "GET" } else { "POST" };
        self.line(self.say("### 请求方式", "### Request method"));
        let how = if self.dialect.english {
            format!("Use the {method} method.")
        } else {
            format!("使用 {method} 方式发起请求。")
        };
        self.line(&how);
    }

    fn request(&mut self, action: &Action) {
        self.line(self.say("## 请求参数", "## Request parameters"));
        let mut public = vec![
            self.public("Action", &action.name),
            self.public("Version", &action.version),
        ];
        let flat = action.get.then(|| flat(&action.request, self));
        let is_get = flat.is_some();
        let rows = flat.unwrap_or_else(|| self.rows(&action.request, false, ""));
        if is_get {
            public.extend(rows);
            if self.dialect.split {
                self.line("### Query");
            }
            self.table(public, true);
            return;
        }
        if self.dialect.split {
            self.line("### Query");
            self.table(public, true);
            self.line("### Body");
            if rows.is_empty() {
                self.line(self.say("无", "None"));
            } else {
                self.table(rows, true);
            }
        } else {
            public.extend(rows);
            self.table(public, true);
        }
        self.types(&action.request, false, "");
    }

    fn public(&self, name: &str, value: &str) -> Row {
        Row {
            path: vec![(name.to_owned(), 0)],
            ty: "String".to_owned(),
            required: true,
            lines: vec![if self.dialect.english {
                format!("Set it to `{value}`.")
            } else {
                format!("本接口取值：`{value}`。")
            }],
        }
    }

    fn reply(&mut self, action: &Action) {
        self.line(self.say("## 返回参数说明", "## Response parameters"));
        if action.result.is_empty() {
            self.line(self.say("无", "None"));
            return;
        }
        let rows = self.rows(&action.result, true, "");
        let marked = lacks_lists(&action.result);
        self.table(rows, marked);
        self.types(&action.result, true, "");
    }

    /// Tables of the types that members have.
    fn types(&mut self, members: &[Member], reply: bool, owner: &str) {
        if self.dialect.nesting != Nesting::Tables {
            return;
        }
        for member in members {
            let (Some(members), _) = inner(&member.shape) else {
                continue;
            };
            let name = type_name(owner, member);
            let anchor = name.to_lowercase();
            let heading = if self.dialect.english {
                format!("#### {name} structure <span id=\"{anchor}\"></span>")
            } else {
                format!("#### {name} <span id=\"{anchor}\"></span>")
            };
            self.line(&heading);
            let rows = self.rows(members, reply, &name);
            let marked = !reply || lacks_lists(members);
            self.table(rows, marked);
            self.types(members, reply, &name);
        }
    }

    fn table(&mut self, rows: Vec<Row>, marked: bool) {
        if rows.is_empty() {
            return;
        }
        let columns: Vec<Column> = self
            .dialect
            .columns
            .iter()
            .copied()
            .filter(|column| marked || *column != Required)
            .collect();
        let depth = rows.iter().map(|row| row.path.len()).max().unwrap_or(1);
        let levels = if self.dialect.nesting == Nesting::Columns {
            depth
        } else {
            1
        };
        let mut header = Vec::new();
        for column in &columns {
            if *column == Name {
                for level in 0..levels {
                    header.push(match level {
                        0 => self.say("参数", "Parameter").to_owned(),
                        _ if self.dialect.form == Form::Html => String::new(),
                        level => {
                            format!("{}级子参数", ["一", "二", "三", "四"][(level - 1).min(3)])
                        }
                    });
                }
                continue;
            }
            header.push(self.title(*column).to_owned());
        }
        let rows: Vec<Vec<Vec<String>>> = rows
            .iter()
            .map(|row| self.cells(row, &columns, levels))
            .collect();
        match self.dialect.form {
            Form::Markdown => self.markdown(&header, &rows),
            Form::Editor => self.editor(&header, &rows),
            Form::Html => self.html(&header, &rows),
            Form::Grid => self.grid(&header, &rows),
            Form::Broken | Form::Headless => self.broken(&header, &rows),
            Form::Tabs => self.tabs(&header, &rows),
            Form::Listed => self.listed(&columns, &rows),
            Form::Bullets => self.bullets(&columns, &rows),
            Form::Spaced => self.spaced(&columns, &rows),
            Form::Lines => self.lines(&header, &rows),
            Form::Data => self.data(&header, &rows),
        }
        self.out.push('\n');
    }

    fn title(&self, column: Column) -> &'static str {
        match column {
            Name => self.say("参数", "Parameter"),
            Type => self.say("类型", "Type"),
            Required => self.say("是否必选", "Required"),
            Example => self.say("示例值", "Example"),
            Description => self.say("描述", "Description"),
        }
    }

    /// The cells of a row, each by its lines.
    fn cells(&self, row: &Row, columns: &[Column], levels: usize) -> Vec<Vec<String>> {
        let mut cells = Vec::new();
        for column in columns {
            match column {
                Name => cells.extend(self.names(row, levels)),
                Type => cells.push(vec![row.ty.clone()]),
                Required => cells.push(vec![
                    self.dialect.marks[usize::from(!row.required)].to_owned(),
                ]),
                Example => cells.push(vec!["-".to_owned()]),
                Description => cells.push(row.lines.clone()),
            }
        }
        cells
    }

    fn names(&self, row: &Row, levels: usize) -> Vec<Vec<String>> {
        let own = row.path.last().map(|(name, _)| name.as_str()).unwrap();
        let name = match self.dialect.nesting {
            Nesting::Tables => own.to_owned(),
            Nesting::Indented(mark) => format!("{}{own}", mark.repeat(row.path.len() - 1)),
            Nesting::Dotted | Nesting::DottedLists => row
                .path
                .iter()
                .map(|(name, lists)| {
                    let marks = usize::from(self.dialect.nesting == Nesting::DottedLists) * lists;
                    format!("{name}{}", "[]".repeat(marks))
                })
                .collect::<Vec<_>>()
                .join("."),
            Nesting::Columns => {
                // A name of an upper level spans the rows below it; where nothing spans, it is left out.
                let mut cells = vec![vec![String::new()]; levels];
                let last = row.path.len() - 1;
                for (level, cell) in cells.iter_mut().enumerate().take(last + 1) {
                    *cell = vec![if level == last {
                        own.to_owned()
                    } else if self.dialect.form == Form::Editor {
                        "^^".to_owned()
                    } else {
                        String::new()
                    }];
                }
                return cells;
            }
        };
        vec![vec![name]]
    }
}
