//! Identifiers.
//!
//! Knows how raw identifiers are written.
//! Gives the names derived from assigned ones.
//! Must never know what a name stands for.

/// A name without `r#`, as documentation and file names show it.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// A field name as a type name: `app_id` becomes `AppId`.
pub(super) fn upper_camel(field: &str) -> String {
    let mut camel = String::with_capacity(field.len());
    for word in plain(field).split('_') {
        let mut chars = word.chars();
        camel.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(chars.as_str());
    }
    // What a field name may be and a type name may not.
    if camel == "Self" || !camel.starts_with(char::is_alphabetic) {
        camel.insert_str(0, "Member");
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_identifiers_are_plain_in_prose() {
        assert_eq!(plain("r#type"), "type");
    }

    #[test]
    fn fields_become_type_names() {
        for (field, camel) in [
            ("app_id", "AppId"),
            ("r#type", "Type"),
            ("self_", "MemberSelf"),
            ("_1st", "Member1st"),
            ("ipv6_cidr_block", "Ipv6CidrBlock"),
            ("名称", "名称"),
        ] {
            assert_eq!(upper_camel(field), camel);
        }
    }
}
