//! The credentials file shared by the platform's SDKs.
//!
//! Knows its location and format. Gives the keys of one of its profiles. Must never write it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::{Credentials, CredentialsError, ProvideCredentials, file};
use crate::runtime::BoxFuture;
use crate::runtime::environment::{self, Environment, System};

/// Variable that names the file.
const FILE: &str = "VOLCSTACK_SHARED_CREDENTIALS_FILE";
/// Variables that name the section; the first one that is set is used.
const SECTIONS: [&str; 2] = ["VOLCSTACK_PROFILE", "VOLCENGINE_PROFILE"];

/// The file shared by the platform's SDKs for Go, Java and PHP, with a section for each profile.
///
/// It is `VOLCSTACK_SHARED_CREDENTIALS_FILE`, else `~/.volcengine/credentials`.
///
/// ```text
/// [default]
/// volcengine_access_key_id = AKLT…
/// volcengine_secret_access_key = …
/// volcengine_session_token = …
/// ```
///
/// The names start with `volcengine_` in the SDK for Go and with `volcstack_` in that for Java;
/// both work. The section is `VOLCSTACK_PROFILE`, else `VOLCENGINE_PROFILE`, else `default`.
///
/// Variables and members are those of `SharedCredentialsProvider` in `volcengine-go-sdk` and
/// `volcengine-java-sdk`.
#[derive(Clone)]
pub struct SharedFile {
    environment: Arc<dyn Environment>,
    file: Option<PathBuf>,
}

/// The parts of a set of keys.
#[derive(Default)]
struct Section {
    access_key_id: Option<Zeroizing<String>>,
    secret_access_key: Option<Zeroizing<String>>,
    session_token: Option<Zeroizing<String>>,
}

impl SharedFile {
    /// The file in the home directory.
    pub fn new() -> Self {
        Self::of(Arc::new(System))
    }

    /// The file in the home directory of another environment.
    pub fn of(environment: Arc<dyn Environment>) -> Self {
        Self {
            environment,
            file: None,
        }
    }

    /// Another file.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Whether there is a file, or should be because it was named.
    pub(super) fn is_there(&self) -> bool {
        match self.path() {
            Some((_, true)) => true,
            Some((path, false)) => !matches!(file::read(&*self.environment, &path), Ok(None)),
            None => false,
        }
    }

    /// The path of the file, and whether it was named.
    fn path(&self) -> Option<(PathBuf, bool)> {
        let environment = &*self.environment;
        let named = self
            .file
            .clone()
            .or_else(|| file::path_in(environment, FILE));
        match named {
            Some(path) => Some((path, true)),
            None => Some((
                file::in_home(environment, [".volcengine", "credentials"])?,
                false,
            )),
        }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let environment = &*self.environment;
        let (path, is_named) = self
            .path()
            .ok_or_else(|| CredentialsError::passed_over("HOME is not set"))?;
        let shown = path.display();
        let Some(content) = file::read(environment, &path)? else {
            let reason = format!("{shown} does not exist");
            return Err(file::lacking(is_named, reason));
        };
        let text = str::from_utf8(&content)
            .map_err(|_| CredentialsError::failed(format!("{shown} is not valid UTF-8")))?;
        let name = section_name(environment)?;
        let section = section(text, &name);
        let lacks = |what: &str| CredentialsError::failed(format!("{shown} has no {what}"));
        let section = section.ok_or_else(|| lacks(&format!("section `[{name}]`")))?;
        let member = |value: &Option<Zeroizing<String>>, what: &str| match value {
            Some(value) => Ok(value.to_string()),
            None => Err(lacks(&format!("`{what}` in its section `[{name}]`"))),
        };
        let id = member(&section.access_key_id, "access_key_id")?;
        let secret = member(&section.secret_access_key, "secret_access_key")?;
        let token = section
            .session_token
            .as_ref()
            .map(|token| token.to_string());
        Ok(
            Credentials::temporary(id, secret, token.unwrap_or_default())
                .from_source(format!("profile {name} of {shown}")),
        )
    }
}

fn section_name(environment: &dyn Environment) -> Result<String, CredentialsError> {
    for name in SECTIONS {
        let section = environment::text(environment, name)
            .map_err(|error| CredentialsError::failed(error.to_string()))?;
        if let Some(section) = section {
            return Ok(section);
        }
    }
    Ok("default".to_owned())
}

/// The section of that name.
fn section(text: &str, name: &str) -> Option<Section> {
    let mut found: Option<Section> = None;
    let mut is_within = false;
    for line in text.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or_default().trim();
            is_within = header == name;
            if is_within {
                found.get_or_insert_default();
            }
            continue;
        }
        let (Some(section), Some((member, value))) = (&mut found, line.split_once(['=', ':']))
        else {
            continue;
        };
        let remark = [" #", " ;", "\t#", "\t;"];
        let end = remark.iter().filter_map(|start| value.find(start)).min();
        let value = value[..end.unwrap_or(value.len())].trim();
        let value = value.trim_matches(['"', '\'', '`']);
        if !is_within || line.starts_with(['#', ';']) || value.is_empty() {
            continue;
        }
        let member = member.trim().to_ascii_lowercase();
        let place = if member.ends_with("secret_access_key") || member.ends_with("secret_key") {
            &mut section.secret_access_key
        } else if member.ends_with("access_key_id") || member.ends_with("access_key") {
            &mut section.access_key_id
        } else if member.ends_with("session_token") {
            &mut section.session_token
        } else {
            continue;
        };
        *place = Some(Zeroizing::new(value.to_owned()));
    }
    found
}

impl Default for SharedFile {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for SharedFile {
    fn name(&self) -> &str {
        "shared credentials file"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(file::apart(self, Self::read))
    }
}

impl fmt::Debug for SharedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedFile")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}
