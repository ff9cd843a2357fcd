//! What holds for the output as a whole.

mod documentation;

use codegen_model::{
    Action, Api, Docs, Encoding, Endpoints, ExternalDocs, FunctionName, Home, HttpMethod, Json,
    ModuleName, Repr, Service, Type, TypeDef, TypeName, TypeRef, Version,
};

use super::fixture::{block, enumeration, list, local, map, member, plain, required, structure};
use super::{File, Options, emit};

fn action(wire: &str, module: &str, types: Vec<TypeDef>) -> Action {
    Action {
        wire: wire.to_owned(),
        source: format!("demo/2020-01-01/{wire}.yaml"),
        module: ModuleName::assigned(module),
        method_name: FunctionName::assigned(module),
        group: None,
        docs: Docs::default(),
        http_method: HttpMethod::Post,
        encoding: Encoding::Json,
        qps_limit: None,
        idempotent: false,
        request: TypeRef {
            home: Home::Local,
            name: types[0].name.clone(),
        },
        result: plain(Type::Unit),
        types,
        errors: Vec::new(),
        pagination: None,
        failed_items: Vec::new(),
        example_request: None,
        example_response: None,
    }
}

fn greet() -> Action {
    let request = structure(
        "GreetRequest",
        vec![
            required(member("Guests", list(local("Guest")))),
            member("Words", list(plain(Type::String))),
            member("Mood", local("Mood")),
            member("Labels", map(plain(Type::String))),
            member("Any", plain(Type::Json)),
        ],
    );
    let guest = structure("Guest", vec![required(member("Id", plain(Type::Int64)))]);
    let mood = enumeration(
        "Mood",
        Repr::String,
        &[(Json::String("Merry".to_owned()), "Merry")],
    );
    action("Greet", "greet", vec![request, guest, mood])
}

fn api(actions: Vec<Action>) -> Api {
    let version = Version {
        wire: "2020-01-01".to_owned(),
        module: ModuleName::assigned("v2020_01_01"),
        actions,
        shared_types: Vec::new(),
    };
    Api {
        services: vec![Service {
            module: ModuleName::assigned("demo"),
            signing_name: "demo".to_owned(),
            title: None,
            description: None,
            default_region: "cn-beijing".to_owned(),
            endpoints: Endpoints {
                regions: Vec::new(),
                pattern: Some("demo.{region}.example.com".to_owned()),
            },
            error_codes: Vec::new(),
            versions: vec![version],
        }],
    }
}

fn files(actions: Vec<Action>) -> Vec<File> {
    emit(&api(actions), &Options::in_crate())
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    files
        .iter()
        .find(|file| file.path == path)
        .map_or("", |file| &file.text)
}

#[test]
fn files_are_sorted_and_raw_names_have_plain_paths() {
    let raw = action("Type", "r#type", vec![structure("TypeRequest", Vec::new())]);
    let files = files(vec![greet(), raw]);
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "demo/mod.rs",
            "demo/v2020_01_01/actions.rs",
            "demo/v2020_01_01/api.rs",
            "demo/v2020_01_01/greet.rs",
            "demo/v2020_01_01/missing.rs",
            "demo/v2020_01_01/mod.rs",
            "demo/v2020_01_01/type.rs",
            "services.rs"
        ]
    );
    assert!(text(&files, "demo/v2020_01_01/mod.rs").contains("pub mod greet;\npub mod r#type;\n"));
    assert!(text(&files, "services.rs").contains("#[cfg(feature = \"demo\")]\npub mod demo;\n"));
}

#[test]
fn actions_can_be_called_by_name_where_the_runtime_is_at_hand() {
    let mut action = greet();
    action.docs.summary = Some("Greets \"guests\".".to_owned());
    action.example_request = Some(Json::Object(Vec::new()));
    let files = files(vec![action]);
    let list = text(&files, "demo/v2020_01_01/actions.rs");
    for part in [
        "actions!(errors {\n} actions {\n    greet::GreetRequest: \"Greets \\\"guests\\\"\" {\n",
        "        request: Object {\n            \"Guests\": list Object, required",
        "        example = \"{}\",\n    }\n});\n",
    ] {
        assert!(list.contains(part), "{part} in {list}");
    }
    let version = text(&files, "demo/v2020_01_01/mod.rs");
    assert!(
        version.contains("#[cfg(feature = \"cli\")]\npub mod actions;\n"),
        "{version}"
    );
    let services = text(&files, "services.rs");
    assert!(
        services.contains("actions: demo::v2020_01_01::actions::ACTIONS,"),
        "{services}"
    );

    let external = Options::external("generated_client::runtime", None);
    let files = emit(&api(vec![greet()]), &external);
    let all: String = files.iter().map(|file| file.text.as_str()).collect();
    assert!(
        !all.contains("registry") && !all.contains("\"cli\""),
        "{all}"
    );
}

#[test]
fn only_what_is_called_by_get_can_be_presigned() {
    for (http_method, expected) in [(HttpMethod::Get, true), (HttpMethod::Post, false)] {
        let files = files(vec![Action {
            http_method,
            ..greet()
        }]);
        let text = text(&files, "demo/v2020_01_01/greet.rs");
        assert_eq!(
            text.contains("impl Presign for GreetRequest {}"),
            expected,
            "{text}"
        );
    }
}

#[test]
fn every_file_says_where_it_comes_from() {
    for file in files(vec![greet()]) {
        let first = file.text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("// @generated by `codegen`") && first.ends_with(". Do not edit."),
            "{first}"
        );
        assert!(
            file.text.ends_with("}\n") || file.text.ends_with(";\n"),
            "{}",
            file.text
        );
        assert!(
            file.text.lines().all(|line| line.trim_end() == line),
            "{}",
            file.text
        );
    }
}

/// Paths of the files that are not the same.
fn different<'a>(before: &[File], after: &'a [File]) -> Vec<&'a str> {
    after
        .iter()
        .filter(|file| !before.contains(file))
        .map(|file| file.path.as_str())
        .collect()
}

#[test]
fn what_belongs_to_an_action_is_in_its_file_and_in_the_lists_of_its_version() {
    let (before, mut changed) = (files(vec![greet()]), greet());
    changed.docs.description = Some("With a bow.".to_owned());
    changed.qps_limit = Some(5);
    let after = files(vec![changed.clone()]);
    assert_eq!(
        different(&before, &after),
        ["demo/v2020_01_01/actions.rs", "demo/v2020_01_01/greet.rs"]
    );

    changed.docs.summary = Some("Say hello".to_owned());
    let after = files(vec![changed]);
    assert_eq!(
        different(&before, &after),
        [
            "demo/v2020_01_01/actions.rs",
            "demo/v2020_01_01/greet.rs",
            "demo/v2020_01_01/mod.rs"
        ]
    );

    let other = action(
        "Leave",
        "leave",
        vec![structure("LeaveRequest", Vec::new())],
    );
    let more = files(vec![greet(), other]);
    assert_eq!(
        different(&before, &more),
        [
            "demo/v2020_01_01/actions.rs",
            "demo/v2020_01_01/api.rs",
            "demo/v2020_01_01/leave.rs",
            "demo/v2020_01_01/mod.rs"
        ]
    );
}

/// An action that takes nothing, with a summary and a group.
#[test]
fn shared_types_are_found_beside_an_actions_own_unless_one_of_these_has_the_name() {
    let shared = |name: &str| {
        plain(Type::Named(TypeRef {
            home: Home::Shared,
            name: TypeName::assigned(name),
        }))
    };
    let of_shared = |name: &str| structure(name, vec![member("Deeper", shared("Deeper"))]);
    let request = structure(
        "TakeRequest",
        vec![
            member("Outer", list(shared("Outer"))),
            member("Taken", shared("Guest")),
            member("Own", local("Guest")),
        ],
    );
    let guest = structure("Guest", Vec::new());
    let mut api = api(vec![action("Take", "take", vec![request, guest])]);
    api.services[0].versions[0].shared_types = vec![
        structure("Deeper", Vec::new()),
        of_shared("Guest"),
        of_shared("Outer"),
        structure("Unused", Vec::new()),
    ];
    let files = emit(&api, &Options::in_crate());
    let text = text(&files, "demo/v2020_01_01/take.rs");
    assert!(
        text.contains("\npub use super::types::{Deeper, Outer};\n"),
        "{text}"
    );
}

#[test]
fn a_trait_has_every_action_with_a_body_and_names_each_request_without_doubt() {
    let empty = |name| vec![structure(name, Vec::new())];
    let mut files = files(vec![
        action("GetURL", "get_url", empty("GetUrlRequest")),
        action("GetUrl", "get_url2", empty("GetUrlRequest")),
        action("Type", "r#type", empty("TypeRequest")),
    ]);
    let code = text(&files, "demo/v2020_01_01/api.rs");
    for expected in [
        "use super::Client;\n",
        "    /// See [`Client::type`].\n    fn r#type(&self, request: super::r#type::TypeRequest) -> Call<super::r#type::TypeRequest> {\n        \
         pass_on(self.runtime(), request)\n    }\n",
        "        request: super::get_url2::GetUrlRequest,\n    ) -> Call<super::get_url2::GetUrlRequest> {\n        \
         pass_on(self.runtime(), request)\n    }\n",
        "impl Api for Client {\n    fn runtime(&self) -> Option<&runtime::Client> {\n        Some(&self.runtime)\n    }\n}\n",
    ] {
        assert!(code.contains(expected), "{code}");
    }
    files.retain(|file| file.path.ends_with("v2020_01_01/mod.rs"));
    assert!(
        files[0]
            .text
            .contains("mod api;\n\npub use self::api::Api;\n\n/// What every file of this version imports.\nmod prelude {\n    pub(super) use super::{API, Client};\n    pub(super) use crate::runtime::generated::*;\n}\n")
    );

    let without_actions = self::files(Vec::new());
    assert_eq!(text(&without_actions, "demo/v2020_01_01/api.rs"), "");
    let version = text(&without_actions, "demo/v2020_01_01/mod.rs");
    assert!(!version.is_empty() && !version.contains("Api"), "{version}");
}

#[test]
fn results_need_no_structure() {
    for (ty, output) in [
        (Type::Unit, "Empty"),
        (Type::String, "String"),
        (Type::Int64, "i64"),
        (Type::Json, "JsonValue"),
        (list(plain(Type::Bool)).ty, "Vec<bool>"),
        (
            Type::Named(TypeRef {
                home: Home::Shared,
                name: TypeName::assigned("Guest"),
            }),
            "super::types::Guest",
        ),
    ] {
        let files = files(vec![Action {
            result: plain(ty),
            ..greet()
        }]);
        let text = text(&files, "demo/v2020_01_01/greet.rs");
        assert!(
            text.contains(&format!("    type Output = {output};\n")),
            "{text}"
        );
    }
}
