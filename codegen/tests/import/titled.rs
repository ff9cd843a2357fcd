//! Objects to which only a title leads, rows whose nesting a page does not show, and lists as a query string writes them.

use crate::import_text;
use crate::layouts::{NAME, members, page};

/// The properties of the reply as the document has them, each with its type, and what was found.
fn reply_of(text: &str) -> (String, String) {
    let (outcome, shown) = import_text("page.md", text);
    let document = outcome
        .imported
        .map(|imported| imported.document)
        .unwrap_or_default();
    let begin = document.find("MoorBoatResponse:\n      type");
    let behind = begin.and_then(|begin| document.get(begin..));
    let end = |text: &str| text.find("    ResponseMetadata:\n      type");
    let reply = behind.and_then(|text| text.get(..end(text)?));
    let squeezed: Vec<&str> = reply.unwrap_or_default().split_whitespace().collect();
    (squeezed.join(" "), shown)
}

const OWN: &str = "{\"code\": 7, \"data\": {\"ropes\": [{\"knot\": 1.5}], \"wind\": 3}, \"message\": \"ok\", \"time_elapsed\": \"1s\"}";
const ROPES: &str = "| 字段 | 类型 | 说明 |\n|---|---|---|\n| ropes | Array of Ropes | 绳。 |\n| wind | Integer | 风。 |\n";
const KNOT: &str = "| 字段 | 类型 | 说明 |\n|---|---|---|\n| knot | float | 结。 |\n";

/// A page of the old generation, with what stands between its request and the example of its reply.
fn old(parts: &str, example: &str) -> String {
    format!(
        "# MoorBoat\n\n系船。\n\n地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n| 名称 | 内容 |\n|---|---|\n| 请求方式 | POST |\n\n# 输入参数\n\nBody参数：\n\n| 参数 | 可选/必选 | 类型 | 说明 |\n|---|---|---|---|\n| Cord | 必选 | String | 缆。 |\n\n{parts}\n\n# 返回示例\n\n```json\n{example}\n```\n"
    )
}

#[test]
fn a_reply_of_the_service_may_have_a_plain_result() {
    let table = "# 返回参数\n\n| 参数 | 类型 | 说明 |\n|---|---|---|\n| Status | Integer | 状态。 |\n| Result | String | 失败的原因。 |\n| Ropes | Array of String | 绳。 |\n";
    let example = "{\"Status\": 1, \"Result\": \"\", \"Ropes\": [\"a\"]}";
    let (reply, shown) = reply_of(&old(table, example));
    for part in [
        "Status: type: integer",
        "Result: type: string description: 失败的原因。",
        "Ropes: type: array",
    ] {
        assert!(reply.contains(part), "{part}\n{reply}\n{shown}");
    }
    assert!(shown.contains("page-reply-layout"), "{shown}");
    // In the platform's envelope it is the result.
    let inside = "{\"ResponseMetadata\": {\"RequestId\": \"1\"}, \"Result\": {\"Status\": 1, \"Ropes\": [\"a\"]}}";
    let (reply, shown) = reply_of(&old(table, inside));
    assert!(reply.contains("Result: $ref:"), "{reply}\n{shown}");
}

#[test]
fn a_table_titled_like_a_part_of_the_reply_describes_it() {
    for title in [
        "# data 字段说明",
        "# 输出参数\n\n## data 字段说明",
        "## 返回 data 字段",
        "**data 内部字段**",
        "data 说明：",
    ] {
        let parts = format!("{title}\n\n{ROPES}\nRope 信息\n\n{KNOT}");
        let (reply, shown) = reply_of(&old(&parts, OWN));
        for part in [
            "code: type: integer",
            "data: $ref:",
            "ropes: type: array",
            "knot: type: number",
            "message: type: string",
            "time_elapsed: type: string",
        ] {
            assert!(reply.contains(part), "{title}: {part}\n{reply}\n{shown}");
        }
        for found in ["page-type-from-example", "page-reply-layout"] {
            assert!(shown.contains(found), "{title}\n{shown}");
        }
        for wrong in ["page-unplaced-table", "page-no-reply", "page-unknown"] {
            assert!(!shown.contains(wrong), "{title}\n{shown}");
        }
    }
    // It may be a list, and lie in `Result`.
    let listed = OWN
        .replace("{\"ropes\"", "[{\"ropes\"")
        .replace("3}", "3}]");
    let parts = format!("# data 字段说明\n\n{ROPES}\n## Rope\n\n{KNOT}");
    let (reply, shown) = reply_of(&old(&parts, &listed));
    assert!(
        reply.contains("data: type: array items: $ref"),
        "{reply}\n{shown}"
    );
    let inside = "{\"ResponseMetadata\": {\"RequestId\": \"1\"}, \"Result\": {\"Data\": {\"ropes\": [], \"wind\": 1}, \"Total\": 3}}";
    let (found, shown) = members(&old(&parts.replace("data", "Data"), inside));
    assert_eq!(
        found,
        [
            "request.Cord: required String",
            "result.Data: optional object",
            "result.Data.ropes: required list of object",
            "result.Data.ropes[].knot: required Double",
            "result.Data.wind: required Int32",
            "result.Total: optional Int64",
        ],
        "{shown}"
    );
    // Without an example the title is all there is.
    let (reply, shown) = reply_of(&page(NAME, &format!("### data 字段\n\n{KNOT}")));
    assert!(
        reply.contains("data: $ref:") && reply.contains("knot:"),
        "{reply}"
    );
    assert!(shown.contains("but not the reply around it"), "{shown}");
    // An example alone is no table.
    let (reply, shown) = reply_of(&old("", OWN));
    assert!(
        !reply.contains(" data:") && shown.contains("page-no-reply"),
        "{reply}\n{shown}"
    );
}

#[test]
fn a_reply_beside_its_metadata_stays_there_if_table_and_example_agree() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| ResponseMetadata | Object | 公共。 |\n| Ropes | [Rope] | 绳。 |\n";
    let example = "\n## 返回示例\n\n```json\n{\"Ropes\": [{\"Knot\": \"reef\"}], \"ResponseMetadata\": {\"RequestId\": \"1\"}}\n```\n";
    let (beside, shown) = reply_of(&page(NAME, &format!("{reply}{example}")));
    assert!(beside.contains("Ropes: type: array"), "{beside}\n{shown}");
    assert!(beside.contains("Knot: type: string"), "{beside}\n{shown}");
    assert!(!beside.contains("Result:"), "{beside}");
    assert!(
        shown.contains("only an example shows what members `Ropes` has"),
        "{shown}"
    );
    assert!(shown.contains("page-reply-layout"), "{shown}");
}

#[test]
fn a_member_without_a_type_is_what_its_table_says() {
    for left_out in ["-", "", "—", "/", "N/A", "无"] {
        for (about, title, kind) in [
            ("帆。", "**表 Sail**", "object"),
            ("帆，见下表。", "### Sail", "object"),
            ("帆的列表。", "### Sail", "list of object"),
            (
                "见[帆](#sail-1)。",
                "<span id=\"sail-1\"></span>\n### 帆",
                "object",
            ),
        ] {
            let reply = format!(
                "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Sail | {left_out} | {about} |\n| Id | String | 号。 |\n\n{title}\n\n{KNOT}"
            );
            let (found, shown) = members(&page(NAME, &reply));
            let sail = format!("result.Sail: required {kind}");
            assert!(
                found.contains(&sail),
                "{left_out} {title}\n{found:?}\n{shown}"
            );
            assert!(shown.contains("page-inferred-table"), "{left_out}\n{shown}");
            assert!(!shown.contains("error["), "{left_out}\n{shown}");
        }
    }
    // A word in the description is no type.
    let reply = format!(
        "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Sail | Object | 帆。 |\n| Set | - | Sail 是否张开。 |\n\n### Sail\n\n{KNOT}"
    );
    let (found, shown) = members(&page(NAME, &reply));
    assert!(
        found.contains(&"result.Set: required Json".to_owned()),
        "{found:?}\n{shown}"
    );
}

#[test]
fn rows_behind_structures_without_tables_are_told_once() {
    let rows = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Mate | SailorInfo | 是 | 大副。 |\n| Cook | SailorInfo | 是 | 厨师。 |\n| Boys | Array of SailorInfo | 否 | 水手。 |\n| Weight | Big Integer | 否 | 重。 |";
    let shows = "\n## 请求示例\n\n```json\n{\"Weight\": 3}\n```\n";
    let (found, shown) = members(&page(rows, &format!("无\n{shows}")));
    assert_eq!(
        found,
        [
            "request.Boys: optional list of Json",
            "request.Cook: required Json",
            "request.Mate: required Json",
            "request.Weight: optional Int64",
        ],
        "{shown}"
    );
    assert_eq!(
        shown.matches("[page-unplaced-member]").count(),
        1,
        "{shown}"
    );
    assert!(
        shown.contains("`Cook` (of `Mate`), `Boys` (of `Cook`)"),
        "{shown}"
    );
    // Where the page has a table for a structure, those without one have none of the rows.
    let one = format!("{rows}\n| Hull | HullInfo | 否 | 船身。 |\n\n### HullInfo\n\n{NAME}");
    let (_, shown) = members(&page(&one, &format!("无\n{shows}")));
    assert!(!shown.contains("page-unplaced-member"), "{shown}");
}

#[test]
fn lists_in_a_query_string_have_one_spelling() {
    let header = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n";
    for place in ["N", "n", "1", "{n}", "{N}", "#"] {
        let rows = format!(
            "{header}| Ropes.{place} | Object | 否 | 绳。 |\n| Ropes.{place}.Knot | String | 是 | 结。 |\n| Marks.{place}.Key | String | 否 | 键。 |\n| BoatIds.{place} | String | 否 | 号。 |"
        );
        let expected = [
            "request.BoatIds: optional list of String",
            "request.Marks: optional list of object",
            "request.Marks[].Key: optional String",
            "request.Ropes: optional list of object",
        ];
        for method in ["GET", "POST"] {
            let text = page(&rows, "无").replace("POST", method);
            let (outcome, _) = import_text("page.md", &text);
            let document = outcome.imported.unwrap().document;
            let (found, shown) = members(&text);
            assert_eq!(
                found.get(..4).unwrap(),
                expected,
                "{method} {place}\n{shown}"
            );
            assert!(!shown.contains("error["), "{method} {place}\n{shown}");
            if method == "GET" {
                for name in ["Ropes.N.Knot", "Marks.N.Key", "BoatIds.N"] {
                    let line = format!("- name: {name}\n");
                    assert!(document.contains(&line), "{place}\n{document}");
                }
                assert!(!document.contains("- name: Ropes.N\n"), "{document}");
            }
        }
    }
}
