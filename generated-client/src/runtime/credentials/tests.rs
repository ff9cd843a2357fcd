use std::sync::Arc;

use super::*;
use crate::runtime::environment::scripted::Scripted;
use crate::runtime::testing::block_on;

fn read<const N: usize>(
    variables: [(&'static str, &str); N],
) -> Result<Credentials, CredentialsError> {
    block_on(Chain::standard(Arc::new(Scripted::new(variables))).provide())
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

    let oldest = read([
        ("VOLCSTACK_ACCESS_KEY_ID", "id"),
        ("VOLCSTACK_SECRET_ACCESS_KEY", "secret"),
        ("VOLCSTACK_SESSION_TOKEN", "token"),
    ])
    .unwrap();
    assert!(oldest.is_temporary());
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
         VOLCSTACK_ACCESS_KEY_ID is not set)"
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
    let empty = || EnvironmentVariables::of(Arc::new(Scripted::new([])));
    let fixed = Credentials::new("fixed", "secret");
    let found = block_on(Chain::new().or(empty()).or(fixed.clone()).provide()).unwrap();
    assert_eq!(found.access_key_id(), "fixed");

    let half = EnvironmentVariables::of(Arc::new(Scripted::new([(
        "VOLC_SECRETKEY",
        "canary-secret",
    )])));
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
        .or(EnvironmentVariables::of(Arc::new(Scripted::new([(
            "VOLC_SECRETKEY",
            "canary-secret",
        )]))));
    for text in [
        format!("{credentials:?}"),
        format!("{credentials:#?}"),
        format!("{chain:#?}"),
    ] {
        assert!(!text.contains("canary"), "{text}");
        assert!(text.contains("redacted"), "{text}");
    }
}
