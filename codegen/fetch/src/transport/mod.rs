//! Requests, politely, and replies, carefully.
//!
//! Knows HTTP, pace, retries and the cache. Gives the JSON of a reply, or a line on why there is none.
//! Must never know what a reply means.

mod cache;
mod pace;
mod retry;

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use http::header::{
    ACCEPT, CONTENT_TYPE, ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use http::{HeaderName, StatusCode};
use jiff::Timestamp;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::Url;

pub use cache::Cache;
use cache::Kept;
use pace::Pace;
pub use pace::Rate;

use crate::address::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::json::{Json, JsonError};
use crate::language::Language;

/// The biggest reply that is taken, in bytes. The biggest one known, a list of 268 actions, has less than one of these eight
/// millions.
const BIGGEST: usize = 8 * 1024 * 1024;

/// Redirects that are followed, on the same host.
const REDIRECTS: usize = 3;

/// Time for a connection to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// How the Explorer is asked.
pub struct Options {
    /// Where it is.
    pub endpoint: Endpoint,
    /// How many requests go out.
    pub rate: Rate,
    /// Time for a reply.
    pub timeout: Duration,
    /// Where replies are kept.
    pub cache: Option<Cache>,
    /// Whether what is kept there counts for nothing.
    pub refresh: bool,
    /// Is given a line whenever something has to wait or cannot be kept.
    pub notice: Box<dyn Fn(&str) + Send + Sync>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("endpoint", &self.endpoint)
            .field("rate", &self.rate)
            .field("cache", &self.cache)
            .finish_non_exhaustive()
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(&'a str, &'a str)],
    pub(crate) language: Language,
    /// A reply that is kept counts only if it came later.
    pub(crate) after: Option<Timestamp>,
}

/// How often something was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Requests that went out, repetitions included.
    pub requests: usize,
    /// Replies out of the cache.
    pub kept: usize,
}

#[derive(Debug)]
pub(crate) struct Transport {
    options: Options,
    client: Client,
    pace: Pace,
    requests: AtomicUsize,
    kept: AtomicUsize,
    /// Whether any request was ever answered.
    answered: AtomicBool,
    /// Whether it was reported that nothing can be cached.
    complained: AtomicBool,
}

/// What came of one attempt.
enum Answer {
    /// What is kept is still so.
    Unchanged,
    /// This.
    Body(Kept),
}

/// Why an attempt failed, and whether another one may do better.
struct Failure {
    error: Error,
    again: Again,
}

enum Again {
    Never,
    /// After the usual pause.
    Usual,
    /// After the time that the server asks for.
    After(Duration),
}

impl Transport {
    pub(crate) fn new(options: Options) -> Result<Self, Error> {
        // Another part of the program may have chosen one already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let home = options.endpoint.clone();
        let policy = Policy::custom(move |attempt| {
            if attempt.previous().len() > REDIRECTS {
                attempt.error("it redirects in a loop")
            } else if home.has(attempt.url()) {
                attempt.follow()
            } else {
                let there = attempt.url().origin().ascii_serialization();
                attempt.error(format!("it redirects to another host, {there}"))
            }
        });
        let client = Client::builder()
            .user_agent(concat!("volcengine-codegen/", env!("CARGO_PKG_VERSION")))
            .timeout(options.timeout)
            .connect_timeout(CONNECT.min(options.timeout))
            .https_only(options.endpoint.is_encrypted())
            .redirect(policy)
            .build()
            .map_err(|error| Error::unusable(format!("no HTTP client: {}", cause(&error))))?;
        if let Some(cache) = &options.cache {
            cache.tidy();
        }
        Ok(Self {
            pace: Pace::new(options.rate),
            client,
            requests: AtomicUsize::new(0),
            kept: AtomicUsize::new(0),
            answered: AtomicBool::new(false),
            complained: AtomicBool::new(false),
            options,
        })
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.options.endpoint
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts {
            requests: self.requests.load(Ordering::Relaxed),
            kept: self.kept.load(Ordering::Relaxed),
        }
    }

    /// Asks for something, and reads the reply. Only what `read` takes is kept.
    pub(crate) async fn get<T>(
        &self,
        request: Request<'_>,
        read: impl Fn(Json) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let url = self.options.endpoint.url(request.path, request.query);
        let key = format!("{} {url}", request.language.word());
        let cache = self.options.cache.as_ref();
        let kept = cache
            .filter(|_| !self.options.refresh)
            .and_then(|cache| cache.read(&key));
        if let Some(kept) = kept.as_ref().filter(|kept| kept.is_fresh(request.after))
            && let Ok(read) = understand(&kept.body, &read)
        {
            self.kept.fetch_add(1, Ordering::Relaxed);
            return Ok(read);
        }
        let confirmable = kept.filter(Kept::can_be_confirmed);
        let mut failed = 0;
        loop {
            let failure = match self
                .attempt(&url, request.language, confirmable.as_ref())
                .await
                .map(|answer| match answer {
                    Answer::Body(kept) => Some(kept),
                    Answer::Unchanged => confirmable.clone().map(|kept| Kept {
                        at: Timestamp::now(),
                        ..kept
                    }),
                }) {
                Ok(Some(kept)) => match understand(&kept.body, &read) {
                    Ok(read) => {
                        self.keep(&key, &kept);
                        return Ok(read);
                    }
                    Err(failure) => failure,
                },
                Ok(None) => {
                    return Err(Error::unusable(
                        "the server returns 304 for a first request",
                    ));
                }
                Err(failure) => failure,
            };
            failed += 1;
            self.wait(failure, failed)?;
        }
    }

    /// Has everybody wait before the next attempt, or gives up.
    fn wait(&self, failure: Failure, failed: usize) -> Result<(), Error> {
        let Failure { error, again } = failure;
        let pause = match (again, retry::pause(failed)) {
            (Again::Never, _) => return Err(error),
            (_, None) => {
                let message = format!("{error} ({} attempts)", retry::attempts());
                return Err(Error::new(error.kind(), message));
            }
            (Again::After(asked), Some(_)) if asked > retry::LONGEST => {
                let message = format!("{error}, and asks to wait {} s", asked.as_secs());
                return Err(Error::new(ErrorKind::Throttled, message));
            }
            (Again::After(asked), Some(usual)) => asked.max(usual),
            (Again::Usual, Some(usual)) => usual,
        };
        (self.options.notice)(&format!("{error}; retrying in {} s", pause.as_secs()));
        self.pace.pause(pause);
        Ok(())
    }

    async fn attempt(
        &self,
        url: &Url,
        language: Language,
        kept: Option<&Kept>,
    ) -> Result<Answer, Failure> {
        let _permit = self.pace.turn().await;
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut request = self
            .client
            .get(url.clone())
            .header(ACCEPT, "application/json")
            .header(HeaderName::from_static("x-language"), language.word());
        if let Some(kept) = kept {
            if let Some(etag) = &kept.etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(date) = &kept.last_modified {
                request = request.header(IF_MODIFIED_SINCE, date);
            }
        }
        let response = request.send().await.map_err(|error| self.broken(&error))?;
        self.answered.store(true, Ordering::Relaxed);
        if response.status() == StatusCode::NOT_MODIFIED && kept.is_some() {
            return Ok(Answer::Unchanged);
        }
        if !response.status().is_success() {
            return Err(self.refused(response).await);
        }
        let at = Timestamp::now();
        let text = |name: HeaderName| {
            let value = response.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let (etag, last_modified) = (text(ETAG), text(LAST_MODIFIED));
        let is_page = is_page(response.headers());
        let body = self.body(response, BIGGEST).await?;
        if is_page || body.trim_ascii_start().starts_with(b"<") {
            return Err(never(format!(
                "{} returns a web page instead of JSON",
                self.options.endpoint.host()
            )));
        }
        Ok(Answer::Body(Kept {
            at,
            etag,
            last_modified,
            body,
        }))
    }

    /// Reads a body that is not too big.
    async fn body(&self, mut response: Response, biggest: usize) -> Result<Vec<u8>, Failure> {
        let too_big = || {
            never(format!(
                "the reply is larger than {} MB",
                biggest / (1024 * 1024)
            ))
        };
        let announced = response.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > biggest) {
            return Err(too_big());
        }
        let mut body = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.broken(&error))?
        {
            if body.len() + chunk.len() > biggest {
                return Err(too_big());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// What a status other than success means.
    async fn refused(&self, response: Response) -> Failure {
        let status = response.status();
        let asked = retry::retry_after(response.headers(), Timestamp::now());
        let is_page = is_page(response.headers());
        let kind = match status {
            StatusCode::NOT_FOUND => ErrorKind::NotFound,
            StatusCode::TOO_MANY_REQUESTS => ErrorKind::Throttled,
            StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => ErrorKind::ServerFailed,
            _ => ErrorKind::Unusable,
        };
        let again = match (kind, asked) {
            (ErrorKind::Throttled | ErrorKind::ServerFailed, Some(asked)) => Again::After(asked),
            (ErrorKind::Throttled | ErrorKind::ServerFailed, None) => Again::Usual,
            _ => Again::Never,
        };
        let mut message = format!("{} returns {status}", self.options.endpoint.host());
        if kind == ErrorKind::Unusable && !is_page {
            let body = self.body(response, 64 * 1024).await.unwrap_or_default();
            let said = said(&body);
            if !said.is_empty() {
                message = format!("{message}: {said}");
            }
        }
        let error = Error::new(kind, message);
        Failure { error, again }
    }

    /// What it means that there is no reply, or only the beginning of one.
    fn broken(&self, error: &reqwest::Error) -> Failure {
        let host = self.options.endpoint.host();
        let cause = cause(error);
        if error.is_redirect() || error.is_builder() {
            return never(format!("{host} cannot be used: {cause}"));
        }
        if error.is_connect() {
            let error = Error::new(
                ErrorKind::Unreachable,
                format!("cannot reach {host}: {cause}"),
            );
            // Whoever is offline, or has mistaken the address, hears it at once.
            let again = if self.answered.load(Ordering::Relaxed) {
                Again::Usual
            } else {
                Again::Never
            };
            return Failure { error, again };
        }
        let message = if error.is_timeout() {
            let seconds = self.options.timeout.as_secs_f64();
            format!("{host} has not answered within {seconds} s")
        } else {
            format!("the connection to {host} broke: {cause}")
        };
        Failure {
            error: Error::new(ErrorKind::Interrupted, message),
            again: Again::Usual,
        }
    }

    fn keep(&self, key: &str, kept: &Kept) {
        let Some(cache) = &self.options.cache else {
            return;
        };
        if let Err(error) = cache.write(key, kept)
            && !self.complained.swap(true, Ordering::Relaxed)
        {
            let folder = cache.folder().display();
            (self.options.notice)(&format!(
                "replies cannot be cached in {folder}: {error}; an interrupted run starts over"
            ));
        }
    }
}

fn never(message: String) -> Failure {
    Failure {
        error: Error::unusable(message),
        again: Again::Never,
    }
}

fn understand<T>(body: &[u8], read: impl Fn(Json) -> Result<T, Error>) -> Result<T, Failure> {
    match Json::parse(body) {
        Ok(json) => read(json).map_err(|error| Failure {
            error,
            again: Again::Never,
        }),
        Err(error @ JsonError::TooDeep) => Err(never(format!("the reply is unusable: {error}"))),
        // A reply that was cut off looks like that as well.
        Err(error) => Err(Failure {
            error: Error::unusable(format!("the reply is unusable: {error}")),
            again: Again::Usual,
        }),
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// The beginning of what a body says, in a line.
fn said(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").chars().take(200).collect()
}

/// The innermost reason of an error, which is the one that people can do something about.
fn cause(error: &reqwest::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
