//! Where the Explorer is.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::language::Language;

/// Path of the Explorer's interface on its host.
const BASE: &str = "/api/common/";

/// One of the platform's two sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// `api.volcengine.com`; its documents are in Chinese.
    China,
    /// `api.byteplus.com`; its documents are in English.
    BytePlus,
}

/// Scheme and host of an Explorer, perhaps with a path in front of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Site {
    /// How the command and records call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::China => "cn",
            Self::BytePlus => "byteplus",
        }
    }

    /// The site of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let mut sites = [Self::China, Self::BytePlus].into_iter();
        sites.find(|site| site.word() == word)
    }

    /// The language in which the site's documents are written.
    #[must_use]
    pub fn language(self) -> Language {
        match self {
            Self::China => Language::Chinese,
            Self::BytePlus => Language::English,
        }
    }

    /// The endpoint of the site.
    #[must_use]
    pub fn endpoint(self) -> &'static str {
        match self {
            Self::China => "https://api.volcengine.com",
            Self::BytePlus => "https://api.byteplus.com",
        }
    }
}

impl Endpoint {
    /// The address of a part of the interface, such as `explorer/services`.
    pub(crate) fn url(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.0.clone();
        let before = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{before}{BASE}{path}"));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    /// The host, with the port if one was named.
    pub(crate) fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        match self.0.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// Whether connections are encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether an address is on the same host, by the same scheme and port.
    pub(crate) fn has(&self, url: &Url) -> bool {
        self.0.origin() == url.origin()
    }
}

impl FromStr for Endpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let help = "write a scheme and a host, such as `https://api.volcengine.com` or `http://127.0.0.1:8080`";
        let url = Url::parse(text).map_err(|error| format!("{error}; {help}"))?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if plain {
            Ok(Self(url))
        } else {
            Err(help.to_owned())
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Endpoint, Site};

    #[test]
    fn an_endpoint_takes_the_place_of_scheme_and_host() {
        let endpoint: Endpoint = "http://127.0.0.1:8080".parse().unwrap();
        assert_eq!(
            endpoint
                .url("explorer/apis", &[("ServiceCode", "a&b")])
                .as_str(),
            "http://127.0.0.1:8080/api/common/explorer/apis?ServiceCode=a%26b"
        );
        assert_eq!(endpoint.host(), "127.0.0.1:8080");
        assert_eq!(endpoint.to_string(), "http://127.0.0.1:8080");
        let mirror: Endpoint = "https://mirror.example/volc/".parse().unwrap();
        assert_eq!(
            mirror.url("explorer/services", &[]).as_str(),
            "https://mirror.example/volc/api/common/explorer/services"
        );
        for site in [Site::China, Site::BytePlus] {
            let endpoint: Endpoint = site.endpoint().parse().unwrap();
            assert!(endpoint.is_encrypted());
            assert_eq!(endpoint.to_string(), site.endpoint());
        }
    }

    #[test]
    fn what_is_no_endpoint_is_refused() {
        for wrong in [
            "api.volcengine.com",
            "ftp://a",
            "file:///x",
            "http://u:p@a",
            "https://a?b",
            "https://a#b",
            "",
        ] {
            assert!(wrong.parse::<Endpoint>().is_err(), "{wrong}");
        }
    }
}
