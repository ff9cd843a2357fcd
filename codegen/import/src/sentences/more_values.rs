//! Lists of values that do not name all there are: because the text says so, or because one of their items was not understood.

use super::cases::first_clause;
use super::items::rest_of;
use super::many::stand_for_many;
use super::numbers::{COUNTERS, unit_of};
use super::value_lines::is_remark;
use super::value_text::unquoted;
use crate::dialect::{half_width, holds_any, is_han};
use crate::facts::Value;
use crate::pattern::pattern;
use codegen_documents::source::Node;

// The values that are named are not all there will be.
pattern!(
    MORE_VALUES,
    r"(?i)(?:后续|未来|以后|将来)(?:[^,。;\n]{0,6})(?:支持|增加|扩展|开放|新增|添加|上线)|可能(?:会|还会)?(?:新增|增加|扩展)|敬请期待|陆续|持续(?:更新|增加|新增)|不断(?:增加|更新|新增)|(?:其他|其它)(?:取值|值)\s*(?:表示|代表|:|为|时)|\b(?:more|new|other|additional|further) (?:values|types|options|statuses|states|items)\b[^.;\n]{0,20}\b(?:may|will|can|might)\b|\b(?:may|will|might) be (?:added|extended|introduced)\b|\b(?:and|or) (?:later|above|higher|newer|earlier|lower)\b|及(?:以上|更高)|以上版本|等\s*\d+\s*的|的(?:整数次?)?幂|支持(?:使用)?(?:通配|正则|模糊)|\bwildcards?\b|\bregular expressions? (?:is|are) supported|(?:前|前面)加\s*`?[-!+]|可加前缀|后可跟|\bprefix(?:ed)? (?:it |the value |a value )?with\b|\badd a minus sign\b|(?:可用|具体)[^,。;]{0,6}以[^,。;]{1,12}为准"
);

// `填 all 查询全部`: a word that stands for all of them.
pattern!(
    ALL,
    r"(?i)(?:填写?|传入?|设置?为|指定|specify|set (?:it )?to|use)\s*`?([A-Za-z]\w*)`?\s*(?:则|时|,)?\s*(?:(?:查询|表示|返回|获取|代表)(?:全部|所有)|(?:to|for) (?:query|get|list|return|all|every))"
);

/// A word that stands for all values, and is none of those that a text names.
pub(crate) fn stands_for_all<'t>(text: &'t str, values: &[Value]) -> Option<&'t str> {
    let words = ALL.captures_iter(text).filter_map(|found| found.get(1));
    let mut words = words.map(|word| word.as_str());
    words.find(|word| {
        let mut values = values.iter();
        !values.any(|value| matches!(&value.value, Node::String(known) if known == word))
    })
}

// `；其余见地域文档`, `，或自定义字符串`, `or a custom string`
pattern!(
    OTHERS,
    r"(?i)(?:^|[,;。、\n])\s*(?:[-*•·]\s*)?(?:(?:或者?|也可以?|还可以?|亦可|也|还|以及|及|和|均可)\s*(?:是|为|填写?|传入?|使用|支持|输入|设置为?)?\s*)?(?:其他|其它|其余|自定义|任意|任何)([^,;。\n]{0,20})|;\s*(?:或者?|也可以?|还可以?|亦可)([\u{4e00}-\u{9fff}][^,;。\n]{0,20})|(?:^|[,;。\n])\s*(?:也|还)?支持(?:用户|您)?自定义|;\s*(?:and|or) (?:others|so on|more)\b|(?:完整|全部|所有|更多)的?(?:取值|枚举值?|列表|清单|可选值|类型)[^,;。\n]{0,6}(?:见|参考|参见|参阅|查看|请)|\b(?:or|and) (?:a |an |any )?(?:other|custom|user-defined|arbitrary)\b([^,.;\n]{0,30})|\bcustom (?:values?|strings?|names?) (?:is|are|can|may)\b|\b(?:the )?(?:full|complete) list\b|\bfor (?:more|other) (?:values|options|types)\b|\b(?:other|more) (?:values|options|types)\b[^.;\n]{0,20}\b(?:see|refer|are (?:also )?(?:supported|allowed|accepted|possible))|\bothers?,? (?:see|are listed)\b|\s[-*•·]\s+(?:其他|其它|其余|others?)\s+[-–—:]"
);

/// Words that say that other values are refused, or what they mean.
const REFUSED: &[&str] = &[
    "无效",
    "非法",
    "不合法",
    "报错",
    "错误",
    "不支持",
    "不允许",
    "拒绝",
    "不可",
    "不接受",
    "参数",
    "场景",
    "情况",
    "不传",
    "不填",
    "为空",
    "留空",
    "省略",
    "信息",
    "说明",
    "详情",
    "限制",
    "用途",
    "要求",
    "问题",
    "功能",
    "一个",
    "一种",
    "组合",
    "字段",
    "操作",
    "时候",
    "invalid",
    "error",
    "reject",
    "not ",
    "parameter",
    "case",
    "field",
];

/// Whether a text says that there are values beside those that it names.
pub(crate) fn allows_others(text: &str) -> bool {
    MORE_VALUES.is_match(text)
        || OTHERS.captures_iter(text).any(|found| {
            let rest = (1..=3).find_map(|group| found.get(group));
            // `自定义：…` is a value with its meaning, in the words of the page.
            rest.is_none_or(|rest| !holds_any(&rest.as_str().to_lowercase(), REFUSED))
        })
}

// `; etc.`, `- ……`, `，诸如此类`: the list goes on.
pattern!(
    GOES_ON,
    r"(?i)(?:^|[;。\n]|\.\s)\s*(?:[-*•·]\s*)?(?:等等?|etc\.?|…+|\.{3,}|(?:and|or) (?:so (?:on|forth)|others?|more|similar|the like)|among others|more to (?:come|follow)|诸如此类|如此等等|不一而足|凡此种种|(?:以此|依此|依次)类推|for (?:example|instance)|e\.g\.)\s*(?:[。.;,)\n]|$)"
);
// `取值如 a、b`: what follows are examples.
pattern!(
    SUCH_AS,
    r#"取值(?:诸|例|比|譬)?如\s*:?\s*(?:[-*•·]\s*)?[`"'A-Za-z0-9]"#
);
// The end of the last meaning says it: `b：乙等`, `b: two, etc.`
pattern!(
    ENDS_OPEN,
    r"(?i)(?:等(?:等不一|等|不一|值|取值|类型|格式|多种|形式|情况)?|之类(?:的值|的)?|[\s,]etc\.?|…+|\.{3,}|[,、]\s*(?:等等|(?:and|or) (?:so (?:on|forth)|others?|more|similar|the like)|among others|more to (?:come|follow)|诸如此类|如此等等|不一而足|凡此种种|(?:以此|依此|依次)类推|for (?:example|instance)|e\.g\.))\s*[。.;,)]*\s*$"
);

/// Whether a list of values says that it goes on: in an item of its own, or at the end of its last meaning. `b: pictures, videos,
/// etc.` goes on with the meaning alone.
pub(crate) fn goes_on(text: &str, values: &[Value]) -> bool {
    let places = values.iter().filter_map(|value| {
        let word = match &value.value {
            Node::String(word) => word.clone(),
            Node::Int(number) => number.to_string(),
            _ => return None,
        };
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let stands_alone = |at: &usize| {
            let (before, behind) = (text.get(..*at), text.get(*at + word.len()..));
            !before.is_some_and(|before| before.ends_with(is_part))
                && !behind.is_some_and(|behind| behind.starts_with(is_part))
        };
        let mut places = text.match_indices(&word).map(|(at, _)| at);
        places.find(stands_alone).map(|at| at + word.len())
    });
    let ends: Vec<usize> = places.collect();
    let (Some(first), Some(last)) = (ends.iter().min(), ends.iter().max()) else {
        return false;
    };
    let behind = text.get(*first..).unwrap_or_default();
    let tail = text.get(*last..).unwrap_or_default();
    let tail = first_clause(tail);
    let ends_open = ENDS_OPEN.find(tail).is_some_and(|open| {
        let meaning = tail.get(..open.start()).unwrap_or_default();
        let parts = meaning.split([',', '、', '/']);
        parts.filter(|part| !part.trim().is_empty()).count() < 2
    });
    ends_open || GOES_ON.is_match(behind) || SUCH_AS.is_match(text)
}

/// Whether the values of a table are all there are: none of its rows stands for many.
pub(crate) fn are_all(values: &[Value]) -> bool {
    let words = values.iter().filter_map(|value| match &value.value {
        Node::String(word) => Some(half_width(word)),
        Node::Int(number) => Some(number.to_string()),
        _ => None,
    });
    let lines: Vec<String> = words.map(|word| format!("{word}:x")).collect();
    let text = lines.join("\n");
    !stand_for_many(&text, values) && !allows_others(&text) && rest_of(values).is_none()
}

// What begins a clause, and may be a value with its meaning.
pattern!(
    ITEM,
    r#"(^|[;,、。:\n]|\.\s)\s*(?:[-*•·]\s*)?(`[^`\n]{1,40}`|"[^"\n]{1,40}"|-?\d{1,6}|[A-Za-z][\w+-]{0,40})"#
);
// What stands between a value and its meaning.
pattern!(
    MEANING,
    r"^[ \t]*(?:\([^()\n]{1,40}\)[ \t]*)?(?::|=|-|—|表示|代表|\bmeans\b|\bindicates\b|\bfor\b)"
);

/// Whether some item of a list stands for many values, or was not understood: it has the form of the others, and stands among them or
/// beside them.
pub(crate) fn is_listed_in_part(text: &str, values: &[Value]) -> bool {
    if !values.is_empty() && stand_for_many(text, values) {
        return true;
    }
    if values.len() < 2 {
        return false;
    }
    let known = |word: &str| {
        let bare = unquoted(word);
        values.iter().any(|value| match &value.value {
            Node::String(known) => known == bare,
            Node::Int(known) => bare.parse() == Ok(*known),
            _ => true,
        })
    };
    let items: Vec<Item<'_>> = ITEM
        .captures_iter(text)
        .filter_map(|found| {
            let word = found.get(2)?;
            let mark = found.get(1)?.as_str();
            Some(Item {
                word: word.as_str(),
                known: known(word.as_str()),
                behind: text.get(word.end()..)?,
                separator: mark.chars().next().unwrap_or('\n'),
            })
        })
        .collect();
    let (Some(first), Some(last)) = (
        items.iter().position(|item| item.known),
        items.iter().rposition(|item| item.known),
    ) else {
        return false;
    };
    let style = items
        .iter()
        .filter(|item| item.known)
        .map(Item::style)
        .collect::<Vec<_>>();
    let inside = items.get(first..=last).unwrap_or_default().iter();
    let around = first
        .checked_sub(1)
        .and_then(|at| items.get(at))
        .filter(|item| item.separator == ':')
        .into_iter()
        .chain(
            items
                .get(last + 1)
                .filter(|item| matches!(item.separator, ';' | '、' | ',')),
        );
    // Inside of the list a colon stands before a meaning: `Versions: \`5.7\``.
    let inside = inside.filter(|item| item.separator != ':');
    inside.chain(around).any(|item| {
        !item.known
            && style.iter().all(|style| *style == item.style())
            && !is_remark(item.word)
            && item.may_be_value()
    })
}

struct Item<'t> {
    word: &'t str,
    known: bool,
    behind: &'t str,
    separator: char,
}

/// How a value is written.
#[derive(PartialEq)]
enum Style {
    Code,
    Quotes,
    Number,
    Word,
}

impl Item<'_> {
    fn style(&self) -> Style {
        match self.word.chars().next() {
            Some('`') => Style::Code,
            Some('"') => Style::Quotes,
            Some(c) if c == '-' || c.is_ascii_digit() => Style::Number,
            _ => Style::Word,
        }
    }

    /// Whether what stands behind it may be its meaning. `30 天后删除` has none, and `API 文档` is a part of a sentence.
    fn may_be_value(&self) -> bool {
        let parted = matches!(self.separator, ';' | '\n' | ':');
        let behind = self.behind.trim_start();
        let is_sentence = behind.len() < self.behind.len()
            && ["to ", "through ", "and ", "or ", "times", "is ", "are "]
                .iter()
                .any(|word| behind.starts_with(word));
        match self.style() {
            Style::Number => {
                let goes_on = self.behind.starts_with(['.', '%']) && !self.behind.starts_with(". ");
                !goes_on
                    && !is_sentence
                    && unit_of(self.behind).is_none()
                    && !behind.starts_with(|c| COUNTERS.contains(c) || "分~".contains(c))
                    && !behind.is_empty()
                    && (parted
                        || MEANING.is_match(self.behind)
                        || behind.starts_with(|c: char| {
                            is_han(c) || c == '、' || c.is_ascii_lowercase()
                        }))
            }
            Style::Word => {
                MEANING.is_match(self.behind) || self.separator == ';' && behind.starts_with(is_han)
            }
            Style::Code | Style::Quotes => {
                parted && !is_sentence || MEANING.is_match(self.behind) || behind.starts_with(',')
            }
        }
    }
}
