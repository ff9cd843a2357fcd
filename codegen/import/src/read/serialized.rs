//! Tables of what a member of the request holds as JSON in a text.

use super::cells::own_type;
use super::columns::Columns;
use super::names::parse_name;
use super::outline::PlacedTable;
use crate::dialect::Column;

/// For each of these tables the member that holds its members as JSON in a text, if one does.
pub(super) fn holders(
    outline: &[PlacedTable<'_>],
    types: &[(&PlacedTable<'_>, Columns)],
) -> Vec<Option<String>> {
    let texts: Vec<String> = outline.iter().flat_map(|placed| texts(placed)).collect();
    let mut holders: Vec<Option<String>> = types
        .iter()
        .map(|(placed, _)| {
            let heading = placed.words.iter().take(placed.in_heading);
            texts
                .iter()
                .find(|text| heading.clone().any(|word| alike(word, text)))
                .cloned()
        })
        .collect();
    // What such a table refers to lies in the text as well.
    for _ in 0..types.len() {
        let mut changed = false;
        for from in 0..types.len() {
            let (Some(holder), Some((placed, columns))) =
                (holders.get(from).cloned().flatten(), types.get(from))
            else {
                continue;
            };
            let named = named_types(placed, columns);
            for (to, (placed, _)) in types.iter().enumerate() {
                let mut heading = placed.words.iter().take(placed.in_heading);
                if let Some(open @ None) = holders.get_mut(to)
                    && heading.any(|word| named.contains(word))
                {
                    *open = Some(holder.clone());
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    holders
}

/// Members of a table that are texts of JSON.
fn texts(placed: &PlacedTable<'_>) -> Vec<String> {
    let columns = Columns::of(placed.table);
    let rows = placed.table.rows.iter().filter_map(|row| {
        let ty = columns.cell(Column::Type, row)?.text.to_lowercase();
        let said = columns.all(Column::Description, row).text.to_lowercase();
        let is_text = ty.contains("string") || ty.contains("字符串");
        let is_json = ty.contains("json")
            || said.contains("序列化")
            || said.contains("json字符串")
            || said.contains("json 字符串")
            || said.contains("json string")
            || said.contains("serialized");
        let (_, _, written) = parse_name(&columns.cell(Column::Name, row)?.text)?;
        (is_text && is_json).then_some(written)
    });
    rows.collect()
}

fn named_types(placed: &PlacedTable<'_>, columns: &Columns) -> Vec<String> {
    let rows = placed.table.rows.iter();
    let rows = rows.filter_map(|row| own_type(&columns.cell(Column::Type, row)?.text));
    rows.collect()
}

/// Whether a title is that of a member in another way to write names: `ReqJson`, `req_json`.
fn alike(word: &str, member: &str) -> bool {
    let squeezed = |text: &str| text.replace(['_', '-'], "").to_lowercase();
    squeezed(word) == squeezed(member)
}
