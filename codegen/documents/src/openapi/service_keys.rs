//! The keys of a service file: one table for the reader and for the JSON Schema by which editors complete the file.

use serde_json::{Map, Value, json};

/// A key and what may stand behind it.
struct Key {
    name: &'static str,
    holds: Holds,
    description: &'static str,
}

/// What stands behind a key.
enum Holds {
    /// The name that goes into signatures.
    Name,
    /// A text, which may be empty.
    Text,
    /// A host, perhaps with `{region}` in it.
    Pattern,
    /// Hosts by region, or a host for all of them.
    Hosts,
    /// Error codes.
    ErrorCodes,
    /// What listings of the API Explorer say beside; it is passed over.
    Ignored,
}

const KEYS: &[Key] = &[
    Key {
        name: "service",
        holds: Holds::Name,
        description: "Name of the service in signatures, such as `rtc`.",
    },
    Key {
        name: "title",
        holds: Holds::Text,
        description: "Name of the service for people. One line.",
    },
    Key {
        name: "description",
        holds: Holds::Text,
        description: "Front page of the service's module, in Markdown.",
    },
    Key {
        name: "default-region",
        holds: Holds::Text,
        description: "Default region of a client; `cn-north-1` if absent.",
    },
    Key {
        name: "endpoints",
        holds: Holds::Hosts,
        description: "Host of each region, or one for all regions, in which `{region}` may stand for the region. If absent, the gateway \
             of all services.",
    },
    Key {
        name: "error-codes",
        holds: Holds::ErrorCodes,
        description: "Error codes that every action of the service may return.",
    },
    Key {
        name: "signing_service",
        holds: Holds::Name,
        description: "Name of the service in signatures, as listings of the API Explorer write it; takes precedence over `service`.",
    },
    Key {
        name: "endpoint",
        holds: Holds::Pattern,
        description: "Host for every region without its own entry, as the API Explorer lists it.",
    },
    Key {
        name: "hosts",
        holds: Holds::Hosts,
        description: "The same as `endpoints`, as listings of the API Explorer write it.",
    },
    ignored("service_id"),
    ignored("host"),
    ignored("global"),
    ignored("packages"),
    ignored("versions"),
    ignored("count"),
];

const fn ignored(name: &'static str) -> Key {
    Key {
        name,
        holds: Holds::Ignored,
        description: "In listings of the API Explorer; ignored.",
    }
}

/// Keys that mean something.
pub(super) fn known() -> Vec<&'static str> {
    names(|holds| !matches!(holds, Holds::Ignored))
}

/// Keys that are passed over in silence.
pub(super) fn passed_over() -> Vec<&'static str> {
    names(|holds| matches!(holds, Holds::Ignored))
}

fn names(wanted: fn(&Holds) -> bool) -> Vec<&'static str> {
    let keys = KEYS.iter().filter(|key| wanted(&key.holds));
    keys.map(|key| key.name).collect()
}

/// The JSON Schema of a service file, draft 2020-12.
#[must_use]
pub fn service_schema() -> Value {
    let properties: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let mut schema = key.holds.schema();
            schema.insert("description".to_owned(), key.description.into());
            (key.name.to_owned(), Value::Object(schema))
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Service file",
        "description": "Facts of a whole service, `spec/<service>/service.yaml`.",
        "type": "object",
        "anyOf": [{ "required": ["service"] }, { "required": ["signing_service"] }],
        "properties": properties,
        "patternProperties": { "^x-": {} },
        "additionalProperties": false,
    })
}

const HOST: &str = r"^[A-Za-z0-9.:\[\]-]+$";
const PATTERN: &str = r"^([A-Za-z0-9.:\[\]-]|\{region\})+$";

impl Holds {
    fn schema(&self) -> Map<String, Value> {
        let schema = match self {
            Self::Name => json!({ "type": "string", "minLength": 1 }),
            Self::Text => json!({ "type": "string" }),
            Self::Pattern => json!({ "type": "string", "pattern": PATTERN }),
            Self::Hosts => json!({
                "oneOf": [
                    { "type": "string", "pattern": PATTERN },
                    { "type": "object", "additionalProperties": { "type": "string", "pattern": HOST } },
                ],
            }),
            Self::ErrorCodes => json!({
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["code"],
                    "properties": {
                        "code": { "type": ["string", "integer"], "description": "The code, as `Code` in a reply has it." },
                        "number": { "type": "integer", "description": "The number, as `CodeN` in a reply has it." },
                        "http-status": { "type": "integer", "minimum": 0, "description": "HTTP status of the error." },
                        "description": { "type": "string", "description": "What it means, in Markdown." },
                        "retryable": { "type": "boolean", "description": "Whether the same call may succeed later." },
                    },
                    "patternProperties": { "^x-": {} },
                    "additionalProperties": false,
                },
            }),
            Self::Ignored => json!({}),
        };
        match schema {
            Value::Object(schema) => schema,
            _ => Map::new(),
        }
    }
}
