//! Which documents are wanted, and fetching them.

use std::collections::BTreeSet;

use codegen_fetch::{
    Action, Counts, Error, Explorer, Gathered, Language, Record, Service, ServiceFile, Site,
    Translated, Version, Wanted, checked, choose, shown,
};

use super::folder::{self, Recorded};
use super::{Asked, Ended};

/// A version of a service, and what came of its documents.
pub(super) struct Target {
    pub(super) site: Site,
    /// Scheme and host of the Explorer.
    pub(super) source: String,
    /// Code of the service.
    pub(super) service: String,
    pub(super) version: String,
    /// Folder of the service.
    pub(super) folder: String,
    pub(super) language: Language,
    /// Whether all actions were asked for.
    pub(super) whole: bool,
    /// What was fetched before.
    pub(super) record: Option<Record>,
    /// Actions that were fetched before and are not listed any more.
    pub(super) gone: BTreeSet<String>,
    /// Actions that were named, so that documents of unknown descent may be brought up to date as well.
    pub(super) named: bool,
    pub(super) wanted: Vec<String>,
    pub(super) gathered: Gathered,
    /// How much of the prose is in English, where English was asked for.
    pub(super) translated: Option<Translated>,
}

/// Everything that came.
pub(super) struct Fetched {
    pub(super) targets: Vec<Target>,
    /// Service files for folders that have none, by folder.
    pub(super) service_files: Vec<(String, ServiceFile)>,
    /// Versions that could not be listed, and why.
    pub(super) failed: Vec<(String, Error)>,
    pub(super) counts: Counts,
}

/// Finds out what is wanted, and fetches it.
pub(super) async fn fetch(asked: &Asked<'_>, records: &[Recorded]) -> Result<Fetched, Ended> {
    let arguments = asked.arguments;
    let Some(named) = &arguments.service else {
        return Err(Ended::with(
            "no service given",
            Some(
                "name one, such as `codegen fetch ecs`; `codegen fetch --list` lists all, and `--update` updates what was fetched before",
            ),
        ));
    };
    let site = arguments.site().unwrap_or(Site::China);
    let explorer = asked.explorer(site, None)?;
    let language = arguments.language().unwrap_or(site.language());
    let service = &find(&explorer, named, site, language).await?;
    let folder = folder::of_service(&arguments.out, &service.code, records)
        .map_err(|error| Ended::with(error, None))?;
    let all = explorer.versions(&service.code, None).await?;
    let versions = choose::versions(&arguments.api_version, &all)?;
    let mut targets = Vec::new();
    for version in versions {
        let name = &version.name;
        checked(name).map_err(|error| Ended::with(error, None))?;
        let (version, actions) = listed(asked, &explorer, service, version, &all).await?;
        let wanted = chosen(asked, &explorer, service, (version, &actions), &all).await?;
        let record = folder::record(&arguments.out, &folder, &version.name)
            .map_err(|why| Ended::with(why, None))?;
        if let Some(other) = record
            .as_ref()
            .map(|record| record.site)
            .filter(|&other| other != site)
        {
            return Err(Ended::with(
                format_args!(
                    "{} {} was fetched from the site `{}`, which has other documents",
                    service.code,
                    version.name,
                    other.word()
                ),
                Some(&format!(
                    "use `--site {}`, or another folder with `--out`",
                    other.word()
                )),
            ));
        }
        let own = record.as_ref().map(|record| record.language);
        targets.push(Target {
            site,
            source: explorer.source(),
            service: service.code.clone(),
            version: version.name.clone(),
            folder: folder.clone(),
            language: arguments.language().or(own).unwrap_or(language),
            whole: arguments.actions.is_empty(),
            named: !arguments.actions.is_empty(),
            gone: BTreeSet::new(),
            record,
            wanted,
            gathered: Vec::new(),
            translated: None,
        });
    }
    for target in &mut targets {
        gather(asked, &explorer, target).await;
    }
    let service_files = service_file(asked, service, &folder, &targets);
    Ok(Fetched {
        service_files: service_files.into_iter().collect(),
        counts: explorer.counts(),
        failed: Vec::new(),
        targets,
    })
}

/// The service that is meant. Titles are in one language at a time, so the other one is tried before giving up.
pub(super) async fn find(
    explorer: &Explorer,
    named: &str,
    site: Site,
    language: Language,
) -> Result<Service, Ended> {
    let services = explorer.services(language).await?;
    let not = match choose::service(named, &services) {
        Ok(service) => return Ok(service.clone()),
        Err(not) => not,
    };
    if site == Site::China {
        let other = match language {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        };
        let others = explorer.services(other).await?;
        if let Ok(found) = choose::service(named, &others) {
            let same = services.iter().find(|service| service.code == found.code);
            return Ok(same.unwrap_or(found).clone());
        }
    }
    Err(not.into())
}

/// The actions of a version. A default version may be empty; the newest one that is not stands in for it.
async fn listed<'a>(
    asked: &Asked<'_>,
    explorer: &Explorer,
    service: &Service,
    version: &'a Version,
    all: &'a [Version],
) -> Result<(&'a Version, Vec<Action>), Ended> {
    let list = async |version: &Version| {
        let list = explorer.actions(&service.code, &version.name, Language::Chinese, None);
        list.await
    };
    let actions = list(version).await?;
    if !actions.is_empty() {
        return Ok((version, actions));
    }
    let empty = format!(
        "{} {} lists no actions",
        shown(&service.code),
        shown(&version.name)
    );
    if !asked.arguments.api_version.is_empty() {
        asked.watch.say(&empty);
        return Ok((version, actions));
    }
    for other in all.iter().filter(|other| other.name != version.name) {
        let actions = list(other).await?;
        if !actions.is_empty() {
            let other_name = shown(&other.name);
            asked
                .watch
                .say(&format!("{empty}; using {other_name} instead"));
            return Ok((other, actions));
        }
    }
    Err(Ended::with(empty, Some("no other version has any")))
}

/// The names of the actions that are wanted of a version.
async fn chosen(
    asked: &Asked<'_>,
    explorer: &Explorer,
    service: &Service,
    (version, actions): (&Version, &[Action]),
    all: &[Version],
) -> Result<Vec<String>, Ended> {
    let named = &asked.arguments.actions;
    if named.is_empty() {
        return Ok(actions.iter().map(|action| action.name.clone()).collect());
    }
    let mut wanted: Vec<String> = Vec::new();
    for name in named {
        match choose::action(name, actions) {
            Ok(action) if wanted.contains(&action.name) => {}
            Ok(action) => wanted.push(action.name.clone()),
            Err(not) => {
                for other in all.iter().filter(|other| other.name != version.name) {
                    let list =
                        explorer.actions(&service.code, &other.name, Language::Chinese, None);
                    if choose::action(name, &list.await?).is_ok() {
                        let other = shown(&other.name);
                        return Err(Ended::with(
                            format_args!("{} in {} {}", not.message, service.code, version.name),
                            Some(&format!(
                                "it is in another version: `--api-version {other}`"
                            )),
                        ));
                    }
                }
                return Err(not.into());
            }
        }
    }
    Ok(wanted)
}

/// Fetches the documents of a target.
pub(super) async fn gather(asked: &Asked<'_>, explorer: &Explorer, target: &mut Target) {
    let after = target
        .record
        .as_ref()
        .filter(|_| asked.arguments.update)
        .map(|record| record.fetched);
    // Names that cannot be those of files are not asked for at all.
    let named: Vec<Result<Wanted, Error>> = target
        .wanted
        .iter()
        .map(|action| {
            checked(action).map_err(|error| Error::unusable(error.to_string()))?;
            Ok(Wanted {
                service: target.service.clone(),
                version: target.version.clone(),
                action: action.clone(),
                site: target.site,
                language: target.language,
                after,
            })
        })
        .collect();
    let wanted: Vec<Wanted> = named.iter().flatten().cloned().collect();
    let what = format!("{} {}", target.service, target.version);
    asked.watch.begin(&what, wanted.len());
    let mut gathered = explorer
        .gather(&wanted, |_| asked.watch.step())
        .await
        .into_iter();
    target.gathered = named
        .into_iter()
        .map(|wanted| match wanted {
            Err(error) => Err(error),
            Ok(_) => gathered
                .next()
                .unwrap_or_else(|| Err(Error::unusable("it was not requested"))),
        })
        .collect();
    let documents = target.gathered.iter().flatten();
    target.translated =
        documents
            .filter_map(|document| document.translated)
            .reduce(|one, other| Translated {
                texts: one.texts + other.texts,
                english: one.english + other.english,
            });
}

/// The file of a service that has none.
pub(super) fn service_file(
    asked: &Asked<'_>,
    service: &Service,
    folder: &str,
    targets: &[Target],
) -> Option<(String, ServiceFile)> {
    if folder::has_service_file(&asked.arguments.out, folder) {
        return None;
    }
    let delivered = targets.iter().flat_map(|target| &target.gathered).flatten();
    let mut regions = delivered
        .clone()
        .filter_map(|document| document.region.as_deref());
    let is_china = targets.iter().all(|target| target.site == Site::China);
    delivered.clone().next()?;
    let file = ServiceFile::of(service, regions.next(), is_china);
    Some((folder.to_owned(), file))
}
