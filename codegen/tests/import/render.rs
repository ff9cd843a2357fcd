//! A tree as a page, in every dialect that pages are written in.

use crate::tree::{Action, Limits, Member, Shape};

/// How a page is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) name: &'static str,
    pub(crate) english: bool,
    pub(crate) nesting: Nesting,
    pub(crate) form: Form,
    /// Whether the request has a table for the query string and one for the body.
    pub(crate) split: bool,
    pub(crate) columns: &'static [Column],
    /// Marks for what must be given and for what need not be.
    pub(crate) marks: [&'static str; 2],
    pub(crate) lists: Lists,
}

/// How the members of members are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// In tables of their own, under headings with the names of types.
    Tables,
    /// `A.B`
    Dotted,
    /// `A[].B`
    DottedLists,
    /// Marks before the name, one for each level.
    Indented(&'static str),
    /// A column for each level.
    Columns,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Markdown,
    Html,
    /// Rows that go on in the next line, as the platform's editor writes them.
    Editor,
}

/// How the values that a member may have are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lists {
    Html,
    Breaks,
    Clauses,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Type,
    Required,
    Example,
    Description,
}

use Column::{Description, Example, Name, Required, Type};

pub(crate) const DIALECTS: &[Dialect] = &[
    Dialect {
        name: "seed",
        english: false,
        nesting: Nesting::Tables,
        form: Form::Markdown,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Html,
    },
    Dialect {
        name: "newer, dotted",
        english: false,
        nesting: Nesting::Dotted,
        form: Form::Markdown,
        split: false,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["必选", "可选"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "newer, types",
        english: false,
        nesting: Nesting::Tables,
        form: Form::Markdown,
        split: false,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Clauses,
    },
    Dialect {
        name: "english",
        english: true,
        nesting: Nesting::Tables,
        form: Form::Markdown,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["Yes", "No"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "english, dotted lists",
        english: true,
        nesting: Nesting::DottedLists,
        form: Form::Markdown,
        split: false,
        columns: &[Name, Description, Required, Type],
        marks: ["True", "False"],
        lists: Lists::Html,
    },
    Dialect {
        name: "reordered",
        english: false,
        nesting: Nesting::DottedLists,
        form: Form::Markdown,
        split: false,
        columns: &[Required, Description, Name, Type],
        marks: ["M", "O"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "arrows",
        english: false,
        nesting: Nesting::Indented(">"),
        form: Form::Markdown,
        split: true,
        columns: &[Name, Required, Type, Description],
        marks: ["必填", "选填"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "spaces",
        english: true,
        nesting: Nesting::Indented("&emsp;"),
        form: Form::Markdown,
        split: false,
        columns: &[Name, Type, Required, Description],
        marks: ["Required", "Optional"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "branches",
        english: false,
        nesting: Nesting::Indented("└"),
        form: Form::Html,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Html,
    },
    Dialect {
        name: "html",
        english: true,
        nesting: Nesting::Tables,
        form: Form::Html,
        split: true,
        columns: &[Name, Type, Required, Description],
        marks: ["Yes", "No"],
        lists: Lists::Html,
    },
    Dialect {
        name: "html, spanned",
        english: false,
        nesting: Nesting::Columns,
        form: Form::Html,
        split: true,
        columns: &[Name, Type, Required, Description],
        marks: ["是", "否"],
        lists: Lists::Html,
    },
    Dialect {
        name: "editor",
        english: false,
        nesting: Nesting::Tables,
        form: Form::Editor,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "editor, columns",
        english: false,
        nesting: Nesting::Columns,
        form: Form::Editor,
        split: false,
        columns: &[Name, Type, Required, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
];

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

    fn markdown(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
        self.out.push_str(&format!("| {} |\n", header.join(" | ")));
        self.out
            .push_str(&format!("|{}\n", " --- |".repeat(header.len())));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.join("<br>"))).collect();
            self.out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }

    /// An empty row before each, and a row for every line of its longest cell.
    fn editor(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
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

    fn html(&mut self, header: &[String], rows: &[Vec<Vec<String>>]) {
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

fn numbers(limits: &Limits, english: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((low, high, above, below)) = limits.decimals {
        let open = if above { '(' } else { '[' };
        let close = if below { ')' } else { ']' };
        lines.push(if english {
            format!("Valid range: {open}{low}, {high}{close}.")
        } else {
            format!("取值范围为 `{open}{low}, {high}{close}`。")
        });
    }
    match (limits.minimum, limits.maximum) {
        (Some(low), Some(high)) => lines.push(if english {
            format!("Valid range: [{low}, {high}].")
        } else {
            format!("取值范围：[{low}，{high}]。")
        }),
        (low, high) => {
            lines.extend(low.map(|low| {
                if english {
                    format!("At least {low}.")
                } else {
                    format!("最小值为 {low}。")
                }
            }));
            lines.extend(high.map(|high| {
                if english {
                    format!("At most {high}.")
                } else {
                    format!("最大值为 {high}。")
                }
            }));
        }
    }
    lines.extend(limits.above.map(|above| {
        if english {
            format!("It must be greater than {above}.")
        } else {
            format!("必须大于 `{above}`。")
        }
    }));
    lines.extend(limits.below.map(|below| {
        if english {
            format!("It must be less than {below}.")
        } else {
            format!("必须小于 `{below}`。")
        }
    }));
    lines
}

fn counts(limits: &Limits, english: bool, text: bool) -> Vec<String> {
    let (low, high) = if text {
        (limits.min_length, limits.max_length)
    } else {
        (limits.min_items, limits.max_items)
    };
    let unit = match (english, text) {
        (true, true) => "characters",
        (true, false) => "items",
        (false, true) => "个字符",
        (false, false) => "个",
    };
    match (low, high) {
        (Some(low), Some(high)) if english => vec![format!("{low} to {high} {unit}.")],
        (Some(low), Some(high)) => {
            let what = if text { "长度" } else { "数量" };
            vec![format!("{what}为 {low}～{high} {unit}。")]
        }
        (Some(low), None) if english => vec![format!("At least {low} {unit}.")],
        (Some(low), None) => vec![format!("至少 {low} {unit}。")],
        (None, Some(high)) if english => vec![format!("Up to {high} {unit}.")],
        (None, Some(high)) => vec![format!("最多 {high} {unit}。")],
        (None, None) => Vec::new(),
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
