//! What a file imports.
//!
//! Knows the names that emitted code can import and the groups they stand in.
//! Gives `use` items for the names that were noted, sorted and grouped; what comes from the runtime comes as a whole.
//! Must never know why a name is needed.

use std::cell::Cell;

use super::Options;
use super::format::Piece;
use super::layout::Layout;

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
    Collections: BTreeMap;
    Hash: Hash Hasher;
    Marker: PhantomData;
    Super: Client SharedService = "SERVICE" Version = "VERSION" Types = "types";
    Runtime: Action BatchResponse Call Deserialize Deserializer Empty Encoding IsSet JsonNumber JsonValue MapAccess Member
        Members Method PageCursor Paginated PartialFailure PlainResponse Presign QueryStyle Record Serialize Serializer Service Set
        Unknown Validate Validator Collect = "collect" FillRecord = "fill_record" MayPass = "may_pass" ReadRecord = "read_record"
        MakeUnknown = "unknown" Untagged = "untagged";
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Collections,
    Hash,
    Marker,
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
    pub(super) fn groups(&self, options: &Options) -> Vec<Vec<Piece>> {
        let of = |groups: &[(Group, &str)]| {
            let lines = Layout::item(|text| {
                for (group, path) in groups {
                    self.group(text, *group, path);
                }
            });
            vec![Piece::from(lines)]
        };
        let runtime = options.runtime_module("generated");
        let from_std = [
            (Group::Collections, "std::collections"),
            (Group::Hash, "std::hash"),
            (Group::Marker, "std::marker"),
        ];
        let from_super = (Group::Super, "super");
        let from_runtime = (Group::Runtime, runtime.as_str());
        if options.is_runtime_local() {
            vec![of(&from_std), of(&[from_super, from_runtime])]
        } else {
            vec![of(&from_std), of(&[from_runtime]), of(&[from_super])]
        }
    }

    fn group(&self, text: &mut Layout, group: Group, path: &str) {
        let noted = self.0.get();
        let names: Vec<_> = NAMES
            .iter()
            .filter(|(name, of, _)| *of == group && noted & (1 << *name as u64) != 0)
            .map(|(_, _, text)| *text)
            .collect();
        if names.is_empty() {
            return;
        }
        // The module is there for generated code and holds nothing else. To name thirty of its names in each of thousands of
        // files would make the compiler look each of them up.
        if group == Group::Runtime {
            text.line(0, &["use ", path, "::*;"]);
        } else {
            text.import(0, &["use ", path], &names);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RESERVED_TYPE_NAMES;
    use crate::format::{Comments, items};

    fn text(imports: &Imports, options: &Options) -> Vec<String> {
        let comments = Comments::default();
        imports
            .groups(options)
            .into_iter()
            .map(|group| items(group, &comments))
            .filter(|text| !text.is_empty())
            .collect()
    }

    #[test]
    fn names_are_sorted_and_grouped_whatever_the_order_of_use() {
        let imports = Imports::default();
        imports.note(&[
            Name::ReadRecord,
            Name::Version,
            Name::Call,
            Name::BTreeMap,
            Name::Client,
            Name::Action,
        ]);
        assert_eq!(
            text(&imports, &Options::in_crate()),
            [
                "use std::collections::BTreeMap;\n",
                "use super::{Client, VERSION};\nuse crate::runtime::generated::*;\n",
            ]
        );
        assert_eq!(
            text(
                &imports,
                &Options::external("generated_client::runtime", None)
            ),
            [
                "use std::collections::BTreeMap;\n",
                "use generated_client::runtime::generated::*;\n",
                "use super::{Client, VERSION};\n",
            ]
        );
    }

    #[test]
    fn every_imported_type_is_reserved() {
        let types = NAMES
            .iter()
            .map(|(_, _, text)| *text)
            .filter(|text| text.starts_with(char::is_uppercase));
        let free: Vec<_> = types
            .filter(|text| !RESERVED_TYPE_NAMES.contains(text))
            .collect();
        assert_eq!(free, [""; 0]);
    }

    #[test]
    fn a_file_that_uses_nothing_imports_nothing() {
        assert_eq!(text(&Imports::default(), &Options::in_crate()), [""; 0]);
    }
}
