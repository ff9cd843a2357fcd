//! What a request is answered with that is not refused.
//!
//! Knows the examples of the documents and the faults that a reply may have.
//! Gives answers in the platform's envelope.
//! Must never judge the request.

use serde_json::{Map, Number, Value, json};

use super::check::Types;
use super::fault::{Befalling, Instead};
use super::pages::page;
use super::refusal::metadata;
use super::{Answer, Received};
use codegen_model::{Action, Json, Type, TypeDef, TypeShape};

/// The reply to a request that nothing is wrong with, as JSON.
pub(super) fn success(
    action: &Action,
    shared: &[TypeDef],
    members: &Value,
    request: &Received,
    request_id: &str,
) -> Value {
    let types = Types::new(action, shared);
    let structure_of = |reference| match types.shape(reference) {
        Some(TypeShape::Struct(structure)) => Some(&**structure),
        _ => None,
    };
    let structure = match &action.result.ty {
        Type::Named(reference) => structure_of(reference),
        _ => None,
    };
    let example = action.example_response.as_ref();
    let mut result = match (example.and_then(|reply| reply.member("Result")), structure) {
        (Some(result), _) => to_value(result),
        (None, Some(_)) => json!({}),
        (None, None) => Value::Null,
    };
    if let (Some(pagination), Some(structure), Some(asked), Value::Object(result)) = (
        &action.pagination,
        structure,
        structure_of(&action.request),
        &mut result,
    ) {
        page(pagination, asked, structure, members, result);
    }
    json!({ "ResponseMetadata": metadata(request, request_id), "Result": result })
}

/// What becomes of a success, and a few words about it.
pub(super) fn apply_fault(
    fault: Befalling,
    success: Answer,
    request: &Received,
    request_id: &str,
) -> (Answer, Option<String>) {
    let Befalling { delay, instead } = fault;
    let (answer, reason) = match instead {
        None => (success, None),
        Some(Instead::Error {
            status,
            code,
            retry_after,
        }) => {
            let mut metadata = metadata(request, request_id);
            metadata["Error"] = json!({ "Code": code, "Message": "a requested fault" });
            let body = json!({ "ResponseMetadata": metadata }).to_string();
            let mut answer = Answer::json(status, &body);
            if let Some(pause) = retry_after {
                let seconds = pause.as_millis().div_ceil(1000);
                answer = answer.header("retry-after", &seconds.to_string());
            }
            (answer, Some(format!("fault: {code}")))
        }
        Some(Instead::Html) => {
            let page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
            let answer = Answer::new(502, "text/html", page);
            (answer, Some("fault: a page of HTML".to_owned()))
        }
        Some(Instead::Empty) => {
            let answer = Answer::new(200, "application/json", "");
            (answer, Some("fault: an empty reply".to_owned()))
        }
        Some(Instead::Truncate) => (
            success.halved(),
            Some("fault: half of the reply".to_owned()),
        ),
        Some(Instead::Reset) => (Answer::hang_up(), Some("fault: no reply".to_owned())),
    };
    if delay.is_zero() {
        return (answer, reason);
    }
    let delayed = format!("fault: {delay:?} late");
    let reason = reason.map_or(delayed.clone(), |reason| format!("{reason}, {delayed}"));
    (answer.after(delay), Some(reason))
}

fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => (*value).into(),
        Json::Int(value) => Number::from_i128(*value)
            .or_else(|| Number::from_f64(*value as f64))
            .map_or(Value::Null, Value::Number),
        Json::Float(value) => (*value).into(),
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => items.iter().map(to_value).collect(),
        Json::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), to_value(value)))
            .collect::<Map<_, _>>()
            .into(),
    }
}
