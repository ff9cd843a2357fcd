//! A crate of its own for generated sources.

use std::path::{Path, PathBuf};

use super::features::{gone, of_services};
use super::paths::{real, relative};
use super::workspace::claiming;
use super::{MANIFEST, Manifest, PackageError, RUNTIME, Runtime, read, readme};
use crate::output::{Companion, is_ours};
use codegen_model::Api;

/// The services that a crate in a folder is limited to; `None` when it takes all of them, or is not there yet.
///
/// # Errors
/// The manifest cannot be read or is none.
pub fn limit(folder: &Path) -> Result<Option<Vec<String>>, PackageError> {
    let path = folder.join(MANIFEST);
    let Some(text) = read(&path)? else {
        return Ok(None);
    };
    let manifest = Manifest::parse(&text).map_err(|why| PackageError::Manifest(path, why))?;
    Ok(manifest.services())
}

/// A crate that is made or kept in step.
#[derive(Debug)]
pub struct NewCrate {
    folder: PathBuf,
    /// The manifest as it is, and as text; `None` for a crate that is not there yet.
    old: Option<String>,
    manifest: Manifest,
}

impl NewCrate {
    /// Looks at the folder of a crate that is limited to `services`, if to any. `runtime` says where the runtime comes from; without it, what the manifest says
    /// stays, and a new manifest gets the runtime that is near.
    ///
    /// # Errors
    /// The folder has a crate of others, or there is no runtime.
    pub fn open(
        folder: &Path,
        services: Option<&[String]>,
        runtime: impl FnOnce(&Path) -> Result<Option<Runtime>, PackageError>,
    ) -> Result<Self, PackageError> {
        let path = folder.join(MANIFEST);
        let old = read(&path)?;
        let text = match &old {
            Some(text) if is_ours(text) => text.clone(),
            Some(_) => return Err(PackageError::Foreign(path)),
            None => new_manifest(&package_name(folder)?),
        };
        let refuse = |why: &str| PackageError::Manifest(path.clone(), why.to_owned());
        let mut manifest = Manifest::parse(&text).map_err(|why| refuse(&why))?;
        if !manifest.limit(services) {
            return Err(refuse("`package.metadata.codegen` is not a table"));
        }
        let runtime = match runtime(folder)? {
            None if !manifest.has_runtime() => Some(Runtime::near(folder)?),
            given => given,
        };
        if let Some(runtime) = runtime
            && !manifest.depend_on(&runtime)
        {
            return Err(refuse("`dependencies` is not a table"));
        }
        if old.is_none()
            && let Some(outer) = claiming(folder)?
        {
            manifest.stand_alone(&relative(&outer, &real(folder)?));
        }
        Ok(Self {
            folder: folder.to_owned(),
            old,
            manifest,
        })
    }

    /// Folder of its sources.
    #[must_use]
    pub fn sources(&self) -> PathBuf {
        self.folder.join("src")
    }

    /// Name by which code calls it.
    #[must_use]
    pub fn library_name(&self) -> String {
        self.manifest.library_name().unwrap_or_default()
    }

    /// The files beside its sources. `index` is the file below them that lists the services.
    ///
    /// # Errors
    /// A file that is there cannot be read, or the manifest cannot be kept in step.
    pub fn companions(mut self, index: &str, api: &Api) -> Result<Vec<Companion>, PackageError> {
        let services = of_services(api);
        let gone = gone(&self.sources(), index, &services)?;
        if !self.manifest.keep_features(&services, &gone) {
            let why = "`features` is not a table".to_owned();
            return Err(PackageError::Manifest(self.folder.join(MANIFEST), why));
        }
        // Whoever asks for a few services wants them.
        if self.old.is_none()
            && self.manifest.services().is_some()
            && !self.manifest.default_to(&services)
        {
            let why = "`features` is not a table".to_owned();
            return Err(PackageError::Manifest(self.folder.join(MANIFEST), why));
        }
        let is_on = services
            .iter()
            .all(|service| self.manifest.is_default(service));
        let name = self.manifest.package_name().unwrap_or_default();
        let texts = [
            (
                "README.md",
                readme::readme(name, &self.library_name(), api, is_on),
            ),
            (".gitignore", readme::gitignore()),
        ];
        let mut companions = vec![Companion {
            name: MANIFEST.to_owned(),
            old: self.old,
            new: self.manifest.text(),
        }];
        for (name, new) in texts {
            let old = read(&self.folder.join(name))?;
            // Whoever has put something of their own in its place keeps it.
            if old.as_ref().is_none_or(|old| is_ours(old)) {
                companions.push(Companion {
                    name: name.to_owned(),
                    old,
                    new,
                });
            }
        }
        Ok(companions)
    }
}

/// The name of a crate in a folder.
fn package_name(folder: &Path) -> Result<String, PackageError> {
    let refuse = || PackageError::Name(folder.to_owned());
    let absolute =
        std::path::absolute(folder).map_err(|error| PackageError::Io(folder.to_owned(), error))?;
    let folder_name = absolute.file_name().ok_or_else(refuse)?.to_string_lossy();
    let name: String = folder_name
        .to_ascii_lowercase()
        .chars()
        .map(|char| {
            if char.is_ascii_alphanumeric() || char == '_' {
                char
            } else {
                '-'
            }
        })
        .collect();
    let name = name.trim_matches('-');
    let is_identifier = syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_ok();
    if name == RUNTIME
        || !name.starts_with(|char: char| char.is_ascii_lowercase())
        || !is_identifier
    {
        return Err(refuse());
    }
    Ok(name.to_owned())
}

fn new_manifest(name: &str) -> String {
    format!(
        "\
# @generated by `codegen`, which keeps the features of services and the dependency on the runtime; edit the rest.

[package]
name = \"{name}\"
description = \"Typed, signed client for services of Volcengine's OpenAPI\"
version = \"0.1.0\"
edition = \"2024\"
rust-version = \"1.88\"
publish = false

[features]
# Every type is read and written, whichever way it travels.
full-serde = [\"generated-client/full-serde\"]

[dependencies]
"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::*;

    #[test]
    fn a_crate_is_called_like_its_folder() {
        let name = |folder: &str| package_name(Path::new(folder)).ok();
        assert_eq!(
            name("/x/My Cloud.client").as_deref(),
            Some("my-cloud-client")
        );
        assert_eq!(name("/x/vpc_client/").as_deref(), Some("vpc_client"));
        for wrong in ["/", "/x/2fa", "/x/match", "/x/云", "/x/generated-client"] {
            assert_eq!(name(wrong), None, "{wrong}");
        }
    }
}
