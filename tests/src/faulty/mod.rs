//! A server on the loopback interface that does everything wrong.
//!
//! Knows just enough of HTTP/1.1 to tell where a request ends. Gives what it was told to: replies,
//! halves of replies, silence, resets; and what it saw. Must never use an HTTP library, which would
//! keep it from being wrong.

mod play;

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use play::reply;
pub use play::{Ending, Play};

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct FaultyServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

/// A request that arrived whole.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When it arrived.
    pub at: Instant,
    /// Its head and its body, as text.
    pub text: String,
    /// Whether what it asked for may have been done: the server did not refuse it.
    pub may_be_processed: bool,
}

impl Seen {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let (head, _) = self.text.split_once("\r\n\r\n")?;
        head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }
}

#[derive(Debug)]
struct Shared {
    plays: Mutex<VecDeque<Play>>,
    seen: Mutex<Vec<Seen>>,
    written: AtomicU64,
    told: Notify,
    ended: AtomicUsize,
}

impl FaultyServer {
    /// Starts a server that plays these in turn, one per request, the last one over and over.
    pub async fn start(plays: impl IntoIterator<Item = Play>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let shared = Arc::new(Shared {
            plays: Mutex::new(plays.into_iter().collect()),
            seen: Mutex::default(),
            written: AtomicU64::new(0),
            told: Notify::new(),
            ended: AtomicUsize::new(0),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self {
            address,
            shared,
            accepting,
        }
    }

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far that arrived whole.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        locked(&self.shared.seen).clone()
    }

    /// Ends the connection that waits for it, or the next one that will.
    pub fn end_connection(&self) {
        self.shared.told.notify_one();
    }

    /// Number of connections that have ended.
    #[must_use]
    pub fn ended(&self) -> usize {
        self.shared.ended.load(Ordering::SeqCst)
    }

    /// Number of bytes handed to the network so far.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.shared.written.load(Ordering::SeqCst)
    }
}

impl Drop for FaultyServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    /// The next play, unless it is for a request only and none has been read.
    fn next(&self, is_wanted: impl FnOnce(&Play) -> bool) -> Option<Play> {
        let mut plays = locked(&self.plays);
        let play = plays.front().filter(|play| is_wanted(play)).cloned()?;
        if plays.len() > 1 {
            plays.pop_front();
        }
        Some(play)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            // However a connection ends, it is what a test is about.
            let _ = serve(stream, &shared).await;
            shared.ended.fetch_add(1, Ordering::SeqCst);
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    if shared
        .next(|play| matches!(play, Play::ResetBeforeRequest))
        .is_some()
    {
        // Once it has begun to come, so that the client cannot notice before.
        stream.peek(&mut [0]).await?;
        return stream.set_zero_linger();
    }
    loop {
        let Some(text) = read_request(&mut stream).await? else {
            return Ok(());
        };
        let play = shared.next(|_| true).unwrap_or(Play::Reset);
        let (play, may_be_processed) = play.for_request(&text);
        locked(&shared.seen).push(Seen {
            at: Instant::now(),
            text,
            may_be_processed,
        });
        match perform(&mut stream, play, shared).await? {
            Ending::KeepAlive => {}
            Ending::Close => return stream.shutdown().await,
            Ending::Reset => return stream.set_zero_linger(),
        }
    }
}

/// Reads one request; `None` when the client has left.
async fn read_request(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut request = Vec::new();
    loop {
        if let Some(length) = length_of(&request)
            && request.len() >= length
        {
            return Ok(Some(String::from_utf8_lossy(&request).into_owned()));
        }
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(None);
        }
    }
}

/// How long a request is, once its head is there.
fn length_of(request: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(request);
    let (head, _) = text.split_once("\r\n\r\n")?;
    let body = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    Some(head.len() + 4 + body.unwrap_or(0))
}

async fn perform(stream: &mut TcpStream, play: Play, shared: &Shared) -> io::Result<Ending> {
    let mut write = async |bytes: &[u8]| {
        let result = stream.write_all(bytes).await;
        let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        shared.written.fetch_add(count, Ordering::SeqCst);
        result
    };
    match play {
        Play::Reply(text) => {
            write(&text).await?;
            Ok(Ending::KeepAlive)
        }
        Play::Part(text, ending) => {
            write(&text).await?;
            stream.flush().await?;
            Ok(ending)
        }
        Play::UntilTold(text, ending) => {
            write(&text).await?;
            shared.told.notified().await;
            Ok(ending)
        }
        Play::PartThenSilence(text) => {
            write(&text).await?;
            std::future::pending().await
        }
        Play::Drip => {
            write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await?;
            loop {
                write(b"1\r\n \r\n").await?;
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
        Play::Flood(start) => {
            write(&start).await?;
            let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
            loop {
                write(&chunk).await?;
            }
        }
        Play::Reset | Play::ResetBeforeRequest => Ok(Ending::Reset),
        Play::Clock { .. } | Play::Token(_) => {
            write(&reply("500 Internal Server Error", "", b"")).await?;
            Ok(Ending::Close)
        }
    }
}
