//! The transport over HTTP, on `reqwest`.
//!
//! Knows `reqwest`, alone in this crate. Gives what it reports, in the words of a [`Transport`].
//! Must never let a type of that crate out.

use std::error::Error as StdError;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::HOST;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};

use super::{Failure, Transport, TransportError};
use crate::runtime::BoxFuture;
use crate::runtime::error::{Error, ErrorKind};

/// Sends requests over HTTP/1.1 and HTTP/2, keeping connections. Redirects are not followed.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: Client,
}

impl HttpTransport {
    /// A transport with connections of its own. Connecting may take as long as `connect_timeout`
    /// says. With `use_proxies` those of the environment are used (`HTTPS_PROXY`, `NO_PROXY` and so
    /// on).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when TLS cannot be set up.
    pub fn new(connect_timeout: Option<Duration>, use_proxies: bool) -> Result<Self, Error> {
        let mut builder = Client::builder().redirect(Policy::none()).referer(false);
        if let Some(limit) = connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if !use_proxies {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| {
            Error::new(ErrorKind::InvalidConfiguration, "TLS cannot be set up").with_source(error)
        })?;
        Ok(Self { client })
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let host = request.headers().get(HOST).cloned();
        let mut request =
            reqwest::Request::try_from(request).map_err(|error| failed(error, None))?;
        // The connection names the host by itself. Where it would name it in another form than the
        // signed one, the signed one is set; elsewhere not, since HTTP/2 has a field of its own for
        // it.
        if host
            .as_ref()
            .is_some_and(|host| host.as_bytes() == host_of(request.url()).as_bytes())
        {
            request.headers_mut().remove(HOST);
        }
        let mut response = self
            .client
            .execute(request)
            .await
            .map_err(|error| failed(error, None))?;
        let status = response.status();
        let body = read_body(&mut response, limit).await?;
        let mut reply = http::Response::new(body);
        *reply.status_mut() = status;
        *reply.headers_mut() = std::mem::take(response.headers_mut());
        Ok(reply)
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request, limit))
    }
}

/// The host as a connection to this address names it.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

async fn read_body(response: &mut Response, limit: usize) -> Result<Bytes, TransportError> {
    let status = response.status().as_u16();
    let too_large = || TransportError::new(Failure::TooLarge { limit }).with_status(status);
    // A server that says how much is coming is believed when it is too much.
    if response
        .content_length()
        .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
    {
        return Err(too_large());
    }
    let mut next = async || {
        response
            .chunk()
            .await
            .map_err(|error| failed(error, Some(status)))
    };
    let Some(first) = next().await? else {
        return Ok(Bytes::new());
    };
    if first.len() > limit {
        return Err(too_large());
    }
    // Most replies come in one piece, which then need not be copied.
    let Some(second) = next().await? else {
        return Ok(first);
    };
    let mut body = BytesMut::from(first);
    let mut piece = Some(second);
    while let Some(bytes) = piece {
        if body.len() + bytes.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&bytes);
        piece = next().await?;
    }
    Ok(body.freeze())
}

fn failed(error: reqwest::Error, status: Option<u16>) -> TransportError {
    let failure = match (
        error.is_connect(),
        error.is_timeout() || is_os_timeout(&error),
    ) {
        (true, true) => Failure::ConnectTimeout,
        (true, false) => Failure::NotConnected,
        (false, true) => Failure::Timeout,
        // A request that could not even be put together was not sent either.
        (false, false) if error.is_builder() => Failure::NotConnected,
        (false, false) => Failure::Broken,
    };
    // The address holds the query, which is the caller's business alone.
    let error = TransportError::new(failure).with_source(error.without_url());
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

fn is_os_timeout(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut)
        {
            return true;
        }
        cause = error.source();
    }
    false
}
