//! Tables that have lost how their members are nested, as copies of a rendered page do: the examples show where each belongs.

use std::collections::{HashMap, HashSet};

use super::Reader;
use super::addresses::sent_by_address;
use super::free::is_free;
use super::lenient::shown_in;
use super::outline::{Outline, Side};
use super::parts::Parts;
use super::rows::Row;
use super::untold::shown_by;
use crate::dialect::{Required, Section, Spelling};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

/// What the examples of a page show of the request, and of the reply.
#[derive(Debug, Default)]
pub(super) struct Examples {
    requests: Vec<Node>,
    /// What addresses send.
    sent: Vec<Node>,
    /// Whole replies, each with where it stands.
    pub(super) replies: Vec<(usize, Node)>,
}

impl Examples {
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let mut examples = Self::default();
        let written = outline.written();
        let sent = written.filter_map(|written| sent_by_address(written.text));
        examples.sent.extend(sent);
        for placed in &outline.codes {
            // One that cannot be read is told elsewhere.
            let Some(value) = shown_in(&placed.code.text) else {
                continue;
            };
            let shows_reply = matches!(
                placed.section,
                Some(Section::ResponseExample | Section::Response)
            );
            if shows_reply || value.member("ResponseMetadata").is_some() {
                examples.replies.push((placed.code.at, value));
            } else if placed.section != Some(Section::ErrorExample) {
                let parts = Parts::of(&value, outline);
                examples.requests.push(parts.map_or(value, Parts::all));
            }
        }
        examples
    }

    /// Whether an example of a request has a member of that name.
    pub(super) fn request_has(&self, name: &str) -> bool {
        let mut requests = self.requests.iter();
        requests.any(|request| request.member(name).is_some())
    }
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
    /// Whether its rows can lie nowhere else: the examples show all other objects, without one that is required.
    alone: bool,
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
            alone: false,
        }
    }

    fn shows(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether the object has a row for every member that examples show of it, and none beside them.
    fn is_complete(&self) -> bool {
        !self.names.is_empty() && self.names == self.taken
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
    /// Whether it lies there because no other place fits what the page says of it.
    is_left: bool,
}

/// What a row can hold.
#[derive(Debug, Clone)]
struct Holder<'e> {
    name: &'e str,
    /// Whether it is an object of which nothing but rows can tell what it holds.
    holds: bool,
    /// Whether only an example can tell that rows lie in it: the page has tables for its structures.
    by_example: bool,
    example: Option<Node>,
    is_required: bool,
    description: &'e str,
}

impl Holder<'_> {
    /// Whether its description says for which value of another member it counts: `当 Type=1 时必填`.
    fn depends_on(&self, name: &str) -> bool {
        let words = self.description.match_indices(name);
        let mut behind = words.filter_map(|(at, _)| {
            let before = self.description.get(..at)?;
            let rest = self.description.get(at + name.len()..)?;
            let is_word = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
            is_word.then(|| rest.trim_start_matches(['`', ' ']))
        });
        behind.any(|rest| {
            rest.starts_with(['=', '＝', '为'])
                || rest.starts_with("取值为")
                || rest.starts_with("is ")
        })
    }
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
        let descriptions: Vec<String> = rows
            .iter()
            .map(|row| row.description.text.clone())
            .collect();
        let examples = std::mem::take(&mut self.examples);
        let results = || {
            let replies = examples.replies.iter();
            replies.filter_map(|(_, reply)| reply.member("Result"))
        };
        let root = match side {
            Side::Response => objects(results()),
            _ => objects(examples.sent.iter().chain(&examples.requests)),
        };
        let holders: Vec<Holder<'_>> = rows
            .iter()
            .zip(&written)
            .zip(&descriptions)
            .map(|((row, name), description)| Holder {
                name,
                holds: self.holds_members(row, !root.is_empty()),
                by_example: is_structure(row) && !self.sources.is_empty(),
                example: shown_by(row),
                is_required: row.required == Some(Required::Yes),
                description,
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
                Spot {
                    is_left: true,
                    parent,
                    ..
                } => Finding::new(
                    &lint::PAGE_LOST_NESTING,
                    self.place(&row.at),
                    format!("the table does not show that `{name}` belongs to `{parent}`; the examples and the conditions of the page leave it no other place"),
                )
                .help("check where it belongs"),
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

    /// Tells once for a table which rows may belong to the object before them.
    fn tell_uncertain(&mut self, rows: &[Row], spots: &[Spot<'_>]) {
        let uncertain: Vec<(&Row, &str, &str)> = rows
            .iter()
            .zip(spots)
            .filter_map(|(row, spot)| Some((row, spot.doubt?, spot.parent)))
            .collect();
        let Some((first, object, parent)) = uncertain.first().copied() else {
            return;
        };
        let of_one = uncertain
            .iter()
            .all(|(_, other, above)| *other == object && *above == parent);
        let names = uncertain.iter().map(|(row, other, _)| {
            let of = format!(" (of `{other}`)");
            format!("`{}`{}", row.written, if of_one { "" } else { &of })
        });
        let shown = names.collect::<Vec<_>>().join(", ");
        let message = match (of_one, uncertain.len()) {
            (_, 1) => format!(
                "it is not certain whether {shown} belongs to `{object}` or is a sibling of it"
            ),
            (true, _) => format!(
                "it is not certain whether these members belong to `{object}` or are siblings of it: {shown}"
            ),
            (false, _) => format!(
                "it is not certain whether these rows are members of the object before them or siblings of it: {shown}"
            ),
        };
        let place = match parent {
            _ if !of_one => {
                "no example decides it, so check where the document has them".to_owned()
            }
            "" => "no example decides it, so the document has them at the top".to_owned(),
            parent => format!("no example decides it, so the document has them in `{parent}`"),
        };
        let (place, rows) = match uncertain.len() {
            1 => (place.replace(" them ", " it "), "the row its"),
            _ => (place, "each row its"),
        };
        self.tell(
            Finding::new(&lint::PAGE_UNPLACED_MEMBER, self.place(&first.at), message).help(format!(
                "{place}; if that is wrong, give {rows} full name on the page, such as `{object}.{}`",
                first.written
            )),
        );
    }

    /// Whether a row is an object, or a list of objects, of which no other table says what it holds.
    fn holds_members(&self, row: &Row, shown: bool) -> bool {
        let name = match item(row) {
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

/// What a row is, or the lists that it is of.
fn item(row: &Row) -> Option<&Spelling> {
    let mut item = row.spelling.as_ref();
    while let Some(Spelling::List(Some(inner))) = item {
        item = Some(inner);
    }
    item
}

/// Whether the type of a row is a structure with a name.
fn is_structure(row: &Row) -> bool {
    matches!(item(row), Some(Spelling::Named(_)))
}

/// Where rows lie. Without `nested`, every row stands at the top.
fn spots<'e>(rows: &'e [Holder<'e>], root: &[&'e Node], nested: bool) -> Vec<Spot<'e>> {
    let mut levels = vec![Level::new("", root.to_vec())];
    let mut left: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *left.entry(row.name).or_default() += 1;
    }
    let mut spots = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
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
        // What no example shows stays with the row before it, if that is not the last of its object.
        let lit = levels.iter().rposition(|level| !level.is_dark());
        let near = if nested { lit.unwrap_or_default() } else { 0 };
        let ended = levels
            .get(near)
            .filter(|level| near > 0 && level.is_complete());
        let stay = near - usize::from(ended.is_some());
        let ended = ended.map(|level| level.name);
        let depends = |level: &Level<'_>| level.taken.iter().any(|name| row.depends_on(name));
        let said = levels
            .iter()
            .rposition(|level| fitting.is_empty() && row.holds && nested && depends(level));
        let within = certain.or(inside);
        if let Some(level) = certain.and_then(|depth| levels.get_mut(depth)) {
            level.holds = true;
        }
        let depth = within.or(said).or(fitting.last().copied()).unwrap_or(stay);
        let is_left = within.is_none() && said.is_some()
            || levels.get(depth).is_some_and(|level| level.alone) && inside.is_some();
        let parent = levels.get(depth).map_or("", |level| level.name);
        let doubt = match fitting.len() {
            _ if certain.is_some() || is_left => None,
            0 if dark.is_some() => dark,
            0 if depth == stay && said.is_none() && ended.is_some() => ended,
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
            is_left,
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
            if row.by_example && shown.is_empty() {
                continue;
            }
            let mut level = Level::new(row.name, shown);
            let lights = |name: &str| levels.iter().any(|level| level.shows(name));
            let mut behind = rows
                .iter()
                .skip(index + 1)
                .take_while(|row| !row.holds && !lights(row.name));
            level.alone = level.is_dark()
                && !root.is_empty()
                && !levels.iter().any(Level::is_dark)
                && behind.any(|row| row.is_required);
            level.holds = level.alone;
            levels.push(level);
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
