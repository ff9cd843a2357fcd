//! Which documents that were fetched before are wanted again, and fetching them.

use std::collections::BTreeSet;

use codegen_fetch::{
    Counts, Error, ErrorKind, Explorer, Language, Record, Service, ServiceFile, Site, plain,
};

use super::folder::Recorded;
use super::targets::{Fetched, Target, gather, service_file};
use super::{Asked, Ended};

/// Fetches what was fetched before.
pub(super) async fn fetch(asked: &Asked<'_>, records: Vec<Recorded>) -> Result<Fetched, Ended> {
    let arguments = asked.arguments;
    let is_meant = |recorded: &Recorded| {
        let names = [&recorded.folder, &recorded.record.service];
        let of_service = arguments
            .service
            .as_ref()
            .is_none_or(|named| names.iter().any(|name| plain(name) == plain(named)));
        let of_version = arguments.api_version.is_empty()
            || arguments
                .api_version
                .iter()
                .any(|name| name == "all" || *name == recorded.record.version);
        let of_site = arguments
            .site()
            .is_none_or(|site| site == recorded.record.site);
        of_service && of_version && of_site
    };
    let (meant, others): (Vec<_>, Vec<_>) = records.into_iter().partition(is_meant);
    if meant.is_empty() {
        let folder = arguments.out.display();
        let known: BTreeSet<String> = others.into_iter().map(|other| other.folder).collect();
        let known: Vec<String> = known.into_iter().collect();
        return Err(if known.is_empty() {
            Ended::with(
                format_args!("nothing has been fetched into {folder} yet"),
                Some("fetch a service first, such as `codegen fetch ecs`"),
            )
        } else {
            Ended::with(
                format_args!("the service or version has not been fetched into {folder} yet"),
                Some(&format!(
                    "fetch it without `--update`; fetched so far: {}",
                    known.join(", ")
                )),
            )
        });
    }
    let mut fetched = Fetched {
        targets: Vec::new(),
        service_files: Vec::new(),
        failed: Vec::new(),
        counts: Counts::default(),
    };
    let mut known: Vec<(Site, String, Explorer)> = Vec::new();
    for Recorded { folder, record } in meant {
        let (site, source) = (record.site, record.source.clone());
        let position = known
            .iter()
            .position(|known| (known.0, &known.1) == (site, &source));
        let position = match position {
            Some(position) => position,
            None => {
                let explorer = asked.explorer(site, Some(&source))?;
                known.push((site, source, explorer));
                known.len() - 1
            }
        };
        let explorer = &known[position].2;
        let what = format!("{} {}", record.service, record.version);
        match followed(asked, explorer, folder, record).await {
            Ok(mut target) => {
                gather(asked, explorer, &mut target).await;
                fetched.targets.push(target);
            }
            Err(error) if error.kind() == ErrorKind::Unreachable => return Err(error.into()),
            Err(error) => fetched.failed.push((what, error)),
        }
    }
    for target in &fetched.targets {
        let service = Service {
            code: target.service.clone(),
            title: String::new(),
            product: String::new(),
            is_global: None,
        };
        let of_folder = std::slice::from_ref(target);
        let file = service_file(asked, &service, &target.folder, of_folder);
        let is_new = |file: &(String, ServiceFile)| {
            let mut others = fetched.service_files.iter();
            others.all(|(folder, _)| *folder != file.0)
        };
        if let Some(file) = file.filter(is_new) {
            fetched.service_files.push(file);
        }
    }
    for (_, _, explorer) in &known {
        let counts = explorer.counts();
        fetched.counts.requests += counts.requests;
        fetched.counts.kept += counts.kept;
    }
    Ok(fetched)
}

/// A version that was fetched before, and what of it is wanted now.
async fn followed(
    asked: &Asked<'_>,
    explorer: &Explorer,
    folder: String,
    record: Record,
) -> Result<Target, Error> {
    let arguments = asked.arguments;
    let list = explorer.actions(
        &record.service,
        &record.version,
        Language::Chinese,
        Some(record.fetched),
    );
    let listed = list.await?;
    if listed.is_empty() && !record.actions.is_empty() {
        return Err(Error::unusable(
            "the Explorer no longer lists any of its actions, which looks like an error of the Explorer",
        ));
    }
    let is_listed = |name: &str| listed.iter().any(|action| action.name == name);
    let named = &arguments.actions;
    let is_named =
        |name: &str| named.is_empty() || named.iter().any(|one| one.eq_ignore_ascii_case(name));
    let known = |name: &str| record.actions.contains_key(name);
    let wanted = listed
        .iter()
        .map(|action| action.name.as_str())
        .filter(|name| is_named(name) && (record.whole || known(name) || !named.is_empty()))
        .map(str::to_owned)
        .collect();
    if let Some(unknown) = named.iter().find(|one| {
        !listed
            .iter()
            .any(|action| action.name.eq_ignore_ascii_case(one))
            && !known(one)
    }) {
        return Err(Error::unusable(format!("there is no action `{unknown}`")));
    }
    let gone = record.actions.keys();
    let gone = gone.filter(|name| !is_listed(name) && is_named(name));
    Ok(Target {
        site: record.site,
        source: explorer.source(),
        language: arguments.language().unwrap_or(record.language),
        service: record.service.clone(),
        version: record.version.clone(),
        folder,
        whole: record.whole,
        named: !named.is_empty(),
        gone: gone.cloned().collect(),
        record: Some(record),
        wanted,
        gathered: Vec::new(),
        translated: None,
    })
}
