//! Members that nest deeper than any document can hold are refused, with their place, and nothing is written.

use std::fmt::Write as _;

use codegen_documents::source::{Format, SourceFile, Sources};

use crate::import_text;

/// Far deeper than a stack of 2 MiB holds.
const LEVELS: usize = 1_000;

/// As many rows, each of which is longer than the one before it.
const ROWS: usize = 300;

/// A page of which only the parameters of the request are left open.
fn page(parameters: &str) -> String {
    format!(
        "# DigTunnel\n\nPOST https://mole.volcengineapi.com/?Action=DigTunnel&Version=2024-03-01\n\n\
         ## 请求参数\n\n{parameters}\n## 返回参数\n\n无\n"
    )
}

/// A table of rows of a name and its type.
fn table(rows: &[(String, &str)]) -> String {
    let mut table = "| 参数 | 类型 | 是否必选 | 描述 |\n| --- | --- | --- | --- |\n".to_owned();
    for (name, kind) in rows {
        let _ = writeln!(table, "| {name} | {kind} | 否 | 一段隧道。 |");
    }
    table
}

fn joined(mark: &str) -> String {
    let names: Vec<String> = (0..LEVELS).map(|level| format!("T{level}")).collect();
    table(&[(names.join(mark), "String")])
}

fn indented(mark: &str) -> String {
    let rows: Vec<_> = (0..ROWS)
        .map(|level| (format!("{}T{level}", mark.repeat(level)), "Object"))
        .collect();
    table(&rows)
}

fn is_refused(parameters: &str) {
    let (outcome, shown) = import_text("page.md", &page(parameters));
    assert!(outcome.imported.is_none(), "a document was made");
    let told = shown.matches("error[").count();
    assert_eq!(told, 1, "{}", shown.get(..2_000).unwrap_or(&shown));
    assert!(shown.contains("error[page-too-deep]: `T"), "{shown}");
    assert!(shown.contains("page.md:"), "{shown}");
}

#[test]
fn names_with_too_many_parts_are_refused() {
    for mark in [".", "->", ".N."] {
        is_refused(&joined(mark));
    }
}

#[test]
fn rows_indented_too_deep_are_refused() {
    is_refused(&indented("└ "));
    let items: String = (0..ROWS)
        .map(|level| {
            format!(
                "{}- `T{level}` (Object, 必选): 一段。\n",
                "  ".repeat(level)
            )
        })
        .collect();
    is_refused(&items);
}

#[test]
fn lists_of_lists_that_a_name_promises_are_refused() {
    is_refused(&table(&[(format!("T{}", "[]".repeat(LEVELS)), "String")]));
}

#[test]
fn an_object_at_the_greatest_depth_is_read_back() {
    let names: Vec<String> = (0..56).map(|level| format!("T{level}")).collect();
    let (outcome, shown) = import_text("page.md", &page(&table(&[(names.join("."), "String")])));
    let document = outcome
        .imported
        .unwrap_or_else(|| panic!("{shown}"))
        .document;
    let mut sources = Sources::default();
    let name = "page.yaml".to_owned();
    let file = sources.add(SourceFile::new(name.clone(), name, Format::Yaml, document));
    let read = sources.get(file).parsed();
    assert!(read.is_ok(), "{read:?}");

    let (outcome, _) = import_text(
        "page.md",
        &page(&table(&[(format!("{}.T", names.join(".")), "String")])),
    );
    assert!(outcome.imported.is_none());
}

#[test]
fn types_that_lie_in_each_other_too_deep_are_refused() {
    let mut parameters = table(&[("T".to_owned(), "T0")]);
    for level in 0..ROWS {
        let next = format!("T{}", level + 1);
        let _ = write!(
            parameters,
            "\n### T{level}\n\n{}",
            table(&[("T".to_owned(), &next)])
        );
    }
    let _ = write!(
        parameters,
        "\n### T{ROWS}\n\n{}",
        table(&[("T".to_owned(), "String")])
    );
    is_refused(&parameters);
}

/// JSON, HTML, quotations and types that nest too deep end no page; what cannot be read of them is told.
#[test]
fn other_nesting_does_not_end_the_program() {
    let deep =
        |open: &str, close: &str| format!("{}x{}", open.repeat(LEVELS), close.repeat(LEVELS));
    let row = |kind: &str, words: &str| {
        format!(
            "| 参数 | 类型 | 是否必选 | 描述 |\n| --- | --- | --- | --- |\n| T | {kind} | 否 | {words} |\n"
        )
    };
    for parameters in [
        row(&deep("Array<", ">"), "一段隧道。"),
        row("String", &deep("<ul><li>", "</li></ul>")),
        row("JSON", &format!("默认值：{}", deep("{\"a\":", "}"))),
        deep("<table><tr><td>", "</td></tr></table>"),
        deep("> ", ""),
        format!("```json\n{}\n```\n", deep("[", "]")),
        format!(
            "```\n{}```\n",
            format!("{}|\n", "+     ".repeat(LEVELS)).repeat(3)
        ),
    ] {
        let (_, shown) = import_text("page.md", &page(&parameters));
        assert!(!shown.contains("page-too-deep"), "{shown}");
    }
}
