//! Example requests -> code in the documentation.
//!
//! Knows how a JSON value becomes calls of builders, guided by its type.
//! Gives the lines of an example that compiles, or nothing if there is no example or it does not fit its type.
//! Must never know where the example came from.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Action, EnumDef, Json, Scope, StructDef, Type, TypeRef, TypeShape, UnionDef};

use super::context::Context;
use super::field::Form;
use super::format::Comments;
use super::identifier::{ident, plain};
use super::version::Surroundings;
use super::{format, literal, union};

/// Lines of the example of an action.
pub(super) fn of_action(cx: &Context<'_>, place: &Surroundings<'_>, action: &Action) -> Option<Vec<String>> {
    let root: TokenStream = cx.options.root()?.parse().ok()?;
    let example = action.example_request.as_ref()?;
    let code = Code { cx, names: RefCell::default() };
    let request = code.named(&action.request, example)?;
    let method = ident(action.method_name.as_str());
    let service = ident(place.service.module.as_str());
    let version = ident(place.version.module.as_str());
    let module = ident(action.module.as_str());
    let names = code.names.into_inner();
    let own: Vec<_> = names.iter().filter(|(scope, _)| *scope == Scope::Local).map(|(_, name)| ident(name)).collect();
    let own = match own.as_slice() {
        [] => None,
        [name] => Some(quote!(use #root::#service::#version::#module::#name;)),
        names => Some(quote!(use #root::#service::#version::#module::{#(#names),*};)),
    };
    let shared = names.iter().any(|(scope, _)| *scope == Scope::Shared);
    let client = if shared { quote!({Client, types}) } else { quote!(Client) };
    let imports = format::items(quote!(use #root::#service::#version::#client; #own), &Comments::default());
    let body = format::items(quote! {
        async fn example() {
            let client = Client::from_env()?;
            let reply = client.#method(#request).await?;
            println!("{:?}", reply.result);
        }
    }, &Comments::default());
    // The function as users need it to compile the example, without the lines that its reader can do without.
    let mut lines = vec!["# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned()];
    lines.extend(imports.lines().map(str::to_owned));
    lines.push(String::new());
    let inside = body.lines().skip(1).filter_map(|line| line.strip_prefix("    "));
    lines.extend(inside.map(str::to_owned));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    Some(lines)
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
    /// Named types in use, with where they are defined.
    names: RefCell<BTreeSet<(Scope, String)>>,
}

impl Code<'_, '_> {
    /// A value as an expression of a type.
    fn value(&self, ty: &Type, json: &Json, place: Place) -> Option<TokenStream> {
        match (ty, json) {
            (Type::Bool, Json::Bool(value)) => Some(quote!(#value)),
            (Type::Int32, Json::Int(value)) => i32::try_from(*value).ok().map(|value| literal::integer(value.into())),
            (Type::Int64, Json::Int(value)) => i64::try_from(*value).ok().map(|value| literal::integer(value.into())),
            (Type::Float | Type::Double, Json::Int(value)) => Some(literal::double(*value as f64)),
            (Type::Float | Type::Double, Json::Float(value)) => Some(literal::double(*value)),
            (Type::String, Json::String(text)) => {
                let text = literal::string(text);
                Some(match place {
                    Place::Setter => quote!(#text),
                    Place::Exact => quote!(#text.to_owned()),
                })
            }
            (Type::Json, json) => {
                let text = literal::string(&literal::json(json));
                Some(quote!(#text.parse()?))
            }
            (Type::JsonNumber, Json::Int(value)) => {
                let value = literal::integer(i64::try_from(*value).ok()?.into());
                Some(quote!(i64::into(#value)))
            }
            (Type::JsonNumber, Json::Float(value)) => {
                let value = literal::double(*value);
                Some(quote!(f64::into(#value)))
            }
            (Type::JsonNumber, Json::String(text)) => {
                let value: i64 = text.parse().ok()?;
                self.value(ty, &Json::Int(value.into()), place)
            }
            (Type::List(item), Json::Array(items)) => self.list(&item.ty, items, place),
            (Type::Map(entry), Json::Object(entries)) => self.map(&entry.ty, entries, place),
            (Type::Named(reference), json) => self.named(reference, json),
            _ => None,
        }
    }

    fn list(&self, item: &Type, items: &[Json], place: Place) -> Option<TokenStream> {
        if items.is_empty() {
            // An array of nothing would leave the type of a text open.
            return Some(if place == Place::Setter && *item == Type::String {
                quote!(Vec::<String>::new())
            } else {
                quote!(Vec::new())
            });
        }
        let items = items.iter().map(|json| self.value(item, json, self.part(item, place))).collect::<Option<Vec<_>>>()?;
        Some(match place {
            Place::Setter => quote!([#(#items),*]),
            Place::Exact => quote!(vec![#(#items),*]),
        })
    }

    fn map(&self, entry: &Type, entries: &[(String, Json)], place: Place) -> Option<TokenStream> {
        let entries = entries
            .iter()
            .map(|(key, json)| {
                let key = literal::string(key);
                let value = self.value(entry, json, self.part(entry, place))?;
                Some(match place {
                    Place::Setter => quote!((#key, #value)),
                    Place::Exact => quote!((#key.to_owned(), #value)),
                })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(match place {
            Place::Exact => quote!([#(#entries),*].into()),
            Place::Setter if !entries.is_empty() => quote!([#(#entries),*]),
            // No entry, no type of key: said by an empty list of pairs.
            Place::Setter if *entry == Type::String => quote!(Vec::<(String, String)>::new()),
            Place::Setter => quote!(Vec::<(String, _)>::new()),
        })
    }

    /// Setters convert texts in lists and maps, and nothing deeper.
    fn part(&self, ty: &Type, place: Place) -> Place {
        if place == Place::Setter && *ty == Type::String { Place::Setter } else { Place::Exact }
    }

    fn named(&self, reference: &TypeRef, json: &Json) -> Option<TokenStream> {
        let def = self.cx.definition(reference)?;
        let name = ident(reference.name.as_str());
        let path = match reference.scope {
            Scope::Local => quote!(#name),
            Scope::Shared => quote!(types::#name),
        };
        let code = match &def.shape {
            TypeShape::Struct(structure) => {
                let setters = self.setters(structure, json, |member| Form::of(self.cx, def.direction, member))?;
                quote!(#path::builder()#setters.build())
            }
            TypeShape::Enum(enumeration) => of_enum(enumeration, &path, json)?,
            TypeShape::Union(union) => self.of_union(union, &path, json)?,
        };
        self.names.borrow_mut().insert((reference.scope, plain(reference.name.as_str()).to_owned()));
        Some(code)
    }

    fn setters(
        &self,
        structure: &StructDef,
        json: &Json,
        form: impl Fn(&crate::model::Member) -> Form,
    ) -> Option<TokenStream> {
        let Json::Object(given) = json else { return None };
        let mut setters = TokenStream::new();
        for member in &structure.members {
            let value = json.member(&member.wire).filter(|value| **value != Json::Null);
            let is_required = form(member).is_required();
            // What is empty may as well be left out.
            let is_empty = matches!(value, Some(Json::Array(items)) if items.is_empty())
                || matches!(value, Some(Json::Object(entries)) if entries.is_empty());
            let is_container = matches!(member.value.ty, Type::List(_) | Type::Map(_));
            match value {
                None if is_required => return None,
                None => {}
                Some(_) if !is_required && is_container && is_empty => {}
                Some(value) => {
                    let name = ident(member.rust.as_str());
                    let value = self.value(&member.value.ty, value, Place::Setter)?;
                    setters.extend(quote!(.#name(#value)));
                }
            }
        }
        let others: Vec<_> = given
            .iter()
            .filter(|(name, _)| !structure.members.iter().any(|member| member.wire == *name))
            .cloned()
            .collect();
        match &structure.additional {
            Some((field, value)) if !others.is_empty() => {
                let name = ident(field.as_str());
                let value = self.map(&value.ty, &others, Place::Setter)?;
                setters.extend(quote!(.#name(#value)));
            }
            None if !others.is_empty() => return None,
            _ => {}
        }
        Some(setters)
    }

    fn of_union(&self, union: &UnionDef, path: &TokenStream, json: &Json) -> Option<TokenStream> {
        union.variants.iter().find_map(|variant| {
            let value = self.value(&variant.value.ty, json, Place::Exact)?;
            let name = ident(variant.rust.as_str());
            Some(if union::is_boxed(self.cx, variant) {
                quote!(#path::#name(Box::new(#value)))
            } else {
                quote!(#path::#name(#value))
            })
        })
    }
}

fn of_enum(enumeration: &EnumDef, path: &TokenStream, json: &Json) -> Option<TokenStream> {
    if let Some(value) = enumeration.values.iter().find(|value| value.wire == *json) {
        let variant = ident(value.rust.as_str());
        return Some(quote!(#path::#variant));
    }
    match json {
        Json::Int(number) => {
            let number = literal::integer(i64::try_from(*number).ok()?.into());
            Some(quote!(#path::from(#number)))
        }
        Json::String(text) => Some(quote!(#path::from(#text))),
        _ => None,
    }
}
