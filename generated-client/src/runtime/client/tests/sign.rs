//! Calls that are signed and not sent.

use std::time::{Duration, SystemTime};

use super::{Again, Once, Script, Step, client, config};
use crate::runtime::Client;
use crate::runtime::credentials::Credentials;
use crate::runtime::error::ErrorKind;
use crate::runtime::presigned::Presign;
use crate::runtime::tests::Ask;

impl Presign for Again {}

/// The moment of the scripted clock.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_718_093_730)
}

fn silent() -> Script {
    Script::new([Step::success()])
}

#[tokio::test]
async fn a_signed_request_is_what_the_call_sends() {
    let script = silent();
    let client = client(&script);
    let call: Once = Ask(7);
    let signed = client.call(call).signed_request().await.unwrap();
    assert_eq!(script.sent(), 0);

    client.call::<Once>(Ask(7)).await.unwrap();
    let sent = script.headers("authorization");
    let authorization = signed.headers().get("authorization").unwrap();
    assert_eq!(authorization.to_str().unwrap(), sent[0]);
    assert_eq!(signed.method(), "POST");
    assert_eq!(
        signed.url(),
        "https://rtc.volcengineapi.com/?Action=Ask&Version=2020-12-01"
    );
    assert_eq!(signed.body(), r#"{"User Id":7}"#);
    assert_eq!(
        signed.into_http().uri().host(),
        Some("rtc.volcengineapi.com")
    );
}

#[tokio::test]
async fn what_can_fail_before_sending_fails() {
    let script = silent();
    let invalid = client(&script).call::<Once>(Ask(0)).signed_request().await;
    let error = invalid.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().starts_with("Ask: "), "{error}");

    let call = client(&script).call::<Again>(Ask(1));
    let error = call.presign(Duration::from_millis(999)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.to_string().contains("at least one second"), "{error}");
    let call = client(&script).call::<Again>(Ask(1)).region("mars-1");
    let error = call.presign(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);
    assert_eq!(script.sent(), 0);
}

#[tokio::test]
async fn a_url_ends_after_its_time_or_with_the_credentials() {
    let keys = |end: u64| {
        let keys = Credentials::temporary("AKEXAMPLE", "canary-secret", "canary-token");
        keys.expires_at(now() + Duration::from_secs(end))
    };
    for (keys_end, expected) in [(3600, 900), (600, 600)] {
        let config = config(&silent()).credentials(keys(keys_end)).build();
        let call = Client::new(config).unwrap().call::<Again>(Ask(1));
        let url = call.presign(Duration::from_secs(900)).await.unwrap();
        assert_eq!(url.expires_at(), now() + Duration::from_secs(expected));
    }
}

#[tokio::test]
async fn neither_shows_what_others_could_use() {
    let keys = Credentials::temporary("AKEXAMPLE", "canary-secret", "canary-token");
    let config = config(&silent()).credentials(keys).build();
    let client = Client::new(config).unwrap();
    let signed = client.call::<Once>(Ask(7)).signed_request().await.unwrap();
    let url = client
        .call::<Again>(Ask(7))
        .presign(Duration::from_secs(60))
        .await
        .unwrap();
    assert!(url.expose().contains("canary-token"));
    for shown in [format!("{signed:?}"), format!("{url:?}")] {
        for hidden in ["canary", "Signature=", "AKEXAMPLE", "User"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }
}
