//! What an action means, as far as a page can say it: a tree of members, the same from a document and for a page.

use std::collections::BTreeMap;

use codegen_model::{
    self as model, Bound, Constraints, Encoding, EnumDef, Home, HttpMethod, Json, Number, Type,
    TypeDef, TypeRef, TypeShape, TypeUse, Version,
};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Action {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) get: bool,
    pub(crate) qps: Option<u32>,
    pub(crate) deprecated: bool,
    pub(crate) request: Vec<Member>,
    pub(crate) result: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<String>,
    pub(crate) limits: Limits,
    /// Allowed values with their meanings.
    pub(crate) values: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Bool,
    Int32,
    Int64,
    Float,
    Double,
    String,
    Json,
    List(Box<Shape>),
    Map(Box<Shape>),
    Object(Vec<Member>),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Limits {
    pub(crate) minimum: Option<i128>,
    pub(crate) maximum: Option<i128>,
    pub(crate) above: Option<i128>,
    pub(crate) below: Option<i128>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    /// Ends of a range of decimals, and whether they lie outside.
    pub(crate) decimals: Option<(f64, f64, bool, bool)>,
}

impl Limits {
    fn shown(&self) -> String {
        let lengths = [
            ("length from", self.min_length),
            ("length to", self.max_length),
            ("items from", self.min_items),
            ("items to", self.max_items),
        ];
        let numbers = [
            ("from", self.minimum),
            ("to", self.maximum),
            ("above", self.above),
            ("below", self.below),
        ];
        let lengths = lengths.map(|(what, number)| (what, number.map(i128::from)));
        let all = numbers.into_iter().chain(lengths);
        let all = all.filter_map(|(what, number)| Some(format!(" {what} {}", number?)));
        let decimals = self.decimals.map(|range| format!(" {range:?}"));
        all.chain(decimals).collect()
    }
}

/// Why no page can say what an action means.
pub(crate) type Unsayable = &'static str;

impl Action {
    pub(crate) fn of(version: &Version, action: &model::Action) -> Result<Self, Unsayable> {
        if action.encoding == Encoding::Form {
            return Err("a form");
        }
        let reader = Reader { version, action };
        let request = TypeUse {
            ty: Type::Named(action.request.clone()),
            constraints: Constraints::default(),
        };
        let result = match &action.result.ty {
            Type::Unit => Vec::new(),
            _ => members(reader.shape(&action.result, &mut Vec::new(), 0)?)?,
        };
        let mut tree = Self {
            name: action.wire.clone(),
            version: version.wire.clone(),
            get: action.http_method == HttpMethod::Get,
            qps: action.qps_limit,
            deprecated: action.docs.deprecated,
            request: members(reader.shape(&request, &mut Vec::new(), 0)?)?,
            result,
        };
        without_limits(&mut tree.result);
        Ok(tree)
    }

    /// Facts by the path of the member that they are about.
    pub(crate) fn facts(&self) -> BTreeMap<String, String> {
        let mut facts = BTreeMap::new();
        let whole = format!(
            "{} {} get {} qps {:?} deprecated {}",
            self.name, self.version, self.get, self.qps, self.deprecated
        );
        facts.insert(String::new(), whole);
        describe(&self.request, "request", &mut facts);
        describe(&self.result, "result", &mut facts);
        facts
    }

    /// How many members there are, at every depth.
    pub(crate) fn count(&self) -> usize {
        self.facts().len() - 1
    }
}

/// The members of a shape that has to be an object.
fn members(shape: Shape) -> Result<Vec<Member>, Unsayable> {
    match shape {
        Shape::Object(members) => Ok(members),
        _ => Err("a reply that is no object"),
    }
}

/// No page limits what a reply holds.
fn without_limits(members: &mut [Member]) {
    for member in members {
        member.limits = Limits::default();
        let mut shape = &mut member.shape;
        while let Shape::List(inner) | Shape::Map(inner) = shape {
            shape = inner;
        }
        if let Shape::Object(members) = shape {
            without_limits(members);
        }
    }
}

fn describe(members: &[Member], path: &str, facts: &mut BTreeMap<String, String>) {
    for member in members {
        let path = format!("{path}.{}", member.name);
        let fact = format!(
            "{} {} default {:?}{} {:?}{}",
            if member.required {
                "required"
            } else {
                "optional"
            },
            spell(&member.shape),
            member.default,
            member.limits.shown(),
            member.values,
            if member.deprecated { " deprecated" } else { "" }
        );
        facts.insert(path.clone(), fact);
        let mut shape = &member.shape;
        while let Shape::List(inner) | Shape::Map(inner) = shape {
            shape = inner;
        }
        if let Shape::Object(members) = shape {
            describe(members, &path, facts);
        }
    }
}

fn spell(shape: &Shape) -> String {
    match shape {
        Shape::List(item) => format!("list of {}", spell(item)),
        Shape::Map(value) => format!("map of {}", spell(value)),
        Shape::Object(_) => "object".to_owned(),
        other => format!("{other:?}"),
    }
}

struct Reader<'a> {
    version: &'a Version,
    action: &'a model::Action,
}

impl<'a> Reader<'a> {
    fn get(&self, reference: &TypeRef) -> &'a TypeDef {
        let types = match reference.home {
            Home::Local => &self.action.types,
            Home::Shared => &self.version.shared_types,
        };
        types.iter().find(|def| def.name == reference.name).unwrap()
    }

    /// The shape of a value, and the values it is allowed to have.
    fn shape(
        &self,
        used: &TypeUse,
        values: &mut Vec<(String, String)>,
        depth: usize,
    ) -> Result<Shape, Unsayable> {
        if depth > 20 {
            return Err("a type that holds itself");
        }
        Ok(match &used.ty {
            Type::Unit => return Err("a value that holds nothing"),
            // A page says one type, whatever else replies were seen to hold.
            Type::JsonNumber => Shape::Int64,
            Type::Bool => Shape::Bool,
            Type::Int32 => Shape::Int32,
            Type::Int64 => Shape::Int64,
            Type::Float => Shape::Float,
            Type::Double => Shape::Double,
            Type::String => Shape::String,
            Type::Json => Shape::Json,
            Type::List(item) => Shape::List(Box::new(self.shape(item, values, depth + 1)?)),
            Type::Map(value) => Shape::Map(Box::new(self.shape(value, values, depth + 1)?)),
            Type::Nullable(item) => self.shape(item, values, depth + 1)?,
            Type::Named(reference) => match &self.get(reference).shape {
                TypeShape::Union(shape) => {
                    let first = shape.variants.first().ok_or("a type without a value")?;
                    self.shape(&first.value, values, depth + 1)?
                }
                TypeShape::Enum(shape) => enumeration(shape, values),
                TypeShape::Struct(shape) if shape.additional.is_some() => {
                    return Err("an object with members of any name");
                }
                TypeShape::Struct(shape) => Shape::Object(
                    shape
                        .members
                        .iter()
                        .map(|member| self.member(member, depth + 1))
                        .collect::<Result<_, _>>()?,
                ),
            },
        })
    }

    fn member(&self, member: &model::Member, depth: usize) -> Result<Member, Unsayable> {
        let mut values = Vec::new();
        let shape = self.shape(&member.value, &mut values, depth)?;
        Ok(Member {
            name: member.wire.clone(),
            required: member.required,
            deprecated: member.docs.deprecated,
            default: member.default.as_ref().and_then(literal),
            limits: limits(&shape, &member.value.constraints, values.is_empty()),
            values,
            shape,
        })
    }
}

fn enumeration(shape: &EnumDef, values: &mut Vec<(String, String)>) -> Shape {
    let text = |docs: &model::Docs| {
        let parts = [&docs.summary, &docs.description];
        let words = parts
            .into_iter()
            .flatten()
            .flat_map(|text| text.split_whitespace());
        // Some pages set values apart by semicolons, so no meaning holds one.
        words.collect::<Vec<_>>().join(" ").replace(';', ",")
    };
    values.extend(
        shape
            .values
            .iter()
            .map(|value| (literal(&value.wire).unwrap(), text(&value.docs))),
    );
    match shape.repr {
        model::Repr::String => Shape::String,
        model::Repr::Int64 => Shape::Int64,
    }
}

fn literal(value: &Json) -> Option<String> {
    match value {
        Json::Bool(value) => Some(value.to_string()),
        Json::Int(value) => Some(value.to_string()),
        // A page cannot show the blanks around a value.
        Json::String(value) => Some(value.trim().to_owned()),
        _ => None,
    }
}

/// The limits that a page can state for a shape.
fn limits(shape: &Shape, from: &Constraints, free: bool) -> Limits {
    let whole = |bound: &Option<Bound>, exclusive: bool| match bound {
        Some(Bound::Inclusive(Number::Int(number))) if !exclusive => Some(*number),
        Some(Bound::Exclusive(Number::Int(number))) if exclusive => Some(*number),
        _ => None,
    };
    let mut limits = Limits::default();
    match shape {
        Shape::Int32 | Shape::Int64 if free => {
            limits.minimum = whole(&from.minimum, false);
            limits.above = whole(&from.minimum, true);
            limits.maximum = whole(&from.maximum, false);
            limits.below = whole(&from.maximum, true);
        }
        Shape::Float | Shape::Double => {
            let end = |bound: &Option<Bound>| match bound {
                Some(Bound::Inclusive(number)) => Some((decimal(number), false)),
                Some(Bound::Exclusive(number)) => Some((decimal(number), true)),
                None => None,
            };
            limits.decimals = end(&from.minimum)
                .zip(end(&from.maximum))
                .map(|((low, above), (high, below))| (low, high, above, below));
        }
        Shape::String if free => {
            limits.min_length = from.min_length.filter(|length| *length > 0);
            limits.max_length = from.max_length;
        }
        Shape::List(_) => {
            limits.min_items = from.min_items.filter(|count| *count > 0);
            limits.max_items = from.max_items;
        }
        _ => {}
    }
    limits
}

fn decimal(number: &Number) -> f64 {
    match number {
        Number::Int(number) => number.to_string().parse().unwrap(),
        Number::Float(number) => *number,
    }
}
