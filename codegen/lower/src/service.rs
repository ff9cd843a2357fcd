//! A service: its module, its endpoints, its versions.

use std::collections::HashMap;

use super::Reserved;
use super::errors::merge_errors;
use super::names::{module_identifier, snake};
use super::places::Places;
use super::version::{lower_version, version_module};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{ServiceFile, ServiceFolder, SpecTree};
use codegen_documents::source::{FileId, Place, Pointer, Sources};
use codegen_model::{Endpoints, ModuleName, Service};

/// Region that the platform's own tools assume.
const DEFAULT_REGION: &str = "cn-north-1";

/// The gateway that serves every service.
const GATEWAY: &str = "open.volcengineapi.com";

pub(super) fn lower_service(
    folder: &ServiceFolder,
    sources: &Sources,
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> (Option<Service>, Places) {
    let error_codes = merge_errors(folder, reserved, findings);
    let module = ModuleName::assigned(service_module(&folder.name, reserved));
    let mut places = Places::default();
    let mut versions = Vec::with_capacity(folder.versions.len());
    for version in &folder.versions {
        if !version.documents.is_empty() {
            let (version, of_version) =
                lower_version(version, sources, &error_codes, reserved, findings);
            places.add(module.plain(), &version.wire, of_version);
            versions.push(version);
        }
    }
    let Some((file, service)) = &folder.service else {
        return (None, places);
    };
    check_service_codes(folder, service, findings);
    let (default_region, endpoints) = lower_endpoints(*file, service, findings);
    let service = Service {
        module,
        signing_name: service.signing_name.clone(),
        title: service.title.clone(),
        description: service.description.clone(),
        default_region,
        endpoints,
        error_codes,
        versions,
    };
    (Some(service), places)
}

/// Reports paths that claim to belong to another service.
fn check_service_codes(folder: &ServiceFolder, service: &ServiceFile, findings: &mut Findings) {
    let plain = |name: &str| name.replace(['-', '_'], "").to_lowercase();
    let ours = [plain(&folder.name), plain(&service.signing_name)];
    let versions = folder.versions.iter();
    for document in versions.flat_map(|version| &version.documents) {
        for operation in &document.operations {
            if let Some(code) = &operation.service_code
                && !ours.contains(&plain(&code.value))
            {
                findings.push(
                    Finding::new(
                        &lint::SERVICE_MISMATCH,
                        Place::value(document.file, code.pointer.clone()),
                        format!(
                            "the action claims to belong to `{}`, but its calls are signed for `{}`",
                            code.value, service.signing_name
                        ),
                    )
                    .help("move it into the folder of that service, or correct `service` in the service file"),
                );
            }
        }
    }
}

fn lower_endpoints(
    file: FileId,
    service: &ServiceFile,
    findings: &mut Findings,
) -> (String, Endpoints) {
    let mut bad = |pointer: Pointer, host: &str, why: &str| {
        findings.push(
            Finding::new(&lint::BAD_ENDPOINT, Place::value(file, pointer), format!("`{host}` {why}"))
                .help("write a host such as `rtc.volcengineapi.com`, or one with a placeholder, such as `vpc.{region}.volcengineapi.com`"),
        );
    };
    let is_host = |host: &str| {
        !host.is_empty()
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'))
    };
    let mut endpoints = Endpoints::default();
    for (region, host) in &service.endpoints.regions {
        if !is_host(host) {
            bad(region.pointer.clone(), host, "is not a host name");
        }
        endpoints.regions.push((region.value.clone(), host.clone()));
    }
    match &service.endpoints.pattern {
        Some(pattern) => {
            if !is_host(&pattern.value.replace("{region}", "region")) {
                bad(
                    pattern.pointer.clone(),
                    &pattern.value,
                    "is not a host name with `{region}` as its only placeholder",
                );
            }
            endpoints.pattern = Some(pattern.value.clone());
        }
        None if endpoints.regions.is_empty() => endpoints.pattern = Some(GATEWAY.to_owned()),
        None => {}
    }
    let known = |region: &str| {
        endpoints.pattern.is_some() || endpoints.regions.iter().any(|(name, _)| name == region)
    };
    let default_region = match &service.default_region {
        Some(region) => {
            if !known(region) {
                bad(
                    Pointer::root().key("default-region"),
                    region,
                    "is not among the regions of `endpoints`",
                );
            }
            region.clone()
        }
        None if known(DEFAULT_REGION) => DEFAULT_REGION.to_owned(),
        None => endpoints
            .regions
            .first()
            .map_or_else(|| DEFAULT_REGION.to_owned(), |(region, _)| region.clone()),
    };
    (default_region, endpoints)
}

/// Two folders must not give one module.
pub(super) fn check_module_names(tree: &SpecTree, reserved: Reserved<'_>, findings: &mut Findings) {
    let mut services = HashMap::new();
    for folder in &tree.services {
        if let Some((file, _)) = &folder.service {
            claim_folder(
                &mut services,
                &folder.name,
                service_module(&folder.name, reserved),
                *file,
                findings,
            );
        }
        let mut versions = HashMap::new();
        for version in &folder.versions {
            if let Some(document) = version.documents.first() {
                claim_folder(
                    &mut versions,
                    &version.name,
                    version_module(&version.name),
                    document.file,
                    findings,
                );
            }
        }
    }
}

fn claim_folder<'a>(
    seen: &mut HashMap<String, &'a str>,
    folder: &'a str,
    module: String,
    file: FileId,
    findings: &mut Findings,
) {
    if let Some(other) = seen.get(&module) {
        let message =
            format!("the folders `{other}` and `{folder}` would both become the module `{module}`");
        findings.push(Finding::new(
            &lint::BAD_FOLDER_NAME,
            Place::offset(file, 0),
            message,
        ));
    }
    seen.insert(module, folder);
}

fn service_module(folder: &str, reserved: Reserved<'_>) -> String {
    let module = snake(folder);
    if reserved.services.contains(&module.as_str()) {
        format!("{module}_")
    } else {
        module_identifier(&module)
    }
}
