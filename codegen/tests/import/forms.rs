//! One page in every form in which pages are held: all say the same.

use std::fs;

use codegen_documents::source::{Format, SourceFile};
use codegen_import::{Given, import_all, import_given, is_structures};

use crate::meaning::meaning_of;
use crate::{import_text, pages_folder, source_of};

#[test]
fn every_form_of_a_page_says_the_same() {
    let folder = pages_folder().join("forms");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let (outcome, shown) = import_text(name, &text);
        assert!(!outcome.findings.has_errors(), "{name}:\n{shown}");
        meaning_of(&outcome.imported.unwrap().document, &[])
    };
    let plain = read("plain.md");
    assert!(plain.len() >= 16, "{plain:?}");
    let mut forms = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") {
            assert_eq!(read(&name), plain, "{name}");
            forms += 1;
        }
    }
    assert!(forms >= 25, "{forms} forms");
}

#[test]
fn what_a_page_leaves_out_can_be_given() {
    let text = "# 甲板\n\n刷甲板。\n\n## 请求参数\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Name | String | 是 | 名。 |\n\n## 返回参数\n\n无\n";
    let (sources, file) = source_of("page.md", text);
    let bare = import_given(file, &Given::default(), &sources);
    assert!(bare.imported.is_none());
    let given = Given {
        action: Some("ScrubDeck".to_owned()),
        version: Some("2022-03-04".to_owned()),
        get: Some(false),
    };
    let outcome = import_given(file, &given, &sources);
    assert!(!outcome.findings.has_errors(), "{:?}", outcome.findings);
    let imported = outcome.imported.unwrap();
    assert_eq!(
        (imported.action.as_str(), imported.version.as_str()),
        ("ScrubDeck", "2022-03-04")
    );
    assert!(imported.document.contains("post:"));
}

#[test]
fn a_section_that_was_not_understood_is_an_error() {
    let page = |request: &str, reply: &str| {
        format!(
            "# ScrubDeck\n\n刷甲板。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=ScrubDeck&Version=2022-03-04\n\n## 请求参数\n\n{request}\n\n## 返回参数\n\n{reply}\n"
        )
    };
    let table = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Id | String | 编号。 |";
    for unread in [
        "- `Name` 名，字符串，必选。\n- `Depth` 深，整数，可选。",
        "![参数](https://a.b/c.png)",
        "<img src=\"https://a.b/c.png\">",
        "```mixin-react\nconst columns = broken(;\n```",
        "+----+----+\n| 参数 | 类型\n| Name | String |",
        "下表列出请求参数。",
        "与 [WashDeck](wash.md) 相同。",
        "返回结构与 WashDeck 相同。",
        "该接口返回文件流。",
        "见下方示例",
        "Same as WashDeck",
        "```mixin-react\nconst columns = [\n  { title: '参数', dataIndex: 'Name' },\n];\n\nconst data = [\n  { ...base, Name: 'Wet' },\n];\n\nreturn (<Table columns={columns} data={data} />);\n```",
    ] {
        for text in [page(unread, table), page(table, unread)] {
            let (outcome, shown) = import_text("page.md", &text);
            assert!(outcome.findings.has_errors(), "{unread}\n{shown}");
            assert!(
                shown.contains("page-unread-section") || shown.contains("page-bad-row"),
                "{shown}"
            );
        }
    }
    for nothing in [
        "无",
        "None.",
        "本接口无特有的返回参数。更多信息请见返回结构。",
        "该接口没有返回参数。",
        "Result 为空。",
        "This action returns no data.",
        "`Result` is \"ok\" if the boat was launched and null otherwise.",
        "`Result` holds \"ok\" after a launch, and null when it fails.",
        "仅返回公共参数，请参见[公共参数](common.md)。",
    ] {
        let (_, shown) = import_text("page.md", &page(table, nothing));
        assert!(!shown.contains("page-unread-section"), "{shown}");
    }
}

#[test]
fn examples_stand_in_for_no_marks_that_were_lost() {
    let page = "刷甲板。\n\n请求说明\n\n请求方式：POST\n\n请求地址：https://boat.volcengineapi.com?Action=ScrubDeck&Version=2022-03-04\n\n请求参数\n\n\
        参数\n类型\n是否必选\n示例值\n描述\nDeck\nString\nupper\n甲板。\nTimes\nInteger\n1\n几遍。\nWet\nBoolean\nfalse\n湿不湿。\n\n返回参数\n\n无\n";
    let (outcome, shown) = import_text("page.md", page);
    assert!(
        shown.contains("does not say whether these members are required: `Deck`, `Times`, `Wet`"),
        "{shown}"
    );
    let document = outcome.imported.unwrap().document;
    for name in ["Deck", "Times", "Wet"] {
        assert!(
            !document.contains(&format!("required: [{name}")),
            "{document}"
        );
    }
}

#[test]
fn what_signing_sets_is_no_member() {
    let page = |rows: &str| {
        format!(
            "# ScrubDeck\n\n刷甲板。\n\n## 请求说明\n\n使用 POST 方式。\n\n## 请求参数\n\n| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n| Action | String | 是 | ScrubDeck | 操作。 |\n| Version | String | 是 | 2022-03-04 | 版本。 |\n{rows}| Name | String | 是 | x | 名。 |\n\n## 返回参数\n\n无\n"
        )
    };
    let (outcome, _) = import_text(
        "page.md",
        &page(
            "| Region | String | 是 | cn-beijing | 地域。 |\n| Service | String | 是 | boat | 服务。 |\n| X-Date | String | 是 | 20200101T000000Z | 时间。 |\n| Authorization | String | 是 | HMAC-SHA256 | 签名。 |\n",
        ),
    );
    let document = outcome.imported.unwrap().document;
    assert!(document.contains("required: [Name]"), "{document}");
    // Where nothing of a signature stands beside it, it is a parameter.
    let (outcome, _) = import_text(
        "page.md",
        &page(
            "| Host | String | 否 | deck | 主机。 |\n| Region | String | 否 | north | 海区。 |\n",
        ),
    );
    let document = outcome.imported.unwrap().document;
    assert!(
        document.contains("Host:") && document.contains("Region:"),
        "{document}"
    );
}

#[test]
fn a_reply_that_no_client_reads_is_an_error() {
    let page = |reply: &str| {
        format!(
            "# ScrubDeck\n\n刷甲板。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=ScrubDeck&Version=2022-03-04\n\n## 请求参数\n\n无\n\n## 返回参数\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Id | String | 编号。 |\n\n## 返回示例\n\n```json\n{reply}\n```\n"
        )
    };
    let metadata = "\"ResponseMetadata\": {\"RequestId\": \"1\", \"Action\": \"ScrubDeck\", \"Version\": \"2022-03-04\", \"Service\": \"boat\", \"Region\": \"x\"}";
    for (reply, named, result) in [
        (
            format!("{{{metadata}, \"Id\": \"a\"}}"),
            "`Id` beside `ResponseMetadata`",
            true,
        ),
        (
            "{\"code\": 0, \"data\": {\"Id\": \"a\"}}".to_owned(),
            "`code`, `data`",
            false,
        ),
        ("{\"Metadata\": {}, \"Id\": \"a\"}".to_owned(), "`Id`", true),
        ("{\"code\": 0, \"Id\": \"a\"}".to_owned(), "`Id`", false),
    ] {
        let (outcome, shown) = import_text("page.md", &page(&reply));
        assert!(
            shown.contains("page-reply-layout") && shown.contains(named),
            "{shown}"
        );
        let document = outcome.imported.unwrap().document;
        assert_eq!(document.contains("ScrubDeckResult"), result, "{document}");
        assert!(document.contains("Id:"), "{document}");
    }
    let (outcome, shown) = import_text(
        "page.md",
        &page(&format!("{{{metadata}, \"Result\": {{\"Id\": \"a\"}}}}")),
    );
    assert!(!outcome.findings.has_errors(), "{shown}");
}

#[test]
fn only_an_example_may_tell_the_members_of_an_object() {
    let page = "# ScrubDeck\n\n刷甲板。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=ScrubDeck&Version=2022-03-04\n\n## 请求参数\n\n无\n\n## 返回参数\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Mate | Object | 谁。 |\n| Logs | Array of Object | 记录。 |\n| Other | Object | 其他。 |\n| Pairs | Map | 一张表。 |\n\n## 返回示例\n\n```json\n{\"ResponseMetadata\": {\"RequestId\": \"1\", \"Action\": \"ScrubDeck\", \"Version\": \"2022-03-04\", \"Service\": \"boat\", \"Region\": \"x\"}, \"Result\": {\"Mate\": {\"Id\": 1, \"Name\": \"x\"}, \"Logs\": [[{\"At\": 1.5}]], \"Pairs\": [{\"Key\": true}]}}\n```\n";
    let (outcome, shown) = import_text("page.md", page);
    let document = outcome.imported.unwrap().document;
    assert!(
        shown.contains("only an example shows what members `Mate` has: `Id`, `Name`"),
        "{shown}"
    );
    assert!(
        shown.contains("describes the type `Object` of `Other`"),
        "{shown}"
    );
    let meaning = meaning_of(&document, &[]);
    for (path, kind) in [
        ("result.Mate.Id", "Int64"),
        ("result.Mate.Name", "String"),
        ("result.Logs[][].At", "Double"),
        ("result.Pairs[].Key", "Bool"),
    ] {
        let fact = meaning
            .get(path)
            .unwrap_or_else(|| panic!("{path} in {meaning:?}"));
        assert!(fact.contains(kind), "{path}: {fact}");
    }
}

#[test]
fn a_page_of_several_actions_gives_a_document_for_each() {
    let action = |number: usize, name: &str, ty: &str| {
        format!(
            "## {number}. 第 {number} 个\n\n做事。\n\n### 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action={name}&Version=2021-02-03\n\n### 请求参数\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Action | String | 是 | {name} |\n| Version | String | 是 | 2021-02-03 |\n| Of{name} | {ty} | 是 | 值。 |\n\n### 返回参数\n\n无\n\n"
        )
    };
    let page = format!(
        "# 船坞\n\n几个接口。\n\n{}{}## 数据结构\n\n### Berth\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Number | Integer | 是 | 号码。 |\n",
        action(1, "DockBoat", "Object of Berth"),
        action(2, "WeighAnchor", "String"),
    );
    let (sources, file) = source_of("page.md", &page);
    let outcomes = import_all(file, &Given::default(), &[], &sources);
    let names: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            assert!(!outcome.findings.has_errors(), "{:?}", outcome.findings);
            outcome.imported.as_ref().unwrap().action.as_str()
        })
        .collect();
    assert_eq!(names, ["DockBoat", "WeighAnchor"]);
    let document = |index: usize| &outcomes[index].imported.as_ref().unwrap().document;
    assert!(document(0).contains("OfDockBoat") && document(0).contains("Number"));
    assert!(document(1).contains("OfWeighAnchor") && !document(1).contains("OfDockBoat"));
}

#[test]
fn titles_in_bold_letters_belong_to_the_heading_of_their_action() {
    let action = |number: usize, name: &str, structure: &str| {
        format!(
            "### {number}. 第 {number} 个\n\n**接口描述**\n调用 {name} 做事。\n\n**请求方式**： `POST`  \n**Action**： `{name}`\n\n**请求参数**\n下方列出参数。\n\n| 参数 | 类型 | 是否必填 | 描述 |\n|---|---|---|---|\n| Action | String | 是 | {name} |\n| Version | String | 是 | 2021-02-03 |\n| Name | String | 是 | 名。 |\n\n**请求示例**\n```json\n{{\"Name\": \"a\"}}\n```\n\n**返回参数**\n下方列出参数。\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Items | Array of Object | 东西。 |\n\n**Items 对象结构**\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| {structure} | Integer | 数。 |\n\n"
        )
    };
    let page = format!(
        "# 船坞指南\n\n```bash\ncurl 'https://boat.volcengineapi.com?Action=SinkBoat&Version=2021-02-03'\n```\n\n## 接口\n\n{}{}",
        action(1, "RaiseBoat", "Depth"),
        action(2, "LowerBoat", "Height"),
    );
    let (sources, file) = source_of("page.md", &page);
    let outcomes = import_all(file, &Given::default(), &[], &sources);
    let members: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            assert!(!outcome.findings.has_errors(), "{:?}", outcome.findings);
            let imported = outcome.imported.as_ref().unwrap();
            let meaning = meaning_of(&imported.document, &[]);
            let own = ["Depth", "Height"]
                .map(|name| meaning.contains_key(&format!("result.Items[].{name}")));
            (imported.action.clone(), own)
        })
        .collect();
    assert_eq!(
        members,
        [
            ("RaiseBoat".to_owned(), [true, false]),
            ("LowerBoat".to_owned(), [false, true])
        ]
    );
}

#[test]
fn structures_may_stand_on_another_page() {
    let page = "# FindBoat\n\n找船。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=FindBoat&Version=2021-02-03\n\n## 请求参数\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Where | [Harbour](./types.md#harbour) | 是 | 哪里。 |\n\n## 返回参数\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Boats | Array of Boat | 船。 |\n";
    let types = "# 数据结构\n\n### Harbour\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| City | String | 是 | 城。 |\n\n### Boat\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Id | Long | 编号。 |\n| Home | Harbour | 港。 |\n\n### Unused\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Id | What | 编号。 |\n";
    let (mut sources, file) = source_of("page.md", page);
    let alone = import_all(file, &Given::default(), &[], &sources);
    let told = alone[0]
        .findings
        .iter()
        .filter(|finding| finding.lint.code == "page-missing-type-table");
    assert_eq!(told.count(), 2);
    let other = sources.add(SourceFile::new(
        "types.md".to_owned(),
        "types.md".to_owned(),
        Format::Text,
        types.to_owned(),
    ));
    assert!(is_structures(other, &sources) && !is_structures(file, &sources));
    let outcomes = import_all(file, &Given::default(), &[other], &sources);
    assert!(
        outcomes[0].findings.is_empty(),
        "{:?}",
        outcomes[0].findings
    );
    let meaning = meaning_of(&outcomes[0].imported.as_ref().unwrap().document, &[]);
    for path in [
        "request.Where.City",
        "result.Boats[].Id",
        "result.Boats[].Home.City",
    ] {
        assert!(meaning.contains_key(path), "{path} in {meaning:?}");
    }
}
