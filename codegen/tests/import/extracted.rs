//! Copies without headings, as browsers, spreadsheets and text extraction leave them: one cell a line, cells behind tabs, members line
//! below line.

use crate::import_text;
use crate::layouts::members;

const HEAD: [&str; 5] = ["参数", "类型", "是否必选", "示例值", "描述"];
const REPLY: [&str; 3] = ["参数", "类型", "描述"];
const SENT: &str = "POST https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04";

/// A page whose tables stand with one cell a line: cells apart from each other by `|`.
fn column(request: &str, reply: &str, between: &str, titled: bool) -> String {
    let title = |title: &'static str| titled.then_some(title);
    let mut lines = vec!["系船。", "使用 POST 方式发起请求。"];
    lines.extend(title("请求参数"));
    lines.extend(HEAD);
    lines.extend(["Action", "String", "是", "MoorBoat", "接口名称。"]);
    lines.extend(["Version", "String", "是", "2022-03-04", "接口版本。"]);
    lines.push("");
    lines.extend(title("Body"));
    lines.extend(HEAD);
    lines.extend(request.split('|'));
    lines.push("");
    lines.extend(title("返回参数"));
    lines.extend(REPLY);
    lines.extend(reply.split('|'));
    lines.push("");
    lines.push(SENT);
    lines.join(between)
}

#[test]
fn a_word_describes_where_a_description_is_due() {
    for word in [
        "错误码",
        "错误信息",
        "返回码",
        "返回结果",
        "请求参数",
        "响应",
        "Response",
    ] {
        for (between, titled) in [("\n", false), ("\n\n", true)] {
            for more in [true, false] {
                let (mut request, mut reply) = (
                    format!("Mast|String|否|x|{word}"),
                    format!("Code|String|{word}"),
                );
                let mut expected = vec!["request.Mast: optional String"];
                if more {
                    request += "|Hull|Integer|是|1|船身";
                    reply += "|Left|Integer|其余";
                    expected.insert(0, "request.Hull: required Int32");
                }
                expected.push("result.Code: required String");
                expected.extend(more.then_some("result.Left: required Int32"));
                let text = column(&request, &reply, between, titled);
                let (found, shown) = members(&text);
                assert_eq!(found, expected, "{text}\n{shown}");
                let (outcome, _) = import_text("page.md", &text);
                let document = outcome.imported.unwrap().document;
                let described = document.matches(&format!("description: {word}\n")).count();
                assert_eq!(described, 2, "{text}\n{document}");
            }
        }
    }
}

#[test]
fn a_member_may_be_called_like_a_type_wherever_it_stands() {
    for name in ["TimeStamp", "Date", "Text", "Map", "Number", "List", "Long"] {
        let row = |number: usize| format!("{name}|String|Yes|x|What {number} is");
        for (request, reply) in [
            (
                format!("{}|Mast|Int|No|1|The mast", row(1)),
                format!("{name}|String|The name|Left|Int|The rest"),
            ),
            (
                format!("Mast|Int|No|1|The mast|{}", row(2)),
                format!("Left|Int|The rest|{name}|String|The name"),
            ),
        ] {
            let head = "Parameter|Data Type|Required|Sample Value|Description";
            let text = format!(
                "Moors a boat.|Method: POST|{head}|Action|String|Yes|MoorBoat|Interface name.|Version|String|Yes|2022-03-04|Interface version.||{head}|{request}||Parameter|Data Type|Description|{reply}||{SENT}"
            )
            .replace('|', "\n");
            let (found, shown) = members(&text);
            let mut expected = [
                format!("request.{name}: required String"),
                "request.Mast: optional Int64".to_owned(),
                "result.Left: required Int64".to_owned(),
                format!("result.{name}: required String"),
            ];
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}\n{shown}");
        }
    }
}

#[test]
fn an_address_or_a_sentence_about_the_reply_ends_a_table_of_lines() {
    for title in ["", "Sample request\n\n"] {
        for sent in ["GET ", ""] {
            let text = format!(
                "Lists boats.\n\nRequest method\n\nGET\n\nParameter\nType\nRequired\nExample\nDescription\nAction\nString\nYes\nListBoats\nInterface name.\nVersion\nString\nYes\n2022-03-04\nInterface version.\nHull\nString\nYes\na\nThe hull\n\n{title}{sent}https://boat.example.com?Action=ListBoats&Version=2022-03-04&Hull=a\n\nResponse\n\nSee BaseResponse for the structure of return results. The structure of BaseResponse.Result is as follows:\n\nParameter\nType\nDescription\nTotal\nInt\nThe total\n"
            );
            let (found, shown) = members(&text);
            assert_eq!(
                found,
                [
                    "request.Hull: required String",
                    "result.Total: required Int64"
                ],
                "{text}\n{shown}"
            );
            let (outcome, _) = import_text("page.md", &text);
            let document = outcome.imported.unwrap().document;
            assert!(document.contains("    get:\n"), "{document}");
            assert!(document.contains("description: The hull\n"), "{document}");
        }
    }
}

/// A page with tables of tabs, whose last cells may go on in the next lines.
fn tabbed(rows: &str, behind: &str) -> String {
    let head = HEAD.join("\t");
    format!(
        "系船。\n\n使用 POST 方式发起请求。\n\n{head}\nAction\tString\t是\tMoorBoat\t接口名称。\nVersion\tString\t是\t2022-03-04\t接口版本。\n\n{head}\n{rows}\n\n{behind}{SENT}\n"
    )
}

#[test]
fn a_cell_behind_tabs_has_every_line_up_to_the_next_row() {
    let first = "Hull\tString\t是\ta\t船身";
    let last = "Keel\tString\t否\tb\t龙骨";
    for cell in [
        "方式。\n0：橡木。\n1：松木。\n默认值为 1。",
        "\n方式。\n\n0：橡木。\n1：松木。\n\n默认值为 1。\n",
        "方式。\n\t\t\t\t0：橡木。\n\t1：松木。\n默认值为 1。",
        "\"方式。\n0：橡木。\n1：松木。\n默认值为 1。\"",
    ] {
        let mast = format!("Mast\tInteger\t否\t0\t{cell}");
        for (rows, behind) in [
            (format!("{first}\n{mast}\n{last}"), ""),
            (
                format!("{first}\n{last}\n{mast}"),
                "本接口无特有的返回参数。\n\n",
            ),
        ] {
            let text = tabbed(&rows, behind);
            let (found, shown) = members(&text);
            assert_eq!(
                found,
                [
                    "request.Hull: required String",
                    "request.Keel: optional String",
                    "request.Mast: optional Int64 of [Int(0), Int(1)]",
                ],
                "{text}\n{shown}"
            );
            let (outcome, _) = import_text("page.md", &text);
            let document = outcome.imported.unwrap().document;
            assert!(document.contains("enum: [0, 1]"), "{text}\n{document}");
            assert!(document.contains("default: 1\n"), "{text}\n{document}");
        }
    }
}

/// Members in lines, and the example that shows how they are nested.
fn listed(line: impl Fn(&str, &str, &str, &str) -> String, between: &str) -> String {
    let lines = [
        line("Hull", "String", "必选", "a") + "\n错误码",
        line("Rig", "Object", "必选", "-") + "\n索具。",
        line("Mast", "Object", "可选", "-") + "\n桅杆。\n- 橡木\n- 松木",
        line("Height", "Integer", "可选", "9") + "\n高度。",
        line("Sails", "Float", "可选", "0.5") + "\n帆。",
    ];
    lines.join(between)
}

#[test]
fn members_may_stand_line_below_line() {
    let example = "{\n    \"Hull\": \"a\",\n    \"Rig\": {\n        \"Mast\": {\n            \"Height\": 9\n        },\n        \"Sails\": 0.5\n    }\n}\n";
    let plain = |name: &str, ty: &str, mark: &str, shown: &str| {
        format!("{name} {ty} {mark} 示例值：{shown}")
    };
    let spans = |name: &str, ty: &str, mark: &str, shown: &str| {
        let mark = if mark == "必选" {
            "%%require%%"
        } else {
            "`可选` "
        };
        format!("**{name} ** <span data-label=\"purple\">{ty}</span> {mark}示例值：`{shown}`")
    };
    let about = "系船。\n\n请求方式：POST\n请求地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n";
    for (name, text) in [
        (
            "lines",
            format!("{about}{}\n{SENT}\n{example}", listed(plain, "\n")),
        ),
        (
            "paragraphs",
            format!("{about}{}\n\n{SENT}\n{example}", listed(plain, "\n\n")),
        ),
        (
            "published lines",
            format!(
                "{about}## 请求参数\n\n### Body\n\n{}\n\n## 请求示例\n```json\n{SENT}\n{example}```\n",
                listed(spans, "\n")
            ),
        ),
        (
            "published paragraphs",
            format!(
                "{about}## 请求参数\n\n### Body\n\n{}\n\n## 请求示例\n```json\n{SENT}\n{example}```\n",
                listed(spans, "\n\n")
            ),
        ),
        (
            "a list without headings",
            format!(
                "{about}- **Hull** (`String`, 必选): 船身。\n- **Rig** (`Object`, 必选): 索具。\n- **Mast** (`Object`, 可选): 桅杆。\n- **Height** (`Integer`, 可选): 高度。\n- **Sails** (`Float`, 可选): 帆。\n\n```json\n{SENT}\n{example}```\n"
            ),
        ),
    ] {
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Hull: required String",
                "request.Rig: required object",
                "request.Rig.Mast: optional object",
                "request.Rig.Mast.Height: optional Int32",
                "request.Rig.Sails: optional Double",
            ],
            "{name}:\n{text}\n{shown}"
        );
        assert!(!shown.contains("error"), "{name}:\n{shown}");
        assert!(
            shown.contains("`Height` belongs to `Mast`"),
            "{name}:\n{shown}"
        );
    }
}

#[test]
fn an_object_that_the_example_omits_lies_where_nothing_contradicts_it() {
    let table = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Hull | String | 是 | 船身 |\n| Rig | Object | 是 | 索具 |\n| Kind | Integer | 否 | 种类 |\n| Sloop | Object | 否 | 当 Kind=`0` 时必填。 |\n| Boom | String | 是 | 横杆 |\n| Ketch | Object | 否 | 当 Kind=`1` 时必填。 |\n| Cloth | Integer | 否 | 取值：0、1。 |\n| Mizzen | String | 是 | 后桅 |\n| Idle | Integer | 否 | 空闲 |\n";
    let text = format!(
        "系船。\n\n{table}\n```json\n{SENT}\n{{\n    \"Hull\": \"a\",\n    \"Rig\": {{\"Kind\": 0, \"Sloop\": {{\"Boom\": \"b\"}}}},\n    \"Idle\": 1\n}}\n```\n"
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Hull: required String",
            "request.Idle: optional Int32",
            "request.Rig: required object",
            "request.Rig.Ketch: optional object",
            "request.Rig.Ketch.Cloth: optional Int64 of [Int(0), Int(1)]",
            "request.Rig.Ketch.Mizzen: required String",
            "request.Rig.Kind: optional Int32",
            "request.Rig.Sloop: optional object",
            "request.Rig.Sloop.Boom: required String",
        ],
        "{shown}"
    );
    for member in ["`Ketch` belongs to `Rig`", "`Mizzen` belongs to `Ketch`"] {
        assert!(shown.contains(member), "{member}\n{shown}");
    }
}
