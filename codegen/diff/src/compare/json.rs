//! Whether values of JSON mean the same.

use codegen_model::Json;

/// Whether two values mean the same: 1 is 1.0, and members have no order.
pub(super) fn is_same(old: &Json, new: &Json) -> bool {
    old.is_same(new)
}

/// The same of values that may be missing.
pub(super) fn are_same(old: Option<&Json>, new: Option<&Json>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => is_same(old, new),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(members: &[(&str, i128)]) -> Json {
        let members = members.iter();
        Json::Object(
            members
                .map(|(name, value)| ((*name).to_owned(), Json::Int(*value)))
                .collect(),
        )
    }

    #[test]
    fn members_have_no_order_and_whole_numbers_no_notation() {
        assert!(is_same(
            &object(&[("a", 1), ("b", 2)]),
            &object(&[("b", 2), ("a", 1)])
        ));
        assert!(!is_same(&object(&[("a", 1)]), &object(&[("a", 2)])));
        assert!(!is_same(&object(&[("a", 1)]), &object(&[("b", 1)])));
        assert!(is_same(&Json::Int(3), &Json::Float(3.0)));
        assert!(!is_same(&Json::Int(3), &Json::Float(3.5)));
        let list =
            |items: &[i128]| Json::Array(items.iter().map(|item| Json::Int(*item)).collect());
        assert!(!is_same(&list(&[1, 2]), &list(&[2, 1])));
    }
}
