//! What there is to fetch, as tables.

use std::collections::BTreeMap;
use std::process::ExitCode;

use codegen_fetch::{
    Action, ErrorKind, Explorer, Hit, Language, Service, Site, Version, choose, shown,
};
use serde_json::json;

use super::targets::find;
use super::{Asked, Ended};
use crate::commands::Format;
use crate::commands::report::{err, out};

/// Shows services, the actions of one, or what a search finds.
pub(super) async fn show(asked: &Asked<'_>) -> Result<ExitCode, Ended> {
    let arguments = asked.arguments;
    let site = arguments.site().unwrap_or(Site::China);
    let language = arguments.language().unwrap_or(site.language());
    let explorer = asked.explorer(site, None)?;
    match (&arguments.search, &arguments.service) {
        (Some(text), None) => everywhere(asked, &explorer, text, language).await?,
        (Some(text), Some(service)) => {
            let service = find(&explorer, service, site, language).await?;
            let hits = within(asked, &explorer, text, std::slice::from_ref(&service)).await?;
            tell_hits(asked, text, &hits, 0);
        }
        (None, None) => tell_services(asked, &explorer.services(language).await?),
        (None, Some(service)) => {
            let service = &find(&explorer, service, site, language).await?;
            let versions = versions(asked, &explorer, service).await?;
            let mut listed = Vec::new();
            for version in versions {
                let actions = explorer.actions(&service.code, &version.name, language, None);
                let actions = actions.await?;
                listed.push((version, actions));
            }
            tell_actions(asked, service, &listed, language);
        }
    }
    asked.watch.end();
    Ok(ExitCode::SUCCESS)
}

/// The versions of a service that were named, or all of them.
async fn versions(
    asked: &Asked<'_>,
    explorer: &Explorer,
    service: &Service,
) -> Result<Vec<Version>, Ended> {
    let all = explorer.versions(&service.code, None).await?;
    let named = &asked.arguments.api_version;
    if named.is_empty() {
        return Ok(all);
    }
    Ok(choose::versions(named, &all)?
        .into_iter()
        .cloned()
        .collect())
}

/// Searches by the Explorer's own search, or, where there is none, through all lists.
async fn everywhere(
    asked: &Asked<'_>,
    explorer: &Explorer,
    text: &str,
    language: Language,
) -> Result<(), Ended> {
    match explorer.search(text, language).await {
        Ok((hits, more)) => tell_hits(asked, text, &hits, more),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Unusable) => {
            asked
                .watch
                .say("this Explorer has no search; searching the action lists of all services");
            let services = explorer.services(language).await?;
            let hits = within(asked, explorer, text, &services).await?;
            tell_hits(asked, text, &hits, 0);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Searches the lists of services.
async fn within(
    asked: &Asked<'_>,
    explorer: &Explorer,
    text: &str,
    services: &[Service],
) -> Result<Vec<Hit>, Ended> {
    asked.watch.begin("lists of services", services.len());
    let wanted = text.to_lowercase();
    let mut hits: Vec<Hit> = Vec::new();
    for service in services {
        for version in versions(asked, explorer, service).await? {
            // Names and descriptions stand in either list.
            for language in [Language::Chinese, Language::English] {
                let list = explorer.actions(&service.code, &version.name, language, None);
                for action in list.await? {
                    let texts = [
                        &action.name,
                        &action.title,
                        &action.english_title,
                        &action.description,
                    ];
                    let is_hit = texts
                        .iter()
                        .any(|text| text.to_lowercase().contains(&wanted));
                    let is_new = !hits.iter().any(|hit| {
                        hit.service == service.code
                            && hit.version == version.name
                            && hit.action == action.name
                    });
                    if is_hit && is_new {
                        hits.push(Hit {
                            service: service.code.clone(),
                            version: version.name.clone(),
                            title: title(&action, language),
                            action: action.name,
                        });
                    }
                }
            }
        }
        asked.watch.step();
    }
    asked.watch.end();
    Ok(hits)
}

/// The name of an action for people.
fn title(action: &Action, language: Language) -> String {
    let english = Some(&action.english_title).filter(|title| !title.is_empty());
    match (language, english) {
        (Language::English, Some(title)) => title.clone(),
        _ => action.title.clone(),
    }
}

fn tell_services(asked: &Asked<'_>, services: &[Service]) {
    if asked.arguments.format == Format::Json {
        let services: Vec<_> = services
            .iter()
            .map(|service| {
                json!({
                    "code": service.code,
                    "product": service.product,
                    "title": service.title,
                    "global": service.is_global,
                })
            })
            .collect();
        return out(json!({ "services": services }));
    }
    let rows = services.iter().map(|service| {
        let regions = match service.is_global {
            Some(true) => "global",
            Some(false) => "regional",
            None => "",
        };
        [
            service.code.clone(),
            service.product.clone(),
            regions.to_owned(),
            service.title.clone(),
        ]
    });
    table(["SERVICE", "PRODUCT", "REGIONS", "TITLE"], rows);
}

fn tell_actions(
    asked: &Asked<'_>,
    service: &Service,
    versions: &[(Version, Vec<Action>)],
    language: Language,
) {
    if asked.arguments.format == Format::Json {
        let versions: Vec<_> = versions
            .iter()
            .map(|(version, actions)| {
                let actions: Vec<_> = actions
                    .iter()
                    .map(|action| {
                        json!({
                            "action": action.name,
                            "group": action.group,
                            "title": title(action, language),
                        })
                    })
                    .collect();
                json!({ "version": version.name, "default": version.is_default, "actions": actions })
            })
            .collect();
        return out(
            json!({ "service": service.code, "title": service.title, "versions": versions }),
        );
    }
    for (version, actions) in versions {
        let default = if version.is_default {
            ", the default version"
        } else {
            ""
        };
        out(format_args!(
            "{} {}: {}{default}",
            shown(&service.code),
            shown(&version.name),
            crate::commands::report::plural(actions.len(), "action")
        ));
        let mut groups: BTreeMap<usize, (&str, Vec<&Action>)> = BTreeMap::new();
        for (index, action) in actions.iter().enumerate() {
            let known = groups
                .values_mut()
                .find(|(group, _)| *group == action.group);
            match known {
                Some((_, actions)) => actions.push(action),
                None => {
                    groups.insert(index, (&action.group, vec![action]));
                }
            }
        }
        let rows = groups.values().flat_map(|(group, actions)| {
            actions.iter().map(|action| {
                let group = (*group).to_owned();
                [action.name.clone(), group, title(action, language)]
            })
        });
        table(["ACTION", "GROUP", "TITLE"], rows);
        out("");
    }
}

fn tell_hits(asked: &Asked<'_>, text: &str, hits: &[Hit], more: usize) {
    if asked.arguments.format == Format::Json {
        let hits: Vec<_> = hits
            .iter()
            .map(|hit| {
                json!({
                    "service": hit.service,
                    "version": hit.version,
                    "action": hit.action,
                    "title": hit.title,
                })
            })
            .collect();
        return out(json!({ "actions": hits, "more": more }));
    }
    if hits.is_empty() {
        err(format_args!("nothing was found for `{}`", shown(text)));
        return;
    }
    let rows = hits.iter().cloned();
    let rows = rows.map(|hit| [hit.service, hit.version, hit.action, hit.title]);
    table(["SERVICE", "VERSION", "ACTION", "TITLE"], rows);
    if more > 0 {
        err(format_args!("{more} more; search for more words"));
    }
}

/// Prints a table. Chinese characters are two columns wide.
fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) {
    let width = |text: &str| -> usize {
        text.chars()
            .map(|c| if c < '\u{1100}' { 1 } else { 2 })
            .sum()
    };
    let mut lines: Vec<[String; N]> = vec![head.map(str::to_owned)];
    lines.extend(rows.map(|row| row.map(|cell| shown(&cell))));
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = lines.iter().map(|line| width(&line[column]));
        cells.max().unwrap_or(0)
    });
    for line in &lines {
        let mut text = String::new();
        for (cell, wide) in line.iter().zip(widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
        }
        out(text.trim_end());
    }
}
