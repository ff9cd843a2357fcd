//! A client of `reqwest` that was given.
//!
//! Knows that it may have any settings. Gives its replies. Must never let it follow a redirect.

use std::sync::{Mutex, PoisonError};

use http::{Request, Response, Uri};
use reqwest::{Body, Client, Url};

use super::failure::{Cause, unanswered};
use super::sending::Watched;
use super::{Failure, Sending, TransportError};
use crate::runtime::error::{Error, ErrorKind};

/// What `reqwest` says of a client that follows no redirect.
const NEVER_REDIRECTS: &str = "Policy(None)";

/// A client that follows no redirect, as far as it says.
#[derive(Debug)]
pub(super) struct Given {
    client: Client,
    last: Mutex<Option<(Uri, Url)>>,
}

impl Given {
    pub(super) fn new(client: Client) -> Result<Self, Error> {
        // `reqwest` has no other way to learn it.
        let follows = !format!("{client:?}").contains(NEVER_REDIRECTS);
        if follows {
            return Err(Error::new(
                ErrorKind::InvalidConfiguration,
                "the HTTP client follows redirects, so a signed request could reach another host; \
                 build it with `redirect(Policy::none())`",
            ));
        }
        Ok(Self {
            client,
            last: Mutex::default(),
        })
    }

    /// Sends a request when the future is polled.
    ///
    /// # Errors
    ///
    /// [`Failure::NotConnected`] if its address cannot be called, at once.
    pub(super) fn ask(
        &self,
        request: Request<Watched>,
    ) -> Result<
        impl Future<Output = Result<Response<Body>, TransportError>> + Send + use<>,
        TransportError,
    > {
        let (head, body) = request.into_parts();
        let sending = body.sending.clone();
        let asked = self.address(&head.uri)?;
        let mut request = reqwest::Request::new(head.method, asked.clone());
        *request.headers_mut() = head.headers;
        *request.body_mut() = Some(Body::wrap(body));
        *request.version_mut() = head.version;
        let reply = self.client.execute(request);
        Ok(async move {
            let reply = reply.await.map_err(|error| lost(error, &sending))?;
            if *reply.url() != asked {
                let status = reply.status().as_u16();
                return Err(TransportError::new(Failure::Redirected).with_status(status));
            }
            Ok(reply.into())
        })
    }

    /// The address in the form of the client. Many requests go where the last one went; then it is not
    /// read anew.
    fn address(&self, uri: &Uri) -> Result<Url, TransportError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, url)) = &*last
            && known == uri
        {
            return Ok(url.clone());
        }
        let url = Url::parse(&uri.to_string())
            .map_err(|error| TransportError::new(Failure::NotConnected).with_source(error))?;
        *last = Some((uri.clone(), url.clone()));
        Ok(url)
    }
}

fn lost(error: reqwest::Error, sending: &Sending) -> TransportError {
    unanswered(Cause::from(error), sending, None)
}
