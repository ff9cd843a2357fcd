//! Example requests -> code in the documentation.
//!
//! Knows how a JSON value becomes calls of builders, guided by its type.
//! Gives the lines of an example that compiles, or nothing if there is no example or it does not fit its type.
//! Must never know where the example came from.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Item, ItemFn, Local, Path, Stmt, parse_quote};

use codegen_model::{
    Action, Direction, EnumDef, Json, Repr, StructDef, Type, TypeRef, TypeShape, UnionDef,
};

use super::ast::{self, template};
use super::context::Context;
use super::format::Comments;
use super::identifier::{ident, plain};
use super::version::Surroundings;
use super::{format, literal, union};

/// Lines of the example of an action.
pub(super) fn of_action(
    cx: &Context<'_>,
    place: &Surroundings<'_>,
    action: &Action,
) -> Option<Vec<String>> {
    let root: TokenStream = cx.options.root()?.parse().ok()?;
    let example = action.example_request.as_ref()?;
    let code = Code {
        cx,
        names: RefCell::default(),
    };
    let request = code.named(&action.request, example)?;
    let service = ident(place.service.module.as_str());
    let version = ident(place.version.module.as_str());
    let module = ident(action.module.as_str());
    let names = code.names.into_inner();
    let own: Vec<_> = names
        .iter()
        .filter(|(is_qualified, _)| !is_qualified)
        .map(|(_, name)| ident(name))
        .collect();
    let own = match own.as_slice() {
        [] => None,
        [name] => Some(quote!(use #root::#service::#version::#module::#name;)),
        names => Some(quote!(use #root::#service::#version::#module::{#(#names),*};)),
    };
    let shared = names.iter().any(|(is_qualified, _)| *is_qualified);
    let client = if shared {
        quote!({Client, types})
    } else {
        quote!(Client)
    };
    let imports = format::items(
        ast::items(quote!(use #root::#service::#version::#client; #own)),
        &Comments::default(),
    );
    let body = format::items(vec![call(action, request)], &Comments::default());
    // The function as users need it to compile the example, without the lines that its reader can do without.
    let mut lines =
        vec!["# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned()];
    lines.extend(imports.lines().map(str::to_owned));
    lines.push(String::new());
    let inside = body
        .lines()
        .skip(1)
        .filter_map(|line| line.strip_prefix("    "));
    lines.extend(inside.map(str::to_owned));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    Some(lines)
}

/// A function that makes the call, in the way that fits what comes back.
fn call(action: &Action, request: Expr) -> Item {
    let mut function = if action.pagination.is_some() {
        template!(ItemFn {
            async fn example() {
                let client = Client::from_env()?;
                let mut items = client.items();
                while let Some(item) = items.next().await {
                    println!("{:?}", item?);
                }
            }
        })
    } else if action.failed_items.is_empty() {
        template!(ItemFn {
            async fn example() {
                let client = Client::from_env()?;
                let reply = client.await?;
                println!("{:?}", reply.result);
            }
        })
    } else {
        template!(ItemFn {
            async fn example() {
                let client = Client::from_env()?;
                let reply = client.await?;
                println!("failed: {:?}", reply.failed());
            }
        })
    };
    if let Some(Stmt::Local(Local {
        init: Some(init), ..
    })) = function.block.stmts.get_mut(1)
    {
        make_call(&mut init.expr, action, request);
    }
    Item::Fn(function)
}

/// Puts the call of the client's method where the client stands alone.
fn make_call(place: &mut Expr, action: &Action, request: Expr) {
    match place {
        Expr::Try(tried) => make_call(&mut tried.expr, action, request),
        Expr::Await(awaited) => make_call(&mut awaited.base, action, request),
        Expr::MethodCall(call) => make_call(&mut call.receiver, action, request),
        client => {
            let method = ident(action.method_name.as_str());
            *client = ast::method(ast::variable(ident("client")), method, [request]);
        }
    }
}

/// Whether a value is handed to a setter, which converts it, or stands where its own type is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Setter,
    Exact,
}

/// Code that is being written.
struct Code<'c, 'a> {
    cx: &'c Context<'a>,
    /// Named types in use, with whether they are written with their module.
    names: RefCell<BTreeSet<(bool, String)>>,
}

impl Code<'_, '_> {
    /// A value as an expression of a type.
    fn value(&self, ty: &Type, json: &Json, place: Place) -> Option<Expr> {
        match (ty, json) {
            (Type::Bool, Json::Bool(value)) => Some(ast::truth(*value)),
            (Type::Int32, Json::Int(value)) => {
                i32::try_from(*value).ok().map(|value| number(value.into()))
            }
            (Type::Int64, Json::Int(value)) => {
                i64::try_from(*value).ok().map(|value| number(value.into()))
            }
            (Type::Float | Type::Double, Json::Int(value)) => {
                Some(ast::literal(literal::double(*value as f64)))
            }
            (Type::Float | Type::Double, Json::Float(value)) => {
                Some(ast::literal(literal::double(*value)))
            }
            (Type::String, Json::String(text)) => Some(self.text(text, place)),
            (Type::Json, json) => {
                let text = ast::text(&literal::json(json));
                Some(ast::attempt(ast::method(text, ident("parse"), [])))
            }
            (Type::JsonNumber, Json::Int(value)) => {
                let value = number(i64::try_from(*value).ok()?.into());
                Some(ast::call(ast::path([ident("i64"), ident("into")]), [value]))
            }
            (Type::JsonNumber, Json::Float(value)) => {
                let value = ast::literal(literal::double(*value));
                Some(ast::call(ast::path([ident("f64"), ident("into")]), [value]))
            }
            (Type::JsonNumber, Json::String(text)) => {
                let value: i64 = text.parse().ok()?;
                self.value(ty, &Json::Int(value.into()), place)
            }
            (Type::Nullable(_), Json::Null) => Some(ast::variable(ident("None"))),
            (Type::Nullable(inner), json) => {
                let value = self.value(&inner.ty, json, Place::Exact)?;
                Some(ast::call(ast::path([ident("Some")]), [value]))
            }
            (Type::List(item), Json::Array(items)) => self.list(&item.ty, items, place),
            (Type::Map(entry), Json::Object(entries)) => self.map(&entry.ty, entries, place),
            (Type::Named(reference), json) => self.named(reference, json),
            _ => None,
        }
    }

    fn text(&self, text: &str, place: Place) -> Expr {
        match place {
            Place::Setter => ast::text(text),
            Place::Exact => ast::method(ast::text(text), ident("to_owned"), []),
        }
    }

    fn list(&self, item: &Type, items: &[Json], place: Place) -> Option<Expr> {
        if items.is_empty() {
            // An array of nothing would leave the type of a text open.
            return Some(match item {
                Type::String if place == Place::Setter => template!(Expr { Vec::<String>::new() }),
                _ => template!(Expr { Vec::new() }),
            });
        }
        let items = items
            .iter()
            .map(|json| self.value(item, json, part(item, place)));
        let items = items.collect::<Option<Vec<_>>>()?;
        Some(match place {
            Place::Setter => ast::array(items),
            Place::Exact => parse_quote!(vec![#(#items),*]),
        })
    }

    fn map(&self, entry: &Type, entries: &[(String, Json)], place: Place) -> Option<Expr> {
        let pairs = entries.iter().map(|(key, json)| {
            let value = self.value(entry, json, part(entry, place))?;
            Some(ast::pair(self.text(key, place), value))
        });
        let pairs = ast::array(pairs.collect::<Option<Vec<_>>>()?);
        Some(match place {
            Place::Exact => ast::method(pairs, ident("into"), []),
            Place::Setter if !entries.is_empty() => pairs,
            // No entry, no type of key: said by an empty list of pairs.
            Place::Setter if *entry == Type::String => {
                template!(Expr { Vec::<(String, String)>::new() })
            }
            Place::Setter => template!(Expr { Vec::<(String, _)>::new() }),
        })
    }

    fn named(&self, reference: &TypeRef, json: &Json) -> Option<Expr> {
        let def = self.cx.definition(reference)?;
        let code = match &def.shape {
            TypeShape::Struct(structure) => {
                let start = ast::call(self.path(reference, "builder"), []);
                let set = self.setters(start, def.direction, structure, json)?;
                ast::method(set, ident("build"), [])
            }
            TypeShape::Enum(enumeration) => self.of_enum(reference, enumeration, json)?,
            TypeShape::Union(union) => self.of_union(reference, union, json)?,
        };
        let is_qualified = self.cx.is_qualified(reference);
        self.names
            .borrow_mut()
            .insert((is_qualified, plain(reference.name.as_str()).to_owned()));
        Some(code)
    }

    /// Something that belongs to a type.
    fn path(&self, reference: &TypeRef, name: &str) -> Path {
        let (ty, name) = (ident(reference.name.as_str()), ident(name));
        match self.cx.is_qualified(reference) {
            false => ast::path([ty, name]),
            true => ast::path([ident("types"), ty, name]),
        }
    }

    fn setters(
        &self,
        start: Expr,
        direction: Direction,
        structure: &StructDef,
        json: &Json,
    ) -> Option<Expr> {
        let Json::Object(given) = json else {
            return None;
        };
        let mut code = start;
        for member in &structure.members {
            let is_required = self.cx.form(direction, member).is_required();
            let value = json
                .member(&member.wire)
                .filter(|value| **value != Json::Null);
            match value {
                None if is_required => return None,
                None => {}
                // What is empty may as well be left out.
                Some(value) if !is_required && is_empty_container(&member.value.ty, value) => {}
                Some(value) => {
                    let value = self.value(&member.value.ty, value, Place::Setter)?;
                    code = ast::method(code, ident(member.rust.as_str()), [value]);
                }
            }
        }
        let is_named = |name: &str| structure.members.iter().any(|member| member.wire == name);
        let others: Vec<_> = given
            .iter()
            .filter(|(name, _)| !is_named(name))
            .cloned()
            .collect();
        match &structure.additional {
            _ if others.is_empty() => Some(code),
            Some((field, value)) => {
                let value = self.map(&value.ty, &others, Place::Setter)?;
                Some(ast::method(code, ident(field.as_str()), [value]))
            }
            None => None,
        }
    }

    fn of_enum(&self, reference: &TypeRef, enumeration: &EnumDef, json: &Json) -> Option<Expr> {
        if let Some(value) = enumeration.values.iter().find(|value| value.wire == *json) {
            return Some(ast::value_at(self.path(reference, value.rust.as_str())));
        }
        let value = match (json, enumeration.repr) {
            (Json::Int(value), Repr::Int64) => number(i64::try_from(*value).ok()?.into()),
            (Json::String(text), Repr::String) => ast::text(text),
            _ => return None,
        };
        Some(ast::call(self.path(reference, "from"), [value]))
    }

    fn of_union(&self, reference: &TypeRef, union: &UnionDef, json: &Json) -> Option<Expr> {
        union.variants.iter().find_map(|variant| {
            let value = self.value(&variant.value.ty, json, Place::Exact)?;
            let value = match union::is_boxed(self.cx, variant) {
                true => ast::call(ast::path([ident("Box"), ident("new")]), [value]),
                false => value,
            };
            Some(ast::call(
                self.path(reference, variant.rust.as_str()),
                [value],
            ))
        })
    }
}

/// Setters convert texts in lists and maps, and nothing deeper.
fn part(ty: &Type, place: Place) -> Place {
    if place == Place::Setter && *ty == Type::String {
        Place::Setter
    } else {
        Place::Exact
    }
}

fn number(value: i128) -> Expr {
    ast::literal(literal::integer(value))
}

fn is_empty_container(ty: &Type, json: &Json) -> bool {
    match (ty, json) {
        (Type::List(_), Json::Array(items)) => items.is_empty(),
        (Type::Map(_), Json::Object(entries)) => entries.is_empty(),
        _ => false,
    }
}
