//! The service file: what holds for all actions of a service.

use std::collections::HashMap;

use super::error_code::{DocumentedError, read_service_errors};
use super::fields::{Context, Fields, Spanned};
use super::service_keys::{known, passed_over};
use crate::diagnostics::{Finding, Findings, lint};
use crate::source::{FileId, Node, Place, Pointer, Sources, parse};

/// Facts of a whole service.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ServiceFile {
    /// `service`: the signing name.
    pub signing_name: String,
    /// `title`
    pub title: Option<String>,
    /// `description`: Markdown for the front page of the module.
    pub description: Option<String>,
    /// `default-region`
    pub default_region: Option<String>,
    /// `endpoints`
    pub endpoints: EndpointRule,
    /// `error-codes`
    pub error_codes: Vec<DocumentedError>,
}

/// `endpoints`: a host per region, or a pattern for all of them, or both.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EndpointRule {
    /// Host per region.
    pub regions: Vec<(Spanned<String>, String)>,
    /// Host with `{region}` in it, or one host for all regions.
    pub pattern: Option<Spanned<String>>,
}

/// Reads a service file. Whatever is wrong becomes findings; `None` when the signing name could not be read.
///
/// The layout of API listings, `{"service", "signing_service", "endpoint", "hosts", …}`, is read as well.
#[must_use]
pub fn load_service(
    file: FileId,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<ServiceFile> {
    let root = match parse(sources.get(file)) {
        Ok(root) => root,
        Err(error) => {
            let place = Place::offset(file, error.offset.unwrap_or(0));
            findings.push(Finding::new(
                &lint::BROKEN_SYNTAX,
                place,
                format!("the service file cannot be read: {}", error.message),
            ));
            return None;
        }
    };
    if root == Node::Null {
        findings.push(
            Finding::new(
                &lint::EMPTY_FILE,
                Place::offset(file, 0),
                "the service file is empty",
            )
            .help("write at least `service: ` and the signing name"),
        );
        return None;
    }
    let mut context = Context {
        file,
        root: &root,
        base: Pointer::root(),
        unfollowed: HashMap::new(),
        findings,
    };
    let mut fields = Fields::of(&root, Pointer::root(), "service file", &mut context)?;
    let service = fields.string("service", &mut context);
    let signing_name = fields.string("signing_service", &mut context).or(service);
    let mut endpoints = EndpointRule::default();
    for key in ["endpoints", "hosts"] {
        match fields.take(key) {
            Some((Node::String(text), pointer)) => {
                endpoints.pattern = Some(Spanned {
                    value: text.clone(),
                    pointer,
                });
            }
            Some(_) => endpoints
                .regions
                .extend(read_hosts(&mut fields, key, &mut context)),
            None => {}
        }
    }
    if let Some(pattern) = fields.string("endpoint", &mut context) {
        endpoints.pattern = Some(pattern);
    }
    let service_file = ServiceFile {
        signing_name: String::new(),
        title: fields.text("title", &mut context),
        description: fields.text("description", &mut context),
        default_region: fields.text("default-region", &mut context),
        endpoints,
        error_codes: read_service_errors(&mut fields, &mut context),
    };
    fields.finish(&known(), &passed_over(), &mut context);
    match signing_name {
        Some(name) if !name.value.is_empty() => Some(ServiceFile {
            signing_name: name.value,
            ..service_file
        }),
        _ => {
            context.findings.push(
                Finding::new(
                    &lint::MISSING_KEY,
                    Place::value(file, Pointer::root()),
                    "the key `service` is missing",
                )
                .help("write `service: ` and the signing name, such as `service: rtc`"),
            );
            None
        }
    }
}

fn read_hosts(
    fields: &mut Fields<'_>,
    key: &str,
    context: &mut Context<'_>,
) -> Vec<(Spanned<String>, String)> {
    let Some(members) = fields.mapping(key, context) else {
        return Vec::new();
    };
    let mut hosts = Vec::new();
    for (region, node, pointer) in members {
        match node {
            Node::String(host) => hosts.push((
                Spanned {
                    value: region.to_owned(),
                    pointer,
                },
                host.clone(),
            )),
            other => context.wrong_type(&pointer, region, "a host name", other),
        }
    }
    hosts
}
