//! A version with all that its files need to know.
//!
//! Knows the service it belongs to, its shared types and where the names of its actions lead.
//! Gives these, and the paths of its files.
//! Must never know how a file is written.

use std::collections::BTreeSet;

use codegen_model::{Service, Version};

use super::docs::{self, Links};
use super::identifier::plain;
use super::types::Types;

/// A version with its service and its shared types.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    /// The service it belongs to.
    pub(super) service: &'a Service,
    /// The version.
    pub(super) version: &'a Version,
    /// Its shared types.
    pub(super) shared: Types<'a>,
    /// Where the names of its actions lead to.
    pub(super) links: Links,
    /// Codes that nearly every action has.
    pub(super) common_codes: BTreeSet<String>,
}

impl<'a> Surroundings<'a> {
    /// Looks through the shared types of a version.
    pub(super) fn new(service: &'a Service, version: &'a Version) -> Self {
        Self {
            service,
            version,
            shared: Types::new(&version.shared_types),
            links: Links::new(docs::methods(version)),
            common_codes: docs::common_codes(version),
        }
    }

    /// Path of a file of this version, by the name of its module.
    pub(super) fn path(&self, module: &str) -> String {
        let (service, version) = (self.service.module.as_str(), self.version.module.as_str());
        format!("{}/{}/{}.rs", plain(service), plain(version), plain(module))
    }

    /// Folder of its documents.
    pub(super) fn source(&self) -> String {
        format!(
            "{}/{}",
            plain(self.service.module.as_str()),
            self.version.wire
        )
    }

    /// What people call the service.
    pub(super) fn title(&self) -> &str {
        self.service
            .title
            .as_deref()
            .unwrap_or_else(|| plain(self.service.module.as_str()))
    }
}
