//! Pages as crawlers leave them: tables without titles, examples on one line, rows without a rule, what a site puts around a page.

use crate::import_text;
use crate::layouts::{NAME, members, page};

const REPLY: &str = "| 参数 | 类型 | 描述 |\n|---|---|---|\n";

#[test]
fn an_example_may_stand_behind_its_request() {
    let request = "| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n\
                   | Sails | Array of Object | 是 | [ | 帆。 |\n| Area | Integer | 是 | 3 | 面积。 |\n";
    for head in [
        "POST https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04 HTTP/1.1 Host: boat.volcengineapi.com Content-Type: application/json",
        "POST https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04",
    ] {
        let text = format!(
            "{}\n## 请求示例\n\n{head} {{ \"Sails\": [ {{ \"Area\": 4 }} ] }}\n",
            page(request, "无")
        );
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Sails: required list of object",
                "request.Sails[].Area: required Int32",
            ],
            "{head}\n{shown}"
        );
    }
}

#[test]
fn a_name_may_stand_in_an_object_and_beside_it() {
    let reply = format!(
        "{REPLY}| Message | String | 话。 |\n| Data | Object | 数据。 |\n| Message | String | 里面的话。 |\n"
    );
    let text = format!(
        "{}\n## 返回示例\n\nHTTP/1.1 200 OK Content-Type: application/json {{ \"ResponseMetadata\": {{ \"RequestId\": \"1\" }}, \
         \"Result\": {{ \"Message\": \"\", \"Data\": {{ \"Message\": \"ok\" }} }} }}\n",
        page(NAME, &reply)
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.Data: required object",
            "result.Data.Message: required String",
            "result.Message: required String",
        ],
        "{shown}"
    );
}

#[test]
fn a_type_takes_no_members_of_one_that_travels_the_other_way() {
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Flags | Array of Flag | 否 | 旗。 |\n\n\
                   ### Flag\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Color | String | 是 | 色。 |\n";
    let reply = format!("{REPLY}| Flags | Array of FlagShown | 旗。 |\n");
    let (found, shown) = members(&page(request, &reply));
    assert!(
        !found.contains(&"result.Flags[].Color: required String".to_owned()),
        "{found:?}"
    );
    assert!(
        shown.contains("no table on the page describes the type `Array of FlagShown`"),
        "{shown}"
    );
    // On the same side it may be meant, and that is told.
    let reply = format!(
        "{reply}\n### FlagList\n\n{REPLY}| Height | Integer | 高。 |\n\n### Flag 说明\n\n{REPLY}| Width | Integer | 宽。 |\n"
    );
    let (found, shown) = members(&page(NAME, &reply));
    assert!(
        found.contains(&"result.Flags[].Width: required Int32".to_owned()),
        "{found:?}\n{shown}"
    );
    assert!(shown.contains("no table is titled `FlagShown`"), "{shown}");
}

#[test]
fn the_envelope_has_no_tables_of_the_action() {
    let columns = |rows: &[[&str; 3]]| {
        let rows = rows.iter().map(|row| row.join("\n\n"));
        let rows: Vec<String> = rows.collect();
        format!(
            "Parameter\n\nType\n\nDescription\n\n{}\n\n",
            rows.join("\n\n")
        )
    };
    let text = format!(
        "MoorBoat\n\nMoors.\n\nDetails\n\n  • Request URI: https://boat.byteplusapi.com?Action=MoorBoat&Version=2022-03-04\n  • Request method: POST\n\n\
         Request\n\nParameter\n\nType\n\nRequired\n\nDescription\n\nName\n\nString\n\nYes\n\nThe name.\n\nResponse\n\n\
         {}ResponseMetadata\n\n{}ResponseError\n\n{}MoorBoatResult\n\n{}Sample response\n\n\
         ```json\n{{\"ResponseMetadata\": {{\"RequestId\": \"1\"}}, \"Result\": {{\"BerthId\": \"b\"}}}}\n```\n",
        columns(&[
            ["ResponseMetadata", "ResponseMetadata", "The metadata"],
            ["Results", "MoorBoatResult", "The results"],
        ]),
        columns(&[
            ["RequestId", "String", "Request ID"],
            ["Region", "String", "Region"],
            ["Error", "ResponseError", "Error"],
        ]),
        columns(&[
            ["Code", "String", "The code"],
            ["Message", "String", "The message"]
        ]),
        columns(&[["BerthId", "String", "The berth"]]),
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.BerthId: required String",
        ],
        "{shown}"
    );
    assert!(!shown.contains("error"), "{shown}");
}

#[test]
fn rows_may_lack_the_rule_above_them() {
    let text = "系一条船。\n完成后返回。参数名称 | 类型 | 是否必选 | 示例值 | 描述 |\n\
                Action | String | 是 | MoorBoat | 取值：MoorBoat。 |\nVersion | String | 是 | 2022-03-04 | 取值：2022-03-04。 |\n\
                Name | String | 是 | aurora | 名字。\nBerth | Integer | 否 | 3 | 船位。\n说明 从 1 数起。 |\n\
                参数名称 | 类型 | 示例值 | 描述 |\nBerthId | String | b-1 | 船位的 ID。 |\n\
                POST /?Action=MoorBoat&Version=2022-03-04 HTTP/1.1 Host: boat.volcengineapi.com\n";
    let (found, shown) = members(text);
    assert_eq!(
        found,
        [
            "request.Berth: optional Int32",
            "request.Name: required String",
            "result.BerthId: required String",
        ],
        "{shown}"
    );
    assert!(
        !shown.contains("error") && shown.contains("page-mended-table"),
        "{shown}"
    );
}

#[test]
fn a_name_may_stand_above_the_rest_of_its_row() {
    let request = "参数 | 类型 | 是否必选 | 描述 | 示例值 |\n---|---|---|---|---|\nLamp | Lamp | 否 | 灯。 | - |\nName | String | 是 | 名。 | a |\n\n\
                   Lamp\n\n参数 | 类型 | 是否必选 | 描述 | 示例值 |\n---|---|---|---|---|\n\
                   Lamp.Color\n| String | 是 | 颜色：\n|\nred |\nLamp.Height | Integer | 否 | 高度。 | 2 |\n";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Lamp: optional object",
            "request.Lamp.Color: required String",
            "request.Lamp.Height: optional Int32",
            "request.Name: required String",
        ],
        "{shown}"
    );
}

#[test]
fn what_a_site_puts_below_a_page_describes_nothing() {
    for footer in [
        "Last updated: 2030.01.02 03:04:05\nWas this page helpful to you?\nYes\nNo",
        "更新时间: 2030年1月2日 03:04:05\n这个页面对您有帮助吗?\n有用\n无用",
        "上一篇\nSinkBoat - 沉船\n下一篇\nFindBoat - 找船",
    ] {
        let reply = "参数\n类型\n示例值\n描述\nTotal\nInteger\n1\n一共几条。\n\n";
        let text = format!("{}{footer}\n", page(NAME, reply));
        let (outcome, shown) = import_text("page.md", &text);
        let document = outcome
            .imported
            .map(|imported| imported.document)
            .unwrap_or_default();
        assert!(document.contains("一共几条。"), "{shown}");
        for line in footer.lines() {
            assert!(!document.contains(line), "{line}\n{document}");
        }
    }
}

#[test]
fn a_header_ends_the_row_before_it() {
    let text = "调用 MoorBoat 接口，系船。\n\n参数 | 类型 | 是否必选 | 示例值 | 描述 |\nAction | String | 是 | MoorBoat | 接口名称。 |\n\
                Version | String | 是 | 2022-03-04 | 接口版本。 |\nName | String | 是 | a | 名。 |\nKind | Array of String | 否 |\n\
                | 种类：\n参数 | 类型 | 示例值 | 描述 |\nTotal | Integer | 1 | 总数。 |\nBoats | Array of BoatShown | -- | 船。 |\n\
                参数 | 类型 | 示例值 | 描述 |\nMast | String | b | 桅。 |\n";
    let (found, shown) = members(text);
    assert_eq!(
        found,
        [
            "request.Kind: optional list of String",
            "request.Name: required String",
            "result.Boats: required list of object",
            "result.Boats[].Mast: required String",
            "result.Total: required Int32",
        ],
        "{shown}"
    );
}

#[test]
fn a_column_of_values_shows_them_or_tells_of_them() {
    let row = |cells: [&str; 6]| format!("| {} |\n", cells.join(" | "));
    let text = ["字段 位置 类型 必填 说明 值", "--- --- --- --- --- ---"].map(|line| {
        let cells: Vec<&str> = line.split(' ').collect();
        format!("| {} |\n", cells.join(" | "))
    });
    let rows = [
        row(["Action", "Query", "String", "是", "接口名称", "MoorBoat"]),
        row(["Version", "Query", "String", "是", "接口版本", "2022-03-04"]),
        row(["count", "Query", "Integer", "否", "单页数量", "默认值：10"]),
    ];
    let text = format!(
        "使用 GET 方式发起请求。\n\n{}{}",
        text.concat(),
        rows.concat()
    );
    let (outcome, shown) = import_text("page.md", &text);
    let document = outcome
        .imported
        .map(|imported| imported.document)
        .unwrap_or_default();
    assert!(document.contains("default: 10"), "{document}\n{shown}");
    assert!(document.contains("const: MoorBoat"), "{document}\n{shown}");
}

#[test]
fn a_sentence_may_say_that_a_reply_lies_in_data() {
    let reply = ":::tip 重点关注data中以下字段，其他字段为公共返回\n\n:::\n| 字段 | 类型 | 说明 |\n|---|---|---|\n| berth | string | 泊位。 |\n";
    let (outcome, shown) = import_text("page.md", &page(NAME, reply));
    let document = outcome
        .imported
        .map(|imported| imported.document)
        .unwrap_or_default();
    let places: Vec<Option<usize>> = ["        data:\n", "berth:\n"]
        .iter()
        .map(|part| document.find(part))
        .collect();
    assert!(
        matches!(places.as_slice(), [Some(data), Some(berth)] if data < berth),
        "{document}"
    );
    assert!(!document.contains("Result:"), "{document}");
    assert!(shown.contains("not the reply around it"), "{shown}");
}
