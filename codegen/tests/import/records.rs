//! Members without a table whose facts stand on lines of their own, below a heading, or with only spaces between them.

use crate::layouts::{members, page};

/// Name, type, mark and description of what a request has; of a reply, without the mark.
type Row = [&'static str; 4];

const REQUEST: &[Row] = &[
    ["Hull", "String", "必选", "船身。"],
    ["Keel", "Object", "可选", "龙骨。"],
    ["Keel.Depth", "Long", "必选", "吃水，单位为米。"],
    ["Oars", "Array of String", "可选", "桨。"],
];
const REPLY: &[Row] = &[
    ["BoatId", "String", "", "编号。"],
    ["Total", "Integer", "", "多少。"],
];

fn means_the_same(form: impl Fn(&Row) -> String) {
    let rows = |rows: &[Row]| rows.iter().map(&form).collect::<String>();
    let text = page(&rows(REQUEST), &rows(REPLY));
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Hull: required String",
            "request.Keel: optional object",
            "request.Keel.Depth: required Int64",
            "request.Oars: optional list of String",
            "result.BoatId: required String",
            "result.Total: required Int32",
        ],
        "{text}\n{shown}"
    );
    assert!(!shown.contains("error"), "{text}\n{shown}");
}

/// A fact, unless a member has none.
fn fact(title: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{title}：{value}\n")
    }
}

#[test]
fn a_member_may_be_lines_of_its_facts() {
    for (open, close) in [("", ""), ("- ", ""), ("- **", "**"), ("* ", "")] {
        means_the_same(|[name, ty, mark, words]| {
            let facts = [
                ("参数", name),
                ("类型", ty),
                ("是否必选", mark),
                ("描述", words),
            ];
            let lines = facts.iter().filter(|(_, value)| !value.is_empty());
            let lines = lines.map(|(title, value)| format!("{open}{title}{close}：{value}\n"));
            lines.collect::<String>() + "\n"
        });
    }
}

#[test]
fn a_heading_may_be_the_name_of_a_member() {
    means_the_same(|[name, ty, mark, words]| {
        let facts = [("类型", ty), ("必选", mark), ("描述", words)];
        let facts = facts.iter().filter(|(_, value)| !value.is_empty());
        let facts = facts.map(|(title, value)| format!("- **{title}**：{value}\n"));
        format!("### `{name}`\n\n{}\n", facts.collect::<String>())
    });
    means_the_same(|[name, ty, mark, words]| {
        let mark = fact("　**必选**", mark);
        format!(
            "#### {name}\n\n**类型**：{ty}{}\n\n{words}\n\n",
            mark.trim_end()
        )
    });
    means_the_same(|[name, ty, mark, words]| {
        let mark = if mark.is_empty() {
            String::new()
        } else {
            format!("，{mark}")
        };
        format!("#### {name}\n\n{ty}{mark}\n\n{words}\n\n")
    });
    // How deep a heading lies says how members are nested.
    let request = "### Keel\n\nObject, required\n\n#### Depth\n\nLong, optional\n\nHow deep.\n\n### Hull\n\nString, required\n";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Hull: required String",
            "request.Keel: required object",
            "request.Keel.Depth: optional Int64"
        ],
        "{shown}"
    );
}

#[test]
fn a_heading_over_a_table_is_no_member() {
    let table = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n";
    let request = format!(
        "{table}| Keel | Keel | 是 | 龙骨。 |\n\n### Keel\n\n类型：Object\n\n{table}| Depth | Long | 否 | 吃水。 |\n"
    );
    let (found, shown) = members(&page(&request, "无"));
    assert_eq!(
        found,
        [
            "request.Keel: required object",
            "request.Keel.Depth: optional Int64"
        ],
        "{shown}"
    );
}

#[test]
fn a_list_of_definitions_lists_members() {
    means_the_same(|[name, ty, mark, words]| {
        let mark = if mark.is_empty() {
            String::new()
        } else {
            format!("，{mark}")
        };
        format!("{name}\n:   {ty}{mark}。{words}\n\n")
    });
    means_the_same(|[name, ty, mark, words]| {
        format!("<dl>\n<dt><code>{name}</code> {ty} {mark}</dt>\n<dd>{words}</dd>\n</dl>\n")
    });
    means_the_same(|[name, ty, mark, words]| {
        let mark = match *mark {
            "必选" => " **required**",
            "可选" => " **optional**",
            _ => "",
        };
        format!("- `{name}`: `{ty}`{mark} - {words}\n")
    });
}

#[test]
fn only_spaces_may_separate_cells() {
    let line = |[name, ty, mark, words]: &Row| {
        let mark = if mark.is_empty() {
            String::new()
        } else {
            format!(" {mark}")
        };
        format!("{name} {ty}{mark} x-1 {words}\n")
    };
    let rows = |rows: &[Row]| rows.iter().map(line).collect::<String>();
    for (request, reply) in [
        ("参数 类型 是否必选 示例值 描述", "参数 类型 示例值 描述"),
        (
            "Parameter Type Required Example value Description",
            "Name Type Sample value Description",
        ),
    ] {
        let text = page(
            &format!("{request}\n{}", rows(REQUEST)),
            &format!("{reply}\n{}", rows(REPLY)),
        );
        let (found, shown) = members(&text);
        assert_eq!(found.len(), 6, "{text}\n{shown}");
        assert!(shown.contains("page-mended-table"), "{shown}");
        assert!(!shown.contains("error"), "{shown}");
    }
    let nested = "参数 类型 是否必选 描述\nKeel Object 是 龙骨。\n└ Depth Long 否 吃水，\n单位为米。\nKeel > Wood String 否 木料。\n";
    let (found, shown) = members(&page(nested, "无"));
    assert_eq!(
        found,
        [
            "request.Keel: required object",
            "request.Keel.Depth: optional Int64",
            "request.Keel.Wood: optional String"
        ],
        "{shown}"
    );
    // A sentence is no row.
    let (found, shown) = members(&page("Name String 是必填的参数。", "无"));
    assert!(found.is_empty(), "{found:?}\n{shown}");
}

#[test]
fn a_table_for_every_row_is_one_table() {
    let table = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n";
    let rows = REQUEST
        .iter()
        .map(|[name, ty, mark, words]| format!("{table}| {name} | {ty} | {mark} | {words} |\n\n"));
    let (found, shown) = members(&page(&rows.collect::<String>(), "无"));
    assert_eq!(
        found,
        [
            "request.Hull: required String",
            "request.Keel: optional object",
            "request.Keel.Depth: required Int64",
            "request.Oars: optional list of String",
        ],
        "{shown}"
    );
}

#[test]
fn tabs_of_a_book_stand_around_tables() {
    let table =
        "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Hull | String | 是 | 船身。 |\n";
    let request = format!(
        "{{% tabs %}}\n{{% tab title=\"表格\" %}}\n{table}{{% endtab %}}\n{{% endtabs %}}\n"
    );
    let (found, shown) = members(&page(&request, "无"));
    assert_eq!(found, ["request.Hull: required String"], "{shown}");
    assert!(!shown.contains("error"), "{shown}");
}
