//! Where members stand on a page, by the paths that they have in documents.

use super::facts::{Action, Member, Shape};

/// Deepest nesting that is followed: types of pages may contain themselves.
const DEEPEST: usize = 12;

/// Paths such as `request.Infos[].Role` with byte offsets; facts of the action itself such as `action x-qps-limit`.
pub(super) fn places(action: &Action) -> Vec<(String, usize)> {
    let notes = action.notes.iter().filter(|note| note.about.is_empty());
    let mut places: Vec<(String, usize)> = notes
        .map(|note| (format!("action {}", note.fact), note.at))
        .collect();
    for member in &action.query {
        places.push((format!("request.{}", member.name), member.at));
    }
    members("request", &action.body, action, 0, &mut places);
    members("result", &action.result, action, 0, &mut places);
    // What another page describes has no place on this one.
    places.retain(|(_, at)| super::read::is_own(*at));
    places
}

fn members(
    path: &str,
    members: &[Member],
    action: &Action,
    depth: usize,
    places: &mut Vec<(String, usize)>,
) {
    for member in members {
        let path = format!("{path}.{}", member.name.replace('.', "\\."));
        places.push((path.clone(), member.at));
        if depth < DEEPEST {
            inside(path, &member.shape, action, depth + 1, places);
        }
    }
}

fn inside(
    path: String,
    shape: &Shape,
    action: &Action,
    depth: usize,
    places: &mut Vec<(String, usize)>,
) {
    match shape {
        Shape::List(item) => inside(path + "[]", item, action, depth, places),
        Shape::Map(value) => inside(path + "{}", value, action, depth, places),
        Shape::Object(inner) => members(&path, inner, action, depth, places),
        Shape::Type(index) => {
            if let Some(table) = action.types.get(*index) {
                members(&path, &table.members, action, depth, places);
            }
        }
        Shape::Scalar(_) | Shape::AnyObject | Shape::Json | Shape::Untold(_) => {}
    }
}
