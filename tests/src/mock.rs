//! The mock server of the documents, in this process.
//!
//! Knows where documents lie and which account the server has. Gives a running server, and what came to it when.
//! Must never answer anything of its own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use codegen_mock::{Account, Received, Server, Service};
use codegen_pipeline::understand;

use crate::spec;

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct Mock {
    server: Server,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request that came to it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When it had arrived.
    pub at: Instant,
    /// As it arrived.
    pub request: Received,
    /// What the server says about it.
    pub line: String,
}

impl Mock {
    /// Starts a server for the documents in a folder of this repository, with these faults and [`Account::example`] as its
    /// only account.
    #[must_use]
    pub fn start(documents: &str, faults: &[&str]) -> Self {
        Self::start_for(Account::example(), documents, faults)
    }

    /// Starts a server for another account.
    #[must_use]
    pub fn start_for(account: Account, documents: &str, faults: &[&str]) -> Self {
        let understood = understand(&spec::root().join(documents)).expect("readable documents");
        let faults = faults
            .iter()
            .map(|fault| fault.parse().expect("a fault that there is"));
        let api = understood.api.expect("documents without errors");
        let service = Service::new(api, [account], faults);
        let seen = Arc::default();
        let server = Server::start(0, {
            let seen = Arc::clone(&seen);
            move |request| {
                let at = Instant::now();
                let (answer, entry) = service.answer(&request);
                let line = entry.to_string();
                lock(&seen).push(Seen { at, request, line });
                answer
            }
        });
        Self {
            server: server.expect("a free port"),
            seen,
        }
    }

    /// The server itself.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Every request so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.seen).clone()
    }

    /// What it said about every request so far: status, action and what was wrong.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }
}

fn lock(seen: &Mutex<Vec<Seen>>) -> MutexGuard<'_, Vec<Seen>> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}
