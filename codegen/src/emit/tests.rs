//! What holds for the output as a whole.

use crate::model::{
    Action, Api, Docs, Encoding, Endpoints, ExternalDocs, FunctionName, HttpMethod, Json,
    ModuleName, Repr, Scope, Service, Type, TypeDef, TypeName, TypeRef, Version,
};

use super::fixture::{block, enumeration, list, local, map, member, plain, required, structure};
use super::{File, Options, emit};

fn action(wire: &str, module: &str, types: Vec<TypeDef>) -> Action {
    Action {
        wire: wire.to_owned(),
        source: format!("demo/2020-01-01/{wire}.yaml"),
        module: ModuleName::assigned(module),
        method_name: FunctionName::assigned(module),
        docs: Docs::default(),
        http_method: HttpMethod::Post,
        encoding: Encoding::Json,
        qps_limit: None,
        idempotent: false,
        request: TypeRef {
            scope: Scope::Local,
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
            "demo/v2020_01_01/greet.rs",
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
        "    Entry::of::<super::greet::GreetRequest>(Text {\n        summary: \"Greets \\\"guests\\\"\",\n",
        "        help: &[\n            \"Greet, version 2020-01-01 of demo\",\n            \"\",\n",
        "            \"  Guests: list of objects, required\",\n",
        "        example: Some(\"{}\"),\n    }),\n];\n",
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

#[test]
fn what_belongs_to_an_action_is_in_its_file_alone() {
    let (before, mut changed) = (files(vec![greet()]), greet());
    changed.docs.summary = Some("Say hello".to_owned());
    changed.docs.deprecated = true;
    let after = files(vec![changed]);
    let different: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a != b)
        .map(|(_, file)| file.path.as_str())
        .collect();
    assert_eq!(
        different,
        ["demo/v2020_01_01/actions.rs", "demo/v2020_01_01/greet.rs"]
    );

    let other = action(
        "Leave",
        "leave",
        vec![structure("LeaveRequest", Vec::new())],
    );
    let more = files(vec![greet(), other]);
    let different: Vec<_> = more
        .iter()
        .filter(|file| !before.contains(file))
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        different,
        [
            "demo/v2020_01_01/actions.rs",
            "demo/v2020_01_01/leave.rs",
            "demo/v2020_01_01/mod.rs"
        ]
    );
}

#[test]
fn an_action_is_documented_with_all_that_is_known_of_it() {
    let mut action = greet();
    action.docs = Docs {
        summary: Some("Greet guests".to_owned()),
        description: Some("All of <them>.".to_owned()),
        external: Some(ExternalDocs {
            description: None,
            url: "https://example.com/greet".to_owned(),
        }),
        deprecated: true,
    };
    action.qps_limit = Some(20_000);
    let files = files(vec![action]);
    let text = text(&files, "demo/v2020_01_01/greet.rs");
    assert!(text.contains("\n//! Greet guests (`Greet`).\n"), "{text}");
    let expected = "\
impl Client {
    /// Greet guests.
    ///
    /// All of \\<them>.
    ///
    /// At most 20_000 calls per second and account.
    ///
    /// See [the platform's documentation](https://example.com/greet).
    #[deprecated]
    pub fn greet(&self, request: GreetRequest) -> Call<GreetRequest> {
        self.runtime.call(request)
    }
}";
    assert_eq!(block(text, "impl Client"), expected);
}

#[test]
fn an_example_becomes_calls_of_builders() {
    let object = |members: Vec<(&str, Json)>| {
        Json::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    };
    let mut action = greet();
    action.example_request = Some(object(vec![
        (
            "Guests",
            Json::Array(vec![object(vec![("Id", Json::Int(10_001))])]),
        ),
        ("Words", Json::Array(Vec::new())),
        ("Mood", Json::String("Merry".to_owned())),
        ("Labels", object(vec![("a", Json::String("b".to_owned()))])),
        ("Any", Json::Array(vec![Json::Int(1), Json::Null])),
    ]));
    let expected = "\
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use generated_client::demo::v2020_01_01::Client;
    /// use generated_client::demo::v2020_01_01::greet::{GreetRequest, Guest, Mood};
    ///
    /// let client = Client::from_env()?;
    /// let reply = client
    ///     .greet(
    ///         GreetRequest::builder()
    ///             .guests([Guest::builder().id(10_001).build()])
    ///             .mood(Mood::Merry)
    ///             .labels([(\"a\", \"b\")])
    ///             .any(\"[1, null]\".parse()?)
    ///             .build(),
    ///     )
    ///     .await?;
    /// println!(\"{:?}\", reply.result);
    /// # Ok(())
    /// # }
    /// ```
";
    let files = files(vec![action.clone()]);
    let code = text(&files, "demo/v2020_01_01/greet.rs");
    assert!(code.contains(expected), "{code}");

    let external = emit(
        &api(vec![action.clone()]),
        &Options::external("generated_client::runtime", None),
    );
    assert!(!text(&external, "demo/v2020_01_01/greet.rs").contains("# Examples"));

    action.example_request = Some(object(Vec::new()));
    let files = self::files(vec![action]);
    assert!(
        !text(&files, "demo/v2020_01_01/greet.rs").contains("# Examples"),
        "a required member is missing"
    );
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
                scope: Scope::Shared,
                name: TypeName::assigned("Guest"),
            }),
            "types::Guest",
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
