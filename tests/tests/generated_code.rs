//! Generated code at work: the expected code of `golden/<case>/expected` is compiled as part of this crate and exercised here.
//!
//! That it is what the generator makes of `golden/<case>/spec` is held by the test `golden` of the package `codegen`.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use generated_client::runtime::{self, Open, Violation, generated};
use serde::Serialize;
use serde_json::{Value, from_value, json, to_value};
use tests::golden::{flattened, obstacles, shapes, shared};

/// A value as it travels in a JSON body.
fn json_of(value: &impl Serialize) -> Value {
    to_value(value).unwrap()
}

fn violations(request: &impl generated::Value) -> Vec<String> {
    runtime::violations(request)
        .iter()
        .map(Violation::to_string)
        .collect()
}

mod hostile_names {
    use super::obstacles::v2020_01_01::r#match::{
        MatchRequest, MatchResult, Role, RoleState, Status,
    };
    use super::*;

    #[test]
    fn keep_their_spelling_on_the_wire() {
        let request = MatchRequest::builder()
            .r#type("t")
            .role(Role::OwnerLowercase)
            .build_("b")
            .self_camel("upper")
            .self_lowercase("lower")
            .r#async(true)
            .x_request_id("id")
            .foo_bar("point")
            .hidden("h")
            ._2fa(true)
            .app_id(1)
            .failed_user_ids([2])
            .ipv6_cidr_block("::/0")
            .local_bgp_i_p("IP")
            .local_bgp_ip_camel("Ip")
            .中国("cn")
            .role_state(RoleState::Off)
            .status(Status::ValueMinus1)
            .build();
        assert_eq!(
            json_of(&request),
            json!({
                "Type": "t", "Role": "owner", "build": "b", "Self": "upper", "self": "lower", "async": true,
                "x-request-id": "id", "Foo.Bar": "point", "_hidden": "h", "2FA": true, "AppID": 1, "FailedUserIDs": [2],
                "IPv6CIDRBlock": "::/0", "LocalBgpIP": "IP", "LocalBgpIp": "Ip", "中国": "cn", "RoleState": "off",
                "Status": -1,
            })
        );
    }

    #[test]
    fn every_value_of_an_enum_goes_round() {
        let documented = [
            "owner",
            "Owner",
            "OWNER",
            "Unknown",
            "Self",
            "",
            " Gpu",
            "2.0",
            "20",
            "HTTP/1.1",
            ">",
            "=",
            "运行中",
        ];
        for text in documented {
            let role: Open<Role> = text.into();
            assert!(role.known().is_some(), "{text:?} has no variant");
            assert_eq!(role.as_str(), text);
            assert_eq!(json_of(&role), json!(text));
        }
        let newer: Open<Role> = "deputy".into();
        assert!(matches!(&newer, Open::Unknown(unknown) if unknown.value() == "deputy"));
        assert_eq!(json_of(&newer), json!("deputy"));
    }

    #[test]
    fn a_type_that_contains_itself_is_read() {
        let result: MatchResult = from_value(json!({
            "Name": "root",
            "Parent": { "Name": "above", "Status": 7 },
            "Children": [{ "Name": "leaf", "Children": null }],
        }))
        .unwrap();
        assert_eq!(
            result.parent.as_ref().unwrap().name.as_deref(),
            Some("above")
        );
        assert_eq!(result.parent.unwrap().status, Some(7.into()));
        assert_eq!(result.children[0].name.as_deref(), Some("leaf"));
        assert!(result.children[0].children.is_empty());
    }
}

mod every_shape {
    use super::shapes::v2020_01_01::describe_shapes::{
        DescribeShapesRequest, DescribeShapesResult, Either, Extra, Merged, Point,
    };
    use super::*;

    #[test]
    fn is_sent_as_described() {
        let request = DescribeShapesRequest::builder()
            .flag(true)
            .text("abc")
            .numbers([1, 2])
            .small(5)
            .ratio(0.5)
            .when("2026-01-01T00:00:00Z")
            .free(json!({ "a": [1] }))
            .anything(json!(null))
            .names([("k", "v")])
            .matrix([vec![1.0], vec![]])
            .either(Either::Point(Box::new(Point::builder().x(1).y(2).build())))
            .merged(Merged::builder().x(1).y(2).label("here").build())
            .point(Point::builder().x(3).y(4).build())
            .build();
        assert_eq!(violations(&request), Vec::<String>::new());
        assert_eq!(
            json_of(&request),
            json!({
                "Flag": true, "Text": "abc", "Numbers": [1, 2], "Small": 5, "Ratio": 0.5,
                "When": "2026-01-01T00:00:00Z", "Free": { "a": [1] }, "Anything": null, "Names": { "k": "v" },
                "Matrix": [[1], []], "Either": { "X": 1, "Y": 2 }, "Merged": { "X": 1, "Y": 2, "Label": "here" },
                "Point": { "X": 3, "Y": 4 },
            })
        );
    }

    #[test]
    fn members_beyond_the_named_ones_travel_beside_them() {
        let mut extra = Extra::builder().known("k").build();
        extra.additional_properties.insert("More".to_owned(), 3);
        assert_eq!(json_of(&extra), json!({ "Known": "k", "More": 3 }));
    }

    #[test]
    fn all_violations_are_listed_by_path() {
        let request = DescribeShapesRequest::builder()
            .flag(false)
            .text("A")
            .numbers([0, 5, 5, 12])
            .small(7)
            .ratio(1.0)
            .names([("a", "long"), ("b", ""), ("c", "")])
            .build();
        assert_eq!(
            violations(&request),
            [
                "Text: must have at least 2 characters, but has 1",
                "Text: must match ^[a-z]+$",
                "Numbers: must have at most 3 items, but has 4",
                "Numbers: must not have equal items, but items 1 and 2 are",
                "Numbers[0]: must be at least 1, but is 0",
                "Numbers[3]: must be at most 9, but is 12",
                "Small: must be a multiple of 5, but is 7",
                "Ratio: must be less than 1, but is 1",
                "Names: must have at most 2 entries, but has 3",
                "Names[\"a\"]: must have at most 3 characters, but has 4",
            ]
        );
    }

    #[test]
    fn is_read_as_servers_write_it() {
        let result: DescribeShapesResult = from_value(json!({
            "Total": null,
            "Names": null,
            "Point": { "X": 9_007_199_254_740_993_i64, "Y": 2, "Id": "p" },
            "Amount": "12.50",
            "Free": [1],
            "NewCursor": 5,
            "Newer": { "unknown": true },
        }))
        .unwrap();
        assert_eq!(result.total, 0);
        assert_eq!(result.text, None);
        assert!(result.names.is_empty() && result.tags.is_empty());
        assert_eq!(result.point.unwrap().x, 9_007_199_254_740_993);
        assert_eq!(result.next_cursor, Some(5));
        assert_eq!(result.amount.unwrap().to_string(), "12.50");
        assert_eq!(result.free, Some(json!([1])));
    }

    #[test]
    fn results_need_not_be_objects() {
        use generated_client::runtime::Action;

        use super::shapes::v2020_01_01::get_text::GetTextRequest;
        use super::shapes::v2020_01_01::list_numbers::ListNumbersRequest;

        let text: <GetTextRequest as Action>::Output = from_value(json!("x")).unwrap();
        let list: <ListNumbersRequest as Action>::Output = from_value(json!([1, 2])).unwrap();
        assert_eq!((text.as_str(), list.as_slice()), ("x", &[1, 2][..]));
    }
}

mod flattened_parameters {
    use generated_client::{Config, Credentials};
    use tests::server::{Account, Answer, VerifyingServer};

    use super::flattened::v2020_01_01::Client;
    use super::flattened::v2020_01_01::describe_vpcs::{
        DescribeVpcsRequest, Page, Status, TagFilter,
    };
    use super::*;

    #[tokio::test]
    async fn become_nested_types_and_are_flattened_again() {
        let server = VerifyingServer::start();
        server.answer(Answer::json(
            200,
            r#"{"ResponseMetadata": {"RequestId": "r"}, "Result": {"Vpcs": [{"VpcId": "vpc-1", "Status": "Deleting"}]}}"#,
        ));
        let account = Account::example();
        let credentials = Credentials::new(&account.access_key, &account.secret_key);
        let config = Config::builder()
            .credentials(credentials)
            .endpoint(server.endpoint())
            .build();
        let reply = Client::new(config)
            .unwrap()
            .describe_vpcs(
                DescribeVpcsRequest::builder()
                    .vpc_ids(["vpc-1", "vpc 2"])
                    .tag_filters([TagFilter::builder().key("team").values(["a", "b"]).build()])
                    .page(Page::builder().size(20).build())
                    .is_default(false)
                    .status(Status::Available)
                    .build(),
            )
            .await
            .unwrap();
        assert_eq!(
            reply.result.vpcs[0].status.as_ref().map(Open::as_str),
            Some("Deleting")
        );

        let received = server.only_request();
        assert_eq!((received.method.as_str(), received.body.len()), ("GET", 0));
        let parameters = [
            ("Action", "DescribeVpcs"),
            ("Version", "2020-01-01"),
            ("VpcIds.1", "vpc-1"),
            ("VpcIds.2", "vpc 2"),
            ("TagFilters.1.Key", "team"),
            ("TagFilters.1.Values.1", "a"),
            ("TagFilters.1.Values.2", "b"),
            ("Page.Size", "20"),
            ("IsDefault", "false"),
            ("Status", "Available"),
        ];
        for (name, value) in parameters {
            assert_eq!(received.parameter(name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(received.query.split('&').count(), parameters.len());
    }

    #[test]
    fn limits_hold_inside_them() {
        let request = DescribeVpcsRequest::builder()
            .page(Page::builder().size(0).build())
            .build();
        assert_eq!(
            violations(&request),
            ["Page.Size: must be at least 1, but is 0"]
        );
    }
}

mod shared_types {
    use super::shared::v2020_01_01::add_tags::{AddTagsRequest, AddTagsResult};
    use super::shared::v2020_01_01::remove_tags::RemoveTagsRequest;
    use super::shared::v2020_01_01::types::{Kind, Tag};
    use super::*;

    #[test]
    fn live_once_for_all_actions() {
        let tag = Tag::builder().key("team").kind(Kind::User).build();
        let add = AddTagsRequest::builder().tags([tag.clone()]).build();
        let remove = RemoveTagsRequest::builder().tags([tag]).build();
        assert_eq!(json_of(&add), json_of(&remove));
        let result: AddTagsResult =
            from_value(json!({ "Failed": [{ "Id": 1, "Tags": [{ "Key": "x" }] }] })).unwrap();
        assert_eq!(result.failed[0].tags[0].key, "x");
    }
}

mod compiled_by_the_macro {
    use tests::compiled::{document, folder};

    use super::*;

    #[test]
    fn types_are_those_of_the_files() {
        let by_macro = folder::demo::v2020_01_01::types::Tag::builder()
            .key("team")
            .build();
        let by_file = shared::v2020_01_01::types::Tag::builder()
            .key("team")
            .build();
        assert_eq!(json_of(&by_macro), json_of(&by_file));
        assert_eq!(
            document::demo::SERVICE.signing_name,
            flattened::SERVICE.signing_name
        );
    }
}
