//! The only access to the outside world: environment variables, files and the clock.
//!
//! Knows where the process finds them. Gives them, and lets tests script them. Nothing else in the
//! runtime may read them.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::runtime::Handle;

/// Environment variables, files and the time. Implement it to script them in a test.
pub trait Environment: fmt::Debug + Send + Sync {
    /// Value of an environment variable.
    fn variable(&self, name: &str) -> Option<OsString>;

    /// The time now.
    fn now(&self) -> SystemTime;

    /// Content of a file. Only credentials files are read, on threads that may block.
    ///
    /// # Errors
    ///
    /// The error of the system: [`NotFound`](io::ErrorKind::NotFound) if there is no such file,
    /// [`InvalidData`](io::ErrorKind::InvalidData) if it is not a regular file or is larger than 1
    /// MiB.
    #[expect(
        clippy::disallowed_methods,
        reason = "files are read here and nowhere else"
    )]
    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        // Asked before it is opened: opening a pipe waits for its other end.
        if !std::fs::metadata(path)?.is_file() {
            return Err(unusable("it is not a regular file"));
        }
        let mut content = Vec::new();
        let file = std::fs::File::open(path)?;
        file.take(LARGEST_FILE + 1).read_to_end(&mut content)?;
        if u64::try_from(content.len()).is_ok_and(|length| length > LARGEST_FILE) {
            return Err(unusable("it has more than 1 MiB"));
        }
        Ok(content)
    }
}

/// Maximum size of a credentials file in bytes.
const LARGEST_FILE: u64 = 1024 * 1024;

fn unusable(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// Does what may wait for a file system, on a thread of the runtime's for such work, so that neither
/// other tasks nor a time-out have to wait for it.
pub(in crate::runtime) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    match Handle::try_current() {
        // It ends early only with the runtime itself.
        Ok(runtime) => runtime.spawn_blocking(work).await.ok(),
        Err(_) => Some(work()),
    }
}

/// A shared environment is one.
impl<E: Environment + ?Sized> Environment for Arc<E> {
    fn variable(&self, name: &str) -> Option<OsString> {
        (**self).variable(name)
    }

    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        (**self).read_file(path)
    }
}

/// The environment and clock of the process.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

#[expect(
    clippy::disallowed_methods,
    reason = "this is the door to the process's variables and clock"
)]
impl Environment for System {
    fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// The trimmed value of a variable; an empty one counts as not set.
///
/// # Errors
///
/// [`NotUnicode`] if the value is not valid Unicode.
pub(in crate::runtime) fn text(
    environment: &dyn Environment,
    name: &str,
) -> Result<Option<String>, NotUnicode> {
    let Some(value) = environment.variable(name) else {
        return Ok(None);
    };
    let value = value
        .into_string()
        .map_err(|_| NotUnicode(name.to_owned()))?;
    let value = value.trim();
    Ok((!value.is_empty()).then(|| value.to_owned()))
}

/// A variable whose value is not valid Unicode. Names the variable, never its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::runtime) struct NotUnicode(String);

impl fmt::Display for NotUnicode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not valid Unicode", self.0)
    }
}

impl std::error::Error for NotUnicode {}

#[cfg(test)]
pub(in crate::runtime) mod scripted {
    //! An environment that a test writes down.

    use std::collections::BTreeMap;
    use std::ffi::OsString;
    use std::time::{Duration, SystemTime};

    use super::Environment;

    /// Variables and a clock that stands still.
    #[derive(Debug, Clone)]
    pub(in crate::runtime) struct Scripted {
        variables: BTreeMap<&'static str, OsString>,
        now: SystemTime,
    }

    impl Scripted {
        pub(in crate::runtime) fn new<const N: usize>(
            variables: [(&'static str, &str); N],
        ) -> Self {
            Self {
                variables: variables.map(|(name, value)| (name, value.into())).into(),
                // 2024-06-11T08:15:30Z, the time of the signing vectors.
                now: SystemTime::UNIX_EPOCH + Duration::from_secs(1_718_093_730),
            }
        }
    }

    impl Environment for Scripted {
        fn variable(&self, name: &str) -> Option<OsString> {
            self.variables.get(name).cloned()
        }

        fn now(&self) -> SystemTime {
            self.now
        }
    }
}
