//! The file of a service whose first document is fetched.

use std::fmt::Write;

use crate::explorer::Service;
use crate::facts::{self, Hosts};

/// What is known of a service, as `service.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFile {
    /// The file.
    pub text: String,
    /// What to check in it, one line each.
    pub to_check: Vec<String>,
}

impl ServiceFile {
    /// The file of a service, whose documents say this of its home `region`. What the official SDKs know holds for the Chinese
    /// site alone; for the other one, `is_china` is false.
    #[must_use]
    pub fn of(service: &Service, region: Option<&str>, is_china: bool) -> Self {
        let known = facts::of(&service.code);
        let mut to_check = Vec::new();
        let mut text = String::from(
            "# Facts about the whole service; the actions are in one folder per API version next to this file.\n\n",
        );
        let name = match &known {
            Some(facts) => facts.signing_name.clone(),
            None => {
                let name = service.code.to_ascii_lowercase();
                to_check.push(format!(
                    "`service: {name}`: the name used in signatures is not known; this is the service's name in the Explorer"
                ));
                name
            }
        };
        let _ = writeln!(
            text,
            "# Name in the credential scope of every signature.\nservice: {}",
            quoted(&name)
        );
        let title = service
            .title
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if !title.is_empty() {
            let _ = writeln!(text, "\ntitle: {}", quoted(&title));
        }
        let hosts = known
            .filter(|_| is_china)
            .map_or(Hosts::Unknown, |facts| facts.hosts);
        let is_regional = matches!(&hosts, Hosts::Pattern(pattern) if pattern.contains("{region}"));
        match (region, is_regional) {
            (Some(region), true) => {
                let _ = writeln!(text, "\ndefault-region: {}", quoted(region));
            }
            (None, true) => to_check.push(
                "`default-region`: no document names the home region of the service; without this key, clients use `cn-north-1`"
                    .to_owned(),
            ),
            (_, false) => {}
        }
        match hosts {
            Hosts::Pattern(pattern) => {
                let _ = writeln!(text, "\nendpoints: {}", quoted(&pattern));
            }
            Hosts::Regions(regions) => {
                text.push_str("\nendpoints:\n");
                for (region, host) in regions {
                    let _ = writeln!(text, "  {region}: {host}");
                }
            }
            Hosts::Unknown => to_check.push(if is_china {
                "`endpoints`: no host is known; without this key, clients call the shared gateway, open.volcengineapi.com"
                    .to_owned()
            } else {
                "`endpoints`: the hosts of this site are not known; without this key, clients call the gateway of the Chinese site, open.volcengineapi.com"
                    .to_owned()
            }),
        }
        if !to_check.is_empty() {
            text.push_str("\n# To check:\n");
            for line in &to_check {
                let _ = writeln!(text, "# - {line}");
            }
        }
        Self { text, to_check }
    }
}

/// A text as YAML, in quotes where it needs them.
fn quoted(text: &str) -> String {
    let is_plain = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '{' | '}'))
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    if is_plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::ServiceFile;
    use crate::explorer::Service;

    fn service(code: &str, title: &str) -> Service {
        Service {
            code: code.to_owned(),
            title: title.to_owned(),
            product: String::new(),
            is_global: None,
        }
    }

    #[test]
    fn what_is_known_stands_in_the_file() {
        let file = ServiceFile::of(
            &service("ECS", "云服务器: \"ECS\"\n"),
            Some("cn-beijing"),
            true,
        );
        assert_eq!(
            file.text,
            "# Facts about the whole service; the actions are in one folder per API version next to this file.\n\n\
             # Name in the credential scope of every signature.\nservice: ecs\n\ntitle: \"云服务器: \\\"ECS\\\"\"\n\n\
             default-region: cn-beijing\n\nendpoints: ecs.{region}.volcengineapi.com\n"
        );
        assert!(file.to_check.is_empty());
        let file = ServiceFile::of(&service("billing", ""), None, true);
        assert!(
            file.text
                .ends_with("endpoints: billing.volcengineapi.com\n")
        );
        assert!(file.to_check.is_empty());
    }

    #[test]
    fn what_is_not_known_is_to_be_checked() {
        let subjects = |code: &str, is_china: bool| -> Vec<String> {
            let file = ServiceFile::of(&service(code, code), None, is_china);
            let subject = |line: &String| line.split('`').nth(1).unwrap_or_default().to_owned();
            file.to_check.iter().map(subject).collect()
        };
        assert_eq!(subjects("TOS", true), ["service: tos", "endpoints"]);
        assert_eq!(subjects("ecs", true), ["default-region"]);
        assert_eq!(subjects("ecs", false), ["endpoints"]);
    }
}
