//! Facts from sentences against every value that a page shows.

use crate::facts::page;
use crate::import_text;

/// The facts of a member, and whether a finding says that one was dropped.
fn held(text: &str) -> (bool, bool) {
    let (outcome, shown) = import_text("page.md", text);
    let document = outcome
        .imported
        .unwrap_or_else(|| panic!("{shown}"))
        .document;
    let has_fact = ["maximum:", "maxLength:", "maxItems:", "enum:"]
        .iter()
        .any(|fact| document.contains(fact));
    (has_fact, shown.contains("page-dropped-fact"))
}

#[test]
fn every_fact_is_held_against_every_value_that_the_page_shows() {
    let address = "\n## 请求示例\n\n```\nGET https://boat.volcengineapi.com?Action=HireBoat&Version=2021-02-03";
    for (ty, example, description, behind) in [
        ("Integer", "1,500", "最大 1000", ""),
        ("Integer", "\"500\"", "最大 100", ""),
        ("Float", "1.5", "取值范围 0~1", ""),
        ("String", "ab", "长度 3~10 个字符", ""),
        ("Array of Integer", "[1, 2, 3]", "最多 2 个", ""),
        ("Array of String", "p,r", "取值：`p`、`q`", ""),
        ("Integer", "-", "最大 100。示例值：500", ""),
        ("String", "-", "取值：`p`、`q`。例如 `r`。", ""),
        ("Integer", "-", "最大 100", "&Member=500\n```\n"),
        ("String", "-", "取值：`p`、`q`", "&Member=%72\n```\n"),
    ] {
        let text = page(ty, example, description);
        let text = if behind.is_empty() {
            text
        } else {
            text.replace("请求方式：POST", "请求方式：GET") + address + behind
        };
        assert_eq!(
            held(&text),
            (false, true),
            "{ty} {example}: {description} {behind}"
        );
    }
    let kept = page("Integer", "-", "最大 100").replace("请求方式：POST", "请求方式：GET")
        + address
        + "&Member=50\n```\n";
    assert_eq!(held(&kept), (true, false));
    for example in ["500", "\"500\"", "1.5"] {
        let text = page("Double", "-", "取值范围 0~1")
            + &format!("\n## 请求示例\n\n```json\n{{\"Member\": {example}}}\n```\n");
        assert_eq!(held(&text), (false, true), "{example}");
    }
}
