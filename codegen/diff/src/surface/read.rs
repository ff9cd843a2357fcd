//! Files of Rust to their public items.

use std::collections::{BTreeMap, HashMap};

use syn::{Attribute, Fields, ImplItem, Macro, Meta, TraitItem, Type, UseTree, Visibility};

use super::syntax::{flatten, generics, has, is_hidden, is_public, plain, shortened, signature};
use super::{Source, SyntaxError};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A module.
    Module,
    /// A structure.
    Struct,
    /// An enum.
    Enum,
    /// A trait.
    Trait,
    /// A function, or a method of a type.
    Function,
    /// A method of a trait that has a body.
    Provided,
    /// A method of a trait that must be written.
    Required,
    /// A field.
    Field,
    /// A variant.
    Variant,
    /// A constant or a static.
    Constant,
    /// Another name for a type.
    Alias,
    /// A trait that a type implements.
    Implementation,
    /// A type that an implementation names.
    Associated,
}

/// Something that code can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What code calls it: `rtc::v2020_12_01::add_friend::AddFriendRequest::app_id`. An implementation is the type, then the trait in
    /// brackets.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its type or signature, without names that do not matter to those who use it.
    pub signature: String,
    /// Whether the compiler warns of its use.
    pub is_deprecated: bool,
    /// Whether it may grow.
    pub is_open: bool,
}

/// The items of one scope, and names that it takes in from others.
#[derive(Debug, Default)]
struct Found {
    items: BTreeMap<String, Item>,
    taken_in: Vec<(String, String)>,
    /// Modules that nobody outside can name.
    private: Vec<String>,
}

pub(super) fn items(sources: &[Source]) -> Result<Vec<Item>, SyntaxError> {
    let mut found = Found::default();
    for (path, text) in sources.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text).map_err(|error| {
            let place = error.span().start();
            SyntaxError {
                path: path.clone(),
                message: format!("{}:{}: {error}", place.line, place.column + 1),
            }
        })?;
        Module::of(&module(path), &file.items).read(&file.items, &mut found);
    }
    take_in(&mut found);
    let private: Vec<String> = found
        .private
        .iter()
        .map(|path| format!("{path}::"))
        .collect();
    let items = found.items.into_values();
    let is_public = |item: &Item| !private.iter().any(|inside| item.path.starts_with(inside));
    Ok(items.filter(is_public).collect())
}

/// The module of a file.
fn module(path: &str) -> String {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let mut steps: Vec<String> = stem.split('/').map(raw).collect();
    if matches!(
        steps.last().map(String::as_str),
        Some("r#mod" | "mod" | "lib" | "services")
    ) {
        steps.pop();
    }
    steps.join("::")
}

/// A file's name as the name of its module.
fn raw(step: &str) -> String {
    match syn::parse_str::<syn::Ident>(step) {
        Ok(_) => step.to_owned(),
        Err(_) => format!("r#{step}"),
    }
}

/// Gives what is taken in from another module the paths that it has there.
fn take_in(found: &mut Found) {
    for (name, target) in std::mem::take(&mut found.taken_in) {
        let inside = format!("{target}::");
        let copies: Vec<Item> = found
            .items
            .values()
            .filter_map(|item| {
                let rest = item.path.strip_prefix(&target)?;
                let is_whole =
                    rest.is_empty() || item.path.starts_with(&inside) || rest.starts_with('<');
                is_whole.then(|| Item {
                    path: format!("{name}{rest}"),
                    ..item.clone()
                })
            })
            .collect();
        for item in copies {
            found.items.entry(item.path.clone()).or_insert(item);
        }
    }
}

/// The trait by which a type checks its own members. Which types have it follows from the limits in the documents, whose
/// changes have rules of their own.
const CHECKED: &str = "Validate";

/// A module, with what its names stand for.
struct Module {
    module: String,
    names: HashMap<String, String>,
}

impl Module {
    fn of(module: &str, items: &[syn::Item]) -> Self {
        let mut names = Self {
            module: module.to_owned(),
            names: HashMap::new(),
        };
        for item in items {
            match item {
                syn::Item::Use(used) => {
                    for (name, target) in names.targets(&used.tree) {
                        names.names.insert(name, target);
                    }
                }
                syn::Item::Struct(item) => names.own(&item.ident),
                syn::Item::Enum(item) => names.own(&item.ident),
                syn::Item::Trait(item) => names.own(&item.ident),
                _ => {}
            }
        }
        names
    }

    fn own(&mut self, name: &syn::Ident) {
        self.names.insert(name.to_string(), self.path(name));
    }

    fn path(&self, name: impl std::fmt::Display) -> String {
        match self.module.as_str() {
            "" => name.to_string(),
            module => format!("{module}::{name}"),
        }
    }

    /// Names that a `use` takes in, and what they stand for.
    fn targets(&self, tree: &UseTree) -> Vec<(String, String)> {
        let mut found = Vec::new();
        flatten(tree, &mut Vec::new(), &mut found);
        let resolved = found.into_iter().filter_map(|(name, steps)| {
            let mut base: Vec<&str> = self
                .module
                .split("::")
                .filter(|step| !step.is_empty())
                .collect();
            let mut rest = steps.iter().map(String::as_str).peekable();
            match *rest.peek()? {
                "crate" => {
                    base.clear();
                    rest.next();
                }
                "self" => {
                    rest.next();
                }
                "super" => {
                    while rest.peek() == Some(&"super") {
                        base.pop();
                        rest.next();
                    }
                }
                _ => return None,
            }
            base.extend(rest);
            Some((name, base.join("::")))
        });
        resolved.collect()
    }

    /// What a table implements for its type: that of a structure's members, and that of an enum's values.
    fn table(&self, table: &Macro, found: &mut Found) {
        let tokens = table.tokens.to_string();
        let mut words = tokens.split_whitespace();
        let (name, implemented): (_, &[&str]) = match table.path.is_ident("record") {
            true => (words.nth(1), &["Clone", "Debug", "PartialEq"]),
            false => (
                words.next(),
                &["Choice", "Clone", "Copy", "Debug", "PartialEq", "Eq"],
            ),
        };
        let Some(name) = name else {
            return;
        };
        let path = self.path(name.trim_end_matches(':'));
        for implemented in implemented {
            let path = format!("{path}<{implemented}>");
            found.add(&path, Kind::Implementation, String::new(), &[]);
        }
    }

    fn read(&self, items: &[syn::Item], found: &mut Found) {
        for item in items {
            self.item(item, found);
        }
    }

    fn item(&self, item: &syn::Item, found: &mut Found) {
        match item {
            syn::Item::Mod(module) if is_public(&module.vis) && !is_hidden(&module.attrs) => {
                let path = self.path(&module.ident);
                found.add(&path, Kind::Module, String::new(), &module.attrs);
                if let Some((_, items)) = &module.content {
                    Self::of(&path, items).read(items, found);
                }
            }
            syn::Item::Mod(module) if matches!(module.vis, Visibility::Inherited) => {
                found.private.push(self.path(&module.ident));
            }
            syn::Item::Macro(item)
                if item.mac.path.is_ident("record") || item.mac.path.is_ident("values") =>
            {
                self.table(&item.mac, found);
            }
            syn::Item::Struct(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.ident);
                found.add(&path, Kind::Struct, generics(&item.generics), &item.attrs);
                derived(&path, &item.attrs, found);
                fields(&path, &item.fields, found);
            }
            syn::Item::Enum(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.ident);
                found.add(&path, Kind::Enum, generics(&item.generics), &item.attrs);
                derived(&path, &item.attrs, found);
                for variant in &item.variants {
                    let types = variant.fields.iter().map(|field| plain(&field.ty));
                    let signature = types.collect::<Vec<_>>().join(", ");
                    let path = format!("{path}::{}", variant.ident);
                    found.add(&path, Kind::Variant, signature, &variant.attrs);
                }
            }
            syn::Item::Trait(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.ident);
                found.add(&path, Kind::Trait, generics(&item.generics), &item.attrs);
                for inner in &item.items {
                    if let TraitItem::Fn(method) = inner {
                        let kind = match method.default {
                            Some(_) => Kind::Provided,
                            None => Kind::Required,
                        };
                        let path = format!("{path}::{}", method.sig.ident);
                        found.add(&path, kind, signature(&method.sig), &method.attrs);
                    }
                }
            }
            syn::Item::Fn(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.sig.ident);
                found.add(&path, Kind::Function, signature(&item.sig), &item.attrs);
            }
            syn::Item::Const(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.ident);
                found.add(&path, Kind::Constant, plain(&item.ty), &item.attrs);
            }
            syn::Item::Static(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.ident);
                found.add(&path, Kind::Constant, plain(&item.ty), &item.attrs);
            }
            syn::Item::Type(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let path = self.path(&item.ident);
                found.add(&path, Kind::Alias, plain(&item.ty), &item.attrs);
            }
            syn::Item::Use(used) if is_public(&used.vis) && !is_hidden(&used.attrs) => {
                let targets = self.targets(&used.tree).into_iter();
                found
                    .taken_in
                    .extend(targets.map(|(name, target)| (self.path(name), target)));
            }
            syn::Item::Impl(item) => self.implementation(item, found),
            _ => {}
        }
    }

    fn implementation(&self, item: &syn::ItemImpl, found: &mut Found) {
        let Type::Path(of) = &*item.self_ty else {
            return;
        };
        let Some(name) = of.path.segments.last().map(|last| last.ident.to_string()) else {
            return;
        };
        let owner = self
            .names
            .get(&name)
            .cloned()
            .unwrap_or_else(|| self.path(&name));
        let Some((implemented, _)) = &item.trait_ else {
            for inner in &item.items {
                match inner {
                    ImplItem::Fn(method) if is_public(&method.vis) && !is_hidden(&method.attrs) => {
                        let path = format!("{owner}::{}", method.sig.ident);
                        found.add(&path, Kind::Function, signature(&method.sig), &method.attrs);
                    }
                    ImplItem::Const(constant) if is_public(&constant.vis) => {
                        let path = format!("{owner}::{}", constant.ident);
                        found.add(&path, Kind::Constant, plain(&constant.ty), &constant.attrs);
                    }
                    _ => {}
                }
            }
            return;
        };
        let implemented = plain(implemented);
        if implemented == CHECKED {
            return;
        }
        let path = format!("{owner}<{implemented}>");
        found.add(&path, Kind::Implementation, String::new(), &item.attrs);
        for inner in &item.items {
            if let ImplItem::Type(associated) = inner {
                let path = format!("{path}::{}", associated.ident);
                found.add(
                    &path,
                    Kind::Associated,
                    plain(&associated.ty),
                    &associated.attrs,
                );
            }
        }
    }
}

impl Found {
    fn add(&mut self, path: &str, kind: Kind, signature: String, attributes: &[Attribute]) {
        let item = Item {
            path: path.to_owned(),
            kind,
            signature,
            is_deprecated: has(attributes, "deprecated"),
            is_open: has(attributes, "non_exhaustive"),
        };
        self.items.insert(path.to_owned(), item);
    }
}

fn fields(path: &str, fields: &Fields, found: &mut Found) {
    for (number, field) in fields.iter().enumerate() {
        if is_public(&field.vis) && !is_hidden(&field.attrs) {
            let name = match &field.ident {
                Some(name) => name.to_string(),
                None => number.to_string(),
            };
            let path = format!("{path}::{name}");
            found.add(&path, Kind::Field, plain(&field.ty), &field.attrs);
        }
    }
}

/// What is derived is implemented.
fn derived(path: &str, attributes: &[Attribute], found: &mut Found) {
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        if let Meta::List(list) = &attribute.meta {
            let text = list.tokens.to_string();
            for name in text
                .split(',')
                .map(shortened)
                .filter(|name| !name.is_empty())
            {
                found.add(
                    &format!("{path}<{name}>"),
                    Kind::Implementation,
                    String::new(),
                    &[],
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn a_module_is_where_its_file_lies() {
        assert_eq!(module("rtc/v1/add.rs"), "rtc::v1::add");
        assert_eq!(module("rtc/mod.rs"), "rtc");
        assert_eq!(module("services.rs"), "");
        assert_eq!(module("rtc/v1/match.rs"), "rtc::v1::r#match");
    }
}
