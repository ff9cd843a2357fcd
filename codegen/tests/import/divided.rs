//! Lists of members on pages that have lost every heading: where the request ends and the reply begins.

use crate::layouts::members;

const CALL: &str = "```text\nPOST /?Action=MoorBoat&Version=2022-03-04 HTTP/1.1\n\n{\n  \"Id\": \"b-1\"\n}\n```\n\n";

fn reply(result: &str) -> String {
    format!(
        "```json\n{{\n  \"ResponseMetadata\": {{\"RequestId\": \"1\"}},\n  \"Result\": {result}\n}}\n```\n"
    )
}

/// A page of the members on the lines, with what stands behind them.
fn headless(lines: &[&str], behind: &str) -> (Vec<String>, String) {
    let items: Vec<String> = lines
        .iter()
        .map(|line| match line.starts_with("**") {
            true => format!("{line}\n\nWhat it is."),
            false => (*line).to_owned(),
        })
        .collect();
    members(&format!(
        "`POST https://boat.example.com/?Action=MoorBoat&Version=2022-03-04`\n\nMoors a boat.\n\n---\n\n\n\n{}\n\n---\n\n\n\n{behind}",
        items.join("\n\n---\n\n\n\n")
    ))
}

#[test]
fn a_name_that_comes_again_is_returned() {
    let (found, shown) = headless(
        &[
            "**Id** `string` `Required`",
            "**Name** `string`",
            "**Id** `string`",
            "**State** `integer`",
        ],
        &format!("{CALL}{}", reply("{\"Id\": \"b-1\", \"State\": 2}")),
    );
    assert_eq!(
        found,
        [
            "request.Id: required String",
            "request.Name: optional String",
            "result.Id: required String",
            "result.State: required Int32",
        ],
        "{shown}"
    );
    assert!(!shown.contains("error"), "{shown}");
}

#[test]
fn the_example_of_the_reply_shows_where_it_begins() {
    for result in ["{\"Berth\": 4}", "[{\"Berth\": 4}]"] {
        let (found, shown) = headless(
            &[
                "**Id** `string` <span data-api-tag=\"require|a\">必选</span>",
                "**Note** `string`",
                "**Berth** `integer`",
            ],
            &format!("{CALL}{}", reply(result)),
        );
        let returned = found.iter().filter(|line| line.starts_with("result"));
        assert_eq!(returned.count(), 1, "{found:?}\n{shown}");
        assert!(
            found.contains(&"request.Note: optional String".to_owned()),
            "{found:?}"
        );
        assert!(!shown.contains("error"), "{shown}");
    }
}

#[test]
fn a_reply_without_members_takes_none_from_the_request() {
    for said in [
        "This API has no business-specific response parameters.",
        "本接口无特有的返回参数。",
    ] {
        let (found, shown) = headless(
            &["**Id** `string` `Required`", "**Note** `string`", said],
            &format!("{CALL}{}", reply("{}")),
        );
        assert_eq!(
            found,
            [
                "request.Id: required String",
                "request.Note: optional String"
            ],
            "{said}\n{shown}"
        );
        assert!(!shown.contains("error"), "{said}\n{shown}");
    }
}

#[test]
fn a_page_that_says_nothing_is_told() {
    let (_, shown) = headless(
        &[
            "**Id** `string` `Required`",
            "**Note** `string`",
            "**Berth** `integer`",
        ],
        "",
    );
    assert!(
        shown.contains("error[page-unplaced-member]: nothing shows whether `Note`, `Berth`"),
        "{shown}"
    );
    // Marks on every member leave no doubt.
    let (_, shown) = headless(
        &["**Id** `string` `Required`", "**Note** `string` `Optional`"],
        "",
    );
    assert!(!shown.contains("page-unplaced-member"), "{shown}");
}

#[test]
fn a_sentence_about_both_or_a_link_begins_no_part() {
    for said in [
        "This page describes the request and response parameters.",
        "> Go to [Response parameters](https://docs.example.com/x#reply)",
        "本文介绍请求参数和返回参数。",
    ] {
        let (found, shown) = headless(
            &[said, "**Id** `string` `Required`", "**Berth** `integer`"],
            &format!("{CALL}{}", reply("{\"Berth\": 4}")),
        );
        assert_eq!(
            found,
            [
                "request.Id: required String",
                "result.Berth: required Int32"
            ],
            "{said}\n{shown}"
        );
    }
}

#[test]
fn tables_that_only_an_example_or_a_sentence_tells_apart_are_read() {
    let page = "Moors a boat.\n\n\
        | 参数 | 类型 | 是否必选 | 描述 |\n| --- | --- | --- | --- |\n| Action | String | 是 | 取值：MoorBoat |\n\
        | Version | String | 是 | 取值：2022-03-04 |\n| Id | String | 是 | 船 |\n\n\
        | 参数 | 类型 | 是否必选 | 描述 |\n| --- | --- | --- | --- |\n| Note | String | 否 | 备注 |\n\n\
        业务的Result结构定义：\n\n\
        | 参数 | 类型 | 是否必须 | 描述 |\n| --- | --- | --- | --- |\n| Berth | Integer | Y | 泊位 |\n";
    let (found, shown) = members(page);
    assert!(
        found.contains(&"result.Berth: required Int32".to_owned())
            && found.contains(&"request.Note: optional String".to_owned()),
        "{found:?}\n{shown}"
    );
}
