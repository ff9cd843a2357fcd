//! What the platform's official SDKs know of services: the name in signatures, and hosts.

use crate::name::plain;

const SERVICES: &str = include_str!("../data/services.txt");

/// Hosts of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hosts {
    /// One pattern, with `{region}` in it, or one host for all regions.
    Pattern(String),
    /// A host for each region.
    Regions(Vec<(String, String)>),
    /// Not known.
    Unknown,
}

/// What is known of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Its name in signatures.
    pub(crate) signing_name: String,
    pub(crate) hosts: Hosts,
}

/// What is known of the service of a code. Codes are spelt in several ways (`auto_scaling`, `autoscaling`); the same spelling
/// comes before another one.
pub(crate) fn of(code: &str) -> Option<Facts> {
    let lines = || SERVICES.lines().filter(|line| !line.starts_with('#'));
    let named = |is_name: &dyn Fn(&str) -> bool| {
        lines().find_map(|line| {
            let (name, hosts) = line.split_once(' ')?;
            is_name(name).then(|| facts(name, hosts))
        })
    };
    let lower = code.to_ascii_lowercase();
    let plain_code = plain(code);
    named(&|name| name == lower).or_else(|| named(&|name| plain(name) == plain_code))
}

fn facts(name: &str, hosts: &str) -> Facts {
    let host = name.replace('_', "-");
    Facts {
        signing_name: name.to_owned(),
        hosts: match hosts {
            "regional" => Hosts::Pattern(format!("{host}.{{region}}.volcengineapi.com")),
            "global" => Hosts::Pattern(format!("{host}.volcengineapi.com")),
            "unknown" => Hosts::Unknown,
            regions => Hosts::Regions(
                regions
                    .split(' ')
                    .filter_map(|pair| pair.split_once('='))
                    .map(|(region, host)| (region.to_owned(), host.to_owned()))
                    .collect(),
            ),
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Hosts, SERVICES, of};

    #[test]
    fn services_are_known_in_every_spelling() {
        let ecs = of("ECS").unwrap();
        assert_eq!(ecs.signing_name, "ecs");
        assert_eq!(
            ecs.hosts,
            Hosts::Pattern("ecs.{region}.volcengineapi.com".to_owned())
        );
        assert_eq!(of("Auto_Scaling").unwrap().signing_name, "autoscaling");
        assert!(matches!(of("rtc").unwrap().hosts, Hosts::Regions(hosts) if hosts.len() == 2));
        assert_eq!(of("tos"), None);
    }

    #[test]
    fn every_line_is_understood() {
        for line in SERVICES.lines().filter(|line| !line.starts_with('#')) {
            let (name, hosts) = line.split_once(' ').unwrap();
            assert!(of(name).is_some_and(|facts| facts.signing_name == name));
            assert!(
                ["regional", "global", "unknown"].contains(&hosts) || hosts.contains('='),
                "{line}"
            );
        }
    }
}
