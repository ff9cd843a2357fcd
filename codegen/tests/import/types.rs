//! Types as pages spell them: each is what it says, or is told not to be understood.

use crate::import_text;
use crate::meaning::meaning_of;

/// A page with one member of a type.
fn page(spelled: &str) -> String {
    format!(
        "# Spell\n\n## 请求方式\n\n使用 POST 方式。\n\n## 请求参数\n\n### Query\n\n\
         | 参数 | 类型 | 必填 | 描述 |\n| --- | --- | --- | --- |\n\
         | Action | String | 是 | SpellType |\n| Version | String | 是 | 2020-01-01 |\n\n### Body\n\n\
         | 参数 | 类型 | 必填 | 描述 |\n| --- | --- | --- | --- |\n| Member | {spelled} | 否 | 值 |\n\
         | Filter | [Filter](#filter) | 否 | 值 |\n\n\
         #### Filter <span id=\"filter\"></span>\n\n| 参数 | 类型 | 必填 | 描述 |\n| --- | --- | --- | --- |\n\
         | Key | String | 是 | 键 |\n\n## 返回参数\n\n无\n"
    )
}

/// What the member is, with whether anything was told.
fn read(spelled: &str) -> (String, bool) {
    let (outcome, shown) = import_text("page.md", &page(spelled));
    let told = shown.contains("`Member`");
    let document = outcome
        .imported
        .unwrap_or_else(|| panic!("{shown}"))
        .document;
    let meaning = meaning_of(&document, &[]);
    let fact = meaning.get("request.Member").unwrap();
    let kind = fact.strip_prefix("optional ").unwrap();
    (kind.split(" Constraints").next().unwrap().to_owned(), told)
}

#[test]
fn every_spelling_of_a_type_is_understood() {
    let spellings: &[(&str, &[&str])] = &[
        (
            "String",
            &[
                "String",
                "string",
                "str",
                "STRING",
                "String(32)",
                "VARCHAR(64)",
                "`String`",
                "**String**",
                "String *",
                "字符串",
                "String 类型",
                "String（枚举）",
                "Enum(String)",
                "String&nbsp;",
                "Ｓｔｒｉｎｇ",
                "Str\u{200b}ing",
                "string or null",
                "String \\| null",
                "String, up to 64 characters",
                "JSON String",
            ],
        ),
        (
            "Int64",
            &[
                "Int",
                "Long",
                "Int64",
                "int64",
                "Integer(64)",
                "Integer (int64)",
                "uint32",
                "Uint64",
                "Long（64位）",
                "整数",
                "BigInt",
            ],
        ),
        (
            "Int32",
            &[
                "Integer",
                "Int32",
                "integer(int32)",
                "Integer<br>(int32)",
                "uint8",
                "Int(32)",
            ],
        ),
        (
            "Bool",
            &[
                "Bool",
                "Boolean",
                "boolean",
                "Bool类型",
                "布尔值",
                "Boolean (true/false)",
            ],
        ),
        (
            "Double",
            &["Float", "Double", "float64", "decimal(10,2)", "浮点数"],
        ),
        (
            "list of String",
            &[
                "Array of String",
                "Array of Strings",
                "String[]",
                "string []",
                "List<String>",
                "Array<String>",
                "Array(String)",
                "Array[String]",
                "[]string",
                "[String]",
                "String 数组",
                "字符串数组",
                "String List",
                "Array&lt;String&gt;",
                "Array\\<String\\>",
                "Array\\[String\\]",
                "Array String",
                "Array-String",
                "array of<br>string",
                "Array of string, required",
            ],
        ),
        (
            "list of Int32",
            &["Array of Integer", "Integer[]", "Array of Integers"],
        ),
        (
            "list of Int64",
            &["long[]", "Array of Int", "List<Long>", "Int64 Array"],
        ),
        (
            "list of list of Int64",
            &["Array of Array of Int", "Int[][]", "List<List<Long>>"],
        ),
        (
            "object",
            &[
                "[Filter](#filter)",
                "Filter",
                "Object of [Filter](#filter)",
                "Object(Filter)",
                "Filter Object",
                "Struct Filter",
            ],
        ),
        (
            "list of object",
            &[
                "Array of [Filter](#filter)",
                "[Filter](#filter)[]",
                "[Filter](#filter)组成的数组",
                "Array of [Filter](#filter) ]",
                "[Filter[]](#filter)",
                "Filter[]",
                "List<Filter>",
                "Array of Filter structure",
                "Array of Object (Filter)",
                "Array [Filter](#filter)",
                "List of Filter objects",
            ],
        ),
        (
            "map of String",
            &[
                "map-key(string)-value(string)",
                "map<string,string>",
                "Map<String, String>",
                "map[string]string",
                "Map[String]String",
                "object<string,string>",
                "JSON Map<string,string>",
                "Dict[str,str]",
                "Map of String to String",
            ],
        ),
        (
            "map of Int64",
            &["map<string,Long>", "map-key(string)-value(Int)"],
        ),
        (
            "map of object",
            &[
                "map<string,Filter>",
                "map-key(string)-value([Filter](#filter))",
            ],
        ),
        ("map of list of object", &["Map<string, Array<Filter>>"]),
        ("Json", &["JSON", "Any", "interface{}"]),
    ];
    let mut wrong = Vec::new();
    for (expected, spellings) in spellings {
        for spelled in *spellings {
            let (kind, told) = read(spelled);
            if kind != *expected || told {
                wrong.push(format!(
                    "`{spelled}` is {kind}, not {expected} (told: {told})"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_type_or_more_than_one_is_told() {
    let spellings = [
        "",
        "-",
        "Int/String",
        "Int \\| String",
        "Map-String-String",
        "Array",
        "Map",
        "JSON Map",
        "Array of",
        "Object[]",
        "Array of Object",
        "Object",
        "List<",
        "map<string",
        "见下文",
        "String, Int",
    ];
    let silent: Vec<&str> = spellings
        .into_iter()
        .filter(|spelled| !read(spelled).1)
        .collect();
    assert!(silent.is_empty(), "nothing was told of {silent:?}");
}
