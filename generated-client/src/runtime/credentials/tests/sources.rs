//! Variables, and the order of sources.

use super::*;

fn read<const N: usize>(
    variables: [(&'static str, &str); N],
) -> Result<Credentials, CredentialsError> {
    block_on(
        Chain::new()
            .or(EnvironmentVariables::of(world(variables)))
            .provide(),
    )
}

fn reason<const N: usize>(variables: [(&'static str, &str); N]) -> (bool, String) {
    let error = read(variables).unwrap_err();
    (error.is_passed_over(), error.to_string())
}

#[test]
fn every_spelling_is_read() {
    let newest = read([
        ("VOLCENGINE_ACCESS_KEY", "id"),
        ("VOLCENGINE_SECRET_KEY", "secret"),
        ("VOLCENGINE_SESSION_TOKEN", "token"),
    ])
    .unwrap();
    assert_eq!(
        (
            newest.access_key_id(),
            newest.secret_access_key(),
            newest.session_token()
        ),
        ("id", "secret", Some("token"))
    );

    let older = read([("VOLC_ACCESSKEY", "id"), ("VOLC_SECRETKEY", "secret")]).unwrap();
    assert_eq!((older.access_key_id(), older.session_token()), ("id", None));

    for name in ["VOLC_SESSIONTOKEN", "VOLC_SESSION_TOKEN"] {
        let temporary = read([
            ("VOLC_ACCESSKEY", "AKTP1"),
            ("VOLC_SECRETKEY", "secret"),
            (name, "token"),
        ]);
        assert_eq!(temporary.unwrap().session_token(), Some("token"));
    }

    let oldest = read([
        ("VOLCSTACK_ACCESS_KEY_ID", "id"),
        ("VOLCSTACK_SECRET_ACCESS_KEY", "secret"),
        ("VOLCSTACK_SESSION_TOKEN", "token"),
    ])
    .unwrap();
    assert!(oldest.is_temporary());
    assert_eq!(
        oldest.source(),
        Some("environment (VOLCSTACK_ACCESS_KEY_ID)")
    );

    let variant = read([
        ("VOLCSTACK_ACCESS_KEY", "id"),
        ("VOLCSTACK_SECRET_KEY", "secret"),
    ])
    .unwrap();
    assert_eq!(variant.secret_access_key(), "secret");
}

#[test]
fn the_newest_spelling_in_use_counts_and_is_not_mixed_with_another() {
    let credentials = read([
        ("VOLCENGINE_ACCESS_KEY", "new"),
        ("VOLCENGINE_SECRET_KEY", "s"),
        ("VOLC_ACCESSKEY", "old"),
        ("VOLC_SECRETKEY", "s"),
        ("VOLCSTACK_SESSION_TOKEN", "stray"),
    ])
    .unwrap();
    assert_eq!(credentials.access_key_id(), "new");
    assert!(!credentials.is_temporary());
}

#[test]
fn without_any_the_error_says_what_was_tried() {
    let (passed_over, reason) = reason([
        ("VOLCENGINE_ACCESS_KEY", ""),
        ("VOLCENGINE_SECRET_KEY", "  "),
    ]);
    assert!(passed_over);
    assert_eq!(
        reason,
        "tried environment (VOLCENGINE_ACCESS_KEY is not set, VOLC_ACCESSKEY is not set, \
         VOLCSTACK_ACCESS_KEY_ID is not set, VOLCSTACK_ACCESS_KEY is not set)"
    );
}

#[test]
fn half_a_pair_is_an_error_and_not_passed_over() {
    let (passed_over, reason_1) = reason([
        ("VOLCENGINE_ACCESS_KEY", "id"),
        ("VOLC_ACCESSKEY", "id"),
        ("VOLC_SECRETKEY", "secret"),
    ]);
    assert!(!passed_over);
    assert_eq!(
        reason_1,
        "environment: VOLCENGINE_ACCESS_KEY is set, but VOLCENGINE_SECRET_KEY is not"
    );

    let (_, reason_2) = reason([("VOLC_SECRETKEY", "secret")]);
    assert_eq!(
        reason_2,
        "environment: VOLC_SECRETKEY is set, but VOLC_ACCESSKEY is not"
    );
}

#[test]
fn a_chain_goes_on_past_an_unconfigured_source_only() {
    let empty = || EnvironmentVariables::of(world([]));
    let fixed = Credentials::new("fixed", "secret");
    let found = block_on(Chain::new().or(empty()).or(fixed.clone()).provide()).unwrap();
    assert_eq!(found.access_key_id(), "fixed");

    let half = EnvironmentVariables::of(world([("VOLC_SECRETKEY", "canary-secret")]));
    let error = block_on(Chain::new().or(half).or(fixed).provide()).unwrap_err();
    assert!(!error.is_passed_over());
    assert!(error.source().is_some());
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[test]
fn an_empty_session_token_is_none() {
    assert!(!Credentials::temporary("id", "secret", "").is_temporary());
}

#[test]
fn debug_output_holds_no_part_of_the_keys() {
    let credentials = Credentials::temporary("canary-id", "canary-secret", "canary-token");
    let chain = Chain::new()
        .or(credentials.clone())
        .or(EnvironmentVariables::of(world([(
            "VOLC_SECRETKEY",
            "canary-secret",
        )])));
    for text in [
        format!("{credentials:?}"),
        format!("{credentials:#?}"),
        format!("{chain:#?}"),
    ] {
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains("redacted"), "{text}");
    }
}

#[tokio::test]
async fn none_found_lists_every_source_and_why_it_was_passed_over() {
    let world = world([
        ("HOME", "/home/ada"),
        ("VOLCENGINE_ECS_METADATA_DISABLED", "TRUE"),
    ]);
    let environment: Arc<dyn Environment> = world;
    let transport = Arc::new(HttpTransport::builder().build().unwrap());
    let chain = Chain::of_client(&environment, transport.clone(), false);
    let error = chain.provide().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "tried environment (VOLCENGINE_ACCESS_KEY is not set, VOLC_ACCESSKEY is not set, VOLCSTACK_ACCESS_KEY_ID is \
         not set, VOLCSTACK_ACCESS_KEY is not set); OIDC token (VOLCENGINE_OIDC_ROLE_TRN is not set); profile of the \
         command-line tool (/home/ada/.volcengine/config.json does not exist); shared credentials file \
         (/home/ada/.volcengine/credentials does not exist); credentials file of older tools (/home/ada/.volc/config \
         does not exist); instance metadata (VOLCENGINE_ECS_METADATA_DISABLED is true)"
    );
    let tried: Vec<_> = error.tried().iter().map(Tried::source).collect();
    assert_eq!(
        tried,
        [
            "environment",
            "OIDC token",
            "profile of the command-line tool",
            "shared credentials file",
            "credentials file of older tools",
            "instance metadata"
        ]
    );
    assert_eq!(
        error.tried()[1].reason(),
        "VOLCENGINE_OIDC_ROLE_TRN is not set"
    );

    let behind_another = Chain::of_client(&environment, transport, true);
    let error = behind_another.provide().await.unwrap_err();
    assert_eq!(
        error.tried().last().unwrap().reason(),
        "the client has a custom transport"
    );
}

#[test]
fn a_chain_that_stops_says_where_and_what_it_tried_before() {
    let empty = EnvironmentVariables::of(world([]));
    let broken = from_fn("our vault", || async {
        Err(CredentialsError::failed("it is sealed"))
    });
    let error = block_on(
        Chain::new()
            .or(empty)
            .or(broken)
            .or(Credentials::new("never", "asked"))
            .provide(),
    )
    .unwrap_err();
    assert_eq!(error.to_string(), "our vault: it is sealed");
    let tried: Vec<_> = error.tried().iter().map(Tried::to_string).collect();
    assert_eq!(tried.len(), 2);
    assert_eq!(tried[1], "our vault (it is sealed)");
}

#[test]
fn a_chain_stays_with_the_source_that_gave_keys() {
    let has_keys = Arc::new(Mutex::new(true));
    let switch = Arc::clone(&has_keys);
    let first = from_fn("first", move || {
        let has_keys = *switch.lock().unwrap();
        async move {
            if has_keys {
                Ok(Credentials::new("one", "secret"))
            } else {
                Err(CredentialsError::passed_over("it is gone"))
            }
        }
    });
    let chain = Chain::new()
        .or(first)
        .or(Credentials::new("other", "secret"));
    assert_eq!(block_on(chain.provide()).unwrap().access_key_id(), "one");
    *has_keys.lock().unwrap() = false;
    let error = block_on(chain.provide()).unwrap_err();
    assert!(!error.is_passed_over());
    assert_eq!(error.to_string(), "first: it is gone");
    *has_keys.lock().unwrap() = true;
    assert_eq!(block_on(chain.provide()).unwrap().access_key_id(), "one");
}

#[test]
fn a_function_is_a_source_and_gives_its_name() {
    let source = from_fn("our vault", || async {
        Ok(Credentials::new("id", "secret"))
    });
    let credentials = block_on(Chain::new().or(source).provide()).unwrap();
    assert_eq!(credentials.source(), Some("our vault"));
}

#[test]
fn a_chain_asks_the_source_that_gave_keys_whether_others_are_to_be_had() {
    let refused = |chain: &Chain| {
        let keys = block_on(chain.provide()).unwrap();
        chain.invalidate(&keys)
    };
    let function = || {
        from_fn("our vault", || async {
            Ok(Credentials::new("id", "secret"))
        })
    };
    let fixed = Chain::new()
        .or(Credentials::new("id", "secret"))
        .or(function());
    assert!(!refused(&fixed));
    let empty = EnvironmentVariables::of(world([]));
    let vault = Chain::new()
        .or(empty)
        .or(function())
        .or(Credentials::new("id", "secret"));
    assert!(!vault.invalidate(&Credentials::new("id", "secret")));
    assert!(refused(&vault));
}
