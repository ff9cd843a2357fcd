//! One run after the other: what a run has fetched, the next one finds in the cache, and the server is asked at one pace.

use std::fs::{self, File, OpenOptions};
use std::io;

use fd_lock::{RwLock, RwLockWriteGuard};

use crate::transport::Cache;

/// The turn of a run.
#[derive(Debug)]
pub struct Turn(RwLock<File>);

impl Turn {
    /// The turn at a cache.
    ///
    /// # Errors
    /// The folder of the cache cannot be written to.
    #[expect(
        clippy::disallowed_methods,
        reason = "a lock is a file in the folder of the cache"
    )]
    pub fn at(cache: &Cache) -> io::Result<Self> {
        fs::create_dir_all(cache.folder())?;
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(cache.folder().join("lock"))?;
        Ok(Self(RwLock::new(file)))
    }

    /// Waits until it has come; `waiting` is called if that is not at once. It ends when the guard is dropped, and with the process.
    ///
    /// # Errors
    /// The file system cannot lock files.
    pub fn take(&mut self, waiting: impl FnOnce()) -> io::Result<RwLockWriteGuard<'_, File>> {
        let is_free = self.0.try_write().map(drop);
        match is_free {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => waiting(),
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        self.0.write()
    }
}
