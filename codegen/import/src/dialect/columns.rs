//! What a column holds, by its header.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{bare, half_width};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Name,
    /// Names of members of the member that the column before names.
    Child,
    Type,
    Required,
    /// The same turned round: `是` means that the member may be left out.
    Optional,
    Example,
    Description,
    /// An example and a description that nothing parts.
    Words,
    Default,
    /// Allowed values.
    Range,
    /// Where a parameter travels: query, body, header.
    Location,
    /// Code of an error.
    Code,
    /// Number of an error.
    Number,
    /// HTTP status.
    Status,
    /// What an error says.
    Message,
    /// One allowed value.
    Value,
}

const HEADERS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "参数",
            "参数名",
            "参数名称",
            "名称",
            "字段",
            "字段名",
            "字段名称",
            "属性",
            "属性名",
            "属性名称",
            "变量名",
            "变量",
            "请求参数",
            "返回参数",
            "返回字段",
            "请求字段",
            "响应参数",
            "响应字段",
            "入参",
            "出参",
            "键",
            "成员",
            "成员名",
            "参数字段",
            "英文名",
            "name",
            "parameter",
            "parameters",
            "parametername",
            "paramname",
            "param",
            "field",
            "fields",
            "fieldname",
            "property",
            "propertyname",
            "attribute",
            "key",
            "member",
            "variable",
            "requestparameter",
            "requestparameters",
            "responseparameter",
            "responseparameters",
            "returnparameter",
            "item",
        ],
    ),
    (
        Column::Child,
        &[
            "子参数",
            "子字段",
            "子参数名",
            "子字段名",
            "子属性",
            "一级参数",
            "一级参数名",
            "一级字段",
            "一级名称",
            "一级子参数",
            "二级子参数",
            "三级子参数",
            "四级子参数",
            "一级子字段",
            "二级子字段",
            "三级子字段",
            "二级参数",
            "三级参数",
            "四级参数",
            "二级参数名",
            "三级参数名",
            "二级字段",
            "三级字段",
            "四级字段",
            "二级名称",
            "三级名称",
            "subparameter",
            "subparameters",
            "subfield",
            "childparameter",
            "level1",
            "level2",
            "level3",
            "level4",
        ],
    ),
    (
        Column::Type,
        &[
            "类型",
            "数据类型",
            "参数类型",
            "字段类型",
            "变量类型",
            "值类型",
            "属性类型",
            "格式类型",
            "type",
            "types",
            "datatype",
            "parametertype",
            "paramtype",
            "fieldtype",
            "valuetype",
            "category",
        ],
    ),
    (
        Column::Required,
        &[
            "必填",
            "是否必填",
            "必选",
            "是否必选",
            "必须",
            "是否必须",
            "必需",
            "是否必需",
            "是否必传",
            "必传",
            "是否为必填",
            "是否必要",
            "必要",
            "必填项",
            "是否必填项",
            "必选可选",
            "必填选填",
            "可选必选",
            "选项",
            "required",
            "requirement",
            "mandatory",
            "isrequired",
            "requiredornot",
            "requiredoptional",
            "mo",
            "need",
            "must",
            "optionality",
            "necessary",
            "req",
            "reqd",
            "必选项",
            "是否必选项",
            "是否是必填",
            "填写要求",
            "必选性",
        ],
    ),
    (
        Column::Optional,
        &[
            "可选",
            "是否可选",
            "是否可为空",
            "可为空",
            "是否可空",
            "optional",
            "isoptional",
            "nullable",
        ],
    ),
    (
        Column::Example,
        &[
            "示例值",
            "示例",
            "参数示例",
            "样例",
            "样例值",
            "取值示例",
            "取值样例",
            "例子",
            "例",
            "举例",
            "示例数据",
            "字段示例",
            "参考值",
            "值示例",
            "example",
            "examples",
            "examplevalue",
            "examplevalues",
            "samplevalue",
            "sample",
            "sampledata",
            "exampledata",
            "eg",
        ],
    ),
    (
        Column::Description,
        &[
            "描述",
            "说明",
            "参数说明",
            "参数描述",
            "字段说明",
            "字段描述",
            "含义",
            "参数含义",
            "字段含义",
            "用途",
            "备注",
            "描述信息",
            "意义",
            "解释",
            "详细说明",
            "详细描述",
            "释义",
            "补充说明",
            "注释",
            "中文名",
            "功能描述",
            "description",
            "descriptions",
            "desc",
            "notes",
            "note",
            "remark",
            "remarks",
            "meaning",
            "details",
            "explanation",
            "comment",
            "comments",
            "definition",
        ],
    ),
    (
        Column::Words,
        &["示例值和描述", "示例与描述", "exampleanddescription"],
    ),
    (
        Column::Default,
        &[
            "默认值",
            "默认",
            "缺省值",
            "缺省",
            "default",
            "defaultvalue",
            "defaults",
        ],
    ),
    (
        Column::Range,
        &[
            "取值范围",
            "取值",
            "可选值",
            "有效值",
            "枚举值",
            "允许值",
            "约束",
            "限制",
            "参数取值",
            "值范围",
            "range",
            "valuerange",
            "validvalues",
            "allowedvalues",
            "possiblevalues",
            "enumvalues",
            "values",
            "constraints",
            "constraint",
            "limits",
        ],
    ),
    (
        Column::Location,
        &[
            "位置",
            "参数位置",
            "传参位置",
            "传参方式",
            "传递方式",
            "请求位置",
            "in",
            "location",
            "position",
            "passedin",
        ],
    ),
    (
        Column::Code,
        &[
            "错误码",
            "错误代码",
            "返回码",
            "业务错误码",
            "错误码code",
            "错误类型",
            "errorcode",
            "errorcodes",
            "code",
            "errcode",
        ],
    ),
    (
        Column::Number,
        &[
            "错误编号",
            "错误码编号",
            "错误码n",
            "错误码coden",
            "编号",
            "coden",
            "number",
            "errornumber",
            "errorno",
        ],
    ),
    (
        Column::Status,
        &[
            "状态码",
            "http状态码",
            "http状态",
            "http码",
            "http错误码",
            "httpcode",
            "httpstatus",
            "httpstatuscode",
            "statuscode",
            "status",
            "http",
        ],
    ),
    (
        Column::Message,
        &[
            "错误信息",
            "错误消息",
            "错误提示",
            "报错信息",
            "错误描述",
            "返回信息",
            "提示信息",
            "信息",
            "errormessage",
            "message",
            "errormsg",
            "msg",
            "errordescription",
        ],
    ),
    (
        Column::Value,
        &[
            "值",
            "枚举",
            "数值",
            "参数值",
            "value",
            "enum",
            "enumvalue",
            "enumerationvalue",
            "constant",
        ],
    ),
];

/// Longest title of a column with its remark, in bytes: what is longer is a sentence.
const LONGEST: usize = 240;

impl Column {
    /// The meaning of a header; what stands in brackets is a remark and may be wrong for it.
    pub(crate) fn of(header: &str) -> Option<Self> {
        if header.len() > LONGEST {
            return None;
        }
        let half = half_width(header);
        let without_remark = half.split(['(', '[', '/']).next().unwrap_or_default();
        let has_remark = without_remark.len() < half.len();
        known(&bare(header))
            .or_else(|| has_remark.then(|| known(&bare(without_remark)))?)
            .or_else(|| of_member(&bare(without_remark)))
            .or_else(|| in_two_languages(&half))
    }
}

/// Words for a member, before what a column holds of it.
const MEMBERS: &str = "parameter param field attribute property member 参数 字段 属性 变量";

/// `Parameter description`: what stands behind a word for the member.
fn of_member(header: &str) -> Option<Column> {
    let words = MEMBERS.split(' ');
    let rests = words.filter_map(|word| header.strip_prefix(word));
    rests.filter_map(known).find(|column| {
        matches!(
            column,
            Column::Type
                | Column::Required
                | Column::Optional
                | Column::Example
                | Column::Description
                | Column::Default
                | Column::Range
        )
    })
}

/// The meaning of each spelling.
static SPELLINGS: LazyLock<HashMap<&str, Column>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (column, spellings) in HEADERS {
        for spelling in *spellings {
            all.entry(*spelling).or_insert(*column);
        }
    }
    all
});

fn known(header: &str) -> Option<Column> {
    SPELLINGS.get(header).copied()
}

/// `示例值 Example`: one meaning, in Chinese and in English.
fn in_two_languages(header: &str) -> Option<Column> {
    if header.is_ascii() || !header.contains(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let chinese = bare(&header.replace(|c: char| c.is_ascii(), " "));
    let english = bare(&header.replace(|c: char| !c.is_ascii(), " "));
    if chinese.is_empty() || english.is_empty() {
        return None;
    }
    match (known(&chinese), known(&english)) {
        (Some(column), Some(other)) if column == other => Some(column),
        _ => None,
    }
}
