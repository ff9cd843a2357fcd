//! What somebody means who names a service, a version or an action.

use std::fmt::Write;

use codegen_likeness::{Likeness, nearest};

use crate::explorer::{Action, Service, Version};
use crate::name::plain;

/// How many candidates are listed.
const LISTED: usize = 8;

/// Nothing that was named, or more than one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChosen {
    /// What is wrong, in a line.
    pub message: String,
    /// What can be done about it, in a line.
    pub help: String,
}

/// The service that is meant: by its code, its product, or a part of its title, however it is written.
///
/// # Errors
/// There is none, or there are several; the nearest ones are named.
pub fn service<'a>(named: &str, services: &'a [Service]) -> Result<&'a Service, NotChosen> {
    let wanted = plain(named);
    let words = named.to_lowercase();
    let ways: [&dyn Fn(&Service) -> bool; 6] = [
        &|service| service.code == named,
        &|service| service.code.eq_ignore_ascii_case(named),
        &|service| !wanted.is_empty() && plain(&service.code) == wanted,
        &|service| !wanted.is_empty() && plain(&service.product) == wanted,
        &|service| !wanted.is_empty() && plain(&service.title) == wanted,
        &|service| !words.trim().is_empty() && service.title.to_lowercase().contains(words.trim()),
    ];
    for is_meant in ways {
        let meant: Vec<&Service> = services
            .iter()
            .filter(|service| is_meant(service))
            .collect();
        match meant.as_slice() {
            [] => {}
            [one] => return Ok(one),
            several => {
                return Err(NotChosen {
                    message: format!("`{named}` matches {} services", several.len()),
                    help: format!("name one of them by its code: {}", listed(several)),
                });
            }
        }
    }
    let near = near_services(&wanted, services);
    Err(NotChosen {
        message: format!("there is no service `{named}`"),
        help: if near.is_empty() {
            "`codegen fetch --list` shows all of them".to_owned()
        } else {
            format!("did you mean: {}", listed(&near))
        },
    })
}

fn near_services<'a>(wanted: &str, services: &'a [Service]) -> Vec<&'a Service> {
    let is_near = |service: &&Service| {
        let names = [plain(&service.code), plain(&service.product)];
        names.iter().any(|name| {
            let part = wanted.len() >= 3
                && (name.contains(wanted) || wanted.contains(name.as_str()) && name.len() >= 3);
            part || nearest(wanted, [name.as_str()], Likeness::Distant).is_some()
        })
    };
    let mut near: Vec<&Service> = services.iter().filter(is_near).collect();
    let closest = nearest(
        wanted,
        near.iter().map(|service| service.code.as_str()),
        Likeness::Distant,
    )
    .map(str::to_owned);
    near.sort_by_key(|service| closest.as_ref() != Some(&service.code));
    near
}

fn listed(services: &[&Service]) -> String {
    let mut out = String::new();
    for (index, service) in services.iter().take(LISTED).enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        let _ = write!(out, "{separator}`{}`", crate::shown(&service.code));
        if !service.title.is_empty() {
            let _ = write!(out, " ({})", crate::shown(&service.title));
        }
    }
    if services.len() > LISTED {
        let _ = write!(out, " and {} more", services.len() - LISTED);
    }
    out
}

/// The versions that are meant: those that are named, all for `all`, and without a name the default one, else the newest.
///
/// # Errors
/// A version that is named is not there, or there is none at all.
pub fn versions<'a>(
    named: &[String],
    versions: &'a [Version],
) -> Result<Vec<&'a Version>, NotChosen> {
    let all = || {
        let names = versions
            .iter()
            .map(|version| format!("`{}`", crate::shown(&version.name)));
        names.collect::<Vec<_>>().join(", ")
    };
    let Some(newest) = versions.first() else {
        return Err(NotChosen {
            message: "the service has no versions".to_owned(),
            help: "look it up in the API Explorer; another service may have its actions".to_owned(),
        });
    };
    if named.is_empty() {
        let default = versions.iter().find(|version| version.is_default);
        return Ok(vec![default.unwrap_or(newest)]);
    }
    if named.iter().any(|name| name == "all") {
        return Ok(versions.iter().collect());
    }
    let mut chosen: Vec<&Version> = Vec::new();
    for name in named {
        match versions.iter().find(|version| version.name == *name) {
            Some(version) if chosen.contains(&version) => {}
            Some(version) => chosen.push(version),
            None => {
                return Err(NotChosen {
                    message: format!("the service has no version `{name}`"),
                    help: format!("it has {}", all()),
                });
            }
        }
    }
    Ok(chosen)
}

/// The action that is meant, however it is written.
///
/// # Errors
/// There is none; the nearest one is named.
pub fn action<'a>(named: &str, actions: &'a [Action]) -> Result<&'a Action, NotChosen> {
    let same = actions.iter().find(|action| action.name == named);
    let alike = || {
        let mut alike = actions
            .iter()
            .filter(|action| action.name.eq_ignore_ascii_case(named));
        let first = alike.next();
        first.filter(|_| alike.next().is_none())
    };
    same.or_else(alike).ok_or_else(|| {
        let names = actions.iter().map(|action| action.name.as_str());
        NotChosen {
            message: format!("there is no action `{named}`"),
            help: match nearest(named, names, Likeness::Distant) {
                Some(near) => format!("did you mean `{}`?", crate::shown(near)),
                None => "`codegen fetch --list SERVICE` shows all of them".to_owned(),
            },
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{action, service, versions};
    use crate::explorer::{Action, Service, Version};

    fn services() -> Vec<Service> {
        [
            ("AdvDefence", "DDoS 高防", "Anti-DDoS"),
            ("auto_scaling", "弹性伸缩", "AutoScaling"),
            ("CDN", "内容分发网络", "CDN"),
            ("cdn", "Old CDN", "CDN"),
            ("ecs", "云服务器", "ECS"),
            ("vpc", "Private Network", "VPC"),
        ]
        .map(|(code, title, product)| Service {
            code: code.to_owned(),
            title: title.to_owned(),
            product: product.to_owned(),
            is_global: None,
        })
        .into()
    }

    #[test]
    fn a_service_is_meant_in_any_spelling() {
        let services = services();
        for (named, code) in [
            ("ecs", "ecs"),
            ("ECS", "ecs"),
            ("advdefence", "AdvDefence"),
            ("anti-ddos", "AdvDefence"),
            ("autoscaling", "auto_scaling"),
            ("Auto-Scaling", "auto_scaling"),
            ("CDN", "CDN"),
            ("cdn", "cdn"),
            ("云服务", "ecs"),
            ("private", "vpc"),
        ] {
            assert_eq!(
                service(named, &services).map(|s| s.code.as_str()),
                Ok(code),
                "{named}"
            );
        }
        let error = service("Cdn", &services).unwrap_err();
        assert!(
            error.message.contains("2 services") && error.help.contains("`CDN`"),
            "{error:?}"
        );
        let error = service("esc", &services).unwrap_err();
        assert!(
            error.help.starts_with("did you mean: `ecs` (云服务器)"),
            "{error:?}"
        );
        for nothing in ["", " ", "zzzzzzzz"] {
            assert!(service(nothing, &services).is_err());
        }
    }

    #[test]
    fn the_default_version_is_meant_or_the_newest() {
        let version = |name: &str, is_default| Version {
            name: name.to_owned(),
            is_default,
        };
        let names = |named: &[&str], all: &[Version]| {
            let named: Vec<String> = named.iter().map(|&name| name.to_owned()).collect();
            let chosen = versions(&named, all)?;
            Ok::<_, super::NotChosen>(
                chosen
                    .into_iter()
                    .map(|v| v.name.clone())
                    .collect::<Vec<_>>(),
            )
        };
        let marked = [version("2022-01-01", false), version("2020-01-01", true)];
        let unmarked = [version("2022-01-01", false), version("2020-01-01", false)];
        assert_eq!(names(&[], &marked).unwrap(), ["2020-01-01"]);
        assert_eq!(names(&[], &unmarked).unwrap(), ["2022-01-01"]);
        assert_eq!(names(&["all"], &marked).unwrap().len(), 2);
        assert_eq!(
            names(&["2022-01-01", "2022-01-01"], &marked).unwrap(),
            ["2022-01-01"]
        );
        assert!(
            names(&["2021-01-01"], &marked)
                .unwrap_err()
                .help
                .contains("`2020-01-01`")
        );
        assert!(names(&[], &[]).is_err());
    }

    #[test]
    fn an_action_is_meant_in_any_casing() {
        let named = |name: &str| Action {
            name: name.to_owned(),
            group: String::new(),
            title: String::new(),
            english_title: String::new(),
            description: String::new(),
        };
        let actions = [named("GetIp"), named("GetIP"), named("RunInstances")];
        assert_eq!(
            action("runinstances", &actions).unwrap().name,
            "RunInstances"
        );
        assert_eq!(action("GetIP", &actions).unwrap().name, "GetIP");
        assert!(action("getip", &actions).is_err());
        assert!(
            action("RunInstance", &actions)
                .unwrap_err()
                .help
                .contains("`RunInstances`")
        );
    }
}
