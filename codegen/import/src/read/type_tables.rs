//! The table that describes the type of a row.

use super::Reader;
use super::called::begins_with_verb;
use super::outline::{Side, has_inner_capital, identifiers};
use super::rows::Row;
use super::types::TypeSource;
use crate::dialect::half_width;
use crate::page::Link;
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};

pattern!(
    POINTER,
    r"(?i)(?:参见|参考|参阅|参照|详见|见|查看|\bsee\b|\brefer to\b)[^。.;,\n]{1,60}"
);
pattern!(NUMBER, r"(?i)(?:表格?|\btable)\s*(\d{1,3}(?:[-.]\d{1,3})?)");

/// The titles, and the numbers, of tables to which a description points: `详见表 HarbourInfo`, `see Table 2`.
pub(super) fn pointed(description: &str) -> Vec<String> {
    let half = half_width(description);
    let pointers = POINTER.find_iter(&half).flat_map(|pointer| {
        let mut titles = identifiers(pointer.as_str());
        titles.retain(|title| has_inner_capital(title) && !begins_with_verb(title));
        titles.extend(numbers(pointer.as_str()));
        titles
    });
    pointers.collect()
}

/// The number of a table in its title: `表 2 港口`.
pub(super) fn number(title: &str) -> Option<String> {
    let title = half_width(title.trim());
    let begins = title.starts_with('表') || title.to_ascii_lowercase().starts_with("table");
    numbers(&title).next().filter(|_| begins)
}

fn numbers(text: &str) -> impl Iterator<Item = String> {
    NUMBER
        .captures_iter(text)
        .filter_map(|found| Some(format!("表{}", found.get(1)?.as_str())))
}

/// Which of the ways to find a table compares nothing but the name of the member, and that nearly.
const NEAR: usize = 7;

impl Reader<'_> {
    /// The table that a row's type leads to. `Err` when several fit, which is told.
    pub(super) fn find_table(
        &mut self,
        name: Option<&str>,
        row: &Row,
        about: &str,
    ) -> Result<Option<usize>, ()> {
        let links = row.type_cell.links.iter().chain(&row.description.links);
        let targets: Vec<&Link> = links.filter(|link| link.target.contains('#')).collect();
        let by_anchor = |source: &TypeSource| {
            targets.iter().any(|link| {
                let (page, anchor) = link.target.split_once('#').unwrap_or_default();
                // An address of the site with an anchor that only an editor makes may be that of this very page.
                let is_made =
                    page.starts_with('/') && anchor.contains(|c: char| c.is_ascii_digit());
                (page.is_empty() || source.foreign || is_made)
                    && source
                        .anchors
                        .iter()
                        .any(|own| own.eq_ignore_ascii_case(anchor))
            })
        };
        let own_name = row
            .path
            .last()
            .map(|(name, _)| name.as_str())
            .unwrap_or_default();
        let mentioned = identifiers(&row.description.text);
        let named = |source: &TypeSource, wanted: &str| {
            source.names.iter().any(|name| same(name, wanted))
                || source.words.iter().any(|word| same(word, wanted))
        };
        let whole = about.replace("[]", "");
        // `Items.Sub` over a table: the path of the member that it is about.
        let by_path = |source: &TypeSource| {
            source
                .names
                .iter()
                .chain(&source.words)
                .filter(|word| word.contains('.'))
                .map(|word| without_side(word))
                .any(|word| whole == word || whole.ends_with(&format!(".{word}")))
        };
        // `DataTypes.Item`
        let by_last = |source: &TypeSource, wanted: &str| {
            source
                .names
                .iter()
                .filter_map(|own| own.rsplit_once('.'))
                .any(|(_, last)| last == wanted)
        };
        // A member whose type has a name of its own may share that of a structure by chance: it has to travel the same way.
        let sent = self.side == Side::Response;
        let may_be_own = |source: &TypeSource| {
            name.is_none()
                || source.foreign
                || source.side == Side::Nowhere
                || (source.side == Side::Response) == sent
        };
        let is_own_name = |source: &TypeSource| {
            let mut words = source.names.iter().chain(&source.words);
            may_be_own(source) && words.any(|word| word == own_name)
        };
        let is_near = |source: &TypeSource| may_be_own(source) && named(source, own_name);
        let pointed = match name {
            None => pointed(&row.description.text),
            Some(_) => Vec::new(),
        };
        let tests: [&dyn Fn(&TypeSource) -> bool; 10] = [
            &by_anchor,
            &by_path,
            &|source| name.is_some_and(|name| source.names.iter().any(|own| own == name)),
            &|source| {
                name.is_some_and(|name| {
                    let mut names = source.names.iter();
                    names.any(|own| own.eq_ignore_ascii_case(name))
                })
            },
            &|source| name.is_some_and(|name| named(source, name)),
            &|source| name.is_some_and(|name| by_last(source, name)),
            // `Keys` and `Key` may be two.
            &is_own_name,
            &is_near,
            &|source| {
                name.is_none()
                    && !source.names.is_empty()
                    && source
                        .names
                        .iter()
                        .any(|own| mentioned.iter().any(|word| word == own))
            },
            &|source| {
                let mut words = source.words.iter();
                words.any(|word| pointed.contains(word))
            },
        ];
        for (number, test) in tests.into_iter().enumerate() {
            let fitting: Vec<usize> = (0..self.sources.len())
                .filter(|index| self.sources.get(*index).is_some_and(test))
                .collect();
            // What the page says itself counts before what another one says.
            let own = |index: &usize| {
                self.sources
                    .get(*index)
                    .is_some_and(|source| !source.foreign)
            };
            let fitting: Vec<usize> = if fitting.iter().any(own) {
                fitting.into_iter().filter(own).collect()
            } else {
                fitting
            };
            let near: Vec<usize> = fitting
                .iter()
                .copied()
                .filter(|index| {
                    let side = self
                        .sources
                        .get(*index)
                        .map(|source| source.side == Side::Response);
                    side == Some(self.side == Side::Response)
                })
                .collect();
            let found =
                match (fitting.as_slice(), near.as_slice()) {
                    ([], _) => continue,
                    ([one], _) | (_, [one]) => *one,
                    (several, _) => {
                        if let Some(found) = self.by_order(several, own_name, row) {
                            self.refer(found, name, own_name);
                            return Ok(Some(found));
                        }
                        let mut finding = Finding::new(
                            &lint::PAGE_CONTRADICTION,
                            self.place(&row.type_cell.at),
                            format!("several tables could describe the type of `{about}`"),
                        );
                        for source in several.iter().filter_map(|index| self.sources.get(*index)) {
                            finding = finding.related(self.place(&source.at), "one of them");
                        }
                        self.tell(finding.help(
                            "in the document it is an object with any members; add them there",
                        ));
                        return Err(());
                    }
                };
            if let (NEAR, Some(name)) = (number, name) {
                self.tell_near(found, name, row, about);
            }
            self.refer(found, name, own_name);
            return Ok(Some(found));
        }
        Ok(None)
    }

    /// Tells that a table was taken for a type that is called otherwise.
    fn tell_near(&mut self, found: usize, name: &str, row: &Row, about: &str) {
        let title = self
            .sources
            .get(found)
            .and_then(|source| source.names.first().or_else(|| source.words.first()));
        let title = title.cloned().unwrap_or_default();
        self.tell(
            Finding::new(
                &lint::PAGE_INFERRED_TABLE,
                self.place(&row.type_cell.at),
                format!("no table is titled `{name}`, the type of `{about}`; the table `{title}` was used"),
            )
            .help("check that it describes that type"),
        );
    }

    /// Remembers that a row refers to a table.
    pub(super) fn refer(&mut self, found: usize, name: Option<&str>, own_name: &str) {
        let side = self.side;
        let Some(source) = self.sources.get_mut(found) else {
            return;
        };
        let title = source.names.first().cloned();
        source.name.get_or_insert_with(|| {
            name.map(str::to_owned)
                .or(title)
                .unwrap_or_else(|| own_name.to_owned())
        });
        if source.used_by.is_none_or(|known| known == Side::Response) {
            source.used_by = Some(side);
        }
    }

    /// Of several tables for members of one name, the one that follows the row: if each of the members has one behind it.
    fn by_order(&mut self, several: &[usize], own_name: &str, row: &Row) -> Option<usize> {
        let begin = |index: &usize| self.sources.get(*index).map(|source| source.at.start);
        let mut tables: Vec<(usize, usize)> = several
            .iter()
            .filter_map(|index| Some((begin(index)?, *index)))
            .collect();
        tables.sort_unstable();
        let rows = self.namesakes.get(own_name)?;
        // A row, its table, the next row, its table.
        let in_turn = rows.len() == tables.len()
            && rows
                .iter()
                .zip(&tables)
                .all(|(row, (table, _))| row < table)
            && tables
                .iter()
                .zip(rows.iter().skip(1))
                .all(|((table, _), row)| table < row);
        let turn = rows.iter().position(|at| *at == row.at.start)?;
        let (at, found) = tables.get(turn).copied().filter(|_| in_turn)?;
        self.tell(
            Finding::new(
                &lint::PAGE_INFERRED_TABLE,
                self.offset(at),
                format!("several tables could describe `{own_name}`; by its place this one belongs to the member before it"),
            )
            .help("check that it describes that member"),
        );
        Some(found)
    }
}

/// Whether two names mean one type: `Vpcs` and `Vpc`, `streamInfo` and `StreamInfo`, `Policies` and `Policy`.
pub(super) fn same(a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        let name = name.to_ascii_lowercase().replace(['_', '-'], "");
        let singular = if let Some(stem) = name.strip_suffix("ies").filter(|stem| stem.len() > 2) {
            format!("{stem}y")
        } else {
            let stem = name.strip_suffix("es");
            let stem = stem.filter(|stem| stem.ends_with("ss") || stem.ends_with('x'));
            stem.map_or(name.clone(), str::to_owned)
        };
        match singular.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => singular,
        }
    };
    a == b || bare(a) == bare(b)
}

/// The path of a member without the part of the action that it lies in: `Result.Items` is `Items`.
fn without_side(path: &str) -> &str {
    ["Body.", "Request.", "Response.", "Result."]
        .iter()
        .find_map(|side| path.strip_prefix(side))
        .unwrap_or(path)
}
