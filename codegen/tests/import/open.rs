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
            "request.Count: optional Int32",
            "request.Masts: optional list of String",
            "request.Name: required String",
            "request.Sails: optional list of String",
        ],
        "{shown}"
    );
}
