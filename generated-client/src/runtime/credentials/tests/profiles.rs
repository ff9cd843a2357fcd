//! The files of the command-line tools.

use super::*;

const FILE: &str = "/home/ada/.volcengine/config.json";

/// Reads the file in the home directory.
async fn home(content: &str) -> Result<Credentials, CredentialsError> {
    let world = with_files([("HOME", "/home/ada")], [(FILE, content)]);
    Profile::of(world, None).provide().await
}

#[tokio::test]
async fn the_files_current_profile_counts_and_else_the_default() {
    let content = r#"{"current":"work","profiles":{
        "work":{"mode":"AK","access-key":" id ","secret-key":"secret","region":"cn-north-1","disable-ssl":false},
        "default":{"access-key":"other","secret-key":"secret","session-token":""}}}"#;
    let work = home(content).await.unwrap();
    assert_eq!(keys(&work), ("id", "secret", None));
    assert_eq!(
        work.source(),
        Some("profile work of /home/ada/.volcengine/config.json")
    );
    let default = home(&content.replace("\"current\":\"work\",", ""))
        .await
        .unwrap();
    assert_eq!(default.access_key_id(), "other");
}

#[tokio::test]
async fn file_and_profile_may_be_named() {
    let content = r#"{"current":"a","profiles":{
        "a":{"access-key":"id-a","secret-key":"s"},"b":{"access-key":"id-b","secret-key":"s"}}}"#;
    let world = with_files(
        [
            ("VOLCENGINE_CLI_CONFIG_FILE", "/etc/keys.json"),
            ("VOLCENGINE_PROFILE", "b"),
        ],
        [("/etc/keys.json", content), ("/else", content)],
    );
    let named = Profile::of(world.clone(), None);
    assert_eq!(named.provide().await.unwrap().access_key_id(), "id-b");
    let other = named.clone().named("a").file("/else");
    assert_eq!(other.provide().await.unwrap().access_key_id(), "id-a");

    let error = named.named("c").provide().await.unwrap_err();
    assert!(!error.is_passed_over());
    assert_eq!(error.to_string(), "there is no profile c of /etc/keys.json");
}

#[tokio::test]
async fn stored_keys_of_a_session_end() {
    // A quarter of an hour after noon, in seconds and in milliseconds.
    for end in ["1718094630", "1718094630000", "\"1718094630\""] {
        let profile = |mode: &str, end: &str| {
            format!(
                r#"{{"profiles":{{"default":{{"mode":"{mode}","access-key":"id","secret-key":"s","session-token":"t",
                    "sts-expiration":{end}}}}}}}"#
            )
        };
        for mode in ["ak", "StsToken", "sso", "console-login"] {
            let credentials = home(&profile(mode, end)).await.unwrap();
            assert_eq!(
                credentials.expiration(),
                Some(noon() + seconds(900)),
                "{mode}"
            );
            assert!(credentials.is_temporary());
        }
        let error = home(&profile("ak", "1718093730")).await.unwrap_err();
        assert!(!error.is_passed_over());
        assert!(error.to_string().contains("have expired"), "{error}");
    }
}

#[tokio::test]
async fn a_profile_that_cannot_serve_is_not_passed_over() {
    for (mode, expected) in [
        (
            "sso",
            "mode `sso` needs a login with the command-line tool; this client cannot log in",
        ),
        (
            "console-login",
            "mode `console-login` needs a login with the command-line tool",
        ),
        (
            "teleport",
            "profile default of /home/ada/.volcengine/config.json: mode `teleport` is not supported",
        ),
    ] {
        let error = home(&format!(
            r#"{{"profiles":{{"default":{{"mode":"{mode}"}}}}}}"#
        ))
        .await
        .unwrap_err();
        assert!(!error.is_passed_over());
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn what_is_missing_is_passed_over_unless_it_was_named() {
    for content in [
        "{}",
        r#"{"profiles":{}}"#,
        r#"{"profiles":{"other":{"access-key":"id","secret-key":"s"}}}"#,
        r#"{"current":null,"profiles":null}"#,
        r#"{"current":""}"#,
    ] {
        let error = home(content).await.unwrap_err();
        assert!(error.is_passed_over(), "{content}: {error}");
    }
    for content in [
        r#"{"profiles":{"default":{"mode":"ak"}}}"#,
        r#"{"current":"gone","profiles":{"default":{"access-key":"id","secret-key":"s"}}}"#,
    ] {
        let error = home(content).await.unwrap_err();
        assert!(!error.is_passed_over(), "{content}: {error}");
    }
    let nowhere = Profile::of(world([]), None).provide().await.unwrap_err();
    assert!(nowhere.is_passed_over());

    let named = world([("VOLCENGINE_CLI_CONFIG_FILE", "/etc/keys.json")]);
    let error = Profile::of(named, None).provide().await.unwrap_err();
    assert!(!error.is_passed_over());
    assert_eq!(error.to_string(), "/etc/keys.json does not exist");
}

#[tokio::test]
async fn a_file_of_another_shape_is_an_error() {
    for (content, expected) in [
        ("[]", "is not a JSON object"),
        ("null", "is not a JSON object"),
        ("\"canary\"", "is not a JSON object"),
        ("", "is not valid JSON"),
        ("\0", "is not valid JSON"),
        (r#"{"profiles":[]}"#, "`profiles` is not an object"),
        (r#"{"profiles":"canary"}"#, "`profiles` is not an object"),
        (r#"{"current":5}"#, "`current` is not a string"),
        (r#"{"current":["canary"]}"#, "`current` is not a string"),
        (
            r#"{"profiles":{"default":"canary"}}"#,
            "has no `access-key`",
        ),
        (
            r#"{"profiles":{"default":{"mode":7,"access-key":"canary","secret-key":"canary"}}}"#,
            "`mode` is not a string",
        ),
        (
            r#"{"profiles":{"default":{"session-token":7,"access-key":"canary","secret-key":"canary"}}}"#,
            "`session-token` is not a string",
        ),
    ] {
        let error = home(content).await.unwrap_err();
        assert!(!error.is_passed_over(), "{content}");
        let text = words(&error);
        assert!(
            text.contains(expected) && !text.contains("canary"),
            "{content}: {text}"
        );
    }
    let lines = "\u{feff}{\r\n\"profiles\":{\r\n\"default\":{\"access-key\":\"id\",\"secret-key\":\"s\"}}}\r\n";
    assert_eq!(keys(&home(lines).await.unwrap()), ("id", "s", None));
}

/// What the standard sources give with these files, and a profile that a variable names.
async fn with_profile(
    profile: &str,
    files: &[(&str, &str)],
) -> Result<Credentials, CredentialsError> {
    let variables = [
        ("HOME", "/home/ada"),
        ("VOLCENGINE_PROFILE", profile),
        ("VOLCENGINE_ECS_METADATA_DISABLED", "true"),
    ];
    let environment: Arc<dyn Environment> = with_files(variables, files.iter().copied());
    let transport = Arc::new(HttpTransport::builder().build().unwrap());
    let chain = Chain::of_client(&environment, transport, false);
    chain.provide().await
}

#[tokio::test]
async fn a_profile_that_a_variable_names_is_found_in_either_file_and_nothing_replaces_it() {
    const SHARED: &str = "/home/ada/.volcengine/credentials";
    const OLDER: (&str, &str) = ("/home/ada/.volc/config", r#"{"ak":"older","sk":"s"}"#);
    let section = "[work]\naccess_key_id = shared\nsecret_access_key = s\n";
    let profile = r#"{"profiles":{"work":{"access-key":"profile","secret-key":"s"}}}"#;
    let found = with_profile("work", &[(SHARED, section), OLDER]).await;
    assert_eq!(keys(&found.unwrap()), ("shared", "s", None));
    let found = with_profile("work", &[(FILE, profile), (SHARED, section), OLDER]).await;
    assert_eq!(keys(&found.unwrap()), ("profile", "s", None));
    let found = with_profile("work", &[(FILE, "{}"), (SHARED, section), OLDER]).await;
    assert_eq!(keys(&found.unwrap()), ("shared", "s", None));

    for files in [
        [(FILE, "{}"), (SHARED, "[other]\n"), OLDER].as_slice(),
        &[(FILE, "{}"), OLDER],
        &[(SHARED, "[other]\n"), OLDER],
        &[OLDER],
    ] {
        let error = with_profile("work", files).await;
        let text = error.unwrap_err().to_string();
        assert!(text.contains("work"), "{files:?}: {text}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_home_that_is_no_folder_holds_no_files() {
    #[derive(Debug)]
    struct Nowhere;

    impl Environment for Nowhere {
        fn variable(&self, name: &str) -> Option<OsString> {
            (name == "HOME").then(|| "/dev/null".into())
        }

        fn now(&self) -> SystemTime {
            noon()
        }
    }

    let nowhere: Arc<dyn Environment> = Arc::new(Nowhere);
    for source in [
        Profile::of(nowhere.clone(), None).provide().await,
        OlderFile::of(nowhere.clone()).provide().await,
        SharedFile::of(nowhere).provide().await,
    ] {
        let error = source.unwrap_err();
        assert!(error.is_passed_over(), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_is_broken_or_half_filled_is_an_error_without_its_content() {
    for content in [
        r#"{"profiles":{"default":{"access-key":"canary""#,
        r#"{"profiles":{"default":{"access-key":"canary-id"}}}"#,
        r#"{"profiles":{"default":{"secret-key":"canary-secret"}}}"#,
        r#"{"profiles":{"default":{"mode":"oidc","role-trn":"canary"}}}"#,
        r#"{"profiles":{"default":{"mode":"ecsrole"}}}"#,
    ] {
        let error = home(content).await.unwrap_err();
        assert!(!error.is_passed_over(), "{content}");
        assert!(!words(&error).contains("canary"), "{}", words(&error));
    }
}

#[tokio::test]
async fn a_profile_can_name_the_machines_role() {
    let service = Service::start(|line| {
        if line.starts_with("PUT") {
            (200, "session".to_owned())
        } else {
            assert!(line.contains("/security_credentials/reader "), "{line}");
            (
                200,
                r#"{"AccessKeyId":"AKTP","SecretAccessKey":"s","SessionToken":"t"}"#.to_owned(),
            )
        }
    })
    .await;
    let content = r#"{"profiles":{"default":{"mode":"EcsRole","role-name":"reader"}}}"#;
    let world = with_files([("HOME", "/home/ada")], [(FILE, content)]);
    let metadata = InstanceMetadata::of(world.clone()).endpoint(&service.endpoint);
    let credentials = Profile::of(world, None)
        .instance_metadata(metadata)
        .provide()
        .await
        .unwrap();
    assert_eq!(credentials.access_key_id(), "AKTP");
}

#[tokio::test]
async fn a_profile_can_name_a_token() {
    let service = Service::start(|_| {
        (
            200,
            r#"{"ResponseMetadata":{},"Result":{"Credentials":{"AccessKeyId":"AKTP","SecretAccessKey":"s","SessionToken":"t"}}}"#
                .to_owned(),
        )
    })
    .await;
    let content = r#"{"profiles":{"default":{"mode":"oidc","role-trn":"trn:iam::1:role/r","oidc-token-file":"/token"}}}"#;
    let world = with_files(
        [("HOME", "/home/ada")],
        [(FILE, content), ("/token", "jwt")],
    );
    let credentials = Profile::of(world, None)
        .sts_endpoint(&service.endpoint)
        .provide()
        .await
        .unwrap();
    assert_eq!(credentials.access_key_id(), "AKTP");
    assert!(service.requests()[0].contains("OIDCToken=jwt"));
}

#[tokio::test]
async fn a_profile_can_assume_a_role_with_its_keys() {
    let service = Service::start(|_| {
        (
            200,
            r#"{"ResponseMetadata":{},"Result":{"Credentials":{"AccessKeyId":"AKTP","SecretAccessKey":"s","SessionToken":"t",
                "CurrentTime":"2024-06-11T08:00:00Z","ExpiredTime":"2024-06-11T09:00:00Z"}}}"#
                .to_owned(),
        )
    })
    .await;
    for role in [
        r#""role-name":"reader","account-id":"2000012345""#,
        r#""role-name":"reader","account-id":2000012345"#,
        r#""role-trn":"trn:iam::2000012345:role/reader""#,
    ] {
        let content = format!(
            r#"{{"profiles":{{"default":{{"mode":"ramrolearn","access-key":"AKLT","secret-key":"canary",{role}}}}}}}"#
        );
        let world = with_files([("HOME", "/home/ada")], [(FILE, content.as_str())]);
        let credentials = Profile::of(world, None)
            .sts_endpoint(&service.endpoint)
            .provide()
            .await
            .unwrap();
        assert_eq!(credentials.access_key_id(), "AKTP");
        assert_eq!(credentials.expiration(), Some(noon() + seconds(3600)));
    }
    for request in service.requests() {
        assert!(
            request.contains("RoleTrn=trn%3Aiam%3A%3A2000012345%3Arole%2Freader"),
            "{request}"
        );
        assert!(request.contains("Credential=AKLT/20240611/cn-north-1/sts/request"));
        assert!(!request.contains("canary"));
    }
}

#[tokio::test]
async fn the_region_of_a_profile_goes_with_its_keys() {
    let keys =
        r#"{"profiles":{"default":{"access-key":"id","secret-key":"s","region":"cn-beijing"}}}"#;
    let credentials = home(&format!("\u{feff}{keys}")).await.unwrap();
    assert_eq!(credentials.region(), Some("cn-beijing"));
}

#[test]
fn the_file_that_sdks_share_is_read() {
    let read = |content: &str, profile: &str| {
        let world = with_files(
            [("HOME", "/home/ada"), ("VOLCENGINE_PROFILE", profile)],
            [("/home/ada/.volcengine/credentials", content)],
        );
        block_on(SharedFile::of(world).provide())
    };
    let content = "[default]\nvolcengine_access_key_id = id\n# a remark = x\nvolcengine_secret_access_key=s=s\n\
                   [other]\naccess_key = other\nsecret_key = \"t\"\nsession_token = token\n";
    assert_eq!(keys(&read(content, "").unwrap()), ("id", "s=s", None));
    assert_eq!(
        keys(&read(content, "other").unwrap()),
        ("other", "t", Some("token"))
    );
    let gone = read(content, "gone").unwrap_err();
    assert!(!gone.is_passed_over());
    assert!(
        gone.to_string().ends_with("has no section `[gone]`"),
        "{gone}"
    );
    let odd = "\u{feff}before = any\r\n\r\n[ default ] ; ours\r\n\taccess_key: 'id' # old\r\nsecret_key=s#1;2\t; new\r\n\
               [\r\nsecret_key = none\r\n[default\r\nsession_token =\r\nnonsense\r\n";
    assert_eq!(keys(&read(odd, "").unwrap()), ("id", "s#1;2", None));
    let half = read("[default]\naccess_key = canary\n", "").unwrap_err();
    assert!(half.to_string().contains("`secret_access_key`"), "{half}");
    assert!(!half.to_string().contains("canary"), "{half}");
}

#[test]
fn the_shared_file_and_its_section_are_those_that_variables_name() {
    let read = |variables: &[(&'static str, &'static str)]| {
        let other = "[java]\nvolcstack_access_key_id = j\nvolcstack_secret_access_key = s\n\
                     volcstack_session_token = t\n[default]\naccess_key_id = d\nsecret_access_key = s\n";
        let home = [("HOME", "/home/ada")];
        let variables = home.into_iter().chain(variables.iter().copied());
        let world = with_files(variables, [("/keys", other)]);
        block_on(SharedFile::of(world).provide())
    };
    let file = ("VOLCSTACK_SHARED_CREDENTIALS_FILE", "/keys");
    let java = read(&[
        file,
        ("VOLCSTACK_PROFILE", "java"),
        ("VOLCENGINE_PROFILE", "x"),
    ])
    .unwrap();
    assert_eq!(keys(&java), ("j", "s", Some("t")));
    assert_eq!(keys(&read(&[file]).unwrap()), ("d", "s", None));
    assert!(read(&[]).unwrap_err().is_passed_over());
    let gone = read(&[("VOLCSTACK_SHARED_CREDENTIALS_FILE", "/gone")]).unwrap_err();
    assert!(!gone.is_passed_over(), "{gone}");
    assert!(gone.to_string().contains("/gone does not exist"), "{gone}");
}

#[cfg(unix)]
#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test makes the files that it needs"
)]
async fn only_regular_files_of_a_bounded_size_are_read() {
    let folder = std::env::temp_dir().join(format!("generated-client-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (large, link, pipe) = (
        folder.join("large"),
        folder.join("link"),
        folder.join("pipe"),
    );
    std::fs::write(&large, vec![b' '; 1024 * 1024 + 1]).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    for (path, reason) in [
        (&large, "it has more than 1 MiB"),
        (&link, "it is not a regular file"),
        (&folder, "it is not a regular file"),
        (&pipe, "it is not a regular file"),
    ] {
        if path == &pipe && !made.as_ref().is_ok_and(std::process::ExitStatus::success) {
            continue;
        }
        let error = OlderFile::new().file(path).provide().await.unwrap_err();
        assert!(!error.is_passed_over());
        assert!(error.to_string().ends_with(reason), "{error}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_older_file_is_read() {
    let read = |content: &'static str| {
        let world = with_files(
            [("USERPROFILE", "/home/ada")],
            [("/home/ada/.volc/config", content)],
        );
        block_on(OlderFile::of(world).provide())
    };
    let credentials = read(r#"{"ak":"id","sk":"secret"}"#).unwrap();
    assert_eq!(keys(&credentials), ("id", "secret", None));
    assert_eq!(credentials.source(), Some("/home/ada/.volc/config"));
    assert!(read("{}").unwrap_err().is_passed_over());
    let error = read(r#"{"sk":"canary"}"#).unwrap_err();
    assert!(!error.is_passed_over());
    assert_eq!(
        error.to_string(),
        "/home/ada/.volc/config has no string `ak`"
    );
    for content in ["[]", r#"{"ak":5,"sk":6}"#, r#"{"ak":["canary"]}"#] {
        let error = read(content).unwrap_err();
        assert!(!error.is_passed_over(), "{content}: {error}");
    }
}
