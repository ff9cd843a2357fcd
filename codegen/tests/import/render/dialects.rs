//! The dialects that pages are written in.

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
    /// Grids of `+---+`, as converters write them.
    Grid,
    /// Cells that are broken over lines, as crawlers leave them.
    Broken,
    /// Data of JavaScript, as the platform's own sources have it.
    Data,
    /// Cells between tabs, as a copy from a browser leaves them.
    Tabs,
    /// Broken tables without any heading around them, as reader modes leave them.
    Headless,
    /// A paragraph for each member, as the platform's newest pages have it.
    Listed,
    /// An item of a list for each member.
    Bullets,
    /// A paragraph for each member; nothing but the number of empty lines before it says how they are nested.
    Spaced,
    /// Every cell on a line of its own, as a copy of the text alone leaves them.
    Lines,
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
    Dialect {
        name: "grid",
        english: false,
        nesting: Nesting::Tables,
        form: Form::Grid,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "broken",
        english: true,
        nesting: Nesting::DottedLists,
        form: Form::Broken,
        split: true,
        columns: &[Name, Type, Required, Description],
        marks: ["Yes", "No"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "data",
        english: false,
        nesting: Nesting::Indented("└"),
        form: Form::Data,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "tabs",
        english: false,
        nesting: Nesting::Tables,
        form: Form::Tabs,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "tabs, dotted",
        english: false,
        nesting: Nesting::DottedLists,
        form: Form::Tabs,
        split: false,
        columns: &[Name, Type, Required, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "headless, dotted",
        english: false,
        nesting: Nesting::Dotted,
        form: Form::Headless,
        split: false,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "listed",
        english: true,
        nesting: Nesting::Dotted,
        form: Form::Listed,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["Required", "Optional"],
        lists: Lists::Breaks,
    },
    Dialect {
        name: "bullets",
        english: false,
        nesting: Nesting::Indented("  "),
        form: Form::Bullets,
        split: false,
        columns: &[Name, Type, Required, Description],
        marks: ["必选", "可选"],
        lists: Lists::Clauses,
    },
    Dialect {
        name: "blank lines",
        english: false,
        nesting: Nesting::Indented("└"),
        form: Form::Spaced,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["%%require%%", "`可选`"],
        lists: Lists::Clauses,
    },
    Dialect {
        name: "lines",
        english: false,
        nesting: Nesting::Tables,
        form: Form::Lines,
        split: true,
        columns: &[Name, Type, Required, Example, Description],
        marks: ["是", "否"],
        lists: Lists::Clauses,
    },
];
