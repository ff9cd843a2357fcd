//! Faults that real pages showed: each page in small, with every member that it has and every finding that it gives.
//!
//! Facts of sentences are in `facts`, replies without an envelope in `forms`, forms of tables in `tests/data/pages/forms`.

use crate::import_text;
use crate::meaning::meaning_of;

struct Case {
    about: &'static str,
    page: String,
    /// Every member, by its path: what it is, and whether it must be there.
    members: &'static [&'static str],
    /// The rules of the findings, in order.
    findings: &'static [&'static str],
    /// What else the document says.
    says: &'static [&'static str],
}

/// A page with an address, of which the sections of parameters are given.
fn addressed(request: &str, reply: &str) -> String {
    format!(
        "# FlyKite\n\n放一只风筝。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://kite.volcengineapi.com?Action=FlyKite&Version=2024-01-02\n\n## 请求参数\n\n{request}\n\n## 返回参数\n\n{reply}\n"
    )
}

/// A fence that shows a table of these columns and rows.
fn fence(columns: &[&str], rows: &str) -> String {
    let columns = columns
        .iter()
        .map(|title| format!("  {{ width: 90, title: '{title}', dataIndex: '{title}' }},\n"));
    format!(
        "```mixin-react\nconst columns = [\n{}];\n\nconst data = [\n{rows}];\n\nreturn (<Table columns={{columns}} data={{data}} />);\n```",
        columns.collect::<String>()
    )
}

fn react() -> String {
    let request = fence(
        &["参数", "类型", "是否必填", "描述"],
        "  { 参数: 'Color', 类型: 'String', 是否必填: '是', 描述: <RenderMd content={\"颜色。\\n\"} />, children: [ ] },\n  { 参数: 'Line', 类型: 'Object', 是否必填: '否', 描述: <RenderMd content={\"线。\"} />, children: [\n    { 参数: 'Reel', 类型: 'Object', 是否必填: '否', 描述: '轮。', children: [\n      { 参数: 'Turns', 类型: 'Long', 是否必填: '是', 描述: '圈。', children: [ ] },\n    ] },\n  ] },\n",
    );
    let reply = fence(
        &["参数", "类型", "描述"],
        "  { 参数: \"Gusts\", 类型: \"Array of Object\", 描述: <RenderMd content={\"阵风。\"} />, children: [\n    { 参数: \"Speed\", 类型: \"Double\", 描述: \"快慢。\", children: [ ] },\n  ] },\n",
    );
    let errors = fence(
        &["状态码", "错误码", "错误信息", "说明"],
        "  { 状态码: 409, 错误码: 'NoWind', 错误信息: <RenderMd content={\"No wind.\"} />, 说明: '没有风' },\n",
    );
    format!("{}\n## 错误码\n\n{errors}\n", addressed(&request, &reply))
}

fn cases() -> [Case; 7] {
    [
        Case {
            about: "tables as data of JavaScript, those of error codes as well",
            page: react(),
            members: &[
                "request.Color required String",
                "request.Line optional object",
                "request.Line.Reel optional object",
                "request.Line.Reel.Turns required Int64",
                "result.Gusts required list of object",
                "result.Gusts[].Speed required Double",
            ],
            findings: &[],
            says: &["NoWind", "409"],
        },
        Case {
            about: "a listed reply has no marks, and empty lines alone nest its members",
            page: addressed(
                "**Height** <span data-label=\"purple\">integer</span> <span data-api-tag=\"require|h\">必选</span> `示例值：30`\n\n多高。\n\n\n",
                "**Kites** <span data-label=\"purple\">object[]</span> `示例值：-`\n\n风筝。\n\n\n**Tail** <span data-label=\"purple\">string</span> `示例值：red`\n\n尾巴。\n\n\n\n**Flier** <span data-label=\"purple\">string</span>\n\n谁放的。\n\n\n\n\n**Count** <span data-label=\"purple\">integer</span> `示例值：2`\n\n几只。\n",
            ),
            members: &[
                "request.Height required Int32",
                "result.Count required Int32",
                "result.Kites required list of object",
                "result.Kites[].Flier required String",
                "result.Kites[].Tail required String",
            ],
            findings: &[],
            says: &[],
        },
        Case {
            about: "a listed member without a mark is no text of the one before it",
            page: "`POST https://kite.byteplusapi.com/?Action=FlyKite&Version=2024-01-02`\n\nFlies a kite.\n\n## Request Parameters\n\n### Request Body\n\n\n---\n\n\n\n**Shape** `string` <span data-api-tag=\"require|s\">必选</span>\n\nIts shape. Valid values:\n\n\n* `delta`: Delta\n\n* `box`: Box\n\n\n\n---\n\n\n\n**Wind** `string`\n\nThe wind. Valid values:\n\n\n* `calm`: Calm\n\n* `fresh`: Fresh\n\n\n\n---\n\n\n\n**Metres** `integer (i64)` <span data-api-tag=\"require|m\">必选</span>\n\nHow high.\n\n\n## Response Parameters\n\n\n---\n\n\n\n**Marks** `object[]`\n\nWhat the judges say.\n\nProperties\n\n\n---\n\n\n\n  Marks.**By** `string`\n\n  Who.\n\n\n---\n\n\n\n**Sum** `integer (i64)`\n\nAll of them.\n".to_owned(),
            members: &[
                "request.Metres required Int64",
                "request.Shape required String of [String(\"delta\"), String(\"box\")]",
                "request.Wind optional String of [String(\"calm\"), String(\"fresh\")]",
                "result.Marks required list of object",
                "result.Marks[].By required String",
                "result.Sum required Int64",
            ],
            findings: &[],
            says: &[],
        },
        Case {
            about: "types in words of the page's own",
            page: addressed(
                "| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n| Area | number | 否 | 0.5 | 大小。 |\n| Built | DateTime | 否 | 2021-04-05T06:07:08Z | 何时。 |\n| Glides | Integer（毫秒） | 否 | 1600000000000 | 多久。 |\n| Landed | Timestamp | 否 | 1600000000 | 何时。 |\n| Metres | integer (i64) | 否 | 9 | 多高。 |\n| More | JSON Object | 否 | {} | 任意。 |\n| Sticks | String[]（最多 6 个） | 否 | [\"ash\"] | 杆。 |\n| Wind | Enum | 否 | calm | 取值：`calm`、`fresh`。 |",
                "无",
            ),
            members: &[
                "request.Area optional Double",
                "request.Built optional String",
                "request.Glides optional Int64",
                "request.Landed optional Int64",
                "request.Metres optional Int64",
                "request.More optional Json",
                "request.Sticks optional list of String",
                "request.Wind optional String of [String(\"calm\"), String(\"fresh\")]",
            ],
            findings: &[],
            says: &["maxItems: 6", "More:\n          type: object\n"],
        },
        Case {
            about: "an example that calls the action otherwise gives the version, and is told",
            page: "# 概述\n\n放一只风筝。\n\n## 请求参数\n\n请求参数Action取值：FlyKite\n\n| 参数 | 类型 | 是否必填 | 描述 |\n|---|---|---|---|\n| Color | String | 是 | 颜色。 |\n\n## 返回参数\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Knot | String | 结。 |\n\n## 返回示例\n\n```Plain Text\n{\"ResponseMetadata\": {\"RequestId\": \"1\", \"Action\": \"LaunchKite\", \"Version\": \"2024-01-02\", \"Service\": \"kite\", \"Region\": \"cn-beijing\"}, \"Result\": {\"Knot\": \"reef\"}}\n```\n".to_owned(),
            members: &["request.Color required String", "result.Knot required String"],
            findings: &["page-no-method", "page-example-differs", "page-contradiction"],
            says: &["version: \"2024-01-02\"", "FlyKite"],
        },
        Case {
            about: "a line that styles the table before it is no row",
            page: addressed(
                "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Color | String | 是 | 颜色。 |\n#{.custom-md-table-7}#",
                "无",
            ),
            members: &["request.Color required String"],
            findings: &[],
            says: &[],
        },
        Case {
            about: "a member in the address of an example shows that the action uses GET",
            page: "# SeekKites\n\n找风筝。\n\n## 请求参数\n\n| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n| Action | String | 是 | SeekKites | 操作。 |\n| Version | String | 是 | 2024-01-02 | 版本。 |\n| Colors.N | String | 否 | Colors.1=red&Colors.2=blue | 颜色。 |\n\n## 返回参数\n\n无\n\n## 请求示例\n\n```\nhttps://open.volcengineapi.com/?Action=SeekKites&Version=2024-01-02&Colors.1=red\n```\n".to_owned(),
            members: &["request.Colors optional list of String"],
            findings: &[],
            says: &["get:"],
        },
    ]
}

#[test]
fn faults_that_real_pages_showed_stay_away() {
    for case in cases() {
        let (outcome, shown) = import_text("page.md", &case.page);
        let rules: Vec<_> = outcome
            .findings
            .iter()
            .map(|finding| finding.lint.code)
            .collect();
        assert_eq!(rules, case.findings, "{}:\n{shown}", case.about);
        let document = outcome
            .imported
            .unwrap_or_else(|| panic!("{}:\n{shown}", case.about))
            .document;
        let members: Vec<String> = meaning_of(&document, &[])
            .into_iter()
            .filter(|(path, _)| !path.is_empty())
            .map(|(path, fact)| {
                let kind = fact.split(" Constraints").next().unwrap_or_default();
                format!("{path} {kind}")
            })
            .collect();
        assert_eq!(members, case.members, "{}:\n{document}", case.about);
        for words in case.says {
            assert!(document.contains(words), "{}:\n{document}", case.about);
        }
    }
}
