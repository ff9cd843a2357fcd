//! From nothing to a client that compiles, and on to one that follows the API.

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::explorer::{Document, Explorer, World};
use tests::spec;

use super::{Machine, ended, says};

const ACTIONS: [&str; 4] = [
    "DeleteInstance",
    "DescribeInstances",
    "RunInstances",
    "StopInstance",
];

/// Documents in every form in which they are known or must be expected.
fn world() -> World {
    let mut world = World::of("ecs", "2020-04-01", &ACTIONS);
    let version = world.service("ecs").version("2020-04-01");
    for (index, action) in ACTIONS.iter().enumerate() {
        version.change(action, |document| {
            document.envelope = index % 2 == 0;
            document.alternatives = index < 2;
        });
    }
    world
}

/// Checks a crate by cargo, with the dependencies of this workspace.
fn check(folder: &Path) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    fs::copy(spec::root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(std::env::var("CARGO").unwrap())
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_client_of_a_service_follows_its_api() {
    let explorer = Explorer::start(world());
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    let path = "ecs/2020-04-01/RunInstances.json";
    let edited = machine.read(path).replace(
        "\"description\": \"名称。\"",
        "\"description\": \"名称。\",\n                    \"maxLength\": 64",
    );
    machine.write(path, &edited);

    // A crate that is made inside a workspace of others compiles all the same.
    fs::write(machine.0.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    let client = machine.0.path().join("volcengine-ecs");
    let runtime = spec::root().join("generated-client");
    let documents = machine.spec();
    let generate = |more: &[&str]| {
        let [client, runtime, documents] =
            [&client, &runtime, &documents].map(|path| path.to_str().unwrap());
        let arguments = [
            "generate",
            "--spec",
            documents,
            "--new-crate",
            client,
            "--runtime-path",
            runtime,
        ];
        machine.codegen(&[&arguments, more].concat())
    };
    ended(&generate(&["--service", "ecs"]), 0);

    explorer.edit(|world| {
        let version = world.service("ecs").version("2020-04-01");
        version.change("RunInstances", |document| {
            *document = document
                .clone()
                .with("ZoneId", "string", "可用区。", "The zone.");
            document.members[0].2 = "新的名称。".to_owned();
        });
        version.change("StopInstance", |document| {
            document.members[0].0 = "InstanceName".to_owned();
        });
        version.remove("DeleteInstance");
        version.add(Document::new("ecs", "2020-04-01", "RebootInstance"));
    });
    let run = machine.fetch(&explorer, &["--update", "--prune"]);
    ended(&run, 0);
    says(
        &run.stdout,
        &[
            "1 created, 2 updated, 1 removed, 1 unchanged",
            "breaking",
            "RebootInstance: breaking",
        ],
    );

    ended(&generate(&[]), 0);
    let module = client.join("src/ecs/v2020_04_01");
    let source = |name: &str| fs::read_to_string(module.join(name)).unwrap();
    says(
        &source("run_instances.rs"),
        &["新的名称。", "64", "zone_id"],
    );
    says(&source("stop_instance.rs"), &["instance_name"]);
    assert!(
        module.join("reboot_instance.rs").is_file() && !module.join("delete_instance.rs").exists()
    );
    check(&client);
}
