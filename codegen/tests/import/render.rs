//! A tree as a page, in every dialect that pages are written in.

mod dialects;
mod forms;
mod words;

use crate::tree::{Action, Member, Shape};
use Column::{Description, Example, Name, Required, Type};
pub(crate) use dialects::{Column, DIALECTS, Dialect, Form, Lists, Nesting};
use words::{counts, numbers};

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

/// A row before it is written.
struct Row {
    /// The names above and its own, each with how many lists it stands for.
    path: Vec<(String, usize)>,
    ty: String,
    required: bool,
    lines: Vec<String>,
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
        self.out.push_str(line);
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

    /// Rows of members, with those below them unless these have tables of their own. `owner` is the type that they belong to.
    fn rows(&self, members: &[Member], reply: bool, owner: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        self.add_rows(members, reply, owner, &[], &mut rows);
        rows
    }

    fn add_rows(
        &self,
        members: &[Member],
        reply: bool,
        owner: &str,
        above: &[(String, usize)],
        rows: &mut Vec<Row>,
    ) {
        for member in members {
            let mut path = above.to_vec();
            path.push((member.name.clone(), 0));
            rows.push(Row {
                path: path.clone(),
                ty: self.spell(&member.shape, &type_name(owner, member)),
                required: member.required,
                lines: self.describe(member, reply),
            });
            if self.dialect.nesting != Nesting::Tables
                && let (Some(members), lists) = inner(&member.shape)
            {
                if let Some(last) = path.last_mut() {
                    last.1 = lists;
                }
                self.add_rows(members, reply, owner, &path, rows);
            }
        }
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

    /// A type; `name` is that of the object in it, if there is one.
    fn spell(&self, shape: &Shape, name: &str) -> String {
        let seed = self.dialect.name == "seed";
        let dotted = self.dialect.nesting != Nesting::Tables;
        match shape {
            Shape::Bool if seed => "Bool".to_owned(),
            Shape::Bool => "Boolean".to_owned(),
            Shape::Int32 if seed => "Int32".to_owned(),
            Shape::Int32 => "Integer".to_owned(),
            Shape::Int64 if seed => "Int".to_owned(),
            Shape::Int64 if self.dialect.english => "Int64".to_owned(),
            Shape::Int64 => "Long".to_owned(),
            Shape::Float => "Float".to_owned(),
            Shape::Double => "Double".to_owned(),
            Shape::String => "String".to_owned(),
            Shape::Json => "JSON".to_owned(),
            Shape::Object(_) if dotted => "Object".to_owned(),
            Shape::Object(_) if self.dialect.form == Form::Html => {
                format!("<a href=\"#{}\">{name}</a>", name.to_lowercase())
            }
            Shape::Object(_) if seed => format!("[{name}](#{})", name.to_lowercase()),
            Shape::Object(_) => name.to_owned(),
            Shape::List(item) if dotted && !self.dialect.english => {
                format!("{}[]", self.spell(item, name))
            }
            Shape::List(item) if self.dialect.form == Form::Html => {
                format!("List&lt;{}&gt;", self.spell(item, name))
            }
            Shape::List(item) => format!("Array of {}", self.spell(item, name)),
            Shape::Map(value) if seed => {
                format!("map-key(string)-value({})", self.spell(value, name))
            }
            Shape::Map(value) if self.dialect.form == Form::Html => {
                format!("Map&lt;String,{}&gt;", self.spell(value, name))
            }
            Shape::Map(value) => format!("map<string,{}>", self.spell(value, name)),
        }
    }

    /// What a row says about its member, line by line.
    fn describe(&self, member: &Member, reply: bool) -> Vec<String> {
        let english = self.dialect.english;
        let mut lines = vec![
            self.say("用于演示的值。", "A value for the demonstration.")
                .to_owned(),
        ];
        if member.deprecated {
            lines.push(
                self.say("该参数已废弃。", "This parameter is deprecated.")
                    .to_owned(),
            );
        }
        if reply && !member.required {
            lines.push(
                self.say("仅当有值时返回。", "Only returned when it has a value.")
                    .to_owned(),
            );
        }
        if !member.values.is_empty() {
            lines.extend(self.values(&member.values));
        }
        let shape = match &member.shape {
            Shape::List(_) => "list",
            Shape::String => "text",
            _ => "number",
        };
        if shape == "number" {
            lines.extend(numbers(&member.limits, english));
        } else {
            lines.extend(counts(&member.limits, english, shape == "text"));
        }
        if let Some(default) = &member.default {
            lines.push(if english {
                format!("Default value: `{default}`.")
            } else {
                format!("默认值为 `{default}`。")
            });
        }
        lines
    }

    fn values(&self, values: &[(String, String)]) -> Vec<String> {
        let english = self.dialect.english;
        let introduction = self.say("取值如下：", "Valid values:").to_owned();
        let bare = values.iter().all(|(_, meaning)| meaning.is_empty());
        if bare {
            let list: Vec<String> = values
                .iter()
                .map(|(value, _)| format!("`{value}`"))
                .collect();
            return vec![if let [only] = list.as_slice() {
                if english {
                    format!("It is fixed to {only}.")
                } else {
                    format!("固定为 {only}。")
                }
            } else if english {
                format!("Valid values: {}.", list.join(", "))
            } else {
                format!("枚举值为 `{{{}}}`。", list.join("，").replace('`', ""))
            }];
        }
        let colon = if english { ": " } else { "：" };
        let item = |(value, meaning): &(String, String)| format!("`{value}`{colon}{meaning}");
        // One value alone is no clause that could be told from prose.
        let lists = match self.dialect.lists {
            Lists::Clauses if values.len() == 1 => Lists::Breaks,
            lists => lists,
        };
        match lists {
            Lists::Html => {
                let items = values
                    .iter()
                    .map(|value| format!("<li>{}</li>", item(value)));
                vec![format!(
                    "{introduction}<ul>{}</ul>",
                    items.collect::<String>()
                )]
            }
            Lists::Breaks => std::iter::once(introduction)
                .chain(values.iter().map(|value| format!("- {}", item(value))))
                .collect(),
            Lists::Clauses => {
                let items: Vec<String> = values.iter().map(item).collect();
                vec![format!("{introduction}{}", items.join("；"))]
            }
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
            Form::Broken => self.broken(&header, &rows),
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

/// The name of the object that a member holds.
fn type_name(owner: &str, member: &Member) -> String {
    format!("{owner}{}Info", member.name)
}

/// The members of the object in a shape, and in how many lists it lies.
fn inner(shape: &Shape) -> (Option<&[Member]>, usize) {
    match shape {
        Shape::Object(members) => (Some(members), 0),
        Shape::List(item) => {
            let (members, lists) = inner(item);
            (members, lists + 1)
        }
        Shape::Map(value) => (inner(value).0, 0),
        _ => (None, 0),
    }
}

/// Whether a list or a map may be missing, which only a column of marks can say.
fn lacks_lists(members: &[Member]) -> bool {
    members.iter().any(|member| {
        let missing = matches!(member.shape, Shape::List(_) | Shape::Map(_)) && !member.required;
        missing || inner(&member.shape).0.is_some_and(lacks_lists)
    })
}

/// Members of a query string: every value under its whole name.
fn flat(members: &[Member], page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    for member in members {
        flatten(&member.name, member, &member.shape, page, &mut rows);
    }
    rows
}

fn flatten(name: &str, member: &Member, shape: &Shape, page: &Page, rows: &mut Vec<Row>) {
    match shape {
        Shape::Object(members) => {
            for inner in members {
                flatten(
                    &format!("{name}.{}", inner.name),
                    inner,
                    &inner.shape,
                    page,
                    rows,
                );
            }
        }
        Shape::List(item) => flatten(&format!("{name}.N"), member, item, page, rows),
        _ => rows.push(Row {
            path: vec![(name.to_owned(), 0)],
            ty: page.spell(shape, ""),
            required: member.required,
            lines: page.describe(member, false),
        }),
    }
}
