//! What a page leaves open: lists that go on, defaults of one case, objects without members, tables about values; and tables of
//! aligned columns whose cells hold more than a line.

use crate::facts::facts;
use crate::layouts::{NAME, members, page};

#[test]
fn a_list_that_goes_on_is_none() {
    for (ty, description) in [
        ("String", "Valid values: `full`: all; `half`: some, etc."),
        (
            "String",
            "Valid values: `full`: all; `half`: some. And others.",
        ),
        (
            "String",
            "Valid values: `full`: all, `half`: some, or similar",
        ),
        (
            "String",
            "Valid values: `full`: all; `half`: some; more to come",
        ),
        ("String", "取值：`full`：全；`half`：半；等"),
        ("String", "取值：<br>- `full`：全<br>- `half`：半<br>- etc."),
        ("String", "取值：<br>- `full`：全<br>- `half`：半<br>- ……"),
        ("String", "取值如 `full`：全；`half`：半"),
        ("Integer", "取值：1：全；2：半；以此类推"),
    ] {
        let (found, rules) = facts(ty, "", description);
        assert_eq!(found, "", "{description}");
        assert!(rules.contains(&"page-dropped-fact"), "{description}");
    }
    // What goes on is the meaning.
    for description in [
        "取值：<br>- `full`：帆、桨等<br>- `half`：半",
        "Valid values:<br>- `full`: sails, oars, etc.<br>- `half`: some",
        "取值：`full`：等待中；`half`：半",
    ] {
        let (found, _) = facts("String", "", description);
        assert_eq!(found, "enum [full, half]", "{description}");
    }
}

#[test]
fn a_default_of_one_case_is_none() {
    for description in [
        "Inland: default 5",
        "The count. For X: default 5",
        "- Inland: default 5<br>- Offshore: default 10",
        "Offshore ships: 5 by default; others: 10 by default",
        "Basic edition: the default value is 5.",
        "Inland: `5` (default)",
        "内河：默认 5，远洋：默认 10",
        "内河版默认为 5",
    ] {
        let (found, rules) = facts("Integer", "", description);
        assert_eq!(found, "", "{description}");
        let is_told = ["page-dropped-fact", "page-unread-default"]
            .iter()
            .any(|rule| rules.contains(rule));
        assert!(is_told, "{description}: {rules:?}");
    }
    for description in [
        "Timeout: default 5",
        "Number of sails: 5 by default",
        "The number of sails. 5 by default.",
        "Unit: second. Default: 5",
        "Optional: default 5",
        "每页数量：默认 5",
    ] {
        let (found, _) = facts("Integer", "", description);
        assert_eq!(found, "default 5", "{description}");
    }
}

#[test]
fn an_object_may_be_described_in_words_alone() {
    let rows = |description: &str| {
        page(
            &format!(
                "{NAME}\n| Extra | Object | 否 | {description} |\n| Mast | String | 是 | 桅。 |"
            ),
            "无",
        )
    };
    for description in [
        "透传给船厂的任意配置。",
        "Any JSON that the yard understands.",
    ] {
        let (found, shown) = members(&rows(description));
        assert_eq!(
            found,
            [
                "request.Extra: optional Json",
                "request.Mast: required String",
                "request.Name: required String",
            ],
            "{shown}"
        );
        assert!(shown.contains("warning[page-open-object]"), "{shown}");
        assert!(!shown.contains("error"), "{shown}");
    }
    for description in [
        "其他。",
        "船的结构，具体字段见下表。",
        "The ship, see the table below for it.",
    ] {
        let (_, shown) = members(&rows(description));
        assert!(
            shown.contains("error[page-missing-type-table]"),
            "{description}\n{shown}"
        );
    }
}

#[test]
fn a_table_about_values_hides_no_members() {
    let request = format!(
        "{NAME}\n\n### 船型\n\n| 船型名称 | 载重 | 说明 |\n|---|---|---|\n| cog-large | 80 | 慢 |\n\n### 港口\n\n| 字段类型 | 格式 | 可为主键 | 说明 |\n|---|---|---|---|\n| int64 | 整数 | 是 | 大 |\n"
    );
    let (_, shown) = members(&page(&request, "无"));
    assert!(!shown.contains("error"), "{shown}");
    assert_eq!(
        shown.matches("warning[page-table-aside]").count(),
        2,
        "{shown}"
    );
    // A table of members whose title nobody knows stays an error, and so does the only one of its section.
    for request in [
        format!(
            "{NAME}\n\n### 甲板\n\n| 甲板 | 类别 | 意思 |\n|---|---|---|\n| Width | Integer | 宽 |\n| 长 | Integer | 长 |\n"
        ),
        "| 船型名称 | 载重 | 说明 |\n|---|---|---|\n| cog-large | 80 | 慢 |\n".to_owned(),
    ] {
        let (_, shown) = members(&page(&request, "无"));
        assert!(shown.contains("error"), "{shown}");
    }
}

#[test]
fn cells_of_aligned_columns_hold_empty_lines_code_and_repetitions() {
    let request = "  参数    类型             必选  描述
  ------  ---------------  ----  --------------------
  Name    string           必选  船名
                                 取固定值: **cog**

  Masts   array of string  可选  桅杆

                                 * 最多 3 根
                                 ```JSON
                                 [\"oak\"]
                                 ```

  Sails   ^^               ^^    帆

  Count   int              可选  数量
";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Count: optional Int64",
            "request.Masts: optional list of String",
            "request.Name: required String of [String(\"cog\")]",
            "request.Sails: optional list of String",
        ],
        "{shown}"
    );
}

#[test]
fn a_choice_holds_for_the_rows_whose_cell_was_merged() {
    for (first, second) in [
        ("二选一", ""),
        ("二者选一", ""),
        ("2选1", "^^"),
        ("至少选一", ""),
        ("One of Mast and Oar", ""),
    ] {
        let request = format!(
            "{NAME}\n| Mast | String | {first} | 桅。 |\n| Oar | String | {second} | 桨。 |\n| Hull | String | 是 | 身。 |"
        );
        let (outcome, shown) = crate::import_text("page.md", &page(&request, "无"));
        let document = outcome.imported.unwrap().document;
        assert_eq!(document.matches(first).count(), 2, "{first}\n{document}");
        assert!(document.contains("required: [Name, Hull]"), "{document}");
        assert!(!shown.contains("error"), "{first}\n{shown}");
    }
    // A third member is not meant.
    let request = format!(
        "{NAME}\n| Mast | String | 二选一 | 桅。 |\n| Oar | String | | 桨。 |\n| Sail | String | | 帆。 |\n| Keel | String | 否 | 骨。 |"
    );
    let (_, shown) = members(&page(&request, "无"));
    assert!(
        shown.contains("page-unknown-required")
            && shown.contains("`Sail`")
            && !shown.contains("`Oar`"),
        "{shown}"
    );
}

#[test]
fn a_title_that_is_a_path_places_members() {
    let table = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Id | String | 号。 |\n";
    for (title, path) in [
        ("Result.Data[]", "result.Data[].Id"),
        ("### Result.Data[]", "result.Data[].Id"),
        ("Data 数组元素", "result.Data[].Id"),
        ("**Data.Rows[]**", "result.Data.Rows[].Id"),
        ("Data.Rows[] 字段说明：", "result.Data.Rows[].Id"),
    ] {
        let (found, shown) = members(&page(NAME, &format!("{title}\n\n{table}")));
        let is_placed = found
            .iter()
            .any(|line| line.starts_with(&format!("{path}:")));
        assert!(is_placed, "{title}: {found:?}\n{shown}");
        assert!(shown.contains("warning[page-implied-member]"), "{shown}");
    }
    // Where a row has the list, it is its table.
    let known = format!(
        "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Data | Object[] | 列。 |\n\nResult.Data[]\n\n{table}"
    );
    let (found, shown) = members(&page(NAME, &known));
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("result.Data[].Id:")),
        "{shown}"
    );
    assert!(!shown.contains("page-"), "{shown}");
}
