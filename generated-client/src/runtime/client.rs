//! The client: everything that calls share.
//!
//! Knows the way of a call from its bytes to the reply's: endpoint, credentials, signature,
//! transport, envelope. Gives what stands in the envelope. Must never be generic over an action.

use std::fmt;
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderName, HeaderValue, USER_AGENT};
use serde::de::DeserializeOwned;

use super::BoxFuture;
use super::action::{Action, Description, Encoding};
use super::call::{Call, Payload};
use super::config::Config;
use super::credentials::{Credentials, CredentialsCache, ProvideCredentials};
use super::endpoint::{Endpoint, check_region};
use super::envelope::{self, Opened, Response};
use super::environment::Environment;
use super::error::{Error, ErrorKind, Verdict};
use super::signing::{self, Scope, Signed, Signer, SigningTime, canonical_query, signed_host};
use super::transport::{Failure, Transport, TransportError};

/// The client beneath those of the services: connections, credentials and keys. Cheap to clone;
/// clones share them.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

struct Shared {
    config: Config,
    endpoint: Option<Endpoint>,
    credentials: CredentialsCache,
    environment: Arc<dyn Environment>,
    transport: Arc<dyn Transport>,
    signer: Signer,
}

/// Options of one call.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) region: Option<String>,
}

impl Client {
    /// A client with credentials, region and endpoint from the environment; see
    /// [`Config::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when region or endpoint are no such thing. Missing
    /// credentials are told by the first call.
    pub fn from_env() -> Result<Self, Error> {
        Self::new(Config::from_env()?)
    }

    /// A client with the given configuration.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when region or endpoint are no such thing.
    pub fn new(config: Config) -> Result<Self, Error> {
        let endpoint = config
            .endpoint
            .as_deref()
            .map(Endpoint::parse)
            .transpose()?;
        config.region.as_deref().map(check_region).transpose()?;
        let transport: Arc<dyn Transport> = match &config.transport {
            Some(transport) => transport.clone(),
            None => {
                let is_loopback = endpoint.as_ref().is_some_and(Endpoint::is_loopback);
                Arc::new(config.http_transport(is_loopback)?)
            }
        };
        Ok(Self(Arc::new(Shared {
            endpoint,
            credentials: config.credentials(&transport),
            environment: config.environment.clone(),
            transport,
            signer: Signer::new(),
            config,
        })))
    }

    /// The configuration the client was made with.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Prepares a call, which is made when it is awaited.
    pub fn call<A: Action>(&self, request: A) -> Call<A> {
        Call::new(self.clone(), request)
    }

    /// Makes a call. The future holds everything it needs.
    pub(super) fn exchange(
        self,
        action: Description,
        payload: Result<Payload, Error>,
        options: Options,
    ) -> BoxFuture<'static, Result<Answered, Error>> {
        Box::pin(async move {
            let shared = &*self.0;
            let limit = options.timeout.or(shared.config.timeout);
            let attempt = async {
                shared
                    .attempt(&action, payload?, options.region.as_deref())
                    .await
            };
            let answer = match limit {
                None => attempt.await,
                Some(limit) => match tokio::time::timeout(limit, attempt).await {
                    Ok(answer) => answer,
                    Err(_) => Err(Error::new(
                        ErrorKind::Timeout,
                        format!("no reply within {limit:?}"),
                    )
                    .with_verdict(Verdict::PossiblyProcessed)),
                },
            };
            match answer {
                Ok((opened, confidential)) => Ok(Answered {
                    opened,
                    confidential,
                    action,
                }),
                Err(error) => Err(error.of_action(action.name, action.idempotent)),
            }
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}

impl Shared {
    /// Makes one attempt, signed for this moment.
    async fn attempt(
        &self,
        action: &Description,
        payload: Payload,
        region: Option<&str>,
    ) -> Result<(Opened, Confidential), Error> {
        let region = region
            .or(self.config.region.as_deref())
            .unwrap_or(action.service.default_region);
        check_region(region)?;
        let endpoint = match &self.endpoint {
            Some(endpoint) => endpoint.clone(),
            None => action.service.endpoint(region, self.config.dual_stack)?,
        };
        let credentials = self.credentials.provide().await.map_err(|error| {
            Error::new(ErrorKind::NoCredentials, error.to_string()).with_source(error)
        })?;
        let message = Message::new(action, payload);
        let scope = Scope {
            region,
            service: action.service.signing_name,
            time: SigningTime::new(self.environment.now()),
        };
        let (request, confidential) = {
            let signed = message.sign(&self.signer, &endpoint, &scope, &credentials);
            let request = message.request(&endpoint, &signed)?;
            (
                request,
                Confidential {
                    authorization: signed.authorization().to_owned(),
                    credentials: credentials.clone(),
                },
            )
        };
        let reply = match self.transport.send(request, self.config.reply_limit).await {
            Ok(reply) => reply,
            Err(error) => return Err(no_reply(error, &endpoint)),
        };
        let status = reply.status().as_u16();
        match envelope::open(status, reply.into_body()) {
            Ok(opened) => Ok((opened, confidential)),
            Err(error) => Err(confidential.remove_from(error)),
        }
    }
}

/// What is sent, before it is signed.
struct Message {
    method: http::Method,
    query: Vec<(String, String)>,
    content_type: Option<&'static str>,
    body: Bytes,
}

impl Message {
    fn new(action: &Description, payload: Payload) -> Self {
        let mut query = vec![
            ("Action".to_owned(), action.name.to_owned()),
            ("Version".to_owned(), action.version.to_owned()),
        ];
        let (content_type, body) = match payload {
            Payload::Json(text) => (Some("application/json"), text.into()),
            Payload::Pairs(pairs) if action.encoding == Encoding::Form => (
                Some("application/x-www-form-urlencoded"),
                canonical_query(&borrowed(&pairs)).into(),
            ),
            Payload::Pairs(pairs) => {
                query.extend(pairs);
                (None, Bytes::new())
            }
        };
        Self {
            method: action.method.clone(),
            query,
            content_type,
            body,
        }
    }

    fn sign<'a>(
        &self,
        signer: &Signer,
        endpoint: &Endpoint,
        scope: &Scope<'_>,
        credentials: &'a Credentials,
    ) -> Signed<'a> {
        let content_type = self.content_type.map(|value| ("content-type", value));
        let request = signing::Request {
            method: self.method.as_str(),
            host: endpoint.host(),
            path: "/",
            query: &borrowed(&self.query),
            headers: content_type.as_slice(),
            body: &self.body,
        };
        signer.sign(&request, scope, credentials)
    }

    /// The request to send: exactly what was signed.
    fn request(
        &self,
        endpoint: &Endpoint,
        signed: &Signed<'_>,
    ) -> Result<http::Request<Bytes>, Error> {
        let uri = format!("{endpoint}/?{}", signed.canonical_query());
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = uri.parse().map_err(|error: http::uri::InvalidUri| {
            Error::new(ErrorKind::InvalidRequest, "it does not fit into a query").with_source(error)
        })?;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT));
        if let Some(value) = self.content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(value));
        }
        let host = (HOST.as_str(), signed_host(endpoint.host()));
        for (name, value) in iter::once(host).chain(signed.headers()) {
            let mut value = HeaderValue::from_str(value).map_err(|_| {
                Error::new(
                    ErrorKind::InvalidConfiguration,
                    "the credentials hold characters that no header may hold",
                )
            })?;
            value.set_sensitive(matches!(name, "authorization" | "x-security-token"));
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(request)
    }
}

const USER_AGENT_TEXT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

fn no_reply(error: TransportError, endpoint: &Endpoint) -> Error {
    let (kind, verdict) = match error.failure() {
        Failure::NotConnected => (ErrorKind::Connection, Verdict::NotProcessed),
        Failure::ConnectTimeout => (ErrorKind::Timeout, Verdict::NotProcessed),
        Failure::Broken => (ErrorKind::Connection, Verdict::PossiblyProcessed),
        Failure::Timeout => (ErrorKind::Timeout, Verdict::PossiblyProcessed),
        Failure::Redirected => (ErrorKind::InvalidConfiguration, Verdict::Final),
        Failure::Undecodable => (ErrorKind::UnreadableReply, Verdict::PossiblyProcessed),
        Failure::TooLarge { .. } => (ErrorKind::ReplyTooLarge, Verdict::Final),
    };
    let cause = error
        .root_cause()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    Error::new(kind, format!("{endpoint}: {error}{cause}"))
        .with_status(error.status())
        .with_verdict(verdict)
        .with_source(error)
}

/// The answer to a call, its result not read yet.
pub(super) struct Answered {
    opened: Opened,
    confidential: Confidential,
    action: Description,
}

impl Answered {
    /// Reads the result.
    pub(super) fn read<T: DeserializeOwned + Default>(self) -> Result<Response<T>, Error> {
        let Self {
            opened,
            confidential,
            action,
        } = self;
        opened.read().map_err(|error| {
            confidential
                .remove_from(error)
                .of_action(action.name, action.idempotent)
        })
    }
}

/// What was sent with a request and must not appear in an error, should the server echo it.
struct Confidential {
    authorization: String,
    credentials: Credentials,
}

impl Confidential {
    #[cold]
    fn remove_from(&self, error: Error) -> Error {
        let signature = self.authorization.rsplit('=').next().unwrap_or_default();
        error
            .without(&self.authorization)
            .without(signature)
            .without(self.credentials.session_token().unwrap_or_default())
            .without(self.credentials.secret_access_key())
    }
}
