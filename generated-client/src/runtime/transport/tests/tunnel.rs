//! Encrypted requests through a proxy, which carries them without reading them.

use tokio::io::copy_bidirectional;
use tokio::net::TcpStream;

use super::tls::{CERTIFICATE, encrypted};
use super::*;

/// A proxy that connects to whatever it is asked for, and keeps the heads of what it is asked.
async fn tunnel() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let heads = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(carry(socket, Arc::clone(&kept)));
        }
    });
    Server { address, heads }
}

async fn carry(mut caller: TcpStream, heads: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(caller.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    let target = head.split(' ').nth(1).unwrap().to_owned();
    heads.lock().unwrap().push(head);
    let mut server = TcpStream::connect(target).await.unwrap();
    caller
        .write_all(b"HTTP/1.1 200 Connected\r\n\r\n")
        .await
        .unwrap();
    // It ends in whatever way the two end it.
    let _ = copy_bidirectional(&mut caller, &mut server).await;
}

#[tokio::test]
async fn a_proxy_carries_what_it_cannot_read_and_alone_knows_its_own_password() {
    let (address, requests) = encrypted().await;
    let proxy = tunnel().await;
    let through = Proxy::at(format!("http://user:canary@{}", proxy.address));
    let builder = HttpTransport::builder()
        .root_certificates(CERTIFICATE)
        .proxy(through);
    let reply = send(builder, &address).await.unwrap();
    assert_eq!(reply.body(), "hi");

    let asked = proxy.heads();
    let host = address.trim_start_matches("https://").trim_end_matches('/');
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(
        asked[0].starts_with(&format!("CONNECT {host} HTTP/1.1\r\n")),
        "{asked:?}"
    );
    assert!(
        asked[0]
            .to_lowercase()
            .contains("proxy-authorization: basic "),
        "{asked:?}"
    );
    let requests = requests.lock().unwrap();
    assert!(
        requests[0].starts_with("GET / HTTP/1.1\r\n"),
        "{requests:?}"
    );
    assert!(
        !requests[0].to_lowercase().contains("proxy-authorization"),
        "{requests:?}"
    );
}
