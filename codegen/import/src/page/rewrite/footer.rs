//! What a site puts below a page: when it was changed, whether it helped, and which pages stand beside it.

use super::wrapped::Line;

/// Most lines of a footer, and the longest of them, in characters.
const HIGHEST: usize = 14;
const LONGEST: usize = 80;

/// Words before the time of the last change.
const CHANGED: &[&str] = &[
    "last updated",
    "last update",
    "最后更新",
    "最近更新",
    "更新时间",
    "更新日期",
    "最後の更新",
    "最終更新",
    "cập nhật lần cuối",
    "terakhir diperbarui",
    "마지막 업데이트",
    "최종 업데이트",
];
/// Beginnings of a line with which a footer begins or goes on.
const ASKS: &[&str] = &[
    "was this page helpful",
    "was this helpful",
    "is this page helpful",
    "这个页面对您有帮助",
    "此页面对您有帮助",
    "本页面对您有帮助",
    "以上内容对您是否有帮助",
    "このページは役に立ちましたか",
    "trang này có hữu ích",
    "apakah halaman ini membantu",
    "이 페이지가 도움이",
];
/// What stands over the names of the pages beside this one.
const NEIGHBOURS: &[&str] = &["上一篇", "下一篇", "上一页", "下一页"];

/// The number of the line with which the footer of a page begins, or that behind the last one.
pub(super) fn begins(lines: &[Line<'_>]) -> usize {
    let mut found = lines.len();
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate().rev() {
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        taken += 1;
        let is_content = text.contains(['|', '{', '}', '`', '<', '"'])
            || text.starts_with('#')
            || text.chars().count() > LONGEST;
        if is_content || taken > HIGHEST {
            break;
        }
        if begins_footer(text) {
            found = index;
        }
    }
    found
}

fn begins_footer(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_time = CHANGED.iter().any(|words| {
        lower.strip_prefix(words).is_some_and(|rest| {
            let rest = rest.trim_start_matches("时间").trim_start();
            let time = rest.trim_start_matches([':', '：', ' ']);
            time.starts_with(|c: char| c.is_ascii_digit())
        })
    });
    is_time
        || ASKS.iter().any(|words| lower.starts_with(words))
        || NEIGHBOURS.contains(&lower.trim_end_matches([':', '：']))
}

#[cfg(test)]
mod tests {
    use super::begins;
    use crate::page::rewrite::wrapped::lines;

    #[test]
    fn a_footer_stands_at_the_end() {
        for (text, expected) in [
            (
                "Total\nInteger\nLast updated: 2030.01.02\nWas this page helpful to you?\nYes\nNo\n",
                2,
            ),
            ("船。\n\n更新时间: 2030年1月2日\n有用\n无用\n", 2),
            ("船。\n上一篇\nMoorBoat\n下一篇\nSinkBoat\n", 1),
            ("UpdateTime\nString\n更新时间\n", 3),
            (
                "更新时间：2030-01-02\n\n| 参数 | 类型 |\n|---|---|\n| A | String |\n",
                5,
            ),
            ("The time it was\nlast updated by you\n", 2),
        ] {
            assert_eq!(begins(&lines(text)), expected, "{text}");
        }
    }
}
