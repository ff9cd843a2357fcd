//! What a file imports.
//!
//! Knows where a file finds the names that it does not define itself.
//! Gives the one `use` that brings them all, and any further ones, sorted.
//! Must never know why a name is needed.

use std::cmp::Ordering;

use super::Options;
use super::template::rust;

/// The import of a file within a version. It is the only one: each item of a `use` costs the compiler as much as a small
/// function, and a version has thousands of files.
pub(super) fn of_version() -> String {
    "use super::prelude::*;\n".to_owned()
}

/// The import of a file beside the versions.
pub(super) fn of_runtime(options: &Options) -> String {
    rust!(
        "use $runtime::*;\n",
        runtime = options.runtime_module("generated")
    )
}

/// The module that brings what the files of a version have in common: what the runtime has for them, and some names of the
/// version itself.
pub(super) fn prelude(options: &Options, names: &[&str]) -> String {
    let runtime = "pub(super) ".to_owned() + &of_runtime(options);
    let version = import("pub(super) use super", names);
    let imports = match options.is_runtime_local() {
        true => version + &runtime,
        false => runtime + "\n" + &version,
    };
    rust!(
        "
/// What every file of this version imports.
mod prelude {
    $imports
}
",
        imports,
    )
}

/// An import of some names from a path.
pub(super) fn import(path: &str, names: &[&str]) -> String {
    let mut names = names.to_vec();
    names.sort_by(|a, b| in_order(a, b));
    match names.as_slice() {
        [] => String::new(),
        [name] => format!("{path}::{name};\n"),
        names => format!("{path}::{{{}}};\n", names.join(", ")),
    }
}

/// The order in which `rustfmt` sorts imports: underscores before all else, and runs of digits by their numbers.
fn in_order(a: &str, b: &str) -> Ordering {
    fn chunks(name: &str) -> impl Iterator<Item = (u8, u128, &str)> {
        let mut rest = name.strip_prefix("r#").unwrap_or(name);
        std::iter::from_fn(move || {
            let kind = |byte: u8| match byte {
                b'_' => 0,
                b'0'..=b'9' => 1,
                _ => 2,
            };
            let first = kind(rest.bytes().next()?);
            let same = |byte: u8| first != 0 && kind(byte) == first;
            let end = rest.bytes().skip(1).position(|byte| !same(byte));
            let (chunk, others) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
            rest = others;
            Some((first, chunk.parse().unwrap_or_default(), chunk))
        })
    }
    chunks(a).cmp(chunks(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_version_stand_beside_those_of_the_runtime() {
        let inside = |options: &Options, names: &[&str]| {
            let text = prelude(options, names);
            let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
            lines.collect::<Vec<_>>().join("\n")
        };
        let external = Options::external("generated_client::runtime", None);
        assert_eq!(
            inside(&Options::in_crate(), &["Client", "API"]),
            "pub(super) use super::{API, Client};\npub(super) use crate::runtime::generated::*;"
        );
        assert_eq!(
            inside(&external, &["missing"]),
            "pub(super) use generated_client::runtime::generated::*;\npub(super) use super::missing;"
        );
        assert_eq!(
            inside(&external, &[]),
            "pub(super) use generated_client::runtime::generated::*;"
        );
    }

    #[test]
    fn numbers_in_names_are_compared_as_numbers() {
        let names = ["Tag10", "Tag2", "Tag_a", "Tag"];
        assert_eq!(
            import("use a", &names),
            "use a::{Tag, Tag_a, Tag2, Tag10};\n"
        );
    }
}
