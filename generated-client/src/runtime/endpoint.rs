//! Which host a call goes to.
//!
//! Knows a service's endpoints per region and the overrides of the configuration. Gives scheme and
//! host. Must never fall back to another region, or to plain HTTP unless configured.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

use super::error::{Error, ErrorKind};

/// Signing name and endpoints of a service, from its specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// Name in the credential scope of signatures, for example `rtc`.
    pub signing_name: &'static str,
    /// Default region.
    pub default_region: &'static str,
    /// Hosts by region.
    pub endpoints: &'static [(&'static str, &'static str)],
    /// Host for regions that are not listed, with the placeholder `{region}`.
    pub pattern: Option<&'static str>,
}

/// Host of every service without an endpoint.
const COMMON_HOST: &str = "open.volcengineapi.com";
/// The domain of the platform's hosts, and that of its dual-stack hosts.
const DOMAIN: &str = "volcengineapi.com";
const DUAL_STACK_DOMAIN: &str = "volcengine-api.com";

impl Service {
    /// The HTTPS endpoint of a region; the dual-stack one if requested.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] if the service has no such endpoint there.
    pub(in crate::runtime) fn endpoint(
        &self,
        region: &str,
        dual_stack: bool,
    ) -> Result<Endpoint, Error> {
        let endpoint = self.single_stack(region)?;
        if !dual_stack {
            return Ok(endpoint);
        }
        match endpoint.host().strip_suffix(DOMAIN) {
            Some(name) => Endpoint::parse(&format!("{name}{DUAL_STACK_DOMAIN}")),
            None => Err(invalid(format!(
                "{} has no known dual-stack endpoint for its host {}; configure an endpoint explicitly",
                self.signing_name, endpoint.host
            ))),
        }
    }

    /// Whether the service has an endpoint for a region.
    pub(in crate::runtime) fn serves(&self, region: &str) -> bool {
        let is_listed = self.endpoints.iter().any(|(listed, _)| *listed == region);
        is_listed
            || self
                .pattern
                .is_some_and(|pattern| pattern.contains("{region}"))
    }

    fn single_stack(&self, region: &str) -> Result<Endpoint, Error> {
        if let Some((_, host)) = self.endpoints.iter().find(|(listed, _)| *listed == region) {
            return Endpoint::parse(host);
        }
        if let Some(pattern) = self.pattern {
            return Endpoint::parse(&pattern.replace("{region}", region));
        }
        if self.endpoints.is_empty() {
            return Endpoint::parse(COMMON_HOST);
        }
        let known: Vec<&str> = self.endpoints.iter().map(|(listed, _)| *listed).collect();
        Err(invalid(format!(
            "{} has no endpoint in region `{region}`, only in {}; configure an endpoint to use another",
            self.signing_name,
            known.join(", ")
        )))
    }
}

/// Checks that a region's name is valid in a host and in a credential scope.
pub(in crate::runtime) fn check_region(region: &str) -> Result<(), Error> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !region.is_empty() && region.len() <= 63 && region.bytes().all(is_plain) {
        Ok(())
    } else {
        Err(invalid(format!(
            "`{}` is not a valid region name",
            region.escape_debug()
        )))
    }
}

/// Scheme and host of an endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    plain_http: bool,
    host: Authority,
}

impl Endpoint {
    /// Parses `host` or `host:port`, optionally after `https://` or `http://`. The default scheme
    /// is HTTPS.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] if there is anything else, or no valid host.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        let plain_http = match scheme.to_ascii_lowercase().as_str() {
            "https" => false,
            "http" => true,
            _ => {
                return Err(invalid_endpoint(
                    text,
                    "only https:// and http:// are known",
                ));
            }
        };
        let host = rest.strip_suffix('/').unwrap_or(rest);
        if host.contains('@') {
            // What stands before the @ may be a password, so the text is not repeated.
            return Err(invalid(
                "the endpoint contains a user name, which is not supported",
            ));
        }
        if host.contains(['/', '?', '#']) {
            return Err(invalid_endpoint(
                text,
                "an endpoint is a scheme and a host, without path or query",
            ));
        }
        match normal_host(host).and_then(|host| Authority::try_from(host).ok()) {
            Some(host) => Ok(Self { plain_http, host }),
            None => Err(invalid_endpoint(text, "not a valid host")),
        }
    }

    /// `http` if configured, else `https`.
    pub fn scheme(&self) -> &'static str {
        if self.plain_http { "http" } else { "https" }
    }

    /// Whether the host is this machine itself.
    pub fn is_loopback(&self) -> bool {
        let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let name = match self.host().rsplit_once(':') {
            Some((name, port)) if is_port(port) => name,
            _ => self.host(),
        };
        let name = name.trim_start_matches('[').trim_end_matches(']');
        name == "localhost"
            || name
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }

    /// Host, with its port if there is one; names in lower case.
    pub fn host(&self) -> &str {
        self.host.as_str()
    }

    /// The address of its root with this query, which is encoded already.
    pub(in crate::runtime) fn with_query(&self, query: &str) -> Result<Uri, http::Error> {
        let target = PathAndQuery::from_maybe_shared(["/?", query].concat())?;
        let mut parts = Parts::default();
        parts.scheme = Some(if self.plain_http {
            Scheme::HTTP
        } else {
            Scheme::HTTPS
        });
        parts.authority = Some(self.host.clone());
        parts.path_and_query = Some(target);
        Ok(Uri::from_parts(parts)?)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme(), self.host)
    }
}

/// The host in the form in which it is sent, so that it is signed in that form, too.
fn normal_host(text: &str) -> Option<String> {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let name = match name.strip_prefix('[') {
        Some(rest) => format!("[{}]", rest.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?),
        None if ends_in_number(name) => name.parse::<Ipv4Addr>().ok()?.to_string(),
        None => domain(name)?,
    };
    match port {
        None => Some(name),
        Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => Some(format!(
            "{name}:{}",
            port.parse::<u16>().ok().filter(|port| *port > 0)?
        )),
        Some(_) => None,
    }
}

/// Whether clients take a host for an address: its last label is a number, decimal, octal or
/// hexadecimal. Only the usual form of an address is taken here, since the others would be signed in
/// another form than they are sent.
fn ends_in_number(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let last = name.rsplit('.').next().unwrap_or_default();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

fn domain(name: &str) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let labels_fit = name
        .split('.')
        .all(|label| (1..=63).contains(&label.len()) && label.bytes().all(is_plain));
    (labels_fit && name.len() <= 253).then(|| name.to_ascii_lowercase())
}

fn invalid_endpoint(text: &str, why: &str) -> Error {
    invalid(format!("endpoint `{}`: {why}", text.escape_debug()))
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidConfiguration, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RTC: Service = Service {
        signing_name: "rtc",
        default_region: "cn-north-1",
        endpoints: &[
            ("cn-north-1", "rtc.volcengineapi.com"),
            ("ap-southeast-1", "open-ap-singapore-1.volcengineapi.com"),
        ],
        pattern: None,
    };

    #[test]
    fn a_region_has_its_host_over_https() {
        assert_eq!(
            RTC.endpoint("cn-north-1", false).unwrap().to_string(),
            "https://rtc.volcengineapi.com"
        );
        assert_eq!(
            RTC.endpoint("ap-southeast-1", false).unwrap().host(),
            "open-ap-singapore-1.volcengineapi.com"
        );
    }

    #[test]
    fn an_unknown_region_is_an_error_that_lists_the_known_ones() {
        let error = RTC.endpoint("mars-1", false).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);
        assert_eq!(
            error.to_string(),
            "invalid configuration: rtc has no endpoint in region `mars-1`, only in cn-north-1, ap-southeast-1; \
             configure an endpoint to use another"
        );
    }

    #[test]
    fn a_pattern_serves_the_regions_that_are_not_listed() {
        let vpc = Service {
            pattern: Some("vpc.{region}.volcengineapi.com"),
            ..RTC
        };
        assert_eq!(
            vpc.endpoint("cn-beijing", false).unwrap().host(),
            "vpc.cn-beijing.volcengineapi.com"
        );
        assert_eq!(
            vpc.endpoint("cn-north-1", false).unwrap().host(),
            "rtc.volcengineapi.com"
        );
        assert_eq!(
            Service {
                endpoints: &[],
                ..RTC
            }
            .endpoint("x", false)
            .unwrap()
            .host(),
            "open.volcengineapi.com"
        );
    }

    #[test]
    fn a_dual_stack_host_has_the_same_name_in_another_domain() {
        let host = |service: Service, region| {
            service
                .endpoint(region, true)
                .map(|endpoint| endpoint.host().to_owned())
        };
        assert_eq!(host(RTC, "cn-north-1").unwrap(), "rtc.volcengine-api.com");
        let regional = Service {
            endpoints: &[],
            pattern: Some("vpc.{region}.volcengineapi.com"),
            ..RTC
        };
        assert_eq!(
            host(regional, "cn-beijing").unwrap(),
            "vpc.cn-beijing.volcengine-api.com"
        );
        let elsewhere = Service {
            endpoints: &[("cn-north-1", "api.example.com")],
            ..RTC
        };
        let error = host(elsewhere, "cn-north-1").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);
        assert!(error.to_string().contains("api.example.com"), "{error}");
        assert!(host(RTC, "mars-1").is_err());
    }

    #[test]
    fn an_endpoint_is_a_scheme_and_a_host() {
        for (text, expected) in [
            ("rtc.volcengineapi.com", "https://rtc.volcengineapi.com"),
            (
                "https://RTC.volcengineapi.com/",
                "https://rtc.volcengineapi.com",
            ),
            ("HTTP://127.0.0.1:18080", "http://127.0.0.1:18080"),
            ("http://localhost:080", "http://localhost:80"),
            ("http://[0:0::1]:8080", "http://[::1]:8080"),
            ("[::1]", "https://[::1]"),
        ] {
            assert_eq!(Endpoint::parse(text).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn this_machine_is_known_by_its_addresses() {
        for (text, expected) in [
            ("http://127.0.0.1:80", true),
            ("127.3.2.1", true),
            ("http://[::1]:8080", true),
            ("[::1]", true),
            ("localhost:1", true),
            ("localhost.example.com", false),
            ("10.0.0.1:80", false),
        ] {
            assert_eq!(
                Endpoint::parse(text).unwrap().is_loopback(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "http://",
            "ftp://host",
            "host/path",
            "host?query",
            "ho st",
            "host:",
            "host:0",
            "host:65536",
            "host:http",
            "127.1",
            "256.0.0.1",
            "[::1",
            "::1",
            "a..b",
            "höst",
            "host\n",
        ] {
            assert_eq!(
                Endpoint::parse(text).unwrap_err().kind(),
                ErrorKind::InvalidConfiguration,
                "{text}"
            );
        }
        let error = Endpoint::parse("https://user:canary@host").unwrap_err();
        assert!(!format!("{error:?}").contains("canary"));
    }

    #[test]
    fn a_region_is_a_plain_name() {
        assert!(check_region("cn-north-1").is_ok());
        for region in ["", "a/b", "a.b", "a\nb", "ä", &"x".repeat(64)] {
            assert!(check_region(region).is_err(), "{region}");
        }
    }

    #[test]
    fn an_address_is_written_in_the_usual_form_or_refused() {
        for host in [
            "0x7f000001",
            "0X7F.1",
            "127.0.0.0x1",
            "0x",
            "0177.0.0.1",
            "127.1",
            "2130706433",
            "a.b.0x1f",
            "host.1",
        ] {
            assert!(Endpoint::parse(host).is_err(), "{host}");
        }
        for host in ["127.0.0.1", "0x7f.example.com", "1.example", "a0x1"] {
            assert!(Endpoint::parse(host).is_ok(), "{host}");
        }
    }
}
