//! Tables that have lost how their members are nested, as copies of a rendered page do: the examples show where each belongs.

use std::collections::{HashMap, HashSet};

use super::Reader;
use super::addresses::sent_by_address;
use super::free::is_free;
use super::lenient::{beginning, read};
use super::outline::{Outline, PlacedCode, Side};
use super::parts::Parts;
use super::rows::Row;
use super::untold::shown_by;
use crate::dialect::{Section, Spelling};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

/// What the examples of a page show of the request, and of `Result`.
#[derive(Debug, Default)]
pub(super) struct Examples {
    requests: Vec<Node>,
    results: Vec<Node>,
}

impl Examples {
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let mut examples = Self::default();
        let written = outline.written();
        let sent = written.filter_map(|written| sent_by_address(written.text));
        examples.requests.extend(sent);
        for placed in &outline.codes {
            let Some(value) = value_of(placed) else {
                continue;
            };
            if placed.section == Some(Section::ResponseExample)
                || value.member("ResponseMetadata").is_some()
            {
                examples.results.extend(value.member("Result").cloned());
            } else if placed.section != Some(Section::ErrorExample) {
                let parts = Parts::of(&value, outline);
                examples.requests.push(parts.map_or(value, Parts::all));
            }
        }
        examples
    }
}

/// An example, if it can be read. One that cannot is told elsewhere.
fn value_of(placed: &PlacedCode<'_>) -> Option<Node> {
    let text = placed.code.text.get(beginning(&placed.code.text)?..)?;
    read(text).ok().map(|read| read.value)
}

/// An object in which the next row may lie.
struct Level<'e> {
    name: &'e str,
    shown: Vec<&'e Node>,
    /// The names that examples show in it.
    names: HashSet<&'e str>,
    taken: HashSet<&'e str>,
    /// Whether a row is known to lie in it although no example shows it.
    holds: bool,
}

impl<'e> Level<'e> {
    fn new(name: &'e str, shown: Vec<&'e Node>) -> Self {
        let entries = shown.iter().filter_map(|node| match node {
            Node::Object(entries) => Some(entries),
            _ => None,
        });
        Self {
            name,
            names: entries.flatten().map(|entry| entry.key.as_str()).collect(),
            shown,
            taken: HashSet::new(),
            holds: false,
        }
    }

    fn shows(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether nothing shows what the object holds.
    fn is_dark(&self) -> bool {
        !self.name.is_empty() && self.shown.is_empty()
    }
}

/// Where a row lies.
#[derive(Debug, Clone, Default)]
struct Spot<'e> {
    depth: usize,
    parent: &'e str,
    /// The object to which it may belong instead of standing beside it.
    doubt: Option<&'e str>,
    /// Whether the outermost object does not show it.
    only_inside: bool,
    /// Whether it lies in an object because its name comes again.
    is_twice: bool,
}

/// What a row can hold.
#[derive(Debug, Clone)]
struct Holder<'e> {
    name: &'e str,
    /// Whether it is an object of which nothing but rows can tell what it holds.
    holds: bool,
    example: Option<Node>,
}

impl Reader<'_> {
    /// Gives the rows of a flat table the depths that the examples show, and tells which are uncertain.
    pub(super) fn nest_by_examples(&mut self, rows: &mut [Row], side: Side) {
        let mut depths = rows.iter().map(|row| row.depth);
        let depth = depths.next().unwrap_or_default();
        if depths.any(|other| other != depth) || rows.iter().any(|row| row.path.len() != 1) {
            return;
        }
        let written: Vec<String> = rows.iter().map(|row| row.written.clone()).collect();
        let examples = std::mem::take(&mut self.examples);
        let root = objects(match side {
            Side::Response => &examples.results,
            _ => &examples.requests,
        });
        let holders: Vec<Holder<'_>> = rows
            .iter()
            .zip(&written)
            .map(|(row, name)| Holder {
                name,
                holds: self.holds_members(row, !root.is_empty()),
                example: shown_by(row),
            })
            .collect();
        let mut spots = spots(&holders, &root, true);
        let is_nested =
            |spot: &Spot<'_>| spot.depth > 0 && spot.doubt.is_none() && spot.only_inside;
        if !spots.iter().any(is_nested) {
            spots = self::spots(&holders, &root, false);
        }
        self.tell_uncertain(rows, &spots);
        for (row, spot) in rows.iter_mut().zip(&spots) {
            row.depth += spot.depth;
            let name = &row.written;
            let finding = match spot {
                Spot { doubt: Some(_), .. } | Spot { depth: 0, .. } => continue,
                Spot {
                    is_twice: true,
                    parent,
                    ..
                } => Finding::new(
                    &lint::PAGE_LOST_NESTING,
                    self.place(&row.at),
                    format!("the table lists `{name}` twice without showing where either belongs; the first is treated as a member of `{parent}`"),
                )
                .help("check which of the two belongs to it"),
                Spot { parent, .. } => Finding::new(
                    &lint::PAGE_LOST_NESTING,
                    self.place(&row.at),
                    format!("the table does not show that `{name}` belongs to `{parent}`; only an example does"),
                )
                .help("the document follows the example; check it"),
            };
            self.tell(finding);
        }
        self.examples = examples;
    }

    /// Tells which rows may belong to the object before them, those of one doubt at once.
    fn tell_uncertain(&mut self, rows: &[Row], spots: &[Spot<'_>]) {
        let mut left = rows.iter().zip(spots).peekable();
        while let Some((row, spot)) = left.next() {
            let Some(object) = spot.doubt else {
                continue;
            };
            let mut names = vec![row.written.as_str()];
            let same = |(_, next): &(&Row, &Spot<'_>)| {
                next.doubt == spot.doubt && next.parent == spot.parent
            };
            while let Some((next, _)) = left.next_if(same) {
                names.push(&next.written);
            }
            let shown = names.join("`, `");
            let (message, them, rows) = match names.as_slice() {
                [_] => (
                    format!(
                        "it is not certain whether `{shown}` belongs to `{object}` or is a sibling of it"
                    ),
                    "it",
                    "the row its",
                ),
                _ => (
                    format!(
                        "it is not certain whether these members belong to `{object}` or are siblings of it: `{shown}`"
                    ),
                    "them",
                    "each row its",
                ),
            };
            let place = if spot.parent.is_empty() {
                "at the top".to_owned()
            } else {
                format!("in `{}`", spot.parent)
            };
            self.tell(
                Finding::new(&lint::PAGE_UNPLACED_MEMBER, self.place(&row.at), message).help(format!(
                    "no example decides it, so the document has {them} {place}; if that is wrong, give {rows} full name on the page, such as `{object}.{}`",
                    row.written
                )),
            );
        }
    }

    /// Whether a row is an object, or a list of objects, of which no other table says what it holds.
    fn holds_members(&self, row: &Row, shown: bool) -> bool {
        let mut item = row.spelling.as_ref();
        while let Some(Spelling::List(Some(inner))) = item {
            item = Some(inner);
        }
        let name = match item {
            Some(Spelling::Object) => &row.written,
            // The name of a structure says that its members stand elsewhere, unless an example shows otherwise.
            Some(Spelling::Named(name)) if shown => name,
            _ => return false,
        };
        let refers = !row.type_cell.links.is_empty() || !row.description.links.is_empty();
        let has_table = self.sources.iter().any(|source| {
            let mut words = source.names.iter().chain(&source.words);
            words.any(|word| word.ends_with(name.as_str()) || word.ends_with(&row.written))
        });
        // A `JSON Object` is meant to hold anything.
        let is_free = row.type_cell.text.to_ascii_lowercase().contains("json") || is_free(row);
        !refers && !has_table && !is_free
    }
}

/// Where rows lie. Without `nested`, every row stands at the top.
fn spots<'e>(rows: &'e [Holder<'e>], root: &[&'e Node], nested: bool) -> Vec<Spot<'e>> {
    let mut levels = vec![Level::new("", root.to_vec())];
    let mut left: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *left.entry(row.name).or_default() += 1;
    }
    let mut spots = Vec::with_capacity(rows.len());
    for row in rows {
        let fits = |level: &Level<'_>| level.shows(row.name) && !level.taken.contains(row.name);
        let fitting: Vec<usize> = (0..levels.len())
            .filter(|depth| nested || *depth == 0)
            .filter(|depth| levels.get(*depth).is_some_and(fits))
            .collect();
        let again = left.get_mut(row.name).map_or(0, |left| {
            *left -= 1;
            *left
        });
        let darkest = levels.iter().rposition(Level::is_dark);
        let dark = darkest.and_then(|depth| Some(levels.get(depth)?.name));
        // A name that comes again cannot stand beside itself: the object before the first has it.
        let known = levels.iter().any(|level| level.taken.contains(row.name));
        let twice = again > 0 && fitting.len() <= again && !known;
        let certain = darkest.filter(|_| twice);
        // An object that has one of the rows has those that follow, too, up to one that an example shows elsewhere.
        let inside = darkest.filter(|depth| {
            let holds = levels.get(*depth).is_some_and(|level| level.holds);
            fitting.is_empty() && !root.is_empty() && holds
        });
        // What no example shows stays with the row before it.
        let lit = levels.iter().rposition(|level| !level.is_dark());
        let stay = if nested { lit.unwrap_or_default() } else { 0 };
        let within = certain.or(inside);
        if let Some(level) = certain.and_then(|depth| levels.get_mut(depth)) {
            level.holds = true;
        }
        let depth = within.or(fitting.last().copied()).unwrap_or(stay);
        let parent = levels.get(depth).map_or("", |level| level.name);
        let doubt = match fitting.len() {
            _ if certain.is_some() => None,
            0 if dark.is_some() => dark,
            0 if depth > 0 => Some(parent),
            0 | 1 => None,
            several if again + 1 >= several => None,
            _ => Some(parent),
        };
        spots.push(Spot {
            depth,
            parent,
            doubt,
            only_inside: certain.is_some()
                || fitting.first().is_some_and(|outermost| *outermost > 0)
                || levels.first().is_some_and(|top| !top.shows(row.name)),
            is_twice: certain.is_some(),
        });
        // A doubtful row does not end the object of which nothing is known.
        if doubt.is_none() || dark.is_none() {
            levels.truncate(depth + 1);
        }
        let Some(level) = levels.get_mut(depth) else {
            continue;
        };
        level.taken.insert(row.name);
        if row.holds {
            let inside = level.shown.iter().filter_map(|node| node.member(row.name));
            let shown = objects(inside.chain(&row.example));
            levels.truncate(depth + 1);
            levels.push(Level::new(row.name, shown));
        }
    }
    spots
}

/// The objects that values are, or that lists of them hold.
fn objects<'e>(values: impl IntoIterator<Item = &'e Node>) -> Vec<&'e Node> {
    let mut found = Vec::new();
    let mut left: Vec<&Node> = values.into_iter().collect();
    while let Some(value) = left.pop() {
        match value {
            Node::Array(items) => left.extend(items),
            Node::Object(entries) if !entries.is_empty() => found.push(value),
            _ => {}
        }
    }
    found
}
