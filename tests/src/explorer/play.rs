//! What goes back over the wire.

use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// An answer, or what there is in place of one.
#[derive(Debug, Clone)]
pub enum Play {
    /// A body of JSON, perhaps with a tag.
    Json {
        /// The body.
        body: String,
        /// The value of `ETag`.
        etag: Option<String>,
    },
    /// A status with a short text, perhaps with `Retry-After`.
    Status(u16, Option<String>),
    /// 304.
    Unchanged,
    /// The connection is reset.
    Reset,
    /// A body, byte by byte with a pause between them.
    Slow(String, Duration),
    /// A web page, with status 200.
    Page,
    /// Half of a body of which the whole was announced.
    Truncated(String),
    /// A body that never ends to grow, up to so many bytes. Its length is not announced.
    Huge(usize),
    /// A redirect.
    Redirect(String),
    /// Silence until a test lets go, for half a minute at most; then 503.
    Held(Arc<AtomicBool>),
}

impl Play {
    /// A body of JSON.
    #[must_use]
    pub fn json(body: impl Into<String>) -> Self {
        Self::Json {
            body: body.into(),
            etag: None,
        }
    }

    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Status(status, _) => *status,
            Self::Unchanged => 304,
            Self::Held(_) => 503,
            Self::Redirect(_) => 302,
            Self::Reset => 0,
            _ => 200,
        }
    }

    /// Plays it; whether the connection serves for another request.
    pub(super) fn perform(self, mut stream: &TcpStream) -> io::Result<bool> {
        let json = "Content-Type: application/json; charset=utf-8\r\n";
        match self {
            Self::Json { body, etag } => {
                let etag = etag.map(|etag| format!("ETag: {etag}\r\n"));
                let headers = format!("{json}{}", etag.unwrap_or_default());
                whole(stream, 200, &headers, &body)?;
            }
            Self::Status(status, after) => {
                let after = after.map(|after| format!("Retry-After: {after}\r\n"));
                whole(stream, status, &after.unwrap_or_default(), "not now")?;
            }
            Self::Unchanged => whole(stream, 304, "", "")?,
            Self::Page => {
                let page = "<!DOCTYPE html><html><body>Sign in</body></html>";
                whole(stream, 200, "Content-Type: text/html\r\n", page)?;
            }
            Self::Redirect(to) => whole(stream, 302, &format!("Location: {to}\r\n"), "")?,
            Self::Held(released) => {
                for _ in 0..3000 {
                    if released.load(Ordering::SeqCst) {
                        break;
                    }
                    thread::sleep(Duration::from_millis(10));
                }
                whole(stream, 503, "", "not now")?;
            }
            Self::Reset => {
                // What was not read makes the closing a reset, and nothing was answered in either case.
                stream.shutdown(Shutdown::Both)?;
                return Ok(false);
            }
            Self::Slow(body, pause) => {
                head(stream, 200, json, body.len())?;
                for byte in body.as_bytes() {
                    thread::sleep(pause);
                    stream.write_all(std::slice::from_ref(byte))?;
                    stream.flush()?;
                }
            }
            Self::Truncated(body) => {
                head(stream, 200, json, body.len())?;
                stream.write_all(&body.as_bytes()[..body.len() / 2])?;
                stream.shutdown(Shutdown::Both)?;
                return Ok(false);
            }
            Self::Huge(bytes) => {
                write!(
                    stream,
                    "HTTP/1.1 200 OK\r\n{json}Connection: close\r\n\r\n["
                )?;
                let chunk = b"[1],".repeat(16 * 1024);
                for _ in 0..bytes / chunk.len() {
                    stream.write_all(&chunk)?;
                }
                stream.shutdown(Shutdown::Both)?;
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn whole(mut stream: &TcpStream, status: u16, headers: &str, body: &str) -> io::Result<()> {
    head(stream, status, headers, body.len())?;
    stream.write_all(body.as_bytes())
}

fn head(mut stream: &TcpStream, status: u16, headers: &str, length: usize) -> io::Result<()> {
    let text = format!("HTTP/1.1 {status} Status\r\n{headers}Content-Length: {length}\r\n\r\n");
    stream.write_all(text.as_bytes())
}
