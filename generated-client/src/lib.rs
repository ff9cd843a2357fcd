//! Typed, signed client for Volcengine OpenAPI.
//!
//! One module per service and version, generated from the service's OpenAPI documents; beneath them
//! one [`runtime`] that signs, sends and reads.
//!
//! # A call
//!
//! A version's `Client` has a method per action. Its request is built step by step; forgetting a
//! required member is a compile error that names it.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # async fn example() -> Result<(), generated_client::Error> {
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
//!     BatchAddConversationParticipantRequest, ParticipantInfo, Role,
//! };
//!
//! let client = Client::from_env()?;
//! let reply = client
//!     .batch_add_conversation_participant(
//!         BatchAddConversationParticipantRequest::builder()
//!             .app_id(123_456)
//!             .conversation_short_id(7_012_345_678_901_234_567)
//!             .operator(10)
//!             .participant_infos([
//!                 ParticipantInfo::builder().participant_user_id(10_001).role(Role::Owner).build(),
//!             ])
//!             .build(),
//!     )
//!     .await?;
//! println!("{}: failed {:?}", reply.metadata.request_id, reply.result.failed_user_ids);
//! # Ok(())
//! # }
//! ```
//!
//! Awaiting needs a Tokio runtime with I/O and time enabled, as `#[tokio::main]` makes it. A client
//! is cheap to clone, and clones share connections; make one and keep it. Options of a single call
//! are set before it is awaited:
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # async fn example(
//! #     client: generated_client::rtc::v2020_12_01::Client,
//! #     request: generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest,
//! # ) -> Result<(), generated_client::Error> {
//! use std::time::Duration;
//!
//! let reply = client
//!     .batch_add_conversation_participant(request)
//!     .region("ap-southeast-1")
//!     .timeout(Duration::from_secs(5))
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Configuration
//!
//! `Client::from_env()` reads, an empty variable counting as not set:
//!
//! | variable | meaning |
//! | --- | --- |
//! | `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY` | the keys; [older spellings](runtime::credentials::EnvironmentVariables) are read as well |
//! | `VOLCENGINE_SESSION_TOKEN` | session token of temporary keys |
//! | `VOLCENGINE_REGION` | region in place of the service's own |
//! | `VOLCENGINE_ENDPOINT` | host in place of the service's own, for example `http://127.0.0.1:8080` |
//!
//! [`Config`] says the same in code, and more: time-outs, proxies, certificates, the largest reply,
//! where credentials come from.
//!
//! # Credentials
//!
//! Unless the configuration names a source, these are asked in order, and the first that is configured
//! counts ([`Chain::standard`](runtime::credentials::Chain::standard)):
//!
//! 1. the variables above ([`EnvironmentVariables`](runtime::credentials::EnvironmentVariables));
//! 2. an identity token in a file, as workloads in a cluster have it
//!    ([`OidcToken`](runtime::credentials::OidcToken));
//! 3. a profile of the command-line tool, `~/.volcengine/config.json`
//!    ([`Profile`](runtime::credentials::Profile)), then the older `~/.volc/config`
//!    ([`OlderFile`](runtime::credentials::OlderFile));
//! 4. the role of a cloud machine ([`InstanceMetadata`](runtime::credentials::InstanceMetadata)).
//!
//! Each can be used alone, and beside them [`Credentials`] themselves, a role by
//! [`AssumeRole`](runtime::credentials::AssumeRole), a function
//! ([`from_fn`](runtime::credentials::from_fn)) or any type of one's own
//! ([`ProvideCredentials`](runtime::credentials::ProvideCredentials)). Keys that end are replaced
//! ahead of it, once for all calls. When there are none, the error lists every source and why it was
//! passed over.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # fn example() -> Result<(), generated_client::Error> {
//! use std::time::Duration;
//!
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::{Config, Credentials};
//!
//! let config = Config::builder()
//!     .credentials(Credentials::new("AKLT…", "…"))
//!     .region("ap-southeast-1")
//!     .timeout(Duration::from_secs(10))
//!     .build();
//! let client = Client::new(config)?;
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! There is one type, [`Error`]. As text it is one line with action, code, message and request id;
//! its methods tell the rest.
//!
//! ```no_run
//! use generated_client::{Error, ErrorKind};
//!
//! fn explain(error: &Error) {
//!     match error.kind() {
//!         ErrorKind::InvalidRequest => {
//!             for violation in error.violations() {
//!                 eprintln!("{violation}");
//!             }
//!         }
//!         ErrorKind::Service if error.code() == Some("InvalidParameter") => eprintln!("{error}"),
//!         _ if error.is_retryable() => eprintln!("try again: {error}"),
//!         _ => eprintln!("{error:?}"),
//!     }
//! }
//! ```
//!
//! The codes that a service documents are a type of its module. It is open: a code that is not documented
//! is kept as the unknown one.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # fn example(error: &generated_client::Error) {
//! use generated_client::rtc::ErrorCode;
//!
//! match error.code_as() {
//!     Some(ErrorCode::ConversationNotFound) => println!("there is no such group"),
//!     Some(code) if code.is_retryable() => println!("try again later"),
//!     _ => println!("{error}"),
//! }
//! # }
//! ```
//!
//! # Lists in pages
//!
//! Where an action gives a list page by page, its [`Call`] has, beside awaiting a single page,
//! [`items`](Call::items) and [`pages`](Call::pages): streams from the page that the request asks for to
//! the last. Each page is a call of its own, made with the options of the first when its items are
//! wanted. The streams have `next` and `try_collect` themselves, are those of the crate
//! `futures-core`, and are iterators by their method `blocking` (feature `blocking`).
//!
//! ```no_run
//! use generated_client::runtime::Paginated;
//! use generated_client::{Call, Error};
//!
//! async fn count<A: Paginated>(call: Call<A>) -> Result<usize, Error> {
//!     let mut count = 0;
//!     let mut items = call.region("ap-southeast-1").items();
//!     while let Some(item) = items.next().await {
//!         let _item = item?;
//!         count += 1;
//!     }
//!     Ok(count)
//! }
//! ```
//!
//! # Failure in part
//!
//! Some actions take many items and succeed even though some of these fail. The replies of all of them
//! are [`BatchResponse`]s. They have [`failed`](BatchResponse::failed), whatever the service calls its
//! list, and [`complete`](BatchResponse::complete), which makes an error of such a reply: end a call
//! with it unless the failures are looked at. Code that does neither, such as
//! `client.batch_add_manager(request).await?;`, gets a warning of the compiler: these replies are
//! `#[must_use]`, and others are not.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # async fn example(
//! #     client: generated_client::rtc::v2020_12_01::Client,
//! #     request: generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest,
//! # ) -> Result<(), generated_client::Error> {
//! client.batch_add_conversation_participant(request).await?.complete()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Retries, limits and time
//!
//! A call that fails is [attempted again](runtime::retry), four times in all, where that is safe:
//! whatever surely was not processed is repeated for every action, and what may have been processed
//! only for an action that is idempotent by its specification or by
//! [`Call::idempotent`]. Stale keys are replaced and a wrong clock is corrected on the way. Repetitions
//! draw on a [budget](runtime::retry::RetryBudget), so that a client whose every call fails does not
//! add to the trouble.
//!
//! The platform limits how often an account may call an action. A client keeps to the documented
//! limit by itself: calls beyond it wait in line. [`RateLimit`](runtime::RateLimit) says otherwise,
//! for example that a call is to fail instead, or that several processes share the account.
//!
//! | limit of time | default | for |
//! | --- | --- | --- |
//! | [`timeout`](Call::timeout) | 60 seconds | the whole call: its turn, credentials, all attempts and pauses |
//! | [`attempt_timeout`](Call::attempt_timeout) | none | one attempt, from sending to the last byte |
//! | [`connect_timeout`](Call::connect_timeout) | 5 seconds | a new connection, TLS included |
//!
//! Each can be set or, with `None`, switched off, for a client and for a call.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # fn example() -> Result<(), generated_client::Error> {
//! use std::time::Duration;
//!
//! use generated_client::Config;
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::runtime::RateLimit;
//! use generated_client::runtime::retry::{Backoff, RetryPolicy};
//!
//! let policy = Backoff::default().at_most(6).within(Duration::from_secs(20));
//! let config = Config::builder()
//!     .retry(policy)
//!     .rate_limit(RateLimit::wait().shared_by(3))
//!     .attempt_timeout(Duration::from_secs(10))
//!     .build();
//! let client = Client::new(config)?;
//! # Ok(())
//! # }
//! ```
//!
//! # Signed and not sent
//!
//! [`Call::signed_request`] gives the request as it would be sent, and [`Call::presign`], for actions
//! that are called by `GET`, a URL by which others can make the call for a while.
//!
//! # Observation
//!
//! Each call is a span of the crate `tracing`, each attempt an event in it, with OpenTelemetry's names
//! (`rpc.service`, `rpc.method`, `http.response.status_code`, `server.address`, `error.type` and so
//! on), the request id and the number of the attempt. An [observer](runtime::observe) sees every
//! attempt before it is signed, when headers can be added, and after it.
//!
//! # What is sent and read
//!
//! - A request is checked against its documented constraints first; what violates them is not sent.
//! - Enums are open: a value that this version does not name is kept and sent back unchanged.
//! - Every status of 2xx is a success unless the reply holds an error.
//! - Replies are read as servers write them: unknown members are passed over, and a missing or
//!   `null` member is `None`, empty or zero. 64-bit ids stay exact. A number written as text, a text
//!   written as number, `null` in a list, half a surrogate pair or a byte that is no text cost no
//!   reply: they are read, and an event of level `DEBUG` says where.
//! - A reply that still cannot be read is kept whole by the error ([`Error::body`]), since the action
//!   may have been done.
//! - Redirects are not followed, plain HTTP is used only for an endpoint that says so, and a reply
//!   beyond 16 MiB is refused.
//! - Secrets are in no `Debug` or `Display` output: neither keys, nor members that a document calls
//!   secrets (`format: password`), nor replies that hold such members.
//! - Texts of a server are cut and escaped where they are shown or logged.
//!
//! # Runtimes, threads and processes
//!
//! - A connection belongs to the Tokio runtime on which it was opened. A client that is shared by
//!   several runtimes may give a call a connection whose runtime does not run at the moment; such a call
//!   waits until its time is over. Make one client for each runtime that does not run all the time.
//! - `Call::send_blocking` drives calls on a thread of its own, with connections of its own.
//! - A process that was forked may use blocking calls of a client that its parent made: a thread is
//!   started anew. Other calls need a client that is made after the fork.
//!
//! # Testing
//!
//! Code that makes calls can be tested without a network in two ways.
//!
//! - Each version of a service is a trait, `Api`, which its `Client` implements. Code written against
//!   `&impl Api` or `Arc<dyn Api>` takes a stand-in as well, whose methods answer by [`Call::answer`].
//! - With the feature `testing`, the module `testing` has a transport that plays a script and keeps
//!   what was sent, behind a client that checks, signs, repeats and reads as ever. Examples of both
//!   are there.
//!
//! ```toml
//! [dev-dependencies]
//! generated-client = { path = "…", features = ["testing"] }
//! ```
//!
//! # Examples
//!
//! In the folder `examples` of this crate, to be run with `cargo run --example`:
//!
//! | example | shows |
//! | --- | --- |
//! | `create_group` | opens a group and adds members to it: a second call that needs what the first gave |
//! | `send_message` | sends a message so that it is never sent twice; options of a call; codes of errors |
//! | `page_members` | lists the members of a group, whose pages are one stream |
//! | `partial_failure` | adds users, and tries again for those whom the service left out |
//! | `register_users` | registers users, as many in a call as there may be, and tells why some were refused |
//! | `bulk_import` | adds thousands of users, several calls at a time, within the limit of calls per second |
//! | `scripted_test` | tests code that makes calls with a script in place of the network (feature `testing`) |
//! | `batch_add_participants` | one call with every argument on the command line |
//!
//! # Features
//!
//! Each service is a feature of its name. Those marked are on by default.
//!
//! | feature | |
//! | --- | --- |
//! | `rtc` | on: the service of that name |
//! | `sts` | the service of that name |
//! | `rustls` | on: TLS in Rust, with the platform's certificates |
//! | `native-tls` | the platform's TLS, which then takes the place of `rustls` |
//! | `full-serde` | every type is both written and read, whichever way it travels |
//! | `cli` | actions by name, and the command `volc`; brings `full-serde` |
//! | `blocking` | calls without async: [`Call`]'s method `send_blocking`, and `blocking` of the streams of pages |
//! | `compression` | replies may be compressed with gzip, deflate or brotli |
//! | `testing` | for tests of code that makes calls: the module `testing`, with a transport that plays a script |

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test that cannot go on has failed"
    )
)]

pub mod runtime;

pub use runtime::config::Config;
pub use runtime::credentials::Credentials;
pub use runtime::envelope::{Response, ResponseMetadata};
pub use runtime::error::{Error, ErrorKind};
#[cfg(feature = "testing")]
pub use runtime::testing;
pub use runtime::{BatchResponse, Call};

include!("services.rs");
