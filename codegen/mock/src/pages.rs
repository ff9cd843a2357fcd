//! Lists that come in pages.
//!
//! Knows how an action's pages follow each other. Gives three pages with the items of the example on each, so that
//! whoever follows them can be tried.
//! Must never remember a caller: the cursor says which page is asked for.

use serde_json::{Map, Value};

use codegen_model::{FieldName, Pagination, StructDef, Type};

/// How many pages a list has.
const PAGES: i64 = 3;
/// How a cursor begins that is a text.
const TEXT: &str = "page-";

/// Makes a reply the page that a request asks for.
pub(super) fn page(
    pagination: &Pagination,
    request: &StructDef,
    structure: &StructDef,
    members: &Value,
    result: &mut Map<String, Value>,
) {
    let items = wire(structure, &pagination.items)
        .and_then(|name| result.get(&name))
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let step = i64::try_from(items).unwrap_or(i64::MAX).max(1);
    let asked = wire(request, &pagination.cursor).and_then(|name| members.get(&name));
    let number = asked.map_or(0, |cursor| number_of(cursor, step));
    let is_last = items == 0 || number + 1 >= PAGES;
    if let Some(has_more) = pagination
        .has_more
        .as_ref()
        .and_then(|name| wire(structure, name))
    {
        result.insert(has_more, (!is_last).into());
    }
    let Some(next) = structure
        .members
        .iter()
        .find(|member| member.rust == pagination.next)
    else {
        return;
    };
    let is_text = matches!(next.value.ty, Type::String);
    if !is_last && is_text {
        result.insert(next.wire.clone(), format!("{TEXT}{}", number + 1).into());
    } else if !is_last {
        result.insert(next.wire.clone(), ((number + 1) * step).into());
    } else if pagination.has_more.is_none() {
        result.remove(&next.wire);
    }
}

/// The number of the page at which a cursor points, from 0; beyond the last for one that is not this server's.
fn number_of(cursor: &Value, step: i64) -> i64 {
    match cursor {
        Value::Number(number) => number.as_i64().map_or(PAGES, |number| number.max(0) / step),
        Value::String(text) if text.is_empty() || text == "0" => 0,
        Value::String(text) => match text.strip_prefix(TEXT) {
            Some(number) => number.parse().unwrap_or(PAGES),
            None => text
                .parse()
                .map_or(PAGES, |number: i64| number.max(0) / step),
        },
        _ => 0,
    }
}

fn wire(structure: &StructDef, field: &FieldName) -> Option<String> {
    let member = structure
        .members
        .iter()
        .find(|member| member.rust == *field)?;
    Some(member.wire.clone())
}
