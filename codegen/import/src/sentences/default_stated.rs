//! Defaults as sentences state them: the value of a member where nothing is given, unless it holds in some case only.

use std::collections::HashSet;

use super::cases::{speaks_of_case, tells_cases_apart};
use super::default_absent::{KEPT, USED, USED_OTHERWISE, VALUE};
use super::default_end::{ends_default, goes_on_with_another};
use super::default_owner::is_of_group;
use super::numbers::{ends, is_factor};
use crate::dialect::holds_any;
use crate::pattern::{Pattern, pattern};

pattern!(
    DEFAULT_VALUE,
    r"(?i)(?:默认值|缺省值|默认取值|default value\s+(?:for|of) th(?:is|e) \w+\s+(?:is|:|=)|default value\b(?: is set to| is set at)?|默认|缺省)\s*(?:(?:保留|存储|保存|留存)(?:时长|时间|天数|期限|周期)?(?:为|是|:)?|为|是|按|取|使用|采用|:|=|is\b|of\b)?\s*:?\s*",
    VALUE
);
pattern!(
    DEFAULT_IS,
    r"(?i)(?:default(?:s|ing)? to|default is|default:|by default,? (?:it is|the value is))\s*",
    VALUE
);
// `a（默认）`; `Classic Balancer (default)` is the meaning of something.
pattern!(
    MARKED_DEFAULT,
    r"(?m)(?:^(?:\s*[-*•·]\s+)?|\s{2,}[-*•·]\s+|[^A-Za-z0-9\s-]\s*|[\u{4e00}-\u{9fff}]\s*)",
    VALUE,
    r"\s*\((?:默认值?|缺省值?|(?i:default(?: value)?))\)"
);
// `Default 20, max 100.`
pattern!(
    BARE_DEFAULT,
    r"(?i)\bdefault\s+(?:`([^`\n]+)`|(-?\d+(?:\.\d+)?|true\b|false\b))"
);
// `The number of items. 5 by default.`
pattern!(
    BY_DEFAULT,
    r"(?i)(?:^|[.;:,]\s*)(?:`([^`\n]+)`|(-?\d+(?:\.\d+)?)) by default\b"
);
// `不填时为 0.5`: what stands for nothing is a default only if it is clearly a value.
pattern!(
    ABSENT_VALUE,
    r"(?:不填写?|不传入?|未填写?|未传|不设置|未设置|不指定|未指定|留空|缺省|省略)(?:时|则|时则)?,?(?:为|取|取值为|按|视为)\s*(?:`([^`\n]+)`|(-?\d+(?:\.\d+)?))"
);
// "`a` is used by default", "If omitted, `a` applies".
pattern!(
    APPLIES,
    "(?i)(?:",
    VALUE,
    r"\s+(?:is used|is applied|applies) by default|\b(?:if|when) (?:it is |this parameter is |the parameter is |the value is )?(?:omitted|unspecified|not (?:specified|set|provided|given)|left (?:blank|empty)|empty),?\s+(?:the (?:default )?value (?:is |of )?)?",
    VALUE,
    r"\s+(?:is used|is applied|applies|will be used))"
);

/// A wording in which a sentence states a default.
struct Wording {
    pattern: &'static Pattern,
    /// Whether a word for the default stands beside the value, so that the sentence may be about somebody else's.
    names_default: bool,
    /// Whether a bare word must be one of the values.
    loose: bool,
    /// Whether words behind the value say that it stands for nothing: what follows the value begins with them.
    goes_on: bool,
    /// Whether it counts beside a list of which one line is marked as the default.
    beside_lists: bool,
}

impl Wording {
    const fn of(pattern: &'static Pattern) -> Self {
        Self {
            pattern,
            names_default: false,
            loose: false,
            goes_on: false,
            beside_lists: false,
        }
    }
}

/// The wordings, the most certain ones first.
static WORDINGS: [Wording; 10] = [
    Wording {
        names_default: true,
        beside_lists: true,
        ..Wording::of(&DEFAULT_VALUE)
    },
    Wording {
        names_default: true,
        beside_lists: true,
        ..Wording::of(&DEFAULT_IS)
    },
    Wording {
        names_default: true,
        ..Wording::of(&BARE_DEFAULT)
    },
    Wording {
        names_default: true,
        ..Wording::of(&BY_DEFAULT)
    },
    Wording::of(&ABSENT_VALUE),
    Wording {
        loose: true,
        beside_lists: true,
        ..Wording::of(&APPLIES)
    },
    Wording {
        loose: true,
        goes_on: true,
        beside_lists: true,
        ..Wording::of(&USED)
    },
    Wording {
        loose: true,
        goes_on: true,
        ..Wording::of(&USED_OTHERWISE)
    },
    Wording {
        goes_on: true,
        ..Wording::of(&KEPT)
    },
    Wording {
        names_default: true,
        ..Wording::of(&MARKED_DEFAULT)
    },
];

// The value that begins a line of a list.
pattern!(
    LISTED,
    r#"^\s*[-*•·]\s*(?:`([^`\n]+)`|"([^"\n]+)"|(-?[A-Za-z0-9][\w./+-]*))\s*(?:\([^()\n]*\)\s*(?::|$)|:)"#
);
pattern!(
    DEFAULT_MARK,
    r"\((?:默认值?|缺省值?|(?i:default(?: value)?))\)|[.。]\s*(?:Default value|默认值)[.。]?\s*$|(?:[.。;,(]\s*|: *)(?:(?i:(?:this|it|which) is the default(?: value| option| setting)?)|(?:此|这|该值|该项)?(?:为|是|即为?)?默认(?:值|选项|配置))[.。)]?\s*$|[,;]\s*默认值?\)\s*$|^[^:]{1,60}: *(?:默认值?|(?i:by default|default))\s*[,。;.](?:\s|[^\d\s`])"
);

// A text that goes on behind a mark: the parameter of a media type, the next item of a list.
pattern!(
    GOES_ON,
    r"^(?:;\s?[A-Za-z][\w-]*=|,[A-Za-z0-9][\w.-]*(?:[,。;]|$))"
);

// `默认 \`a\` 或 \`b\``
pattern!(ANOTHER, r#"^\s*(?:或者?|or|、|/)\s*[`'"\d]"#);

// What may be said of a default without making it one of a case: that nothing is given.
pattern!(
    ABSENT,
    r"(?i)(?:^|[,。;])\s*当?(?:该?参数|值)?(?:设置?为|设为|取值?为|值为|传|填|为)\s*`?(?:true|false)`?\s*时|(?:当|若|如果|如)?(?:参数|该参数|该字段|此参数|字段|值|请求|用户|您)?(?:[不未](?:传入|填写|指定|设置|配置|携带|传|填|选)|缺省|为空|留空)(?:该?参数|该?字段|值|本参数|此参数)?(?:或(?:该|此|本)?(?:参数|字段|值)?(?:[不未]传入?|为空|不填)[^,。;\d]{0,6}?(?:时|则))?(?:时|的话|则)?|(?:when|if) (?:it is |this parameter is |the parameter is |the value is )?(?:not |un)(?:specified|set|provided|given|passed)|(?:when|if) (?:it is |this parameter is |the parameter is )?(?:omitted|left (?:blank|empty)|empty)|(?:when|if) you (?:do not|don't) (?:specify|set|provide)[^,.;]{0,30}|(?:when|if) you (?:leave (?:it|this) (?:out|blank|empty)|omit (?:it|this parameter))|(?:when|if) no value is (?:passed|given|specified|provided|set)(?: for (?:this|the) (?:parameter|field))?|不传(?:该|此|本)参数(?:时|则)?"
);

/// A default as a sentence states it.
pub(crate) struct Stated<'t> {
    pub(crate) written: String,
    /// Whether it is marked as code, or stands in quotes.
    marked: bool,
    pub(crate) behind: &'t str,
    /// Whether it stands behind `of`: `the default value of a` may name what has a default.
    of: bool,
    /// Whether something closes it: `a (default)`.
    pub(crate) closed: bool,
    /// Whether a bare word must be one of the values.
    loose: bool,
}

impl Stated<'_> {
    /// The same with everything that goes on behind what was found without a blank: `720p`, `10.0.0.0/16`, an address.
    pub(crate) fn whole(mut self) -> Self {
        const ENDS: &[char] = &[
            ',', ';', '(', ')', '[', ']', '{', '}', '<', '>', '`', '"', '\'', '!', '|',
        ];
        let goes_on = |c: char| c.is_ascii_graphic() && !ENDS.contains(&c);
        let end = self
            .behind
            .find(|c: char| !goes_on(c))
            .unwrap_or(self.behind.len());
        let tail = self.behind.get(..end).unwrap_or_default();
        let end = tail.trim_end_matches(['.', ':', '?']).len();
        if !self.marked
            && !self.closed
            && let Some((tail, rest)) = self.behind.split_at_checked(end)
        {
            self.written.push_str(tail);
            self.behind = rest;
        }
        self
    }

    /// Whether a text is the default itself, not the first word of what is said of it: `defaults to the caller`.
    pub(crate) fn is_text(&self, known: bool) -> bool {
        const NOTHING: &[&str] = &[
            "none",
            "null",
            "nil",
            "empty",
            "n/a",
            "na",
            "undefined",
            "no",
            "the",
            "a",
        ];
        // `voice_$(id)`, `${region}`, `<name>` stand for a text that nobody knows.
        const PLACEHOLDERS: &[char] = &['$', '{', '<'];
        if self.written.contains(PLACEHOLDERS) || self.behind.starts_with(PLACEHOLDERS) {
            return false;
        }
        let owner = self.behind.trim_start();
        // `默认值为 \`a\` 的名称`, `the default is 'a-b' as the name`, `18:00`
        let goes_on = ["的", "中的", "里的", "as "]
            .iter()
            .any(|word| owner.starts_with(word));
        let is_time = owner
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let is_word = self.written.bytes().all(|b| b.is_ascii_lowercase());
        // `text/html; charset=utf-8`, `a,b`: nobody knows where it ends.
        let is_cut =
            !self.marked && GOES_ON.is_match(owner) || !self.closed && ANOTHER.is_match(owner);
        if self.loose && !self.marked {
            return known;
        }
        if goes_on || is_time || is_cut || self.of && is_word && !self.marked && !known {
            return false;
        }
        let ends = owner.is_empty()
            || owner.starts_with([
                ',', '。', ';', '.', ')', ']', '(', ':', '!', '、', '|', '\n',
            ])
            || ["表示", "即", "代表", "意为"]
                .iter()
                .any(|word| owner.starts_with(word))
            || self.behind.starts_with('\n');
        let is_word = !NOTHING.contains(&self.written.to_lowercase().as_str());
        self.marked || known || ends && is_word
    }

    /// Whether a number is the default itself: `默认 1～20`, `默认 1（a），2（b）` and `10 times` are none.
    pub(crate) fn is_number(&self) -> bool {
        let behind = self.behind.trim_start();
        let remark = behind
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'));
        let another = remark.is_some_and(|(_, rest)| {
            rest.trim_start_matches([',', '、', ' ', '`', '或'])
                .trim_start_matches("or ")
                .starts_with(|c: char| c.is_ascii_digit())
        });
        let is_range = ["~", "至", "到", "to ", "through "]
            .iter()
            .any(|word| behind.starts_with(word))
            || behind
                .strip_prefix(['-', '*', '×'])
                .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        let in_a_case = ["for ", "if ", "when ", "in "]
            .iter()
            .any(|word| behind.starts_with(word));
        let another = another || !self.closed && ANOTHER.is_match(behind);
        ends(self.behind)
            && !is_factor(behind)
            && !is_range
            && !in_a_case
            && !another
            && (self.closed
                || ends_default(self.behind) && !goes_on_with_another(self.behind, &self.written))
    }
}

/// What a description says of a default.
pub(crate) enum Found<'t> {
    Nothing,
    /// One of some users, products or modes alone.
    OfGroup(String),
    Stated(Stated<'t>),
}

/// How many statements of a default are held against each other: no description has more.
const MOST_STATED: usize = 16;

/// The default that a description states. One that holds in some case is none, and neither are two.
pub(crate) fn stated_default<'t>(
    text: &'t str,
    name: &str,
    siblings: &HashSet<String>,
) -> Found<'t> {
    let mut found: Option<Stated<'t>> = None;
    let listed = marked_in_list(text);
    let wordings = WORDINGS
        .iter()
        .filter(|wording| wording.beside_lists || listed.is_none());
    for wording in wordings {
        for captures in wording.pattern.captures_iter(text).take(MOST_STATED) {
            let (Some(whole), Some((group, written))) = (
                captures.get(0),
                (1..=8).find_map(|group| Some((group, captures.get(group)?))),
            ) else {
                continue;
            };
            // `- default: the usual group` is one of several values, each with its meaning.
            let begins_item = text
                .get(..whole.start())
                .is_some_and(|before| before.ends_with("\n- "));
            let has_meaning = text.get(whole.end()..).is_some_and(|rest| {
                rest.strip_prefix(' ')
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
            });
            if begins_item && has_meaning {
                continue;
            }
            // `配额默认 500` is no default of the member.
            let of_quota = text.get(..whole.start()).is_some_and(|before| {
                ["配额", "额度", "quota"]
                    .iter()
                    .any(|word| before.trim_end().to_lowercase().ends_with(word))
            });
            // A mark that ends what stands before is part of what was found.
            let said = whole.as_str();
            let marks = said.len() - said.trim_start_matches([':', '.', ';', ',', ' ']).len();
            let around = (
                text.get(..whole.start() + marks).unwrap_or_default(),
                text.get(whole.end()..).unwrap_or_default(),
            );
            let of_group =
                || is_of_group(around.0, around.1, name) || tells_cases_apart(text, name);
            if wording.names_default && of_group() {
                return Found::OfGroup(written.as_str().to_owned());
            }
            if of_quota || in_a_case(text, whole.start(), whole.end(), siblings) {
                return Found::Nothing;
            }
            let value = written.as_str().trim_end_matches('.').to_owned();
            let behind = if wording.goes_on {
                let rest = text.get(written.end()..).unwrap_or_default();
                rest.trim_start_matches(['`', '"', '\''])
            } else {
                text.get(whole.end()..).unwrap_or_default()
            };
            match &found {
                Some(known) if known.written != value => return Found::Nothing,
                Some(_) => {}
                None => {
                    found = Some(Stated {
                        written: value,
                        marked: group % 4 != 0,
                        loose: wording.loose,
                        behind,
                        of: introduces_owner(whole.as_str(), written.as_str()),
                        closed: whole.as_str().ends_with(')'),
                    });
                }
            }
        }
        if let Some(found) = found {
            return Found::Stated(found);
        }
    }
    listed.map_or(Found::Nothing, Found::Stated)
}

/// The value of a list whose line has the mark of the default: `- off: disabled (default)`. Two of them are none.
fn marked_in_list(text: &str) -> Option<Stated<'_>> {
    let mut marked = text.lines().filter_map(|line| {
        let found = LISTED.captures(line)?;
        let is_marked = DEFAULT_MARK.is_match(line);
        (1..=3)
            .find_map(|group| found.get(group))
            .filter(|_| is_marked)
    });
    let value = marked.next()?;
    marked.next().is_none().then(|| Stated {
        written: value.as_str().to_owned(),
        marked: true,
        behind: "",
        of: false,
        closed: true,
        loose: false,
    })
}

/// Whether `of` stands before what was taken for a default.
fn introduces_owner(whole: &str, written: &str) -> bool {
    whole
        .strip_suffix(written)
        .is_some_and(|before| before.trim_end().to_lowercase().ends_with(" of"))
}

// What stands in brackets says something of the word before them: `a（按量付费）`.
pattern!(BRACKETS, r"\([^()\n]*\)");

/// Whether the sentence around a part of a text says that it holds in some case only.
fn in_a_case(text: &str, from: usize, to: usize, siblings: &HashSet<String>) -> bool {
    let ends = ['\n', '。', ';', '!'];
    let before = text.get(..from).unwrap_or_default();
    let start = before.rfind(ends).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|s| s.chars().next())
            .map_or(1, char::len_utf8)
    });
    // An English sentence ends before a capital letter; `e.g. a` goes on.
    let full_stops = before.match_indices(". ").map(|(at, stop)| at + stop.len());
    let begins = |at: &usize| {
        let rest = before.get(*at..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let start = full_stops
        .filter(begins)
        .last()
        .map_or(start, |at| at.max(start));
    let after = text.get(to..).unwrap_or_default();
    let end = to + after.find(ends).unwrap_or(after.len());
    let before = text.get(start..from).unwrap_or_default();
    let sentence = text.get(start..end).unwrap_or_default();
    let item = before.trim_start().starts_with(['-', '*', '•']) && before.contains(':');
    // Behind the default, `否则` and a second case say that it is one of several.
    // `Kind 为 a 默认 1`
    let of_other = before.contains('为')
        && before
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .any(|word| word.len() > 2 && siblings.contains(word));
    let otherwise = holds_any(sentence, &["否则", "otherwise"]);
    otherwise
        || of_other
        || speaks_of_case(&ABSENT.replace_all(&BRACKETS.replace_all(before, ""), ""))
        || item && speaks_of_case(&ABSENT.replace_all(sentence, ""))
}
