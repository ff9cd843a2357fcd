//! Names that came from outside, before they become parts of paths.

use std::fmt;

/// Longest name of an action, a version or a service.
const LONGEST: usize = 128;

/// A name that cannot become a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadName(pub(crate) String);

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} cannot be a file name: use letters, digits, `_`, `-` and `.`, starting with a letter or digit",
            self.0.chars().take(LONGEST).collect::<String>()
        )
    }
}

impl std::error::Error for BadName {}

/// Checks that a name can be the name of a file or folder on every system, and nothing but that.
///
/// # Errors
/// It is empty, too long, has other characters than ASCII letters, digits, `_`, `-` and `.`, begins with one that is neither
/// letter nor digit, ends with `.`, or is a name that Windows keeps for devices.
pub fn checked(name: &str) -> Result<&str, BadName> {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let begins = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphanumeric());
    if plain && begins && name.len() <= LONGEST && !name.ends_with('.') && !is_device(name) {
        Ok(name)
    } else {
        Err(BadName(name.to_owned()))
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let numbered = |word: &str| {
        let rest = stem.strip_prefix(word);
        rest.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// The folder of a service: its code in lower case.
///
/// # Errors
/// The code cannot be the name of a folder.
pub fn folder(code: &str) -> Result<String, BadName> {
    checked(code).map(str::to_ascii_lowercase)
}

/// What is the same of names in all spellings: letters and digits, in lower case.
#[must_use]
pub fn plain(name: &str) -> String {
    name.chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{checked, folder, plain};

    #[test]
    fn no_name_leads_out_of_its_folder() {
        for name in ["RunInstances", "v1.Get", "get-it", "a_b", "2020-12-01"] {
            assert_eq!(checked(name).as_deref(), Ok(name));
        }
        let long = "a".repeat(129);
        for name in [
            "",
            ".",
            "..",
            "../x",
            "a/b",
            "a\\b",
            ".hidden",
            "-x",
            "a b",
            "a\0",
            "C:",
            "名",
            "x.",
            "Con",
            "com1.y",
            long.as_str(),
        ] {
            assert!(checked(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn spellings_of_a_service_meet() {
        assert_eq!(folder("AdvDefence").as_deref(), Ok("advdefence"));
        assert_eq!(plain("Auto_Scaling"), plain("auto-scaling"));
    }
}
