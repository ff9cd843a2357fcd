//! The API as this project understands it: plain data.
//!
//! Knows services, versions, actions and types, every reference resolved and every Rust name assigned.
//! Gives `lower` something to build, `emit` something to print and `diff` something to compare.
//! Must never know where a fact was written (no spans, no OpenAPI, no serde) nor how Rust is printed (no tokens).

mod condition;
mod constraint;
mod form;
mod json;
mod name;
mod ty;

pub use condition::{CONDITION_KEYWORDS, is_condition};
pub use constraint::{Bound, Constraints, Limit, Number, Subject};
pub use form::Form;
pub use json::Json;
pub use name::{FieldName, FunctionName, ModuleName, TypeName, VariantName};
pub use ty::{
    Direction, EnumDef, EnumValue, Home, Member, Repr, StructDef, Style, Type, TypeDef, TypeRef,
    TypeShape, TypeUse, UnionDef, UnionVariant,
};

/// Every service that was described, sorted by module name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Api {
    /// The services.
    pub services: Vec<Service>,
}

/// One service: a signing name, its endpoints and its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Name of the folder under `spec/` and of the Rust module.
    pub module: ModuleName,
    /// Name that goes into the credential scope of a signature.
    pub signing_name: String,
    /// Human name, if the service file gives one.
    pub title: Option<String>,
    /// Markdown for the front page of the module.
    pub description: Option<String>,
    /// Region that is used when the caller names none.
    pub default_region: String,
    /// Where the service answers.
    pub endpoints: Endpoints,
    /// Error codes documented by the service or by any of its actions, merged, in order of their code.
    pub error_codes: Vec<ErrorCode>,
    /// Versions, sorted by their wire text.
    pub versions: Vec<Version>,
}

/// Hosts of a service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Endpoints {
    /// Host per region, in the order of the service file.
    pub regions: Vec<(String, String)>,
    /// Host for every other region; `{region}` in it stands for the region. Without it, only the regions
    /// listed are known.
    pub pattern: Option<String>,
}

/// One version of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// As on the wire: `2020-12-01`.
    pub wire: String,
    /// As a module: `v2020_12_01`.
    pub module: ModuleName,
    /// Actions, sorted by their wire name.
    pub actions: Vec<Action>,
    /// Types of documents that others refer to, sorted by name.
    pub shared_types: Vec<TypeDef>,
}

/// One action.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// As on the wire: `BatchAddConversationParticipant`.
    pub wire: String,
    /// Path of the document it came from, relative to the folder of all documents, with `/`.
    pub source: String,
    /// Module of its types: `batch_add_conversation_participant`.
    pub module: ModuleName,
    /// Method of the client.
    pub method_name: FunctionName,
    /// What it is listed under: the first tag of its document.
    pub group: Option<String>,
    /// What the action does.
    pub docs: Docs,
    /// HTTP method.
    pub http_method: HttpMethod,
    /// How the request members travel.
    pub encoding: Encoding,
    /// Calls per second and account, if documented.
    pub qps_limit: Option<u32>,
    /// Whether repeating a call that may have been processed does no harm.
    pub idempotent: bool,
    /// The request structure; a local type of this action.
    pub request: TypeRef,
    /// What `Result` holds. [`Type::Unit`] when the action answers no data.
    pub result: TypeUse,
    /// Local types, the request first, then the result, then the others in the order in which they are met.
    pub types: Vec<TypeDef>,
    /// Documented error codes of this action, each as the service has it.
    pub errors: Vec<ErrorCode>,
    /// How pages follow each other.
    pub pagination: Option<Pagination>,
    /// Result members that list what failed although the call succeeded; the first one counts most.
    pub failed_items: Vec<FieldName>,
    /// A request as JSON, valid against the request structure.
    pub example_request: Option<Json>,
    /// A whole reply as JSON, envelope included.
    pub example_response: Option<Json>,
}

/// Prose about an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// Markdown, any length. Never repeats the summary.
    pub description: Option<String>,
    /// Where the platform documents it: description and address.
    pub external: Option<ExternalDocs>,
    /// Whether the platform discourages its use.
    pub deprecated: bool,
}

/// A link to a page of documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalDocs {
    /// What is behind the link.
    pub description: Option<String>,
    /// Its address.
    pub url: String,
}

/// HTTP methods in use on the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpMethod {
    /// `GET`
    Get,
    /// `POST`
    Post,
}

/// How the members of a request travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Flattened into the query string.
    Query,
    /// As a JSON body.
    Json,
    /// Flattened into an `application/x-www-form-urlencoded` body.
    Form,
}

/// One documented error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCode {
    /// As on the wire.
    pub wire: String,
    /// As a variant.
    pub rust: VariantName,
    /// The number that comes with it.
    pub number: Option<i64>,
    /// HTTP status that comes with it.
    pub http_status: Option<u16>,
    /// Whether the same call may succeed later.
    pub retryable: Option<bool>,
    /// What it means.
    pub docs: Docs,
}

/// Members by which pages follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// Request member that takes the cursor: an integer or a text.
    pub cursor: FieldName,
    /// Result member that gives the next cursor, of the same kind.
    pub next: FieldName,
    /// Result member that says whether there is a next page: a boolean.
    pub has_more: Option<FieldName>,
    /// Result member that holds the items of a page: a list.
    pub items: FieldName,
    /// What the items are.
    pub item: Type,
}
