//! A service -> its `mod.rs`.
//!
//! Knows signing name, endpoints, versions, and whether there are error codes.
//! Gives the file.
//! Must never know what a version holds.

use codegen_model::Service;

use super::identifier::plain;
use super::template::{comment, rust};
use super::{File, Options, docs, format, literal};

/// `mod.rs` of a service.
pub(super) fn file(service: &Service, options: &Options) -> File {
    let module = plain(service.module.as_str());
    let runtime = options.runtime();
    let (codes, exported) = match service.error_codes.is_empty() {
        true => ("", ""),
        false => (
            "mod error_code;\n",
            "pub use self::error_code::ErrorCode;\n",
        ),
    };
    let versions = service
        .versions
        .iter()
        .map(|version| rust!("pub mod $module;\n", module = version.module.as_str()));
    let parts = [
        rust!("use $runtime::generated::Service;\n", runtime),
        codes.to_owned() + &versions.collect::<String>(),
        exported.to_owned(),
        constant(service),
    ];
    let mut docs = docs::of_service(service);
    docs::service_links(service).set(&mut docs);
    let source = format!("{module}/service.yaml");
    File {
        path: format!("{module}/mod.rs"),
        text: format::file(Some(&source), &docs, parts),
    }
}

fn constant(service: &Service) -> String {
    let regions: Vec<_> = service
        .endpoints
        .regions
        .iter()
        .map(|(region, host)| format!("({}, {})", literal::text(region), literal::text(host)))
        .collect();
    let pattern = match &service.endpoints.pattern {
        Some(pattern) => format!("Some({})", literal::text(pattern)),
        None => "None".to_owned(),
    };
    rust!(
        "
$docs
pub const SERVICE: Service = Service {
    signing_name: $signing_name,
    default_region: $default_region,
    endpoints: &[$regions],
    pattern: $pattern,
};
",
        docs = comment(&docs::of_service_constant()),
        signing_name = literal::text(&service.signing_name),
        default_region = literal::text(&service.default_region),
        regions = regions.join(", "),
        pattern,
    )
}
