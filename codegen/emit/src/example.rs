//! Example requests -> code in the documentation.
//!
//! Knows how a JSON value becomes calls of builders, guided by its type.
//! Gives the lines of an example that compiles, or nothing if there is no example or it does not fit its type.
//! Must never know where the example came from.

use std::cell::RefCell;
use std::collections::BTreeSet;

use codegen_model::{
    Action, Direction, EnumDef, EnumValue, Json, Repr, StructDef, Type, TypeRef, TypeShape,
    UnionDef,
};

use super::context::Context;
use super::field::is_boxed;
use super::identifier::plain;
use super::imports::import;
use super::layout::laid_out;
use super::literal;
use super::rust_type;
use super::setter;
use super::surroundings::Surroundings;
use super::template::rust;

/// Lines of the example of an action.
pub(super) fn of_action(
    cx: &Context<'_>,
    place: &Surroundings<'_>,
    action: &Action,
) -> Option<Vec<String>> {
    let root = cx.options.root()?;
    let example = action.example_request.as_ref()?;
    let code = Code {
        cx,
        names: RefCell::default(),
    };
    let request = code.named(&action.request, example, Place::Exact)?;
    let version = rust!(
        "use $root::$service::$version",
        root,
        service = place.service.module.as_str(),
        version = place.version.module.as_str(),
    );
    let names = code.names.into_inner();
    let own: Vec<_> = names
        .iter()
        .filter(|(is_qualified, _)| !is_qualified)
        .map(|(_, name)| name.as_str())
        .collect();
    let client: &[&str] = match names.iter().any(|(is_qualified, _)| *is_qualified) {
        true => &["Client", "types"],
        false => &["Client"],
    };
    let code = rust!(
        "
$client
$own

let client = Client::from_env()?;
$call
",
        client = import(&version, client),
        own = import(&format!("{version}::{}", action.module), &own),
        call = call(action, &request),
    );
    // The function as users need it to compile the example, without the lines that its reader can do without.
    let mut lines =
        vec!["# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned()];
    lines.extend(laid_out(&code).lines().map(str::to_owned));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    Some(lines)
}

/// The call, in the way that fits what comes back.
fn call(action: &Action, request: &str) -> String {
    let method = action.method_name.as_str();
    if action.pagination.is_some() {
        rust!(
            "
let mut items = client.$method($request).items();
while let Some(item) = items.next().await {
    println!(\"{:?}\", item?);
}
",
            method,
            request,
        )
    } else if action.failed_items.is_empty() {
        rust!(
            "
let reply = client.$method($request).await?;
println!(\"{:?}\", reply.result);
",
            method,
            request,
        )
    } else {
        rust!(
            "
let reply = client.$method($request).await?;
println!(\"failed: {:?}\", reply.failed());
",
            method,
            request,
        )
    }
}

/// Whether a value is handed to a setter, which converts it, or stands where its own type is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Setter,
    /// As [`Place::Setter`], among values of an enum of which one is not listed: all are written as they travel.
    Raw,
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
    fn value(&self, ty: &Type, json: &Json, place: Place) -> Option<String> {
        match (ty, json) {
            (Type::Bool, Json::Bool(value)) => Some(value.to_string()),
            (Type::Int32, Json::Int(value)) => {
                let value = i32::try_from(*value).ok()?;
                Some(literal::integer(value.into()))
            }
            (Type::Int64, Json::Int(value)) => {
                let value = i64::try_from(*value).ok()?;
                Some(literal::integer(value.into()))
            }
            (Type::Float | Type::Double, Json::Int(value)) => Some(literal::double(*value as f64)),
            (Type::Float | Type::Double, Json::Float(value)) => Some(literal::double(*value)),
            (Type::String, Json::String(text)) => Some(text_of(text, place)),
            (Type::Json, json) => {
                let text = literal::text(&literal::json(json));
                Some(format!("{text}.parse()?"))
            }
            (Type::JsonNumber, Json::Int(value)) => {
                let value = i64::try_from(*value).ok()?;
                Some(format!("i64::into({})", literal::integer(value.into())))
            }
            (Type::JsonNumber, Json::Float(value)) => {
                Some(format!("f64::into({})", literal::double(*value)))
            }
            (Type::JsonNumber, Json::String(text)) => {
                let value: i64 = text.parse().ok()?;
                self.value(ty, &Json::Int(value.into()), place)
            }
            (Type::Nullable(_), Json::Null) => Some("None".to_owned()),
            (Type::Nullable(inner), json) => {
                let value = self.value(&inner.ty, json, Place::Exact)?;
                Some(format!("Some({value})"))
            }
            (Type::List(item), Json::Array(items)) => self.list(&item.ty, items, place),
            (Type::Map(entry), Json::Object(entries)) => self.map(&entry.ty, entries, place),
            (Type::Named(reference), json) => self.named(reference, json, place),
            _ => None,
        }
    }

    fn list(&self, item: &Type, items: &[Json], place: Place) -> Option<String> {
        if items.is_empty() {
            // An array of nothing would leave the type of a text open.
            return Some(match self.given(item, place) {
                Some(given) => format!("Vec::<{given}>::new()"),
                None => "Vec::new()".to_owned(),
            });
        }
        let part = self.part(item, items, place);
        let items = items.iter().map(|json| self.value(item, json, part));
        let items = items.collect::<Option<Vec<_>>>()?.join(", ");
        Some(match place {
            Place::Setter | Place::Raw => format!("[{items}]"),
            Place::Exact => format!("vec![{items}]"),
        })
    }

    fn map(&self, entry: &Type, entries: &[(String, Json)], place: Place) -> Option<String> {
        let part = self.part(entry, entries.iter().map(|(_, json)| json), place);
        let pairs = entries.iter().map(|(key, json)| {
            let value = self.value(entry, json, part)?;
            Some(format!("({}, {value})", text_of(key, place)))
        });
        let pairs = pairs.collect::<Option<Vec<_>>>()?.join(", ");
        Some(match place {
            Place::Exact => format!("[{pairs}].into()"),
            Place::Setter | Place::Raw if !entries.is_empty() => format!("[{pairs}]"),
            // No entry, no type of key: said by an empty list of pairs.
            Place::Setter | Place::Raw => {
                let value = self.given(entry, place);
                format!(
                    "Vec::<(String, {})>::new()",
                    value.as_deref().unwrap_or("_")
                )
            }
        })
    }

    /// A type of which a setter takes values, where it converts them.
    fn given(&self, ty: &Type, place: Place) -> Option<String> {
        if place == Place::Exact || !setter::is_converted(self.cx, ty) {
            return None;
        }
        Some(match ty {
            Type::Named(reference) => {
                self.note(reference);
                rust_type::named_text(self.cx, reference)
            }
            ty => rust_type::text(self.cx, ty),
        })
    }

    /// Notes that a type is named.
    fn note(&self, reference: &TypeRef) {
        let is_qualified = self.cx.is_qualified(reference);
        let name = plain(reference.name.as_str()).to_owned();
        self.names.borrow_mut().insert((is_qualified, name));
    }

    fn named(&self, reference: &TypeRef, json: &Json, place: Place) -> Option<String> {
        let def = self.cx.definition(reference)?;
        let code = match &def.shape {
            TypeShape::Struct(structure) => {
                let setters = self.setters(def.direction, structure, json)?;
                format!("{}(){setters}.build()", self.path(reference, "builder"))
            }
            TypeShape::Enum(enumeration) => {
                return self.of_enum(reference, enumeration, json, place);
            }
            TypeShape::Union(union) => self.of_union(reference, union, json)?,
        };
        self.note(reference);
        Some(code)
    }

    /// Something that belongs to a type.
    fn path(&self, reference: &TypeRef, name: &str) -> String {
        let module = match self.cx.is_qualified(reference) {
            false => "",
            true => "types::",
        };
        format!("{module}{}::{name}", reference.name)
    }

    /// Calls of the setters of a structure's builder.
    fn setters(&self, direction: Direction, structure: &StructDef, json: &Json) -> Option<String> {
        let Json::Object(given) = json else {
            return None;
        };
        let mut calls = String::new();
        let mut call = |name: &str, value: &str| {
            calls.push_str(&rust!(".$name($value)", name, value));
        };
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
                    call(member.rust.as_str(), &value);
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
            _ if others.is_empty() => {}
            Some((field, value)) => {
                let value = self.map(&value.ty, &others, Place::Setter)?;
                call(field.as_str(), &value);
            }
            None => return None,
        }
        Some(calls)
    }

    fn of_enum(
        &self,
        reference: &TypeRef,
        enumeration: &EnumDef,
        json: &Json,
        place: Place,
    ) -> Option<String> {
        let listed = listed(enumeration, json).filter(|_| place != Place::Raw);
        let (value, converted) = match (listed, json) {
            (Some(value), _) => {
                self.note(reference);
                let path = self.path(reference, value.rust.as_str());
                let converted = format!("{path}.into()");
                (path, converted)
            }
            (None, Json::Int(value)) if enumeration.repr == Repr::Int64 => {
                let number = literal::integer(i64::try_from(*value).ok()?.into());
                let converted = format!("i64::into({number})");
                (number, converted)
            }
            (None, Json::String(text)) if enumeration.repr == Repr::String => {
                let text = literal::text(text);
                let converted = format!("{text}.into()");
                (text, converted)
            }
            _ => return None,
        };
        Some(match place {
            Place::Setter | Place::Raw => value,
            Place::Exact => converted,
        })
    }

    /// Where the values in a list or a map stand. Setters convert these, and nothing deeper; what a list has is of one type.
    fn part<'j>(
        &self,
        ty: &Type,
        values: impl IntoIterator<Item = &'j Json>,
        place: Place,
    ) -> Place {
        if place == Place::Exact || !setter::is_converted(self.cx, ty) {
            return Place::Exact;
        }
        let is_listed = |json| match ty {
            Type::Named(reference) => match self.cx.definition(reference).map(|def| &def.shape) {
                Some(TypeShape::Enum(enumeration)) => listed(enumeration, json).is_some(),
                _ => true,
            },
            _ => true,
        };
        match values.into_iter().all(is_listed) {
            true => Place::Setter,
            false => Place::Raw,
        }
    }

    fn of_union(&self, reference: &TypeRef, union: &UnionDef, json: &Json) -> Option<String> {
        union.variants.iter().find_map(|variant| {
            let value = self.value(&variant.value.ty, json, Place::Exact)?;
            let value = match is_boxed(self.cx, variant) {
                true => format!("Box::new({value})"),
                false => value,
            };
            Some(format!(
                "{}({value})",
                self.path(reference, variant.rust.as_str())
            ))
        })
    }
}

fn text_of(text: &str, place: Place) -> String {
    let text = literal::text(text);
    match place {
        Place::Setter | Place::Raw => text,
        Place::Exact => format!("{text}.to_owned()"),
    }
}

/// The value of an enum that is written in this way.
fn listed<'e>(enumeration: &'e EnumDef, json: &Json) -> Option<&'e EnumValue> {
    enumeration.values.iter().find(|value| value.wire == *json)
}

fn is_empty_container(ty: &Type, json: &Json) -> bool {
    match (ty, json) {
        (Type::List(_), Json::Array(items)) => items.is_empty(),
        (Type::Map(_), Json::Object(entries)) => entries.is_empty(),
        _ => false,
    }
}
