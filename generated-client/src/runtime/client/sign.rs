//! Calls that are signed and not sent.
//!
//! Knows the way of a call up to its signature, in the header form and in the query form. Gives what
//! would be sent. Must never send anything, nor draw on a limit of calls.

use std::time::Duration;

use super::progress::{Progress, Stage};
use super::{Client, Shared};
use crate::runtime::action::Description;
use crate::runtime::credentials::Credentials;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::options::Options;
use crate::runtime::payload::Payload;
use crate::runtime::presigned::PresignedUrl;
use crate::runtime::signed_request::SignedRequest;
use crate::runtime::signing::{Scope, SigningTime};

impl Client {
    /// Signs a call in the header form.
    pub(in crate::runtime) async fn sign(
        self,
        action: Description,
        payload: Result<Payload, Error>,
        options: Options,
    ) -> Result<SignedRequest, Error> {
        let signed = self.0.signed_now(&action, payload, &options).await;
        signed.map_err(|error| error.of_action(action.name, action.idempotent))
    }

    /// Signs a call in the query form.
    pub(in crate::runtime) async fn presign(
        self,
        action: Description,
        payload: Result<Payload, Error>,
        options: Options,
        expires: Duration,
    ) -> Result<PresignedUrl, Error> {
        let url = self
            .0
            .presigned_now(&action, payload, &options, expires)
            .await;
        url.map_err(|error| error.of_action(action.name, action.idempotent))
    }
}

impl Shared {
    async fn signed_now(
        &self,
        action: &Description,
        payload: Result<Payload, Error>,
        options: &Options,
    ) -> Result<SignedRequest, Error> {
        let payload = payload?;
        let credentials = self.keys_in_time(options).await?;
        let region = self.region_with(action, options, &credentials);
        let target = self.target(action, payload, options, &region)?;
        let outgoing = self.signed(&target, &credentials, 1)?;
        Ok(SignedRequest::new(outgoing.request))
    }

    async fn presigned_now(
        &self,
        action: &Description,
        payload: Result<Payload, Error>,
        options: &Options,
        expires: Duration,
    ) -> Result<PresignedUrl, Error> {
        let payload = payload?;
        let expires = expires.as_secs();
        if expires == 0 {
            let message = "a presigned URL must be valid for at least one second";
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        let credentials = self.keys_in_time(options).await?;
        let region = self.region_with(action, options, &credentials);
        let target = self.target(action, payload, options, &region)?;
        let (now, _) = self.server_time();
        let scope = Scope {
            region: target.region,
            service: action.service.signing_name,
            time: SigningTime::new(now),
        };
        let query = target.message.presign(
            &self.signer,
            &target.endpoint,
            &scope,
            &credentials,
            expires,
        );
        let url = format!("{}/?{query}", target.endpoint);
        let end = now
            .checked_add(Duration::from_secs(expires))
            .ok_or_else(|| {
                Error::new(ErrorKind::InvalidRequest, "it would be valid for too long")
            })?;
        let end = credentials
            .expiration()
            .map_or(end, |earlier| earlier.min(end));
        Ok(PresignedUrl::new(url, end))
    }

    /// Credentials, within the time of a call.
    async fn keys_in_time(&self, options: &Options) -> Result<Credentials, Error> {
        let mut progress = Progress::new();
        progress.stage = Stage::Credentials;
        let Some(limit) = self.limit(options) else {
            return self.keys(&mut progress).await;
        };
        let keys = tokio::time::timeout(limit, self.keys(&mut progress)).await;
        keys.unwrap_or_else(|_| Err(progress.out_of_time(limit)))
    }
}
