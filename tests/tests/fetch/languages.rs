//! Chinese and English: titles, prose and sites.

use tests::explorer::{Explorer, World};

use super::{Machine, ended, says};

#[test]
fn english_prose_goes_into_the_chinese_structure() {
    let mut world = World::of("ecs", "2020-04-01", &["Start"]);
    let version = world.service("ecs").version("2020-04-01");
    version.change("Start", |document| {
        *document = document
            .clone()
            .with("Count", "integer", "数量。", "数量 still")
            .with("Zone", "string", "可用区。", "First line.\\\\nSecond line.");
    });
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs", "--language", "en"]);
    ended(&run, 0);
    let document = machine.read("ecs/2020-04-01/Start.json");
    says(
        &document,
        &[
            "\"title\": \"Action Start\"",
            "\"Code\": \"示例\"",
            "\"example\": \"示例\",\n                    \"description\": \"The name.\"",
            "\"example\": 1000,\n                    \"description\": \"数量。\"",
            "\"description\": \"First line.\\nSecond line.\"",
            "\"description\": \"There is none.\"",
        ],
    );
    says(&run.stdout, &["1 created", "texts in English"]);
    let languages: Vec<String> = explorer
        .seen()
        .iter()
        .map(|seen| seen.headers["x-language"].clone())
        .collect();
    assert_eq!(
        languages
            .iter()
            .filter(|language| *language == "zh")
            .count(),
        3
    );
    says(
        &machine.read("ecs/service.yaml"),
        &["title: \"Sample Service\""],
    );
    // An update keeps to the language.
    explorer.forget();
    ended(&machine.fetch(&explorer, &["--update"]), 0);
    assert_eq!(machine.read("ecs/2020-04-01/Start.json"), document);
}

#[test]
fn the_international_site_is_in_english_as_it_is() {
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &["Start"]));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["sample", "--site", "byteplus"]);
    ended(&run, 0);
    says(
        &run.stderr,
        &["`endpoints`: the hosts of this site are not known"],
    );
    assert_eq!(explorer.seen().len(), 4);
    // Lists of names are the same in every language.
    let languages = || -> Vec<String> {
        let seen = explorer.seen().into_iter();
        let documents = seen.filter(|seen| seen.path == "explorer/api-swagger");
        documents
            .map(|seen| seen.headers["x-language"].clone())
            .collect()
    };
    assert_eq!(languages(), ["en"]);
    says(
        &machine.read("ecs/2020-04-01/Start.json"),
        &["\"Action Start\"", "\"Sample\""],
    );
    says(
        &machine.read("ecs/2020-04-01/.fetched.json"),
        &["\"language\": \"en\"", "\"site\": \"byteplus\""],
    );
    explorer.forget();
    ended(&machine.fetch(&explorer, &["--update"]), 0);
    assert_eq!(languages(), ["en"]);
    // The other site's documents do not go into the same folder.
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &["fetched from the site `byteplus`", "`--site byteplus`"],
    );
}

#[test]
fn a_service_goes_by_its_title_in_either_language() {
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &["Start"]));
    for named in ["示例", "sample serv"] {
        let machine = Machine::new();
        ended(&machine.fetch(&explorer, &[named]), 0);
        assert_eq!(machine.documents(), ["ecs/2020-04-01/Start.json"]);
        says(&machine.read("ecs/service.yaml"), &["title: \"示例服务\""]);
    }
}
