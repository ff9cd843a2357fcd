//! Pages as sites publish them: rules between members, fences of data, titles in other words, and replies that differ from their
//! tables.

use crate::layouts::{NAME, members, page};

#[test]
fn a_rule_ends_what_a_page_announces() {
    let request = "---\n\n\n**Hull** `object` `Required`\n\nThe hull.\n\n\nAttributes\n\nHull. **Planks** `array`\n\nIds of planks.\n\nExample: `[\"a\"]`\n\n---\n\n\nHull. **Wood** `string` `Required`\n\nThe wood.\n\n\n---\n\n\n**Flag** `object`\n\nThe flag.\n\n\n**Attribute**\n\n**Color ** `string` `Required`\n\nThe color.\n\n:::tip\nBright ones.\n:::\n---\n\n\n**Pier** `string`\n\nThe pier.\n\n";
    let reply = "---\n\n\n**Total** `int (i64)`\n\nHow many.\n\n---\n\n\n**Crew** `array[]`\n\nThe crew.\n\n---\n\n\nCrew. **Rank** `string`\n\nThe rank.\n\n---\n\n\n**Page** `int (i64)`\n\nThe page.\n\n---\n\n";
    let (found, shown) = members(&page(request, reply));
    assert_eq!(
        found,
        [
            "request.Flag: optional object",
            "request.Flag.Color: required String",
            "request.Hull: required object",
            "request.Hull.Planks: optional list of Json",
            "request.Hull.Wood: required String",
            "request.Pier: optional String",
            "result.Crew: required list of object",
            "result.Crew[].Rank: required String",
            "result.Page: required Int64",
            "result.Total: required Int64",
        ],
        "{shown}"
    );
    // Where a rule stands between, none is announced.
    let apart =
        "**Hull** `object` `Required`\n\nThe hull.\n\n---\n\n**Pier** `string`\n\nThe pier.";
    let (found, shown) = members(&page(apart, "无"));
    assert_eq!(
        found,
        [
            "request.Hull: required Json",
            "request.Pier: optional String"
        ],
        "{shown}"
    );
}

#[test]
fn a_row_of_lines_may_have_a_type_of_its_own_and_lack_its_mark() {
    let request = "参数\n\n类型\n\n是否必选\n\n示例值\n\n描述\n\nVersion\n\nString\n\n2022-03-04\n\n公共参数。\n\nHull\n\nMoorBoatHull\n\n详见请求示例\n\n船身有许多字段,查看结构体定义。\n\nPage\n\nInteger\n\n1\n\n第几页。";
    let reply = "参数\n\n类型\n\n示例值\n\n描述\n\nCrew\n\n[]Sailor\n\n详见返回示例\n\n船员。\n\nTotal\n\nint32\n\n1\n\n多少";
    let (found, shown) = members(&page(request, reply));
    let names = found.iter().filter_map(|line| line.split(':').next());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            "request.Hull",
            "request.Page",
            "result.Crew",
            "result.Total"
        ],
        "{shown}"
    );
}

#[test]
fn a_fence_may_hold_its_table_in_other_ways() {
    let columns = "[\n  { title: '参数', dataIndex: 'Name' },\n  { title: '类型', dataIndex: 'DataType' },\n  { title: '是否必选', dataIndex: 'IsRequired' },\n]";
    let wet = "DataType: 'Boolean', IsRequired: '否'";
    let hull = format!(
        "{{ Name: 'Hull', DataType: 'Object', IsRequired: '是', children: [\n  {{ Name: 'Wet', {wet} }},\n] }}"
    );
    let plain = format!("[\n  {{ Name: 'Dry', {wet} }},\n  {hull}\n]");
    let forms = [
        format!(
            "```mixin-react\nconst titles = {columns};\nlet rows = {plain};\n\nreturn (<Table columns={{titles}} data={{rows}} />);\n```"
        ),
        format!(
            "```mixin-react\nreturn (<Table columns={{{columns}}} dataSource={{{plain}}} />);\n```"
        ),
        format!(
            "```jsx\nconst columns = {columns};\nconst data = {plain};\nexport default () => <Table columns={{columns}} data={{data}} />;\n```"
        ),
        format!(
            "```mixin-react\nconst flag = {{ {wet} }};\nconst more = [{hull}];\nconst columns = {columns};\nconst data = [\n  {{ ...flag, Name: 'Dry' }},\n  ...more,\n];\n\nreturn (<Table columns={{columns}} data={{data}} />);\n```"
        ),
        format!(
            "```mixin-react\nconst columns = {columns};\nconst top = [\n  {{ Name: 'Dry', {wet} }}];\nconst rest = [{hull}];\n\nreturn (<div><Table columns={{columns}} data={{top}} /><Table columns={{columns}} data={{rest}} /></div>);\n```"
        ),
    ];
    for request in forms {
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(
            found,
            [
                "request.Dry: optional Bool",
                "request.Hull: required object",
                "request.Hull.Wet: optional Bool",
            ],
            "{request}\n{shown}"
        );
    }
}

const SAILS: &str =
    "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Mast | String | 桅。 |\n| Sail | String | 帆。 |";

fn replying(reply: &str, result: &str) -> (Vec<String>, String) {
    let example = format!(
        "## 返回示例\n\n```json\n{{\"ResponseMetadata\": {{\"RequestId\": \"1\"}}, \"Result\": {result}}}\n```"
    );
    let (found, shown) = members(&page(NAME, &format!("{reply}\n\n{example}")));
    let found = found.into_iter().filter(|line| line.starts_with("result"));
    (found.collect(), shown)
}

#[test]
fn an_example_may_lack_what_is_not_always_there() {
    let (found, shown) = replying(SAILS, "{\"Mast\": \"m\"}");
    assert_eq!(
        found,
        [
            "result.Mast: required String",
            "result.Sail: optional String"
        ],
        "{shown}"
    );
    // Dots and an empty object stand for what is left out.
    for result in ["{\"Mast\": \"m\", ...}", "{}"] {
        let (found, shown) = replying(SAILS, result);
        assert!(
            found.contains(&"result.Sail: required String".to_owned()),
            "{result}\n{shown}"
        );
    }
    for words in [
        "仅包年包月的船会返回该参数。",
        "本字段在 ListBoats API 中不返回。",
        "Only when the boat is hired, this value is returned.",
    ] {
        let (found, _) = replying(&SAILS.replace("帆。", words), "{}");
        assert!(
            found.contains(&"result.Sail: optional String".to_owned()),
            "{words}"
        );
    }
}

#[test]
fn an_example_may_show_a_list_where_a_table_has_an_object() {
    let (found, shown) = replying(SAILS, "[{\"Mast\": \"m\", \"Sail\": \"s\"}]");
    assert_eq!(
        found,
        [
            "result[].Mast: required String",
            "result[].Sail: required String",
        ],
        "{shown}"
    );
    assert!(
        shown.contains("`Result` is a list of objects in an example"),
        "{shown}"
    );
    let reply = SAILS.replace("String | 帆", "Object | 帆");
    let (_, shown) = replying(&reply, "{\"Mast\": \"m\", \"Sail\": [{\"Area\": 1}]}");
    assert!(
        shown.contains("`Sail` is an object in its table, but a list in an example"),
        "{shown}"
    );
}

#[test]
fn an_example_may_be_sent_in_another_way_than_the_page_says() {
    let sent = |method: &str, says: &str| {
        let example = format!(
            "{NAME}\n\n## 请求示例\n\n```http\n{method} /?Action=MoorBoat&Version=2022-03-04 HTTP/1.1\nHost: boat.volcengineapi.com\n```"
        );
        let text = page(&example, "无").replace("请求方式：POST", says);
        members(&text).1
    };
    let told = "but the example uses";
    assert!(sent("POST", "请求方式：GET").contains(told));
    assert!(sent("GET", "请求方式：POST").contains(told));
    assert!(!sent("POST", "请求方式：POST").contains(told));
    assert!(!sent("POST", "请求方式：GET 或 POST").contains(told));
}

#[test]
fn a_row_may_head_a_group() {
    for titles in [
        ["**Query 参数**", "**Body 参数**"],
        ["Query", "Body"],
        ["公共参数", "请求参数"],
    ] {
        let [query, body] = titles;
        let request = format!(
            "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| {query} | | | |\n| Action | String | 是 | 接口名称，取值：MoorBoat |\n| Version | String | 是 | 版本，取值：2022-03-04 |\n| {body} | | | |\n| Name | String | 是 | 名。 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(found, ["request.Name: required String"], "{shown}");
        assert!(!shown.contains("error"), "{shown}");
    }
}

#[test]
fn a_body_may_have_members_called_like_common_rows() {
    let columns = "| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|";
    let request = format!(
        "### Query\n\n{columns}\n| Action | String | 是 | MoorBoat | 接口 |\n| Version | String | 是 | 2022-03-04 | 版本 |\n\n### Body\n\n{columns}\n| Action | String | 是 | insert | 怎样。 |\n| Version | Integer | 否 | 1 | 第几版。 |\n| Region | String | 否 | north | 水域。 |\n| Service | String | 否 | tug | 服务。 |"
    );
    let (found, shown) = members(&page(&request, "无"));
    assert_eq!(
        found,
        [
            "request.Action: required String",
            "request.Region: optional String",
            "request.Service: optional String",
            "request.Version: optional Int32",
        ],
        "{shown}"
    );
}

#[test]
fn titles_may_be_said_twice_or_in_other_words() {
    let titles = [
        ("API 参数", "业务返回"),
        ("请求参数/Request", "返回参数/Response"),
        (
            "Request Parameters(请求参数)",
            "Response Parameters（返回参数）",
        ),
        ("业务参数", "回参"),
        ("请求正文", "响应正文"),
        ("请求正文", "返回正文"),
    ];
    for (request, reply) in titles {
        let text = page(NAME, SAILS)
            .replace("## 请求参数", &format!("## {request}"))
            .replace("## 返回参数", &format!("## {reply}"));
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Name: required String",
                "result.Mast: required String",
                "result.Sail: required String",
            ],
            "{request}\n{shown}"
        );
    }
}

#[test]
fn the_action_and_its_version_may_stand_in_other_places() {
    let parts = format!("## 请求参数\n\n{NAME}\n\n## 返回参数\n\n无\n");
    for top in [
        "# 系船\n\n请求方式：POST\n\n| Action | MoorBoat |\n|---|---|\n| Version | 2022-03-04 |",
        "# 系船\n\n| 名称 | 值 |\n|---|---|\n| 接口名称 | MoorBoat |\n| 版本 | 2022-03-04 |\n| 请求方式 | POST |",
        "---\naction: MoorBoat\nversion: \"2022-03-04\"\nmethod: POST\n---\n\n# 系船",
        "# 系船\n\n请求方式：POST\n\n接口名：MoorBoat  版本号：2022-03-04",
        "# MoorBoat（2022-03-04）\n\n请求方式：POST",
    ] {
        let (found, shown) = members(&format!("{top}\n\n{parts}"));
        assert_eq!(found, ["request.Name: required String"], "{top}\n{shown}");
        assert_eq!(shown.matches("error").count(), 0, "{top}\n{shown}");
    }
}

#[test]
fn a_purpose_beside_a_description_is_a_part_of_it() {
    let request = "| 字段 | 类型 | 必填 | 用途 | 说明 |\n|---|---|---|---|---|\n| Name | String | 是 | 认船 | 名。 |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(found, ["request.Name: required String"]);
    assert!(!shown.contains("was not understood"), "{shown}");
}

#[test]
fn a_row_may_have_outer_pipes_that_its_header_lacks() {
    for header in ["参数 | 类型 | 必填 | 描述", "参数 | 类型 | 必填 | 描述 |"] {
        let request = format!(
            "{header}\n|---|---|---|---|\n| Mast | string | 是 | 桅杆。 |\nSail | string | 否 | 帆。 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(
            found,
            [
                "request.Mast: required String",
                "request.Sail: optional String",
            ],
            "{header}\n{shown}"
        );
    }
}
