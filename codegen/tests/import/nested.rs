//! How deep members lie: by stars, pointers, numbers, levels, the members above, spaces and styles. And types that stand with names.

use crate::import_text;
use crate::layouts::{NAME, members, page};

const EXPECTED: [&str; 8] = [
    "request.Berths: optional list of object",
    "request.Berths[].Crane: optional object",
    "request.Berths[].Crane.Load: required Double",
    "request.Berths[].Depth: required Int32",
    "request.Pier: required object",
    "request.Pier.Lamp: optional Bool",
    "request.Pier.Name: required String",
    "request.Watch: optional String",
];

/// The rows of one request: depth, name, type and mark.
const ROWS: [(usize, &str, &str, &str); 8] = [
    (0, "Pier", "Object", "是"),
    (1, "Name", "String", "是"),
    (1, "Lamp", "Boolean", "否"),
    (0, "Berths", "Array of Object", "否"),
    (1, "Depth", "Integer", "是"),
    (1, "Crane", "Object", "否"),
    (2, "Load", "Double", "是"),
    (0, "Watch", "String", "否"),
];

/// A request whose table has the given titles, and for each row what `cells` makes of it.
fn request(titles: &str, cells: impl Fn(usize) -> String) -> String {
    let columns = titles.matches('|').count() - 1;
    let rows: Vec<String> = (0..ROWS.len()).map(cells).collect();
    format!("{titles}\n{}|\n{}", "|---".repeat(columns), rows.join("\n"))
}

/// The names of the members above a row, the outermost first, and its own.
fn path(row: usize) -> Vec<&'static str> {
    let mut path = Vec::new();
    let mut above = usize::MAX;
    for (depth, name, ..) in ROWS[..=row].iter().rev() {
        if *depth < above {
            path.insert(0, *name);
            above = *depth;
        }
    }
    path
}

/// Holds a request against the members that every form of it has.
fn holds(form: &str, request: &str) {
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(found, EXPECTED, "{form}\n{request}\n{shown}");
    assert!(!shown.contains("page-unknown-column"), "{form}\n{shown}");
    assert!(!shown.contains("page-lost-nesting"), "{form}\n{shown}");
}

#[test]
fn names_show_how_deep_they_lie() {
    const TITLES: &str = "| 参数 | 类型 | 是否必选 | 描述 |";
    let written = |name: &dyn Fn(usize) -> String| {
        request(TITLES, |row| {
            let (_, _, ty, mark) = ROWS[row];
            format!("| {} | {ty} | {mark} | 泊船。 |", name(row))
        })
    };
    let stars = |row: usize| match ROWS[row] {
        (0, name, ..) => name.to_owned(),
        (depth, name, ..) => format!("{} {name}", "\\*".repeat(depth)),
    };
    holds("stars", &written(&stars));
    let pointer = |row: usize| {
        let path = path(row).join("/");
        format!("/{}", path.replace("Berths/", "Berths/*/"))
    };
    holds("pointers", &written(&pointer));
}

#[test]
fn columns_show_how_deep_members_lie() {
    let numbers = |row: usize| {
        let mut numbers = [0; 3];
        for (depth, ..) in &ROWS[..=row] {
            numbers[*depth] += 1;
            numbers[depth + 1..].fill(0);
        }
        let own = numbers[..=ROWS[row].0].iter().map(ToString::to_string);
        own.collect::<Vec<_>>().join(".")
    };
    let level = |row: usize| (ROWS[row].0 + 1).to_string();
    let named = |row: usize| format!("{}级", ["一", "二", "三"][ROWS[row].0]);
    let above = |row: usize| {
        let path = path(row);
        let above = path.iter().rev().nth(1);
        above.map_or("-".to_owned(), |name| (*name).to_owned())
    };
    let columns: [(&str, &dyn Fn(usize) -> String); 7] = [
        ("序号", &numbers),
        ("No.", &numbers),
        ("层级", &level),
        ("Level", &level),
        ("参数层级", &named),
        ("父参数", &above),
        ("Parent", &above),
    ];
    for (title, cell) in columns {
        let text = request(
            &format!("| {title} | 参数 | 类型 | 是否必选 | 描述 |"),
            |row| {
                let (_, name, ty, mark) = ROWS[row];
                format!("| {} | {name} | {ty} | {mark} | 泊船。 |", cell(row))
            },
        );
        holds(title, &text);
    }
}

#[test]
fn a_column_that_does_not_nest_the_members_is_told() {
    for (title, cells) in [
        ("层级", ["1", "x", "1", "1", "1", "1", "1", "1"]),
        ("父参数", ["-", "Mast", "-", "-", "-", "-", "-", "-"]),
    ] {
        let text = request(
            &format!("| {title} | 参数 | 类型 | 是否必选 | 描述 |"),
            |row| {
                let (_, name, ty, mark) = ROWS[row];
                format!("| {} | {name} | {ty} | {mark} | 泊船。 |", cells[row])
            },
        );
        let (_, shown) = members(&page(&text, "无"));
        assert!(shown.contains("page-unknown-column"), "{title}\n{shown}");
    }
}

#[test]
fn spaces_and_styles_show_how_deep_names_lie() {
    let lines =
        |line: &dyn Fn(usize) -> String| (0..ROWS.len()).map(line).collect::<Vec<_>>().join("\n");
    let tabs = lines(&|row| {
        let (depth, name, ty, mark) = ROWS[row];
        format!("{}{name}\t{ty}\t{mark}\t泊船。", "  ".repeat(depth))
    });
    holds("tabs", &format!("参数\t类型\t是否必选\t描述\n{tabs}"));
    let boxed = lines(&|row| {
        let (depth, name, ty, mark) = ROWS[row];
        let name = format!("{}{name}", "  ".repeat(depth));
        format!("│ {name:<10} │ {ty:<16} │ {mark} │ 泊船。 │")
    });
    let rule = "┼────────────┼──────────────────┼────┼────────┼";
    holds(
        "box",
        &format!(
            "{rule}\n│ 参数       │ 类型             │ 是否必选 │ 描述 │\n{rule}\n{boxed}\n{rule}"
        ),
    );
    let html = lines(&|row| {
        let (depth, name, ty, mark) = ROWS[row];
        let style = match depth {
            0 => String::new(),
            depth => format!(" style=\"color: gray; padding-left: {}px\"", 24 * depth),
        };
        format!("<tr><td{style}>{name}</td><td>{ty}</td><td>{mark}</td><td>泊船。</td></tr>")
    });
    holds(
        "html",
        &format!(
            "<table>\n<tr><th>参数</th><th>类型</th><th>是否必选</th><th>描述</th></tr>\n{html}\n</table>"
        ),
    );
}

#[test]
fn names_that_spaces_align_do_not_nest() {
    let boxed = "┼─────────┼────────┼────┼──────┼\n│    参数 │ 类型   │ 是否必选 │ 描述 │\n┼─────────┼────────┼────┼──────┼\n\
                 │ Harbour │ String │ 是 │ 港。 │\n│    Mast │ String │ 否 │ 桅。 │\n│     Oar │ String │ 否 │ 桨。 │\n┼─────────┼────────┼────┼──────┼";
    let (found, shown) = members(&page(boxed, "无"));
    assert_eq!(
        found,
        [
            "request.Harbour: required String",
            "request.Mast: optional String",
            "request.Oar: optional String",
        ],
        "{shown}"
    );
}

const FLAT: [&str; 3] = [
    "request.Depth: optional Int64",
    "request.Pier: required object",
    "request.Pier.Lamp: optional Bool",
];

#[test]
fn types_may_stand_below_names_or_begin_descriptions() {
    let own = "#### PierInfo\n\n";
    for text in [
        format!(
            "| 名称 | 是否必选 | 描述 |\n|---|---|---|\n| **Pier**<br>*Object of PierInfo* | 是 | 码头。 |\n| **Depth**<br>*Long* | 否 | 水深。 |\n\n\
             {own}| 名称 | 是否必选 | 描述 |\n|---|---|---|\n| **Lamp**<br>*Boolean* | 否 | 灯。 |"
        ),
        format!(
            "| 参数 | 描述 |\n|---|---|\n| Pier | 必选。Object of PierInfo 类型。码头。 |\n| Depth | 可选。Long 类型。水深。 |\n\n\
             {own}| 参数 | 描述 |\n|---|---|\n| Lamp | 可选。Boolean 类型。灯。 |"
        ),
        format!(
            "| Parameter | Description |\n|---|---|\n| Pier | The pier.<br>Type: Object of PierInfo<br>Required: Yes |\n| Depth | The depth.<br>Type: Long<br>Required: No |\n\n\
             {own}| Parameter | Description |\n|---|---|\n| Lamp | The lamp.<br>Type: Boolean<br>Required: No |"
        ),
    ] {
        let (found, shown) = members(&page(&text, "无"));
        assert_eq!(found, FLAT, "{text}\n{shown}");
    }
}

#[test]
fn descriptions_may_point_to_a_table_by_its_number_or_its_name() {
    for (pointer, title) in [
        ("详情请参见表 PierInfo。", "表 1 PierInfo 参数说明"),
        ("请参考表 1。", "表 1 码头的参数"),
        ("见表1-2", "**表 1-2 码头**"),
        ("For more information, see Table 3.", "Table 3 The pier"),
    ] {
        let text = format!(
            "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Pier | Object | 是 | 码头。{pointer} |\n| Depth | Long | 否 | 水深。 |\n\n\
             {title}\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Lamp | Boolean | 否 | 灯。 |"
        );
        let (found, shown) = members(&page(&text, "无"));
        assert_eq!(found, FLAT, "{title}\n{shown}");
    }
}

#[test]
fn titles_may_stand_in_the_middle_of_columns_that_blanks_part() {
    let request = "   参数         类型      是否必选 描述\nPier   Object of PierInfo 是       码头，见下。\nDepth  Long               否       水深。\n\n\
                   #### PierInfo\n\n  参数   类型   是否必选 描述\n  Lamp  Boolean 否      灯。\n  Flag  String  否      旗。";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Depth: optional Int64",
            "request.Pier: required object",
            "request.Pier.Flag: optional String",
            "request.Pier.Lamp: optional Bool",
        ],
        "{shown}"
    );
}

#[test]
fn what_follows_the_parameters_of_an_action_is_no_longer_about_common_ones() {
    let request = format!(
        "### Common parameters\n\n#### Query\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Action | String | 是 | MoorBoat |\n| Version | String | 是 | 2022-03-04 |\n\n\
         #### Body parameters\n\n{NAME}\n| Pier | Object of [PierInfo](#pierinfo) | 是 | 码头。 |\n\n\
         #### PierInfo\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Lamp | Boolean | 否 | 灯。 |"
    );
    let (found, shown) = members(&page(&request, "无"));
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "request.Pier: required object",
            "request.Pier.Lamp: optional Bool",
        ],
        "{shown}"
    );
}

#[test]
fn a_sentence_may_say_that_members_of_the_reply_lie_in_data() {
    for said in [
        "重点关注data中以下字段，其他字段为公共返回",
        "重点关注data 字段，其他字段为公共返回",
    ] {
        let reply = format!(
            "{said}\n\n| 字段 | 类型 | 说明 |\n|---|---|---|\n| pictures | array of string | 图。 |"
        );
        let (outcome, shown) = import_text("page.md", &page(NAME, &reply));
        let document = outcome.imported.map(|imported| imported.document);
        let document = document.unwrap_or_default();
        assert!(shown.contains("page-reply-layout"), "{said}\n{shown}");
        let data = "        data:\n          type: object\n          required: [pictures]\n";
        assert!(document.contains(data), "{said}\n{document}");
    }
}

#[test]
fn an_example_shows_the_items_of_a_list_whatever_stands_around_it() {
    for (outer, example) in [
        (
            "Object of Rule",
            "{\"Name\": \"a\", \"Rule\": [{\"Ports\": [\"x\"]}]}",
        ),
        (
            "Array of Rule",
            "{\"Name\": \"a\", \"Rule\": {\"Ports\": [\"x\"]}}",
        ),
    ] {
        let request = format!(
            "{NAME}\n| Rule | {outer} | 是 | 规则。 |\n\n### Rule\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Ports | Array | 是 | 港。 |\n\n\
             ## 请求示例\n\n```json\n{example}\n```"
        );
        let (found, shown) = members(&page(&request, "无"));
        let ports = found.iter().find(|member| member.contains("Ports"));
        assert!(
            ports.is_some_and(|ports| ports.ends_with("required list of String")),
            "{outer}: {found:?}\n{shown}"
        );
        assert!(!shown.contains("page-unknown-type"), "{shown}");
    }
}
