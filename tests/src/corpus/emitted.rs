//! What generated code holds, read from its syntax trees.

use std::collections::BTreeMap;

use codegen_emit::File;
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Expr, Ident, ImplItem, Item, ItemImpl, ItemMacro, Lit, LitStr, Token, Type, braced,
    parenthesized,
};

use super::{Actions, Lines, Name, enumeration};

/// Reads every file of a generated client.
#[must_use]
pub fn actions(files: &[File]) -> Actions {
    let found = walks(files).into_iter();
    found.map(|(name, walked)| (name, walked.lines)).collect()
}

/// The names that a generated client gives: for each action and each of its members and values, by their path on the wire,
/// what Rust calls them.
#[must_use]
pub fn names(files: &[File]) -> BTreeMap<(Name, String), String> {
    walks(files)
        .into_iter()
        .flat_map(|(action, walked)| {
            let named = walked.names.into_iter();
            named.map(move |(path, name)| ((action.clone(), path), name))
        })
        .collect()
}

/// What was seen on the way through an action.
struct Walked {
    lines: Lines,
    names: BTreeMap<String, String>,
}

fn walks(files: &[File]) -> BTreeMap<Name, Walked> {
    let parsed: BTreeMap<&str, Definitions> = files
        .iter()
        .map(|file| {
            let tree = syn::parse_file(&file.text)
                .unwrap_or_else(|error| panic!("{} does not parse: {error}", file.path));
            (file.path.as_str(), Definitions::of(&tree.items))
        })
        .collect();
    let none = Definitions::default();
    let mut actions = BTreeMap::new();
    for (path, own) in &parsed {
        let Some(action) = &own.action else { continue };
        let (folder, _) = path.rsplit_once('/').expect("an action lies in a version");
        let (service, version) = folder.split_once('/').expect("a version lies in a service");
        let shared = parsed
            .get(format!("{folder}/types.rs").as_str())
            .unwrap_or(&none);
        let mut walk = Walk {
            own,
            shared,
            sends: true,
            stack: Vec::new(),
            lines: Lines::new(),
            names: BTreeMap::from([(String::new(), format!("{path} {}", action.request))]),
        };
        walk.members(&action.request, own, "request");
        walk.sends = false;
        if last(&action.output) != "Empty" {
            walk.value(&action.output, own, "result");
        }
        let name = (service.to_owned(), version.to_owned(), action.name.clone());
        let walked = Walked {
            lines: walk.lines,
            names: walk.names,
        };
        assert!(
            actions.insert(name, walked).is_none(),
            "{path}: an action is there twice"
        );
    }
    actions
}

struct Action {
    name: String,
    request: String,
    output: Type,
}

/// What a file defines.
#[derive(Default)]
struct Definitions {
    action: Option<Action>,
    structures: BTreeMap<String, BTreeMap<String, Type>>,
    unions: BTreeMap<String, Vec<Type>>,
    /// Values with their variants.
    enums: BTreeMap<String, BTreeMap<String, String>>,
    sends: BTreeMap<String, Names>,
    reads: BTreeMap<String, Names>,
}

/// Members by their names on the wire, each with its field.
type Names = Vec<(String, String)>;

/// What stands for the name of all members that have none.
const OTHERS: &str = "{}";

impl Definitions {
    /// Whether a type of that name is defined here.
    fn defines(&self, name: &str) -> bool {
        self.structures.contains_key(name)
            || self.unions.contains_key(name)
            || self.enums.contains_key(name)
    }

    fn of(items: &[Item]) -> Self {
        let mut out = Self::default();
        for item in items {
            match item {
                Item::Struct(item) => {
                    let fields = item.fields.iter().filter_map(|field| {
                        Some((field.ident.as_ref()?.to_string(), field.ty.clone()))
                    });
                    out.structures
                        .insert(item.ident.to_string(), fields.collect());
                }
                Item::Enum(item) => {
                    let payloads = item
                        .variants
                        .iter()
                        .filter(|variant| variant.ident != "Unknown")
                        .filter_map(|variant| variant.fields.iter().next())
                        .map(|field| field.ty.clone());
                    out.unions
                        .insert(item.ident.to_string(), payloads.collect());
                }
                Item::Impl(item) => out.implementation(item),
                Item::Macro(item) => out
                    .table(item)
                    .unwrap_or_else(|error| panic!("{}: {error}", item.to_token_stream())),
                _ => {}
            }
        }
        // An enum whose values are written is no union.
        out.unions.retain(|name, _| !out.enums.contains_key(name));
        out
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let implemented = item.trait_.as_ref().map(|implemented| &implemented.0);
        if implemented
            .and_then(|path| path.segments.last())
            .is_some_and(|name| name.ident == "Action")
        {
            self.action = action(item, last(&item.self_ty));
        }
    }

    /// Takes the members of an object, or the values of an enum, from its table.
    fn table(&mut self, item: &ItemMacro) -> syn::Result<()> {
        let tokens = item.mac.tokens.clone();
        if item.mac.path.is_ident("record") {
            let (way, name, members) = record.parse2(tokens)?;
            if way != "received" {
                self.sends.insert(name.clone(), members.clone());
            }
            if way != "sent" {
                self.reads.insert(name, members);
            }
        } else if item.mac.path.is_ident("values") {
            let (name, values) = values.parse2(tokens)?;
            self.enums.insert(name, values);
        }
        Ok(())
    }
}

/// `sent Name: limited { "AppId" | "AppID" => app_id.clone(): required, .. => others }`.
fn record(input: ParseStream<'_>) -> syn::Result<(String, String, Names)> {
    let way: Ident = input.parse()?;
    let name: Ident = input.parse()?;
    // A type with limits of its own says so.
    if input.parse::<Option<Token![:]>>()?.is_some() {
        input.parse::<Ident>()?;
    }
    let inside;
    braced!(inside in input);
    let row = |row: ParseStream<'_>| {
        let wire = if row.peek(Token![..]) {
            row.parse::<Token![..]>()?;
            OTHERS.to_owned()
        } else {
            // The first spelling is the one that is written.
            let spellings = Punctuated::<LitStr, Token![|]>::parse_separated_nonempty(row)?;
            spellings[0].value()
        };
        row.parse::<Token![=>]>()?;
        let field: Ident = row.parse()?;
        if row.parse::<Option<Token![.]>>()?.is_some() {
            // What is no `Copy` is cloned.
            row.parse::<Ident>()?;
            let nothing;
            parenthesized!(nothing in row);
        }
        if row.parse::<Option<Token![:]>>()?.is_some() {
            // How it is held.
            while !row.is_empty() && !row.peek(Token![,]) {
                row.step(|cursor| match cursor.token_tree() {
                    Some((_, rest)) => Ok(((), rest)),
                    None => Err(cursor.error("a word")),
                })?;
            }
        }
        Ok((wire, field.to_string()))
    };
    let rows = Punctuated::<_, Token![,]>::parse_terminated_with(&inside, row)?;
    Ok((
        way.to_string(),
        name.to_string(),
        rows.into_iter().collect(),
    ))
}

/// `Name: i64 { 0 => Normal, 1 => Owner }`.
fn values(input: ParseStream<'_>) -> syn::Result<(String, BTreeMap<String, String>)> {
    let name: Ident = input.parse()?;
    input.parse::<Token![:]>()?;
    input.parse::<Ident>()?;
    let inside;
    braced!(inside in input);
    let row = |row: ParseStream<'_>| {
        let value: Expr = row.parse()?;
        row.parse::<Token![=>]>()?;
        let variant: Ident = row.parse()?;
        let text = text(&value)
            .unwrap_or_else(|| value.to_token_stream().to_string().replace([' ', '_'], ""));
        Ok((text, variant.to_string()))
    };
    let rows = Punctuated::<_, Token![,]>::parse_terminated_with(&inside, row)?;
    Ok((name.to_string(), rows.into_iter().collect()))
}

fn action(item: &ItemImpl, request: String) -> Option<Action> {
    let (mut name, mut output) = (None, None);
    for part in &item.items {
        match part {
            ImplItem::Const(constant) if constant.ident == "FACTS" => name = named(&constant.expr),
            ImplItem::Type(ty) if ty.ident == "Output" => output = Some(ty.ty.clone()),
            _ => {}
        }
    }
    Some(Action {
        name: name?,
        request,
        output: output?,
    })
}

/// The name in `API.action("ListThings").get().query()`.
fn named(facts: &Expr) -> Option<String> {
    let Expr::MethodCall(call) = facts else {
        return None;
    };
    if call.method == "action" {
        return call.args.first().and_then(text);
    }
    named(&call.receiver)
}

fn text(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// Last name of a type's path.
fn last(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

/// The last of a type's parameters.
fn parameter(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.last()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// A way through the values of an action.
struct Walk<'a> {
    own: &'a Definitions,
    shared: &'a Definitions,
    sends: bool,
    stack: Vec<String>,
    lines: Lines,
    names: BTreeMap<String, String>,
}

impl<'a> Walk<'a> {
    fn line(&mut self, path: &str, what: &str) {
        self.lines.insert(format!("{path}: {what}"));
    }

    fn value(&mut self, ty: &Type, place: &'a Definitions, path: &str) {
        let name = last(ty);
        match (name.as_str(), parameter(ty)) {
            ("Option" | "Box" | "Open", Some(inner)) => self.value(inner, place, path),
            ("Vec", Some(item)) => {
                self.line(path, "list");
                self.value(item, place, &format!("{path}/[]"));
            }
            ("BTreeMap", Some(entry)) => {
                self.line(path, "map");
                self.value(entry, place, &format!("{path}/{{}}"));
            }
            ("String", _) => self.line(path, "text"),
            ("i32" | "i64", _) => self.line(path, "integer"),
            ("f32" | "f64" | "JsonNumber", _) => self.line(path, "number"),
            ("bool", _) => self.line(path, "boolean"),
            ("JsonValue", _) => self.line(path, "any"),
            _ => self.named(ty, place, path),
        }
    }

    fn named(&mut self, ty: &Type, place: &'a Definitions, path: &str) {
        let written = ty.to_token_stream().to_string();
        let name = last(ty);
        // Shared types are imported, unless the action has a type of that name itself.
        let foreign = written.contains("types ::") || !place.defines(&name);
        let place = if foreign { self.shared } else { place };
        let key = format!(
            "{}{name}",
            if std::ptr::eq(place, self.own) {
                ""
            } else {
                "types::"
            }
        );
        if self.stack.contains(&key) {
            return self.line(path, "again");
        }
        if let Some(values) = place.enums.get(&name) {
            for (value, variant) in values {
                self.names
                    .insert(format!("{path}={value}"), variant.clone());
            }
            return self.line(path, &enumeration(values.keys()));
        }
        self.stack.push(key);
        if let Some(alternatives) = place.unions.get(&name) {
            self.line(path, "union");
            for (number, alternative) in alternatives.iter().enumerate() {
                self.value(alternative, place, &format!("{path}/<{number}>"));
            }
        } else {
            self.line(path, "object");
            self.members(&name, place, path);
        }
        self.stack.pop();
    }

    fn members(&mut self, structure: &str, place: &'a Definitions, path: &str) {
        let fields = place
            .structures
            .get(structure)
            .unwrap_or_else(|| panic!("{structure} is not defined"));
        let names = if self.sends {
            &place.sends
        } else {
            &place.reads
        };
        let names = names
            .get(structure)
            .unwrap_or_else(|| panic!("{structure} does not travel this way"));
        for (name, field) in names {
            let ty = fields
                .get(field)
                .unwrap_or_else(|| panic!("{structure} has no {field}"));
            let path = format!("{path}/{name}");
            let written = format!("{field}: {}", ty.to_token_stream());
            self.names.insert(path.clone(), written);
            match (name.as_str(), parameter(ty)) {
                (OTHERS, Some(entry)) => self.value(entry, place, &path),
                _ => self.value(ty, place, &path),
            }
        }
    }
}
