//! Signed requests, to read or paste.
//!
//! Knows which parts of a request are secret. Gives JSON, or a command for a POSIX shell. Must never
//! show a session token: its environment variable replaces it.

use std::fmt::Write;

use generated_client::runtime::SignedRequest;
use serde_json::{Map, Value, json};

const TOKEN: &str = "$VOLCENGINE_SESSION_TOKEN";
const ACCESS_KEY: &str = "$VOLCENGINE_ACCESS_KEY";

/// The request as JSON, including access key id and signature as sent. They are useless once the
/// signature has expired.
pub(crate) fn json(request: &SignedRequest) -> Value {
    let headers: Map<String, Value> = headers(request)
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    json!({
        "method": request.method().as_str(),
        "url": request.url(),
        "headers": headers,
        "body": String::from_utf8_lossy(request.body()),
    })
}

/// The request as a command that sends it. Access key id and session token come from variables.
pub(crate) fn command(request: &SignedRequest) -> String {
    let mut command = format!(
        "curl --request {} {}",
        request.method(),
        quoted(&request.url())
    );
    for (name, value) in headers(request) {
        let header = match name {
            "x-security-token" => in_double_quotes(name, "", TOKEN, ""),
            "authorization" => match around_access_key(&value) {
                Some((before, after)) => in_double_quotes(name, before, ACCESS_KEY, after),
                None => quoted(&format!("{name}: {value}")),
            },
            _ => quoted(&format!("{name}: {value}")),
        };
        // Writing to a `String` cannot fail.
        let _ = write!(command, " \\\n  --header {header}");
    }
    if !request.body().is_empty() {
        let body = quoted(&String::from_utf8_lossy(request.body()));
        let _ = write!(command, " \\\n  --data-binary {body}");
    }
    command.push('\n');
    command
}

/// Names and values of all headers, without the token.
fn headers(request: &SignedRequest) -> impl Iterator<Item = (&str, String)> {
    request.headers().iter().map(|(name, value)| {
        let value = match name.as_str() {
            "x-security-token" => TOKEN.to_owned(),
            _ => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        (name.as_str(), value)
    })
}

/// The parts of `Authorization` before and after the access key id, which may contain any text except
/// the end of the credential.
fn around_access_key(authorization: &str) -> Option<(&str, &str)> {
    let start = authorization.find("Credential=")? + "Credential=".len();
    let end = start + authorization.get(start..)?.find(", SignedHeaders=")?;
    let scope = authorization
        .get(start..end)?
        .rmatch_indices('/')
        .nth(3)
        .map(|(place, _)| start + place)?;
    Some((authorization.get(..start)?, authorization.get(scope..)?))
}

/// A header with a variable in its value.
fn in_double_quotes(name: &str, before: &str, variable: &str, after: &str) -> String {
    let escaped = |text: &str| {
        let escape = |char| matches!(char, '"' | '$' | '`' | '\\');
        text.chars()
            .flat_map(|char| escape(char).then_some('\\').into_iter().chain([char]))
            .collect::<String>()
    };
    format!(
        "\"{name}: {}{variable}{}\"",
        escaped(before),
        escaped(after)
    )
}

/// A text that a shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_access_key_ends_where_the_scope_begins() {
        let authorization = "HMAC-SHA256 Credential=A/K/20240611/cn-north-1/rtc/request, SignedHeaders=host, Signature=0";
        let (before, after) = around_access_key(authorization).unwrap_or_default();
        assert_eq!(before, "HMAC-SHA256 Credential=");
        assert_eq!(
            after,
            "/20240611/cn-north-1/rtc/request, SignedHeaders=host, Signature=0"
        );
    }

    #[test]
    fn a_shell_takes_every_text_as_it_is() {
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(
            in_double_quotes("a", "`\"\\$", TOKEN, "b"),
            r#""a: \`\"\\\$$VOLCENGINE_SESSION_TOKENb""#
        );
    }
}
