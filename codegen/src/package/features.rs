//! The features of a crate that takes services in.

use std::path::Path;

use super::{MANIFEST, Manifest, PackageError, read};
use crate::output::{Companion, is_ours};
use codegen_emit as emit;
use codegen_model::Api;

/// The manifest beside a folder of sources, with a feature for each service and without those of services that are gone.
/// `None` when there is no manifest of a package.
///
/// Which features were given to services that are gone is known from the list of services as it stands in the folder;
/// `index` is its name.
///
/// # Errors
/// The manifest cannot be read or is none.
pub fn keep_features(
    sources: &Path,
    index: &str,
    api: &Api,
) -> Result<Option<Companion>, PackageError> {
    if sources.file_name().is_none() {
        return Ok(None);
    }
    let path = sources.with_file_name(MANIFEST);
    let Some(old) = read(&path)? else {
        return Ok(None);
    };
    let refuse = |why: &str| PackageError::Manifest(path.clone(), why.to_owned());
    let mut manifest = Manifest::parse(&old).map_err(|why| refuse(&why))?;
    if manifest.package_name().is_none() {
        return Ok(None);
    }
    let services = of_services(api);
    let gone = gone(sources, index, &services)?;
    if !manifest.keep_features(&services, &gone) {
        return Err(refuse("`features` is not a table"));
    }
    Ok(Some(Companion {
        name: MANIFEST.to_owned(),
        new: manifest.text(),
        old: Some(old),
    }))
}

/// The features of all services.
pub(super) fn of_services(api: &Api) -> Vec<&str> {
    api.services.iter().map(emit::feature).collect()
}

/// Features that the list of services has given and that nobody wants any more.
pub(super) fn gone(
    sources: &Path,
    index: &str,
    wanted: &[&str],
) -> Result<Vec<String>, PackageError> {
    let text = read(&sources.join(index))?.filter(|text| is_ours(text));
    let lines = || text.iter().flat_map(|text| text.lines());
    Ok(lines()
        .zip(lines().skip(1))
        .filter(|(_, item)| item.starts_with("pub mod "))
        .filter_map(|(line, _)| {
            line.strip_prefix("#[cfg(feature = \"")?
                .strip_suffix("\")]")
        })
        .filter(|feature| !wanted.contains(feature))
        .map(str::to_owned)
        .collect())
}
