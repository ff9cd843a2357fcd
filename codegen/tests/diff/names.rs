//! Names that collide, in documents: of members, values, types and actions, in random sets and orders.

use std::collections::{BTreeMap, BTreeSet};

use codegen_diff::diff;
use codegen_model::{Action, Api, TypeShape};
use codegen_pipeline::understand_texts;
use proptest::prelude::*;

/// Spellings of three words; those of one word are called alike.
const SPELLINGS: &[&str] = &[
    "LocalIP", "LocalIp", "local_ip", "LOCAL_IP", "VpcID", "VpcId", "vpcId", "Name", "NAME",
];

fn some() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(SPELLINGS.to_vec(), 1..SPELLINGS.len()).prop_shuffle()
}

/// Spellings of actions, of members of a request, of values and of types.
type Spellings = [Vec<&'static str>; 4];

fn state() -> impl Strategy<Value = Spellings> {
    [some(), some(), some(), some()]
}

/// The same twice, in different orders.
fn shuffled() -> impl Strategy<Value = (Spellings, Spellings)> {
    state().prop_flat_map(|all| {
        let shuffled = all.clone().map(|names| Just(names).prop_shuffle());
        (Just(all), shuffled)
    })
}

/// Every action has the same members, the same values of an enum, and a member of each type.
fn api([actions, members, values, types]: &Spellings) -> Api {
    let members: Vec<String> = members
        .iter()
        .map(|name| format!("{name}: {{ type: string }}"))
        .collect();
    // What tells a schema apart, whatever it is called.
    let own = |name: &str| {
        name.bytes()
            .fold(0_u32, |sum, byte| sum * 31 % 9973 + u32::from(byte))
    };
    let schemas: Vec<String> = types
        .iter()
        .map(|name| {
            let own = own(name);
            format!("{name}: {{ type: object, properties: {{ Own{own}: {{ type: string }} }} }}")
        })
        .collect();
    let holds: Vec<String> = types
        .iter()
        .map(|name| {
            format!(
                "Held{}: {{ $ref: '#/components/schemas/{name}' }}",
                own(name)
            )
        })
        .collect();
    let files = actions.iter().map(|action| {
        let text = format!(
            "openapi: 3.1.0
info: {{ title: {action}, version: '2020-01-01' }}
paths:
  /{action}:
    post:
      requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ {} }} }} }} }} }}
      responses:
        '200': {{ description: '', content: {{ application/json: {{ schema: {{ type: object, properties: {{ ResponseMetadata: {{ type: object }}, Result: {{ type: object, properties: {{ State: {{ type: string, enum: [{}] }}, {} }} }} }} }} }} }} }}
components: {{ schemas: {{ {} }} }}
",
            members.join(", "),
            values.join(", "),
            holds.join(", "),
            schemas.join(", ")
        );
        (format!("demo/2020-01-01/{action}.yaml"), text)
    });
    let service = ("demo/service.yaml".to_owned(), "service: demo\n".to_owned());
    let understood = understand_texts(files.chain([service]));
    understood.api.unwrap_or_else(|| panic!("{actions:?}"))
}

/// What each name in Rust stands for: a method for an action, a field for a member, a variant for a value, a type for a schema.
fn meanings(api: &Api) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut note = |name: String, meaning: String| {
        let before = all.insert(name.clone(), meaning);
        assert_eq!(before, None, "`{name}` stands for two things");
    };
    for action in &api.services[0].versions[0].actions {
        note(format!("{}()", action.method_name), action.wire.clone());
        for (name, meaning) in inside(action) {
            note(format!("{}::{name}", action.module), meaning);
        }
    }
    all
}

fn inside(action: &Action) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for def in &action.types {
        match &def.shape {
            TypeShape::Struct(shape) if def.name == action.request.name => {
                let members = shape.members.iter();
                all.extend(
                    members.map(|member| (format!(".{}", member.rust), member.wire.clone())),
                );
            }
            TypeShape::Enum(shape) => {
                let values = shape.values.iter();
                all.extend(values.map(|value| {
                    (
                        format!("State::{}", value.rust),
                        format!("{:?}", value.wire),
                    )
                }));
            }
            TypeShape::Struct(shape) if shape.members[0].wire.starts_with("Own") => {
                all.push((def.name.to_string(), shape.members[0].wire.clone()));
            }
            _ => {}
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_old_name_means_what_it_meant_or_the_comparison_says_so((old, shuffled) in shuffled(), new in state()) {
        let (earlier, later) = (api(&old), api(&new));
        let (before, after) = (meanings(&earlier), meanings(&later));
        let told = diff(&earlier, &later);
        let said: BTreeSet<&str> = told
            .changes
            .iter()
            .filter(|change| ["respelled", "another", "split", "merged", "type-re"].iter().any(|part| change.rule.code.contains(part)))
            .filter_map(|change| change.place.rust.as_deref())
            .collect();
        for (name, was) in &before {
            let Some(is) = after.get(name).filter(|is| *is != was) else { continue };
            // Only what took the place of something that is gone may have its name, and that is told.
            let own = name.rsplit([':', '.', '(']).find(|part| part.len() > 1).unwrap_or(name);
            prop_assert!(
                said.iter().any(|rust| rust.ends_with(own.trim_end_matches(')'))),
                "{name} was {was} and is {is}: {said:?}"
            );
        }
        // Order changes no name.
        prop_assert_eq!(before, meanings(&api(&shuffled)));
    }
}
