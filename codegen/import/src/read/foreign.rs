//! Pages in markup that is not read, and tables that have lost what parts their cells.

use std::ops::Range;

use super::Reader;
use super::outline::Outline;
use crate::dialect::{Column, may_title_types};
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};

/// Markup of another kind, and what turns it into Markdown.
struct Markup {
    name: &'static str,
    help: &'static str,
}

const JIRA: Markup = Markup {
    name: "the wiki markup of Jira and Confluence",
    help: "convert it with `pandoc -f jira -t gfm`, or export the page as HTML or Markdown",
};
const MEDIA_WIKI: Markup = Markup {
    name: "the markup of MediaWiki",
    help: "convert it with `pandoc -f mediawiki -t gfm`, or save the rendered page as HTML",
};
const ASCIIDOC: Markup = Markup {
    name: "AsciiDoc",
    help: "render it with `asciidoctor`, and import the HTML",
};
const DIRECTIVES: Markup = Markup {
    name: "directives of reStructuredText",
    help: "convert it with `pandoc -f rst -t gfm`, or import the rendered HTML",
};
const TEXTILE: Markup = Markup {
    name: "Textile",
    help: "convert it with `pandoc -f textile -t gfm`, or import the rendered HTML",
};

const LATEX: Markup = Markup {
    name: "LaTeX",
    help: "convert it with `pandoc -f latex -t gfm`",
};
const DOKU_WIKI: Markup = Markup {
    name: "the markup of DokuWiki or Zim",
    help: "convert it with `pandoc -f dokuwiki -t gfm`, or save the rendered page as HTML",
};
/// What stands where a converter could not write a table.
const PLACEHOLDER: &str = "[TABLE]";
const LOST: Markup = Markup {
    name: PLACEHOLDER,
    help: "convert the page again, and keep its tables as pipes or as HTML; `pandoc -t gfm` does",
};
const LISTS: Markup = Markup {
    name: "nested lists",
    help: "convert it with `pandoc -t gfm`, or save the rendered page as HTML",
};

impl Reader<'_> {
    /// Tells that a page is written in markup that is not read. Nothing of such a page is certain.
    pub(super) fn tell_foreign(&mut self, text: &str) -> bool {
        let Some((at, markup)) = foreign(text) else {
            return false;
        };
        self.tell(
            Finding::new(
                &lint::PAGE_FOREIGN_MARKUP,
                self.offset(at),
                if markup.name == PLACEHOLDER {
                    format!("a table is missing: a converter left `{PLACEHOLDER}` in its place")
                } else {
                    format!(
                        "the tables of the page are written in {}, which the importer does not read",
                        markup.name
                    )
                },
            )
            .help(markup.help),
        );
        true
    }

    /// Tells tables whose cells run together.
    pub(super) fn tell_run_together(&mut self, outline: &Outline<'_>) -> bool {
        let found_by = |read: &dyn Fn(&str) -> Option<String>| -> Vec<(Range<usize>, String)> {
            let texts = outline.texts.iter();
            let found = texts.filter_map(|(_, text)| {
                let mut lines = text
                    .text
                    .lines()
                    .map(|line| line.trim_start_matches(['-', '•', ' ']));
                let first = lines.find_map(|line| read(line.trim_end()))?;
                Some((text.at.clone(), first))
            });
            found.collect()
        };
        // The titles stand for the rows below them.
        let mut found = found_by(&titles_of);
        if found.is_empty() {
            found = found_by(&members_of);
        }
        for (at, titles) in &found {
            self.tell(
                Finding::new(
                    &lint::PAGE_JOINED_CELLS,
                    self.place(at),
                    format!("the cells of a table run together without separators: `{titles}`"),
                )
                .help("copy the page again as Markdown, or save it as HTML: this copy no longer shows which words are names, types and descriptions"),
            );
        }
        !found.is_empty()
    }
}

/// The first sign of foreign markup outside of blocks of code.
fn foreign(text: &str) -> Option<(usize, &'static Markup)> {
    let mut at = 0;
    let mut in_code = false;
    let mut asciidoc = None;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let begin = at;
        at += line.len();
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        if bare == "|===" {
            match asciidoc {
                Some(first) => return Some((first, &ASCIIDOC)),
                None => asciidoc = Some(begin),
            }
        } else if [".. list-table::", ".. csv-table::"]
            .iter()
            .any(|table| bare.starts_with(table))
        {
            return Some((begin, &DIRECTIVES));
        } else if bare == PLACEHOLDER {
            return Some((begin, &LOST));
        } else if is_list_header(bare) {
            return Some((begin, &LISTS));
        } else if line.starts_with("|_. ") {
            return Some((begin, &TEXTILE));
        } else if bare.starts_with("\\begin{tabular") || bare.starts_with("\\begin{longtable") {
            return Some((begin, &LATEX));
        } else if is_doku_header(bare) || is_doku_heading(line.trim_end()) {
            return Some((begin, &DOKU_WIKI));
        } else if bare.starts_with("{|")
            && lines
                .peek()
                .is_some_and(|next| next.starts_with(['!', '|']))
        {
            return Some((begin, &MEDIA_WIKI));
        } else if is_jira_header(bare) && lines.peek().is_some_and(|next| is_jira_row(next.trim()))
        {
            return Some((begin, &JIRA));
        }
    }
    None
}

/// `- - 参数`, `* - Name`: the first cell of a row in a list of rows.
fn is_list_header(line: &str) -> bool {
    let title = ["- - ", "* - ", "- * "]
        .iter()
        .find_map(|marks| line.strip_prefix(marks));
    title.is_some_and(|title| Column::of(title) == Some(Column::Name))
}

/// `||参数||类型||描述||`: titles between double bars.
fn is_jira_header(line: &str) -> bool {
    let Some(inner) = line
        .strip_prefix("||")
        .and_then(|line| line.strip_suffix("||"))
    else {
        return false;
    };
    let titles: Vec<&str> = inner.split("||").collect();
    titles.len() > 2
        && titles
            .iter()
            .all(|title| !title.trim().is_empty() && !title.contains('|'))
}

/// `^ 参数 ^ 类型 ^ 描述 ^`: titles between carets.
fn is_doku_header(line: &str) -> bool {
    let titles: Vec<&str> = line.trim_matches('^').split('^').collect();
    line.starts_with('^')
        && line.ends_with('^')
        && titles.len() > 2
        && titles.iter().all(|title| !title.trim().is_empty())
}

/// `===== 请求参数 =====`
fn is_doku_heading(line: &str) -> bool {
    let title = line.trim_matches('=');
    line.starts_with("=====")
        && line.ends_with("=====")
        && title.contains(char::is_alphanumeric)
        && !title.contains('=')
}

/// A row between single bars, and no line of dashes below a header.
fn is_jira_row(line: &str) -> bool {
    line.starts_with('|') && line.chars().any(char::is_alphanumeric)
}

/// Fewest titles that are no accident.
const FEWEST: usize = 3;
/// Longest run of titles, and longest title, in characters.
const LONGEST: usize = 60;
const LONGEST_TITLE: usize = 20;

// A name, its type and its mark without anything between them: `NameString是`.
pattern!(
    GLUED,
    r"^[A-Za-z_][\w.\[\]]*?(?:[Ss]tring|[Ii]nteger|[Ll]ong|[Bb]oolean|[Bb]ool|[Oo]bject|[Aa]rray|[Ff]loat|[Dd]ouble|[Nn]umber)(?:\[\])?(?:是|否|必选|可选|Yes|No|Required|Optional)"
);
// A name, its type and its mark, or the words before its example, in a line that goes on with the next member.
pattern!(
    STRUNG,
    r"[A-Za-z_][\w.]* (?i:string|integer|long|boolean|bool|object|float|double|number)(?:\[\])? (?:必选|可选|示例值)"
);
/// What stands behind a type where nothing parts the cells.
const MARKS: &[&str] = &["必选", "可选", "示例值"];
/// Fewest members that are no accident.
const FEWEST_MEMBERS: usize = 2;

/// The first member of a line in which several are strung together, or one whose own cells are.
fn members_of(line: &str) -> Option<String> {
    if MARKS.iter().any(|mark| line.contains(mark)) {
        let strung: Vec<_> = STRUNG.find_iter(line).collect();
        if strung.len() >= FEWEST_MEMBERS {
            return Some(strung.first()?.as_str().to_owned());
        }
    }
    // Most lines end their first word before a mark.
    let word = line.find(|c: char| !c.is_ascii_alphanumeric() && !"_.[]".contains(c));
    let (word, rest) = line.split_at(word.unwrap_or(line.len()));
    let is_glued = MARKS
        .iter()
        .chain(&["是", "否"])
        .any(|mark| rest.starts_with(mark))
        || ["Yes", "No", "Required", "Optional"]
            .iter()
            .any(|mark| word.contains(mark));
    if !is_glued {
        return None;
    }
    Some(GLUED.find(line)?.as_str().to_owned())
}

/// The titles at the beginning of a line, if at least three run together, and one of them is that of the types.
fn titles_of(line: &str) -> Option<String> {
    if !may_title_types(line) {
        return None;
    }
    let chars: Vec<char> = line.chars().take(LONGEST).collect();
    // How many titles fill a line up to each of its characters, and whether one is that of the types.
    let mut best: Vec<Option<(usize, bool)>> = vec![None; chars.len() + 1];
    *best.first_mut()? = Some((0, false));
    for begin in 0..chars.len() {
        let Some((count, typed)) = best.get(begin).copied().flatten() else {
            continue;
        };
        for end in begin + 2..=chars.len().min(begin + LONGEST_TITLE) {
            let title: String = chars.get(begin..end).unwrap_or_default().iter().collect();
            if !title.chars().all(char::is_alphanumeric) {
                break;
            }
            let Some(column) = Column::of(&title) else {
                continue;
            };
            let next = Some((count + 1, typed || column == Column::Type));
            if let Some(slot) = best.get_mut(end)
                && *slot < next
            {
                *slot = next;
            }
        }
    }
    let end = best
        .iter()
        .rposition(|found| found.is_some_and(|(count, typed)| typed && count >= FEWEST))?;
    Some(chars.get(..end)?.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{foreign, members_of, titles_of};

    #[test]
    fn titles_run_together() {
        for line in [
            "参数类型是否必选示例值描述",
            "参数名称类型描述",
            "NameTypeRequiredDescription",
            "参数类型描述NameString名字。",
        ] {
            assert!(titles_of(line).is_some(), "{line}");
        }
        for line in [
            "参数 类型 描述",
            "参数的类型是字符串。",
            "参数",
            "类型描述见下表",
            "Name String",
            "",
        ] {
            assert_eq!(titles_of(line), None, "{line}");
        }
    }

    #[test]
    fn rows_run_together() {
        for line in [
            "NameStringYesThe name.",
            "名字：Port string 必选 示例值：x港口Day string 可选 示例值：1日期",
        ] {
            assert!(members_of(line).is_some(), "{line}");
        }
        for line in [
            "Port string 必选 示例值：x",
            "Nostring",
            "A string is sent.",
            "Port String 必选",
        ] {
            assert_eq!(members_of(line), None, "{line}");
        }
    }

    #[test]
    fn markup_in_code_is_only_shown() {
        assert!(foreign("||a||b||c||\n|1|2|3|\n").is_some());
        assert!(foreign("```\n||a||b||c||\n|1|2|3|\n```\n").is_none());
        assert!(foreign("||a||b||c||\n|---|---|---|\n").is_none());
        assert!(foreign("|===\n|a\n|===\n").is_some());
        assert!(foreign("^ 参数 ^ 类型 ^ 描述 ^\n| A | B | C |\n").is_some());
        assert!(foreign("\\begin{tabular}{ll}\nA & B\n").is_some());
        assert!(foreign(".. list-table::\n\n   * - 参数\n").is_some());
        assert!(foreign("|_. 参数|_. 类型|\n|A|B|\n").is_some());
        assert!(foreign("====== 参数 ======\n").is_some());
        assert!(foreign("## Body\n\n[TABLE]\n").is_some());
        assert!(foreign("- - 参数\n\n  - 类型\n").is_some());
        assert!(foreign("- - oak\n").is_none());
        assert!(foreign("====== ====\n参数   类型\n====== ====\n").is_none());
        assert!(foreign("| a^2 |\n  ^^^ here\n").is_none());
        assert!(foreign("| {| | a |\n|---|---|\n").is_none());
    }
}
