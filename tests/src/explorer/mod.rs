//! A stand-in for the platform's API Explorer, on the loopback interface.
//!
//! Knows the interface as the platform's own programs use it, and every way in which it has been seen, or must be expected, to misbehave.
//! Gives a running server whose content a test changes at will, and what was asked of it. Must never know who asks.

mod document;
mod play;
mod world;

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

pub use document::Document;
pub use play::Play;
pub use world::{Fault, Missing, Service, Version, World};

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct Explorer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// A request that arrived.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When.
    pub at: Instant,
    /// The path below the interface's own, such as `explorer/apis`.
    pub path: String,
    /// The query, decoded.
    pub query: BTreeMap<String, String>,
    /// The headers, with their names in lower case.
    pub headers: BTreeMap<String, String>,
    /// Status of the answer; 0 where there was none.
    pub status: u16,
}

#[derive(Debug)]
struct Shared {
    world: Mutex<World>,
    seen: Mutex<Vec<Seen>>,
    under_way: AtomicUsize,
    most_at_once: AtomicUsize,
    closed: AtomicBool,
}

impl Explorer {
    /// Starts a server with this content.
    #[must_use]
    pub fn start(world: World) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            world: Mutex::new(world),
            seen: Mutex::default(),
            under_way: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        });
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || {
                for stream in listener.incoming().flatten() {
                    if shared.closed.load(Ordering::SeqCst) {
                        return;
                    }
                    let shared = Arc::clone(&shared);
                    thread::spawn(move || converse(&stream, &shared));
                }
            }
        });
        Self { address, shared }
    }

    /// What goes behind `--endpoint`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes the content.
    pub fn edit(&self, edit: impl FnOnce(&mut World)) {
        edit(&mut lock(&self.shared.world));
    }

    /// Every request so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.shared.seen).clone()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        lock(&self.shared.seen).clear();
    }

    /// The actions whose documents were asked for so far, in turn.
    #[must_use]
    pub fn documents(&self) -> Vec<String> {
        let seen = self.seen().into_iter();
        let documents = seen.filter(|seen| seen.path == "explorer/api-swagger");
        documents
            .filter_map(|seen| seen.query.get("ActionName").cloned())
            .collect()
    }

    /// How many requests were under way at the same time, at most.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.shared.most_at_once.load(Ordering::SeqCst)
    }
}

impl Drop for Explorer {
    fn drop(&mut self) {
        self.shared.closed.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts.
        let _ = TcpStream::connect(self.address);
    }
}

/// Answers the requests of a connection until either side has enough.
fn converse(stream: &TcpStream, shared: &Shared) {
    // Head and body are written apart; without this, the body waits for the head to be acknowledged.
    let _ = stream.set_nodelay(true);
    let mut reader = BufReader::new(stream);
    while let Ok(Some(mut seen)) = read(&mut reader) {
        let under_way = shared.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most_at_once.fetch_max(under_way, Ordering::SeqCst);
        let play = lock(&shared.world).answer(&seen);
        seen.status = play.status();
        lock(&shared.seen).push(seen);
        let goes_on = play.perform(stream).unwrap_or(false);
        shared.under_way.fetch_sub(1, Ordering::SeqCst);
        if !goes_on {
            return;
        }
    }
}

/// Reads the head of a request; a GET has nothing else.
fn read(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<Seen>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let target = line.split(' ').nth(1).unwrap_or_default();
    // To a proxy the whole address is named.
    let path = target
        .strip_prefix("http://")
        .and_then(|rest| rest.find('/').map(|at| &rest[at..]));
    let target = path.unwrap_or(target).to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => {
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
            None => break,
        }
    }
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let path = path.strip_prefix("/api/common/").unwrap_or(path);
    Ok(Some(Seen {
        at: Instant::now(),
        path: path.to_owned(),
        query: query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect(),
        headers,
        status: 0,
    }))
}

/// A part of a query without its escapes.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let (high, low) = (digit().unwrap_or(0), digit().unwrap_or(0));
                u8::try_from(high * 16 + low).unwrap_or(b'?')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
