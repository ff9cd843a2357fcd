//! Types: what a member holds and the structures, enums and unions that an action defines.

use super::{Constraints, Docs, FieldName, Json, Subject, TypeName, VariantName};

/// A type together with what is demanded of a value at this place.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeUse {
    /// What it is.
    pub ty: Type,
    /// What it must satisfy. The items of a list carry their own, inside [`Type::List`].
    pub constraints: Constraints,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// No data at all (a result without content).
    Unit,
    /// `bool`
    Bool,
    /// `i32`
    Int32,
    /// `i64`
    Int64,
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// `String`
    String,
    /// JSON as it comes.
    Json,
    /// A number that may arrive as text: `serde_json::Number` in its shortest form.
    JsonNumber,
    /// `Vec<_>`
    List(Box<TypeUse>),
    /// `BTreeMap<String, _>`
    Map(Box<TypeUse>),
    /// `Option<_>`: an item of a list or a value of a map that may be null.
    Nullable(Box<TypeUse>),
    /// A structure, an enum or a union.
    Named(TypeRef),
}

/// Where a named type is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Home {
    /// In the module of the action that uses it.
    Local,
    /// In the `types` module of the version.
    Shared,
}

/// A resolved reference to a named type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeRef {
    /// Where it is defined.
    pub home: Home,
    /// Its name there.
    pub name: TypeName,
}

/// Which way values of a type travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Only in requests.
    Request,
    /// Only in replies.
    Reply,
    /// In both.
    Both,
}

impl Direction {
    /// Whether values are sent.
    #[must_use]
    pub fn is_sent(self) -> bool {
        matches!(self, Self::Request | Self::Both)
    }

    /// Whether values are received.
    #[must_use]
    pub fn is_received(self) -> bool {
        matches!(self, Self::Reply | Self::Both)
    }
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Its Rust name.
    pub name: TypeName,
    /// Its name in the document, or the path of member names that leads to an unnamed schema.
    pub wire: String,
    /// What it stands for.
    pub docs: Docs,
    /// Which way it travels.
    pub direction: Direction,
    /// Its content.
    pub shape: TypeShape,
}

/// Content of a named type.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeShape {
    /// Named members.
    Struct(Box<StructDef>),
    /// One of several texts or numbers.
    Enum(EnumDef),
    /// One of several shapes, told apart by trying them in order.
    Union(UnionDef),
}

/// A structure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StructDef {
    /// Members in the order of the document.
    pub members: Vec<Member>,
    /// Type of members beyond the named ones, where the document allows them expressly; the field that holds
    /// them is called as the first part says.
    pub additional: Option<(FieldName, TypeUse)>,
    /// Whether the document forbids members beyond the named ones.
    pub is_closed: bool,
    /// Members that list what failed, if this is the result of an action that can fail in part.
    pub failed: Vec<FieldName>,
}

/// A member of a structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// As on the wire.
    pub wire: String,
    /// Other spellings that are read as well, in replies.
    pub aliases: Vec<String>,
    /// As a field.
    pub rust: FieldName,
    /// What it means.
    pub docs: Docs,
    /// What it holds.
    pub value: TypeUse,
    /// Whether the document requires it.
    pub required: bool,
    /// Whether the document requires it and allows null: a body without a value for it says null.
    pub or_null: bool,
    /// What the server assumes when the member is left out.
    pub default: Option<Json>,
    /// How a list or an object is laid out where the request travels in a query string or a form; `None` as the platform does it:
    /// `Name.1`, `Name.2`, `Name.1.Key`.
    pub style: Option<Style>,
    /// Whether the field must be boxed because its type contains itself through it.
    pub boxed: bool,
    /// Whether its value is confidential: a text, or a list or map of texts, of the format `password`.
    pub secret: bool,
}

/// A layout in a query string or a form that is not the platform's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The items of a list in one text, with this character between them.
    Joined(char),
    /// The name once for each item of a list.
    Repeated,
    /// A text of JSON.
    Json,
}

/// An open enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumDef {
    /// What travels.
    pub repr: Repr,
    /// The documented values, in the order of the document; no two are equal.
    pub values: Vec<EnumValue>,
}

/// What an enum is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repr {
    /// A text.
    String,
    /// A 64-bit number.
    Int64,
}

/// One documented value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// As on the wire: [`Json::String`] or [`Json::Int`], as the enum's [`Repr`] says.
    pub wire: Json,
    /// As a variant.
    pub rust: VariantName,
    /// What it means.
    pub docs: Docs,
}

/// A union.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnionDef {
    /// Its alternatives, in the order in which they are tried.
    pub variants: Vec<UnionVariant>,
    /// The member whose value says which alternative a value is, if the document names one.
    pub tag: Option<String>,
}

/// One alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionVariant {
    /// As a variant.
    pub rust: VariantName,
    /// What it means.
    pub docs: Docs,
    /// What it holds.
    pub value: TypeUse,
    /// Values of the union's tag that stand for it.
    pub tags: Vec<String>,
}

impl Subject {
    /// Whether a value of a type can be one. A value of no stated type can be any.
    #[must_use]
    pub fn includes(self, ty: &Type) -> bool {
        match self {
            Self::Number => matches!(
                ty,
                Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::Json
            ),
            Self::Text => matches!(ty, Type::String | Type::Json),
            Self::List => matches!(ty, Type::List(_) | Type::Json),
            Self::Object => matches!(ty, Type::Map(_) | Type::Json),
            Self::Any => true,
        }
    }
}
