//! Actions from documents as the platform publishes them, against a server that knows the same documents: it refuses what is not
//! signed for the right service, and members that are missing, of another type or beyond their limits.

use std::sync::{Arc, Mutex};

use codegen_mock::{Account, Answer, Received, Server, Service, signature::decode_query};
use codegen_pipeline::understand;
use generated_client::Config;
use generated_client::runtime::Open;
use serde_json::{Value, json};
use tests::compiled::corpus;

use super::calls::credentials;

/// A server that answers accepted requests with one result.
struct Platform {
    server: Server,
    seen: Arc<Mutex<Vec<(Received, String)>>>,
}

impl Platform {
    /// Starts it for the action of a document. The result is left out of the reply when there is none.
    fn answering(document: &str, result: Option<Value>) -> Self {
        let corpus = tests::spec::root().join("tests/data/corpus");
        let understood = understand(&corpus.join(document)).unwrap();
        let service = Service::new(understood.api.unwrap(), [Account::example()], []);
        let mut reply = json!({ "ResponseMetadata": { "RequestId": "request-of-the-corpus" } });
        if let Some(result) = result {
            reply["Result"] = result;
        }
        let seen = Arc::new(Mutex::new(Vec::new()));
        let seeing = Arc::clone(&seen);
        let server = Server::start(0, move |request| {
            let (answer, entry) = service.answer(&request);
            seeing.lock().unwrap().push((request, entry.to_string()));
            match entry.status {
                Some(200) => Answer::json(200, &reply.to_string()),
                _ => answer,
            }
        });
        Self {
            server: server.unwrap(),
            seen,
        }
    }

    fn config(&self) -> Config {
        Config::builder()
            .credentials(credentials(&Account::example()))
            .endpoint(self.server.endpoint())
            .build()
    }

    /// The only request, which was accepted.
    fn accepted(&self, action: &str) -> Received {
        let seen = self.seen.lock().unwrap();
        let [(request, said)] = seen.as_slice() else {
            panic!("one request expected, not {}", seen.len())
        };
        assert_eq!(*said, format!("200 {action}"));
        request.clone()
    }
}

/// The pairs of a query or a form, but for those that every request has.
fn pairs(encoded: &str) -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    decode_query(encoded)
        .unwrap()
        .into_iter()
        .map(|(name, value)| (text(name), text(value)))
        .filter(|(name, _)| name != "Action" && name != "Version")
        .collect()
}

/// Pairs as a test writes them, sorted as the client sends a query.
fn owned<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    let mut pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    pairs.sort();
    pairs.to_vec()
}

#[tokio::test]
async fn nested_lists_are_flattened_into_a_query() {
    use corpus::list_tags::iam::v2018_01_01::Client;
    use corpus::list_tags::iam::v2018_01_01::list_tags_for_resources::*;
    const DOCUMENT: &str = "iam/2018-01-01/ListTagsForResources.json";

    let platform = Platform::answering(
        DOCUMENT,
        Some(json!({ "NextToken": "t2", "ResourceTags": [
        { "ResourceName": "ada", "ResourceType": "User", "TagKey": "team", "TagValue": "blue" },
        { "ResourceName": "bot", "ResourceType": "Robot", "TagKey": "team", "TagValue": null },
    ] })),
    );
    let filter = |key, values: &[&'static str]| {
        let builder = TagFilter::builder().key(key);
        builder.values(values.iter().copied()).build()
    };
    let request = ListTagsForResourcesRequest::builder()
        .resource_type(ResourceType::User)
        .resource_names(["ada", "b&c=d e"])
        .tag_filters([filter("team", &["blue", "蓝"]), filter("stage", &["*"])])
        .max_results(10)
        .build();
    let client = Client::new(platform.config()).unwrap();
    let reply = client.list_tags_for_resources(request).await.unwrap();

    let tags = reply.result.resource_tags;
    assert_eq!(reply.metadata.request_id, "request-of-the-corpus");
    assert_eq!(reply.result.next_token.as_deref(), Some("t2"));
    assert_eq!(tags[0].resource_type, Some(ResourceType::User.into()));
    let unknown = tags[1].resource_type.as_ref().map(Open::as_str);
    assert_eq!((unknown, &tags[1].tag_value), (Some("Robot"), &None));
    let sent = platform.accepted("ListTagsForResources");
    assert_eq!((sent.method.as_str(), sent.body.len()), ("GET", 0));
    assert_eq!(
        (sent.service().as_deref(), sent.region().as_deref()),
        (Some("iam"), Some("cn-north-1"))
    );
    assert_eq!(
        pairs(&sent.query),
        owned([
            ("MaxResults", "10"),
            ("ResourceNames.1", "ada"),
            ("ResourceNames.2", "b&c=d e"),
            ("ResourceType", "User"),
            ("TagFilters.1.Key", "team"),
            ("TagFilters.1.Values.1", "blue"),
            ("TagFilters.1.Values.2", "蓝"),
            ("TagFilters.2.Key", "stage"),
            ("TagFilters.2.Values.1", "*"),
        ])
    );
}

#[tokio::test]
async fn objects_in_lists_of_objects_are_flattened_with_every_kind_of_value() {
    use corpus::create_connection::vpn::v2020_04_01::Client;
    use corpus::create_connection::vpn::v2020_04_01::create_vpn_connection::*;
    const DOCUMENT: &str = "vpn/2020-04-01/CreateVpnConnection.json";

    let platform = Platform::answering(
        DOCUMENT,
        Some(json!({ "OrderId": "o", "VpnConnectionId": "c" })),
    );
    let tunnel = TunnelOption::builder()
        .bgp_config(
            TunnelOptionBgpConfig::builder()
                .local_bgp_i_p("169.254.0.1")
                .local_bgp_ip_camel("169.254.0.2")
                .build(),
        )
        .ike_config(
            TunnelOptionIkeConfig::builder()
                .lifetime(86_400)
                .version(Version::Ikev2)
                .build(),
        )
        .nat_traversal(true)
        .build();
    let request = CreateVpnConnectionRequest::builder()
        .local_subnet(["10.0.0.0/8"])
        .remote_subnet(["172.16.0.0/12", "192.168.0.0/16"])
        .bgp_config(
            CreateVpnConnectionRequestBgpConfig::builder()
                .enable_bgp(false)
                .build(),
        )
        .tunnel_options([TunnelOption::builder().role("master").build(), tunnel])
        .build();
    let client = Client::new(platform.config()).unwrap();
    let reply = client.create_vpn_connection(request).await.unwrap();

    assert_eq!(reply.result.vpn_connection_id.as_deref(), Some("c"));
    assert_eq!(
        pairs(&platform.accepted("CreateVpnConnection").query),
        owned([
            ("BgpConfig.EnableBgp", "false"),
            ("LocalSubnet.1", "10.0.0.0/8"),
            ("RemoteSubnet.1", "172.16.0.0/12"),
            ("RemoteSubnet.2", "192.168.0.0/16"),
            ("TunnelOptions.1.Role", "master"),
            ("TunnelOptions.2.BGPConfig.LocalBgpIP", "169.254.0.1"),
            ("TunnelOptions.2.BGPConfig.LocalBgpIp", "169.254.0.2"),
            ("TunnelOptions.2.IkeConfig.Lifetime", "86400"),
            ("TunnelOptions.2.IkeConfig.Version", "ikev2"),
            ("TunnelOptions.2.NatTraversal", "true"),
        ])
    );
}

#[tokio::test]
async fn an_empty_result_is_a_success() {
    use corpus::tag_resources::iam::v2018_01_01::Client;
    use corpus::tag_resources::iam::v2018_01_01::tag_resources::*;
    const DOCUMENT: &str = "iam/2018-01-01/TagResources.json";

    for result in [Some(json!({})), Some(Value::Null), None] {
        let platform = Platform::answering(DOCUMENT, result);
        let request = TagResourcesRequest::builder()
            .resource_type(ResourceType::Role)
            .resource_names(["r"])
            .tags([
                Tag::builder().key("").value("v").build(),
                Tag::builder().key("k").build(),
            ])
            .build();
        let client = Client::new(platform.config()).unwrap();
        client.tag_resources(request).await.unwrap();
        assert_eq!(
            pairs(&platform.accepted("TagResources").query),
            owned([
                ("ResourceNames.1", "r"),
                ("ResourceType", "Role"),
                ("Tags.1.Key", ""),
                ("Tags.1.Value", "v"),
                ("Tags.2.Key", "k"),
            ])
        );
    }
}

#[tokio::test]
async fn a_form_is_flattened_into_the_body() {
    use corpus::assume_role::sts::v2018_01_01::Client;
    use corpus::assume_role::sts::v2018_01_01::assume_role::*;
    const DOCUMENT: &str = "sts/2018-01-01/AssumeRole.json";

    let platform = Platform::answering(
        DOCUMENT,
        Some(json!({
            "AssumedRoleUser": { "Trn": "trn:iam::1:role/r/s" },
            "Credentials": { "AccessKeyId": "AKTP", "ExpiredTime": "2026-01-01T00:00:00+08:00" },
        })),
    );
    let request = AssumeRoleRequest::builder()
        .role_session_name("s t")
        .role_trn("trn:iam::1:role/r")
        .duration_seconds(900)
        .tags([Tag::builder().key("a+b").value("100%").build()])
        .build();
    let client = Client::new(platform.config()).unwrap();
    let reply = client.assume_role(request).await.unwrap();

    let user = reply.result.assumed_role_user.unwrap();
    assert_eq!(user.trn.as_deref(), Some("trn:iam::1:role/r/s"));
    let sent = platform.accepted("AssumeRole");
    assert_eq!(sent.service().as_deref(), Some("sts"));
    assert!(pairs(&sent.query).is_empty(), "{}", sent.query);
    let mut form = pairs(std::str::from_utf8(&sent.body).unwrap());
    form.sort();
    assert_eq!(
        form,
        owned([
            ("DurationSeconds", "900"),
            ("RoleSessionName", "s t"),
            ("RoleTrn", "trn:iam::1:role/r"),
            ("Tags.1.Key", "a+b"),
            ("Tags.1.Value", "100%"),
        ])
    );
}

#[tokio::test]
async fn json_goes_as_it_is() {
    use corpus::encrypt::kms::v2021_02_18::Client;
    use corpus::encrypt::kms::v2021_02_18::encrypt::*;
    const DOCUMENT: &str = "kms/2021-02-18/Encrypt.json";

    let platform = Platform::answering(DOCUMENT, Some(json!({ "CiphertextBlob": "Y2lwaGVy" })));
    let request = EncryptRequest::builder()
        .encryption_context([("purpose", "tests"), ("", "é\n")])
        .key_name("key")
        .plaintext("aGk=")
        .build();
    let client = Client::new(platform.config()).unwrap();
    let reply = client.encrypt(request).await.unwrap();

    assert_eq!(reply.result.ciphertext_blob.as_deref(), Some("Y2lwaGVy"));
    let sent = platform.accepted("Encrypt");
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(
        sent.json(),
        json!({ "EncryptionContext": { "": "é\n", "purpose": "tests" }, "KeyName": "key", "Plaintext": "aGk=" })
    );
}

#[tokio::test]
async fn a_result_may_be_a_number_and_a_request_nothing() {
    use corpus::count_packages::rtc::v2020_12_01::Client;
    use corpus::count_packages::rtc::v2020_12_01::get_resource_pack_num::GetResourcePackNumRequest;
    const DOCUMENT: &str = "rtc/2020-12-01/GetResourcePackNum.json";

    let platform = Platform::answering(DOCUMENT, Some(json!(42)));
    let client = Client::new(platform.config()).unwrap();
    let request = GetResourcePackNumRequest::builder().build();
    assert_eq!(
        client.get_resource_pack_num(request).await.unwrap().result,
        42
    );
    let sent = platform.accepted("GetResourcePackNum");
    assert_eq!(sent.method, "POST");
    assert!(pairs(&sent.query).is_empty(), "{}", sent.query);
}

#[tokio::test]
async fn a_result_may_be_a_list() {
    use corpus::list_packages::rtc::v2020_12_01::Client;
    use corpus::list_packages::rtc::v2020_12_01::list_resource_packages::ListResourcePackagesRequest;
    const DOCUMENT: &str = "rtc/2020-12-01/ListResourcePackages.json";

    let platform = Platform::answering(
        DOCUMENT,
        Some(json!([
            { "ConfigurationCode": "c", "PackageType": 1, "Price": 2, "ZhName": "包", "ValidityOptionList": [6, 12], "New": {} },
            { "ConfigurationCode": "d", "PackageType": 3, "Price": 4, "ZhName": "", "ValidityOptionList": null },
        ])),
    );
    let client = Client::new(platform.config()).unwrap();
    let request = ListResourcePackagesRequest::builder().build();
    let items = client.list_resource_packages(request).await.unwrap().result;
    platform.accepted("ListResourcePackages");
    assert_eq!(items.len(), 2);
    assert_eq!((items[0].zh_name.as_str(), items[1].price), ("包", 4));
    assert_eq!(items[0].validity_option_list, [6, 12]);
    assert_eq!(items[1].validity_option_list, [0; 0]);
}

#[tokio::test]
async fn a_result_may_be_a_text() {
    use corpus::stop_record::rtc::v2023_06_01::Client;
    use corpus::stop_record::rtc::v2023_06_01::stop_record::StopRecordRequest;
    const DOCUMENT: &str = "rtc/2023-06-01/StopRecord.json";

    let platform = Platform::answering(DOCUMENT, Some(json!("success")));
    let client = Client::new(platform.config()).unwrap();
    let request = StopRecordRequest::builder()
        .app_id("a")
        .room_id("r")
        .task_id("t")
        .build();
    assert_eq!(client.stop_record(request).await.unwrap().result, "success");
    let sent = platform.accepted("StopRecord").json();
    assert_eq!(sent, json!({ "AppId": "a", "RoomId": "r", "TaskId": "t" }));
}

#[tokio::test]
async fn a_result_of_unknown_shape_is_json() {
    use corpus::delete_policy::rtc::v2020_12_01::Client;
    use corpus::delete_policy::rtc::v2020_12_01::delete_fail_recovery_policy::DeleteFailRecoveryPolicyRequest;
    const DOCUMENT: &str = "rtc/2020-12-01/DeleteFailRecoveryPolicy.json";

    for result in [
        json!({ "a": [1, "b", 9_007_199_254_740_993_i64] }),
        json!(true),
        Value::Null,
    ] {
        let platform = Platform::answering(DOCUMENT, Some(result.clone()));
        let client = Client::new(platform.config()).unwrap();
        let request = DeleteFailRecoveryPolicyRequest::builder().id(7).build();
        let reply = client.delete_fail_recovery_policy(request).await.unwrap();
        assert_eq!(reply.result, result);
        let sent = platform.accepted("DeleteFailRecoveryPolicy").json();
        assert_eq!(sent, json!({ "ID": 7 }));
    }
}
