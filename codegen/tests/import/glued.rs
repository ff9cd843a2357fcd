//! Pages whose cells a copy has left one below the other, or glued together.

use crate::import_text;
use crate::layouts::{members, page};

/// The document of a page, and nothing if there is none.
fn documented(text: &str) -> String {
    let (outcome, _) = import_text("page.md", text);
    outcome
        .imported
        .map_or_else(String::new, |imported| imported.document)
}

/// A page whose request has rows of these lines, below these titles.
fn columns(titles: &[&str], rows: &[&str], reply: &str) -> String {
    let lines: Vec<&str> = titles.iter().chain(rows).copied().collect();
    page(&lines.join("\n"), reply)
}

#[test]
fn values_one_below_the_other_are_no_row() {
    let titles = ["Name", "Type", "Required", "Example", "Description"];
    for values in [
        &["Oak", "Oak_2", "Oak_2K", "Fir"][..],
        &["Small", "Large", "LargePro", "Huge"],
        &["text", "int", "long", "float"],
    ] {
        let mut rows = vec!["Wood", "String", "No", "", "x1", "", "Valid values:"];
        rows.extend(values);
        rows.extend(["", "Mast", "String", "Yes", "", "pine", "", "The mast.", ""]);
        rows.extend(["Keel", "Integer", "No", "", "3", "", "The keel."]);
        let (found, shown) = members(&columns(&titles, &rows, "无"));
        assert_eq!(
            found,
            [
                "request.Keel: optional Int32",
                "request.Mast: required String",
                "request.Wood: optional String",
            ],
            "{shown}"
        );
        for value in values {
            assert!(
                documented(&columns(&titles, &rows, "无")).contains(value),
                "{value}"
            );
        }
    }
}

#[test]
fn values_are_no_row_where_all_marks_are_lost() {
    let titles = ["参数", "类型", "是否必填", "示例值", "描述"];
    let rows = [
        "Wood",
        "String",
        "",
        "Oak",
        "",
        "木头：",
        "Pine",
        "Oak",
        "Oak2",
        "Fir",
        "Elm",
        "",
        "Rope",
        "LongRope",
        "",
        "请参见示例。",
        "",
        "绳子。",
        "",
        "Keel",
        "Integer",
        "",
        "3",
        "",
        "龙骨。",
    ];
    let (found, shown) = members(&columns(&titles, &rows, "无"));
    let names: Vec<&str> = found
        .iter()
        .filter_map(|member| member.split(':').next())
        .collect();
    assert_eq!(
        names,
        ["request.Keel", "request.Rope", "request.Wood"],
        "{shown}"
    );
}

#[test]
fn the_last_title_may_be_unknown() {
    let titles = ["名称", "数据类型", "是否必填", "示例值", "船员行为"];
    let rows = [
        "Name",
        "String",
        "",
        "Ada",
        "",
        "船员的名字。",
        "",
        "Age",
        "Long",
        "",
        "30",
        "",
        "岁数。",
    ];
    let text = columns(&titles, &rows, "无");
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Age: optional Int64",
            "request.Name: optional String"
        ],
        "{shown}"
    );
    assert!(documented(&text).contains("船员的名字。"), "{shown}");
    assert!(shown.contains("a column has no title"), "{shown}");
}

#[test]
fn an_unknown_last_title_may_have_two_words() {
    let titles = [
        "Parameter",
        "Data Type",
        "Required",
        "Description",
        "Shown Case",
    ];
    let rows = [
        "Name",
        "String",
        "Yes",
        "The name.",
        "Ada",
        "Age",
        "Integer",
        "No",
        "The age.",
        "30",
    ];
    let (found, shown) = members(&columns(&titles, &rows, "无"));
    assert_eq!(
        found,
        [
            "request.Age: optional Int32",
            "request.Name: required String"
        ],
        "{shown}"
    );
}

#[test]
fn titles_may_be_glued_in_small_letters() {
    let request = "nametypeIs it requiredsample valuedescribe\n\nHullIdStringYeshull-1The hull.\n\n\
                   Sail\n\nSail\n\nNo\n\n{\n  \"Area\": 3\n}\n\nThe sail.\n\nropes[]StringNorope-1The ropes.";
    let reply = "nametypesample valuedescribe\nBoatIdStringboat-1The boat.";
    let text = format!(
        "MoorBoat\n\nMoors a boat.\n\nrequest parameters\n\n{request}\n\nreturn parameters\n\n{reply}\n\n\
         Request example\n\nPOST /?Action=MoorBoat&Version=2030-01-01 HTTP/1.1\n"
    );
    let (found, shown) = members(&text);
    for expected in [
        "request.HullId: required String",
        "request.Sail.Area: optional Int64",
        "request.ropes: optional list of String",
        "result.BoatId: required String",
    ] {
        assert!(
            found.contains(&expected.to_owned()),
            "{expected}\n{found:?}\n{shown}"
        );
    }
}

#[test]
fn the_example_of_an_object_may_be_json_of_several_lines() {
    let titles = ["参数", "类型", "是否必填", "示例值", "描述"];
    let rows = [
        "Plan",
        "Object",
        "",
        "{",
        "  \"Sail\": \"lug\",",
        "  \"Ropes\": [",
        "    {",
        "      \"Length\": 3",
        "    }",
        "  ]",
        "}",
        "",
        "怎样造船。",
        "",
        "Token",
        "String",
        "",
        "a1",
        "",
        "令牌。",
    ];
    let (found, shown) = members(&columns(&titles, &rows, "无"));
    assert!(
        found.contains(&"request.Token: optional String".to_owned()),
        "{found:?}\n{shown}"
    );
    assert!(
        found.contains(&"request.Plan: optional object".to_owned()),
        "{found:?}\n{shown}"
    );
}

#[test]
fn a_description_of_several_lines_may_stand_before_an_example() {
    let titles = ["Parameter", "Data Type", "Required", "Description", "Value"];
    let rows = [
        "Sail",
        "String",
        "No",
        "",
        "Which sail to set. Valid values:",
        "",
        "  • jib: in front.",
        "  • main: behind.",
        "The default value of this parameter is main.",
        "jib",
        "Crew",
        "Integer",
        "Yes",
        "How many hands. Valid values: 2 to 9.",
        "4",
        "Flag",
        "String",
        "No",
        "",
        "The flag. Valid values:",
        "",
        "  • red: port.",
        "  • green: starboard.",
        "",
    ];
    let text = documented(&columns(&titles, &rows, "无"));
    for fact in [
        "enum: [jib, main]",
        "default: main",
        "minimum: 2",
        "maximum: 9",
        "enum: [red, green]",
        "in front.",
        "starboard.",
    ] {
        assert!(text.contains(fact), "{fact}\n{text}");
    }
}

/// A page of glued cells with a result.
fn glued(request: &str, reply: &str, rest: &str) -> String {
    format!(
        "LaunchBoat\n\nLaunches a boat.\n\nRequest parameters\n\nNameTypeRequiredExampleDescription\n\
         ActionStringYesLaunchBoatThe action to call. Value: LaunchBoat.\n\
         VersionStringYes2030-01-01The version of the API.\n{request}\n\nResponse parameters\n\n\
         NameTypeExampleDescription\n{reply}\n\n{rest}\n\nSample request\n\nPOST /?Action=LaunchBoat&Version=2030-01-01 HTTP/1.1\n\
         Host: harbour.volcengineapi.com\n"
    )
}

#[test]
fn glued_cells_are_cut_before_a_type_and_its_mark() {
    let request = "HullIdStringYeshull-1The hull.\n\nSailArea\n\nInteger\n\nNo\n\n30\n\n\
                   How much sail. Valid values: 10 to 60.\n\nConnectionStringStringNoabcHow to moor.\n\
                   IsStringBooleanNotrueWhether lines are strings.\n\
                   RopesArray of RopeNo[{\"Length\": 3}]The ropes.\n\nRope\n\n\
                   NameTypeRequiredExampleDescription\nLengthIntegerYes3How long.\nKnotStringNobowlineHow it ends.";
    let reply = "BoatIdStringboat-1The boat.\nHandsArray of HandThe crew.\n\nHand structure\n\n\
                 NameTypeExampleDescription\nNickStringJoThe name.";
    let (found, shown) = members(&glued(request, reply, ""));
    assert_eq!(
        found,
        [
            "request.ConnectionString: optional String",
            "request.HullId: required String",
            "request.IsString: optional Bool",
            "request.Ropes: optional list of object",
            "request.Ropes[].Knot: optional String",
            "request.Ropes[].Length: required Int32",
            "request.SailArea: optional Int32",
            "result.BoatId: required String",
            "result.Hands: required list of object",
            "result.Hands[].Nick: required String",
        ],
        "{shown}"
    );
    let text = documented(&glued(request, reply, ""));
    assert!(text.contains("const: LaunchBoat\n"), "{text}");
    assert!(text.contains("maximum: 60"), "{text}");
    assert!(shown.contains("run together"), "{shown}");
}

#[test]
fn nothing_is_read_from_text_whose_border_is_unknown() {
    let request =
        "DepthIntegerNo1080 to 120 metres at most, default 100.\nHullIdStringYeshull-1The hull.";
    let text = documented(&glued(request, "BoatIdStringboat-1The boat.", ""));
    assert!(text.contains("1080 to 120 metres"), "{text}");
    for fact in ["minimum", "maximum", "default: 1"] {
        assert!(!text.contains(fact), "{fact}\n{text}");
    }
}

#[test]
fn an_example_decides_where_a_row_can_be_cut_twice() {
    let request = "HullIdStringYeshull-1The hull.";
    let reply =
        "ConnectionStringStringabcHow to moor.\nBoatIdStringboat-1The boat.\nCrewInteger3How many.";
    let (found, shown) = members(&glued(request, reply, ""));
    assert_eq!(
        found,
        [
            "request.HullId: required String",
            "result.BoatId: required String",
            "result.Crew: required Int32",
        ],
        "{shown}"
    );
    assert!(
        shown.contains("error")
            && shown.contains("`Connection or ConnectionString` is not a member name"),
        "{shown}"
    );
    let example = "Sample response\n\n```json\n{\"ResponseMetadata\": {\"RequestId\": \"1\"}, \"Result\": \
                   {\"ConnectionString\": \"abc\", \"BoatId\": \"b\", \"Crew\": 3}}\n```";
    let (found, shown) = members(&glued(request, reply, example));
    assert!(
        found.contains(&"result.ConnectionString: required String".to_owned()),
        "{shown}"
    );
    assert!(
        !found
            .iter()
            .any(|member| member.contains("result.Connection:")),
        "{shown}"
    );
}

#[test]
fn rows_may_stand_in_the_list_of_the_row_above() {
    let request = "Masts.NStringNo\nMasts.1=fore&Masts.2=main\nThe masts.\n  • N counts them.\n  • \
                   HullNameStringNooak-hullThe name of the hull.\n    BayIdStringYesbay-1The bay.\n\n    Ropes.N\n\n    \
                   String\n\n    No\n\n    Ropes.1=a\n\n    The ropes.\n\n    • N counts them.\n    KeelIntegerNo3The keel.";
    let (found, shown) = members(&glued(request, "BoatIdStringboat-1The boat.", ""));
    assert_eq!(
        found,
        [
            "request.BayId: required String",
            "request.HullName: optional String",
            "request.Keel: optional Int32",
            "request.Masts: optional list of String",
            "request.Ropes: optional list of String",
            "result.BoatId: required String",
        ],
        "{shown}"
    );
}

#[test]
fn cells_that_can_mostly_be_cut_twice_are_refused() {
    let reply = "ConnectionStringStringabcHow to moor.\nHailStringStringahoyWhat to call.\nRopeStringStringxWhich rope.";
    let text = format!(
        "HailBoat\n\nCalls.\n\nResponse parameters\n\nNameTypeExampleDescription\n{reply}\n\nSample request\n\n\
         POST /?Action=HailBoat&Version=2030-01-01 HTTP/1.1\nHost: harbour.volcengineapi.com\n"
    );
    let (found, shown) = members(&text);
    assert!(found.is_empty(), "{found:?}");
    assert!(shown.contains("page-joined-cells"), "{shown}");
}

#[test]
fn titles_and_types_may_be_written_in_other_ways() {
    let text = "系船\nMoorBoat\n\n请求说明\n\n  • 请求方式：POST\n  • 请求地址：https://boat.volcengineapi.com/?Action=MoorBoat&Version=2030-01-01\n\n\
                请求参数\n\n参数类型\n是否必填\n描述\nboatIdstring是船的编号。\ncrewNumint否人数，取值范围为 1 到 9。\n\
                tagsstring[]否标签。\nisStringboolean否是否为字符串。\nhullHullInfo否船身。\n\nHullInfo\n\n参数类型是否必填描述\n\
                woodstring是木头。\nlengthfloat64否长度。\n\n返回参数\n\n参数类型示例值描述\nseenBooleantrue看见。\ntotalint643\n";
    let (found, shown) = members(text);
    assert_eq!(
        found,
        [
            "request.boatId: required String",
            "request.crewNum: optional Int64",
            "request.hull: optional object",
            "request.hull.length: optional Double",
            "request.hull.wood: required String",
            "request.isString: optional Bool",
            "request.tags: optional list of String",
            "result.seen: required Bool",
            "result.total: required Int64",
        ],
        "{shown}"
    );
    assert!(!shown.contains("error"), "{shown}");
}

#[test]
fn no_row_of_glued_cells_is_passed_over() {
    // A mark that was lost, a type that is none, and titles in an order in which no row can be cut.
    let request = "HullIdStringYeshull-1The hull.\nCrewIntegerNo3The crew.\nBayIdStringThe bay.\nRopeStringy3绳子。";
    let (found, shown) = members(&glued(request, "BoatIdStringboat-1The boat.", ""));
    for name in ["HullId", "Crew"] {
        assert!(found.iter().any(|member| member.contains(name)), "{shown}");
    }
    for name in ["BayId", "Rope"] {
        assert!(shown.contains(name), "{name}: {shown}");
    }
    let text = "HailBoat\n\nCalls.\n\nRequest parameters\n\nNameTypeDescriptionRequired\nActionStringHailBoatYes\n\
                VersionString2030-01-01Yes\nBoatIdStringThe boat.Yes\n\nResponse parameters\n\nNone\n\nSample request\n\n\
                POST /?Action=HailBoat&Version=2030-01-01 HTTP/1.1\nHost: harbour.volcengineapi.com\n";
    let (found, shown) = members(text);
    assert!(found.is_empty(), "{found:?}");
    assert!(shown.contains("page-joined-cells"), "{shown}");
}
