//! Small things that pages write in other ways: columns without a title, places in lists, words for lists, titles of one level.

use codegen_documents::source::{Format, SourceFile};
use codegen_import::{Given, import_all, is_structures};

use crate::layouts::{NAME, members, page};
use crate::meaning::meaning_of;
use crate::{import_text, source_of};

#[test]
fn a_column_without_a_title_describes() {
    let rows = "| 参数 | 类型 | 必选 | 说明 | |\n|---|---|---|---|---|\n| Mast | String | 是 | 桅。 | 取值：a、b。 |\n| Sail | String | 否 | 帆。 | |";
    let (found, shown) = members(&page(rows, "无"));
    assert_eq!(
        found,
        [
            "request.Mast: required String of [String(\"a\"), String(\"b\")]",
            "request.Sail: optional String"
        ],
        "{shown}"
    );
    assert!(shown.contains("a column has no title"), "{shown}");
    let rows = "| 参数名 | 类型 | |\n|---|---|---|\n| State | String | 状态<br>- `done`：完成<br>- `failed`：失败 |";
    let (found, shown) = members(&page(NAME, rows));
    assert!(
        found.contains(
            &"result.State: required String of [String(\"done\"), String(\"failed\")]".to_owned()
        ),
        "{found:?}\n{shown}"
    );
    // Numbers of rows, and empty columns, are none.
    let rows = "| | 参数 | 类型 | 必选 | 说明 | |\n|---|---|---|---|---|---|\n| 1 | Mast | String | 是 | 桅。 | |\n| 2 | Sail | String | 否 | 帆。 | |";
    let (found, shown) = members(&page(rows, "无"));
    assert_eq!(
        found,
        [
            "request.Mast: required String",
            "request.Sail: optional String"
        ]
    );
    assert!(!shown.contains("no title"), "{shown}");
}

#[test]
fn places_in_lists_are_written_in_many_ways() {
    for place in ["N", "n", "M", "m", "X", "{N}", "{M}", "{i}", "1", "0", "#"] {
        let request = format!(
            "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Tags.N.Key | String | 否 | 键。 |\n| Tags.N.Values.{place} | String | 否 | 值。 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        let names: Vec<&str> = found
            .iter()
            .filter_map(|line| line.split(':').next())
            .collect();
        assert_eq!(
            names,
            [
                "request.Tags",
                "request.Tags[].Key",
                "request.Tags[].Values"
            ],
            "{place}\n{shown}"
        );
    }
    for (written, path) in [
        ("Points.N.X", "request.Points[].X"),
        ("Point.X", "request.Point.X"),
        ("Ids.M", "request.Ids"),
        ("Tags.{M}.Key", "request.Tags[].Key"),
        ("Tags.X.Key", "request.Tags[].Key"),
        ("Tags[i].Key", "request.Tags[].Key"),
        ("Owner[UserId]", "request.Owner.UserId"),
        ("Owner['UserId']", "request.Owner.UserId"),
        ("Books[0][Title]", "request.Books[].Title"),
        ("Owner::UserId", "request.Owner.UserId"),
    ] {
        let request = format!(
            "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| {written} | String | 否 | 值。 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        let last = found.last().and_then(|line| line.split(':').next());
        assert_eq!(last, Some(path), "{written}\n{shown}");
    }
    // In a query string they are numbered.
    let request = "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Tags.M.Values.X | String | 否 | 值。 |\n| Ids.m | String | 否 | 号。 |";
    let text = page(request, "无").replace("请求方式：POST", "请求方式：GET");
    let (found, shown) = members(&text);
    assert!(
        !found
            .iter()
            .any(|line| line.contains(".M") || line.contains(".X")),
        "{found:?}\n{shown}"
    );
}

#[test]
fn lists_have_many_words() {
    for list in [
        "ArrayList<String>",
        "Collection<String>",
        "Set<String>",
        "HashSet&lt;String&gt;",
        "repeated String",
        "Vec<String>",
        "Vector[String]",
        "Sequence of String",
        "`List<String>`",
    ] {
        let request = format!(
            "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Names | {list} | 是 | 名。 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(
            found,
            ["request.Names: required list of String"],
            "{list}\n{shown}"
        );
    }
    // A structure may be called so.
    let request = "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Boats | Array of Collection | 是 | 船。 |\n\n### Collection\n\n| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Mast | String | 是 | 桅。 |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Boats: required list of object",
            "request.Boats[].Mast: required String"
        ],
        "{shown}"
    );
}

#[test]
fn a_section_may_go_on_under_a_title_of_its_own_level() {
    let text = format!(
        "# MoorBoat\n\n系船。\n\n# 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n# 请求参数\n\n下表仅列出该接口特有的请求参数。\n\n# Query\n\n无\n\n# Body\n\n{NAME}\n\n# 返回参数\n\n下表仅列出本接口特有的返回参数。\n\n# Result\n\n| 参数 | 类型 | 说明 |\n|---|---|---|\n| Mast | String | 桅。 |\n"
    );
    let bold = text.replace("\n# ", "\n**").replace("**", "** ");
    let bold: String = bold
        .lines()
        .map(|line| match line.strip_prefix("** ") {
            Some(title) => format!("**{title}**\n"),
            None => format!("{line}\n"),
        })
        .collect();
    for text in [text, bold] {
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Name: required String",
                "result.Mast: required String"
            ],
            "{shown}"
        );
        assert!(!shown.contains("page-unread-section"), "{text}\n{shown}");
    }
    // What lists members and was not read is told all the same.
    let text = page("- Name（String）：名。\n- `Size`：大。", "无");
    let text = text.replace("## 返回参数", "## Headers\n\n无\n\n## 返回参数");
    let (_, shown) = members(&text);
    assert!(shown.contains("error"), "{shown}");
}

#[test]
fn a_reply_may_have_nothing_but_what_every_reply_has() {
    for says in [
        "Only public parameters and error codes are returned.",
        "This API returns only the public parameters.",
        "Only common parameters are returned.",
        "This operation returns the common response parameters only.",
        "No parameters are returned.",
        "仅返回公共参数。",
        "返回公有参数，无其他参数。",
    ] {
        let (found, shown) = members(&page(NAME, says));
        assert_eq!(found, ["request.Name: required String"], "{says}\n{shown}");
        assert!(!shown.contains("error"), "{says}\n{shown}");
    }
}

#[test]
fn a_default_of_a_part_of_a_value_is_none() {
    let request = "| 参数 | 类型 | 必选 | 示例值 | 说明 |\n|---|---|---|---|---|\n| Link | String | 否 | https://a.b/c | Where to go. The default value is zh. |\n| Home | String | 否 | /a | The language is set with the lng suffix. The default value is zh. |\n| Tongue | String | 否 | en | The language. The default value is zh. |";
    let text = page(request, "无");
    let (_, shown) = members(&text);
    assert!(
        shown.contains("a sentence seems to state `default` of `Link`"),
        "{shown}"
    );
    assert!(
        shown.contains("the default of `Home` was not understood: `zh`"),
        "{shown}"
    );
    assert!(!shown.contains("Tongue"), "{shown}");
}

#[test]
fn a_page_may_be_about_one_structure() {
    let reply = "| 参数 | 类型 | 说明 |\n|---|---|---|\n| Boat | [Boat](/docs/fleet/reference-boat) | 船。 |";
    let text = page(NAME, reply);
    for title in ["## Structure", "## 数据结构", "## Fields", "### 参数说明"] {
        let structure = format!(
            "# Boat\n\nWhat a boat is.\n\n{title}\n\n| Parameter | Type | Description |\n|---|---|---|\n| Mast | String | 桅。 |\n"
        );
        let (mut sources, file) = source_of("page.md", &text);
        let other = sources.add(SourceFile::new(
            "boat.md".to_owned(),
            "boat.md".to_owned(),
            Format::Text,
            structure,
        ));
        assert!(is_structures(other, &sources), "{title}");
        let outcomes = import_all(file, &Given::default(), &[other], &sources);
        assert!(
            outcomes[0].findings.is_empty(),
            "{title}: {:?}",
            outcomes[0].findings
        );
        let meaning = meaning_of(&outcomes[0].imported.as_ref().unwrap().document, &[]);
        assert!(
            meaning.contains_key("result.Boat.Mast"),
            "{title}: {meaning:?}"
        );
    }
}

#[test]
fn code_in_a_cell_lists_no_values() {
    let request = "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Sound | String | 是 | 声音的地址，过长会报错如下：<br>```JSON<br>{<br>\"code\": 1,<br>\"data\": null<br>}<br>``` |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(found, ["request.Sound: required String"], "{shown}");
    assert!(!shown.contains("Sound"), "{shown}");
}

#[test]
fn a_line_may_say_that_its_value_is_the_default() {
    for mark in [
        "gentle. This is the default value.",
        "gentle; which is the default",
        "gentle (default)",
        "gentle. Default value.",
        "轻轻地。此为默认值。",
        "轻轻地，默认值",
    ] {
        let request = format!(
            "| 参数 | 类型 | 必选 | 说明 |\n|---|---|---|---|\n| Hard | Boolean | 否 | Whether to pull.<ul><li>false: {mark}</li><li>true: hard.</li></ul> |"
        );
        let text = page(&request, "无");
        let (_, shown) = members(&text);
        assert!(!shown.contains("default"), "{mark}\n{shown}");
        let document = import_text("page.md", &text).0.imported.unwrap().document;
        assert!(document.contains("default: false"), "{mark}\n{document}");
    }
}
