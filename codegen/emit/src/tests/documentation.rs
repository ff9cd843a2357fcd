//! What the documentation of the output says.

use super::*;

fn listed(wire: &str, module: &str, group: Option<&str>, summary: &str) -> Action {
    let mut action = action(wire, module, vec![structure("Request", Vec::new())]);
    action.group = group.map(str::to_owned);
    action.docs.summary = Some(summary.to_owned());
    action
}

#[test]
fn the_module_of_a_version_lists_its_actions_in_groups() {
    let files = files(vec![
        listed("Drop", "drop", None, "Drop it"),
        listed(
            "Open",
            "open",
            Some("Doors"),
            "Open a | or `b`, or `Shut` it.",
        ),
        listed("Shut", "shut", Some("Doors"), "Shut it.\n\nQuietly."),
        listed("Type", "r#type", Some("Books"), "Type it."),
    ]);
    let text = text(&files, "demo/v2020_01_01/mod.rs");
    let expected = "
//! # Books
//!
//! | Action | What it does |
//! | --- | --- |
//! | [`Type`](Client::type) | Type it. |
//!
//! # Doors
//!
//! | Action | What it does |
//! | --- | --- |
//! | [`Open`](Client::open) | Open a \\| or `b`, or [`Shut`] it. |
//! | [`Shut`](Client::shut) | Shut it. |
//!
//! # Other actions
//!
//! | Action | What it does |
//! | --- | --- |
//! | [`Drop`](Client::drop) | Drop it. |
//!
//! [`Shut`]: Client::shut
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn names_of_actions_lead_to_their_methods_from_every_file() {
    let mut open = listed(
        "Open",
        "open",
        None,
        "Open it; `Shut` undoes it, `Open` does not.",
    );
    open.result = plain(Type::Named(TypeRef {
        home: Home::Shared,
        name: TypeName::assigned("Door"),
    }));
    let mut door = structure("Door", vec![member("Key", plain(Type::String))]);
    door.docs.description = Some("What `Open` opens.".to_owned());
    let mut api = api(vec![open, listed("Shut", "shut", None, "Shut it.")]);
    api.services[0].description = Some("Begin with `Open`.".to_owned());
    api.services[0].versions[0].shared_types.push(door);
    let files = emit(&api, &Options::in_crate());

    let action = text(&files, "demo/v2020_01_01/open.rs");
    let method = "    /// Open it; [`Shut`] undoes it, `Open` does not.\n    ///\n    /// [`Shut`]: Client::shut\n";
    assert!(action.contains(method), "{action}");
    assert!(action.contains("//! [`Open`]: Client::open\n"), "{action}");
    let types = text(&files, "demo/v2020_01_01/types.rs");
    assert!(
        types.contains("/// What [`Open`] opens.\n///\n/// [`Open`]: super::Client::open\n"),
        "{types}"
    );
    let service = text(&files, "demo/mod.rs");
    assert!(
        service
            .contains("//! Begin with [`Open`].\n//!\n//! [`Open`]: v2020_01_01::Client::open\n"),
        "{service}"
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
    assert!(
        text.contains("\n//! Greet guests ([`Greet`]).\n//!\n//! [`Greet`]: Client::greet\n"),
        "{text}"
    );
    let expected = "\
impl Client {
    /// Greet guests.
    ///
    /// All of \\<them>.
    ///
    /// At most 20_000 calls per second per account.
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
