//! What stands for nothing, in words that need none for a default: `未指定时使用 a`, `kept for 7 days if you do not set it`.

use crate::pattern::pattern;

/// A value: in back-ticks, in quotes, or a bare word of ASCII.
pub(crate) const VALUE: &str =
    r#"(?:`([^`\n]+)`|"([^"\n]*)"|'([^'\n]*)'|(-?\d+(?:\.\d+)?|[A-Za-z_][\w./+-]*))"#;

// "The system uses `a` by default", "`a` is used when no value is passed".
pattern!(
    pub(crate) USED,
    r"(?i)(?:\b(?:the|this) (?:system|service|server|platform|api) (?:uses|takes|applies|chooses|sets it to)\s+",
    VALUE,
    r"(?:\s+by default|\s*(?:[.;]|$))|",
    VALUE,
    r"\s+(?:is|will be) used (?:when|if) (?:no |it is not|this parameter is not|the parameter is not|not |nothing ))"
);
// `未指定时使用 a`, `不传该参数时，系统按 10 处理`
pattern!(
    pub(crate) USED_OTHERWISE,
    r"(?:不填写?|不传入?|未填写?|未传入?|不设置|未设置|不指定|未指定|留空)(?:该|此|本)?(?:参数|字段)?(?:时|则|时则)?,?(?:系统|则)?(?:默认)?(?:使用|采用|取|按)\s*",
    VALUE,
    r"\s*(?:处理|计算|作为|[,。;)\n]|$)"
);
// "Kept for 7 days by default", "Default retention: 7 days"
pattern!(
    pub(crate) KEPT,
    r"(?i)\bdefault (?:retention|storage|period|duration)(?: period| time)?\s*(?:is|:|of|for)?\s*(\d+)|\b(?:kept|retained|stored|saved) for (\d+) [a-z]+ (?:by default|(?:if|when) (?:you do not|it is not|not))|\bby default,? [^.;\d\n]{0,40}\b(?:kept|retained|stored|saved) for (\d+)"
);
// `默认为空字符串`, `Default: empty string`
pattern!(
    pub(crate) EMPTY_TEXT,
    r"(?i)(?:默认|缺省)(?:值)?\s*(?:为|是|:)?\s*(?:空字符串|空串)|\bdefault(?:s to|(?: value)?\s*(?:is|:))\s*(?:an )?empty string"
);
