//! A call.
//!
//! Knows the way from options to output. Gives the reply or, if nothing is sent, the request. Must never
//! print a secret.

use std::ffi::OsString;
use std::time::SystemTime;

use generated_client::runtime::Client;
use generated_client::runtime::credentials::Profile;
use generated_client::runtime::environment::{Environment, System};
use generated_client::runtime::registry::{BodyError, NamedCall};
use generated_client::{Config, Response, ResponseMetadata};
use serde_json::{Map, Value, json};

use crate::arguments::CallArguments;
use crate::body::{self, Body};
use crate::failure::{Failure, Status};
use crate::query::Query;
use crate::{find, output, shown};

/// Makes a call, or shows it.
pub(crate) fn perform(
    service: &str,
    action: &str,
    arguments: CallArguments,
) -> Result<(), Failure> {
    let service = find::service(service)?;
    let (_, entry) = find::action(service, action, arguments.api_version.as_deref())?;
    // Everything that can be wrong is found before anything is sent.
    let query = arguments.query.as_deref().map(Query::parse).transpose()?;
    let body = body::read(&arguments.body)?;
    let client = Client::new(config(&arguments)?)?;
    let call = entry
        .call(&client, &body.text)
        .map_err(|error| refused(entry.name, &body, error))?;

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Status::Other, error.to_string()))?;
    let value = runtime.block_on(async {
        if arguments.curl {
            let request = call.signed_request().await?;
            output::text(&shown::command(&request)).map(|()| None)
        } else {
            value(call, arguments.dry_run).await.map(Some)
        }
    })?;
    let Some(value) = value else { return Ok(()) };
    let value = match query {
        Some(query) => query.apply(value)?,
        None => value,
    };
    output::json(&value, arguments.compact)
}

async fn value(call: NamedCall, dry_run: bool) -> Result<Value, Failure> {
    if dry_run {
        return Ok(shown::json(&call.signed_request().await?));
    }
    Ok(reply(call.send().await?))
}

fn config(arguments: &CallArguments) -> Result<Config, Failure> {
    let mut config = Config::from_env()?.to_builder();
    if let Some(region) = &arguments.region {
        config = config.region(region);
    }
    if let Some(endpoint) = &arguments.endpoint {
        config = config.endpoint(endpoint);
    }
    if let Some(timeout) = arguments.timeout {
        config = config.timeout(timeout);
    }
    if let Some(profile) = &arguments.profile {
        config = config.credentials(Profile::new().named(profile));
    }
    if let Some(moment) = arguments.timestamp {
        config = config.environment(At(moment));
    }
    Ok(config.build())
}

/// The environment of the process, at a chosen time.
#[derive(Debug)]
struct At(SystemTime);

impl Environment for At {
    fn variable(&self, name: &str) -> Option<OsString> {
        System.variable(name)
    }

    fn now(&self) -> SystemTime {
        self.0
    }
}

fn refused(action: &str, body: &Body, error: BodyError) -> Failure {
    let name = &body.name;
    match error {
        BodyError::Unreadable {
            line,
            column,
            path,
            message,
        } => {
            let path = if path.is_empty() {
                path
            } else {
                format!("{path}: ")
            };
            let message = format!("{name}:{line}:{column}: {path}{message}");
            Failure::new(Status::Usage, message)
        }
        BodyError::Refused(violations) => {
            let message = format!("{name}: not a valid request for {action}; nothing was sent");
            let violations = violations.iter().map(ToString::to_string);
            Failure::new(Status::Usage, message).listing(violations)
        }
        other => Failure::new(Status::Usage, format!("{name}: {other}")),
    }
}

/// A reply in the form in which it came: metadata and result.
fn reply(response: Response<Value>) -> Value {
    let ResponseMetadata {
        request_id,
        action,
        version,
        service,
        region,
        ..
    } = response.metadata;
    let said = [
        ("RequestId", request_id),
        ("Action", action),
        ("Version", version),
        ("Service", service),
        ("Region", region),
    ];
    let metadata: Map<String, Value> = said
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), text.into()))
        .collect();
    json!({ "ResponseMetadata": metadata, "Result": response.result })
}
