//! One page within what copies leave around it and in it: all say the same, and findings point at where it stands there.

use std::collections::BTreeMap;
use std::fs;

use crate::layouts::members;
use crate::meaning::meaning_of;
use crate::{import_text, pages_folder};

fn plain() -> String {
    fs::read_to_string(pages_folder().join("forms/plain.md")).unwrap()
}

/// What a page means, which has to be understood.
fn meaning(name: &str, text: &str) -> BTreeMap<String, String> {
    let (outcome, shown) = import_text("page.md", text);
    assert!(!outcome.findings.has_errors(), "{name}:\n{shown}");
    let imported = outcome
        .imported
        .unwrap_or_else(|| panic!("{name}:\n{shown}"));
    meaning_of(&imported.document, &[])
}

fn each_line(text: &str, line: impl Fn(usize, &str) -> String) -> String {
    let lines = text.lines().enumerate();
    lines
        .map(|(index, text)| line(index + 1, text) + "\n")
        .collect()
}

#[test]
fn what_stands_around_a_page_takes_nothing_from_it() {
    let page = plain();
    let expected = meaning("plain", &page);
    assert!(expected.len() >= 16, "{expected:?}");
    for (name, text) in [
        (
            "a fence",
            format!("The page:\n\n````markdown\n{page}````\n"),
        ),
        ("a fence of three", format!("```md\n{page}```\n")),
        (
            "numbers of `cat -n`",
            each_line(&page, |number, line| format!("{number:6}\t{line}")),
        ),
        (
            "numbers of `grep -n`",
            each_line(&page, |number, line| format!("{number}:{line}")),
        ),
        (
            "numbers and bars",
            each_line(&page, |number, line| format!("{number:4} | {line}")),
        ),
        (
            "a quotation",
            each_line(&page, |_, line| format!("> {line}")),
        ),
        (
            "indentation",
            each_line(&page, |_, line| format!("    {line}")),
        ),
        ("tabs", each_line(&page, |_, line| format!("\t{line}"))),
        ("quotes", each_line(&page, |_, line| format!("> {line}"))),
        ("comments", each_line(&page, |_, line| format!("// {line}"))),
        (
            "number signs",
            each_line(&page, |_, line| format!("# {line}")),
        ),
        (
            "a new file",
            format!(
                "diff --git a/p.md b/p.md\nnew file mode 100644\n--- /dev/null\n+++ b/p.md\n@@ -0,0 +1,90 @@\n{}",
                each_line(&page, |_, line| format!("+{line}"))
            ),
        ),
        (
            "a changed file",
            format!(
                "--- a/p.md\n+++ b/p.md\n@@ -1,90 +1,91 @@\n{}",
                each_line(&page, |number, line| {
                    let removed = if number == 1 { "-old words\n" } else { "" };
                    format!("{removed} {line}")
                })
            ),
        ),
    ] {
        assert_eq!(meaning(name, &text), expected, "{name}");
    }
}

#[test]
fn what_nobody_sees_takes_nothing_from_a_page() {
    let page = plain();
    let expected = meaning("plain", &page);
    for (name, text) in [
        ("returns", page.replace('\n', "\r")),
        ("returns and line feeds", page.replace('\n', "\r\n")),
        ("line separators", page.replace('\n', "\u{2028}")),
        ("next lines", page.replace('\n', "\u{85}")),
        (
            "colours",
            page.replace("| String |", "| \u{1b}[32mString\u{1b}[0m |"),
        ),
        (
            "links of a terminal",
            page.replace(
                "| String |",
                "| \u{1b}]8;;https://a.b\u{1b}\\String\u{1b}]8;;\u{7} |",
            ),
        ),
        (
            "struck twice",
            page.replace("## ", "## #\u{8}")
                .replace("String", "S\u{8}String"),
        ),
        ("soft hyphens", page.replace("String", "Str\u{ad}ing")),
        (
            "joiners",
            page.replace("Integer", "Inte\u{2060}\u{200d}ger"),
        ),
        (
            "marks of direction",
            page.replace("Integer", "\u{200e}Integer\u{200f}"),
        ),
    ] {
        assert_eq!(meaning(name, &text), expected, "{name}");
    }
}

#[test]
fn a_finding_points_into_the_copy() {
    let page = plain().replacen("| 否 |", "| 或许 |", 1);
    let line = page.lines().position(|line| line.contains("或许")).unwrap() + 1;
    for (text, expected) in [
        (page.clone(), line),
        (format!("````markdown\n{page}````\n"), line + 1),
        (
            each_line(&page, |number, line| format!("{number}:{line}")),
            line,
        ),
    ] {
        let (_, shown) = import_text("page.md", &text);
        assert!(shown.contains("`或许` does not say"), "{shown}");
        assert!(
            shown.contains(&format!("page.md:{expected}:")),
            "{expected}: {shown}"
        );
    }
}

/// A page whose request has two tables, one of them of a structure.
fn structured(title: &str, ty: &str) -> String {
    format!(
        "# HireBoat\n\n租一条船。\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=HireBoat&Version=2021-02-03\n\n\
         ## 请求参数\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Member | {ty} | 否 | 甲。 |\n| Depth<sup>1</sup> | Integer | 否 | 乙，最大 2<sup>53</sup>。 |\n\
         | Width[^2] | Integer | 否 | 丙。 |\n\n### {title}\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Inner | String | 是 | 丁。 |\n\n## 返回参数\n\n无\n\n[^2]: 戊。\n"
    )
}

#[test]
fn a_structure_may_be_called_like_a_word_for_types() {
    for name in ["Slice", "Text", "Time", "Set", "Record", "Short", "Plank"] {
        let (outcome, shown) =
            import_text("page.md", &structured(name, &format!("Array of {name}")));
        assert!(!outcome.findings.has_errors(), "{name}: {shown}");
        let document = outcome.imported.unwrap().document;
        let reference = format!("$ref: \"#/components/schemas/{name}\"");
        assert!(document.contains(&reference), "{name}:\n{document}");
    }
    let (outcome, _) = import_text("page.md", &structured("Plank", "Array of Text"));
    assert!(!outcome.imported.unwrap().document.contains("schemas/Text"));
}

#[test]
fn the_mark_of_a_footnote_is_no_part_of_a_name() {
    let (outcome, shown) = import_text("page.md", &structured("Plank", "Plank"));
    assert!(!outcome.findings.has_errors(), "{shown}");
    let document = outcome.imported.unwrap().document;
    for name in ["Depth:", "Width:"] {
        assert!(
            document.lines().any(|line| line.trim() == name),
            "{document}"
        );
    }
    assert!(!document.contains("maximum"), "{document}");
}

#[test]
fn tables_and_links_of_editors_are_tables_and_links() {
    let page = plain();
    let expected = meaning("plain", &page);
    let mut tables = String::new();
    let mut inside = false;
    for line in page.lines() {
        let is_row = line.starts_with('|');
        if is_row && !inside {
            tables.push_str("<lark-table rows=\"3\" header-row=\"true\">\n\n");
        } else if !is_row && inside {
            tables.push_str("</lark-table>\n");
        }
        inside = is_row;
        if line.starts_with("|-") || line.starts_with("| -") {
            continue;
        }
        if is_row {
            tables.push_str("  <lark-tr>\n");
            for cell in line.trim_matches('|').split(" | ") {
                tables.push_str(&format!(
                    "    <lark-td>\n      {}\n    </lark-td>\n",
                    cell.trim().replace("<br>", "\n      ")
                ));
            }
            tables.push_str("  </lark-tr>\n");
        } else {
            tables.push_str(line);
            tables.push('\n');
        }
    }
    assert_eq!(meaning("lark", &tables), expected, "{tables}");
    let linked = structured("Plank", "Array of [[#Plank\\|Plank]]");
    let (outcome, shown) = import_text("page.md", &linked);
    assert!(
        outcome.imported.unwrap().document.contains("schemas/Plank"),
        "{shown}"
    );
}

#[test]
fn traditional_titles_are_titles() {
    let page = plain();
    let expected = meaning("plain", &page);
    let mut traditional = page;
    for (simple, other) in [
        ("请求", "請求"),
        ("参数", "參數"),
        ("类型", "類型"),
        ("是否必选", "是否必選"),
        ("说明", "說明"),
        ("错误码", "錯誤碼"),
    ] {
        traditional = traditional.replace(simple, other);
    }
    assert_eq!(meaning("traditional", &traditional), expected);
}

#[test]
fn a_title_may_name_what_its_column_describes() {
    let page = plain();
    let expected = meaning("plain", &page);
    let mut titled = page;
    for (simple, other) in [
        ("| 参数 |", "| Parameter name |"),
        ("| 类型 |", "| Parameter type |"),
        ("| 是否必选 |", "| Field required |"),
        ("| 示例值 |", "| 参数示例值 |"),
        ("| 描述 |", "| Parameter description |"),
    ] {
        titled = titled.replace(simple, other);
    }
    assert!(titled.contains("Parameter description"), "{titled}");
    assert_eq!(meaning("titled", &titled), expected);
}

#[test]
fn a_heading_may_follow_a_table_of_html_at_once() {
    let page = plain();
    let expected = meaning("plain", &page);
    let mut held = String::new();
    let mut rows = 0;
    for line in page.lines() {
        let cells = line
            .strip_prefix('|')
            .and_then(|line| line.strip_suffix('|'));
        match cells {
            Some(cells) if cells.contains("---") => {}
            Some(cells) => {
                let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
                held.push_str(if rows == 0 { "<table>\n" } else { "" });
                held.push_str(&format!("<tr><td>{}</td></tr>\n", cells.join("</td><td>")));
                rows += 1;
            }
            None if rows > 0 => {
                held.push_str("</table>\n");
                rows = 0;
            }
            None => held.push_str(&format!("{line}\n")),
        }
    }
    assert!(held.contains("</table>\n##"), "{held}");
    assert_eq!(meaning("html", &held), expected);
}

/// A page whose members are paragraphs.
fn paragraphs() -> String {
    fs::read_to_string(pages_folder().join("forms/spans.md")).unwrap()
}

#[test]
fn members_in_paragraphs_survive_what_stands_around_them() {
    let page = paragraphs();
    let expected = meaning("paragraphs", &page);
    assert!(expected.len() >= 16, "{expected:?}");
    for (name, text) in [
        (
            "a quotation",
            each_line(&page, |_, line| format!("> {line}")),
        ),
        (
            "numbers",
            each_line(&page, |number, line| format!("{number:6}\t{line}")),
        ),
    ] {
        assert_eq!(meaning(name, &text), expected, "{name}");
    }
}

#[test]
fn titles_of_paragraphs_may_have_lost_their_marks() {
    let page = paragraphs();
    let expected = meaning("paragraphs", &page);
    let titles = [
        (
            "## 请求参数",
            "下表仅列出该接口特有的请求参数和部分公共参数。",
        ),
        ("## 返回参数", "下表仅列出本接口特有的返回参数。"),
    ];
    let said = titles.iter().fold(page, |page, (title, sentence)| {
        page.replace(&format!("{title}\n"), &format!("{title}\n{sentence}\n"))
    });
    let each_title = |shown: fn(&str) -> String| {
        each_line(&said, |_, line| match line.trim_start_matches('#') {
            title if title.len() < line.len() => shown(title.trim()),
            _ => line.to_owned(),
        })
    };
    for (name, text) in [
        ("bold", each_title(|title| format!("**{title}**"))),
        ("plain", each_title(str::to_owned)),
        (
            "English",
            each_title(str::to_owned)
                .replace("返回参数\n", "Response parameters\n")
                .replace("请求参数\n", "Request parameters\n"),
        ),
        ("sentences alone", each_title(|_| String::new())),
    ] {
        let (outcome, shown) = import_text("page.md", &text);
        let imported = outcome
            .imported
            .unwrap_or_else(|| panic!("{name}:\n{shown}"));
        assert_eq!(
            meaning_of(&imported.document, &[]),
            expected,
            "{name}:\n{shown}"
        );
    }
}

#[test]
fn members_in_paragraphs_may_have_lost_the_empty_lines_between_them() {
    let mut expected: Option<Vec<String>> = None;
    let member = |name: &str, rest: &str| format!("**{name}** <span data-label=\"purple\">{rest}");
    let marked = "string</span> <span data-api-tag=\"require|a\">必选</span>";
    let parts = [
        "## 请求参数".to_owned(),
        "下表仅列出该接口特有的请求参数。".to_owned(),
        "<div data-tips=\"true\">船名不能重复。</div>".to_owned(),
        member("Action", &format!("{marked} `示例值：MoorBoat`")),
        "要执行的操作。".to_owned(),
        member("Version", &format!("{marked} `示例值：2022-03-04`")),
        "版本。".to_owned(),
        member("Name", &format!("{marked} `示例值：a`")),
        "名。".to_owned(),
        "&nbsp;".to_owned(),
        "<span id=\"reply\"></span>".to_owned(),
        "## 返回参数".to_owned(),
        "下表仅列出本接口特有的返回参数。".to_owned(),
        member("Berth", "string</span> `示例值：b`"),
        "泊位。".to_owned(),
        member("Depth", "integer</span>"),
        "水深。".to_owned(),
        "&nbsp;".to_owned(),
        "<span id=\"example\"></span>".to_owned(),
        "## 请求示例".to_owned(),
    ];
    for between in ["\n\n", "\n"] {
        let (found, shown) = members(&parts.join(between));
        assert_eq!(found.len(), 3, "{found:?}\n{shown}");
        let expected = expected.get_or_insert_with(|| found.clone());
        assert_eq!(&found, expected, "{shown}");
    }
}

#[test]
fn a_quoted_page_may_have_no_heading_and_no_table() {
    let page = "MoorBoat\n\n系船。\n\n请求参数\n\n参数\n类型\n是否必填\n示例值\n描述\nAction\nString\n是\nMoorBoat\n操作。\nVersion\n\
                String\n是\n2022-03-04\n版本。\nName\nString\n是\na\n名。\n\n返回参数\n\n参数\n类型\n示例值\n描述\nBerth\nString\nb\n泊位。\n";
    let (expected, shown) = members(page);
    assert_eq!(expected.len(), 2, "{expected:?}\n{shown}");
    let (found, shown) = members(&each_line(page, |_, line| format!("> {line}")));
    assert_eq!(found, expected, "{shown}");
}
