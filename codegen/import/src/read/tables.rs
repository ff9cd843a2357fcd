//! Which table of a page is what: members of the request, of the reply, of a type, allowed values, or errors.

use std::collections::HashMap;

use super::Reader;
use super::columns::{Columns, is_plain_type};
use super::common::{chooses_action, is_public, unwrap_body};
use super::kinds::{Kind, kind, namesakes, source_of, targets, wanted};
use super::marks::Silence;
use super::members::{Draft, Found};
use super::names::parse_name;
use super::outline::{Outline, PlacedTable, Side};
use super::result::{drop_envelope, is_whole_result, lists_envelope, names_case};
use super::rows::{Direction, Row};
use super::serialized::holders;
use super::unread::denies_reply;
use super::value_tables::value_table;
use crate::dialect::{Column, Section, Spelling, section};
use crate::facts::{Action, Member, TypeTable};
use crate::page::{Rich, Table};
use codegen_documents::diagnostics::{Finding, lint};

impl<'a> Reader<'a> {
    /// Reads every table about members. `None` when the page has none although it is about data; that it has tables whose
    /// cells `are_joined` was told before.
    pub(super) fn members_of_page(
        &mut self,
        outline: &Outline<'a>,
        action: &Action,
        are_joined: bool,
    ) -> Option<Found> {
        self.tell_stray_rows(outline);
        self.silence = Silence::of(outline);
        let mut wanted = wanted(outline);
        let tops = self.own_envelope();
        wanted.extend(tops.iter().cloned());
        let targets = targets(outline);
        let denied = denies_reply(outline);
        let mut roots: Vec<(&PlacedTable<'a>, Columns)> = Vec::new();
        let mut types: Vec<(&PlacedTable<'a>, Columns)> = Vec::new();
        for placed in &outline.tables {
            let columns = Columns::of(placed.table);
            let kind = match kind(placed, &columns, (&wanted, &tops), &targets, action, &roots) {
                // Of another page only the types count that this one names.
                Kind::Root | Kind::Values | Kind::Unknown if placed.foreign => Kind::Ignored,
                kind => kind,
            };
            match kind {
                // Where the reply has no members, a table with a title of its own is about something else.
                Kind::Root if placed.side == Side::Response && denied && is_titled(placed) => {
                    self.unknown_table(placed.table, false);
                }
                Kind::Root => roots.push((placed, columns)),
                Kind::Type => types.push((placed, columns)),
                Kind::Values => {
                    let mut values = value_table(placed, &columns);
                    values.aside |= is_reference(placed, &columns, &roots);
                    self.value_tables.push(values);
                }
                Kind::Ignored if placed.side == Side::Headers && !placed.foreign => {
                    self.tell_headers(placed.table, &columns);
                }
                Kind::Ignored => {}
                Kind::Unknown => {
                    // What has marks lists members of a request, wherever it stands.
                    let aside = placed.side == Side::Nowhere
                        && !(columns.has(Column::Type) && columns.has(Column::Required));
                    let is_reference = is_reference(placed, &columns, &roots);
                    self.unknown_table(placed.table, aside || is_reference);
                }
            }
        }
        self.sources = types
            .iter()
            .map(|(placed, _)| source_of(placed, action))
            .collect();
        self.namesakes = namesakes(outline, &self.sources);
        let mut found = Found::default();
        let mut seen: Vec<(Side, bool)> = Vec::new();
        for (index, (placed, columns)) in roots.iter().enumerate() {
            let mut more = roots.iter().skip(index + 1);
            let last = more.all(|(other, _)| other.side != placed.side);
            self.root((placed, last), columns, &mut found, &mut seen, action);
        }
        if roots.is_empty() && are_joined {
            return None;
        }
        if roots.is_empty() && !says_nothing_is_needed(outline) {
            let at = outline
                .title
                .or(outline.headings.first().copied())
                .map(|title| title.at.clone());
            self.tell(
                Finding::new(
                    &lint::PAGE_NO_PARAMETERS,
                    self.place(&at.unwrap_or_default()),
                    "no table of parameters was recognized on the page",
                )
                .help("a page needs a table with columns for names and types under a heading such as `请求参数`, or a section that says `无`"),
            );
            return None;
        }
        if roots
            .iter()
            .all(|(placed, _)| placed.side != Side::Response)
        {
            self.top_of_reply(&mut found);
        } else if self.examples.replies.is_empty() && found.beside.is_empty() {
            self.data_alone(outline, &mut found);
        }
        found.types = self.types(outline, &types);
        if found.whole_body
            && let [member] = found.body.as_slice()
            && let Some(members) = member.shape.members(&found.types)
        {
            found.body = members.to_vec();
        }
        let unused: Vec<(&Table, bool)> = self
            .value_tables
            .iter()
            .filter(|values| !values.used)
            .map(|values| (values.table, values.aside))
            .collect();
        for (table, aside) in unused {
            self.unknown_table(table, aside);
        }
        self.tell_unmarked();
        Some(found)
    }

    fn unknown_table(&mut self, table: &Table, aside: bool) {
        let (blank, titled): (Vec<&Rich>, Vec<&Rich>) =
            table.header.iter().partition(|cell| cell.is_blank());
        let titles: Vec<&str> = titled.iter().map(|cell| cell.text.trim()).collect();
        let columns = match (titles.as_slice(), blank.len()) {
            ([], _) => "without titles of columns".to_owned(),
            (titles, 0) => format!("with the columns `{}`", titles.join("`, `")),
            (titles, _) => format!(
                "with the columns `{}`, and others without a title,",
                titles.join("`, `")
            ),
        };
        let message = format!("the table {columns} was not understood{}", lost(table));
        let finding = if aside {
            Finding::new(&lint::PAGE_TABLE_ASIDE, self.place(&table.at), message)
                .help("it is not in a section about parameters; if it describes members, add them to the document by hand")
        } else {
            Finding::new(&lint::PAGE_UNKNOWN_TABLE, self.place(&table.at), message)
                .help("the document has nothing from it; add its content by hand")
        };
        self.tell(finding);
    }

    /// Reads a table of members that no other member leads to. Whether it is the `last` of its side comes with it.
    fn root(
        &mut self,
        (placed, last): (&PlacedTable<'a>, bool),
        columns: &Columns,
        found: &mut Found,
        seen: &mut Vec<(Side, bool)>,
        action: &Action,
    ) {
        self.side = placed.side;
        let mut rows = self.rows(placed.table, columns);
        if placed.side == Side::Response {
            self.lists_envelope |= lists_envelope(&rows);
            drop_envelope(&mut rows);
            if is_whole_result(&rows) {
                let follows = !last
                    && matches!(rows.as_slice(), [row] if row.spelling == Some(Spelling::Object));
                if follows {
                    // The table that follows has the members of this object.
                    return;
                }
                if seen.iter().all(|(side, _)| *side != Side::Response) {
                    seen.push((placed.side, placed.caption.is_some()));
                    self.whole_result(rows, found);
                    return;
                }
            } else {
                self.unwrap_result(&mut rows);
            }
        } else {
            // What lies in an object is a member of it, whatever its name.
            let top = rows.iter().map(|row| row.depth).min().unwrap_or_default();
            let named = |name: &str| {
                rows.iter()
                    .any(|row| row.depth == top && row.written == name)
            };
            // Beside each other they choose the action, whatever is left of their values.
            let both = named("Action") && named("Version");
            // In a body they may be two members, with values of their own.
            let own = both
                && placed.side == Side::Body
                && !rows.iter().any(|row| is_public(row, placed.side, action));
            let both = both && !own;
            let mut chosen: Vec<String> = Vec::new();
            rows.retain(|row| {
                let chooses = both && chooses_action(&row.written);
                if row.depth > top || !chooses && !is_public(row, placed.side, action) {
                    return true;
                }
                // A member with a value of its own may have the name of one that stands above it.
                let again = chosen.contains(&row.written);
                chosen.push(row.written.clone());
                again && !is_public(row, Side::Nowhere, action)
            });
            if !own {
                self.drop_common(&mut rows);
            }
            let in_headers = |row: &Row| {
                row.location
                    .as_deref()
                    .is_some_and(|at| at.contains("header") || at.contains("头"))
            };
            let (in_headers, others) = rows.into_iter().partition(in_headers);
            rows = others;
            self.tell_places(&in_headers, &rows);
            found.whole_body |= unwrap_body(&mut rows);
        }
        if rows.is_empty() {
            return;
        }
        let again = seen.iter().any(|(side, _)| *side == placed.side);
        let captioned = seen
            .iter()
            .all(|(side, captioned)| *side != placed.side || *captioned);
        let for_a_case = placed.side == Side::Response
            && captioned
            && placed
                .caption
                .is_some_and(|caption| names_case(&caption.text));
        seen.push((placed.side, placed.caption.is_some()));
        if placed.astray || again && !for_a_case {
            self.tell(
                Finding::new(
                    &lint::PAGE_UNPLACED_TABLE,
                    self.place(&placed.table.at),
                    format!(
                        "it is not clear whose members this table describes: neither a heading nor text before it names a type in use{}",
                        lost(placed.table)
                    ),
                )
                .help("the document has nothing from it; add its members by hand"),
            );
            return;
        }
        match placed.side {
            Side::Response => {
                self.nest_by_examples(&mut rows, placed.side);
                let drafts = self.tree(rows);
                let members = self.members(drafts, Direction::Received, "");
                if again {
                    self.alternative(placed, &mut found.result, members);
                } else {
                    found.result = members;
                }
            }
            _ => {
                let in_query = |row: &Row| match &row.location {
                    Some(at) => at.contains("query") || at.contains("url"),
                    None => placed.side == Side::Query || action.get,
                };
                // What lies in a member travels with it.
                let top = rows.iter().map(|row| row.depth).min().unwrap_or_default();
                let mut outer = false;
                let (mut query, mut body): (Vec<Row>, Vec<Row>) =
                    rows.into_iter().partition(|row| {
                        if row.depth == top {
                            outer = in_query(row);
                        }
                        outer
                    });
                self.nest_by_examples(&mut query, placed.side);
                self.nest_by_examples(&mut body, placed.side);
                let drafts = self.tree(body);
                let members = self.members(drafts, Direction::Sent, "");
                self.add(&mut found.body, members);
                let members = self.flat(query);
                self.add(&mut found.query, members);
            }
        }
    }

    /// Adds members to those of other tables; the first of a name counts.
    fn add(&mut self, members: &mut Vec<Member>, more: Vec<Member>) {
        let mut places: HashMap<String, usize> = members
            .iter()
            .map(|member| (member.name.clone(), member.at))
            .collect();
        for member in more {
            let Some(first) = places.get(&member.name).copied() else {
                places.insert(member.name.clone(), member.at);
                members.push(member);
                continue;
            };
            let finding = Finding::new(
                &lint::PAGE_CONTRADICTION,
                self.offset(member.at),
                format!("the page describes `{}` twice", member.name),
            )
            .related(self.offset(first), "first here; this one is used");
            self.tell(finding.help("keep the correct description"));
        }
    }

    fn types(
        &mut self,
        outline: &Outline<'a>,
        types: &[(&PlacedTable<'a>, Columns)],
    ) -> Vec<TypeTable> {
        let mut read: Vec<Option<TypeTable>> = types.iter().map(|_| None).collect();
        // Only what something leads to is read; reading leads to more.
        loop {
            let named = |index: &usize| {
                let is_open = read.get(*index).is_some_and(Option::is_none);
                let source = self.sources.get(*index).filter(|_| is_open)?;
                source.name.as_ref().and(source.used_by)
            };
            // What a request leads to comes first: a structure of both sides may be sent.
            let open: Vec<usize> = (0..types.len())
                .filter(|index| named(index).is_some())
                .collect();
            let sent = open
                .iter()
                .find(|index| named(index) != Some(Side::Response));
            let next = sent.or(open.first()).copied();
            let Some((index, (placed, columns))) =
                next.and_then(|index| Some((index, types.get(index)?)))
            else {
                break;
            };
            // A structure is a part of what refers to it, wherever it stands.
            let used_by = self.sources.get(index).and_then(|source| source.used_by);
            self.side = used_by.unwrap_or(placed.side);
            let direction = match self.side {
                Side::Response => Direction::Received,
                Side::Nowhere if !columns.has(Column::Required) => Direction::Received,
                Side::Nowhere => Direction::Unknown,
                _ => Direction::Sent,
            };
            let rows = self.rows(placed.table, columns);
            let name = self
                .sources
                .get(index)
                .and_then(|source| source.name.clone())
                .unwrap_or_default();
            let drafts = inside(self.tree(rows), &name);
            let members = self.members(drafts, direction, &name);
            if let Some(slot) = read.get_mut(index) {
                *slot = Some(TypeTable { name, members });
            }
        }
        let holders = holders(&outline.tables, types);
        for ((table, (placed, _)), holder) in read.iter().zip(types).zip(holders) {
            if let (None, Some(holder)) = (table, &holder) {
                let finding = Finding::new(
                    &lint::PAGE_TABLE_ASIDE,
                    self.place(&placed.table.at),
                    format!("the table describes the JSON that the string `{holder}` holds"),
                );
                self.tell(
                    finding.help("the document has the string alone, and nothing from this table"),
                );
            } else if table.is_none() && !placed.foreign {
                let finding = Finding::new(
                    &lint::PAGE_UNPLACED_TABLE,
                    self.place(&placed.table.at),
                    format!(
                        "no member has the type that this table describes, `{}`{}",
                        placed.words.first().cloned().unwrap_or_default(),
                        lost(placed.table)
                    ),
                );
                self.tell(finding.help(
                    "the document has nothing from it; add its members by hand where they belong",
                ));
            }
        }
        read.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn tell_unmarked(&mut self) {
        let unmarked = std::mem::take(&mut self.unmarked);
        let names: Vec<String> = unmarked
            .iter()
            .map(|(_, name)| format!("`{name}`"))
            .collect();
        if let Some((at, _)) = unmarked.first() {
            self.tell(
                Finding::new(
                    &lint::PAGE_UNKNOWN_REQUIRED,
                    self.place(at),
                    format!(
                        "the page does not say whether {} must be given",
                        names.join(", ")
                    ),
                )
                .help("they are optional in the document; change that for the required ones"),
            );
        }
    }
}

/// Whether a table has a title that is not that of its section.
fn is_titled(placed: &PlacedTable<'_>) -> bool {
    const LONGEST: usize = 24;
    let is_title = |text: &str| {
        let text = text.trim();
        !text.is_empty()
            && text.chars().count() <= LONGEST
            && !text.ends_with(['。', '.'])
            && !section(text).is_some_and(Section::is_about_data)
    };
    placed.own_title.is_some() || placed.caption.is_some_and(|text| is_title(&text.text))
}

/// What the document lacks of a table that was left out: the names in it.
fn lost(table: &Table) -> String {
    let columns = Columns::of(table);
    let cells = table.rows.iter().flat_map(|row| {
        let rows = columns.apart(row).unwrap_or_else(|| vec![row.clone()]);
        let name = |row: Vec<Rich>| Some(columns.cell(Column::Name, &row)?.text.clone());
        rows.into_iter().filter_map(name).collect::<Vec<_>>()
    });
    let names: Vec<String> = cells
        .filter_map(|cell| parse_name(&cell))
        .map(|(_, _, written)| format!("`{written}`"))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("; the document lacks {}", names.join(", "))
    }
}

/// Whether a table behind the members of its section is about values, models or sizes: its columns cannot be those of members.
fn is_reference(
    placed: &PlacedTable<'_>,
    columns: &Columns,
    roots: &[(&PlacedTable<'_>, Columns)],
) -> bool {
    let is_behind = roots.iter().any(|(root, _)| root.side == placed.side);
    is_behind && !columns.has(Column::Name) && !may_list_members(placed.table)
}

/// Whether most cells of one column are types, and another holds a name.
fn may_list_members(table: &Table) -> bool {
    let cells = |index: usize| {
        let rows = std::iter::once(&table.header).chain(&table.rows);
        let cells = rows.filter_map(move |row| row.get(index));
        cells.map(|cell| cell.text.trim())
    };
    let are_types = |index: &usize| {
        let types = cells(*index).filter(|text| is_plain_type(text)).count();
        types * 2 >= cells(*index).count()
    };
    let mut columns = 0..table.header.len();
    columns.find(are_types).is_some_and(|types| {
        let mut others = (0..table.header.len()).filter(|index| *index != types);
        others.any(|index| cells(index).any(|text| parse_name(text).is_some()))
    })
}

/// Whether the sections about data say that there is none.
fn says_nothing_is_needed(outline: &Outline<'_>) -> bool {
    outline.texts.iter().any(|(section, text)| {
        let plain = text
            .text
            .trim()
            .trim_end_matches(['。', '.'])
            .to_lowercase();
        section.is_some_and(Section::is_about_data)
            && [
                "无",
                "无。",
                "无请求参数",
                "无参数",
                "none",
                "no parameters",
                "本接口无请求参数",
                "该接口无请求参数",
            ]
            .contains(&plain.as_str())
    })
}

/// The members of a structure whose table begins with the structure itself, as a row in which all others lie.
fn inside(mut drafts: Vec<Draft>, name: &str) -> Vec<Draft> {
    match drafts.as_mut_slice() {
        [one] if one.name == name && !one.children.is_empty() => std::mem::take(&mut one.children),
        _ => drafts,
    }
}
