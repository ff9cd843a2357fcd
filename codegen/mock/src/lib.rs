//! A server on the loopback interface that answers as the described API would.
//!
//! Knows the model, the platform's rules of signing and the codes of its gateway.
//! Gives a running server that refuses what the platform would refuse and answers the rest from the documents' examples,
//! except for requested faults.
//! Must never know the client, nor listen on any other interface.
//!
//! - [`signature`]: the platform's signature, computed without the client's code;
//! - [`verify()`]: whether a request may pass, and how a refusal is answered;
//! - `check`: whether the members of a request are what the model says;
//! - [`Fault`]: what is to go wrong, and when;
//! - [`Service`]: a request to its answer, without a network;
//! - [`Server`]: HTTP, for anything that answers requests.

mod answer;
mod check;
mod counting;
mod fault;
mod issued;
mod pages;
mod presented;
mod received;
mod refusal;
mod reply;
mod server;
mod service;
pub mod signature;
mod verify;

#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use fault::{Fault, FaultError};
pub use received::Received;
pub use refusal::Refusal;
pub use server::Server;
pub use service::{Entry, Service};
pub use verify::{Account, Demands, verify};
