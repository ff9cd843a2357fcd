//! What the tests of this workspace share.
//!
//! Knows the platform's rules from its documentation, not from the client. Gives a server that checks every request as
//! the platform would, an independent signer (the one of `codegen mock`), the signing vectors, the specification's documents
//! and the mock server of them, the programs of the client, and two readers of what documents describe and generated code holds.
//! Must never know how the client computes anything: what is compared here has to be reached on two ways.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on has failed, and says where"
)]

pub mod compiled;
pub mod corpus;
pub mod counting;
pub mod echo;
pub mod example;
pub mod explorer;
pub mod faulty;
pub mod golden;
pub mod logs;
pub mod mock;
pub mod pairs;
pub mod program;
pub mod server;
pub mod spec;
pub mod vectors;
pub mod volc;

pub use codegen_mock::signature;
