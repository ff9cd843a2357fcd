//! Pages as copies leave them: rows without their pipes, cells on lines of their own, types with a slip of the pen.

use crate::import_text;
use crate::layouts::{members, page};

const TABLE: &str = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n";

#[test]
fn a_row_may_have_lost_the_pipe_before_its_name_and_hold_several_lines() {
    for rows in [
        "| Hull | String | 是 | 船身 |\nMast | String | 否 | 桅杆：\n|\n| Keel | Long | 否 | 龙骨 |\n",
        "| Hull | String | 是 | 船身 |\nMast | String | 否 | 桅杆 |\n| Keel | Long | 否 | 龙骨：\n- 长\n|\n",
        "Hull | String | 是 | 船身 |\nMast | String | 否 | 桅杆：\n- 高\n- 低\n|\nKeel | Long | 否 | 龙骨 |\n",
    ] {
        let (found, shown) = members(&page(&format!("{TABLE}{rows}"), "无"));
        assert_eq!(
            found,
            [
                "request.Hull: required String",
                "request.Keel: optional Int64",
                "request.Mast: optional String",
            ],
            "{rows}{shown}"
        );
        assert!(!shown.contains("error"), "{shown}");
    }
}

#[test]
fn a_header_may_stand_again_behind_empty_lines() {
    let header = "参数 | 类型 | 是否必选 | 描述\n---|---|---|---\n";
    let request =
        format!("{header}Hull | String | 是 | 船身\n\n{header}Mast | String | 否 | 桅杆\n");
    let (found, shown) = members(&page(&request, "无"));
    assert_eq!(
        found,
        [
            "request.Hull: required String",
            "request.Mast: optional String"
        ],
        "{shown}"
    );
}

#[test]
fn the_titles_of_columns_on_lines_of_their_own_may_be_names_as_well() {
    let lines = |cells: &[&str]| cells.join("\n");
    for last in ["Value", "Example", "Sample value", "Default"] {
        let request = lines(&[
            "Parameter",
            "Data Type",
            "Required",
            "Description",
            last,
            "Hull",
            "String",
            "Yes",
            "The hull.",
            "oak",
            "Value",
            "Integer",
            "No",
            "Its price.",
            "3",
        ]);
        let reply = lines(&[
            "Parameter",
            "Data Type",
            "Description",
            last,
            "Status",
            "String",
            "How it went.",
            "done",
            "Total",
            "Integer",
            "How many.",
            "4",
        ]);
        let text = format!(
            "BuildBoat\n\nUsage\n\n  • Request Method:POST\n  • Request URL:https://boat.example.com/?Action=BuildBoat&Version=2022-03-04\n\nRequest Parameters\n\nRequest Body\n\n{request}\n\nResponse Parameters\n\n{reply}\n\nSample request\n\nPOST https://boat.example.com/?Action=BuildBoat&Version=2022-03-04\n"
        );
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Hull: required String",
                "request.Value: optional Int32",
                "result.Status: required String",
                "result.Total: required Int32",
            ],
            "{last}\n{shown}"
        );
        assert!(!shown.contains("error"), "{shown}");
    }
}

#[test]
fn a_description_is_no_mark_that_was_lost() {
    let request = "参数\n类型\n是否必选\n描述\n示例\nHull\nString\n\n筛选船身，支持:\n\n  • oak:橡木\n  • pine:松木\noak\nDepth\nInteger\n吃水，单位为米。\n3";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Depth: optional Int32",
            "request.Hull: optional String of [String(\"oak\"), String(\"pine\")]"
        ],
        "{shown}"
    );
    assert!(
        shown.contains("does not say whether these members are required: `Hull`, `Depth`"),
        "{shown}"
    );
}

#[test]
fn a_type_with_a_slip_is_the_one_that_was_meant() {
    let rows = "| Hull | Sting | 是 | 船身 |\n| Depth | Interger | 否 | 吃水 |\n| Masts | Array of Stirng | 否 | 桅杆 |\n| Oars | map<string, Interge> | 否 | 桨 |\n| Wet | Boolen | 否 | 湿 |\n| Crew | Arry of String | 否 | 船员 |\n";
    let (found, shown) = members(&page(&format!("{TABLE}{rows}"), "无"));
    assert_eq!(
        found,
        [
            "request.Crew: optional list of String",
            "request.Depth: optional Int32",
            "request.Hull: required String",
            "request.Masts: optional list of String",
            "request.Oars: optional map of Int32",
            "request.Wet: optional Bool",
        ],
        "{shown}"
    );
    assert_eq!(shown.matches("page-misspelled-type").count(), 6, "{shown}");
    // A structure of the page's own is none.
    let (found, shown) = members(&page(
        &format!(
            "{TABLE}| Water | Spring | 是 | 水 |\n\n### Spring\n\n{TABLE}| Depth | Integer | 是 | 深 |\n"
        ),
        "无",
    ));
    assert_eq!(
        found,
        [
            "request.Water: required object",
            "request.Water.Depth: required Int32"
        ],
        "{shown}"
    );
}

#[test]
fn a_column_may_hold_two_things() {
    let expected = [
        "request.Hull: required String",
        "request.Oars: optional list of Int64",
    ];
    for (header, hull, oars) in [
        (
            "参数 | 类型及必填",
            "Hull | String 必填",
            "Oars | Array of Long 非必填",
        ),
        (
            "参数 | 类型/是否必填",
            "Hull | String / 是",
            "Oars | Array of Long / 否",
        ),
        (
            "参数 | 参数类型（是否必选）",
            "Hull | String（是）",
            "Oars | Array of Long（否）",
        ),
        (
            "参数 | 是否必选和类型",
            "Hull | 是，String",
            "Oars | 否，Array of Long",
        ),
        (
            "参数 | Type and Required",
            "Hull | String, required",
            "Oars | Array of Long, optional",
        ),
        (
            "参数 | 类型、必选",
            "Hull | String<br>必选",
            "Oars | Array of Long<br>可选",
        ),
        (
            "参数（类型） | 是否必选",
            "Hull（String） | 是",
            "Oars（Array of Long） | 否",
        ),
        (
            "参数/类型 | 是否必选",
            "Hull String | 是",
            "Oars Array of Long | 否",
        ),
        (
            "参数 | 类型",
            "Hull | String 必填",
            "Oars | Array of Long 选填",
        ),
    ] {
        let columns = "---|".repeat(header.split('|').count() + 1);
        let request =
            format!("| {header} | 描述 |\n|{columns}\n| {hull} | 船身 |\n| {oars} | 桨 |\n");
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(found, expected, "{header}\n{shown}");
        assert!(!shown.contains("error"), "{header}\n{shown}");
    }
}

#[test]
fn rows_with_the_path_of_a_list_are_its_members_in_an_address_as_well() {
    let text = format!(
        "# ListBoats\n\n船。\n\n## 请求说明\n\n- 请求方式：GET\n- 请求地址：https://boat.example.com?Action=ListBoats&Version=2022-03-04\n\n## 请求参数\n\n{TABLE}| Marks | Array<Object> | 否 | 标签 |\n| Marks.N.Key | String | 是 | 键 |\n| Marks.N.Value | String | 否 | 值 |\n| Ids.N | String | 否 | 编号 |\n\n## 返回参数\n\n无\n"
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Ids: optional list of String",
            "request.Marks: optional list of object",
            "request.Marks[].Key: required String",
            "request.Marks[].Value: optional String",
        ],
        "{shown}"
    );
}

#[test]
fn a_section_that_says_there_is_nothing_promises_no_table() {
    for nothing in [
        "下表仅列出该接口特有的请求参数。\n\n本接口无特有参数。",
        "下表仅列出该接口特有的返回参数。\n\n无",
        "下表仅列出特有的参数。本接口无特有参数。",
    ] {
        for text in [page(nothing, "无"), page("无", nothing)] {
            let (outcome, shown) = import_text("page.md", &text);
            assert!(!outcome.findings.has_errors(), "{nothing}\n{shown}");
        }
    }
    let promised = "下表仅列出该接口特有的请求参数，无需关注公共参数。";
    let (outcome, shown) = import_text("page.md", &page(promised, "无"));
    assert!(outcome.findings.has_errors(), "{shown}");
}

#[test]
fn what_follows_a_list_of_a_named_type_stands_beside_it() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Boats | Array of BoatInfo | 船，参见数据结构。 |\n| Total | Integer | 多少。 |\n";
    let (found, shown) = members(&page("无", reply));
    assert_eq!(
        found,
        [
            "result.Boats: required list of Json",
            "result.Total: required Int32"
        ],
        "{shown}"
    );
    assert!(!shown.contains("page-unplaced-member"), "{shown}");
    assert!(shown.contains("page-missing-type-table"), "{shown}");
}

#[test]
fn a_line_break_in_a_cell_may_end_like_a_row() {
    let request = "参数 | 类型 | 是否必选 | 描述  \n---|---|---|---  \nHull | String | 是 | 木料，取值如下：  \n\\- `oak`：橡木；  \n\\- `pine`：松木。  \nMast | Object | 否 | 桅杆。  \n└ Height | Long | 否 | 多高，  \n单位为米。  \nWet | Boolean | 否 | 湿不湿。  \n";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Hull: required String of [String(\"oak\"), String(\"pine\")]",
            "request.Mast: optional object",
            "request.Mast.Height: optional Int64",
            "request.Wet: optional Bool",
        ],
        "{shown}"
    );
}

#[test]
fn what_is_left_of_a_table_is_told() {
    let lost = page("### Body\n\n[TABLE]", TABLE);
    let listed = page("- - 参数\n\n  - 类型\n\n- - Hull\n\n  - String\n", "无");
    for text in [lost, listed] {
        let (outcome, shown) = import_text("page.md", &text);
        assert!(outcome.imported.is_none(), "{shown}");
        assert!(shown.contains("page-foreign-markup"), "{shown}");
    }
    let rows = format!(
        "{TABLE}| Hull | String | 是 | 船身 |\n\n说明。\n\nMast | Array of Sail | 否 | 桅杆\n"
    );
    let (_, shown) = members(&page(&rows, "无"));
    assert!(shown.contains("`Mast` looks like a member"), "{shown}");
}

#[test]
fn a_line_may_hold_two_rows_or_begin_like_a_list() {
    for rows in [
        "| Hull | String | 是 | 船身 || Mast | String | 否 | 桅杆 |\n| Keel | Long | 否 | 龙骨 |\n",
        "| Hull | String | 是 | 船身 |\n- | Mast | String | 否 | 桅杆 |\n| Keel | Long | 否 | 龙骨 |\n",
    ] {
        let (found, shown) = members(&page(&format!("{TABLE}{rows}"), "无"));
        assert_eq!(
            found,
            [
                "request.Hull: required String",
                "request.Keel: optional Int64",
                "request.Mast: optional String",
            ],
            "{rows}{shown}"
        );
    }
    // A description may end with an empty cell more.
    let rows = "| Hull | String | 是 | 船身 | | | | | |\n";
    let (found, shown) = members(&page(&format!("{TABLE}{rows}"), "无"));
    assert_eq!(found, ["request.Hull: required String"], "{shown}");
}

#[test]
fn rows_that_were_cut_off_are_told_by_name() {
    for cut in ["```", "---", "\n## 其它\n\n文字。\n"] {
        let rows = format!(
            "| Hull | String | 是 | 船身 |\n{cut}\n| Mast | String | 否 | 桅杆 |\n| Keel | Long | 否 | 龙骨 |\n| Oars | Long | 否 | 桨 |\n"
        );
        let text = page(&format!("{TABLE}{rows}"), "无");
        let (outcome, shown) = import_text("page.md", &text);
        assert!(outcome.findings.has_errors(), "{cut}\n{shown}");
        for name in ["`Mast`", "`Keel`"] {
            assert!(shown.contains(name), "{cut}\n{shown}");
        }
    }
}

#[test]
fn no_name_in_a_finding_is_empty() {
    let text = page(
        "| | V2 | V1 |\n|---|---|---|\n| 命名 | 驼峰 | 下划线 |\n",
        "| 参数 | 类型 | 描述 |\n|---|---|---|\n| | String | 编号 |\n",
    );
    let (_, shown) = import_text("page.md", &text);
    assert!(shown.contains("`V2`, `V1`"), "{shown}");
    assert!(!shown.contains("``"), "{shown}");
}

#[test]
fn the_rows_of_a_table_in_a_cell_are_told() {
    let row = |cells: [&str; 4]| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
    let titles = ["参数", "类型", "是否必选", "描述"];
    let inner = format!(
        "龙骨。<table>{}{}</table>",
        row(titles),
        row(["Depth", "Long", "否", "吃水"])
    );
    let request = format!(
        "<table>{}{}</table>",
        row(titles),
        row(["Keel", "Object", "是", &inner])
    );
    let (outcome, shown) = import_text("page.md", &page(&request, "无"));
    assert!(outcome.findings.has_errors(), "{shown}");
    assert!(shown.contains("`Depth` looks like a member"), "{shown}");
}

#[test]
fn a_row_without_its_name_is_no_member() {
    let request = "参数 | 类型 | 是否必选 | 示例值 | 描述 |\n---|---|---|---|---|\nName | String | 是 | a | 名。 |\n\
                   String | 是 |\n| 邮箱。 | |\nAge | Integer | 否 | 3 | 岁数。 |\n";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Age: optional Int32",
            "request.Name: required String"
        ],
        "{shown}"
    );
    assert!(shown.contains("a row begins with its type"), "{shown}");
}

#[test]
fn a_column_of_places_is_known_by_its_cells() {
    let request = "| 参数 | 类型 | 必填 | 船上何处 | 描述 |\n|---|---|---|---|---|\n| Content-Type | | 是 | header | 固定。 |\n\
                   | Action | String | 是 | query | MoorBoat |\n| Name | String | 是 | body | 名。 |\n";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(found, ["request.Name: required String"], "{shown}");
}

#[test]
fn a_row_of_several_members_is_told_by_their_names() {
    let rows = "| HullId SailId | String Integer | 是 否 | a 3 | 船体。 |\n| Name | String | 是 | b | 名。 |\n";
    let request =
        format!("| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n{rows}");
    let (found, shown) = members(&page(&request, "无"));
    assert_eq!(found, ["request.Name: required String"], "{shown}");
    assert!(
        shown.contains("several member names, `HullId`, `SailId`"),
        "{shown}"
    );
}
