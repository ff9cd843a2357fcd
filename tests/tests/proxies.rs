//! Proxies that the environment names: used for calls, never for the metadata service.
//!
//! Variables can be set for another process alone, so each statement is one about a child: this very test program, told
//! to run one of the tests that are ignored otherwise.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};

use generated_client::runtime::credentials::{InstanceMetadata, ProvideCredentials};
use generated_client::runtime::transport::{HttpTransport, Transport};

/// Where the child finds the service.
const SERVICE: &str = "TEST_SERVICE";

/// A server with one answer for all requests, which keeps their first lines.
fn server(body: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let lines = Arc::new(Mutex::new(Vec::new()));
    let kept = lines.clone();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut request = [0; 4096];
            let length = socket.read(&mut request).unwrap_or_default();
            let text = String::from_utf8_lossy(&request[..length]);
            kept.lock()
                .unwrap()
                .push(text.lines().next().unwrap_or_default().to_owned());
            let reply = format!(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = socket.write_all(reply.as_bytes());
        }
    });
    (endpoint, lines)
}

/// Runs one of the ignored tests behind a proxy.
fn behind_proxy(test: &str, service: &str, proxy: &str) {
    let run = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored"])
        .envs(["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"].map(|name| (name, proxy)))
        .env(SERVICE, service)
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .env_remove("REQUEST_METHOD")
        .env_remove("VOLCENGINE_ECS_METADATA_DISABLED")
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && shown.contains("1 passed"),
        "{shown}"
    );
}

fn service() -> String {
    std::env::var(SERVICE).unwrap()
}

const KEYS: &str = r#"{"AccessKeyId":"AKTP","SecretAccessKey":"s","SessionToken":"t"}"#;

#[test]
fn the_metadata_service_is_never_asked_over_a_proxy() {
    let (service, asked) = server(KEYS);
    let (proxy, proxied) = server("");
    behind_proxy("asks_the_metadata_service", &service, &proxy);
    assert_eq!(*proxied.lock().unwrap(), [""; 0]);
    assert_eq!(asked.lock().unwrap().len(), 2);
}

#[tokio::test]
#[ignore = "it is run by another test, behind a proxy"]
async fn asks_the_metadata_service() {
    let source = InstanceMetadata::new().endpoint(service()).role("reader");
    assert_eq!(source.provide().await.unwrap().access_key_id(), "AKTP");
}

#[test]
fn requests_go_over_the_proxy_that_the_environment_names() {
    let (service, asked) = server("straight");
    let (proxy, proxied) = server("by proxy");
    behind_proxy("sends_a_request", &service, &proxy);
    assert_eq!(
        *proxied.lock().unwrap(),
        [format!("GET {service}/ HTTP/1.1")]
    );
    assert_eq!(*asked.lock().unwrap(), [""; 0]);
}

#[tokio::test]
#[ignore = "it is run by another test, behind a proxy"]
async fn sends_a_request() {
    let transport = HttpTransport::builder().build().unwrap();
    let mut request = hyper::Request::new(bytes::Bytes::new());
    *request.uri_mut() = service().parse().unwrap();
    let reply = transport.send(request, 100).await.unwrap();
    assert_eq!(reply.body(), "by proxy");
}
