//! How pages say things: titles of sections, headers of columns, spellings of types and of required marks.
//!
//! Knows words, in Chinese and in English. Gives meanings for them, and nothing where a word is unknown.
//! Must never know where on a page a word stands.

mod column_titles;
mod columns;
mod enums;
mod items;
mod required;
mod sections;
mod type_words;
mod types;

use std::sync::LazyLock;

pub(super) use columns::{Column, may_title_types};
pub(super) use enums::{besides_enum, is_called_enum};
pub(super) use items::{ItemLine, bullet_line, item_line, spaced_bullet};
pub(super) use required::{Required, chooses, is_plain_mark, required};
pub(super) use sections::{Section, section};
pub(super) use type_words::Scalar;
pub(super) use types::{Spelling, spelling, without_remark};

/// A text with half-width punctuation, so that one pattern fits both widths.
pub(super) fn half_width(text: &str) -> String {
    let mut half = String::with_capacity(text.len());
    if text.is_ascii() {
        half.push_str(text);
        return half;
    }
    half.extend(text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '“' | '”' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '〜' | '∼' => '~',
        '–' | '—' | '−' => '-',
        '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}' => ' ',
        _ => c,
    }));
    half
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a text holds one of these words, in upper or lower case. The words are in lower case.
pub(super) fn holds_any(text: &str, words: &[&str]) -> bool {
    let lower = text.to_ascii_lowercase();
    words.iter().any(|word| lower.contains(word))
}

/// A title or a header without everything that does not tell it apart: case, spaces, punctuation, numbering.
pub(super) fn bare(text: &str) -> String {
    distinctive(&half_width(text)).collect()
}

/// The characters that tell a title of half width apart.
fn distinctive(title: &str) -> impl Iterator<Item = char> {
    let text = title.trim_start_matches(|c: char| c.is_ascii_digit() || ". 、)(".contains(c));
    let text = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
        .iter()
        .find_map(|number| text.strip_prefix(number)?.strip_prefix('、'))
        .unwrap_or(text);
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(simplified)
}

/// Traditional characters of titles and marks, in order, each with the simplified one.
static SIMPLIFIED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    const PAIRS: &str = "請请參参數数類类選选說说錯错誤误碼码響响應应體体稱称須须傳传輸输結结構构預预設设認认備备註注範范圍围長长單单欄栏項项種种條条件件對对資资訊讯訂订購购態态狀状標标簽签籤签頭头屬属題题義义釋释詳详細细內内容容簡简圖图錄录個个";
    let mut chars = PAIRS.chars();
    let mut pairs = Vec::new();
    while let (Some(traditional), Some(simple)) = (chars.next(), chars.next()) {
        pairs.push((traditional, simple));
    }
    pairs.sort_unstable();
    pairs
});

fn simplified(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let found = SIMPLIFIED.binary_search_by_key(&c, |(traditional, _)| *traditional);
    let pair = found.ok().and_then(|index| SIMPLIFIED.get(index));
    pair.map_or(c, |(_, simple)| *simple)
}
