//! Signing vectors: requests with the signatures that official signers gave them.
//!
//! Knows the format of the vector files. Gives their cases by group, so that the divergent ones stay apart.
//! Must never know how a signature is computed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Environment variable that names a further file of vectors.
pub const FURTHER_FILE: &str = "SIGNING_VECTORS";

#[derive(Deserialize)]
struct Vectors {
    format: String,
    cases: Vec<Case>,
}

/// One request and what became of it.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// Which form of signature, or that official signers differ.
    pub group: Group,
    /// What was signed.
    pub input: Input,
    /// What at least two official signers returned; absent from a divergent case.
    pub expected: Option<Expected>,
    /// What each signer returned, in a divergent case.
    #[serde(default)]
    pub answers: BTreeMap<String, Answer>,
}

/// Kinds of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Signature in the header `Authorization`.
    Header,
    /// Signature in the query.
    Presign,
    /// Official signers differ, so nothing single is expected.
    Divergent,
}

/// A request to sign.
#[derive(Debug, Deserialize)]
pub struct Input {
    /// HTTP method.
    pub method: String,
    /// `http` or `https`.
    pub scheme: String,
    /// Host, with its port if it has one.
    pub host: String,
    /// Path, not encoded.
    pub path: String,
    /// Keys and values, not encoded.
    pub query: Vec<(String, String)>,
    /// Headers given by the caller, the host apart.
    pub headers: Vec<(String, String)>,
    /// The body, if it is text.
    pub body_utf8: Option<String>,
    /// The body, if it is not.
    pub body_base64: Option<String>,
    /// Made-up access key.
    pub access_key_id: String,
    /// Made-up secret.
    pub secret_access_key: String,
    /// Made-up token of temporary credentials.
    pub session_token: Option<String>,
    /// Region, verbatim.
    pub region: String,
    /// Signing name.
    pub service: String,
    /// `yyyymmddThhmmssZ`
    pub timestamp: String,
    /// `header` or `presign`
    pub mode: String,
    /// Whether a presigned query signs the host as well.
    #[serde(default)]
    pub presign_sign_host: bool,
}

impl Input {
    /// The bytes of the body.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        match (&self.body_utf8, &self.body_base64) {
            (Some(text), _) => text.clone().into_bytes(),
            (None, Some(base64)) => decode_base64(base64),
            (None, None) => Vec::new(),
        }
    }
}

/// What one signer made of a divergent case.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// The signature; absent if it refused to sign.
    pub signature: Option<String>,
}

/// Every stage of a signature.
#[derive(Debug, Deserialize)]
pub struct Expected {
    /// The canonical request.
    pub canonical_request: String,
    /// What is signed.
    pub string_to_sign: String,
    /// Date, region, service.
    pub credential_scope: String,
    /// Names of the signed headers, joined with `;`.
    pub signed_headers: String,
    /// Hash that stands in the canonical request.
    pub payload_sha256: String,
    /// The signature.
    pub signature: String,
    /// The whole header, in the header form.
    pub authorization: Option<String>,
    /// Headers that signing adds, in the header form; names in lower case.
    pub headers_added: Option<BTreeMap<String, String>>,
    /// The finished query, decoded, in the presigned form.
    pub presigned_params: Option<Vec<(String, String)>>,
}

/// The cases of one group in this package's file.
#[must_use]
pub fn own(group: Group) -> Vec<Case> {
    load(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("data/signing.json"),
        group,
    )
}

/// The cases of one group in the file named by [`FURTHER_FILE`]; none if the variable is not set. A relative name counts
/// from the root of the repository, where `cargo test` is called, or else from this package, where it runs.
#[must_use]
pub fn further(group: Group) -> Vec<Case> {
    let Some(name) = std::env::var_os(FURTHER_FILE).filter(|name| !name.is_empty()) else {
        return Vec::new();
    };
    let from_root = crate::spec::root().join(&name);
    load(
        &if from_root.exists() {
            from_root
        } else {
            PathBuf::from(name)
        },
        group,
    )
}

fn load(file: &Path, group: Group) -> Vec<Case> {
    let text =
        std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let vectors: Vectors =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert_eq!(
        vectors.format,
        "volcengine-signing-vectors/1",
        "{}",
        file.display()
    );
    vectors
        .cases
        .into_iter()
        .filter(|case| case.group == group)
        .collect()
}

fn decode_base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        let digit = ALPHABET
            .iter()
            .position(|known| *known == byte)
            .expect("a digit of base64");
        buffer = (buffer << 6) | u32::try_from(digit).expect("a digit of base64 is small");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xFF).expect("eight bits"));
        }
    }
    bytes
}
