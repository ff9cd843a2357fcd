//! Replies of the last day, so that nothing is asked for twice and an interrupted run goes on where it was.
//!
//! A file for each reply, replaced whole: a line of JSON about it, then the body. What cannot be read is not there; what cannot be
//! written is asked for again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// How long a reply counts.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long one is kept for the server to confirm.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A folder of replies.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// A reply that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// When it came.
    pub(super) at: Timestamp,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Cache {
    /// The cache of the user: below `XDG_CACHE_HOME`, else where the system keeps caches of a user. `None` where no variable says
    /// where that is.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        let variable = |name: &str| {
            let path = PathBuf::from(std::env::var_os(name)?);
            path.is_absolute().then_some(path)
        };
        let base = variable("XDG_CACHE_HOME")
            .or_else(|| variable("HOME").map(|home| home.join(".cache")))
            .or_else(|| variable("LOCALAPPDATA"))?;
        Some(Self::at(base.join("volcengine-codegen")))
    }

    /// A cache in a folder.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The reply that was kept under a key.
    pub(super) fn read(&self, key: &str) -> Option<Kept> {
        let content = fs::read(self.path(key)).ok()?;
        let end = content.iter().position(|&byte| byte == b'\n')?;
        let about: Value = serde_json::from_slice(&content[..end]).ok()?;
        let text = |name: &str| about[name].as_str().map(str::to_owned);
        // A digest of the key could be that of another one, or the folder that of another program.
        (about["key"] == key).then_some(())?;
        Some(Kept {
            at: about["at"].as_str()?.parse().ok()?,
            etag: text("etag"),
            last_modified: text("last-modified"),
            body: content[end + 1..].to_vec(),
        })
    }

    /// Keeps a reply.
    #[expect(
        clippy::disallowed_methods,
        reason = "the cache is a folder of its own"
    )]
    pub(super) fn write(&self, key: &str, kept: &Kept) -> std::io::Result<()> {
        let path = self.path(key);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let about = json!({
            "key": key,
            "at": kept.at.to_string(),
            "etag": kept.etag,
            "last-modified": kept.last_modified,
        });
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        writeln!(file, "{about}")?;
        file.write_all(&kept.body)?;
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Removes what nobody will ask for any more.
    #[expect(
        clippy::disallowed_methods,
        reason = "the cache is a folder of its own"
    )]
    pub(super) fn tidy(&self) {
        let entries = fs::read_dir(self.folder.join("replies"));
        for entry in entries.into_iter().flatten().flatten() {
            let age = entry.metadata().and_then(|metadata| metadata.modified());
            let is_old = age.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > KEPT));
            if is_old {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        let digest = hex::encode(Sha256::digest(key.as_bytes()));
        self.folder.join("replies").join(digest)
    }
}

impl Kept {
    /// Whether it still counts, for somebody who takes none that came before, or at, a time.
    pub(super) fn is_fresh(&self, after: Option<Timestamp>) -> bool {
        let age = Timestamp::now().duration_since(self.at);
        let in_time = !age.is_negative() && age.unsigned_abs() < DAY;
        in_time && after.is_none_or(|after| self.at > after)
    }

    /// Whether the server can say that it has not changed.
    pub(super) fn can_be_confirmed(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    #![allow(
        clippy::disallowed_methods,
        reason = "a test makes the files that it needs"
    )]

    use jiff::{SignedDuration, Timestamp};

    use super::{Cache, Kept};

    #[test]
    fn replies_are_kept_under_their_keys() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join("deep/er"));
        assert_eq!(cache.read("one"), None);
        let kept = Kept {
            at: Timestamp::now(),
            etag: Some("\"1\"".to_owned()),
            last_modified: None,
            body: b"{}\n{}".to_vec(),
        };
        cache.write("one", &kept).unwrap();
        assert_eq!(cache.read("one"), Some(kept));
        assert_eq!(cache.read("two"), None);
        std::fs::write(cache.path("two"), "cut").unwrap();
        assert_eq!(cache.read("two"), None);
    }

    #[test]
    fn a_reply_counts_for_a_day() {
        let aged = |hours: i64| Kept {
            at: Timestamp::now() - SignedDuration::from_hours(hours),
            etag: None,
            last_modified: None,
            body: Vec::new(),
        };
        assert!(aged(23).is_fresh(None));
        assert!(!aged(24).is_fresh(None));
        // A clock that was set back proves nothing.
        assert!(!aged(-1).is_fresh(None));
        assert!(aged(1).is_fresh(Some(aged(2).at)));
        assert!(!aged(2).is_fresh(Some(aged(1).at)));
    }
}
