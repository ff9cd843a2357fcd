//! A document as the Explorer delivers it.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::address::Site;
use crate::error::Error;
use crate::json::Json;
use crate::language::Language;
use crate::prose::Translated;

/// An action of a service, and in what state it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Code of the service.
    pub service: String,
    /// Version of the service.
    pub version: String,
    /// Name of the action.
    pub action: String,
    /// The site, whose own language is that of structure and names.
    pub site: Site,
    /// Language of the prose.
    pub language: Language,
    /// What is kept in the cache counts only if it came later.
    pub after: Option<Timestamp>,
}

/// A document, ready for the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Name of the action.
    pub action: String,
    /// The document as JSON, laid out for people, every key and value as it came.
    pub text: String,
    /// The digest of the text, as records have it.
    pub digest: String,
    /// A region in which the service is at home, if the document says one.
    pub region: Option<String>,
    /// How much of the prose is in English, where English was asked for.
    pub translated: Option<Translated>,
}

/// The digest of a text, as records have it: SHA-256 in hexadecimal digits.
#[must_use]
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

pub(crate) fn deliver(
    wanted: &Wanted,
    document: &Json,
    translated: Option<Translated>,
) -> Delivered {
    let text = document.pretty();
    Delivered {
        action: wanted.action.clone(),
        digest: digest(&text),
        text,
        region: region(document),
        translated,
    }
}

/// Checks that it is an OpenAPI document, of that action and version.
pub(crate) fn check(document: &Json, action: &str, version: &str) -> Result<(), Error> {
    let refuse = |what: String| Err(Error::unusable(what));
    match document.get("openapi").and_then(Json::text) {
        Some(number) if number.starts_with("3.") => {}
        _ => return refuse("the reply is not an OpenAPI 3 document".to_owned()),
    }
    let info = document.get("info");
    match info
        .and_then(|info| info.get("version"))
        .and_then(Json::text)
    {
        Some(named) if named == version => {}
        Some(named) => {
            let named = crate::shown(named);
            return refuse(format!("the reply is a document of version {named}"));
        }
        None => return refuse("the reply is a document without `info.version`".to_owned()),
    }
    let paths = document.get("paths").map(Json::members).unwrap_or_default();
    let is_there = |(path, item): &(String, Json)| {
        path.trim_matches('/') == action && matches!(item, Json::Object(_))
    };
    if paths.iter().any(is_there) {
        Ok(())
    } else {
        refuse(format!(
            "the reply is a document without the path `/{action}`"
        ))
    }
}

/// The region that is the default of a server's variable for regions.
fn region(document: &Json) -> Option<String> {
    let servers = document.items_of("servers").iter();
    let variables = servers.flat_map(|server| {
        server
            .get("variables")
            .map(Json::members)
            .unwrap_or_default()
    });
    let mut regions = variables.filter_map(|(_, variable)| {
        let is_region = variable.get("x-service-region") == Some(&Json::Bool(true));
        let region = variable.get("default").filter(|_| is_region)?.text()?;
        crate::name::checked(region).ok().map(str::to_owned)
    });
    regions.next()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{check, region};
    use crate::json::Json;

    fn read(text: &str) -> Json {
        Json::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn only_a_document_of_the_action_is_taken() {
        let checked =
            |text: &str| check(&read(text), "Get", "2020-01-01").map_err(|e| e.to_string());
        let good =
            r#"{"openapi":"3.0.1","info":{"version":"2020-01-01"},"paths":{"/Get":{"get":{}}}}"#;
        assert_eq!(checked(good), Ok(()));
        for (wrong, why) in [
            ("[]", "not an OpenAPI"),
            (r#"{"swagger":"2.0"}"#, "not an OpenAPI"),
            (&good.replace("2020", "2021"), "version 2021-01-01"),
            (&good.replace("version", "x"), "without `info.version`"),
            (&good.replace("/Get", "/Set"), "without the path `/Get`"),
            (&good.replace(r#"{"get":{}}"#, "1"), "without the path"),
        ] {
            assert!(checked(wrong).unwrap_err().contains(why), "{wrong}");
        }
    }

    #[test]
    fn a_region_is_the_default_of_its_variable() {
        let document = read(
            r#"{"servers":[{"variables":{"a":{"default":"x"},"r":{"default":"cn-beijing","x-service-region":true}}}]}"#,
        );
        assert_eq!(region(&document).as_deref(), Some("cn-beijing"));
        assert_eq!(region(&read("{}")), None);
    }
}
