//! Layouts of whole pages: whose members a table has, and what is left of rows that a copy broke.

use crate::import_text;
use crate::meaning::meaning_of;

/// The members of a page, each with its kind, and what was found.
pub(crate) fn members(text: &str) -> (Vec<String>, String) {
    let (outcome, shown) = import_text("page.md", text);
    let Some(imported) = outcome.imported else {
        return (Vec::new(), shown);
    };
    let meaning = meaning_of(&imported.document, &[]);
    let members = meaning.iter().filter(|(path, _)| !path.is_empty());
    let kind = |fact: &str| {
        let words = fact.split(" Constraints").next().unwrap_or_default();
        words.to_owned()
    };
    let members = members.map(|(path, fact)| format!("{path}: {}", kind(fact)));
    (members.collect(), shown)
}

/// A page with what stands in its sections about the request and the reply.
pub(crate) fn page(request: &str, reply: &str) -> String {
    format!(
        "# MoorBoat\n\n系船。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n## 请求参数\n\n{request}\n\n## 返回参数\n\n{reply}\n"
    )
}

pub(crate) const NAME: &str =
    "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Name | String | 是 | 名。 |";

#[test]
fn a_structure_may_be_called_like_a_list() {
    for (list, title) in [
        ("Array of List", "### List"),
        ("List[]", "### List"),
        ("Array of [List](#list)", "### List"),
        ("Array of DataTypes. List", "List结构定义"),
        ("Array of List", "**表 List**"),
        ("Array&lt;List&gt;", "#### List 结构"),
        ("[]List", "### 数据结构：List"),
        ("[][List](#List)", "### 数据结构：List"),
    ] {
        let reply = format!(
            "| 参数 | 类型 | 描述 |\n|---|---|---|\n| List | {list} | 船。 |\n| Total | Integer | 数。 |\n\n{title}\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Mast | String | 桅。 |\n"
        );
        let (found, shown) = members(&page(NAME, &reply));
        assert_eq!(
            found,
            [
                "request.Name: required String",
                "result.List: required list of object",
                "result.List[].Mast: required String",
                "result.Total: required Int32",
            ],
            "{list}\n{shown}"
        );
    }
    // Without such a structure it is a list in a list.
    let nested = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Rows | Array of List | 行。 |\n";
    let (found, _) = members(&page(NAME, nested));
    assert!(
        found.contains(&"result.Rows: required list of list of Json".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_structure_without_a_title_may_be_called_like_a_list() {
    let table = |rows: &str| format!("参数 | 类型 | 示例值 | 描述 |\n---|---|---|---|\n{rows}\n");
    let text = format!(
        "调用 MoorBoat 接口，系船。\n\n参数 | 类型 | 是否必选 | 示例值 | 描述 |\n---|---|---|---|---|\n\
         Action | String | 是 | MoorBoat | 接口名称。 |\nVersion | String | 是 | 2022-03-04 | 接口版本。 |\n\
         Name | String | 是 | a | 名。 |\n\n以下为返回参数。\n\n{}\n{}\n{}",
        table("List | Array of List | - | 船。 |\nPage | Object of Page | - | 页。 |"),
        table("Mast | String | a | 桅。 |"),
        table("Number | Integer | 1 | 页码。 |"),
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.List: required list of object",
            "result.List[].Mast: required String",
            "result.Page: required object",
            "result.Page.Number: required Int32",
        ],
        "{shown}"
    );
}

#[test]
fn a_title_may_be_the_singular_of_a_member() {
    for (member, title) in [
        ("Ferries", "Ferry"),
        ("Masses", "Mass"),
        ("Boxes", "Box"),
        ("Oars", "Oar"),
    ] {
        let reply = format!(
            "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Total | Integer | 数。 |\n| {member} | Array of struct | 全部。 |\n\n\
             ### {title} structure\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Name | String | 名。 |\n"
        );
        let (found, shown) = members(&page(NAME, &reply));
        let expected = format!("result.{member}[].Name: required String");
        assert!(found.contains(&expected), "{found:?}\n{shown}");
    }
}

#[test]
fn a_structure_may_be_called_like_a_section() {
    for title in ["Output", "Results", "Errors", "Example", "Parameters"] {
        for (ty, list) in [
            ("Object of NAME", ""),
            ("Array of Object", "list of "),
            ("Array of NAME", "list of "),
        ] {
            let reply = format!(
                "| 参数 | 类型 | 描述 |\n|---|---|---|\n| {title} | {} | 船。 |\n| Total | Integer | 数。 |\n\n### {title}\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Mast | String | 桅。 |\n",
                ty.replace("NAME", title)
            );
            let (found, shown) = members(&page(NAME, &reply));
            let path = if list.is_empty() { "" } else { "[]" };
            let mut found = found;
            found.sort();
            let mut expected = vec![
                "request.Name: required String".to_owned(),
                format!("result.{title}: required {list}object"),
                format!("result.{title}{path}.Mast: required String"),
                "result.Total: required Int32".to_owned(),
            ];
            expected.sort();
            assert_eq!(found, expected, "{ty} {title}\n{shown}");
        }
    }
    // A member of that name that is no object leaves the section what it is.
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Body | String | 是 | 船身。 |\n\n### Body\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Mast | String | 是 | 桅。 |\n";
    let (found, shown) = members(&page(request, "无"));
    assert!(
        found.contains(&"request.Mast: required String".to_owned()),
        "{shown}"
    );
}

#[test]
fn names_that_differ_by_one_letter_are_two() {
    let structure = |title: &str, member: &str| {
        format!(
            "\n### {title} 对象结构\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| {member} | String | 值。 |\n"
        )
    };
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Berth | Object | 泊位。 |\n| Berths | Array of Object | 泊位。 |\n".to_owned()
        + &structure("Berths", "Pier")
        + &structure("Berth", "Quay");
    let (found, shown) = members(&page(NAME, &reply));
    assert_eq!(
        found.get(1..).unwrap_or_default(),
        [
            "result.Berth: required object",
            "result.Berth.Quay: required String",
            "result.Berths: required list of object",
            "result.Berths[].Pier: required String",
        ],
        "{shown}"
    );
}

#[test]
fn only_what_stands_at_the_top_chooses_the_action() {
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Action | String | 是 | MoorBoat |\n| Version | String | 是 | 2022-03-04 |\n| Rule | Object | 否 | 规则。 |\n| └ Action | String | 是 | 做什么。 |\n| └ Version | Integer | 否 | 第几版。 |\n| └ Region | String | 是 | 在何处。 |\n| └ Service | String | 是 | 给谁。 |\n";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Rule: optional object",
            "request.Rule.Action: required String",
            "request.Rule.Region: required String",
            "request.Rule.Service: required String",
            "request.Rule.Version: optional Int32",
        ],
        "{shown}"
    );
}

#[test]
fn a_row_with_empty_lines_or_tabs_in_a_cell_ends_no_table_of_tabs() {
    let request = "参数\t类型\t是否必选\t示例值\t描述\nName\tString\t是\tgull\n\n\t名。\nKeel\tInteger\t否\t3\t龙骨。\n\nCrew\tString\t否\t-\t船员。如 {\n\t\"a\": 1}\nFlag\tString\t否\tx\t旗\t与\t帜。";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Crew: optional String",
            "request.Flag: optional String",
            "request.Keel: optional Int32",
            "request.Name: required String",
        ],
        "{shown}"
    );
}

#[test]
fn cells_on_lines_may_lack_marks_and_examples() {
    let text = "系船\n\n请求说明\n\n• 请求方式：POST\n• 请求地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n请求参数\n\nQuery\n\n参数名称\n数据类型\n是否必选\n参数说明\nAction\nString\n\n接口名称。当前 API 的名称为 MoorBoat\nVersion\nString\n\n接口版本。当前 API 的版本为 2022-03-04\n\nBody\n\n参数名称\n数据类型\n是否必选\n参数说明\n示例\nName\nString\n\n船的名。\n\n只含字母。\n\ngull\nRopes\nObject[]\n绳。\nPier\nString\n码头。\nList\nString[]\n名单。\n返回参数\n\n该接口没有返回参数。\n";
    let (found, shown) = members(text);
    assert_eq!(
        found
            .iter()
            .map(|member| member.replace("optional ", ""))
            .collect::<Vec<_>>(),
        [
            "request.List: list of String",
            "request.Name: String",
            "request.Pier: String",
            "request.Ropes: list of Json",
        ],
        "{shown}"
    );
    assert!(
        shown.contains("these members are required: `Name`, `Ropes`, `Pier`, `List`"),
        "{shown}"
    );
}

#[test]
fn a_listed_member_may_have_an_example_that_is_empty_or_breaks_off() {
    let request = "**Name** String `必选` `示例值：gull\n\n`\n\n名。\n\n\n**Keel** Integer `可选` `示例值：3`\n\n龙骨。";
    let reply = "Mast String 示例值：\n\n桅。\n\n\n\nSail String 示例值：x\n\n帆。";
    let (found, shown) = members(&page(request, reply));
    assert_eq!(
        found,
        [
            "request.Keel: optional Int32",
            "request.Name: required String",
            "result.Mast: required String",
            "result.Sail: required String",
        ],
        "{shown}"
    );
}

#[test]
fn a_row_that_is_left_over_as_text_is_told() {
    for stray in [
        "Anchor\nString\n锚。",
        "Anchor\n\nArray of String\n\n锚。",
        "Anchor\tString\t锚。",
    ] {
        let request = format!("{NAME}\n\n以下也是。\n\n{stray}");
        let (_, shown) = members(&page(&request, "无"));
        assert!(
            shown.contains("`Anchor` looks like a member, but it is in no table"),
            "{stray}\n{shown}"
        );
    }
    for prose in [
        "Note\nThe name is free.",
        "String\nInteger",
        "Anchor",
        "Body\n\nString",
    ] {
        let request = format!("{NAME}\n\n{prose}");
        let (_, shown) = members(&page(&request, "无"));
        assert!(!shown.contains("looks like a member"), "{prose}\n{shown}");
    }
}

#[test]
fn a_row_of_lines_may_be_described_by_its_own_name() {
    let reply = "参数\n\n类型\n\n描述\n\nTotal\n\nInteger\n\n多少。\n\nSkipper\n\nObject of Skipper\n\nSkipper 的船。\n\n### Skipper\n\n参数\n\n类型\n\n描述\n\nPhone\n\nString\n\n电话。";
    let (found, shown) = members(&page(NAME, reply));
    assert_eq!(
        found.get(1..).unwrap_or_default(),
        [
            "result.Skipper: required object",
            "result.Skipper.Phone: required String",
            "result.Total: required Int32",
        ],
        "{shown}"
    );
}

#[test]
fn links_of_restructured_text_lead_to_their_structures() {
    let text = "MoorBoat\n========\n\n请求地址：\\ https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n返回参数\n--------\n\n===== ======================= =====\n参数  类型                    描述\n===== ======================= =====\nCrew  Array of `Crew <#c>`__  船员\nTotal Integer                 多少\n===== ======================= =====\n\n.. _c:\n\nCrew\n~~~~\n\n+------+--------+----------------+\n| 参数 | 类型   | 描述           |\n+======+========+================+\n| Rank | String | 级，\\ ``a``\\ 。 |\n+------+--------+----------------+\n\n返回示例\n--------\n\n.. code:: json\n\n   {\"ResponseMetadata\": {\"RequestId\": \"1\"}, \"Result\": {\"Crew\": [{\"Rank\": \"a\"}], \"Total\": 1}}\n";
    let (found, shown) = members(text);
    assert_eq!(
        found,
        [
            "result.Crew: required list of object",
            "result.Crew[].Rank: required String",
            "result.Total: required Int32",
        ],
        "{shown}"
    );
}
