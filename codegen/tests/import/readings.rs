//! Descriptions in which a number, a word or a list is easily taken for what it is not.

use crate::cells::all_are_read;

#[test]
fn a_dash_behind_a_length_joins_two_numbers() {
    all_are_read(&[
        (
            "String",
            "",
            "Boat name, length 1–64",
            "minLength 1, maxLength 64",
        ),
        (
            "String",
            "",
            "A pennant with a length of 6–40 characters.",
            "minLength 6, maxLength 40",
        ),
        (
            "String",
            "",
            "Pier, limited to 1–128 characters.",
            "minLength 1, maxLength 128",
        ),
        (
            "String",
            "",
            "Pier, string, length limit 0–200",
            "minLength 0, maxLength 200",
        ),
        // No number of characters.
        (
            "String",
            "",
            "The range, with a subnet mask length of 30.",
            "",
        ),
    ]);
}

#[test]
fn a_length_of_a_part_is_none_of_the_whole() {
    all_are_read(&[
        (
            "String",
            "",
            "A mark has two parts, prefix and name. The name cannot exceed 63 characters.",
            "",
        ),
        ("String", "", "由两段组成，名称不超过 63 个字符。", ""),
        (
            "String",
            "",
            "Use & to separate multiple boats. Length: 1–128 characters.",
            "",
        ),
        (
            "String",
            "",
            "Multiple boats are separated by &. The total length must not exceed 128 characters.",
            "maxLength 128",
        ),
        // One character may count as several: fewer are enough.
        (
            "String",
            "",
            "Must be 3–45 characters long. One Chinese character counts as 3 characters.",
            "maxLength 45",
        ),
        (
            "String",
            "",
            "长度 4～20 个字符，一个汉字占 2 个字符。",
            "maxLength 20",
        ),
        (
            "String",
            "",
            "Words. The small model takes at most 115 characters. The large model has no length limit.",
            "",
        ),
    ]);
}

#[test]
fn a_limit_of_one_case_is_none() {
    all_are_read(&[
        (
            "String",
            "",
            "帆的值：<br>- 当 `Kind` 是 `fixed` 时，填一个词。该词的长度不能超过 64 个字符。<br>- 当 `Kind` 是 `free` 时，任意。",
            "",
        ),
        (
            "Integer",
            "",
            "Crew. When KindOf is Galley, this value represents the rowers. Each boat takes up to 5 rowers.",
            "",
        ),
        (
            "Integer",
            "",
            "Values: TUG boats: 10–900 m. UDP boats: 1–300 m.",
            "",
        ),
        (
            "Integer",
            "",
            "Range:<br>- Boats, ships and rafts that are let for a whole season (summer): 1–500<br>- Others: 1–100",
            "",
        ),
        (
            "Integer",
            "",
            "Valid ranges: 64512-65534 and 4200000000-4294967294.",
            "",
        ),
        (
            "Double",
            "",
            "Supports 1 to 7 (days), 1 to 168 (hours), or 5 to 1440 (minutes).",
            "",
        ),
        (
            "Integer",
            "",
            "Berths per pier. A value greater than 1 creates a second pier.",
            "",
        ),
        (
            "Integer",
            "",
            "Number of a boat. 2 or greater represents a hired boat.",
            "",
        ),
        (
            "Integer",
            "",
            "Splits. The total number of piers must not exceed 256.",
            "",
        ),
        (
            "Integer",
            "",
            "间隔，单位为秒，必须大于 1，最多可分 60 个区间。",
            "exclusiveMinimum 1",
        ),
        ("Integer", "", "倍率，只适用于 4000 x 4000 以内的船图。", ""),
    ]);
}

#[test]
fn a_default_is_read_whole_or_not_at_all() {
    all_are_read(&[
        ("String", "", "船的标识，默认值为 boat_$(Port)_$(now)。", ""),
        (
            "String",
            "",
            "Name of the boat. Default: `boat-${port}`.",
            "",
        ),
        (
            "Integer",
            "",
            "缓冲，单位：字节，默认 100 * 1024 * 1024。",
            "",
        ),
        ("Integer", "", "Fewest boats. Default value: 0–100.", ""),
        (
            "String",
            "",
            "Window. Default: UTC18:00Z-21:59Z.",
            "default UTC18:00Z-21:59Z",
        ),
        ("String", "", "The default value of parameter.", ""),
        ("String", "", "Default values: depend on the boat.", ""),
        (
            "String",
            "",
            "If not given, the default is 'kind-pier' as the name.",
            "",
        ),
        (
            "String",
            "",
            "Sync: Semi - synchronous(Default). Async.",
            "",
        ),
        (
            "String",
            "",
            "The digest. The default value for this parameter is md5.",
            "default md5",
        ),
        (
            "String",
            "",
            "Port, with a default value of 80.",
            "default \"80\"",
        ),
        (
            "Integer",
            "",
            "The number of days to keep logs, the default is 7 days.",
            "default 7",
        ),
        (
            "String",
            "",
            "Boat. Values: Sail: with sails. Default value. Motor: with a motor.",
            "default Sail, enum [Sail, Motor]",
        ),
        (
            "Boolean",
            "",
            "Whether to sail. true: sail. false: stay. Default value.",
            "default false",
        ),
        // The list says how it is spelled.
        (
            "String",
            "",
            "Valid values: `IPv4`, `DualStack`. Default is `ipv4`.",
            "default IPv4, enum [IPv4, DualStack]",
        ),
    ]);
}

#[test]
fn what_is_sent_may_be_shorter_or_longer_than_what_is_limited() {
    all_are_read(&[
        (
            "String",
            "",
            "船名前缀。取值为空字符串时表示不启用。长度限制为 2～51 个字符。",
            "maxLength 51",
        ),
        (
            "String",
            "",
            "Can be empty. 0–256 characters.",
            "minLength 0, maxLength 256",
        ),
        (
            "String",
            "",
            "口令，使用 Base64 编码。长度为 8～30 个字符。",
            "",
        ),
    ]);
}

#[test]
fn a_range_beside_other_numbers_is_no_limit() {
    all_are_read(&[
        ("Integer", "", "Valid values: 1-10, 20, 30", ""),
        ("Integer", "", "取值：1、2、4~8", ""),
        (
            "Integer",
            "",
            "Range: 1-100, 10 by default.",
            "minimum 1, maximum 100, default 10",
        ),
        ("String", "", "船号，取值：A-Z、a-z", ""),
        ("String", "", "船名，不超过 64 个汉字", ""),
        // A value is deprecated, not the member.
        (
            "String",
            "",
            "型号，可选值：v1、v2（已废弃）",
            "enum [v1, v2]",
        ),
        (
            "String",
            "",
            "Valid values: a, b, or c (deprecated).",
            "enum [a, b, c]",
        ),
    ]);
}

#[test]
fn a_meaning_may_list_what_are_no_values() {
    all_are_read(&[
        (
            "String",
            "",
            "帆，支持的取值如下所示。<br>* full：全帆；<br>* none：无帆，帆的参数不生效，包括帆面（SailArea）等。",
            "enum [full, none]",
        ),
        (
            "Integer",
            "",
            "行数，支持的取值如下所示。<br>* 0：（默认值）自动；<br>* 1：一行。 :::tip<br>* 使用预设时为自动。<br>* 超出时截断。 :::",
            "default 0, enum [0, 1]",
        ),
        (
            "String",
            "",
            "船检项目，船型不同，取值不同。<br>- `hull`：船体<br>- `mast`：桅杆",
            "",
        ),
    ]);
}
