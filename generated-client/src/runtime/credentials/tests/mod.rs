//! What the tests of the sources share: a world that a test writes down, and a service on loopback.

mod cache;
mod exchanges;
mod metadata;
mod profiles;
mod sources;

use std::collections::BTreeMap;
use std::error::Error as _;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::runtime::block_on::block_on;
use crate::runtime::environment::Environment;
use crate::runtime::transport::HttpTransport;

/// 2024-06-11T08:15:30Z.
fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_718_093_730)
}

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// Variables, files and a clock that a test sets.
#[derive(Debug)]
struct World {
    variables: BTreeMap<&'static str, OsString>,
    files: BTreeMap<PathBuf, String>,
    now: Mutex<SystemTime>,
}

fn world<const N: usize>(variables: [(&'static str, &str); N]) -> Arc<World> {
    with_files(variables, [])
}

fn with_files<'v>(
    variables: impl IntoIterator<Item = (&'static str, &'v str)>,
    files: impl IntoIterator<Item = (&'v str, &'v str)>,
) -> Arc<World> {
    Arc::new(World {
        variables: variables
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect(),
        files: files
            .into_iter()
            .map(|(path, content)| (path.into(), content.to_owned()))
            .collect(),
        now: Mutex::new(noon()),
    })
}

impl World {
    fn advance(&self, time: Duration) {
        *self.now.lock().unwrap() += time;
    }
}

impl Environment for World {
    fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(name).cloned()
    }

    fn now(&self) -> SystemTime {
        *self.now.lock().unwrap()
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(content) => Ok(content.clone().into_bytes()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// A service that answers by a function of the request's first line.
struct Service {
    endpoint: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Service {
    async fn start(answer: impl Fn(&str) -> (u16, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = requests.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut buffer = vec![0; 16 * 1024];
                let Ok(length) = socket.read(&mut buffer).await else {
                    continue;
                };
                let request = String::from_utf8_lossy(&buffer[..length]).into_owned();
                let (status, body) = answer(request.lines().next().unwrap_or_default());
                kept.lock().unwrap().push(request);
                let reply = format!(
                    "HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                    body.len()
                );
                let _ = socket.write_all(reply.as_bytes()).await;
                let _ = socket.shutdown().await;
            }
        });
        Self { endpoint, requests }
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Everything an error says, what lies beneath included.
fn words(error: &CredentialsError) -> String {
    let mut words = format!("{error} {error:?} {error:#?} {:?}", error.tried());
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    words
}

fn keys(credentials: &Credentials) -> (&str, &str, Option<&str>) {
    (
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.session_token(),
    )
}
