//! Names in the first column of a table that spaces move to the right: they lie in the members above.

use std::ops::Range;

/// What shows how deep a name lies, as an unbreakable space does in a copy.
pub(super) const MARK: &str = "\u{a0}";

/// How deep the names below the header lie; nothing where spaces do not show it.
pub(super) fn of_names(source: &str, rows: &[Vec<Vec<Range<usize>>>]) -> Vec<usize> {
    let names = rows.iter().skip(1).map(|row| {
        let mut parts = row.first()?.iter().map(|part| source.get(part.clone()));
        parts.find_map(|part| part.filter(|text| !text.trim().is_empty()))
    });
    let Some(names) = names.collect::<Option<Vec<&str>>>() else {
        return Vec::new();
    };
    let spaces = |name: &&str| name.len() - name.trim_start_matches(' ').len();
    let indents: Vec<usize> = names.iter().map(spaces).collect();
    depths(&indents)
        .filter(|_| !are_aligned(&names))
        .unwrap_or_default()
}

/// Depths behind indents: each returns to one that is open, and the first is the least.
fn depths(indents: &[usize]) -> Option<Vec<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut depths = Vec::new();
    for indent in indents {
        while open.last().is_some_and(|last| last > indent) {
            open.pop();
        }
        match open.last() {
            Some(last) if last == indent => {}
            Some(last) if depths.last() == Some(&(open.len() - 1)) && last < indent => {
                open.push(*indent);
            }
            None if depths.is_empty() => open.push(*indent),
            _ => return None,
        }
        depths.push(open.len() - 1);
    }
    depths.iter().any(|depth| *depth > 0).then_some(depths)
}

/// Whether the names end below each other, or have one middle: spaces align them then.
fn are_aligned(names: &[&str]) -> bool {
    let measures = |of: &dyn Fn(usize, usize) -> usize| {
        let ends = names.iter().map(|name| {
            let bare = name.trim_start_matches(' ');
            of(name.len() - bare.len(), bare.trim_end().len())
        });
        let (least, most) = ends.fold((usize::MAX, 0), |(least, most), end| {
            (least.min(end), most.max(end))
        });
        most - least.min(most)
    };
    measures(&|indent, width| indent + width) == 0
        || measures(&|indent, width| 2 * indent + width) <= 1
}

#[cfg(test)]
mod tests {
    use super::{are_aligned, depths};

    #[test]
    fn indents_show_how_names_nest() {
        assert_eq!(depths(&[1, 3, 3, 5, 3, 1]), Some(vec![0, 1, 1, 2, 1, 0]));
        assert_eq!(depths(&[0, 4, 8, 0]), Some(vec![0, 1, 2, 0]));
    }

    #[test]
    fn indents_that_do_not_nest_show_nothing() {
        for indents in [&[][..], &[2, 2, 2], &[2, 0], &[0, 4, 2], &[4, 0, 4]] {
            assert_eq!(depths(indents), None, "{indents:?}");
        }
    }

    #[test]
    fn names_that_spaces_align_do_not_nest() {
        assert!(are_aligned(&["Depth", "   Id"]));
        assert!(are_aligned(&["Harbour", "  Id", " Depth"]));
        assert!(!are_aligned(&["Depth", "  Id", "  Name"]));
    }
}
