//! What a file imports.
//!
//! Knows the names that emitted code can import and the groups they stand in.
//! Gives `use` items for the names that were noted, sorted and grouped; what comes from the runtime comes as a whole.
//! Must never know why a name is needed.

use std::cell::Cell;
use std::cmp::Ordering;

use super::Options;

macro_rules! names {
    ($($group:ident: $($name:ident $(= $text:literal)?)*;)*) => {
        /// A name that emitted code imports.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Name { $($($name,)*)* }

        /// Every name with its group and its text, in the order in which `rustfmt` sorts them.
        const NAMES: &[(Name, Group, &str)] = &[$($((Name::$name, Group::$group, names!(@text $name $($text)?)),)*)*];
    };
    (@text $name:ident) => { stringify!($name) };
    (@text $name:ident $text:literal) => { $text };
}

names! {
    Super: Api = "API" Client Missing = "missing" Types = "types";
    Runtime: Runtime = "*";
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Super,
    Runtime,
}

/// The names that one file needs.
#[derive(Debug, Default)]
pub(super) struct Imports(Cell<u64>);

impl Imports {
    /// Notes that the file uses some names.
    pub(super) fn note(&self, names: &[Name]) {
        let bits = names.iter().fold(0, |bits, name| bits | 1 << *name as u64);
        self.0.set(self.0.get() | bits);
    }

    /// The imports, group by group: what is further away stands first.
    pub(super) fn groups(&self, options: &Options) -> Vec<String> {
        let of = |groups: &[(Group, &str)]| -> String {
            groups
                .iter()
                .map(|(group, path)| self.group(*group, path))
                .collect()
        };
        let runtime = options.runtime_module("generated");
        let from_super = (Group::Super, "super");
        let from_runtime = (Group::Runtime, runtime.as_str());
        if options.is_runtime_local() {
            vec![of(&[from_super, from_runtime])]
        } else {
            vec![of(&[from_runtime]), of(&[from_super])]
        }
    }

    /// The module of the runtime is there for generated code and holds nothing else. To name thirty of its names in each of
    /// thousands of files would make the compiler look each of them up.
    fn group(&self, group: Group, path: &str) -> String {
        let noted = self.0.get();
        let names: Vec<_> = NAMES
            .iter()
            .filter(|(name, of, _)| *of == group && noted & (1 << *name as u64) != 0)
            .map(|(_, _, text)| *text)
            .collect();
        import(&format!("use {path}"), &names)
    }
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
pub(super) fn in_order(a: &str, b: &str) -> Ordering {
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

    fn text(imports: &Imports, options: &Options) -> Vec<String> {
        let groups = imports.groups(options).into_iter();
        groups.filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn names_are_sorted_and_grouped_whatever_the_order_of_use() {
        let imports = Imports::default();
        imports.note(&[Name::Client, Name::Runtime, Name::Api]);
        assert_eq!(
            text(&imports, &Options::in_crate()),
            ["use super::{API, Client};\nuse crate::runtime::generated::*;\n",]
        );
        assert_eq!(
            text(
                &imports,
                &Options::external("generated_client::runtime", None)
            ),
            [
                "use generated_client::runtime::generated::*;\n",
                "use super::{API, Client};\n",
            ]
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

    #[test]
    fn a_file_that_uses_nothing_imports_nothing() {
        assert_eq!(text(&Imports::default(), &Options::in_crate()), [""; 0]);
    }
}
