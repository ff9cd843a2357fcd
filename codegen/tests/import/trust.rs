//! Pages with parts that were copied from elsewhere, or masked: examples of other actions, placeholders, hints, and the frame of a
//! site.

use crate::import_text;
use crate::layouts::{NAME, members, page};

/// The operation of the document that a page becomes: its method, name, summary and description.
fn operation(text: &str) -> [String; 4] {
    let (outcome, shown) = import_text("page.md", text);
    let document = outcome
        .imported
        .unwrap_or_else(|| panic!("{shown}"))
        .document;
    let document: serde_yaml::Value = serde_yaml::from_str(&document).unwrap();
    let paths = document["paths"].as_mapping().unwrap();
    let path = paths.values().next().unwrap().as_mapping().unwrap();
    let (method, operation) = path.iter().next().unwrap();
    let text = |key: &str| {
        operation[key]
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    [
        method.as_str().unwrap().to_owned(),
        text("operationId"),
        text("summary"),
        text("description"),
    ]
}

#[test]
fn the_name_of_an_action_is_taken_from_what_is_least_copied() {
    let example =
        "## 请求示例\n\n```http\nPOST /?Action=ScrubDeck&Version=2021-01-01 HTTP/1.1\n```\n";
    let reply = "## 返回示例\n\n```json\n{\"ResponseMetadata\": {\"RequestId\": \"r\", \"Action\": \"MoorBoat\", \"Version\": \"2022-03-04\"}, \"Result\": {}}\n```\n";
    let parts = format!("## 请求参数\n\n{NAME}\n\n## 返回参数\n\n无\n");
    let rows = NAME.replace(
        "| Name |",
        "| Action | String | 是 | 接口名，取值 MoorBoat |\n| Version | String | 是 | 2022-03-04 |\n| Name |",
    );
    let with_rows = format!("## 请求参数\n\n{rows}\n\n## 返回参数\n\n无\n");
    let address = "https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04";
    for (top, parts, replies) in [
        ("# 系船", with_rows.as_str(), ""),
        (
            &format!("# 系船\n\n## 请求说明\n\n- 请求地址：{address}"),
            &parts,
            "",
        ),
        (&format!("`POST {address}`\n\n系船。"), &parts, ""),
        (
            &format!("# 系船\n\n| 请求方式 | POST |\n|---|---|\n| 请求地址 | {address} |"),
            &parts,
            "",
        ),
        ("# MoorBoat 系船", &parts, reply),
        ("# 系船", &parts, reply),
    ] {
        let text = format!("{top}\n\n请求方式：POST\n\n{parts}\n{example}\n{replies}");
        let (outcome, shown) = import_text("page.md", &text);
        let imported = outcome
            .imported
            .unwrap_or_else(|| panic!("{text}\n{shown}"));
        assert_eq!(
            (imported.action.as_str(), imported.version.as_str()),
            ("MoorBoat", "2022-03-04"),
            "{text}\n{shown}"
        );
        assert!(
            shown.contains("Action is `ScrubDeck` here, but `MoorBoat` elsewhere"),
            "{shown}"
        );
    }
    // A title that only names a product says nothing against the example.
    let text = format!("# BoatHouse 船屋\n\n请求方式：POST\n\n{parts}\n{example}");
    assert_eq!(operation(&text)[1], "ScrubDeck");
}

#[test]
fn a_method_may_be_written_in_many_ways() {
    for (says, method) in [
        ("请求方式：HTTP GET", "get"),
        ("请求方式：`HTTPS POST`", "post"),
        ("HTTP Method: HTTP GET", "get"),
        ("## Method\n\nHTTP GET", "get"),
        ("## Method\n\nGET", "get"),
        ("## HTTP 方法\n\n`GET`", "get"),
        ("## 请求方法\n\n- GET", "get"),
        ("## 调用方法\n\n```\nHTTPS GET\n```", "get"),
        ("Method\nHTTP GET", "get"),
        (
            "| 请求方式 | HTTP GET |\n|---|---|\n| 协议 | HTTPS |",
            "get",
        ),
        ("请求方式：GET/POST", "get"),
        ("## Method\n\nPOST, GET", "post"),
    ] {
        let text = page(NAME, "无")
            .replace("- 请求方式：POST\n", "")
            .replace("## 请求说明", &format!("{says}\n\n## 请求说明"));
        let (_, shown) = import_text("page.md", &text);
        assert!(!shown.contains("error"), "{says}\n{shown}");
        assert_eq!(operation(&text)[0], method, "{says}");
    }
    // Where both may be used, a body decides.
    let text = page(NAME, "无").replace("请求方式：POST", "请求方式：GET 或 POST")
        + "\n## 请求示例\n\n```json\n{\"Name\": \"a\"}\n```\n";
    assert_eq!(operation(&text)[0], "post");
}

#[test]
fn placeholders_stand_for_values_and_hide_nothing_else() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Total | Long | 数。 |\n| Boats | Array of Object | 船。 |";
    for mask in [
        "210xxxxxxx",
        "2100***",
        "***",
        "<id>",
        "${id}",
        "{{id}}",
        "{id}",
        "$ID",
        "整数",
        "string",
        "-1xx",
    ] {
        let example = format!(
            "{reply}\n\n## 返回示例\n\n```json\n{{\"ResponseMetadata\": {{\"RequestId\": \"r\"}}, \"Result\": {{\n\"Total\": {mask},\n\"Boats\": [{{\"Mast\": \"m\", \"Owner\": {mask} }}, {mask}]\n}}}}\n```"
        );
        let (found, shown) = members(&page(NAME, &example));
        let names = found.iter().filter_map(|line| line.split(':').next());
        assert_eq!(
            names.collect::<Vec<_>>(),
            [
                "request.Name",
                "result.Boats",
                "result.Boats[].Mast",
                "result.Boats[].Owner",
                "result.Total"
            ],
            "{mask}\n{shown}"
        );
        assert!(
            shown.contains("a placeholder in the place of a value (3 times)"),
            "{mask}\n{shown}"
        );
        assert!(!shown.contains("error"), "{mask}\n{shown}");
    }
}

#[test]
fn what_is_null_in_an_example_is_not_in_every_reply() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Mast | String | 桅。 |\n| Sail | String | 帆。 |\n\n## 返回示例\n\n```json\n{\"ResponseMetadata\": {\"RequestId\": \"r\"}, \"Result\": {\"Mast\": \"m\", \"Sail\": null}}\n```";
    let text = page(NAME, reply);
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.Mast: required String",
            "result.Sail: optional String"
        ],
        "{shown}"
    );
    let document = import_text("page.md", &text).0.imported.unwrap().document;
    assert!(
        document.contains("Mast: m") && !document.contains("Sail: null"),
        "{document}"
    );
}

#[test]
fn members_lie_where_every_example_shows_them() {
    let rows = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Mast | String | 桅。 |\n| Sail | String | 帆。 |\n| Oar | String | 桨。 |";
    let replying = |rows: &str, result: &str| {
        let reply = format!(
            "{rows}\n\n## 返回示例\n\n```json\n{{\"ResponseMetadata\": {{\"RequestId\": \"r\"}}, \"Result\": {result}}}\n```"
        );
        members(&page(NAME, &reply))
    };
    let (found, shown) = replying(rows, "{\"Boats\": [{\"Mast\": \"m\"}, {\"Sail\": \"s\"}]}");
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.Boats: required list of object",
            "result.Boats[].Mast: optional String",
            "result.Boats[].Oar: optional String",
            "result.Boats[].Sail: optional String",
        ],
        "{shown}"
    );
    assert!(
        shown.contains("but an example shows them in `Boats`"),
        "{shown}"
    );
    let (found, _) = replying(
        rows,
        "{\"Fleet\": {\"Boats\": [{\"Mast\": \"m\", \"Sail\": \"s\", \"Oar\": \"o\"}]}}",
    );
    assert!(
        found.contains(&"result.Fleet.Boats[].Mast: required String".to_owned()),
        "{found:?}"
    );
    let total = format!("{rows}\n| Total | Integer | 数。 |");
    let (found, _) = replying(
        &total,
        "{\"Total\": 1, \"Boats\": [{\"Mast\": \"m\", \"Sail\": \"s\"}]}",
    );
    assert!(
        found.contains(&"result.Total: required Int32".to_owned())
            && found.contains(&"result.Boats[].Sail: required String".to_owned())
            && found.contains(&"result.Oar: optional String".to_owned()),
        "{found:?}"
    );
    // What is uncertain stays, and is told.
    let (found, shown) = replying(
        rows,
        "{\"Mast\": \"m\", \"Sail\": \"s\", \"Boats\": [{\"Oar\": \"o\"}]}",
    );
    assert!(
        found.contains(&"result.Oar: optional String".to_owned()),
        "{found:?}"
    );
    assert!(
        shown.contains("but an example shows it in `Boats` alone"),
        "{shown}"
    );
    let (found, shown) = replying(
        rows,
        "{\"Boats\": [{\"Mast\": \"m\"}], \"Ships\": [{\"Mast\": \"m\"}]}",
    );
    assert!(
        found.contains(&"result.Mast: optional String".to_owned()),
        "{found:?}"
    );
    assert!(
        shown.contains("but an example shows it in `Boats` and `Ships` alone"),
        "{shown}"
    );
    // A request is no different.
    let request = NAME.replace("| Name |", "| Size | Integer | 否 | 大。 |\n| Name |");
    let sent = format!(
        "{request}\n\n## 请求示例\n\n```json\n{{\"Boats\": [{{\"Name\": \"a\", \"Size\": 1}}]}}\n```"
    );
    let (found, shown) = members(&page(&sent, "无"));
    assert_eq!(
        found,
        [
            "request.Boats: optional list of object",
            "request.Boats[].Name: required String",
            "request.Boats[].Size: optional Int32",
        ],
        "{shown}"
    );
}

#[test]
fn a_request_may_be_shown_by_its_parts() {
    let sent = |method: &str, example: &str| {
        let request = format!("{NAME}\n\n## 请求示例\n\n```json\n{example}\n```");
        let text = page(&request, "无").replace("- 请求方式：POST\n", method);
        let (found, shown) = members(&text);
        assert_eq!(found, ["request.Name: required String"], "{shown}");
        assert!(!shown.contains("page-example"), "{shown}");
        operation(&text)[0].clone()
    };
    assert_eq!(
        sent(
            "- 请求方式：POST\n",
            "{\"query\": {}, \"body\": {\"Name\": \"a\"}}"
        ),
        "post"
    );
    assert_eq!(
        sent(
            "- 请求方式：POST\n",
            "{\"Query\": {\"Name\": \"a\"}, \"Body\": null}"
        ),
        "post"
    );
    assert_eq!(
        sent(
            "",
            "{\"query\": {\"Action\": \"MoorBoat\", \"Name\": \"a\"}, \"body\": {}}"
        ),
        "get"
    );
}

#[test]
fn a_summary_says_what_the_action_does() {
    let parts = format!("## 请求参数\n\n{NAME}\n\n## 返回参数\n\n无\n");
    let address = "https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04";
    for (top, bottom) in [
        (format!("`POST {address}`\n\n系住一条船。"), ""),
        (
            format!("# MoorBoat\n\n请求方式：`POST`\n请求地址：{address}\n\n系住一条船。"),
            "",
        ),
        (
            format!(
                "系住一条船。\n\n<Tabs>\n<Tab title=\"a\">\n<TabTitle>Links</TabTitle>\n\n[Tutorial](/x)\n\n</Tab>\n</Tabs>\n\n请求地址：POST {address}"
            ),
            "",
        ),
        (
            format!(
                "# 船队\n\n## 概述\n\n本服务管理船队。\n\n## 接口描述\n\n系住一条船。\n\n## 请求说明\n\nPOST {address}"
            ),
            "",
        ),
        (
            format!("# MoorBoat\n\n系住一条船。\n\n## 请求说明\n\nPOST {address}"),
            "## 接入说明\n\n### SDK使用说明\n\n请参考[SDK使用说明](/y)",
        ),
        (
            format!(
                "You need to enable JavaScript to run this app.\n导航\n系船 MoorBoat\n我的收藏\n有用\n\n系住一条船。\n\n## 请求说明\n\nPOST {address}"
            ),
            "",
        ),
        (
            format!("# MoorBoat\n\n- 用途：系住一条船。\n- 地址：`POST {address}`"),
            "",
        ),
        (
            format!(
                "# MoorBoat\n\n系住一条船。\n\n:::tip\n可以使用 ak、sk 构造签名进行鉴权。\n:::\n\nPOST {address}"
            ),
            "",
        ),
    ] {
        let text = format!("{top}\n\n{parts}\n{bottom}");
        let [_, _, summary, description] = operation(&text);
        assert_eq!(
            (summary.as_str(), description.as_str()),
            ("系住一条船。", ""),
            "{text}"
        );
    }
    // What an action does may begin like a type.
    let text = format!("# ListBoats\n\nList boats.\n\n请求地址：POST {address}\n\n{parts}");
    assert_eq!(operation(&text)[2], "List boats.");
    // A copy breaks lines where code stood.
    let text = format!(
        "最近更新时间：2023.10.12\n系住 Name\n所说的船。\n说明\n船要在港里。\n请求地址：POST {address}\n\n{parts}"
    );
    let [_, _, summary, description] = operation(&text);
    assert_eq!(
        (summary.as_str(), description.as_str()),
        ("系住 Name 所说的船。", "船要在港里。")
    );
}
